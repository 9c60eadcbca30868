"""What several processes of one installation agree on: whose turn it is, and what was spent."""

from datetime import datetime

from sqlalchemy import BigInteger, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, UtcDateTime


class Turn(Base):
    """When something was taken in hand that one process does for all: a job, knocking at Discord's
    gateway, or opening a new DM; when each process last said that it lives; when the first of them
    was back after a long absence; and when Discord last said that new DMs were too many."""

    __tablename__ = "turn"

    name: Mapped[str] = mapped_column(String(200), primary_key=True)
    taken_at: Mapped[datetime] = mapped_column(UtcDateTime)


class RateWindow(Base):
    """How many calls to Discord were granted in one second of the database's clock, to all
    processes together."""

    __tablename__ = "rate_window"

    second: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    granted: Mapped[int] = mapped_column(Integer)
