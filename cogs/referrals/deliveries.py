"""What the courier carries for this feature."""

from bot.app import Maraude
from bot.db import ReadSession
from bot.parcels import Send
from cogs.referrals import cards, service
from models import OutboxEntry, Referral, ReferralState


async def offer(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send | None:
    """Return a proposal, unless it was decided meanwhile or its place is gone."""
    referral = await session.get(Referral, entry.args["referral"])
    if referral is None or referral.state is not ReferralState.OFFERED:
        return None
    if referral.service is None or referral.why is None:
        return None
    say = bot.texts.voice(referral.ticket.alias.youth.locale)
    why = bot.vault.open_words(referral.why)
    look = cards.offer_card(say, referral, referral.service, why)
    return Send(look, to_mailbox=referral.ticket.reach == "mailbox")


async def question(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send | None:
    """Return the one question, unless its youth no longer wants it."""
    referral = await session.get(Referral, entry.args["referral"])
    if referral is None or not await service.is_wanted(session, referral):
        return None
    say = bot.texts.voice(referral.ticket.alias.youth.locale)
    look = cards.question_card(say, referral)
    return Send(look, to_mailbox=referral.ticket.reach == "mailbox")


async def news(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send | None:
    """Return what the team's thread reads, while it stands."""
    referral = await session.get(Referral, entry.args["referral"])
    if referral is None or referral.ticket.thread_id is None:
        return None
    say = bot.texts.voice(referral.ticket.community.team.locale)
    why = bot.vault.open_words(referral.why) if referral.why is not None else None
    look = cards.news_card(say, referral, entry.args["what"], why)
    return Send(look, referral.ticket.thread_id) if look is not None else None
