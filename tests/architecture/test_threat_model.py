"""What the threat model says is stopped names the test that would fail: it is there."""

import ast
import re

from tests.architecture.house import HOUSE, tree_of

PAGE = HOUSE / "docs" / "handbook" / "threat-model.md"
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


def promised_by(file: str) -> set[str]:
    """Return the tests of one file."""
    path = HOUSE / file
    tree = tree_of(path) if path.exists() else ast.parse("")
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return {node.name for node in tree.body if isinstance(node, kinds)}


def test_every_test_that_the_threat_model_names_is_there() -> None:
    named = NAMED.findall(PAGE.read_text(encoding="utf-8"))

    missing = [f"{file}::{test}" for file, test in named if test not in promised_by(file)]

    assert missing == []
    assert len(named) > 30


def test_every_line_that_says_stopped_names_a_test() -> None:
    table = PAGE.read_text(encoding="utf-8").partition("| stopped by |")[2].partition("\n\n")[0]
    rows = [row for row in table.splitlines() if row.startswith("| ")]

    silent = [row[:60] for row in rows if not NAMED.search(row)]

    assert silent == []
    assert len(rows) > 10
