"""What a community says in its own words."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, ForeignKey, Integer, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, BigId, UtcDateTime, choice_of
from models.community import Community


class WordingKind(StrEnum):
    """Which text: the panel's, or the one greeting's."""

    PANEL = "panel"
    WELCOME = "welcome"


class Wording(Base):
    """A community's own words for one text in one language. They are shown in public, or sent to
    whoever agreed, and so not sealed.

    ``draft`` is what somebody was shown before they keep it, so that a restart in between loses
    nothing; without ``words`` nothing is kept yet. ``version`` counts the changes: what was shown
    of an earlier one is not kept.
    """

    __tablename__ = "wording"
    __table_args__ = (UniqueConstraint("community_id", "kind", "locale"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    community_id: Mapped[int] = mapped_column(ForeignKey("community.id", ondelete="CASCADE"))
    kind: Mapped[WordingKind] = mapped_column(choice_of(WordingKind))
    locale: Mapped[str] = mapped_column(String(2))
    title: Mapped[str | None] = mapped_column(String(100))
    words: Mapped[str | None] = mapped_column(String(800))
    draft_title: Mapped[str | None] = mapped_column(String(100))
    draft: Mapped[str | None] = mapped_column(String(800))
    version: Mapped[int] = mapped_column(Integer)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)

    community: Mapped[Community] = relationship(lazy="joined", innerjoin=True)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own spelling


class PanelPicture(Base):
    """The picture above a community's panel, made anew, with what it shows for who cannot see
    it."""

    __tablename__ = "panel_picture"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    community_id: Mapped[int] = mapped_column(
        ForeignKey("community.id", ondelete="CASCADE"), unique=True
    )
    image: Mapped[bytes] = mapped_column(LargeBinary)
    description: Mapped[str] = mapped_column(String(300))
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)


class NewcomersPost(Base):
    """Where a community's panel is posted again after somebody joined; a row stands while that is
    wished. Of who joined, nothing is kept.

    ``owed_at`` is when the last one was owed, ``again_at`` from when the next one may go because
    somebody joined since.
    """

    __tablename__ = "newcomers_post"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    community_id: Mapped[int] = mapped_column(
        ForeignKey("community.id", ondelete="CASCADE"), unique=True
    )
    channel_id: Mapped[int] = mapped_column(BigInteger)
    message_id: Mapped[int | None] = mapped_column(BigInteger)
    posted_in: Mapped[int | None] = mapped_column(BigInteger)
    owed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    again_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)

    community: Mapped[Community] = relationship(lazy="joined", innerjoin=True)
