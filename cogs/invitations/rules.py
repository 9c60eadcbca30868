"""How fast invitations leave, when they lapse, and how much of them is told. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from types import MappingProxyType
from zoneinfo import ZoneInfo

LONGEST_WORDS = 1500
LONGEST: Mapping[str, int] = MappingProxyType({"team": 120, "community": 120})
"""How long what takes the place of a name can be, with a backslash before each mark in it."""
LONGEST_FILLED = 1600
APPROVED_WITHIN = timedelta(hours=72)
STALE_AFTER = timedelta(hours=24)
"""An invitation that could not begin for so long is about something that may be over."""
AHEAD = timedelta(days=90)
WEEK = timedelta(days=7)
MINUTE = timedelta(minutes=1)
LOOK_EVERY = timedelta(seconds=5)
DRAWN_EVERY = timedelta(seconds=10)
DRAWING = timedelta(seconds=2)
"""How long it takes at most until a card stands."""
LOOKED_AT_AGAIN = timedelta(minutes=10)
FEW = 5
"""Smaller numbers are not shown."""
BLOCKS = 20
LATEST = 10
MOMENT = re.compile(
    r"(?:(?P<year>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})|"
    r"(?P<day>\d{1,2})/(?P<month>\d{1,2})(?:/(?P<of>\d{4}))?)"
    r"\s+(?P<hour>\d{1,2})(?:[:h](?P<minute>\d{2})?)?"
)


@dataclass(frozen=True)
class Figures:
    """How far an invitation is: who has it, who will not get it, how many of all that is, and how
    many had agreed."""

    sent: int
    in_mailbox: int
    not_written: int
    done: int
    audience: int


def room(per_minute: int, *, lately: int, owed: int) -> int:
    """Return how many more may be owed now.

    Who counts what left within the last minute, and what is owed and may leave at any moment,
    never lets more leave in any minute, however long something waited.
    """
    return max(0, min(batch(per_minute), per_minute - lately - owed))


def batch(per_minute: int) -> int:
    """Return how many are owed at one look: a minute's worth is spread over the minute."""
    return ceil(per_minute * (LOOK_EVERY / MINUTE))


def read_moment(words: str, zone: ZoneInfo, *, now: datetime) -> datetime | None:
    """Return the moment that somebody typed, in the team's own time: ``2026-01-10 18:00``,
    ``10/01/2026 18h30`` or ``10/01 18h``, the next such day; None when it cannot be read."""
    found = MOMENT.fullmatch(words.strip().casefold())
    if found is None:
        return None
    year = found["year"] or found["of"]
    month, day = found["m"] or found["month"], found["d"] or found["day"]
    today = now.astimezone(zone)
    clock = int(found["hour"]), int(found["minute"] or 0)
    try:
        at = datetime(int(year or today.year), int(month), int(day), *clock, tzinfo=zone)
        if year is None and at < today:
            at = at.replace(year=at.year + 1)
    except ValueError:
        return None
    return at if now < at <= now + AHEAD else None


def share_done(done: int, audience: int) -> int:
    """Return how many blocks of the bar are full; all of them only at the end."""
    whole = max(audience, done, 1)
    return BLOCKS * done // whole


def rounded_down(number: int) -> int:
    """Return the multiple of five that a number of people reaches: one yes more or fewer is seldom
    seen in it."""
    return number - number % FEW


def is_small(audience: int) -> bool:
    """Tell whether so few agreed that no figure may be told."""
    return audience < FEW
