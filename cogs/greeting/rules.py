"""How long a community's own words may get, what they may hold, and how often its panel is posted
for newcomers. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType

from bot import placeholders

LONGEST_TITLE, LONGEST_WORDS = 200, 800
"""With the longest names filled in. Longer ones are not read."""
TYPED_TITLE = 100
"""What the form takes."""
LONGEST_DESCRIPTION = 300
LONGEST: Mapping[str, int] = MappingProxyType({"team": 120, "community": 120})
"""How long a name can be when each of its sixty signs is written with two."""
LINK = re.compile(r"://|\bdiscord\.(?:gg|com)|\bwww\.", re.IGNORECASE)
APART = timedelta(hours=6)
"""The panel for newcomers is not posted more often."""


@dataclass(frozen=True)
class OwnWords:
    """A community's own title and words, as they were written."""

    title: str | None
    words: str


def is_too_long(text: str, most: int) -> bool:
    """Tell whether a text can outgrow its place once names are filled in."""
    return placeholders.longest(text, LONGEST) > most


def has_link(words: str) -> bool:
    """Tell whether words lead elsewhere: nobody sends youths to another place in the team's
    name."""
    return LINK.search(words) is not None


def next_post(last: datetime | None, *, now: datetime) -> datetime:
    """Return from when the panel may be posted for newcomers again; never later than a whole pause
    from now, whatever a clock said before."""
    if last is None:
        return now
    return min(max(now, last + APART), now + APART)
