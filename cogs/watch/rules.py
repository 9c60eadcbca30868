"""When something that is owed is late, and what may be behind it."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

TOLD_AFTER = timedelta(minutes=15)
TOLD_AGAIN_AFTER = timedelta(days=1)
GIVEN_UP_AFTER = timedelta(days=1)
TRIES = 3
"""Fewer failed tries than this are a hiccup."""

ANSWER = re.compile(r"Discord answered (\d+) \((\d+)\)")
FORBIDDEN = 403
SERVER_SIDE = 500


@dataclass(frozen=True)
class Late:
    """What a team's requests wait for: how many messages, since when, and a word of ours for
    why."""

    how_many: int
    since: datetime
    why: str


def why(problem: str | None) -> str:
    """Name what keeps a message from arriving, as a key of our words."""
    if problem == "its place is gone":
        return "watch-why-gone"
    answer = ANSWER.match(problem or "")
    if answer is None:
        return "watch-why-no-answer"
    status = int(answer[1])
    if status == FORBIDDEN:
        return "watch-why-permission"
    return "watch-why-discord" if status >= SERVER_SIDE else "watch-why-refused"
