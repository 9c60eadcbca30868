"""What somebody deletes in the team's server costs no request its place, and no word."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from simcord.backend import serializers

from bot.fleet import WORKER
from models import EntryState, OutboxEntry, Team
from tests.world import World, a_bot, buttons_of, text_of


async def talking(world: World) -> None:
    """Lina and Sam have said something to each other; Sam noted something."""
    await world.is_set_up()
    await world.ask(world.lina, "Bonjour.")
    await world.claim(world.sam)
    await world.lina.send_dm("un")
    await world.reply(world.sam, "deux")
    shown = await world.press(world.sam, await world.card(), "ticket:1:note")
    await world.send_form(world.sam, shown, words="Entre nous.")


def cards_in(world: World) -> list[Any]:
    """Return the cards that stand in the staff channel."""
    return [m for m in world.staff.history() if m.embeds]


async def said_in_thread(world: World) -> list[str]:
    """Return the words that stand in the thread, in order."""
    thread = await world.thread()
    return [text_of(m).splitlines()[-1] for m in thread.history() if m.embeds or m.content]


async def delete_card(world: World) -> None:
    await world.max.delete(await world.card())


async def test_a_card_that_somebody_deletes_comes_back_and_the_thread_stays(world: World) -> None:
    await talking(world)
    before = await world.ticket()

    await delete_card(world)

    after = await world.ticket()
    assert after.thread_id == before.thread_id
    assert after.card_message_id != before.card_message_id
    assert len(cards_in(world)) == 1
    assert "relay:reply:1" in buttons_of(await world.card())


async def test_a_card_that_was_deleted_while_nobody_looked_comes_back(world: World) -> None:
    await talking(world)
    before, card = await world.ticket(), await world.card()

    async with world.nobody_listens():
        world.env.backend.delete_message(world.staff.id, card.id)
    await world.wake()

    assert len(cards_in(world)) == 1
    assert (await world.ticket()).thread_id == before.thread_id


async def test_a_new_card_still_does_what_a_card_does(world: World) -> None:
    await talking(world)
    await delete_card(world)

    await world.close(world.sam)

    assert "Fermée" in text_of(await world.card())
    assert len(cards_in(world)) == 1


async def gone_live(world: World, thread_id: int) -> None:
    world.env.backend.delete_channel(thread_id)
    await world.env.settle()
    await world.wake()


async def gone_unseen(world: World, thread_id: int) -> None:
    async with world.nobody_listens():
        world.env.backend.delete_channel(thread_id)
    await world.wake()


@pytest.mark.parametrize("gone", [gone_live, gone_unseen], ids=["live", "unseen"])
async def test_a_thread_that_somebody_deletes_comes_back_with_all_that_was_said(
    world: World, gone: Callable[[World, int], Awaitable[None]]
) -> None:
    await talking(world)
    before = await world.ticket()
    assert before.thread_id is not None

    await gone(world, before.thread_id)
    await world.lina.send_dm("trois")

    after = await world.ticket()
    assert after.thread_id not in {None, before.thread_id}
    words = await said_in_thread(world)
    assert "continue ici" in words[0]
    assert words[1:] == ["Bonjour.", "un", "deux", "Entre nous.", "trois"]


async def test_after_a_thread_came_back_an_edit_finds_its_words(world: World) -> None:
    await talking(world)
    thread_id = (await world.ticket()).thread_id
    assert thread_id is not None
    await gone_live(world, thread_id)
    message = await world.lina.send_dm("mardi")

    await world.lina.user.edit(message, "jeudi")

    assert "jeudi" in "\n".join(await world.in_thread())
    assert "mardi" not in "\n".join(await world.in_thread())


async def test_a_deleted_staff_channel_loses_nothing_once_another_one_is_chosen(
    world: World,
) -> None:
    await talking(world)
    world.env.backend.delete_channel(world.staff.id)
    await world.env.settle()
    await world.lina.send_dm("Il y a quelqu'un ?")
    await world.later(minutes=3)
    assert [e for e in await world.stored(OutboxEntry) if e.state is EntryState.OWED]
    other = world.guild.create_text_channel("équipe-2")

    shown = await world.max.slash(world.welcome, "setup")
    assert shown.response is not None
    await world.max.select(shown.response, [other], custom_id="setup:place:staff")
    await world.later(minutes=1)

    words = await said_in_thread(world)
    assert words[-1] == "Il y a quelqu'un ?"
    assert "un" in words
    assert (await world.ticket()).card_channel_id == other.id
    assert not [e for e in await world.stored(OutboxEntry) if e.state is EntryState.OWED]


async def test_a_deleted_staff_channel_is_not_knocked_at_again_and_again(world: World) -> None:
    await talking(world)
    world.env.backend.delete_channel(world.staff.id)
    await world.lina.send_dm("Il y a quelqu'un ?")
    knocks = len(world.env.http_requests)

    for _ in range(5):
        await world.later(seconds=5)

    assert len(world.env.http_requests) - knocks < 40


async def test_a_start_posts_nothing_and_edits_nothing_when_all_is_well(world: World) -> None:
    await talking(world)
    before = len(world.env.http_requests)

    await world.restart()
    await world.wake()

    since = list(world.env.http_requests)[before:]
    assert [r for r in since if r.method != "GET" and "/messages" in r.path] == []


async def test_a_start_redraws_a_card_that_no_longer_shows_what_is_stored(world: World) -> None:
    await talking(world)
    async with world.bot.db.transaction() as session:
        team = await session.get_one(Team, 1)
        team.locale = "en"

    await world.restart()
    await world.wake()

    assert "School" in text_of(await world.card())
    assert len(cards_in(world)) == 1


async def test_a_server_that_can_be_reached_again_gets_what_waits_at_once(world: World) -> None:
    await talking(world)
    thread = await world.thread()
    world.env.inject_error(
        "POST", f"/channels/{thread.id}/messages", status=403, code=50001,
        message="Missing Access", times=None,
    )  # fmt: skip
    await world.lina.send_dm("trois")
    await world.later(seconds=1)
    world.open_dms()
    payload = dict(serializers.guild_create_payload(world.env.backend, world.guild._guild))
    payload.pop("unavailable", None)
    world.env.backend.emit("GUILD_DELETE", {"id": str(world.guild.id)})
    world.env.backend.emit("GUILD_CREATE", payload)
    await world.env.settle()

    assert (await said_in_thread(world))[-1] == "trois"


async def test_who_removes_maraude_and_takes_it_back_loses_nothing(world: World) -> None:
    await talking(world)
    backend, guild_id = world.env.backend, str(world.guild.id)
    back = dict(serializers.guild_create_payload(backend, world.guild._guild))
    back.pop("unavailable", None)
    for method in ("POST", "GET", "PATCH"):
        world.env.inject_error(
            method, f"/channels/{(await world.thread()).id}/*", status=403, code=50001, times=None
        )
    backend.emit("GUILD_DELETE", {"id": guild_id})
    await world.env.settle()
    assert world.bot.get_guild(world.guild.id) is None

    await world.lina.send_dm("trois")
    await world.lina.send_dm("je veux mourir")
    await world.later(hours=2)
    world.open_dms()
    backend.emit("GUILD_CREATE", back)
    await world.env.settle()
    await world.wake()

    said = [words for words in await said_in_thread(world) if words in {"trois", "je veux mourir"}]
    assert said == ["trois", "je veux mourir"]
    assert any(f"<@&{world.lead_role.id}>" in text_of(m) for m in world.staff.history())


async def claimed_a_moment_ago(world: World) -> None:
    """Sam claimed Lina's request a moment ago, and has a day to answer."""
    await world.is_set_up(claim_hours=24)
    await world.ask(world.lina)
    await world.claim(world.sam)
    await world.wake()


async def test_time_in_which_maraude_was_away_counts_against_nobody(world: World) -> None:
    await claimed_a_moment_ago(world)
    before = (await world.ticket()).answer_by
    assert before is not None

    world.clock.at = before.replace(hour=before.hour) + (before - world.clock.at)
    await world.restart()
    await world.wake()

    ticket = await world.ticket()
    assert ticket.mentor_id is not None
    assert ticket.answer_by is not None
    assert ticket.answer_by > world.clock.at


async def starts_in_vain(world: World, *, times: int = 1) -> None:
    """Processes start together, and end before Discord knew them."""
    bots = [await a_bot(world.store, world.clock) for _ in range(times)]
    await asyncio.gather(*(bot.setup_hook() for bot in bots))
    for bot in bots:
        await bot.courier.stop()
        await bot.db.close()


async def pushed_by(world: World, before: datetime | None) -> timedelta:
    """Return how much later the answer to the first request is awaited than before."""
    now = (await world.ticket()).answer_by
    assert now is not None
    assert before is not None
    return now - before


async def test_a_process_that_ran_all_the_time_learns_that_the_others_are_back(
    world: World,
) -> None:
    """A worker hears nothing, and gives no sign that anybody heard."""
    await world.is_set_up()
    worker = await a_bot(world.store, world.clock)
    worker.part = WORKER
    await worker.setup_hook()

    world.clock.at += timedelta(days=3)
    await starts_in_vain(world)
    before = worker.is_just_back
    await worker.beat()
    soon = worker.is_just_back
    world.clock.at += timedelta(hours=2)
    await worker.beat()
    await worker.courier.stop()
    await worker.db.close()

    assert (before, soon, worker.is_just_back) == (False, True, False)


async def test_an_absence_that_only_a_wrong_clock_saw_comes_back_at_no_later_moment(
    world: World,
) -> None:
    await world.is_set_up()
    right = world.clock.at

    world.clock.at = right + timedelta(days=3)
    await starts_in_vain(world)
    world.clock.at = right
    await world.bot.beat()
    corrected = world.bot.is_just_back
    world.clock.at = right + timedelta(days=3, minutes=1)
    await world.bot.beat()

    assert (corrected, world.bot.is_just_back) == (False, False)


async def test_time_is_given_back_once_however_many_starts_fail(world: World) -> None:
    await claimed_a_moment_ago(world)
    before = (await world.ticket()).answer_by

    world.clock.at += timedelta(hours=10)
    for _ in range(5):
        await starts_in_vain(world)
        world.clock.at += timedelta(seconds=10)
    await world.restart()

    assert await pushed_by(world, before) == timedelta(hours=10)


async def test_time_is_given_back_once_however_many_processes_start_together(
    world: World,
) -> None:
    await claimed_a_moment_ago(world)
    before = (await world.ticket()).answer_by

    world.clock.at += timedelta(hours=10)
    await starts_in_vain(world, times=3)

    assert await pushed_by(world, before) == timedelta(hours=10)


async def test_a_clock_that_is_wrong_at_one_start_holds_no_request_for_longer_than_a_week(
    world: World,
) -> None:
    await claimed_a_moment_ago(world)
    right, before = world.clock.at, (await world.ticket()).answer_by

    world.clock.at += timedelta(days=20)
    await starts_in_vain(world)
    world.clock.at = right
    await starts_in_vain(world)
    pushed = await pushed_by(world, before)
    world.clock.at += timedelta(hours=10)
    await world.restart()

    assert pushed <= timedelta(days=7)
    assert await pushed_by(world, before) == pushed + timedelta(hours=10)


async def test_a_claim_that_nobody_answered_still_lapses(world: World) -> None:
    await world.is_set_up(claim_hours=24)
    await world.ask(world.lina)
    await world.claim(world.sam)
    for _ in range(25):
        await world.later(hours=1)

    await world.restart()

    assert (await world.ticket()).mentor_id is None


async def test_in_a_forum_a_deleted_card_stands_in_its_post_again(forum_world: World) -> None:
    world = forum_world
    await talking(world)
    before = await world.ticket()
    thread = await world.thread()
    first = await world.card()
    world.env.backend.delete_message(thread.id, first.id)
    await world.env.settle()
    await world.wake()

    after = await world.ticket()
    assert (after.thread_id, after.card_channel_id) == (before.thread_id, before.thread_id)
    assert after.card_message_id != before.card_message_id
