"""When to ask again, and which of several late questions is still worth asking."""

from collections.abc import Iterable, Sequence
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from models.hours import after_quiet


def moments(
    closed_at: datetime, days: Iterable[int], quiet: tuple[time, time], zone: ZoneInfo
) -> list[tuple[int, datetime]]:
    """Return (days, moment) for each question after a goodbye, none of them in the quiet hours."""
    return [
        (day, after_quiet(closed_at + timedelta(days=day), *quiet, zone))
        for day in sorted(set(days))
    ]


def worth_asking(late: Sequence[tuple[datetime, int]]) -> int:
    """Return which of several (moment, id) that are due at once is asked: the last; a heap helps
    nobody."""
    return max(late)[1]
