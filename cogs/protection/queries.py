"""Reads with a name."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Delete, Select, delete, func, or_, select

from bot.db import ReadSession, WriteSession
from bot.gauges import Waits
from models import (
    Alias,
    Block,
    Concern,
    JournalLine,
    Lifting,
    Mentor,
    MentorReport,
    Message,
    Team,
    Ticket,
    TicketEvent,
)

A_PAGE, AT_ONCE = 10, 50
URGENT_UNSEEN = (
    MentorReport.alert_at.is_not(None),
    MentorReport.seen_at.is_(None),
    MentorReport.words.is_not(None),
)
"""Tells a report that sounds like danger, and with which no lead has dealt."""
REPORTS_SHOWN = 5


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


async def unsealed(session: ReadSession) -> Sequence[Team]:
    """Return the teams whose journal an earlier version left without a seal and without a line."""
    without = select(Team).where(Team.journal_end == b"")
    return (await session.scalars(without.with_for_update(key_share=True))).all()


async def newest_lines(session: ReadSession) -> Sequence[JournalLine]:
    """Return the newest line of every journal."""
    newest = select(func.max(JournalLine.id)).group_by(JournalLine.team_id)
    return (await session.scalars(select(JournalLine).where(JournalLine.id.in_(newest)))).all()


async def open_concerns(session: ReadSession, team_id: int) -> Sequence[Concern]:
    """Return what worries a team, oldest first."""
    open_ones = select(Concern).where(Concern.team_id == team_id, Concern.closed_at.is_(None))
    return (await session.scalars(open_ones.order_by(Concern.id).limit(A_PAGE))).all()


def _unread(team_id: int, reader: int) -> Select[MentorReport]:
    """Select what youths reported and no lead has dealt with, but for what is about the reader."""
    about_others = or_(
        MentorReport.mentor_id.is_(None), MentorReport.mentor.has(Mentor.discord_id != reader)
    )
    unread = select(MentorReport).where(MentorReport.team_id == team_id)
    return unread.where(MentorReport.seen_at.is_(None), about_others)


async def unread_reports(
    session: ReadSession, team_id: int, reader: int
) -> tuple[Sequence[MentorReport], int]:
    """Return what waits for a lead, newest first, a page of it; and how many there are."""
    unread = _unread(team_id, reader)
    page = unread.order_by(MentorReport.id.desc()).limit(REPORTS_SHOWN)
    counted = select(func.count()).select_from(unread.subquery())
    return (await session.scalars(page)).all(), await session.scalar(counted) or 0


async def reports_of(
    session: ReadSession, youth_id: int, *, since: datetime
) -> Sequence[MentorReport]:
    """Return what a youth reported since a moment and no lead has dealt with."""
    theirs = select(Ticket.id).join(Alias, Alias.id == Ticket.alias_id)
    unread = select(MentorReport).where(
        MentorReport.seen_at.is_(None),
        MentorReport.written_at > since,
        MentorReport.ticket.in_(theirs.where(Alias.youth_id == youth_id)),
    )
    return (await session.scalars(unread)).all()


async def waits_to_be_called(session: ReadSession, ticket_id: int) -> bool:
    """Tell whether the youth of a request asked that the lead write, and no lead has dealt with
    it."""
    asked = select(MentorReport.id).where(
        MentorReport.ticket == ticket_id, MentorReport.call_back, MentorReport.seen_at.is_(None)
    )
    return await session.scalar(asked.limit(1)) is not None


async def last_to_write(session: ReadSession, ticket: Ticket) -> int | None:
    """Return the mentor who wrote to the youth last; when nobody did, the one who said last that
    they would, also when the request went back to the queue meanwhile."""
    wrote = select(Message.mentor_id).where(
        Message.ticket_id == ticket.id, Message.mentor_id.is_not(None)
    )
    found = await session.scalar(wrote.order_by(Message.id.desc()).limit(1))
    if found is not None:
        return found
    took = select(TicketEvent.mentor_id).where(
        TicketEvent.ticket_id == ticket.id,
        TicketEvent.what.in_(["claimed", "taken-over", "handed-over"]),
        TicketEvent.mentor_id.is_not(None),
    )
    found = await session.scalar(took.order_by(TicketEvent.id.desc()).limit(1))
    return found if found is not None else ticket.mentor_id


async def waits_for_lead(session: ReadSession, ticket: Ticket) -> bool:
    """Tell whether something about a youth still waits for the lead of a team: an alarm nobody saw,
    a concern, a report."""
    theirs = select(Ticket.id).join(Alias, Alias.id == Ticket.alias_id)
    theirs = theirs.where(Alias.youth_id == ticket.alias.youth_id, Ticket.team_id == ticket.team_id)
    waiting = [
        select(Ticket.id).where(Ticket.id.in_(theirs), Ticket.alert_at.is_not(None)),
        select(Concern.id).where(Concern.ticket.in_(theirs), Concern.closed_at.is_(None)),
        select(MentorReport.id).where(
            MentorReport.ticket.in_(theirs), MentorReport.seen_at.is_(None)
        ),
    ]
    return any([await session.scalar(one.limit(1)) is not None for one in waiting])


async def is_reported_by(session: ReadSession, ticket: Ticket, discord_id: int) -> bool:
    """Tell whether a youth reported this very mentor, and no lead has dealt with it."""
    theirs = select(Ticket.id).join(Alias, Alias.id == Ticket.alias_id)
    about = select(MentorReport.id).where(
        MentorReport.ticket.in_(theirs.where(Alias.youth_id == ticket.alias.youth_id)),
        MentorReport.seen_at.is_(None),
        MentorReport.mentor.has(Mentor.discord_id == discord_id),
    )
    return await session.scalar(about.limit(1)) is not None


async def blocks(session: ReadSession, team_id: int, *, now: datetime) -> Sequence[Block]:
    """Return whom a team no longer answers, newest first."""
    standing = select(Block).where(Block.team_id == team_id, Block.until > now)
    return (await session.scalars(standing.order_by(Block.id.desc()).limit(A_PAGE))).all()


async def lapsed(session: ReadSession, *, since: datetime, until: datetime) -> Sequence[Lifting]:
    """Return what was asked between two moments and nobody decided."""
    undecided = select(Lifting).where(Lifting.decided_at.is_(None))
    asked = undecided.where(Lifting.asked_at >= since, Lifting.asked_at < until)
    return (await session.scalars(asked.order_by(Lifting.id))).all()


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


async def urgent_reports(session: WriteSession, *, now: datetime) -> Sequence[MentorReport]:
    """Return reports that sound like danger, that no lead dealt with, and about which they are to
    be called again; who decides holds them."""
    due = (
        select(MentorReport.id)
        .where(MentorReport.alert_at <= now, MentorReport.seen_at.is_(None))
        .where(MentorReport.words.is_not(None))
        .order_by(MentorReport.id)
        .limit(AT_ONCE)
        .with_for_update(skip_locked=True)
    )
    ids = (await session.scalars(due)).all()
    found = select(MentorReport).where(MentorReport.id.in_(ids)).order_by(MentorReport.id)
    return (await session.scalars(found)).all()


async def urgent_unseen(session: ReadSession, _now: datetime) -> Waits:
    """Count the reports that sound like danger and with which no lead has dealt; reports are few,
    and go after a year."""
    calls = select(func.count(), func.min(MentorReport.written_at)).where(*URGENT_UNSEEN)
    return Waits(*(await session.execute(calls)).one())


async def urgent_unseen_by_team(session: ReadSession) -> list[tuple[str, int, datetime]]:
    """Return the same by the name of the team, the one whose report is oldest at the top."""
    since = func.min(MentorReport.written_at)
    calls = select(Team.name, func.count(), since).join(Team, Team.id == MentorReport.team_id)
    calls = calls.where(*URGENT_UNSEEN).group_by(Team.id, Team.name).order_by(since)
    return [(name, many, at) for name, many, at in await session.execute(calls)]


def over_for_long(*, before: datetime) -> tuple[Delete, Delete]:
    """Forget the concerns and reports with which a lead dealt long ago: only numbers were left of
    them."""
    return (
        delete(Concern).where(Concern.closed_at <= before),
        delete(MentorReport).where(MentorReport.seen_at <= before),
    )
