"""What is owed to someone: written with the decision, handed over by the courier."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, Boolean, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, BigId, UtcDateTime, choice_of, partial_index
from models.consent import Purpose


class EntryState(StrEnum):
    """What became of a promise."""

    OWED = "owed"
    SENT = "sent"
    MAILBOX = "mailbox"
    READ = "read"
    DROPPED = "dropped"


class OutboxEntry(Base):
    """One promise. ``args`` holds ids and short words of ours, never a youth's.

    Entries of one ``lane`` leave in the order of their ids. ``purpose`` is empty for what answers
    a person, and
    names the consent that must still stand when Maraude writes first. ``told_at`` is when the one
    who waits was told that it is late.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        partial_index("ix_outbox_owed", "due_at", "id", where="state = 'owed'"),
        partial_index("ix_outbox_lane", "lane", "id", where="state = 'owed'"),
        Index("ix_outbox_youth", "youth_id"),
        partial_index("ix_outbox_mailbox", "youth_id", "id", where="state = 'mailbox'"),
        partial_index("ix_outbox_invited", "done_at", where="card = 'invitations.message'"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    lane: Mapped[str] = mapped_column(String(40))
    card: Mapped[str] = mapped_column(String(40))
    args: Mapped[dict[str, Any]] = mapped_column(JSON)
    once: Mapped[str] = mapped_column(String(80), unique=True)
    youth_id: Mapped[int | None] = mapped_column(ForeignKey("youth.id", ondelete="CASCADE"))
    community_id: Mapped[int | None] = mapped_column(ForeignKey("community.id", ondelete="CASCADE"))
    purpose: Mapped[Purpose | None] = mapped_column(choice_of(Purpose))
    state: Mapped[EntryState] = mapped_column(choice_of(EntryState), default=EntryState.OWED)
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    leased_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    uncertain: Mapped[bool] = mapped_column(Boolean, default=False)
    problem: Mapped[str | None] = mapped_column(String(80))
    message_id: Mapped[int | None] = mapped_column(BigInteger, index=True)
    told_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
