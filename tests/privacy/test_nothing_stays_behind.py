"""Nothing of a request stays in the team's channels once it was erased: no call, no half-made
card."""

from typing import Any

import discord
import pytest

from bot.access import Actor
from cogs.privacy import service
from models import Concern, EntryState, OutboxEntry
from tests.machine.test_delivery import Line
from tests.privacy.test_forget import wants_to_be_forgotten
from tests.protection.test_lifting import asks
from tests.world import World, said, text_of

DANGER = "Je veux mourir, j'ai préparé une lettre d'adieu."


async def is_forgotten(world: World) -> None:
    """Lina is forgotten, from wherever she asked for it."""
    who = Actor(world.lina.id, None)
    async with world.bot.db.transaction() as session:
        await service.forget(session, world.bot.vault, who, now=world.clock())


def names(world: World, alias: str, channel_id: int | None = None) -> list[str]:
    """Return what stands in a channel of the team's and tells an alias."""
    channel = world.channel(channel_id or world.staff.id)
    return [text_of(m)[:80] for m in channel.history() if alias in text_of(m)]


async def worries_everybody(world: World, **team: Any) -> str:
    """Lina's words sounded like danger, Sam is worried, Léa asks to lift the anonymity; return the
    alias."""
    await world.is_set_up(**team)
    await world.ask(world.lina, DANGER)
    await world.claim(world.sam)
    shown = await world.sam.slash(await world.thread(), "ticket escalate")
    await world.send_form(world.sam, shown, why="Il dort dehors.")
    await asks(world, world.lea)
    return (await world.ticket()).alias.name


@pytest.mark.parametrize("place", ["the staff channel", "a channel of the lead's own"])
async def test_no_call_keeps_the_alias_of_somebody_forgotten(world: World, place: str) -> None:
    apart = world.guild.create_text_channel("référents") if "own" in place else None
    alias = await worries_everybody(world, lead_channel_id=apart.id if apart else None)
    where = apart.id if apart else world.staff.id
    assert len(names(world, alias, where)) == (3 if apart else 5)

    await wants_to_be_forgotten(world)

    assert names(world, alias) == []
    assert names(world, alias, where) == []
    assert (await world.stored(Concern))[0].closed_at is None
    page = said(await world.lea.slash(world.staff, "safeguard concerns"))
    assert "n° 1" in page
    assert alias not in page


async def test_calls_go_with_the_words(world: World) -> None:
    alias = await worries_everybody(world)
    await world.close(world.sam)

    await world.later(days=91)

    assert len(names(world, alias)) == 1
    assert "Fermée" in text_of(await world.card())


async def test_a_call_on_its_way_when_its_youth_is_forgotten_is_taken_back(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.is_set_up()
    usual = world.bot.courier._carrier.hand_over

    async def hand_over(entry: OutboxEntry, *about: object) -> object:
        outcome = await usual(entry, *about)  # type: ignore[arg-type]
        if entry.card == "safeguarding.alert":
            await is_forgotten(world)
        return outcome

    monkeypatch.setattr(world.bot.courier._carrier, "hand_over", hand_over)

    await world.ask(world.lina, DANGER)

    assert [text_of(m) for m in world.staff.history() if "danger" in text_of(m)] == []


async def test_a_call_of_which_nobody_knows_whether_it_stands_is_looked_for(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.is_set_up(danger_alert=False)
    await world.ask(world.lina)
    await world.claim(world.sam)
    alias = (await world.ticket()).alias.name
    line = Line(monkeypatch)
    line.loses_the_answer(f"/channels/{world.staff.id}/messages")
    shown = await world.sam.slash(await world.thread(), "ticket escalate")
    await world.send_form(world.sam, shown, why="Il dort dehors.")
    (call,) = [e for e in await world.stored(OutboxEntry) if e.card == "protection.concern"]
    assert (call.state, call.uncertain) == (EntryState.OWED, True)
    assert len(names(world, alias)) == 3

    await is_forgotten(world)
    await world.later(minutes=5)

    assert names(world, alias) == []


class No:
    """Discord's answer to who may not."""

    status, reason = 403, "Forbidden"


async def test_a_card_whose_thread_could_not_be_made_goes_too(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.is_set_up()

    async def refused(*_: object, **__: object) -> None:
        raise discord.Forbidden(No(), {"code": 50013, "message": "Missing Permissions"})  # type: ignore[arg-type]

    monkeypatch.setattr(discord.PartialMessage, "create_thread", refused)
    await world.ask(world.lina)
    ticket = await world.ticket()
    assert ticket.card_message_id is None
    assert len(names(world, ticket.alias.name)) == 1

    await is_forgotten(world)
    await world.later(minutes=20)

    assert names(world, ticket.alias.name) == []


@pytest.mark.parametrize("lost", ["of the card", "of its thread"])
async def test_a_card_of_which_nobody_knows_whether_it_stands_is_looked_for(
    world: World, monkeypatch: pytest.MonkeyPatch, lost: str
) -> None:
    await world.is_set_up()
    line = Line(monkeypatch)
    path = f"/channels/{world.staff.id}/messages"
    line.loses_the_answer(path if lost == "of the card" else f"{path}/\\d+/threads")
    await world.ask(world.lina)
    ticket = await world.ticket()
    assert ticket.card_message_id is None
    assert names(world, ticket.alias.name)

    await is_forgotten(world)
    await world.later(minutes=5)

    assert names(world, ticket.alias.name) == []
    assert ticket.alias.name not in world.everything_staff_can_see()


async def test_a_post_of_which_nobody_knows_whether_it_stands_is_looked_for(
    forum_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = forum_world
    await world.is_set_up()
    Line(monkeypatch).loses_the_answer(f"/channels/{world.staff.id}/threads")
    await world.ask(world.lina)
    ticket = await world.ticket()
    assert ticket.thread_id is None
    assert ticket.alias.name in world.everything_staff_can_see()

    await is_forgotten(world)
    await world.later(minutes=5)

    assert ticket.alias.name not in world.everything_staff_can_see()


async def test_somebody_elses_call_and_card_stay(world: World) -> None:
    alias = await worries_everybody(world)
    await world.ask(world.noe, DANGER)
    other = (await world.ticket(2)).alias.name

    await wants_to_be_forgotten(world)

    assert names(world, alias) == []
    assert len(names(world, other)) == 3
