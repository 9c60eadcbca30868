"""How long things take by lot, how much may be written, and which figures of a poll are shown.
Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

LEAST = 5
"""Fewer than that are not shown."""
LONGEST_WORDS = 500
LONGEST_QUESTION, LONGEST_CHOICE = 200, 60
FEWEST_CHOICES, MOST_CHOICES = 2, 5
LONGEST_SAID, LONGEST_DID = 300, 600
LONGEST_POLL = 30
SHOWN_AFTER, SHOWN_BY_LOT = timedelta(hours=1), timedelta(hours=11)
"""A suggestion reaches the coordinators at a moment drawn by lot: who was seen typing cannot be
told from it."""
ASKED_EVERY = timedelta(days=7)
"""One person is asked once in that time."""
TRIED_AGAIN = timedelta(days=1)
DRAFTS_KEPT_FOR = timedelta(days=1)
ANSWERS_SHOWN = 3


@dataclass(frozen=True)
class Result:
    """What coordinators read of a poll: a number for each choice, None where it stays hidden; and
    the number of all votes, None unless every choice is shown."""

    counts: tuple[int | None, ...]
    total: int | None

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to show."""
        return all(count is None for count in self.counts)


def shown(counts: Sequence[int], *, least: int = LEAST) -> Result:
    """Return which figures may be shown. A choice with fewer votes than ``least``, none included,
    is hidden; the total would give it away by a subtraction, so that it is shown only when nothing
    is hidden."""
    seen = tuple(count if count >= least else None for count in counts)
    return Result(seen, None if None in seen else sum(counts))
