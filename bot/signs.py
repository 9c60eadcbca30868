"""Signs of life: which processes run, what each hears, whether two hear the same, and what nobody
hears."""

import logging
import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from itertools import combinations
from typing import NamedTuple

from sqlalchemy import delete, or_, select

from bot import clock
from bot.db import Database, ReadSession, WriteSession
from bot.fleet import WHOLE, WORKER, BadPart, Part, shared_time, stamp
from models import Turn

log = logging.getLogger(__name__)
PREFIX, DEAF = "process ", "deaf "
SILENT_AFTER = timedelta(seconds=90)
"""Who gave no sign for three heartbeats is gone."""
REMEMBERED_FOR = timedelta(days=1)
"""For so long it is told who went without a word."""
MOST_APART = timedelta(seconds=2)
"""How far the clocks of machines may be apart without anybody's noticing."""
HOW = "what is due leaves too early or too late. Let NTP set the clocks of all machines."
WHAT_TO_DO = "Every shard must be heard by one process, and by one only."


class Sign(NamedTuple):
    """A process: what it hears, since when, and when it last said that it lives."""

    part: Part
    began: datetime
    last: datetime

    def __str__(self) -> str:
        return f"{self.part}, since {_moment(self.began)}"


@dataclass(frozen=True)
class Fleet:
    """All processes of which anything was heard for a day, at one moment; and, as signs of their
    own, the shards that a process has but Discord tells nothing."""

    signs: Sequence[Sign]
    now: datetime
    lost: Sequence[Sign] = ()

    @cached_property
    def alive(self) -> list[Sign]:
        """Return who gives signs. Who was silent when another began to hear the same was replaced,
        also when it could not say goodbye."""
        return [
            sign
            for sign in self.signs
            if abs(self.now - sign.last) < SILENT_AFTER
            and not any(
                sign.part.clashes(by.part) and sign.began < by.began and sign.last <= by.began
                for by in self.signs
            )
        ]

    @property
    def clashes(self) -> list[tuple[Sign, Sign]]:
        """Return the pairs that hear the same, or count the shards differently, for longer than one
        takes to replace the other."""
        in_order = sorted(self.alive, key=lambda sign: sign.began)
        return [
            (older, newer)
            for older, newer in combinations(in_order, 2)
            if older.part.clashes(newer.part) and older.last - newer.began > SILENT_AFTER
        ]

    @property
    def is_many(self) -> bool:
        """Tell whether this is more than one process that hears everything."""
        return any(not sign.part.is_whole for sign in (*self.alive, *self.silent))

    @property
    def count(self) -> int | None:
        """Return how many shards there are, as far as the processes agree."""
        counts = {sign.part.count for sign in self._listeners}
        return counts.pop() if len(counts) == 1 else None

    @property
    def unheard(self) -> list[int]:
        """Return the shards that nobody hears, as far as the processes agree on how many there
        are."""
        heard = {shard for sign in self._listeners for shard in sign.part.shards or ()}
        return [shard for shard in range(self.count or 0) if shard not in heard]

    @property
    def deaf(self) -> list[Sign]:
        """Return the shards that have had no connection for longer than one takes to come back,
        while their process lives."""
        return [
            shard
            for shard in self.lost
            if abs(self.now - shard.last) < SILENT_AFTER <= self.now - shard.began
        ]

    @property
    def is_deaf(self) -> bool:
        """Tell whether workers alone are left."""
        return bool(self.alive) and not self._listeners

    @property
    def silent(self) -> list[Sign]:
        """Return the workers that went without a word, when none has begun since."""
        workers = [sign for sign in self.signs if not sign.part.listens]
        newest = max((sign.began for sign in workers), default=self.now)
        return [sign for sign in workers if sign not in self.alive and sign.last >= newest]

    @property
    def _listeners(self) -> list[Sign]:
        return [sign for sign in self.alive if sign.part.listens]


async def seen(session: ReadSession, now: datetime) -> Fleet:
    """Return what is seen of all processes."""
    now = await shared_time(session, now)
    told = await session.execute(
        select(Turn.name, Turn.taken_at).where(_is_sign).order_by(Turn.name)
    )
    signs, lost = list[Sign](), list[Sign]()
    for name, last in told:
        if (sign := _read(name, last)) is not None:
            (lost if name.startswith(DEAF) else signs).append(sign)
    return Fleet(signs, now, lost)


_is_sign = or_(Turn.name.startswith(PREFIX), Turn.name.startswith(DEAF))


class Signs:
    """Gives one process's signs of life, and tells its log when another hears the same."""

    def __init__(self, db: Database, now: clock.Clock, part: Part) -> None:
        self._db, self._now, self._part = db, now, part
        self._name: str | None = None
        self._lost: dict[Part, str] = {}
        self._said: list[str] = []
        self._is_wrong = False

    async def give(self, session: WriteSession, *, deaf: Collection[Part] = ()) -> None:
        """Say that this process lives, and look who else does.

        Args:
            deaf: those of its shards that have no connection to Discord at this moment.
        """
        asked_at = self._now()
        now = await shared_time(session, asked_at)
        self._compare(max(asked_at, min(now, self._now())) - now)
        if self._name is None:
            self._name = _a_name(PREFIX, self._part, now)
        await stamp(session, self._name, now)
        await self._note(session, deaf, now)
        is_old = or_(Turn.taken_at < now - REMEMBERED_FOR, Turn.taken_at > now + REMEMBERED_FOR)
        await session.execute(delete(Turn).where(_is_sign, is_old))
        self._tell(clashing(await seen(session, now), _read(self._name, now)))

    async def end(self) -> None:
        """Say goodbye: nobody is missing."""
        if self._name is not None:
            names = [self._name, *self._lost.values()]
            async with self._db.transaction() as session:
                await session.execute(delete(Turn).where(Turn.name.in_(names)))

    async def _note(self, session: WriteSession, deaf: Collection[Part], now: datetime) -> None:
        """Note which shards are without a connection, since when, and which are back."""
        back = [name for shard, name in self._lost.items() if shard not in deaf]
        if back:
            await session.execute(delete(Turn).where(Turn.name.in_(back)))
        self._lost = {shard: self._lost.get(shard) or _a_name(DEAF, shard, now) for shard in deaf}
        for name in self._lost.values():
            await stamp(session, name, now)

    def _compare(self, ahead: timedelta) -> None:
        """Tell the log, once, when this machine's clock is wrong."""
        was_wrong, self._is_wrong = self._is_wrong, abs(ahead) > MOST_APART
        if self._is_wrong and not was_wrong:
            seconds, where = (
                abs(ahead.total_seconds()),
                "ahead of" if ahead > MOST_APART else "behind",
            )
            log.warning("This machine's clock is %.0f s %s the database's: %s", seconds, where, HOW)

    def _tell(self, clashes: list[str]) -> None:
        if clashes != self._said:
            for clash in clashes:
                log.error("Not alone: %s", clash)
            self._said = clashes


def clashing(fleet: Fleet, who: Sign | None = None) -> list[str]:
    """Return a sentence for each pair that hears the same, or counts the shards differently; of one
    process, or of all."""
    return [
        f"{_what_is_wrong(*pair)}: {' and '.join(map(str, pair))}. Stop one of them. {WHAT_TO_DO}"
        for pair in fleet.clashes
        if who is None or who in pair
    ]


def _what_is_wrong(one: Sign, other: Sign) -> str:
    counts = one.part.count, other.part.count
    if None not in counts and counts[0] != counts[1]:
        return "Two processes count the shards differently"
    return "Two processes hear the same"


def told_of(fleet: Fleet) -> list[str]:
    """Return what an operator is told of many processes; nothing where there is one."""
    if not fleet.is_many:
        return [*map(_without_connection, fleet.deaf), *clashing(fleet)]
    lines = [f"process {sign}, last sign {_moment(sign.last)}" for sign in fleet.alive]
    if fleet.is_deaf:
        lines.append("Nobody hears Discord. Type: maraude run")
    lines += [
        f"Nobody hears the shards {part}. Type: maraude run --shards {part}"
        for part in _parts_of(fleet.unheard, fleet.count or 0)
    ]
    lines += map(_without_connection, fleet.deaf)
    lines += [
        f"A worker has given no sign of life since {_moment(sign.last)}. Type: maraude work"
        for sign in fleet.silent
    ]
    return lines + clashing(fleet)


def _without_connection(shard: Sign) -> str:
    who = "Maraude" if shard.part.is_whole else f"Shard {shard.part}"
    return (
        f"{who} has had no connection to Discord since {_moment(shard.began)}; its "
        "process tries again. discordstatus.com says how Discord is."
    )


def _parts_of(shards: Sequence[int], count: int) -> list[Part]:
    """Return shards in as few parts as can be typed."""
    firsts = [shard for shard in shards if shard - 1 not in shards]
    lasts = [shard for shard in shards if shard + 1 not in shards]
    return [
        Part(tuple(range(first, last + 1)), count)
        for first, last in zip(firsts, lasts, strict=True)
    ]


def _a_name(kind: str, part: Part, now: datetime) -> str:
    return f"{kind}{part} {now.isoformat()} {secrets.token_hex(4)}"


def _read(name: str, last: datetime) -> Sign | None:
    """Read a sign; None when it is one of another version."""
    try:
        _, heard, began, _ = name.split(" ")
        part = {str(one): one for one in (WHOLE, WORKER)}.get(heard) or Part.of(heard)
        return Sign(part, datetime.fromisoformat(began), last)
    except (ValueError, BadPart):
        return None


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
