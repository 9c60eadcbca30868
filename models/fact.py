"""What is counted: facts without a person, which stay when people are forgotten."""

from datetime import date
from enum import StrEnum

from sqlalchemy import Date, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, BigId, choice_of
from models.ticket import Outcome, Topic


class Hour(StrEnum):
    """Whether a team was there, by its own hours and holidays, when something was sent."""

    OPEN = "in-hours"
    CLOSED = "out-of-hours"


class Fact(Base):
    """Something that happened on a day of the team's own calendar, as listed in ``bot/facts.py``.

    ``choice`` is which of a few: the purpose of a yes, the answer to a check-in, a mark, a team's
    own word for an outcome, whether a request was sent while the team was there.
    ``minutes`` says how long somebody waited for it, if that is asked of it. Nothing leads from
    here to a request, an alias or a person, and the hour is not kept.
    """

    __tablename__ = "fact"
    __table_args__ = (Index("ix_fact_team", "team_id", "day"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    community_id: Mapped[int | None] = mapped_column(
        ForeignKey("community.id", ondelete="SET NULL")
    )
    campaign_id: Mapped[int | None] = mapped_column(BigId)
    what: Mapped[str] = mapped_column(String(20))
    choice: Mapped[str | None] = mapped_column(String(40))
    topic: Mapped[Topic | None] = mapped_column(choice_of(Topic))
    outcome: Mapped[Outcome | None] = mapped_column(choice_of(Outcome))
    minutes: Mapped[int | None] = mapped_column(Integer)
    day: Mapped[date] = mapped_column(Date)
