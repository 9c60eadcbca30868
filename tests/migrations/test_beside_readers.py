"""A migration beside somebody who reads for long holds nobody up."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator
from datetime import timedelta
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import NullPool, text
from sqlalchemy.ext.asyncio import create_async_engine

from bot import installation
from bot.db import Database
from bot.installation import BadStart, alembic_config, migrate
from bot.settings import Settings
from tests.conftest import POSTGRES
from tests.standin.databases import a_database

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.skipif(POSTGRES is None, reason="MARAUDE_TEST_POSTGRES_URL is not set"),
]
BEFORE_IT_GREW = "0023"
"""The step after it adds a column to the table of campaigns."""
PATIENCE = Settings().database.read_patience


@pytest.fixture
async def url(tmp_path: Path) -> AsyncGenerator[str]:
    """A database of an earlier version."""
    async with a_database("postgres", tmp_path, POSTGRES or "") as made:
        await asyncio.to_thread(command.upgrade, alembic_config(made), BEFORE_IT_GREW)
        yield made


@contextlib.asynccontextmanager
async def a_backup(url: str) -> AsyncGenerator[int]:
    """Somebody reads the whole database as it is at one moment; yield PostgreSQL's number of it."""
    engine = create_async_engine(url, poolclass=NullPool, isolation_level="REPEATABLE READ")
    async with engine.connect() as connection:
        await connection.execute(text("SELECT count(*) FROM campaign"))
        yield (await connection.execute(text("SELECT pg_backend_pid()"))).scalar_one()
    await engine.dispose()


async def test_who_looks_meanwhile_is_answered_and_it_is_done_after_the_backup(
    url: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(installation, "TRIES_EVERY", 0.2)
    db = Database(url, read_patience=PATIENCE, write_patience=timedelta(seconds=20))
    async with a_backup(url) as number:
        going = asyncio.ensure_future(migrate(url))
        looks = 0
        while looks < 40 or not caplog.messages:
            async with db.reading() as session:
                await session.execute(text("SELECT count(*) FROM campaign"))
            looks += 1
            await asyncio.sleep(0.1)
        was_done = going.done()
    await going
    async with db.reading() as session:
        await session.execute(text("SELECT earlier_codes FROM campaign"))
    await db.close()

    assert not was_done
    assert f"process {number} " in caplog.messages[0]
    assert len(caplog.messages) == 1


async def test_when_it_never_can_be_done_a_sentence_says_what_holds_it_up(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(installation, "TRIES", 2)
    monkeypatch.setattr(installation, "TRIES_EVERY", 0.1)
    async with a_backup(url) as number:
        with pytest.raises(BadStart) as refused:
            await migrate(url)

    assert f"process {number} has been busy with it since" in str(refused.value)
    assert "pg_terminate_backend" in str(refused.value)
