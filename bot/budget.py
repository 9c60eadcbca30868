"""How many calls Discord takes in a second from all processes together, and who goes first."""

import asyncio
import contextlib
import logging
import math
import time
from collections import Counter, deque
from collections.abc import Generator
from contextvars import ContextVar
from datetime import timedelta
from enum import StrEnum
from itertools import takewhile
from typing import Any

import aiohttp
from prometheus_client import Counter as Counted
from sqlalchemy import BigInteger, and_, cast, delete, func, text
from sqlalchemy.dialects import postgresql

from bot.db import Database
from bot.errors import Unavailable
from models import OutboxEntry, RateWindow

log = logging.getLogger(__name__)


class Lane(StrEnum):
    """Who waits for a call."""

    DANGER = "danger"
    LIVE = "live"
    FIRST = "first"
    CAMPAIGN = "campaign"


CEILINGS = {Lane.DANGER: 49, Lane.LIVE: 47, Lane.FIRST: 49, Lane.CAMPAIGN: 24}
"""Up to how many calls there may be in a second when one more is made for somebody; Discord allows
a bot fifty. Who comes earlier goes first."""
A_STEP = 1 / CEILINGS[Lane.FIRST]
EVENLY = {Lane.FIRST: A_STEP, Lane.CAMPAIGN: 1 / CEILINGS[Lane.CAMPAIGN]}
"""For these nobody waits: their calls leave that many seconds apart, so that at each moment the
rest of the second is left for whom somebody answers, and for who is in danger."""
CATCH_UP, CATCH_UP_AMONG_MANY = 6 * A_STEP, A_STEP
"""Seconds by which they make up for what came late; several processes would each make up for the
same."""
AT_ONCE = 4
"""Calls that a process is granted by one question to the database; they are for this second."""
PATIENCE = 0.5
"""Seconds for which a call waits for the database's word."""
ALONE_FOR = 5.0
"""Seconds for which it is not asked again after it gave none."""
ALONE = 6
"""By how much a process without a word spends less: others may be spending as well."""
FULL = 1_000
GENTLER, RECOVERS, LEAST = 0.9, 0.005, 0.5
"""After Discord said that it was too much: the ceilings sink by a tenth, and rise in each good
second."""
KEPT = timedelta(minutes=10)
FORGETS_EVERY = 30.0
"""Seconds from one look for limits of channels to forget to the next."""
TOO_MANY = 429
LANE: ContextVar[Lane] = ContextVar("lane", default=Lane.LIVE)
"""Whose call the present task makes."""


def lane_of(entry: OutboxEntry) -> Lane:
    """Return who waits for a delivery."""
    if entry.lane.startswith("team:"):
        return Lane.DANGER
    if entry.lane.startswith("invitation:"):
        return Lane.CAMPAIGN
    return Lane.LIVE if entry.purpose is None else Lane.FIRST


@contextlib.contextmanager
def in_lane(lane: Lane) -> Generator[None]:
    """Make the present task's calls for somebody, for a while."""
    before = LANE.set(lane)
    try:
        yield
    finally:
        LANE.reset(before)


class Budget:
    """Discord's global limit, shared. One process counts for itself; several ask the database for a
    few calls at a time. Answers to interactions cost nothing.

    Args:
        held_back: counts the seconds for which calls waited, by lane.
    """

    def __init__(self, db: Database, held_back: Counted) -> None:
        self._db, self._held_back = db, held_back
        self._catch_up = CATCH_UP if db.is_sqlite else CATCH_UP_AMONG_MANY
        self._second, self._lately = 0, deque[float](maxlen=max(CEILINGS.values()))
        self._granted: Counter[Lane] = Counter()
        self._waiting: Counter[Lane] = Counter()
        self._in_line = {lane: asyncio.Lock() for lane in Lane}
        self._next = dict.fromkeys(EVENLY, 0.0)
        self._closed_until, self._alone_until, self._strength = 0.0, 0.0, 1.0
        self._forgot_at = 0.0

    def watch_over(self, http: Any) -> None:
        """Let every call of a client that counts wait for its turn. Before each call to another
        channel discord.py looks for limits to forget among those of all channels of the last five
        minutes; it does so now and then: with thousands of them that took half a core."""
        request, forget = http.request, http._try_clear_expired_ratelimits  # noqa: SLF001

        async def in_turn(route: Any, **options: Any) -> Any:
            await self.take()
            return await request(route, **options)

        def now_and_then() -> None:
            now = time.monotonic()
            if now - self._forgot_at > FORGETS_EVERY:
                self._forgot_at = now
                forget()

        http.request = in_turn
        http._try_clear_expired_ratelimits = now_and_then  # noqa: SLF001

    async def take(self) -> None:
        """Wait until one more call may be made for whom the present task works."""
        loop, lane = asyncio.get_running_loop(), LANE.get()
        began = loop.time()
        self._waiting[lane] += 1
        try:
            async with self._in_line[lane]:
                while True:
                    pause = await self._until_turn(lane)
                    if pause <= 0:
                        break
                    await asyncio.sleep(pause)
        finally:
            self._waiting[lane] -= 1
        self._held_back.labels(lane).inc(loop.time() - began)

    async def closed(self, pause: float) -> None:
        """Make no call for some seconds, in any process: Discord said so."""
        self._closed_until = asyncio.get_running_loop().time() + pause
        self._strength = max(self._strength * GENTLER, LEAST)
        log.warning("Discord asks all for a pause of %.1f s; calls leave more slowly now", pause)
        if self._db.is_sqlite:
            return
        seconds = [_this_second() + ahead for ahead in range(math.ceil(pause) + 1)]
        try:
            async with self._db.transaction() as session:
                for second in seconds:
                    full = postgresql.insert(RateWindow).values(second=second, granted=FULL)
                    await session.execute(
                        full.on_conflict_do_update(
                            index_elements=[RateWindow.second], set_={"granted": FULL}
                        )
                    )
        except Unavailable:
            log.warning("The database did not answer; other processes will find out by themselves")

    async def tidy(self) -> None:
        """Forget the seconds that are over."""
        old = RateWindow.second < _this_second() - int(KEPT.total_seconds())
        if not self._db.is_sqlite:
            async with self._db.transaction() as session:
                await session.execute(delete(RateWindow).where(old))

    async def _until_turn(self, lane: Lane) -> float:
        """Return the seconds after which it is worth asking again; none when the call may be made,
        and is counted."""
        now = asyncio.get_running_loop().time()
        if math.floor(now) != self._second:
            self._second = math.floor(now)
            self._granted.clear()
            self._strength = min(self._strength + RECOVERS, 1.0)
        too_early = max(self._closed_until, self._next.get(lane, now)) - now
        if too_early > 0:
            return too_early
        if any(self._waiting[other] for other in takewhile(lambda one: one is not lane, Lane)):
            return A_STEP
        ceiling = math.floor(CEILINGS[lane] * self._strength)
        if not (self._fits(ceiling) if self._db.is_sqlite else await self._grants(lane, ceiling)):
            return A_STEP if self._db.is_sqlite else A_STEP * AT_ONCE
        self._lately.append(now)
        if lane in EVENLY:
            behind = max(self._next[lane], now - self._catch_up)
            self._next[lane] = behind + EVENLY[lane] / self._strength
        return 0.0

    def _fits(self, ceiling: int) -> bool:
        """Tell whether this process made fewer calls in the last second."""
        a_second_ago = asyncio.get_running_loop().time() - 1
        while self._lately and self._lately[0] <= a_second_ago:
            self._lately.popleft()
        return len(self._lately) < ceiling

    async def _grants(self, lane: Lane, ceiling: int) -> bool:
        """Tell whether the database grants one more call."""
        loop = asyncio.get_running_loop()
        if self._granted[lane] == 0 and loop.time() >= self._alone_until:
            try:
                async with asyncio.timeout(PATIENCE):
                    self._granted[lane] = await self._ask(lane, ceiling)
            except (Unavailable, TimeoutError):
                self._alone_until = loop.time() + ALONE_FOR
        if loop.time() < self._alone_until:
            return self._fits(math.ceil(ceiling / ALONE))
        if self._granted[lane] == 0:
            return False
        self._granted[lane] -= 1
        return True

    async def _ask(self, lane: Lane, ceiling: int) -> int:
        more = RateWindow.granted + AT_ONCE
        room: Any = more <= ceiling
        if lane in EVENLY:
            room = and_(room, RateWindow.granted <= ceiling * (_clock() - func.floor(_clock())))
        asking = (
            postgresql.insert(RateWindow)
            .values(second=_this_second(), granted=AT_ONCE)
            .on_conflict_do_update(
                index_elements=[RateWindow.second], set_={"granted": more}, where=room
            )
            .returning(RateWindow.second)
        )
        async with self._db.transaction() as session:
            await session.execute(text("SET LOCAL synchronous_commit = off"))
            return AT_ONCE if await session.scalar(asking) is not None else 0

    async def heard(
        self, _session: Any, _context: Any, answer: aiohttp.TraceRequestEndParams
    ) -> None:
        """Discord answered a call: perhaps with a word about the limit."""
        headers = answer.response.headers
        is_global = "X-RateLimit-Global" in headers or headers.get("X-RateLimit-Scope") == "global"
        if answer.response.status == TOO_MANY and is_global:
            await self.closed(float(headers.get("Retry-After", 1)))


def _clock() -> Any:
    """Return the seconds that the database's clock shows."""
    return func.extract("epoch", func.clock_timestamp())


def _this_second() -> Any:
    return cast(func.floor(_clock()), BigInteger)
