"""Which département somebody means, however they write it."""

import pytest

from cogs.directory import rules


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("33", "33"), ("1", "01"), ("2a", "2A"), ("971", "971"), ("Gironde", "33"),
        ("gironde", "33"), ("ille et vilaine", "35"), ("Côte-d’Or", "21"), ("cote d or", "21"),
        ("la reunion", "974"), ("réunion", "974"), ("33000", "33"), ("97400", "974"),
        ("20090", "2A"), ("20200", "2B"), ("33 · Gironde", "33"), ("Loire", "42"),
        (" paris ", "75"), ("seine-saint-denis", "93"), ("territoire de belfort", "90"),
    ],
)  # fmt: skip
def test_a_number_a_name_or_a_postcode_is_understood(typed: str, number: str) -> None:
    assert [place.number for place in rules.places_meant(typed)] == [number]


@pytest.mark.parametrize("typed", ["", "  ", "Poudlard", "00", "99", "00000", "🙂", "'"])
def test_what_is_no_departement_is_taken_for_none(typed: str) -> None:
    assert rules.places_meant(typed) == []


@pytest.mark.parametrize(
    ("typed", "some"),
    [("seine", {"76", "77", "92", "93"}), ("20", {"2A", "2B"}), ("alpes", {"05"})],
)
def test_what_could_be_several_is_not_guessed(typed: str, some: set[str]) -> None:
    meant = {place.number for place in rules.places_meant(typed)}

    assert len(meant) > 1
    assert some <= meant


def test_every_departement_is_there_and_found_by_number_and_by_name() -> None:
    overseas = {"971", "972", "973", "974", "976"}
    mainland = {f"{number:02}" for number in range(1, 96) if number != 20} | {"2A", "2B"}

    assert set(rules.PLACES) == mainland | overseas
    for place in rules.PLACES.values():
        assert rules.places_meant(place.number) == [place]
        assert rules.places_meant(place.name) == [place]
