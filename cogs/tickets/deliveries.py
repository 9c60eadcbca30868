"""What the courier carries for this feature: read the record now, render it, note where it
stands."""

from datetime import datetime

import discord
from sqlalchemy import update

from bot import consents, outbox
from bot.app import Maraude
from bot.db import ReadSession, WriteSession
from bot.parcels import Archive, Edit, Erase, Later, Receipt, Remove, Seek, Send
from bot.texts import Voice
from bot.ui import Card
from cogs.tickets import cards, queries, rules, service
from models import EntryState, Mentor, Note, OutboxEntry, Purpose, Ticket


async def card(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send | Edit:
    """Return the card in the staff channel, new or redrawn; a thread that stands is kept."""
    ticket = await _ticket(session, entry)
    say = _team_voice(bot, ticket)
    colour = await queries.colour_of_ticket(session, ticket)
    earlier = await queries.earlier_of(session, ticket)
    look = cards.ticket_card(say, ticket, earlier=earlier, colour=colour)
    tags = cards.tags_of(say, ticket)
    if ticket.card_message_id is not None and ticket.card_channel_id is not None:
        return Edit(look, ticket.card_message_id, ticket.card_channel_id, tags=tags)
    staff_channel_id = ticket.community.team.staff_channel_id
    if ticket.thread_id is None:
        return Send(look, staff_channel_id, title=cards.thread_name(say, ticket, colour), tags=tags)
    is_forum = isinstance(bot.get_channel(staff_channel_id or 0), discord.ForumChannel)
    return Send(look, ticket.thread_id if is_forum else staff_channel_id)


async def card_stands(
    session: WriteSession, entry: OutboxEntry, receipt: Receipt, now: datetime
) -> None:
    """Write down where the card and its thread stand; what changed while it took several tries is
    drawn anew."""
    found = {"card_channel_id": receipt.channel_id, "card_message_id": receipt.message_id}
    if receipt.thread_id is not None:
        found["thread_id"] = receipt.thread_id
    await session.execute(update(Ticket).where(Ticket.id == entry.args["ticket"]).values(**found))
    if receipt.thread_id is not None and (entry.attempts or entry.uncertain):
        ticket = await _ticket(session, entry)
        await service.redraw(session, ticket, now=now, again=True)


async def card_lost(session: WriteSession, entry: OutboxEntry, now: datetime) -> None:
    """Somebody deleted the card: the next try makes a new one. When that cannot stand either, the
    thread is gone with its channel."""
    ticket = await _ticket(session, entry)
    if ticket.card_message_id is None and ticket.thread_id is not None:
        await service.rehome(session, ticket, now=now)
    ticket.card_channel_id = ticket.card_message_id = None


async def thread_lost(session: WriteSession, entry: OutboxEntry, now: datetime) -> None:
    """Somebody deleted the thread: make a new one, and say everything there that waits; unless the
    request is gone too."""
    ticket = await session.get(Ticket, entry.args["ticket"])
    if ticket is None:
        entry.state, entry.done_at = EntryState.DROPPED, now
    else:
        await service.rehome(session, ticket, now=now)


async def moved(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send | None:
    """Return the sentence that opens a new thread in the place of a deleted one."""
    return await _to_thread(bot, session, entry, "tickets-moved")


async def not_arrived(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send:
    """Return the word to the mentor whose words have not arrived yet."""
    return await _to_thread(bot, session, entry, "tickets-not-arrived")


async def received(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send | None:
    """Return the first word in the DM, unless it is over already."""
    ticket = await _ticket(session, entry)
    if not ticket.is_open:
        return None
    expected = await service.expectation_now(session, ticket.community, now=bot.now())
    return _to_youth(ticket, cards.received_card(_youth_voice(bot, ticket), ticket, expected))


async def claimed(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send | None:
    """Return who answers, unless that changed meanwhile."""
    ticket = await _ticket(session, entry)
    mentor = await session.get(Mentor, entry.args["mentor"])
    if mentor is None or ticket.mentor_id != mentor.id:
        return None
    return _to_youth(
        ticket,
        cards.claimed_card(
            _youth_voice(bot, ticket), ticket, mentor.first_name, mentor.organisation
        ),
    )


async def second(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send | None:
    """Return who else reads, unless that changed meanwhile."""
    ticket = await _ticket(session, entry)
    mentor = await session.get(Mentor, entry.args["mentor"])
    if mentor is None or ticket.second_by != mentor.discord_id or not ticket.is_open:
        return None
    say = _youth_voice(bot, ticket)
    name, place = mentor.first_name, mentor.organisation
    return _to_youth(ticket, Card(say("tickets-second", name=name, organisation=place)))


async def look_in(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send | None:
    """Return the call for a second adult, unless somebody looks in meanwhile."""
    ticket = await _ticket(session, entry)
    if not ticket.is_open or not await service.lacks_second(session, ticket, now=bot.now()):
        return None
    say, team = _team_voice(bot, ticket), ticket.community.team
    calls = tuple(role for role in (team.lead_role_id, team.mentor_role_id) if role is not None)
    return Send(cards.look_in_card(say, ticket, calls), ticket.thread_id, calls=calls)


async def released(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send | None:
    """Return the word that somebody else will answer, unless somebody does already."""
    ticket = await _ticket(session, entry)
    if ticket.mentor_id is not None or not ticket.is_open:
        return None
    return _to_youth(ticket, cards.released_card(_youth_voice(bot, ticket), ticket))


async def goodbye(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send:
    """Return the goodbye."""
    ticket = await _ticket(session, entry)
    agreed = await consents.standing(
        session, ticket.alias.youth_id, Purpose.CHECK_INS, ticket.community_id
    )
    return _to_youth(
        ticket, cards.goodbye_card(_youth_voice(bot, ticket), ticket, asks_for_check_ins=not agreed)
    )


async def goodbye_stands(
    session: WriteSession, entry: OutboxEntry, _receipt: Receipt, now: datetime
) -> None:
    """Count that somebody was asked how it was."""
    await goodbye_waits(session, entry, now)


async def goodbye_waits(session: WriteSession, entry: OutboxEntry, now: datetime) -> None:
    """The same, for a goodbye that waits in the mailbox."""
    ticket = await session.get(Ticket, entry.args["ticket"])
    if ticket is not None:
        service.asked_how_it_was(session, ticket, now=now)


async def claim_lapsed(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send | None:
    """Return the word to the mentor whose claim went back to the queue."""
    mentor = entry.args["mentor"]
    pings = (mentor,) if mentor is not None else ()
    called = _called(pings)
    return await _to_thread(bot, session, entry, "tickets-claim-lapsed", pings=pings, mentor=called)


async def withdrawn(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send | None:
    """Return the news that the youth took the request back."""
    return await _to_thread(bot, session, entry, "tickets-withdrawn-team")


async def back_again(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send | None:
    """Return the news that somebody we know would like to talk again."""
    known_by = (await _ticket(session, entry)).offered_to
    pings = (known_by.discord_id,) if known_by is not None else ()
    called = _called(pings)
    return await _to_thread(bot, session, entry, "tickets-back-again", pings=pings, mentor=called)


async def note(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send | None:
    """Return a note for the thread."""
    ticket, written = await _ticket(session, entry), await session.get(Note, entry.args["note"])
    if written is None:
        return None
    words = bot.vault.open_words(written.words).reveal()
    return Send(cards.note_card(_team_voice(bot, ticket), written, words), ticket.thread_id)


async def forgotten(bot: Maraude, _session: ReadSession, entry: OutboxEntry) -> Edit:
    """Return what stays of a card whose request was erased: no name, no topic."""
    say = bot.texts.voice(entry.args["locale"])
    look = Card(embed=discord.Embed(description=say("tickets-forgotten"), colour=cards.GONE))
    return Edit(look, entry.args["message"], entry.args["channel"])


async def card_gone(_bot: Maraude, _session: ReadSession, entry: OutboxEntry) -> Erase:
    """Return a card or a call that must no longer stand."""
    return Erase(entry.args["message"], entry.args["channel"])


async def sought(_bot: Maraude, _session: ReadSession, entry: OutboxEntry) -> Seek:
    """Return what may stand of a request that is erased."""
    about = entry.args
    return Seek(about["channel"], about["entry"], datetime.fromisoformat(about["since"]))


async def thread_gone(_bot: Maraude, _session: ReadSession, entry: OutboxEntry) -> Remove:
    """Return the thread that must no longer stand."""
    about = entry.args
    return Remove(about["channel"], about["parent"], about["card"])


async def archived(
    bot: Maraude, session: ReadSession, entry: OutboxEntry
) -> Archive | Later | None:
    """Return the thread of a closed request, which may rest once nothing is owed to it; none when
    the request or its thread is gone."""
    ticket = await session.get(Ticket, entry.args["ticket"])
    if ticket is None:
        return None
    if await outbox.owes_thread(session, ticket.id):
        return Later("more is owed to its thread", until=bot.now() + rules.RESTS_AFTER)
    return Archive(ticket.thread_id) if ticket.thread_id is not None else None


async def _ticket(session: ReadSession, entry: OutboxEntry) -> Ticket:
    return await session.get_one(Ticket, entry.args["ticket"])


async def _to_thread(
    bot: Maraude,
    session: ReadSession,
    entry: OutboxEntry,
    key: str,
    *,
    pings: tuple[int, ...] = (),
    **args: str,
) -> Send:
    ticket = await _ticket(session, entry)
    words = _team_voice(bot, ticket)(key, alias=ticket.alias.name, **args)
    return Send(Card(words), ticket.thread_id, pings=pings)


def _called(pings: tuple[int, ...]) -> str:
    return " ".join(f"<@{ping}>" for ping in pings) or "—"


def _team_voice(bot: Maraude, ticket: Ticket) -> Voice:
    return bot.texts.voice(ticket.community.team.locale)


def _youth_voice(bot: Maraude, ticket: Ticket) -> Voice:
    return bot.texts.voice(ticket.alias.youth.locale)


def _to_youth(ticket: Ticket, look: Card) -> Send:
    return Send(look, to_mailbox=ticket.reach == "mailbox")
