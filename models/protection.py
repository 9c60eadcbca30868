"""What protects people from each other: blocks, concerns, reports, lifted anonymity, a journal."""

from datetime import datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    ForeignKey,
    Index,
    Integer,
    String,
    UniqueConstraint,
    false,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, BigId, KeyedMark, Sealed, UtcDateTime
from models.mentor import Mentor
from models.ticket import Ticket


class Block(Base):
    """Somebody a team no longer answers, by a keyed mark of the Discord id that serves for nothing
    else: it outlives the alias and a forgotten account, and goes by itself at ``until``. Of the
    request it began with only the number stays."""

    __tablename__ = "block"
    __table_args__ = (UniqueConstraint("team_id", "lookup"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    lookup: Mapped[bytes] = mapped_column(KeyedMark)
    ticket: Mapped[int | None] = mapped_column(Integer)
    since: Mapped[datetime] = mapped_column(UtcDateTime)
    until: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class Concern(Base):
    """Something worries a team about a request, whose number stays when the request goes; open
    until a lead closes it. ``why`` is sealed."""

    __tablename__ = "concern"
    __table_args__ = (Index("ix_concern_team", "team_id", "closed_at"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    ticket: Mapped[int] = mapped_column(Integer, index=True)
    opened_by: Mapped[int] = mapped_column(BigInteger)
    why: Mapped[bytes | None] = mapped_column(Sealed)
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    def __repr__(self) -> str:
        return f"<Concern {self.id}, sealed>"


class Lifting(Base):
    """A request to learn who is behind an alias: asked by one person, decided by another, shown
    once. ``tell_youth`` is what the first one chose."""

    __tablename__ = "lifting"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey("ticket.id", ondelete="CASCADE"), index=True)
    asked_by: Mapped[int] = mapped_column(BigInteger)
    why: Mapped[bytes] = mapped_column(Sealed)
    tell_youth: Mapped[bool] = mapped_column(Boolean)
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    decided_by: Mapped[int | None] = mapped_column(BigInteger)
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    was_granted: Mapped[bool] = mapped_column(Boolean, default=False)
    shown_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    ticket: Mapped[Ticket] = relationship(lazy="joined", innerjoin=True)

    def __repr__(self) -> str:
        return f"<Lifting {self.id}, sealed>"


class MentorReport(Base):
    """What a youth tells the lead about a mentor; nobody else of the team sees it. The request's
    number stays when the request goes; the words go with it. One that sounds like danger calls the
    lead again at ``alert_at``, until a lead has dealt with it. One without words of their own asks
    that the lead write to them: ``call_back``."""

    __tablename__ = "mentor_report"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), index=True)
    ticket: Mapped[int] = mapped_column(Integer, index=True)
    mentor_id: Mapped[int | None] = mapped_column(ForeignKey("mentor.id", ondelete="SET NULL"))
    words: Mapped[bytes | None] = mapped_column(Sealed)
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    alert_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
    call_back: Mapped[bool] = mapped_column(Boolean, default=False, server_default=false())

    mentor: Mapped[Mentor | None] = relationship(lazy="joined")

    def __repr__(self) -> str:
        return f"<MentorReport {self.id}, sealed>"


class JournalLine(Base):
    """One line of a team's protection journal; appended, never changed: the database refuses it.

    ``link`` is a keyed mark over this line and the link before it: a line that was removed or
    altered breaks the chain. ``ticket`` is a number only, so that it stays when the request goes;
    ``reason`` is one of our words, never a text.
    """

    __tablename__ = "journal"
    __table_args__ = (UniqueConstraint("team_id", "number"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    number: Mapped[int] = mapped_column(Integer)
    what: Mapped[str] = mapped_column(String(40))
    who: Mapped[int | None] = mapped_column(BigInteger)
    ticket: Mapped[int | None] = mapped_column(Integer)
    reason: Mapped[str | None] = mapped_column(String(40))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    link: Mapped[bytes] = mapped_column(KeyedMark)
