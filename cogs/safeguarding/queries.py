"""Reads with a name."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from bot.db import WriteSession
from models import Ticket

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
