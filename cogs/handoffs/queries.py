"""Reads with a name."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, String, literal_column, select

from bot.db import ReadSession, WriteSession
from models import Handoff, HandoffState, Mentor

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


async def over(session: WriteSession, *, now: datetime) -> Sequence[Handoff]:
    """Return what nobody answered in time."""
    return await _held(session, Handoff.until <= now)


async def never_told(session: WriteSession, *, before: datetime) -> Sequence[Handoff]:
    """Return what was asked before that moment and did not reach its youth by DM."""
    return await _held(session, Handoff.told_at.is_(None) & (Handoff.asked_at <= before))


async def _held(session: WriteSession, which: ColumnElement[bool]) -> Sequence[Handoff]:
    """Return rows that no other process looks after at this moment."""
    ids = select(Handoff.id).where(ASKED, which).order_by(Handoff.id).limit(AT_ONCE)
    found = (await session.scalars(ids.with_for_update(skip_locked=True))).all()
    held = select(Handoff).where(Handoff.id.in_(found)).order_by(Handoff.id)
    return (await session.scalars(held.execution_options(populate_existing=True))).all()
