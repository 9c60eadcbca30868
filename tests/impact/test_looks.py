"""However much a team has, its report fits into a message."""

import csv
from datetime import date

import pytest

from cogs.impact import cards, rules
from cogs.impact.disclosure import Tally
from tests.world import sentences

OCTOBER = rules.Period.of("month", date(2026, 10, 1))
FEW_SECTIONS, LONGEST_FIELD, LONGEST_EMBED = 25, 1024, 6000


def many(way: str, how_many: int) -> dict[str, dict[str, int]]:
    return {way: {str(number): 900 for number in range(how_many)}}


@pytest.mark.parametrize("locale", ["fr", "en"])
def test_the_report_of_a_large_team_fits_into_a_message(locale: str) -> None:
    by = {**many("community", 60), **many("campaign", 60)}
    by["topic"] = dict.fromkeys(rules.Topic, 5400)
    by["outcome"] = dict.fromkeys(rules.Outcome, 9000)
    words = [None, *(f"{number}" * 40 for number in range(8))]
    by["own"] = {rules.own_key(one, word): 1000 for one in rules.Outcome for word in words}
    by["choice"] = dict.fromkeys((*rules.Hour, rules.NO_VALUE), 18000)
    tallies = {(what, OCTOBER.first): Tally(54000, by) for what in (*rules.FUNNEL, *rules.BOX)}
    names = {str(number): "N" * 100 for number in range(60)}
    ledger = rules.Ledger("T" * 80, tallies, {}, names, names)
    report = rules.report(ledger, OCTOBER, today=date(2026, 11, 2))

    card = cards.report_card(sentences().voice(locale), report, place="all", outside=report)

    assert card.embed is not None
    assert len(card.embed.fields) <= FEW_SECTIONS
    assert max(len(field.value or "") for field in card.embed.fields) <= LONGEST_FIELD
    assert len(card.embed) <= LONGEST_EMBED


def test_a_name_that_a_spreadsheet_would_calculate_stays_a_name() -> None:
    by = {"community": {"1": 40}}
    ledger = rules.Ledger("T", {("asked", OCTOBER.first): Tally(40, by)}, {}, {"1": "=1+1"}, {})
    report = rules.report(ledger, OCTOBER, today=date(2026, 11, 2), least=11)

    file = cards.table(sentences().voice("fr"), report).image

    assert file.startswith(b"\xef\xbb\xbf")
    assert "Demandes par communauté;1;'=1+1;40;0" in file.decode("utf-8-sig")


def test_what_began_at_no_campaign_is_called_so() -> None:
    by = {"campaign": {"1": 40, rules.NO_VALUE: 50}}
    ledger = rules.Ledger("T", {("asked", OCTOBER.first): Tally(90, by)}, {}, {}, {"1": "Tournoi"})
    report = rules.report(ledger, OCTOBER, today=date(2026, 11, 2), least=11)

    table = cards.table(sentences().voice("fr"), report).image.decode("utf-8-sig")

    assert "Tournoi;40;0" in table
    assert "Hors campagne;50;0" in table


def test_the_heading_of_a_table_is_no_formula_either() -> None:
    ledger = rules.Ledger("@Team", {}, {}, {"1": '=HYPERLINK("http://x")'}, {})
    day = date(2026, 11, 2)
    report = rules.report_on(ledger, OCTOBER, rules.COMMUNITY, "1", today=day, least=11)

    table = cards.table(sentences().voice("fr"), report).image.decode("utf-8-sig")

    heading = list(csv.reader(table.splitlines(), delimiter=";"))[:7]
    assert ["Équipe", "'@Team"] in heading
    assert ["Seulement", '\'=HYPERLINK("http://x")'] in heading


def test_a_week_is_told_by_tens() -> None:
    assert [rules.span_of_week(count) for count in (0, 1, 9, 10, 19, 20)] == [
        (0, 9), (0, 9), (0, 9), (10, 19), (10, 19), (20, 29),
    ]  # fmt: skip
