"""What waits, as it is seen from outside: how much of it, and since when. Each feature hands over
its own."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from bot.db import ReadSession


class Waits(NamedTuple):
    """How many of something wait, and since when the oldest does."""

    how_many: int
    since: datetime | None


Asked = Callable[[ReadSession, datetime], Awaitable[Waits]]
"""Counts what waits at a moment. An index has to serve it: it is asked every few seconds."""


@dataclass(frozen=True)
class Gauge:
    """Something that waits: ``maraude_NAME`` says how much of it there is, and
    ``maraude_NAME_age_seconds`` for how long the oldest has waited.

    Args:
        about: what is counted, in one sentence.
        ask: counts it; never by person, team or server.
    """

    name: str
    about: str
    ask: Asked
