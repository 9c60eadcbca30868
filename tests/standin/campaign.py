"""Write to thousands who agreed, kill the bot meanwhile, count:
``python -m tests.standin.campaign``."""

import argparse
import asyncio
import contextlib
import os
import random
import sys
import time
from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from sqlalchemy import func, insert, select

from bot import clock
from bot.consents import TEXT_VERSIONS
from bot.installation import open_vault
from bot.settings import Settings
from models import (
    Alias,
    Base,
    CampaignMessage,
    CampaignMessageState,
    Consent,
    EntryState,
    OutboxEntry,
    Purpose,
    Team,
    Youth,
)
from tests.standin.databases import a_database, opened, set_up
from tests.standin.faults import Faults
from tests.standin.people import Answer, NotAnswered, Person, Town, a_town, addresses_of
from tests.standin.process import BotProcess, Home, until
from tests.standin.report import errors_in
from tests.standin.server import StandIn
from tests.standin.soak import POSTGRES

WORDS = "Samedi on joue ensemble"
IN_FLIGHT = 2.0
"""Seconds for which a message may be on its way when its youth hears that the stop is noted."""
WINDOW = 60.0
A_FEW = 500
Raw = dict[str, Any]
BUSY = 180.0
A_MOMENT = 15.0
"""Seconds after which a process on a busy machine must have begun, or answered."""
SEE, APPROVE = "invitations:1:see", "invitations:1:approve:1"


@dataclass(frozen=True)
class Dials:
    """What a run is made of."""

    database: str
    server: str
    people: int
    kills: int
    per_minute: int
    seed: int
    stops: int
    processes: int = 1
    rate: float = 0.0
    minutes: float = 20.0


@dataclass
class Outcome:
    """What became of it; every list must be empty."""

    people: int
    stopped: int = 0
    got: int = 0
    seconds: float = 0.0
    kills: int = 0
    busiest_minute: int = 0
    state: str = ""
    counted: str = ""
    lost: list[str] = field(default_factory=list[str])
    doubled: list[str] = field(default_factory=list[str])
    after_stop: list[str] = field(default_factory=list[str])
    too_fast: list[str] = field(default_factory=list[str])
    faults: Counter[str] = field(default_factory=Counter[str])
    errors: Counter[str] = field(default_factory=Counter[str])

    @property
    def is_clean(self) -> bool:
        """Tell whether every promise was kept."""
        broken = [self.lost, self.doubled, self.after_stop, self.too_fast]
        return not any(broken) and self.state == CampaignMessageState.DONE

    def lines(self) -> list[str]:
        """Return the figures, and the first of each kind of fault."""
        told = [
            f"  {self.people} agreed, {self.stopped} said stop meanwhile, {self.got} got it,"
            f" {self.kills} kills, {self.seconds:.0f} s",
            f"  in the busiest {WINDOW:.0f} seconds: {self.busiest_minute}",
            f"  {self.state}: {self.counted}",
            f"  calls that went wrong: {self.faults.total()}, ERROR lines: {self.errors.total()}",
        ]
        told += [f"      {many} × {line[:150]}" for line, many in self.errors.most_common(4)]
        for name in ("lost", "doubled", "after_stop", "too_fast"):
            found: list[str] = getattr(self, name)
            told.append(f"  {name}: {len(found)} {found[:5]}")
        return told


class Watch:
    """Notes when each person was shown the invitation."""

    def __init__(self, discord: StandIn, youths: Sequence[Person]) -> None:
        self.shown: dict[int, list[float]] = {youth.id: [] for youth in youths}
        self.at: list[float] = []
        self._whose = {youth.dm_id: youth.id for youth in youths}
        discord.backend.subscribers.append(self._happened)

    def _happened(self, event: str, payload: Any) -> None:
        whose = self._whose.get(int(payload.get("channel_id") or 0))
        if event != "MESSAGE_CREATE" or whose is None or WORDS not in payload["content"]:
            return
        now = time.monotonic()
        self.shown[whose].append(now)
        self.at.append(now)

    @property
    def quiet_for(self) -> float:
        """Return for how long nobody got anything."""
        return time.monotonic() - self.at[-1] if self.at else 0.0

    def busiest(self) -> int:
        """Return how many were shown it in the busiest window of a minute."""
        window: deque[float] = deque()
        most = 0
        for at in self.at:
            window.append(at)
            while window[0] <= at - WINDOW:
                window.popleft()
            most = max(most, len(window))
        return most


@dataclass
class Run:
    """One run."""

    dials: Dials
    discord: StandIn
    home: Home
    town: Town
    coordinators: list[Person]
    watch: Watch
    stopped: dict[int, float] = field(default_factory=dict[int, float])
    kills: int = 0

    def __post_init__(self) -> None:
        count = self.dials.processes
        self.processes = [BotProcess(self.home, self.discord, n + 1) for n in range(count)]
        self.dice = random.Random(f"{self.dials.seed} campaign")  # noqa: S311 - must be repeatable
        self._ends_at = time.monotonic() + self.dials.minutes * 60

    async def play(self) -> Outcome:
        """Write, approve, kill and stop meanwhile, until everybody was looked at."""
        async with asyncio.TaskGroup() as group:
            living = group.create_task(self._keep_alive())
            await until(lambda: self.discord.backend.find_command("invite", None), BUSY)
            await self._write_and_approve()
            began = time.monotonic()
            group.create_task(self._keep_killing())
            group.create_task(self._keep_stopping())
            await self._come_to_rest()
            living.cancel()
        seconds = time.monotonic() - began
        for process in self.processes:
            await process.stop()
        return await self._judge(seconds)

    async def _keep_alive(self) -> None:
        """Start again what ended, as a supervisor does."""
        while True:
            for process in self.processes:
                if not process.lives:
                    await process.start(wait=False)
            await asyncio.sleep(self.dice.choice([0.1, 0.3, 1.5]))

    async def _write_and_approve(self) -> None:
        author, second = self.coordinators
        shown = await self._form(author)
        await author.send_form(shown, words=WORDS, english="").wait(BUSY)
        seen = second.press(await self._card(), SEE)
        await until(lambda: any(APPROVE in addresses_of(m) for m in seen.messages), BUSY)
        below = next(m for m in seen.messages if APPROVE in addresses_of(m))
        await second.press(below, APPROVE).wait(BUSY)

    async def _form(self, author: Person) -> Answer:
        """Return the form of an invitation; who is told that it takes too long, or types before the
        bot listens, tries again."""
        while time.monotonic() < self._ends_at:
            with contextlib.suppress(NotAnswered):
                shown = await author.type(self.town.staff_id, "invite write").wait(A_MOMENT)
                if shown.form is not None:
                    return shown
        raise NotAnswered

    async def _card(self) -> Any:
        def found() -> list[Any]:
            standing = self.town.standing(self.town.staff_id)
            return [message for message in standing if SEE in addresses_of(message)]

        await until(found, BUSY)
        return found()[0]

    def _share(self) -> float:
        return len(self.watch.at) / self.dials.people

    async def _keep_killing(self) -> None:
        """Kill at moments that are spread over the whole sending."""
        for number in range(self.dials.kills):
            at = (number + self.dice.uniform(0.1, 0.9)) / (self.dials.kills + 0.5)
            while self._share() < at and time.monotonic() < self._ends_at:
                await asyncio.sleep(0.05)
            await asyncio.sleep(self.dice.uniform(0.0, 0.5))
            process = self.dice.choice(self.processes)
            await process.kill()
            self.kills += 1

    async def _keep_stopping(self) -> None:
        """People who were not reached yet say stop, some of them in the middle of a kill."""
        able = [y for y in self.town.youths if y.guild_id]
        self.dice.shuffle(able)
        for number in range(self.dials.stops):
            while self._share() < 0.7 * number / self.dials.stops:
                await asyncio.sleep(0.05)
            unreached = [y for y in able if not self.watch.shown[y.id] and y.id not in self.stopped]
            if not unreached or time.monotonic() > self._ends_at:
                return
            await self._says_stop(unreached[0])

    async def _says_stop(self, youth: Person) -> None:
        for _ in range(20):
            try:
                await youth.type(self.town.welcome_id, "stop").wait(20)
            except NotAnswered:
                continue
            self.stopped[youth.id] = time.monotonic()
            return

    async def _come_to_rest(self) -> None:
        while time.monotonic() < self._ends_at:
            await asyncio.sleep(1.0)
            is_through = self.kills == self.dials.kills and self.watch.quiet_for > 8
            if is_through and (await self._message()).state is CampaignMessageState.DONE:
                return

    async def _message(self) -> CampaignMessage:
        async with opened(self.home) as db, db.reading() as session:
            return await session.get_one(CampaignMessage, 1)

    async def _judge(self, seconds: float) -> Outcome:
        message = await self._message()
        async with opened(self.home) as db, db.reading() as session:
            owed = select(func.count()).where(OutboxEntry.state == EntryState.OWED)
            waiting = await session.scalar(owed) or 0
        outcome = Outcome(self.dials.people, len(self.stopped), seconds=seconds, kills=self.kills)
        outcome.state = message.state
        outcome.counted = (
            f"sent {message.sent}, mailbox {message.in_mailbox}, passed over"
            f" {message.passed_over}, promised {message.promised}, still owed {waiting}"
        )
        outcome.busiest_minute = self.watch.busiest()
        outcome.faults = self.discord.faults.happened
        outcome.errors = errors_in([process.log for process in self.processes])
        for youth in self.town.youths:
            shown, stopped_at = self.watch.shown[youth.id], self.stopped.get(youth.id)
            outcome.got += bool(shown)
            if len(shown) > 1:
                outcome.doubled.append(f"{youth.name}: {len(shown)} times")
            if stopped_at is None and not shown:
                outcome.lost.append(youth.name)
            if stopped_at is not None and any(at > stopped_at + IN_FLIGHT for at in shown):
                outcome.after_stop.append(youth.name)
        if outcome.busiest_minute > self.dials.per_minute:
            outcome.too_fast.append(f"{outcome.busiest_minute} > {self.dials.per_minute}")
        if message.sent != outcome.got:
            outcome.lost.append(f"counted {message.sent} and shown to {outcome.got}")
        return outcome


async def run(dials: Dials, folder: Path) -> Outcome:
    """Build the world, start the processes, run."""
    faults = Faults(random.Random(f"{dials.seed} faults"), rate=dials.rate)  # noqa: S311 - repeatable
    discord = StandIn(faults=faults, nonce_for=timedelta(minutes=5))
    async with a_database(dials.database, folder, dials.server) as url, discord:
        town = a_town(discord, youths=min(dials.people, 4 * dials.stops), mentors=2)
        coordinators = [_coordinator(town, name) for name in ("lea", "max")]
        backend = discord.backend
        for number in range(len(town.youths), dials.people):
            name = f"jeune{number:02}"
            user = backend.make_user(name, global_name=name)
            town.youths.append(Person(discord, user.id, name, 0))
        random.Random(dials.seed).shuffle(town.youths)  # noqa: S311 - must be repeatable
        pace = {"DELIVERY__INVITATIONS_PER_MINUTE": str(dials.per_minute)}
        home = Home(folder, url, pace | {"DATABASE__READ_PATIENCE": "PT20S"}, patience=BUSY)
        await set_up(home, town)
        await _they_agreed(home, town)
        conducted = Run(dials, discord, home, town, coordinators, Watch(discord, town.youths))
        try:
            return await conducted.play()
        finally:
            for process in conducted.processes:
                await process.kill()


def _coordinator(town: Town, name: str) -> Person:
    backend = town.discord.backend
    user = backend.make_user(name, global_name=name.capitalize())
    backend.add_member(town.guild_id, user.id, roles=(town.lead_role_id,))
    return Person(town.discord, user.id, name, town.guild_id)


async def _they_agreed(home: Home, town: Town) -> None:
    """Everybody agreed to be written to; no hour is quiet, whenever this runs."""
    now, settings = clock.now(), Settings.model_validate({"keys": {"file": home.keys}})
    purpose = Purpose.KEEP_IN_TOUCH
    rows: dict[type[Base], list[Raw]] = {Youth: [], Alias: [], Consent: []}
    async with opened(home) as db:
        vault = await open_vault(db, settings, now=now)
        async with db.transaction() as session:
            team = (await session.scalars(select(Team))).one()
            team.quiet_until = team.quiet_from
        for number, person in enumerate(town.youths, start=1):
            youth: Raw = {"id": number, "lookup": vault.mark("youth", person.id)}
            youth |= {"discord_id": vault.seal(str(person.id)), "created_at": now}
            home_of = {"youth_id": number, "community_id": 1}
            alias = home_of | {"team_id": team.id, "name": f"Lynx {number}", "created_at": now}
            yes = home_of | {"purpose": purpose, "version": TEXT_VERSIONS[purpose]}
            rows[Youth].append(youth | {"last_seen_at": now})
            rows[Alias].append(alias)
            rows[Consent].append(yes | {"given_at": now})
        for table, many in rows.items():
            for first in range(0, len(many), A_FEW):
                async with db.transaction() as session:
                    await session.execute(insert(table), many[first : first + A_FEW])


def main(arguments: Sequence[str] | None = None) -> int:
    """Run, print the figures; 0 when every promise was kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", choices=("sqlite", "postgres"), default="sqlite")
    parser.add_argument("--people", type=int, default=5000)
    parser.add_argument("--kills", type=int, default=5)
    parser.add_argument("--stops", type=int, default=50)
    parser.add_argument("--per-minute", type=int, default=600)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--rate", type=float, default=0.0, help="how many calls go wrong")
    parser.add_argument("--minutes", type=float, default=30.0, help="at most")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10_000))
    asked = parser.parse_args(arguments)
    server = os.environ.get("MARAUDE_TEST_POSTGRES_URL", POSTGRES)
    dials = Dials(server=server, **vars(asked))
    folder = Path(mkdtemp(prefix="maraude-campaign-"))
    outcome = asyncio.run(run(dials, folder))
    verdict = "every promise was kept" if outcome.is_clean else "PROMISES WERE BROKEN"
    head = f"{dials.database}, seed {dials.seed}, {dials.per_minute} a minute"
    lines = [head, *outcome.lines(), f"  logs: {folder}", f"  {verdict}"]
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()
    return 0 if outcome.is_clean else 1


if __name__ == "__main__":
    sys.exit(main())
