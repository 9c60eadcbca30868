"""What the courier carries for this feature."""

from datetime import datetime

from bot.app import Maraude
from bot.consents import LOOKED_AT_AGAIN
from bot.db import ReadSession, WriteSession
from bot.parcels import Later, Receipt, Send
from cogs.followups import service
from cogs.followups.cards import answered_card, check_in_card, door_card, silent_card
from models import CheckIn, CheckInState, OutboxEntry, Reach, Ticket


async def drop_if_unwanted(bot: Maraude, entry: OutboxEntry) -> None:
    """Who is asking for help again is not asked how things are: that conversation is the answer,
    and its goodbye plans new questions. Nor is anybody asked twice at once."""
    async with bot.db.transaction() as session:
        await service.drop_if_unwanted(session, entry.args["check_in"], now=bot.now())


async def check_in(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send | Later | None:
    """Return the question, unless it was answered, skipped or put off meanwhile; on days that the
    team skips by now, it waits."""
    asked = await session.get(CheckIn, entry.args["check_in"])
    if asked is None or asked.state is not CheckInState.SENT:
        return None
    if service.round_of(entry) != asked.postponed:
        return None
    ticket = asked.ticket
    if (later := await _rests(bot, session, ticket)) is not None:
        return later
    say = bot.texts.voice(ticket.alias.youth.locale)
    is_last = await service.is_last(session, asked)
    return Send(
        check_in_card(say, asked, is_last=is_last), to_mailbox=ticket.reach is Reach.MAILBOX
    )


async def arrived(
    session: WriteSession, entry: OutboxEntry, _receipt: Receipt, now: datetime
) -> None:
    """Count the question."""
    await service.was_asked(session, entry, now)


async def door(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send | Later | None:
    """Return the open door, unless its youth answered or asks for help meanwhile."""
    ticket = await session.get(Ticket, entry.args["ticket"])
    if ticket is None or not await service.was_silent(session, ticket.id):
        return None
    if await service.is_talking(session, ticket.alias.youth_id):
        return None
    if (later := await _rests(bot, session, ticket)) is not None:
        return later
    card = door_card(bot.texts.voice(ticket.alias.youth.locale))
    return Send(card, to_mailbox=ticket.reach is Reach.MAILBOX)


async def answered(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send | None:
    """Return the news for the thread."""
    asked = await session.get(CheckIn, entry.args["check_in"])
    if asked is None or asked.ticket.thread_id is None:
        return None
    say = bot.texts.voice(asked.ticket.community.team.locale)
    said = entry.args.get("said", asked.answer)
    days = entry.args.get("days", asked.days)
    return Send(answered_card(say, asked.ticket, said, days), asked.ticket.thread_id)


async def silent(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send | None:
    """Return the news that silence is respected, for the thread."""
    ticket = await session.get(Ticket, entry.args["ticket"])
    if ticket is None or ticket.thread_id is None:
        return None
    say = bot.texts.voice(ticket.community.team.locale)
    return Send(silent_card(say, ticket), ticket.thread_id)


async def _rests(bot: Maraude, session: ReadSession, ticket: Ticket) -> Later | None:
    now = bot.now()
    until = await service.rests_until(session, ticket, now=now)
    return Later("not today", until=min(until, now + LOOKED_AT_AGAIN)) if until > now else None
