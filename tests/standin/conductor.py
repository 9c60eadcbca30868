"""Conducts a run: people talk while processes are killed, calls fail and the gateway drops."""

import asyncio
import random
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from tests.standin.book import YOUTH, Conversation
from tests.standin.databases import a_database, owed, set_up
from tests.standin.faults import DMS_CLOSED, Faults
from tests.standin.ledger import Ledger
from tests.standin.people import NotAnswered, Town, a_town
from tests.standin.process import BotProcess, Home
from tests.standin.report import Report, errors_in
from tests.standin.server import StandIn
from tests.standin.talk import Story
from tests.standin.verdict import judge

MENTORS = 4
QUIET_WITHIN = 120.0
HEAD_START = 10
CHANGES_MEANWHILE = 0.2


@dataclass(frozen=True)
class Dials:
    """What a run is made of."""

    database: str
    server: str
    kills: int
    messages: int
    seed: int
    minutes: float = 60.0
    processes: int = 1
    workers: int = 0
    is_sharded: bool = False
    youths: int = 24
    rate: float = 0.06
    nonce_minutes: float = 5.0
    without: str = ""
    drops: bool = True
    still: float = 8.0
    """After so many seconds without news, everything has come to rest."""


def parts_around(guild_id: int) -> tuple[str, str]:
    """Return two parts of the shards: one hears DMs, the other the server."""
    count = next(n for n in range(2, 64) if (guild_id >> 22) % n)
    return f"0/{count}", f"{(guild_id >> 22) % count}/{count}"


@dataclass
class Conductor:
    """One run."""

    dials: Dials
    discord: StandIn
    home: Home
    town: Town
    ledger: Ledger
    conversations: list[Conversation]
    ends_at: float
    kills: int = 0
    said: Counter[str] = field(default_factory=Counter[str])
    ended_by_themselves: int = 0
    drops: Counter[str] = field(default_factory=Counter[str])

    def __post_init__(self) -> None:
        roles = [("run",)] * self.dials.processes
        if self.dials.is_sharded:
            roles = [("run", "--shards", part) for part in parts_around(self.town.guild_id)]
        roles += [("work",)] * self.dials.workers
        self.processes = [
            BotProcess(self.home, self.discord, number, role=role)
            for number, role in enumerate(roles, start=1)
        ]
        self.stories = [
            Story(self.town, talk, self.dice(f"talk {talk.number}"), self.turn, self.is_over)
            for talk in self.conversations
        ]

    def dice(self, what: str) -> random.Random:
        """Return dice of their own for one thing, from the run's seed."""
        return random.Random(f"{self.dials.seed} {what}")  # noqa: S311 - must be repeatable

    def is_over(self) -> bool:
        """Tell whether time is up."""
        return time.monotonic() > self.ends_at

    async def turn(self, side: str) -> bool:
        """Wait until it is time for one more word of a side: words and kills end together."""
        half = self.dials.messages / 2
        while not self.is_over() and self.said[side] < half:
            share = (self.kills + 1) / (self.dials.kills + 1)
            if self.said[side] < half * share + HEAD_START:
                self.said[side] += 1
                return True
            await asyncio.sleep(0.1)
        return False

    async def play(self) -> Report:
        """Run, let everything come to rest, compare."""
        breaking = [*(self._keep_killing(p, n) for n, p in enumerate(self.processes))]
        talking = [story.play() for story in self.stories]
        async with asyncio.TaskGroup() as group:
            dropping = group.create_task(self._keep_dropping())
            await asyncio.gather(*breaking, *talking)
            dropping.cancel()
        await self._come_to_rest()
        await self._say_goodbye()
        await self._come_to_rest()
        for story in self.stories:
            if story.conversation.alias and not story.conversation.takes_dms:
                await self._read_to_the_end(story)
        still_owed = await owed(self.home)
        for process in self.processes:
            await process.stop()
        self.ledger.keep(self.home.folder / "ledger.jsonl")
        return self._report(still_owed)

    async def _keep_killing(self, process: BotProcess, number: int) -> None:
        dice = self.dice(f"kills {number}")
        while self.kills < self.dials.kills and not self.is_over():
            await process.start(wait=False)
            early = dice.random() < 0.25
            await asyncio.sleep(dice.uniform(0.2, 2.0) if early else dice.uniform(3.0, 9.0))
            if not process.lives:
                self.ended_by_themselves += 1
            elif self.kills < self.dials.kills:
                self.kills += 1
                await process.kill()
                self._meanwhile(dice)
                await asyncio.sleep(dice.choice([0.0, 0.1, 0.3, 1.5]))
        if not process.lives:
            await process.start(wait=False)

    def _meanwhile(self, dice: random.Random) -> None:
        """Somebody always writes, or thinks again, at the very moment when a process died."""
        able = [s for s in self.stories if s.conversation.alias and s.conversation.takes_dms]
        for story in dice.sample(able, min(2, len(able))):
            self.said[YOUTH] += 1
            story.youth_writes()
            if dice.random() < CHANGES_MEANWHILE:
                story.youth_changes_a_word()

    async def _keep_dropping(self) -> None:
        dice = self.dice("drops")
        while self.dials.drops:
            await asyncio.sleep(dice.uniform(4.0, 20.0))
            resumable = dice.random() < 0.6
            self.drops["dropped" if resumable else "dropped for good"] += 1
            await self.discord.gateway.drop(resumable=resumable)

    async def _come_to_rest(self) -> None:
        """Nothing breaks any more, every process lives: wait until nothing is owed."""
        self.discord.faults.calm()
        ends = time.monotonic() + QUIET_WITHIN
        while time.monotonic() < ends:
            for process in self.processes:
                if not process.lives:
                    await process.start(wait=False)
            await asyncio.sleep(1.0)
            if self.ledger.quiet_for > self.dials.still and await owed(self.home) == 0:
                return

    async def _say_goodbye(self) -> None:
        """Half of the conversations end, and a process dies meanwhile."""
        self.discord.faults.rate = self.dials.rate
        half = [story for story in self.stories if story.conversation.number % 2]
        closing = asyncio.gather(*(story.close() for story in half))
        await asyncio.sleep(self.dice("goodbye").uniform(0.0, 1.0))
        if self.dials.kills:
            self.kills += 1
            await self.processes[0].kill()
            await self.processes[0].start(wait=False)
        await closing

    async def _read_to_the_end(self, story: Story) -> None:
        for _ in range(3):
            try:
                await story.read_mailbox()
            except NotAnswered:
                continue
            return

    def _report(self, still_owed: int) -> Report:
        return Report(
            verdict=judge(self.town, self.conversations),
            kills=self.kills,
            said=self.said.total(),
            ended_by_themselves=self.ended_by_themselves,
            still_owed=still_owed,
            drops=self.drops,
            faults=self.discord.faults.happened,
            errors=errors_in([process.log for process in self.processes]),
            gaps=self.discord.unknown,
            refusals=[problem for story in self.stories for problem in story.problems],
            unheard=sum(not talk.alias for talk in self.conversations),
        )


async def run(dials: Dials, folder: Path) -> Report:
    """Build the world, start the processes, run."""
    dice = random.Random(f"{dials.seed} faults")  # noqa: S311 - must be repeatable
    faults = Faults(dice)
    discord = StandIn(faults=faults, nonce_for=timedelta(minutes=dials.nonce_minutes))
    async with a_database(dials.database, folder, dials.server) as url, discord:
        town = a_town(discord, youths=dials.youths, mentors=MENTORS)
        home = Home(folder, url, without=dials.without)
        await set_up(home, town)
        conductor = Conductor(
            dials=dials,
            discord=discord,
            home=home,
            town=town,
            ledger=Ledger(discord),
            conversations=_conversations(town, discord),
            ends_at=time.monotonic() + dials.minutes * 60,
        )
        faults.rate = dials.rate
        try:
            return await conductor.play()
        finally:
            for process in conductor.processes:
                await process.kill()


def _conversations(town: Town, discord: StandIn) -> list[Conversation]:
    """One in six youths reads in /messages: some by choice, some because their DMs are closed."""
    made: list[Conversation] = []
    for number, youth in enumerate(town.youths):
        takes_dms = number % 6 != 5
        has_closed_dms = number % 12 == 11
        if has_closed_dms:
            discord.faults.plan("POST", f"/channels/{youth.dm_id}/messages", DMS_CLOSED, times=None)
        mentor = town.mentors[number % len(town.mentors)]
        made.append(
            Conversation(number, youth, mentor, takes_dms, wishes_dm=takes_dms or has_closed_dms)
        )
    return made
