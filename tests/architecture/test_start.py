"""What a start reads: a small machine pays for nothing that nobody asked for."""

import subprocess
import sys

import pytest

from bot.installation import HOUSE

START = """
import sys
from importlib import import_module

import bot.__main__
from bot.app import features

for feature in features():
    import_module(feature)
print(*sys.modules)
"""
FEW_ASK_FOR = {"matplotlib", "numpy", "fpdf", "segno", "fontTools", "sentry_sdk"}
"""What draws, reckons and reports: it is read when somebody asks for it."""


def read_by(program: str) -> set[str]:
    """Return the libraries that a fresh interpreter has read in the end."""
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=HOUSE, capture_output=True, text=True, check=True
    )
    return {name.partition(".")[0] for name in done.stdout.split()}


def test_a_start_reads_nothing_that_few_ask_for() -> None:
    assert read_by(START) & FEW_ASK_FOR == set()


@pytest.mark.parametrize("library", sorted(FEW_ASK_FOR - {"fontTools"}))
def test_each_of_them_would_be_seen(library: str) -> None:
    assert library in read_by(f"import {library}{START}")
