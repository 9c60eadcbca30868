"""Reads with a name."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import (
    ColumnElement,
    String,
    bindparam,
    cast,
    exists,
    func,
    literal,
    literal_column,
    select,
    tuple_,
)
from sqlalchemy.orm import aliased

from bot.db import ReadSession, WriteSession
from bot.gauges import Waits
from cogs.followups.rules import Skipped
from models import (
    IS_OPEN,
    Alias,
    CheckIn,
    CheckInState,
    FollowUpPlan,
    OutboxEntry,
    SkipPeriod,
    Ticket,
    Topic,
)

AT_ONCE = 200
ASKED = (CheckInState.SENT, CheckInState.ANSWERED)
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


def door_of(ticket_id: int | str) -> str:
    """Return what makes the open door after a goodbye itself: there is one."""
    return f"door:{ticket_id}"


async def due(session: WriteSession, *, now: datetime) -> Sequence[int]:
    """Return the next few questions that are due; who decides holds their requests, as whoever
    changes or answers a question does. What somebody decides on just now waits for the next
    look."""
    first = (
        select(CheckIn.id)
        .join(Ticket, Ticket.id == CheckIn.ticket_id)
        .where(IS_PLANNED, CheckIn.due_at <= now)
        .order_by(CheckIn.due_at)
        .limit(AT_ONCE)
    )
    held = first.with_for_update(skip_locked=True, key_share=True, of=Ticket)
    return (await session.scalars(held)).all()


async def still_due(
    session: WriteSession, ids: Collection[int], *, now: datetime
) -> Sequence[CheckIn]:
    """Return those of some questions that are due, now that their requests are held: who held them
    a moment ago may have changed them."""
    known = select(CheckIn).where(CheckIn.id.in_(ids), IS_PLANNED, CheckIn.due_at <= now)
    return (await session.scalars(known.execution_options(populate_existing=True))).all()


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
        CheckIn.state.in_(ASKED),
    )
    found: dict[int, list[tuple[CheckInState, int]]] = {number: [] for number in ticket_ids}
    rows = await session.execute(asked.order_by(CheckIn.due_at, CheckIn.id))
    for ticket_id, state, postponed in rows:
        found[ticket_id].append((state, postponed))
    return found


async def long_silent(
    session: WriteSession, *, asked_from: datetime, asked_until: datetime, after: int
) -> list[tuple[int, datetime]]:
    """Return the next few requests after whose goodbye the last two questions stayed without an
    answer, and that came to no end, each with when the second of them was asked; who decides holds
    them. Who asked for help again since is not among them."""
    before, later = aliased(CheckIn), aliased(CheckIn)
    newer, its_alias = aliased(Ticket), aliased(Alias)
    theirs = later.ticket_id == CheckIn.ticket_id
    moment, later_moment = tuple_(CheckIn.due_at, CheckIn.id), tuple_(later.due_at, later.id)
    silent = (
        select(CheckIn.ticket_id, CheckIn.due_at)
        .join(Ticket, Ticket.id == CheckIn.ticket_id)
        .join(Alias, Alias.id == Ticket.alias_id)
        .where(
            CheckIn.state == CheckInState.SENT,
            CheckIn.postponed == 0,
            CheckIn.due_at.between(asked_from, asked_until),
            CheckIn.ticket_id > after,
            exists().where(
                before.ticket_id == CheckIn.ticket_id,
                before.state == CheckInState.SENT,
                before.id != CheckIn.id,
            ),
            ~exists().where(theirs, later.state.in_(ASKED), later_moment > moment),
            ~exists().where(
                its_alias.youth_id == Alias.youth_id,
                newer.alias_id == its_alias.id,
                newer.opened_at > Ticket.closed_at,
            ),
            ~exists().where(
                OutboxEntry.once == literal(door_of("")) + cast(CheckIn.ticket_id, String)
            ),
        )
    )
    first = silent.order_by(CheckIn.ticket_id).limit(AT_ONCE)
    held = first.with_for_update(skip_locked=True, key_share=True, of=Ticket)
    return [(ticket_id, asked_at) for ticket_id, asked_at in await session.execute(held)]


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
