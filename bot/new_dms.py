"""The pace at which DMs are opened for the first time, of all processes together: Discord takes a
bot that opens many at once for one that spams."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncGenerator
from datetime import datetime, timedelta

import discord

from bot import clock
from bot.db import Database
from bot.errors import Unavailable
from bot.fleet import Turns, stamp
from bot.outbox import SLOWED_DOWN
from bot.parcels import Later
from models import Turn

log = logging.getLogger(__name__)
OPENED_TOO_FAST = 40003
SLOW_FOR = timedelta(minutes=10)
"""For so long nobody opens a new DM after Discord said that it was too fast."""
OPENING, SLOWED = "open a DM", "new DMs are slowed down"


class NewDms:
    """Tells whether a DM may be opened now. One process keeps the pace for itself; several take
    turns in the database.

    Args:
        pace: from one opening to the next.
    """

    def __init__(self, db: Database, turns: Turns, now: clock.Clock, pace: timedelta) -> None:
        self._db, self._turns, self._now, self._pace = db, turns, now, pace
        self._next_at: datetime | None = None
        self._one_asks = asyncio.Lock()

    async def put_off(self) -> Later | None:
        """Take the turn to open one, or return until when to wait.

        Raises:
            Unavailable: when the database does not answer.
        """
        async with self._one_asks:
            slow_until = await self._slow_until()
            if slow_until is not None:
                return Later(SLOWED_DOWN, until=slow_until)
            if not await self._is_our_turn():
                return Later("pace of new DMs", until=self._next_at)
        return None

    @contextlib.asynccontextmanager
    async def heeded(self) -> AsyncGenerator[None]:
        """Let nobody open one for a while when Discord says, to what is done here, that it was too
        fast."""
        try:
            yield
        except discord.HTTPException as refusal:
            if refusal.code == OPENED_TOO_FAST:
                await self._slow_down()
            raise

    async def _is_our_turn(self) -> bool:
        now = self._now()
        if self._next_at is not None and now < self._next_at <= now + self._pace:
            return False
        left = await self._turns.left_before(OPENING, self._pace)
        self._next_at = now + (timedelta(seconds=left) if left > 0 else self._pace)
        return left <= 0

    async def _slow_until(self) -> datetime | None:
        """Return until when Discord wants no new DM; None when it says nothing, or a clock that was
        wrong said it."""
        now = self._now()
        async with self._db.reading() as session:
            said = await session.get(Turn, SLOWED)
        if said is None or abs(now - said.taken_at) >= SLOW_FOR:
            return None
        return said.taken_at + SLOW_FOR

    async def _slow_down(self) -> None:
        log.warning("Discord finds that new DMs are opened too fast: none is for ten minutes")
        with contextlib.suppress(Unavailable):
            async with self._db.transaction() as session:
                await stamp(session, SLOWED, self._now())
