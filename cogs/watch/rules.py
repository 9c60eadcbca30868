"""When something that is owed is late, and what may be behind it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

TOLD_AFTER = timedelta(minutes=15)
TOLD_AGAIN_AFTER = timedelta(days=1)
GIVEN_UP_AFTER = timedelta(days=1)
TRIES = 3
"""Fewer failed tries than this are a hiccup."""

ANSWER = re.compile(r"Discord answered (\d+) \((\d+)\)")
TOO_OLD = "no version that runs knows it"
"""What stands beside what only a newer version of Maraude could carry."""
TOO_MANY_THREADS = "the server has too many open threads"
KNOWN_REASONS = {
    "its place is gone": "watch-why-gone",
    TOO_MANY_THREADS: "watch-why-threads",
    "HistoryHidden": "watch-why-permission",
    TOO_OLD: "watch-why-version",
}
FORBIDDEN = 403
SERVER_SIDE = 500


MOST_PLACES = 3
"""More are not named in one sentence."""


class What(StrEnum):
    """What can be late: words between a youth and the team, a community's panel, or what is left
    of an erased conversation."""

    WORDS = "words"
    PANEL = "panel"
    LEFTOVER = "leftover"


@dataclass(frozen=True)
class Late:
    """What does not arrive around a team: how much, since when, a word of ours for why, and, unless
    it is words, where."""

    what: What
    how_many: int
    since: datetime
    why: str
    places: str = ""


def what_of(lane: str, *, carries_team: bool) -> What:
    """Name what a lane holds up; in a request's lane, only what must go carries its team, because
    the request may be gone before it."""
    if lane.startswith("community:"):
        return What.PANEL
    return What.LEFTOVER if carries_team and lane.startswith(("ticket:", "sought:")) else What.WORDS


def places(names: Sequence[str]) -> str:
    """Name the first few places."""
    return ", ".join([*names[:MOST_PLACES], *(["…"] if len(names) > MOST_PLACES else [])])


def why(problem: str | None) -> str:
    """Name what keeps a message from arriving, as a key of our words."""
    if problem in KNOWN_REASONS:
        return KNOWN_REASONS[problem]
    answer = ANSWER.match(problem or "")
    if answer is None:
        return "watch-why-no-answer"
    status = int(answer[1])
    if status == FORBIDDEN:
        return "watch-why-permission"
    return "watch-why-discord" if status >= SERVER_SIDE else "watch-why-refused"
