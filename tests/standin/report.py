"""What a run tells: the figures of what was broken, beside the verdict."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.standin.verdict import Verdict

ERROR = re.compile(r"^\S+ \[(?:error|critical) *\] (.*)$", re.MULTILINE)
NUMBERS = re.compile(r"[0-9a-f]{6}|\d+")


@dataclass
class Report:
    """What happened, and the verdict."""

    verdict: Verdict
    kills: int
    said: int
    ended_by_themselves: int
    still_owed: int
    drops: Counter[str]
    faults: Counter[str]
    errors: Counter[str]
    gaps: list[str]
    refusals: list[str]
    unheard: int

    def lines(self) -> list[str]:
        """Return what happened."""
        errors = [f"      {many} × {line[:150]}" for line, many in self.errors.most_common(6)]
        return [
            f"  kills: {self.kills}, words: {self.said}, still owed: {self.still_owed},"
            f" ended by themselves: {self.ended_by_themselves}",
            f"  gateway: {_told(self.drops)}",
            f"  calls that went wrong: {_told(self.faults)}",
            f"  youths who never got through: {self.unheard}",
            f"  refused with a sentence: {len(self.refusals)} {self.refusals[:2]}",
            f"  calls the stand-in does not know: {len(self.gaps)} {sorted(set(self.gaps))[:3]}",
            f"  ERROR lines: {self.errors.total()}",
            *errors,
        ]


def _told(counted: Counter[str]) -> str:
    return ", ".join(f"{name} {many}" for name, many in counted.most_common()) or "none"


def errors_in(logs: Iterable[Path]) -> Counter[str]:
    """Return the lines of ERROR and worse, numbers left out so that equal ones are counted."""
    found: Counter[str] = Counter()
    for log in logs:
        if log.exists():
            lines = ERROR.findall(log.read_text(encoding="utf-8", errors="replace"))
            found.update(NUMBERS.sub("…", line).strip() for line in lines)
    return found
