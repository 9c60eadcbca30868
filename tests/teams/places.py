"""Several servers: a team's own, and gaming servers that may become its communities."""

import re
from dataclasses import dataclass
from typing import Any

import discord
import simcord
from simcord import interactions
from simcord.backend import serializers
from simcord.builders import ChannelHandle
from simcord.enums import ComponentType, InteractionType
from simcord.results import InteractionResult, ResponseMessage
from sqlalchemy import select

from bot.permissions import INVITED_WITH
from models import Community, Team
from tests.world import World, answers_of, buttons_of, said

CODE = re.compile(r"`([2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4})`")


@dataclass(frozen=True)
class Server:
    """A gaming server with its people; ``chief`` administers it, ``modo`` manages it."""

    guild: simcord.GuildHandle
    welcome: ChannelHandle
    backstage: ChannelHandle
    chief: simcord.MemberActor
    modo: simcord.MemberActor


async def a_server(world: World, name: str) -> Server:
    """Maraude was invited into another server."""
    guild = world.env.create_guild(name)
    own_role = guild.roles["TestBot"]
    own = world.env.backend.get_guild(guild.id).roles[own_role.id]
    own.permissions, own.managed = INVITED_WITH.value, True
    chiefs = guild.create_role("Chef", permissions=discord.Permissions(administrator=True))
    both = discord.Permissions(manage_guild=True, manage_threads=True)
    modos = guild.create_role("Modo", permissions=both)
    slug = re.sub(r"\W", "", name).lower()
    server = Server(
        guild,
        guild.create_text_channel("accueil"),
        guild.create_text_channel("coulisses"),
        guild.add_member(world.env.create_user(f"chef_{slug}"), roles=[chiefs]),
        guild.add_member(world.env.create_user(f"modo_{slug}"), roles=[modos]),
    )
    await world.env.settle()
    has_place_for_moderators(world, server)
    return server


def has_place_for_moderators(world: World, server: Server, *, there: bool = True) -> None:
    """Discord itself writes to the server's moderators in a channel, or in none."""
    seen = world.bot.get_guild(server.guild.id)
    assert seen is not None
    seen._public_updates_channel_id = server.backstage.id if there else None


def joins(world: World, person: simcord.MemberActor, server: Server) -> simcord.MemberActor:
    """Somebody is in another server too."""
    return server.guild.add_member(person.user)


async def a_code(world: World, who: simcord.MemberActor | None = None) -> str:
    """Somebody of the team asks for a code."""
    answer = said(await (who or world.max).slash(world.staff, "team link"))
    found = CODE.search(answer)
    assert found is not None, answer
    return found[1]


async def accepts(world: World, server: Server, code: str) -> InteractionResult:
    """The server's moderator types the code and says yes."""
    (asked,) = answers_of(await server.modo.slash(server.welcome, "team accept", code=code))
    (yes,) = [address for address in buttons_of(asked) if address.startswith("teams:accept:")]
    return await server.modo.click(asked, custom_id=yes)


async def opens(world: World, server: Server) -> ResponseMessage:
    """The server's moderator chooses where the panel stands, and opens."""
    (page,) = answers_of(await server.modo.slash(server.backstage, "setup"))
    await server.modo.select(page, [server.welcome], custom_id="setup:here:panel")
    await server.modo.click(page, custom_id="setup:gate:open")
    return page


async def linked(world: World, name: str, *, is_open: bool = True) -> Server:
    """A gaming server is a community of the team."""
    server = await a_server(world, name)
    await accepts(world, server, await a_code(world))
    if is_open:
        await opens(world, server)
    return server


async def link_of(world: World, server: Server) -> Community:
    """Return the newest link of a server."""
    theirs = select(Community).where(Community.guild_id == server.guild.id)
    async with world.bot.db.reading() as session:
        return (await session.scalars(theirs.order_by(Community.id.desc()))).all()[0]


async def team_of(world: World) -> Team:
    """Return the team of the first server."""
    async with world.bot.db.reading() as session:
        found = await session.scalars(select(Team).where(Team.guild_id == world.guild.id))
        return found.one()


def told_in(channel: ChannelHandle) -> str:
    """Return all that stands in a channel."""
    return "\n".join(m.content or "" for m in channel.history())


def panels_in(channel: ChannelHandle) -> list[discord.Message]:
    """Return the panels that stand in a channel."""
    return [m for m in channel.history() if m.author.bot and "greeting:keep" in buttons_of(m)]


async def asks(
    world: World,
    who: simcord.MemberActor,
    server: Server,
    words: str = "Je sais pas quoi faire.",
    *,
    wishes: tuple[str, ...] = ("dm",),
) -> InteractionResult:
    """Somebody types /talk in a community and sends the form."""
    shown = await who.slash(server.welcome, "talk")
    return await world.send_form(
        who, shown, topic=["school"], words=words, age=[], wishes=list(wishes)
    )


async def acts(
    world: World,
    server: Server,
    who: simcord.MemberActor,
    address: str,
    *,
    form: bool = False,
    pick: str | None = None,
) -> InteractionResult:
    """Somebody in a community's server presses, picks or sends what no card there carries."""
    backend, place = world.env.backend, server.welcome
    data: dict[str, Any] = {"custom_id": address, "component_type": ComponentType.BUTTON}
    item: dict[str, Any] = {"type": 2, "style": 2, "label": "…", "custom_id": address}
    kind = InteractionType.MESSAGE_COMPONENT
    if pick is not None:
        data |= {"component_type": ComponentType.STRING_SELECT, "values": [pick]}
        item = {"type": 3, "custom_id": address, "options": [{"label": pick, "value": pick}]}
    if form:
        names = ("hours", "name", "quiet", "identity_days", "age_floor", "words")
        fields = [
            {"type": 18, "component": {"type": 4, "custom_id": n, "value": "x"}} for n in names
        ]
        kind, data = InteractionType.MODAL_SUBMIT, {"custom_id": address, "components": fields}
    record, payload = interactions.base_payload(
        backend, type=kind, channel_id=place.id, guild_id=server.guild.id, user_id=who.id, data=data
    )
    if not form:
        stored = backend.create_message(place.id, backend.bot_user.id, "…")
        shown: dict[str, Any] = dict(serializers.message_payload(backend, stored))
        shown["components"] = [{"type": 1, "components": [item]}]
        payload["message"], record.source_message_id = shown, stored.id
    world.env._notify_dispatch_observers(record)
    backend.emit("INTERACTION_CREATE", payload)
    await world.env.settle(timeout=60)
    return InteractionResult(world.env, record)
