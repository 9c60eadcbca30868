"""What the courier carries for this feature: calls, without a word of the youth."""

from bot.app import Maraude
from bot.db import ReadSession
from bot.lead import to_lead
from bot.parcels import Later, Send
from cogs.safeguarding import cards
from models import OutboxEntry, Team, Ticket


async def alert(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send | Later | None:
    """Return the call to the lead and those on duty, unless somebody has said "seen"."""
    team = await session.get_one(Team, entry.args["team"])
    ticket = await session.get(Ticket, entry.args["request"])
    if ticket is None or ticket.alert_at is None:
        return None
    look = cards.alert_card(bot.texts.voice(team.locale), team, ticket)
    return to_lead(bot, team, entry, look, calls=_called(team.lead_role_id, team.mentor_role_id))


async def alert_thread(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send | None:
    """Return the call in the thread, to who holds the request or to all mentors; a thread that was
    let go after its time is called no more, the lead is."""
    ticket = await session.get_one(Ticket, entry.args["ticket"])
    is_let_go = ticket.thread_id is None and not ticket.is_open
    if ticket.alert_at is None or is_let_go:
        return None
    team = ticket.community.team
    look = cards.alert_card(bot.texts.voice(team.locale), team, ticket)
    holder = ticket.mentor
    who = holder.mention if holder is not None else f"<@&{team.mentor_role_id}>"
    return Send(
        cards.Card(f"{who} {look.content}", rows=look.rows),
        ticket.thread_id,
        pings=(holder.discord_id,) if holder is not None else (),
        calls=() if holder is not None else _called(team.mentor_role_id),
    )


def _called(*roles: int | None) -> tuple[int, ...]:
    return tuple(dict.fromkeys(role for role in roles if role is not None))
