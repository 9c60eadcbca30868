"""Discord's global limit is kept by all processes together, and who is in danger goes first."""

import asyncio
import contextlib
import time
from collections.abc import AsyncGenerator
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from bot.budget import A_STEP, AT_ONCE, CEILINGS, LANE, Budget, Lane, lane_of
from bot.db import Database
from bot.metrics import Metrics
from models import OutboxEntry, Purpose
from tests.world import Store

HALF, A_MOMENT = 0.5, 0.05
A_FEW = 10


@pytest.fixture
async def databases(store: Store) -> AsyncGenerator[list[Database]]:
    """One database as two processes open it; a file is opened by one only."""
    async with contextlib.AsyncExitStack() as stack:
        opened = [store.open() for _ in range(1 if store.url.startswith("sqlite") else 2)]
        for db in opened:
            stack.push_async_callback(db.close)
        yield opened


async def spent(budgets: list[Budget], lane: Lane, calls: int, within: float) -> int:
    """Let each process make calls for a lane; return how many were made in time."""
    made = 0

    async def call(budget: Budget) -> None:
        nonlocal made
        LANE.set(lane)
        await budget.take()
        made += 1

    calling = [asyncio.ensure_future(call(b)) for b in budgets for _ in range(calls)]
    _, late = await asyncio.wait(calling, timeout=within)
    for task in late:
        task.cancel()
    await asyncio.gather(*calling, return_exceptions=True)
    return made


async def a_new_second(databases: list[Database]) -> None:
    """Wait until a second begins: of the wall's clock, by which processes on PostgreSQL count; a
    single one counts by its own."""
    now = asyncio.get_running_loop().time() if databases[0].is_sqlite else time.time()
    await asyncio.sleep(1.02 - now % 1)


@pytest.mark.parametrize("lane", Lane)
async def test_no_lane_takes_more_of_a_second_than_it_may(
    databases: list[Database], lane: Lane
) -> None:
    budgets = [Budget(db, Metrics().held_back) for db in databases]
    await a_new_second(databases)

    made = await spent(budgets, lane, 60, within=HALF)

    seconds = 1 if len(databases) == 1 else 2
    assert 1 <= made <= CEILINGS[lane] * seconds, "the database's seconds begin at another moment"


async def test_a_campaign_leaves_room_for_who_is_in_danger(databases: list[Database]) -> None:
    budgets = [Budget(db, Metrics().held_back) for db in databases]
    await a_new_second(databases)
    await spent(budgets, Lane.CAMPAIGN, 60, within=HALF / 2)

    assert await spent(budgets, Lane.DANGER, 5, within=HALF / 2) == 5 * len(budgets)


@pytest.mark.parametrize("lane", [Lane.FIRST, Lane.CAMPAIGN])
async def test_what_nobody_waits_for_leaves_evenly_and_leaves_room_at_each_moment(
    databases: list[Database], lane: Lane
) -> None:
    made = answered = tries = 0
    is_late = True
    while is_late and tries < A_FEW:  # what a machine does that stood still meanwhile says nothing
        tries += 1
        budgets = [Budget(db, Metrics().held_back) for db in databases]
        await a_new_second(databases)
        began = asyncio.get_running_loop().time()
        made = await spent(budgets, lane, 60, within=HALF / 2)
        answered = await spent(budgets, Lane.LIVE, 8, within=HALF / 2)
        is_late = asyncio.get_running_loop().time() - began > HALF + A_MOMENT

    assert 1 <= made <= CEILINGS[Lane.FIRST] / 2 + AT_ONCE
    assert answered == 8 * len(databases)


async def test_who_is_answered_goes_before_thousands_who_wait_for_a_first_word(
    databases: list[Database],
) -> None:
    budget = Budget(databases[0], Metrics().held_back)
    storm = asyncio.ensure_future(spent([budget], Lane.FIRST, 400, within=3))
    await asyncio.sleep(1.5)

    assert await spent([budget], Lane.LIVE, 6, within=1) == 6
    assert await storm < 400


async def test_what_was_held_back_is_counted_for_its_lane(databases: list[Database]) -> None:
    metrics = Metrics()
    budget = Budget(databases[0], metrics.held_back)
    await a_new_second(databases)

    await spent([budget], Lane.CAMPAIGN, CEILINGS[Lane.CAMPAIGN] * 2, within=2)

    def waited(lane: Lane) -> float | None:
        return metrics.registry.get_sample_value("maraude_held_back_seconds_total", {"lane": lane})

    assert (waited(Lane.CAMPAIGN) or 0) > 0
    assert waited(Lane.LIVE) == 0


async def heard(budget: Budget, **headers: str) -> None:
    """Let Discord refuse a call."""
    listen: Any = budget.heard
    answer = SimpleNamespace(status=429, headers=headers)
    await listen(None, None, SimpleNamespace(response=answer))


async def test_when_discord_says_too_much_nobody_calls_for_a_while(
    databases: list[Database],
) -> None:
    budgets = [Budget(db, Metrics().held_back) for db in databases]

    await heard(budgets[0], **{"X-RateLimit-Global": "true", "Retry-After": "1.2"})

    assert await spent(budgets, Lane.DANGER, 3, within=0.8) == 0
    assert await spent(budgets, Lane.DANGER, 3, within=30) == 3 * len(budgets)


async def test_limits_of_thousands_of_channels_are_looked_through_now_and_then(
    databases: list[Database],
) -> None:
    looked: list[int] = []
    http = SimpleNamespace(
        request=None, _try_clear_expired_ratelimits=lambda: looked.append(len(looked))
    )
    Budget(databases[0], Metrics().held_back).watch_over(http)

    for _ in range(5):
        http._try_clear_expired_ratelimits()

    assert looked == [0]


async def test_a_limit_of_one_channel_slows_nobody_else_down(databases: list[Database]) -> None:
    budget = Budget(databases[0], Metrics().held_back)

    await heard(budget, **{"X-RateLimit-Scope": "user", "Retry-After": "1.2"})

    assert await spent([budget], Lane.LIVE, 3, within=HALF) == 3


async def test_a_database_that_hangs_holds_no_call_up_for_long(
    databases: list[Database], monkeypatch: pytest.MonkeyPatch
) -> None:
    @contextlib.asynccontextmanager
    async def hangs() -> AsyncGenerator[None]:
        await asyncio.sleep(60)
        yield

    budget = Budget(databases[0], Metrics().held_back)
    monkeypatch.setattr(databases[0], "transaction", hangs)

    assert await spent([budget], Lane.LIVE, 6, within=4) == 6


async def test_without_a_database_calls_leave_slowly_instead_of_never() -> None:

    moment = timedelta(seconds=1)
    away = Database(
        "postgresql+asyncpg://nobody@127.0.0.1:1/none", read_patience=moment, write_patience=moment
    )

    assert 1 <= await spent([Budget(away, Metrics().held_back)], Lane.LIVE, 40, within=HALF) <= 16
    await away.close()


@pytest.mark.parametrize(
    ("lane", "purpose", "waits"),
    [
        ("team:1", None, Lane.DANGER),
        ("youth:1", None, Lane.LIVE),
        ("ticket:1", None, Lane.LIVE),
        ("first:1", Purpose.CHECK_INS, Lane.FIRST),
        ("invitation:1:2", Purpose.KEEP_IN_TOUCH, Lane.CAMPAIGN),
    ],
)
def test_every_delivery_waits_in_its_lane(lane: str, purpose: Purpose | None, waits: Lane) -> None:
    assert lane_of(OutboxEntry(lane=lane, purpose=purpose)) is waits


async def test_processes_that_had_nothing_to_do_do_not_all_make_up_for_it(
    databases: list[Database], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the middle of a second the database grants many."""

    async def grants(_budget: Budget, _lane: Lane, _ceiling: int) -> bool:
        return True

    if len(databases) == 1:
        pytest.skip("one process makes up for what it missed itself")
    monkeypatch.setattr(Budget, "_grants", grants)
    budgets = [Budget(db, Metrics().held_back) for db in databases]
    began = asyncio.get_running_loop().time()

    made = await spent(budgets, Lane.FIRST, 60, within=0.1)

    took = asyncio.get_running_loop().time() - began
    assert 1 <= made <= len(budgets) * (took / A_STEP + 2)
