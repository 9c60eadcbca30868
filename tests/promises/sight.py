"""What stands anywhere, read without the bot."""

import json
import logging
import re
import sqlite3
from collections.abc import Iterable, Iterator, MutableMapping
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from simcord.components import walk_components

from bot.log import mask
from tests.world import INVISIBLE, World

WORDS = re.compile(r"mot(\d+)v(\d+)\.")
LOST = "perdu."
"""What is said where nobody takes it in."""
NOTES = re.compile(r"note(\d+)\.")


@dataclass(frozen=True)
class Found:
    """Words that stand in a message."""

    number: int
    version: int
    channel_id: int
    message_id: int
    by_us: bool


def words_in(text: str) -> dict[int, int]:
    """Return the number and version of all words in a text."""
    return {int(number): int(version) for number, version in WORDS.findall(text)}


def text_in(message: Any) -> str:
    """Return all that is written in a stored message."""
    return f"{message.content} {json.dumps(message.embeds)}".translate(INVISIBLE)


def standing(world: World) -> Iterator[tuple[Any, str]]:
    """Return every message that stands for more than one pair of eyes, with what it says."""
    for channel in world.env.backend.messages.values():
        for message in channel.values():
            if not message.is_ephemeral:
                yield message, text_in(message)


def words_standing(world: World) -> list[Found]:
    """Return all words that stand somewhere, in the order of their messages."""
    return [
        Found(
            int(number),
            int(version),
            message.channel_id,
            message.id,
            message.author_id == world.env.backend.bot_user.id,
        )
        for message, text in standing(world)
        for number, version in WORDS.findall(text)
    ]


def addresses(message: Any) -> set[str]:
    """Return the addresses of a stored message's buttons."""
    return {c["custom_id"] for c in walk_components(message.components) if "custom_id" in c}


def stored_plainly(path: str) -> str:
    """Return whatever can be read in the database without a key."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as file:
        tables = [
            name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        return "\n".join(
            f"{table}: {row!r}"
            for table in tables
            for row in file.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - our own tables
        )


def gives_away(text: str, secrets: Iterable[str]) -> list[str]:
    """Return the lines of a text that give a secret away."""
    kept = list(secrets)
    return [line for line in text.splitlines() if any(secret in line for secret in kept)]


class Journal(logging.Handler):
    """Keeps every line as the log would show it."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        trouble = logging.Formatter().formatException(record.exc_info) if record.exc_info else ""
        line: MutableMapping[str, Any] = {"event": record.getMessage(), "trouble": trouble}
        self.lines.append(str(mask(None, "", line)))
