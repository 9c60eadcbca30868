"""What a team chooses without a form of its own: one line for each. Pure."""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, cast

LONGEST_FILE = 20_000


class Kind(StrEnum):
    """How a choice is written."""

    NUMBER = "number"
    DAYS = "days"
    FLOOR = "floor"
    QUIET = "quiet"
    HOURS = "hours"
    HOLIDAYS = "holidays"


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
    Choice("check_in_days", Kind.DAYS),
    Choice("referral_days", Kind.NUMBER, 1, 90),
    Choice("retention_days", Kind.NUMBER, 30, 365),
    Choice("identity_days", Kind.NUMBER, 30, 365),
    Choice("age_floor", Kind.FLOOR),
)
"""In the order in which they are shown."""


def choice_named(name: str) -> Choice | None:
    """Return the choice of that name."""
    return next((choice for choice in CHOICES if choice.name == name), None)


def as_file(values: Mapping[str, str]) -> str:
    """Return choices as TOML, numbers as numbers."""
    lines = (
        f"{name} = {value if value.isdigit() else json.dumps(value, ensure_ascii=False)}"
        for name, value in values.items()
    )
    return "\n".join(lines) + "\n"


def from_file(content: bytes) -> dict[str, str] | None:
    """Return the choices of a file, each as somebody would type it; None when it cannot be read."""
    try:
        found = tomllib.loads(content.decode())
    except (UnicodeDecodeError, tomllib.TOMLDecodeError):
        return None
    return {name: _typed(value) for name, value in found.items()}


def _typed(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, cast("list[Any]", value)))
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
