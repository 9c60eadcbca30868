"""How long a mark may be changed, which marks are low, and where it may be said that one came.
Pure."""

from datetime import timedelta
from enum import Enum, auto

CHANGED_FOR = timedelta(days=3)
"""How long after a goodbye a mark may be given or changed."""
COUNTED_BY_LOT = timedelta(days=3)
"""Within this time after it, drawn by lot, a mark is counted: which goodbye it was cannot be told
from the day."""
LOW = 2
MARKS = {"1", "2", "3", "4", "5"}
LOOKED_BACK = timedelta(days=30)


class Where(Enum):
    """How near a low mark may be placed."""

    COMMUNITY = auto()
    TEAM = auto()
    NOWHERE = auto()


def where_to_say(in_community: int, in_team: int, *, least: int) -> Where:
    """Return how near a low mark may be placed, by how many goodbyes asked for one lately: among a
    few, who gave it could be guessed."""
    if in_community >= least:
        return Where.COMMUNITY
    return Where.TEAM if in_team >= least else Where.NOWHERE
