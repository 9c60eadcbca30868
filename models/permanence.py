"""Hours announced in a community, in which mentors are around: the plan, and its dates."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import JSON, BigInteger, Boolean, Date, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, BigId, UtcDateTime, choice_of, partial_index
from models.community import Community
from models.hours import Hours


class Room(StrEnum):
    """Where people meet: in a text channel, a voice channel or on a stage."""

    TEXT = "text"
    VOICE = "voice"
    STAGE = "stage"


class DateState(StrEnum):
    """What became of one date."""

    PLANNED = "planned"
    ANNOUNCED = "announced"
    CANCELLED = "cancelled"
    OVER = "over"


class Permanence(Base):
    """A plan: where, and at which hours of the week; without ``slots``, the team's own opening
    hours.

    It is a draft until ``published_at``. ``starts_on`` and ``ends_on`` are days of the team's own
    calendar, both included. A standing card with the next dates hangs in ``card_channel_id``, if
    one was chosen; ``card_posted_in`` is where it stands now.
    """

    __tablename__ = "permanence"
    __table_args__ = (
        partial_index("ix_permanence_live", "community_id", where="ended_at IS NULL"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    community_id: Mapped[int] = mapped_column(ForeignKey("community.id", ondelete="CASCADE"))
    room: Mapped[Room] = mapped_column(choice_of(Room))
    channel_id: Mapped[int] = mapped_column(BigInteger)
    title: Mapped[str] = mapped_column(String(80))
    about: Mapped[str | None] = mapped_column(String(500))
    slots: Mapped[list[list[int]] | None] = mapped_column(JSON(none_as_null=True))
    starts_on: Mapped[date | None] = mapped_column(Date)
    ends_on: Mapped[date | None] = mapped_column(Date)
    card_channel_id: Mapped[int | None] = mapped_column(BigInteger)
    card_posted_in: Mapped[int | None] = mapped_column(BigInteger)
    card_message_id: Mapped[int | None] = mapped_column(BigInteger)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    community: Mapped[Community] = relationship(lazy="joined", innerjoin=True)

    @property
    def week(self) -> Hours:
        """Return its hours: its own, else the team's."""
        return self.community.team.week if self.slots is None else Hours.load(self.slots)

    @property
    def is_live(self) -> bool:
        """Tell whether it is announced and goes on."""
        return self.published_at is not None and self.ended_at is None


class PermanenceDate(Base):
    """One date of a plan, and its event in Discord.

    ``by_hand``: somebody called it off, here or in Discord; it is never made again. Whoever wants
    to be reminded was, up to their consent ``reminded_up_to``.
    """

    __tablename__ = "permanence_date"
    __table_args__ = (
        UniqueConstraint("permanence_id", "starts_at"),
        partial_index(
            "ix_permanence_date_ahead", "starts_at", where="state IN ('planned', 'announced')"
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    permanence_id: Mapped[int] = mapped_column(ForeignKey("permanence.id", ondelete="CASCADE"))
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)
    state: Mapped[DateState] = mapped_column(choice_of(DateState), default=DateState.PLANNED)
    by_hand: Mapped[bool] = mapped_column(Boolean, default=False)
    event_id: Mapped[int | None] = mapped_column(BigInteger)
    reminded_up_to: Mapped[int] = mapped_column(BigInteger, default=0)

    permanence: Mapped[Permanence] = relationship(lazy="joined", innerjoin=True)
