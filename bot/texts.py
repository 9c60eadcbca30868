"""Words in the reader's language, chosen last."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from fluent.runtime import FluentBundle, FluentResource

Locale = Literal["en", "fr"]
LOCALES: tuple[Locale, ...] = ("en", "fr")
LONGEST_VALUE = 900


def locale_of(tag: str | None) -> Locale | None:
    """Return our language for a tag such as ``fr`` or ``en-GB``, or None when it is neither."""
    found = (tag or "").lower().partition("-")[0]
    return next((locale for locale in LOCALES if locale == found), None)


class MissingText(KeyError):
    """A key that no file in ``locales/`` has: a bug."""


class Texts:
    """All sentences, by language and key."""

    def __init__(self, folder: Path) -> None:
        self._bundles = {locale: _bundle(folder / locale, locale) for locale in LOCALES}

    def say(
        self,
        locale: str,
        key: str,
        args: Mapping[str, Any] | None = None,
        *,
        part: str | None = None,
    ) -> str:
        """Return the sentence ``key`` (or its attribute ``part``) in one language.

        Raises:
            MissingText: when the key, the part or a variable is missing.
        """
        bundle = self._bundles[locale_of(locale) or "en"]
        if not bundle.has_message(key):
            raise MissingText(key)
        message = bundle.get_message(key)
        pattern = message.attributes.get(part) if part else message.value
        if pattern is None:
            raise MissingText(f"{key}.{part}")
        words, problems = bundle.format_pattern(
            pattern, {name: _plain(value) for name, value in (args or {}).items()}
        )
        if problems:
            raise MissingText(f"{key}: {problems[0]}")
        return str(words)

    def has(self, locale: Locale, key: str) -> bool:
        """Tell whether a sentence exists."""
        return self._bundles[locale].has_message(key)

    def voice(self, locale: str) -> "Voice":
        """Return a way of speaking that keeps to one language."""
        return Voice(self, locale_of(locale) or "en")


class Voice:
    """Speaks one language: ``say("ticket-claimed", mentor="Sam")``."""

    def __init__(self, texts: Texts, locale: Locale) -> None:
        self._texts = texts
        self.locale: Locale = locale

    def __call__(self, key: str, **args: Any) -> str:
        """Return one sentence."""
        return self._texts.say(self.locale, key, args)


def _plain(value: Any) -> Any:
    """Ids and amounts that are not counted go in as text: Fluent would group their digits, and
    refuses more than a thousand characters."""
    if isinstance(value, int | float) and abs(value) < 10_000:  # noqa: PLR2004 - no one counts more
        return value
    words = str(value)
    return words if len(words) <= LONGEST_VALUE else f"{words[: LONGEST_VALUE - 1]}…"


def _bundle(folder: Path, locale: str) -> FluentBundle:
    bundle = FluentBundle([locale], use_isolating=False)
    for file in sorted(folder.glob("*.ftl")):
        bundle.add_resource(FluentResource(file.read_text(encoding="utf-8")))
    return bundle
