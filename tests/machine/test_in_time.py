"""Discord waits three seconds for an answer: somebody is told in time, and once, whatever the
database, the line or a second process does."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import aiohttp
import discord
import pytest

from bot import ui
from bot.db import Database
from bot.errors import Unavailable
from models import Message, Note, TicketState
from tests.world import World, answers_of, only_for_them, said


def hangs(monkeypatch: pytest.MonkeyPatch) -> asyncio.Event:
    """The database takes every call and says nothing, not even to who gives up; return what ends
    it."""
    over = asyncio.Event()

    @asynccontextmanager
    async def silence(_db: Database) -> AsyncGenerator[Any]:
        while not over.is_set():
            try:
                await asyncio.shield(over.wait())
            except asyncio.CancelledError:
                continue
        raise Unavailable
        yield

    monkeypatch.setattr(Database, "reading", silence)
    monkeypatch.setattr(Database, "transaction", silence)
    return over


@pytest.mark.parametrize("command", ["talk", "hello"])
async def test_a_database_that_hangs_gets_the_youth_a_sentence_with_helplines(
    world: World, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    await world.is_set_up()
    monkeypatch.setattr(ui, "PATIENCE", 0.2)
    over = hangs(monkeypatch)
    asyncio.get_running_loop().call_later(1.5, over.set)

    answer = await world.lina.slash(world.welcome, command)

    assert "je n'arrive pas à ouvrir mes dossiers" in said(answer)
    assert "3114" in said(answer)
    assert len(answers_of(answer)) == 1
    assert only_for_them(answer)


async def test_a_press_while_the_database_hangs_is_answered_too(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.is_set_up()
    hello = await world.lina.slash(world.welcome, "hello")
    monkeypatch.setattr(ui, "PATIENCE", 0.2)
    over = hangs(monkeypatch)
    asyncio.get_running_loop().call_later(1.5, over.set)

    answer = await world.press(world.lina, hello.response, "tickets:talk")

    assert "3114" in said(answer)


def test_who_waits_is_told_before_discord_gives_up() -> None:
    assert 1.5 <= ui.PATIENCE <= 2.5


async def test_who_was_answered_in_time_hears_nothing_more(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.is_set_up()
    monkeypatch.setattr(ui, "PATIENCE", 0.05)

    answer = await world.lina.slash(world.welcome, "hello")
    await asyncio.sleep(0.2)
    await world.env.settle()

    assert len(answers_of(answer)) == 1


# -- an answer that was lost, or given by somebody else --------------------------------------------


def refuses(monkeypatch: pytest.MonkeyPatch, trouble: BaseException, *, after: bool) -> None:
    """The next acknowledgement fails, before or after Discord took it."""
    usual, planned = discord.InteractionResponse.defer, [trouble]

    async def defer(response: discord.InteractionResponse[Any], **how: Any) -> Any:
        if not planned:
            return await usual(response, **how)
        problem = planned.pop()
        if after:
            await usual(response, **how)
            response._response_type = None
        raise problem

    monkeypatch.setattr(discord.InteractionResponse, "defer", defer)


async def test_words_whose_acknowledgement_was_lost_are_kept_and_their_youth_is_told(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.is_set_up()
    shown = await world.lina.slash(world.welcome, "talk")
    refuses(monkeypatch, aiohttp.ServerDisconnectedError(), after=True)

    answer = await world.send_form(
        world.lina, shown, topic=["school"], words="Aide.", age=[], wishes=["dm"]
    )

    assert "C'est bien arrivé" in said(answer)
    assert len(await world.stored(Message)) == 1


async def test_a_form_that_the_line_swallowed_is_explained_with_helplines(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.is_set_up()

    async def breaks(_response: object, _modal: object) -> None:
        raise aiohttp.ServerDisconnectedError

    monkeypatch.setattr(discord.InteractionResponse, "send_modal", breaks)

    answer = await world.lina.slash(world.welcome, "talk")

    assert "réessaie dans quelques minutes" in said(answer)
    assert "3114" in said(answer)


async def test_words_whose_acknowledgement_never_left_are_kept_and_their_youth_is_told(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.is_set_up()
    shown = await world.lina.slash(world.welcome, "talk")
    refuses(monkeypatch, TimeoutError(), after=False)

    answer = await world.send_form(
        world.lina, shown, topic=["school"], words="Aide.", age=[], wishes=["dm"]
    )

    assert "C'est bien arrivé" in said(answer)
    assert len(await world.stored(Message)) == 1


async def hears_everything_twice(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every interaction reaches two processes; the simulator knows one, so it is told twice."""
    real = world.env.backend.emit

    def emit(event: str, payload: Any) -> None:
        real(event, payload)
        if event == "INTERACTION_CREATE":
            real(event, payload)

    monkeypatch.setattr(world.env.backend, "emit", emit)


async def test_a_request_that_two_processes_hear_is_taken_in_once(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.is_set_up()
    shown = await world.lina.slash(world.welcome, "talk")
    await hears_everything_twice(world, monkeypatch)

    answer = await world.send_form(
        world.lina, shown, topic=["school"], words="Aide.", age=[], wishes=["dm"]
    )

    assert len(await world.stored(Message)) == 1
    assert said(answer).count("C'est bien arrivé") == 1


async def test_a_reply_that_two_processes_hear_leaves_once(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.is_set_up()
    await world.ask(world.lina)
    await world.claim(world.sam)
    thread = await world.thread()
    await hears_everything_twice(world, monkeypatch)

    answer = await world.sam.slash(thread, "ticket reply", words="Une fois.")

    assert sum("Une fois." in words for words in world.in_dm(world.lina)) == 1
    assert said(answer).count("Ta réponse part") == 1


async def test_a_note_that_two_processes_hear_is_kept_once(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.is_set_up()
    await world.ask(world.lina)
    await world.claim(world.sam)
    shown = await world.press(world.sam, await world.card(), "ticket:1:note")
    await hears_everything_twice(world, monkeypatch)

    await world.send_form(world.sam, shown, words="Entre nous.")

    assert len(await world.stored(Note)) == 1


async def test_a_claim_that_two_processes_hear_is_confirmed_once(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.is_set_up()
    await world.ask(world.lina)
    card = await world.card()
    await hears_everything_twice(world, monkeypatch)

    answer = await world.press(world.sam, card, "ticket:1:claim")

    assert (await world.ticket()).state is TicketState.ACTIVE
    assert "déjà" not in said(answer)
    assert len(answers_of(answer)) == 1


async def test_a_look_that_two_processes_take_is_shown_once(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.is_set_up()
    await hears_everything_twice(world, monkeypatch)

    answer = await world.max.slash(world.welcome, "setup")

    assert len(answers_of(answer)) == 1


async def test_the_other_jobs_run_when_the_first_cannot_read(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.is_set_up()
    await world.ask(world.lina)
    ran: list[bool] = []

    async def last() -> None:
        ran.append(True)

    world.bot.scheduler.every(timedelta(hours=1), last)
    over = hangs(monkeypatch)
    over.set()

    await world.bot.on_ready()

    assert ran == [True]


async def test_a_command_that_two_processes_hear_is_answered_once(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.is_set_up()
    await hears_everything_twice(world, monkeypatch)

    answer = await world.lina.slash(world.welcome, "hello")

    assert len(answers_of(answer)) == 1


async def test_an_answer_that_comes_too_late_undoes_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.is_set_up()
    await world.ask(world.lina)
    card = await world.card()
    world.env.inject_error(
        "POST", "/interactions/*/callback", status=404, code=10062, message="Unknown interaction"
    )

    await world.press(world.sam, card, "ticket:1:claim")

    assert (await world.ticket()).state is TicketState.ACTIVE
