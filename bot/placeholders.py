"""What stands in for a name in a text that people of the team write. Pure."""

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

PLACEHOLDER = re.compile(r"\{([^{}\n]*)\}")
OF_A_PLACE: Mapping[str, str] = MappingProxyType(
    {"team": "team", "equipe": "team", "community": "community", "communaute": "community"}
)
"""What may stand between braces in a text that names nobody, in both languages, without its
accents."""


def fold(text: str) -> str:
    """Return words without accents, capitals and blanks around, as they are compared."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).casefold().strip()


def unknown_in(words: str, meaning: Mapping[str, str] = OF_A_PLACE) -> str | None:
    """Return the first placeholder that stands for nothing, as it was written."""
    written = (found for found in PLACEHOLDER.finditer(words) if fold(found[1]) not in meaning)
    return next((found[0] for found in written), None)


def filled(words: str, values: Mapping[str, str], meaning: Mapping[str, str] = OF_A_PLACE) -> str:
    """Return a text with every placeholder replaced, once: what takes its place is not read
    again."""
    return PLACEHOLDER.sub(lambda found: values[meaning[fold(found[1])]], words)


def longest(words: str, most: Mapping[str, int], meaning: Mapping[str, str] = OF_A_PLACE) -> int:
    """Return how long a text can get with the longest names in it."""
    return len(filled(words, {name: "x" * length for name, length in most.items()}, meaning))
