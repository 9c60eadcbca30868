"""Reads with a name."""

from collections.abc import Sequence

from sqlalchemy import func, select

from bot.db import ReadSession
from models import Alias, Ticket, TicketEvent, TicketState

A_SCREENFUL = 15


async def waiting(session: ReadSession, team_id: int) -> Sequence[Ticket]:
    """Return what waits: urgent first, then oldest."""
    queue = select(Ticket).where(Ticket.team_id == team_id, Ticket.state == TicketState.WAITING)
    return (
        await session.scalars(
            queue.order_by(Ticket.urgent.desc(), Ticket.opened_at).limit(A_SCREENFUL)
        )
    ).all()


async def held_by(session: ReadSession, team_id: int, mentor_discord_id: int) -> Sequence[Ticket]:
    """Return what one mentor holds, oldest first."""
    active = select(Ticket).where(Ticket.team_id == team_id, Ticket.state == TicketState.ACTIVE)
    held = active.where(Ticket.mentor.has(discord_id=mentor_discord_id))
    return (await session.scalars(held.order_by(Ticket.opened_at).limit(A_SCREENFUL))).all()


async def count_waiting(session: ReadSession, team_id: int) -> int:
    """Return how many requests wait."""
    queue = (
        select(func.count())
        .select_from(Ticket)
        .where(Ticket.team_id == team_id, Ticket.state == TicketState.WAITING)
    )
    return await session.scalar(queue) or 0


async def open_of(
    session: ReadSession, youth_id: int, community_id: int | None = None
) -> Sequence[Ticket]:
    """Return a youth's open requests, newest first; of one community when it is given."""
    theirs = select(Ticket).join(Alias, Alias.id == Ticket.alias_id)
    theirs = theirs.where(Alias.youth_id == youth_id, Ticket.state != TicketState.CLOSED)
    if community_id is not None:
        theirs = theirs.where(Ticket.community_id == community_id)
    return (await session.scalars(theirs.order_by(Ticket.id.desc()))).all()


async def earlier_of(session: ReadSession, ticket: Ticket) -> int:
    """Return how many requests of the same alias came before."""
    before = (
        select(func.count())
        .select_from(Ticket)
        .where(Ticket.alias_id == ticket.alias_id, Ticket.id < ticket.id)
    )
    return await session.scalar(before) or 0


async def events_of(session: ReadSession, ticket_id: int) -> Sequence[TicketEvent]:
    """Return every step of a ticket's life, in order."""
    steps = select(TicketEvent).where(TicketEvent.ticket_id == ticket_id)
    return (await session.scalars(steps.order_by(TicketEvent.id))).all()
