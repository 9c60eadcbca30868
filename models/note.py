"""Words of the team about a ticket, for the team: a table of their own, so that no list for youths
can hold them."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, BigId, Sealed, UtcDateTime
from models.mentor import Mentor


class Note(Base):
    """One internal note, sealed like all words."""

    __tablename__ = "note"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey("ticket.id", ondelete="CASCADE"), index=True)
    mentor_id: Mapped[int | None] = mapped_column(ForeignKey("mentor.id", ondelete="SET NULL"))
    words: Mapped[bytes] = mapped_column(Sealed)
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)

    mentor: Mapped[Mentor | None] = relationship(lazy="joined")

    def __repr__(self) -> str:
        return f"<Note {self.id}, sealed>"
