"""Two processes on one database, and a database that hangs: PostgreSQL only."""

import asyncio
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from bot.helplines import Helplines
from tests.conftest import POSTGRES
from tests.standin.process import until
from tests.standin.proxy import Wire
from tests.standin.reading import sentence
from tests.standin.scene import SOON, a_scene
from tests.world import Templates

pytestmark = [
    pytest.mark.slow,
    pytest.mark.postgres,
    pytest.mark.skipif(POSTGRES is None, reason="MARAUDE_TEST_POSTGRES_URL is not set"),
]


async def test_two_processes_hear_one_press_once(templates: Templates, tmp_path: Path) -> None:
    store = await templates.fresh_postgres(tmp_path)
    async with a_scene(tmp_path, store.url, processes=2) as scene:
        released = await scene.talk.mentor.press(scene.card, scene.address("release")).wait(SOON)
        words = [scene.writes() for _ in range(3)]
        await until(lambda: all(scene.stands(word) for word in words), SOON)
        claimed = await scene.talk.mentor.press(scene.card, scene.address("claim")).wait(SOON)
        await scene.replies()
        await scene.rest()
        await asyncio.sleep(1)

        said = [process.log.read_text() for process in scene.processes]

    assert len(released.texts) == 1, released.texts
    assert len(claimed.texts) == 1, claimed.texts
    assert sentence("tickets-claimed-mentor", "alias", "until").search(claimed.said)
    assert [text.count("[error") for text in said] == [0, 0]


async def test_a_youth_gets_helplines_in_three_seconds_when_the_database_hangs(
    templates: Templates, tmp_path: Path
) -> None:
    store = await templates.fresh_postgres(tmp_path)
    server = make_url(store.url)
    async with Wire(server.host or "", server.port or 5432) as wire:
        through = server.set(host="127.0.0.1", port=wire.port)
        async with a_scene(tmp_path, through.render_as_string(hide_password=False)) as scene:
            wire.hang()

            answer = await scene.youth.type(scene.town.welcome_id, "talk").wait(3)

            number = Helplines().urgent("FR")[0].number
            assert number in answer.said
            wire.flow()
