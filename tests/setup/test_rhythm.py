"""Page two: language, country, hours, pace, name; what cannot be read changes nothing."""

from datetime import time

import pytest
from simcord.results import ResponseMessage

from models import Team
from models.hours import Hours
from tests.setup.server import begin, community, controls, fields_of, opened, shown_in, turn_to
from tests.world import World, answers_of, only_for_them, walk_components

PACE = {
    "check_in_days": "2, 7, 30",
    "retention_days": "90",
    "age_floor": "15",
    "claim_hours": "24",
    "answer_within_hours": "2",
}
TEAM = {"name": "Les Ponts", "quiet": "21:00-9:00"}


async def rhythm_page(world: World) -> ResponseMessage:
    page = await begin(world)
    await turn_to(world, page, "rhythm")
    return page


def choices_of(team: Team) -> dict[str, object]:
    return {
        column.key: getattr(team, column.key)
        for column in Team.__mapper__.columns
        if column.key != "created_at"
    }


async def test_page_two_shows_the_usual_rhythm(world: World) -> None:
    page = await rhythm_page(world)

    assert "Installer Maraude (2/3)" in page.content
    assert "lun-ven 09:00-18:00" in page.content
    assert "2, 7, 30" in page.content
    assert "jamais entre 21:00-09:00" in page.content
    assert "90 jours" in page.content
    assert "15 ans" in page.content
    assert shown_in(page, "setup:rhythm:locale") == ["fr"]
    assert shown_in(page, "setup:rhythm:country") == ["FR"]
    assert shown_in(page, "setup:rhythm:timezone") == ["Europe/Paris"]


async def test_another_language_is_kept_for_the_community_and_its_team(world: World) -> None:
    page = await rhythm_page(world)

    await world.max.select(page, ["en"], custom_id="setup:rhythm:locale")

    chosen = await community(world)
    assert (chosen.locale, chosen.team.locale) == ("en", "en")
    assert shown_in(page, "setup:rhythm:locale") == ["en"]
    assert "Installer Maraude" in page.content


async def test_another_country_brings_its_own_time_zones(world: World) -> None:
    page = await rhythm_page(world)

    await world.max.select(page, ["CA"], custom_id="setup:rhythm:country")

    chosen = await community(world)
    zones = [o["value"] for o in controls(page)["setup:rhythm:timezone"]["options"]]
    assert (chosen.country, chosen.team.timezone) == ("CA", "America/Toronto")
    assert shown_in(page, "setup:rhythm:timezone") == ["America/Toronto"]
    assert "America/Vancouver" in zones
    assert "Europe/Paris" not in zones


async def test_a_team_overseas_chooses_its_own_time_zone(world: World) -> None:
    page = await rhythm_page(world)

    await world.max.select(page, ["Indian/Reunion"], custom_id="setup:rhythm:timezone")

    assert (await community(world)).team.timezone == "Indian/Reunion"
    assert shown_in(page, "setup:rhythm:timezone") == ["Indian/Reunion"]


@pytest.mark.parametrize(
    "words",
    [
        "lun-ven 9:00-12:30 14h-18h; sam 10h-12h",
        "mon-fri 9:00-12:30 14:00-18:00; sat 10:00-12:00",
        "Lundi-Vendredi 9h-12h30 14h00 - 18h, samedi 10-12",
    ],
    ids=["French days", "English days", "days written out"],
)
async def test_hours_are_read_as_people_write_them(world: World, words: str) -> None:
    page = await rhythm_page(world)

    shown = await world.max.click(page, custom_id="setup:hours")
    await world.send_form(world.max, shown, hours=words)

    kept = Hours.load((await community(world)).team.hours)
    assert kept == Hours.parse("mon-fri 9:00-12:30 14:00-18:00; sat 10:00-12:00")
    assert "lun-ven 09:00-12:30 14:00-18:00; sam 10:00-12:00" in page.content


async def test_the_hours_form_shows_the_present_hours_in_the_readers_language(
    world: World,
) -> None:
    page = await rhythm_page(world)
    world.speaks(world.max, "en-US")

    shown = await world.max.click(page, custom_id="setup:hours")

    assert fields_of(shown) == {"hours": "mon-fri 09:00-18:00"}
    assert shown.modal is not None
    assert shown.modal["title"] == "The team's hours"


async def test_pace_is_kept_and_shown_again(world: World) -> None:
    page = await rhythm_page(world)
    shown = await world.max.click(page, custom_id="setup:pace")
    before = fields_of(shown)

    await world.send_form(
        world.max,
        shown,
        check_in_days="14 3",
        retention_days="365",
        age_floor="18",
        claim_hours="1",
        answer_within_hours="72",
    )

    team = (await community(world)).team
    assert before == PACE
    assert team.check_in_days == [3, 14]
    assert (team.retention_days, team.age_floor) == (365, 18)
    assert (team.claim_hours, team.answer_within_hours) == (1, 72)
    assert fields_of(await world.max.click(page, custom_id="setup:pace")) == {
        "check_in_days": "3, 14",
        "retention_days": "365",
        "age_floor": "18",
        "claim_hours": "1",
        "answer_within_hours": "72",
    }


async def test_a_team_that_never_asks_how_it_goes_leaves_the_days_empty(world: World) -> None:
    page = await rhythm_page(world)

    shown = await world.max.click(page, custom_id="setup:pace")
    await world.send_form(world.max, shown, **{**PACE, "check_in_days": ""})

    assert (await community(world)).team.check_in_days == []
    assert "jamais" in page.content


async def test_name_and_quiet_hours_are_kept(world: World) -> None:
    page = await rhythm_page(world)

    shown = await world.max.click(page, custom_id="setup:team")
    await world.send_form(
        world.max, shown, name="  Les Ponts ", quiet="22h30-8h", identity_days="90"
    )

    team = (await community(world)).team
    assert team.name == "Les Ponts"
    assert (team.quiet_from, team.quiet_until) == (time(22, 30), time(8))
    assert team.identity_days == 90
    assert "personnes : 90 jours" in page.content.replace("\u2068", "").replace("\u2069", "")
    assert "**Les Ponts**" in page.content
    assert "22:30-08:00" in page.content


@pytest.mark.parametrize(
    ("form", "values", "french", "english"),
    [
        (
            "hours",
            {"hours": "lun-ven 9h-12h; quand je peux"},
            "Je ne comprends pas « quand je peux »",
            'I don\'t understand "quand je peux"',
        ),
        (
            "hours",
            {"hours": "lun 18:00-9:00"},
            "Je ne comprends pas « lun 18:00-9:00 »",
            'I don\'t understand "lun 18:00-9:00"',
        ),
        (
            "pace",
            {**PACE, "check_in_days": "2, bientôt"},
            "« 2, bientôt » ne va pas. Écris au plus cinq nombres de jours",
            '"2, bientôt" won\'t do. Write at most five numbers of days',
        ),
        (
            "pace",
            {**PACE, "retention_days": "29"},
            "« 29 » ne va pas : il faut un nombre entre 30 et 365",
            '"29" won\'t do: it takes a number between 30 and 365',
        ),
        (
            "pace",
            {**PACE, "claim_hours": "un jour"},
            "« un jour » ne va pas : il faut un nombre entre 1 et 72",
            '"un jour" won\'t do: it takes a number between 1 and 72',
        ),
        (
            "pace",
            {**PACE, "age_floor": "12"},
            "« 12 » ne va pas : l'âge minimum est 13, 15, 16 ou 18",
            '"12" won\'t do: the age floor is 13, 15, 16 or 18',
        ),
        (
            "team",
            {**TEAM, "quiet": "la nuit"},
            "Je ne comprends pas « la nuit ». Écris par exemple : 21:00-9:00",
            'I don\'t understand "la nuit". Write for example: 21:00-9:00',
        ),
        (
            "team",
            {**TEAM, "identity_days": "4000"},
            "« 4000 » ne va pas : il faut un nombre entre 30 et 365",
            '"4000" won\'t do: it takes a number between 30 and 365',
        ),
        (
            "team",
            {**TEAM, "name": "   "},
            "Il manque le nom de l'équipe",
            "The team's name is missing",
        ),
    ],
    ids=[
        "hours in prose",
        "hours that end before they begin",
        "days that are no number",
        "words kept too short",
        "a claim that waits for no number",
        "a floor that is none of ours",
        "quiet hours in prose",
        "people known for too long",
        "a blank name",
    ],
)
async def test_what_cannot_be_used_is_said_and_nothing_changes(
    world: World, form: str, values: dict[str, str], french: str, english: str
) -> None:
    page = await rhythm_page(world)
    before = choices_of((await community(world)).team)

    answers: list[ResponseMessage] = []
    for language in ("fr", "en-GB"):
        world.speaks(world.max, language)
        shown = await world.max.click(page, custom_id=f"setup:{form}")
        answers.append(answers_of(await world.send_form(world.max, shown, **values))[-1])

    assert french in answers[0].content
    assert answers[0].content.endswith("Rien n'a changé.")
    assert english in answers[1].content
    assert answers[1].content.endswith("Nothing changed.")
    assert all(answer.ephemeral for answer in answers)
    assert choices_of((await community(world)).team) == before


async def test_one_bad_field_leaves_the_good_ones_of_the_same_form_alone(world: World) -> None:
    page = await rhythm_page(world)

    shown = await world.max.click(page, custom_id="setup:pace")
    await world.send_form(
        world.max, shown, **{**PACE, "check_in_days": "5", "retention_days": "1000"}
    )

    team = (await community(world)).team
    assert (team.check_in_days, team.retention_days) == ([2, 7, 30], 90)


async def test_a_form_typed_across_a_restart_is_not_lost(world: World) -> None:
    page = await rhythm_page(world)
    shown = await world.max.click(page, custom_id="setup:hours")

    await world.restart()
    answer = await world.send_form(world.max, shown, hours="sam 10-12")

    assert Hours.load((await community(world)).team.hours) == Hours.parse("sat 10-12")
    assert "sam 10:00-12:00" in page.content
    assert only_for_them(answer)


async def test_the_panel_speaks_the_new_language_at_once(world: World) -> None:
    page = await opened(world)
    await turn_to(world, page, "places")
    await turn_to(world, page, "rhythm")
    await world.later(minutes=1)

    await world.max.select(page, ["en"], custom_id="setup:rhythm:locale")

    panel = world.welcome.last_message
    assert panel is not None
    assert panel.embeds[0].title == "Hi, I'm Maraude"


async def test_the_panel_names_the_team_by_its_new_name(world: World) -> None:
    page = await opened(world)
    await turn_to(world, page, "places")
    await turn_to(world, page, "rhythm")
    await world.later(minutes=1)

    shown = await world.max.click(page, custom_id="setup:team")
    await world.send_form(world.max, shown, **TEAM)

    panel = world.welcome.last_message
    assert panel is not None
    assert "**Les Ponts**" in str(panel.embeds[0].description)


async def test_very_busy_hours_can_be_opened_again(world: World) -> None:
    page = await rhythm_page(world)
    twelve = " ".join(f"{hour}-{hour + 1}" for hour in range(0, 24, 2))
    shown = await world.max.click(page, custom_id="setup:hours")
    await world.send_form(
        world.max, shown, hours=f"lun {twelve}; mer {twelve}; ven {twelve}; dim {twelve}"
    )

    again = await world.max.click(page, custom_id="setup:hours")

    assert again.modal is not None
    (field,) = [c for c in walk_components(again.modal["components"]) if "custom_id" in c]
    assert field["value"].count("-") == 48
    assert len(field["value"]) <= field["max_length"]
