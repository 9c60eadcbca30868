"""Carrying words between a youth and the team's thread."""

import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum, StrEnum, auto

from sqlalchemy import delete, select

from bot import access, outbox, waiting
from bot.access import Actor
from bot.clock import moment_of
from bot.db import ReadSession, WriteSession
from bot.errors import Conflict, Expected, Gone, GoneForTeam, NotYours
from bot.redaction import Private, tells_who
from bot.vault import Vault
from cogs.relay import queries, rules
from cogs.safeguarding import service as safeguarding
from cogs.tickets import service as tickets
from models import (
    EntryState,
    HeldMessage,
    Mentor,
    Message,
    MessageAuthor,
    MessageVia,
    Note,
    OutboxEntry,
    Picture,
    Reach,
    Ticket,
    Youth,
)

A_MOMENT = timedelta(minutes=2)
HELD_FOR = timedelta(days=7)
PICTURES_KEPT = timedelta(days=1)


class HeardLater(Expected):
    """Words came in a DM that cannot be stored now; they are read again once they can."""

    key = "relay-heard-later"
    with_helplines = True


class TooLateToUndo(Conflict):
    """The seconds in which a reply can be taken back at one press are over."""

    key = "relay-too-late-to-undo"


class Fate(StrEnum):
    """What became of a reply that was taken back just after it was sent."""

    NEVER_LEFT = "never-left"
    HAD_LEFT = "had-left"
    UNDER_WAY = "under-way"
    """It is being handed over at this moment, or Discord's answer was lost; should it arrive, it is
    deleted at once."""


class Heard(Enum):
    """What became of words in a DM."""

    PASSED_ON = auto()
    HELD = auto()
    ALREADY_HERE = auto()
    FROM_BEFORE = auto()
    NOBODY_LISTENS = auto()
    BY_A_STRANGER = auto()
    NOTHING_TO_READ = auto()
    READ_FIRST = auto()


@dataclass(frozen=True)
class Letter:
    """What somebody wrote in a DM, as Discord handed it over.

    ``pictures`` are Discord's ids of attachments that may be passed on, ``left_out`` our words for
    what may not, ``answers_to`` the message of ours that it answers, if any. ``sounds_dangerous``
    also speaks of words that cannot be passed on, such as forwarded ones.
    """

    message_id: int
    dm_channel_id: int
    words: Private
    sounds_dangerous: bool = False
    pictures: tuple[int, ...] = ()
    left_out: tuple[str, ...] = ()
    answers_to: int | None = None

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing at all to pass on or to speak of."""
        return not (self.words.reveal() or self.pictures or self.left_out)


async def begin_to_listen(session: WriteSession, vault: Vault, actor: Actor, first_id: int) -> None:
    """A DM of somebody known for long is read for the first time: what stands in it since then
    counts.

    Args:
        first_id: the smallest id that Discord gave away at that moment.
    """
    youth = await access.youth_of(session, vault, actor)
    if youth is not None and youth.heard_up_to is None:
        youth.heard_up_to = first_id


async def hear(
    session: WriteSession, vault: Vault, actor: Actor, letter: Letter, *, now: datetime
) -> Heard:
    """Store what a youth wrote in the DM, once, and owe it to the thread.

    Whatever is to be said about it is owed in the same breath, except to somebody of whom nothing
    is stored: they are answered where they stand. A DM that was never read is read first: more may
    stand in it.
    """
    youth = await access.youth_of(session, vault, actor)
    if youth is None:
        return Heard.BY_A_STRANGER
    if await queries.was_heard(session, letter.message_id):
        return Heard.ALREADY_HERE
    open_ones = await tickets.open_requests(session, vault, actor)
    is_first = youth.dm_channel_id is None
    if is_first:
        youth.dm_channel_id = vault.seal(str(letter.dm_channel_id))
    if is_first or youth.heard_up_to is None:
        return Heard.READ_FIRST
    since = min((ticket.opened_at for ticket in open_ones), default=now)
    is_new = letter.message_id > youth.heard_up_to
    if not is_new and moment_of(letter.message_id) < since:
        return Heard.FROM_BEFORE
    youth.heard_up_to = max(youth.heard_up_to, letter.message_id)
    youth.last_seen_at = now
    if letter.is_empty:
        return Heard.NOTHING_TO_READ
    return await _take_in(session, vault, youth, open_ones, letter, now=now)


async def _take_in(
    session: WriteSession,
    vault: Vault,
    youth: Youth,
    open_ones: Sequence[Ticket],
    letter: Letter,
    *,
    now: datetime,
) -> Heard:
    if not open_ones:
        if letter.sounds_dangerous:
            safeguarding.pause(youth, now=now)
        await _say_once(session, "relay.nobody_listens", youth, letter, now=now)
        return Heard.NOBODY_LISTENS
    letter = await _without_too_many_pictures(session, youth, letter)
    ticket = await _meant(session, open_ones, letter)
    about = [ticket] if ticket is not None else open_ones
    if letter.sounds_dangerous:
        await _call_team(session, about, now=now)
    if letter.left_out:
        _owe_word(session, "relay.left_out", youth, letter, now=now)
    if ticket is None:
        if not await queries.held(session, youth.id):
            _owe_word(session, "relay.which_one", youth, letter, now=now)
        session.add(
            HeldMessage(
                id=letter.message_id,
                youth_id=youth.id,
                words=vault.seal_words(letter.words),
                attachments=list(letter.pictures),
                left_out=",".join(letter.left_out) or None,
                written_at=now,
            )
        )
        return Heard.HELD
    if len(open_ones) == 1:
        await _place_held(session, vault, youth.id, ticket, now=now)
    ticket.reach = Reach.DM
    await _keep_letter(
        session,
        ticket,
        letter.message_id,
        sealed=vault.seal_words(letter.words),
        is_veiled=tells_who(letter.words),
        pictures=letter.pictures,
        left_out=",".join(letter.left_out) or None,
        now=now,
    )
    await _mind_the_frame(session, ticket, letter.words, now=now)
    return Heard.PASSED_ON


async def _without_too_many_pictures(session: WriteSession, youth: Youth, letter: Letter) -> Letter:
    """Leave out the pictures that are too many; their youth gets the sentence. The words pass."""
    if not letter.pictures:
        return letter
    first_id = letter.message_id - (rules.PICTURES_WITHIN // timedelta(milliseconds=1) << 22)
    room = rules.PICTURES - await queries.pictures_since(session, youth.id, first_id)
    if room >= len(letter.pictures):
        return letter
    fewer = letter.pictures[: max(room, 0)]
    return replace(letter, pictures=fewer, left_out=(*letter.left_out, "too-many"))


async def picture_came(
    session: WriteSession, youth_id: int, message: Message, picture: Picture, *, now: datetime
) -> None:
    """Keep a picture that was fetched, unless it was taken back meanwhile; owe its youth a word if
    it cannot be passed on."""
    row = await session.get(Picture, picture.id, with_for_update=True)
    if row is None:
        return
    row.image, row.problem = picture.image, picture.problem
    once = f"relay.left_out:{picture.problem}:{message.id}"
    if picture.problem is not None and not await outbox.was_promised(session, once):
        what = {"what": [picture.problem]}
        outbox.promise(session, "relay.left_out", once=once, now=now, youth_id=youth_id, args=what)


async def place(
    session: WriteSession, vault: Vault, actor: Actor, ticket_id: int, *, now: datetime
) -> Ticket:
    """Pass on what was held until the youth said which conversation is meant.

    Raises:
        NotYours: when the request is missing or somebody else's.
        Gone: when it is closed, or nothing is held any more.
    """
    youth = await access.youth_of(session, vault, actor)
    ticket = await access.own_ticket(session, vault, actor, ticket_id)
    if youth is None or not ticket.is_open:
        raise Gone
    if not await _place_held(session, vault, youth.id, ticket, now=now):
        raise Gone
    ticket.reach = Reach.DM
    return ticket


async def _place_held(
    session: WriteSession, vault: Vault, youth_id: int, ticket: Ticket, *, now: datetime
) -> int:
    """Pass on to a request what was held, in its order; return how many messages that was."""
    kept = await queries.held(session, youth_id)
    for held in kept:
        sealed, held.words = held.words or b"", None
        words = vault.open_words(sealed)
        await _keep_letter(
            session,
            ticket,
            held.id,
            sealed=sealed,
            is_veiled=tells_who(words),
            pictures=held.attachments,
            left_out=held.left_out,
            now=now,
        )
        await _mind_the_frame(session, ticket, words, now=now)
        await _listen_for_danger(session, words, [ticket], now=now)
    return len(kept)


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
    message = Message(
        ticket_id=ticket.id,
        author=MessageAuthor.YOUTH,
        via=MessageVia.MAILBOX,
        words=vault.seal_words(words),
        veiled=tells_who(words),
        written_at=now,
    )
    session.add(message)
    await waiting.hear(session, ticket, now=now)
    await session.flush()
    _owe_thread(session, "relay.to_thread", message, now=now, once=f"thread:{message.id}")
    if message.veiled:
        owe_veil(session, ticket, message.id, now=now)
    await _mind_the_frame(session, ticket, words, now=now)
    await _listen_for_danger(session, words, [ticket], now=now)
    return ticket


async def reply(
    session: WriteSession,
    vault: Vault,
    actor: Actor,
    ticket_id: int,
    words: Private,
    *,
    now: datetime,
    picture: bytes | None = None,
) -> tuple[Ticket, Message]:
    """Owe a mentor's words to the youth, and a copy to the thread: nobody answers alone in the
    dark.

    Args:
        picture: one that goes with them, re-encoded.

    Raises:
        NotYours, NotIntroduced, Gone, ClaimFirst, NotHolder: when it is not the mentor's to answer.
        NotVetted, SecondFirst: when a minor would be answered by one adult alone.
        BlankWords: when nothing was written.
    """
    ticket, mentor = await ready_to_reply(session, actor, ticket_id, now=now)
    if words.is_blank and picture is None:
        raise tickets.BlankWords
    await tickets.will_be_answered(session, ticket, now=now)
    message = Message(
        ticket_id=ticket.id,
        author=MessageAuthor.MENTOR,
        via=MessageVia.DESK,
        mentor_id=mentor.id,
        words=vault.seal_words(words),
        written_at=now,
    )
    session.add(message)
    await tickets.call_second(session, ticket, now=now)
    await session.flush()
    if picture is not None:
        session.add(Picture(message_id=message.id, position=1, image=vault.seal_bytes(picture)))
    await _owe_youth(session, "relay.to_youth", message, now=now, once=f"youth:{message.id}")
    await _mind_the_frame(session, ticket, words, now=now)
    _owe_thread(session, "relay.to_thread", message, now=now, once=f"thread:{message.id}")
    return ticket, message


async def ready_to_reply(
    session: ReadSession, actor: Actor, ticket_id: int, *, now: datetime
) -> tuple[Ticket, Mentor]:
    """Return a request and the mentor who may answer it at this moment.

    Raises:
        NotYours, NotIntroduced, Gone, ClaimFirst, NotHolder: when it is not theirs to answer.
        NotVetted, SecondFirst: when a minor would be answered by one adult alone.
    """
    ticket, mentor = await tickets.held(session, actor, ticket_id)
    await tickets.require_two_adults(session, actor, ticket, mentor, now=now)
    return ticket, mentor


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
        NotVetted, SecondFirst: when a minor would read it from one adult alone.
        Gone: when it was deleted, or let go after its time.
        BlankWords: when nothing was written.
    """
    message = await access.reply_for(session, actor, message_id)
    if message.words is None or message.mentor is None:
        raise GoneForTeam
    ticket = await session.get_one(Ticket, message.ticket_id)
    await tickets.require_two_adults(session, actor, ticket, message.mentor, now=now)
    if not words.reveal():
        raise tickets.BlankWords
    await _change(session, vault, message, words, edited_at=now, now=now)


async def take_back(session: WriteSession, actor: Actor, message_id: int, *, now: datetime) -> None:
    """Delete a reply that was sent; both copies go.

    Raises:
        NotYours: when it is not this mentor's.
        Gone: when it was deleted already.
    """
    message = await access.reply_for(session, actor, message_id)
    if message.deleted_at is not None:
        raise GoneForTeam
    await _erase(session, message, now=now)


async def undo(session: WriteSession, actor: Actor, message_id: int, *, now: datetime) -> Ticket:
    """Take a reply back just after it was sent: what has not begun to leave never does, anything
    else is deleted at the youth's side. What became of it, :func:`fate_of` tells.

    Raises:
        NotYours: when it is not this mentor's.
        Gone: when it was deleted already.
        TooLateToUndo: when its time is over.
    """
    message = await access.reply_for(session, actor, message_id)
    if message.deleted_at is not None:
        raise GoneForTeam
    if now > message.written_at + rules.UNDO_FOR:
        raise TooLateToUndo
    entry = await queries.delivery_of(session, message_id)
    ticket = await session.get_one(Ticket, message.ticket_id)
    if entry is not None and entry.state is EntryState.OWED and not outbox.may_have_arrived(entry):
        entry.state, entry.done_at = EntryState.DROPPED, now
    elif message.staff_copy_id is None:
        owe_news(session, "relay-undone-team", ticket.id, once=f"undone:{message.id}", now=now)
    await _erase(session, message, now=now)
    if not await queries.another_reply_stands(session, message):
        tickets.is_unanswered_again(ticket, message.mentor_id, now=now)
    return ticket


async def fate_of(session: ReadSession, message_id: int) -> Fate:
    """Return what became of a reply that was taken back just after it was sent."""
    entry = await queries.delivery_of(session, message_id)
    if entry is None or entry.state in {EntryState.SENT, EntryState.MAILBOX, EntryState.READ}:
        return Fate.HAD_LEFT
    is_sure = entry.state is EntryState.DROPPED and not entry.uncertain
    return Fate.NEVER_LEFT if is_sure else Fate.UNDER_WAY


async def youth_edited(
    session: WriteSession,
    vault: Vault,
    youth_copy_id: int,
    words: Private,
    attachment_ids: Collection[int],
    *,
    edited_at: datetime,
    now: datetime,
) -> bool:
    """Follow a youth who changed words in the DM or took pictures out; what was changed earlier
    than what is known comes too late. Return whether other words stand here now."""
    held = await session.get(HeldMessage, youth_copy_id)
    if held is not None and held.words is not None:
        return await _held_edited(session, vault, held, words, attachment_ids, now=now)
    message = await queries.from_youth(session, youth_copy_id)
    if message is None or message.words is None:
        return False
    pictures = await queries.pictures_of(session, message.id)
    taken_out = [p for p in pictures if p.attachment_id not in attachment_ids]
    is_new = vault.open(message.words) != words.reveal()
    is_late = message.edited_at is not None and message.edited_at >= edited_at
    if is_late or not (is_new or taken_out):
        return False
    for picture in taken_out:
        await session.delete(picture)
    fewer = bool(taken_out)
    ticket = await session.get_one(Ticket, message.ticket_id)
    await _listen_for_danger(session, words, [ticket], now=now)
    if tells_who(words) and not tells_who(vault.open_words(message.words)):
        message.veiled = True
        owe_veil(session, ticket, message.id, now=now)
    await _change(session, vault, message, words, edited_at=edited_at, fewer=fewer, now=now)
    return is_new


async def _held_edited(
    session: WriteSession,
    vault: Vault,
    held: HeldMessage,
    words: Private,
    attachment_ids: Collection[int],
    *,
    now: datetime,
) -> bool:
    """Follow a youth who changed what is held; return whether other words are held now."""
    held.attachments = [kept for kept in held.attachments if kept in attachment_ids]
    if held.words is None or vault.open_words(held.words).reveal() == words.reveal():
        return False
    held.words = vault.seal_words(words)
    open_ones = await tickets.requests_of(session, held.youth_id)
    await _listen_for_danger(session, words, open_ones, now=now)
    return True


async def _listen_for_danger(
    session: WriteSession, words: Private, about: Sequence[Ticket], *, now: datetime
) -> None:
    """Call the team about each of these requests when a youth's words sound like danger."""
    if safeguarding.sounds_dangerous(words):
        await _call_team(session, about, now=now)


async def _call_team(session: WriteSession, about: Sequence[Ticket], *, now: datetime) -> None:
    for ticket in about:
        await safeguarding.raise_alarm(session, ticket, now=now)


async def youth_deleted(
    session: WriteSession, youth_copy_ids: Sequence[int], *, now: datetime
) -> None:
    """Follow a youth who deleted words in the DM: they are wiped here too."""
    for copy_id in youth_copy_ids:
        held = await session.get(HeldMessage, copy_id)
        if held is not None:
            held.words = None
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
    """Owe the thread the word that its youth left the server, where DMs may no longer reach them;
    some hours later, by lot: who reads that server's own list of departures cannot tell who it
    was."""
    for ticket in await tickets.open_requests(session, vault, actor):
        if ticket.community.guild_id == actor.guild_id:
            waits = rules.LEFT_AT_LEAST + timedelta(
                seconds=secrets.randbelow(int(rules.LEFT_BY_LOT.total_seconds()))
            )
            outbox.promise_apart(
                session,
                "relay.left",
                once=f"left:{ticket.id}:{int(now.timestamp())}",
                now=now,
                ticket_id=ticket.id,
                due_at=now + waits,
            )


async def reached(session: WriteSession, message: Message, *, now: datetime) -> None:
    """Note that a mentor's words arrived. The first that answer words of their youth make a
    conversation, which is counted once."""
    if message.reached_at is None and await queries.begins_conversation(session, message):
        ticket = await session.get_one(Ticket, message.ticket_id)
        tickets.has_become_a_conversation(session, ticket, now=now)
    message.reached_at = now


async def was_read(session: WriteSession, entries: Sequence[OutboxEntry], *, now: datetime) -> None:
    """Note what a youth has just been shown in the mailbox; the thread learns that the words were
    read."""
    told: set[int] = set()
    for entry in entries:
        entry.state, entry.done_at = EntryState.READ, now
        message = await session.get(Message, entry.args.get("message", 0))
        if message is None:
            continue
        await reached(session, message, now=now)
        if message.ticket_id not in told:
            told.add(message.ticket_id)
            owe_news(
                session, "relay-was-read", message.ticket_id, once=f"read:{message.id}", now=now
            )


async def unveil(
    session: WriteSession, vault: Vault, actor: Actor, message_id: int, *, now: datetime
) -> None:
    """Show the team what was masked, because its youth wants it so.

    Raises:
        NotYours: when it is somebody else's.
        Gone: when it is shown already, or deleted.
    """
    message = await session.get(Message, message_id)
    if message is None or message.author is not MessageAuthor.YOUTH:
        raise NotYours
    await access.own_ticket(session, vault, actor, message.ticket_id)
    if not message.veiled or message.words is None:
        raise Gone
    message.veiled = False
    once = f"thread-edit:{message.id}:unveiled"
    _owe_thread(session, "relay.edit_in_thread", message, now=now, once=once)


def owe_veil(session: WriteSession, ticket: Ticket, message_id: int, *, now: datetime) -> None:
    """Owe a youth the word that something was masked."""
    outbox.promise(
        session,
        "relay.veiled",
        once=f"veiled:{message_id}:{int(now.timestamp())}",
        now=now,
        youth_id=ticket.alias.youth_id,
        community_id=ticket.community_id,
        args={"ticket": ticket.id, "message": message_id},
    )


async def _mind_the_frame(
    session: WriteSession, ticket: Ticket, words: Private, *, now: datetime
) -> None:
    """Remind the team of the frame when words ask to go on elsewhere; once a day."""
    once = f"frame:{ticket.id}:{now:%Y%m%d}"
    if rules.asks_to_move(words.reveal()) and not await outbox.was_promised(session, once):
        owe_news(session, "relay-frame", ticket.id, once=once, now=now)


def cannot_be_shown(
    session: WriteSession, message: Message, ticket: Ticket, *, now: datetime
) -> None:
    """Owe the team the word that something cannot stand in the thread, and its youth the advice to
    write it differently."""
    key = f"relay-not-shown-{message.author}"
    owe_news(session, key, ticket.id, once=f"not-shown:{message.id}", now=now)
    if message.author is MessageAuthor.YOUTH:
        outbox.promise(
            session,
            "relay.not_shown",
            once=f"not-shown-youth:{message.id}",
            now=now,
            youth_id=ticket.alias.youth_id,
            ticket_id=ticket.id,
            community_id=ticket.community_id,
        )


def owe_news(session: WriteSession, key: str, ticket_id: int, *, once: str, now: datetime) -> None:
    """Owe one of our sentences to a request's thread."""
    outbox.promise(
        session, "relay.news", once=once, now=now, ticket_id=ticket_id, args={"key": key}
    )


async def let_go(session: WriteSession, *, now: datetime) -> int:
    """Wipe words whose team keeps them no longer; their thread goes with every copy in it and what
    the team said there. Return how many.

    The time counts from the end of the conversation, as the youth's form says. Pictures go a day
    after that end, and words that were never placed after a week, of which their youth is told.
    """
    kept_for_too_long = (await queries.outlived(session, now=now)).all()
    for message in kept_for_too_long:
        message.words = None
    over = {message.ticket_id for message in kept_for_too_long}
    await session.execute(delete(Note).where(Note.ticket_id.in_(over)))
    for ticket in await session.scalars(select(Ticket).where(Ticket.id.in_(over))):
        await tickets.let_thread_go(session, ticket, now=now)
    ended = queries.messages_of_requests_that_ended(before=now - PICTURES_KEPT)
    await session.execute(delete(Picture).where(Picture.message_id.in_(ended)))
    for held in await queries.never_placed(session, before=now - HELD_FOR):
        held.words = None
        outbox.notify(
            session,
            "relay.never_placed",
            once=f"never-placed:{held.id}",
            now=now,
            youth_id=held.youth_id,
        )
    return len(kept_for_too_long)


async def entries_of(session: WriteSession, entry_ids: Sequence[int]) -> Sequence[OutboxEntry]:
    """Return those entries that still wait in the mailbox."""
    kept = select(OutboxEntry).where(
        OutboxEntry.id.in_(entry_ids), OutboxEntry.state == EntryState.MAILBOX
    )
    return (await session.scalars(kept)).all()


async def _keep_letter(
    session: WriteSession,
    ticket: Ticket,
    message_id: int,
    *,
    sealed: bytes,
    is_veiled: bool,
    pictures: Sequence[int],
    left_out: str | None,
    now: datetime,
) -> None:
    message = Message(
        ticket_id=ticket.id,
        author=MessageAuthor.YOUTH,
        via=MessageVia.DM,
        words=sealed,
        veiled=is_veiled,
        left_out=left_out,
        youth_copy_id=message_id,
        written_at=now,
    )
    session.add(message)
    await waiting.hear(session, ticket, now=now)
    await session.flush()
    for position, attachment_id in enumerate(pictures, start=1):
        session.add(Picture(message_id=message.id, position=position, attachment_id=attachment_id))
    outbox.promise(
        session,
        "relay.to_thread",
        once=f"thread:{message.id}",
        now=now,
        ticket_id=ticket.id,
        args={"message": message.id, "pictures": len(pictures)},
    )
    if is_veiled:
        owe_veil(session, ticket, message.id, now=now)


async def _meant(
    session: WriteSession, open_ones: Sequence[Ticket], letter: Letter
) -> Ticket | None:
    """Return the conversation that words belong to, or None when only the youth can tell."""
    if len(open_ones) > 1 and letter.answers_to is not None:
        answered = await queries.copy_in_dm(session, letter.answers_to)
        return next((t for t in open_ones if answered and t.id == answered.ticket_id), None)
    return open_ones[0] if len(open_ones) == 1 else None


def _owe_word(
    session: WriteSession, card: str, youth: Youth, letter: Letter, *, now: datetime
) -> None:
    """Owe one of our sentences to who has just written."""
    outbox.promise(
        session,
        card,
        once=f"{card}:{letter.message_id}",
        now=now,
        youth_id=youth.id,
        args={"what": list(letter.left_out)},
    )


async def _say_once(
    session: WriteSession, card: str, youth: Youth, letter: Letter, *, now: datetime
) -> None:
    """Owe a sentence, unless it was said a moment ago: ten lines in a row get one answer."""
    if not await queries.said_lately(session, youth.id, card, since=now - A_MOMENT):
        _owe_word(session, card, youth, letter, now=now)


async def _change(
    session: WriteSession,
    vault: Vault,
    message: Message,
    words: Private,
    *,
    edited_at: datetime,
    fewer: bool = False,
    now: datetime,
) -> None:
    message.words, message.edited_at = vault.seal_words(words), edited_at
    when = secrets.token_hex(6)
    once = f"thread-edit:{message.id}:{when}"
    _owe_thread(session, "relay.edit_in_thread", message, now=now, once=once, fewer=fewer)
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
    await session.execute(delete(Picture).where(Picture.message_id == message.id))
    _owe_thread(
        session, "relay.erase_in_thread", message, now=now, once=f"thread-erase:{message.id}"
    )
    if message.author is MessageAuthor.MENTOR:
        ticket = await session.get_one(Ticket, message.ticket_id)
        await waiting.unanswered_again(session, ticket, now=now)
        await _owe_youth(
            session, "relay.erase_for_youth", message, now=now, once=f"youth-erase:{message.id}"
        )


def _owe_thread(
    session: WriteSession, card: str, message: Message, *, now: datetime, once: str, **more: bool
) -> None:
    args = {"message": message.id, **more}
    outbox.promise(session, card, once=once, now=now, ticket_id=message.ticket_id, args=args)


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
        ticket_id=ticket.id,
        community_id=ticket.community_id,
        args={"message": message.id},
    )
