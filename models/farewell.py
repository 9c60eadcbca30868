"""A goodbye that was proposed, and not imposed."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, BigId, UtcDateTime, choice_of
from models.mentor import Mentor
from models.ticket import Outcome, Ticket


class Farewell(Base):
    """At most one of each request: proposed by who holds it, or by nobody once a youth has been
    silent for long. Unless the youth says otherwise, the request is closed a while after the
    proposal arrived."""

    __tablename__ = "farewell"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey("ticket.id", ondelete="CASCADE"), unique=True)
    mentor_id: Mapped[int | None] = mapped_column(ForeignKey("mentor.id", ondelete="SET NULL"))
    outcome: Mapped[Outcome] = mapped_column(choice_of(Outcome))
    ending: Mapped[str | None] = mapped_column(String(40))
    proposed_at: Mapped[datetime] = mapped_column(UtcDateTime)

    ticket: Mapped[Ticket] = relationship(lazy="joined", innerjoin=True)
    mentor: Mapped[Mentor | None] = relationship(lazy="joined")
