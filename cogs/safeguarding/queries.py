"""Reads with a name."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select

from bot.db import ReadSession, WriteSession
from bot.gauges import Waits
from models import Alias, Team, Ticket, TicketEvent

AT_ONCE = 50


async def still_unseen(session: WriteSession, *, now: datetime) -> Sequence[Ticket]:
    """Return requests about which the team is to be called again; who decides holds them."""
    due = (
        select(Ticket.id)
        .where(Ticket.alert_at.is_not(None), Ticket.alert_at <= now)
        .order_by(Ticket.alert_at)
        .limit(AT_ONCE)
        .with_for_update(skip_locked=True)
    )
    ids = (await session.scalars(due)).all()
    return (await session.scalars(select(Ticket).where(Ticket.id.in_(ids)))).all()


async def unseen(session: ReadSession, _now: datetime) -> Waits:
    """Count the requests for which a team is called and nobody has said "seen"; ``ix_ticket_alert``
    serves."""
    calls = select(func.count(), func.min(Ticket.alarmed_at)).where(Ticket.alert_at.is_not(None))
    return Waits(*(await session.execute(calls)).one())


async def unseen_by_team(session: ReadSession, *, now: datetime) -> list[tuple[str, int, datetime]]:
    """Return the same by the name of the team, the one called first at the top."""
    since = func.min(func.coalesce(Ticket.alarmed_at, now))
    calls = select(Team.name, func.count(), since).join(Team, Team.id == Ticket.team_id)
    calls = calls.where(Ticket.alert_at.is_not(None)).group_by(Team.id, Team.name)
    return [(name, many, at) for name, many, at in await session.execute(calls.order_by(since))]


async def called_since(session: ReadSession, ticket: Ticket, since: datetime) -> int:
    """Return how many times words of a request's youth called its team since a moment."""
    calls = (
        select(func.count())
        .select_from(TicketEvent)
        .join(Ticket, Ticket.id == TicketEvent.ticket_id)
        .join(Alias, Alias.id == Ticket.alias_id)
        .where(Alias.youth_id == ticket.alias.youth_id, Ticket.team_id == ticket.team_id)
        .where(TicketEvent.what == "called", TicketEvent.at > since)
    )
    return await session.scalar(calls) or 0
