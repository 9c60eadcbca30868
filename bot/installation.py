"""Before the first word to Discord: the database is there and current, and its keys are the right
ones."""

import asyncio
import contextlib
import logging
from datetime import datetime, timedelta
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from asyncpg import PostgresError
from sqlalchemy import NullPool, delete, func, select, text, update
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import create_async_engine

from bot import one_file
from bot.db import Database, WriteSession
from bot.settings import Settings
from bot.vault import Vault, VaultProblem
from models import Installation, Turn, Youth

log = logging.getLogger(__name__)
HOUSE = Path(__file__).resolve().parent.parent
UNFINISHED = "unfinished_copy"
"""The table that stands in a PostgreSQL database while one that is SQLite is copied into it."""
SHORT_ABSENCE, LONG_ABSENCE = timedelta(minutes=5), timedelta(days=1)
SETTLED_AFTER = timedelta(hours=1)
BACK = "back after a long absence"
"""The turn of who moves the last sign of life on after one: all processes know by it."""
TRIES, TRIES_EVERY = 24, 5.0
"""How often a migration is tried beside who holds it up, and after how many seconds again."""
HELD_UP = "55P03"
"""PostgreSQL's word for a lock that was not to be had in time."""


class BadStart(Exception):
    """Maraude cannot start like this. The sentence says what to do."""


def alembic_config(url: str) -> Config:
    """Return Alembic's settings for one database."""
    config = Config(toml_file=HOUSE / "pyproject.toml")
    config.set_main_option("script_location", str(HOUSE / "migrations"))
    config.attributes["url"] = url
    return config


async def migrate(url: str) -> None:
    """Bring the database to this version. Beside who reads for long, such as a backup, it is tried
    for two minutes: waiting in line would hold up all who come after.

    Raises:
        BadStart: when it was made by a newer version, was moved, cannot be reached, or is read by
            somebody all the time.
    """
    refuse_what_moved(url)
    for tried in range(TRIES):
        if await _migrated(url):
            return
        if tried == 0:
            log.warning("The migration waits: %s. It is tried again", await _who_reads(url))
        await asyncio.sleep(TRIES_EVERY)
    raise BadStart(
        f"The database could not be brought to this version: {await _who_reads(url)}. Whoever runs "
        "goes on meanwhile. When that is a backup, let it end, then start again. When it is not, "
        "end it with: SELECT pg_terminate_backend(…) and that number."
    )


async def _migrated(url: str) -> bool:
    """Migrate; return whether it could be done at this moment.

    Raises:
        BadStart: when it never can.
    """
    try:
        await asyncio.to_thread(command.upgrade, alembic_config(url), "head")
    except CommandError as problem:
        if await _still_serves(url):
            log.warning("The database is of a newer version, which still serves this one")
            return True
        raise BadStart(
            "The database was made by a newer version of Maraude. Start that "
            "version, or restore a backup made before it."
        ) from problem
    except (OSError, DBAPIError, PostgresError) as problem:
        if getattr(getattr(problem, "orig", None), "sqlstate", None) == HELD_UP:
            return False
        said = getattr(problem, "strerror", None) or str(problem).partition("\n")[0]
        raise BadStart(
            f"The database cannot be reached: {said}. Look at [database] url."
        ) from problem
    return True


async def _who_reads(url: str) -> str:
    """Name the oldest transaction of a PostgreSQL database, but for who waits to migrate."""
    oldest = text(
        "SELECT pid, xact_start FROM pg_stat_activity WHERE datname = current_database()"
        " AND pid <> pg_backend_pid() AND xact_start IS NOT NULL"
        " AND wait_event IS DISTINCT FROM 'advisory' ORDER BY xact_start LIMIT 1"
    )
    engine = create_async_engine(url, poolclass=NullPool)
    found = None
    with contextlib.suppress(OSError, DBAPIError, PostgresError):
        async with engine.connect() as connection:
            found = (await connection.execute(oldest)).one_or_none()
    await engine.dispose()
    if found is None:
        return "somebody reads it all the time"
    since = found.xact_start.isoformat(timespec="seconds")
    return f"PostgreSQL's process {found.pid} has been busy with it since {since}"


async def _still_serves(url: str) -> bool:
    """Tell whether a database that is ahead of this version took nothing away that it needs: old
    and new run side by side while one replaces the other."""
    engine = create_async_engine(url, poolclass=NullPool)
    try:
        async with engine.connect() as connection:
            since = await connection.scalar(select(Installation.serves_since))
    except DBAPIError:
        return False
    finally:
        await engine.dispose()
    steps = ScriptDirectory.from_config(alembic_config(url)).walk_revisions()
    return since in {step.revision for step in steps}


def refuse_what_moved(url: str) -> None:
    """Never go on with a SQLite database whose rows live in PostgreSQL now.

    Raises:
        BadStart: when it is one.
    """
    place = make_url(url)
    if place.get_backend_name() == "sqlite" and one_file.was_moved(place):
        raise BadStart(
            "This SQLite database was moved to PostgreSQL and is not used any more. Set [database] "
            "url (or MARAUDE_DATABASE__URL) to the PostgreSQL address. To go back to SQLite as it "
            "was then: maraude copy-database --take-back"
        )


async def open_vault(db: Database, settings: Settings, *, now: datetime) -> Vault:
    """Return the keys of this database; a new database gets new keys.

    Raises:
        BadStart: when the keys are missing, or belong to another database, or a copy into this one
        was not finished.
    """
    file = settings.keys.file
    async with db.reading() as session:
        if not db.is_sqlite and await session.scalar(select(func.to_regclass(UNFINISHED))):
            raise BadStart(
                "A copy from SQLite into this database is not finished. Go on with it: maraude "
                "copy-database, with [database] url on SQLite. Until then SQLite is the live one."
            )
        known = await session.get(Installation, 1)
        people = await session.scalar(select(func.count()).select_from(Youth))
    if known is not None and not file.exists():
        raise BadStart(
            f"The database has sealed data but the key file {file} is missing. Put "
            "your copy of it back. "
            "Without it nothing sealed can ever be read; to start over, remove the "
            "database as well."
        )
    try:
        vault = Vault.load(file) if file.exists() else Vault.make(file)
    except VaultProblem as problem:
        raise BadStart(str(problem)) from problem
    mark = vault.mark("installation", 1)
    if known is None:
        if people:
            raise BadStart(
                "The database holds people but does not say which keys sealed them: "
                "restore a whole backup."
            )
        async with db.transaction() as session:
            session.add(Installation(id=1, key_mark=mark, created_at=now))
    elif known.key_mark != mark:
        raise BadStart(
            f"The key file {file} is not the one this database was sealed with. Put "
            "the right copy back."
        )
    return vault


async def take_note_of_absence(session: WriteSession, *, now: datetime) -> timedelta:
    """Return how long nobody gave a sign of life, unless it was short. One process only learns of
    an absence, however many start at once and however often a start fails: who moves the last sign
    from where it stood. Of a long one it leaves word for all."""
    last = (await session.get_one(Installation, 1)).beat_at
    if last is None or abs(now - last) <= SHORT_ABSENCE:
        return timedelta(0)
    moving = update(Installation).where(Installation.id == 1, Installation.beat_at == last)
    moved = await session.scalar(moving.values(beat_at=now).returning(Installation.id))
    if moved is None or now <= last:
        return timedelta(0)
    if now - last > LONG_ABSENCE:
        await session.merge(Turn(name=BACK, taken_at=now))
    return now - last


async def back_since(session: WriteSession, *, now: datetime) -> datetime | None:
    """Return when a process began after the last long absence; None when there was none. What a
    clock ahead of time left behind is no word of anybody's, and goes."""
    back_at = await session.scalar(select(Turn.taken_at).where(Turn.name == BACK))
    if back_at is None or back_at <= now + SETTLED_AFTER:
        return back_at
    await session.execute(delete(Turn).where(Turn.name == BACK, Turn.taken_at == back_at))
    return None
