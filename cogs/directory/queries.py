"""Reads with a name."""

from collections.abc import Sequence

from sqlalchemy import func, or_, select

from bot.db import ReadSession, hold
from models import Service, Team

MOST_IN_A_PLACE = 200


async def of_team(session: ReadSession, team_id: int) -> Sequence[Service]:
    """Return a team's whole directory, place by place."""
    theirs = select(Service).where(Service.team_id == team_id)
    place = func.coalesce(Service.departement, "")
    return (await session.scalars(theirs.order_by(place, Service.name, Service.id))).all()


async def serving(
    session: ReadSession, team_id: int, country: str, departement: str | None
) -> Sequence[Service]:
    """Return what serves a place: what is in the département, and what serves the whole country."""
    there = or_(Service.departement.is_(None), Service.departement == departement)
    theirs = select(Service).where(Service.team_id == team_id, Service.country == country, there)
    found = await session.scalars(theirs.order_by(Service.id).limit(MOST_IN_A_PLACE))
    return found.all()


async def hold_team(session: ReadSession, team_id: int) -> None:
    """Let imports of one team follow each other."""
    await hold(session, select(Team.id).where(Team.id == team_id))
