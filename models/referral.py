"""A place that a mentor proposes to a youth, what the youth makes of it, and whether they
arrived."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, BigId, Sealed, UtcDateTime, choice_of, partial_index
from models.mentor import Mentor
from models.service import Service
from models.ticket import Ticket


class ReferralState(StrEnum):
    """What a youth made of a proposal."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    ADDRESS = "address"
    DECLINED = "declined"
    REVOKED = "revoked"


class Arrival(StrEnum):
    """What a youth says became of it, asked once."""

    WENT = "went"
    APPOINTMENT = "appointment"
    NO_ANSWER = "no-answer"
    NOT_GONE = "not-gone"
    NOT_WANTED = "not-wanted"


class Referral(Base):
    """One proposal. ``why`` is the mentor's sentence, ``sheet`` what the youth typed for the
    service, both sealed; ``ticked`` names what stands on the sheet. At ``ask_at`` they are asked
    once, unless they took their yes back; the service learns nothing from Maraude."""

    __tablename__ = "referral"
    __table_args__ = (partial_index("ix_referral_ask", "ask_at", where="ask_at IS NOT NULL"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey("ticket.id", ondelete="CASCADE"), index=True)
    service_id: Mapped[int | None] = mapped_column(
        ForeignKey("service.id", ondelete="SET NULL"), index=True
    )
    mentor_id: Mapped[int | None] = mapped_column(ForeignKey("mentor.id", ondelete="SET NULL"))
    why: Mapped[bytes | None] = mapped_column(Sealed)
    state: Mapped[ReferralState] = mapped_column(
        choice_of(ReferralState), default=ReferralState.OFFERED
    )
    ticked: Mapped[list[str]] = mapped_column(JSON, default=list)
    sheet: Mapped[bytes | None] = mapped_column(Sealed)
    offered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ask_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    asked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answer: Mapped[Arrival | None] = mapped_column(choice_of(Arrival))
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    ticket: Mapped[Ticket] = relationship(lazy="joined", innerjoin=True)
    service: Mapped[Service | None] = relationship(lazy="joined")
    mentor: Mapped[Mentor | None] = relationship(lazy="joined")

    def __repr__(self) -> str:
        return f"<Referral {self.id}, sealed>"
