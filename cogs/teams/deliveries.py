"""What the courier carries for this feature: what a link's two sides are told."""

from bot.app import Maraude
from bot.db import ReadSession
from bot.helplines import written
from bot.lead import to_lead, to_moderators
from bot.parcels import Later, Send
from bot.redaction import plain
from bot.texts import Voice
from bot.ui import Card
from cogs.teams import cards
from models import Community, OutboxEntry, Team, Ticket


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


async def team_away(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send | None:
    """Return the honest word to a youth whose team cannot be reached; nothing when it is back, or
    the conversation is over."""
    ticket = await session.get_one(Ticket, entry.args["ticket"])
    team = ticket.community.team
    if team.away_since is None or not ticket.is_open:
        return None
    say = bot.texts.voice(ticket.alias.youth.locale)
    lines = written(bot.helplines.urgent(ticket.community.country), say.locale)
    look = cards.team_away_card(say, ticket, lines)
    return Send(look, to_mailbox=ticket.reach == "mailbox")


def _told(say: Voice, entry: OutboxEntry) -> dict[str, str]:
    args = dict(entry.args["args"])
    if "permission" in args:
        args["permission"] = say(f"permission-{args['permission'].replace('_', '-')}")
    return args
