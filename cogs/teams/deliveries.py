"""What the courier carries for this feature: what a link's two sides are told."""

from bot.app import Maraude
from bot.db import ReadSession
from bot.lead import to_lead, to_moderators
from bot.parcels import Later, Send
from bot.redaction import plain
from bot.texts import Voice
from bot.ui import Card
from models import Community, OutboxEntry, Team


async def to_team(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send | Later | None:
    """Return what a team is told about one of its communities."""
    team = await session.get_one(Team, entry.args["team"])
    community = await session.get(Community, entry.args["community"])
    if community is None:
        return None
    words = bot.texts.voice(team.locale)(entry.args["key"], community=plain(community.name))
    return to_lead(bot, team, entry, Card(words))


async def to_server(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send | Later | None:
    """Return what is told to who manages a community's server."""
    community = await session.get_one(Community, entry.community_id)
    say = bot.texts.voice(community.locale)
    words = say(entry.args["key"], team=plain(community.team.name), **_told(say, entry))
    return to_moderators(bot, community, entry, Card(words))


def _told(say: Voice, entry: OutboxEntry) -> dict[str, str]:
    args = dict(entry.args["args"])
    if "permission" in args:
        args["permission"] = say(f"permission-{args['permission'].replace('_', '-')}")
    return args
