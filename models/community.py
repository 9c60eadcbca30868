"""A gaming server that a team serves."""

from datetime import datetime

from sqlalchemy import BigInteger, Boolean, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, BigId, UtcDateTime
from models.team import Team


class Community(Base):
    """Where youths meet the panel. It may be the team's own server.

    One row is one link between a server and a team: another link is another row, also with the same
    team, so that nothing leads from the aliases of the one to those of the other. ``ended_at`` is
    when the link ended; the row stays for what goes on. ``paused`` is the community's own wish to
    take no new requests: a linked one begins so. ``away_since`` is when Maraude was taken out of
    the server.
    """

    __tablename__ = "community"
    __table_args__ = (
        Index(
            "ix_community_live",
            "guild_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), index=True)
    guild_id: Mapped[int] = mapped_column(BigInteger)
    name: Mapped[str] = mapped_column(String(100))
    locale: Mapped[str] = mapped_column(String(2), default="fr")
    country: Mapped[str] = mapped_column(String(2), default="FR")
    panel_channel_id: Mapped[int | None] = mapped_column(BigInteger)
    panel_message_id: Mapped[int | None] = mapped_column(BigInteger)
    panel_posted_in: Mapped[int | None] = mapped_column(BigInteger)
    paused: Mapped[bool] = mapped_column(Boolean, default=False)
    away_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    team: Mapped[Team] = relationship(lazy="joined", innerjoin=True)

    @property
    def is_open(self) -> bool:
        """Tell whether youths may write here: the team is ready, and neither side paused, ended or
        left."""
        is_live = not (self.ended_at or self.away_since or self.team.away_since)
        return is_live and self.team.intake_open and not self.paused

    @property
    def is_of_the_team(self) -> bool:
        """Tell whether this is the team's own server."""
        return self.guild_id == self.team.guild_id
