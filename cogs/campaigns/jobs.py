"""What runs on a timer."""

import logging

import aiohttp
import discord

from bot.app import Maraude
from cogs.campaigns import queries, service

log = logging.getLogger(__name__)
UNKNOWN_CHANNEL, UNKNOWN_MESSAGE = 10003, 10008


async def look_at_days(bot: Maraude) -> None:
    """Let begin what begins today, and end what is over."""
    async with bot.db.transaction() as session:
        await service.look(session, now=bot.now())


async def look_at_panels(bot: Maraude) -> None:
    """Look whether each panel still stands: somebody may have deleted one while nobody looked."""
    async with bot.db.reading() as session:
        standing = await queries.standing(session)
    for panel in standing:
        if panel.channel_id is None or panel.message_id is None:
            continue
        try:
            await bot.get_partial_messageable(panel.channel_id).fetch_message(panel.message_id)
        except (discord.HTTPException, aiohttp.ClientError, OSError, TimeoutError) as trouble:
            code = getattr(trouble, "code", None)
            if code not in {UNKNOWN_CHANNEL, UNKNOWN_MESSAGE}:
                log.warning("An outing's panel could not be looked at: %s", type(trouble).__name__)
                continue
            async with bot.db.transaction() as session:
                if code == UNKNOWN_CHANNEL:
                    await service.channel_gone(session, panel.channel_id, now=bot.now())
                else:
                    await service.deleted(session, {panel.message_id})
