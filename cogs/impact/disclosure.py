"""Which figures may be shown, so that no small one follows from them. Pure.

Nobody may learn a figure below the least from those that are shown, in one report or in any number
of them, whenever they are taken. So what may be shown is decided for each indicator and each year
of a team as a whole, in one order that depends neither on what is asked nor on when: as months
close, and the quarter and the year behind the month that ends them; a total before what it is made
of; the larger part before the smaller. A figure is held back

- when it counts something, but less than the least;
- when such a figure, or the sum of all such ones below one total, would follow by adding and
  subtracting from what is shown already and from it;
- when what it leaves of a total is less than the least, or tells that each of the others counts
  one.

What closes later never changes what was decided before. Zero is always shown: it is left out of
the sums from the start, and tells nothing of anybody.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, combinations
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from cogs.impact.guard import Line

QUARTER, YEAR = 3, 12
MOST_SUMMED = 4
"""Small sums of so many parts of one total are protected like small figures, and that of all."""

NO_GROUPS: "Mapping[str, Group]" = MappingProxyType({})


@dataclass(frozen=True)
class Tally:
    """What was counted of one indicator in one month: all of it, and the same told apart in one or
    several ways. What counts nothing is not named."""

    total: int = 0
    by: Mapping[str, Mapping[str, int]] = field(default_factory=dict[str, Mapping[str, int]])


@dataclass(frozen=True)
class Group:
    """A coarser way to tell apart what another way tells apart already: ``whole_of`` says as what a
    value of that one counts. A group that ``leads`` goes before its parts: one of them is shown
    only beside its whole, and what is called like its whole, the nameless part of it, never."""

    of: str
    whole_of: Callable[[str], str]
    leads: bool = False


REST = "rest"


def either(value: str, parts: Collection[str]) -> Callable[[str], str]:
    """Return what takes these together as one value, and all others as the ``REST``."""
    return lambda one: value if one in parts else REST


class Figure(NamedTuple):
    """One number a report may have: of so many months from this one on, in all, or of one value of
    one way to tell them apart."""

    month: int
    length: int
    way: str = ""
    value: str = ""


def decide(
    months: Sequence[Tally],
    *,
    least: int,
    among: frozenset[Figure] | None = None,
    groups: Mapping[str, Group] = NO_GROUPS,
) -> frozenset[Figure]:
    """Return the figures other than zero that may be shown.

    Args:
        months: those of one year that are over, from January on.
        among: those that may be shown to who sees more: nobody else is shown others.
        groups: the ways that are coarser than others, by name, each behind that of which it is.
    """
    return frozenset(_Year(together(months, groups), least, among, groups).shown)


def together(months: Sequence[Tally], groups: Mapping[str, Group]) -> list[Tally]:
    """Return months with what is told apart in a coarser way besides."""
    return [Tally(one.total, {**_grouped(one, groups), **one.by}) for one in months]


def _grouped(tally: Tally, groups: Mapping[str, Group]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for way, group in groups.items():
        counts = found.setdefault(way, {})
        for value, count in found.get(group.of, tally.by.get(group.of, {})).items():
            whole = group.whole_of(value)
            counts[whole] = counts.get(whole, 0) + count
    return found


def count_of(months: Sequence[Tally], figure: Figure) -> int:
    """Return what a figure counts."""
    spanned = months[figure.month - 1 : figure.month - 1 + figure.length]
    if not figure.way:
        return sum(tally.total for tally in spanned)
    return sum(tally.by.get(figure.way, {}).get(figure.value, 0) for tally in spanned)


class _Year:
    """The figures of one indicator in one year, decided one after the other."""

    def __init__(
        self,
        months: Sequence[Tally],
        least: int,
        among: frozenset[Figure] | None,
        groups: Mapping[str, Group],
    ) -> None:
        from cogs.impact.guard import Guard  # numpy is read when somebody asks for figures

        self._months, self._least, self._among = months, least, among
        self._groups = groups
        coarsest = groups.keys() - {group.of for group in groups.values()}
        finer = {way for tally in months for way in tally.by} - coarsest
        self._ways = [*sorted(coarsest), *sorted(finer)]
        self._at: dict[tuple[int, str, str], int] = {}
        for month, tally in enumerate(months, 1):
            self._number(month, tally)
        self._guard = Guard(len(self._at))
        self._secrets: dict[Figure, int] = {}
        self.shown: set[Figure] = set()
        for month in range(1, len(months) + 1):
            self._close(month)

    def _number(self, month: int, tally: Tally) -> None:
        """Give each free number of a month its place: its total, and of each way to tell it apart
        all values but one, which is what they leave of the total."""
        self._at[month, "", ""] = len(self._at)
        for way in self._ways:
            if way not in self._groups:
                for value in sorted(tally.by.get(way, {}))[:-1]:
                    self._at[month, way, value] = len(self._at)

    def _close(self, month: int) -> None:
        """Decide what can be told once a month is over."""
        ending = [Figure(month - n + 1, n) for n in (1, QUARTER, YEAR) if month % n == 0]
        figures = [one for total in ending for one in self._told_apart(total)]
        sums = [parts for figure in figures for parts in self._parts_of(figure)]
        small = [figure for figure in figures if self._count(figure) < self._least]
        first = len(self._secrets)
        self._secrets |= {figure: first + number for number, figure in enumerate(small)}
        alone = ((self._secrets[figure],) for figure in small)
        together = chain.from_iterable(map(self._small_sums, sums))
        self._guard.keep_secret(list(map(self._line, small)), chain(alone, together))
        for figure in figures:
            if self._may_show(figure):
                self.shown.add(figure)

    def _told_apart(self, total: Figure) -> Iterator[Figure]:
        """Return what can be told of a period, the total first, the larger before the smaller."""
        if self._count(total):
            yield total
        for way in self._ways:
            yield from self._values_of(total, way)

    def _values_of(self, total: Figure, way: str) -> list[Figure]:
        spanned = self._months[total.month - 1 : total.month - 1 + total.length]
        values = {value for tally in spanned for value in tally.by.get(way, {})}
        parts = [Figure(total.month, total.length, way, value) for value in values]
        return sorted(parts, key=lambda part: (-self._count(part), part.value))

    def _parts_of(self, figure: Figure) -> Iterator[list[Figure]]:
        """Return each way in which a figure is the sum of others."""
        if not figure.way:
            for way in self._ways:
                yield self._values_of(figure, way)
        if figure.way in self._groups:
            yield self._parts_of_group(figure)
        for length in (1, QUARTER):
            if length < figure.length:
                end = figure.month + figure.length
                shorter = (
                    figure._replace(month=month, length=length)
                    for month in range(figure.month, end, length)
                )
                yield [part for part in shorter if self._count(part)]

    def _parts_of_group(self, figure: Figure) -> list[Figure]:
        """Return what is taken together in a coarser way."""
        total, group = Figure(figure.month, figure.length), self._groups[figure.way]
        return [
            part
            for part in self._values_of(total, group.of)
            if group.whole_of(part.value) == figure.value
        ]

    def _wholes_of(self, figure: Figure) -> Iterator[list[Figure]]:
        """Return the parts of each shown total to which a figure adds."""
        total = Figure(figure.month, figure.length)
        if figure.way and total in self.shown:
            yield self._values_of(total, figure.way)
        for whole, _ in self._groups_around(figure):
            if whole in self.shown:
                yield self._parts_of_group(whole)

    def _groups_around(self, figure: Figure) -> Iterator[tuple[Figure, Group]]:
        """Return what a figure is taken together as."""
        for way, group in self._groups.items():
            if figure.way == group.of:
                yield figure._replace(way=way, value=group.whole_of(figure.value)), group

    def _small_sums(self, parts: Sequence[Figure]) -> Iterator[tuple[int, ...]]:
        """Return the small sums of what is small among the parts of a total."""
        small = sorted(
            (self._secrets[part], self._count(part)) for part in parts if part in self._secrets
        )
        for size in {*range(2, MOST_SUMMED + 1), len(small)} - {0, 1}:
            for some in combinations(small, size):
                if sum(count for _, count in some) < self._least:
                    yield tuple(number for number, _ in some)

    def _may_show(self, figure: Figure) -> bool:
        is_known_inside = self._among is None or figure in self._among
        if not is_known_inside or self._count(figure) < self._least:
            return False
        for whole, group in self._groups_around(figure):
            if group.leads and (whole.value == figure.value or whole not in self.shown):
                return False
        return not self._leaves_little(figure) and self._guard.may_show(self._line(figure))

    def _leaves_little(self, figure: Figure) -> bool:
        """Tell whether too few would be left of a total, or just one for each of its parts."""
        for parts in chain(self._parts_of(figure), self._wholes_of(figure)):
            left = [part for part in parts if part not in self.shown and part != figure]
            if left and sum(map(self._count, left)) < max(self._least, len(left) + 1):
                return True
        return False

    def _line(self, figure: Figure) -> "Line":
        """Return a figure as a sum of free numbers."""
        line = self._guard.nothing()
        for month in range(figure.month, figure.month + figure.length):
            self._add(line, month, figure)
        return line

    def _add(self, line: "Line", month: int, figure: Figure) -> None:
        if figure.way in self._groups:
            for part in self._parts_of_group(figure._replace(month=month, length=1)):
                self._add(line, month, part)
            return
        values = sorted(self._months[month - 1].by.get(figure.way, {}))
        if figure.way and figure.value not in values:
            return
        if (month, figure.way, figure.value) in self._at:
            line[self._at[month, figure.way, figure.value]] += 1
            return
        line[self._at[month, "", ""]] += 1
        for other in values[:-1]:
            line[self._at[month, figure.way, other]] -= 1

    def _count(self, figure: Figure) -> int:
        return count_of(self._months, figure)
