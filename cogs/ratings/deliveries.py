"""What the courier carries for this feature."""

from bot.app import Maraude
from bot.db import ReadSession
from bot.lead import to_lead_alone
from bot.parcels import Send
from bot.redaction import plain
from bot.ui import Card
from models import Community, OutboxEntry, Team


async def low(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send | None:
    """Return the line that a low mark came, where the lead alone reads."""
    team = await session.get_one(Team, entry.args["team"])
    say, place = bot.texts.voice(team.locale), entry.args["community"]
    community = await session.get(Community, place) if place is not None else None
    where = plain(community.name) if community is not None else say("ratings-somewhere")
    return to_lead_alone(team, Card(say("ratings-low-came", where=where)))
