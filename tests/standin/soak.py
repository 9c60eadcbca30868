"""Kill the bot at any moment, break every call, and count: ``python -m tests.standin.soak``."""

import argparse
import asyncio
import os
import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import mkdtemp

from tests.standin.conductor import Dials, run
from tests.standin.report import Report

POSTGRES = "postgresql+asyncpg://postgres@127.0.0.1:5432/postgres"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run on each database, print the figures; 0 when every promise was kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", choices=("sqlite", "postgres", "both"), default="both")
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--messages", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10_000))
    parser.add_argument("--minutes", type=float, default=60.0, help="at most, for each database")
    parser.add_argument("--processes", type=int, default=0, help="2 on PostgreSQL when left out")
    parser.add_argument(
        "--fleet", action="store_true", help="on PostgreSQL: two with shards, two workers"
    )
    parser.add_argument("--youths", type=int, default=24)
    parser.add_argument("--rate", type=float, default=0.06, help="how many calls go wrong")
    parser.add_argument("--nonce-minutes", type=float, default=5.0)
    parser.add_argument(
        "--without", default="", help="protections to take away: look,nonce,history"
    )
    asked = parser.parse_args(arguments)
    kinds = ("sqlite", "postgres") if asked.database == "both" else (asked.database,)
    server = os.environ.get("MARAUDE_TEST_POSTGRES_URL", POSTGRES)
    is_clean = True
    for kind in kinds:
        dials = Dials(
            database=kind,
            server=server,
            kills=asked.kills,
            messages=asked.messages,
            seed=asked.seed,
            minutes=asked.minutes,
            processes=asked.processes or (2 if kind == "postgres" else 1),
            is_sharded=asked.fleet and kind == "postgres",
            workers=2 if asked.fleet and kind == "postgres" else 0,
            youths=asked.youths,
            rate=asked.rate,
            nonce_minutes=asked.nonce_minutes,
            without=asked.without,
            drops=asked.kills > 0 or asked.rate > 0,
        )
        folder = Path(mkdtemp(prefix=f"maraude-soak-{kind}-"))
        began = time.monotonic()
        report = asyncio.run(run(dials, folder))
        _show(dials, report, folder, time.monotonic() - began)
        is_clean = is_clean and report.verdict.is_clean
    return 0 if is_clean else 1


def _many(dials: Dials) -> str:
    fleet = "two processes with shards and two workers"
    return fleet if dials.is_sharded else f"{dials.processes} process(es)"


def _show(dials: Dials, report: Report, folder: Path, seconds: float) -> None:
    lines = [
        f"{dials.database}, seed {dials.seed}, {_many(dials)}, {seconds:.0f} s",
        *report.lines(),
        *report.verdict.lines(),
        f"  logs and ledger: {folder}",
        "  every promise was kept" if report.verdict.is_clean else "  PROMISES WERE BROKEN",
    ]
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
