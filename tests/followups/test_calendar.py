"""The whole calendar of an alias: the team sees it, its mentor and the lead change it."""

import asyncio
from datetime import date, timedelta
from typing import Any

import pytest
import simcord
from simcord.results import InteractionResult

from bot.access import Actor
from bot.errors import GoneForTeam
from cogs.followups import service
from models import CheckIn, CheckInState, SkipPeriod, TicketEvent
from tests.followups.test_answers import says
from tests.followups.test_check_ins import goodbye, questions
from tests.world import World, answers_of, buttons_of, only_for_them, said


async def looks(world: World, who: simcord.MemberActor, ticket_id: int = 1) -> InteractionResult:
    """Somebody of the team types /ticket calendar in the thread."""
    return await who.slash(await world.thread(ticket_id), "ticket calendar")


def ways(shown: InteractionResult) -> dict[str, str]:
    """Return the buttons of the calendar."""
    return buttons_of(answers_of(shown)[0])


async def presses(
    world: World, who: simcord.MemberActor, address: str, **form: Any
) -> InteractionResult:
    """Somebody presses a button of the calendar, and fills its form."""
    shown = await world.press(who, answers_of(await looks(world, who))[0], address)
    return await world.send_form(who, shown, **form) if form else shown


async def states(world: World) -> list[tuple[int, CheckInState, str]]:
    """Return every question: its days, what became of it, when."""
    return [
        (asked.days, asked.state, f"{asked.due_at:%d/%m %H:%M}")
        for asked in await world.stored(CheckIn)
    ]


async def test_a_mentor_sees_every_question_with_what_became_of_it(world: World) -> None:
    await goodbye(world)
    await world.later(days=2)
    await says(world, "same")
    await world.later(days=5)

    shown = await looks(world, world.sam)

    assert only_for_them(shown)
    assert ["« pareil »" in said(shown), "demandé, sans réponse" in said(shown)] == [True, True]
    assert "à venir" in said(shown)
    assert ways(shown) == {
        "followups:move:3": "Déplacer le 05/02",
        "followups:cancel:3": "Annuler le 05/02",
        "followups:add:1": "Ajouter une question",
    }


async def test_a_colleague_sees_it_and_changes_nothing(world: World) -> None:
    await goodbye(world)
    before = await states(world)

    shown = await looks(world, world.ines)
    refused = [
        said(await world.forge(world.ines, await world.card(), f"followups:{what}"))
        for what in ("cancel:1", "move:1", "add:1")
    ]

    assert ways(shown) == {}
    assert all("C'est à Sam, qui suit cette demande" in words for words in refused)
    assert await states(world) == before


async def test_its_mentor_moves_a_question_and_the_youth_hears_nothing_of_it(world: World) -> None:
    await goodbye(world)
    before = world.in_dm(world.lina)

    await presses(world, world.sam, "followups:move:1", day="12/01/2026", clock="10h30")
    await world.later(days=2)
    early = questions(world)
    silent = world.in_dm(world.lina) == before
    await world.later(days=4)

    assert (early, questions(world), silent) == (0, 1, True)
    steps = [(step.what, step.mentor_id) for step in await world.stored(TicketEvent)]
    assert ("check-in-moved", 1) in steps


async def test_its_mentor_cancels_one_and_the_others_stay(world: World) -> None:
    await goodbye(world)

    shown = await presses(world, world.sam, "followups:cancel:1")
    await world.later(days=3)
    after_it = questions(world)
    await world.later(days=5)

    assert "pas demandé" in said(shown)
    assert (after_it, questions(world)) == (0, 1)
    assert "check-in-cancelled" in [step.what for step in await world.stored(TicketEvent)]


async def test_the_lead_adds_one(world: World) -> None:
    await goodbye(world)

    shown = await presses(world, world.lea, "followups:add:1", day="2026-01-20", clock="14:00")
    await world.later(days=7)
    await says(world, "same")
    await world.later(days=7)

    assert "à venir" in said(shown)
    assert (14, CheckInState.SENT, "20/01 13:00") in await states(world)
    assert "check-in-added" in [step.what for step in await world.stored(TicketEvent)]


@pytest.mark.parametrize(
    ("day", "clock", "sentence"),
    [
        ("05/01/2026", "14:00", "Écris un jour à venir"),
        ("06/01/2026", "13:59", "Écris un jour à venir"),
        ("demain", "14:00", "Écris un jour à venir"),
        ("20/01/2026", "25:00", "Écris un jour à venir"),
        ("06/08/2026", "14:00", "Écris un jour à venir"),
        ("20/01/2026", "22:00", "Le premier moment possible ensuite : 21/01/2026 09:00"),
        ("02/02/2026", "14:00", "Le premier moment possible ensuite : 04/02/2026 09:00"),
        ("13/01/2026", "14:30", "déjà prévue ce jour-là"),
    ],
    ids=[
        "in the past", "a minute ago", "in words", "no such hour", "too far", "at night",
        "on skipped days", "on a day that has one",
    ],
)  # fmt: skip
async def test_a_moment_that_cannot_be_is_refused_with_the_way_out(
    world: World, day: str, clock: str, sentence: str
) -> None:
    await goodbye(world)
    async with world.bot.db.transaction() as session:
        first, last = date(2026, 2, 1), date(2026, 2, 3)
        session.add(SkipPeriod(team_id=1, first_day=first, last_day=last, name="Examens"))
    before = await states(world)

    answer = await presses(world, world.sam, "followups:add:1", day=day, clock=clock)

    assert sentence in said(answer)
    assert await states(world) == before


async def test_five_questions_at_most_are_planned(world: World) -> None:
    await goodbye(world, check_in_days=[2, 7, 30, 60, 90])

    shown = await looks(world, world.sam)
    opened = await world.forge(world.sam, await world.card(), "followups:add:1")
    forged = await world.send_form(world.sam, opened, day="20/01/2026", clock="14:00")

    assert "followups:add:1" not in ways(shown)
    assert "5 questions sont déjà prévues" in said(forged)


async def test_without_the_youths_yes_nothing_can_be_planned(world: World) -> None:
    await goodbye(world)
    opened = await world.forge(world.sam, await world.card(), "followups:add:1")
    moving = await world.forge(world.sam, await world.card(), "followups:move:1")
    await world.lina.slash(world.welcome, "stop")

    shown = await looks(world, world.sam)
    added = await world.send_form(world.sam, opened, day="20/01/2026", clock="14:00")
    moved = await world.send_form(world.sam, moving, day="20/01/2026", clock="14:00")

    assert "n'a pas dit oui, ou a dit stop" in said(shown)
    assert ways(shown) == {}
    assert "Rien n'est prévu" in said(added)
    assert "Rien n'est prévu" in said(moved)
    assert [days for days, *_ in await states(world)] == [2, 7, 30]


async def test_nothing_is_added_to_a_silence(world: World) -> None:
    await goodbye(world, check_in_days=[2, 7])
    await world.later(days=2)
    await world.later(days=5)

    shown = await looks(world, world.sam)
    opened = await world.forge(world.sam, await world.card(), "followups:add:1")
    forged = await world.send_form(world.sam, opened, day="20/01/2026", clock="14:00")

    assert "c'est une réponse" in said(shown)
    assert "a laissé deux questions sans réponse" in said(forged)


async def test_while_somebody_talks_the_calendar_waits_for_the_goodbye(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina, wishes=("dm", "check-ins"))
    await world.claim(world.sam)

    shown = await looks(world, world.sam)
    refused = said(await world.forge(world.sam, await world.card(), "followups:add:1"))

    assert "Rien n'est prévu." in said(shown)
    assert "se prévoient à l'au revoir" in said(shown)
    assert "La demande est ouverte" in refused


async def test_what_was_asked_can_be_changed_no_more(world: World) -> None:
    await goodbye(world)
    await world.later(days=2)

    answer = said(await world.forge(world.sam, await world.card(), "followups:cancel:1"))

    assert "C'est déjà fait" in answer
    assert (await world.stored(CheckIn))[0].state is CheckInState.SENT


async def test_a_question_that_is_asked_at_this_moment_can_no_longer_be_moved(world: World) -> None:
    await goodbye(world)
    sam = Actor(world.sam.id, world.guild.id, frozenset({world.mentor_role.id}))
    world.clock.at += timedelta(days=2)

    async def moves() -> None:
        async with world.bot.db.transaction() as session:
            await service.move(session, sam, 1, "20/01/2026", "14:00", now=world.clock())

    async with world.bot.db.transaction() as session:
        await service.ask_due(session, now=world.clock())
        move = asyncio.get_running_loop().create_task(moves(), name="move")
        await asyncio.sleep(0.3)
    with pytest.raises(GoneForTeam):
        await move

    asked = (await world.stored(CheckIn))[0]
    assert (asked.state, asked.due_at) == (CheckInState.SENT, world.clock())
