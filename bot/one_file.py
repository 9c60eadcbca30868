"""SQLite as Maraude opens it: nothing is lost when the power goes, nothing is left of what was
erased, and a statement makes one trip to the connection's thread."""

import contextlib
import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import aiosqlite
from sqlalchemy import URL, Connection, Engine, event

PATIENCE, SHORT_PATIENCE = 5000, 100
"""Milliseconds for which SQLite waits by itself on a locked file."""
AT_ONCE = 100
"""Rows that are fetched in the trip that executes their query."""
MOVED = 1
"""SQLite's ``user_version`` in a file whose rows live in PostgreSQL now; it is 0 in any other."""
BEGINS = {False: "BEGIN", True: "BEGIN IMMEDIATE"}
OUTSIDE = "outside"
"""An execution option: what is asked stands outside of any transaction."""


class Moved(sqlite3.OperationalError):
    """What stands in this file lives in PostgreSQL now; nobody works with it any more."""


class OneTrip(aiosqlite.Cursor):
    """Executes, fetches and ends in one trip to the connection's thread, unless there are many
    rows. aiosqlite's own makes four, which cost more than what SQLite does for a short
    statement."""

    def __init__(self, connection: Any) -> None:
        self._conn = connection
        self._rows: list[Any] = []
        self._is_over = True

    async def execute(self, sql: str, parameters: Iterable[Any] | None = None) -> "OneTrip":
        """Execute the given query, and fetch the first rows."""
        await self._trip(self._go, self._conn.announced(), sql, parameters or ())
        return self

    async def executemany(self, sql: str, parameters: Iterable[Iterable[Any]]) -> "OneTrip":
        """Execute the given query with each of the parameters."""
        await self._trip(self._go_often, self._conn.announced(), sql, parameters)
        return self

    async def fetchone(self) -> Any:
        """Return the next row."""
        return next(iter(await self.fetchmany(1)), None)

    async def fetchmany(self, size: int | None = None) -> list[Any]:
        """Return some more rows."""
        wanted = size or AT_ONCE
        if len(self._rows) < wanted and not self._is_over:
            await self._trip(self._fetch, max(wanted, AT_ONCE))
        rows, self._rows = self._rows[:wanted], self._rows[wanted:]
        return rows

    async def fetchall(self) -> list[Any]:
        """Return all the rows that are left."""
        if not self._is_over:
            await self._trip(self._fetch, None)
        rows, self._rows = self._rows, []
        return rows

    async def close(self) -> None:
        """End a query of which rows are left."""
        if not self._is_over:
            self._is_over = True
            await self._trip(self._cursor.close)

    @property
    def _sqlite(self) -> Any:
        return self._conn._conn  # noqa: SLF001

    async def _trip(self, work: Callable[..., Any], *args: Any) -> None:
        await self._conn._execute(work, *args)  # noqa: SLF001 - as aiosqlite's own cursor

    def _go(self, begin: str, sql: str, parameters: Any) -> None:
        self._begin(begin)
        self._cursor = self._sqlite.execute(sql, parameters)
        self._is_over = False
        self._fetch(AT_ONCE)

    def _go_often(self, begin: str, sql: str, parameters: Any) -> None:
        self._begin(begin)
        self._cursor = self._sqlite.executemany(sql, parameters)
        self._cursor.close()

    def _begin(self, begin: str) -> None:
        if begin:
            self._sqlite.execute(begin).close()

    def _fetch(self, how_many: int | None) -> None:
        cursor = self._cursor
        rows = cursor.fetchall() if how_many is None else cursor.fetchmany(how_many)
        self._rows += rows
        if how_many is None or len(rows) < how_many:
            self._is_over = True
            cursor.close()


class File(aiosqlite.Connection):
    """A connection whose cursors make one trip, and whose transactions begin in that of their first
    statement."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._announced, self._only_reads, self._ends = "", False, False

    def cursor(self) -> OneTrip:  # type: ignore[override]
        """Return a cursor, without a trip."""
        return OneTrip(self)

    def announce(self, *, decides: bool) -> None:
        """Let the next statement begin a transaction, which decides or only looks."""
        self._announced, self._only_reads = BEGINS[decides], not decides

    def announced(self) -> str:
        """Return what is to be said before a statement: nothing, but for the first."""
        begin, self._announced = self._announced, ""
        return begin

    async def commit(self) -> None:
        """Keep what was decided; without a statement there is nothing, and no trip."""
        if not self.announced():
            await super().commit()

    async def rollback(self) -> None:
        """Take back what was not kept; after a commit there is nothing, and no trip. Nobody waits
        for the end of what only looked: whatever follows comes after it, in the same thread."""
        if self.announced() or not self.in_transaction:
            return
        if self._only_reads:
            own: Any = self
            own._tx.put_nowait((None, own._conn.rollback))  # noqa: SLF001 - its own
        else:
            await super().rollback()

    def stop(self) -> Any:
        """Close, and end the thread; once only, because who asks an ended thread again would wait
        for ever. That happens where a closing is cancelled."""
        if self._ends:
            return None
        self._ends = True
        usual: Any = super()
        return usual.stop()


async def connect(url: URL) -> File:
    """Open a connection whose thread keeps no process alive.

    Raises:
        Moved: when the rows of this file live in PostgreSQL now.
    """
    return await _opened(url, _refuse_moved)


async def connect_anyway(url: URL) -> File:
    """The same, also to a file whose rows were moved."""
    return await _opened(url)


async def connect_alone(url: URL) -> File:
    """The same, as the only one: until it is closed, nobody else can open the file.

    Raises:
        sqlite3.OperationalError: when somebody has it open.
    """
    return await _opened(url, _keep_others_out)


async def _opened(url: URL, *first: Callable[[Any], None]) -> File:
    """Open a connection, and let it do something first."""
    places, options = _where(url)

    def begin() -> Any:
        connection = sqlite3.connect(*places, **options)
        try:
            for step in first:
                step(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    connection: Any = File(begin, iter_chunk_size=AT_ONCE)
    connection._thread.daemon = True  # noqa: SLF001 - there is no other door
    return await connection


def _refuse_moved(connection: Any) -> None:
    if connection.execute("PRAGMA user_version").fetchone() == (MOVED,):
        raise Moved("moved to PostgreSQL")


def _keep_others_out(connection: Any) -> None:
    connection.execute(f"PRAGMA busy_timeout={SHORT_PATIENCE}")
    connection.execute("PRAGMA locking_mode=EXCLUSIVE")
    connection.execute("SELECT 1 FROM sqlite_master").fetchone()  # now the lock is taken


def is_there(url: URL) -> bool:
    """Tell whether there is such a file."""
    places, _ = _where(url)
    return Path(places[0]).is_file()


def was_moved(url: URL) -> bool:
    """Tell whether the rows of a file live in PostgreSQL now; one that cannot be read says no."""
    if not is_there(url):
        return False
    places, options = _where(url)
    try:
        with contextlib.closing(sqlite3.connect(*places, **options)) as connection:
            _refuse_moved(connection)
    except Moved:
        return True
    except sqlite3.Error:
        return False
    return False


def _where(url: URL) -> tuple[Any, Any]:
    """Return what sqlite3 wants to hear: the place, and options."""
    found: Any = url.get_dialect()().create_connect_args(url)
    return found


def harden(engine: Engine) -> None:
    """Make every connection of an engine keep what was promised."""

    @event.listens_for(engine, "connect")
    def _connected(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in (
            "journal_mode=WAL",
            "foreign_keys=ON",
            f"busy_timeout={PATIENCE}",
            "secure_delete=ON",
            "synchronous=FULL",
        ):
            connection.execute(f"PRAGMA {pragma}").close()

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        if connection.get_execution_options().get(OUTSIDE, False):
            return
        decides = connection.get_execution_options().get("begin_immediate", False)
        file: Any = connection.connection.driver_connection
        file.announce(decides=decides)
