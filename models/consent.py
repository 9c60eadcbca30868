"""What a youth agreed to be written for, and since when."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, Integer
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, BigId, UtcDateTime, choice_of, partial_index


class Purpose(StrEnum):
    """One thing to which somebody says yes: being written to first, a sheet for a service and one
    question later, or a word before mentors are around."""

    KEEP_IN_TOUCH = "keep-in-touch"
    CHECK_INS = "check-ins"
    REFERRAL = "referral"
    PERMANENCES = "permanences"
    VOICE = "voice"


class Consent(Base):
    """A dated yes, and the dated no that ended it. Rows are never reused."""

    __tablename__ = "consent"
    __table_args__ = (
        Index("ix_consent_youth", "youth_id", "purpose"),
        partial_index(
            "ix_consent_standing", "community_id", "purpose", "id", where="withdrawn_at IS NULL"
        ),
        partial_index("ix_consent_voice", "id", where="purpose = 'voice' AND withdrawn_at IS NULL"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    youth_id: Mapped[int] = mapped_column(ForeignKey("youth.id", ondelete="CASCADE"))
    community_id: Mapped[int] = mapped_column(ForeignKey("community.id", ondelete="CASCADE"))
    purpose: Mapped[Purpose] = mapped_column(choice_of(Purpose))
    version: Mapped[int] = mapped_column(Integer)
    given_at: Mapped[datetime] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
