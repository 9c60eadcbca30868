"""Rows that tests of the machine need, without the features that usually write them."""

from bot.db import Database
from models import Alias, Community, Reach, Team, Ticket, Topic, Youth
from tests.world import TUESDAY_AFTERNOON


async def a_stored_ticket(db: Database) -> int:
    """Store a waiting request of somebody; return its number."""
    now = TUESDAY_AFTERNOON
    async with db.transaction() as session:
        team = Team(guild_id=1, name="Les Ponts", created_at=now)
        community = Community(team=team, guild_id=1, name="La Place", created_at=now)
        youth = Youth(lookup=b"0" * 32, discord_id=b"sealed", created_at=now, last_seen_at=now)
        session.add_all([team, community, youth])
        await session.flush()
        alias = Alias(
            youth=youth,
            community_id=community.id,
            team_id=team.id,
            name="Renard 42",
            created_at=now,
        )
        ticket = Ticket(
            team_id=team.id, community=community, alias=alias, topic=Topic.WORK, reach=Reach.DM,
            opened_at=now, changed_at=now,
        )  # fmt: skip
        session.add(ticket)
        await session.flush()
        return ticket.id
