"""What runs on a timer."""

import logging

import aiohttp
import discord

from bot.app import Maraude
from cogs.greeting import queries, service

log = logging.getLogger(__name__)
UNKNOWN_MESSAGE = 10008


async def look_at_panels(bot: Maraude) -> None:
    """Look whether each panel still stands: somebody may have deleted one while nobody looked."""
    async with bot.db.reading() as session:
        standing = await service.standing_panels(session)
    for guild_id, channel_id, message_id in standing:
        try:
            await bot.get_partial_messageable(channel_id).fetch_message(message_id)
        except (discord.HTTPException, aiohttp.ClientError, OSError, TimeoutError) as trouble:
            if getattr(trouble, "code", None) != UNKNOWN_MESSAGE:
                log.warning("A panel could not be looked at: %s", type(trouble).__name__)
                continue
            async with bot.db.transaction() as session:
                await service.panel_deleted(session, guild_id, message_id)


async def post_for_newcomers(bot: Maraude) -> None:
    """Post the panel again where somebody joined since, and long enough went by."""
    async with bot.db.reading() as session:
        communities = await queries.newcomers_wait(session, now=bot.now())
    for community_id in communities:
        async with bot.db.transaction() as session:
            await service.post_for_newcomers(session, community_id, now=bot.now())
