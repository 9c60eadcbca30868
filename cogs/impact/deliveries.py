"""What the courier carries for this feature."""

from datetime import date

from bot.app import Maraude
from bot.db import ReadSession
from bot.lead import to_lead
from bot.parcels import Later, Send
from cogs.impact import cards, service
from models import OutboxEntry, Team


async def digest(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send | Later | None:
    """Return the last week in words, for the coordinator; nothing when the team wishes none any
    more."""
    team = await session.get_one(Team, entry.args["team"])
    if not team.digest:
        return None
    monday = date.fromisoformat(entry.args["monday"])
    counts = await service.last_week(session, team, monday)
    look = cards.digest_card(bot.texts.voice(team.locale), monday, counts)
    places = (team.coordinators_channel, team.lead_channel_id, team.staff_channel_id)
    return to_lead(bot, team, entry, look, chosen=tuple(dict.fromkeys(places)))
