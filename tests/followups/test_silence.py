"""Silence is an answer: after two questions without a word, one open door, then nothing."""

from collections.abc import Awaitable, Callable
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from cogs.followups import rules
from models import CheckIn, CheckInState, SkipPeriod
from tests.followups.test_answers import last, says
from tests.followups.test_calendar import presses as presses_in_calendar
from tests.followups.test_check_ins import goodbye, questions
from tests.promises.test_who_may_what import presses
from tests.world import TUESDAY_AFTERNOON, World, buttons_of

DOOR = "Je ne t'écris plus pour demander"
SENT, ANSWERED = CheckInState.SENT, CheckInState.ANSWERED


def doors(world: World) -> int:
    """Return how often Lina was told that the door stays open."""
    return sum(DOOR in words for words in world.in_dm(world.lina))


async def test_after_two_unanswered_questions_the_door_stays_open_and_nothing_more_comes(
    world: World,
) -> None:
    await goodbye(world, check_in_days=[2, 7, 30, 60])
    await world.later(days=2)
    await world.later(days=5)

    await world.later(days=23)
    await world.wake()
    at_the_third = (questions(world), doors(world))
    told = "\n".join(await world.in_thread())
    await world.restart()
    await world.later(days=60)

    assert at_the_third == (questions(world), doors(world)) == (2, 1)
    assert {"tickets:talk", "privacy:stop"} <= buttons_of(last(world)).keys()
    states = {asked.days: asked.state for asked in await world.stored(CheckIn)}
    assert (states[30], states[60]) == (CheckInState.SKIPPED, CheckInState.SKIPPED)
    assert "Je respecte ce silence" in told


@pytest.mark.parametrize("days", [[2, 7], [2, 7, 365]], ids=["two questions", "a third far away"])
async def test_the_door_comes_a_week_after_the_second_question_and_once(
    world: World, days: list[int]
) -> None:
    await goodbye(world, check_in_days=days)
    await world.later(days=2)
    await world.later(days=5)

    await world.later(days=6, hours=23)
    early = doors(world)
    await world.later(hours=2)
    in_time = doors(world)
    told = "\n".join(await world.in_thread())
    await world.restart()
    await world.later(days=30)
    await world.later(days=365)

    assert (early, in_time) == (0, 1)
    assert told.count("Je respecte ce silence") == 1
    assert (questions(world), doors(world)) == (2, 1)
    assert CheckInState.PLANNED not in {one.state for one in await world.stored(CheckIn)}


async def test_the_door_comes_also_when_the_mentor_cancels_the_third_question(
    world: World,
) -> None:
    await goodbye(world)
    await world.later(days=2)
    await world.later(days=5)

    await presses_in_calendar(world, world.sam, "followups:cancel:3")
    await world.later(days=8)

    assert (questions(world), doors(world)) == (2, 1)


async def test_the_door_waits_for_the_end_of_skipped_days_and_quiet_hours(world: World) -> None:
    await goodbye(world, check_in_days=[2, 7])
    await world.later(days=2)
    await world.later(days=5)
    async with world.bot.db.transaction() as session:
        first, last = date(2026, 1, 19), date(2026, 3, 1)
        session.add(SkipPeriod(team_id=1, first_day=first, last_day=last, name="Vacances"))

    await world.later(days=47)
    on_skipped_days = doors(world)
    await world.later(hours=11)
    at_night = doors(world)
    await world.later(hours=9)

    assert (on_skipped_days, at_night, doors(world)) == (0, 0, 1)


async def nothing(_world: World) -> None:
    """Nothing happens besides."""


async def says_better(world: World) -> None:
    """Lina answers the second question."""
    await says(world, "better")


async def stops(world: World) -> None:
    """Lina wants nothing more."""
    await world.lina.slash(world.welcome, "stop")


async def takes_it_back(world: World) -> None:
    """Lina wants to be asked no more."""
    await presses(world, world.lina, "privacy:withdraw:check-ins")


async def asks_again(world: World) -> None:
    """Lina asks for help again, and that is over as well."""
    await world.ask(world.lina, wishes=("dm",))
    await world.claim(world.sam, 2)
    await world.reply(world.sam, "Bonne route.", ticket_id=2)
    await world.close(world.sam, ticket_id=2)


@pytest.mark.parametrize(
    ("meanwhile", "away_for"),
    [(says_better, 8), (stops, 8), (takes_it_back, 8), (asks_again, 8), (nothing, 60)],
    ids=["answered", "stopped", "took it back", "asked again", "far too late"],
)
async def test_no_door_is_said_a_week_later_to_who_needs_none(
    world: World, meanwhile: Callable[[World], Awaitable[None]], away_for: int
) -> None:
    await goodbye(world, check_in_days=[2, 7])
    await world.later(days=2)
    await world.later(days=5)

    await meanwhile(world)
    await world.later(days=away_for)
    await world.later(days=1)

    assert doors(world) == 0
    assert "Je respecte ce silence" not in "\n".join(await world.in_thread())


@pytest.mark.parametrize(
    ("after", "is_time"),
    [
        (timedelta(days=6, hours=23), False),
        (timedelta(days=7), True),
        (timedelta(days=7, hours=9), False),
        (timedelta(days=20), True),
        (timedelta(days=38), False),
    ],
    ids=["too early", "a week later", "at night", "late", "too late"],
)
def test_when_it_is_time_for_the_door(after: timedelta, *, is_time: bool) -> None:
    rhythm = rules.Rhythm(time(21), time(9), ZoneInfo("Europe/Paris"))
    asked_at = TUESDAY_AFTERNOON

    assert rules.is_time_for_the_door(asked_at, rhythm, now=asked_at + after) is is_time


@pytest.mark.parametrize("answer", ["same", "not-now"])
async def test_an_answer_in_between_begins_the_count_anew(world: World, answer: str) -> None:
    await goodbye(world, check_in_days=[2, 7, 30])
    await world.later(days=2)
    await says(world, answer)
    await world.later(days=5)

    await world.later(days=23)

    assert doors(world) == 0
    assert questions(world) == 2


async def test_after_a_stop_no_door_is_said_either(world: World) -> None:
    await goodbye(world)
    await world.later(days=2)
    await world.later(days=5)

    await world.lina.slash(world.welcome, "stop")
    await world.later(days=30)

    assert (questions(world), doors(world)) == (2, 0)


async def test_who_answers_while_the_door_is_on_its_way_does_not_hear_it(world: World) -> None:
    await goodbye(world)
    await world.later(days=2)
    await world.later(days=5)
    question = last(world)
    dm = f"/channels/{world.lina.user.dm_channel.id}/messages"
    world.env.inject_error("POST", dm, status=500, times=1)
    await world.later(days=23)

    await says(world, "better", question)
    await world.later(minutes=10)

    assert doors(world) == 0


@pytest.mark.parametrize(
    ("asked", "silent"),
    [
        ([], False),
        ([(SENT, 0)], False),
        ([(SENT, 0), (SENT, 0)], True),
        ([(ANSWERED, 0), (SENT, 0)], False),
        ([(SENT, 0), (ANSWERED, 0)], False),
        ([(ANSWERED, 0), (SENT, 0), (SENT, 0)], True),
        ([(SENT, 0), (SENT, 1)], False),
        ([(SENT, 1), (SENT, 0)], True),
    ],
    ids=[
        "never asked", "asked once", "silent twice", "answered, then silent", "silent, answered",
        "answered long ago", "put off, then silent", "put off, silent, silent again",
    ],
)  # fmt: skip
def test_what_counts_as_silence(asked: list[tuple[CheckInState, int]], *, silent: bool) -> None:
    assert rules.is_silent(asked) is silent
