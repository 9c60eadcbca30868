"""How long Discord waits for a first answer, at rest and with many presses in flight, beside the
floor."""

import contextlib
from collections.abc import AsyncGenerator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import func, select

from benchmarks.crowd import Crowd
from benchmarks.dials import Dials
from benchmarks.flying import all_at_once, one_by_one, refusals
from benchmarks.runners import BOT, FLOOR, Runner, a_home
from benchmarks.stage import DEFERRED, FORM, Flight, Stage
from benchmarks.table import Check, Part, Row, ratio, spread
from models import Ticket, TicketState
from tests.standin.databases import a_database, opened, set_up
from tests.standin.process import Home, until

AT_REST, ROUNDS = 200, 5
READS, STORES = (1.3, 1.5), (3.0, 3.0)
"""How many times the floor's p50 and p99 it may take: what stores nothing, and what stores."""
CARDS_WITHIN = 300.0
AT_REST_AFTER = 2.0
"""Seconds of silence after which nothing of what came before is still being delivered."""
A_BREATH = 0.1
"""Seconds of silence after which what was owed for the press before has been delivered."""


@dataclass(frozen=True)
class Kind:
    """One interaction: its name, how Discord is answered first, and how long that may take."""

    name: str
    answer: int
    aim: tuple[float, float]


TALK = Kind("`/talk` opens its form", FORM, READS)
REQUEST = Kind("the form is sent in, and stored", DEFERRED, STORES)
CLAIM = Kind("Claim is pressed, and stored", DEFERRED, STORES)
QUEUE = Kind("`/queue`", DEFERRED, READS)
MESSAGES = Kind("`/messages`, noted as read", DEFERRED, STORES)
EVERY_KIND = (TALK, REQUEST, CLAIM, QUEUE, MESSAGES)


@dataclass
class Scene:
    """The bot and the floor, side by side, before one crowd."""

    stage: Stage
    crowd: Crowd
    home: Home
    bot: Runner
    floor: Runner

    @property
    def both(self) -> tuple[Runner, Runner]:
        """Return the floor, then the bot."""
        return self.floor, self.bot


@contextlib.asynccontextmanager
async def a_scene(
    dials: Dials, youths: int, variables: Mapping[str, str], *, name: str = "acks"
) -> AsyncGenerator[Scene]:
    """Build the towns, start both; end them afterwards."""
    folder, stage = dials.below(name), Stage()
    async with a_database("sqlite", folder, "") as url, stage:
        crowd, home = Crowd(stage, youths=youths), a_home(folder, url, DELIVERY__OPEN_DM_EVERY="0")
        await set_up(home, *crowd.towns)
        bot, floor = (Runner(who, home, stage, dict(variables)) for who in (BOT, FLOOR))
        floor.variables.pop("BENCH_SLOWED", None)
        scene = Scene(stage, crowd, home, bot, floor)
        try:
            await bot.start()
            await floor.start()
            floor.session.intents.value = 0
            await learn_forms(scene)
            yield scene
        finally:
            await bot.stop()
            await floor.stop()


async def learn_forms(scene: Scene) -> None:
    """Open the form once in each town; whoever comes later fills that one."""
    for town in scene.crowd.towns:
        opened_form = scene.crowd.type(town.youths[-1], town.welcome_id, "talk")
        await one_by_one([opened_form], scene.bot)
        scene.crowd.learn(opened_form, town)


async def run(
    dials: Dials,
    *,
    variables: Mapping[str, str] | None = None,
    kinds: Sequence[Kind] = EVERY_KIND,
    name: str = "acks",
) -> list[Part]:
    """Measure every kind of interaction, at rest and in flight."""
    at_rest, rounds = dials.many(AT_REST), dials.many(ROUNDS, 1)
    many = at_rest + rounds * dials.in_flight
    rest: list[Row] = []
    flight: list[Row] = []
    async with a_scene(dials, many, variables or {}, name=name) as scene:
        for kind in kinds:
            if kind is CLAIM:
                await until(lambda: scene.crowd.count_claimable() >= many, CARDS_WITHIN)
            rest_row, flight_row = await _measured(scene, kind, at_rest, rounds, dials.in_flight)
            rest.append(rest_row)
            flight.append(flight_row)
        await scene.stage.quiet()
    head = ("interaction", "floor (ms)", "bot (ms)", "the answer itself (ms)")
    about = "Milliseconds are p50 / p95 / p99, from the event's leaving to the first answer."
    seen = f"{at_rest} of each, one at a time, turn by turn with the floor. {about}"
    thick = f"{rounds} × {dials.in_flight} of each, all at once, turn by turn with the floor."
    return [
        Part("ack", "Acknowledgement at rest", head, tuple(rest), (seen,)),
        Part(
            "ack",
            f"Acknowledgement with {dials.in_flight} in flight",
            head,
            tuple(flight),
            (thick,),
        ),
    ]


def _source(crowd: Crowd, kind: Kind) -> Iterator[Flight]:
    flights = {
        TALK: crowd.talk,
        REQUEST: crowd.requests,
        CLAIM: crowd.claims,
        QUEUE: crowd.queue,
        MESSAGES: crowd.messages,
    }
    return flights[kind]()


async def _measured(
    scene: Scene, kind: Kind, at_rest: int, rounds: int, in_flight: int
) -> tuple[Row, Row]:
    sources = {runner.who: _source(scene.crowd, kind) for runner in scene.both}
    await scene.stage.quiet(AT_REST_AFTER)
    rest: dict[str, list[Flight]] = {FLOOR: [], BOT: []}
    flown: dict[str, list[Flight]] = {FLOOR: [], BOT: []}
    for _ in range(at_rest):
        for runner in scene.both:
            flights = [next(sources[runner.who])]
            if kind.aim is STORES:
                await scene.stage.quiet(A_BREATH)
            await one_by_one(flights, runner)
            rest[runner.who] += flights
    for _ in range(rounds):
        for runner in scene.both:
            flights = list(islice(sources[runner.who], in_flight))
            await scene.stage.quiet(0.5)
            await all_at_once(flights, runner)
            flown[runner.who] += flights
    troubles = refusals([*rest[BOT], *flown[BOT]], kind.answer)
    troubles += await _not_stored(scene, kind, at_rest + rounds * in_flight)
    return row(kind, rest, troubles), row(kind, flown, troubles)


async def _not_stored(scene: Scene, kind: Kind, many: int) -> list[str]:
    """Tell what was acknowledged and is nowhere."""
    states = {REQUEST: [TicketState.WAITING], CLAIM: [TicketState.ACTIVE]}
    if kind not in states:
        return []
    counted = select(func.count()).where(Ticket.state.in_(states[kind]))
    async with opened(scene.home) as db, db.reading() as session:
        found = await session.scalar(counted) or 0
    return [f"{found} of {many} stored"] if found != many else []


def row(kind: Kind, flights: Mapping[str, Sequence[Flight]], troubles: list[str]) -> Row:
    """Return one kind of interaction beside the floor."""
    floor, bot = (spread([f.took for f in flights[who]]) for who in (FLOOR, BOT))
    whole = spread([f.took_in_all for f in flights[BOT]])
    p50, p99 = kind.aim
    checks = (
        Check("p50", ratio(bot.p50, floor.p50), p50),
        Check("p99", ratio(bot.p99, floor.p99), p99),
    )
    return Row((kind.name, str(floor), str(bot), str(whole)), checks, tuple(troubles))
