"""One message that many youths who agreed may receive: an invitation."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, Boolean, ForeignKey, Index, Integer
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, BigId, Sealed, UtcDateTime, choice_of
from models.campaign import Campaign
from models.community import Community
from models.team import Team


class CampaignMessageState(StrEnum):
    """How far an invitation is."""

    DRAFT = "draft"
    APPROVED = "approved"
    SENDING = "sending"
    PAUSED = "paused"
    DONE = "done"
    STOPPED = "stopped"
    LAPSED = "lapsed"

    @property
    def is_over(self) -> bool:
        """Tell whether nothing follows any more."""
        return self in {CampaignMessageState.DONE, CampaignMessageState.STOPPED}

    @property
    def may_change(self) -> bool:
        """Tell whether its words may be changed: nobody got them yet."""
        return self in {
            CampaignMessageState.DRAFT,
            CampaignMessageState.APPROVED,
            CampaignMessageState.LAPSED,
        }


class CampaignMessage(Base):
    """An invitation of a team, in all its communities or in one; its words are sealed, a name slips
    in easily.

    ``edition`` counts the changes of its words: what is approved is what was shown. ``reached_id``
    is how far it got: our number of the last youth that was looked at. ``promised`` counts those it
    was owed to; ``sent`` and ``in_mailbox`` where it arrived; ``passed_over`` who had agreed and
    was not written to all the same; ``audience`` how many had agreed when it began. ``changed_at``
    is when its figures last changed, ``drawn_at`` when its card last showed them.
    """

    __tablename__ = "campaign_message"
    __table_args__ = (Index("ix_campaign_message_state", "state", "changed_at"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), index=True)
    community_id: Mapped[int | None] = mapped_column(ForeignKey("community.id", ondelete="CASCADE"))
    is_everywhere: Mapped[bool] = mapped_column(Boolean)
    campaign_id: Mapped[int | None] = mapped_column(ForeignKey("campaign.id", ondelete="SET NULL"))
    words_fr: Mapped[bytes] = mapped_column(Sealed)
    words_en: Mapped[bytes | None] = mapped_column(Sealed)
    state: Mapped[CampaignMessageState] = mapped_column(
        choice_of(CampaignMessageState), default=CampaignMessageState.DRAFT
    )
    edition: Mapped[int] = mapped_column(Integer, default=1)
    written_by: Mapped[int] = mapped_column(BigInteger)
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
    approved_by: Mapped[int | None] = mapped_column(BigInteger)
    approved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    starts_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reached_id: Mapped[int] = mapped_column(BigId, default=0)
    audience: Mapped[int] = mapped_column(Integer, default=0)
    promised: Mapped[int] = mapped_column(Integer, default=0)
    sent: Mapped[int] = mapped_column(Integer, default=0)
    in_mailbox: Mapped[int] = mapped_column(Integer, default=0)
    passed_over: Mapped[int] = mapped_column(Integer, default=0)
    card_channel_id: Mapped[int | None] = mapped_column(BigInteger)
    card_message_id: Mapped[int | None] = mapped_column(BigInteger)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    drawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    team: Mapped[Team] = relationship(lazy="joined", innerjoin=True)
    community: Mapped[Community | None] = relationship(lazy="joined")
    campaign: Mapped[Campaign | None] = relationship(lazy="joined")

    def __repr__(self) -> str:
        return f"<CampaignMessage {self.id}, sealed>"
