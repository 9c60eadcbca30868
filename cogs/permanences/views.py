"""What is done with permanences: by who plans them, and by who wants to hear of them."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

import discord
from discord import app_commands

from bot import access, consents
from bot.app import Maraude
from bot.errors import BadInput, Expected, NotYours
from bot.permissions import missing_for_events
from bot.redaction import plain
from bot.ui import (
    Press,
    acknowledge,
    actor_of,
    may_suggest,
    number_of,
    redraw,
    show,
    suggestions,
    voice_for,
    whisper,
)
from cogs.permanences import cards, service
from models import Community, Permanence, Purpose, Room

KINDS: dict[discord.ChannelType, Room] = {
    discord.ChannelType.text: Room.TEXT,
    discord.ChannelType.news: Room.TEXT,
    discord.ChannelType.voice: Room.VOICE,
    discord.ChannelType.stage_voice: Room.STAGE,
}
SIGNS = {Room.TEXT: "#", Room.VOICE: "🔊 ", Room.STAGE: "🎙️ "}
Suggested = list[app_commands.Choice[str]]


class NoSuchPlace(BadInput):
    """A channel that is not in the community, or that not everybody there sees."""

    key = "permanences-no-such-place"


@dataclass(frozen=True)
class Typed:
    """What stands behind the command."""

    title: str | None
    where: str | None
    hours: str | None
    text: str | None
    first: str | None
    last: str | None
    card: str | None


async def plan(
    interaction: discord.Interaction[Maraude], community: str | None, typed: Typed
) -> None:
    """Keep a draft, and show what would be announced."""
    bot, actor = interaction.client, actor_of(interaction)
    await acknowledge(interaction, privately=True)
    wanted = number_of(community) if community is not None else None
    async with bot.db.reading() as session:
        place = await service.community_of(session, actor, wanted)
    await bot.servers.visit(place.guild_id)
    draft = _draft(bot, place, typed)
    async with bot.db.transaction() as session:
        seen = await service.draft(session, actor, place.id, draft, now=bot.now())
    await _show(interaction, seen, is_new=True)


async def change(interaction: discord.Interaction[Maraude], number: str, typed: Typed) -> None:
    """Change a plan, and show what is announced now."""
    bot, actor = interaction.client, actor_of(interaction)
    await acknowledge(interaction, privately=True)
    async with bot.db.reading() as session:
        known = await access.permanence_for(session, actor, number_of(number))
    await bot.servers.visit(known.community.guild_id)
    draft = _draft(bot, known.community, typed)
    async with bot.db.transaction() as session:
        seen = await service.change(session, actor, known.id, draft, now=bot.now())
    await _show(interaction, seen, is_new=False)


async def show_all(interaction: discord.Interaction[Maraude]) -> None:
    """Show the team's plans."""
    bot = interaction.client
    async with bot.db.reading() as session:
        plans = await service.plans(session, actor_of(interaction), now=bot.now())
    places = {one.id: _name(bot, one) for one, _ in plans}
    await show(interaction, cards.list_card(voice_for(interaction), plans, places))


async def cancel(interaction: discord.Interaction[Maraude], number: str, day: str | None) -> None:
    """Call off one day of a plan, or all of it."""
    bot, actor = interaction.client, actor_of(interaction)
    await acknowledge(interaction, privately=True)
    async with bot.db.transaction() as session:
        ended = await service.cancel(session, actor, number_of(number), day, now=bot.now())
    key = "permanences-ended" if day is None else "permanences-day-off"
    await whisper(interaction, key, title=plain(ended.title))


class PublishButton(Press, address="permanences:publish:{permanence}"):
    """Announce it."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Owe the events and the card."""
        bot, say = interaction.client, voice_for(interaction)
        await acknowledge(interaction)
        async with bot.db.transaction() as session:
            plan = await service.publish(
                session, actor_of(interaction), self.number("permanence"), now=bot.now()
            )
        await redraw(interaction, cards.Card(say("permanences-published", title=plain(plan.title))))


class DropButton(Press, address="permanences:drop:{permanence}"):
    """Let it be."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Delete the draft."""
        await acknowledge(interaction)
        async with interaction.client.db.transaction() as session:
            await service.drop(session, actor_of(interaction), self.number("permanence"))
        await redraw(interaction, cards.Card(voice_for(interaction)("permanences-dropped")))


class RemindButton(Press, address="permanences:remind"):
    """Remind me."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Write the consent down and say what it means; beside an earlier wording, show the present
        one and ask again."""
        bot, say, actor = interaction.client, voice_for(interaction), actor_of(interaction)
        version = consents.version_in(self.parts, Purpose.PERMANENCES)
        await acknowledge(interaction, privately=True)
        async with bot.db.transaction() as session:
            community = await access.community_for(session, bot.vault, actor)
            is_present = await service.opt_in(
                session,
                bot.vault,
                actor,
                community,
                locale=say.locale,
                version=version,
                now=bot.now(),
            )
        look = cards.reminded_card(say) if is_present else cards.asks_again_card(say)
        await show(interaction, look)


class RemindAnewButton(RemindButton, address="permanences:remind:{version}"):
    """Remind me, beside a later wording."""


class NoMoreButton(Press, address="permanences:no-more"):
    """Do not remind me any more."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Take that yes back; what else was agreed to stands."""
        bot = interaction.client
        await acknowledge(interaction, privately=True)
        async with bot.db.transaction() as session:
            await service.no_more(session, bot.vault, actor_of(interaction), now=bot.now())
        await whisper(interaction, "permanences-no-more")


async def suggest_rooms(interaction: discord.Interaction[Maraude], typed: str) -> Suggested:
    """Suggest the channels of the picked community in which people can meet."""
    return await _suggest_channels(interaction, typed, {*Room})


async def suggest_cards(interaction: discord.Interaction[Maraude], typed: str) -> Suggested:
    """Suggest the channels of the picked community in which a card can stand."""
    return await _suggest_channels(interaction, typed, {Room.TEXT})


async def suggest_plans(interaction: discord.Interaction[Maraude], typed: str) -> Suggested:
    """Suggest the team's plans."""
    if not may_suggest(interaction):
        return []
    bot = interaction.client
    try:
        async with bot.db.reading() as session:
            plans = await service.plans(session, actor_of(interaction), now=bot.now())
    except Expected:
        return []
    named = ((f"{one.title} · {one.community.name}", str(one.id)) for one, _ in plans)
    return suggestions(pair for pair in named if typed.casefold() in pair[0].casefold())


async def suggest_days(interaction: discord.Interaction[Maraude], typed: str) -> Suggested:
    """Suggest the days on which the picked plan has something."""
    if not may_suggest(interaction):
        return []
    bot, picked = interaction.client, str(interaction.namespace.plan or "")
    try:
        async with bot.db.reading() as session:
            plan = await access.permanence_for(session, actor_of(interaction), number_of(picked))
            dates = await service.ahead(session, plan.id, now=bot.now())
    except Expected:
        return []
    zone = ZoneInfo(plan.community.team.timezone)
    days = dict.fromkeys(one.starts_at.astimezone(zone).date().isoformat() for one in dates)
    return suggestions((day, day) for day in days if day.startswith(typed.strip()))


async def _suggest_channels(
    interaction: discord.Interaction[Maraude], typed: str, rooms: set[Room]
) -> Suggested:
    if not may_suggest(interaction):
        return []
    bot, actor, picked = interaction.client, actor_of(interaction), interaction.namespace
    try:
        async with bot.db.reading() as session:
            if picked.plan:
                number = number_of(str(picked.plan))
                place = (await access.permanence_for(session, actor, number)).community
            else:
                number = number_of(str(picked.community)) if picked.community else None
                place = await service.community_of(session, actor, number)
    except Expected:
        return []
    guild, like = bot.get_guild(place.guild_id), typed.casefold().lstrip("#")
    return suggestions(
        (f"{SIGNS[KINDS[channel.type]]}{channel.name}", str(channel.id))
        for channel in (guild.channels if guild is not None else ())
        if like in channel.name.casefold() and _room(channel) in rooms
    )


def _room(channel: discord.abc.GuildChannel | None) -> Room | None:
    """Return what a channel is to people who meet; None when not everybody in its server sees it:
    the team learns of no other."""
    if channel is None or channel.type not in KINDS:
        return None
    everybody = channel.permissions_for(channel.guild.default_role)
    return KINDS[channel.type] if everybody.view_channel else None


def _draft(bot: Maraude, community: Community, typed: Typed) -> service.Draft:
    """Return what was typed, with the channels that it names."""
    guild = bot.get_guild(community.guild_id)
    rooms: list[tuple[int | None, Room | None]] = []
    for name, allowed in ((typed.where, {*Room}), (typed.card, {Room.TEXT})):
        if name is None:
            rooms.append((None, None))
            continue
        channel = guild.get_channel(_id(name)) if guild is not None else None
        if channel is None or (room := _room(channel)) not in allowed:
            raise NoSuchPlace
        rooms.append((channel.id, room))
    (channel_id, room), (card_id, _) = rooms
    return service.Draft(
        room=room,
        channel_id=channel_id,
        title=typed.title,
        about=typed.text,
        hours=typed.hours,
        first=typed.first,
        last=typed.last,
        card_channel_id=card_id,
    )


def _id(typed: str) -> int:
    """Return a channel's id, picked or typed as a mention."""
    try:
        return number_of(typed.strip().strip("<#>"))
    except NotYours as problem:
        raise NoSuchPlace from problem


def _name(bot: Maraude, one: Permanence) -> str:
    guild = bot.get_guild(one.community.guild_id)
    channel = guild.get_channel(one.channel_id) if guild is not None else None
    return f"{SIGNS[one.room]}{channel.name}" if channel is not None else f"<#{one.channel_id}>"


async def _show(
    interaction: discord.Interaction[Maraude], seen: service.Outlook, *, is_new: bool
) -> None:
    bot, one = interaction.client, seen.plan
    guild = bot.get_guild(one.community.guild_id)
    channel = guild.get_channel(one.channel_id) if guild is not None else None
    missing = (
        missing_for_events(guild, one.room, channel)
        if guild is not None and channel is not None
        else ()
    )
    look = cards.draft_card(
        voice_for(interaction),
        one,
        seen.spans,
        place=_name(bot, one),
        is_outside=seen.is_outside,
        missing=missing,
        is_new=is_new,
    )
    await show(interaction, look)
