"""A report is about a month, a quarter or a year that is over."""

from collections.abc import Mapping
from datetime import date

import pytest

from cogs.impact import rules
from cogs.impact.disclosure import Tally
from cogs.impact.rules import Ledger, Period, Row, Waits

TODAY = date(2026, 11, 25)
OCTOBER = Period("month", date(2026, 10, 1), date(2026, 10, 31))
THIRD = Period("quarter", date(2026, 7, 1), date(2026, 9, 30))
WHOLE = Period("year", date(2026, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2026-10", OCTOBER),
        ("2026-T3", THIRD),
        ("2026-q3", THIRD),
        ("T3 2026", THIRD),
        ("2026", WHOLE),
        ("octobre 2026", OCTOBER),
        ("October 2026", OCTOBER),
        (" oct. 2026 ", OCTOBER),
        ("Août 2026", Period.of("month", date(2026, 8, 15))),
        ("février 2024", Period("month", date(2024, 2, 1), date(2024, 2, 29))),
        ("2026-13", None),
        ("2026-T5", None),
        ("ma 2026", None),
        ("jui 2026", None),
        ("0000", None),
        ("9999", None),
        ("du 3 au 5 octobre 2026", None),
        ("2026-10-03", None),
        ("", None),
    ],
)
def test_a_period_is_understood_as_it_is_typed(typed: str, meant: Period | None) -> None:
    assert Period.parse(typed) == meant


@pytest.mark.parametrize("period", [OCTOBER, THIRD, WHOLE], ids=lambda one: one.kind)
def test_a_period_reads_back_as_it_is_named(period: Period) -> None:
    assert Period.parse(period.key) == period


def test_each_period_is_compared_with_the_one_before() -> None:
    assert OCTOBER.before.key == "2026-09"
    assert THIRD.before.key == "2026-Q2"
    assert WHOLE.before.key == "2025"
    assert Period.of("quarter", date(2026, 2, 3)).before.key == "2025-Q4"


def test_the_running_month_is_not_over_until_its_last_day_is() -> None:
    assert Period.last_closed("month", TODAY) == OCTOBER
    assert Period.last_closed("quarter", TODAY) == THIRD
    assert not Period.of("month", TODAY).is_closed(date(2026, 11, 30))
    assert Period.of("month", TODAY).is_closed(date(2026, 12, 1))


def ledger(tallies: Mapping[tuple[str, date], Tally], **answers: list[int]) -> Ledger:
    """Return what was counted for Les Ponts; answers by month: ``m10``."""
    waits = {date(2026, int(name[1:]), 1): minutes for name, minutes in answers.items()}
    return Ledger("Les Ponts", tallies, waits, {"1": "La Place", "2": "Arène"}, {"7": "Tournoi"})


def test_a_report_compares_a_month_with_the_one_before_and_holds_back_the_small() -> None:
    asked = ("asked", date(2026, 10, 1)), ("asked", date(2026, 9, 1))
    counted = ledger(
        {
            asked[0]: Tally(
                30,
                {
                    "community": {"1": 27, "2": 3},
                    "campaign": {"none": 20, "7": 10},
                    "topic": {"work": 16, "school": 14},
                },
            ),
            asked[1]: Tally(
                4, {"community": {"1": 4}, "campaign": {"none": 4}, "topic": {"work": 4}}
            ),
            ("closed", date(2026, 10, 1)): Tally(6, {"outcome": {"informed": 6}}),
        }
    )

    told = rules.report(counted, OCTOBER, today=TODAY)

    assert told.funnel[2] == Row("asked", 30, None)
    assert told.funnel[0] == Row("seen", 0, 0)
    assert told.communities == (Row("1", None, None, "La Place"), Row("2", None, 0, "Arène"))
    assert told.campaigns == (Row("none", 20, None), Row("7", 10, 0, "Tournoi"))
    assert [row for row in told.topics if row.now] == [Row("school", 14, 0), Row("work", 16, None)]
    assert next(row for row in told.outcomes if row.key == "informed") == Row("informed", 6, 0)
    assert told.months[-2:] == ((date(2026, 9, 1), None, 0), (date(2026, 10, 1), 30, 0))
    assert told.months[0][0] == date(2025, 11, 1)


def test_what_leaves_the_team_counts_eleven_at_least() -> None:
    counted = ledger({("asked", date(2026, 10, 1)): Tally(8, {})})

    inside = rules.report(counted, OCTOBER, today=TODAY)
    outside = rules.report(counted, OCTOBER, today=TODAY, least=rules.LEAST_OUTSIDE)

    assert (inside.funnel[2].now, outside.funnel[2].now) == (8, None)


def test_nothing_of_a_period_that_runs_is_shown() -> None:
    counted = ledger(
        {("asked", date(2026, 11, 1)): Tally(80, {}), ("asked", date(2026, 1, 1)): Tally(80, {})}
    )

    told = rules.report(counted, WHOLE, today=TODAY)

    assert {row.now for row in told.funnel} == {None}


@pytest.mark.parametrize(
    ("minutes", "waits"),
    [
        ([], Waits(0, None, None)),
        ([5, 6, 7, 8], Waits(None, None, None)),
        ([5, 60, 30, 8, 9], Waits(5, 9, None)),
        ([*range(10, 110, 10)], Waits(10, 55, 90)),
    ],
    ids=["nobody", "four", "five", "ten"],
)
def test_the_time_to_a_first_answer_is_told_of_enough_of_them(
    minutes: list[int], waits: Waits
) -> None:
    counted = ledger({("answered", date(2026, 10, 1)): Tally(len(minutes))}, m10=minutes)

    assert rules.report(counted, OCTOBER, today=TODAY).waits == waits


def test_a_report_on_one_community_is_the_way_to_goodbye_there_and_nothing_else() -> None:
    counted = ledger({("asked", date(2026, 10, 1)): Tally(30, {"community": {"1": 20, "2": 10}})})

    told = rules.report_on(counted, OCTOBER, rules.COMMUNITY, "2", today=TODAY)

    assert (told.only, told.funnel[2].now, told.topics) == ("Arène", 10, ())
    assert told.months[-1] == (date(2026, 10, 1), 10, 0)


def test_a_ledger_begins_with_a_january_before_all_that_is_shown() -> None:
    assert rules.first_needed(OCTOBER) == date(2025, 1, 1)
    assert rules.first_needed(Period.of("month", date(2026, 1, 5))) == date(2025, 1, 1)
    assert rules.first_needed(WHOLE) == date(2025, 1, 1)
