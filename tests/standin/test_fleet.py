"""Processes with a part of the shards, and workers that hear nothing, on one PostgreSQL."""

import asyncio
from itertools import pairwise
from pathlib import Path

import pytest

from bot import clock, status
from bot.signs import seen
from cogs.watch import service as watch
from tests.conftest import POSTGRES
from tests.standin import faults
from tests.standin.conductor import parts_around
from tests.standin.databases import opened, owed
from tests.standin.process import BotProcess, until
from tests.standin.scene import SOON, Scene, a_scene
from tests.world import Templates

pytestmark = [
    pytest.mark.slow,
    pytest.mark.postgres,
    pytest.mark.skipif(POSTGRES is None, reason="MARAUDE_TEST_POSTGRES_URL is not set"),
]


async def joined(scene: Scene, *role: str) -> BotProcess:
    """Start one more process."""
    process = BotProcess(scene.home, scene.discord, len(scene.processes) + 1, role=role)
    scene.processes.append(process)
    await process.start()
    return process


async def test_a_worker_hands_over_what_needs_a_server_it_never_heard(
    templates: Templates, tmp_path: Path
) -> None:
    store = await templates.fresh_postgres(tmp_path)
    async with a_scene(tmp_path, store.url) as scene:
        await scene.bot.kill()
        before = len(scene.town.standing(scene.town.staff_id))
        async with opened(scene.home) as db, db.transaction() as session:
            await watch.alarm(session, 1, "doctor-never-open", {}, now=clock.now())
        await asyncio.sleep(1)
        waiting = len(scene.town.standing(scene.town.staff_id))

        await joined(scene, "work")

        await until(lambda: len(scene.town.standing(scene.town.staff_id)) > before, SOON)
        assert waiting == before


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/guilds/{guild}"), ("POST", "/channels/{staff}/messages")],
    ids=["before it sent", "before it heard that it had sent"],
)
async def test_a_worker_that_stood_still_for_longer_than_its_lease_sends_nothing_twice(
    templates: Templates, tmp_path: Path, method: str, path: str
) -> None:
    store = await templates.fresh_postgres(tmp_path)
    async with a_scene(tmp_path, store.url) as scene:
        await scene.bot.kill()
        town, discord = scene.town, scene.discord
        before = len(town.standing(town.staff_id))
        async with opened(scene.home) as db, db.transaction() as session:
            await watch.alarm(session, 1, "doctor-never-open", {}, now=clock.now())
        called = path.format(guild=town.guild_id, staff=town.staff_id)
        discord.faults.plan(method, called, faults.SLOW)
        frozen = await joined(scene, "work")
        await until(lambda: discord.faults.happened["slow"] == 1, SOON)
        frozen.freeze()
        try:
            await joined(scene, "work")
            async with asyncio.timeout(2 * SOON):
                while await owed(scene.home):
                    await asyncio.sleep(0.2)
            once = len(town.standing(town.staff_id)) - before
        finally:
            frozen.thaw()
        await asyncio.sleep(8)
        in_the_end = len(town.standing(town.staff_id)) - before

        said = [process.log.read_text() for process in scene.processes]

    assert (once, in_the_end) == (1, 1)
    assert not any("Traceback" in log for log in said)


async def test_who_hears_the_dm_and_who_hears_the_server_carry_one_conversation(
    templates: Templates, tmp_path: Path
) -> None:
    store = await templates.fresh_postgres(tmp_path)
    async with a_scene(tmp_path, store.url, processes=0, begun=False) as scene:
        of_dms, of_server = parts_around(scene.town.guild_id)
        await asyncio.gather(
            *(joined(scene, "run", "--shards", part) for part in (of_dms, of_server))
        )
        gateway = scene.discord.gateway
        await until(lambda: len(gateway.identified_at) == 2, SOON)
        await until(lambda: scene.discord.backend.commands.get(None), SOON)
        await scene.they_talk()
        word, reply = scene.writes(), await scene.replies()

        await until(lambda: scene.stands(word), SOON)
        await until(lambda: scene.stands(reply, in_dm=True), SOON)

        knocks = sorted(gateway.identified_at)
    assert all(later - earlier > 5 for earlier, later in pairwise(knocks))


@pytest.mark.parametrize("forgets", [False, True], ids=["says so", "does not say"])
async def test_a_very_large_bot_identifies_as_many_shards_at_once_as_discord_takes(
    templates: Templates, tmp_path: Path, forgets: bool
) -> None:
    store = await templates.fresh_postgres(tmp_path)
    async with a_scene(tmp_path, store.url, processes=0, begun=False) as scene:
        gateway = scene.discord.gateway
        gateway.takes_at_once = 2
        if forgets:
            scene.discord.faults.plan("GET", "/gateway/bot", faults.UNAVAILABLE, times=None)
        await asyncio.gather(
            *(joined(scene, "run", "--shards", part) for part in ("0-1/4", "2-3/4"))
        )
        await until(lambda: len(gateway.identified_at) == 4, 3 * SOON)

        knocks = sorted(gateway.identified_at)
        shards = [session.shard[0] for session in gateway.sessions.values()]
    pauses = [later - earlier for earlier, later in pairwise(knocks)]

    if forgets:
        assert all(pause > 5 for pause in pauses)
    else:
        assert {shard % 2 for shard in shards[:2]} == {shard % 2 for shard in shards[2:]} == {0, 1}
        assert knocks[2] - knocks[0] > 5
        assert knocks[3] - knocks[1] > 5
        assert knocks[3] - knocks[0] < 10


async def processes_told(scene: Scene) -> list[str]:
    """Return what ``maraude status`` says of the processes, without the moments."""
    async with opened(scene.home) as db:
        lines = await status.told(db, now=clock.now())
    heads = (line.partition(", since")[0] for line in lines)
    return [head for head in heads if head.startswith(("process", "Nobody", "A worker", "Two"))]


async def test_a_killed_process_is_followed_by_another_without_a_word_of_two(
    templates: Templates, tmp_path: Path
) -> None:
    store = await templates.fresh_postgres(tmp_path)
    async with a_scene(tmp_path, store.url, processes=0, begun=False) as scene:
        first = await joined(scene, "run", "--shards", "0/2")
        other = await joined(scene, "run", "--shards", "1/2")
        worker = await joined(scene, "work")
        everybody = ["process 0/2", "process 1/2", "process work"]
        async with asyncio.timeout(SOON):
            while await processes_told(scene) != everybody:
                await asyncio.sleep(0.2)

        await first.kill()
        await joined(scene, "run", "--shards", "0/2")
        async with asyncio.timeout(SOON):
            while not await restarted(scene, "0/2"):
                await asyncio.sleep(0.2)
        after_the_kill = await processes_told(scene)
        await asyncio.gather(other.stop(), worker.stop())
        after_the_goodbyes = await processes_told(scene)

        said = [process.log.read_text() for process in scene.processes]

    assert after_the_kill == everybody
    missing = "Nobody hears the shards 1/2. Type: maraude run --shards 1/2"
    assert after_the_goodbyes == ["process 0/2", missing]
    assert not any("Not alone" in log or "Traceback" in log for log in said)


async def restarted(scene: Scene, part: str) -> bool:
    """Tell whether a second process of this part gave a sign, after one that was killed."""
    async with opened(scene.home) as db, db.reading() as session:
        signs = (await seen(session, clock.now())).signs
    return [str(sign.part) for sign in signs].count(part) == 2
