"""Words of a conversation, sealed, with where each copy stands."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, BigId, Sealed, UtcDateTime, choice_of
from models.mentor import Mentor


class MessageAuthor(StrEnum):
    """Whose words they are."""

    YOUTH = "youth"
    MENTOR = "mentor"


class MessageVia(StrEnum):
    """The door the words came through."""

    FORM = "form"
    DM = "dm"
    MAILBOX = "mailbox"
    DESK = "desk"


class Message(Base):
    """One thing somebody said. ``words`` is empty once it was deleted."""

    __tablename__ = "message"
    __table_args__ = (Index("ix_message_ticket", "ticket_id", "id"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey("ticket.id", ondelete="CASCADE"))
    author: Mapped[MessageAuthor] = mapped_column(choice_of(MessageAuthor))
    via: Mapped[MessageVia] = mapped_column(choice_of(MessageVia))
    mentor_id: Mapped[int | None] = mapped_column(ForeignKey("mentor.id", ondelete="SET NULL"))
    words: Mapped[bytes | None] = mapped_column(Sealed)
    youth_copy_id: Mapped[int | None] = mapped_column(BigInteger, unique=True)
    staff_copy_id: Mapped[int | None] = mapped_column(BigInteger, unique=True)
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
    edited_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    deleted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reached_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    mentor: Mapped[Mentor | None] = relationship(lazy="joined")

    def __repr__(self) -> str:
        return f"<Message {self.id}, sealed>"
