"""What is written while nobody listens is read later, once, in order, as it then stands."""

import asyncio
import sys
from typing import Any

import discord
import pytest
import simcord
from discord.http import Route
from simcord.http.client import FakeHTTPClient
from sqlalchemy import select

from bot.budget import LANE, Lane
from bot.db import Database
from bot.errors import Conflict, Unavailable
from bot.marks import INVISIBLE
from models import (
    Alias,
    Community,
    HeldMessage,
    Message,
    OutboxEntry,
    Reach,
    Team,
    Ticket,
    Topic,
    Youth,
)
from tests.world import World, buttons_of


async def talking(world: World, *people: simcord.MemberActor) -> None:
    """Each of them asked, and Sam answers each."""
    await world.is_set_up()
    for number, person in enumerate(people or (world.lina,), start=1):
        await world.ask(person, "Bonjour.")
        await world.claim(world.sam, number)


async def words_in_thread(world: World, ticket_id: int = 1) -> list[str]:
    """Return what the youth wrote, as the team reads it, in the thread's order."""
    thread = await world.thread(ticket_id)
    from_youth = [m for m in thread.history() if m.embeds and "→" not in (m.embeds[0].title or "")]
    return [(m.embeds[0].description or "").translate(INVISIBLE) for m in from_youth]


async def test_what_was_written_while_no_process_lived_arrives_once_and_in_order(
    world: World,
) -> None:
    await talking(world)
    await world.lina.send_dm("un")

    async with world.nobody_listens():
        world.writes(world.lina, "deux")
        world.writes(world.lina, "trois")
    await world.lina.send_dm("quatre")
    await world.wake()

    assert await words_in_thread(world) == ["Bonjour.", "un", "deux", "trois", "quatre"]


async def test_a_dm_that_was_never_read_is_read_before_what_comes_next(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina, "Bonjour.", wishes=[])
    await world.claim(world.sam)

    async with world.nobody_listens():
        world.writes(world.lina, "un")
    await world.lina.send_dm("deux")

    assert await words_in_thread(world) == ["Bonjour.", "un", "deux"]


async def test_a_stranger_is_answered_although_the_line_fails_for_a_moment(world: World) -> None:
    await world.is_set_up()
    dm = world.noe.user.dm_channel.id
    world.env.inject_error("POST", f"/channels/{dm}/messages", status=500, times=1)

    await world.noe.send_dm("Il y a quelqu'un ?")

    assert "personne ne lit" in world.in_dm(world.noe)[-1]


async def test_many_pages_are_read(world: World) -> None:
    await talking(world)
    backend, dm = world.env.backend, world.lina.user.dm_channel.id

    async with world.nobody_listens():
        for number in range(3):
            world.writes(world.lina, f"ligne {number}")
            for _ in range(110):
                backend.create_message(dm, backend.bot_user.id, "…")
    await world.wake()

    assert await words_in_thread(world) == ["Bonjour.", "ligne 0", "ligne 1", "ligne 2"]


async def test_who_wrote_meanwhile_sees_that_it_was_passed_on(world: World) -> None:
    await talking(world)

    async with world.nobody_listens():
        sent = world.writes(world.lina, "deux")

    message = world.env.backend.get_message(world.lina.user.dm_channel.id, sent)
    assert [str(reaction) for reaction in message.reactions] != []


async def test_what_was_changed_meanwhile_is_read_as_it_stands(world: World) -> None:
    await talking(world)
    sent = await world.lina.send_dm("Rendez-vous mardi.")

    async with world.nobody_listens():
        dm = world.lina.user.dm_channel.id
        world.env.backend.edit_message(dm, sent.id, {"content": "Rendez-vous jeudi."})

    assert await words_in_thread(world) == ["Bonjour.", "Rendez-vous jeudi."]


async def test_what_was_deleted_meanwhile_is_gone_for_the_team_too(world: World) -> None:
    await talking(world)
    sent = await world.lina.send_dm("Je regrette.")
    kept = await world.lina.send_dm("Ça, non.")

    async with world.nobody_listens():
        world.env.backend.delete_message(world.lina.user.dm_channel.id, sent.id)

    assert not any("regrette" in words for words in await world.in_thread())
    wiped = {row.youth_copy_id: row.words is None for row in await world.stored(Message)}
    assert (wiped[sent.id], wiped[kept.id]) == (True, False)


async def test_a_copy_that_a_mentor_deleted_meanwhile_is_gone_for_the_youth_too(
    world: World,
) -> None:
    await talking(world)
    await world.reply(world.sam, "Oups.")
    await world.reply(world.sam, "À lundi.")
    thread = await world.thread()
    copy = next(m for m in thread.history() if m.embeds and "Oups." in str(m.embeds[0].description))

    async with world.nobody_listens():
        world.env.backend.delete_message(thread.id, copy.id)
    await world.wake()

    assert not any("Oups." in words for words in world.in_dm(world.lina))
    assert any("À lundi." in words for words in world.in_dm(world.lina))


async def test_an_event_that_discord_kept_to_itself_is_found_by_the_next_look(
    world: World,
) -> None:
    await talking(world)
    await world.lina.send_dm("un")
    listening = world.env.backend.subscribers[:]
    world.env.backend.subscribers.clear()
    world.writes(world.lina, "deux")
    world.env.backend.subscribers[:] = listening
    await world.lina.send_dm("trois")

    await world.later(minutes=10)

    assert sorted(await words_in_thread(world)) == ["Bonjour.", "deux", "trois", "un"]


async def test_after_a_session_that_was_lost_nothing_new_overtakes_what_was_missed(
    world: World,
) -> None:
    await talking(world)
    listening = world.env.backend.subscribers[:]
    world.env.backend.subscribers.clear()
    world.writes(world.lina, "un")
    world.env.backend.subscribers[:] = listening

    with world.env._bot_scope():
        world.bot.dispatch("connect")
    await world.lina.send_dm("deux")
    await world.wake()

    assert await words_in_thread(world) == ["Bonjour.", "un", "deux"]


async def test_who_is_known_and_wrote_meanwhile_without_a_request_is_answered_once(
    world: World,
) -> None:
    await talking(world)
    await world.close(world.sam)

    async with world.nobody_listens():
        world.writes(world.lina, "Encore là ?")
        world.writes(world.lina, "?")
    await world.restart()
    await world.later(minutes=10)

    answers = [words for words in world.in_dm(world.lina) if "personne ne lit" in words]
    assert len(answers) == 1
    assert len(await world.stored(Message)) == 1


async def test_what_was_written_before_a_request_never_becomes_part_of_it(world: World) -> None:
    await talking(world)
    await world.close(world.sam)
    await world.lina.send_dm("Pour personne.")
    await world.later(minutes=1)
    await world.ask(world.lina, "Du nouveau.")

    await world.restart()
    await world.wake()

    assert not any("Pour personne." in words for words in await world.in_thread(2))


async def test_a_dm_that_cannot_be_read_yet_is_read_later_and_holds_up_nobody(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await talking(world, world.lina, world.noe)
    usual, lina = FakeHTTPClient.request, f"/channels/{world.lina.user.dm_channel.id}/messages"
    broken = [True]

    async def request(client: FakeHTTPClient, route: Route, **about: Any) -> Any:
        if route.method == "GET" and route.url.endswith(lina) and broken:
            raise TimeoutError
        return await usual(client, route, **about)

    monkeypatch.setattr(FakeHTTPClient, "request", request)
    async with world.nobody_listens():
        world.writes(world.lina, "un")
        world.writes(world.noe, "à moi")
    before = await words_in_thread(world, 1)
    await world.lina.send_dm("deux")
    broken.clear()
    await world.wake()

    assert await words_in_thread(world, 2) == ["Bonjour.", "à moi"]
    assert before == ["Bonjour."]
    assert await words_in_thread(world, 1) == ["Bonjour.", "un", "deux"]


async def test_words_that_cannot_be_stored_now_are_answered_with_helplines_and_read_later(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await talking(world)
    usual, away = Database.transaction, [True]

    def transaction(db: Database) -> Any:
        if away:
            raise Unavailable
        return usual(db)

    monkeypatch.setattr(Database, "transaction", transaction)
    await world.lina.send_dm("un")
    await world.lina.send_dm("deux")
    answers = world.in_dm(world.lina)[-2:]
    away.clear()
    await world.wake()

    assert "3114" in answers[-1]
    assert "dès que ça remarche" in answers[-1]
    assert await words_in_thread(world) == ["Bonjour.", "un", "deux"]


async def test_words_that_stood_in_somebodys_way_are_heard_in_the_next_seconds(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await talking(world)
    changed = await world.lina.send_dm("un")
    relay: Any = world.bot.get_cog("Relay")

    def raced(_db: Database) -> Any:
        raise Conflict

    with monkeypatch.context() as both_at_once:
        both_at_once.setattr(Database, "transaction", raced)
        await world.lina.send_dm("deux")
        await world.lina.user.edit(changed, "un et demi")
    with world.env._bot_scope():
        world.bot.background(relay.inbox.retry())
    await world.env.settle()

    assert await words_in_thread(world) == ["Bonjour.", "un et demi", "deux"]


async def test_two_processes_that_hear_the_same_words_store_them_once(world: World) -> None:
    await talking(world)
    message = await world.lina.send_dm("un")

    cog = world.bot.get_cog("Relay")
    with world.env._bot_scope():
        task = asyncio.get_running_loop().create_task(cog.inbox._take_in(message))  # type: ignore[union-attr] - the simulator hands it over again
    await world.env.settle()
    await task

    assert await words_in_thread(world) == ["Bonjour.", "un"]


# -- words that sound like danger ------------------------------------------------------------------

DANGER = "Je veux mourir."


def the_inbox() -> Any:
    """Return the module as it runs: each bot loads its features anew."""
    return sys.modules["cogs.relay.inbox"]


def helplines(world: World) -> int:
    """Return how often Lina was shown the helplines."""
    return sum("Es-tu en danger" in words for words in world.in_dm(world.lina))


async def test_danger_that_was_edited_shows_helplines_once_however_often_it_is_read(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await talking(world)
    written = await world.lina.send_dm("Ça va.")
    await world.lina.user.edit(written, DANGER)
    assert helplines(world) == 1

    monkeypatch.setattr(the_inbox(), "CONSOLED_FOR", 0.0)
    for _ in range(3):
        await world.later(minutes=10)

    assert helplines(world) == 1


async def test_an_edit_that_nobody_heard_shows_helplines_when_it_is_read(world: World) -> None:
    await talking(world)
    written = await world.lina.send_dm("Ça va.")

    async with world.nobody_listens():
        dm = world.lina.user.dm_channel.id
        world.env.backend.edit_message(dm, written.id, {"content": DANGER})

    assert helplines(world) == 1
    assert (await world.ticket()).urgent


async def test_helplines_go_before_all_else_also_when_thousands_of_dms_are_read_back(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    lanes: list[Lane] = []
    running = the_inbox()
    real = running._answer

    async def answer(message: discord.Message, card: Any, **about: Any) -> None:
        if about.get("about") == "sos":
            lanes.append(LANE.get())
        await real(message, card, **about)

    monkeypatch.setattr(running, "_answer", answer)
    await talking(world)
    async with world.nobody_listens():
        world.writes(world.lina, "je veux mourir")

    assert lanes == [Lane.DANGER]


async def test_danger_written_between_two_requests_shows_helplines_once(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The DM is read again from the first words of the earlier request, which ended lately."""
    await talking(world)
    await world.lina.send_dm("un")
    await world.close(world.sam)
    await world.lina.send_dm(DANGER)
    await world.later(minutes=1)
    await world.ask(world.lina, "Du nouveau.")
    assert helplines(world) == 1

    monkeypatch.setattr(the_inbox(), "CONSOLED_FOR", 0.0)
    for _ in range(3):
        await world.later(minutes=10)

    assert helplines(world) == 1


async def test_danger_that_nobody_heard_shows_helplines_although_nothing_can_be_stored(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await talking(world)
    listening = world.env.backend.subscribers[:]
    world.env.backend.subscribers.clear()
    world.writes(world.lina, DANGER)
    world.env.backend.subscribers[:] = listening

    def away(_db: Database) -> None:
        raise Unavailable

    with monkeypatch.context() as outage:
        outage.setattr(Database, "transaction", away)
        await world.later(minutes=10)
        shown = helplines(world)

    assert shown == 1


# -- several conversations -------------------------------------------------------------------------


async def two_requests(world: World) -> None:
    """Lina has a request here and one in another community of the same team."""
    await talking(world)
    async with world.bot.db.transaction() as session:
        team = (await session.scalars(select(Team))).one()
        youth = (await session.scalars(select(Youth))).one()
        other = Community(team=team, guild_id=5, name="Le Salon", created_at=world.clock())
        session.add(other)
        await session.flush()
        alias = Alias(
            youth=youth, community_id=other.id, team_id=team.id, name="Loutre 7",
            created_at=world.clock(),
        )  # fmt: skip
        session.add(
            Ticket(
                team_id=team.id, community=other, alias=alias, topic=Topic.WORK, reach=Reach.DM,
                opened_at=world.clock(), changed_at=world.clock(),
            )
        )  # fmt: skip


async def test_words_that_may_be_meant_for_two_are_kept_until_their_youth_says_for_which(
    world: World,
) -> None:
    await two_requests(world)

    await world.lina.send_dm("un")
    await world.lina.send_dm("deux")
    question = world.dm_messages(world.lina)[-1]
    await world.lina.user.click(question, custom_id="relay:meant:1")

    assert sum("à qui est-il destiné" in words for words in world.in_dm(world.lina)) <= 1
    assert await words_in_thread(world) == ["Bonjour.", "un", "deux"]
    assert [held.words for held in await world.stored(HeldMessage)] == [None, None]


async def test_what_tells_who_wrote_it_is_masked_also_when_it_was_held(world: World) -> None:
    await two_requests(world)

    await world.lina.send_dm("moi c'est @lina_du_13")
    await world.lina.user.click(world.dm_messages(world.lina)[-1], custom_id="relay:meant:1")

    assert (await words_in_thread(world))[-1] == "moi c'est ▒▒▒"


async def test_an_answer_to_a_mentors_words_needs_no_question(world: World) -> None:
    await two_requests(world)
    await world.reply(world.sam, "Tu viens ?")
    reply = world.dm_messages(world.lina)[-1]

    dm = world.lina.user.dm_channel
    answered = {"message_id": str(reply.id), "channel_id": str(dm.id)}
    world.env.backend.create_message(dm.id, world.lina.id, "oui", reference=answered)
    await world.env.settle()

    assert await words_in_thread(world) == ["Bonjour.", "oui"]


async def test_held_words_can_still_be_changed_or_deleted(world: World) -> None:
    await two_requests(world)
    kept, regretted = await world.lina.send_dm("mardi"), await world.lina.send_dm("non")

    await world.lina.user.edit(kept, "jeudi")
    await world.lina.user.delete(regretted)
    question = next(m for m in world.dm_messages(world.lina) if "relay:meant:1" in buttons_of(m))
    await world.lina.user.click(question, custom_id="relay:meant:1")

    assert await words_in_thread(world) == ["Bonjour.", "jeudi"]


async def test_words_that_were_never_placed_are_erased_after_a_week_and_their_youth_is_told(
    world: World,
) -> None:
    await two_requests(world)
    await world.lina.send_dm("un")

    await world.later(days=8)

    assert [held.words for held in await world.stored(HeldMessage)] == [None]
    assert sum("Je n'ai rien transmis" in words for words in world.in_dm(world.lina)) == 1


async def test_held_danger_that_was_edited_calls_the_team_once_however_often_it_is_read(
    world: World,
) -> None:
    await two_requests(world)
    written = await world.lina.send_dm("un")
    await world.lina.user.edit(written, DANGER)
    async with world.bot.db.transaction() as session:
        for ticket in await session.scalars(select(Ticket)):
            ticket.seen_at, ticket.alert_at = world.clock(), None
    called = [entry.once for entry in await world.stored(OutboxEntry) if "alert" in entry.once]
    assert called

    for _ in range(5):
        await world.later(minutes=10)

    now = [entry.once for entry in await world.stored(OutboxEntry) if "alert" in entry.once]
    assert now == called
