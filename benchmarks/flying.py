"""Letting presses fly: one by one, all at once, or so many at the same moment."""

import asyncio
from collections.abc import Iterable, Sequence

from benchmarks.runners import Runner
from benchmarks.stage import Flight, Unanswered
from bot.errors import TooFast, Unavailable
from tests.standin.reading import sentence

WITHIN = 60.0
REFUSALS = {
    "not in time": sentence(Unavailable.key),
    "too fast": sentence(TooFast.key, "minutes"),
    "broke": sentence("error-unexpected", "code"),
}


async def one_by_one(flights: Iterable[Flight], runner: Runner) -> None:
    """Send each when the one before was answered to its end.

    Raises:
        Unanswered: when one is not.
    """
    for flight in flights:
        await runner.stage.send(flight, runner.session)
        await _end_of(flight, runner)


async def all_at_once(flights: Sequence[Flight], runner: Runner) -> None:
    """Send all of them in one breath, and wait for the last answer.

    Raises:
        Unanswered: when one is not answered.
    """
    for flight in flights:
        await runner.stage.send(flight, runner.session)
    for flight in flights:
        await _end_of(flight, runner)


async def so_many(flights: Iterable[Flight], runner: Runner, at_once: int) -> list[Flight]:
    """Keep that many in flight until all were answered; return them.

    Raises:
        Unanswered: when one is not answered.
    """
    source, flown = iter(flights), list[Flight]()

    async def one_lane() -> None:
        for flight in source:
            flown.append(flight)
            await runner.stage.send(flight, runner.session)
            await _end_of(flight, runner)

    async with asyncio.TaskGroup() as group:
        for _ in range(at_once):
            group.create_task(one_lane())
    return flown


async def _end_of(flight: Flight, runner: Runner) -> None:
    """Wait until a flight was answered; of the floor there is only a first answer."""
    awaited = flight.answered if runner.answers else flight.acknowledged
    try:
        async with asyncio.timeout(WITHIN):
            await awaited.wait()
    except TimeoutError as late:
        raise Unanswered(f"{runner.who} left a press without an answer") from late


def refusals(flights: Sequence[Flight], answer: int) -> list[str]:
    """Return what was answered instead of what was asked for, counted."""
    told = [str(said.get("content") or "") for flight in flights for said in flight.said]
    found = {
        name: sum(pattern.search(words) is not None for words in told)
        for name, pattern in REFUSALS.items()
    }
    found["another answer"] = sum(flight.kind != answer for flight in flights)
    return [f"{count} × {name}" for name, count in found.items() if count]
