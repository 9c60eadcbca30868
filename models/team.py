"""The mentors' association: its staff channel, its people's roles, its rhythm."""

from datetime import datetime, time
from typing import Any

from sqlalchemy import JSON, BigInteger, Boolean, Integer, String, Time, true
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, BigId, KeyedMark, UtcDateTime
from models.hours import Hours

WEEKDAYS = Hours.parse("mon-fri 9:00-18:00")


def _usual_week() -> list[list[int]]:
    return WEEKDAYS.dump()


def _usual_check_ins() -> list[int]:
    return [2, 7, 30]


class Team(Base):
    """One association. Discord ids here are of places and roles, never of youths.

    ``card_delay`` is how many seconds a new card waits at most, so that who was seen typing cannot
    be told from it. ``away_since`` is when Maraude was taken out of the team's server.
    ``referral_days`` is how long after a yes to a referral its youth is asked once what became of
    it. ``caseload`` is how many requests a mentor has room for who chose no number. ``outcomes``
    are the team's own words for how a request ends, each with what it counts as. ``holidays``:
    ``yes`` when the team is away on public holidays, ``no``, or the region whose holidays count.
    ``invitations_per_week`` is how many invitations one youth gets in seven days, all together.
    ``digest``: whether the coordinator reads a few words about each week.
    ``journal_end`` is a keyed mark of how the journal ends, also without a line: what is missing
    there shows.
    """

    __tablename__ = "team"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    guild_id: Mapped[int] = mapped_column(BigInteger, unique=True)
    name: Mapped[str] = mapped_column(String(80))
    locale: Mapped[str] = mapped_column(String(2), default="fr")
    timezone: Mapped[str] = mapped_column(String(64), default="Europe/Paris")
    staff_channel_id: Mapped[int | None] = mapped_column(BigInteger)
    lead_channel_id: Mapped[int | None] = mapped_column(BigInteger)
    coordinator_channel_id: Mapped[int | None] = mapped_column(BigInteger)
    mentor_role_id: Mapped[int | None] = mapped_column(BigInteger)
    lead_role_id: Mapped[int | None] = mapped_column(BigInteger)
    hours: Mapped[list[list[int]]] = mapped_column(JSON, default=_usual_week)
    check_in_days: Mapped[list[int]] = mapped_column(JSON, default=_usual_check_ins)
    quiet_from: Mapped[time] = mapped_column(Time, default=time(21))
    quiet_until: Mapped[time] = mapped_column(Time, default=time(9))
    retention_days: Mapped[int] = mapped_column(Integer, default=90)
    identity_days: Mapped[int] = mapped_column(Integer, default=180)
    danger_alert: Mapped[bool] = mapped_column(Boolean, default=True)
    card_delay: Mapped[int] = mapped_column(Integer, default=0)
    age_floor: Mapped[int] = mapped_column(Integer, default=15)
    answer_within_hours: Mapped[int] = mapped_column(Integer, default=2)
    claim_hours: Mapped[int] = mapped_column(Integer, default=24)
    referral_days: Mapped[int] = mapped_column(Integer, default=14)
    next_answer_hours: Mapped[int] = mapped_column(Integer, default=4)
    alert_hours: Mapped[int] = mapped_column(Integer, default=12)
    caseload: Mapped[int] = mapped_column(Integer, default=8)
    outcomes: Mapped[list[list[str]]] = mapped_column(JSON, default=list)
    invitations_per_week: Mapped[int] = mapped_column(Integer, default=1)
    holidays: Mapped[str] = mapped_column(String(8), default="yes")
    digest: Mapped[bool] = mapped_column(Boolean, default=True, server_default=true())
    intake_open: Mapped[bool] = mapped_column(Boolean, default=False)
    away_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    journal_end: Mapped[bytes | None] = mapped_column(KeyedMark)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    @property
    def week(self) -> Hours:
        """Return the opening hours as something that can be asked."""
        return Hours.load(self.hours)

    @property
    def coordinators_channel(self) -> int | None:
        """Return where the coordinator reads: their own channel, else the lead's, else the
        staff's."""
        return self.coordinator_channel_id or self.lead_channel_id or self.staff_channel_id

    def __repr__(self) -> str:
        return f"<Team {self.id}>"

    def choose(self, **choices: Any) -> None:
        """Set several choices at once; a name that is no column is a bug and says so."""
        for name, value in choices.items():
            if name not in self.__mapper__.columns:
                raise AttributeError(name)
            setattr(self, name, value)
