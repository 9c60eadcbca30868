"""Each indicator has one definition, in the code and the handbook, and one name per language."""

import re

import pytest

from bot import facts
from bot.installation import HOUSE
from bot.texts import Locale
from cogs.impact import rules
from tests.world import sentences

PAGES: dict[Locale, str] = {"en": "indicators.md", "fr": "indicators.fr.md"}
ROW = re.compile(r"^\| `([\w-]+)` \| (.+?) \| (.+) \|$", re.MULTILINE)
DEFINED = re.compile(r"^- ``([\w-]+)``: (.+?)(?=^- ``|\n\n)", re.MULTILINE | re.DOTALL)


def page(locale: Locale) -> str:
    return (HOUSE / "docs" / "handbook" / PAGES[locale]).read_text(encoding="utf-8")


def in_code() -> dict[str, str]:
    return {key: " ".join(words.split()) for key, words in DEFINED.findall(facts.__doc__ or "")}


@pytest.mark.parametrize("locale", PAGES)
def test_a_page_names_all_that_is_counted_as_the_card_does(locale: Locale) -> None:
    rows = {key: name for key, name, _ in ROW.findall(page(locale))}

    assert rows.keys() == rules.WAYS.keys()
    assert rows == {key: sentences().say(locale, f"impact-name-{key}") for key in rows}


def test_the_handbook_defines_it_word_for_word_as_the_code() -> None:
    assert {key: words for key, _, words in ROW.findall(page("en"))} == in_code()


@pytest.mark.parametrize("locale", PAGES)
def test_both_pages_have_the_version_that_stands_in_a_table(locale: Locale) -> None:
    assert f"version {rules.DEFINITIONS_VERSION}." in page(locale)
