"""From SQLite to PostgreSQL, while the bot runs: what differs is brought over, as often as it
takes.

The pass that finds the bot stopped is the last one: it keeps the SQLite file for itself, brings
over what changed, compares both sides, and closes the file for good before PostgreSQL may be used.
"""

import contextlib
import hashlib
import json
from collections.abc import AsyncGenerator, Callable, Generator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from alembic.script import ScriptDirectory
from asyncpg import PostgresError
from sqlalchemy import (
    ColumnElement,
    Connection,
    Executable,
    LargeBinary,
    NullPool,
    String,
    Table,
    TableClause,
    bindparam,
    column,
    func,
    inspect,
    select,
    text,
)
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from bot import one_file
from bot.backup import KEPT_BY_ALEMBIC, BadCopy, count_on, hold, leap, plain, rich, tables_of
from bot.installation import UNFINISHED, alembic_config, migrate
from models import Installation

AT_ONCE, KEYS_AT_ONCE = 1_000, 10_000
ROOM = 4_000_000
"""How many bytes of sealed values are held at once: pictures are large, and machines small."""
LOCK = int.from_bytes(b"maracopy", "big")
"""The number of the lock that one copy at a time holds in the target."""
ADDRESS = "postgresql+asyncpg://user:password@host/name"
STAYS = "SQLite stays the live database, nothing is lost."
BYTE_BY_BYTE = {"sqlite": "BINARY", "postgresql": "C"}
"""How each database is told to put text in the order of its bytes."""
WRITTEN = json.JSONEncoder(sort_keys=True)
SIGN = TableClause(UNFINISHED, column("key_mark", LargeBinary))
VERSION = select(column("version_num", String)).select_from(TableClause(KEPT_BY_ALEMBIC))
LIVES_BY = select(Installation.key_mark)

Advance = Callable[[int], None]
Plain = dict[str, Any]
Sum = tuple[int, str]
"""How many rows, and one sum over all of them in the order of their keys."""


class AlreadyMoved(Exception):
    """Everything is in PostgreSQL since an earlier pass; there is nothing left to do."""


@dataclass(frozen=True)
class Pass:
    """What one pass did.

    Attributes:
        rows: how many there are on each side now.
        changed: how many of them were new, changed or gone since the pass before.
        is_last: whether PostgreSQL is the live database now.
    """

    rows: int
    changed: int
    is_last: bool


@contextlib.asynccontextmanager
async def opened(source: str, target: str) -> AsyncGenerator["Move"]:
    """Open both databases for one pass.

    Args:
        source: the SQLite address in the settings.
        target: the address of an empty PostgreSQL database, or of one that an earlier pass began
            to fill.

    Raises:
        BadCopy: when they do not fit; nothing is changed then.
        AlreadyMoved: when an earlier pass was the last one.
    """
    if not _is_postgres(target):
        raise BadCopy(f"Give the address of an empty PostgreSQL database: {ADDRESS}")
    async with _sqlite(source) as (ours, is_alone), _postgres(target) as theirs:
        with _trouble():
            await _prepare(ours, theirs, target)
            async with ours.begin(), theirs.begin():
                tables = await ours.run_sync(tables_of)
                twins = {table.name: table for table in await theirs.run_sync(tables_of)}
        yield Move(ours, theirs, tables, twins, is_alone=is_alone)


async def take_back(source: str, *, now: datetime) -> int:
    """Let a SQLite file that was moved be used again, as it was then. As with a backup: no number
    that was given away since serves again, what was owed for more than a day is not sent again
    (return how many), and what is younger is looked for first.

    Raises:
        BadCopy: when it was not moved, or somebody has it open.
    """
    async with _sqlite(source) as (ours, is_alone), ours.begin():
        if not await _was_moved(ours):
            raise BadCopy("This database was not moved to PostgreSQL. Type: maraude run")
        if not is_alone:
            raise BadCopy("Somebody has the SQLite file open. End that first.")
        for table in await ours.run_sync(tables_of):
            await leap(ours, table, is_sqlite=True)
        held = await hold(ours, now=now)
        await ours.execute(text("PRAGMA user_version=0"))
    return held


class Move:
    """One pass over all tables. Keys never change, so a row is found again by its own.

    Args:
        source: the SQLite file.
        target: the PostgreSQL database.
        tables: those of the source, in an order that references allow.
        twins: those of the target, by name.
        is_alone: whether nobody else has the SQLite file open, nor can while this lasts.
    """

    def __init__(
        self,
        source: AsyncConnection,
        target: AsyncConnection,
        tables: list[Table],
        twins: dict[str, Table],
        *,
        is_alone: bool,
    ) -> None:
        self._source, self._target = source, target
        self._tables, self._twins = tables, twins
        self._is_alone = is_alone
        self._sums: dict[str, Sum] = {}
        self._at_once: dict[str, int] = {}

    async def steps(self) -> int:
        """Return how far a pass has to go, each row being brought over and then compared."""
        async with self._source.begin():
            counts = [
                await self._source.scalar(select(func.count()).select_from(table)) or 0
                for table in self._tables
            ]
        return 2 * sum(counts)

    async def bring_over(self, advance: Advance) -> Pass:
        """Make the target what the source is, compare them, and let the target be the live one if
        the bot is stopped.

        Raises:
            BadCopy: when they are not the same afterwards; the source stays the live one.
        """
        with _trouble():
            async with self._source.begin():
                changed = await self._even_out(advance)
                await self._compare(advance)
                given = await self._numbers_given()
                if self._is_alone:
                    await self._source.execute(text(f"PRAGMA user_version={one_file.MOVED}"))
            if self._is_alone:
                await self._open_target(given)
        rows = sum(count for count, _ in self._sums.values())
        return Pass(rows, changed, self._is_alone)

    async def _even_out(self, advance: Advance) -> int:
        """Remove, change and add rows; return how many. Two rows that exchanged what only one may
        have stand in each other's way: then everything is brought over anew."""
        try:
            removed = [await self._remove(table) for table in reversed(self._tables)]
            return sum(removed) + sum([await self._bring(table, advance) for table in self._tables])
        except IntegrityError:
            names = ", ".join(f'"{name}"' for name in self._twins if name != UNFINISHED)
            async with self._target.begin():
                await self._target.execute(text(f"TRUNCATE {names}"))
        try:
            return sum([await self._bring(table, lambda _: None) for table in self._tables])
        except IntegrityError as problem:
            raise BadCopy(f"PostgreSQL refuses rows ({_kind(problem)}). {STAYS}") from problem

    async def _remove(self, table: Table) -> int:
        """Remove from the target what is gone from the source."""
        key, removed, last = _key(self._target, self._twins[table.name]), 0, None
        while True:
            page = select(key).order_by(key).limit(KEYS_AT_ONCE)
            page = page if last is None else page.where(key > last)
            async with self._target.begin():
                keys = (await self._target.scalars(page)).all()
                if not keys:
                    return removed
                here = _key(self._source, table)
                still = select(here).where(here.between(keys[0], keys[-1]))
                kept = set(await self._source.scalars(still))
                gone = [one for one in keys if one not in kept]
                for first in range(0, len(gone), AT_ONCE):
                    some = key.in_(gone[first : first + AT_ONCE])
                    await self._target.execute(self._twins[table.name].delete().where(some))
            removed, last = removed + len(gone), keys[-1]

    async def _bring(self, table: Table, advance: Advance) -> int:
        """Change and add what differs, some rows at a time, and sum up what the source holds."""
        twin, changed, last = self._twins[table.name], 0, None
        name = _name_of_key(table)
        tally, many = Tally(), await self._how_many(table)
        self._at_once[table.name] = many
        while rows := await _page(self._source, table, after=last, many=many):
            tally.add(rows)
            async with self._target.begin():
                theirs = await _page(self._target, twin, after=last, until=rows[-1][name])
                held = {row[name]: row for row in theirs}
                new = [row for row in rows if row[name] not in held]
                other = [row for row in rows if held.get(row[name], row) != row]
                await self._write(twin, new, other)
            changed, last = changed + len(new) + len(other), rows[-1][name]
            advance(len(rows))
        self._sums[table.name] = tally.sum
        return changed

    async def _how_many(self, table: Table) -> int:
        """Return how many rows of a table are held at once."""
        sealed = [part for part in table.columns if isinstance(part.type, LargeBinary)]
        if not sealed:
            return AT_ONCE
        longest = select(*(func.max(func.length(part)) for part in sealed))
        largest = sum(size or 0 for size in (await self._source.execute(longest)).one())
        return min(AT_ONCE, max(1, ROOM // max(1, largest)))

    async def _write(self, twin: Table, new: list[Plain], other: list[Plain]) -> None:
        with _refusal(twin.name):
            if other:
                name = _name_of_key(twin)
                change = twin.update().where(twin.c[name] == bindparam("its_key"))
                rows = [{**_rich(row), "its_key": row[name]} for row in other]
                await self._target.execute(
                    change.values({name: bindparam(name) for name in other[0]}), rows
                )
            if new:
                await self._target.execute(twin.insert(), [_rich(row) for row in new])

    async def _compare(self, advance: Advance) -> None:
        """Read the target once more, to its end, and hold its sums against those of the source."""
        for name, ours in self._sums.items():
            twin, many = self._twins[name], self._at_once[name]
            tally, last = Tally(), None
            async with self._target.begin():
                while rows := await _page(self._target, twin, after=last, many=many):
                    tally.add(rows)
                    last = rows[-1][_name_of_key(twin)]
                    advance(len(rows))
            if tally.sum != ours:
                raise BadCopy(
                    f"The table «{name}» is not the same on both sides ({ours[0]} rows in SQLite, "
                    f"{tally.sum[0]} in PostgreSQL). {STAYS} Type the same command again; if it "
                    "says so again, begin anew with another empty database."
                )

    async def _numbers_given(self) -> dict[str, int]:
        """Return the highest number that each table of the source ever gave away, also to a row
        that is gone."""
        rows = await self._source.execute(text("SELECT name, seq FROM sqlite_sequence"))
        given: dict[str, int] = dict(rows.all())
        for table in self._tables:
            if "id" not in table.columns:
                continue
            highest = await self._source.scalar(select(func.max(table.c.id)))
            given[table.name] = max(given.get(table.name, 0), highest or 0)
        return given

    async def _open_target(self, given: dict[str, int]) -> None:
        """Let numbers go on after those given away, and take the sign down that keeps the bot
        out."""
        async with self._target.begin():
            for name, twin in self._twins.items():
                if given.get(name):
                    await count_on(self._target, twin, after=given[name], is_sqlite=False)
            await self._target.execute(text(f"DROP TABLE {UNFINISHED}"))
            await self._target.execute(text("ANALYZE"))


class Tally:
    """Sums up the rows of a table, the same on both databases."""

    def __init__(self) -> None:
        self._count, self._summed = 0, hashlib.sha256()

    def add(self, rows: list[Plain]) -> None:
        """Add rows, in the order of their keys."""
        self._count += len(rows)
        for row in rows:
            self._summed.update(WRITTEN.encode(row).encode() + b"\n")

    @property
    def sum(self) -> Sum:
        """Return the sum so far."""
        return self._count, self._summed.hexdigest()


def _name_of_key(table: Table) -> str:
    (key,) = table.primary_key.columns
    return key.name


def _key(connection: AsyncConnection, table: Table) -> ColumnElement[Any]:
    """Return what rows are found and ordered by, the same on both databases."""
    key = table.c[_name_of_key(table)]
    is_text = isinstance(key.type, String)
    return key.collate(BYTE_BY_BYTE[connection.dialect.name]) if is_text else key


async def _page(
    connection: AsyncConnection,
    table: Table,
    *,
    after: Any,
    many: int | None = None,
    until: Any = None,
) -> list[Plain]:
    """Return rows in the order of their keys: so many of them, or all up to one."""
    key = _key(connection, table)
    page = table.select().order_by(key).limit(many)
    if after is not None:
        page = page.where(key > after)
    if until is not None:
        page = page.where(key <= until)
    found = await connection.execute(page)
    names = list(found.keys())
    return [dict(zip(names, map(plain, row), strict=True)) for row in found]


def _rich(row: Plain) -> Plain:
    return {name: rich(part) for name, part in row.items()}


async def _prepare(ours: AsyncConnection, theirs: AsyncConnection, target: str) -> None:
    """See that both are of this version and belong together; an empty target is made ready, with a
    sign that keeps the bot out until the last pass."""
    newest = ScriptDirectory.from_config(alembic_config(target)).get_current_head()
    async with ours.begin():
        if await ours.scalar(VERSION) != newest:
            raise BadCopy("The SQLite database is not of this version. Type: maraude migrate")
        mark = await ours.scalar(LIVES_BY)
        was_moved = await _was_moved(ours)
    if mark is None:
        raise BadCopy("Nothing was stored in SQLite yet. Set [database] url to PostgreSQL.")
    found = await _look(theirs)
    is_ours = found.begun_by == mark
    if was_moved and not is_ours:
        _refuse_again(is_done=found.lives_by == mark)
    if found.is_bare:
        await migrate(target)
    elif found.version != newest:
        raise BadCopy(
            "The target holds tables of something else, or of another version of Maraude. Give an "
            "empty database."
        )
    if not is_ours:
        await _claim(theirs, mark)


def _refuse_again(*, is_done: bool) -> None:
    if is_done:
        raise AlreadyMoved
    raise BadCopy(
        "This SQLite database was moved to another PostgreSQL database already. If that one is "
        "never to be used again, type first: maraude copy-database --take-back"
    )


@dataclass(frozen=True)
class Found:
    """What stands in a target.

    Attributes:
        is_bare: whether it has no table at all.
        version: of its tables; None when they are not Maraude's.
        begun_by: the installation that began to fill it.
        lives_by: the installation whose live database it is, or will be.
    """

    is_bare: bool
    version: str | None
    begun_by: bytes | None
    lives_by: bytes | None


async def _look(theirs: AsyncConnection) -> Found:
    async with theirs.begin():
        if not await theirs.scalar(select(func.pg_try_advisory_lock(LOCK))):
            raise BadCopy("Another copy into this database is under way. Wait for its end.")
        names = await theirs.run_sync(_names)

        async def told(name: str, asked: Executable) -> Any:
            return await theirs.scalar(asked) if name in names else None

        return Found(
            is_bare=not names,
            version=await told(KEPT_BY_ALEMBIC, VERSION),
            begun_by=await told(UNFINISHED, select(SIGN.c.key_mark)),
            lives_by=await told(Installation.__tablename__, LIVES_BY),
        )


async def _claim(theirs: AsyncConnection, mark: bytes) -> None:
    """Put up the sign that says by which installation a database is being filled."""
    async with theirs.begin():
        for table in await theirs.run_sync(tables_of):
            if (await theirs.execute(table.select().limit(1))).first() is not None:
                raise BadCopy(
                    "The target is not empty, and not filled from here. Give an empty database."
                )
        await theirs.execute(text(f"CREATE TABLE {UNFINISHED} (key_mark bytea NOT NULL)"))
        await theirs.execute(SIGN.insert().values(key_mark=mark))


async def _was_moved(connection: AsyncConnection) -> bool:
    return await connection.scalar(text("PRAGMA user_version")) == one_file.MOVED


def _names(connection: Connection) -> list[str]:
    return inspect(connection).get_table_names()


def _is_postgres(url: str) -> bool:
    try:
        return make_url(url).drivername == "postgresql+asyncpg"
    except (ArgumentError, ValueError):
        return False


@contextlib.asynccontextmanager
async def _sqlite(url: str) -> AsyncGenerator[tuple[AsyncConnection, bool]]:
    """Open the source, alone if nobody else has it open; say whether that is so."""
    if make_url(url).get_backend_name() != "sqlite":
        raise BadCopy("[database] url is no SQLite database: there is nothing to move from.")
    if not one_file.is_there(make_url(url)):
        raise BadCopy("There is no SQLite database to move. Look at [database] url.")
    for connect, is_alone in ((one_file.connect_alone, True), (one_file.connect_anyway, False)):
        engine = create_async_engine(
            url, async_creator=partial(connect, make_url(url)), poolclass=NullPool
        )
        one_file.harden(engine.sync_engine)
        try:
            connection = await engine.connect()
        except DBAPIError as problem:
            if is_alone:
                continue
            raise BadCopy(f"The SQLite file cannot be opened ({_kind(problem)}).") from problem
        try:
            yield connection, is_alone
        finally:
            await connection.close()
        return


@contextlib.asynccontextmanager
async def _postgres(url: str) -> AsyncGenerator[AsyncConnection]:
    engine = create_async_engine(url, hide_parameters=True, poolclass=NullPool)
    try:
        connection = await engine.connect()
    except (OSError, DBAPIError, PostgresError) as problem:
        said = getattr(problem, "strerror", None) or str(problem).partition("\n")[0]
        raise BadCopy(
            f"PostgreSQL cannot be reached: {said}. Look at the target's address."
        ) from problem
    try:
        yield connection
    finally:
        await connection.close()


@contextlib.contextmanager
def _trouble() -> Generator[None]:
    try:
        yield
    except (OSError, DBAPIError, PostgresError) as problem:
        raise BadCopy(
            f"The copy stopped ({_kind(problem)}). Nothing is lost. Type the same command again: "
            "it goes on from there."
        ) from problem


@contextlib.contextmanager
def _refusal(table: str) -> Generator[None]:
    try:
        yield
    except IntegrityError:
        raise
    except DBAPIError as problem:
        if problem.connection_invalidated:
            raise
        raise BadCopy(
            f"PostgreSQL refuses rows of «{table}» ({_kind(problem)}). {STAYS}"
        ) from problem


def _kind(problem: BaseException) -> str:
    """Return the name of what went wrong; its text could tell of a row."""
    while (inner := getattr(problem, "orig", None) or problem.__cause__) is not None:
        problem = inner
    return type(problem).__name__
