"""An alarm finds somebody: where one place is gone it tries the next, and it waits for nobody in
vain."""

import pytest

from models import EntryState, OutboxEntry, Team
from tests.machine.test_delivery import talking
from tests.world import World, buttons_of, text_of

ALERT = "je veux mourir"


async def alarms(world: World, card: str = "safeguarding.alert") -> list[EntryState]:
    """Return what became of every alarm of a kind, oldest first."""
    return [entry.state for entry in await world.stored(OutboxEntry) if entry.card == card]


def calls_in(world: World) -> list[str]:
    """Return the calls that stand in the staff channel."""
    return [text_of(m) for m in world.staff.history() if f"<@&{world.lead_role.id}>" in text_of(m)]


async def test_an_alarm_waits_while_the_teams_server_is_away(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await talking(world)
    with monkeypatch.context() as patch:
        patch.setattr(world.bot, "get_guild", lambda _id: None)  # pyright: ignore[reportUnknownLambdaType,reportUnknownArgumentType] - any id
        await world.lina.send_dm(ALERT)
        assert await alarms(world) == [EntryState.OWED]

    await world.later(minutes=2)

    assert EntryState.OWED not in await alarms(world)
    assert calls_in(world)


async def test_an_alarm_leaves_at_once_when_the_teams_server_is_back(world: World) -> None:
    await talking(world)
    guild = world.bot.get_guild(world.guild.id)
    assert guild is not None
    guild.unavailable = True
    await world.lina.send_dm(ALERT)
    guild.unavailable = False

    with world.env._bot_scope():
        world.bot.dispatch("guild_available", guild)
    await world.env.settle()

    assert calls_in(world)


async def test_an_alarm_whose_channel_is_gone_goes_to_the_next_place(world: World) -> None:
    await talking(world)
    quiet = world.guild.create_text_channel("référente")
    async with world.bot.db.transaction() as session:
        (await session.get_one(Team, 1)).lead_channel_id = quiet.id
    world.env.inject_error(
        "POST", f"/channels/{quiet.id}/messages", status=404, code=10003, times=None
    )

    await world.lina.send_dm(ALERT)
    await world.later(minutes=1)

    assert EntryState.SENT in await alarms(world)
    assert calls_in(world)


async def test_an_alarm_that_its_owner_does_not_take_begins_again_with_the_first_place(
    world: World,
) -> None:
    await talking(world)
    world.env.inject_error("POST", "/users/@me/channels", status=403, code=50007, times=None)
    async with world.bot.db.transaction() as session:
        (await session.get_one(Team, 1)).staff_channel_id = 1
    await world.lina.send_dm(ALERT)
    await world.later(minutes=5)
    assert await alarms(world) == [EntryState.OWED]

    async with world.bot.db.transaction() as session:
        (await session.get_one(Team, 1)).staff_channel_id = world.staff.id
    await world.later(minutes=11)
    await world.later(minutes=11)

    assert calls_in(world)


async def test_a_call_in_a_thread_that_somebody_deleted_stands_in_the_new_one(world: World) -> None:
    await talking(world)
    ticket = await world.ticket()
    world.env.inject_error(
        "POST", f"/channels/{ticket.thread_id}/messages", status=404, code=10003, times=None
    )

    await world.lina.send_dm(ALERT)
    await world.later(minutes=1)

    assert (await world.ticket()).thread_id != ticket.thread_id
    assert await alarms(world, "safeguarding.alert_thread") == [EntryState.SENT]
    assert any(ALERT in words for words in await world.in_thread())


async def nobody_of_the_team_can_be_called(world: World) -> None:
    """The lead's and the staff channel are gone."""
    async with world.bot.db.transaction() as session:
        (await session.get_one(Team, 1)).staff_channel_id = 1


async def names(world: World) -> list[str]:
    """Return what must be read by nobody outside the team."""
    ticket = await world.ticket()
    return [ticket.alias.name, str(ticket.thread_id), "ticket:", "danger", "School", "École"]


@pytest.mark.parametrize("what", ["danger", "a concern"])
async def test_who_is_not_of_the_team_learns_only_that_it_is_needed(
    world: World, what: str
) -> None:
    await talking(world)
    guild = world.bot.get_guild(world.guild.id)
    assert guild is not None
    guild._public_updates_channel_id = world.welcome.id
    thread = await world.thread()
    await nobody_of_the_team_can_be_called(world)

    if what == "danger":
        await world.lina.send_dm(ALERT)
    else:
        shown = await world.sam.slash(thread, "ticket escalate")
        await world.send_form(world.sam, shown, why="Il dort dehors.")

    (told,) = world.welcome.history()
    assert "a besoin de l'équipe" in text_of(told)
    assert not buttons_of(told)
    assert not [name for name in await names(world) if name in text_of(told)]


async def test_a_word_to_the_owner_does_not_say_who_is_in_danger(world: World) -> None:
    await talking(world)
    await nobody_of_the_team_can_be_called(world)

    await world.lina.send_dm(ALERT)

    owner = world.guild._guild.owner_id
    dm = world.channel(world.env.backend.dm_channels[owner])
    (told,) = dm.history()
    assert "a besoin de l'équipe" in text_of(told)
    assert not buttons_of(told)
    assert not [name for name in await names(world) if name in text_of(told)]
