"""Carrying words between a youth and the team's thread."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from sqlalchemy import delete, select

from bot import access, outbox
from bot.access import Actor
from bot.db import WriteSession
from bot.errors import Gone
from bot.redaction import Private
from bot.vault import Vault
from cogs.relay import queries
from cogs.tickets import service as tickets
from models import EntryState, Message, MessageAuthor, MessageVia, Note, OutboxEntry, Reach, Ticket


class Heard(Enum):
    """What became of words in a DM."""

    PASSED_ON = auto()
    ALREADY_HERE = auto()
    NOBODY_LISTENS = auto()
    WHICH_ONE = auto()
    NOTHING_TO_READ = auto()


@dataclass(frozen=True)
class Hearing:
    """What became of words in a DM, the conversations that are open, and the language to answer
    in."""

    heard: Heard
    tickets: Sequence[Ticket]
    locale: str


async def hear(
    session: WriteSession,
    vault: Vault,
    actor: Actor,
    *,
    message_id: int,
    dm_channel_id: int,
    words: Private,
    now: datetime,
) -> Hearing:
    """Store what a youth wrote in the DM, once, and owe it to the thread.

    Args:
        message_id: Discord's id of the message, which makes a second hearing harmless.
    """
    person = await access.youth_of(session, vault, actor)
    locale = person.locale if person is not None else "fr"
    open_ones = await tickets.open_requests(session, vault, actor)
    if await queries.from_youth(session, message_id) is not None:
        return Hearing(Heard.ALREADY_HERE, open_ones, locale)
    if not open_ones:
        return Hearing(Heard.NOBODY_LISTENS, open_ones, locale)
    if len(open_ones) > 1:
        return Hearing(Heard.WHICH_ONE, open_ones, locale)
    if not words:
        return Hearing(Heard.NOTHING_TO_READ, open_ones, locale)
    (ticket,) = open_ones
    youth = ticket.alias.youth
    youth.last_seen_at = now
    if youth.dm_channel_id is None:
        youth.dm_channel_id = vault.seal(str(dm_channel_id))
    ticket.reach = Reach.DM
    await _keep(session, vault, ticket, MessageVia.DM, words, now=now, youth_copy_id=message_id)
    return Hearing(Heard.PASSED_ON, open_ones, locale)


async def write(
    session: WriteSession,
    vault: Vault,
    actor: Actor,
    ticket_id: int,
    words: Private,
    *,
    now: datetime,
) -> Ticket:
    """Store what a youth wrote in the private mailbox, and owe it to the thread.

    Raises:
        NotYours: when the request is missing or somebody else's.
        Gone: when it is closed.
        BlankWords: when nothing was written.
    """
    ticket = await access.own_ticket(session, vault, actor, ticket_id)
    if not ticket.is_open:
        raise Gone
    if not words.reveal():
        raise tickets.BlankWords
    await _keep(session, vault, ticket, MessageVia.MAILBOX, words, now=now)
    return ticket


async def reply(
    session: WriteSession,
    vault: Vault,
    actor: Actor,
    ticket_id: int,
    words: Private,
    *,
    now: datetime,
) -> Ticket:
    """Owe a mentor's words to the youth, and a copy to the thread: nobody answers alone in the
    dark.

    Raises:
        NotYours, NotIntroduced, Gone, ClaimFirst, NotHolder: when it is not the mentor's to answer.
        BlankWords: when nothing was written.
    """
    ticket, mentor = await tickets.held(session, actor, ticket_id)
    if not words.reveal():
        raise tickets.BlankWords
    message = Message(
        ticket_id=ticket.id,
        author=MessageAuthor.MENTOR,
        via=MessageVia.DESK,
        mentor_id=mentor.id,
        words=vault.seal_words(words),
        written_at=now,
    )
    session.add(message)
    tickets.was_answered(ticket)
    await session.flush()
    outbox.promise(
        session,
        "relay.to_youth",
        once=f"youth:{message.id}",
        now=now,
        youth_id=ticket.alias.youth_id,
        community_id=ticket.community_id,
        args={"message": message.id},
    )
    _owe_thread(session, "relay.to_thread", message, now=now, once=f"thread:{message.id}")
    return ticket


async def correct(
    session: WriteSession,
    vault: Vault,
    actor: Actor,
    message_id: int,
    words: Private,
    *,
    now: datetime,
) -> None:
    """Change a reply that was sent; both copies follow.

    Raises:
        NotYours: when it is not this mentor's.
        Gone: when it was deleted.
        BlankWords: when nothing was written.
    """
    message = await access.reply_for(session, actor, message_id)
    if message.deleted_at is not None:
        raise Gone
    if not words.reveal():
        raise tickets.BlankWords
    await _change(session, vault, message, words, now=now)


async def take_back(session: WriteSession, actor: Actor, message_id: int, *, now: datetime) -> None:
    """Delete a reply that was sent; both copies go.

    Raises:
        NotYours: when it is not this mentor's.
        Gone: when it was deleted already.
    """
    message = await access.reply_for(session, actor, message_id)
    if message.deleted_at is not None:
        raise Gone
    await _erase(session, message, now=now)


async def youth_edited(
    session: WriteSession, vault: Vault, youth_copy_id: int, words: Private, *, now: datetime
) -> None:
    """Follow a youth who changed words in the DM."""
    message = await queries.from_youth(session, youth_copy_id)
    if message is None or message.words is None or vault.open(message.words) == words.reveal():
        return
    await _change(session, vault, message, words, now=now)


async def youth_deleted(
    session: WriteSession, youth_copy_ids: Sequence[int], *, now: datetime
) -> None:
    """Follow a youth who deleted words in the DM: they are wiped here too."""
    for copy_id in youth_copy_ids:
        message = await queries.from_youth(session, copy_id)
        if message is not None and message.deleted_at is None:
            await _erase(session, message, now=now)


async def copy_deleted(
    session: WriteSession, staff_copy_ids: Sequence[int], *, now: datetime
) -> None:
    """Follow a mentor who deleted the thread's copy of a reply: the youth's copy goes too."""
    for copy_id in staff_copy_ids:
        message = await queries.reply_in_thread(session, copy_id)
        if message is not None and message.deleted_at is None:
            message.staff_copy_id = None
            await _erase(session, message, now=now)


async def youth_left(session: WriteSession, vault: Vault, actor: Actor, *, now: datetime) -> None:
    """Tell the thread that its youth left the server, where DMs may no longer reach them."""
    stamp = int(now.timestamp())
    for ticket in await tickets.open_requests(session, vault, actor):
        if ticket.community.guild_id == actor.guild_id:
            owe_news(session, "relay-left", ticket.id, once=f"left:{ticket.id}:{stamp}", now=now)


async def was_read(session: WriteSession, entries: Sequence[OutboxEntry], *, now: datetime) -> None:
    """Note what a youth has just been shown in the mailbox; the thread learns that the words were
    read."""
    told: set[int] = set()
    for entry in entries:
        entry.state, entry.done_at = EntryState.READ, now
        message = await session.get(Message, entry.args.get("message", 0))
        if message is None:
            continue
        message.reached_at = now
        if message.ticket_id not in told:
            told.add(message.ticket_id)
            owe_news(
                session, "relay-was-read", message.ticket_id, once=f"read:{message.id}", now=now
            )


def owe_news(session: WriteSession, key: str, ticket_id: int, *, once: str, now: datetime) -> None:
    """Owe one of our sentences to a request's thread."""
    outbox.promise(
        session, "relay.news", once=once, now=now, ticket_id=ticket_id, args={"key": key}
    )


async def let_go(session: WriteSession, *, now: datetime) -> int:
    """Wipe words whose team keeps them no longer, here and in the thread; return how many.

    The time counts from the end of the conversation, as the youth's form says.
    """
    kept_for_too_long = (await queries.outlived(session, now=now)).all()
    for message in kept_for_too_long:
        message.words = None
        _owe_thread(
            session, "relay.erase_in_thread", message, now=now, once=f"thread-let-go:{message.id}"
        )
    await session.execute(
        delete(Note).where(Note.ticket_id.in_({m.ticket_id for m in kept_for_too_long}))
    )
    return len(kept_for_too_long)


async def entries_of(session: WriteSession, entry_ids: Sequence[int]) -> Sequence[OutboxEntry]:
    """Return those entries that still wait in the mailbox."""
    kept = select(OutboxEntry).where(
        OutboxEntry.id.in_(entry_ids), OutboxEntry.state == EntryState.MAILBOX
    )
    return (await session.scalars(kept)).all()


async def _keep(
    session: WriteSession,
    vault: Vault,
    ticket: Ticket,
    via: MessageVia,
    words: Private,
    *,
    now: datetime,
    youth_copy_id: int | None = None,
) -> None:
    message = Message(
        ticket_id=ticket.id,
        author=MessageAuthor.YOUTH,
        via=via,
        words=vault.seal_words(words),
        youth_copy_id=youth_copy_id,
        written_at=now,
    )
    session.add(message)
    await session.flush()
    _owe_thread(session, "relay.to_thread", message, now=now, once=f"thread:{message.id}")


async def _change(
    session: WriteSession, vault: Vault, message: Message, words: Private, *, now: datetime
) -> None:
    message.words, message.edited_at = vault.seal_words(words), now
    when = int(now.timestamp() * 1000)
    _owe_thread(
        session, "relay.edit_in_thread", message, now=now, once=f"thread-edit:{message.id}:{when}"
    )
    if message.author is MessageAuthor.MENTOR:
        await _owe_youth(
            session,
            "relay.edit_for_youth",
            message,
            now=now,
            once=f"youth-edit:{message.id}:{when}",
        )


async def _erase(session: WriteSession, message: Message, *, now: datetime) -> None:
    message.words, message.deleted_at = None, now
    _owe_thread(
        session, "relay.erase_in_thread", message, now=now, once=f"thread-erase:{message.id}"
    )
    if message.author is MessageAuthor.MENTOR:
        await _owe_youth(
            session, "relay.erase_for_youth", message, now=now, once=f"youth-erase:{message.id}"
        )


def _owe_thread(
    session: WriteSession, card: str, message: Message, *, now: datetime, once: str
) -> None:
    outbox.promise(
        session, card, once=once, now=now, ticket_id=message.ticket_id, args={"message": message.id}
    )


async def _owe_youth(
    session: WriteSession, card: str, message: Message, *, now: datetime, once: str
) -> None:
    ticket = await session.get_one(Ticket, message.ticket_id)
    outbox.promise(
        session,
        card,
        once=once,
        now=now,
        youth_id=ticket.alias.youth_id,
        community_id=ticket.community_id,
        args={"message": message.id},
    )
