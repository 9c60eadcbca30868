"""Not now, later, in a week, stop: whoever puts a question off is asked again, and not for ever."""

from datetime import timedelta

import discord
import pytest

from models import Answer, CheckIn, CheckInState, Fact
from tests.followups.test_check_ins import goodbye, questions
from tests.world import World, answers_of, buttons_of, said


def last(world: World) -> discord.Message:
    """Return what Lina received last."""
    return world.dm_messages(world.lina)[-1]


async def says(world: World, answer: str, message: discord.Message | None = None) -> str:
    """Lina presses an answer under a question; return what she reads."""
    shown = message or last(world)
    addresses = [a for a in buttons_of(shown) if a.startswith("check-in:")]
    address = next(a for a in addresses if a.split(":")[2] == answer)
    return said(await world.lina.user.click(shown, custom_id=address))


async def forges(world: World, address: str) -> str:
    """Lina presses what no card of hers shows any more; return what she reads."""
    page = answers_of(await world.lina.slash(world.welcome, "privacy"))[0]
    return said(await world.forge(world.lina, page, address))


async def plan_of(world: World) -> dict[int, CheckInState]:
    """Return what became of each question, by its days."""
    return {asked.days: asked.state for asked in await world.stored(CheckIn)}


async def test_a_question_leaves_the_choice_to_be_asked_another_time(world: World) -> None:
    await goodbye(world)
    await world.later(days=2)

    assert list(buttons_of(last(world)).values()) == [
        "Mieux", "Pareil", "J'aimerais parler",
        "Plus tard (demain)", "Dans une semaine", "Pas maintenant", "Arrêter de demander",
    ]  # fmt: skip


async def test_later_asks_again_the_next_day_at_about_the_same_hour(world: World) -> None:
    await goodbye(world)
    await world.later(days=2)

    await says(world, "later")
    thanks = world.in_dm(world.lina)[-1]
    await world.later(hours=23)
    too_early = questions(world)
    await world.restart()
    await world.later(hours=1)

    assert "Je redemande plus tard" in thanks
    assert (too_early, questions(world)) == (0, 1)
    assert "« plus tard »" in (await world.in_thread())[-1]
    assert (await plan_of(world))[7] is CheckInState.PLANNED


async def test_later_in_the_evening_waits_for_the_morning(world: World) -> None:
    await goodbye(world)
    await world.later(days=2)
    question = last(world)
    await world.later(hours=8)

    await says(world, "later", question)
    await world.later(hours=24)
    at_night = questions(world)
    await world.later(hours=11)

    assert (at_night, questions(world)) == (0, 1)


async def test_in_a_week_takes_the_place_of_what_was_planned_until_then(world: World) -> None:
    await goodbye(world)
    await world.later(days=2)

    await says(world, "in-a-week")
    await world.later(days=6)
    meanwhile = questions(world)
    await world.later(days=1)

    assert (meanwhile, questions(world)) == (0, 1)
    assert await plan_of(world) == {
        2: CheckInState.SENT,
        7: CheckInState.SKIPPED,
        30: CheckInState.PLANNED,
    }


async def test_not_now_skips_this_one_and_the_plan_goes_on(world: World) -> None:
    await goodbye(world)
    await world.later(days=2)

    await says(world, "not-now")
    thanks = world.in_dm(world.lina)[-1]
    await world.later(days=5)

    assert "pas maintenant" in thanks
    assert "la suite reste prévue" in "\n".join(await world.in_thread())
    assert questions(world) == 1
    assert (await world.stored(CheckIn))[0].answer is Answer.NOT_NOW


async def test_one_question_is_put_off_three_times_at_most(world: World) -> None:
    await goodbye(world, check_in_days=[2])
    await world.later(days=2)
    for _ in range(3):
        await says(world, "later")
        await world.later(days=1)

    answers = [
        address.split(":")[2] for address in buttons_of(last(world)) if "check-in" in address
    ]
    forged = await forges(world, "check-in:1:later:3")

    assert answers == ["better", "same", "not-now", "stop"]
    assert "C'est déjà fait" in forged
    assert (await plan_of(world))[2] is CheckInState.SENT


async def test_a_choice_pressed_twice_counts_once(world: World) -> None:
    await goodbye(world)
    await world.later(days=2)
    page = answers_of(await world.lina.slash(world.welcome, "privacy"))[0]

    await world._emit([world.lina, world.lina], page, "check-in:1:later")

    (asked, *_) = await world.stored(CheckIn)
    assert asked.postponed == 1
    assert asked.due_at == world.clock() + timedelta(days=1)


async def test_the_card_of_a_question_that_was_put_off_says_that_it_is_over(world: World) -> None:
    await goodbye(world)
    await world.later(days=2)
    await says(world, "later")

    while_waiting = await forges(world, "check-in:1:better")
    await world.later(days=1)
    asked_anew = await forges(world, "check-in:1:later")

    assert "C'est déjà fait" in while_waiting
    assert "C'est déjà fait" in asked_anew
    assert (await world.stored(CheckIn))[0].postponed == 1
    await says(world, "better")
    assert (await world.stored(CheckIn))[0].answer is Answer.BETTER


async def test_after_a_stop_what_was_put_off_is_not_asked(world: World) -> None:
    await goodbye(world)
    await world.later(days=2)
    await says(world, "later")

    await world.lina.slash(world.welcome, "stop")
    await world.later(days=10)

    assert questions(world) == 0


@pytest.mark.parametrize("reach", [("dm", "check-ins"), ("check-ins",)], ids=["by dm", "mailbox"])
async def test_what_was_asked_and_answered_is_counted_once_with_its_choice(
    world: World, reach: tuple[str, ...]
) -> None:
    await goodbye(world, wishes=reach)
    await world.later(days=2)
    shown = last(world) if "dm" in reach else (await world.lina.slash(world.welcome, "messages"))
    message = shown if isinstance(shown, discord.Message) else None
    if message is not None:
        await says(world, "later")
        await world.later(days=1)
        await says(world, "same")

    counted = [
        (f.what, f.choice)
        for f in await world.stored(Fact)
        if "check" in f.what or "after" in f.what
    ]

    answered = [("check-in-answered", "same")] if message is not None else []
    assert counted == [("asked-after", "2"), *answered]


async def test_the_export_tells_what_was_answered_and_put_off(world: World) -> None:
    await goodbye(world)
    await world.later(days=2)
    await says(world, "later")
    await world.later(days=1)
    await says(world, "not-now")

    page = await world.lina.slash(world.welcome, "privacy")
    export = await world.press(world.lina, page.response, "privacy:export")

    files = [file for answer in answers_of(export) for file in answer.attachments]
    text = next(file for file in files if file.filename.endswith(".txt"))
    told = (await text.read()).decode()
    assert "répondu : pas maintenant, remises une fois" in told
