"""Somebody who looks at Maraude from outside."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import aiohttp
from prometheus_client import Metric
from prometheus_client.parser import text_string_to_metric_families

from bot.app import Maraude

HERE = "127.0.0.1"


@dataclass(frozen=True)
class Page:
    """What one address answered."""

    status: int
    text: str

    @property
    def families(self) -> list[Metric]:
        """Return the metrics of a scrape."""
        return list(text_string_to_metric_families(self.text))

    @property
    def labels(self) -> dict[str, set[str]]:
        """Return the labels of everything that can be asked for, by its name."""
        found: dict[str, set[str]] = {}
        for family in self.families:
            for sample in family.samples:
                found.setdefault(sample.name, set()).update(sample.labels)
        return found

    def value(self, name: str, **labels: str) -> float | None:
        """Return one value, if it is shown."""
        for family in self.families:
            for sample in family.samples:
                if sample.name == name and sample.labels == labels:
                    return sample.value
        return None


async def page_at(port: int, path: str) -> Page:
    """Return what an address on this machine answers."""
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"http://{HERE}:{port}{path}") as response,
    ):
        return Page(response.status, await response.text())


class Watcher:
    """Asks the bot's own port."""

    def __init__(self, port: int) -> None:
        self._port = port

    async def asks(self, path: str) -> Page:
        """Return what is answered."""
        return await page_at(self._port, path)

    async def scrapes(self) -> Page:
        """Return the metrics."""
        page = await self.asks("/metrics")
        assert page.status == 200
        return page


@asynccontextmanager
async def watching(bot: Maraude) -> AsyncGenerator[Watcher]:
    """Let the bot be seen on a free port."""
    port = await bot.monitoring.start(HERE, 0)
    try:
        yield Watcher(port)
    finally:
        await bot.monitoring.stop()


def broken(*_: Any, **__: Any) -> Any:
    """Stand where a database would answer."""
    raise OSError("no route to host")
