"""One outing: a stream, a tournament, a night of music, with its own way in and its own figures."""

from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Date,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, BigId, UtcDateTime, choice_of
from models.community import Community
from models.team import Team


class CampaignKind(StrEnum):
    """What the outing is."""

    STREAM = "stream"
    TOURNAMENT = "tournament"
    SHOUT_OUT = "shout-out"
    MUSIC = "music"
    EVENT = "event"
    OTHER = "other"


class Campaign(Base):
    """An outing of a team, ``everywhere`` it serves or in one community only.

    What starts from its panel or its ``code`` is counted for it: the number rides in the buttons'
    addresses, in requests and in facts, never beside a person. ``starts_on`` and ``ends_on`` are
    days of the team's own calendar, both included; ``ended_at`` is when somebody ended it, or when
    its last day was over. Before ``posted_at`` it is a draft that nobody but its team sees.
    ``earlier_codes`` stand on flyers that are out already: they serve like ``code``, the newest
    first.
    """

    __tablename__ = "campaign"
    __table_args__ = (Index("ix_campaign_team", "team_id", "ends_on"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    community_id: Mapped[int | None] = mapped_column(
        ForeignKey("community.id", ondelete="SET NULL"), index=True
    )
    everywhere: Mapped[bool] = mapped_column(Boolean, default=False)
    name: Mapped[str] = mapped_column(String(60))
    kind: Mapped[CampaignKind] = mapped_column(choice_of(CampaignKind))
    code: Mapped[str | None] = mapped_column(String(24))
    earlier_codes: Mapped[list[str]] = mapped_column(JSON, default=list)
    link: Mapped[str | None] = mapped_column(String(300))
    words_fr: Mapped[str] = mapped_column(String(1000), default="")
    words_en: Mapped[str] = mapped_column(String(1000), default="")
    picture: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    starts_on: Mapped[date] = mapped_column(Date)
    ends_on: Mapped[date] = mapped_column(Date)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    posted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    team: Mapped[Team] = relationship(lazy="joined", innerjoin=True)
    community: Mapped[Community | None] = relationship(lazy="joined")

    @property
    def codes(self) -> list[str]:
        """Return every word that serves."""
        return [*([self.code] if self.code else []), *self.earlier_codes]

    def today(self, now: datetime) -> date:
        """Return the day in the team's own calendar."""
        return now.astimezone(ZoneInfo(self.team.timezone)).date()

    def is_over(self, now: datetime) -> bool:
        """Tell whether somebody ended it, or its last day is over."""
        return self.ended_at is not None or self.ends_on < self.today(now)

    def runs(self, now: datetime) -> bool:
        """Tell whether it is under way."""
        has_begun = self.posted_at is not None and self.starts_on <= self.today(now)
        return has_begun and not self.is_over(now)

    def is_in(self, community: Community) -> bool:
        """Tell whether a community is one of its own."""
        its_own = self.everywhere or self.community_id == community.id
        return self.team_id == community.team_id and its_own

    def words(self, locale: str) -> str:
        """Return its own words in one language, else in the other."""
        ours, other = self.words_fr, self.words_en
        if locale != "fr":
            ours, other = other, ours
        return ours or other


class CampaignPanel(Base):
    """The standing message of an outing in one community; without a message it does not stand, or
    not yet."""

    __tablename__ = "campaign_panel"
    __table_args__ = (UniqueConstraint("campaign_id", "community_id"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id", ondelete="CASCADE"))
    community_id: Mapped[int] = mapped_column(
        ForeignKey("community.id", ondelete="CASCADE"), index=True
    )
    channel_id: Mapped[int | None] = mapped_column(BigInteger, index=True)
    message_id: Mapped[int | None] = mapped_column(BigInteger, index=True)

    campaign: Mapped[Campaign] = relationship(lazy="joined", innerjoin=True)
    community: Mapped[Community] = relationship(lazy="joined", innerjoin=True)
