"""A server takes 1,000 open threads: that of a closed request rests, and wakes when needed."""

import pytest
from simcord.builders import ChannelHandle

from models import EntryState, OutboxEntry
from tests.world import World, said


async def parted(world: World, words: str = "Je sais pas quoi faire.") -> None:
    """Lina asks, Sam answers and says goodbye."""
    await world.is_set_up()
    await world.ask(world.lina, words)
    await world.claim(world.sam)
    await world.reply(world.sam, "Je te lis.")
    await world.close(world.sam)


async def notes(world: World, thread: ChannelHandle) -> None:
    """Sam keeps a note beside a request."""
    shown = await world.sam.slash(thread, "ticket note")
    await world.send_form(world.sam, shown, words="À revoir en équipe.")


async def rests(world: World, ticket_id: int = 1) -> bool:
    """Tell whether a request's thread is archived."""
    about = world.env.backend.get_channel((await world.ticket(ticket_id)).thread_id or 0)
    assert about.thread_metadata is not None
    assert not about.thread_metadata.locked
    return about.thread_metadata.archived


async def promise(world: World) -> OutboxEntry:
    """Return what is owed to the thread in the end."""
    (entry,) = [e for e in await world.stored(OutboxEntry) if e.card == "tickets.archived"]
    return entry


async def test_an_hour_after_the_goodbye_the_thread_rests(world: World) -> None:
    await parted(world)

    await world.later(minutes=59)
    early = await rests(world)
    await world.later(minutes=2)

    assert (early, await rests(world)) == (False, True)
    assert "Je te lis." in "\n".join(await world.in_thread())


async def test_in_a_forum_the_post_rests_too(forum_world: World) -> None:
    await parted(forum_world)

    await forum_world.later(hours=1, minutes=1)

    assert await rests(forum_world)
    assert (await promise(forum_world)).state is EntryState.SENT


async def test_the_thread_of_what_goes_on_never_rests(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina)
    await world.claim(world.sam)

    await world.later(hours=2)

    assert not await rests(world)


async def test_what_was_urgent_rests_after_a_day_so_that_its_mentor_can_say_how_it_was(
    world: World,
) -> None:
    await parted(world, "je veux mourir")
    (question,) = [m for m in (await world.thread()).history() if "Tu veux en parler" in m.content]

    await world.later(hours=23)
    early = await rests(world)
    await world.press(world.sam, question, "waits:debrief:1:fine")
    await world.later(hours=2)

    assert (early, await rests(world)) == (False, True)


async def test_what_is_still_owed_to_the_thread_comes_first(world: World) -> None:
    await parted(world)
    thread = await world.thread()
    world.env.inject_error("POST", f"/channels/{thread.id}/messages", status=500, times=None)
    await notes(world, thread)

    await world.later(hours=1, minutes=1)
    early = await rests(world)
    world.env.backend.faults.clear()
    await world.later(minutes=30)
    lines = await world.in_thread()
    await world.later(minutes=31)

    assert (early, await rests(world)) == (False, True)
    assert "À revoir en équipe." in "\n".join(lines)


async def test_a_note_wakes_a_thread_that_rests(world: World) -> None:
    await parted(world)
    await world.later(hours=2)
    thread = await world.thread()
    place = f"/channels/{thread.id}/messages"
    world.env.inject_error("POST", place, status=400, code=50083, times=1)

    await notes(world, thread)

    assert not await rests(world)
    assert "À revoir en équipe." in (await world.in_thread())[-1]


@pytest.mark.parametrize(
    ("status", "code"), [(403, 50013), (400, 50083)], ids=["not allowed", "rests already"]
)
async def test_where_nothing_can_be_done_nothing_is_owed(
    world: World, status: int, code: int
) -> None:
    await parted(world)
    thread = await world.thread()
    world.env.inject_error("PATCH", f"/channels/{thread.id}", status=status, code=code, times=1)

    await world.later(hours=2)

    assert (await promise(world)).state is EntryState.DROPPED


async def test_a_thread_that_is_gone_is_not_missed(world: World) -> None:
    await parted(world)
    thread = await world.thread()
    world.env.backend.delete_channel(thread.id)

    await world.later(hours=2)

    assert (await promise(world)).state is EntryState.DROPPED


async def test_a_thread_that_rests_late_is_nobodys_alarm(world: World) -> None:
    await parted(world)
    thread = await world.thread()
    world.env.inject_error("PATCH", f"/channels/{thread.id}", status=500, times=None)

    await world.later(hours=1, minutes=1)
    for _ in range(4):
        await world.later(minutes=10)

    entry = await promise(world)
    assert (entry.state, entry.attempts > 3, entry.told_at) == (EntryState.OWED, True, None)
    assert "n'arrive pas" not in said(await world.sam.slash(world.staff, "queue"))
