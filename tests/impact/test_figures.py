"""What may be shown, and that nobody finds out the rest: every figure of every report that can
ever be asked for lies on the table of who attacks."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import chain, combinations, product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cogs.impact import rules
from cogs.impact.disclosure import Figure, Group, Tally, count_of, decide, either, together

LEAST = 5
Line = dict[tuple[int, str, str], Fraction]
"""A sum of what nobody can be asked: how much one month counts, in all but one cell of its
table."""


def month(**communities: int) -> Tally:
    """Return a month of which so much was counted in each of these communities."""
    return Tally(sum(communities.values()), {"community": communities})


COUNTS = st.one_of(st.integers(0, 7), st.integers(0, 40))


@st.composite
def months(draw: st.DrawFn) -> Tally:
    """One month: a total, and the same in three communities and in two or three topics."""
    cells = {(a, b): draw(COUNTS) for a in "abc" for b in "xyz"[: draw(st.integers(1, 3))]}
    total = sum(cells.values())
    by: dict[str, dict[str, int]] = {"community": {}, "topic": {}}
    for (community, topic), count in cells.items():
        for way, value in (("community", community), ("topic", topic)):
            by[way][value] = by[way].get(value, 0) + count
    return Tally(total, {w: {v: n for v, n in vs.items() if n} for w, vs in by.items()})


GROUPS = {
    "outcome": Group("own", lambda one: one[0], leads=True),
    "strict": Group("outcome", either("strict", "pq")),
    "wide": Group("outcome", either("wide", "pqr")),
}
"""How it ended: some of ``p`` and ``r`` have the team's own words, ``p1``, ``p2`` and ``r1``."""


@st.composite
def closings(draw: st.DrawFn) -> Tally:
    """One month: how what was closed ended, in whose words, and in which of two communities."""
    own = {one: draw(COUNTS) for one in (*"pqrst", "p1", "p2", "r1")}
    total = sum(own.values())
    first = draw(st.integers(0, total))
    by = {"own": own, "community": {"a": first, "b": total - first}}
    return Tally(total, {way: {k: n for k, n in of.items() if n} for way, of in by.items()})


YEARS = st.lists(st.one_of(st.just(Tally()), months()), min_size=1, max_size=12)


def every_figure(year: Sequence[Tally]) -> list[Figure]:
    """Return every figure of every report about a year, as far as it is over."""
    ways = sorted({(way, value) for one in year for way in one.by for value in one.by[way]})
    periods = [
        (month - length + 1, length)
        for month in range(1, len(year) + 1)
        for length in (1, 3, 12)
        if month % length == 0
    ]
    every = [Figure(m, n, way, value) for m, n in periods for way, value in [("", ""), *ways]]
    return [one for one in every if count_of(year, one)]


def line_of(year: Sequence[Tally], figure: Figure) -> Line:
    """Return a figure as a sum of what is free, written down apart from how Maraude does it."""
    line: Line = {}
    for month in range(figure.month, figure.month + figure.length):
        way, parts = figure.way, {figure.value}
        while group := GROUPS.get(way):
            way, finer = group.of, year[month - 1].by.get(group.of, {})
            parts = {one for one in finer if group.whole_of(one) in parts}
        values = sorted(year[month - 1].by.get(way, {}), reverse=True)
        for part in parts:
            inside = figure._replace(way=way, value=part)
            for key, factor in _month_line(month, inside, values):
                line[key] = line.get(key, Fraction(0)) + factor
    return {key: factor for key, factor in line.items() if factor}


def _month_line(
    month: int, figure: Figure, values: list[str]
) -> Iterator[tuple[tuple[int, str, str], Fraction]]:
    if not figure.way:
        yield (month, "", ""), Fraction(1)
    elif figure.value in values[1:]:
        yield (month, figure.way, figure.value), Fraction(1)
    elif figure.value in values:
        yield (month, "", ""), Fraction(1)
        for other in values[1:]:
            yield (month, figure.way, other), Fraction(-1)


class Attacker:
    """Somebody who kept every report, and can solve equations."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.known: list[tuple[tuple[int, str, str], Line]] = []
        for line in lines:
            rest = self.unknown_of(line)
            if rest:
                pivot = min(rest)
                self.known.append((pivot, {k: f / rest[pivot] for k, f in rest.items()}))

    def unknown_of(self, line: Line) -> Line:
        """Return what of a sum does not follow from the reports."""
        rest = dict(line)
        for pivot, known in self.known:
            if factor := rest.get(pivot):
                for key, one in known.items():
                    rest[key] = rest.get(key, Fraction(0)) - factor * one
        return {key: factor for key, factor in rest.items() if factor}

    def finds(self, line: Line) -> bool:
        """Tell whether they find out a sum."""
        return not self.unknown_of(line)


def parts_of(year: Sequence[Tally], figure: Figure) -> Iterator[list[Figure]]:
    """Return each way in which a figure is the sum of others."""
    every = every_figure(year)
    if not figure.way:
        for way in {one.way for one in every if one.way}:
            yield [one for one in every if one[:2] == figure[:2] and one.way == way]
    if group := GROUPS.get(figure.way):
        same = [one for one in every if one[:2] == figure[:2] and one.way == group.of]
        yield [one for one in same if group.whole_of(one.value) == figure.value]
    for length in {1, 3} - {figure.length}:
        end = figure.month + figure.length
        same = [one for one in every if one[2:] == figure[2:] and one.length == length]
        yield [one for one in same if figure.month <= one.month and one.month + length <= end]


def small_sums(year: Sequence[Tally], least: int) -> Iterator[tuple[Figure, ...]]:
    """Return what nobody may find out: every small figure, and all small sums of up to four
    figures of which one total is made."""
    for figure in every_figure(year):
        if count_of(year, figure) < least:
            yield (figure,)
        for parts in parts_of(year, figure):
            small = [one for one in parts if count_of(year, one) < least]
            for some in chain.from_iterable(combinations(small, n) for n in (2, 3, 4)):
                if sum(count_of(year, one) for one in some) < least:
                    yield some


def summed(year: Sequence[Tally], figures: Sequence[Figure]) -> Line:
    """Return the sum of some figures."""
    line: Line = {}
    for figure in figures:
        for key, factor in line_of(year, figure).items():
            line[key] = line.get(key, Fraction(0)) + factor
    return line


@given(YEARS)
@settings(max_examples=25)
def test_nobody_finds_a_small_figure_or_a_small_sum_by_adding_and_subtracting_reports(
    year: list[Tally],
) -> None:
    shown = decide(year, least=LEAST)
    attacker = Attacker([line_of(year, one) for one in shown])

    found = [some for some in small_sums(year, LEAST) if attacker.finds(summed(year, some))]

    assert found == []


@given(YEARS)
@settings(max_examples=25)
def test_who_reads_inside_and_outside_the_team_finds_no_more(year: list[Tally]) -> None:
    inside = decide(year, least=LEAST)
    outside = decide(year, least=11, among=inside)
    attacker = Attacker([line_of(year, one) for one in outside])

    found = [some for some in small_sums(year, 11) if attacker.finds(summed(year, some))]

    assert outside <= inside
    assert found == []


@given(st.lists(closings(), min_size=1, max_size=12))
@settings(max_examples=25)
def test_nobody_finds_how_few_ended_well_through_two_ways_of_reckoning_it_or_own_words(
    year: list[Tally],
) -> None:
    shown = decide(year, least=LEAST, groups=GROUPS)
    everything = together(year, GROUPS)
    attacker = Attacker([line_of(everything, one) for one in shown])

    sums = small_sums(everything, LEAST)
    assert [some for some in sums if attacker.finds(summed(everything, some))] == []


CLOSINGS = st.lists(closings(), min_size=1, max_size=12)


@given(CLOSINGS)
@settings(max_examples=25)
def test_who_reads_own_words_inside_and_outside_the_team_finds_no_more(year: list[Tally]) -> None:
    inside = decide(year, least=LEAST, groups=GROUPS)
    outside = decide(year, least=11, among=inside, groups=GROUPS)
    everything = together(year, GROUPS)
    attacker = Attacker([line_of(everything, one) for one in outside])

    sums = small_sums(everything, 11)
    assert outside <= inside
    assert [some for some in sums if attacker.finds(summed(everything, some))] == []


@given(CLOSINGS)
def test_own_words_cost_no_usual_figure_unless_all_of_them_count_one(year: list[Tally]) -> None:
    assume(all(one.total > len(one.by["own"]) for one in year if one.total))
    usual = [
        Tally(one.total, {**one.by, "own": one.by["outcome"]}) for one in together(year, GROUPS)
    ]

    told = decide(year, least=LEAST, groups=GROUPS)

    assert {one for one in told if one.way != "own"} == decide(usual, least=LEAST, groups=GROUPS)


@given(CLOSINGS)
def test_what_was_decided_of_own_words_stays_so_when_later_months_close(
    year: list[Tally],
) -> None:
    whole = decide(year, least=LEAST, groups=GROUPS)

    for over in range(1, len(year)):
        so_far = {one for one in whole if one.month + one.length - 1 <= over}
        assert decide(year[:over], least=LEAST, groups=GROUPS) == so_far


def closed(**own: int) -> Tally:
    """Return a month in which so many requests ended so."""
    return Tally(sum(own.values()), {"own": own})


def test_an_own_word_is_told_unless_few_are_left_of_what_it_counts_as() -> None:
    enough, few = closed(p=5, p1=7, t=20), closed(p=2, p1=10, t=20)
    alone, hidden = closed(p1=7, t=20), closed(p=6, p1=6, q=3)

    told = [
        Figure(1, 1, "own", "p1") in decide([one], least=LEAST, groups=GROUPS)
        for one in (enough, few, alone, hidden)
    ]

    assert told == [True, False, True, False]


def test_five_own_words_of_one_each_are_not_told_by_the_sixth() -> None:
    each = dict.fromkeys(("p2", "p3", "p4", "p5", "p6"), 1)

    told = [
        Figure(1, 1, "own", "p1") in decide([one], least=LEAST, groups=GROUPS)
        for one in (closed(**each, p1=9, t=20), closed(**{**each, "p6": 2}, p1=9, t=20))
    ]

    assert told == [False, True]


def test_an_own_word_is_not_told_through_a_quarter_and_its_months() -> None:
    year = [closed(p=9, p1=9), closed(p=9, p1=2), closed(p=9, p1=9)]

    told = decide(year, least=LEAST, groups=GROUPS)

    assert {one.month for one in told if one.value == "p1"} == {1, 3}
    assert {one.length for one in told if one.value == "p1"} == {1}


@given(YEARS)
def test_what_was_decided_stays_so_when_later_months_close(year: list[Tally]) -> None:
    whole = decide(year, least=LEAST)

    for over in range(1, len(year)):
        so_far = {one for one in whole if one.month + one.length - 1 <= over}
        assert decide(year[:over], least=LEAST) == so_far


@given(YEARS)
def test_what_is_left_of_a_total_never_tells_that_each_counts_one(year: list[Tally]) -> None:
    assert_much_is_left(year, decide(year, least=LEAST))


@given(CLOSINGS)
def test_what_is_left_beside_own_words_never_tells_that_each_counts_one(year: list[Tally]) -> None:
    assert_much_is_left(together(year, GROUPS), decide(year, least=LEAST, groups=GROUPS))


def assert_much_is_left(year: Sequence[Tally], shown: frozenset[Figure]) -> None:
    """See that of each total that is shown, nothing is held back, or much."""
    for figure in shown:
        for parts in parts_of(year, figure):
            held_back = [count_of(year, one) for one in parts if one not in shown]
            assert not held_back or sum(held_back) >= max(LEAST, len(held_back) + 1)


def test_the_second_smallest_is_held_back_with_the_small_one() -> None:
    year = [month(place=20, arena=9, studio=3)]

    shown = decide(year, least=LEAST)

    assert shown == {Figure(1, 1), Figure(1, 1, "community", "place")}


def test_a_quarter_is_held_back_when_it_would_tell_of_its_one_small_month() -> None:
    year = [month(place=20), month(place=3), month(place=30)]

    shown = decide(year, least=LEAST)

    assert {one for one in shown if not one.way} == {Figure(1, 1), Figure(3, 1)}


def test_a_quarter_of_two_small_months_is_shown_when_both_together_are_many() -> None:
    year = [month(place=4), month(place=3), month(place=30)]

    assert Figure(1, 3) in decide(year, least=LEAST)
    assert Figure(1, 3) not in decide([month(place=2), month(place=2), year[2]], least=LEAST)


def test_two_small_months_are_not_told_through_a_quarter_and_what_is_beside_them() -> None:
    beside = [month(a=39, b=48, c=2), month(a=39, b=48, c=2), month(a=23, b=17, c=3)]

    shown = decide(beside, least=LEAST)

    attacker = Attacker([line_of(beside, one) for one in shown])
    two = [Figure(1, 1, "community", "c"), Figure(2, 1, "community", "c")]
    assert not attacker.finds(summed(beside, two))


def test_five_communities_of_one_each_are_not_told_by_their_total() -> None:
    assert decide([month(a=1, b=1, c=1, d=1, e=1)], least=LEAST) == frozenset()
    assert decide([month(a=2, b=1, c=1, d=1, e=1)], least=LEAST) == {Figure(1, 1)}


def test_a_team_of_usual_size_sees_most_of_what_was_counted() -> None:
    topics = {"school": 0.26, "work": 0.22, "training": 0.16, "money": 0.12, "personal": 0.1}
    topics |= {"housing": 0.06, "family": 0.05, "transport": 0.03}
    year: list[Tally] = []
    for number in range(12):
        asked = (38, 45, 52, 30)[number % 4] + number
        told = {name: round(asked * share) for name, share in topics.items()}
        by = {"topic": {**told, "other": max(0, asked - sum(told.values()))}}
        by["community"] = {"place": asked * 2 // 3, "arena": asked - asked * 2 // 3}
        year.append(Tally(asked, {way: {k: n for k, n in v.items() if n} for way, v in by.items()}))

    shown = decide(year, least=LEAST)

    large = [one for one in every_figure(year) if count_of(year, one) >= LEAST]
    months = [one for one in large if one.length == 1]
    totals = [one for one in large if not one.way]
    assert shown.issuperset(totals)
    assert len(shown.intersection(months)) > 0.9 * len(months)
    assert len(shown) > 0.8 * len(large)


WEEKS_OF_A_MONTH = 4
FOUR_WHOLE_WEEKS = (range(13),) * WEEKS_OF_A_MONTH
"""As of February 2027: how much each may count."""
THREE_AND_TWO_PARTS = (range(6), *(range(12),) * 3, range(6))
"""As of most months: of the weeks that touch two, nothing is told."""


def told_of(weeks: Sequence[int], *, parts: bool) -> tuple[object, ...]:
    """Return all that is ever told of a month: on Mondays, and in any report, which nothing but the
    month goes into. Even a month that no report may show lies on the attacker's table."""
    whole = weeks[1:-1] if parts else weeks
    return sum(weeks), *(rules.span_of_week(count) for count in whole)


@pytest.mark.parametrize(
    ("counts", "parts"),
    [(FOUR_WHOLE_WEEKS, False), (THREE_AND_TWO_PARTS, True)],
    ids=["four whole weeks", "three and two parts"],
)
def test_nobody_finds_a_small_week_through_mondays_words_and_all_reports(
    counts: tuple[range, ...], *, parts: bool
) -> None:
    sums = [some for n in (1, 2, 3) for some in combinations(range(len(counts)), n)]
    fitting: dict[object, list[set[int]]] = {}
    for weeks in product(*counts):
        known = fitting.setdefault(told_of(weeks, parts=parts), [set() for _ in sums])
        for some, found in zip(sums, known, strict=True):
            found.add(sum(weeks[one] for one in some))

    pinned_down = [
        (told, some, found)
        for told, known in fitting.items()
        for some, found in zip(sums, known, strict=True)
        if len(found) == 1 and 0 < min(found) < LEAST
    ]

    assert pinned_down == []


def test_only_a_week_within_one_month_is_told_apart() -> None:
    mondays = [date(2027, 1, 4) + timedelta(days=7 * number) for number in range(52)]

    apart = [one for one in mondays if rules.is_in_one_month(one)]

    days = {one: {(one + timedelta(days=n)).month for n in range(7)} for one in mondays}
    assert apart == [one for one in mondays if len(days[one]) == 1]
    assert [one.day for one in apart if one.month == 2] == [1, 8, 15, 22]
    assert all(sum(one.month == month for one in apart) >= 3 for month in range(2, 13))
