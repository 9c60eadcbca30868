"""How people write days, a word and a link."""

from datetime import date

import pytest

from cogs.campaigns.rules import Undated, code_in, days_in, is_link, written

TODAY = date(2026, 11, 25)
SATURDAY, MONDAY = date(2026, 11, 28), date(2026, 11, 30)


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("28/11/2026 – 30/11/2026", (SATURDAY, MONDAY)),
        ("28/11/26 au 30/11/26", (SATURDAY, MONDAY)),
        ("du 28 au 30 novembre", (SATURDAY, MONDAY)),
        ("28-30 novembre 2026", (SATURDAY, MONDAY)),
        ("28/11 - 30/11", (SATURDAY, MONDAY)),
        ("du 28 nov. au 30 nov.", (SATURDAY, MONDAY)),
        ("2026-11-28 2026-11-30", (SATURDAY, MONDAY)),
        ("28 to 30 November", (SATURDAY, MONDAY)),
        ("from 28th November to 30th November 2026", (SATURDAY, MONDAY)),
        ("le 28 novembre", (SATURDAY, SATURDAY)),
        ("28.11.2026", (SATURDAY, SATURDAY)),
        ("ce soir", (TODAY, TODAY)),
        ("Aujourd’hui", (TODAY, TODAY)),
        ("demain", (date(2026, 11, 26), date(2026, 11, 26))),
        ("aujourd'hui au 28/11", (TODAY, SATURDAY)),
        ("1er décembre", (date(2026, 12, 1), date(2026, 12, 1))),
        ("du 24 décembre au 3 janvier", (date(2026, 12, 24), date(2027, 1, 3))),
        ("14 février", (date(2027, 2, 14), date(2027, 2, 14))),
        ("20/11 – 30/11", (date(2026, 11, 20), MONDAY)),
        ("29 février 2028", (date(2028, 2, 29), date(2028, 2, 29))),
    ],
    ids=str,
)
def test_days_are_read_as_people_write_them(typed: str, days: tuple[date, date]) -> None:
    assert days_in(typed, TODAY) == days


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("", "unreadable"),
        ("bientôt", "unreadable"),
        ("samedi ?", "unreadable"),
        ("30 février 2028", "unreadable"),
        ("28", "unreadable"),
        ("31/02/2027", "unreadable"),
        ("28/13", "unreadable"),
        ("28 machin", "unreadable"),
        ("28/11 29/11 30/11", "unreadable"),
        ("30/11/2026 - 28/11/2026", "backward"),
        ("20/11/2026", "past"),
        ("20/11/2026 au 24/11/2026", "past"),
        ("28/11/2026 au 30/11/2028", "too-long"),
    ],
    ids=str,
)
def test_days_that_cannot_be_are_named_for_what_they_are(typed: str, problem: str) -> None:
    with pytest.raises(Undated, match=problem):
        days_in(typed, TODAY)


@pytest.mark.parametrize("locale", ["fr", "en"])
@pytest.mark.parametrize("days", [(SATURDAY, MONDAY), (SATURDAY, SATURDAY)], ids=["two", "one"])
def test_days_can_be_typed_again_as_they_are_written(locale: str, days: tuple[date, date]) -> None:
    assert days_in(written(*days, locale), TODAY) == days


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("LOBBY23", "lobby23"),
        (" Lobby 23 ", "lobby23"),
        ("Été-26", "ete26"),
        ("abc", "abc"),
        ("a" * 24, "a" * 24),
        ("ab", None),
        ("a" * 25, None),
        ("lobby!", None),
        ("🎮🎮🎮", None),
        ("", None),
    ],
)
def test_a_word_is_compared_without_accents_capitals_and_spaces(
    typed: str, code: str | None
) -> None:
    assert code_in(typed) == code


@pytest.mark.parametrize(
    ("typed", "fits"),
    [
        ("https://discord.gg/abcdef", True),
        ("https://www.twitch.tv/lesponts?x=1#ici", True),
        ("http://discord.gg/abcdef", False),
        ("javascript:alert(1)", False),
        ("https://", False),
        ("https://localhost", False),
        ("https://quelquun@ailleurs.fr/", False),
        ("https://exemple.fr/ deux", False),
        ("https://exemple.fr/" + "x" * 300, False),
    ],
)
def test_only_a_plain_https_link_is_shown(typed: str, fits: bool) -> None:
    assert is_link(typed) is fits
