"""Reads with a name."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import select

from bot.db import ReadSession
from models import Campaign, CampaignPanel


async def of_team(session: ReadSession, team_id: int) -> Sequence[Campaign]:
    """Return the outings that a team posted, the newest first."""
    theirs = select(Campaign).where(Campaign.team_id == team_id, Campaign.posted_at.is_not(None))
    newest = theirs.order_by(Campaign.ends_on.desc(), Campaign.id.desc())
    return (await session.scalars(newest)).all()


async def drafts_of(session: ReadSession, team_id: int) -> Sequence[Campaign]:
    """Return what a team began to write and has not posted, the newest first."""
    drafts = select(Campaign).where(Campaign.team_id == team_id, Campaign.posted_at.is_(None))
    filled = drafts.where(Campaign.name != "").order_by(Campaign.id.desc())
    return (await session.scalars(filled)).all()


async def not_over(session: ReadSession, team_id: int | None = None) -> Sequence[Campaign]:
    """Return the posted outings, of one team or of all, that nobody ended yet."""
    open_ones = select(Campaign).where(Campaign.posted_at.is_not(None), Campaign.ended_at.is_(None))
    if team_id is not None:
        open_ones = open_ones.where(Campaign.team_id == team_id)
    return (await session.scalars(open_ones.order_by(Campaign.id))).all()


async def old_drafts(session: ReadSession, *, before: datetime) -> Sequence[Campaign]:
    """Return what somebody began to write before then, and never posted."""
    drafts = select(Campaign).where(Campaign.posted_at.is_(None), Campaign.created_at < before)
    return (await session.scalars(drafts)).all()


async def panels_of(session: ReadSession, campaign_id: int) -> Sequence[CampaignPanel]:
    """Return the panels of an outing, whether they stand or not."""
    theirs = select(CampaignPanel).where(CampaignPanel.campaign_id == campaign_id)
    return (await session.scalars(theirs.order_by(CampaignPanel.id))).all()


async def panel_in(
    session: ReadSession, campaign_id: int, community_id: int | None
) -> CampaignPanel | None:
    """Return the panel of an outing in one community."""
    one = CampaignPanel.campaign_id == campaign_id, CampaignPanel.community_id == community_id
    return await session.scalar(select(CampaignPanel).where(*one))


async def panels_in(session: ReadSession, community_id: int) -> Sequence[CampaignPanel]:
    """Return the panels of all outings in a community."""
    here = select(CampaignPanel).where(CampaignPanel.community_id == community_id)
    return (await session.scalars(here.order_by(CampaignPanel.id))).all()


async def by_message(session: ReadSession, message_ids: Collection[int]) -> Sequence[CampaignPanel]:
    """Return the panels that stand as one of these messages."""
    theirs = select(CampaignPanel).where(CampaignPanel.message_id.in_(message_ids))
    return (await session.scalars(theirs)).all()


async def by_channel(session: ReadSession, channel_id: int) -> Sequence[CampaignPanel]:
    """Return the panels that stand in a channel."""
    here = select(CampaignPanel).where(CampaignPanel.channel_id == channel_id)
    return (await session.scalars(here)).all()


async def standing(session: ReadSession) -> Sequence[CampaignPanel]:
    """Return every panel that stands and whose outing is not over."""
    stands = select(CampaignPanel).join(Campaign, Campaign.id == CampaignPanel.campaign_id)
    not_over = Campaign.ended_at.is_(None), CampaignPanel.message_id.is_not(None)
    return (await session.scalars(stands.where(*not_over))).all()


async def picture_of(session: ReadSession, campaign_id: int) -> bytes | None:
    """Return the picture of an outing."""
    return await session.scalar(select(Campaign.picture).where(Campaign.id == campaign_id))
