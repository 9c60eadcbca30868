"""A short soak on each database: long enough to be killed a few times."""

from pathlib import Path
from typing import Any

import pytest

from tests.conftest import POSTGRES
from tests.standin.conductor import Dials, run

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("database", "processes", "kills"),
    [
        ("sqlite", {"processes": 1}, 2),
        pytest.param("postgres", {"processes": 2}, 4, marks=pytest.mark.postgres),
        pytest.param("postgres", {"is_sharded": True, "workers": 2}, 8, marks=pytest.mark.postgres),
    ],
    ids=[
        "one process on SQLite",
        "two processes on PostgreSQL",
        "two with shards and two workers on PostgreSQL",
    ],
)
async def test_nothing_is_lost_or_said_twice_when_processes_are_killed(
    tmp_path: Path, database: str, processes: dict[str, Any], kills: int
) -> None:
    if database == "postgres" and POSTGRES is None:
        pytest.skip("MARAUDE_TEST_POSTGRES_URL is not set")
    dials = Dials(
        database=database,
        server=POSTGRES or "",
        kills=kills,
        messages=40,
        seed=2026,
        minutes=0.3,
        youths=6,
        still=2.0,
        **processes,
    )

    report = await run(dials, tmp_path)

    assert report.kills >= kills
    assert not report.gaps
    assert report.verdict.is_clean, "\n".join([*report.lines(), *report.verdict.lines()])
