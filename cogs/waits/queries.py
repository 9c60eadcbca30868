"""Reads with a name."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, or_, select

from bot.db import ReadSession, WriteSession
from models import (
    IS_OPEN,
    ActorKind,
    Mentor,
    Message,
    MessageAuthor,
    Note,
    Ticket,
    TicketEvent,
    TicketState,
)

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
    """Return the requests that nobody ever answered and of which nobody noted since when they wait:
    an earlier version took them in. Who decides holds them."""
    answered = exists().where(
        Message.ticket_id == Ticket.id, Message.author == MessageAuthor.MENTOR
    )
    return await _held(session, and_(IS_OPEN, Ticket.youth_waits_since.is_(None), ~answered))


async def _held(
    session: WriteSession, which: ColumnElement[bool], *, at_most: int | None = None
) -> Sequence[Ticket]:
    ids = select(Ticket.id).where(which).limit(at_most)
    found = (await session.scalars(ids.with_for_update(skip_locked=True))).all()
    held = select(Ticket).where(Ticket.id.in_(found)).order_by(Ticket.id)
    return (await session.scalars(held.execution_options(populate_existing=True))).all()


async def did_something(session: ReadSession, mentor: Mentor, *, since: datetime) -> bool:
    """Tell whether a mentor did anything about a request of theirs since a moment, or is on
    duty."""
    if mentor.on_duty_since is not None:
        return True
    theirs = select(Ticket.id).where(
        Ticket.mentor_id == mentor.id, or_(IS_OPEN, Ticket.closed_at > since)
    )
    traces = (
        select(Message.id).where(
            Message.ticket_id.in_(theirs),
            Message.mentor_id == mentor.id,
            Message.written_at > since,
        ),
        select(Note.id).where(
            Note.ticket_id.in_(theirs), Note.mentor_id == mentor.id, Note.written_at > since
        ),
        select(TicketEvent.id).where(
            TicketEvent.ticket_id.in_(theirs),
            TicketEvent.mentor_id == mentor.id,
            TicketEvent.actor == ActorKind.MENTOR,
            TicketEvent.at > since,
        ),
    )
    return any([await session.scalar(trace.limit(1)) is not None for trace in traces])
