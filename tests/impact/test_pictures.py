"""Charts for a phone, and one page for a funder: always the same for the same figures."""

import io
from dataclasses import replace
from datetime import date

import pytest
from PIL import Image

from bot import charts, paper
from bot.designs import Bars, Months, Sheet, Table
from bot.drawing import Drawings

MONTHS = Months(
    "Mois après mois", ("août", "sept.", "oct."), (12, None, 30), (9, None, 25),
    ("demandes", "conversations"), "—", "— : moins de cinq.",
)  # fmt: skip
BARS = Bars(
    "Le chemin", ("Ont demandé", "Conversations"), (88, 71), (60, None),
    ("octobre 2026", "septembre 2026"), "—", "— : moins de cinq.",
)  # fmt: skip
SHEET = Sheet(
    locale="fr", title="Bilan d'octobre 2026", under_title="La Maraude", said=("88 demandes.",),
    left=(Table("Le chemin", ("octobre", "septembre"), (("Ont demandé", "88", "—"),)),),
    right=(), picture=MONTHS, alternative="88 demandes", notes=("Données déclaratives.",),
    until=date(2026, 10, 31),
)  # fmt: skip


def pages_of(pdf: bytes) -> int:
    """Return how many pages a document has."""
    return pdf.count(b"/Type /Page\n")


def test_a_chart_is_as_wide_as_a_phone_and_says_nothing_of_who_drew_it() -> None:
    for drawn in (charts.bars(BARS), charts.months(MONTHS)):
        image = Image.open(io.BytesIO(drawn))
        assert image.width == 1080
        assert set(image.info) <= {"dpi"}


def test_the_same_figures_make_the_same_picture_and_the_same_page() -> None:
    assert charts.bars(BARS) == charts.bars(BARS)
    assert charts.months(MONTHS) == charts.months(MONTHS)
    assert paper.page(SHEET) == paper.page(SHEET)
    assert paper.page(SHEET) != paper.page(replace(SHEET, said=("89 demandes.",)))


def test_nothing_counted_is_a_picture_too() -> None:
    nothing = replace(BARS, now=(0, 0), before=(None, None))
    silent = replace(MONTHS, first=(None,) * 3, second=(0,) * 3)

    assert Image.open(io.BytesIO(charts.bars(nothing))).width == 1080
    assert Image.open(io.BytesIO(charts.months(silent))).width == 1080


@pytest.mark.parametrize("rows", [1, 12, 30], ids=["a few", "usual", "far too many"])
def test_the_report_is_always_one_page(rows: int) -> None:
    table = Table("Sujets", ("T3", "T2"), (("École, reprendre, orientation" * 3, "8", "—"),))
    long = replace(SHEET, left=(replace(table, rows=table.rows * rows),), right=(table, table))

    assert pages_of(paper.page(long)) == 1


async def test_it_is_drawn_in_another_process_while_others_are_answered() -> None:
    assert await Drawings().drawn("bot.charts:bars", BARS) == charts.bars(BARS)
