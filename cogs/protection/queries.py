"""Reads with a name."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from bot.db import ReadSession
from models import Block, Concern, JournalLine, Lifting, MentorReport, Team, Ticket

A_PAGE = 10


async def hold_team(session: ReadSession, team_id: int) -> Team:
    """Return a team; who decides holds it: lines of its journal follow one another."""
    held = select(Team).where(Team.id == team_id).with_for_update(key_share=True)
    return (await session.scalars(held.execution_options(populate_existing=True))).one()


async def last_line(session: ReadSession, team_id: int) -> JournalLine | None:
    """Return the newest line of a team's journal."""
    lines = select(JournalLine).where(JournalLine.team_id == team_id)
    return await session.scalar(lines.order_by(JournalLine.number.desc()).limit(1))


async def journal(session: ReadSession, team_id: int) -> Sequence[JournalLine]:
    """Return a team's journal, oldest first."""
    lines = select(JournalLine).where(JournalLine.team_id == team_id)
    return (await session.scalars(lines.order_by(JournalLine.number))).all()


async def open_concerns(session: ReadSession, team_id: int) -> Sequence[Concern]:
    """Return what worries a team, oldest first."""
    open_ones = select(Concern).where(Concern.team_id == team_id, Concern.closed_at.is_(None))
    return (await session.scalars(open_ones.order_by(Concern.id).limit(A_PAGE))).all()


async def unread_reports(session: ReadSession, team_id: int) -> Sequence[MentorReport]:
    """Return what youths reported and no lead has dealt with, oldest first."""
    unread = select(MentorReport).where(
        MentorReport.team_id == team_id, MentorReport.seen_at.is_(None)
    )
    return (await session.scalars(unread.order_by(MentorReport.id).limit(A_PAGE))).all()


async def blocks(session: ReadSession, team_id: int, *, now: datetime) -> Sequence[Block]:
    """Return whom a team no longer answers, newest first."""
    standing = select(Block).where(Block.team_id == team_id, Block.until > now)
    return (await session.scalars(standing.order_by(Block.id.desc()).limit(A_PAGE))).all()


async def lifting(session: ReadSession, lifting_id: int, team_id: int) -> Lifting | None:
    """Return a request to lift anonymity, of that team only; who decides holds it."""
    wanted = (
        select(Lifting)
        .join(Ticket, Ticket.id == Lifting.ticket_id)
        .where(Lifting.id == lifting_id, Ticket.team_id == team_id)
        .with_for_update(of=Lifting)
        .execution_options(populate_existing=True)
    )
    return await session.scalar(wanted)
