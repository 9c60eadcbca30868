"""What runs on a timer."""

import asyncio
import logging

import aiohttp
import discord

from bot.app import Maraude
from bot.ui import shows
from cogs.tickets import cards, queries, service
from models import Ticket

log = logging.getLogger(__name__)
AT_ONCE = 3


async def give_back_unanswered(bot: Maraude) -> None:
    """Return claims without a reply in time to the queue."""
    async with bot.db.transaction() as session:
        await service.give_back_unanswered(session, now=bot.now())


async def look_after_cards(bot: Maraude) -> None:
    """Compare the cards and threads of open requests with what is stored, a few at once, and mend
    what differs: somebody may have deleted one while nobody looked."""
    async with bot.db.reading() as session:
        standing = await queries.standing(session)
    turns = asyncio.Semaphore(AT_ONCE)

    async def look(ticket: Ticket) -> None:
        async with turns:
            try:
                await _look_after(bot, ticket)
            except (discord.HTTPException, aiohttp.ClientError, OSError, TimeoutError) as trouble:
                log.warning("A card could not be looked at: %s", type(trouble).__name__)

    await asyncio.gather(*(look(ticket) for ticket in standing))


async def _look_after(bot: Maraude, seen: Ticket) -> None:
    if not await _thread_stands(bot, seen.thread_id or 0):
        async with bot.db.transaction() as session:
            ticket = await queries.still_open(session, seen.id)
            if ticket is not None and ticket.thread_id == seen.thread_id:
                await service.rehome(session, ticket, now=bot.now())
        return
    message = await _card_of(bot, seen)
    async with bot.db.transaction() as session:
        ticket = await queries.still_open(session, seen.id)
        if ticket is None or ticket.version != seen.version:
            return
        if ticket.card_message_id != seen.card_message_id:
            return
        if message is None:
            await service.card_deleted(session, ticket, now=bot.now())
            return
        say = bot.texts.voice(ticket.community.team.locale)
        colour = await queries.colour_of_ticket(session, ticket)
        earlier = await queries.earlier_of(session, ticket)
        look = cards.ticket_card(say, ticket, earlier=earlier, colour=colour)
        if not shows(message, look):
            await service.redraw(session, ticket, now=bot.now(), again=True)


async def _thread_stands(bot: Maraude, thread_id: int) -> bool:
    if bot.get_channel(thread_id) is not None:
        return True
    try:
        await bot.fetch_channel(thread_id)
    except discord.NotFound:
        return False
    return True


async def _card_of(bot: Maraude, ticket: Ticket) -> discord.Message | None:
    """Return the card as it stands, or None when it does not."""
    if ticket.card_message_id is None or ticket.card_channel_id is None:
        return None
    place = bot.get_partial_messageable(ticket.card_channel_id)
    try:
        return await place.fetch_message(ticket.card_message_id)
    except discord.NotFound:
        return None
