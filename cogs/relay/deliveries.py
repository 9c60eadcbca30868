"""What the courier carries for this feature: words are opened here, at the moment of sending, and
nowhere before."""

from datetime import datetime

from bot.app import Maraude
from bot.db import ReadSession, WriteSession
from bot.delivery import Edit, Erase, Receipt, Send
from bot.ui import Card
from cogs.relay import cards, service
from cogs.tickets import service as tickets
from models import Message, OutboxEntry, Ticket


async def to_thread(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send | None:
    """Return the copy for the team's thread."""
    message, ticket = await _found(session, entry)
    if message.words is None:
        return None
    say = bot.texts.voice(ticket.community.team.locale)
    words = bot.vault.open_words(message.words)
    return Send(cards.thread_card(say, message, words, ticket.alias.name), ticket.thread_id)


async def stands_in_thread(
    session: WriteSession, entry: OutboxEntry, receipt: Receipt, _now: datetime
) -> None:
    """Write down where the copy stands."""
    message = await session.get_one(Message, entry.args["message"])
    message.staff_copy_id = receipt.message_id


async def thread_lost(session: WriteSession, entry: OutboxEntry, now: datetime) -> None:
    """Somebody deleted the thread: the request gets a new one, and the words go there."""
    await tickets.rehome(session, entry.args["ticket"], now=now)


async def to_youth(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send | None:
    """Return a mentor's words for the youth."""
    message, ticket = await _found(session, entry)
    if message.words is None:
        return None
    say = bot.texts.voice(ticket.alias.youth.locale)
    look = cards.youth_card(say, message, bot.vault.open_words(message.words))
    return Send(look, to_mailbox=ticket.reach == "mailbox")


async def reached_youth(
    session: WriteSession, entry: OutboxEntry, receipt: Receipt, now: datetime
) -> None:
    """Write down that the words arrived, and where."""
    message = await session.get_one(Message, entry.args["message"])
    message.youth_copy_id, message.reached_at = receipt.message_id, now


async def is_in_mailbox(session: WriteSession, entry: OutboxEntry, now: datetime) -> None:
    """Tell the mentor that DMs are closed and where the words wait; said once per request of the
    youth's own choice."""
    message, ticket = await _found(session, entry)
    key = "relay-waits-in-mailbox" if ticket.reach == "mailbox" else "relay-dm-closed"
    service.owe_news(session, key, ticket.id, once=f"mailbox:{message.id}", now=now)


async def edit_in_thread(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Edit | None:
    """Return the copy in the thread as the words are now."""
    message, ticket = await _found(session, entry)
    if message.words is None or message.staff_copy_id is None:
        return None
    say = bot.texts.voice(ticket.community.team.locale)
    look = cards.thread_card(say, message, bot.vault.open_words(message.words), ticket.alias.name)
    return Edit(look, message.staff_copy_id, ticket.thread_id)


async def edit_for_youth(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Edit | None:
    """Return the youth's copy as the words are now."""
    message, ticket = await _found(session, entry)
    if message.words is None or message.youth_copy_id is None:
        return None
    say = bot.texts.voice(ticket.alias.youth.locale)
    return Edit(
        cards.youth_card(say, message, bot.vault.open_words(message.words)), message.youth_copy_id
    )


async def erase_in_thread(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Edit | None:
    """Return what stays in the thread where words stood."""
    message, ticket = await _found(session, entry)
    if message.staff_copy_id is None:
        return None
    say = bot.texts.voice(ticket.community.team.locale)
    return Edit(
        cards.erased_card(say, message, ticket.alias.name), message.staff_copy_id, ticket.thread_id
    )


async def erase_for_youth(_bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Erase | None:
    """Return the youth's copy that must go."""
    message, _ = await _found(session, entry)
    return Erase(message.youth_copy_id) if message.youth_copy_id is not None else None


async def news(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send | None:
    """Return one of our sentences for the thread."""
    ticket = await session.get_one(Ticket, entry.args["ticket"])
    say = bot.texts.voice(ticket.community.team.locale)
    return Send(Card(say(entry.args["key"], alias=ticket.alias.name)), ticket.thread_id)


async def _found(session: ReadSession, entry: OutboxEntry) -> tuple[Message, Ticket]:
    message = await session.get_one(Message, entry.args["message"])
    return message, await session.get_one(Ticket, message.ticket_id)
