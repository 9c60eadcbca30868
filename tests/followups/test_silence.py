"""Silence is an answer: after two questions without a word, one open door, then nothing."""

import pytest

from cogs.followups import rules
from models import CheckIn, CheckInState
from tests.followups.test_answers import last, says
from tests.followups.test_check_ins import goodbye, questions
from tests.world import World, buttons_of

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
