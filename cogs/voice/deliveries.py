"""What the courier carries for this feature."""

from datetime import datetime

from bot.app import Maraude
from bot.db import ReadSession, WriteSession
from bot.parcels import Erase, Receipt, Send
from cogs.voice import cards, service
from models import Community, OutboxEntry, Poll, Suggestion, SuggestionState, VoiceAnswer, Youth


async def suggestion(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send | None:
    """Return a suggestion for the coordinators, unless its words are gone, or it stands already."""
    one = await session.get(Suggestion, entry.args["suggestion"])
    if one is None or one.words is None or one.show_at is None:
        return None
    place = service.box_of(one.team, one.mark)
    if place is None:
        return None
    words = bot.vault.open_words(one.words)
    return Send(cards.suggestion_card(bot.texts.voice(one.team.locale), one, words), place)


async def suggestion_stands(
    session: WriteSession, entry: OutboxEntry, receipt: Receipt, _now: datetime
) -> None:
    """Write down where a suggestion stands, so that it goes with its words."""
    one = await session.get(Suggestion, entry.args["suggestion"])
    if one is not None:
        one.show_at, one.state = None, SuggestionState.SHOWN
        one.channel_id, one.message_id = receipt.channel_id, receipt.message_id


async def gone(_bot: Maraude, _session: ReadSession, entry: OutboxEntry) -> Erase:
    """Return a suggestion that must no longer stand."""
    return Erase(entry.args["message"], entry.args["channel"])


async def poll(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send | None:
    """Return a poll, unless its time is over."""
    asked = await session.get(Poll, entry.args["poll"])
    youth = await session.get_one(Youth, entry.youth_id)
    if asked is None or asked.closes_at is None or asked.closes_at <= bot.now():
        return None
    return Send(cards.poll_card(bot.texts.voice(youth.locale), asked))


async def running(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send | None:
    """Return the coordinators' card of a poll that is under way."""
    asked = await session.get(Poll, entry.args["poll"])
    if asked is None or asked.closed_at is not None or asked.team.coordinators_channel is None:
        return None
    look = cards.running_card(bot.texts.voice(asked.team.locale), asked)
    return Send(look, asked.team.coordinators_channel)


async def results(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send | None:
    """Return the result of a poll for the coordinators."""
    asked = await session.get(Poll, entry.args["poll"])
    if asked is None or asked.tell_at is None or asked.team.coordinators_channel is None:
        return None
    look = cards.results_card(bot.texts.voice(asked.team.locale), asked)
    return Send(look, asked.team.coordinators_channel)


async def results_stand(
    session: WriteSession, entry: OutboxEntry, _receipt: Receipt, _now: datetime
) -> None:
    """The coordinators have the result."""
    asked = await session.get(Poll, entry.args["poll"])
    if asked is not None:
        asked.tell_at = None


async def answer(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send | None:
    """Return a "you said, we did" for the panel's channel, in the community's language; where the
    panel was taken away meanwhile, for where it stood."""
    told = await session.get(VoiceAnswer, entry.args["answer"])
    community = await session.get_one(Community, entry.community_id)
    place = community.panel_channel_id or entry.args.get("channel")
    if told is None or community.ended_at is not None or place is None:
        return None
    return Send(cards.answer_card(bot.texts.voice(community.locale), told), place)


async def answer_missed(session: WriteSession, entry: OutboxEntry, now: datetime) -> None:
    """Its place is gone, or Discord will never take it."""
    if entry.community_id is not None:
        await service.stands_nowhere(session, entry.args["answer"], entry.community_id, now=now)


async def nowhere(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send | None:
    """Return the news that a "you said, we did" does not stand in a community."""
    told = await session.get(VoiceAnswer, entry.args["answer"])
    community = await session.get(Community, entry.args["community"])
    if told is None or community is None or told.team.coordinators_channel is None:
        return None
    look = cards.nowhere_card(bot.texts.voice(told.team.locale), told, community)
    return Send(look, told.team.coordinators_channel)
