"""How long things may take, which reasons there are, and what a line of the journal says. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta

DECIDED_WITHIN = timedelta(minutes=30)
TOLD_WITHIN = timedelta(days=1)
"""After it nobody waits any more for the word that nobody decided."""
SHOWN_WITHIN = timedelta(minutes=30)
BLOCKED_FOR = timedelta(days=365)
VETTED_FOR = timedelta(days=365)
KEPT_WHEN_OVER = timedelta(days=365)
"""How long a concern or a report stays, without words, after a lead dealt with it."""
LONGEST_DELAY = 300
REPORTS_A_DAY = 3
"""How many reports of one youth may wait for the lead that were written within a day."""
REASONS = ("danger-now", "minor-at-risk", "somebody-else", "law")
"""Why anonymity may be lifted; DOMAIN's levels in the words of those who decide."""


NOTHING = b"broken"
"""What a line hangs on that was written after the journal's end was gone."""


@dataclass(frozen=True)
class Line:
    """One line of the journal, as it is chained and shown."""

    number: int
    what: str
    who: int | None
    ticket: int | None
    reason: str | None
    at: datetime


def chained(before: bytes, line: Line) -> str:
    """Return what the link of a line is a keyed mark of."""
    parts = (line.number, line.what, line.who, line.ticket, line.reason, int(line.at.timestamp()))
    return "|".join([before.hex(), *("" if part is None else str(part) for part in parts)])


def short(link: bytes) -> str:
    """Return the seal of a line as two people compare it."""
    return f"{link.hex()[:4]}-{link.hex()[4:8]}"
