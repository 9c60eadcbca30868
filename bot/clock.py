"""The time, handed to whoever needs it so that tests and the playground can move it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Clock = Callable[[], datetime]
DISCORDS_FIRST_SECOND = datetime(2015, 1, 1, tzinfo=UTC)


def now() -> datetime:
    """Return the present moment in UTC."""
    return datetime.now(UTC)  # noqa: TID251 - the one place that reads the wall clock


def moment_of(discord_id: int) -> datetime:
    """Return when Discord gave an id away: its upper bits count milliseconds since 2015."""
    return DISCORDS_FIRST_SECOND + timedelta(milliseconds=discord_id >> 22)
