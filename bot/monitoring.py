"""How Maraude is seen from outside: whether it lives, whether it is ready, and its metrics, on a
port of its own."""

import math
import os
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from aiohttp import web
from prometheus_client import Metric, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

from bot.errors import Unavailable
from bot.fleet import WORKER
from bot.installation import BadStart
from bot.status import PLACES, Owed, owed_by_place

if TYPE_CHECKING:
    from bot.app import Maraude

OWED_ABOUT = "What is owed to a kind of place and should have left."


class Monitoring:
    """Answers ``/healthz``, ``/readyz`` and ``/metrics``. Nothing it says names anybody."""

    def __init__(self, bot: "Maraude") -> None:
        self._bot = bot
        self._runner: web.AppRunner | None = None

    async def start(self, host: str, port: int) -> int:
        """Listen, and return the port: a free one for 0.

        Raises:
            BadStart: when nothing can listen there.
        """
        app = web.Application()
        app.router.add_get("/healthz", self._healthz)
        app.router.add_get("/readyz", self._readyz)
        app.router.add_get("/metrics", self._metrics)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await runner.setup()
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError as problem:
            await runner.cleanup()
            why = os.strerror(problem.errno) if problem.errno else str(problem)
            raise BadStart(
                f"Nothing can listen on port {port} of {host}: {why}. Look at [monitoring] host "
                "and port; with port 0, Maraude starts without."
            ) from problem
        self._runner = runner
        return int(runner.addresses[0][1])

    async def stop(self) -> None:
        """Listen no more."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def _healthz(self, _request: web.Request) -> web.Response:
        """The process and its event loop live: they have just answered."""
        return web.Response(text="ok\n")

    async def _readyz(self, _request: web.Request) -> web.Response:
        """Say in one line what is missing."""
        missing = self.missing_from_gateway()
        if not await self._bot.db.answers():
            missing.append("the database does not answer")
        if missing:
            return web.Response(text=f"not ready: {'; '.join(missing)}\n", status=503)
        return web.Response(text="ok\n")

    async def _metrics(self, _request: web.Request) -> web.Response:
        page = _Page([*self._bot.metrics.registry.collect(), *await self._read_now()])
        return web.Response(
            body=generate_latest(page), headers={"Content-Type": CONTENT_TYPE_PLAIN_0_0_4}
        )

    def missing_from_gateway(self) -> list[str]:
        """Return what keeps Discord's events from us, if anything does; a worker wants none."""
        if self._bot.part is WORKER:
            return []
        if not self._bot.is_ready():
            return ["the gateway has not told yet which servers there are"]
        closed, all_of_them = len(self._bot.closed_shards), len(self._bot.shards)
        return [f"{closed} of {all_of_them} connections to the gateway"] if closed else []

    async def _read_now(self) -> list[Metric]:
        """Read what is as it is at this moment."""
        waiting = await self._read_database()
        is_ready = waiting is not None and not self.missing_from_gateway()
        in_use, kept = self._bot.db.connections
        return [
            _gauge("ready", "1 when the gateway and the database are there.", is_ready),
            *self._gateway(),
            _gauge("database_up", "1 when the database answered in time.", waiting is not None),
            _gauge("database_pool_in_use", "Connections to the database in use.", in_use),
            _gauge("database_pool_size", "Connections to the database kept at hand.", kept),
            *(waiting or ()),
        ]

    def _gateway(self) -> Iterable[Metric]:
        shards = {str(number): shard for number, shard in self._bot.shards.items()}
        up = {number: float(not shard.is_closed()) for number, shard in shards.items()}
        yield _by("gateway_up", "1 while a shard is connected to Discord.", "shard", up)
        took = {n: shard.latency for n, shard in shards.items() if math.isfinite(shard.latency)}
        about = "How long Discord takes to answer a shard's heartbeat."
        yield _by("gateway_latency_seconds", about, "shard", took)

    async def _read_database(self) -> list[Metric] | None:
        """Count what waits, in one look; None when the database is away."""
        gauges, now = self._bot.metrics.gauges, self._bot.now()
        try:
            async with self._bot.db.reading() as session:
                owed = await owed_by_place(session, now)
                waits = [await gauge.ask(session, now) for gauge in gauges]
        except Unavailable:
            return None
        ages = [_age(found.since, now) for found in waits]
        return [
            *_owed(owed, now),
            *[
                _gauge(one.name, one.about, n.how_many)
                for one, n in zip(gauges, waits, strict=True)
            ],
            *[
                _gauge(f"{one.name}_age_seconds", _oldest(one.about), age)
                for one, age in zip(gauges, ages, strict=True)
            ],
        ]


class _Page:
    """What one scrape shows."""

    def __init__(self, families: Iterable[Metric]) -> None:
        self._families = families

    def collect(self) -> Iterable[Metric]:
        """Return every family, without the moments at which counters were made: nobody asks."""
        for family in self._families:
            family.samples = [s for s in family.samples if not s.name.endswith("_created")]
            yield family


def _gauge(name: str, about: str, value: float) -> Metric:
    return GaugeMetricFamily(f"maraude_{name}", about, value=float(value))


def _by(name: str, about: str, label: str, values: Mapping[str, float]) -> Metric:
    family = GaugeMetricFamily(f"maraude_{name}", about, labels=[label])
    for which, value in values.items():
        family.add_metric([which], value)
    return family


def _oldest(about: str) -> str:
    return f"{about} The age of the oldest one, in seconds; 0 when there is none."


def _owed(owed: Mapping[str, Owed], now: datetime) -> Iterable[Metric]:
    many: dict[str, float] = {**dict.fromkeys(PLACES, 0.0)}
    ages = {**many}
    for place, found in owed.items():
        many[place], ages[place] = found.how_many, _age(found.late_since, now)
    yield _by("deliveries_owed", OWED_ABOUT, "lane", many)
    yield _by("deliveries_owed_age_seconds", _oldest(OWED_ABOUT), "lane", ages)


def _age(since: datetime | None, now: datetime) -> float:
    """Return for how many seconds something waits: never less than none, whatever a clock that was
    set says."""
    return max(0.0, (now - since).total_seconds()) if since is not None else 0.0
