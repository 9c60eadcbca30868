"""From a start to the first answer, with years of work in the database, beside an empty one."""

import asyncio
from collections.abc import Sequence
from itertools import islice

from benchmarks.crowd import Crowd
from benchmarks.dials import Dials
from benchmarks.fill import Place, Shape, filled
from benchmarks.flying import one_by_one, refusals
from benchmarks.runners import BOT, FLOOR, Runner, a_home
from benchmarks.stage import DEFERRED, Flight, Stage
from benchmarks.table import Part, Row, brief, spread
from tests.standin.databases import a_database, set_up
from tests.standin.people import Town

TICKETS, LOOKS = 100_000, 100
A_PAUSE = 0.1
TOWNS = 10


async def run(dials: Dials) -> list[Part]:
    """Start the floor, the bot with nothing behind it, and the bot with all of it."""
    tickets = dials.many(TICKETS, 1000)
    rows = [
        await _started(FLOOR, dials, 0, "floor"),
        await _started(BOT, dials, 0, "bot, an empty database"),
        await _started(BOT, dials, tickets, f"bot, {tickets:,} requests"),
    ]
    head = ("process", "ready after (s)", "then `/queue` (ms)", "reads of DMs meanwhile")
    seen = (
        f"{tickets:,} requests and {tickets * Shape(1).messages:,} messages; every other youth has"
        f" a DM. After it was ready: {dials.many(LOOKS)} × `/queue`, ten a second, p50 / p95 / p99."
    )
    return [Part("start", "Start", head, tuple(rows), (seen,))]


async def _started(who: str, dials: Dials, tickets: int, name: str) -> Row:
    folder = dials.below(f"start-{who}-{tickets}")
    async with a_database("sqlite", folder, "") as url, Stage() as stage:
        home, crowd = a_home(folder, url), Crowd(stage, youths=TOWNS, towns=TOWNS)
        if tickets:
            towns = [_place(town) for town in crowd.towns]
            await filled(url, home.keys, Shape(tickets, teams=TOWNS), towns)
        else:
            await set_up(home, *crowd.towns)
        runner = Runner(who, home, stage)
        try:
            await runner.start()
            flights = await _looked(crowd, runner, dials.many(LOOKS) if who == BOT else 0)
            reads = stage.called["GET channels"]
        finally:
            await runner.stop()
    seen = str(spread([flight.took for flight in flights])) if flights else "—"
    cells = (name, brief(runner.ready_after), seen, str(reads))
    return Row(cells, (), tuple(refusals(flights, DEFERRED)))


async def _looked(crowd: Crowd, bot: Runner, many: int) -> Sequence[Flight]:
    flights = list(islice(crowd.queue(), many))
    for flight in flights:
        await one_by_one([flight], bot)
        await asyncio.sleep(A_PAUSE)
    return flights


def _place(town: Town) -> Place:
    staff, welcome = town.staff_id, town.welcome_id
    return Place(town.guild_id, staff, welcome, town.mentor_role_id, town.lead_role_id)
