"""One process or many: which part of Discord this one hears, and whose turn it is among them."""

import asyncio
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.dialects import postgresql, sqlite

from bot import clock
from bot.db import Database, ReadSession, WriteSession
from models import Turn
from models.base import UtcDateTime

MOST_SHARDS = 10_000
IDENTIFY_EVERY = timedelta(seconds=5.25)
"""Discord takes one identify in five seconds from all processes of a bot together; from a bot in
very many servers one for each of some keys."""
SHORTEST = 0.05
"""Seconds before another try, when somebody else was faster."""
EARLY = 0.9
"""The part of its pace after which a job may be taken again: clocks differ, and so do wakings."""


class BadPart(Exception):
    """There is no such part. The sentence says what one looks like."""


@dataclass(frozen=True)
class Part:
    """The shards that one process hears: all of them, some of ``count``, or none.

    Args:
        shards: None when Discord says how many there are, and all are heard.
    """

    shards: tuple[int, ...] | None = None
    count: int | None = None

    @classmethod
    def of(cls, written: str) -> "Part":
        """Read a part as it is typed: ``0-3/16``, or ``5/16``.

        Raises:
            BadPart: when it is none.
        """
        found = re.fullmatch(r"(\d+)(?:-(\d+))?/(\d+)", written.strip())
        first, last, count = (int(number or 0) for number in found.groups()) if found else (1, 0, 0)
        last = first if found and found[2] is None else last
        if not first <= last < count <= MOST_SHARDS:
            raise BadPart(
                f"«{written}» is no part of the shards. Write the first, the last and how many "
                "there are in all: 0-3/16 are the first four of sixteen."
            )
        return cls(tuple(range(first, last + 1)), count)

    def __str__(self) -> str:
        """Return it as it is typed; ``all`` and ``work`` need no ``--shards``."""
        if not self.shards:
            return "all" if self.shards is None else "work"
        ends = dict.fromkeys((self.shards[0], self.shards[-1]))
        return f"{'-'.join(map(str, ends))}/{self.count}"

    @property
    def dials(self) -> dict[str, Any]:
        """Return what discord.py is told of it."""
        return {"shard_ids": [*self.shards], "shard_count": self.count} if self.shards else {}

    @property
    def is_whole(self) -> bool:
        """Tell whether this process hears everything."""
        return self.shards is None or 0 < len(self.shards) == self.count

    @property
    def listens(self) -> bool:
        """Tell whether this process hears anything."""
        return self.shards != ()

    def clashes(self, other: "Part") -> bool:
        """Tell whether two processes hear the same, or count the shards differently."""
        if not (self.listens and other.listens):
            return False
        if self.shards is None or other.shards is None or self.count != other.count:
            return True
        return not set(self.shards).isdisjoint(other.shards)

    @property
    def hears_dms(self) -> bool:
        """Tell whether Discord says here what is written to Maraude: it does on the first shard."""
        return self.hears(0)

    def hears(self, guild_id: int) -> bool:
        """Tell whether Discord says here what happens in a server."""
        if self.shards is None or self.count is None:
            return True
        return self.count > 0 and (guild_id >> 22) % self.count in self.shards


WHOLE, WORKER = Part(), Part((), 0)


async def shared_time(session: ReadSession, now: datetime) -> datetime:
    """Return what the clock shows on which all processes agree: the database's. On SQLite it is
    ours."""
    if session.get_bind().dialect.name == "sqlite":
        return now
    return (await session.execute(select(func.clock_timestamp(type_=UtcDateTime)))).scalar_one()


class Turns:
    """What one process does for all. Turns are kept in the database, by its clock: a process that
    dies with one is followed by another at the next."""

    def __init__(self, db: Database, now: clock.Clock) -> None:
        self._db, self._now = db, now

    async def take(self, name: str, pace: timedelta) -> bool:
        """Take a job that is to be done once in each pace; return whether it is ours now. On SQLite
        there is nobody else.

        Raises:
            Unavailable: when the database does not answer.
        """
        if self._db.is_sqlite:
            return True
        async with self._db.transaction() as session:
            return await _took(session, name, pace * EARLY, await self._shared_time(session))

    async def wait_to_identify(self, key: int) -> None:
        """Wait for this process's moment to knock at Discord's gateway. Nothing is booked ahead:
        who gives up waiting, or dies, holds nobody up.

        Args:
            key: Discord takes one knock at a time for each.

        Raises:
            Unavailable: when the database does not answer.
        """
        name = f"identify {key}" if key else "identify"
        while True:
            left = await self.left_before(name, IDENTIFY_EVERY)
            if left <= 0:
                return
            await asyncio.sleep(left)

    async def left_before(self, name: str, pace: timedelta) -> float:
        """Take a turn that comes once in each pace, and not a moment earlier; return the seconds
        after which it is worth to try again, none when it is ours. On SQLite there is nobody else.

        Raises:
            Unavailable: when the database does not answer.
        """
        if self._db.is_sqlite:
            return 0
        async with self._db.transaction() as session:
            now = await self._shared_time(session)
            if await _took(session, name, pace, now):
                return 0
            last = (await session.get_one(Turn, name)).taken_at
        return max((last + pace - now).total_seconds(), SHORTEST)

    async def _shared_time(self, session: ReadSession) -> datetime:
        return await shared_time(session, self._now())


async def stamp(session: WriteSession, name: str, at: datetime) -> None:
    """Write down when something was last so, whoever said it before."""
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    insert = sqlite.insert(Turn) if is_sqlite else postgresql.insert(Turn)
    stamping = insert.values(name=name, taken_at=at)
    await session.execute(
        stamping.on_conflict_do_update(index_elements=[Turn.name], set_={"taken_at": at})
    )


async def _took(session: WriteSession, name: str, pause: timedelta, now: datetime) -> bool:
    """Take a turn, unless somebody did within the pause; return whether it is ours."""
    is_over = or_(Turn.taken_at <= now - pause, Turn.taken_at > now + pause)
    taking = (
        postgresql.insert(Turn)
        .values(name=name, taken_at=now)
        .on_conflict_do_update(index_elements=[Turn.name], set_={"taken_at": now}, where=is_over)
        .returning(Turn.name)
    )
    return await session.scalar(taking) is not None
