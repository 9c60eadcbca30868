"""What a run is made of."""

import math
from dataclasses import dataclass
from pathlib import Path

IN_FLIGHT = 200
FLIES_FULLY_FROM = 0.1
"""The scale from which as many interactions are in flight as the aims speak of."""


@dataclass(frozen=True)
class Dials:
    """How much is run.

    Args:
        folder: where databases, keys and logs of the run go.
        scale: 1.0 is what the aims speak of.
        checkins: how many follow-ups fall due in the same minute.
        pace: calls a second that the stand-in allows; Discord allows 50.
        postgres: any database of a PostgreSQL server; empty to leave it out.
    """

    folder: Path
    scale: float = 1.0
    seed: int = 1
    checkins: int = 3000
    pace: int = 50
    postgres: str = ""

    def many(self, in_full: int, least: int = 5) -> int:
        """Return how many of something are run at this scale."""
        return max(least, math.ceil(in_full * self.scale))

    @property
    def in_flight(self) -> int:
        """Return how many interactions are in flight at the same moment."""
        return max(5, round(IN_FLIGHT * min(1.0, self.scale / FLIES_FULLY_FROM)))

    def below(self, name: str) -> Path:
        """Return a new folder for a part of the run."""
        folder = self.folder / name
        folder.mkdir(parents=True, exist_ok=True)
        return folder
