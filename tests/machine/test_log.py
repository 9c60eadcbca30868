"""No line of the log says who somebody is, whoever wrote it."""

import json
import logging
from collections.abc import Generator

import pytest
import structlog

from bot.log import start_logging
from bot.pictures import Pictures
from tests.machine.test_pictures import HOME, a_photo_from_home

WHO = 123456789012345678


@pytest.fixture(params=[False, True], ids=["for people", "for collectors"])
def logged(
    request: pytest.FixtureRequest, capfd: pytest.CaptureFixture[str]
) -> Generator[pytest.CaptureFixture[str]]:
    """The log as the operator reads it."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    start_logging("DEBUG", as_json=request.param)
    yield capfd
    root.handlers = before
    root.setLevel(level)
    structlog.reset_defaults()


@pytest.mark.parametrize(
    "name", ["bot.delivery", "discord", "discord.http", "discord.gateway", "sqlalchemy", "asyncio"]
)
def test_an_id_is_masked_whoever_writes_the_line(
    logged: pytest.CaptureFixture[str], name: str
) -> None:
    logging.getLogger(name).error("user %s and %r left /channels/%s/messages", WHO, [WHO], WHO)

    line = logged.readouterr().err
    assert str(WHO) not in line
    assert "user <id> and [<id>] left /channels/<id>/messages" in line
    assert name in line


def test_an_id_in_a_traceback_is_masked(logged: pytest.CaptureFixture[str]) -> None:
    try:
        try:
            raise KeyError(WHO)
        except KeyError as inner:
            raise ValueError(f"no member {WHO}") from inner
    except ValueError:
        logging.getLogger("discord.client").exception("Ignoring")

    line = logged.readouterr().err
    assert "ValueError: no member <id>" in line
    assert "KeyError: <id>" in line
    assert str(WHO) not in line


def test_an_id_in_what_goes_with_a_line_is_masked(logged: pytest.CaptureFixture[str]) -> None:
    structlog.get_logger("bot").error("left", who=WHO, about={"who": [WHO]}, is_final=True)
    logging.getLogger("bot").error("%(who)s left", {"who": WHO})

    lines = logged.readouterr().err
    assert str(WHO) not in lines
    assert "<id>" in lines


def test_the_stack_of_a_line_is_masked_too(logged: pytest.CaptureFixture[str]) -> None:
    logging.getLogger("bot").error("here", stack_info=True, extra={"who": WHO})

    assert str(WHO) not in logged.readouterr().err


def test_every_line_for_collectors_is_one_object(capfd: pytest.CaptureFixture[str]) -> None:
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    start_logging("INFO", as_json=True)
    logging.getLogger("bot").error("one\nof two lines")
    try:
        raise ValueError("x")
    except ValueError:
        logging.getLogger("bot").exception("failed")
    root.handlers = before
    root.setLevel(level)
    structlog.reset_defaults()

    lines = capfd.readouterr().err.strip().splitlines()
    assert [json.loads(line)["event"] for line in lines] == ["one\nof two lines", "failed"]
    assert all({"level", "logger", "timestamp"} <= json.loads(line).keys() for line in lines)


@pytest.mark.parametrize("name", ["discord.http", "discord.gateway", "aiosqlite", "sqlalchemy"])
def test_libraries_that_would_tell_all_are_kept_short(
    logged: pytest.CaptureFixture[str], name: str
) -> None:
    """At DEBUG, discord.py writes whole payloads, words included."""
    logging.getLogger(name).debug("POST with {'content': 'je vais mal'}")

    assert logged.readouterr().err == ""


async def test_what_hides_in_a_photo_is_not_told_to_the_log(
    logged: pytest.CaptureFixture[str],
) -> None:
    """At DEBUG, Pillow writes down what a camera noted: where, when, with which words."""
    await Pictures().cleaned(a_photo_from_home())

    assert HOME.decode() not in logged.readouterr().err
