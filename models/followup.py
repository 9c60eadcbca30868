"""The plan after goodbye: one row per question that will be asked; and what a team plans."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import JSON, Date, ForeignKey, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, BigId, UtcDateTime, choice_of, partial_index
from models.ticket import Ticket, Topic


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
    LATER = "later"
    IN_A_WEEK = "in-a-week"
    NOT_NOW = "not-now"
    STOP = "stop"


class CheckIn(Base):
    """One question, asked ``days`` after a ticket was closed: once, and once more each time its
    youth ``postponed`` it. ``due_at`` is when it is asked next, or was asked last."""

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
    postponed: Mapped[int] = mapped_column(Integer, default=0, server_default="0")

    ticket: Mapped[Ticket] = relationship(lazy="joined", innerjoin=True)


class FollowUpPlan(Base):
    """After how many days a team asks those who wrote about one topic; a topic without a row
    follows the team's own days. No days at all means that nothing is asked."""

    __tablename__ = "follow_up_plan"
    __table_args__ = (UniqueConstraint("team_id", "topic"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    topic: Mapped[Topic] = mapped_column(choice_of(Topic))
    days: Mapped[list[int]] = mapped_column(JSON)


class SkipPeriod(Base):
    """Days on which a team asks nobody how things are: holidays, an exam week. Both ends count."""

    __tablename__ = "skip_period"
    __table_args__ = (Index("ix_skip_period_team", "team_id", "last_day"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    first_day: Mapped[date] = mapped_column(Date)
    last_day: Mapped[date] = mapped_column(Date)
    name: Mapped[str] = mapped_column(String(60))
