"""What may stand on a sheet, and what counts as having arrived. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.redaction import Private
from models import Arrival

TICKED = ("alias", "age", "topic")
"""What the youth ticks because Maraude knows it."""
TYPED = {"name": 40, "words": 300, "reach": 80}
"""What the youth types, and how long it may be."""
FOR_TEAM = "team"
"""The tick that lets the team read the sheet too."""
ARRIVED = {Arrival.WENT, Arrival.APPOINTMENT}


@dataclass(frozen=True)
class Sheet:
    """What a youth lets a service know, and whether the team may read it."""

    ticked: frozenset[str]
    typed: Mapping[str, Private]

    @property
    def fields(self) -> list[str]:
        """Return what stands on it, in its order."""
        return [name for name in (*TICKED, *TYPED) if name in self.ticked or name in self.typed]


def sheet_of(ticked: list[str], typed: Mapping[str, str]) -> Sheet:
    """Return a sheet of what was ticked and what was typed; anything else is left out."""
    known = frozenset(name for name in ticked if name in {*TICKED, FOR_TEAM})
    words = {
        name: Private(typed[name][:longest]) for name, longest in TYPED.items() if typed.get(name)
    }
    return Sheet(known, words)
