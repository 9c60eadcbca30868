"""What stands in for a name in a reusable answer, how long one may get, and which titles fit what
was typed. Pure."""

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

LONGEST_TITLE = 60
MOST = 50
"""Reusable answers of one team."""
MEANING: Mapping[str, str] = MappingProxyType(
    {
        "alias": "alias", "pseudo": "alias", "mentor": "mentor", "team": "team", "equipe": "team",
        "community": "community", "communaute": "community",
    }
)  # fmt: skip
"""What may stand between braces, in both languages, without its accents."""
LONGEST: Mapping[str, int] = MappingProxyType(
    {"alias": 20, "mentor": 40, "team": 80, "community": 100}
)
"""How long what takes its place can be."""
PLACEHOLDER = re.compile(r"\{([^{}\n]*)\}")


def fold(text: str) -> str:
    """Return words without accents, capitals and blanks around, as they are compared."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).casefold().strip()


def unknown_in(words: str) -> str | None:
    """Return the first placeholder that stands for nothing, as it was written."""
    written = (found for found in PLACEHOLDER.finditer(words) if fold(found[1]) not in MEANING)
    return next((found[0] for found in written), None)


def filled(words: str, values: Mapping[str, str]) -> str:
    """Return an answer with every placeholder replaced, once: what takes its place is not read
    again."""
    return PLACEHOLDER.sub(lambda found: values[MEANING[fold(found[1])]], words)


def longest(words: str) -> int:
    """Return how long an answer can get with the longest names in it."""
    return len(filled(words, {name: "x" * most for name, most in LONGEST.items()}))


def rank(title: str, locale: str, typed: str, *, wished: str) -> tuple[bool, bool, str] | None:
    """Return where a title stands among those that fit what was typed: the wished language first,
    then what begins so, then by name; None when it does not fit."""
    here, sought = fold(title), fold(typed)
    if sought not in here:
        return None
    return locale != wished, not here.startswith(sought), here
