"""A young person, sealed; and the names the staff side knows them by."""

from datetime import datetime

from sqlalchemy import BigInteger, Boolean, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, BigId, KeyedMark, Sealed, UtcDateTime


class Youth(Base):
    """One person. ``lookup`` is a keyed mark of the Discord id, which itself is sealed.

    ``heard_up_to`` is Discord's id of the last DM that was heard, or of the press that made them
    known: what came later was missed. Until
    ``paused_until`` nothing is asked of them automatically: somebody worries.
    """

    __tablename__ = "youth"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    lookup: Mapped[bytes] = mapped_column(KeyedMark, unique=True)
    discord_id: Mapped[bytes] = mapped_column(Sealed)
    dm_channel_id: Mapped[bytes | None] = mapped_column(Sealed)
    heard_up_to: Mapped[int | None] = mapped_column(BigInteger)
    locale: Mapped[str] = mapped_column(String(2), default="fr")
    chose_locale: Mapped[bool] = mapped_column(Boolean, default=False)
    stopped_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    paused_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_seen_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)

    def __repr__(self) -> str:
        return "<Youth, sealed>"


class Alias(Base):
    """The name a team knows a youth by in one community (``Renard 42``)."""

    __tablename__ = "alias"
    __table_args__ = (
        UniqueConstraint("youth_id", "community_id"),
        UniqueConstraint("team_id", "name"),
        Index("ix_alias_community", "community_id"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    youth_id: Mapped[int] = mapped_column(ForeignKey("youth.id", ondelete="CASCADE"))
    community_id: Mapped[int] = mapped_column(ForeignKey("community.id", ondelete="CASCADE"))
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(40))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    youth: Mapped[Youth] = relationship(lazy="joined", innerjoin=True)
