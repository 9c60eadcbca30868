"""What the courier carries for this feature."""

from datetime import datetime

from bot.app import Maraude
from bot.db import ReadSession, WriteSession
from bot.parcels import Edit, Erase, Receipt, Send
from bot.ui import Card
from cogs.greeting import cards, queries, service
from models import Community, OutboxEntry, WordingKind, Youth


async def panel(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send | Edit | None:
    """Return the panel in the community's language, new or redrawn."""
    community = await session.get_one(Community, entry.community_id)
    look = await _panel(bot, session, community)
    pictures = cards.picture_of(await queries.picture(session, community.id))
    if community.panel_channel_id is None or community.ended_at is not None:
        return None
    if community.panel_message_id is None:
        return Send(look, community.panel_channel_id, pictures=pictures)
    message_id, channel_id = community.panel_message_id, community.panel_posted_in
    return Edit(look, message_id, channel_id, pictures=pictures)


async def _panel(bot: Maraude, session: ReadSession, community: Community) -> Card:
    locale = community.locale
    own = await queries.own_words(session, community.id, WordingKind.PANEL, locale)
    return cards.panel_card(bot.texts.voice(locale), community, own)


async def panel_stands(
    session: WriteSession, entry: OutboxEntry, receipt: Receipt, now: datetime
) -> None:
    """Write down where the panel stands; one whose community's link ended meanwhile goes again."""
    community = await session.get_one(Community, entry.community_id)
    community.panel_posted_in, community.panel_message_id = receipt.channel_id, receipt.message_id
    if community.ended_at is not None:
        service.take_panel_down(session, community, now=now)


async def panel_lost(session: WriteSession, entry: OutboxEntry, _now: datetime) -> None:
    """Somebody deleted the panel: the next try makes a new one."""
    community = await session.get_one(Community, entry.community_id)
    community.panel_posted_in = community.panel_message_id = None


async def remove_panel(_bot: Maraude, _session: ReadSession, entry: OutboxEntry) -> Erase:
    """Return the panel that must go."""
    return Erase(entry.args["message"], entry.args["channel"])


async def welcome(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send:
    """Return the one greeting."""
    community = await session.get_one(Community, entry.community_id)
    youth = await session.get_one(Youth, entry.youth_id)
    say = bot.texts.voice(youth.locale)
    own = await queries.own_words(session, community.id, WordingKind.WELCOME, say.locale)
    return Send(cards.welcome_card(say, community, own))


async def newcomers(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send | None:
    """Return the panel as it is posted for newcomers: the same words and buttons, naming nobody."""
    community = await session.get_one(Community, entry.community_id)
    post = await queries.newcomers_post(session, community.id)
    if post is None or not community.is_open:
        return None
    return Send(await _panel(bot, session, community), post.channel_id)


async def newcomers_stand(
    session: WriteSession, entry: OutboxEntry, receipt: Receipt, now: datetime
) -> None:
    """Write down where it stands, and take the one before away."""
    community = await session.get_one(Community, entry.community_id)
    place = receipt.channel_id, receipt.message_id
    await service.newcomers_post_stands(session, community, *place, now=now)


async def newcomers_lost(session: WriteSession, entry: OutboxEntry, now: datetime) -> None:
    """Its channel is gone: it is posted no more."""
    community = await session.get_one(Community, entry.community_id)
    await service.newcomers_channel_gone(session, community, now=now)


async def newcomers_look(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Edit | None:
    """Return the present look of the one that stands."""
    community = await session.get_one(Community, entry.community_id)
    post = await queries.newcomers_post(session, community.id)
    if post is None or post.message_id is None:
        return None
    return Edit(await _panel(bot, session, community), post.message_id, post.posted_in)
