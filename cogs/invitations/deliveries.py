"""What the courier carries for this feature."""

from datetime import datetime

import discord

from bot.app import Maraude
from bot.db import ReadSession, WriteSession
from bot.parcels import Edit, Later, Receipt, Send
from cogs.invitations import cards, rules, service
from models import CampaignMessage, CampaignMessageState, Community, EntryState, OutboxEntry, Youth


async def message(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send | Later | None:
    """Return an invitation as its youth reads it, unless it was stopped, or they should not get it
    any more; while it is paused it waits."""
    owed = await session.get(CampaignMessage, entry.args["invitation"])
    youth = await session.get(Youth, entry.youth_id)
    community = await session.get(Community, entry.community_id)
    if owed is None or youth is None or community is None:
        return None
    if owed.state is CampaignMessageState.STOPPED or youth.stopped_at is not None:
        return None
    if entry.state is not EntryState.MAILBOX:
        if owed.state is CampaignMessageState.PAUSED:
            return Later("its invitation is paused", until=bot.now() + rules.LOOKED_AT_AGAIN)
        if not await service.may_get(session, bot.vault, entry, owed, youth, now=bot.now()):
            return None
    words = service.words_of(bot.vault, owed, youth.locale)
    say = bot.texts.voice(youth.locale)
    return Send(cards.message_card(say, community, words, owed.campaign_id))


async def arrived(
    session: WriteSession, entry: OutboxEntry, _receipt: Receipt, now: datetime
) -> None:
    """Count one that stands in a DM."""
    await service.arrived(session, entry, now=now)


async def card(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send | Edit | None:
    """Return the coordinators' card, new or redrawn."""
    about = await session.get(CampaignMessage, entry.args["invitation"])
    if about is None:
        return None
    look = cards.state_card(
        bot.texts.voice(about.team.locale),
        about,
        await service.figures(session, about),
        service.words_of(bot.vault, about, "fr"),
        service.english_of(bot.vault, about),
    )
    if about.card_message_id is not None:
        return Edit(look, about.card_message_id, about.card_channel_id)
    place = about.team.coordinators_channel
    is_forum = isinstance(bot.get_channel(place or 0), discord.ForumChannel)
    title = cards.title_of(bot.texts.voice(about.team.locale), about) if is_forum else None
    return Send(look, place, title=title) if place is not None else None


async def card_stands(
    session: WriteSession, entry: OutboxEntry, receipt: Receipt, now: datetime
) -> None:
    """Write down where the card stands."""
    place = receipt.thread_id or receipt.channel_id
    await service.card_stands(session, entry.args["invitation"], place, receipt.message_id, now=now)
