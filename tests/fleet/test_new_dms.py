"""New DMs are opened at one pace, however many processes open them."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator
from datetime import timedelta
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import discord
import pytest

from bot import clock
from bot.fleet import Turns
from bot.new_dms import OPENED_TOO_FAST, SLOW_FOR, NewDms
from bot.outbox import SLOWED_DOWN
from tests.conftest import POSTGRES
from tests.world import Store, Templates

PACE = timedelta(seconds=0.4)
MINUTE = timedelta(minutes=1)


@contextlib.asynccontextmanager
async def processes(store: Store, *clocks: clock.Clock) -> AsyncGenerator[list[NewDms]]:
    """Each opens the same database, with a clock of its own."""
    async with contextlib.AsyncExitStack() as stack:
        made: list[NewDms] = []
        for now in clocks:
            db = store.open()
            stack.push_async_callback(db.close)
            made.append(NewDms(db, Turns(db, now), now, PACE))
        yield made


async def opened(everyone: list[NewDms], within: timedelta) -> list[float]:
    """Let each process open as many as it may, three of its hands at once; return the moments."""
    loop, moments = asyncio.get_running_loop(), list[float]()
    ends = loop.time() + within.total_seconds()

    async def opens(new_dms: NewDms) -> None:
        while loop.time() < ends:
            if await new_dms.put_off() is None:
                moments.append(loop.time())
            await asyncio.sleep(0.02)

    await asyncio.gather(*(opens(each) for each in everyone for _ in range(3)))
    return sorted(moments)


def refusal(code: int) -> discord.HTTPException:
    """What Discord says to a call."""
    answer: Any = SimpleNamespace(status=429, reason="Too Many Requests")
    return discord.HTTPException(answer, {"code": code, "message": "slow"})


@pytest.mark.postgres
@pytest.mark.skipif(POSTGRES is None, reason="MARAUDE_TEST_POSTGRES_URL is not set")
async def test_many_processes_open_no_more_than_one_and_no_fewer(
    templates: Templates, tmp_path: Any
) -> None:
    store = await templates.fresh_postgres(tmp_path)
    clocks = clock.now, lambda: clock.now() + MINUTE, lambda: clock.now() - MINUTE
    async with processes(store, *clocks) as everyone:
        moments = await opened(everyone, 6 * PACE)

    soon = PACE.total_seconds()
    assert all(later - earlier > soon * 0.8 for earlier, later in pairwise(moments))
    assert 5 <= len(moments) <= 7


async def test_one_process_keeps_the_pace_for_itself(store: Store) -> None:
    async with processes(store, clock.now) as everyone:
        assert 2 <= len(await opened(everyone, 2.5 * PACE)) <= 3


async def test_what_discord_says_to_one_process_all_heed_also_after_a_restart(
    store: Store,
) -> None:
    async with processes(store, clock.now) as (one,):
        for code in (50007, OPENED_TOO_FAST):
            before = await one.put_off()
            with pytest.raises(discord.HTTPException):
                async with one.heeded():
                    raise refusal(code)
            assert before is None
            await asyncio.sleep(PACE.total_seconds() * 1.2)
    async with processes(store, clock.now) as (other,):
        told = await other.put_off()

    assert told is not None
    assert told.problem == SLOWED_DOWN
    assert told.until is not None
    assert SLOW_FOR - MINUTE < told.until - clock.now() <= SLOW_FOR


async def test_discord_slows_nobody_down_for_longer_also_by_a_clock_that_was_wrong(
    store: Store,
) -> None:
    async with processes(store, clock.now) as (one,):
        with pytest.raises(discord.HTTPException):
            async with one.heeded():
                raise refusal(OPENED_TOO_FAST)
    for apart in (SLOW_FOR, -SLOW_FOR):
        async with processes(store, lambda apart=apart: clock.now() + apart * 1.1) as (later,):
            await asyncio.sleep(PACE.total_seconds())
            assert await later.put_off() is None
