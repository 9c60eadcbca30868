"""What another process changed is known here at once: PostgreSQL tells it."""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from typing import Any

import asyncpg
from sqlalchemy import NullPool, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.orm import Session, UOWTransaction

from bot.errors import Unavailable
from models import Community, Team

log = logging.getLogger(__name__)
CHANNEL = "maraude_settings"
TO_CONNECT = 10.0
"""Seconds for which a connection may be waited for."""
PAUSE = 2.0
"""Seconds before another try to listen."""
AT_MOST_EVERY = 1.0
"""Seconds from one look to the next: of a flood of changes each process looks at all communities
once a second, not once for each."""
TROUBLE = (
    OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError, DBAPIError, Unavailable
)  # fmt: skip
LOST_AFTER = 60.0
"""Seconds after which a connection is asked whether it still stands."""


class Listener:
    """Calls ``renew`` whenever settings or panels were changed anywhere, and whenever such a word
    may have been missed.

    Args:
        url: SQLAlchemy's address of the database.
    """

    def __init__(self, url: str, renew: Callable[[], Awaitable[None]]) -> None:
        self._address = make_url(url)
        self._renew = renew
        self._changed = asyncio.Event()
        self._listening: asyncio.Task[None] | None = None
        self._hears = True

    def start(self) -> None:
        """Listen from now on; on SQLite there is nobody else."""
        if self._address.get_backend_name() == "postgresql":
            self._listening = asyncio.get_running_loop().create_task(
                self._listen(), name="listener"
            )

    def stop(self) -> None:
        """Listen no more."""
        if self._listening is not None:
            self._listening.cancel()

    def _told(self, *_: Any) -> None:
        self._changed.set()

    async def _listen(self) -> None:
        engine = create_async_engine(self._address, poolclass=NullPool)
        while True:
            try:
                await self._listen_once(engine)
            except TROUBLE as gone:
                self._lost(gone)
            await asyncio.sleep(PAUSE)

    def _lost(self, gone: Exception) -> None:
        """Say so once, not at each try."""
        if self._hears:
            log.warning(
                "Nobody tells what other processes change, until the database does again: %s",
                type(gone).__name__,
            )
        self._hears = False

    async def _listen_once(self, engine: AsyncEngine) -> None:
        async with asyncio.timeout(TO_CONNECT):
            lent = await engine.raw_connection()
        driver = lent.driver_connection
        lent.detach()
        await self._hear(driver)

    async def _hear(self, connection: Any) -> None:
        """Hear on a connection of the driver's own, as long as it stands."""
        try:
            await connection.add_listener(CHANNEL, self._told)
            connection.add_termination_listener(self._told)
            self._changed.set()
            while True:
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(LOST_AFTER):
                        await self._changed.wait()
                if not self._changed.is_set():
                    await connection.execute("SELECT 1", timeout=10)
                    continue
                if connection.is_closed():
                    raise ConnectionResetError
                self._changed.clear()
                await self._renew()
                self._hears = True
                await asyncio.sleep(AT_MOST_EVERY)
        finally:
            connection.terminate()


def tell_what_changed(session: Session, _unit: UOWTransaction) -> None:
    """Tell all processes that a session changes what they remember of a team or of a community.
    What is told leaves with the commit, or not at all."""
    touched = [*session.new, *(one for one in session.dirty if session.is_modified(one))]
    if not any(isinstance(one, Team | Community) for one in touched):
        return
    connection = session.connection()
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"NOTIFY {CHANNEL}"))
