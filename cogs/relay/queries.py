"""Reads with a name."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ScalarResult, and_, false, or_, select

from bot.db import ReadSession
from models import EntryState, Message, MessageAuthor, OutboxEntry, Team, Ticket

A_PAGE = 10
AT_ONCE = 200


async def latest(session: ReadSession, ticket_id: int) -> Sequence[Message]:
    """Return the last words of a conversation, oldest first."""
    words = select(Message).where(Message.ticket_id == ticket_id, Message.deleted_at.is_(None))
    return list(
        reversed((await session.scalars(words.order_by(Message.id.desc()).limit(A_PAGE))).all())
    )


async def in_mailbox(session: ReadSession, youth_id: int) -> Sequence[OutboxEntry]:
    """Return what waits to be read in the private mailbox, oldest first."""
    kept = select(OutboxEntry).where(
        OutboxEntry.youth_id == youth_id, OutboxEntry.state == EntryState.MAILBOX
    )
    return (await session.scalars(kept.order_by(OutboxEntry.id))).all()


async def from_youth(session: ReadSession, youth_copy_id: int) -> Message | None:
    """Return what a youth wrote in the DM, by its Discord message."""
    theirs = select(Message).where(
        Message.youth_copy_id == youth_copy_id, Message.author == MessageAuthor.YOUTH
    )
    return await session.scalar(theirs)


async def reply_in_thread(session: ReadSession, staff_copy_id: int) -> Message | None:
    """Return a mentor's reply, by its copy in the thread."""
    theirs = select(Message).where(
        Message.staff_copy_id == staff_copy_id, Message.author == MessageAuthor.MENTOR
    )
    return await session.scalar(theirs)


async def outlived(session: ReadSession, *, now: datetime) -> ScalarResult[Message]:
    """Return words of conversations that ended longer ago than their team keeps words, some at a
    time."""
    teams = (await session.execute(select(Team.id, Team.retention_days))).all()
    ended = [
        and_(Ticket.team_id == team_id, Ticket.closed_at <= now - timedelta(days=days))
        for team_id, days in teams
    ]
    words = select(Message).join(Ticket, Ticket.id == Message.ticket_id)
    return await session.scalars(
        words.where(Message.words.is_not(None), or_(false(), *ended)).limit(AT_ONCE)
    )
