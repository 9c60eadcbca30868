"""Discord says no: never is a message lost, shown twice or tried for ever without a word."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import discord
import pytest
from discord.http import Route
from simcord.http.client import FakeHTTPClient
from sqlalchemy import update

from bot.access import Actor
from cogs.privacy import service as privacy
from models import EntryState, OutboxEntry, Ticket
from tests.machine.test_delivery import Line, cards_in, dm_of, states, talking
from tests.world import World, said, text_of


class Refusing:
    """Discord refuses what holds a certain word."""

    def __init__(self, patch: pytest.MonkeyPatch, word: str, *, status: int, code: int) -> None:
        usual = FakeHTTPClient.request
        answer: Any = type("Answer", (), {"status": status, "reason": "no"})()

        async def request(client: FakeHTTPClient, route: Route, **about: Any) -> Any:
            if route.method == "POST" and word in str(about.get("json") or about.get("form")):
                raise discord.HTTPException(answer, {"code": code, "message": "no"})
            return await usual(client, route, **about)

        patch.setattr(FakeHTTPClient, "request", request)


async def entry_of(world: World, card: str) -> OutboxEntry:
    """Return the newest promise of a card."""
    return [entry for entry in await world.stored(OutboxEntry) if entry.card == card][-1]


def threads(world: World) -> int:
    """Return how many threads stand below the staff channel."""
    return sum(c.parent_id == world.staff.id for c in world.env.backend.channels.values())


@pytest.mark.parametrize(("status", "code"), [(400, 50035), (413, 40005), (400, 20009)])
async def test_words_that_discord_never_takes_hold_up_no_others_and_are_spoken_of(
    world: World, monkeypatch: pytest.MonkeyPatch, status: int, code: int
) -> None:
    await talking(world)
    Refusing(monkeypatch, "interdit", status=status, code=code)

    await world.lina.send_dm("interdit")
    await world.lina.send_dm("la suite")
    for _ in range(20):
        await world.later(minutes=1)

    assert (threads(world), await cards_in(world, world.staff.id)) == (1, 1)
    there = await world.in_thread()
    assert sum("la suite" in words for words in there) == 1
    assert sum("Discord refuse d'afficher ici un message" in words for words in there) == 1
    assert sum("Discord le refuse" in words for words in world.in_dm(world.lina)) == 1
    world.expected_incidents = 1


async def test_a_reply_that_discord_never_takes_waits_in_the_mailbox(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await talking(world)
    Refusing(monkeypatch, "interdit", status=400, code=50035)

    await world.reply(world.sam, "interdit")

    assert await states(world, "relay.to_youth") == [EntryState.MAILBOX]
    assert "interdit" in said(await world.lina.slash(world.welcome, "messages"))
    world.expected_incidents = 1


async def test_trouble_of_the_servers_does_not_count_as_refusals(world: World) -> None:
    await talking(world)
    world.env.inject_error("POST", dm_of(world.lina), status=503, times=6)
    world.env.inject_error("POST", dm_of(world.lina), status=400, code=20009, times=1)

    await world.reply(world.sam, "Bonjour.")
    for _ in range(20):
        await world.later(minutes=10)

    assert await states(world, "relay.to_youth") == [EntryState.SENT]


async def test_too_many_threads_make_no_second_card(world: World) -> None:
    await world.is_set_up()
    world.env.inject_error(
        "POST", f"/channels/{world.staff.id}/messages/*/threads", status=400, code=160006, times=8
    )

    await world.ask(world.lina)
    for _ in range(12):
        await world.later(minutes=10)

    assert (await world.ticket()).thread_id is not None
    assert (threads(world), await cards_in(world, world.staff.id)) == (1, 1)


async def test_what_a_youth_deletes_goes_from_a_thread_that_sleeps(world: World) -> None:
    await talking(world)
    message = await world.lina.send_dm("SECRET")
    thread = await world.thread()
    world.env.inject_error(
        "PATCH", f"/channels/{thread.id}/messages/*", status=400, code=50083, times=1
    )

    await world.lina.user.delete(message)

    assert not any("SECRET" in words for words in await world.in_thread())
    assert await states(world, "relay.erase_in_thread") == [EntryState.SENT]


async def test_a_bug_of_ours_is_tried_again_and_told(world: World) -> None:
    await talking(world)
    usual = world.bot.kinds["relay.to_youth"]

    async def breaks(*_: Any) -> None:
        raise KeyError("a sentence that nobody knows")

    world.bot.kinds["relay.to_youth"] = replace(usual, pack=breaks)
    await world.reply(world.sam, "Bonjour.")
    for _ in range(9):
        await world.later(minutes=2)
    entry = await entry_of(world, "relay.to_youth")
    assert (entry.problem, entry.told_at is not None) == ("KeyError", True)

    world.bot.kinds["relay.to_youth"] = usual
    await world.later(minutes=11)

    assert await states(world, "relay.to_youth") == [EntryState.SENT]
    world.expected_incidents = entry.attempts


async def test_after_a_look_and_a_refusal_nothing_is_uncertain_any_more(world: World) -> None:
    await talking(world)
    world.env.inject_error("POST", dm_of(world.lina), status=500, times=1)
    await world.reply(world.sam, "Un.")
    assert (await entry_of(world, "relay.to_youth")).uncertain
    world.open_dms()
    world.env.inject_error("POST", dm_of(world.lina), status=403, code=50001, times=None)

    await world.later(minutes=5)
    assert not (await entry_of(world, "relay.to_youth")).uncertain
    for _ in range(30):
        await world.later(hours=1)

    assert await states(world, "relay.to_youth") == [EntryState.MAILBOX]


@pytest.mark.parametrize("minutes", [5, -5], ids=["fast", "slow"])
async def test_a_clock_that_differs_from_discords_doubles_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch, minutes: int
) -> None:
    await talking(world)
    line = Line(monkeypatch)
    world.clock.at += timedelta(minutes=minutes)
    line.loses_the_answer(dm_of(world.lina))

    await world.reply(world.sam, "Une seule fois.")
    await world.later(minutes=10)

    assert sum("Une seule fois." in words for words in world.in_dm(world.lina)) == 1


async def test_an_entry_made_while_the_clock_was_far_ahead_is_found_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await talking(world)
    line = Line(monkeypatch)
    line.loses_the_answer(dm_of(world.lina))
    await world.reply(world.sam, "Une seule fois.")
    async with world.bot.db.transaction() as session:
        in_a_year = world.clock() + timedelta(days=365)
        owed = update(OutboxEntry).where(OutboxEntry.state == EntryState.OWED)
        await session.execute(owed.values(created_at=in_a_year))

    await world.later(minutes=10)

    assert sum("Une seule fois." in words for words in world.in_dm(world.lina)) == 1


async def test_a_number_never_serves_twice(world: World) -> None:
    await talking(world)
    hello = await world.noe.slash(world.welcome, "hello")
    await world.press(world.noe, hello.response, "greeting:keep")
    gone = (await world.stored(OutboxEntry))[-1]
    actor = Actor(discord_id=world.noe.id, guild_id=world.guild.id)
    async with world.bot.db.transaction() as session:
        await privacy.forget(session, world.bot.vault, actor, now=world.clock())

    await world.reply(world.sam, "Bonjour.")

    assert gone.youth_id not in {entry.youth_id for entry in await world.stored(OutboxEntry)}
    assert (await entry_of(world, "relay.to_youth")).id > gone.id


async def test_who_opens_the_dms_again_learns_that_the_mailbox_holds_more(world: World) -> None:
    await talking(world)
    world.close_dms(world.lina)
    await world.reply(world.sam, "Premier.")
    world.open_dms()

    await world.reply(world.sam, "Deuxième.")
    await world.lina.slash(world.welcome, "messages")
    await world.reply(world.sam, "Troisième.")

    second, third = world.in_dm(world.lina)[-2:]
    assert "tape /messages" in second
    assert "tape /messages" not in third


async def test_a_card_that_took_two_tries_shows_what_happened_meanwhile(world: World) -> None:
    await world.is_set_up()
    world.env.inject_error(
        "POST", f"/channels/{world.staff.id}/messages/*/threads", status=403, code=50013, times=1
    )
    await world.ask(world.lina)
    (card,) = [m for m in world.staff.history() if m.embeds]
    await world.press(world.sam, card, "ticket:1:claim")

    await world.later(minutes=2)

    assert world.sam.mention in text_of(await world.card())


async def test_a_new_thread_takes_the_place_of_the_old_card(world: World) -> None:
    await talking(world)
    ticket = await world.ticket()
    assert ticket.thread_id is not None
    world.env.backend.delete_channel(ticket.thread_id)
    await world.env.settle()

    await world.wake()

    assert await cards_in(world, world.staff.id) == 1
    assert (await world.ticket()).thread_id not in {None, ticket.thread_id}


async def test_the_mailbox_opens_after_names_were_erased(world: World) -> None:
    await world.is_set_up(identity_days=90, retention_days=30)
    await world.ask(world.lina, wishes=())
    await world.claim(world.sam)
    await world.reply(world.sam, "Bonjour.")
    await world.close(world.sam)
    await world.later(days=100)
    assert await world.stored(Ticket) == []

    await world.ask(world.lina, "Me revoilà.", wishes=())

    assert "Me revoilà." in said(await world.lina.slash(world.welcome, "messages"))
    assert [e.card for e in await world.stored(OutboxEntry) if e.card == "relay.to_youth"] == []
