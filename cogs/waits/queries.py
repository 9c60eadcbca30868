"""Reads with a name."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_, select

from bot.answers import WAS_ANSWERED
from bot.db import WriteSession
from models import IS_OPEN, Ticket, TicketState

AT_ONCE = 100


async def due(session: WriteSession, *, now: datetime) -> Sequence[Ticket]:
    """Return the requests about which somebody is to be reminded; who decides holds them. A claim
    that goes back to the queue at this moment is left to that."""
    lapses = and_(
        Ticket.state == TicketState.ACTIVE, Ticket.answer_by.is_not(None), Ticket.answer_by <= now
    )
    is_due = or_(Ticket.waits_next_at <= now, Ticket.waits_alert_at <= now)
    return await _held(session, and_(is_due, ~lapses), at_most=AT_ONCE)


async def waiting(session: WriteSession) -> Sequence[Ticket]:
    """Return the requests whose youth waits; who decides holds them."""
    return await _held(session, and_(IS_OPEN, Ticket.youth_waits_since.is_not(None)))


async def unnoticed(session: WriteSession) -> Sequence[Ticket]:
    """Return the requests that stand in the queue, or that nobody ever answered, and of which
    nobody noted since when they wait: an earlier version left them so. Who decides holds them."""
    should_wait = or_(Ticket.state == TicketState.WAITING, ~WAS_ANSWERED)
    return await _held(session, and_(IS_OPEN, Ticket.youth_waits_since.is_(None), should_wait))


async def _held(
    session: WriteSession, which: ColumnElement[bool], *, at_most: int | None = None
) -> Sequence[Ticket]:
    ids = select(Ticket.id).where(which).limit(at_most)
    found = (await session.scalars(ids.with_for_update(skip_locked=True))).all()
    held = select(Ticket).where(Ticket.id.in_(found)).order_by(Ticket.id)
    return (await session.scalars(held.execution_options(populate_existing=True))).all()
