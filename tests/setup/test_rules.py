"""What a team may choose, in plain tables."""

from datetime import time

import pytest

from cogs.followups.rules import parse_days
from cogs.setup.rules import Finding, Level, Place, Survey, is_ready, judge, parse_quiet
from models.hours import Hours, UnreadableHours

FINE = Place("#équipe", exists=True)
WELL = Survey(staff=FINE, panel=Place("#accueil", exists=True), mentor_role=True, lead_role=True)


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("2, 7, 30", [2, 7, 30]),
        ("30;7;2", [2, 7, 30]),
        ("7 7 7", [7]),
        ("", []),
        ("1,365", [1, 365]),
    ],
    ids=["as shown", "in any order", "the same day once", "never", "the first and the last"],
)
def test_check_in_days_are_read_as_people_write_them(words: str, days: list[int]) -> None:
    assert parse_days(words) == days


@pytest.mark.parametrize(
    "words",
    ["0", "366", "1,2,3,4,5,6", "-2", "deux", "2.5", "²"],
    ids=[
        "at once",
        "after a year",
        "too often",
        "before the goodbye",
        "a word",
        "half a day",
        "a small two",
    ],
)
def test_check_in_days_that_nobody_could_keep_are_refused(words: str) -> None:
    assert parse_days(words) is None


@pytest.mark.parametrize(
    ("words", "hours"),
    [
        ("21:00-9:00", (time(21), time(9))),
        ("21h-9h", (time(21), time(9))),
        ("22h30 - 7", (time(22, 30), time(7))),
        ("0:00-0:00", (time(0), time(0))),
        pytest.param(
            "21:00–09:00",
            (time(21), time(9)),
        ),
    ],
    ids=[
        "as shown in the form",
        "French",
        "minutes or none",
        "no hour is quiet",
        "as the page says",
    ],
)
def test_quiet_hours_are_read_as_people_write_them(words: str, hours: tuple[time, time]) -> None:
    assert parse_quiet(words) == hours


@pytest.mark.parametrize(
    "words",
    ["", "21:00", "24:00-9:00", "21:60-9:00", "21-9-10", "soir-matin"],
    ids=["nothing", "no end", "no such hour", "no such minute", "two ends", "words"],
)
def test_quiet_hours_that_cannot_be_read_are_refused(words: str) -> None:
    assert parse_quiet(words) is None


@pytest.mark.parametrize(
    "words",
    [
        "lun",
        "9:00-18:00",
        "lun 9:00",
        "lun 18:00-9:00",
        "lun 9:00-25:00",
        "lun 9:70-10:00",
        "jour 9:00-10:00",
        "marathon 9:00-18:00",
    ],
    ids=[
        "a day alone",
        "hours alone",
        "no end",
        "the end before the beginning",
        "after midnight",
        "no such minute",
        "no such day",
        "a word that begins like a day",
    ],
)
def test_hours_are_never_half_read(words: str) -> None:
    with pytest.raises(UnreadableHours):
        Hours.parse(words)


def test_hours_are_written_so_that_they_can_be_read_again() -> None:
    days = ("lun", "mar", "mer", "jeu", "ven", "sam", "dim")
    week = Hours.parse("dim-mar 9-12 14h15-18; jeu 0:00-24:00")

    assert Hours.parse(week.written(days)) == week


def test_where_all_is_well_nothing_is_found() -> None:
    assert judge(WELL) == []


def test_the_worst_comes_first() -> None:
    found = judge(
        Survey(
            staff=Place("#équipe", exists=True, missing=("manage_threads",)),
            panel=FINE,
            mentor_role=True,
            lead_role=True,
            others_see_staff=("Streamers",),
            opens_sometimes=False,
        )
    )

    assert [finding.level for finding in found] == [Level.RED, Level.YELLOW, Level.YELLOW]
    assert found[0] == Finding(
        Level.RED,
        "doctor-missing-permission",
        {"channel": "#équipe", "permission": "manage_threads"},
    )


def test_yellow_alone_does_not_keep_the_intake_closed() -> None:
    assert is_ready([Finding(Level.YELLOW, "doctor-never-open")])
    assert not is_ready(
        [Finding(Level.YELLOW, "doctor-never-open"), Finding(Level.RED, "doctor-no-staff")]
    )


@pytest.mark.parametrize(
    ("words", "whole"),
    [
        ("lun–ven 9:00-18:00", "lun-ven 09:00-18:00"),
        ("lun mer 9:00-18:00", "lun 09:00-18:00; mer 09:00-18:00"),
        ("lun-ven 9-18 sam 10-12", "lun-ven 09:00-18:00; sam 10:00-12:00"),
    ],
    ids=["a long dash between days", "days without a dash", "two lines in one"],
)
def test_hours_written_another_way_are_read_whole(words: str, whole: str) -> None:
    days = ("lun", "mar", "mer", "jeu", "ven", "sam", "dim")

    assert Hours.parse(words).written(days) == whole
