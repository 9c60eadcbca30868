"""What a team hands to a community, so that both agree on a link."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, BigId, KeyedMark, UtcDateTime
from models.team import Team


class LinkCode(Base):
    """A code that serves once. Only a keyed mark of it is kept, and the row goes when it served or
    ran out."""

    __tablename__ = "link_code"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    mark: Mapped[bytes] = mapped_column(KeyedMark, unique=True)
    until: Mapped[datetime] = mapped_column(UtcDateTime)

    team: Mapped[Team] = relationship(lazy="joined", innerjoin=True)
