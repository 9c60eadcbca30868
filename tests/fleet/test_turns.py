"""Several processes agree on whose turn it is, through PostgreSQL."""

import asyncio
import contextlib
import os
import sys
from collections.abc import AsyncGenerator, Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import select, text

from bot import clock, fleet, listen, scheduler
from bot.db import Database
from bot.errors import Unavailable
from bot.fleet import Turns
from bot.installation import HOUSE
from bot.listen import Listener
from bot.scheduler import Scheduler, TakeTurn
from models import Team, Turn
from tests.conftest import POSTGRES
from tests.standin.databases import a_database
from tests.standin.process import until
from tests.world import TUESDAY_AFTERNOON, Store, Templates

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.skipif(POSTGRES is None, reason="MARAUDE_TEST_POSTGRES_URL is not set"),
]
MINUTE = timedelta(minutes=1)


@pytest.fixture
async def shared(templates: Templates, tmp_path: Path) -> Store:
    """One PostgreSQL for all processes."""
    return await templates.fresh_postgres(tmp_path)


@pytest.fixture
async def opened(shared: Store) -> AsyncGenerator[Callable[[], Database]]:
    """Opens the same database once more, as another process does."""
    async with contextlib.AsyncExitStack() as stack:

        def once_more() -> Database:
            db = shared.open()
            stack.push_async_callback(db.close)
            return db

        yield once_more


async def was_taken(db: Database, name: str, at: datetime) -> None:
    """Let a turn have been taken at another moment."""
    async with db.transaction() as session:
        (await session.get_one(Turn, name)).taken_at = at


@pytest.mark.parametrize("apart", [timedelta(0), MINUTE], ids=["agree", "are a minute apart"])
async def test_of_many_processes_one_takes_a_job_in_each_pace(
    opened: Callable[[], Database], apart: timedelta
) -> None:
    clocks = [clock.now, lambda: clock.now() + apart, lambda: clock.now() - apart]
    processes = [Turns(opened(), now) for now in (*clocks, *clocks)]
    pace = timedelta(seconds=20)

    first = await asyncio.gather(*(turns.take("ask", pace) for turns in processes))
    again = await asyncio.gather(*(turns.take("ask", pace) for turns in processes))
    await was_taken(opened(), "ask", clock.now() - pace)
    after_its_end = await asyncio.gather(*(turns.take("ask", pace) for turns in processes[1:]))

    assert [sum(first), sum(again), sum(after_its_end)] == [1, 0, 1]
    assert await processes[0].take("another job", pace)


async def test_a_turn_that_a_clock_ahead_of_time_left_holds_nobody_up(
    opened: Callable[[], Database], soon: float
) -> None:
    turns, ahead = Turns(opened(), clock.now), clock.now() + timedelta(days=400)
    await turns.take("ask", MINUTE)
    await turns.wait_to_identify(0)
    for name in ("ask", "identify"):
        await was_taken(opened(), name, ahead)

    assert await turns.take("ask", MINUTE)
    async with asyncio.timeout(soon):
        await turns.wait_to_identify(0)


async def test_jobs_are_woken_in_one_process_and_what_each_has_in_all(
    opened: Callable[[], Database],
) -> None:
    woken: list[str] = []

    async def job(what: str) -> None:
        woken.append(what)

    async def own(what: str) -> None:
        woken.append(what)

    async def nobody_asks(_name: str, _pace: timedelta) -> bool:
        return False

    def once_a_minute(turns: Turns) -> TakeTurn:
        return lambda name, _pace: turns.take(name, MINUTE)

    pace = timedelta(seconds=0.1)
    everyone = [Scheduler() for _ in range(3)]
    for each in everyone:
        each.take_turn = once_a_minute(Turns(opened(), clock.now))
        each.every(pace, partial(job, "for all"))
        each.here(pace, partial(own, "its own"))
        each.start()
    await until(lambda: woken.count("its own") >= 6, 10)
    for each in everyone:
        each.take_turn = nobody_asks
    await asyncio.sleep(0.3)
    for each in everyone:
        each.stop()

    assert woken.count("for all") == 1


def test_a_job_is_named_alike_however_it_is_handed_over() -> None:
    async def job() -> None: ...

    name = f"{__name__}.test_a_job_is_named_alike_however_it_is_handed_over.<locals>.job"

    assert {scheduler.name_of(job), scheduler.name_of(partial(job))} == {name}


async def knocked(processes: Sequence[Turns], keys: Sequence[int] = (0,) * 9) -> list[float]:
    """Each process knocks at the gateway; return after how many seconds each did, the first
    first."""
    loop = asyncio.get_running_loop()

    async def knock(turns: Turns, key: int) -> float:
        await turns.wait_to_identify(key)
        return loop.time()

    began = await asyncio.gather(*map(knock, processes, keys))
    return sorted(moment - min(began) for moment in began)


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> float:
    """Seconds between two knocks, fewer than Discord wants."""
    monkeypatch.setattr(fleet, "IDENTIFY_EVERY", timedelta(seconds=0.4))
    return 0.4


@pytest.mark.parametrize("apart", [timedelta(0), MINUTE], ids=["agree", "are a minute apart"])
async def test_whoever_knocks_at_the_gateway_waits_behind_all_others(
    opened: Callable[[], Database], soon: float, apart: timedelta
) -> None:
    clocks = [clock.now, lambda: clock.now() + apart, lambda: clock.now() - apart]
    processes = [Turns(opened(), now) for now in (*clocks, *clocks)]

    knocks = await knocked(processes)

    assert all(later - earlier > soon * 0.8 for earlier, later in pairwise(knocks))
    assert knocks[-1] < soon * len(processes)


async def test_large_bots_knock_once_for_each_key_at_a_time(
    opened: Callable[[], Database], soon: float
) -> None:
    processes = [Turns(opened(), clock.now) for _ in range(6)]

    knocks = await knocked(processes, keys=[0, 1, 2, 0, 1, 2])

    assert all(moment < soon * 0.8 for moment in knocks[:3])
    assert all(moment > soon * 0.8 for moment in knocks[3:])


async def test_who_gave_up_waiting_at_the_gateway_holds_nobody_up(
    opened: Callable[[], Database], soon: float
) -> None:
    """discord.py gives up after a minute and knocks anew: of a large fleet that lost Discord at the
    same moment, nobody would ever come in behind those that no longer wait."""

    async def knock_until_heard(turns: Turns) -> None:
        while True:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(soon * 2.5):
                    return await turns.wait_to_identify(0)

    processes = [Turns(opened(), clock.now) for _ in range(9)]

    async with asyncio.timeout(soon * 9 + 2):
        await asyncio.gather(*map(knock_until_heard, processes))


async def test_what_one_process_changes_another_hears(
    shared: Store, opened: Callable[[], Database]
) -> None:
    heard = 0

    async def renew() -> None:
        nonlocal heard
        heard += 1

    here, elsewhere = Listener(shared.url, renew), opened()
    here.start()
    await until(lambda: heard == 1, 10, "it began without looking")
    async with elsewhere.transaction() as session:
        session.add(Team(guild_id=1, name="Les Ponts", created_at=TUESDAY_AFTERNOON))
    await until(lambda: heard == 2, 10, "nobody told of the team")
    async with elsewhere.transaction() as session:
        await session.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND query LIKE 'LISTEN%'"
            )
        )
    await until(lambda: heard == 3, 10, "what was missed meanwhile is not looked for")
    here.stop()


async def test_an_address_with_a_query_is_listened_at_as_the_engine_reads_it(
    shared: Store, opened: Callable[[], Database]
) -> None:
    heard = 0

    async def renew() -> None:
        nonlocal heard
        heard += 1

    here = Listener(f"{shared.url}?ssl=prefer&prepared_statement_cache_size=50", renew)
    here.start()
    await until(lambda: heard == 1, 10, "the address was not understood")
    async with opened().transaction() as session:
        session.add(Team(guild_id=1, name="Les Ponts", created_at=TUESDAY_AFTERNOON))
    await until(lambda: heard == 2, 10, "nobody told of the team")
    here.stop()


async def test_that_nobody_tells_of_changes_is_said_once_in_each_outage(
    shared: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    looked, is_away = 0, True

    async def renew() -> None:
        nonlocal looked
        looked += 1
        if is_away:
            raise Unavailable

    monkeypatch.setattr(listen, "PAUSE", 0.05)
    monkeypatch.setattr(listen, "AT_MOST_EVERY", 0.05)
    here = Listener(shared.url, renew)
    here.start()
    for outage in (1, 2):
        await until(lambda before=looked: looked >= before + 3, 10)
        is_away = False
        await until(lambda before=looked: looked > before, 10)
        is_away = True
        here._told()
        assert len(caplog.messages) == outage
    here.stop()


async def test_of_a_flood_of_changes_the_last_is_heard_and_not_each(
    shared: Store, opened: Callable[[], Database]
) -> None:
    seen: list[int] = []
    here_db, elsewhere = opened(), opened()

    async def renew() -> None:
        async with here_db.reading() as session:
            seen.append(len((await session.scalars(select(Team.id))).all()))

    here = Listener(shared.url, renew)
    here.start()
    await until(lambda: seen == [0], 10, "it began without looking")
    began = asyncio.get_running_loop().time()
    for number in range(1, 151):
        async with elsewhere.transaction() as session:
            session.add(Team(guild_id=number, name="Les Ponts", created_at=TUESDAY_AFTERNOON))
    await until(lambda: seen[-1] == 150, 10, "the last change was not heard")
    took = asyncio.get_running_loop().time() - began
    here.stop()

    assert len(seen) <= 3 + took


async def test_of_many_processes_that_start_at_once_one_migrates(tmp_path: Path) -> None:
    async with a_database("postgres", tmp_path, POSTGRES or "") as url:
        dials = {"MARAUDE_DATABASE__URL": url, "MARAUDE_CONFIG": str(tmp_path / "none.toml")}
        processes = [
            await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "migrate", cwd=HOUSE, env=os.environ | dials,
                stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
            )
            for _ in range(4)
        ]  # fmt: skip
        said = [await process.communicate() for process in processes]

    assert [process.returncode for process in processes] == [0, 0, 0, 0], said
