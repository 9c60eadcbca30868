"""While a new version replaces an old one, both serve the same database."""

import asyncio
import os
import sys
from pathlib import Path

import pytest
from sqlalchemy import select, text

from bot import clock
from bot.installation import HOUSE, BadStart, migrate
from models import EntryState, OutboxEntry
from tests.conftest import POSTGRES
from tests.standin.databases import a_database, opened
from tests.standin.process import until
from tests.standin.scene import SOON, Scene, a_scene

pytestmark = [
    pytest.mark.slow,
    pytest.mark.postgres,
    pytest.mark.skipif(POSTGRES is None, reason="MARAUDE_TEST_POSTGRES_URL is not set"),
]
NEXT_STEP = """
import sqlalchemy as sa
from alembic import op

revision = 'next'
down_revision = '{head}'


def upgrade():
    op.add_column('ticket', sa.Column('mood', sa.String(8), nullable=True))
    op.create_table('mood', sa.Column('id', sa.Integer(), primary_key=True))
"""
UPGRADE = """
import sys

from alembic import command

from bot.installation import alembic_config

config = alembic_config(sys.argv[1])
config.set_main_option('version_locations', sys.argv[2] + ' ' + sys.argv[3])
config.set_main_option('path_separator', 'space')
command.upgrade(config, 'head')
"""


async def upgrade(url: str, folder: Path) -> None:
    """Bring a database one step further than this version, as the next one does."""
    steps = HOUSE / "migrations" / "versions"
    head = max(step.name[:4] for step in steps.glob("[0-9]*.py"))
    (folder / "next.py").write_text(NEXT_STEP.format(head=head))
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", UPGRADE, url, str(steps), str(folder),
        cwd=HOUSE, env={**os.environ, "PYTHONPATH": str(HOUSE)},
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    said, _ = await process.communicate()
    assert process.returncode == 0, said.decode()


async def owe_what_only_the_next_version_knows(scene: Scene) -> None:
    """The next version, which began already, owes the lead a card of a kind that is new."""
    entry = OutboxEntry(lane="team:1", card="mood.alarm", args={"team": 1}, once="next")
    entry.due_at = entry.created_at = clock.now()
    async with opened(scene.home) as db, db.transaction() as session:
        session.add(entry)


async def test_an_old_process_goes_on_and_may_start_again_on_a_schema_that_only_grew(
    tmp_path: Path,
) -> None:
    async with (
        a_database("postgres", tmp_path, POSTGRES or "") as url,
        a_scene(tmp_path, url) as scene,
    ):
        await upgrade(url, tmp_path)
        await owe_what_only_the_next_version_knows(scene)
        word, reply = scene.writes(), await scene.replies()
        await until(lambda: scene.stands(word) and scene.stands(reply, in_dm=True), SOON)

        await scene.bot.kill()
        await scene.bot.start()
        word = scene.writes()
        await until(lambda: scene.stands(word), SOON)

        async with opened(scene.home) as db, db.reading() as session:
            left = (
                await session.scalars(select(OutboxEntry).where(OutboxEntry.once == "next"))
            ).one()
        assert (left.state, left.attempts, left.problem) == (EntryState.OWED, 0, None)
        assert " ERROR " not in scene.bot.log.read_text()


async def test_a_schema_that_took_something_away_refuses_an_older_program(tmp_path: Path) -> None:
    async with (
        a_database("postgres", tmp_path, POSTGRES or "") as url,
        a_scene(tmp_path, url, begun=False) as scene,
    ):
        await upgrade(url, tmp_path)
        async with opened(scene.home) as db, db.transaction() as session:
            await session.execute(text("UPDATE installation SET serves_since = 'next'"))

        with pytest.raises(BadStart, match="newer version"):
            await migrate(url)
