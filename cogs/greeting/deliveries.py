"""What the courier carries for this feature."""

from datetime import datetime

from bot.app import Maraude
from bot.db import ReadSession, WriteSession
from bot.parcels import Edit, Erase, Receipt, Send
from cogs.greeting import cards, service
from models import Community, OutboxEntry, Youth


async def panel(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send | Edit | None:
    """Return the panel in the community's language, new or redrawn."""
    community = await session.get_one(Community, entry.community_id)
    look = cards.panel_card(bot.texts.voice(community.locale), community)
    if community.panel_channel_id is None or community.ended_at is not None:
        return None
    if community.panel_message_id is None:
        return Send(look, community.panel_channel_id)
    return Edit(look, community.panel_message_id, community.panel_posted_in)


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
    return Send(cards.welcome_card(bot.texts.voice(youth.locale), community))
