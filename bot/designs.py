"""What a picture and a page are made of: numbers, and words that are chosen already. Pure."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Bars:
    """Counts of this period beside those of the one before; None is held back, and ``note`` says
    what the ``mark`` in its place means."""

    title: str
    labels: tuple[str, ...]
    now: tuple[int | None, ...]
    before: tuple[int | None, ...]
    legend: tuple[str, str]
    mark: str
    note: str


@dataclass(frozen=True)
class Months:
    """Two counts month after month; None is held back, and leaves a gap with the ``mark`` at its
    foot."""

    title: str
    months: tuple[str, ...]
    first: tuple[int | None, ...]
    second: tuple[int | None, ...]
    legend: tuple[str, str]
    mark: str
    note: str


@dataclass(frozen=True)
class Table:
    """Names with what is counted of them, now and before."""

    title: str
    head: tuple[str, str]
    rows: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Sheet:
    """All that stands on the page, in words. ``until`` is the last day that is counted; it dates
    the file, so that the same figures make the same file."""

    locale: str
    title: str
    under_title: str
    said: tuple[str, ...]
    left: tuple[Table, ...]
    right: tuple[Table, ...]
    picture: Months
    alternative: str
    notes: tuple[str, ...]
    until: date
