"""What a code for a link looks like, how long it serves, and how many links fit a page. Pure."""

import re
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import TypeVar

Row = TypeVar("Row")

SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Digits and capitals of which nobody takes one for another."""
LENGTH, GROUP = 12, 4
"""Twelve signs of thirty-two: 60 bits."""
SERVES_FOR = timedelta(hours=48)
BROUGHT_BACK_WITHIN = timedelta(days=7)
"""How long a link waits when somebody took Maraude out of the community's server."""
GRACE = timedelta(minutes=15)
"""How long youths are not told yet that their team cannot be reached."""
KEPT_AFTER_END = timedelta(days=30)
A_PAGE = 25
"""Choices that a menu of Discord holds."""


def new_code(below: Callable[[int], int]) -> str:
    """Return a code; ``below`` picks a random number from zero to below another."""
    return "".join(SIGNS[below(len(SIGNS))] for _ in range(LENGTH))


def written(code: str) -> str:
    """Return a code in groups, to be read and typed: ``K7QM-4TXW-9HBD``."""
    return "-".join(code[at : at + GROUP] for at in range(0, LENGTH, GROUP))


def read(typed: str) -> str | None:
    """Return the code that somebody typed, with or without capitals and hyphens; None when it
    cannot be one."""
    code = re.sub(r"[\s_\-–—]", "", typed).upper()
    return code if len(code) == LENGTH and set(code) <= set(SIGNS) else None


def page_of(rows: Sequence[Row], page: int) -> tuple[Sequence[Row], int, int]:
    """Return one page of rows, its number within bounds, and how many pages there are."""
    pages = max(1, -(-len(rows) // A_PAGE))
    page = max(1, min(page, pages))
    return rows[(page - 1) * A_PAGE : page * A_PAGE], page, pages
