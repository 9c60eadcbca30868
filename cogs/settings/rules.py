"""What a team chooses without a form of its own: one line for each. Pure."""

import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, cast

from bot.placeholders import fold
from models import Outcome

LONGEST_FILE = 20_000
TOPICS, SKIPPED = "topic_days", "skipped_days"
LONGEST_OUTCOME, MOST_OUTCOMES = 40, 8
COUNTED_AS = tuple(
    outcome.value
    for outcome in Outcome
    if outcome not in {Outcome.PROTECTION, Outcome.DUPLICATE, Outcome.SPAM, Outcome.WITHDRAWN}
)
"""What a team's own words for an outcome can count as."""


class Kind(StrEnum):
    """How a choice is written."""

    NUMBER = "number"
    DAYS = "days"
    FLOOR = "floor"
    QUIET = "quiet"
    HOURS = "hours"
    HOLIDAYS = "holidays"
    OUTCOMES = "outcomes"
    YES_NO = "yes-no"


@dataclass(frozen=True)
class Choice:
    """One choice: its name in files and commands, how it is written, and for a number its bounds.
    Its words stand under ``settings-name-…`` and ``settings-about-…``."""

    name: str
    kind: Kind
    low: int = 0
    high: int = 0

    @property
    def key(self) -> str:
        """Return the last part of its words' keys."""
        return self.name.replace("_", "-")


CHOICES = (
    Choice("hours", Kind.HOURS),
    Choice("holidays", Kind.HOLIDAYS),
    Choice("quiet_hours", Kind.QUIET),
    Choice("answer_within_hours", Kind.NUMBER, 1, 72),
    Choice("next_answer_hours", Kind.NUMBER, 1, 72),
    Choice("alert_hours", Kind.NUMBER, 1, 168),
    Choice("claim_hours", Kind.NUMBER, 1, 72),
    Choice("caseload", Kind.NUMBER, 1, 30),
    Choice("outcomes", Kind.OUTCOMES),
    Choice("invitations_per_week", Kind.NUMBER, 1, 7),
    Choice("check_in_days", Kind.DAYS),
    Choice("referral_days", Kind.NUMBER, 1, 90),
    Choice("retention_days", Kind.NUMBER, 30, 365),
    Choice("identity_days", Kind.NUMBER, 30, 365),
    Choice("age_floor", Kind.FLOOR),
    Choice("digest", Kind.YES_NO),
)
"""In the order in which they are shown."""


def choice_named(name: str) -> Choice | None:
    """Return the choice of that name."""
    return next((choice for choice in CHOICES if choice.name == name), None)


def parse_outcomes(words: str) -> list[list[str]] | None:
    """Return a team's own words for how a request ends, each with what it counts as; None when one
    of them cannot be read. A lone comma is none."""
    found = [_own_outcome(part) for part in re.split(r"[;\n]", words) if part.strip(" ,")]
    named = {fold(pair[0]) for pair in found if pair is not None}
    is_fine = len(named) == len(found) <= MOST_OUTCOMES
    return [list(pair) for pair in found if pair is not None] if is_fine else None


def _own_outcome(part: str) -> tuple[str, str] | None:
    name, _, meant = (side.strip() for side in part.partition("="))
    is_fine = 0 < len(name) <= LONGEST_OUTCOME and meant in COUNTED_AS
    return (name, meant) if is_fine else None


@dataclass(frozen=True)
class Carried:
    """What stands in a file: choices, the days of topics, and the days to skip as (first, last,
    name), each as somebody would type it; None where the file says nothing of it."""

    values: Mapping[str, str]
    topics: Mapping[str, str] | None
    skipped: Sequence[tuple[str, str, str]] | None

    def __len__(self) -> int:
        return len(self.values) + (self.topics is not None) + (self.skipped is not None)


def as_file(carried: Carried) -> str:
    """Return choices as TOML, numbers as numbers."""
    lines = [
        f"{name} = {value if value.isdigit() else _quoted(value)}"
        for name, value in carried.values.items()
    ]
    topics = ", ".join(f"{name} = {_quoted(days)}" for name, days in (carried.topics or {}).items())
    lines += [f"{TOPICS} = {{ {topics} }}", f"{SKIPPED} = ["]
    for first, last, name in carried.skipped or ():
        lines.append(f"  {{ first = {first}, last = {last}, name = {_quoted(name)} }},")
    return "\n".join([*lines, "]", ""])


def from_file(content: bytes) -> Carried | None:
    """Return what stands in a file; None when it cannot be read."""
    try:
        found = tomllib.loads(content.decode())
    except (UnicodeDecodeError, tomllib.TOMLDecodeError):
        return None
    topics, skipped = found.pop(TOPICS, None), found.pop(SKIPPED, None)
    if not isinstance(topics, dict | None) or not isinstance(skipped, list | None):
        return None
    periods = cast("list[Any] | None", skipped)
    return Carried(
        _all_typed(found),
        None if topics is None else _all_typed(cast("dict[str, Any]", topics)),
        None if periods is None else [_period(one) for one in periods],
    )


def _all_typed(found: Mapping[str, Any]) -> dict[str, str]:
    return {name: _typed(value) for name, value in found.items()}


def _period(found: Any) -> tuple[str, str, str]:
    parts = _all_typed(cast("dict[str, Any]", found) if isinstance(found, dict) else {})
    return parts.get("first", ""), parts.get("last", ""), parts.get("name", "")


def _quoted(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)


def _typed(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, cast("list[Any]", value)))
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
