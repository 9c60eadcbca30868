"""What slips away most easily: while the database is away, while something else goes on, or where
our clock and Discord's differ."""

import asyncio
import contextlib
import io
import random
from collections.abc import AsyncGenerator
from datetime import timedelta
from typing import Any

import discord
import pytest
from discord.http import Route
from PIL import Image
from simcord.backend import serializers
from simcord.http.client import FakeHTTPClient

from bot import ui
from bot.db import Database
from bot.errors import Unavailable
from bot.pictures import Pictures
from models import Outcome, Picture, Ticket, TicketState
from tests.relay.test_pictures import a_photo, files_in_thread, sends
from tests.relay.test_read_back import talking, two_requests, words_in_thread
from tests.world import World, answers_of, buttons_of, said, text_of


@contextlib.contextmanager
def database_away(patch: pytest.MonkeyPatch) -> Any:
    """Nothing can be read or decided for a while."""

    def away(_db: Database) -> Any:
        raise Unavailable

    with patch.context() as for_a_while:
        for_a_while.setattr(Database, "transaction", away)
        for_a_while.setattr(Database, "reading", away)
        yield


async def a_new_session(world: World) -> None:
    """Discord begins a new session with the same process."""
    with world.env._bot_scope():
        world.bot.dispatch("connect")
        world.bot.dispatch("ready")
    await world.env.settle()


def noisy_photo() -> bytes:
    """Return a photo that takes much room."""
    noise = random.Random(1).randbytes(1500 * 1500 * 3)  # noqa: S311 - must be repeatable
    file = io.BytesIO()
    Image.frombytes("RGB", (1500, 1500), noise).save(file, "PNG")
    return file.getvalue()


def nods(world: World, message_id: int) -> int:
    """Return how many signs stand below something that Lina wrote."""
    return len(world.env.backend.get_message(world.lina.user.dm_channel.id, message_id).reactions)


async def test_a_new_session_while_a_request_moves_takes_no_reply_away(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await talking(world)
    await world.reply(world.sam, "Tiens bon.")
    old = (await world.ticket()).thread_id
    staff, dm = world.staff.id, world.lina.user.dm_channel.id
    usual = FakeHTTPClient.request

    async def request(client: FakeHTTPClient, route: Route, **about: Any) -> Any:
        is_elsewhere = not {f"{staff}", f"{dm}"} & set(route.url.split("/"))
        if route.method == "POST" and route.url.endswith("/messages") and is_elsewhere:
            raise TimeoutError
        return await usual(client, route, **about)

    with monkeypatch.context() as slow:
        slow.setattr(FakeHTTPClient, "request", request)
        assert old is not None
        world.env.backend.delete_channel(old)
        await world.env.settle()
        await world.later(seconds=3)
        assert (await world.ticket()).thread_id not in {None, old}
        await a_new_session(world)
    await world.later(minutes=2)

    assert any("Tiens bon." in words for words in world.in_dm(world.lina))
    assert any("Tiens bon." in words for words in await world.in_thread())


async def test_who_may_not_read_a_threads_history_takes_nothing_for_deleted(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await talking(world)
    await world.reply(world.sam, "Tiens bon.")
    thread_id, usual = (await world.ticket()).thread_id, FakeHTTPClient.logs_from

    async def page(client: FakeHTTPClient, channel_id: int, limit: int, **where: Any) -> Any:
        seen = await usual(client, channel_id, limit, **where)
        return [] if channel_id == thread_id else seen

    monkeypatch.setattr(FakeHTTPClient, "logs_from", page)

    await world.restart()
    await world.wake()

    assert any("Tiens bon." in words for words in world.in_dm(world.lina))


async def test_who_may_not_read_a_threads_history_posts_nothing_twice(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await talking(world)
    thread = await world.thread()
    usual, loses = FakeHTTPClient.request, [True]

    async def request(client: FakeHTTPClient, route: Route, **about: Any) -> Any:
        answer = await usual(client, route, **about)
        if route.method == "POST" and route.url.endswith(f"{thread.id}/messages") and loses:
            loses.clear()
            raise TimeoutError
        return answer

    monkeypatch.setattr(FakeHTTPClient, "request", request)
    seen = FakeHTTPClient.logs_from

    async def page(client: FakeHTTPClient, channel_id: int, limit: int, **where: Any) -> Any:
        found = await seen(client, channel_id, limit, **where)
        return [] if channel_id == thread.id else found

    def blind(_thread: discord.Thread, _who: object) -> discord.Permissions:
        return discord.Permissions.none()

    with monkeypatch.context() as hidden:
        hidden.setattr(FakeHTTPClient, "logs_from", page)
        hidden.setattr(discord.Thread, "permissions_for", blind)
        await world.lina.send_dm("Une seule fois.")
        await world.later(minutes=5)
    await world.later(minutes=11)

    assert await words_in_thread(world) == ["Bonjour.", "Une seule fois."]


async def test_a_clock_that_runs_ahead_loses_no_first_words(world: World) -> None:
    await world.is_set_up()
    world.clock.at += timedelta(seconds=40)
    await world.ask(world.lina, "Bonjour.")
    await world.claim(world.sam)

    await world.lina.send_dm("Tu es là ?")
    await world.lina.send_dm("Allô ?")

    assert await words_in_thread(world) == ["Bonjour.", "Tu es là ?", "Allô ?"]


async def test_no_sign_says_that_words_are_safe_which_nobody_got(world: World) -> None:
    await talking(world)
    await world.lina.send_dm("un")
    await world.close(world.sam)
    sent = await world.lina.send_dm("Pour personne.")
    await world.later(minutes=1)
    await world.ask(world.lina, "Encore moi.")

    await world.restart()
    await world.wake()

    assert nods(world, sent.id) == 0
    assert not any("Pour personne." in words for words in await world.in_thread(2))


async def test_an_edit_that_tells_who_wrote_is_masked(world: World) -> None:
    await talking(world)
    message = await world.lina.send_dm("Appelle-moi.")

    await world.lina.user.edit(message, "Appelle-moi au 06 12 34 56 78, insta @lina_du_13")

    seen = world.everything_staff_can_see()
    assert "06 12 34 56 78" not in seen
    assert "lina_du_13" not in seen
    assert any("relay:unveil:2" in buttons_of(m) for m in world.dm_messages(world.lina))


async def test_an_edit_that_sounds_like_danger_shows_helplines(world: World) -> None:
    await talking(world)
    message = await world.lina.send_dm("coucou")

    await world.lina.user.edit(message, "je veux mourir")

    assert any("3114" in words for words in world.in_dm(world.lina))
    assert (await world.ticket()).urgent


async def test_the_longest_words_stand_in_the_thread_with_all_that_came_along(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await talking(world)
    usual = serializers.message_payload

    def long(backend: Any, message: Any, **how: Any) -> Any:
        shown = dict(usual(backend, message, **how))
        return shown | {"content": "x" * 4000} if shown["content"] == "LONG" else shown

    monkeypatch.setattr(serializers, "message_payload", long)

    await sends(world, world.lina, "LONG", ("cv.pdf", b"%PDF"), ("b.png", b"nope"))

    (embed,) = [m.embeds[0] for m in (await world.thread()).history()[-1:]]
    assert "x" * 3990 in (embed.description or "")
    assert "Pas transmis" in text_of((await world.thread()).history()[-1])


async def test_a_picture_taken_back_while_it_is_fetched_stays_away(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await talking(world)
    usual, goes_on, begun = Pictures.cleaned, asyncio.Event(), asyncio.Event()

    async def slow(pictures: Pictures, raw: bytes, *, share: int = 1) -> Any:
        begun.set()
        await goes_on.wait()
        return await usual(pictures, raw, share=share)

    monkeypatch.setattr(Pictures, "cleaned", slow)
    backend, dm = world.env.backend, world.lina.user.dm_channel
    both = backend.store_attachments(dm.id, [("a.jpg", a_photo()), ("b.jpg", a_photo())])
    message = backend.create_message(dm.id, world.lina.id, "Regarde.", attachments=both)
    await begun.wait()
    left = backend.get_message(dm.id, message.id).attachments[1:]
    backend.edit_message(dm.id, message.id, {"attachments": left})
    await asyncio.sleep(0.3)
    goes_on.set()
    await world.env.settle()
    await world.wake()

    assert [p.position for p in await world.stored(Picture)] == [2]
    assert len(await files_in_thread(world)) == 1


async def test_many_slow_pictures_are_kept_one_by_one(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await talking(world)
    monkeypatch.setitem(world.bot.settings.delivery.__dict__, "lease", timedelta(seconds=2))
    usual = Pictures.cleaned
    made: list[int] = []

    async def slow(pictures: Pictures, raw: bytes, *, share: int = 1) -> Any:
        await asyncio.sleep(0.3)
        made.append(share)
        return await usual(pictures, raw, share=share)

    monkeypatch.setattr(Pictures, "cleaned", slow)
    await sends(world, world.lina, "Regarde.", *[(f"{n}.jpg", a_photo()) for n in range(6)])
    for _ in range(3):
        await world.later(minutes=1)

    assert "Regarde." in await words_in_thread(world)
    assert len(await files_in_thread(world)) == 6
    assert set(made) == {6}
    assert len(made) <= 8


async def test_pictures_of_one_message_share_its_room() -> None:
    noise = noisy_photo()

    alone = await Pictures().cleaned(noise)
    one_of_ten = await Pictures().cleaned(noise, share=10)

    assert len(one_of_ten.image) <= 8 * 1024 * 1024 // 10 < len(alone.image)


async def test_a_reply_deleted_while_the_database_is_away_goes_later(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await talking(world)
    await world.reply(world.sam, "Oups.")
    thread = await world.thread()
    copy = next(m for m in thread.history() if "Oups." in text_of(m))
    with database_away(monkeypatch):
        world.env.backend.delete_message(thread.id, copy.id)
        await world.env.settle()

    await world.wake()

    assert not any("Oups." in words for words in world.in_dm(world.lina))


async def test_words_deleted_after_the_goodbye_while_the_database_is_away_go_later(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await talking(world)
    message = await world.lina.send_dm("Je regrette.")
    await world.close(world.sam)
    with database_away(monkeypatch):
        await world.lina.user.delete(message)

    await world.wake()

    assert not any("Je regrette." in words for words in await world.in_thread())


async def test_every_picture_that_waits_in_the_mailbox_is_shown(world: World) -> None:
    await talking(world)
    world.close_dms(world.lina)
    for number in range(6):
        await world.sam.slash(
            await world.thread(),
            "ticket reply",
            words=f"plan {number}",
            picture=("p.jpg", a_photo()),
        )

    shown = answers_of(await world.lina.slash(world.welcome, "messages"))

    assert sum(len(answer.attachments) for answer in shown) >= 6


async def test_the_mailbox_shows_what_was_corrected(world: World) -> None:
    await talking(world)
    world.close_dms(world.lina)
    await world.reply(world.sam, "mardi")
    await world.lina.slash(world.welcome, "messages")
    copy = next(m for m in (await world.thread()).history() if "relay:edit:2" in buttons_of(m))
    shown = await world.press(world.sam, copy, "relay:edit:2")
    await world.send_form(world.sam, shown, words="jeudi")

    page = said(await world.lina.slash(world.welcome, "messages"))

    assert "jeudi\n-# modifié" in page


async def test_a_stranger_who_wrote_in_an_outage_is_answered_after_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.is_set_up()
    with database_away(monkeypatch):
        await world.noe.send_dm("Il y a quelqu'un ?")
        assert "Laisse ton message ici" in world.in_dm(world.noe)[-1]

    await world.wake()

    assert "personne ne lit" in world.in_dm(world.noe)[-1]
    assert "tickets:talk" in buttons_of(world.dm_messages(world.noe)[-1])


async def test_an_outage_after_a_new_session_leaves_nobody_without_a_word(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await talking(world)
    with database_away(monkeypatch):
        await a_new_session(world)
        await world.lina.send_dm("Tu es là ?")
        await world.lina.send_dm("Allô ?")
        await world.noe.send_dm("Il y a quelqu'un ?")
        assert sum("Laisse ton message ici" in words for words in world.in_dm(world.lina)) == 1
        assert sum("Laisse ton message ici" in words for words in world.in_dm(world.noe)) == 1

    await world.wake()

    assert await words_in_thread(world) == ["Bonjour.", "Tu es là ?", "Allô ?"]
    assert "personne ne lit" in world.in_dm(world.noe)[-1]


async def test_who_is_answered_in_the_mailbox_is_heard_in_the_dm_too(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina, "Bonjour.", wishes=[])
    await world.claim(world.sam)

    async with world.nobody_listens():
        world.writes(world.lina, "un")
    await world.wake()

    assert await words_in_thread(world) == ["Bonjour.", "un"]


async def test_who_came_long_ago_is_answered_after_an_outage_too(world: World) -> None:
    await talking(world)
    await world.lina.send_dm("Merci.")
    await world.close(world.sam)
    await world.later(days=40)

    async with world.nobody_listens():
        world.writes(world.lina, "Il y a encore quelqu'un ?")
    await world.wake()

    assert "personne ne lit" in world.in_dm(world.lina)[-1]


async def test_who_only_opted_in_is_answered_after_an_outage(world: World) -> None:
    await world.is_set_up()
    hello = await world.lina.slash(world.welcome, "hello")
    await world.press(world.lina, hello.response, "greeting:keep")
    await world.wake()

    async with world.nobody_listens():
        world.writes(world.lina, "Il y a quelqu'un ?")
    await world.wake()

    assert "personne ne lit" in world.in_dm(world.lina)[-1]


async def test_who_writes_now_does_not_wait_until_everybody_was_read(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await talking(world)
    relay: Any = world.bot.get_cog("Relay")
    inbox = relay.inbox
    usual, released = inbox._compare, asyncio.Event()

    async def slow(channel_id: int, actor: Any) -> None:
        if channel_id <= 100:
            await released.wait()
            return
        await usual(channel_id, actor)

    monkeypatch.setattr(inbox, "_compare", slow)
    inbox._behind |= {number: number for number in range(1, 101)}
    with world.env._bot_scope():
        reading = asyncio.get_running_loop().create_task(inbox.retry())
    await asyncio.sleep(0)

    world.writes(world.lina, "Au secours.")
    async with asyncio.timeout(10):
        while await words_in_thread(world) != ["Bonjour.", "Au secours."]:
            await asyncio.sleep(0.05)
    released.set()
    await reading


async def test_held_words_go_before_later_ones_when_one_request_is_left(world: World) -> None:
    await two_requests(world)
    await world.lina.send_dm("un")
    async with world.bot.db.transaction() as session:
        other = await session.get_one(Ticket, 2)
        other.move_to(TicketState.CLOSED, at=world.clock())
        other.outcome, other.closed_at = Outcome.NO_NEWS, world.clock()

    await world.lina.send_dm("deux")

    assert await words_in_thread(world) == ["Bonjour.", "un", "deux"]


async def test_held_words_of_danger_call_every_team_that_may_be_meant(world: World) -> None:
    await two_requests(world)

    await world.lina.send_dm("je veux mourir")

    assert [ticket.urgent for ticket in await world.stored(Ticket)] == [True, True]


async def test_held_words_that_become_danger_call_too(world: World) -> None:
    await two_requests(world)
    message = await world.lina.send_dm("coucou")
    assert not any(ticket.urgent for ticket in await world.stored(Ticket))

    await world.lina.user.edit(message, "je veux mourir")

    assert all(ticket.urgent for ticket in await world.stored(Ticket))


@pytest.mark.parametrize("then", ["answers", "gives up"])
async def test_a_database_that_takes_too_long_is_spoken_of_once(
    world: World, monkeypatch: pytest.MonkeyPatch, then: str
) -> None:
    await world.is_set_up()
    monkeypatch.setattr(ui, "PATIENCE", 0.2)
    usual = Database.reading

    @contextlib.asynccontextmanager
    async def slow(db: Database) -> AsyncGenerator[Any]:
        async with usual(db) as session:
            await asyncio.sleep(0.6)
            if then == "gives up":
                raise Unavailable
            yield session

    monkeypatch.setattr(Database, "reading", slow)

    answer = await world.lina.slash(world.welcome, "talk")
    await asyncio.sleep(1.5)
    await world.env.settle()

    assert len(answers_of(answer)) == 1
    assert "3114" in said(answer)
