"""A crash report says where the code failed, and nothing of what it was about."""

import json
import logging
import sys
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

import pytest
import sentry_sdk
from sentry_sdk.envelope import Envelope
from sentry_sdk.transport import Transport

from bot import crashes
from bot.installation import BadStart
from tests.world import World

DSN = "https://0123456789abcdef@127.0.0.1/1"
NAME, WORDS = "Lina Zerrouki", "j'ai peur de rentrer chez moi"


@contextmanager
def reporting() -> Generator[list[str]]:
    """Catch what would leave for Sentry, as it would leave."""
    sent: list[str] = []

    class Catch(Transport):
        def capture_envelope(self, envelope: Envelope) -> None:
            sent.append(envelope.serialize().decode())

    root = logging.getLogger()
    before = root.handlers[:]
    crashes.report_crashes(DSN, Catch)
    try:
        yield sent
    finally:
        sentry_sdk.get_client().close()
        sentry_sdk.get_global_scope().set_client(None)
        root.handlers = before


def event_in(envelope: str) -> dict[str, Any]:
    """Return what stands in an envelope beside its headers."""
    *_, event = envelope.strip().splitlines()
    return json.loads(event)


async def a_listener_fails(world: World) -> None:
    """Something of ours breaks in the middle of a youth's words."""

    async def on_lina(youth_id: int) -> None:
        name, words = NAME, WORDS
        try:
            raise KeyError(youth_id)
        except KeyError as missing:
            raise ValueError(f"{name} ({youth_id}): {words}") from missing

    world.bot.add_listener(on_lina)
    with world.env._bot_scope():
        world.bot.dispatch("lina", world.lina.id)
    await world.env.settle()
    world.env._errors.clear()
    world.expected_incidents += 1


def telling(world: World, text: str) -> list[str]:
    """Return what a text tells of a youth."""
    hers = [str(world.lina.id), NAME, "Zerrouki", WORDS, "peur"]
    return [one for one in hers if one in text]


async def test_a_report_of_a_listener_that_failed_tells_nothing_of_the_youth(world: World) -> None:
    with reporting() as sent:
        await a_listener_fails(world)

    (envelope,) = sent
    assert telling(world, envelope) == []
    event = event_in(envelope)
    assert event["logentry"] == {"message": "The listener %s failed"}
    kinds = [one["type"] for one in event["exception"]["values"]]
    places = [f["function"] for f in event["exception"]["values"][-1]["stacktrace"]["frames"]]
    assert kinds == ["KeyError", "ValueError"]
    assert places[-1] == "on_lina"


async def test_without_the_scrubbing_it_would_tell(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def as_it_is(event: Any, _hint: Any) -> Any:
        return event

    monkeypatch.setattr(crashes, "scrubbed", as_it_is)

    with reporting() as sent:
        await a_listener_fails(world)

    (envelope,) = sent
    assert set(telling(world, envelope)) >= {NAME, WORDS}


def test_what_ends_the_process_is_reported_as_silently(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with reporting() as sent:
        try:
            raise ValueError(WORDS)
        except ValueError as problem:
            sys.excepthook(type(problem), problem, problem.__traceback__)

    (envelope,) = sent
    assert WORDS in capsys.readouterr().err
    assert WORDS not in envelope
    assert event_in(envelope)["exception"]["values"][0]["type"] == "ValueError"


def test_lines_of_libraries_and_what_ours_are_filled_with_stay_here() -> None:
    with reporting() as sent:
        logging.getLogger("asyncio").error("Task <%s> was never awaited: %s", NAME, WORDS)
        logging.getLogger("bot.delivery").error("Delivery %s was given up: %s", 7, WORDS)
        logging.getLogger("bot.ui").error("Incident %s", "c0ffee")
        logging.getLogger("bot.ui").warning("An answer came too late (%s)", WORDS)

    library, delivery, incident = map(event_in, sent)
    assert "logentry" not in library
    assert library["logger"] == "asyncio"
    assert delivery["logentry"] == {"message": "Delivery %s was given up: %s"}
    assert incident["logentry"] == {"message": "Incident %s", "params": ["c0ffee"]}
    assert [one for one in sent if WORDS in one or NAME in one] == []


def test_what_is_kept_is_masked_like_a_line_of_the_log() -> None:
    youth, seal = "1456074123456789012", "k" * 43
    event: Any = {
        "logger": f"bot.{youth}",
        "exception": {
            "values": [
                {
                    "type": f"Lost{youth}",
                    "value": WORDS,
                    "stacktrace": {
                        "frames": [
                            {"function": f"seal {seal}=", "lineno": 7, "vars": {"words": WORDS}}
                        ]
                    },
                }
            ]
        },
        "user": {"id": youth},
        "extra": {"words": WORDS},
        "breadcrumbs": [WORDS],
        "server_name": "association-poste-3",
        "request": {"data": WORDS},
        "contexts": {"words": WORDS},
        "tags": {"words": WORDS},
    }

    kept = crashes.scrubbed(event, {})

    assert set(kept) == {"logger", "exception"}
    shown = repr(kept)
    assert [one for one in (youth, seal, WORDS) if one in shown] == []
    assert "'lineno': 7" in shown
    assert "Lost<id>" in shown


def test_an_address_that_is_none_stops_the_start_and_is_not_repeated() -> None:
    with pytest.raises(BadStart, match="sentry_dsn is not an address") as stopped:
        crashes.report_crashes("hunter2")

    assert "hunter2" not in str(stopped.value)


def test_nothing_is_reported_unless_an_address_is_given() -> None:
    assert not sentry_sdk.get_client().is_active()
    assert not [h for h in logging.getLogger().handlers if isinstance(h, crashes.EventHandler)]
