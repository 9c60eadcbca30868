"""How a youth felt about a conversation, for a few days, before it is only counted."""

from datetime import datetime

from sqlalchemy import BigInteger, Boolean, ForeignKey, Integer
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, BigId, KeyedMark, UtcDateTime


class Rating(Base):
    """A mark from one to five that may still be changed. Nothing leads from it to a request, a
    mentor or a person: ``lookup`` is a keyed mark of the request's number, and goes with the
    request. At ``count_at``, drawn by lot, a fact takes the row's place. ``said`` is whether a
    sentence came with it, which is kept elsewhere."""

    __tablename__ = "rating"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    community_id: Mapped[int] = mapped_column(
        ForeignKey("community.id", ondelete="CASCADE"), index=True
    )
    campaign_id: Mapped[int | None] = mapped_column(BigInteger)
    lookup: Mapped[bytes | None] = mapped_column(KeyedMark, unique=True)
    mark: Mapped[int] = mapped_column(Integer)
    said: Mapped[bool] = mapped_column(Boolean, default=False)
    count_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
