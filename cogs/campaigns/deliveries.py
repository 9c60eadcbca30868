"""What the courier carries for this feature."""

from datetime import datetime

from bot.app import Maraude
from bot.db import ReadSession, WriteSession
from bot.parcels import Edit, Later, Receipt, Send
from cogs.campaigns import cards, queries, rules, service
from models import CampaignPanel, OutboxEntry


async def panel(
    bot: Maraude, session: ReadSession, entry: OutboxEntry
) -> Send | Edit | Later | None:
    """Return an outing's panel in the community's language, new or redrawn; the closing sentence,
    when it is over."""
    found = await queries.panel_in(session, entry.args["campaign"], entry.community_id)
    if found is None or found.community.ended_at is not None:
        return None
    campaign, community, now = found.campaign, found.community, bot.now()
    if community.away_since is not None:
        return Later("the community's server is away", until=now + rules.LOOKED_AT_AGAIN)
    if campaign.is_over(now):
        return _closing(bot, found)
    if not campaign.runs(now) or (place := community.panel_channel_id) is None:
        return None
    pictures = cards.picture_of(await queries.picture_of(session, campaign.id))
    look = cards.panel_card(bot.texts.voice(community.locale), campaign, community, pictures)
    if found.message_id is None:
        return Send(look, place, pictures=pictures)
    return Edit(look, found.message_id, found.channel_id, pictures=pictures)


def _closing(bot: Maraude, found: CampaignPanel) -> Edit | None:
    """Return the kind sentence in the place of a panel that stands."""
    if found.message_id is None:
        return None
    say = bot.texts.voice(found.community.locale)
    over = cards.over_card(say, found.campaign, found.community)
    return Edit(over, found.message_id, found.channel_id, pictures=())


async def panel_stands(
    session: WriteSession, entry: OutboxEntry, receipt: Receipt, now: datetime
) -> None:
    """Write down where a panel stands; one whose community's link ended meanwhile goes again."""
    campaign_id, community_id = entry.args["campaign"], entry.community_id
    found = await queries.panel_in(session, campaign_id, community_id)
    if found is not None:
        found.channel_id, found.message_id = receipt.channel_id, receipt.message_id
    elif community_id is not None:
        where = receipt.channel_id, receipt.message_id
        await service.take_down(session, campaign_id, community_id, *where, now=now)


async def panel_lost(session: WriteSession, entry: OutboxEntry, _now: datetime) -> None:
    """The message or its channel is gone: the next try makes a new one, where the moderator wants
    it by then."""
    found = await queries.panel_in(session, entry.args["campaign"], entry.community_id)
    if found is not None:
        found.channel_id = found.message_id = None
