"""count(): what happened, without whom."""

from datetime import datetime, timedelta

from bot.db import WriteSession
from models import Fact, Outcome, Topic


def count(
    session: WriteSession,
    what: str,
    *,
    team_id: int,
    community_id: int | None,
    at: datetime,
    topic: Topic | None = None,
    outcome: Outcome | None = None,
    waited: timedelta | None = None,
) -> None:
    """Note that something happened on that day; nothing leads from it to a person."""
    minutes = None if waited is None else max(0, round(waited.total_seconds() / 60))
    session.add(
        Fact(
            team_id=team_id,
            community_id=community_id,
            what=what,
            topic=topic,
            outcome=outcome,
            minutes=minutes,
            day=at.date(),
        )
    )
