"""Reads with a name."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, func, select

from bot.db import ReadSession, WriteSession
from models import IS_OPEN, Mentor, Team, Ticket, TicketState, may_be_known

AT_ONCE = 100


def _is_there(now: datetime) -> ColumnElement[bool]:
    return Mentor.on_duty_until.is_not(None) & (Mentor.on_duty_until > now)


async def there(
    session: ReadSession, team_id: int, *, now: datetime
) -> Sequence[tuple[Mentor, int]]:
    """Return who is on duty, with how many requests each holds, who holds least first."""
    active = (
        select(Ticket.mentor_id, func.count().label("held"))
        .where(Ticket.team_id == team_id, IS_OPEN, Ticket.state == TicketState.ACTIVE)
        .group_by(Ticket.mentor_id)
        .subquery()
    )
    held = func.coalesce(active.c.held, 0)
    found = select(Mentor, held).outerjoin(active, active.c.mentor_id == Mentor.id)
    found = found.where(Mentor.team_id == team_id, _is_there(now)).order_by(held, Mentor.id)
    return [(mentor, count) for mentor, count in await session.execute(found)]


async def count_there(session: ReadSession, team_id: int, *, now: datetime) -> int:
    """Return how many are on duty."""
    found = select(func.count()).select_from(Mentor)
    return await session.scalar(found.where(Mentor.team_id == team_id, _is_there(now))) or 0


async def held_by(session: ReadSession, mentor: Mentor) -> Sequence[Ticket]:
    """Return what a mentor holds, oldest first."""
    active = select(Ticket).where(Ticket.mentor_id == mentor.id, Ticket.state == TicketState.ACTIVE)
    return (await session.scalars(active.order_by(Ticket.opened_at))).all()


async def count_waiting(session: ReadSession, team: Team, *, now: datetime) -> int:
    """Return how many requests wait for somebody; none that the team's delay still holds back."""
    waiting = select(func.count()).select_from(Ticket)
    waiting = waiting.where(Ticket.team_id == team.id, IS_OPEN, Ticket.state == TicketState.WAITING)
    return await session.scalar(waiting.where(may_be_known(team.card_delay, now))) or 0


async def overdue(session: WriteSession, *, now: datetime) -> Sequence[Mentor]:
    """Return whose duty has come to its end; who decides holds them."""
    due = (
        select(Mentor)
        .where(Mentor.on_duty_until.is_not(None), Mentor.on_duty_until <= now)
        .order_by(Mentor.on_duty_until)
        .limit(AT_ONCE)
        .with_for_update(skip_locked=True)
    )
    return (await session.scalars(due)).all()
