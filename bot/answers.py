"""Whether a human answered a youth: with words, or with a place to go to."""

from datetime import datetime

from sqlalchemy import ColumnElement, ScalarSelect, exists, func, or_, select
from sqlalchemy.orm import aliased

from bot.db import ReadSession
from models import Message, MessageAuthor, Referral, Ticket

SAID = aliased(Message)
LATEST: ScalarSelect[int] = (
    select(func.max(SAID.id))
    .where(SAID.ticket_id == Ticket.id, SAID.deleted_at.is_(None))
    .correlate(Ticket)
    .scalar_subquery()
)
"""Of a request, the number of the last words that stand."""
PLACED_AT: ScalarSelect[datetime] = (
    select(func.max(Referral.offered_at))
    .where(Referral.ticket_id == Ticket.id)
    .correlate(Ticket)
    .scalar_subquery()
)
"""Of a request, when a place was last proposed."""
_PLACE: ColumnElement[bool] = exists().where(Referral.ticket_id == Ticket.id)
_WORDS: ColumnElement[bool] = exists().where(
    Message.ticket_id == Ticket.id, Message.author == MessageAuthor.MENTOR
)
WAS_ANSWERED: ColumnElement[bool] = or_(_WORDS, _PLACE)
"""Of a request, whether a human ever answered, also with words that were taken back."""


async def stands(session: ReadSession, ticket_id: int) -> bool:
    """Tell whether an answer to a request stands."""
    words = exists().where(
        Message.ticket_id == ticket_id,
        Message.author == MessageAuthor.MENTOR,
        Message.deleted_at.is_(None),
    )
    place = exists().where(Referral.ticket_id == ticket_id)
    return await session.scalar(select(or_(words, place))) is True


async def last_said_by(session: ReadSession, ticket_id: int) -> MessageAuthor | None:
    """Return whose the last words are that stand; a place that was proposed since is a mentor's."""
    said = select(Message.author, Message.written_at)
    said = said.where(Message.ticket_id == ticket_id, Message.deleted_at.is_(None))
    last = (await session.execute(said.order_by(Message.id.desc()).limit(1))).first()
    place = select(func.max(Referral.offered_at)).where(Referral.ticket_id == ticket_id)
    placed_at = await session.scalar(place)
    if placed_at is not None and (last is None or last.written_at <= placed_at):
        return MessageAuthor.MENTOR
    return last.author if last is not None else None
