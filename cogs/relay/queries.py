"""Reads with a name."""

from collections.abc import Sequence

from sqlalchemy import select

from bot.db import ReadSession
from models import EntryState, Message, MessageAuthor, OutboxEntry

A_PAGE = 10


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
