"""Keep in touch: a dated yes, one greeting ever, and never a word to who did not ask for one."""

import asyncio
import time
from datetime import timedelta
from typing import Any

import discord
import pytest
from sqlalchemy.ext.asyncio import AsyncSessionTransaction

from models import Alias, Consent, EntryState, OutboxEntry, Purpose, Team, Ticket, Youth
from tests.world import World, answers_of, buttons_of, only_for_them, said

WELCOME = "Merci de rester en contact"


async def the_panel(world: World) -> discord.Message:
    """Post the panel and return it."""
    await world.max.slash(world.welcome, "panel post")
    panel = world.welcome.history(viewer=world.noe)[-1]
    assert panel.author.bot
    return panel


def greetings(world: World) -> list[str]:
    return [words for words in world.in_dm(world.lina) if WELCOME in words]


async def test_a_yes_is_written_down_with_its_date_and_answered_in_private(world: World) -> None:
    await world.is_set_up()
    panel = await the_panel(world)

    answer = await world.press(world.lina, panel, "greeting:keep")

    assert only_for_them(answer)
    assert "je peux t'écrire en premier" in said(answer)
    assert "privacy:stop" in buttons_of(answers_of(answer)[0])
    (consent,) = await world.stored(Consent)
    assert consent.purpose is Purpose.KEEP_IN_TOUCH
    assert consent.given_at == world.clock.at
    assert consent.withdrawn_at is None
    assert await world.stored(Alias) == []


async def test_one_greeting_comes_by_dm_with_a_way_out(world: World) -> None:
    await world.is_set_up()
    panel = await the_panel(world)

    await world.press(world.lina, panel, "greeting:keep")

    (greeting,) = world.dm_messages(world.lina)
    assert "C'est Maraude, de La Place" in greeting.content
    assert "Les Ponts" in greeting.content
    assert "?" not in greeting.content
    assert set(buttons_of(greeting)) == {"tickets:talk", "sos:show", "privacy:stop"}


async def test_who_says_yes_twice_is_greeted_once(world: World) -> None:
    await world.is_set_up()
    panel = await the_panel(world)
    await world.press(world.lina, panel, "greeting:keep")

    answer = await world.press(world.lina, panel, "greeting:keep")

    assert "on reste en contact" in said(answer)
    assert len(greetings(world)) == 1
    assert len(await world.stored(Consent)) == 1


async def test_a_yes_from_the_panel_and_one_from_hello_are_the_same_yes(world: World) -> None:
    await world.is_set_up()
    await world.press(world.lina, await the_panel(world), "greeting:keep")
    hello = await world.lina.slash(world.welcome, "hello")

    await world.press(world.lina, answers_of(hello)[0], "greeting:keep")

    assert len(greetings(world)) == 1
    assert len(await world.stored(Consent)) == 1


async def test_nobody_is_greeted_again_after_a_restart(world: World) -> None:
    await world.is_set_up()
    panel = await the_panel(world)
    await world.press(world.lina, panel, "greeting:keep")

    await world.restart()
    await world.later(days=2)
    await world.press(world.lina, panel, "greeting:keep")
    await world.later(days=2)

    assert len(greetings(world)) == 1


async def test_a_greeting_that_was_owed_when_the_process_ended_comes_once(world: World) -> None:
    await world.is_set_up()
    panel = await the_panel(world)
    await world.bot.courier.stop()
    await world.press(world.lina, panel, "greeting:keep")
    before = greetings(world)

    await world.restart()
    await world.wake()

    assert before == []
    assert len(greetings(world)) == 1


async def test_after_stop_and_yes_again_nobody_is_greeted_a_second_time(world: World) -> None:
    await world.is_set_up()
    panel = await the_panel(world)
    await world.press(world.lina, panel, "greeting:keep")
    await world.lina.slash(world.welcome, "stop")
    world.clock.at += timedelta(days=1)

    await world.press(world.lina, panel, "greeting:keep")
    await world.later(days=3)

    assert len(greetings(world)) == 1
    first, second = sorted(await world.stored(Consent), key=lambda consent: consent.id)
    assert first.withdrawn_at is not None
    assert second.withdrawn_at is None
    assert second.given_at == first.given_at + timedelta(days=1)
    (youth,) = await world.stored(Youth)
    assert youth.stopped_at is None


async def test_after_stop_and_yes_again_nobody_is_told_that_a_greeting_comes(
    world: World,
) -> None:
    await world.is_set_up()
    panel = await the_panel(world)
    await world.press(world.lina, panel, "greeting:keep")
    await world.lina.slash(world.welcome, "stop")

    answer = await world.press(world.lina, panel, "greeting:keep")

    assert "mot d'accueil arrive" not in said(answer)


async def test_a_double_press_at_the_same_moment_is_one_yes(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.is_set_up()
    panel = await the_panel(world)
    end = AsyncSessionTransaction.__aexit__

    async def late_end(transaction: AsyncSessionTransaction, *how: Any) -> None:
        await asyncio.to_thread(time.sleep, 0.1)
        await end(transaction, *how)

    monkeypatch.setattr(AsyncSessionTransaction, "__aexit__", late_end)

    await world.press_together([world.lina, world.lina], panel, "greeting:keep")

    assert len(greetings(world)) == 1
    assert len(await world.stored(Consent)) == 1
    assert len(await world.stored(Youth)) == 1


async def test_with_closed_dms_the_greeting_waits_in_the_mailbox(world: World) -> None:
    await world.is_set_up()
    panel = await the_panel(world)
    world.close_dms(world.lina)

    await world.press(world.lina, panel, "greeting:keep")

    assert world.in_dm(world.lina) == []
    assert [e.state for e in await world.stored(OutboxEntry) if e.card == "greeting.welcome"] == [
        EntryState.MAILBOX
    ]
    mailbox = await world.lina.slash(world.welcome, "messages")
    assert WELCOME in said(mailbox)
    assert only_for_them(mailbox)
    assert "privacy:stop" in buttons_of(answers_of(mailbox)[-1])


async def test_at_night_the_greeting_waits_for_the_morning(world: World) -> None:
    await world.is_set_up()
    panel = await the_panel(world)
    world.clock.at = world.clock.at.replace(hour=22)

    await world.press(world.lina, panel, "greeting:keep")
    await world.later(hours=9, minutes=59)
    at_night = greetings(world)
    await world.later(minutes=2)

    assert at_night == []
    assert len(greetings(world)) == 1


async def test_who_stops_before_the_morning_is_not_greeted(world: World) -> None:
    await world.is_set_up()
    panel = await the_panel(world)
    world.clock.at = world.clock.at.replace(hour=22)
    await world.press(world.lina, panel, "greeting:keep")

    await world.lina.slash(world.welcome, "stop")
    await world.later(hours=12)

    assert world.in_dm(world.lina) == []


async def test_a_yes_to_words_that_have_changed_since_is_no_yes(world: World) -> None:
    await world.is_set_up()
    panel = await the_panel(world)
    world.clock.at = world.clock.at.replace(hour=22)
    await world.press(world.lina, panel, "greeting:keep")
    async with world.bot.db.transaction() as session:
        (await session.get_one(Consent, 1)).version = 0

    await world.later(hours=12)

    assert world.in_dm(world.lina) == []


async def test_who_stopped_is_not_written_to_whatever_yes_is_left(world: World) -> None:
    await world.is_set_up()
    panel = await the_panel(world)
    world.clock.at = world.clock.at.replace(hour=22)
    await world.press(world.lina, panel, "greeting:keep")
    async with world.bot.db.transaction() as session:
        (await session.get_one(Youth, 1)).stopped_at = world.clock.at

    await world.later(hours=12)

    assert world.in_dm(world.lina) == []


async def test_a_yes_said_in_the_dm_counts_too(world: World) -> None:
    await world.is_set_up()
    hello = await world.lina.user.slash("hello")

    await world.press(world.lina.user, answers_of(hello)[0], "greeting:keep")

    (consent,) = await world.stored(Consent)
    assert consent.purpose is Purpose.KEEP_IN_TOUCH
    assert len(greetings(world)) == 1


async def test_a_yes_where_the_intake_is_closed_is_not_taken(world: World) -> None:
    await world.is_set_up()
    panel = await the_panel(world)
    async with world.bot.db.transaction() as session:
        (await session.get_one(Team, 1)).intake_open = False

    answer = await world.press(world.lina, panel, "greeting:keep")

    assert "l'accueil n'est pas ouvert" in said(answer)
    assert await world.stored(Youth) == []
    assert await world.stored(Consent) == []
    assert world.in_dm(world.lina) == []


async def test_the_greeting_speaks_the_language_of_who_said_yes(world: World) -> None:
    await world.is_set_up()
    world.speaks(world.lina, "en-US")

    await world.press(world.lina, await the_panel(world), "greeting:keep")

    assert world.in_dm(world.lina) == [
        "Hi. Thanks for keeping in touch, as you chose. There is no need to answer this.\n"
        "It's Maraude, from La Place. The team Les Ponts is around if you feel like talking, about "
        "nothing or everything."
    ]


async def test_who_only_looks_is_never_written_to_and_nothing_is_stored(world: World) -> None:
    await world.is_set_up(digest=False)
    panel = await the_panel(world)

    hello = await world.lina.slash(world.welcome, "hello")
    await world.press(world.lina, answers_of(hello)[0], "greeting:no")
    await world.press(world.lina, panel, "sos:show")
    await world.lina.slash(world.welcome, "sos")
    await world.press(world.lina, panel, "tickets:talk")
    await world.lina.slash(world.welcome, "messages")
    await world.lina.slash(world.welcome, "stop")
    await world.later(days=40)

    assert world.in_dm(world.lina) == []
    assert [entry.card for entry in await world.stored(OutboxEntry)] == ["greeting.panel"]
    assert await world.stored(Youth) == []
    assert await world.stored(Consent) == []
    assert await world.stored(Ticket) == []
