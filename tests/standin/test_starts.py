"""When the starts that Discord allows in a day are nearly spent, nobody spends the last ones."""

import asyncio

import pytest

from tests.standin.process import BotProcess, until
from tests.standin.scene import SOON, Scene, a_scene
from tests.world import Store

pytestmark = pytest.mark.slow
ANEW_AFTER = 6.0


async def begun(scene: Scene, *roles: tuple[str, ...]) -> list[BotProcess]:
    """Start processes, and wait for none of them."""
    for number, role in enumerate(roles):
        scene.processes.append(BotProcess(scene.home, scene.discord, number, role=role))
    await asyncio.gather(*(process.start(wait=False) for process in scene.processes))
    return scene.processes


async def test_nobody_identifies_until_discord_allows_more_starts(store: Store) -> None:
    alone = store.url.startswith("sqlite")
    roles = [("run",)] if alone else [("run", "--shards", "0/2"), ("run", "--shards", "1/2")]
    async with a_scene(store.folder, store.url, processes=0, begun=False) as scene:
        discord, gateway = scene.discord, scene.discord.gateway
        gateway.starts_left, gateway.starts_anew_after = 0, ANEW_AFTER
        processes = await begun(scene, *roles)
        await until(lambda: discord.count("GET", "/gateway/bot") >= len(roles), 2 * SOON)
        await asyncio.sleep(ANEW_AFTER / 2)
        meanwhile = gateway.identifies
        gateway.starts_left, gateway.starts_anew_after = 1000, 0.0

        await until(lambda: gateway.identifies == len(roles), 2 * SOON)
        said = [process.log.read_text() for process in processes]

    assert meanwhile == 0
    assert [log.count("Of the 1000 starts") for log in said] == [1] * len(roles)
