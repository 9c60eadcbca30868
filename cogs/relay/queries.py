"""Reads with a name."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ScalarResult, Select, and_, false, func, or_, select

from bot.db import ReadSession, WriteSession
from bot.outbox import IN_MAILBOX
from models import (
    IS_OPEN,
    Alias,
    HeldMessage,
    Message,
    MessageAuthor,
    OutboxEntry,
    Picture,
    Referral,
    Team,
    Ticket,
    Youth,
)

A_PAGE = 10
AT_ONCE = 200
A_FEW = 4
STILL_FRESH = timedelta(days=30)
"""How long after a goodbye or a question a youth may still write, or change what was written."""


async def latest(session: ReadSession, ticket_id: int) -> Sequence[Message]:
    """Return the last words of a conversation, oldest first."""
    words = select(Message).where(Message.ticket_id == ticket_id, Message.deleted_at.is_(None))
    return list(
        reversed((await session.scalars(words.order_by(Message.id.desc()).limit(A_PAGE))).all())
    )


async def in_mailbox(session: ReadSession, youth_id: int) -> Sequence[OutboxEntry]:
    """Return what waits to be read in the private mailbox, oldest first."""
    kept = select(OutboxEntry).where(
        OutboxEntry.youth_id == youth_id, OutboxEntry.state == IN_MAILBOX
    )
    return (await session.scalars(kept.order_by(OutboxEntry.id))).all()


async def waits_in_mailbox(session: ReadSession, youth_id: int, *, before: int) -> bool:
    """Tell whether something that was owed to a youth before this entry still waits to be read."""
    kept = select(OutboxEntry.id).where(
        OutboxEntry.youth_id == youth_id,
        OutboxEntry.state == IN_MAILBOX,
        OutboxEntry.id < before,
        OutboxEntry.card == "relay.to_youth",
    )
    return await session.scalar(kept.limit(1)) is not None


async def from_youth(session: ReadSession, youth_copy_id: int) -> Message | None:
    """Return what a youth wrote in the DM, by its Discord message."""
    theirs = select(Message).where(
        Message.youth_copy_id == youth_copy_id, Message.author == MessageAuthor.YOUTH
    )
    return await session.scalar(theirs)


async def was_heard(session: ReadSession, message_id: int) -> bool:
    """Tell whether a DM was stored before, by Discord's id."""
    kept = select(Message.id).where(Message.youth_copy_id == message_id)
    held = select(HeldMessage.id).where(HeldMessage.id == message_id)
    return await session.scalar(kept.union_all(held).limit(1)) is not None


async def copy_in_dm(session: ReadSession, youth_copy_id: int) -> Message | None:
    """Return what stands in a DM, whoever wrote it, by its Discord message."""
    return await session.scalar(select(Message).where(Message.youth_copy_id == youth_copy_id))


async def held(session: ReadSession, youth_id: int) -> Sequence[HeldMessage]:
    """Return what waits until its youth says which conversation is meant, oldest first."""
    kept = select(HeldMessage).where(
        HeldMessage.youth_id == youth_id, HeldMessage.words.is_not(None)
    )
    return (await session.scalars(kept.order_by(HeldMessage.id))).all()


async def never_placed(session: ReadSession, *, before: datetime) -> Sequence[HeldMessage]:
    """Return what has waited to be placed since before that moment."""
    late = select(HeldMessage).where(
        HeldMessage.words.is_not(None), HeldMessage.written_at <= before
    )
    return (await session.scalars(late.limit(AT_ONCE))).all()


async def said_lately(session: ReadSession, youth_id: int, card: str, *, since: datetime) -> bool:
    """Tell whether a youth was owed this card since that moment."""
    said = select(OutboxEntry.id).where(
        OutboxEntry.youth_id == youth_id, OutboxEntry.card == card, OutboxEntry.created_at > since
    )
    return await session.scalar(said.limit(1)) is not None


async def who_may_write(session: ReadSession) -> Sequence[Youth]:
    """Return the youths whose DM is read again after it was not listened to: who has an open
    request, then everybody else whose DM is known, those first who were here last."""
    theirs = select(Alias.youth_id).join(Ticket, Ticket.alias_id == Alias.id).where(IS_OPEN)
    known = select(Youth).where(Youth.dm_channel_id.is_not(None))
    talking_first = known.order_by(Youth.id.in_(theirs).desc(), Youth.last_seen_at.desc())
    return (await session.scalars(talking_first)).all()


async def who_talks_elsewhere(session: ReadSession) -> Sequence[Youth]:
    """Return the youths with an open request whose DM is not known: they may write there too."""
    theirs = select(Alias.youth_id).join(Ticket, Ticket.alias_id == Alias.id).where(IS_OPEN)
    talking = select(Youth).where(Youth.id.in_(theirs), Youth.dm_channel_id.is_(None))
    return (await session.scalars(talking.order_by(Youth.last_seen_at.desc()))).all()


async def who_is_talking(session: ReadSession) -> Sequence[Youth]:
    """Return the youths with an open request whose DM is known."""
    theirs = select(Alias.youth_id).join(Ticket, Ticket.alias_id == Alias.id).where(IS_OPEN)
    talking = select(Youth).where(Youth.id.in_(theirs), Youth.dm_channel_id.is_not(None))
    return (await session.scalars(talking)).all()


async def standing_in_dm(session: ReadSession, youth_id: int, *, now: datetime) -> set[int]:
    """Return Discord's ids of what a youth wrote in the DM and may still change: words of open
    requests, of those that ended lately, and what is held."""
    theirs = (
        select(Message.youth_copy_id)
        .join(Ticket, Ticket.id == Message.ticket_id)
        .join(Alias, Alias.id == Ticket.alias_id)
        .where(
            Alias.youth_id == youth_id,
            Message.author == MessageAuthor.YOUTH,
            Message.youth_copy_id.is_not(None),
            Message.words.is_not(None),
            or_(IS_OPEN, Ticket.closed_at > now - STILL_FRESH),
        )
    )
    waiting = await held(session, youth_id)
    kept = (await session.scalars(theirs)).all()
    return {copy_id for copy_id in kept if copy_id is not None} | {h.id for h in waiting}


async def replies_in_threads(session: ReadSession) -> dict[int, set[int]]:
    """Return, for each open request's thread, the copies of replies that stand in it."""
    standing = select(Ticket.id, Ticket.thread_id).where(IS_OPEN, Ticket.thread_id.is_not(None))
    threads = {row.id: row.thread_id for row in await session.execute(standing)}
    open_ones = select(Ticket.id).where(IS_OPEN)
    said = select(Message.ticket_id, Message.staff_copy_id).where(
        Message.ticket_id.in_(open_ones),
        Message.author == MessageAuthor.MENTOR,
        Message.deleted_at.is_(None),
    )
    copies: dict[int, set[int]] = {}
    for ticket_id, copy_id in await session.execute(said):
        if copy_id is not None and (thread_id := threads.get(ticket_id)) is not None:
            copies.setdefault(thread_id, set()).add(copy_id)
    return copies


async def pictures_of(session: ReadSession, message_id: int) -> Sequence[Picture]:
    """Return the pictures that came with words, in their order."""
    theirs = select(Picture).where(Picture.message_id == message_id)
    return (await session.scalars(theirs.order_by(Picture.position))).all()


async def pictures_since(session: ReadSession, youth_id: int, first_id: int) -> int:
    """Return how many pictures a youth sent by DM since Discord gave that id away, also those that
    wait to be placed."""
    sent = select(func.count()).select_from(Picture).join(Message).join(Ticket).join(Alias)
    sent = sent.where(Alias.youth_id == youth_id, Message.youth_copy_id >= first_id)
    sent = sent.where(Message.author == MessageAuthor.YOUTH)
    waiting = sum(len(kept.attachments) for kept in await held(session, youth_id))
    return (await session.scalar(sent) or 0) + waiting


async def pictures_sent_to_youth(
    session: ReadSession, message_ids: Collection[int]
) -> Sequence[Picture]:
    """Return the latest pictures that mentors sent with these words, a few of them."""
    theirs = (
        select(Picture)
        .join(Message, Message.id == Picture.message_id)
        .where(Message.id.in_(message_ids), Message.author == MessageAuthor.MENTOR)
    )
    return (await session.scalars(theirs.order_by(Picture.id.desc()).limit(A_FEW))).all()


async def with_other_pictures(
    session: ReadSession, message_ids: Collection[int], picture_ids: Collection[int]
) -> set[int]:
    """Return which of these replies have pictures besides those."""
    others = select(Picture.message_id).where(
        Picture.message_id.in_(message_ids), Picture.id.not_in(picture_ids)
    )
    sent = others.join(Message, Message.id == Picture.message_id)
    return set(await session.scalars(sent.where(Message.author == MessageAuthor.MENTOR)))


async def pictures_to_fetch(session: ReadSession, message_id: int) -> Sequence[Picture]:
    """Return the pictures that came with words and were not fetched yet."""
    theirs = select(Picture).where(
        Picture.message_id == message_id, Picture.image.is_(None), Picture.problem.is_(None)
    )
    return (await session.scalars(theirs.order_by(Picture.position))).all()


def messages_of_requests_that_ended(*, before: datetime) -> Select[int]:
    """Return the ids of words of conversations that ended before that moment."""
    return (
        select(Message.id)
        .join(Ticket, Ticket.id == Message.ticket_id)
        .where(Ticket.closed_at <= before)
    )


async def reply_in_thread(session: ReadSession, staff_copy_id: int) -> Message | None:
    """Return a mentor's reply, by its copy in the thread."""
    theirs = select(Message).where(
        Message.staff_copy_id == staff_copy_id, Message.author == MessageAuthor.MENTOR
    )
    return await session.scalar(theirs)


async def replies_among(session: ReadSession, message_ids: Collection[int]) -> Sequence[int]:
    """Return which of these messages of a server are copies of mentors' replies."""
    copies = select(Message.staff_copy_id).where(
        Message.staff_copy_id.in_(message_ids), Message.author == MessageAuthor.MENTOR
    )
    return [copy_id for copy_id in await session.scalars(copies) if copy_id is not None]


async def delivery_of(session: ReadSession, message_id: int) -> OutboxEntry | None:
    """Return what was owed to the youth with a mentor's words; who decides holds it: whoever
    carries it comes before or after."""
    owed = select(OutboxEntry).where(OutboxEntry.once == f"youth:{message_id}")
    if isinstance(session, WriteSession):
        owed = owed.with_for_update().execution_options(populate_existing=True)
    return await session.scalar(owed)


async def another_reply_stands(session: ReadSession, message: Message) -> bool:
    """Tell whether the same mentor answered the same request besides, with words or with a place
    to go to."""
    others = select(Message.id).where(
        Message.ticket_id == message.ticket_id,
        Message.mentor_id == message.mentor_id,
        Message.id != message.id,
        Message.deleted_at.is_(None),
    )
    places = select(Referral.id).where(
        Referral.ticket_id == message.ticket_id, Referral.mentor_id == message.mentor_id
    )
    return await session.scalar(select(or_(others.exists(), places.exists()))) is True


async def begins_conversation(session: ReadSession, message: Message) -> bool:
    """Tell whether no words of a mentor arrived before since their youth first wrote."""
    theirs = select(func.min(Message.written_at)).where(
        Message.ticket_id == message.ticket_id, Message.author == MessageAuthor.YOUTH
    )
    since = await session.scalar(theirs)
    if since is None:
        return False
    earlier = select(Message.id).where(
        Message.ticket_id == message.ticket_id,
        Message.author == MessageAuthor.MENTOR,
        Message.id != message.id,
        Message.reached_at >= since,
    )
    return await session.scalar(earlier.limit(1)) is None


async def outlived(session: ReadSession, *, now: datetime) -> ScalarResult[Message]:
    """Return words of conversations that ended longer ago than their team keeps words, some at a
    time."""
    teams = (await session.execute(select(Team.id, Team.retention_days))).all()
    ended = [
        and_(Ticket.team_id == team_id, Ticket.closed_at <= now - timedelta(days=days))
        for team_id, days in teams
    ]
    words = select(Message).join(Ticket, Ticket.id == Message.ticket_id)
    return await session.scalars(
        words.where(Message.words.is_not(None), or_(false(), *ended)).limit(AT_ONCE)
    )
