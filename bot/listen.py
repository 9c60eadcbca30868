"""What another process changed is known here at once: PostgreSQL tells it."""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from typing import Any

import asyncpg
from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session, UOWTransaction

from bot.errors import Unavailable
from models import Community, Team

log = logging.getLogger(__name__)
CHANNEL = "maraude_settings"
DRIVER: Any = asyncpg
"""It has no types."""
PAUSE = 2.0
"""Seconds before another try to listen."""
AT_MOST_EVERY = 1.0
"""Seconds from one look to the next: of a flood of changes each process looks at all communities
once a second, not once for each."""
TROUBLE = (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError, Unavailable)
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
        while True:
            try:
                await self._listen_once()
            except TROUBLE as gone:
                log.warning("Nobody tells what other processes change: %s", type(gone).__name__)
            await asyncio.sleep(PAUSE)

    async def _listen_once(self) -> None:
        plain = self._address.set(drivername="postgresql").render_as_string(hide_password=False)
        connection = await DRIVER.connect(plain, timeout=10)
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
