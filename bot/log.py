"""Structured logs that carry ids of records, never words, and mask what looks like a Discord id."""

import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import discord
import structlog

from bot.redaction import redact


def mask(_logger: Any, _name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Mask Discord ids in every value of a log line, tracebacks included."""
    return {
        key: redact(str(value)) if not isinstance(value, bool) else value
        for key, value in event.items()
    }


class Stderr(logging.Handler):
    """Writes to standard error as it is now; a line that cannot be written shows no arguments."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line."""
        try:
            print(self.format(record), file=sys.stderr, flush=True)  # noqa: T201 - that is the log
        except Exception as problem:  # noqa: BLE001 - a log must never break what it tells of
            line = f"A line of {record.name} could not be written: {type(problem).__name__}"
            print(line, file=sys.__stderr__)


def start_logging(level: str, *, as_json: bool) -> None:
    """Send our logs and those of the libraries through the same mask to standard error."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    renderer = (
        structlog.processors.JSONRenderer()
        if as_json
        else structlog.dev.ConsoleRenderer(colors=False)
    )
    handler = Stderr()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*shared, structlog.stdlib.PositionalArgumentsFormatter()],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                mask,
                renderer,
            ],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    logging.getLogger("discord").setLevel(max(root.level, logging.INFO))
    for chatty in ("apscheduler", "aiosqlite", "sqlalchemy", "PIL"):
        logging.getLogger(chatty).setLevel(max(root.level, logging.WARNING))
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
