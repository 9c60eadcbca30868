"""The report for a funder: one page of A4. Knows no words: the sheet brings its own."""

import io
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

import matplotlib as mpl
from fpdf import FPDF
from fpdf.enums import XPos, YPos
from PIL import Image

from bot import charts
from bot.designs import Sheet, Table

WIDTH, HEIGHT = 210.0, 297.0
MARGIN, GAP = 14.0, 6.0
FULL = WIDTH - 2 * MARGIN
HALF = (FULL - GAP) / 2
LINE, SMALL_LINE = 4.9, 3.7
TEAL, INK, FAINT, RULE = (15, 127, 115), (31, 35, 40), (89, 97, 107), (217, 221, 226)
NUMBER = 17.0
"""Millimetres of a column of numbers."""
LEAST_PICTURE = 45.0
"""Millimetres in which the months can still be read."""
TITLE_SIZES = (10.0, 9.0, 8.0, 7.0)


def page(sheet: Sheet) -> bytes:
    """Return the page as PDF."""
    pdf = _blank(sheet)
    pdf.set_text_color(*TEAL)
    pdf.set_font("words", "B", 20)
    pdf.cell(FULL, 10, sheet.title, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    pdf.set_text_color(*FAINT)
    pdf.set_font("words", "", 10)
    pdf.cell(FULL, 6, sheet.under_title, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    pdf.ln(2)
    pdf.set_text_color(*INK)
    pdf.set_font("words", "", 10.5)
    for sentence in sheet.said:
        pdf.multi_cell(FULL, LINE + 0.4, sentence, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    pdf.ln(2)
    top = pdf.get_y()
    ends = [
        _column(pdf, tables, MARGIN + place * (HALF + GAP), top)
        for place, tables in enumerate((sheet.left, sheet.right))
    ]
    foot = _foot(pdf, sheet.notes)
    place = ends.index(min(ends))
    _picture(pdf, sheet, MARGIN + place * (HALF + GAP), min(ends) + 2, foot - 3)
    return bytes(pdf.output())


def _blank(sheet: Sheet) -> FPDF:
    pdf = FPDF(format="A4")
    letters = Path(mpl.get_data_path()) / "fonts" / "ttf"
    pdf.add_font("words", "", letters / "DejaVuSans.ttf")
    pdf.add_font("words", "B", letters / "DejaVuSans-Bold.ttf")
    pdf.set_title(sheet.title)
    pdf.set_lang(sheet.locale)
    pdf.set_creator("Maraude")
    pdf.set_creation_date(datetime.combine(sheet.until, time(12), UTC))
    pdf.set_margin(MARGIN)
    pdf.set_auto_page_break(auto=False)
    pdf.add_page()
    return pdf


def _column(pdf: FPDF, tables: tuple[Table, ...], x: float, y: float) -> float:
    for table in tables:
        y = _table(pdf, table, x, y) + 3
    return y


def _table(pdf: FPDF, table: Table, x: float, y: float) -> float:
    pdf.set_xy(x, y)
    pdf.set_text_color(*TEAL)
    for size in TITLE_SIZES:
        pdf.set_font("words", "B", size)
        if pdf.get_string_width(table.title) <= HALF - 2 * NUMBER - 2:
            break
    pdf.cell(HALF - 2 * NUMBER, LINE + 1, _fitting(pdf, table.title, HALF - 2 * NUMBER))
    pdf.set_text_color(*FAINT)
    pdf.set_font("words", "", 7)
    for name in table.head:
        pdf.cell(NUMBER, LINE + 1, name, align="R")
    y += LINE + 1
    pdf.set_draw_color(*RULE)
    for row in table.rows:
        pdf.line(x, y, x + HALF, y)
        pdf.set_xy(x, y)
        pdf.set_font("words", "", 8.5)
        pdf.set_text_color(*INK)
        pdf.cell(HALF - 2 * NUMBER, LINE, _fitting(pdf, row[0], HALF - 2 * NUMBER))
        pdf.set_font("words", "B", 8.5)
        pdf.cell(NUMBER, LINE, row[1], align="R")
        pdf.set_font("words", "", 8.5)
        pdf.set_text_color(*FAINT)
        pdf.cell(NUMBER, LINE, row[2], align="R")
        y += LINE
    return y


def _fitting(pdf: FPDF, words: str, width: float) -> str:
    if pdf.get_string_width(words) <= width - 2:
        return words
    while words and pdf.get_string_width(f"{words}…") > width - 2:
        words = words[:-1]
    return f"{words.rstrip()}…"


def _picture(pdf: FPDF, sheet: Sheet, left: float, top: float, bottom: float) -> None:
    """Draw the months below the shorter column, as large as there is room; none at all is better
    than one that nobody can read."""
    if bottom - top < LEAST_PICTURE:
        return
    drawn = Image.open(io.BytesIO(charts.months(sheet.picture, charts.PAPER)))
    width = min(HALF, (bottom - top) * drawn.width / drawn.height)
    pdf.image(drawn, x=left, y=top, w=width, alt_text=sheet.alternative)


def _foot(pdf: FPDF, notes: tuple[str, ...]) -> float:
    """Write the notes at the bottom; return where they begin."""
    pdf.set_font("words", "", 7)
    pdf.set_text_color(*FAINT)
    words = "\n".join(notes)
    lines: Any = pdf.multi_cell(FULL, SMALL_LINE, words, dry_run=True, output="LINES")
    top = HEIGHT - MARGIN + 4 - SMALL_LINE * len(lines)
    pdf.set_xy(MARGIN, top)
    pdf.multi_cell(FULL, SMALL_LINE, words)
    return top
