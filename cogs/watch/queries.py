"""Reads with a name."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import aliased

from bot.db import ReadSession, WriteSession
from bot.outbox import OWED
from cogs.watch.rules import GIVEN_UP_AFTER, TOLD_AFTER, TOLD_AGAIN_AFTER, TRIES
from models import OutboxEntry, Ticket

AT_ONCE = 200
OLDEST_FIRST = (OutboxEntry.due_at, OutboxEntry.id)
"""In the order of the index of what is owed."""


def _is_stuck(before: datetime) -> ColumnElement[bool]:
    """Tell what was tried several times and did not arrive."""
    return (
        (OutboxEntry.state == OWED)
        & (OutboxEntry.attempts >= TRIES)
        & (OutboxEntry.created_at < before)
    )


def _is_late(before: datetime) -> ColumnElement[bool]:
    """Tell what somebody waits for in vain; nobody waits for what Maraude says first."""
    return _is_stuck(before) & OutboxEntry.purpose.is_(None)


async def newly_late(session: ReadSession, *, now: datetime) -> Sequence[OutboxEntry]:
    """Return what holds its lane up and nobody was told of today, oldest first."""
    earlier, told_at = aliased(OutboxEntry), OutboxEntry.told_at
    behind = exists().where(
        earlier.lane == OutboxEntry.lane, earlier.id < OutboxEntry.id, earlier.state == OWED
    )
    late = select(OutboxEntry).where(
        _is_late(now - TOLD_AFTER),
        ~behind,
        or_(told_at.is_(None), told_at < now - TOLD_AGAIN_AFTER),
    )
    return (await session.scalars(late.order_by(*OLDEST_FIRST).limit(AT_ONCE))).all()


async def to_give_up(session: WriteSession, *, now: datetime) -> Sequence[OutboxEntry]:
    """Return what was tried for a day in vain, to a youth or as an alarm, is in nobody's hands and
    surely did not arrive; what Maraude says first is never said elsewhere, so that this one may
    have arrived. Who decides holds it."""
    free = or_(OutboxEntry.leased_until.is_(None), OutboxEntry.leased_until < now)
    lanes = or_(OutboxEntry.lane.startswith("youth:"), OutboxEntry.lane.startswith("team:"))
    to_end = or_(OutboxEntry.purpose.is_not(None), lanes & OutboxEntry.uncertain.is_(False))
    stuck = select(OutboxEntry).where(_is_stuck(now - GIVEN_UP_AFTER), free, to_end)
    held = stuck.order_by(*OLDEST_FIRST).limit(AT_ONCE).with_for_update(skip_locked=True)
    return (await session.scalars(held)).all()


async def late_for(session: ReadSession, team_id: int, *, now: datetime) -> Sequence[OutboxEntry]:
    """Return what is late around a team's requests, oldest first."""
    about = OutboxEntry.args["ticket"].as_integer()
    late = select(OutboxEntry).join(Ticket, Ticket.id == about)
    late = late.where(_is_late(now), Ticket.team_id == team_id)
    return (await session.scalars(late.order_by(OutboxEntry.created_at).limit(AT_ONCE))).all()


async def is_behind(session: ReadSession, lane: str) -> bool:
    """Tell whether something in a lane was tried several times and did not arrive."""
    stuck = select(OutboxEntry.id).where(
        OutboxEntry.lane == lane, OutboxEntry.state == OWED, OutboxEntry.attempts >= TRIES
    )
    return await session.scalar(stuck.limit(1)) is not None
