"""What the handbook says is proved by a test is proved by a test that exists."""

import re
from pathlib import Path

import pytest

from bot.installation import HOUSE

PAGES = sorted((HOUSE / "docs" / "handbook").glob("*.md"))
NAMED = re.compile(r"`(?P<file>tests/[\w/]+\.py)::(?P<test>\w+)`")
FILE = re.compile(r"`(?P<file>tests/[\w/]+\.py)`")


@pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])
def test_every_test_that_a_page_names_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    missing = [
        f"{file}::{test}"
        for file, test in NAMED.findall(text)
        if not (HOUSE / file).exists() or f"def {test}(" not in (HOUSE / file).read_text("utf-8")
    ]

    assert missing == []
    assert [file for file in FILE.findall(text) if not (HOUSE / file).exists()] == []


@pytest.mark.parametrize(
    ("page", "column", "at_least"),
    [("faults.md", "| test |", 40), ("threat-model.md", "| stopped by |", 10)],
)
def test_every_row_names_the_test_that_would_fail(page: str, column: str, at_least: int) -> None:
    tables = (HOUSE / "docs" / "handbook" / page).read_text(encoding="utf-8").split(column)[1:]
    rows = [
        row
        for table in tables
        for row in table.partition("\n\n")[0].splitlines()
        if row.startswith("| ")
    ]

    assert len(rows) > at_least
    assert [row[:60] for row in rows if not NAMED.search(row)] == []
