"""An invitation to a few dozen people, while the bot is killed: long enough to fill a minute."""

from pathlib import Path

import pytest

from tests.conftest import POSTGRES
from tests.standin.campaign import Dials, run

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("database", "processes"),
    [("sqlite", 1), pytest.param("postgres", 2, marks=pytest.mark.postgres)],
    ids=["one process on SQLite", "two processes on PostgreSQL"],
)
async def test_everybody_gets_an_invitation_once_although_processes_are_killed(
    tmp_path: Path, database: str, processes: int
) -> None:
    if database == "postgres" and POSTGRES is None:
        pytest.skip("MARAUDE_TEST_POSTGRES_URL is not set")
    dials = Dials(
        database=database,
        server=POSTGRES or "",
        people=60,
        kills=2,
        per_minute=50,
        seed=2026,
        stops=6,
        processes=processes,
        minutes=6,
    )

    outcome = await run(dials, tmp_path)

    assert outcome.kills == 2
    assert outcome.stopped > 0
    assert outcome.is_clean, "\n".join(outcome.lines())
