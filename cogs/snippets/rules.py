"""What stands in for a name in a reusable answer, how long one may get, and which titles fit what
was typed. Pure."""

from collections.abc import Mapping
from types import MappingProxyType

from bot.placeholders import OF_A_PLACE, fold

LONGEST_TITLE = 60
MOST = 50
"""Reusable answers of one team."""
MEANING: Mapping[str, str] = MappingProxyType(
    {**OF_A_PLACE, "alias": "alias", "pseudo": "alias", "mentor": "mentor"}
)
"""What may stand between braces, in both languages, without its accents."""
LONGEST: Mapping[str, int] = MappingProxyType(
    {"alias": 20, "mentor": 40, "team": 80, "community": 100}
)
"""How long what takes its place can be."""


def rank(title: str, locale: str, typed: str, *, wished: str) -> tuple[bool, bool, str] | None:
    """Return where a title stands among those that fit what was typed: the wished language first,
    then what begins so, then by name; None when it does not fit."""
    here, sought = fold(title), fold(typed)
    if sought not in here:
        return None
    return locale != wished, not here.startswith(sought), here
