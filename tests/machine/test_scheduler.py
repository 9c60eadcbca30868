"""Jobs are woken at their pace, whatever becomes of the clock on the wall."""

import asyncio
import importlib
from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from typing import Any

import pytest

import bot.scheduler
from bot import clock
from bot.budget import LANE, Lane
from bot.errors import Conflict
from bot.scheduler import Scheduler
from tests.standin.process import until

READ_BY_APSCHEDULER = (
    "apscheduler.schedulers.base",
    "apscheduler.executors.base",
    "apscheduler.triggers.date",
    "apscheduler.triggers.interval",
)
"""The modules that look at the clock on the wall by themselves."""


@dataclass
class Wall:
    """A clock on the wall that can be set."""

    ahead: timedelta = timedelta(0)

    def now(self) -> datetime:
        """Return what it shows."""
        return clock.now() + self.ahead


@pytest.fixture
def wall(monkeypatch: pytest.MonkeyPatch) -> Wall:
    """The clock that APScheduler reads; ours is compared with it twenty times a second."""
    shown = Wall()

    class Shown(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Any:
            return shown.now().astimezone(tz)

    for module in READ_BY_APSCHEDULER:
        monkeypatch.setattr(importlib.import_module(module), "datetime", Shown)
    monkeypatch.setattr(bot.scheduler, "COMPARED_EVERY", timedelta(seconds=0.05))
    return shown


@dataclass
class Job:
    """Counts how often it was woken."""

    times: int = 0

    async def __call__(self) -> None:
        self.times += 1

    def was_woken(self, times: int) -> Callable[[], bool]:
        """Return the question whether it was woken that often from now on."""
        goal = self.times + times
        return lambda: self.times >= goal


@pytest.fixture
async def scheduler(wall: Wall) -> AsyncGenerator[Scheduler]:
    """The real one, not yet started."""
    built = Scheduler(wall.now)
    yield built
    built.stop()


async def test_nobody_who_answers_waits_for_what_a_job_asks_of_discord(
    scheduler: Scheduler,
) -> None:
    lanes: list[Lane] = []

    async def ask() -> None:
        lanes.append(LANE.get())

    async def asks_often() -> None:
        lanes.append(LANE.get())

    scheduler.every(timedelta(days=1), ask)
    scheduler.here(timedelta(seconds=0.1), asks_often)
    scheduler.start()

    await scheduler.run_all()
    lanes.append(LANE.get())
    await until(lambda: len(lanes) > 3, 3)

    assert lanes[:4] == [Lane.FIRST, Lane.FIRST, Lane.LIVE, Lane.FIRST]


async def test_a_process_that_only_works_begins_with_what_nobody_did_lately(
    scheduler: Scheduler,
) -> None:
    done_lately, long_ago, own = Job(), Job(), Job()

    async def take_turn(_name: str, pace: timedelta) -> bool:
        return pace < timedelta(days=1)

    scheduler.take_turn = take_turn
    scheduler.every(timedelta(days=1), done_lately)
    scheduler.every(timedelta(hours=1), long_ago)
    scheduler.here(timedelta(days=1), own)

    await scheduler.run_in_turn()

    assert (done_lately.times, long_ago.times, own.times) == (0, 1, 1)


async def test_a_job_that_stood_in_somebodys_way_is_no_incident(
    scheduler: Scheduler, caplog: pytest.LogCaptureFixture
) -> None:
    async def raced() -> None:
        raise Conflict

    scheduler.every(timedelta(days=1), raced)

    await scheduler.run_all()

    assert [record.levelname for record in caplog.records] == ["WARNING"]


@pytest.mark.parametrize(
    "set_by",
    [timedelta(hours=-1), timedelta(days=-400), timedelta(days=400)],
    ids=["back an hour", "back a year", "forward a year"],
)
async def test_a_clock_that_is_set_keeps_no_job_waiting(
    scheduler: Scheduler, wall: Wall, set_by: timedelta
) -> None:
    often, daily = Job(), Job()
    scheduler.every(timedelta(seconds=0.1), often)
    scheduler.every(timedelta(days=1), daily)
    scheduler.start()
    await until(often.was_woken(2), 3)
    assert daily.times == 0

    wall.ahead += set_by

    await until(often.was_woken(3), 3)
    await until(lambda: daily.times > 0, 3)


async def test_a_clock_that_is_corrected_a_little_wakes_nobody(
    scheduler: Scheduler, wall: Wall
) -> None:
    often, daily = Job(), Job()
    scheduler.every(timedelta(seconds=0.1), often)
    scheduler.every(timedelta(days=1), daily)
    scheduler.start()

    wall.ahead -= timedelta(seconds=1)
    await until(often.was_woken(2), 5)

    assert daily.times == 0


async def test_a_job_that_nobody_had_time_for_when_it_was_due_runs_as_soon_as_there_is(
    scheduler: Scheduler, wall: Wall
) -> None:
    hourly = Job()
    scheduler.every(timedelta(hours=1), hourly)
    scheduler.start()

    wall.ahead += timedelta(hours=1, seconds=2)
    scheduler._clock.wakeup()

    await until(hourly.was_woken(1), 3)


async def test_who_was_stopped_wakes_nobody_any_more(scheduler: Scheduler, wall: Wall) -> None:
    often = Job()
    scheduler.every(timedelta(seconds=0.1), often)
    scheduler.start()
    await until(often.was_woken(1), 3)

    scheduler.stop()
    already = often.times
    wall.ahead -= timedelta(hours=1)
    await asyncio.sleep(0.3)

    assert often.times == already
