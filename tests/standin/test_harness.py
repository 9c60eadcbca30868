"""The harness notices when a protection is missing: otherwise its zeros would mean nothing."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.standin import faults
from tests.standin.process import until
from tests.standin.scene import SOON, a_scene
from tests.world import Templates

pytestmark = pytest.mark.slow


async def test_without_looking_first_a_lost_answer_is_counted_as_doubled(
    templates: Templates, tmp_path: Path
) -> None:
    store = await templates.fresh_sqlite(tmp_path)
    async with a_scene(
        tmp_path, store.url, nonce_for=timedelta(minutes=5), without="look,nonce"
    ) as scene:
        scene.discord.faults.plan("POST", scene.dm_path, faults.ANSWER_LOST)
        await scene.replies()
        await scene.rest()

        found = scene.verdict()

    assert len(found.doubled) == 1
    assert not found.lost


async def test_without_reading_back_words_of_a_downtime_are_counted_as_lost(
    templates: Templates, tmp_path: Path
) -> None:
    store = await templates.fresh_sqlite(tmp_path)
    async with a_scene(tmp_path, store.url, without="history") as scene:
        first = scene.writes()
        await until(lambda: scene.stands(first), SOON)
        await scene.bot.kill()
        missed = [scene.writes() for _ in range(3)]
        await scene.bot.start()
        heard = scene.writes()
        await until(lambda: scene.stands(heard), SOON)
        await scene.rest()

        found = scene.verdict()

    assert len(found.lost) == len(missed)
