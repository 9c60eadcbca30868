"""Databases of a run, and what stands in them before anybody asks for help."""

import contextlib
import uuid
from collections.abc import AsyncGenerator
from datetime import datetime
from pathlib import Path

from sqlalchemy import NullPool, func, select, text
from sqlalchemy.ext.asyncio import create_async_engine

from bot import clock
from bot.db import Database, WriteSession
from bot.installation import migrate, open_vault
from bot.outbox import TIDYING
from bot.settings import Settings
from models import Community, EntryState, Mentor, OutboxEntry, Team
from tests.standin.people import Town
from tests.standin.process import Home


@contextlib.asynccontextmanager
async def a_database(kind: str, folder: Path, server: str) -> AsyncGenerator[str]:
    """Make a database for one run; afterwards it is gone.

    Args:
        kind: sqlite or postgres.
        server: the address of any database of the PostgreSQL server.
    """
    if kind == "sqlite":
        yield f"sqlite+aiosqlite:///{folder / 'maraude.db'}"
        return
    name = f"maraude_soak_{uuid.uuid4().hex[:12]}"
    await _sql(server, f"CREATE DATABASE {name}")
    try:
        yield f"{server.rpartition('/')[0]}/{name}"
    finally:
        await _sql(server, f"DROP DATABASE {name} WITH (FORCE)")


async def _sql(server: str, command: str) -> None:
    engine = create_async_engine(server, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    async with engine.connect() as connection:
        await connection.execute(text(command))
    await engine.dispose()


@contextlib.asynccontextmanager
async def opened(home: Home) -> AsyncGenerator[Database]:
    """Open the database for a look."""
    patience = Settings().database
    db = Database(
        home.database,
        read_patience=patience.read_patience * 5,
        write_patience=patience.write_patience,
    )
    try:
        yield db
    finally:
        await db.close()


async def set_up(home: Home, *towns: Town) -> None:
    """The moderators have set everything up, intakes are open, the mentors said who they are."""
    await migrate(home.database)
    now = clock.now()
    settings = Settings.model_validate({"keys": {"file": home.keys}})
    async with opened(home) as db:
        await open_vault(db, settings, now=now)
        async with db.transaction() as session:
            for town in towns:
                await _settle(session, town, now=now)


async def _settle(session: WriteSession, town: Town, *, now: datetime) -> None:
    team = Team(
        guild_id=town.guild_id,
        name="Les Ponts",
        staff_channel_id=town.staff_id,
        mentor_role_id=town.mentor_role_id,
        lead_role_id=town.lead_role_id,
        intake_open=True,
        created_at=now,
    )
    session.add(team)
    await session.flush()
    session.add(
        Community(
            team=team,
            guild_id=town.guild_id,
            name="La Place",
            panel_channel_id=town.welcome_id,
            created_at=now,
        )
    )
    for mentor in town.mentors:
        said = {"first_name": mentor.name.capitalize(), "organisation": "Les Ponts"}
        session.add(Mentor(team_id=team.id, discord_id=mentor.id, created_at=now, **said))


async def owed(home: Home) -> int:
    """Return how many deliveries are still owed for which anybody waits."""
    async with opened(home) as db, db.reading() as session:
        waiting = select(func.count()).where(OutboxEntry.state == EntryState.OWED)
        return await session.scalar(waiting.where(OutboxEntry.card.not_in(TIDYING))) or 0
