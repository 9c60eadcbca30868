"""What is past its time goes by itself: words, names, consents, silent conversations."""

import asyncio
from datetime import timedelta

import pytest
from typer.testing import CliRunner

from bot.__main__ import app
from models import Alias, Consent, Fact, Message, Outcome, Ticket, TicketState, Youth
from tests.world import World


async def has_ended(world: World, wishes: list[str]) -> None:
    """Lina asked, Sam answered and said goodbye."""
    await world.is_set_up()
    await world.ask(world.lina, wishes=wishes)
    await world.claim(world.sam)
    await world.reply(world.sam, "Bonjour !")
    await world.close(world.sam)


async def test_words_go_after_90_days_and_the_thread_with_them(world: World) -> None:
    await has_ended(world, ["dm"])
    thread_id = (await world.ticket()).thread_id

    await world.later(days=89)
    kept = [message.words is not None for message in await world.stored(Message)]
    await world.later(days=2)

    assert kept == [True, True]
    assert [message.words for message in await world.stored(Message)] == [None, None]
    assert thread_id not in world.env.backend.channels
    assert (await world.ticket()).thread_id is None


async def test_names_and_people_go_after_180_days_and_facts_stay(world: World) -> None:
    await has_ended(world, ["dm"])
    counted = len(await world.stored(Fact))

    await world.later(days=179)
    known = len(await world.stored(Youth))
    await world.later(days=2)
    await world.later(days=1)

    assert known == 1
    assert await world.stored(Alias) == []
    assert await world.stored(Ticket) == []
    assert await world.stored(Youth) == []
    assert len(await world.stored(Fact)) == counted


async def test_a_yes_stands_for_a_year_unused(world: World) -> None:
    await has_ended(world, ["dm", "check-ins"])

    await world.later(days=364)
    (standing,) = await world.stored(Consent)
    await world.later(days=2)
    after = await world.stored(Consent)

    assert standing.withdrawn_at is None
    assert after == [] or after[0].withdrawn_at is not None


async def test_a_silent_conversation_ends_after_its_youth_was_warned(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina)
    await world.claim(world.sam)
    await world.reply(world.sam, "Tu es là ?")

    await world.later(days=84)
    warned = world.in_dm(world.lina)[-1]
    is_open = (await world.ticket()).is_open
    await world.later(days=1)
    said_once = sum("se ferme et s'efface" in words for words in world.in_dm(world.lina))
    await world.later(days=6)

    assert "se ferme et s'efface" in warned
    assert is_open
    assert said_once == 1
    ticket = await world.ticket()
    assert (ticket.state, ticket.outcome) == (TicketState.CLOSED, Outcome.NO_NEWS)


async def test_a_word_keeps_a_conversation_alive(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina)
    await world.claim(world.sam)
    await world.later(days=84)

    await world.lina.send_dm("Je suis là.")
    await world.later(days=30)

    assert (await world.ticket()).is_open


async def test_a_dry_run_says_what_would_go_and_keeps_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await has_ended(world, ["dm"])
    world.clock.at += timedelta(days=200)
    monkeypatch.setattr("bot.__main__.read_settings", lambda: world.store.settings)
    monkeypatch.setattr("bot.clock.now", world.clock)
    run = CliRunner()

    told = await asyncio.to_thread(run.invoke, app, ["tidy", "--dry-run"])
    kept = len(await world.stored(Alias))
    done = await asyncio.to_thread(run.invoke, app, ["tidy"])

    assert "names, with all that hangs on them: 1;" in told.output
    assert "Nothing was changed." in told.output
    assert kept == 1
    assert "names, with all that hangs on them: 1;" in done.output
    assert await world.stored(Alias) == []
