"""Reads with a name."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import aliased

from bot.db import ReadSession, WriteSession
from bot.outbox import OWED, TIDYING
from cogs.watch.rules import GIVEN_UP_AFTER, TOLD_AFTER, TOLD_AGAIN_AFTER, TOO_OLD, TRIES
from models import Community, OutboxEntry, Ticket

AT_ONCE = 200
TRIED_WITHIN = timedelta(hours=1)
"""What was due long ago could not be tried: Maraude was away. It is tried once more."""
LANES_THAT_END = (
    "youth:", "first:", "team:", "server:", "coordinators:", "invitation-card:",
)  # fmt: skip
"""To a youth, to a lead, to who manages a community, to coordinators: there is somewhere else to
say it, another day, or nobody to say it to."""
OLDEST_FIRST = (OutboxEntry.due_at, OutboxEntry.id)
"""In the order of the index of what is owed."""


class HeldUp(NamedTuple):
    """What holds its lane up, with how much is owed in that lane and the community, for a
    panel."""

    entry: OutboxEntry
    how_many: int
    community: str | None


def _is_tried() -> ColumnElement[bool]:
    """Tell what was tried several times and did not arrive."""
    return (OutboxEntry.state == OWED) & (OutboxEntry.attempts >= TRIES)


def _is_in_vain() -> ColumnElement[bool]:
    """Tell what was, or of which it was told that nobody can try it."""
    nobody_can = (OutboxEntry.state == OWED) & (OutboxEntry.problem == TOO_OLD)
    return or_(_is_tried(), nobody_can)


def _is_late(before: datetime) -> ColumnElement[bool]:
    """Tell what somebody waits for in vain; nobody waits for what Maraude says first, nor for what
    it tidies."""
    waited_for = OutboxEntry.purpose.is_(None) & OutboxEntry.card.not_in(TIDYING)
    return _is_in_vain() & (OutboxEntry.created_at < before) & waited_for


def _is_nobodys(known: Collection[str], before: datetime) -> ColumnElement[bool]:
    """Tell what was due for a while and is in nobody's hands, of a kind that this version does not
    know; one that does would have taken it up at once."""
    is_free = or_(OutboxEntry.leased_until.is_(None), OutboxEntry.leased_until < before)
    unknown = (OutboxEntry.state == OWED) & OutboxEntry.card.not_in(known)
    return unknown & (OutboxEntry.due_at < before) & is_free


def _is_behind() -> ColumnElement[bool]:
    """Tell what waits for something else in its lane."""
    earlier = aliased(OutboxEntry)
    return exists().where(
        earlier.lane == OutboxEntry.lane, earlier.id < OutboxEntry.id, earlier.state == OWED
    )


def _around(team_id: int) -> ColumnElement[bool]:
    """Tell what concerns a team: its requests, also erased ones, and its panels. Each delivery's
    own request is looked up: a team has too many to look through for the few that are late."""
    about, team = OutboxEntry.args["ticket"].as_integer(), OutboxEntry.args["team"].as_integer()
    panels = select(Community.id).where(Community.team_id == team_id)
    whose = select(Ticket.team_id).where(Ticket.id == about).scalar_subquery()
    return or_(
        whose == team_id,
        OutboxEntry.lane.startswith("ticket:") & (team == team_id),
        OutboxEntry.lane.startswith("community:") & OutboxEntry.community_id.in_(panels),
    )


async def newly_late(
    session: ReadSession, *, known: Collection[str], now: datetime
) -> Sequence[OutboxEntry]:
    """Return what holds its lane up and nobody was told of today, oldest first."""
    told_at, before = OutboxEntry.told_at, now - TOLD_AFTER
    late = select(OutboxEntry).where(
        or_(_is_late(before), _is_nobodys(known, before)),
        ~_is_behind(),
        or_(told_at.is_(None), told_at < now - TOLD_AGAIN_AFTER),
    )
    return (await session.scalars(late.order_by(*OLDEST_FIRST).limit(AT_ONCE))).all()


async def to_give_up(
    session: WriteSession, *, known: Collection[str], now: datetime
) -> Sequence[OutboxEntry]:
    """Return what was tried for a day in vain, to a youth or as an alarm, is in nobody's hands and
    surely did not arrive; what Maraude says first is never said elsewhere, so that this one may
    have arrived. Who decides holds it."""
    free = or_(OutboxEntry.leased_until.is_(None), OutboxEntry.leased_until < now)
    lanes = or_(*(OutboxEntry.lane.startswith(lane) for lane in LANES_THAT_END))
    to_end = or_(OutboxEntry.purpose.is_not(None), lanes & OutboxEntry.uncertain.is_(False))
    tried_lately = OutboxEntry.due_at > now - TRIED_WITHIN
    is_old = OutboxEntry.created_at < now - GIVEN_UP_AFTER
    stuck = select(OutboxEntry).where(_is_tried(), is_old, tried_lately, free, to_end)
    stuck = stuck.where(OutboxEntry.card.in_(known))
    held = stuck.order_by(*OLDEST_FIRST).limit(AT_ONCE).with_for_update(skip_locked=True)
    return (await session.scalars(held)).all()


async def late_for(session: ReadSession, team_id: int, *, now: datetime) -> Sequence[HeldUp]:
    """Return what holds a lane up around a team, oldest first."""
    stuck = select(OutboxEntry, Community.name).outerjoin(
        Community, Community.id == OutboxEntry.community_id
    )
    stuck = stuck.where(_is_late(now), ~_is_behind(), _around(team_id))
    heads = (await session.execute(stuck.order_by(OutboxEntry.created_at).limit(AT_ONCE))).all()
    lanes = [entry.lane for entry, _ in heads]
    owed = select(OutboxEntry.lane, func.count()).group_by(OutboxEntry.lane)
    owed = owed.where(OutboxEntry.state == OWED, OutboxEntry.lane.in_(lanes), _around(team_id))
    how_many = dict((await session.execute(owed)).all())
    return [HeldUp(entry, how_many[entry.lane], community) for entry, community in heads]


async def is_behind(session: ReadSession, lane: str) -> bool:
    """Tell whether something in a lane was tried several times and did not arrive, or can be tried
    by nobody."""
    stuck = select(OutboxEntry.id).where(OutboxEntry.lane == lane, _is_in_vain())
    return await session.scalar(stuck.limit(1)) is not None
