"""Reads with a name."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import func, select

from bot.db import ReadSession, WriteSession
from models import Fact, Rating

AT_ONCE = 200


async def rating_of(session: ReadSession, lookup: bytes) -> Rating | None:
    """Return the mark of a request, by its keyed mark."""
    return await session.scalar(select(Rating).where(Rating.lookup == lookup))


async def to_count(session: WriteSession, *, now: datetime) -> Sequence[Rating]:
    """Return marks whose moment has come; who decides holds them."""
    due = select(Rating.id).where(Rating.count_at <= now).order_by(Rating.count_at)
    ids = (await session.scalars(due.limit(AT_ONCE).with_for_update(skip_locked=True))).all()
    return (await session.scalars(select(Rating).where(Rating.id.in_(ids)))).all()


async def asked_between(
    session: ReadSession, team_id: int, first: date, last: date
) -> dict[int, int]:
    """Return how many goodbyes of a team asked for a mark on these days, both included, by
    community."""
    asked = select(Fact.community_id, func.count()).where(
        Fact.team_id == team_id,
        Fact.day.between(first, last),
        Fact.what == "asked-to-rate",
        Fact.community_id.is_not(None),
    )
    counted = await session.execute(asked.group_by(Fact.community_id))
    return {community_id: count for community_id, count in counted if community_id is not None}
