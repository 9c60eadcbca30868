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


def test_every_fault_names_its_test() -> None:
    page = (HOUSE / "docs" / "handbook" / "faults.md").read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| ") and "| test |" not in line]

    assert len(rows) > 40
    assert [row for row in rows if not NAMED.search(row)] == []
