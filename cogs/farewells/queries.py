"""Reads with a name."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, String, cast, exists, func, literal, select
from sqlalchemy.orm import aliased

from bot.db import ReadSession, WriteSession
from models import (
    EntryState,
    Farewell,
    Message,
    MessageAuthor,
    OutboxEntry,
    Ticket,
    TicketState,
)

AT_ONCE = 100
ARRIVED = (EntryState.SENT, EntryState.MAILBOX, EntryState.READ)
ONCE: ColumnElement[str] = literal("farewell:") + cast(Farewell.id, String)
"""What makes the youth's word about it itself."""
SAID = aliased(Message)
LATEST = (
    select(func.max(SAID.id)).where(SAID.ticket_id == Ticket.id).correlate(Ticket).scalar_subquery()
)


async def of_ticket(session: ReadSession, ticket_id: int) -> Farewell | None:
    """Return what is proposed for a request."""
    return await session.scalar(select(Farewell).where(Farewell.ticket_id == ticket_id))


async def spoke_since(session: ReadSession, farewell: Farewell) -> bool:
    """Tell whether a word ended it: one of the youth, or any when a silence was its reason."""
    since = select(Message.id).where(
        Message.ticket_id == farewell.ticket_id, Message.written_at > farewell.proposed_at
    )
    if farewell.mentor_id is not None:
        since = since.where(Message.author == MessageAuthor.YOUTH)
    return await session.scalar(since.limit(1)) is not None


async def unanswered(
    session: WriteSession, *, is_silence: bool, within: timedelta, now: datetime
) -> Sequence[Farewell]:
    """Return what arrived that long ago, proposed by a mentor or because of a silence; whoever else
    decides about it at this moment is not disturbed."""
    arrived = exists().where(
        OutboxEntry.once == ONCE,
        OutboxEntry.state.in_(ARRIVED),
        OutboxEntry.done_at <= now - within,
    )
    by_nobody = Farewell.mentor_id.is_(None)
    ids = select(Farewell.id).where(by_nobody if is_silence else ~by_nobody, arrived)
    locked = ids.order_by(Farewell.id).limit(AT_ONCE).with_for_update(skip_locked=True)
    found = (await session.scalars(locked)).all()
    return (await session.scalars(select(Farewell).where(Farewell.id.in_(found)))).all()


async def silent_since(session: WriteSession, since: datetime) -> Sequence[Ticket]:
    """Return conversations whose last word is a mentor's, arrived before that moment, and for which
    no goodbye is proposed: it is not our turn to answer."""
    ours = exists().where(
        Message.id == LATEST,
        Message.author == MessageAuthor.MENTOR,
        Message.written_at <= since,
    )
    proposed = exists().where(Farewell.ticket_id == Ticket.id)
    ids = (
        select(Ticket.id)
        .where(Ticket.state == TicketState.ACTIVE, Ticket.changed_at <= since, ours, ~proposed)
        .order_by(Ticket.id)
        .limit(AT_ONCE)
        .with_for_update(skip_locked=True, key_share=True)
    )
    found = (await session.scalars(ids)).all()
    return (await session.scalars(select(Ticket).where(Ticket.id.in_(found)))).all()
