"""A conversation that one mentor would like a colleague to go on with."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, BigId, UtcDateTime, choice_of, partial_index
from models.mentor import Mentor
from models.ticket import Ticket


class HandoffState(StrEnum):
    """What became of it."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    REFUSED = "refused"
    LAPSED = "lapsed"


class Handoff(Base):
    """Asked by who holds a request, of one colleague, until a moment. The youth is told first, at
    ``told_at``, may agree, and may say no: then nobody is asked any more. The colleague's time
    begins when they are asked. Why it is asked stands in an internal note."""

    __tablename__ = "handoff"
    __table_args__ = (partial_index("ix_handoff_asked", "until", where="state = 'asked'"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey("ticket.id", ondelete="CASCADE"), index=True)
    from_id: Mapped[int] = mapped_column(ForeignKey("mentor.id", ondelete="CASCADE"))
    to_id: Mapped[int] = mapped_column(ForeignKey("mentor.id", ondelete="CASCADE"))
    state: Mapped[HandoffState] = mapped_column(choice_of(HandoffState), default=HandoffState.ASKED)
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    told_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    agreed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    until: Mapped[datetime] = mapped_column(UtcDateTime)
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    ticket: Mapped[Ticket] = relationship(lazy="joined", innerjoin=True)
    giver: Mapped[Mentor] = relationship(lazy="joined", innerjoin=True, foreign_keys=[from_id])
    taker: Mapped[Mentor] = relationship(lazy="joined", innerjoin=True, foreign_keys=[to_id])

    @property
    def stands(self) -> bool:
        """Tell whether it can be answered: nobody decided, and who asked holds the request."""
        holds = self.ticket.is_open and self.ticket.mentor_id == self.from_id
        return self.state is HandoffState.ASKED and holds
