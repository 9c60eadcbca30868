"""Knocking at Discord's gateway: how many shards it takes at once, and how many starts it has left
for the bot. Who spends them all loses the token."""

import asyncio
import logging
from datetime import timedelta
from math import inf
from typing import Any

import aiohttp
import discord

from bot import clock

log = logging.getLogger(__name__)
PATIENCE = 3.0
"""Seconds for which Discord is asked."""
FRESH_FOR = 60.0
"""Seconds for which its answer counts: other processes start shards as well."""
RESERVE, A_SHARE = 20, 10
"""So many starts are left alone, for who mends what spent the others; of few a tenth."""


class Gateway:
    """Discord's word on starts (``session_start_limit``); whoever identifies spends one.

    Args:
        http: discord.py's client.
    """

    def __init__(self, http: Any, now: clock.Clock) -> None:
        self._http, self._now = http, now
        self._asked_at, self._resets_at = -inf, -inf
        self._at_once = self._left = self._total = 0
        self._one_asks = asyncio.Lock()
        self._said = False

    async def keys(self) -> int:
        """Return how many shards Discord takes at once (``max_concurrency``); one while it does not
        say."""
        await self._ask()
        return max(1, self._at_once)

    async def wait_for_starts(self) -> None:
        """Wait while only the last starts are left, and count one as spent."""
        await self._ask()
        while (pause := self._scarce_for()) > 0:
            self._tell(pause)
            await asyncio.sleep(min(pause, FRESH_FOR))
            await self._ask()
        self._said, self._left = False, self._left - 1

    @property
    def _is_low(self) -> bool:
        return self._left <= min(RESERVE, self._total // A_SHARE)

    def _scarce_for(self) -> float:
        """Return for how many seconds only the last starts are left; none without a word of
        Discord's, or once they should be new."""
        return self._resets_at - asyncio.get_running_loop().time() if self._is_low else 0

    def _tell(self, pause: float) -> None:
        """Say once what is waited for."""
        if not self._said:
            until = self._now() + timedelta(seconds=pause)
            log.error(
                "Of the %s starts that Discord allows in a day %s are left, and it takes the token "
                "back from who spends them all. Nothing connects until %s. Meanwhile look in the "
                "log for what makes it start again and again, and mend it.",
                self._total,
                max(self._left, 0),
                until.isoformat(timespec="seconds"),
            )
        self._said = True

    async def _ask(self) -> None:
        """Ask Discord anew when its answer is old; without one, what it said last counts."""
        async with self._one_asks:
            now = asyncio.get_running_loop().time()
            is_over = self._is_low and now >= self._resets_at
            if now - self._asked_at < FRESH_FOR and not is_over:
                return
            try:
                async with asyncio.timeout(PATIENCE):
                    *_, limit = await self._http.get_bot_gateway()
            except (discord.GatewayNotFound, aiohttp.ClientError, OSError, TimeoutError):
                return
            self._asked_at, self._resets_at = now, now + limit["reset_after"] / 1000
            self._at_once = limit["max_concurrency"]
            self._left, self._total = limit["remaining"], limit["total"]
