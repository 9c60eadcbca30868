"""What the courier carries for this feature: calls, without a word of the youth."""

from bot.app import Maraude
from bot.db import ReadSession
from bot.lead import to_lead
from bot.parcels import Later, Send
from cogs.duty import service as duty
from cogs.safeguarding import cards
from models import OutboxEntry, Team, Ticket


async def alert(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send | Later | None:
    """Return the call to the lead and those on duty, unless somebody has said "seen". Who is not
    answered is heard by all mentors."""
    team = await session.get_one(Team, entry.args["team"])
    ticket = await session.get(Ticket, entry.args["request"])
    if ticket is None or ticket.alert_at is None:
        return None
    look = cards.alert_card(bot.texts.voice(team.locale), team, ticket)
    there = await _there(bot, session, ticket, entry)
    calls = _called(team.lead_role_id, None if there else team.mentor_role_id)
    return to_lead(bot, team, entry, look, calls=calls, pings=there)


async def alert_thread(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send | None:
    """Return the call in the thread, to who holds the request, or to those on duty and the lead, or
    to all mentors; a thread that was let go after its time is called no more, the lead is."""
    ticket = await session.get_one(Ticket, entry.args["ticket"])
    is_let_go = ticket.thread_id is None and not ticket.is_open
    if ticket.alert_at is None or is_let_go:
        return None
    team = ticket.community.team
    look = cards.alert_card(bot.texts.voice(team.locale), team, ticket)
    holder = ticket.mentor
    there = await _there(bot, session, ticket, entry) if holder is None else (holder.discord_id,)
    roles = _called(team.lead_role_id) if there else _called(team.mentor_role_id)
    calls = roles if holder is None else ()
    who = " ".join([*(f"<@{one}>" for one in there), *(f"<@&{role}>" for role in calls)])
    words = cards.Card(f"{who} {look.content}", rows=look.rows)
    return Send(words, ticket.thread_id, pings=there, calls=calls)


async def goes_on(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send | None:
    """Return the word to who said "seen" that new words sound like danger."""
    ticket, who = await session.get_one(Ticket, entry.args["ticket"]), entry.args["who"]
    if ticket.thread_id is None:
        return None
    words = bot.texts.voice(ticket.community.team.locale)("alert-goes-on", who=f"<@{who}>")
    return Send(cards.Card(words), ticket.thread_id, pings=(who,))


async def _there(
    bot: Maraude, session: ReadSession, ticket: Ticket, entry: OutboxEntry
) -> tuple[int, ...]:
    """Return who is on duty, for the first call; nobody for the next ones: when those who said that
    they are there do not answer, everybody is called."""
    is_first = ticket.alarmed_at is None or entry.created_at <= ticket.alarmed_at
    return await duty.on_duty(session, ticket.team_id, now=bot.now()) if is_first else ()


def _called(*roles: int | None) -> tuple[int, ...]:
    return tuple(dict.fromkeys(role for role in roles if role is not None))
