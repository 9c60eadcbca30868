"""The engine, the two kinds of session, and what is done so that nobody waits in vain."""

import asyncio
import contextlib
import logging
import time
from collections import deque
from collections.abc import AsyncGenerator, Callable
from datetime import timedelta
from functools import partial
from math import inf
from typing import Any

from sqlalchemy import ColumnElement, Engine, QueuePool, Select, event, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.exc import (
    DatabaseError,
    DBAPIError,
    DisconnectionError,
    InterfaceError,
    OperationalError,
)
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from bot import one_file
from bot.errors import Conflict, Unavailable
from bot.listen import tell_what_changed
from bot.one_file import OUTSIDE, PATIENCE, SHORT_PATIENCE
from models import Base

SLOW_TURN = 1.0
"""Seconds after which a turn to write came late: some 300 decisions stood before it."""
SLOW_MINUTES, A_MINUTE, AN_HOUR, A_DAY = 10, 60.0, 3600.0, 86400.0
SCRUB_PAUSES = (0.1, 0.3, 1.0, 2.0)
"""Seconds between tries to empty SQLite's journal beside somebody who reads."""
RESTED = 5.0
"""Seconds after which a connection that nobody used may have been cut."""
RACED = {"40001", "40P01"}
"""What PostgreSQL says to one of two decisions that stood in each other's way: try once more."""
PROMISED = "promised"
OUTGROWN = (
    "SQLite has been outgrown: in %s minutes of the last hour somebody waited for more than a "
    "second for their turn to write. PostgreSQL has many writers; type: maraude copy-database"
)
log = logging.getLogger(__name__)


class ReadSession(AsyncSession):
    """Looks, never changes."""


class Deciding(Session):
    """What a WriteSession is inside: other processes hear what it changes for them."""


event.listen(Deciding, "after_flush", tell_what_changed)


class WriteSession(ReadSession):
    """Decides. The rim opens and ends it; services only add to it."""

    sync_session_class = Deciding


class Growth:
    """Notices that SQLite, which has one writer, was outgrown: in ten minutes of one hour a turn
    came late. A burst or one long piece of work is not enough."""

    def __init__(self) -> None:
        self._late: deque[float] = deque(maxlen=SLOW_MINUTES)
        self._said_at = -inf

    def waited(self, seconds: float, *, at: float) -> bool:
        """Tell whether this wait is one after which it is to be said, once a day.

        Args:
            at: seconds on a clock that nobody sets.
        """
        if seconds <= SLOW_TURN or (self._late and at - self._late[-1] < A_MINUTE):
            return False
        self._late.append(at)
        is_often = len(self._late) == SLOW_MINUTES and at - self._late[0] <= AN_HOUR
        if not is_often or at - self._said_at < A_DAY:
            return False
        self._said_at = at
        return True


class Database:
    """One database, SQLite or PostgreSQL.

    Args:
        url: an async SQLAlchemy address.
        read_patience: how long a reader may wait before the person hears that the database is away.
        write_patience: the same for a decision.
    """

    def __init__(self, url: str, *, read_patience: timedelta, write_patience: timedelta) -> None:
        self.is_sqlite = make_url(url).get_backend_name() == "sqlite"
        options: dict[str, Any] = {"pool_size": 10, "max_overflow": 10}
        if self.is_sqlite:
            options = {"async_creator": partial(one_file.connect, make_url(url))}
        self.engine = create_async_engine(url, hide_parameters=True, pool_use_lifo=True, **options)
        self.on_promise: Callable[[], None] = lambda: None
        self.must_scrub = False
        self._read_patience = read_patience.total_seconds()
        self._write_patience = write_patience.total_seconds()
        if self.is_sqlite:
            one_file.harden(self.engine.sync_engine)
        else:
            _ask_who_rested(self.engine.sync_engine)
        self._reading = async_sessionmaker(self.engine, class_=ReadSession, expire_on_commit=False)
        writer = self.engine.execution_options(begin_immediate=True)
        self._writing = async_sessionmaker(writer, class_=WriteSession, expire_on_commit=False)
        self._one_writer, self._growth = asyncio.Lock(), Growth()

    @contextlib.asynccontextmanager
    async def reading(self, *, was_answered: bool = False) -> AsyncGenerator[ReadSession]:
        """Open a session that only looks.

        Args:
            was_answered: Discord had its first answer: who asked can wait as long as for a
            decision.

        Raises:
            Unavailable: when the database does not answer in time.
        """
        patience = self._write_patience if was_answered else self._read_patience
        with _database_trouble():
            async with asyncio.timeout(patience), self._reading() as session:
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
        asked_at = time.monotonic()
        async with self._one_writer:
            now = time.monotonic()
            if self._growth.waited(now - asked_at, at=now):
                log.warning(OUTGROWN, SLOW_MINUTES)
            yield

    @property
    def connections(self) -> tuple[int, int]:
        """Return how many connections are in use, and how many are kept at hand; under a rush there
        are ten more."""
        pool = self.engine.pool
        return (pool.checkedout(), pool.size()) if isinstance(pool, QueuePool) else (0, 0)

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
        """Let go of every connection, and of one that somebody still looks with as soon as they
        are done."""
        event.listen(self.engine.sync_engine, "checkin", _let_go)
        await self.engine.dispose()


async def hold(session: ReadSession, rows: Select[Any], *, of: type[Base] | None = None) -> None:
    """Let nobody else decide on some rows until this decision is kept; others may refer to them
    meanwhile. SQLite has one writer: there is nothing to hold.

    Args:
        of: whose rows, of several tables that are joined.
    """
    if session.get_bind().dialect.name != "sqlite":
        await session.execute(rows.with_for_update(key_share=True, of=of))


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


def _ask_who_rested(engine: Engine) -> None:
    """Ask a connection whether it still stands when it lay unused for a while: asking each time
    would cost more than most questions."""

    @event.listens_for(engine, "checkin")
    def _rests(_connection: Any, record: Any) -> None:
        record.info["rests_since"] = time.monotonic()

    @event.listens_for(engine, "checkout")
    def _wakes(connection: Any, record: Any, _fairy: Any) -> None:
        since = record.info.get("rests_since")
        if since is None or time.monotonic() - since < RESTED:
            return
        try:
            engine.dialect.do_ping(connection)
        except (OSError, engine.dialect.loaded_dbapi.Error) as gone:
            raise DisconnectionError from gone


def _let_go(_connection: Any, record: Any) -> None:
    record.invalidate()


@contextlib.contextmanager
def _database_trouble() -> Any:
    try:
        yield
    except StaleDataError as raced:
        raise Conflict from raced
    except (OperationalError, InterfaceError, OSError) as trouble:
        raise Unavailable from trouble
    except DBAPIError as trouble:
        if getattr(trouble.orig, "sqlstate", None) in RACED:
            raise Conflict from trouble
        never_connected = trouble.statement is None or type(trouble) is DatabaseError
        if trouble.connection_invalidated or never_connected:
            raise Unavailable from trouble
        raise
