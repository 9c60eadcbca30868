"""What people are spared when Discord fails, one fault at a time."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from models import EntryState, OutboxEntry
from tests.standin import faults
from tests.standin.databases import opened
from tests.standin.faults import Trouble
from tests.standin.process import until
from tests.standin.scene import SOON, Scene, a_scene
from tests.world import Store, Templates

pytestmark = pytest.mark.slow
FORGOTTEN_AT_ONCE = timedelta(0)


@pytest.fixture
async def sqlite(templates: Templates, tmp_path: Path) -> Store:
    """An empty database in a file."""
    return await templates.fresh_sqlite(tmp_path)


@pytest.fixture
async def scene(sqlite: Store) -> AsyncGenerator[Scene]:
    """A conversation; Discord forgets each nonce at once, so that only looking helps."""
    async with a_scene(sqlite.folder, sqlite.url, nonce_for=FORGOTTEN_AT_ONCE) as built:
        yield built


async def test_a_reply_whose_answer_was_lost_stands_once(scene: Scene) -> None:
    scene.discord.faults.plan("POST", scene.dm_path, faults.ANSWER_LOST)
    await scene.replies()
    await scene.rest()
    scene.discord.faults.plan("POST", scene.dm_path, faults.UNAVAILABLE_AFTER)
    await scene.replies()
    await scene.rest()

    assert scene.discord.faults.happened.total() == 2
    assert scene.verdict().is_clean, scene.verdict().lines()


async def test_calls_that_fail_are_made_again_until_the_words_arrive_in_order(
    scene: Scene,
) -> None:
    troubles = [faults.TOO_FAST, faults.UNAVAILABLE, faults.DROPPED]
    for trouble in troubles:
        scene.discord.faults.plan("POST", scene.thread_path, trouble)
    words = [scene.writes() for _ in range(4)]

    await until(lambda: all(scene.stands(word) for word in words), 40)

    await scene.rest()
    assert {trouble.name for trouble in troubles} == set(scene.discord.faults.happened)
    assert scene.verdict().is_clean, scene.verdict().lines()


async def test_a_process_killed_while_a_reply_travels_says_it_once(scene: Scene) -> None:
    slow = Trouble("slow", after=True, pause=5.0)
    scene.discord.faults.plan("POST", scene.dm_path, slow)
    word = await scene.replies()
    await until(lambda: scene.stands(word, in_dm=True), SOON)

    await scene.bot.kill()
    await scene.bot.start()

    await scene.rest()
    assert scene.verdict().is_clean, scene.verdict().lines()


async def test_words_written_while_no_process_lived_arrive_in_order(scene: Scene) -> None:
    await scene.bot.kill()
    words = [scene.writes() for _ in range(5)]

    await scene.bot.start()
    words.append(scene.writes())
    await until(lambda: all(scene.stands(word) for word in words), 20)

    await scene.rest()
    assert scene.verdict().is_clean, scene.verdict().lines()


async def test_words_changed_and_taken_back_while_no_process_lived_follow(scene: Scene) -> None:
    changed, gone, kept = scene.writes(), scene.writes(), scene.writes()
    await until(lambda: scene.stands(kept), SOON)
    await scene.bot.kill()
    assert changed.message_id is not None
    assert gone.message_id is not None
    scene.youth.edit(changed.message_id, changed.said(2))
    changed.versions = {2}
    scene.youth.delete(gone.message_id)
    gone.taken_back = True

    await scene.bot.start()
    await until(lambda: scene.verdict().is_clean, 20)


async def test_a_gateway_that_resumes_loses_no_words(scene: Scene) -> None:
    await scene.discord.gateway.drop()
    words = [scene.writes() for _ in range(3)]

    await until(lambda: all(scene.stands(word) for word in words), 20)

    assert scene.discord.gateway.resumes == 1
    await scene.rest()
    assert scene.verdict().is_clean, scene.verdict().lines()


async def test_a_gateway_that_refuses_to_resume_loses_no_words(scene: Scene) -> None:
    await scene.discord.gateway.drop(resumable=False)
    words = [scene.writes() for _ in range(3)]

    await until(lambda: all(scene.stands(word) for word in words), 30)

    assert scene.discord.gateway.refusals == 1
    await scene.rest()
    assert scene.verdict().is_clean, scene.verdict().lines()


async def test_a_process_asked_to_stop_ends_within_ten_seconds_and_loses_nothing(
    scene: Scene,
) -> None:
    slow = Trouble("slow", after=True, pause=2.0)
    scene.discord.faults.plan("POST", scene.dm_path, slow)
    for _ in range(3):
        await scene.replies()

    took = await scene.bot.stop()

    assert took < timedelta(seconds=10)
    await scene.bot.start()
    await scene.rest()
    assert scene.verdict().is_clean, scene.verdict().lines()


async def test_what_is_on_its_way_when_a_process_is_asked_to_stop_is_noted_before_it_ends(
    scene: Scene,
) -> None:
    slow = Trouble("slow", after=True, pause=1.0)
    scene.discord.faults.plan("POST", scene.dm_path, slow)
    word = await scene.replies()
    await until(lambda: scene.stands(word, in_dm=True), SOON)

    await scene.bot.stop()

    assert scene.discord.faults.happened["slow"] == 1
    async with opened(scene.home) as db, db.reading() as session:
        replies = select(OutboxEntry).where(OutboxEntry.card == "relay.to_youth")
        (entry,) = (await session.scalars(replies)).all()
    assert entry.state is EntryState.SENT
    assert entry.message_id is not None


async def test_a_start_at_which_discord_does_not_answer_ends_with_a_sentence(
    scene: Scene,
) -> None:
    await scene.bot.kill()
    scene.discord.faults.plan("GET", "/gateway/bot", faults.UNAVAILABLE, times=None)

    said, code = await how_it_ends(scene, scene.bot.start(wait=False))

    assert code == 1
    assert said.splitlines()[-1].startswith("Discord does not answer.")
    assert "Traceback" not in said


async def test_a_token_that_is_revoked_while_the_bot_runs_ends_it_with_a_sentence(
    scene: Scene,
) -> None:
    said, code = await how_it_ends(scene, scene.discord.gateway.drop(code=4004))

    assert code == 1
    assert said.splitlines()[-1].startswith("Discord refuses this token.")
    assert "Traceback" not in said


async def how_it_ends(scene: Scene, cause: Awaitable[None]) -> tuple[str, int | None]:
    """Return what the process says from now on until it ends, and its exit code."""
    so_far = len(scene.bot.log.read_text())
    await cause
    async with asyncio.timeout(30):
        code = await scene.bot.ended()
    return scene.bot.log.read_text()[so_far:], code


async def test_a_youth_whose_dms_are_closed_reads_the_reply_in_the_mailbox(scene: Scene) -> None:
    scene.discord.faults.plan("POST", scene.dm_path, faults.DMS_CLOSED, times=None)
    word = await scene.replies()
    await scene.rest()

    read = await scene.youth.type(scene.town.welcome_id, "messages").wait(SOON)

    assert word.token in read.said
    assert not scene.stands(word, in_dm=True)


async def test_a_dm_that_is_gone_is_opened_again(scene: Scene) -> None:
    scene.discord.faults.plan("POST", scene.dm_path, faults.CHANNEL_GONE)

    await scene.replies()
    await scene.rest()

    assert scene.verdict().is_clean, scene.verdict().lines()


async def test_a_press_whose_answer_is_slow_claims_once(scene: Scene) -> None:
    scene.discord.faults.plan("POST", "/interactions/*", faults.SLOW)

    answer = await scene.talk.mentor.press(scene.card, scene.address("release")).wait(SOON)
    await scene.rest()
    again = await scene.talk.mentor.press(scene.card, scene.address("claim")).wait(SOON)
    await scene.rest()

    assert "file" in answer.said
    assert "C'est toi" in again.said
    assert len(scene.town.cards_of(scene.talk.alias)) == 1


async def test_words_written_before_the_bot_opened_the_dm_arrive(sqlite: Store) -> None:
    async with a_scene(sqlite.folder, sqlite.url, begun=False) as scene:
        scene.discord.faults.plan("POST", "/users/@me/channels", faults.UNAVAILABLE, times=None)
        await scene.asks()
        await scene.bot.kill()
        words = [scene.writes() for _ in range(3)]
        scene.discord.faults.calm()

        await scene.bot.start()
        await until(lambda: all(scene.stands(word) for word in words), 25)

        await scene.rest()
        assert scene.verdict().is_clean, scene.verdict().lines()
