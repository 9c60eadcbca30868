"""Helplines as data: needs neither database nor network."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Country = Literal["FR", "BE", "CH", "CA", "UK", "DE"]
COUNTRIES: tuple[Country, ...] = ("FR", "BE", "CH", "CA", "UK", "DE")
FILE = Path(__file__).with_name("helplines.toml")
AT_MOST_FOR_DANGER = 3


class Helpline(BaseModel):
    """One number: whom it is for, and when it was checked."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    country: Country
    number: str = Field(min_length=2, max_length=20)
    danger: bool
    children: bool
    fr: str
    en: str
    source: str
    checked: date
    enabled: bool

    def about(self, locale: str) -> str:
        """Return what the line is for, in one language."""
        return self.fr if locale == "fr" else self.en


class Helplines:
    """The numbers that were verified."""

    def __init__(self, file: Path = FILE) -> None:
        lines = tomllib.loads(file.read_text(encoding="utf-8"))["line"]
        self._lines = [line for line in map(Helpline.model_validate, lines) if line.enabled]

    def of(self, country: str) -> list[Helpline]:
        """Return all verified lines of a country, those for danger first; unknown countries get
        112 alone."""
        known = [line for line in self._lines if line.country == country]
        return (
            sorted(known, key=lambda line: not line.danger)
            or [line for line in self._lines if line.number == "112"][:1]
        )

    def urgent(self, country: str) -> list[Helpline]:
        """Return the few lines for a life in danger."""
        return [line for line in self.of(country) if line.danger][:AT_MOST_FOR_DANGER]

    def for_children(self, country: str) -> list[Helpline]:
        """Return the lines that serve who is too young for the team."""
        return [line for line in self.of(country) if line.children]


def written(lines: list[Helpline], locale: str) -> str:
    """Return lines as text for a message."""
    return "\n".join(f"**{line.number}** · {line.about(locale)}" for line in lines)
