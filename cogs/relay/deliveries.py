"""What the courier carries for this feature: words are opened here, at the moment of sending, and
nowhere before."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.app import Maraude
from bot.db import ReadSession, WriteSession
from bot.parcels import Edit, Erase, Receipt, Seek, Send
from bot.texts import Voice
from bot.ui import Card, sos_button, stop_button, talk_button
from cogs.relay import album, cards, queries, service
from cogs.tickets import service as tickets
from models import Message, MessageAuthor, OutboxEntry, Picture, Reach, Ticket, Youth


async def fetch_pictures(bot: Maraude, entry: OutboxEntry) -> None:
    """Fetch the pictures that came with words, before the words are packed, and keep each as it
    comes; their youth is told of those that cannot be passed on."""
    if not entry.args.get("pictures"):
        return
    async with bot.db.reading() as session:
        message, ticket = await _found(session, entry)
        wanted = list(await queries.pictures_to_fetch(session, message.id))
    sealed = ticket.alias.youth.dm_channel_id
    if not wanted or sealed is None:
        return
    place, youth_id = bot.vault.open_id(sealed), ticket.alias.youth_id
    share = entry.args["pictures"]
    async for picture in album.fetch(bot, place, message, wanted, share=share):
        async with bot.db.transaction() as session:
            await service.picture_came(session, youth_id, message, picture, now=bot.now())


async def to_thread(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send | None:
    """Return the copy for the team's thread."""
    message, ticket = await _found(session, entry)
    if message.words is None:
        return None
    say = bot.texts.voice(ticket.community.team.locale)
    look, pictures = await _thread_look(bot, session, say, message, ticket)
    veiled = message.author is MessageAuthor.YOUTH
    return Send(look, ticket.thread_id, pictures=album.attached(bot, list(pictures), veiled=veiled))


async def stands_in_thread(
    session: WriteSession, entry: OutboxEntry, receipt: Receipt, _now: datetime
) -> None:
    """Write down where the copy stands."""
    message = await session.get_one(Message, entry.args["message"])
    message.staff_copy_id = receipt.message_id


async def cannot_be_shown(session: WriteSession, entry: OutboxEntry, now: datetime) -> None:
    """Discord never takes these words for the thread: the team learns it, and who wrote them."""
    message, ticket = await _found(session, entry)
    service.cannot_be_shown(session, message, ticket, now=now)


async def to_youth(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send | None:
    """Return a mentor's words for the youth, who learns where earlier ones wait that no DM took."""
    message, ticket = await _found(session, entry)
    if message.words is None:
        return None
    say = bot.texts.voice(ticket.alias.youth.locale)
    look = cards.youth_card(say, message, bot.vault.open_words(message.words))
    if await queries.waits_in_mailbox(session, ticket.alias.youth_id, before=entry.id):
        look = replace(look, content=f"{look.content}\n-# {say('relay-earlier-in-mailbox')}")
    pictures = await queries.pictures_of(session, message.id)
    return Send(
        look,
        to_mailbox=ticket.reach == "mailbox",
        pictures=album.attached(bot, list(pictures), veiled=False),
    )


async def reached_youth(
    session: WriteSession, entry: OutboxEntry, receipt: Receipt, now: datetime
) -> None:
    """Write down that the words arrived, and where."""
    message = await session.get_one(Message, entry.args["message"])
    message.youth_copy_id = receipt.message_id
    await service.reached(session, message, now=now)


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
    look, pictures = await _thread_look(bot, session, say, message, ticket)
    left = album.attached(bot, list(pictures), veiled=True) if entry.args.get("fewer") else None
    return Edit(look, message.staff_copy_id, ticket.thread_id, pictures=left)


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
    look = cards.erased_card(say, message, ticket.alias.name)
    return Edit(look, message.staff_copy_id, ticket.thread_id, pictures=())


async def erase_for_youth(
    _bot: Maraude, session: ReadSession, entry: OutboxEntry
) -> Erase | Seek | None:
    """Return the youth's copy that must go; one that may stand without anybody knowing where is
    looked for."""
    message, _ = await _found(session, entry)
    if message.youth_copy_id is not None:
        return Erase(message.youth_copy_id)
    sent = await queries.delivery_of(session, message.id)
    if sent is None or not sent.uncertain:
        return None
    return Seek(None, sent.id, sent.created_at)


async def news(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send | None:
    """Return one of our sentences for the thread."""
    ticket = await session.get_one(Ticket, entry.args["ticket"])
    say = bot.texts.voice(ticket.community.team.locale)
    return Send(Card(say(entry.args["key"], alias=ticket.alias.name)), ticket.thread_id)


async def left(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send | None:
    """Return the word that a youth left the server, while the conversation goes on."""
    ticket = await session.get(Ticket, entry.args["ticket"])
    if ticket is None or not ticket.is_open or ticket.thread_id is None:
        return None
    key = "relay-left-mailbox" if ticket.reach is Reach.MAILBOX else "relay-left"
    say = bot.texts.voice(ticket.community.team.locale)
    return Send(Card(say(key, alias=ticket.alias.name)), ticket.thread_id)


async def nobody_listens(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send:
    """Return the answer to who writes without an open request."""
    return Send(cards.nobody_listens_card(await _youth_voice(bot, session, entry)))


async def which_one(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send | None:
    """Return the question to whom held words are meant, unless they were placed meanwhile."""
    youth = await session.get_one(Youth, entry.youth_id)
    if not await queries.held(session, youth.id):
        return None
    open_ones = await tickets.requests_of(session, youth.id)
    return Send(cards.which_one_card(bot.texts.voice(youth.locale), open_ones))


async def left_out(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send:
    """Return the sentence about what cannot be passed on."""
    say = await _youth_voice(bot, session, entry)
    return Send(Card(say("relay-left-out", what=cards.named(say, entry.args["what"]))))


async def veiled(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send | None:
    """Return the word that something was masked, unless it is shown or gone."""
    message = await session.get(Message, entry.args["message"])
    if message is None or not message.veiled or message.words is None:
        return None
    ticket = await session.get_one(Ticket, message.ticket_id)
    say = await _youth_voice(bot, session, entry)
    return Send(cards.veiled_card(say, message.id), to_mailbox=ticket.reach == "mailbox")


async def never_placed(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send:
    """Return the news that held words were passed on to nobody; after a stop without a live
    conversation it waits in the mailbox."""
    youth = await session.get_one(Youth, entry.youth_id)
    say = bot.texts.voice(youth.locale)
    row = [talk_button(say), sos_button(say), stop_button(say)]
    stopped = youth.stopped_at is not None and not await tickets.requests_of(session, youth.id)
    return Send(Card(say("relay-never-placed"), rows=[row]), to_mailbox=stopped)


async def not_shown(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send:
    """Return the advice to write differently what Discord does not take."""
    ticket = await session.get_one(Ticket, entry.args["ticket"])
    say = bot.texts.voice(ticket.alias.youth.locale)
    words = Card(say("relay-not-shown"), rows=[[sos_button(say)]])
    return Send(words, to_mailbox=ticket.reach == "mailbox")


async def _youth_voice(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Voice:
    youth = await session.get_one(Youth, entry.youth_id)
    return bot.texts.voice(youth.locale)


async def _thread_look(
    bot: Maraude, session: ReadSession, say: Voice, message: Message, ticket: Ticket
) -> tuple[Card, Sequence[Picture]]:
    pictures = await queries.pictures_of(session, message.id)
    missing = [*(message.left_out or "").split(","), *(p.problem or "" for p in pictures)]
    words = bot.vault.open_words(message.words or b"")
    look = cards.thread_card(
        say, message, words, ticket.alias.name, left_out=[kind for kind in missing if kind]
    )
    return look, pictures


async def _found(session: ReadSession, entry: OutboxEntry) -> tuple[Message, Ticket]:
    message = await session.get_one(Message, entry.args["message"])
    return message, await session.get_one(Ticket, message.ticket_id)
