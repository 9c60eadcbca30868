"""promise(): owe someone a message, inside the current transaction."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, String, and_, delete, literal_column, select, update

from bot.db import PROMISED, ReadSession, WriteSession
from models import EntryState, OutboxEntry, Purpose

OWED: ColumnElement[str] = literal_column(f"'{EntryState.OWED}'", String)
IN_MAILBOX: ColumnElement[str] = literal_column(f"'{EntryState.MAILBOX}'", String)
"""Written out, so that the partial indexes of what is owed and of what waits there serve."""
SLOWED_DOWN = "Discord slows down new DMs"
"""What stands beside what Discord took for too many first messages at once."""

ERASING = (
    "tickets.thread_gone", "tickets.card_gone", "tickets.forgotten", "tickets.sought",
    "relay.erase_in_thread", "relay.erase_for_youth", "greeting.remove_panel",
    "permanences.card_gone", "permanences.twin",
)  # fmt: skip
"""What takes something away: done twice it does no harm, not done it does."""
TIDYING = ("tickets.archived",)
"""For what nobody waits: when it comes late, nobody is told."""
KEPT = (
    "lane", "card", "args", "once", "youth_id", "community_id", "purpose", "attempts", "problem",
    "told_at", "created_at",
)  # fmt: skip


def lane_of(
    *,
    youth_id: int | None = None,
    ticket_id: int | None = None,
    community_id: int | None = None,
    team_id: int | None = None,
    mentor_id: int | None = None,
    campaign_id: int | None = None,
    purpose: Purpose | None = None,
) -> str:
    """Name the queue in which order matters: one per conversation with a youth, one for what is
    written to them first (it may wait for the morning), one per thread, one per panel, also per
    panel of an outing, one for what a team's lead must know, one for what a mentor is told by
    DM."""
    if youth_id is not None:
        return f"first:{youth_id}" if purpose is not None else f"youth:{youth_id}"
    if ticket_id is not None:
        return f"ticket:{ticket_id}"
    if team_id is not None:
        return f"team:{team_id}"
    if mentor_id is not None:
        return f"mentor:{mentor_id}"
    if campaign_id is not None:
        return f"community:{community_id}:c{campaign_id}"
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
    team_id: int | None = None,
    mentor_id: int | None = None,
    campaign_id: int | None = None,
    purpose: Purpose | None = None,
    due_at: datetime | None = None,
    args: dict[str, Any] | None = None,
) -> None:
    """Owe a card to a youth, to a ticket's thread, to a community's panel or an outing's there, to
    a team's lead or to a mentor.

    Args:
        once: what makes this promise itself; a second one with the same words is refused by the
        database.
        purpose: the consent without which it must not leave; None when it answers somebody.
        args: ids and our own short words; never a youth's.
    """
    told: dict[str, Any] = {
        **({"ticket": ticket_id} if ticket_id is not None else {}),
        **({"campaign": campaign_id} if campaign_id is not None else {}),
        **(args or {}),
    }
    session.add(
        OutboxEntry(
            lane=lane_of(
                youth_id=youth_id,
                ticket_id=ticket_id,
                community_id=community_id,
                team_id=team_id,
                mentor_id=mentor_id,
                campaign_id=campaign_id,
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


def notify(
    session: WriteSession,
    card: str,
    *,
    once: str,
    now: datetime,
    youth_id: int,
    community_id: int | None = None,
    due_at: datetime | None = None,
    args: dict[str, Any] | None = None,
) -> None:
    """Owe a youth what the clock has to say about something they began: it may wait for the
    morning, and no answer waits behind it."""
    session.add(
        OutboxEntry(
            lane=f"first:{youth_id}",
            card=card,
            args=args or {},
            once=once,
            youth_id=youth_id,
            community_id=community_id,
            due_at=due_at or now,
            created_at=now,
        )
    )
    session.info[PROMISED] = True


def tell_server(
    session: WriteSession,
    card: str,
    *,
    once: str,
    now: datetime,
    community_id: int,
    args: dict[str, Any],
) -> None:
    """Owe who manages a community's server a word; no panel waits behind it."""
    lane = f"server:{community_id}"
    promise_in(session, lane, card, once=once, now=now, community_id=community_id, args=args)


def promise_in(
    session: WriteSession,
    lane: str,
    card: str,
    *,
    once: str,
    now: datetime,
    args: dict[str, Any] | None = None,
    youth_id: int | None = None,
    community_id: int | None = None,
    purpose: Purpose | None = None,
    due_at: datetime | None = None,
) -> None:
    """Owe something in a lane of its own: it waits for nothing else, and nothing else for it."""
    session.add(
        OutboxEntry(
            lane=lane,
            card=card,
            args=args or {},
            once=once,
            youth_id=youth_id,
            community_id=community_id,
            purpose=purpose,
            due_at=due_at or now,
            created_at=now,
        )
    )
    session.info[PROMISED] = True


async def is_owed(session: ReadSession, lane: str, card: str) -> bool:
    """Tell whether a card is owed in a lane, and has not begun."""
    waiting = select(OutboxEntry.id).where(
        OutboxEntry.lane == lane,
        OutboxEntry.card == card,
        OutboxEntry.state == OWED,
        OutboxEntry.leased_until.is_(None),
    )
    return await session.scalar(waiting.limit(1)) is not None


async def owes_thread(session: ReadSession, ticket_id: int) -> bool:
    """Tell whether anything is owed to a ticket's thread at this moment."""
    lane = lane_of(ticket_id=ticket_id)
    owed = select(OutboxEntry.id).where(OutboxEntry.lane == lane, OutboxEntry.state == OWED)
    return await session.scalar(owed.limit(1)) is not None


def tell_coordinators(
    session: WriteSession,
    card: str,
    *,
    once: str,
    now: datetime,
    team_id: int,
    args: dict[str, Any],
) -> None:
    """Owe a team's coordinators a word; no alarm waits behind it."""
    about = {"team": team_id, **args}
    promise_in(session, f"coordinators:{team_id}", card, once=once, now=now, args=about)


def promise_apart(
    session: WriteSession, card: str, *, once: str, now: datetime, ticket_id: int, due_at: datetime
) -> None:
    """Owe a ticket's thread something at a later moment, behind which nothing waits."""
    lane, args = _apart(ticket_id), {"ticket": ticket_id}
    promise_in(session, lane, card, once=once, now=now, args=args, due_at=due_at)


def _apart(ticket_id: int) -> str:
    return f"apart:{ticket_id}"


async def was_promised(session: ReadSession, once: str) -> bool:
    """Tell whether this promise was made before."""
    made = select(OutboxEntry.id).where(OutboxEntry.once == once)
    return await session.scalar(made) is not None


async def promise_redraw(
    session: WriteSession,
    card: str,
    *,
    once: str,
    now: datetime,
    ticket_id: int | None = None,
    community_id: int | None = None,
    campaign_id: int | None = None,
    due_at: datetime | None = None,
) -> None:
    """Owe a standing message its present look, unless a redraw that has not begun is owed
    already."""
    lane = lane_of(ticket_id=ticket_id, community_id=community_id, campaign_id=campaign_id)
    if not await is_owed(session, lane, card):
        promise(
            session,
            card,
            once=once,
            now=now,
            ticket_id=ticket_id,
            community_id=community_id,
            campaign_id=campaign_id,
            due_at=due_at,
        )


async def take_out(session: WriteSession, *, ticket_id: int) -> Sequence[OutboxEntry]:
    """Take back all that is owed to a thread, and return it in its order, to be owed anew after
    something else."""
    lane = lane_of(ticket_id=ticket_id)
    owed = select(OutboxEntry).where(OutboxEntry.lane == lane, OutboxEntry.state == OWED)
    waiting = (await session.scalars(owed.order_by(OutboxEntry.id).with_for_update())).all()
    for entry in waiting:
        await session.delete(entry)
    await session.flush()
    return waiting


async def put_behind(session: WriteSession, taken_out: Sequence[OutboxEntry]) -> None:
    """Owe again, behind all that is owed by now, what was taken out; how often it was tried and
    since when it waits stays known."""
    for old in taken_out:
        kept = {name: getattr(old, name) for name in KEPT}
        session.add(OutboxEntry(due_at=old.created_at, **kept))
        await session.flush()
    session.info[PROMISED] = True


async def forget_request(session: WriteSession, *, ticket_id: int, youth_id: int) -> None:
    """Delete all that was ever owed to a request's thread, and to its youth about it, also what
    arrived."""
    to_thread = OutboxEntry.lane.in_([lane_of(ticket_id=ticket_id), _apart(ticket_id)])
    about_it = OutboxEntry.args["ticket"].as_integer() == ticket_id
    to_youth = and_(OutboxEntry.youth_id == youth_id, about_it)
    for theirs in (to_thread, to_youth):
        await session.execute(delete(OutboxEntry).where(theirs))


async def take_back_calls(
    session: WriteSession,
    *,
    team_id: int,
    request: int,
    places: Collection[int],
    now: datetime,
) -> None:
    """Owe the end of every call to a team's lead about a request.

    Args:
        places: where to look for a call of which nobody wrote down where it stands.
    """
    about_it = OutboxEntry.args["request"].as_integer() == request
    calls = select(OutboxEntry).where(OutboxEntry.lane == lane_of(team_id=team_id), about_it)
    for call in (await session.scalars(calls.order_by(OutboxEntry.id).with_for_update())).all():
        if call.state is EntryState.SENT and call.message_id is not None:
            known = call.args.get("channel")
            for place in places if known is None else (known,):
                take_back_message(
                    session,
                    call.message_id,
                    place,
                    thread_id=call.args.get("thread"),
                    request=request,
                    team_id=team_id,
                    now=now,
                )
            await session.delete(call)
        elif call.state is EntryState.OWED and may_have_arrived(call):
            for place in places:
                seek(session, call, place, request=request, team_id=team_id, now=now)


def may_have_arrived(entry: OutboxEntry) -> bool:
    """Tell whether something of what is owed may stand already."""
    return entry.uncertain or entry.message_id is not None or entry.leased_until is not None


def take_back_message(
    session: WriteSession,
    message_id: int,
    channel_id: int,
    *,
    thread_id: int | None,
    request: int,
    team_id: int,
    now: datetime,
) -> None:
    """Owe the end of a message about a request, and of the thread that hangs on it."""
    about = {"team": team_id, "channel": channel_id, "message": message_id}
    if thread_id is not None:
        card = {"parent": channel_id, "card": message_id}
        promise(
            session,
            "tickets.thread_gone",
            once=f"thread-gone:{thread_id}",
            now=now,
            ticket_id=request,
            args={"team": team_id, "channel": thread_id, **card},
        )
    once = f"message-gone:{message_id}:{channel_id}"
    promise(session, "tickets.card_gone", once=once, now=now, ticket_id=request, args=about)


def seek(
    session: WriteSession,
    entry: OutboxEntry,
    channel_id: int,
    *,
    request: int,
    team_id: int,
    now: datetime,
) -> None:
    """Owe a look for what an entry may have posted, and its end; not before whoever carries it now
    must have come to an end, and nothing waits behind it."""
    since = entry.created_at.isoformat()
    about = {"ticket": request, "team": team_id, "channel": channel_id}
    session.add(
        OutboxEntry(
            lane=f"sought:{entry.id}",
            card="tickets.sought",
            args={**about, "entry": entry.id, "since": since},
            once=f"sought:{entry.id}:{channel_id}",
            due_at=max(now, entry.leased_until or now),
            created_at=now,
        )
    )
    session.info[PROMISED] = True


async def due_now(session: WriteSession, lanes: Sequence[str], *, now: datetime) -> None:
    """Stop waiting: what is owed in these lanes may leave at once."""
    owed = update(OutboxEntry).where(OutboxEntry.lane.in_(lanes), OutboxEntry.state == OWED)
    await session.execute(owed.values(due_at=now))
    session.info[PROMISED] = True
