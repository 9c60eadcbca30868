"""Which presses were taken in already."""

from datetime import datetime

from sqlalchemy import BigInteger
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, UtcDateTime


class TakenPress(Base):
    """A press or command that was acted on, by Discord's id of it: two processes may hear it, and
    it is done once. Kept for a day."""

    __tablename__ = "taken_press"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    taken_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
