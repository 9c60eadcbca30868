"""A trained adult who holds tickets: never anonymous, by first name and organisation."""

from datetime import datetime

from sqlalchemy import JSON, BigInteger, Boolean, ForeignKey, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, BigId, UtcDateTime, partial_index


class Mentor(Base):
    """How a mentor is introduced to youths. Until ``vetted_until`` a lead answers for them towards
    minors. ``is_lead`` is whether they carried the lead role when they last acted: what is said
    about them is then kept out of the leads' own place.

    Between ``on_duty_since`` and ``on_duty_until`` they said that they are there. No ``languages``
    means the team's, no ``topics`` all of them, no ``room`` as many requests as the team says.
    ``offered_at`` is when a request was last offered to them: others come first then.
    ``absent_told_at`` is when the lead was last told that they seem to be gone."""

    __tablename__ = "mentor"
    __table_args__ = (
        UniqueConstraint("team_id", "discord_id"),
        partial_index("ix_mentor_duty", "on_duty_until", where="on_duty_until IS NOT NULL"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    discord_id: Mapped[int] = mapped_column(BigInteger)
    first_name: Mapped[str] = mapped_column(String(40))
    organisation: Mapped[str] = mapped_column(String(80))
    vetted_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    is_lead: Mapped[bool] = mapped_column(Boolean, default=False)
    languages: Mapped[list[str]] = mapped_column(JSON, default=list)
    topics: Mapped[list[str]] = mapped_column(JSON, default=list)
    room: Mapped[int | None] = mapped_column(Integer)
    on_duty_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    on_duty_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    offered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    absent_told_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    @property
    def mention(self) -> str:
        """Return how Discord shows this mentor to colleagues."""
        return f"<@{self.discord_id}>"
