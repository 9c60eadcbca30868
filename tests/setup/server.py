"""What a moderator does with the pages of the set-up, and what happens to a server meanwhile."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import discord
import simcord
from simcord import interactions
from simcord.backend import serializers
from simcord.backend.models.channel import Overwrite
from simcord.builders import ChannelHandle
from simcord.enums import ComponentType, InteractionType, OverwriteType
from simcord.results import InteractionResult, ResponseMessage
from sqlalchemy import select

from models import Community, Mentor
from tests.world import World, answers_of, walk_components


async def begin(world: World) -> ResponseMessage:
    """The moderator types /setup; the page is returned and follows each press."""
    (page,) = answers_of(await world.max.slash(world.welcome, "setup"))
    return page


async def choose_all(world: World, page: ResponseMessage) -> None:
    """The moderator picks the two channels and the two roles; the lead answers for a mentor."""
    for which, place in (
        ("staff", world.staff),
        ("mentor", world.mentor_role),
        ("lead", world.lead_role),
        ("panel", world.welcome),
    ):
        await world.max.select(page, [place], custom_id=f"setup:place:{which}")
    await answer_for(world, world.sam)


async def answer_for(world: World, who: simcord.MemberActor, *, days: int = 365) -> None:
    """The lead answers for a mentor from now on, for so many days."""
    until, team_id = world.clock() + timedelta(days=days), (await community(world)).team_id
    async with world.bot.db.transaction() as session:
        known = await session.scalar(select(Mentor).where(Mentor.discord_id == who.id))
        mentor = known or Mentor(team_id=team_id, discord_id=who.id, created_at=world.clock())
        mentor.first_name, mentor.organisation, mentor.vetted_until = "Sam", "Les Ponts", until
        session.add(mentor)


async def turn_to(world: World, page: ResponseMessage, name: str) -> None:
    """The moderator turns to another page, wherever that page begins from."""
    if f"setup:page:{name}" not in controls(page):
        await world.max.click(page, custom_id="setup:page:rhythm")
    await world.max.click(page, custom_id=f"setup:page:{name}")


async def ready_to_open(world: World) -> ResponseMessage:
    """All is chosen; the check stands before the moderator."""
    page = await begin(world)
    await choose_all(world, page)
    await turn_to(world, page, "check")
    return page


async def opened(world: World) -> ResponseMessage:
    """All is chosen and the intake is open."""
    page = await ready_to_open(world)
    await world.max.click(page, custom_id="setup:intake:open")
    return page


def is_lead(world: World, person: simcord.MemberActor) -> None:
    """Somebody carries the lead role too."""
    world.env.backend.add_member_role(world.guild.id, person.id, world.lead_role.id)


async def community(world: World) -> Community:
    """Return what is stored of this server, with its team."""
    async with world.bot.db.reading() as session:
        return (
            await session.scalars(select(Community).where(Community.guild_id == world.guild.id))
        ).one()


def controls(message: Any) -> dict[str, dict[str, Any]]:
    """Return the buttons and menus of a message by their address."""
    return {c["custom_id"]: c for c in walk_components(message.components) if "custom_id" in c}


def shown_in(message: Any, address: str) -> list[str]:
    """Return what a menu shows as chosen: ids of places, or values of options."""
    menu = controls(message)[address]
    chosen = [str(value["id"]) for value in menu.get("default_values", [])]
    return chosen + [o["value"] for o in menu.get("options", []) if o.get("default")]


def fields_of(shown: InteractionResult) -> dict[str, str]:
    """Return a form's fields with what is filled in already."""
    assert shown.modal is not None
    return {
        c["custom_id"]: c.get("value") or ""
        for c in walk_components(shown.modal["components"])
        if "custom_id" in c
    }


# -- what happens to the server ------------------------------------------------------------------


async def allow(
    world: World, channel: ChannelHandle, role: simcord.RoleHandle, **permissions: bool | None
) -> None:
    """Somebody with the right changes what a role may do in a channel."""
    raw = world.env.backend.get_channel(channel.id)
    now = next((o for o in raw.overwrites if o.target_id == role.id), Overwrite(role.id, _ROLE))
    wanted = discord.PermissionOverwrite.from_pair(
        discord.Permissions(now.allow), discord.Permissions(now.deny)
    )
    wanted.update(**permissions)
    allowed, denied = wanted.pair()
    overwrite = Overwrite(role.id, _ROLE, allowed.value, denied.value)
    world.env.backend.set_overwrite(channel.id, overwrite)
    await world.env.settle()


async def take_from_maraude(world: World, channel: ChannelHandle, permission: str) -> None:
    """Maraude loses one permission in a channel."""
    await allow(world, channel, world.guild.roles["TestBot"], **{permission: False})


async def give_maraude(world: World, channel: ChannelHandle, permission: str) -> None:
    """Maraude gets one permission in a channel."""
    await allow(world, channel, world.guild.roles["TestBot"], **{permission: True})


async def delete_channel(world: World, channel: ChannelHandle) -> None:
    """A channel is deleted."""
    world.env.backend.delete_channel(channel.id)
    await world.env.settle()


async def delete_role(world: World, role: simcord.RoleHandle) -> None:
    """A role is deleted."""
    world.env.backend.delete_role(world.guild.id, role.id)
    await world.env.settle()


async def delete_message(world: World, message: Any) -> None:
    """Somebody deletes a message by hand."""
    world.env.backend.delete_message(message.channel.id, message.id)
    await world.env.settle()


def lend_command(world: World, name: str, person: simcord.MemberActor) -> None:
    """In the server's settings, a command is shown to somebody who would not see it."""
    command = world.env.backend.find_command(name, None)
    assert command is not None
    world.guild.set_command_permissions(int(command["id"]), {person: True})


# -- what nobody could do with Discord's own program ---------------------------------------------


async def forge_press(
    world: World, who: simcord.MemberActor, message: ResponseMessage, address: str
) -> InteractionResult:
    """Somebody presses a button of a page that is not theirs, or that the page no longer has."""
    data = {"custom_id": address, "component_type": ComponentType.BUTTON}
    pressed = {"type": ComponentType.BUTTON, "style": 2, "label": "…", "custom_id": address}
    return await _on_page(world, who, message, data, pressed)


async def forge_pick(
    world: World, who: simcord.MemberActor, message: ResponseMessage, address: str, value: str
) -> InteractionResult:
    """Somebody sends a choice from a menu that is not theirs, or that never was there."""
    kind = ComponentType.STRING_SELECT
    data: dict[str, Any] = {"custom_id": address, "component_type": kind, "values": [value]}
    if address.startswith("setup:place:"):
        kind = data["component_type"] = ComponentType.ROLE_SELECT
        role = world.env.backend.get_role(world.guild.id, int(value))
        data["resolved"] = {"roles": {value: dict(serializers.role_payload(role))}}
    menu = {"type": kind, "custom_id": address, "options": [{"label": "…", "value": value}]}
    return await _on_page(world, who, message, data, menu)


async def forge_form(
    world: World, who: simcord.MemberActor, address: str, values: Mapping[str, str]
) -> InteractionResult:
    """Somebody sends a form that was never opened for them."""
    fields = [
        {
            "type": ComponentType.LABEL,
            "component": {"type": ComponentType.TEXT_INPUT, "custom_id": name, "value": value},
        }
        for name, value in values.items()
    ]
    data = {"custom_id": address, "components": fields}
    return await _send(world, who, world.welcome.id, InteractionType.MODAL_SUBMIT, data)


async def _on_page(
    world: World,
    who: simcord.MemberActor,
    message: ResponseMessage,
    data: dict[str, Any],
    component: dict[str, Any],
) -> InteractionResult:
    stored = world.env.backend.get_message(message.channel_id, message.id)
    shown: dict[str, Any] = dict(serializers.message_payload(world.env.backend, stored))
    shown["components"] = [{"type": ComponentType.ACTION_ROW, "components": [component]}]
    kind = InteractionType.MESSAGE_COMPONENT
    return await _send(world, who, message.channel_id, kind, data, message=shown)


async def _send(
    world: World,
    who: simcord.MemberActor,
    channel_id: int,
    kind: InteractionType,
    data: dict[str, Any],
    **extra: Any,
) -> InteractionResult:
    record, payload = interactions.base_payload(
        world.env.backend,
        type=kind,
        channel_id=channel_id,
        guild_id=world.guild.id,
        user_id=who.id,
        data=data,
    )
    if "message" in extra:
        record.source_message_id = int(extra["message"]["id"])
    world.env.backend.emit("INTERACTION_CREATE", {**payload, **extra})
    await world.env.settle()
    return InteractionResult(world.env, record)


_ROLE = OverwriteType.ROLE
