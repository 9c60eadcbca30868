"""/nearby: what is close, for who says where, without leaving a trace."""

import logging
from typing import Any

import pytest

from bot.limits import SUGGESTIONS
from models import Base, Community, Service, Team
from tests.directory.shelf import LYON, MISSION, NATIONAL, knows
from tests.promises.test_who_may_what import everything
from tests.world import World, answers_of, buttons_of, only_for_them, said


async def test_what_is_near_comes_first_with_all_it_takes_to_get_there(world: World) -> None:
    await world.is_set_up()
    await knows(world, NATIONAL, LYON, MISSION)

    answer = await world.lina.slash(world.welcome, "nearby", departement="33")

    words = said(answer)
    assert "De l'aide : Gironde (33)" in words
    assert words.index("Mission Locale de Bordeaux") < words.index("Numéro pour tout le pays")
    assert "Lyon" not in words
    for told in ("05 00 00 00 01", "1 rue du Port", "9 h–17 h", "De 16 à 25 ans", "Vérifié le <t:"):
        assert told in words
    assert only_for_them(answer)


async def test_nothing_is_written_down_about_who_asked(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    await world.is_set_up()
    await knows(world, MISSION)
    caplog.set_level(logging.DEBUG)
    before = await everything(world)

    await world.lina.slash(world.welcome, "nearby", departement="33", topic="housing")
    await world.lina.autocomplete(world.welcome, "nearby", "departement", "gir")
    shown = await world.lina.slash(world.welcome, "nearby")
    await world.send_form(world.lina, shown, place="33000", topic=["housing"])

    assert await everything(world) == before
    ours = [r.getMessage() for r in caplog.records if r.name.startswith(("bot", "cogs"))]
    assert [line for line in ours if str(world.lina.id) in line or "33" in line] == []


async def test_the_form_of_the_panel_leads_there_too(world: World) -> None:
    await world.is_set_up()
    await knows(world, MISSION)
    hello = await world.lina.slash(world.welcome, "hello")

    shown = await world.press(world.lina, answers_of(hello)[0], "directory:near")
    answer = await world.send_form(world.lina, shown, place="gironde", topic=["work"])

    assert buttons_of(answers_of(hello)[0])["directory:near"] == "Près de moi"
    assert "Mission Locale de Bordeaux" in said(answer)
    assert only_for_them(answer)


async def test_it_works_while_the_intake_is_closed_and_promises_nobody(world: World) -> None:
    await world.is_set_up()
    await knows(world, MISSION)
    async with world.bot.db.transaction() as session:
        (await session.get_one(Team, 1)).intake_open = False

    answer = await world.lina.slash(world.welcome, "nearby", departement="33")

    assert "Mission Locale de Bordeaux" in said(answer)
    assert set(buttons_of(answers_of(answer)[0])) == {"sos:show", "directory:near"}


async def test_who_says_nothing_gets_what_serves_the_whole_country(world: World) -> None:
    await world.is_set_up()
    await knows(world, MISSION, NATIONAL)

    shown = await world.lina.slash(world.welcome, "nearby")
    answer = await world.send_form(world.lina, shown, place="", topic=[])

    assert "Numéro pour tout le pays" in said(answer)
    assert "Bordeaux" not in said(answer)


@pytest.mark.parametrize(
    ("services", "says"),
    [
        ([NATIONAL], "Je ne connais rien de précis dans ce département"),
        ([{**MISSION, "topics": ["school"]}], "Je n'ai rien de précis pour ce sujet"),
        ([], "Ce n'est pas une impasse"),
    ],
    ids=["nothing local", "nothing for the topic", "an empty directory"],
)
async def test_there_is_no_dead_end(
    world: World, services: list[dict[str, Any]], says: str
) -> None:
    await world.is_set_up()
    await knows(world, *services)

    answer = await world.lina.slash(world.welcome, "nearby", departement="33", topic="work")

    assert says in said(answer)
    assert {"tickets:talk", "sos:show"} <= set(buttons_of(answers_of(answer)[0]))
    assert all(service["name"] in said(answer) for service in services)


@pytest.mark.parametrize(
    ("typed", "says"),
    [("Poudlard", "Je ne connais pas ce département"), ("seine", "**76** Seine-Maritime")],
    ids=["no place at all", "several places"],
)
async def test_a_place_that_is_not_understood_is_asked_for_again(
    world: World, typed: str, says: str
) -> None:
    await world.is_set_up()
    await knows(world, NATIONAL)

    answer = await world.lina.slash(world.welcome, "nearby", departement=typed)
    asked, ways = said(answer), buttons_of(answers_of(answer)[0])
    everywhere = await world.press(world.lina, answers_of(answer)[0], "directory:near:all:any:1")

    assert says in asked
    assert "directory:near" in ways
    assert "Numéro pour tout le pays" in said(everywhere)


async def test_more_is_a_press_away_also_after_a_restart(world: World) -> None:
    await world.is_set_up()
    await knows(world, *({"name": f"Lieu {n}", "departement": "33"} for n in range(1, 6)))
    first = await world.lina.slash(world.welcome, "nearby", departement="33")
    page_one = said(first)

    await world.restart()
    more = await world.press(world.lina, answers_of(first)[0], "directory:near:33:any:2")

    assert "Lieu 3" in page_one
    assert "Lieu 4" not in page_one
    assert "Lieu 4" in said(more)
    assert "Lieu 5" in said(more)
    assert "directory:near:33:any:1" in buttons_of(answers_of(more)[0])


async def test_what_was_checked_long_ago_says_so(world: World) -> None:
    await world.is_set_up()
    await knows(world, MISSION)

    await world.later(days=200)
    answer = await world.lina.slash(world.welcome, "nearby", departement="33")

    assert "appelle avant d'y aller" in said(answer)


async def test_in_another_country_nobody_asks_for_a_departement(world: World) -> None:
    await world.is_set_up()
    await knows(world, MISSION, NATIONAL, {"name": "Aide belge", "country": "BE"})
    async with world.bot.db.transaction() as session:
        (await session.get_one(Community, 1)).country = "BE"

    shown = await world.lina.slash(world.welcome, "nearby")
    answer = await world.send_form(world.lina, shown, topic=["work"])

    assert "'custom_id': 'topic'" in str(shown.modal)
    assert "'custom_id': 'place'" not in str(shown.modal)
    assert "Aide belge" in said(answer)
    assert "Bordeaux" not in said(answer)
    assert "tout le pays" not in said(answer)


async def test_what_another_team_knows_is_not_shown(world: World) -> None:
    await world.is_set_up()
    async with world.bot.db.transaction() as session:
        session.add(Team(guild_id=5, name="Les Quais", created_at=world.clock()))
    await knows(world, {**MISSION, "team_id": 2})

    answer = await world.lina.slash(world.welcome, "nearby", departement="33")

    assert "Bordeaux" not in said(answer)


async def test_a_line_of_the_directory_cannot_look_like_something_else(world: World) -> None:
    await world.is_set_up()
    trick = "[Cadeau](https://example.com) @everyone **gratuit**"
    await knows(world, {"name": "Lieu", "address": trick, "departement": "33"})

    answer = await world.lina.slash(world.welcome, "nearby", departement="33")

    assert "[Cadeau](https" not in said(answer)
    assert "**gratuit**" not in said(answer).replace("\\*", "·")


@pytest.mark.parametrize(
    ("typed", "first"),
    [("gir", "33 · Gironde"), ("GIRONDE", "33 · Gironde"), ("hérau", "34 · Hérault"),
     ("herau", "34 · Hérault"), ("97", "971 · Guadeloupe"), ("2a", "2A · Corse-du-Sud"),
     ("33000", "33 · Gironde")],
)  # fmt: skip
async def test_places_are_suggested_by_number_and_name_with_or_without_accents(
    world: World, typed: str, first: str
) -> None:
    offered = await world.lina.autocomplete(world.welcome, "nearby", "departement", typed)

    assert offered[0]["name"] == first


async def test_never_more_is_suggested_than_discord_shows(world: World) -> None:
    everywhere = await world.lina.autocomplete(world.welcome, "nearby", "departement", "")
    topics = await world.lina.autocomplete(world.welcome, "nearby", "topic", "")

    assert len(everywhere) == 25
    assert "Logement, dormir où" in {one["name"] for one in topics}


async def test_who_types_on_and_on_is_left_to_type(world: World) -> None:
    for _ in range(SUGGESTIONS.most):
        world.bot.limits.take(
            ("suggestions", world.bot.vault.mark("limit", world.lina.id)), SUGGESTIONS
        )

    hers = await world.lina.autocomplete(world.welcome, "nearby", "departement", "33")
    his = await world.noe.autocomplete(world.welcome, "nearby", "departement", "33")

    assert (hers, len(his)) == ([], 1)


async def test_where_nobody_set_maraude_up_there_are_helplines(world: World) -> None:
    answer = await world.lina.slash(world.welcome, "nearby", departement="33")

    assert "**3114**" in said(answer)
    assert await world.stored(Service) == []
    assert "service" in Base.metadata.tables
