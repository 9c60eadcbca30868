"""APScheduler in memory: it wakes jobs and remembers nothing; what is due is a column in a
table."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger
from sqlalchemy.exc import IntegrityError

from bot import clock
from bot.budget import Lane, in_lane
from bot.errors import Conflict, Unavailable

Job = Callable[[], Awaitable[None]]
TakeTurn = Callable[[str, timedelta], Awaitable[bool]]
log = logging.getLogger(__name__)
COMPARED_EVERY = timedelta(seconds=5)
WAS_SET = timedelta(seconds=5)
"""How far the clock on the wall must be from where it should be to have been set."""


class Pace(BaseTrigger):
    """Due again one pace from now. APScheduler's own interval would count, one by one, what a clock
    set forward by months left behind."""

    def __init__(self, pace: timedelta) -> None:
        self._pace = pace

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> Any:
        """Return when the job is due next."""
        return now + self._pace


class Scheduler:
    """Wakes each job at its own pace, and all of them once at the start.

    Args:
        now: the clock on the wall.
    """

    def __init__(self, now: clock.Clock = clock.now) -> None:
        self._jobs: list[tuple[Job, timedelta, bool]] = []
        self.take_turn: TakeTurn = _always
        self._now = now
        self._clock: Any = None  # APScheduler has no types
        self._began = now()
        self._comparison: asyncio.TimerHandle | None = None

    def every(self, pace: timedelta, job: Job) -> None:
        """Wake ``job`` at this pace once started, in one process of all that run."""
        self._jobs.append((job, pace, False))

    def here(self, pace: timedelta, job: Job) -> None:
        """Wake ``job`` at this pace in each process: it looks after what this one alone has."""
        self._jobs.append((job, pace, True))

    def start(self) -> None:
        """Begin to wake jobs; needs a running event loop."""
        late = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        self._clock = AsyncIOScheduler(timezone="UTC", job_defaults=late)
        for job, pace, is_everywhere in self._jobs:
            work = self._work(job, pace, is_everywhere=is_everywhere)
            self._clock.add_job(_guarded, Pace(pace), args=[work, name_of(job)])
        self._clock.start()
        self._began = self._loop_began()
        self._compare_clocks()

    async def run_all(self) -> None:
        """Run each job once, now: what became due while nobody looked."""
        for job, *_ in self._jobs:
            await _guarded(job, name_of(job))

    async def run_in_turn(self) -> None:
        """Run each job once, now, unless another process did so lately: for who missed nothing that
        it alone could have heard."""
        for job, pace, is_everywhere in self._jobs:
            await _guarded(self._work(job, pace, is_everywhere=is_everywhere), name_of(job))

    def stop(self) -> None:
        """Wake nobody any more."""
        if self._comparison is not None:
            self._comparison.cancel()
        if self._clock is not None:
            self._clock.shutdown(wait=False)
            self._clock = None

    def _work(self, job: Job, pace: timedelta, *, is_everywhere: bool) -> Job:
        return job if is_everywhere else partial(self._in_turn, job, pace)

    async def _in_turn(self, job: Job, pace: timedelta) -> None:
        if await self.take_turn(name_of(job), pace):
            await job()

    def _compare_clocks(self) -> None:
        """Wake every job when the clock was set: APScheduler waits for moments on the wall, and
        those may now be far away."""
        began = self._loop_began()
        if abs(began - self._began) > WAS_SET:
            log.warning("The clock was set by %s; every job is woken", began - self._began)
            self._began = began
            for job in self._clock.get_jobs():
                job.modify(next_run_time=self._now())
        loop = asyncio.get_running_loop()
        self._comparison = loop.call_later(COMPARED_EVERY.total_seconds(), self._compare_clocks)

    def _loop_began(self) -> datetime:
        """Return what the wall showed when the event loop's clock, which nobody can set, began."""
        return self._now() - timedelta(seconds=asyncio.get_running_loop().time())


async def _always(_name: str, _pace: timedelta) -> bool:
    return True


def name_of(job: Job) -> str:
    """Return the name of a job, which no other has."""
    work: Any = job.func if isinstance(job, partial) else job
    return f"{work.__module__}.{getattr(work, '__qualname__', type(work).__qualname__)}"


async def _guarded(job: Job, name: str) -> None:
    """Do a job. Nobody waits for what it asks of Discord: live conversations go first."""
    try:
        with in_lane(Lane.FIRST):
            await job()
    except Unavailable:
        log.warning("The database did not answer %s; it will be tried again", name)
    except (IntegrityError, Conflict):
        log.warning("Somebody was faster than %s; it will look again", name)
    except Exception:
        log.exception("The job %s failed; it will be tried again", name)
