"""What people wrote and were told, word by word: what the ledger is compared with."""

import re
from dataclasses import dataclass, field
from enum import Enum

from tests.standin.people import Person

TOKEN = re.compile(r"\b(c\d{2}-[ym]-\d{4})/(\d+)\b")
YOUTH, MENTOR = "y", "m"


class Fate(Enum):
    """What its writer knows of a word."""

    WRITTEN = "written"
    """It stands in the DM, or its writer was told that it was taken in."""
    UNKNOWN = "unknown"
    """Nobody answered: it may arrive, at most once."""


@dataclass
class Word:
    """One thing somebody said, under a token that no other try has.

    ``versions`` are those that may stand at the end, the last one alone unless an edit was never
    answered. ``taken_back`` and ``perhaps_taken_back`` say the same of a deletion.
    """

    token: str
    number: int
    by: str
    fate: Fate = Fate.UNKNOWN
    versions: set[int] = field(default_factory=lambda: {1})
    taken_back: bool = False
    perhaps_taken_back: bool = False
    message_id: int | None = None
    was_changed: bool = False
    arrived_late: bool = False
    """Nobody answered, its writer went on, and it was taken in all the same: out of order then."""

    def said(self, version: int = 1) -> str:
        """Return the words."""
        return f"{self.token}/{version} et la suite"


@dataclass
class Conversation:
    """One youth, one mentor, and what they said."""

    number: int
    youth: Person
    mentor: Person
    takes_dms: bool
    wishes_dm: bool
    alias: str = ""
    claims: int = 0
    is_claimed: bool = False
    is_closed: bool = False
    is_perhaps_closed: bool = False
    words: list[Word] = field(default_factory=list[Word])
    readings: list[list[str]] = field(default_factory=list[list[str]])
    """What the youth was shown in /messages, one list a time."""

    def word(self, by: str) -> Word:
        """Begin a word."""
        number = len(self.words)
        word = Word(f"c{self.number:02}-{by}-{number:04}", number, by)
        self.words.append(word)
        return word

    def by(self, side: str) -> list[Word]:
        """Return what one side wrote, in order."""
        return [word for word in self.words if word.by == side]


def tokens_in(text: str) -> list[tuple[str, int]]:
    """Return the tokens of a text with their versions."""
    return [(token, int(version)) for token, version in TOKEN.findall(text)]
