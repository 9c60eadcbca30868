"""What runs on a timer."""

import logging

import aiohttp
import discord

from bot.app import Maraude
from bot.marks import MARK_LENGTH, mark_of
from cogs.permanences import service

log = logging.getLogger(__name__)
UNKNOWN_EVENT = 10070
TROUBLE = (discord.HTTPException, aiohttp.ClientError, OSError, TimeoutError)


async def look_at_discord(bot: Maraude) -> None:
    """Look what became of places and events in the servers that are heard here."""
    await _look_at_places(bot)
    await _look_at_calendars(bot)


async def look(bot: Maraude) -> None:
    """Bring all plans up to date."""
    async with bot.db.transaction() as session:
        await service.look(session, now=bot.now())


async def remind(bot: Maraude) -> None:
    """Promise a word to those who want it before a date begins, some at a time."""
    looked_at = 1
    while looked_at:
        async with bot.db.transaction() as session:
            looked_at = await service.remind(session, bot.vault, now=bot.now())


async def _look_at_places(bot: Maraude) -> None:
    async with bot.db.reading() as session:
        places = await service.places(session)
    for plan_id, guild_id, channel_id in places:
        guild = bot.get_guild(guild_id) if bot.part.hears(guild_id) else None
        if guild is None or guild.unavailable or guild.get_channel(channel_id) is not None:
            continue
        async with bot.db.transaction() as session:
            await service.place_gone(session, plan_id, now=bot.now())


async def _look_at_calendars(bot: Maraude) -> None:
    async with bot.db.reading() as session:
        calendars = await service.announced(session, now=bot.now())
    for guild_id, known in calendars.items():
        guild = bot.get_guild(guild_id) if bot.part.hears(guild_id) else None
        if guild is None or guild.unavailable:
            continue
        try:
            standing = await bot.http.get_scheduled_events(guild_id, with_user_count=False)
            gone = [one for one in known if not any(int(e["id"]) == one for e in standing)]
            deleted = [one for one in gone if await _is_deleted(bot, guild_id, one)]
        except TROUBLE as trouble:
            log.warning("A calendar could not be read: %s", type(trouble).__name__)
            continue
        marks = {mark_of(bot.vault, number, "event"): number for number in known.values()}
        said = {int(e["id"]): (e.get("description") or "")[-MARK_LENGTH:] for e in standing}
        found = {event_id: marks[end] for event_id, end in said.items() if end in marks}
        async with bot.db.transaction() as session:
            for event_id in deleted:
                await service.deleted(session, known[event_id], event_id, now=bot.now())
            await service.twins(session, guild_id, found, now=bot.now())


async def _is_deleted(bot: Maraude, guild_id: int, event_id: int) -> bool:
    """Ask for one event by its id: one in a channel that is hidden from us is in no list."""
    try:
        await bot.http.get_scheduled_event(guild_id, event_id, with_user_count=False)
    except discord.NotFound as answer:
        return answer.code == UNKNOWN_EVENT
    return False
