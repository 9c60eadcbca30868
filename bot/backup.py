"""A copy of the whole database in one portable file, and back: from SQLite to PostgreSQL as well.

One JSON value a line, compressed: a head, the rows in an order that references allow, and a sum
over all of it. What is sealed stays sealed; keys are never in it.
"""

import asyncio
import base64
import contextlib
import gzip
import hashlib
import json
import os
from collections.abc import AsyncGenerator, Generator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import JSON, Connection, MetaData, Table, and_, func, literal, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db import Database, ReadSession
from bot.installation import BadStart, alembic_config
from bot.outbox import ERASING, OWED
from models import CampaignMessage, CampaignMessageState, EntryState, OutboxEntry

FORMAT = 1
LEAP = 1_000_000
"""How far numbers leap after a copy was restored."""
OLD = timedelta(days=1)
AT_ONCE = 500
KEPT_BY_ALEMBIC = "alembic_version"


class BadCopy(Exception):
    """The copy cannot be made, or cannot be used. The sentence says what to do."""


async def back_up(db: Database, file: Path, *, now: datetime) -> int:
    """Write a copy as the database is at one moment, while it is being used; return its rows.

    Raises:
        BadCopy: when the file exists, or cannot be written.
    """
    if await asyncio.to_thread(file.exists):
        raise BadCopy(f"{file} exists already; choose another name.")
    beside = file.with_name(f".{file.name}.unfinished")
    summed, rows = hashlib.sha256(), 0
    try:
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb") as out:

            def write(value: object) -> None:
                line = json.dumps(value, ensure_ascii=False).encode() + b"\n"
                summed.update(line)
                out.write(line)

            async with _one_moment(db) as connection:
                tables = await connection.run_sync(tables_of)
                revision = await connection.scalar(text("select version_num from alembic_version"))
                write({"format": FORMAT, "revision": revision, "made_at": now.isoformat()})
                for table in tables:
                    key = table.primary_key.columns
                    found = await connection.stream(table.select().order_by(*key))
                    async for row in found.mappings():
                        write([table.name, {name: plain(part) for name, part in row.items()}])
                        rows += 1
            out.write(json.dumps({"sha256": summed.hexdigest(), "rows": rows}).encode() + b"\n")
        beside.rename(file)
    except OSError as problem:
        raise BadCopy(f"{file} cannot be written: {problem.strerror}.") from problem
    finally:
        beside.unlink(missing_ok=True)
    return rows


async def restore(db: Database, url: str, file: Path) -> int:
    """Fill an empty database from a copy, and bring it to this version; return its rows.

    Raises:
        BadCopy: when the file is missing, damaged, newer than this version, or the database is not
        empty; nothing is written then.
    """
    head = check(file)
    known = {
        step.revision for step in ScriptDirectory.from_config(alembic_config(url)).walk_revisions()
    }
    if head["revision"] not in known:
        raise BadCopy("This copy was made by a newer version of Maraude. Restore it with that one.")
    async with db.engine.connect() as connection:
        tables = await connection.run_sync(tables_of)
        for table in tables:
            if (await connection.execute(table.select().limit(1))).first() is not None:
                raise BadCopy("The database is not empty. A copy goes into an empty one only.")
    await _bring_to(url, head["revision"])
    rows = 0
    async with db.engine.begin() as connection:
        tables = {table.name: table for table in await connection.run_sync(tables_of)}
        for name, batch in _batches(file):
            await connection.execute(tables[name].insert(), batch)
            rows += len(batch)
    await _bring_to(url, "head")
    async with db.engine.begin() as connection:
        for table in await connection.run_sync(tables_of):
            await leap(connection, table, is_sqlite=db.is_sqlite)
    return rows


async def hold_what_is_old(db: Database, *, now: datetime) -> int:
    """Drop what was owed to people for more than a day, and return how many: it most probably left
    after the copy was made. What is owed since then is looked for before it is sent again. What is
    to be erased stays owed: twice does no harm. An invitation that was on its way ends: nobody can
    tell any more who had it."""
    async with db.transaction() as session:
        return await hold(session, now=now)


async def hold(database: ReadSession | AsyncConnection, *, now: datetime) -> int:
    """The same, in a transaction that is open."""
    owed = OutboxEntry.state == OWED
    is_old = and_(OutboxEntry.created_at < now - OLD, OutboxEntry.card.not_in(ERASING))
    dropping = update(OutboxEntry).where(owed, is_old).returning(OutboxEntry.id)
    problem = "owed before a copy was restored"
    done = {"state": EntryState.DROPPED, "done_at": now, "problem": problem}
    dropped = (await database.scalars(dropping.values(**done))).all()
    on_its_way = CampaignMessageState.SENDING, CampaignMessageState.PAUSED
    ending = update(CampaignMessage).where(CampaignMessage.state.in_(on_its_way))
    await database.execute(ending.values(state=CampaignMessageState.STOPPED, changed_at=now))
    await database.execute(update(OutboxEntry).where(owed).values(uncertain=True))
    return len(dropped)


def check(file: Path) -> dict[str, Any]:
    """Read a copy to its end and return its head.

    Raises:
        BadCopy: when it is missing, damaged or cut off.
    """
    summed, first, last = hashlib.sha256(), b"", b""
    try:
        with gzip.open(file, "rb") as lines:
            for line in lines:
                first = first or line
                summed.update(last)
                last = line
        head, end = _object(first), _object(last)
    except FileNotFoundError as problem:
        raise BadCopy(f"{file} is not there.") from problem
    except (OSError, EOFError, ValueError) as problem:
        raise BadCopy(f"{file} is damaged or cut off. Use another copy.") from problem
    if end.get("sha256") != summed.hexdigest() or head.get("format") != FORMAT:
        raise BadCopy(f"{file} is damaged, cut off, or no copy of Maraude's. Use another copy.")
    return head


def _object(line: bytes) -> dict[str, Any]:
    if not line.startswith(b"{"):
        raise ValueError("no object")
    return json.loads(line)


def _batches(file: Path) -> Generator[tuple[str, list[dict[str, Any]]]]:
    name, batch = "", list[dict[str, Any]]()
    with gzip.open(file, "rb") as lines:
        next(lines)
        for line in lines:
            if not line.startswith(b"["):
                break
            table, row = _row(line)
            if batch and (table != name or len(batch) >= AT_ONCE):
                yield name, batch
                batch = []
            name = table
            batch.append({key: rich(part) for key, part in row.items()})
    if batch:
        yield name, batch


async def _bring_to(url: str, revision: str) -> None:
    try:
        await asyncio.to_thread(command.upgrade, alembic_config(url), revision)
    except Exception as problem:
        raise BadStart("The database cannot be brought to the copy's version.") from problem


@contextlib.asynccontextmanager
async def _one_moment(db: Database) -> AsyncGenerator[AsyncConnection]:
    """Look at the database as it is at one moment, however long that takes."""
    engine = db.engine
    if not db.is_sqlite:
        engine = engine.execution_options(isolation_level="REPEATABLE READ")
    async with engine.connect() as connection, connection.begin():
        yield connection


def tables_of(connection: Connection) -> list[Table]:
    """Return the tables that a database has, in an order that references allow."""
    found = MetaData()
    found.reflect(connection)
    for table in found.tables.values():
        for column in table.columns:
            if isinstance(column.type, JSON):
                column.type.none_as_null = True
    return [table for table in found.sorted_tables if table.name != KEPT_BY_ALEMBIC]


async def leap(connection: AsyncConnection, table: Table, *, is_sqlite: bool) -> None:
    """Let numbers go on far beyond the highest one: those that were given away after the copy was
    made stand in Discord and never serve again."""
    if "id" not in table.columns:
        return
    highest = await connection.scalar(select(func.coalesce(func.max(table.c.id), 0)))
    await count_on(connection, table, after=(highest or 0) + LEAP, is_sqlite=is_sqlite)


async def count_on(
    connection: AsyncConnection, table: Table, *, after: int, is_sqlite: bool
) -> None:
    """Let the next number that a table gives away be the one that follows ``after``, 1 or more."""
    at = {"name": table.name, "last": after}
    if is_sqlite:
        made = text("select sql from sqlite_master where type = 'table' and name = :name")
        if "AUTOINCREMENT" in str(await connection.scalar(made, at)):
            await connection.execute(text("delete from sqlite_sequence where name = :name"), at)
            await connection.execute(text("insert into sqlite_sequence values (:name, :last)"), at)
        return
    sequence = await connection.scalar(text("select pg_get_serial_sequence(:name, 'id')"), at)
    if sequence is not None:
        await connection.execute(select(func.setval(sequence, at["last"], literal(value=True))))


def _row(line: bytes) -> tuple[str, dict[str, Any]]:
    table, row = json.loads(line)
    return table, row


def plain(value: Any) -> Any:
    """Return a value of either database as JSON holds it, the same for both."""
    match value:
        case bytes():
            return {"bytes": base64.b64encode(value).decode()}
        case datetime():
            at = value if value.tzinfo is not None else value.replace(tzinfo=UTC)
            return {"moment": at.astimezone(UTC).isoformat()}
        case date():
            return {"day": value.isoformat()}
        case time():
            return {"hour": value.isoformat()}
        case None | bool() | int() | float() | str():
            return value
        case _:
            return {"json": value}


def rich(value: Any) -> Any:
    """Return what :func:`plain` was given, moments in UTC."""
    if value is None or isinstance(value, bool | int | float | str):
        return value
    pair: dict[str, Any] = value
    ((kind, held),) = pair.items()
    match kind:
        case "bytes":
            return base64.b64decode(held)
        case "moment":
            return datetime.fromisoformat(held)
        case "day":
            return date.fromisoformat(held)
        case "hour":
            return time.fromisoformat(held)
        case _:
            return held
