"""What the courier carries for this feature."""

from bot.app import Maraude
from bot.db import ReadSession
from bot.parcels import Send
from cogs.privacy import cards, rules
from models import OutboxEntry, Ticket


async def expires(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send | None:
    """Return the warning that an open conversation ends by itself, unless it is over."""
    ticket = await session.get(Ticket, entry.args["ticket"])
    if ticket is None or not ticket.is_open:
        return None
    say = bot.texts.voice(ticket.alias.youth.locale)
    until = bot.now() + rules.WARNED_BEFORE
    return Send(cards.expires_card(say, ticket, until), to_mailbox=ticket.reach == "mailbox")
