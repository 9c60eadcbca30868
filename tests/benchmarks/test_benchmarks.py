"""The benchmarks run, say what they measured, and say plainly what falls short."""

import json
from pathlib import Path

import pytest

from benchmarks import acks, followups, lists, loops, memory, rates, relay, start, wire
from benchmarks.__main__ import PARTS
from benchmarks.dials import Dials
from benchmarks.launch import SLOWED
from benchmarks.stage import Flight, Pace
from benchmarks.table import SHORT, WELL, Check, Part, Row, spread

HELD_UP = 0.1
"""Seconds by which every answer of a slowed bot comes late: many times what the floor needs."""


def tiny(folder: Path) -> Dials:
    """Return dials with which every part comes to its end within seconds."""
    return Dials(folder, scale=0.002, checkins=10)


def flights(*took: float) -> list[Flight]:
    """Return presses that were acknowledged after so many seconds."""
    return [Flight("1", "x", "", left_at=1.0, acknowledged_at=1.0 + t) for t in took]


def rows_of(part: Part) -> int:
    """Return how many rows a part has, each as wide as its head."""
    assert all(len(row.cells) == len(part.head) for row in part.rows)
    assert "\n".join(part.lines()).count("\n|") == len(part.rows) + 2
    assert json.dumps(part.plain())
    return len(part.rows)


def test_a_spread_is_read_from_what_was_measured() -> None:
    found = spread([n / 1000 for n in range(1, 101)])

    assert (found.p50, found.p95, found.p99) == (50.0, 95.0, 99.0)


@pytest.mark.parametrize(
    ("check", "is_met"),
    [
        (Check("p50", 1.3, 1.3), True),
        (Check("p50", 1.31, 1.3), False),
        (Check("rate", 0.5, 0.5, at_least=True), True),
        (Check("rate", 0.49, 0.5, at_least=True), False),
        (Check("p50", float("nan"), 1.3), False),
        (Check("rate", float("nan"), 0.5, at_least=True), False),
    ],
    ids=["at the aim", "above it", "as many", "fewer", "unknown", "unknown, at least"],
)
def test_a_figure_is_held_to_its_aim(check: Check, *, is_met: bool) -> None:
    verdict = Row(("x",), (check,)).verdict

    assert (verdict == WELL) is is_met
    assert (SHORT in verdict) is not is_met


def test_what_went_wrong_meanwhile_counts_whatever_the_figures() -> None:
    assert SHORT in Row(("x",), (Check("p50", 1.0, 1.3),), ("9 of 10 stored",)).verdict


def test_a_slow_bot_falls_short_and_a_fast_one_does_not() -> None:
    floor = flights(0.001, 0.001, 0.002)
    slow = {"floor": floor, "bot": flights(0.01, 0.01, 0.02)}
    fast = {"floor": floor, "bot": flights(0.001, 0.001, 0.002)}

    assert acks.row(acks.TALK, slow, []).verdict == f"**{SHORT}**: p50, p99"
    assert acks.row(acks.TALK, fast, []).verdict == WELL


@pytest.mark.parametrize(
    ("boxes", "verdict"),
    [
        ([[0.0], [0.02], [0.04]], WELL),
        ([[0.0], [0.05], [0.1]], f"**{SHORT}**: pace"),
        ([[0.0], [0.02], []], f"**{SHORT}**: 1 lost"),
        ([[0.0], [0.02, 0.03], [0.05]], f"**{SHORT}**: 1 doubled"),
    ],
    ids=["at the pace", "slower", "one lost", "one twice"],
)
def test_follow_ups_are_counted_one_by_one(
    tmp_path: Path, boxes: list[list[float]], verdict: str
) -> None:
    dials = Dials(tmp_path, checkins=len(boxes), pace=50)
    left = followups.Left(boxes, 0, flights(0.001), flights(0.001))

    assert followups.told(dials, len(boxes), left).rows[0].verdict == verdict


def test_the_stage_allows_no_more_calls_than_its_pace() -> None:
    pace = Pace(2)

    waits = [pace.wait(now) for now in (10.0, 10.1, 10.2, 10.9, 11.0)]

    assert waits == pytest.approx([0.0, 0.0, 0.8, 0.1, 0.0])
    assert pace.refused == 2


def test_every_part_can_be_chosen() -> None:
    assert list(PARTS) == [
        "ack", "rate", "relay", "memory", "start", "lists", "followups", "uvloop", "wire"
    ]  # fmt: skip


@pytest.mark.slow
async def test_lists_are_timed_with_little_and_with_more_behind_them(tmp_path: Path) -> None:
    [part] = await lists.run(tiny(tmp_path))

    assert rows_of(part) == len(lists.LISTS)


@pytest.mark.slow
async def test_a_bot_that_is_held_up_is_found_to_fall_short(tmp_path: Path) -> None:
    kinds = (acks.TALK, acks.REQUEST)

    rest, flight = await acks.run(
        tiny(tmp_path), variables={SLOWED: str(HELD_UP)}, kinds=kinds, name="slowed"
    )

    for part in (rest, flight):
        assert rows_of(part) == len(kinds)
        assert all(f"{SHORT}**: p50, p99" in row.verdict for row in part.rows), part.lines()


@pytest.mark.slow
async def test_every_interaction_is_measured_and_answered(tmp_path: Path) -> None:
    parts = await acks.run(tiny(tmp_path))

    for part in parts:
        assert rows_of(part) == len(acks.EVERY_KIND)
        assert [row.troubles for row in part.rows] == [()] * len(part.rows)


@pytest.mark.slow
async def test_every_form_that_is_counted_was_stored(tmp_path: Path) -> None:
    [part] = await rates.run(tiny(tmp_path))

    assert rows_of(part) == 2
    assert not [trouble for row in part.rows for trouble in row.troubles if "stored" in trouble]


@pytest.mark.slow
async def test_words_are_timed_both_ways(tmp_path: Path) -> None:
    [part] = await relay.run(tiny(tmp_path))

    assert rows_of(part) == 2
    assert part.is_met


@pytest.mark.slow
async def test_memory_and_start_are_measured_beside_the_floor(tmp_path: Path) -> None:
    [held], [started] = await memory.run(tiny(tmp_path)), await start.run(tiny(tmp_path))

    assert (rows_of(held), rows_of(started)) == (2, 3)
    assert [bool(row.checks) for row in held.rows] == [False, True]


@pytest.mark.slow
async def test_follow_ups_leave_once_each(tmp_path: Path) -> None:
    [part] = await followups.run(tiny(tmp_path))

    assert rows_of(part) == 3
    assert [row.troubles for row in part.rows] == [(), (), ()]


@pytest.mark.slow
async def test_the_bot_runs_with_uvloop_and_without_orjson(tmp_path: Path) -> None:
    [part] = await loops.run(tiny(tmp_path))

    assert rows_of(part) == len(loops.WAYS)


async def test_what_was_packed_for_the_wire_comes_back_whole(tmp_path: Path) -> None:
    [part] = await wire.run(tiny(tmp_path))

    written, *packed = (float(row.cells[1]) for row in part.rows)
    assert all(megabytes < written for megabytes in packed)
    assert not any(row.troubles for row in part.rows)
