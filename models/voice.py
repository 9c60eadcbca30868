"""What youths say about Maraude itself, and what a team answers: suggestions, polls, "you said, we
did"."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import (
    JSON,
    BigInteger,
    ColumnElement,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    UniqueConstraint,
    and_,
    literal_column,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, BigId, KeyedMark, Sealed, UtcDateTime, choice_of, partial_index
from models.community import Community
from models.consent import Consent, Purpose
from models.team import Team


class SuggestionState(StrEnum):
    """What became of a suggestion."""

    WAITING = "waiting"
    SHOWN = "shown"
    NOTED = "noted"
    HIDDEN = "hidden"


class Suggestion(Base):
    """What somebody put into the box, or wrote beside a ``mark``; nothing leads from it to who did,
    nor to a request, and only the day is kept. The coordinators read it at ``show_at``, drawn by
    lot. ``words`` are sealed."""

    __tablename__ = "suggestion"
    __table_args__ = (
        Index("ix_suggestion_team", "team_id", "day"),
        partial_index("ix_suggestion_show", "show_at", where="show_at IS NOT NULL"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    community_id: Mapped[int] = mapped_column(
        ForeignKey("community.id", ondelete="CASCADE"), index=True
    )
    mark: Mapped[int | None] = mapped_column(Integer)
    words: Mapped[bytes | None] = mapped_column(Sealed)
    day: Mapped[date] = mapped_column(Date)
    state: Mapped[SuggestionState] = mapped_column(
        choice_of(SuggestionState), default=SuggestionState.WAITING
    )
    show_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    channel_id: Mapped[int | None] = mapped_column(BigInteger)
    message_id: Mapped[int | None] = mapped_column(BigInteger)

    team: Mapped[Team] = relationship(lazy="joined", innerjoin=True)
    community: Mapped[Community] = relationship(lazy="joined", innerjoin=True)

    def __repr__(self) -> str:
        return f"<Suggestion {self.id}, sealed>"


class Poll(Base):
    """A question of a team to the youths who like to be asked, in one community or in all of them.

    Until ``opened_at`` it is a draft. While it is sent, ``cursor`` is the number of the last
    consent that was looked at. At ``closes_at`` the votes become ``counts`` and their rows go; the
    coordinators read the result at ``tell_at``.
    """

    __tablename__ = "poll"
    __table_args__ = (
        Index("ix_poll_team", "team_id"),
        partial_index("ix_poll_sending", "id", where="cursor IS NOT NULL"),
        partial_index("ix_poll_open", "closes_at", where="closed_at IS NULL"),
        partial_index("ix_poll_tell", "tell_at", where="tell_at IS NOT NULL"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    community_id: Mapped[int | None] = mapped_column(
        ForeignKey("community.id", ondelete="CASCADE"), index=True
    )
    question: Mapped[str] = mapped_column(String(200))
    choices: Mapped[list[str]] = mapped_column(JSON)
    days: Mapped[int] = mapped_column(Integer)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    opened_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    cursor: Mapped[int | None] = mapped_column(BigInteger)
    closes_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    counts: Mapped[list[int]] = mapped_column(JSON, default=list)
    tell_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    team: Mapped[Team] = relationship(lazy="joined", innerjoin=True)
    community: Mapped[Community | None] = relationship(lazy="joined")


class PollVote(Base):
    """One vote while a poll is open. ``lookup`` is a keyed mark that serves for this poll alone, so
    that a vote can be changed; it goes when its person is forgotten, the vote stays nameless."""

    __tablename__ = "poll_vote"
    __table_args__ = (UniqueConstraint("lookup"), Index("ix_poll_vote_poll", "poll_id"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    poll_id: Mapped[int] = mapped_column(ForeignKey("poll.id", ondelete="CASCADE"))
    lookup: Mapped[bytes | None] = mapped_column(KeyedMark)
    choice: Mapped[int] = mapped_column(Integer)


class VoiceAnswer(Base):
    """ "You said, we did", in one community or in all of a team's; a draft until
    ``published_at``."""

    __tablename__ = "voice_answer"
    __table_args__ = (Index("ix_voice_answer_team", "team_id", "published_at"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    community_id: Mapped[int | None] = mapped_column(
        ForeignKey("community.id", ondelete="CASCADE"), index=True
    )
    said: Mapped[str] = mapped_column(String(300))
    did: Mapped[str] = mapped_column(String(600))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    team: Mapped[Team] = relationship(lazy="joined", innerjoin=True)
    community: Mapped[Community | None] = relationship(lazy="joined")


LIKES_TO_BE_ASKED: ColumnElement[bool] = and_(
    Consent.purpose == literal_column(f"'{Purpose.VOICE}'", String),
    Consent.withdrawn_at.is_(None),
)
"""Written out, so that the partial index of those who like to be asked serves."""
