"""How long a mark may be changed, which marks are low, and where it may be said that one came.
Pure."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from enum import Enum, auto
from zoneinfo import ZoneInfo

CHANGED_FOR = timedelta(days=3)
"""How long after a goodbye a mark may be given or changed."""
COUNTED_BY_LOT = timedelta(days=3)
"""Within this time after it, drawn by lot, a mark is counted: which goodbye it was cannot be told
from the day."""
LOW = 2
MARKS = {"1", "2", "3", "4", "5"}


class Where(Enum):
    """How near a low mark may be placed."""

    COMMUNITY = auto()
    TEAM = auto()
    NOWHERE = auto()


def days_it_can_come_from(count_at: datetime, zone: ZoneInfo) -> tuple[date, date]:
    """Return the first and the last whole day whose every goodbye can have been given a mark that
    is counted at that moment."""
    latest = count_at - CHANGED_FOR
    earliest = latest - COUNTED_BY_LOT
    day = timedelta(days=1)
    return earliest.astimezone(zone).date() + day, latest.astimezone(zone).date() - day


def where_to_say(asked: Mapping[int, int], community_id: int, *, least: int) -> Where:
    """Return how near a low mark may be placed, by how many goodbyes it can have come from in each
    community: among a few, who gave it could be guessed. What is not placed in a community is not
    of one that would be named, so that only the small ones hide each other."""
    if asked.get(community_id, 0) >= least:
        return Where.COMMUNITY
    in_small_ones = sum(count for count in asked.values() if count < least)
    return Where.TEAM if in_small_ones >= least else Where.NOWHERE
