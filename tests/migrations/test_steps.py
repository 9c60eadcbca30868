"""A database can be brought to this version from nothing, and back; one from the future is
refused."""

import asyncio
import inspect as inspection
import os
import re
import uuid
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text
from sqlalchemy.ext.asyncio import create_async_engine

from bot.installation import HOUSE, BadStart, alembic_config, migrate
from models import Base

POSTGRES = os.environ.get("MARAUDE_TEST_POSTGRES_URL")
TAKES_AWAY = re.compile(r"op\.(drop_|alter_|rename_)|DROP |RENAME ")
STEPS = ScriptDirectory.from_config(alembic_config("sqlite+aiosqlite://"))


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
async def url(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncGenerator[str]:
    """The address of a database with nothing in it."""
    if request.param == "sqlite":
        yield f"sqlite+aiosqlite:///{tmp_path / 'new.db'}"
        return
    if POSTGRES is None:
        pytest.skip("MARAUDE_TEST_POSTGRES_URL is not set")
    name = f"maraude_{uuid.uuid4().hex[:12]}"
    connect: Any = vars(asyncpg)["connect"]
    server: Any = await connect(POSTGRES.replace("+asyncpg", ""))
    await server.execute(f"CREATE DATABASE {name}")
    yield f"{POSTGRES.rpartition('/')[0]}/{name}"
    await server.execute(f"DROP DATABASE {name} WITH (FORCE)")
    await server.close()


async def take(url: str, step: Any, *words: str) -> None:
    """Let Alembic do something, in a thread of its own as the bot does."""
    await asyncio.to_thread(step, alembic_config(url), *words)


async def tables_of(url: str) -> dict[str, set[str]]:
    """Return the columns of every table there is."""

    def look(connection: Connection) -> dict[str, set[str]]:
        seen = inspect(connection)
        return {t: {c["name"] for c in seen.get_columns(t)} for t in seen.get_table_names()}

    engine = create_async_engine(url)
    async with engine.connect() as connection:
        found = await connection.run_sync(look)
    await engine.dispose()
    return found


async def say(url: str, sentence: str) -> None:
    """Say one sentence of SQL to a database."""
    engine = create_async_engine(url)
    async with engine.begin() as connection:
        await connection.execute(text(sentence))
    await engine.dispose()


def test_there_is_one_newest_step() -> None:
    assert len(STEPS.get_heads()) == 1
    assert len(STEPS.get_bases()) == 1


def test_old_steps_never_change_with_our_code() -> None:
    leaning = [
        file.name
        for file in (HOUSE / "migrations" / "versions").glob("*.py")
        for line in file.read_text(encoding="utf-8").splitlines()
        if line.startswith(("from models", "import models", "from bot", "import bot", "from cogs"))
    ]

    assert leaning == []


async def test_every_step_goes_up_and_down_and_up_again(url: str) -> None:
    every = [step.revision for step in reversed(list(STEPS.walk_revisions()))]

    for revision in every:
        await take(url, command.upgrade, revision)
        await take(url, command.downgrade, "-1")
        await take(url, command.upgrade, revision)
    await take(url, command.downgrade, "base")
    left = await tables_of(url)
    await take(url, command.upgrade, "head")

    assert set(left) == {"alembic_version"}
    assert set(await tables_of(url)) == {"alembic_version", *Base.metadata.tables}


async def test_what_the_steps_make_is_what_the_code_expects(url: str) -> None:
    await migrate(url)

    await take(url, command.check)

    made = await tables_of(url)
    expected = {name: set(table.columns.keys()) for name, table in Base.metadata.tables.items()}
    assert {name: made[name] for name in expected} == expected


async def test_a_current_database_can_be_brought_to_this_version_again(url: str) -> None:
    await migrate(url)

    await migrate(url)

    assert set(await tables_of(url)) == {"alembic_version", *Base.metadata.tables}


async def test_a_database_from_a_newer_version_is_refused_with_what_to_do(url: str) -> None:
    await migrate(url)
    await say(url, "UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(BadStart, match="newer version of Maraude. Start that version, or restore"):
        await migrate(url)

    assert set(await tables_of(url)) == {"alembic_version", *Base.metadata.tables}


async def test_a_database_that_nobody_serves_is_refused_with_what_to_do() -> None:
    nowhere = "postgresql+asyncpg://postgres@127.0.0.1:1/maraude"

    with pytest.raises(BadStart, match=r"cannot be reached.*Look at \[database\] url"):
        await migrate(nowhere)


@pytest.mark.postgres
async def test_a_database_name_that_the_server_does_not_know_is_refused_with_what_to_do() -> None:
    if POSTGRES is None:
        pytest.skip("MARAUDE_TEST_POSTGRES_URL is not set")
    unknown = f"{POSTGRES.rpartition('/')[0]}/maraude_of_nobody"

    with pytest.raises(BadStart, match=r"Look at \[database\] url"):
        await migrate(unknown)


def test_a_step_that_takes_something_away_says_whom_it_still_serves() -> None:
    """Since version 0023, old and new programs run side by side on one schema."""
    silent = [
        step.revision
        for step in STEPS.walk_revisions()
        if step.revision > "0023"
        and TAKES_AWAY.search(inspection.getsource(step.module.upgrade))
        and "serves_since" not in inspection.getsource(step.module.upgrade)
    ]

    assert silent == []
