"""One youth's request, from the first word to goodbye, and every step it took."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    ColumnElement,
    ForeignKey,
    Index,
    Integer,
    String,
    literal_column,
    or_,
    true,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, BigId, UtcDateTime, choice_of, partial_index
from models.community import Community
from models.mentor import Mentor
from models.youth import Alias


class TicketState(StrEnum):
    """Where a request stands."""

    WAITING = "waiting"
    ACTIVE = "active"
    CLOSED = "closed"


MOVES: Mapping[TicketState, frozenset[TicketState]] = MappingProxyType(
    {
        TicketState.WAITING: frozenset({TicketState.ACTIVE, TicketState.CLOSED}),
        TicketState.ACTIVE: frozenset({TicketState.WAITING, TicketState.CLOSED}),
        TicketState.CLOSED: frozenset(),
    }
)


class Topic(StrEnum):
    """What a request is mostly about; coarse on purpose, so that it says nothing of health or
    origin."""

    SCHOOL = "school"
    TRAINING = "training"
    WORK = "work"
    MONEY = "money"
    HOUSING = "housing"
    TRANSPORT = "transport"
    FAMILY = "family"
    PERSONAL = "personal"
    GAMING = "gaming"
    OTHER = "other"


class Outcome(StrEnum):
    """How a request ended. The first five closings with a lead or more are listed before the quiet
    ones."""

    INFORMED = "informed"
    LISTENED = "listened"
    LEAD_GIVEN = "lead-given"
    HANDED_OVER = "handed-over"
    FIRST_MEETING = "first-meeting"
    ENTERED_SUPPORT = "entered-support"
    ENTERED_TRAINING = "entered-training"
    ENTERED_JOB = "entered-job"
    ENTERED_OTHER = "entered-other"
    ON_THEIR_OWN = "on-their-own"
    NO_NEWS = "no-news"
    DECLINED = "declined"
    PROTECTION = "protection"
    DUPLICATE = "duplicate"
    SPAM = "spam"
    WITHDRAWN = "withdrawn"


class Reach(StrEnum):
    """Where a youth wants to be answered."""

    DM = "dm"
    MAILBOX = "mailbox"


class ActorKind(StrEnum):
    """Who did something to a ticket."""

    YOUTH = "youth"
    MENTOR = "mentor"
    SYSTEM = "system"


class IllegalMove(Exception):
    """A ticket was asked to go where its state does not lead. Callers check first; this is a
    bug."""


class Ticket(Base):
    """A request. ``version`` makes the second of two people acting at once start again.

    ``urgent`` is all that stays of words that sounded like danger. Since ``alarmed_at`` the team is
    called, next at ``alert_at``, unless somebody said at ``seen_at`` that they look after it; that
    the request is over does not end the calls.
    ``second_by`` is the colleague who keeps an eye on a conversation with a minor. ``not_with`` are
    our numbers of the mentors to whom its youth would rather not talk.
    ``ending`` is the team's own word for the ``outcome``, if it has one.
    Since ``youth_waits_since`` its youth waits for a human: ``waits_level`` is how many times
    somebody was reminded, next at ``waits_next_at``; at ``waits_alert_at`` the lead hears of it. At
    ``waits_looked_at`` who holds it was seen to be there all the same.
    """

    __tablename__ = "ticket"
    __table_args__ = (
        partial_index("ix_ticket_open", "team_id", "state", "opened_at", where="state <> 'closed'"),
        Index("ix_ticket_alias", "alias_id", "opened_at"),
        Index("ix_ticket_closed", "closed_at"),
        Index("ix_ticket_community", "community_id"),
        partial_index("ix_ticket_alert", "alert_at", where="alert_at IS NOT NULL"),
        partial_index("ix_ticket_waits", "waits_next_at", where="waits_next_at IS NOT NULL"),
        partial_index(
            "ix_ticket_waits_alert", "waits_alert_at", where="waits_alert_at IS NOT NULL"
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    community_id: Mapped[int] = mapped_column(ForeignKey("community.id", ondelete="CASCADE"))
    alias_id: Mapped[int] = mapped_column(ForeignKey("alias.id", ondelete="CASCADE"))
    topic: Mapped[Topic] = mapped_column(choice_of(Topic))
    age_band: Mapped[str | None] = mapped_column(String(8))
    reach: Mapped[Reach] = mapped_column(choice_of(Reach))
    state: Mapped[TicketState] = mapped_column(choice_of(TicketState), default=TicketState.WAITING)
    urgent: Mapped[bool] = mapped_column(Boolean, default=False)
    mentor_id: Mapped[int | None] = mapped_column(
        ForeignKey("mentor.id", ondelete="SET NULL"), index=True
    )
    campaign_id: Mapped[int | None] = mapped_column(BigId)
    previous_id: Mapped[int | None] = mapped_column(ForeignKey("ticket.id", ondelete="SET NULL"))
    offered_to_id: Mapped[int | None] = mapped_column(ForeignKey("mentor.id", ondelete="SET NULL"))
    offered_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    answer_by: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    outcome: Mapped[Outcome | None] = mapped_column(choice_of(Outcome))
    ending: Mapped[str | None] = mapped_column(String(40))
    alarmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    alert_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    seen_by: Mapped[int | None] = mapped_column(BigInteger)
    youth_waits_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    waits_level: Mapped[int] = mapped_column(Integer, default=0)
    waits_next_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    waits_alert_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    waits_looked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    second_by: Mapped[int | None] = mapped_column(BigInteger)
    not_with: Mapped[list[int]] = mapped_column(JSON, default=list)
    card_channel_id: Mapped[int | None] = mapped_column(BigInteger)
    card_message_id: Mapped[int | None] = mapped_column(BigInteger)
    thread_id: Mapped[int | None] = mapped_column(BigInteger, unique=True)
    version: Mapped[int] = mapped_column(Integer)

    alias: Mapped[Alias] = relationship(lazy="joined", innerjoin=True)
    community: Mapped[Community] = relationship(lazy="joined", innerjoin=True)
    mentor: Mapped[Mentor | None] = relationship(lazy="joined", foreign_keys=[mentor_id])
    offered_to: Mapped[Mentor | None] = relationship(lazy="joined", foreign_keys=[offered_to_id])

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own spelling

    @property
    def is_open(self) -> bool:
        """Tell whether words can still travel."""
        return self.state is not TicketState.CLOSED

    @property
    def owes_words(self) -> bool:
        """Tell whether it is our turn: its youth said something, or was told that a mentor would
        answer, and nobody has."""
        return self.youth_waits_since is not None or self.answer_by is not None

    def move_to(self, target: TicketState, *, at: datetime) -> None:
        """Change the state, along the table of moves only."""
        if target not in MOVES[self.state]:
            raise IllegalMove(f"ticket {self.id}: {self.state} -> {target}")
        self.state, self.changed_at = target, at


IS_OPEN: ColumnElement[bool] = Ticket.state != literal_column(f"'{TicketState.CLOSED}'", String)
"""Written out, so that the partial index of open requests serves."""


def may_be_known(card_delay: int, now: datetime) -> ColumnElement[bool]:
    """Tell of which requests a team may know: of none that waits and whose card its delay, in
    seconds, still holds back."""
    if not card_delay:
        return true()
    return or_(
        Ticket.urgent,
        Ticket.state != TicketState.WAITING,
        Ticket.card_message_id.is_not(None),
        Ticket.opened_at <= now - timedelta(seconds=card_delay),
    )


class TicketEvent(Base):
    """One step of a ticket's life; appended, never changed. ``why`` is staff words, never a
    youth's."""

    __tablename__ = "ticket_event"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey("ticket.id", ondelete="CASCADE"), index=True)
    actor: Mapped[ActorKind] = mapped_column(choice_of(ActorKind))
    mentor_id: Mapped[int | None] = mapped_column(ForeignKey("mentor.id", ondelete="SET NULL"))
    what: Mapped[str] = mapped_column(String(40))
    why: Mapped[str | None] = mapped_column(String(200))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
