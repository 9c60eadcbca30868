"""The plan after goodbye: one row per question that will be asked."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Integer, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, BigId, UtcDateTime, choice_of, partial_index
from models.ticket import Ticket


class CheckInState(StrEnum):
    """What became of a check-in."""

    PLANNED = "planned"
    SENT = "sent"
    ANSWERED = "answered"
    SKIPPED = "skipped"


class Answer(StrEnum):
    """What a youth pressed under a check-in."""

    BETTER = "better"
    SAME = "same"
    TALK = "talk"
    STOP = "stop"


class CheckIn(Base):
    """One question, asked ``days`` after a ticket was closed, at most once."""

    __tablename__ = "check_in"
    __table_args__ = (
        UniqueConstraint("ticket_id", "days"),
        partial_index("ix_check_in_due", "due_at", where="state = 'planned'"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey("ticket.id", ondelete="CASCADE"))
    days: Mapped[int] = mapped_column(Integer)
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    state: Mapped[CheckInState] = mapped_column(
        choice_of(CheckInState), default=CheckInState.PLANNED
    )
    answer: Mapped[Answer | None] = mapped_column(choice_of(Answer))
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    ticket: Mapped[Ticket] = relationship(lazy="joined", innerjoin=True)
