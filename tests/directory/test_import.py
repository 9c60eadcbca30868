"""The team's directory: files that come in, files that go out, what needs a look."""

import csv
from datetime import UTC, date, datetime, timedelta

import pytest
import simcord
from hypothesis import example, given
from hypothesis import strategies as st

from bot.redaction import TURNS
from cogs.directory import cards, rules
from cogs.directory.views import STARTER
from models import Service, ServiceKind, Team
from tests.directory.shelf import GOOD, HEADER, MISSION, NATIONAL, knows, sends_file
from tests.world import World, answers_of, buttons_of, only_for_them, said, sentences

TODAY = date(2026, 1, 6)


def read(*lines: str, header: str = HEADER) -> rules.Reading:
    """Read lines as the team Les Ponts would."""
    data = "\n".join([header, *lines]).encode()
    words = cards.words_of(sentences())
    return rules.read(data, words, country="FR", verified_by="Les Ponts", today=TODAY)


async def files_of(result: simcord.InteractionResult) -> dict[str, str]:
    """Return the files that came with an answer."""
    (answer,) = answers_of(result)
    return {file.filename: (await file.read()).decode("utf-8-sig") for file in answer.attachments}


# -- what comes in -------------------------------------------------------------------------------


async def test_a_coordinator_imports_a_file_and_finds_it_in_the_directory(world: World) -> None:
    await world.is_set_up()

    answer = await sends_file(world, GOOD, "3949;Emploi;Boulot;;3949;;;;05/01/2026;")

    assert "Nouvelles : 2. Mises à jour : 0" in said(answer)
    assert only_for_them(answer)
    mission, national = await world.stored(Service)
    assert (mission.name, mission.kind, mission.departement) == (
        "Mission Locale de Bordeaux",
        ServiceKind.MISSION_LOCALE,
        "33",
    )
    assert (national.topics, national.departement, national.country) == (["work"], None, "FR")
    assert (national.verified_on, national.verified_by) == (date(2026, 1, 5), "Les Ponts")


async def test_the_same_name_in_the_same_place_is_updated_and_never_doubled(world: World) -> None:
    await world.is_set_up()
    await sends_file(world, GOOD)

    again = await sends_file(world, GOOD)
    changed = await sends_file(world, GOOD.replace("1 rue du Port", "2 quai Vert").upper())
    elsewhere = await sends_file(world, GOOD.replace(";33;", ";40;"))

    assert "Nouvelles : 0. Mises à jour : 0. Déjà à jour : 1" in said(again)
    assert "Nouvelles : 0. Mises à jour : 1" in said(changed)
    assert "Nouvelles : 1" in said(elsewhere)
    assert [(s.address, s.departement) for s in await world.stored(Service)] == [
        ("2 QUAI VERT", "33"),
        ("1 rue du Port", "40"),
    ]


async def test_a_line_that_was_checked_later_here_is_left_alone(world: World) -> None:
    await world.is_set_up()
    await sends_file(world, GOOD)

    older = GOOD.replace("2026-01-02", "2025-12-01").replace("rue du Port", "rue Vieille")
    answer = await sends_file(world, older)

    assert "plus récemment ici" in said(answer)
    assert (await world.stored(Service))[0].address == "1 rue du Port"


async def test_one_faulty_line_keeps_everything_out_and_each_is_named(world: World) -> None:
    await world.is_set_up()

    answer = await sends_file(
        world,
        GOOD,
        ";Mission Locale;;33;;;;;2026-01-02;",
        "Info Jeunes;Cinéma;Bonheur;Poudlard;zéro;;;ftp://x;demain;",
    )

    words = said(answer)
    assert "Ligne 3 : nom est vide" in words
    assert "Ligne 4 : je ne connais pas le type « Cinéma »" in words
    assert "Ligne 4 : je ne connais pas un des sujets de « Bonheur »" in words
    assert "Ligne 4 : je ne connais pas le département « Poudlard »" in words
    assert "« zéro » ne ressemble pas à un téléphone" in words
    assert "« ftp://x » n'est pas un lien" in words
    assert "« demain » n'est pas une date" in words
    assert "Rien n'est importé" in words
    assert await world.stored(Service) == []


async def test_the_good_lines_can_be_imported_all_the_same_also_after_a_restart(
    world: World,
) -> None:
    await world.is_set_up()
    shown = await sends_file(world, GOOD, ";;;;;;;;;")
    faulty = await sends_file(world, GOOD, "x;y;;;;;;;2026-01-02;")
    (message,) = answers_of(faulty)

    await world.restart()
    answer = await world.press(world.lea, message, "directory:good")

    assert "Nouvelles : 1" in said(shown), "an empty line is no fault"
    assert buttons_of(message) == {"directory:good": "Importer la ligne juste"}
    assert "Nouvelles : 0. Mises à jour : 0. Déjà à jour : 1" in said(answer)
    assert [one.name for one in await world.stored(Service)] == ["Mission Locale de Bordeaux"]


async def test_many_faults_are_all_in_a_file_beside_the_message(world: World) -> None:
    await world.is_set_up()

    answer = await sends_file(world, *(f"N{n};?;;;;;;;2026-01-02;" for n in range(200)))

    assert "200 choses sont à corriger" in said(answer)
    listed = (await files_of(answer))["lignes-a-corriger.txt"]
    assert all(f"Ligne {n + 2} :" in listed for n in range(200))


async def test_the_faults_are_told_in_the_language_of_who_reads(world: World) -> None:
    await world.is_set_up()
    world.speaks(world.lea, "en-GB")

    answer = await sends_file(world, "x;y;;;;;;;2026-01-02;")

    assert "Line 2: I don't know the kind “y”" in said(answer)


@pytest.mark.parametrize(
    ("header", "lines", "says"),
    [
        (HEADER, [f"{GOOD};trop"], "« trop » est en trop"),
        (HEADER, [GOOD, GOOD], "Ligne 3 : c'est la même structure qu'à la ligne 2"),
        ("nom;type;sujets", ["x;Social;"], "il manque la colonne « vérifié le »"),
        (f"{HEADER};couleur", [f"{GOOD};bleu"], "je ne connais pas la colonne « couleur »"),
        (f"{HEADER};nom", [f"{GOOD};x"], "la colonne « nom » est là deux fois"),
        (f"{HEADER};âge min;âge max", [f"{GOOD};25;16"], "plus grand que l'âge max : 25-16"),
        (f"{HEADER};pays", [f"{GOOD};BE"], "le pays n'est pas FR"),
        (HEADER, [GOOD.replace("2026-01-02", "2027-01-02")], "est une date à venir"),
        ("", [], "le fichier est vide"),
    ],
    ids=[
        "a cell too many", "twice in one file", "a column that must be there", "an unknown column",
        "a column twice", "ages the wrong way round", "a département abroad", "a day to come",
        "nothing at all",
    ],
)  # fmt: skip
async def test_what_is_wrong_is_said_in_words(
    world: World, header: str, lines: list[str], says: str
) -> None:
    await world.is_set_up()

    answer = await sends_file(world, *lines, header=header)

    assert says in said(answer)
    assert await world.stored(Service) == []


async def test_a_file_of_more_than_a_megabyte_is_refused_unread(world: World) -> None:
    await world.is_set_up()

    answer = await sends_file(world, "x" * rules.LARGEST_FILE)

    assert "trop gros" in said(answer)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_files_of_any_spreadsheet_are_read(encoding: str, delimiter: str) -> None:
    text = f"{HEADER}\r\n{GOOD.replace('–', '-')}\r\n".replace(";", delimiter)
    words = cards.words_of(sentences())

    reading = rules.read(
        text.encode(encoding), words, country="FR", verified_by="Les Ponts", today=TODAY
    )

    assert reading.faults == []
    assert reading.entries[0].verified_by == "Inès"


def test_our_own_short_words_and_both_languages_are_understood() -> None:
    reading = read(
        "a;mission-locale;school|work;33;;;;;2026-01-02;",
        "b;Info Jeunes;École, Boulot;33;;;;;2026-01-02;",
        "c;Youth information;School/Work;33;;;;;2026-01-02;",
    )

    assert reading.faults == []
    assert {entry.topics for entry in reading.entries} == {("school", "work")}


def test_the_line_of_a_fault_is_the_one_it_begins_on() -> None:
    reading = read('"Deux\nlignes";Social;;33;;;;;2026-01-02;', "", "x;?;;;;;;;2026-01-02;")

    assert [(fault.line, fault.what) for fault in reading.faults] == [(5, "kind")]


@given(st.binary(max_size=300))
@example(b"\x00")
@example(HEADER.encode() + b'\n"')
@example(HEADER.encode() + b"\n" + b'"' + b"x" * 140_000)
def test_no_file_whatever_it_holds_breaks_the_reading(data: bytes) -> None:
    words = cards.words_of(sentences())

    reading = rules.read(data, words, country="FR", verified_by="L", today=TODAY)

    assert reading.faults or reading.entries or HEADER.encode() in data


# -- what goes out -------------------------------------------------------------------------------


async def test_an_export_holds_everything_and_comes_back_as_it_was(world: World) -> None:
    await world.is_set_up()
    await knows(world, {**MISSION, "topics": ["school", "work"], "link": "https://ml.example"})

    exported = await world.lea.slash(world.staff, "directory export")
    text = (await files_of(exported))["annuaire.csv"]
    again = await world.lea.slash(
        world.staff, "directory import", file=("annuaire.csv", text.encode("utf-8-sig"))
    )

    assert "une ligne" in said(exported)
    assert text.splitlines()[0].startswith("nom;type;sujets;âge min;âge max;département;pays")
    assert "École | Boulot" in text
    assert "Déjà à jour : 1" in said(again)


@pytest.mark.parametrize("sign", list("=+-@"))
async def test_no_cell_of_an_export_is_calculated_by_a_spreadsheet(world: World, sign: str) -> None:
    await world.is_set_up()
    await knows(world, {"name": f"{sign}cmd|' /C calc'!A0", "phone": "+33 5 00 00 00 00"})

    exported = await world.lea.slash(world.staff, "directory export")

    text = (await files_of(exported))["annuaire.csv"]
    cells = [cell for row in csv.reader(text.splitlines(), delimiter=";") for cell in row]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []
    assert f"'{sign}cmd|' /C calc'!A0" in cells


@given(st.text(max_size=40).filter(lambda words: not words.startswith("'")))
def test_what_is_exported_is_read_again_as_it_was(words: str) -> None:
    seen = "".join(s for s in TURNS.sub("", words) if s.isprintable() or s.isspace())
    kept = " ".join(seen.split()) or "x"
    written = rules.written([["name", "kind", "verified_on"], [kept, "other", "2026-01-01"]],
                            delimiter=";")  # fmt: skip

    reading = rules.read(
        written, cards.words_of(sentences()), country="FR", verified_by="L", today=TODAY
    )

    assert [entry.name for entry in reading.entries] == [kept]


# -- what needs a look ---------------------------------------------------------------------------


async def test_an_empty_directory_offers_national_numbers_to_begin_with(world: World) -> None:
    await world.is_set_up()
    world.clock.at = datetime(2026, 11, 25, 13, 0, tzinfo=UTC)
    checked = await world.max.slash(world.staff, "directory check")
    (message,) = answers_of(checked)

    answer = await world.press(world.max, message, "directory:starter")
    again = await world.press(world.max, message, "directory:starter")

    assert "L'annuaire est vide" in said(checked)
    assert "Nouvelles : 0" in said(again)
    found = await world.stored(Service)
    assert f"Nouvelles : {len(found)}" in said(answer)
    assert {one.phone for one in found} >= {"119", "3018", "3114", "3919"}
    assert all(one.departement is None for one in found)


def test_every_starter_line_is_right_national_sourced_and_dated() -> None:
    words = cards.words_of(sentences())

    reading = rules.read(
        STARTER.read_bytes(), words, country="BE", verified_by="", today=date(2026, 11, 25)
    )

    assert reading.faults == []
    assert len(reading.entries) > 4
    assert all(entry.departement is None and entry.country == "FR" for entry in reading.entries)
    assert all(entry.verified_by for entry in reading.entries)


async def test_what_is_old_or_cannot_be_reached_is_named(world: World) -> None:
    await world.is_set_up()
    old = TODAY - timedelta(days=181)
    await knows(
        world,
        {"name": "Vieille", "departement": "33", "verified_on": old},
        {"name": "Muette", "phone": None},
        {"name": "Juste", "verified_on": TODAY - timedelta(days=180)},
    )

    answer = await world.lea.slash(world.staff, "directory check")

    words = said(answer)
    assert "2 lignes sur 3" in words
    assert "**Vieille** (33) : vérifiée le <t:" in words
    assert "**Muette** (FR) : ni téléphone, ni adresse, ni lien" in words
    assert "Juste" not in words
    assert "Juste" not in (await files_of(answer))["annuaire.csv"]


async def test_a_directory_in_order_says_so(world: World) -> None:
    await world.is_set_up()
    await knows(world, MISSION, NATIONAL)

    answer = await world.lea.slash(world.staff, "directory check")

    assert "Tout est en ordre : 2 lignes" in said(answer)


async def test_a_service_that_closed_is_taken_out(world: World) -> None:
    await world.is_set_up()
    await knows(world, MISSION, NATIONAL)
    offered = await world.lea.autocomplete(world.staff, "directory remove", "service", "bordeaux")

    answer = await world.lea.slash(world.staff, "directory remove", service=offered[0]["value"])
    twice = await world.lea.slash(world.staff, "directory remove", service=offered[0]["value"])

    assert [one["name"] for one in offered] == ["Mission Locale de Bordeaux · 33"]
    assert "n'est plus dans l'annuaire" in said(answer)
    assert "n'est pas dans l'annuaire" in said(twice)
    assert [one.name for one in await world.stored(Service)] == ["Numéro pour tout le pays"]


# -- who may -------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["sam", "lina"])
async def test_whoever_does_not_look_after_it_learns_nothing_of_it(world: World, who: str) -> None:
    await world.is_set_up()
    await knows(world, MISSION)
    guild = world.env.backend.get_guild(world.guild.id)
    guild.roles[world.guild.id].permissions |= 1 << 34
    person = getattr(world, who)

    refused = [
        await sends_file(world, GOOD, who=world.sam),
        *[await person.slash(world.welcome, f"directory {name}") for name in ("export", "check")],
        await person.slash(world.welcome, "directory remove", service="1"),
    ]
    offered = await person.autocomplete(world.welcome, "directory remove", "service", "")

    assert all("C'est réservé" in said(answer) for answer in refused)
    assert offered == []
    assert [one.phone for one in await world.stored(Service)] == ["05 00 00 00 01"]


async def test_the_service_of_another_team_looks_exactly_like_a_missing_one(world: World) -> None:
    await world.is_set_up()
    async with world.bot.db.transaction() as session:
        session.add(Team(guild_id=5, name="Les Quais", created_at=world.clock()))
    await knows(world, {**MISSION, "team_id": 2})

    theirs, missing, absurd = [
        said(await world.lea.slash(world.staff, "directory remove", service=typed))
        for typed in ("1", "999", "Bordeaux")
    ]

    assert "n'est pas dans l'annuaire" in theirs
    assert theirs == missing == absurd
    assert len(await world.stored(Service)) == 1
