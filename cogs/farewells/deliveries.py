"""What the courier carries for this feature."""

from bot.app import Maraude
from bot.db import ReadSession
from bot.parcels import Send
from bot.ui import Card
from cogs.farewells import cards, service
from models import Farewell, OutboxEntry, Ticket


async def proposed(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send | None:
    """Return a mentor's proposal, unless something was said meanwhile."""
    farewell = await _standing(session, entry)
    if farewell is None:
        return None
    say = bot.texts.voice(farewell.ticket.alias.youth.locale)
    return _to_youth(farewell, cards.proposed_card(say, farewell))


async def silence(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send | None:
    """Return the open door, unless something was said meanwhile."""
    farewell = await _standing(session, entry)
    if farewell is None:
        return None
    say = bot.texts.voice(farewell.ticket.alias.youth.locale)
    return _to_youth(farewell, cards.silence_card(say, farewell))


async def stays(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send:
    """Return the news for the thread that its youth would rather go on."""
    ticket = await session.get_one(Ticket, entry.args["ticket"])
    say = bot.texts.voice(ticket.community.team.locale)
    called = ticket.mentor.mention if ticket.mentor is not None else ""
    pings = (ticket.mentor.discord_id,) if ticket.mentor is not None else ()
    words = say("farewells-stays-team", alias=ticket.alias.name, mentor=called)
    return Send(Card(words.strip()), ticket.thread_id, pings=pings)


async def _standing(session: ReadSession, entry: OutboxEntry) -> Farewell | None:
    farewell = await session.get(Farewell, entry.args["farewell"])
    if farewell is None or not await service.still_stands(session, farewell):
        return None
    return farewell


def _to_youth(farewell: Farewell, look: Card) -> Send:
    return Send(look, to_mailbox=farewell.ticket.reach == "mailbox")
