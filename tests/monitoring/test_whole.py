"""A real process, seen from outside while people press and type."""

import socket
from pathlib import Path

import pytest

from tests.monitoring.scrape import HERE, page_at
from tests.monitoring.test_port import a_free_port
from tests.standin.databases import set_up
from tests.standin.people import a_town
from tests.standin.process import BotProcess, Home
from tests.standin.scene import a_scene
from tests.standin.server import StandIn
from tests.world import Store

pytestmark = pytest.mark.slow


async def test_every_kind_of_first_answer_is_timed_where_it_passes(
    store: Store, tmp_path: Path
) -> None:
    port = a_free_port()
    dials = {"MONITORING__PORT": str(port)}
    async with a_scene(tmp_path, store.url, dials=dials) as scene:
        seen, ready = await page_at(port, "/metrics"), await page_at(port, "/readyz")
        scene_ids = [str(scene.youth.id), str(scene.town.guild_id), scene.talk.alias]

    timed = {
        kind: seen.value("maraude_acknowledgement_seconds_count", kind=kind)
        for kind in ("command", "modal", "component")
    }
    assert timed == {"command": 1, "modal": 1, "component": 1}
    assert (seen.value("maraude_acknowledgement_seconds_sum", kind="modal") or 0) > 0
    assert (seen.value("maraude_deliveries_total", outcome="sent") or 0) > 0
    assert ready.status == 200
    assert [one for one in scene_ids if one in seen.text] == []


async def test_a_port_that_is_taken_ends_the_start_with_code_1(
    store: Store, tmp_path: Path
) -> None:
    with socket.socket() as other:
        other.bind((HERE, 0))
        other.listen()
        taken = str(other.getsockname()[1])
        async with StandIn() as discord:
            home = Home(tmp_path, store.url, dials={"MONITORING__PORT": taken})
            await set_up(home, a_town(discord, youths=1, mentors=1))
            process = BotProcess(home, discord)
            await process.start(wait=False)

            code = await process.ended()

    assert code == 1
    assert process.log.read_text().splitlines()[-1].startswith("Nothing can listen on port")
