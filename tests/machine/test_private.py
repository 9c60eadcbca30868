"""A young person's words do not slip out by accident, nor does a Discord id."""

import json
import logging
from collections.abc import Callable
from typing import Any

import pytest

from bot.redaction import Private, redact

WORDS = "je ne veux plus rentrer chez moi"
SHOWN = "<private, 32 characters>"

WAYS_OUT: list[Callable[[Private], str]] = [
    repr,
    str,
    lambda words: f"{words}",
    lambda words: f"{words!s} {words!r} {words!a}",
    lambda words: f"{words}",
    lambda words: "%s %r" % (words, words),  # noqa: UP031 - one of the ways out
    lambda words: "{} {!r}".format(words, words),  # noqa: UP032 - one of the ways out
    lambda words: str([words, (words,), {"said": words}]),
    lambda words: str(ValueError("cannot use", words)),
    lambda words: logging.LogRecord("x", 40, "", 1, "said %s", (words,), None).getMessage(),
    lambda words: str(getattr(words, "__dict__", "")),
]


@pytest.mark.parametrize("way", WAYS_OUT)
def test_words_show_their_length_and_nothing_else(way: Callable[[Private], str]) -> None:
    said = way(Private(WORDS))

    assert not any(word in said for word in ("veux", "rentrer", "chez moi"))
    assert SHOWN in said or said == ""


def before(words: Any) -> Any:
    return words + ""


def after(words: Any) -> Any:
    return "" + words


@pytest.mark.parametrize("use", [before, after, "".join, json.dumps, iter])
def test_words_are_no_text_that_could_be_joined_or_dumped(use: Callable[[Any], object]) -> None:
    words: Any = Private(WORDS)

    with pytest.raises(TypeError):
        use(words)


def test_words_are_revealed_only_on_purpose() -> None:
    words = Private(WORDS)

    assert words.reveal() == WORDS
    assert len(words) == len(WORDS)
    assert bool(words)
    assert not Private("")


@pytest.mark.parametrize(
    ("line", "masked"),
    [
        ("user 123456789012345678 left", "user <id> left"),
        ("<@123456789012345678>", "<@<id>>"),
        ("/channels/1234567890123456789/messages/123456789012345", "/channels/<id>/messages/<id>"),
        ("id=123456789012345678,", "id=<id>,"),
        ("dm123456789012345678x", "dm<id>x"),
        ("12345678901234567890", "<id>"),
        ("ticket 12, delivery 123456", "ticket 12, delivery 123456"),
        ("2026-01-06 13:00:00.123456", "2026-01-06 13:00:00.123456"),
        ("", ""),
    ],
)
def test_what_looks_like_a_discord_id_is_masked(line: str, masked: str) -> None:
    assert redact(line) == masked
