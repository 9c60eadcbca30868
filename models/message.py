"""Words of a conversation, sealed, with where each copy stands."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    ForeignKey,
    Index,
    Integer,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, BigId, Sealed, UtcDateTime, choice_of, partial_index
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
    """One thing somebody said. ``words`` is empty once it was deleted.

    ``left_out`` names what came with it and cannot be passed on (``sticker,voice``). While
    ``veiled``, what may tell who wrote it is masked for the team.
    """

    __tablename__ = "message"
    __table_args__ = (
        Index("ix_message_ticket", "ticket_id", "id"),
        partial_index("ix_message_kept", "ticket_id", where="words IS NOT NULL"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey("ticket.id", ondelete="CASCADE"))
    author: Mapped[MessageAuthor] = mapped_column(choice_of(MessageAuthor))
    via: Mapped[MessageVia] = mapped_column(choice_of(MessageVia))
    mentor_id: Mapped[int | None] = mapped_column(ForeignKey("mentor.id", ondelete="SET NULL"))
    words: Mapped[bytes | None] = mapped_column(Sealed)
    left_out: Mapped[str | None] = mapped_column(String(80))
    veiled: Mapped[bool] = mapped_column(Boolean, default=False)
    youth_copy_id: Mapped[int | None] = mapped_column(BigInteger, unique=True)
    staff_copy_id: Mapped[int | None] = mapped_column(BigInteger, unique=True)
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
    edited_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    deleted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reached_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    mentor: Mapped[Mentor | None] = relationship(lazy="joined")

    def __repr__(self) -> str:
        return f"<Message {self.id}, sealed>"


class Picture(Base):
    """A picture that came with words; ``image`` holds it, sealed, re-encoded and without metadata,
    while the conversation lasts.

    ``attachment_id`` is Discord's id of the original in the DM, until the picture was fetched;
    ``problem`` says in one word why it could not be, or what of it could not.
    """

    __tablename__ = "picture"
    __table_args__ = (UniqueConstraint("message_id", "position"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    message_id: Mapped[int] = mapped_column(ForeignKey("message.id", ondelete="CASCADE"))
    position: Mapped[int] = mapped_column(Integer)
    attachment_id: Mapped[int | None] = mapped_column(BigInteger)
    image: Mapped[bytes | None] = mapped_column(Sealed)
    problem: Mapped[str | None] = mapped_column(String(20))

    def __repr__(self) -> str:
        return f"<Picture {self.id}, sealed>"


class HeldMessage(Base):
    """What a youth with several open requests wrote in the DM, until they say which one is meant.

    The id is Discord's. ``words`` is empty once it was placed or deleted.
    """

    __tablename__ = "held_message"
    __table_args__ = (Index("ix_held_message_youth", "youth_id", "id"),)

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    youth_id: Mapped[int] = mapped_column(ForeignKey("youth.id", ondelete="CASCADE"))
    words: Mapped[bytes | None] = mapped_column(Sealed)
    attachments: Mapped[list[int]] = mapped_column(JSON, default=list)
    left_out: Mapped[str | None] = mapped_column(String(80))
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)

    def __repr__(self) -> str:
        return "<HeldMessage, sealed>"
