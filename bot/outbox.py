"""promise(): owe someone a message, inside the current transaction."""

from datetime import datetime
from typing import Any

from sqlalchemy import select

from bot.db import PROMISED, WriteSession
from models import EntryState, OutboxEntry, Purpose


def lane_of(
    *,
    youth_id: int | None = None,
    ticket_id: int | None = None,
    community_id: int | None = None,
    purpose: Purpose | None = None,
) -> str:
    """Name the queue in which order matters: one per conversation with a youth, one for what is
    written to them first (it may wait for the morning), one per thread, one per panel."""
    if youth_id is not None:
        return f"first:{youth_id}" if purpose is not None else f"youth:{youth_id}"
    if ticket_id is not None:
        return f"ticket:{ticket_id}"
    return f"community:{community_id}"


def promise(
    session: WriteSession,
    card: str,
    *,
    once: str,
    now: datetime,
    youth_id: int | None = None,
    ticket_id: int | None = None,
    community_id: int | None = None,
    purpose: Purpose | None = None,
    due_at: datetime | None = None,
    args: dict[str, Any] | None = None,
) -> None:
    """Owe a card to a youth, to a ticket's thread or to a community's panel.

    Args:
        once: what makes this promise itself; a second one with the same words is refused by the
        database.
        purpose: the consent without which it must not leave; None when it answers somebody.
        args: ids and our own short words; never a youth's.
    """
    told: dict[str, Any] = {
        **({"ticket": ticket_id} if ticket_id is not None else {}),
        **(args or {}),
    }
    session.add(
        OutboxEntry(
            lane=lane_of(
                youth_id=youth_id,
                ticket_id=ticket_id,
                community_id=community_id,
                purpose=purpose,
            ),
            card=card,
            args=told,
            once=once,
            youth_id=youth_id,
            community_id=community_id,
            purpose=purpose,
            due_at=due_at or now,
            created_at=now,
        )
    )
    session.info[PROMISED] = True


async def promise_redraw(
    session: WriteSession,
    card: str,
    *,
    once: str,
    now: datetime,
    ticket_id: int | None = None,
    community_id: int | None = None,
) -> None:
    """Owe a standing message its present look, unless a redraw that has not begun is owed
    already."""
    lane = lane_of(ticket_id=ticket_id, community_id=community_id)
    waiting = select(OutboxEntry.id).where(
        OutboxEntry.lane == lane,
        OutboxEntry.card == card,
        OutboxEntry.state == EntryState.OWED,
        OutboxEntry.leased_until.is_(None),
    )
    if await session.scalar(waiting.limit(1)) is None:
        promise(session, card, once=once, now=now, ticket_id=ticket_id, community_id=community_id)


async def put_first(
    session: WriteSession, card: str, *, once: str, now: datetime, ticket_id: int
) -> None:
    """Owe a card before all that is owed to the same thread already; the rest keeps its order."""
    lane = lane_of(ticket_id=ticket_id)
    owed = select(OutboxEntry).where(OutboxEntry.lane == lane, OutboxEntry.state == EntryState.OWED)
    waiting = (await session.scalars(owed.order_by(OutboxEntry.id))).all()
    for entry in waiting:
        await session.delete(entry)
    await session.flush()
    promise(session, card, once=once, now=now, ticket_id=ticket_id)
    await session.flush()
    for entry in waiting:
        if entry.card != card:
            promise(
                session, entry.card, once=entry.once, now=now, ticket_id=ticket_id, args=entry.args
            )
            await session.flush()
