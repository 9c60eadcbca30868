"""A team's reusable answers."""

from datetime import datetime

from sqlalchemy import ForeignKey, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, BigId, Sealed, UtcDateTime


class Snippet(Base):
    """An answer that a team gives often, in one language. ``version`` counts its changes: what was
    shown of an earlier one is not sent. The words are sealed like all others: a name slips in
    easily."""

    __tablename__ = "snippet"
    __table_args__ = (UniqueConstraint("team_id", "locale", "title"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    locale: Mapped[str] = mapped_column(String(2))
    title: Mapped[str] = mapped_column(String(60))
    words: Mapped[bytes] = mapped_column(Sealed)
    version: Mapped[int] = mapped_column(Integer)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own spelling

    def __repr__(self) -> str:
        return f"<Snippet {self.id}, sealed>"
