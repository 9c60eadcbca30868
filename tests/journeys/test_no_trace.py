"""After a whole story, no file and no log holds who somebody is or what they said."""

import logging
from pathlib import Path

import pytest
import structlog

from bot.log import start_logging
from tests.promises.test_who_may_what import presses
from tests.world import Templates, World, a_world, answers_of

SECRET_WORDS = (
    "cachalot violet", "j'ai peur chez moi", "réponse confidentielle", "ananas de minuit",
    "kiwi du matin",
)  # fmt: skip


async def live_a_whole_story(world: World) -> None:
    """Ask, talk by DM and by mailbox, edit, fail, close, be asked again."""
    lina, sam = world.lina, world.sam
    apart = world.guild.create_text_channel("coordination")
    await world.is_set_up(coordinator_channel_id=apart.id)
    await world.ask(lina, SECRET_WORDS[0], wishes=["dm", "check-ins"])
    await world.claim(sam)
    message = await lina.send_dm(SECRET_WORDS[1])
    await lina.user.edit(message, SECRET_WORDS[1] + " ce soir")
    await world.reply(sam, SECRET_WORDS[2])
    world.env.inject_error(
        "POST", f"/channels/{lina.user.dm_channel.id}/messages", status=500, times=1
    )
    await world.reply(sam, SECRET_WORDS[2] + " encore")
    await world.later(minutes=1)
    world.close_dms(lina)
    await world.reply(sam, SECRET_WORDS[2] + " toujours")
    await lina.slash(world.welcome, "messages")
    world.open_dms()
    await world.close(sam)
    await says_what_she_thinks(world)
    await world.later(days=2)
    await world.restart()


async def says_what_she_thinks(world: World) -> None:
    """Lina gives a mark and a word, leaves an idea, and votes."""
    lina = world.lina
    goodbye = world.dm_messages(lina)[-1]
    thanks = answers_of(await world.press(lina.user, goodbye, "rating:1:1"))[0]
    form = await world.press(lina.user, thanks, "rated:1:word")
    await world.send_form(lina.user, form, words=SECRET_WORDS[3])
    await world.press(lina.user, thanks, "rated:1:lead")
    box = answers_of(await lina.slash(world.welcome, "voice"))[0]
    form = await world.press(lina, box, "voice:suggest")
    await world.send_form(lina, form, words=SECRET_WORDS[4])
    await world.press(lina, box, "voice:ask-me")
    choices = {"first": "Le soir", "second": "Le samedi"}
    look = await world.lea.slash(world.staff, "poll", question="Quand ?", **choices)
    await world.press(world.lea, answers_of(look)[0], "poll:1:send")
    await world.later(minutes=1)
    await presses(world, lina, "poll:1:vote:0")


async def test_the_raw_bytes_of_the_database_hold_nothing_of_a_person(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, templates: Templates
) -> None:
    store = await templates.fresh_sqlite(tmp_path)
    async with a_world(store, monkeypatch) as world:
        await live_a_whole_story(world)
        traces = [str(world.lina.id), world.lina.name, "Lina", str(world.lina.user.dm_channel.id)]

    raw = everything_in(tmp_path)
    assert raw
    for trace in (*traces, *SECRET_WORDS):
        assert trace.lower().encode() not in raw, trace
        assert trace.lower().encode("utf-16-le") not in raw, trace


def everything_in(folder: Path) -> bytes:
    """Return the bytes of the database's files, the write-ahead log included."""
    return b"".join(file.read_bytes() for file in folder.glob("maraude.db*")).lower()


async def test_the_logs_of_a_whole_story_hold_nothing_of_a_person(
    world: World, capfd: pytest.CaptureFixture[str]
) -> None:
    start_logging("DEBUG", as_json=False)
    root = logging.getLogger()
    try:
        await live_a_whole_story(world)
        root.error("something about %s", world.lina.id)
    finally:
        root.handlers = [h for h in root.handlers if not isinstance(h, logging.StreamHandler)]
        root.setLevel(logging.WARNING)
        structlog.reset_defaults()
    written = capfd.readouterr().err.lower()

    assert "something about <id>" in written
    traces = [str(world.lina.id), world.lina.name, str(world.lina.user.dm_channel.id)]
    for trace in (*traces, *SECRET_WORDS):
        assert trace.lower() not in written, trace
