"""What the simulation made happen, in its own books: nothing in them is read from the facts."""

from collections import Counter
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from models import Outcome, Topic


class Line(NamedTuple):
    """One thing that happened, in a month of the team's own calendar."""

    what: str
    month: str
    community: str
    campaign: str | None = None
    topic: Topic | None = None
    outcome: Outcome | None = None
    choice: str | None = None


class Ledger:
    """How often each thing happened, and how many minutes somebody waited for it."""

    def __init__(self, zone: ZoneInfo) -> None:
        self.counts: Counter[Line] = Counter()
        self.waits: Counter[tuple[Line, int]] = Counter()
        self._zone = zone

    def note(
        self,
        what: str,
        at: datetime,
        community: str,
        *,
        campaign: str | None = None,
        topic: Topic | None = None,
        outcome: Outcome | None = None,
        choice: str | None = None,
        since: datetime | None = None,
    ) -> None:
        """Write one thing down.

        Args:
            since: when somebody began to wait for it.
        """
        month = at.astimezone(self._zone).strftime("%Y-%m")
        line = Line(what, month, community, campaign, topic, outcome, choice)
        self.counts[line] += 1
        if since is not None:
            self.waits[line, round((at - since).total_seconds() / 60)] += 1

    def table(self) -> list[str]:
        """Return the books as lines to read: what happened, in each month and in all."""
        months = sorted({line.month for line in self.counts})
        sums: Counter[tuple[str, str]] = Counter()
        for line, times in self.counts.items():
            for name in filter(None, (line.what, line.choice and f"  {line.choice}")):
                sums[f"{line.what}/{name}", line.month] += times
            if line.outcome is not None:
                sums[f"{line.what}/  {line.outcome.value}", line.month] += times
        rows = [["", *months, "all"]]
        for name in sorted({name for name, _ in sums}, key=_in_order):
            counted = [sums[name, month] for month in months]
            label = name.partition("/")[2]
            rows.append([label, *(str(times) for times in counted), str(sum(counted))])
        return [f"{row[0]:<24}" + "".join(f"{cell:>9}" for cell in row[1:]) for row in rows]


STEPS = (
    "seen", "opted-in", "asked", "claimed", "answered", "conversation", "referral-offered",
    "referral-accepted", "referral-arrived", "referral-no-answer", "closed", "asked-to-rate",
    "rated", "asked-after", "check-in-answered",
)  # fmt: skip


def _in_order(name: str) -> tuple[int, str, bool, str]:
    what, _, label = name.partition("/")
    place = STEPS.index(what) if what in STEPS else len(STEPS)
    return place, what, label.startswith(" "), label
