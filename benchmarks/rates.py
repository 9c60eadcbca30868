"""How many forms a second one process takes in, each of them stored, beside the floor."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import func, select

from benchmarks.crowd import Crowd
from benchmarks.dials import Dials
from benchmarks.flying import one_by_one, refusals, so_many
from benchmarks.runners import BOT, FLOOR, Runner, a_home
from benchmarks.stage import DEFERRED, Stage
from benchmarks.table import Check, Part, Row, brief, ratio
from models import Ticket
from tests.standin.databases import a_database, opened, set_up
from tests.standin.process import Home

MANY = 4000
HALF = 0.5
BUSY = 0.9
"""From this share of its core on, the stand-in itself may be what was measured."""


@dataclass(frozen=True)
class Rate:
    """So many a second; what each cost the process, in seconds of a core; what share of its own
    core the stand-in needed."""

    a_second: float
    cost: float
    stand_in: float
    troubles: tuple[str, ...] = ()


async def run(dials: Dials, variables: Mapping[str, str] | None = None) -> list[Part]:
    """Measure the floor, then the bot on each database that there is."""
    floor = await rate_of(FLOOR, dials, "sqlite", {})
    kinds = ["sqlite", *(["postgres"] if dials.postgres else [])]
    rows = [_row("floor, nothing stored", floor, None)]
    for kind in kinds:
        bot = await rate_of(BOT, dials, kind, variables or {})
        rows.append(_row(f"bot, stored in {kind}", bot, floor))
    head = ("process", "a second", "CPU of each (ms)", "stand-in's core")
    seen = (
        f"{dials.many(MANY)} forms of as many youths, {dials.in_flight} in flight; of the bot, each"
        " until its receipt was shown, while it also delivers what it owes."
    )
    return [Part("rate", "Interactions a second, each stored", head, tuple(rows), (seen,))]


def _row(name: str, rate: Rate, floor: Rate | None) -> Row:
    cells = (
        name, brief(rate.a_second), brief(rate.cost * 1000), f"{rate.stand_in:.0%}"
    )  # fmt: skip
    if floor is None:
        return Row(cells, (), rate.troubles)
    reached = Check("rate", ratio(rate.a_second, floor.a_second), HALF, at_least=True)
    return Row(cells, (reached,), rate.troubles)


async def rate_of(
    who: str, dials: Dials, database: str, variables: Mapping[str, str], *, name: str = "rate"
) -> Rate:
    """Let forms be sent in as fast as one process takes them."""
    many, folder = dials.many(MANY, 50), dials.below(f"{name}-{who}-{database}")
    async with a_database(database, folder, dials.postgres) as url, Stage() as stage:
        crowd, home = Crowd(stage, youths=many), a_home(folder, url)
        await set_up(home, *crowd.towns)
        bot, runner = (Runner(one, home, stage, dict(variables)) for one in (BOT, who))
        try:
            await bot.start()
            for town in crowd.towns:
                opened_form = crowd.type(town.youths[-1], town.welcome_id, "talk")
                await one_by_one([opened_form], bot)
                crowd.learn(opened_form, town)
            if who == FLOOR:
                await bot.stop()
                await runner.start()
            return await _measured(bot if who == BOT else runner, crowd, many, dials, home)
        finally:
            await bot.stop()
            await runner.stop()


async def _measured(runner: Runner, crowd: Crowd, many: int, dials: Dials, home: Home) -> Rate:
    forms = list(islice(crowd.requests(), many))
    await runner.stage.quiet(0.5)
    began, cpu, own = time.perf_counter(), runner.cpu, time.process_time()
    flown = await so_many(forms, runner, dials.in_flight)
    seconds = time.perf_counter() - began
    cost, stand_in = (runner.cpu - cpu) / many, (time.process_time() - own) / seconds
    troubles: list[str] = []
    if runner.answers:
        troubles = refusals(flown, DEFERRED) + await _lost(home, many)
    if stand_in > BUSY:
        troubles.append("the stand-in was busy: its own time counts")
    return Rate(many / seconds, cost, stand_in, tuple(troubles))


async def _lost(home: Home, many: int) -> list[str]:
    async with opened(home) as db, db.reading() as session:
        stored = await session.scalar(select(func.count()).select_from(Ticket)) or 0
    return [f"{stored} of {many} stored"] if stored != many else []
