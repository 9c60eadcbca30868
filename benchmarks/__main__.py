"""Measure, beside the floor, and print a table: ``python -m benchmarks``."""

import argparse
import asyncio
import json
import os
import sys
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from tempfile import mkdtemp

from benchmarks import acks, followups, lists, loops, memory, rates, relay, start, wire
from benchmarks.dials import Dials
from benchmarks.machine import machine
from benchmarks.table import Part

PARTS: dict[str, Callable[[Dials], Awaitable[list[Part]]]] = {
    "ack": acks.run,
    "rate": rates.run,
    "relay": relay.run,
    "memory": memory.run,
    "start": start.run,
    "lists": lists.run,
    "followups": followups.run,
    "uvloop": loops.run,
    "wire": wire.run,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what was chosen, print it; 0 when every aim is reached, 1 otherwise."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default=",".join(PARTS), help=f"of {', '.join(PARTS)}")
    parser.add_argument("--scale", type=float, default=1.0, help="1 is what the aims speak of")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--checkins", type=int, default=3000, help="due in the same minute")
    parser.add_argument("--pace", type=int, default=50, help="calls a second that are allowed")
    parser.add_argument("--json", type=Path, help="a file for the figures")
    asked = parser.parse_args(arguments)
    chosen = asked.only.split(",")
    if unknown := set(chosen) - set(PARTS):
        parser.error(f"there is no {', '.join(sorted(unknown))}")
    dials = Dials(
        folder=Path(mkdtemp(prefix="maraude-bench-")),
        scale=asked.scale,
        seed=asked.seed,
        checkins=asked.checkins,
        pace=asked.pace,
        postgres=os.environ.get("MARAUDE_TEST_POSTGRES_URL", ""),
    )
    parts = asyncio.run(_measured(dials, [name for name in PARTS if name in chosen]))
    if asked.json is not None:
        asked.json.write_text(json.dumps([p.plain() for p in parts], indent=2), encoding="utf-8")
    return 0 if all(part.is_met for part in parts) else 1


async def _measured(dials: Dials, chosen: Sequence[str]) -> list[Part]:
    _say([*await machine(dials.postgres), f"- scale {dials.scale:g}, seed {dials.seed}", ""])
    found: list[Part] = []
    for name in chosen:
        parts = await PARTS[name](dials)
        for part in parts:
            _say(part.lines())
        found += parts
    short = sum(not part.is_met for part in found)
    _say([f"{len(found)} tables, {short} with something that falls short. Logs: {dials.folder}"])
    return found


def _say(lines: Sequence[str]) -> None:
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
