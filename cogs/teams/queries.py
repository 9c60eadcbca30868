"""Reads with a name."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import exists, or_, select

from bot.db import ReadSession
from models import IS_OPEN, Alias, Community, Fact, LinkCode, Team, Ticket


async def communities_of(session: ReadSession, team_id: int) -> Sequence[Community]:
    """Return the communities that a team serves now, in the order in which they came."""
    live = select(Community).where(Community.team_id == team_id, Community.ended_at.is_(None))
    return (await session.scalars(live.order_by(Community.id))).all()


async def usual_country(session: ReadSession, team_id: int) -> str | None:
    """Return the country of the community that a team served first."""
    first = select(Community.country).where(Community.team_id == team_id).order_by(Community.id)
    return await session.scalar(first.limit(1))


async def code(session: ReadSession, mark: bytes, *, now: datetime) -> LinkCode | None:
    """Return a code that serves still."""
    return await session.scalar(select(LinkCode).where(LinkCode.mark == mark, LinkCode.until > now))


async def left_behind(session: ReadSession, *, before: datetime) -> Sequence[Community]:
    """Return links that ended long ago and to which nobody's name or request leads any more, and
    for which nothing was counted: figures keep their place."""
    names = exists().where(Alias.community_id == Community.id)
    requests = exists().where(Ticket.community_id == Community.id)
    same = (Fact.team_id == Community.team_id, Fact.community_id == Community.id)
    leads = or_(names, requests, exists().where(*same))
    ended = select(Community).where(Community.ended_at < before, ~leads)
    return (await session.scalars(ended)).all()


async def open_in(session: ReadSession, community_id: int) -> Sequence[Ticket]:
    """Return the open requests of a community."""
    theirs = select(Ticket).where(Ticket.community_id == community_id, IS_OPEN)
    return (await session.scalars(theirs.order_by(Ticket.id))).all()


async def open_for(session: ReadSession, team_id: int) -> Sequence[Ticket]:
    """Return the open requests to a team, newest first."""
    theirs = select(Ticket).where(Ticket.team_id == team_id, IS_OPEN)
    return (await session.scalars(theirs.order_by(Ticket.id.desc()))).all()


async def away_since(session: ReadSession, before: datetime) -> Sequence[Community]:
    """Return the communities out of which Maraude was taken before a moment."""
    away = select(Community).where(Community.away_since <= before, Community.ended_at.is_(None))
    return (await session.scalars(away)).all()


async def places(session: ReadSession) -> Sequence[tuple[int, datetime | None]]:
    """Return the servers of every team and of every live community, and since when Maraude is away
    from them."""
    live = select(Community.guild_id, Community.away_since).where(Community.ended_at.is_(None))
    own = select(Team.guild_id, Team.away_since)
    found = [*await session.execute(live), *await session.execute(own)]
    return [(guild_id, away) for guild_id, away in found]
