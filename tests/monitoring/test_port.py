"""The port of its own: off unless wanted, honest about what is missing, and closed with the bot."""

import socket
from unittest.mock import PropertyMock

import pytest

from bot.app import Maraude
from bot.installation import BadStart
from tests.monitoring.scrape import HERE, broken, page_at, watching
from tests.world import FakeClock, Store, World, a_bot


def a_free_port() -> int:
    """Return a port that nobody uses at this moment."""
    with socket.socket() as tried:
        tried.bind((HERE, 0))
        return int(tried.getsockname()[1])


async def test_a_bot_that_runs_and_has_its_database_is_ready(world: World) -> None:
    async with watching(world.bot) as watcher:
        lives, ready = await watcher.asks("/healthz"), await watcher.asks("/readyz")

    assert (lives.status, lives.text) == (200, "ok\n")
    assert (ready.status, ready.text) == (200, "ok\n")


async def test_without_its_database_it_lives_but_is_not_ready(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with watching(world.bot) as watcher:
        monkeypatch.setattr(world.bot.db, "_reading", broken)

        lives, ready = await watcher.asks("/healthz"), await watcher.asks("/readyz")

    assert lives.status == 200
    assert (ready.status, ready.text) == (503, "not ready: the database does not answer\n")


async def test_before_discord_told_which_servers_there_are_it_is_not_ready(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with watching(world.bot) as watcher:
        monkeypatch.setattr(world.bot, "is_ready", lambda: False)

        ready = await watcher.asks("/readyz")
        seen = await watcher.scrapes()

    assert ready.status == 503
    assert ready.text == "not ready: the gateway has not told yet which servers there are\n"
    assert seen.value("maraude_ready") == 0


async def test_a_connection_that_is_lost_is_missed_by_number_alone(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost = {3: Shard(is_open=False), 4: Shard(is_open=True)}
    monkeypatch.setattr(Maraude, "shards", PropertyMock(return_value=lost))
    async with watching(world.bot) as watcher:
        ready, seen = await watcher.asks("/readyz"), await watcher.scrapes()

    assert ready.text == "not ready: 1 of 2 connections to the gateway\n"
    assert seen.value("maraude_gateway_up", shard="3") == 0
    assert seen.value("maraude_gateway_up", shard="4") == 1
    assert seen.value("maraude_gateway_latency_seconds", shard="3") is None
    assert seen.value("maraude_gateway_latency_seconds", shard="4") == 0.25


class Shard:
    """One connection to the gateway."""

    def __init__(self, *, is_open: bool) -> None:
        self._is_open = is_open
        self.latency = 0.25 if is_open else float("inf")

    def is_closed(self) -> bool:
        return not self._is_open


async def test_nobody_listens_unless_a_port_is_named(world: World) -> None:
    assert world.store.settings.monitoring.port == 0
    assert world.bot.monitoring._runner is None
    assert world.bot.http.http_trace is None


async def test_the_port_opens_with_the_bot_and_closes_with_it(store: Store) -> None:
    port = a_free_port()
    store.dials["monitoring"] = {"port": port}
    bot = await a_bot(store, FakeClock())
    assert bot.http.http_trace is not None
    await bot._async_setup_hook()
    await bot.setup_hook()

    lives, ready = await page_at(port, "/healthz"), await page_at(port, "/readyz")
    await bot.close()

    assert lives.status == 200
    assert ready.status == 503
    with pytest.raises(OSError, match="Cannot connect"):
        await page_at(port, "/healthz")


async def test_a_port_that_somebody_else_has_stops_the_start_in_one_sentence(
    world: World,
) -> None:
    with socket.socket() as other:
        other.bind((HERE, 0))
        other.listen()
        port = int(other.getsockname()[1])

        with pytest.raises(BadStart, match=f"Nothing can listen on port {port} of {HERE}: Address"):
            await world.bot.monitoring.start(HERE, port)


async def test_an_address_that_this_machine_does_not_have_stops_the_start(world: World) -> None:
    with pytest.raises(BadStart, match="Nothing can listen on port 9100 of 192.0.2.1"):
        await world.bot.monitoring.start("192.0.2.1", 9100)
