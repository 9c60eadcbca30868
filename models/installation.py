"""The one row about this installation itself."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, BigId, KeyedMark, UtcDateTime


class Installation(Base):
    """Which keys this database was made with, which commands Discord was last told, and the last
    sign of life. ``serves_since`` is the oldest step of the schema whose program still runs on this
    one: a step that takes away what that program needs moves it."""

    __tablename__ = "installation"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    key_mark: Mapped[bytes] = mapped_column(KeyedMark)
    commands_hash: Mapped[str | None] = mapped_column(String(64))
    beat_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    serves_since: Mapped[str] = mapped_column(String(8), server_default="0023")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
