"""Crash reports, to a Sentry that the operator chose: where in the code something failed, and
nothing of what it was about."""

import logging
from typing import Any

import sentry_sdk
from sentry_sdk.integrations.atexit import AtexitIntegration
from sentry_sdk.integrations.excepthook import ExcepthookIntegration
from sentry_sdk.integrations.logging import EventHandler
from sentry_sdk.transport import Transport
from sentry_sdk.types import Event, Hint
from sentry_sdk.utils import BadDsn

from bot.installation import BadStart
from bot.metrics import version
from bot.redaction import redact

KEPT = ("event_id", "timestamp", "platform", "level", "release", "logger")
KEPT_OF_FRAMES = ("filename", "module", "function", "lineno", "in_app")
OURS = ("bot", "cogs")
INCIDENT = "Incident %s"
"""The one line of ours whose value is kept: the code that a person was shown, and passes on."""


def report_crashes(dsn: str, transport: type[Transport] | None = None) -> None:
    """Send what is logged as an error, and what ends the process, to Sentry from now on.

    Args:
        transport: what carries the reports, instead of HTTPS.

    Raises:
        BadStart: when the address is none of Sentry's.
    """
    try:
        sentry_sdk.init(
            dsn,
            release=f"maraude@{version()}",
            transport=transport,
            before_send=scrubbed,
            default_integrations=False,
            integrations=[ExcepthookIntegration(), AtexitIntegration(_in_silence)],
            auto_enabling_integrations=False,
            include_local_variables=False,
            include_source_context=False,
            max_breadcrumbs=0,
            auto_session_tracking=False,
            send_client_reports=False,
            server_name="",
        )
    except BadDsn as problem:
        raise BadStart(
            "[monitoring] sentry_dsn is not an address that Sentry gives out. Copy it from the "
            "project's settings there, or leave it empty."
        ) from problem
    logging.getLogger().addHandler(EventHandler(logging.ERROR))


def _in_silence(_pending: int, _timeout: float) -> None:
    """What is still on its way when the process ends gets two seconds, without a word."""


def scrubbed(event: Event, _hint: Hint) -> Event:
    """Return what may leave: kinds of errors and places in the code, masked like a line of the log.
    The words of an error or of a library's line may hold anything, and stay."""
    raw: dict[str, Any] = {**event}
    kept: dict[str, Any] = {name: raw[name] for name in KEPT if name in raw}
    if raw.get("exception"):
        kept["exception"] = {"values": [_place_of(one) for one in raw["exception"]["values"]]}
    if raw.get("logentry") and str(raw.get("logger", "")).partition(".")[0] in OURS:
        line = raw["logentry"]
        kept["logentry"] = {"message": line["message"]}
        if line["message"] == INCIDENT:
            kept["logentry"]["params"] = [str(code) for code in line["params"]]
    return _masked(kept)


def _place_of(problem: dict[str, Any]) -> dict[str, Any]:
    trace: dict[str, Any] = problem.get("stacktrace") or {}
    frames: list[dict[str, Any]] = trace.get("frames") or []
    return {
        "type": problem.get("type"),
        "module": problem.get("module"),
        "stacktrace": {
            "frames": [{name: frame.get(name) for name in KEPT_OF_FRAMES} for frame in frames]
        },
    }


def _masked(value: Any) -> Any:
    match value:
        case str(words):
            return redact(words)
        case {**parts}:
            return {name: _masked(part) for name, part in parts.items()}
        case [*parts]:
            return [_masked(part) for part in parts]
        case _:
            return value
