"""Reads with a name."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import (
    ColumnElement,
    String,
    bindparam,
    exists,
    func,
    literal_column,
    select,
    tuple_,
)
from sqlalchemy.orm import aliased

from bot.db import ReadSession
from bot.gauges import Waits
from cogs.followups.rules import Skipped
from models import (
    IS_OPEN,
    Alias,
    CheckIn,
    CheckInState,
    FollowUpPlan,
    SkipPeriod,
    Ticket,
    Topic,
)

IS_PLANNED: ColumnElement[bool] = CheckIn.state == literal_column(
    f"'{CheckInState.PLANNED}'", String
)
"""Written out, so that the partial index of what is planned serves."""
NEWER, ITS_TICKET = aliased(CheckIn), aliased(Ticket)
OVERTAKEN = (
    select(CheckIn.id)
    .join(Ticket, Ticket.id == CheckIn.ticket_id)
    .where(
        CheckIn.id.in_(bindparam("ids", expanding=True)),
        exists().where(
            ITS_TICKET.alias_id == Ticket.alias_id,
            NEWER.ticket_id == ITS_TICKET.id,
            NEWER.state.in_([CheckInState.PLANNED, CheckInState.SENT]),
            NEWER.due_at <= bindparam("now", type_=CheckIn.due_at.type),
            tuple_(NEWER.due_at, NEWER.id) > tuple_(CheckIn.due_at, CheckIn.id),
        ),
    )
)
"""Built once: building it costs more than asking it."""


async def late(session: ReadSession, now: datetime) -> Waits:
    """Count the questions that are due and not asked: each minute, what is due is asked, let go or
    put off. ``ix_check_in_due`` serves."""
    due = select(func.count(), func.min(CheckIn.due_at)).where(IS_PLANNED, CheckIn.due_at <= now)
    return Waits(*(await session.execute(due)).one())


async def plans_of(session: ReadSession, team_id: int) -> Sequence[FollowUpPlan]:
    """Return the topics that have days of their own."""
    theirs = select(FollowUpPlan).where(FollowUpPlan.team_id == team_id)
    return (await session.scalars(theirs.order_by(FollowUpPlan.id))).all()


async def plan_for(session: ReadSession, team_id: int, topic: Topic) -> FollowUpPlan | None:
    """Return the days of a topic, if it has its own."""
    own = select(FollowUpPlan).where(FollowUpPlan.team_id == team_id, FollowUpPlan.topic == topic)
    return await session.scalar(own)


async def periods_of(
    session: ReadSession, team_id: int, *, ending_from: date
) -> Sequence[SkipPeriod]:
    """Return the days that a team skips, soonest first, but for those that are over."""
    theirs = select(SkipPeriod).where(SkipPeriod.team_id == team_id)
    coming = theirs.where(SkipPeriod.last_day >= ending_from)
    return (await session.scalars(coming.order_by(SkipPeriod.first_day, SkipPeriod.id))).all()


async def skipped_by(session: ReadSession, team_id: int) -> list[Skipped]:
    """Return all days that a team skips or skipped."""
    both = select(SkipPeriod.first_day, SkipPeriod.last_day).where(SkipPeriod.team_id == team_id)
    return [Skipped(first, last) for first, last in await session.execute(both)]


async def asked_after(
    session: ReadSession, ticket_ids: Collection[int]
) -> dict[int, list[tuple[CheckInState, int]]]:
    """Return the questions that were asked after each goodbye, oldest first, each by its state and
    how often it was put off."""
    asked = select(CheckIn.ticket_id, CheckIn.state, CheckIn.postponed).where(
        CheckIn.ticket_id.in_(ticket_ids),
        CheckIn.state.in_([CheckInState.SENT, CheckInState.ANSWERED]),
    )
    found: dict[int, list[tuple[CheckInState, int]]] = {number: [] for number in ticket_ids}
    rows = await session.execute(asked.order_by(CheckIn.due_at, CheckIn.id))
    for ticket_id, state, postponed in rows:
        found[ticket_id].append((state, postponed))
    return found


async def overtaken(session: ReadSession, ids: Collection[int], *, now: datetime) -> set[int]:
    """Return which of these questions have a later one to the same alias that is due as well."""
    return set((await session.scalars(OVERTAKEN, {"ids": list(ids), "now": now})).all())


async def has_more(session: ReadSession, check_in: CheckIn) -> bool:
    """Tell whether another question is planned after the same goodbye."""
    more = select(CheckIn.id).where(CheckIn.ticket_id == check_in.ticket_id, IS_PLANNED)
    return await session.scalar(more.where(CheckIn.id != check_in.id).limit(1)) is not None


async def calendar_of(session: ReadSession, alias_id: int) -> Sequence[CheckIn]:
    """Return every question to one alias, in order."""
    theirs = select(CheckIn).join(Ticket, Ticket.id == CheckIn.ticket_id)
    theirs = theirs.where(Ticket.alias_id == alias_id)
    return (await session.scalars(theirs.order_by(CheckIn.due_at, CheckIn.id))).all()


async def count_planned(session: ReadSession, alias_id: int) -> int:
    """Return how many questions to one alias are planned."""
    planned = select(func.count()).select_from(CheckIn).join(Ticket, Ticket.id == CheckIn.ticket_id)
    return await session.scalar(planned.where(Ticket.alias_id == alias_id, IS_PLANNED)) or 0


async def last_request(session: ReadSession, alias_id: int) -> Ticket | None:
    """Return the last request of one alias."""
    theirs = select(Ticket).where(Ticket.alias_id == alias_id)
    return await session.scalar(theirs.order_by(Ticket.opened_at.desc(), Ticket.id.desc()).limit(1))


async def talking(session: ReadSession, youth_ids: Collection[int]) -> set[int]:
    """Return which of these youths have an open request, wherever it was made: the DM is the
    same."""
    open_ones = select(Alias.youth_id).join(Ticket, Ticket.alias_id == Alias.id)
    return set(
        (await session.scalars(open_ones.where(Alias.youth_id.in_(youth_ids), IS_OPEN))).all()
    )
