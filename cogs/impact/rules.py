"""Which period a report is about, and what stands in it. Pure."""

import calendar
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from statistics import median
from types import MappingProxyType
from typing import Literal

from bot.placeholders import fold
from cogs.impact.disclosure import Figure, Group, Tally, count_of, decide, either, together
from models import Answer, Hour, Outcome, Topic

LEAST_IN_TEAM, LEAST_OUTSIDE = 5, 11
"""What is shown to the team counts at least the first; what leaves it, in a table or a printed
report, at least the second."""
LEAST_FOR_NINTH = 10
FUNNEL = (
    "seen", "opted-in", "asked", "claimed", "conversation", "referral-offered",
    "referral-accepted", "referral-arrived", "closed",
)  # fmt: skip
"""The way from the first look to goodbye, in this order."""
CHECK_INS, RATINGS = ("asked-after", "check-in-answered"), ("asked-to-rate", "rated")
BOX = ("suggested",)
COMMUNITY, CAMPAIGN, TOPIC, OUTCOME, CHOICE, OWN = (
    "community", "campaign", "topic", "outcome", "choice", "own",
)  # fmt: skip
ANSWERS = (Answer.BETTER, Answer.SAME, Answer.TALK, Answer.NOT_NOW, Answer.STOP)
"""To a check-in; who puts it off has not answered yet."""
WAYS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        **dict.fromkeys(FUNNEL, (COMMUNITY, CAMPAIGN)),
        "asked": (COMMUNITY, CAMPAIGN, TOPIC, CHOICE),
        "closed": (COMMUNITY, CAMPAIGN, OUTCOME),
        **dict.fromkeys((*CHECK_INS, *RATINGS, *BOX), ()),
        "answered": (CHOICE,),
        "check-in-answered": (CHOICE,),
        "rated": (CHOICE,),
    }
)
"""What is counted, and how it is told apart beside time: in one way at once, never in two."""
PUBLIC_OUTCOMES = tuple(one for one in Outcome if one is not Outcome.PROTECTION)
"""What was done to protect somebody is the lead's alone to know, and in no figure."""
STRICT = frozenset({Outcome.ENTERED_TRAINING, Outcome.ENTERED_JOB, Outcome.ENTERED_OTHER})
WIDE = STRICT | {Outcome.ENTERED_SUPPORT, Outcome.FIRST_MEETING}
BESIDE = "/"
EXITS: Mapping[str, frozenset[Outcome]] = MappingProxyType({"strict": STRICT, "wide": WIDE})
"""Positive exits, as funders ask for them in two ways: never mixed, each under its own name."""


def own_key(outcome: str, word: str | None) -> str:
    """Return the key of a team's own word beside the outcome as which it counts; without a word,
    that of the outcome."""
    return outcome if word is None else f"{outcome}{BESIDE}{word}"


def read_own_key(key: str) -> tuple[str, str]:
    """Return an outcome, and the team's own word for it."""
    outcome, _, word = key.partition(BESIDE)
    return outcome, word


GROUPS: Mapping[str, Mapping[str, Group]] = MappingProxyType(
    {
        "closed": MappingProxyType(
            {
                OUTCOME: Group(OWN, lambda key: read_own_key(key)[0], leads=True),
                **{way: Group(OUTCOME, either(way, parts)) for way, parts in EXITS.items()},
            }
        )
    }
)
NO_VALUE = "none"
MARKS = ("5", "4", "3", "2", "1")
MONTHS_SHOWN = 12
LATEST = time(20)
WEEKS_TOLD_BY = 10
WEEKLY = ("asked", "conversation", "referral-accepted", "closed")
"""What the weekly word tells of, in this order."""
DEFINITIONS_VERSION = 2
"""Which wording of the definitions the handbook has; it stands in every report that leaves."""
LENGTH = {"month": 1, "quarter": 3, "year": 12}
NAMES = (
    ("janvier", "january"), ("fevrier", "february"), ("mars", "march"), ("avril", "april"),
    ("mai", "may"), ("juin", "june"), ("juillet", "july"), ("aout", "august"),
    ("septembre", "september"), ("octobre", "october"), ("novembre", "november"),
    ("decembre", "december"),
)  # fmt: skip

Kind = Literal["month", "quarter", "year"]
Names = Mapping[str, str]
"""What people call something, by its number."""
Shown = int | None
"""A figure; None: held back."""


@dataclass(frozen=True)
class Period:
    """A month, a quarter or a year of the calendar: nothing else can be asked for, so that no two
    reports differ by a few days."""

    kind: Kind
    first: date
    last: date

    @classmethod
    def of(cls, kind: Kind, day: date) -> "Period":
        """Return the one in which a day falls."""
        length = LENGTH[kind]
        first = date(day.year, (day.month - 1) // length * length + 1, 1)
        end = first.month + length - 1
        return cls(kind, first, date(day.year, end, calendar.monthrange(day.year, end)[1]))

    @classmethod
    def parse(cls, typed: str) -> "Period | None":
        """Return what was typed: ``2026-10``, ``2026-T3``, ``2026-Q3``, ``2026``, ``octobre 2026``;
        None when it is nothing of the kind."""
        words = fold(typed)
        if found := re.fullmatch(r"(\d{4})(?:[-/ ]?([tq])([1-4])|[-/](\d{1,2}))?", words):
            year, letter, quarter, month = found.groups()
            number = int(quarter) * 3 if letter else int(month or 1)
            kind: Kind = "quarter" if letter else "month" if month else "year"
            return cls._at(kind, int(year), number)
        if found := re.fullmatch(r"([a-z]{3,9})\.? (\d{4})", words):
            name, year = found.groups()
            fits = [n for n, names in enumerate(NAMES, 1) if any(m.startswith(name) for m in names)]
            return cls._at("month", int(year), fits[0]) if len(fits) == 1 else None
        if found := re.fullmatch(r"[tq]([1-4])[-/ ](\d{4})", words):
            return cls._at("quarter", int(found[2]), int(found[1]) * 3)
        return None

    @classmethod
    def _at(cls, kind: Kind, year: int, month: int) -> "Period | None":
        is_one = date.min.year < year < date.max.year and 1 <= month <= len(NAMES)
        return cls.of(kind, date(year, month, 1)) if is_one else None

    @classmethod
    def last_closed(cls, kind: Kind, today: date) -> "Period":
        """Return the latest one that is over."""
        return cls.of(kind, today).before

    @property
    def before(self) -> "Period":
        """Return the one that it is compared with."""
        return Period.of(self.kind, self.first - timedelta(days=1))

    @property
    def key(self) -> str:
        """Return its short name, as it can be typed."""
        if self.kind == "quarter":
            return f"{self.first.year}-Q{self.last.month // 3}"
        return f"{self.first:%Y-%m}" if self.kind == "month" else f"{self.first.year}"

    def is_closed(self, today: date) -> bool:
        """Tell whether nothing can be added to it any more."""
        return self.last < today

    def months(self) -> list[date]:
        """Return the first day of each of its months."""
        return [self.first.replace(month=m) for m in range(self.first.month, self.last.month + 1)]


@dataclass(frozen=True)
class Row:
    """One figure, and the one of the period before. ``key`` says of what; ``name`` is what people
    call it, where they gave it a name."""

    key: str
    now: Shown
    before: Shown
    name: str = ""


@dataclass(frozen=True)
class Waits:
    """How many were answered, and after how many minutes: half of them, nine in ten. None when
    there were too few."""

    answered: Shown
    median: int | None
    ninth: int | None


@dataclass(frozen=True)
class Report:
    """All that is shown of a period of a team, or of one of its communities or campaigns.

    ``least`` is below which nothing is shown. ``hours`` are requests by whether the team was there
    when they were sent; ``waits_in_hours`` is about those for which it was. ``months`` are the
    twelve that end with the period: asked, conversations. ``only`` names the community or the
    campaign, if it is about one; then the funnel and the months are all there is.
    """

    team: str
    period: Period
    before: Period
    least: int
    funnel: tuple[Row, ...]
    waits: Waits
    waits_before: Waits
    topics: tuple[Row, ...]
    outcomes: tuple[Row, ...]
    campaigns: tuple[Row, ...]
    communities: tuple[Row, ...]
    check_ins: tuple[Row, ...]
    ratings: tuple[Row, ...]
    months: tuple[tuple[date, Shown, Shown], ...]
    waits_in_hours: Waits
    waits_in_hours_before: Waits
    hours: tuple[Row, ...] = ()
    box: tuple[Row, ...] = ()
    exits: tuple[Row, ...] = ()
    own: tuple[Row, ...] = ()
    only: str = ""


@dataclass(frozen=True)
class Ledger:
    """All that was counted for a team, by indicator and first day of the month, from a January on.
    ``answers`` are the minutes until each first answer, ``in_hours`` those until answers to what
    was sent while the team was there. Names are by key."""

    team: str
    tallies: Mapping[tuple[str, date], Tally]
    answers: Mapping[date, Sequence[int]]
    communities: Names
    campaigns: Names
    in_hours: Mapping[date, Sequence[int]] = field(default_factory=dict[date, Sequence[int]])


class Figures:
    """What may be shown of a ledger on one day."""

    def __init__(self, ledger: Ledger, *, today: date, least: int) -> None:
        self._ledger, self._today, self._least = ledger, today, least
        self._decided: dict[tuple[str, int], frozenset[Figure]] = {}

    def of(self, what: str, period: Period, way: str = "", value: str = "") -> Shown:
        """Return a figure, or None when it is held back."""
        if not period.is_closed(self._today):
            return None
        figure = Figure(period.first.month, LENGTH[period.kind], way, value)
        months = together(self._months(what, period.first.year), GROUPS.get(what, {}))
        counted = count_of(months, figure)
        return counted if not counted or figure in self._shown(what, period.first.year) else None

    def rows(
        self, what: str, period: Period, way: str, keys: Iterable[str], names: Names
    ) -> tuple[Row, ...]:
        """Return one row for each value that something was counted for in either period, and for
        each of ``keys``, in their order."""
        wanted = list(keys)
        for one in (period.before, period):
            for month in one.months():
                tally = self._ledger.tallies.get((what, month), Tally())
                wanted += (key for key in sorted(tally.by.get(way, {})) if key not in wanted)
        return tuple(
            Row(
                key,
                self.of(what, period, way, key),
                self.of(what, period.before, way, key),
                names.get(key, ""),
            )
            for key in wanted
        )

    def totals(self, period: Period, whats: Iterable[str]) -> tuple[Row, ...]:
        """Return one row for each of these indicators."""
        return tuple(
            Row(what, self.of(what, period), self.of(what, period.before)) for what in whats
        )

    def waits(self, period: Period) -> Waits:
        """Return how long the first answer took."""
        return _waits(self.of("answered", period), self._ledger.answers, period)

    def waits_in_hours(self, period: Period) -> Waits:
        """Return the same of what was sent while the team was there."""
        answered = self.of("answered", period, CHOICE, Hour.OPEN)
        return _waits(answered, self._ledger.in_hours, period)

    def _shown(self, what: str, year: int) -> frozenset[Figure]:
        if (what, year) not in self._decided:
            months = self._months(what, year)
            groups = GROUPS.get(what, {})
            shown = decide(months, least=LEAST_IN_TEAM, groups=groups)
            if self._least > LEAST_IN_TEAM:
                shown = decide(months, least=self._least, among=shown, groups=groups)
            self._decided[what, year] = shown
        return self._decided[what, year]

    def _months(self, what: str, year: int) -> list[Tally]:
        """Return the months of a year that are over."""
        firsts = (date(year, month, 1) for month in range(1, 13))
        return [
            self._ledger.tallies.get((what, first), Tally())
            for first in firsts
            if Period.of("month", first).is_closed(self._today)
        ]


def _waits(answered: Shown, answers: Mapping[date, Sequence[int]], period: Period) -> Waits:
    """Return how long it took, where so many may be shown to have been answered."""
    if not answered:
        return Waits(answered, None, None)
    minutes = sorted(one for month in period.months() for one in answers.get(month, ()))
    ninth = minutes[math.ceil(len(minutes) * 0.9) - 1]
    enough = len(minutes) >= LEAST_FOR_NINTH
    return Waits(answered, round(median(minutes)), ninth if enough else None)


def report(ledger: Ledger, period: Period, *, today: date, least: int = LEAST_IN_TEAM) -> Report:
    """Return all that may be shown of a team's period that is over."""
    figures = Figures(ledger, today=today, least=least)
    asked = {COMMUNITY: ledger.communities, CAMPAIGN: ledger.campaigns}
    by_place = {way: figures.rows("asked", period, way, (), asked[way]) for way in asked}
    return Report(
        team=ledger.team,
        period=period,
        before=period.before,
        least=least,
        funnel=figures.totals(period, FUNNEL),
        waits=figures.waits(period),
        waits_before=figures.waits(period.before),
        topics=figures.rows("asked", period, TOPIC, Topic, {}),
        outcomes=figures.rows("closed", period, OUTCOME, PUBLIC_OUTCOMES, {}),
        campaigns=by_place[CAMPAIGN],
        communities=by_place[COMMUNITY],
        check_ins=figures.totals(period, CHECK_INS)
        + figures.rows("check-in-answered", period, CHOICE, ANSWERS, {}),
        ratings=figures.totals(period, RATINGS) + figures.rows("rated", period, CHOICE, MARKS, {}),
        months=_months(figures, period),
        waits_in_hours=figures.waits_in_hours(period),
        waits_in_hours_before=figures.waits_in_hours(period.before),
        hours=figures.rows("asked", period, CHOICE, Hour, {}),
        box=figures.totals(period, BOX),
        exits=tuple(
            Row(
                way,
                figures.of("closed", period, way, way),
                figures.of("closed", period.before, way, way),
            )
            for way in EXITS
        ),
        own=tuple(
            row for row in figures.rows("closed", period, OWN, (), {}) if read_own_key(row.key)[1]
        ),
    )


def report_on(
    ledger: Ledger,
    period: Period,
    way: str,
    value: str,
    *,
    today: date,
    least: int = LEAST_IN_TEAM,
) -> Report:
    """Return the way from the first look to goodbye in one community, or through one campaign."""
    figures = Figures(ledger, today=today, least=least)
    names = {COMMUNITY: ledger.communities, CAMPAIGN: ledger.campaigns}[way]
    nothing = Waits(None, None, None)
    return Report(
        team=ledger.team,
        period=period,
        before=period.before,
        least=least,
        funnel=tuple(
            Row(
                what,
                figures.of(what, period, way, value),
                figures.of(what, period.before, way, value),
            )
            for what in FUNNEL
        ),
        waits=nothing,
        waits_before=nothing,
        topics=(),
        outcomes=(),
        campaigns=(),
        communities=(),
        check_ins=(),
        ratings=(),
        months=_months(figures, period, way, value),
        waits_in_hours=nothing,
        waits_in_hours_before=nothing,
        only=names.get(value, ""),
    )


def _months(
    figures: Figures, period: Period, way: str = "", value: str = ""
) -> tuple[tuple[date, Shown, Shown], ...]:
    """Return the twelve months that end with a period: asked, conversations."""
    months = [Period.of("month", period.last)]
    while len(months) < MONTHS_SHOWN:
        months.insert(0, months[0].before)
    return tuple(
        (
            one.first,
            figures.of("asked", one, way, value),
            figures.of("conversation", one, way, value),
        )
        for one in months
    )


def closed_parts(period: Period, today: date) -> list[Period]:
    """Return the quarters and months that are over of a period that runs, each part once."""
    found: list[Period] = []
    for month in period.months():
        quarter, one = Period.of("quarter", month), Period.of("month", month)
        if period.kind == "year" and quarter.is_closed(today):
            if quarter not in found:
                found.append(quarter)
        elif period.kind != "month" and one.is_closed(today):
            found.append(one)
    return found


def span_of_week(count: int) -> tuple[int, int]:
    """Return between which numbers a week's count is told to lie, both included: by tens, nought to
    nine as one.

    Each span holds two numbers at least, the lowest all from zero to five. So one event fewer in a
    week that counts one to four, and one more in another week of the same month, or the other way
    round, is told in the same words, and no report of any period differs: nobody who adds up weeks,
    months and years is ever left with one count below five.
    """
    first = count // WEEKS_TOLD_BY * WEEKS_TOLD_BY
    return first, first + WEEKS_TOLD_BY - 1


def is_in_one_month(monday: date) -> bool:
    """Tell whether a week lies in one month. Of another nothing is told: two months and their weeks
    would say how it was parted between them."""
    return (monday + timedelta(days=6)).month == monday.month


def week_to_tell(local: datetime, quiet_until: time, begun: date) -> date | None:
    """Return the Monday of the week that is over, from Monday on after each night and before the
    evening; None at other hours, and for a team that had not begun before this week."""
    monday = local.date() - timedelta(days=local.weekday())
    if begun >= monday or not quiet_until <= local.time() < LATEST:
        return None
    return monday - timedelta(days=7)


def first_needed(period: Period) -> date:
    """Return from which January on a ledger must know what was counted."""
    year_before = Period.of("month", period.last).first.replace(year=period.last.year - 1)
    return date(min(period.before.first.year, year_before.year), 1, 1)
