"""How long a duty lasts, and to whom a request is offered. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONGEST = timedelta(hours=12)
OFFERED_TO = 3
TIME = re.compile(r"(\d{1,2})(?:[:h](\d{2})?)?")
LONG_AGO = datetime(2015, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class OnDuty:
    """A mentor who is there: what they speak and know, and what they carry already. Nothing in
    ``topics`` means all of them."""

    mentor_id: int
    discord_id: int
    languages: frozenset[str]
    topics: frozenset[str]
    held: int
    room: int
    may_answer_minors: bool
    offered_at: datetime | None


def until_from(words: str, now: datetime, zone: ZoneInfo) -> datetime | None:
    """Return the next moment at which a clock shows a time such as ``18:00`` or ``18h``; None when
    it cannot be read, or is too far away."""
    found = TIME.fullmatch(words.strip().lower().replace(" ", ""))
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if hour > 24 or minute > 59:  # noqa: PLR2004 - a clock
        return None
    today = now.astimezone(zone).date()
    moments = (
        datetime.combine(today + timedelta(days=ahead), time(hour % 24, minute), zone)
        for ahead in range(2)
    )
    return next((at for at in moments if now < at <= now + LONGEST), None)


def offered_to(
    there: Iterable[OnDuty], *, language: str, topic: str, from_a_minor: bool
) -> list[OnDuty]:
    """Return the few to whom a request is offered: who speaks the language, knows the topic, may
    answer and has room; who holds least first, then who was offered something longest ago."""
    fit = [
        one
        for one in there
        if language in one.languages
        and (not one.topics or topic in one.topics)
        and one.held < one.room
        and (one.may_answer_minors or not from_a_minor)
    ]
    return sorted(fit, key=_turn)[:OFFERED_TO]


def _turn(one: OnDuty) -> tuple[int, datetime, int]:
    return one.held, one.offered_at or LONG_AGO, one.mentor_id
