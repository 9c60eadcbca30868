"""The engine, the two kinds of session, and what is done so that nobody waits on a locked file."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Callable
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, event, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DatabaseError, DBAPIError, InterfaceError, OperationalError
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm.exc import StaleDataError

from bot.errors import Conflict, Unavailable
from models import Base

PATIENCE, SHORT_PATIENCE = 5000, 100
"""Milliseconds for which SQLite waits by itself on a locked file."""
SCRUB_PAUSES = (0.1, 0.3, 1.0, 2.0)
"""Seconds between tries to empty SQLite's journal beside somebody who reads."""
PROMISED = "promised"
OUTSIDE = "outside"
"""An execution option: what is asked stands outside of any transaction."""


class ReadSession(AsyncSession):
    """Looks, never changes."""


class WriteSession(ReadSession):
    """Decides. The rim opens and ends it; services only add to it."""


class Database:
    """One database, SQLite or PostgreSQL.

    Args:
        url: an async SQLAlchemy address.
        read_patience: how long a reader may wait before the person hears that the database is away.
        write_patience: the same for a decision.
    """

    def __init__(self, url: str, *, read_patience: timedelta, write_patience: timedelta) -> None:
        self.is_sqlite = make_url(url).get_backend_name() == "sqlite"
        options: dict[str, Any] = {"hide_parameters": True}
        if not self.is_sqlite:
            options |= {"pool_pre_ping": True, "pool_size": 10, "max_overflow": 10}
        self.engine = create_async_engine(url, **options)
        self.on_promise: Callable[[], None] = lambda: None
        self.must_scrub = False
        self._read_patience = read_patience.total_seconds()
        self._write_patience = write_patience.total_seconds()
        if self.is_sqlite:
            _harden_sqlite(self.engine.sync_engine)
        self._reading = async_sessionmaker(self.engine, class_=ReadSession, expire_on_commit=False)
        writer = self.engine.execution_options(begin_immediate=True)
        self._writing = async_sessionmaker(writer, class_=WriteSession, expire_on_commit=False)
        self._one_writer = asyncio.Lock()

    @contextlib.asynccontextmanager
    async def reading(self) -> AsyncGenerator[ReadSession]:
        """Open a session that only looks.

        Raises:
            Unavailable: when the database does not answer in time.
        """
        with _database_trouble():
            async with asyncio.timeout(self._read_patience), self._reading() as session:
                yield session

    @contextlib.asynccontextmanager
    async def transaction(self) -> AsyncGenerator[WriteSession]:
        """Decide and promise in one breath: all of it is kept, or nothing.

        Raises:
            Conflict: when somebody else changed the same record meanwhile.
            Unavailable: when the database does not answer in time.
        """
        with _database_trouble():
            async with (
                asyncio.timeout(self._write_patience),
                self._turn(),
                self._writing() as session,
            ):
                async with session.begin():
                    yield session
                promised = bool(session.info.pop(PROMISED, False))
        if promised:
            self.on_promise()

    @contextlib.asynccontextmanager
    async def rehearsal(self) -> AsyncGenerator[WriteSession]:
        """Decide, look at what would come of it, and keep nothing.

        Raises:
            Unavailable: when the database does not answer.
        """
        with _database_trouble():
            async with self._turn(), self._writing() as session:
                yield session
                await session.rollback()

    @contextlib.asynccontextmanager
    async def _turn(self) -> AsyncGenerator[None]:
        """SQLite has one writer: take turns in order here instead of knocking on a locked file."""
        if not self.is_sqlite:
            yield
            return
        async with self._one_writer:
            yield

    async def answers(self) -> bool:
        """Tell whether the database is there."""
        try:
            async with self.reading() as session:
                await session.execute(text("select 1"))
        except Unavailable:
            return False
        return True

    async def scrub(self) -> None:
        """Leave nothing of what was erased in SQLite's journal; PostgreSQL sweeps by itself.

        Beside somebody who still reads the earlier state it cannot be done: it is tried a few
        times, then ``must_scrub`` says that it is to be tried again later.
        """
        self.must_scrub = self.is_sqlite
        for pause in SCRUB_PAUSES:
            if not self.must_scrub:
                return
            if await self._empty_journal():
                self.must_scrub = False
            else:
                await asyncio.sleep(pause)

    async def _empty_journal(self) -> bool:
        """Write SQLite's journal home and cut it off, without holding writers up for long."""
        outside = self.engine.execution_options(**{OUTSIDE: True})
        with contextlib.suppress(Unavailable), _database_trouble():
            async with self._turn(), outside.connect() as connection:
                await connection.exec_driver_sql(f"PRAGMA busy_timeout={SHORT_PATIENCE}")
                try:
                    result = await connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
                    return not result.one()[0]
                finally:
                    await connection.exec_driver_sql(f"PRAGMA busy_timeout={PATIENCE}")
        return False

    async def close(self) -> None:
        """Let go of every connection."""
        await self.engine.dispose()


async def insert_once(
    session: WriteSession,
    table: type[Base],
    key: str,
    among: ColumnElement[bool] | None = None,
    /,
    **values: Any,
) -> bool:
    """Insert a row unless one with the same ``key`` stands, also when two do so at once; return
    whether it is new.

    Args:
        among: which rows must not share a key, when it is not all of them.
    """
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    insert = sqlite.insert(table) if is_sqlite else postgresql.insert(table)
    added = insert.values(**values).on_conflict_do_nothing(index_elements=[key], index_where=among)
    return await session.scalar(added.returning(table.__mapper__.primary_key[0])) is not None


@contextlib.contextmanager
def _database_trouble() -> Any:
    try:
        yield
    except StaleDataError as raced:
        raise Conflict from raced
    except (OperationalError, InterfaceError, OSError) as trouble:
        raise Unavailable from trouble
    except DBAPIError as trouble:
        never_connected = trouble.statement is None or type(trouble) is DatabaseError
        if trouble.connection_invalidated or never_connected:
            raise Unavailable from trouble
        raise


def _harden_sqlite(engine: Any) -> None:
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
        immediate = connection.get_execution_options().get("begin_immediate", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")
