"""On public holidays a team is away, and says so; where it works on them, it chooses that."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.closed_days import closed_days, region_named
from models import Team
from models.hours import Hours
from tests.world import World, said

PARIS = ZoneInfo("Europe/Paris")
LABOUR_DAY = datetime(2026, 5, 1, 8, 0, tzinfo=UTC)
"""A Friday, ten in the morning."""


def a_team(timezone: str, choice: str = "yes") -> Team:
    return Team(timezone=timezone, holidays=choice)


@pytest.mark.parametrize(
    ("timezone", "choice", "day", "is_closed"),
    [
        ("Europe/Paris", "yes", date(2026, 7, 14), True),
        ("Europe/Paris", "yes", date(2026, 12, 26), False),
        ("Europe/Paris", "6AE", date(2026, 12, 26), True),
        ("Europe/Paris", "no", date(2026, 7, 14), False),
        ("Indian/Reunion", "yes", date(2026, 12, 20), True),
        ("Indian/Mayotte", "yes", date(2026, 4, 27), True),
        ("Pacific/Tahiti", "yes", date(2027, 3, 5), True),
        ("Europe/Brussels", "yes", date(2026, 7, 21), True),
        ("Europe/Zurich", "yes", date(2026, 8, 1), True),
        ("America/Toronto", "yes", date(2026, 7, 1), True),
        ("America/Toronto", "QC", date(2026, 6, 24), True),
        ("America/Toronto", "yes", date(2026, 6, 24), False),
        ("Europe/London", "yes", date(2026, 8, 31), True),
        ("Europe/Berlin", "yes", date(2026, 10, 3), True),
        ("Europe/Berlin", "BY", date(2026, 1, 6), True),
        ("Europe/Berlin", "6AE", date(2026, 10, 3), True),
    ],
    ids=str,
)
def test_each_country_and_its_regions_rest_on_their_own_days(
    timezone: str, choice: str, day: date, *, is_closed: bool
) -> None:
    assert (day in closed_days(a_team(timezone, choice), LABOUR_DAY)) is is_closed


@pytest.mark.parametrize(
    ("timezone", "words", "region"),
    [
        ("Europe/Paris", "Alsace", "6AE"),
        ("Europe/Paris", "moselle", "57"),
        ("America/Toronto", "Québec", "QC"),
        ("Europe/Berlin", "by", "BY"),
        ("Europe/Paris", "Zone A", None),
        ("Europe/Paris", "Québec", None),
    ],
    ids=str,
)
def test_a_region_is_named_as_people_name_it(timezone: str, words: str, region: str | None) -> None:
    assert region_named(timezone, words) == region


def test_a_team_that_opens_on_mondays_only_is_back_after_two_holidays() -> None:
    mondays = Hours.parse("lun 9-12")
    closed = {date(2026, 5, 25), date(2026, 6, 1)}

    back = mondays.next_opening(datetime(2026, 5, 20, tzinfo=UTC), PARIS, closed)

    assert back == datetime(2026, 6, 8, 9, 0, tzinfo=PARIS)


def test_a_team_goes_home_after_its_last_slot_and_not_at_all_on_a_holiday() -> None:
    week = Hours.parse("ven 9-12 14-18; sam 20-24")
    friday, saturday = (datetime(2026, 5, day, 10, 0, tzinfo=PARIS) for day in (1, 2))

    assert week.closes_today(friday, PARIS) == datetime(2026, 5, 1, 18, 0, tzinfo=PARIS)
    assert week.closes_today(friday.replace(hour=18), PARIS) is None
    assert week.closes_today(friday, PARIS, {date(2026, 5, 1)}) is None
    assert week.closes_today(saturday, PARIS) == datetime(2026, 5, 3, 0, 0, tzinfo=PARIS)


async def test_on_a_holiday_a_youth_reads_so_and_when_the_team_is_back(world: World) -> None:
    await world.is_set_up()
    world.clock.at = LABOUR_DAY

    answer = said(await world.ask(world.lina))

    monday = int(datetime(2026, 5, 4, 9, 0, tzinfo=PARIS).timestamp())
    assert "un jour férié la retient" in answer
    assert f"Elle revient <t:{monday}:F>" in answer


async def test_the_evening_before_a_holiday_the_right_morning_is_named(world: World) -> None:
    await world.is_set_up()
    world.clock.at = datetime(2026, 4, 5, 18, 0, tzinfo=UTC)

    answer = said(await world.ask(world.lina))

    tuesday = int(datetime(2026, 4, 7, 9, 0, tzinfo=PARIS).timestamp())
    assert f"jour férié la retient. Elle revient <t:{tuesday}:F>" in answer


async def test_an_ordinary_evening_is_no_holiday(world: World) -> None:
    await world.is_set_up()
    world.clock.at = world.clock.at.replace(hour=20)

    answer = said(await world.ask(world.lina))

    assert "L'équipe n'est pas là en ce moment. Elle revient" in answer
    assert "férié" not in answer


async def test_a_team_that_works_on_holidays_is_there(world: World) -> None:
    await world.is_set_up(holidays="no")
    world.clock.at = LABOUR_DAY

    assert "une réponse en moins de 2 h" in said(await world.ask(world.lina))
