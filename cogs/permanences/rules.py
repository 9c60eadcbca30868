"""On which dates a permanence is, and which of them stay when it changes. Pure."""

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from models.hours import Hours

AHEAD = timedelta(days=14)
"""How far ahead dates are announced."""
REMINDED_BEFORE = timedelta(minutes=30)
SOON = timedelta(minutes=1)
"""A date that begins sooner cannot be announced any more: Discord takes only what lies ahead."""
KEPT_AFTER_END = timedelta(days=30)
DRAFT_KEPT = timedelta(days=1)
MOST_PLANS = 10
"""Plans that one community has at once."""
DAY = re.compile(r"(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})")
YEAR_FIRST = 4
Span = tuple[datetime, datetime]


@dataclass(frozen=True)
class Standing:
    """A date as it is stored."""

    id: int
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class Change:
    """What becomes of the dates: those that move, those that no longer fit, those that are new."""

    moved: dict[int, Span]
    gone: list[int]
    new: list[Span]


def spans(
    week: Hours,
    zone: ZoneInfo,
    closed: Collection[date],
    *,
    now: datetime,
    first: date | None,
    last: date | None,
) -> list[Span]:
    """Return each date of the next two weeks that begins after ``now``, by its two ends."""
    return [
        (opens, closes)
        for opens, closes in week.openings(now, zone, closed, days=AHEAD.days + 1)
        if now + SOON < opens <= now + AHEAD
        and (first is None or first <= opens.date())
        and (last is None or opens.date() <= last)
    ]


def change(known: Sequence[Standing], wanted: Sequence[Span], zone: ZoneInfo) -> Change:
    """Tell what becomes of the known dates ahead: one at the same hour stays, else one on the same
    day moves, so that whoever is interested in its event stays so."""
    by_start = {one.starts_at: one for one in known}
    same = {opens: by_start[opens] for opens, _ in wanted if opens in by_start}
    moved = {
        same[opens].id: (opens, closes)
        for opens, closes in wanted
        if opens in same and same[opens].ends_at != closes
    }
    left: defaultdict[date, list[Standing]] = defaultdict(list)
    for one in known:
        if one.starts_at not in same:
            left[one.starts_at.astimezone(zone).date()].append(one)
    new: list[Span] = []
    for opens, closes in wanted:
        if opens in same:
            continue
        if on_that_day := left[opens.date()]:
            moved[on_that_day.pop(0).id] = (opens, closes)
        else:
            new.append((opens, closes))
    return Change(moved, [one.id for rest in left.values() for one in rest], new)


def day_from(words: str) -> date | None:
    """Return the day that words such as ``2026-12-01`` or ``1/12/2026`` name, or None."""
    found = DAY.fullmatch(words.strip())
    if found is None:
        return None
    one, month, other = found.groups()
    year, day = (one, other) if len(one) == YEAR_FIRST else (other, one)
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
