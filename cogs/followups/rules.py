"""When to ask again, which of several late questions is still worth asking, and when silence is an
answer. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

from models import Alias, Answer, CheckIn, CheckInState, SkipPeriod, Team, Ticket, Topic
from models.hours import after_quiet

MOST_CHECK_INS = 5
MOST_POSTPONED = 3
"""How often one question may be put off: then it is asked no more than that."""
FURTHEST = timedelta(days=180)
"""How far ahead a mentor may plan a question."""
DOOR_AFTER = timedelta(days=7)
"""How long a second question may stay without an answer before its plan ends with an open door."""
DOOR_WITHIN = timedelta(days=30)
"""A door that could not be said for so long is not said any more: it would only startle."""
LONGEST_NAME = 60
LONGEST_PERIOD, FURTHEST_PERIOD = timedelta(days=120), timedelta(days=730)
MOST_PERIODS = 20
MORNING = time(9)
"""When a day begins for a team without quiet hours at night."""
POSTPONED_BY: Mapping[Answer, timedelta] = MappingProxyType(
    {Answer.LATER: timedelta(days=1), Answer.IN_A_WEEK: timedelta(days=7)}
)
DATES = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"),
    re.compile(r"(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>\d{4})"),
)
CLOCK = re.compile(r"(\d{1,2})(?:[:h](\d{2})?)?")


@dataclass(frozen=True)
class Skipped:
    """Days on which nobody is asked; both ends count."""

    first: date
    last: date


@dataclass(frozen=True)
class Rhythm:
    """When a team asks nothing: the quiet hours of its own clock, and the days it skips."""

    quiet_from: time
    quiet_until: time
    zone: ZoneInfo
    skipped: Sequence[Skipped] = ()

    def first_moment(self, at: datetime) -> datetime:
        """Return ``at``, or the first moment after it that is neither quiet nor skipped: after
        skipped days, in the morning."""
        while True:
            at = after_quiet(at, self.quiet_from, self.quiet_until, self.zone)
            today = at.astimezone(self.zone).date()
            last = max((s.last for s in self.skipped if s.first <= today <= s.last), default=None)
            if last is None:
                return at
            morning = self.quiet_until if self.quiet_from > self.quiet_until else MORNING
            at = datetime.combine(last + timedelta(days=1), morning, self.zone)


@dataclass(frozen=True)
class Plans:
    """What a team asks when, and when it asks nothing."""

    team: Team
    topics: dict[Topic, list[int]]
    periods: Sequence[SkipPeriod]


@dataclass(frozen=True)
class Calendar:
    """Every question to one alias. ``agrees`` is whether they may be asked now; ``may_change``
    whether who looks may change it."""

    alias: Alias
    ticket: Ticket
    check_ins: Sequence[tuple[CheckIn, datetime]]
    agrees: bool
    is_silent: bool
    may_change: bool

    @property
    def planned(self) -> list[tuple[CheckIn, datetime]]:
        """Return what is still to be asked, each with when it will be."""
        return [pair for pair in self.check_ins if pair[0].state is CheckInState.PLANNED]

    @property
    def has_room(self) -> bool:
        """Tell whether one more question may be planned."""
        return (
            self.agrees
            and not self.is_silent
            and not self.ticket.is_open
            and len(self.planned) < MOST_CHECK_INS
        )


def moments(closed_at: datetime, days: Iterable[int], rhythm: Rhythm) -> list[tuple[int, datetime]]:
    """Return (days, moment) for each question after a goodbye."""
    return [
        (day, rhythm.first_moment(closed_at + timedelta(days=day))) for day in sorted(set(days))
    ]


def worth_asking(late: Sequence[tuple[datetime, int]]) -> int:
    """Return which of several (moment, id) that are due at once is asked: the last; a heap helps
    nobody."""
    return max(late)[1]


def is_silent(asked: Sequence[tuple[CheckInState, int]]) -> bool:
    """Tell whether the last two times that a youth was asked after one goodbye stayed without any
    answer. Each question, oldest first, comes as its state and how often it was put off: who put
    it off answered."""
    latest = list(reversed(asked))[:2]
    if [state for state, _ in latest] != [CheckInState.SENT] * 2:
        return False
    return latest[0][1] == 0


def is_time_for_the_door(asked_at: datetime, rhythm: Rhythm, *, now: datetime) -> bool:
    """Tell whether a plan ends now, whose second silent question was asked at that moment."""
    due_at = rhythm.first_moment(asked_at + DOOR_AFTER)
    return due_at <= now < due_at + DOOR_WITHIN and rhythm.first_moment(now) <= now


def parse_days(words: str) -> list[int] | None:
    """Return days such as ``2, 7, 30``, sorted; None when they cannot be used. Nothing written
    means no check-ins."""
    pieces = [piece for piece in words.replace(";", ",").replace(" ", ",").split(",") if piece]
    if not all(piece.isascii() and piece.isdigit() for piece in pieces):
        return None
    days = sorted({int(piece) for piece in pieces})
    fits = len(days) <= MOST_CHECK_INS and all(1 <= day <= 365 for day in days)  # noqa: PLR2004 - a year
    return days if fits else None


def parse_date(words: str) -> date | None:
    """Return a day such as ``2026-12-19`` or ``19/12/2026``, or None."""
    found = next((m for pattern in DATES if (m := pattern.fullmatch(words.strip()))), None)
    if found is None or not words.isascii():
        return None
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None


def parse_clock(words: str) -> time | None:
    """Return a time of day such as ``14:30``, ``14h30`` or ``9``, or None."""
    found = CLOCK.fullmatch(words.strip().lower())
    if found is None or not words.isascii():
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None  # noqa: PLR2004 - of a day
