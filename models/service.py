"""A place or a number that can help: the team's directory."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import JSON, Date, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, BigId, UtcDateTime, choice_of


class ServiceKind(StrEnum):
    """What a service is."""

    MISSION_LOCALE = "mission-locale"
    YOUTH_INFO = "youth-info"
    SOCIAL = "social"
    HEALTH = "health"
    HOUSING = "housing"
    LEGAL = "legal"
    SHELTER = "shelter"
    TRAINING = "training"
    WORK = "work"
    HELPLINE = "helpline"
    OTHER = "other"


class Service(Base):
    """One line of a team's directory; nothing in it is about a youth.

    ``topics`` and ``languages`` are lists of short words. Without a ``departement`` it serves the
    whole country. ``verified_by`` says in words who checked it, or where it was read.
    ``unanswered`` counts youths whom it did not answer since somebody last arrived there.
    """

    __tablename__ = "service"
    __table_args__ = (Index("ix_service_place", "team_id", "country", "departement"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(100))
    kind: Mapped[ServiceKind] = mapped_column(choice_of(ServiceKind))
    topics: Mapped[list[str]] = mapped_column(JSON)
    age_from: Mapped[int | None] = mapped_column(Integer)
    age_to: Mapped[int | None] = mapped_column(Integer)
    departement: Mapped[str | None] = mapped_column(String(3))
    country: Mapped[str] = mapped_column(String(2))
    languages: Mapped[list[str]] = mapped_column(JSON)
    phone: Mapped[str | None] = mapped_column(String(30))
    address: Mapped[str | None] = mapped_column(String(200))
    hours: Mapped[str | None] = mapped_column(String(120))
    link: Mapped[str | None] = mapped_column(String(200))
    verified_on: Mapped[date] = mapped_column(Date)
    verified_by: Mapped[str] = mapped_column(String(80))
    unanswered: Mapped[int] = mapped_column(Integer, default=0)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
