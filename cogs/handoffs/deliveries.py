"""What the courier carries for this feature."""

from datetime import datetime

from bot.app import Maraude
from bot.db import ReadSession, WriteSession
from bot.parcels import Receipt, Send
from bot.ui import Card
from cogs.handoffs import cards, service
from models import Handoff, OutboxEntry, Ticket


async def told(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send | None:
    """Return the question to the youth, unless it is decided meanwhile."""
    handoff = await service.for_youth(session, entry.args["handoff"])
    if handoff is None:
        return None
    look = cards.told_card(bot.texts.voice(handoff.ticket.alias.youth.locale), handoff)
    return Send(look, to_mailbox=handoff.ticket.reach == "mailbox")


async def told_stands(
    session: WriteSession, entry: OutboxEntry, _receipt: Receipt, now: datetime
) -> None:
    """The youth was told: soon the colleague is asked."""
    await service.was_told(session, entry.args["handoff"], now=now)


async def asked(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send | None:
    """Return the question to the colleague, unless it is decided meanwhile."""
    handoff = await service.for_youth(session, entry.args["handoff"])
    if handoff is None:
        return None
    look = cards.asked_card(bot.texts.voice(handoff.ticket.community.team.locale), handoff)
    return Send(look, handoff.ticket.thread_id, pings=(handoff.taker.discord_id,))


async def news(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send | None:
    """Return what became of a handoff, for the thread and who asked."""
    handoff = await session.get(Handoff, entry.args["handoff"])
    if handoff is None:
        return None
    ticket = handoff.ticket
    words = bot.texts.voice(ticket.community.team.locale)(
        entry.args["key"],
        mentor=handoff.giver.mention,
        colleague=handoff.taker.first_name,
        alias=ticket.alias.name,
    )
    return Send(Card(words), ticket.thread_id, pings=(handoff.giver.discord_id,))


async def stays(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send | None:
    """Return the word that nothing changes, unless it changed meanwhile."""
    handoff = await session.get(Handoff, entry.args["handoff"])
    if handoff is None or handoff.ticket.mentor_id != handoff.from_id:
        return None
    look = cards.stays_card(bot.texts.voice(handoff.ticket.alias.youth.locale), handoff)
    return Send(look, to_mailbox=handoff.ticket.reach == "mailbox")


async def another(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send:
    """Return the news that a youth would like to talk to somebody else."""
    ticket = await session.get_one(Ticket, entry.args["ticket"])
    words = bot.texts.voice(ticket.community.team.locale)(
        "handoffs-another", alias=ticket.alias.name
    )
    return Send(Card(words), ticket.thread_id)
