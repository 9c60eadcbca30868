"""The numbers are verified, and there is one for every country at any hour."""

import tomllib
from datetime import date

import pytest

from bot.helplines import COUNTRIES, FILE, Helpline, Helplines, written
from bot.texts import LOCALES

ALL = [
    Helpline.model_validate(line)
    for line in tomllib.loads(FILE.read_text(encoding="utf-8"))["line"]
]
SHOWN = Helplines()


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_country_has_a_number_for_a_life_in_danger(country: str) -> None:
    urgent = SHOWN.urgent(country)

    assert 1 <= len(urgent) <= 3
    assert all(line.danger and line.enabled for line in urgent)
    assert urgent[0].number in {"112", "911", "999"}


@pytest.mark.parametrize("country", COUNTRIES)
def test_a_number_nobody_verified_is_never_shown(country: str) -> None:
    unverified = {
        (line.country, line.number)
        for line in ALL
        if not line.enabled or "not verified" in line.source
    }

    shown = [*SHOWN.of(country), *SHOWN.urgent(country), *SHOWN.for_children(country)]

    assert unverified
    assert [line.number for line in shown if (line.country, line.number) in unverified] == []


@pytest.mark.parametrize("country", COUNTRIES)
def test_a_child_finds_a_number_in_every_country(country: str) -> None:
    for_children = SHOWN.for_children(country)

    assert for_children
    assert all(line.children for line in for_children)


@pytest.mark.parametrize("country", COUNTRIES)
def test_what_is_for_danger_comes_first(country: str) -> None:
    danger = [line.danger for line in SHOWN.of(country)]

    assert danger == sorted(danger, reverse=True)


@pytest.mark.parametrize("country", ["", "XX", "fr", "../FR"])
def test_an_unknown_country_gets_the_european_number_alone(country: str) -> None:
    assert [line.number for line in SHOWN.of(country)] == ["112"]
    assert [line.number for line in SHOWN.urgent(country)] == ["112"]


@pytest.mark.parametrize("locale", LOCALES)
def test_every_number_says_in_both_languages_what_it_is_for(locale: str) -> None:
    for line in ALL:
        assert line.about(locale).strip()
        assert written([line], locale) == f"**{line.number}** · {line.about(locale)}"
    assert all(line.fr != line.en for line in ALL if line.enabled)


def test_every_number_says_who_was_asked_and_when() -> None:
    assert [line.number for line in ALL if not line.source or line.checked < date(2026, 1, 1)] == []
    named = [(line.country, line.number) for line in ALL]
    assert len(named) == len(set(named))
