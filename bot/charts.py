"""How figures are drawn: for a phone, in the dark. Knows no words: each picture brings its own."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

import matplotlib as mpl
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from bot.designs import Bars, Months

WIDTH, DOTS = 7.2, 150
"""Inches and dots an inch: 1,080 pixels, as wide as a phone."""
HEAD, ROW, FOOT = 1.15, 0.68, 0.62
"""Inches that the title, each pair of bars and the note below take."""
BAR = 0.36
PLOTTING: Any = mpl
"""Its types are half unknown."""
LONGEST_LINE, MOST_LINES = 24, 2
FEW_MONTHS = 6


@dataclass(frozen=True)
class Dress:
    """In which colours something is drawn."""

    ground: str
    ink: str
    faint: str
    grid: str
    now: str
    before: str

    @property
    def look(self) -> dict[str, Any]:
        """Return what matplotlib needs to know."""
        return {"font.family": "DejaVu Sans", "font.size": 14, "text.color": self.ink}


PHONE = Dress("#1e1f22", "#f2f3f5", "#a8adb7", "#33363c", "#35c2b0", "#5b6270")
PAPER = Dress("#ffffff", "#1f2328", "#59616b", "#d9dde2", "#0f7f73", "#aab1ba")


def bars(picture: Bars, dress: Dress = PHONE) -> bytes:
    """Return a PNG of lying bars, each pair with its numbers."""
    with PLOTTING.rc_context(dress.look):
        figure, axes = _canvas(picture, dress, inches=ROW * len(picture.labels), left=0.4)
        most = max([count or 0 for count in (*picture.now, *picture.before)], default=0) or 1
        for place, label in enumerate(picture.labels):
            pairs = (
                (picture.now[place], dress.now, 0.0),
                (picture.before[place], dress.before, BAR),
            )
            for count, colour, shift in pairs:
                axes.barh(place + shift, count or 0, height=BAR * 0.92, color=colour)
                shown = picture.mark if count is None else f"{count:,}".replace(",", "\u202f")
                ink = dress.ink if colour == dress.now and count is not None else dress.faint
                axes.text((count or 0) + most * 0.02, place + shift, shown, va="center", color=ink)
            axes.text(-most * 0.03, place + BAR / 2, _lines(label), ha="right", va="center",
                linespacing=1.0,
            )  # fmt: skip
        axes.set_xlim(0, most * 1.2)
        axes.set_ylim(len(picture.labels) - BAR, -BAR)
        axes.set_xticks([])
        axes.set_yticks([])
        _head(figure, picture, dress, (dress.now, dress.before))
        return _png(figure)


def months(picture: Months, dress: Dress = PHONE) -> bytes:
    """Return a PNG of two lines over the months."""
    with PLOTTING.rc_context(dress.look):
        figure, axes = _canvas(picture, dress, inches=3.4, left=0.1)
        places = range(len(picture.months))
        for counts, colour in ((picture.first, dress.now), (picture.second, dress.ink)):
            known = [float("nan") if count is None else count for count in counts]
            axes.plot(places, known, color=colour, linewidth=3, marker="o", markersize=8)
            _last_number(axes, counts, colour)
        for place, pair in enumerate(zip(picture.first, picture.second, strict=True)):
            if None in pair:
                axes.text(place, 0, picture.mark, ha="center", va="bottom", color=dress.faint)
        axes.set_ylim(bottom=0)
        axes.set_xlim(-0.4, len(picture.months) + 0.1)
        axes.grid(axis="y", color=dress.grid)
        axes.tick_params(colors=dress.faint, length=0)
        every = 1 if len(picture.months) <= FEW_MONTHS else 2
        axes.set_xticks(list(places)[::every], list(picture.months)[::every])
        axes.yaxis.get_major_locator().set_params(integer=True)
        _head(figure, picture, dress, (dress.now, dress.ink))
        return _png(figure)


def _canvas(picture: Bars | Months, dress: Dress, *, inches: float, left: float) -> tuple[Any, Any]:
    foot = FOOT + 0.22 * picture.note.count("\n")
    height = HEAD + inches + foot
    figure: Any = Figure(figsize=(WIDTH, height), facecolor=dress.ground)
    axes: Any = figure.add_axes((left, foot / height, 0.97 - left, inches / height))
    axes.set_facecolor(dress.ground)
    for side in axes.spines.values():
        side.set_visible(False)
    return figure, axes


def _head(figure: Any, picture: Bars | Months, dress: Dress, colours: tuple[str, str]) -> None:
    height = figure.get_figheight()
    top = 1 - 0.38 / height
    figure.text(0.03, top, picture.title, fontsize=19, fontweight="bold", va="center")
    handles = [
        Patch(color=colour, label=word)
        for word, colour in zip(picture.legend, colours, strict=True)
    ]
    figure.legend(
        handles=handles, loc="center left", bbox_to_anchor=(0.015, 1 - 0.82 / height), ncols=2,
        frameon=False, labelcolor=dress.ink, fontsize=13, handlelength=1.2,
    )  # fmt: skip
    figure.text(0.03, 0.12 / height, picture.note, fontsize=11, color=dress.faint, va="bottom")


def _last_number(axes: Any, counts: Sequence[int | None], colour: str) -> None:
    known = [(place, count) for place, count in enumerate(counts) if count is not None]
    if known:
        place, count = known[-1]
        axes.annotate(
            str(count), (place, count), textcoords="offset points", xytext=(10, 0),
            va="center", color=colour, fontweight="bold", annotation_clip=False,
        )  # fmt: skip


def _lines(label: str) -> str:
    return "\n".join(wrap(label, LONGEST_LINE, max_lines=MOST_LINES, placeholder="…"))


def _png(figure: Any) -> bytes:
    out = io.BytesIO()
    figure.savefig(out, format="png", dpi=DOTS, metadata={"Software": None})
    return out.getvalue()
