"""What a person reads: text without invisible marks, and our own sentences found in it."""

import re
from functools import cache
from typing import Any

from bot.installation import HOUSE
from bot.texts import Texts, Voice

INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]"
)


def text_of(message: Any) -> str:
    """Return what a person reads in a message: words and embeds."""
    parts: list[str] = [message.content or ""]
    for embed in message.embeds:
        parts += [embed.get("title") or "", embed.get("description") or ""]
        parts += [f"{field['name']}: {field['value']}" for field in embed.get("fields", [])]
        footer: dict[str, str] = embed.get("footer") or {}
        parts.append(footer.get("text", ""))
    return plain("\n".join(part for part in parts if part))


def plain(text: str) -> str:
    """Return a text without what nobody sees."""
    return INVISIBLE.sub("", text)


@cache
def _french() -> Voice:
    return Texts(HOUSE / "locales").voice("fr")


@cache
def sentence(key: str, *names: str, **known: str) -> re.Pattern[str]:
    """Return the pattern of one of our sentences; ``names`` are the values to find in it."""
    said = _french()(key, **known, **{name: f"@{name}@" for name in names})
    pattern = re.escape(plain(said))
    for name in names:
        pattern = pattern.replace(f"@{name}@", f"(?P<{name}>.+?)", 1).replace(f"@{name}@", ".+?")
    return re.compile(pattern)
