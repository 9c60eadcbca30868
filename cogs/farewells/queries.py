"""Reads with a name."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, String, and_, cast, exists, func, literal, or_, select

from bot.answers import LATEST, PLACED_AT
from bot.db import ReadSession, WriteSession
from cogs.farewells import rules
from models import (
    IS_OPEN,
    Alias,
    EntryState,
    Farewell,
    HeldMessage,
    Message,
    MessageAuthor,
    OutboxEntry,
    Referral,
    Ticket,
    TicketState,
)

AT_ONCE = 100
SEEN = (EntryState.SENT, EntryState.READ)
ONCE: ColumnElement[str] = literal("farewell:") + cast(Farewell.id, String)
"""What makes the youth's word about it itself."""
PLACE: ColumnElement[str] = literal("referral:") + cast(Referral.id, String)
"""What makes a proposal of a place itself."""
DROPPED: ColumnElement[bool] = exists().where(
    OutboxEntry.once == ONCE, OutboxEntry.state == EntryState.DROPPED
)
"""Its youth never got that word, and never will."""
OUR_TURN: ColumnElement[bool] = or_(
    Ticket.youth_waits_since.is_not(None), Ticket.answer_by.is_not(None)
)


async def of_ticket(session: ReadSession, ticket_id: int) -> Farewell | None:
    """Return what is proposed for a request."""
    return await session.scalar(select(Farewell).where(Farewell.ticket_id == ticket_id))


async def spoke_since(session: ReadSession, farewell: Farewell) -> bool:
    """Tell whether a word ended it: one of the youth, or any when a silence was its reason, also a
    place to go to."""
    ticket_id, since = farewell.ticket_id, farewell.proposed_at
    said = exists().where(Message.ticket_id == ticket_id, Message.written_at > since)
    placed = exists().where(Referral.ticket_id == ticket_id, Referral.offered_at > since)
    by_youth = said.where(Message.author == MessageAuthor.YOUTH)
    any_word = or_(said, placed)
    ended = by_youth if farewell.mentor_id is not None else any_word
    return await session.scalar(select(ended)) is True


async def was_dropped(session: ReadSession, farewell: Farewell) -> bool:
    """Tell whether its youth was never asked: the word about it meant nothing any more when it was
    due, or could not leave."""
    asked = select(Farewell.id).where(Farewell.id == farewell.id, DROPPED)
    return await session.scalar(asked) is not None


async def holds_words(session: ReadSession, farewell: Farewell) -> bool:
    """Tell whether its youth wrote, and did not say yet which conversation is meant."""
    youth_id = farewell.ticket.alias.youth_id
    kept = select(HeldMessage.id).where(
        HeldMessage.youth_id == youth_id, HeldMessage.words.is_not(None)
    )
    return await session.scalar(kept.limit(1)) is not None


async def to_decide(session: WriteSession, *, now: datetime) -> Sequence[Farewell]:
    """Return what nobody answered in time, and what means nothing any more or was never said; a
    later silence is heard anew. Their requests are
    held first, as a press holds them; those that somebody decides about now are left alone."""
    by_nobody = Farewell.mentor_id.is_(None)
    is_over = or_(
        Ticket.mentor_id.is_(None),
        Ticket.state != TicketState.ACTIVE,
        and_(~by_nobody, Ticket.mentor_id != Farewell.mentor_id),
        OUR_TURN,
        DROPPED,
        and_(by_nobody, _arrived(rules.WARNED_FOR, now)),
        and_(~by_nobody, _arrived(rules.PROPOSED_FOR, now)),
    )
    ids = select(Ticket.id).select_from(Farewell).join(Farewell.ticket).where(is_over)
    found = await _held(session, ids)
    held = select(Farewell).where(Farewell.ticket_id.in_(found)).order_by(Farewell.id)
    return (await session.scalars(held.execution_options(populate_existing=True))).all()


def _arrived(within: timedelta, now: datetime) -> ColumnElement[bool]:
    """Tell what its youth has had before them for that long; what lies in the mailbox unseen, they
    are given more time to find."""
    since = OutboxEntry.done_at
    return exists().where(
        OutboxEntry.once == ONCE,
        or_(
            and_(OutboxEntry.state.in_(SEEN), since <= now - within),
            and_(OutboxEntry.state == EntryState.MAILBOX, since <= now - rules.UNSEEN_FOR),
        ),
    )


def _is_fresh(since: datetime) -> ColumnElement[bool]:
    """Tell whether a place was proposed, read, or answered after that moment."""
    touched = func.coalesce(Referral.answered_at, Referral.decided_at, Referral.offered_at)
    seen = exists().where(
        OutboxEntry.once == PLACE, OutboxEntry.state.in_(SEEN), OutboxEntry.done_at > since
    )
    return or_(touched > since, seen)


async def _held(session: WriteSession, ids: Select[int]) -> Sequence[int]:
    """Return numbers of requests that no other process decides about at this moment; in no order:
    the index of open ones serves."""
    free = ids.limit(AT_ONCE).with_for_update(of=Ticket, key_share=True, skip_locked=True)
    return (await session.scalars(free)).all()


async def silent_since(session: WriteSession, since: datetime) -> Sequence[Ticket]:
    """Return conversations whose last words are a mentor's, or a place they proposed, read or left
    unread since before that moment, and for which no goodbye is proposed: it is not our turn to
    answer."""
    ours = exists().where(
        Message.id == LATEST,
        or_(Message.author == MessageAuthor.MENTOR, Message.written_at <= PLACED_AT),
        func.coalesce(Message.reached_at, Message.written_at) <= since,
    )
    placed = exists().where(Referral.ticket_id == Ticket.id, _is_fresh(since))
    proposed = exists().where(Farewell.ticket_id == Ticket.id)
    kept = exists().where(
        Alias.id == Ticket.alias_id,
        HeldMessage.youth_id == Alias.youth_id,
        HeldMessage.words.is_not(None),
    )
    is_silent = IS_OPEN & (Ticket.state == TicketState.ACTIVE) & ours & ~OUR_TURN
    ids = select(Ticket.id).where(is_silent, ~placed, ~proposed, ~kept)
    found = await _held(session, ids)
    held = select(Ticket).where(Ticket.id.in_(found)).order_by(Ticket.id)
    return (await session.scalars(held.execution_options(populate_existing=True))).all()
