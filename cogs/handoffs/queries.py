"""Reads with a name."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    String,
    cast,
    exists,
    func,
    literal,
    literal_column,
    or_,
    select,
)

from bot.db import ReadSession, WriteSession
from bot.outbox import OWED
from cogs.handoffs import rules
from models import Handoff, HandoffState, Mentor, OutboxEntry, Ticket, TicketState

AT_ONCE = 100
ASKED: ColumnElement[bool] = Handoff.state == literal_column(f"'{HandoffState.ASKED}'", String)
"""Written out, so that the partial index serves."""


async def colleague(session: ReadSession, team_id: int, discord_id: int) -> Mentor | None:
    """Return a mentor of a team who has said who they are."""
    theirs = select(Mentor).where(Mentor.team_id == team_id, Mentor.discord_id == discord_id)
    return await session.scalar(theirs)


async def asked_about(session: ReadSession, ticket_id: int) -> Sequence[Handoff]:
    """Return what was asked about a request and not decided."""
    asked = select(Handoff).where(Handoff.ticket_id == ticket_id, ASKED)
    return (await session.scalars(asked.order_by(Handoff.id))).all()


async def hold(session: WriteSession, handoff_id: int) -> Handoff | None:
    """Return a handoff as it stands once nobody else decides about it."""
    row = select(Handoff.id).where(Handoff.id == handoff_id).with_for_update(key_share=True)
    await session.execute(row)
    return await session.get(Handoff, handoff_id, populate_existing=True)


async def over(session: WriteSession, *, now: datetime) -> Sequence[Handoff]:
    """Return what nobody answered in time, or a wrong clock keeps for longer; and what its mentor
    can no longer pass on."""
    too_late = or_(Handoff.until <= now, Handoff.until > now + rules.FURTHEST)
    lost = or_(Ticket.mentor_id.is_(None), Ticket.mentor_id != Handoff.from_id)
    ended = Ticket.state == TicketState.CLOSED
    return await _held(session, or_(Handoff.told_at.is_not(None) & too_late, lost, ended))


async def to_ask(session: WriteSession, *, before: datetime) -> Sequence[Handoff]:
    """Return what its youth has known since that moment, by DM or in the mailbox, and no colleague
    was asked yet; never while the word to the youth is still to leave."""
    known = func.coalesce(Handoff.told_at, Handoff.asked_at) <= before
    number = cast(Handoff.id, String)
    told = exists().where(
        OutboxEntry.once == literal("handoff-told:") + number, OutboxEntry.state != OWED
    )
    asked = exists().where(OutboxEntry.once == literal("handoff-asked:") + number)
    return await _held(session, known & told & ~asked)


async def _held(session: WriteSession, which: ColumnElement[bool]) -> Sequence[Handoff]:
    """Return rows that no other process looks after at this moment."""
    ids = select(Handoff.id).join(Ticket, Ticket.id == Handoff.ticket_id).where(ASKED, which)
    few = ids.order_by(Handoff.id).limit(AT_ONCE)
    locked = few.with_for_update(of=Handoff, key_share=True, skip_locked=True)
    found = (await session.scalars(locked)).all()
    held = select(Handoff).where(Handoff.id.in_(found)).order_by(Handoff.id)
    return (await session.scalars(held.execution_options(populate_existing=True))).all()
