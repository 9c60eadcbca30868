"""What the courier carries for this feature."""

from bot.app import Maraude
from bot.db import ReadSession
from bot.parcels import Send
from cogs.duty import cards, queries, service
from models import Mentor, OutboxEntry, Team, Ticket, TicketState


async def offer(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send | None:
    """Return the offer to those who are still there, unless somebody took the request meanwhile, or
    everybody is called anyway."""
    ticket = await session.get_one(Ticket, entry.args["ticket"])
    if ticket.state is not TicketState.WAITING or ticket.alert_at is not None:
        return None
    there = await service.on_duty(session, ticket.team_id, now=bot.now())
    called = tuple(one for one in entry.args["mentors"] if one in there)
    say = bot.texts.voice(ticket.community.team.locale)
    look = cards.offer_card(say, ticket, called)
    return Send(look, ticket.thread_id, pings=called) if called else None


async def over(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send | None:
    """Return the kind word to a mentor, unless they are there again."""
    mentor = await session.get(Mentor, entry.args["mentor"])
    if mentor is None or mentor.on_duty_until is not None:
        return None
    team = await session.get_one(Team, mentor.team_id)
    held = await queries.held_by(session, mentor)
    look = cards.over_card(bot.texts.voice(team.locale), len(held))
    return Send(look, person_id=mentor.discord_id)
