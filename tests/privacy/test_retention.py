"""What is past its time goes by itself: words, names, consents, silent conversations."""

import asyncio
import sys
from datetime import timedelta

import pytest
from typer.testing import CliRunner

from bot.__main__ import app
from models import (
    Alias,
    Consent,
    EntryState,
    Fact,
    Message,
    Note,
    OutboxEntry,
    Outcome,
    Picture,
    Ticket,
    TicketState,
    Youth,
)
from tests.world import World, answers_of, said

WARNING = "se ferme et s'efface"


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


async def is_talking(world: World, **team: int) -> None:
    """Lina asked, Sam answered and took a note; then nobody says anything, nor proposes to part."""
    sys.modules["cogs.farewells.service"].rules.SILENT_FOR = timedelta(days=3650)
    await world.is_set_up(**team)
    await world.ask(world.lina)
    await world.claim(world.sam)
    await world.reply(world.sam, "Tu es là ?")
    shown = await world.press(world.sam, await world.card(), "ticket:1:note")
    await world.send_form(world.sam, shown, words="Rappeler mardi.")


async def nobody_runs_it(world: World, **amount: float) -> None:
    """Maraude is down for a while, then starts again and does what is due."""
    await world.wake()
    world.clock.at += timedelta(**amount)
    world.env.backend.clock._epoch += timedelta(**amount)
    await world.restart()
    await world.wake()


async def test_what_the_warning_says_is_true(world: World) -> None:
    await is_talking(world)
    async with world.bot.db.transaction() as session:
        session.add(Picture(message_id=1, position=1, image=world.bot.vault.seal_bytes(b"png")))
    thread_id = (await world.ticket()).thread_id
    await world.later(days=84)
    until = int((world.clock() + timedelta(days=7)).timestamp())

    await world.later(days=7, seconds=-1)
    was_open = (await world.ticket()).is_open
    await world.later(seconds=2)

    assert any(WARNING in words and f"<t:{until}:f>" in words for words in world.in_dm(world.lina))
    assert was_open
    assert not (await world.ticket()).is_open
    assert [message.words for message in await world.stored(Message)] == [None, None]
    assert await world.stored(Picture) == []
    assert await world.stored(Note) == []
    assert thread_id not in world.env.backend.channels
    assert "Fermée" in str((await world.card()).embeds[0].description)


async def test_of_a_post_in_a_forum_nothing_is_left_either(forum_world: World) -> None:
    world = forum_world
    await is_talking(world, digest=False)

    await world.later(days=84)
    await world.later(days=7)

    posts = [c for c in world.env.backend.channels.values() if c.parent_id == world.staff.id]
    assert not (await world.ticket()).is_open
    assert posts == []


async def test_a_name_goes_180_days_after_the_last_word_of_what_ended_by_itself(
    world: World,
) -> None:
    await is_talking(world)

    for _ in range(19):
        await world.later(days=9.5)

    assert await world.stored(Alias) == []
    assert await world.stored(Ticket) == []


async def test_after_a_long_absence_nothing_ends_without_a_warning(world: World) -> None:
    await is_talking(world, retention_days=30)

    await nobody_runs_it(world, days=40)
    await world.later(days=1)
    warned, is_open = world.in_dm(world.lina)[-1], (await world.ticket()).is_open
    await world.later(days=6)
    still_open = (await world.ticket()).is_open
    await world.later(days=1)

    assert WARNING in warned
    assert is_open
    assert still_open
    assert not (await world.ticket()).is_open


async def test_words_written_while_nobody_listened_keep_a_conversation_alive(
    world: World,
) -> None:
    await is_talking(world, retention_days=30)
    await world.later(days=24)
    assert WARNING in world.in_dm(world.lina)[-1]

    async with world.nobody_listens():
        world.clock.at += timedelta(days=8)
        world.env.backend.clock._epoch += timedelta(days=8)
        world.writes(world.lina, "Je suis là.")
    await world.wake()
    await world.later(days=1)

    assert (await world.ticket()).is_open
    assert "Je suis là." in "\n".join(await world.in_thread())


async def test_a_clock_that_jumps_ahead_at_a_start_ends_nothing(world: World) -> None:
    await is_talking(world)
    await world.ask(world.noe, wishes=["dm", "check-ins"])
    await world.claim(world.sam, 2)
    await world.close(world.sam, ticket_id=2)
    await world.wake()
    right = world.clock.at

    world.clock.at += timedelta(days=400)
    await world.restart()
    await world.wake()
    world.clock.at = right
    await world.later(days=1)

    assert (await world.ticket()).is_open
    assert all(message.words is not None for message in await world.stored(Message))
    assert all(consent.withdrawn_at is None for consent in await world.stored(Consent))
    assert len(await world.stored(Alias)) == 2


async def test_a_warning_that_no_dm_takes_counts_from_when_it_waits_in_the_mailbox(
    world: World,
) -> None:
    await is_talking(world)
    world.close_dms(world.lina)

    await world.later(days=84)
    (warning,) = [e for e in await world.stored(OutboxEntry) if e.card == "privacy.expires"]
    await world.later(days=6)
    is_open = (await world.ticket()).is_open
    await world.later(days=1)

    assert warning.state is EntryState.MAILBOX
    assert is_open
    assert not (await world.ticket()).is_open


async def test_a_warning_that_is_read_in_the_mailbox_leaves_a_week_from_then(
    world: World,
) -> None:
    await is_talking(world)
    world.close_dms(world.lina)
    await world.later(days=84)
    await world.later(days=6)

    page = await world.lina.slash(world.welcome, "messages")
    await world.later(days=6)
    is_open = (await world.ticket()).is_open
    await world.later(days=1)

    assert any(WARNING in said(page) for _ in answers_of(page))
    assert is_open
    assert not (await world.ticket()).is_open


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
