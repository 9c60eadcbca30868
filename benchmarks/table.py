"""What was measured, as a table that says plainly where it falls short."""

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

SHORT, WELL, NO_AIM = "FALLS SHORT", "OK", "no aim"


@dataclass(frozen=True)
class Spread:
    """How long something took, in milliseconds."""

    p50: float
    p95: float
    p99: float

    def __str__(self) -> str:
        return " / ".join(brief(ms) for ms in (self.p50, self.p95, self.p99))


def spread(seconds: Sequence[float]) -> Spread:
    """Return the spread of some durations; of none at all, nothing is known."""
    ordered = sorted(second * 1000 for second in seconds)

    def at(share: float) -> float:
        return ordered[max(0, math.ceil(share * len(ordered)) - 1)] if ordered else math.nan

    return Spread(at(0.5), at(0.95), at(0.99))


@dataclass(frozen=True)
class Check:
    """One figure beside its aim: ``value`` at most ``aim``, or at least."""

    what: str
    value: float
    aim: float
    at_least: bool = False

    @property
    def is_met(self) -> bool:
        """Tell whether the aim is reached; what is not known reaches none."""
        return self.value >= self.aim if self.at_least else self.value <= self.aim

    def __str__(self) -> str:
        sign = "≥" if self.at_least else "≤"
        return f"{self.what} {brief(self.value)} × ({sign} {self.aim:g})"


@dataclass(frozen=True)
class Row:
    """One line of a table. ``troubles`` say what went wrong while it was measured: then no aim
    counts as reached."""

    cells: tuple[str, ...]
    checks: tuple[Check, ...] = ()
    troubles: tuple[str, ...] = ()

    @property
    def verdict(self) -> str:
        """Return whether every aim is reached, or which ones are not."""
        missed = [check.what for check in self.checks if not check.is_met] + [*self.troubles]
        if missed:
            return f"**{SHORT}**: {', '.join(missed)}"
        return WELL if self.checks else NO_AIM


@dataclass(frozen=True)
class Part:
    """One table: ``name`` is how it is chosen, ``notes`` say what was run."""

    name: str
    title: str
    head: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = field(default=())

    @property
    def is_met(self) -> bool:
        """Tell whether every aim is reached."""
        return all(SHORT not in row.verdict for row in self.rows)

    def lines(self) -> list[str]:
        """Return it as Markdown."""
        head = [*self.head, "against the aim", "verdict"]
        rows = [
            [*row.cells, ", ".join(map(str, row.checks)) or "—", row.verdict] for row in self.rows
        ]
        ruled = [head, ["---"] * len(head), *rows]
        return [
            f"### {self.title}",
            "",
            *(f"{note}" for note in self.notes),
            *([""] if self.notes else []),
            *(f"| {' | '.join(cells)} |" for cells in ruled),
            "",
        ]

    def plain(self) -> dict[str, Any]:
        """Return it as plain values, for a file."""
        found = asdict(self)
        for row, told in zip(self.rows, found["rows"], strict=True):
            told["verdict"] = row.verdict
        return found


def brief(value: float) -> str:
    """Return a figure with three digits that count: 0.123, 1.23, 12.3, 123."""
    if not math.isfinite(value):
        return "?"
    if value == 0:
        return "0"
    digits = max(0, 2 - math.floor(math.log10(abs(value))))
    return f"{value:.{min(digits, 3)}f}"


def ratio(ours: float, theirs: float) -> float:
    """Return how many times as much one is; unknown beside nothing."""
    return ours / theirs if theirs else math.nan
