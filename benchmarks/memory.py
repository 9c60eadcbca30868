"""What thousands of servers cost in memory, beside the floor with its usual caches."""

import asyncio
from dataclasses import dataclass

from benchmarks.dials import Dials
from benchmarks.fill import Place, Shape, filled
from benchmarks.floor import MEMBERS
from benchmarks.runners import BOT, FLOOR, Runner, a_home
from benchmarks.servers import CHANNELS, ROLES, Servers, WideStage
from benchmarks.table import Check, Part, Row, brief, ratio
from tests.standin.databases import a_database

SERVERS, IN_EACH = 2500, 500
TICKETS_IN_EACH = 4
HALF = 0.5
MEGABYTE = 1024**2
AT_LEAST = 10
TO_SETTLE = 3.0


@dataclass(frozen=True)
class Held:
    """Bytes in memory once ready; seconds and seconds of a core until then."""

    memory: int
    ready_after: float
    cpu: float


async def run(dials: Dials) -> list[Part]:
    """Measure the floor, then the bot, with every server set up in its database."""
    servers = Servers(dials.many(SERVERS, AT_LEAST), IN_EACH)
    floor, bot = [await _held(who, dials, servers) for who in (FLOOR, BOT)]
    none = Servers(1, 2)
    empty = [await _held(who, dials, none) for who in (FLOOR, BOT)]
    rows = (
        _row("floor", floor, empty[0], None),
        _row("bot", bot, empty[1], Check("memory", ratio(bot.memory, floor.memory), HALF)),
    )
    head = ("process", "memory (MB)", "of it without servers (MB)", "ready after (s)", "CPU (s)")
    seen = (
        f"{servers.many:,} servers with {servers.members} members each, all of whom the gateway"
        f" tells (members intent on), {CHANNELS} channels and {ROLES} roles;"
        " the bot's are all set up in its database."
    )
    return [Part("memory", "Memory", head, rows, (seen,))]


def _row(name: str, held: Held, empty: Held, check: Check | None) -> Row:
    megabytes = (brief(one.memory / MEGABYTE) for one in (held, empty))
    cells = (name, *megabytes, brief(held.ready_after), brief(held.cpu))
    return Row(cells, (check,) if check is not None else ())


async def _held(who: str, dials: Dials, servers: Servers) -> Held:
    folder = dials.below(f"memory-{who}-{servers.many}")
    async with a_database("sqlite", folder, "") as url, WideStage(servers) as stage:
        home = a_home(folder, url, DISCORD__MEMBERS_INTENT="true")
        runner = Runner(who, home, stage, {MEMBERS: "yes"})
        if who == BOT:
            shape = Shape(TICKETS_IN_EACH * servers.many, teams=servers.many, messages=2, mentors=1)
            towns = [Place(g, g + 1001, g + 1000, g + 101, g + 102) for g in servers.ids()]
            await filled(url, home.keys, shape, towns)
        try:
            await runner.start()
            await stage.wide.was_told.wait()
            await asyncio.sleep(TO_SETTLE)
            return Held(runner.memory, runner.ready_after, runner.cpu)
        finally:
            await runner.stop()
