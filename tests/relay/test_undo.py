"""For half a minute a reply can be taken back at one press: it never leaves, or it is deleted, and
its mentor is told which."""

import asyncio
import sys
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

import pytest

from bot.access import Actor
from cogs.relay import service
from cogs.relay.service import Fate
from models import EntryState, Message, TicketState
from tests.machine.test_delivery import Line, dm_of, sent_to, states
from tests.world import World, answers_of, buttons_of, only_for_them, said, text_of

UNDO = "relay:undo:2"


@pytest.fixture
def line(world: World, monkeypatch: pytest.MonkeyPatch) -> Line:
    """The line to Discord."""
    assert world.guild
    return Line(monkeypatch)


async def talking(world: World, *wishes: str) -> None:
    """Lina asked, Sam answers."""
    await world.is_set_up()
    await world.ask(world.lina, wishes=wishes or ["dm"])
    await world.claim(world.sam)


async def replied(world: World) -> Any:
    """Sam replied; return what he was told."""
    return answers_of(await world.reply(world.sam, "Mauvais fil."))[-1]


@contextmanager
def nobody_carries(world: World) -> Generator[None]:
    """The courier takes nothing up for a while."""
    courier = world.bot.courier
    courier._stopping = True
    yield
    courier._stopping = False


def has_read(world: World) -> bool:
    """Tell whether the words stand in Lina's DM."""
    return any("Mauvais fil." in words for words in world.in_dm(world.lina))


def as_sam(world: World) -> Actor:
    """Return Sam, as Discord would vouch for him."""
    return Actor(world.sam.id, world.guild.id, frozenset({world.mentor_role.id}))


async def fate(world: World) -> Fate:
    """Return what the house knows of the reply."""
    async with world.bot.db.reading() as session:
        return await service.fate_of(session, 2)


async def test_a_reply_leaves_at_once_and_offers_to_be_taken_back(world: World) -> None:
    await talking(world)

    told = await replied(world)

    assert has_read(world)
    assert buttons_of(told) == {UNDO: "Annuler l'envoi"}


async def test_a_reply_that_arrived_is_deleted_on_both_sides_and_its_mentor_is_told_so(
    world: World,
) -> None:
    await talking(world)
    told = await replied(world)

    answer = await world.press(world.sam, told, UNDO)

    assert "était déjà partie" in said(answer)
    assert only_for_them(answer)
    assert buttons_of(answers_of(answer)[-1]) == {}
    assert not has_read(world)
    assert "Message supprimé par Sam" in (await world.in_thread())[-1]
    assert (await world.stored(Message))[-1].words is None


async def test_a_reply_that_has_not_left_never_leaves_and_its_mentor_is_told_so(
    world: World, line: Line
) -> None:
    await talking(world)
    before = sent_to(line, world.lina)
    with nobody_carries(world):
        told = await replied(world)
        answer = await world.press(world.sam, told, UNDO)

    await world.later(minutes=5)

    assert "rien n'est parti" in said(answer)
    assert sent_to(line, world.lina) == before
    assert not any("Mauvais fil." in words for words in await world.in_thread())


@pytest.mark.parametrize("seconds", [0, 29, 30])
async def test_for_half_a_minute_a_reply_can_be_taken_back(world: World, seconds: int) -> None:
    await talking(world)
    told = await replied(world)
    await world.later(seconds=seconds)

    await world.press(world.sam, told, UNDO)

    assert not has_read(world)


async def test_after_half_a_minute_the_button_says_how_to_change_or_delete_it(world: World) -> None:
    await talking(world)
    told = await replied(world)
    await world.later(seconds=31)

    answer = await world.press(world.sam, told, UNDO)

    assert "30 secondes sont passées" in said(answer)
    assert "Corriger" in said(answer)
    assert "Supprimer" in said(answer)
    assert has_read(world)
    assert (await world.stored(Message))[-1].deleted_at is None


async def test_the_button_works_after_a_restart(world: World) -> None:
    await talking(world)
    told = await replied(world)
    await world.restart()

    await world.press(world.sam, told, UNDO)

    assert not has_read(world)


async def test_a_colleague_cannot_take_it_back(world: World) -> None:
    await talking(world)
    told = await replied(world)

    answer = await world.forge(world.ines, told, UNDO)

    assert "Je ne trouve pas" in said(answer)
    assert has_read(world)


async def test_what_was_taken_back_is_taken_back_once(world: World) -> None:
    await talking(world)
    told = await replied(world)
    await world.press(world.sam, told, UNDO)

    answer = await world.forge(world.sam, told, UNDO)

    assert "C'est déjà fait" in said(answer)


async def test_what_waits_in_the_mailbox_is_not_shown_any_more(world: World) -> None:
    await talking(world)
    world.close_dms(world.lina)
    told = await replied(world)

    await world.press(world.sam, told, UNDO)

    mailbox = answers_of(await world.lina.slash(world.welcome, "messages"))
    assert not any("Mauvais fil." in text_of(page) for page in mailbox)


async def test_a_reply_that_is_taken_back_while_it_is_handed_over_is_deleted_as_it_arrives(
    world: World, line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    await talking(world)
    carrier, taken_back = world.bot.courier._carrier, list[int]()
    usual, before = carrier.hand_over, sent_to(line, world.lina)

    async def hand_over(entry: Any, *about: Any) -> Any:
        if entry.card == "relay.to_youth":
            async with world.bot.db.transaction() as session:
                await service.undo(session, as_sam(world), 2, now=world.clock())
            taken_back.append(entry.id)
            assert await fate(world) is Fate.UNDER_WAY
        return await usual(entry, *about)

    monkeypatch.setattr(carrier, "hand_over", hand_over)
    await replied(world)
    await world.wake()

    assert len(taken_back) == 1
    assert await fate(world) is Fate.HAD_LEFT
    assert sent_to(line, world.lina) == before + 1
    assert not has_read(world)


async def test_a_reply_that_was_taken_up_but_not_yet_packed_never_leaves(
    world: World, line: Line
) -> None:
    await talking(world)
    before = sent_to(line, world.lina)
    with nobody_carries(world):
        await replied(world)
        leased = await world.bot.courier._lease()
        async with world.bot.db.transaction() as session:
            await service.undo(session, as_sam(world), 2, now=world.clock())
        assert await fate(world) is Fate.UNDER_WAY
        with world.env._bot_scope():
            for entry in leased:
                await world.bot.courier._walk(entry)

    assert await fate(world) is Fate.NEVER_LEFT
    assert sent_to(line, world.lina) == before


async def test_a_reply_whose_arrival_nobody_noted_is_looked_for_and_deleted(
    world: World, line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    await talking(world)
    monkeypatch.setattr(sys.modules["cogs.relay.views"], "LOOKS_AFTER", (0,))
    line.loses_the_answer(dm_of(world.lina))
    told = await replied(world)
    assert has_read(world)

    answer = await world.press(world.sam, told, UNDO)
    await world.later(minutes=5)

    assert "partait juste à cet instant" in said(answer)
    assert not has_read(world)


async def test_a_reply_that_a_dead_process_sent_is_looked_for_and_deleted(
    world: World, line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    await talking(world)
    monkeypatch.setattr(sys.modules["cogs.relay.views"], "LOOKS_AFTER", (0,))
    line.loses_the_answer(dm_of(world.lina), asyncio.CancelledError())
    told = await replied(world)
    assert has_read(world)

    await world.press(world.sam, told, UNDO)
    await world.restart()
    await world.later(minutes=3)
    await world.later(minutes=3)

    assert not has_read(world)


@pytest.mark.parametrize("milliseconds", [0, 2, 4, 6, 8, 11, 15, 25])
async def test_a_race_with_the_courier_has_one_outcome_and_it_is_the_one_that_is_told(
    world: World, line: Line, milliseconds: int
) -> None:
    await talking(world)
    before = sent_to(line, world.lina)
    with nobody_carries(world):
        told = await replied(world)
    later = asyncio.get_running_loop().call_later

    with world.env._bot_scope():
        later(milliseconds / 1000, world.bot.courier.wake)
    answer = said(await world.press(world.sam, told, UNDO))
    await world.later(minutes=1)

    posted = sent_to(line, world.lina) - before
    assert ("rien n'est parti" in answer, posted) in {(True, 0), (False, 1)}
    assert ("était déjà partie" in answer) == (posted == 1)
    assert not has_read(world)


async def test_who_takes_back_the_only_reply_has_not_answered_yet(world: World) -> None:
    await talking(world)
    told = await replied(world)

    await world.press(world.sam, told, UNDO)
    await world.later(hours=25)

    assert (await world.ticket()).state is TicketState.WAITING


async def test_who_takes_back_a_second_reply_has_answered_all_the_same(world: World) -> None:
    await talking(world)
    await world.reply(world.sam, "Bonjour !")
    told = answers_of(await world.reply(world.sam, "Mauvais fil."))[-1]

    await world.press(world.sam, told, "relay:undo:3")
    await world.later(hours=25)

    assert (await world.ticket()).state is TicketState.ACTIVE


async def test_the_thread_tells_of_a_reply_that_left_before_its_copy_stood_there(
    world: World,
) -> None:
    await talking(world)
    thread = await world.thread()
    world.env.inject_error("POST", f"/channels/{thread.id}/messages", status=403, code=0, times=1)
    told = await replied(world)
    assert not any("Mauvais fil." in words for words in await world.in_thread())

    await world.press(world.sam, told, UNDO)
    await world.later(minutes=10)

    assert any("a été reprise" in words for words in await world.in_thread())
    assert not any("Mauvais fil." in words for words in await world.in_thread())


async def test_a_reply_with_nothing_else_to_carry_is_noted_as_dropped(world: World) -> None:
    await talking(world)
    with nobody_carries(world):
        told = await replied(world)
        await world.press(world.sam, told, UNDO)

    assert (await states(world, "relay.to_youth")) == [EntryState.DROPPED]
