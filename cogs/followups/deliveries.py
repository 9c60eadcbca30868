"""What the courier carries for this feature."""

from bot.app import Maraude
from bot.db import ReadSession
from bot.parcels import Send
from cogs.followups import service
from cogs.followups.cards import answered_card, check_in_card
from models import CheckIn, CheckInState, OutboxEntry


async def drop_if_talking(bot: Maraude, entry: OutboxEntry) -> None:
    """Who is asking for help again is not asked how things are: that conversation is the answer,
    and its goodbye plans new questions."""
    async with bot.db.transaction() as session:
        await service.drop_if_talking(session, entry.args["check_in"])


async def check_in(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send | None:
    """Return the question, unless it was answered, skipped or overtaken by a later one or by a new
    conversation meanwhile."""
    asked = await session.get(CheckIn, entry.args["check_in"])
    if asked is None or asked.state is not CheckInState.SENT:
        return None
    if await service.was_overtaken(session, asked, now=bot.now()):
        return None
    ticket = asked.ticket
    if await service.is_talking(session, ticket.alias.youth_id):
        return None
    say = bot.texts.voice(ticket.alias.youth.locale)
    is_last = asked.days == max(ticket.community.team.check_in_days, default=asked.days)
    return Send(check_in_card(say, asked, is_last=is_last), to_mailbox=ticket.reach == "mailbox")


async def answered(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send | None:
    """Return the news for the thread."""
    asked = await session.get(CheckIn, entry.args["check_in"])
    if asked is None or asked.ticket.thread_id is None:
        return None
    return Send(
        answered_card(bot.texts.voice(asked.ticket.community.team.locale), asked),
        asked.ticket.thread_id,
    )
