"""When a team is there: weekly opening hours, pure and without a clock of their own."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

NAMES = (
    "mon monday lun lundi", "tue tuesday mar mardi", "wed wednesday mer mercredi",
    "thu thursday jeu jeudi", "fri friday ven vendredi", "sat saturday sam samedi",
    "sun sunday dim dimanche",
)  # fmt: skip
DAYS = {name: day for day, names in enumerate(NAMES) for name in names.split()}
SLOT = re.compile(r"(\d{1,2})(?:[:h](\d{2})?)?-(\d{1,2})(?:[:h](\d{2})?)?")
LAST_MINUTE = 24 * 60
AHEAD, FURTHEST = 60, 366
"""Days that are looked at: a team that opens once a week may be closed on that day for weeks."""


class UnreadableHours(ValueError):
    """A line of opening hours that nobody could read; ``args[0]`` is the part at fault."""


@dataclass(frozen=True, order=True)
class Slot:
    """One opening in a week: ``day`` 0 is Monday, minutes count from midnight, ``closes`` is
    exclusive."""

    day: int
    opens: int
    closes: int


@dataclass(frozen=True)
class Hours:
    """A week of slots, in the team's own time zone."""

    slots: tuple[Slot, ...]

    @classmethod
    def parse(cls, words: str) -> "Hours":
        """Read ``"lun-ven 9:00-12:30 14h-18h; sat 10-12"`` (French or English days).

        Raises:
            UnreadableHours: with the part that could not be read.
        """
        slots: list[Slot] = []
        for line in filter(None, (part.strip() for part in re.split(r"[;\n,]", words.lower()))):
            slots += _line(re.sub(r"\s*[-–—]\s*", "-", line))
        return cls(tuple(sorted(set(slots))))

    @classmethod
    def load(cls, rows: Iterable[Iterable[int]]) -> "Hours":
        """Build from what :meth:`dump` gave."""
        return cls(tuple(Slot(*row) for row in rows))

    def dump(self) -> list[list[int]]:
        """Return plain numbers for a JSON column."""
        return [[slot.day, slot.opens, slot.closes] for slot in self.slots]

    def written(self, days: tuple[str, ...]) -> str:
        """Return the week as one line that :meth:`parse` reads, with the seven names given."""
        week = {
            day: " ".join(
                f"{_clock(s.opens)}-{_clock(s.closes)}" for s in self.slots if s.day == day
            )
            for day in range(7)
        }
        parts: list[str] = []
        day = 0
        while day < 7:  # noqa: PLR2004 - days of a week
            last = day
            while last < 6 and week[last + 1] == week[day]:  # noqa: PLR2004 - Sunday
                last += 1
            if week[day]:
                parts.append(f"{days[day]}{f'-{days[last]}' if last > day else ''} {week[day]}")
            day = last + 1
        return "; ".join(parts)

    def is_open(self, at: datetime, zone: ZoneInfo, closed: Collection[date] = ()) -> bool:
        """Tell whether someone is there at that moment; never on a day that is ``closed``."""
        local = at.astimezone(zone)
        minute = local.hour * 60 + local.minute
        return local.date() not in closed and any(
            s.day == local.weekday() and s.opens <= minute < s.closes for s in self.slots
        )

    def next_opening(
        self, after: datetime, zone: ZoneInfo, closed: Collection[date] = ()
    ) -> datetime | None:
        """Return when the team is back, or None when it never opens."""
        openings = self.openings(after, zone, closed)
        return next((opens for opens, _ in openings if opens > after), None)

    def after(
        self, since: datetime, span: timedelta, zone: ZoneInfo, closed: Collection[date] = ()
    ) -> datetime | None:
        """Return the moment at which the team will have been there for that long, counted from
        ``since``; None when it is there too rarely."""
        left, reached = span, since.astimezone(UTC)
        for opens, closes in self.openings(since, zone, closed, days=FURTHEST):
            begin, end = max(opens.astimezone(UTC), reached), closes.astimezone(UTC)
            if begin >= end:
                continue
            if end - begin >= left:
                return begin + left
            left, reached = left - (end - begin), end
        return None

    def closes_today(
        self, at: datetime, zone: ZoneInfo, closed: Collection[date] = ()
    ) -> datetime | None:
        """Return when the team goes home that day, or None when it has, or never came."""
        today = at.astimezone(zone).date()
        ends = [
            closes
            for opens, closes in self.openings(at, zone, closed, days=1)
            if opens.date() == today and closes > at
        ]
        return max(ends, default=None)

    def closes(
        self, at: datetime, zone: ZoneInfo, closed: Collection[date] = ()
    ) -> datetime | None:
        """Return the end of the opening in which a moment lies; slots that touch are one. None when
        the team is not there."""
        end: datetime | None = None
        for opens, closes in self.openings(at, zone, closed):
            if (opens <= at < closes) if end is None else (opens <= end < closes):
                end = closes
        return end

    def holds(self, other: "Hours") -> bool:
        """Tell whether somebody is there at every minute of another week's slots."""
        return all(self._reach(slot) >= slot.closes for slot in other.slots)

    def _reach(self, wanted: Slot) -> int:
        """Return until when on that day the team is there without a break, from its beginning."""
        reached = wanted.opens
        for slot in sorted(self.slots):
            if slot.day == wanted.day and slot.opens <= reached:
                reached = max(reached, slot.closes)
        return reached

    def openings(
        self, since: datetime, zone: ZoneInfo, closed: Collection[date], days: int = AHEAD
    ) -> Iterator[tuple[datetime, datetime]]:
        """Return each opening from that day on, in order, by its two ends."""
        first = since.astimezone(zone).date()
        for day in (first + timedelta(days=ahead) for ahead in range(days)):
            for slot in self.slots:
                if slot.day == day.weekday() and day not in closed:
                    yield _moment(day, slot.opens, zone), _moment(day, slot.closes, zone)


def _line(line: str) -> list[Slot]:
    """Read days, then times; a day after a time begins anew (``lun-ven 9-18 sam 10-12``)."""
    slots: list[Slot] = []
    days: list[int] = []
    times = 0
    for word in line.split():
        found = _days(word)
        if found:
            days, times = (days if not times else []) + found, 0
            continue
        opens, closes = _slot(word, line)
        times += 1
        slots += [Slot(day, opens, closes) for day in days]
    if not days or not times:
        raise UnreadableHours(line)
    return slots


def _days(word: str) -> list[int]:
    """Return the days of a word such as ``lun`` or ``ven-lun``; none when it names none."""
    first, dash, last = word.partition("-")
    if first not in DAYS or (dash and last not in DAYS):
        return []
    start = DAYS[first]
    end = DAYS[last] if dash else start
    return [*range(start, end + 1)] if end >= start else [*range(start, 7), *range(end + 1)]


def _slot(word: str, line: str) -> tuple[int, int]:
    match = SLOT.fullmatch(word)
    if match is None:
        raise UnreadableHours(line)
    from_hour, from_minute, to_hour, to_minute = (int(part or 0) for part in match.groups())
    opens, closes = from_hour * 60 + from_minute, to_hour * 60 + to_minute
    is_minute = max(from_minute, to_minute) < 60  # noqa: PLR2004 - minutes of an hour
    if not (opens < closes <= LAST_MINUTE and is_minute):
        raise UnreadableHours(line)
    return opens, closes


def _moment(day: date, minute: int, zone: ZoneInfo) -> datetime:
    """Return a minute of a day; the last one is midnight, of the next day."""
    days, minute = divmod(minute, LAST_MINUTE)
    return datetime.combine(day + timedelta(days=days), time(minute // 60, minute % 60), zone)


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


def after_quiet(at: datetime, quiet_from: time, quiet_until: time, zone: ZoneInfo) -> datetime:
    """Return ``at``, or the end of the quiet hours it falls in. Equal ends mean that no hour is
    quiet."""
    local = at.astimezone(zone)
    moment, over_midnight = local.time(), quiet_from > quiet_until
    if over_midnight:
        is_quiet = moment >= quiet_from or moment < quiet_until
    else:
        is_quiet = quiet_from <= moment < quiet_until
    if not is_quiet:
        return at
    day = local.date() + timedelta(days=1 if over_midnight and moment >= quiet_from else 0)
    return datetime.combine(day, quiet_until, zone)
