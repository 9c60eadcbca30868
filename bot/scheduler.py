"""APScheduler in memory: it wakes jobs and remembers nothing; what is due is a column in a
table."""

import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy.exc import IntegrityError

from bot.errors import Unavailable

Job = Callable[[], Awaitable[None]]
log = logging.getLogger(__name__)


class Scheduler:
    """Wakes each job at its own pace, and all of them once at the start."""

    def __init__(self) -> None:
        self._jobs: list[tuple[Job, timedelta]] = []
        self._clock: Any = None  # APScheduler has no types

    def every(self, pace: timedelta, job: Job) -> None:
        """Wake ``job`` at this pace once started."""
        self._jobs.append((job, pace))

    def start(self) -> None:
        """Begin to wake jobs; needs a running event loop."""
        self._clock = AsyncIOScheduler(
            timezone="UTC", job_defaults={"coalesce": True, "max_instances": 1}
        )
        for job, pace in self._jobs:
            self._clock.add_job(_guarded, "interval", seconds=pace.total_seconds(), args=[job])
        self._clock.start()

    async def run_all(self) -> None:
        """Run each job once, now: what became due while nobody looked."""
        for job, _ in self._jobs:
            await _guarded(job)

    def stop(self) -> None:
        """Wake nobody any more."""
        if self._clock is not None:
            self._clock.shutdown(wait=False)
            self._clock = None


async def _guarded(job: Job) -> None:
    name = getattr(job, "__qualname__", repr(job))
    try:
        await job()
    except Unavailable:
        log.warning("The database did not answer %s; it will be tried again", name)
    except IntegrityError:
        log.warning("Somebody was faster than %s; it will look again", name)
    except Exception:
        log.exception("The job %s failed; it will be tried again", name)
