"""/sos: at once, day and night, from anywhere, also when the database is away."""

from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from simcord.results import InteractionResult

from bot.db import Database
from bot.helplines import AT_MOST_FOR_DANGER, COUNTRIES, Helplines
from models import Community, OutboxEntry, Team, Youth
from tests.world import World, answers_of, buttons_of, only_for_them, said

FRENCH = ("112", "3114", "119")
BRITISH = ("999", "116 123", "0800 1111")
ELSEWHERE = {"FR": "3114", "BE": "0800 32 123", "CH": "147", "CA": "988", "UK": "116 123"}


@asynccontextmanager
async def database_away(world: World, url: str) -> AsyncGenerator[None]:
    """Nobody answers where the database should be."""
    patience = timedelta(milliseconds=300)
    present, away = world.bot.db, Database(url, read_patience=patience, write_patience=patience)
    world.bot.db = away
    try:
        yield
    finally:
        world.bot.db = present
        await away.close()


async def is_in(world: World, country: str, *, is_open: bool = True) -> None:
    """The community is in that country."""
    await world.is_set_up()
    async with world.bot.db.transaction() as session:
        (await session.get_one(Community, 1)).country = country
        (await session.get_one(Team, 1)).intake_open = is_open


def shows(answer: InteractionResult, numbers: tuple[str, ...]) -> bool:
    return all(f"**{number}**" in said(answer) for number in numbers)


async def test_sos_is_one_question_three_numbers_and_an_easy_first_step(world: World) -> None:
    await world.is_set_up()

    answer = await world.lina.slash(world.welcome, "sos")

    question, *numbers, first_step = [line for line in said(answer).splitlines() if line]
    assert question == "**Es-tu en danger maintenant ?**"
    assert [line.partition(" · ")[0] for line in numbers] == ["**112**", "**3114**", "**119**"]
    assert "Tu n'as pas à tout expliquer" in first_step
    assert buttons_of(answers_of(answer)[0]) == {
        "tickets:talk": "Parler à quelqu'un",
        "sos:more:FR": "Autres numéros",
    }


async def test_nobody_else_sees_that_somebody_asked_for_help(world: World) -> None:
    await world.is_set_up()

    command = await world.lina.slash(world.welcome, "sos")
    more = await world.press(world.lina, answers_of(command)[0], "sos:more:FR")

    assert only_for_them(command)
    assert only_for_them(more)
    assert world.welcome.history(viewer=world.noe) == []


async def test_asking_for_help_leaves_no_trace(world: World) -> None:
    await world.is_set_up()

    answer = await world.lina.slash(world.welcome, "sos")
    await world.press(world.lina, answers_of(answer)[0], "sos:more:FR")
    await world.lina.user.slash("sos")

    assert await world.stored(Youth) == []
    assert await world.stored(OutboxEntry) == []
    assert world.in_dm(world.lina) == []


@pytest.mark.parametrize(("country", "number"), ELSEWHERE.items(), ids=ELSEWHERE)
async def test_the_numbers_are_those_of_the_communitys_country(
    world: World, country: str, number: str
) -> None:
    await is_in(world, country)

    answer = await world.lina.slash(world.welcome, "sos")

    assert shows(answer, (number,))
    assert shows(answer, ("3114",)) == (country == "FR")


async def test_a_new_country_counts_from_the_moment_it_is_chosen(world: World) -> None:
    await world.is_set_up()
    await world.lina.slash(world.welcome, "sos")
    page = answers_of(await world.max.slash(world.welcome, "setup"))[0]
    await world.max.click(page, custom_id="setup:page:rhythm")

    await world.max.select(page, ["UK"], custom_id="setup:rhythm:country")

    assert shows(await world.lina.slash(world.welcome, "sos"), BRITISH)


async def test_the_country_counts_also_while_the_intake_is_closed(world: World) -> None:
    await is_in(world, "UK", is_open=False)

    answer = await world.lina.slash(world.welcome, "sos")

    assert shows(answer, BRITISH)


async def test_a_closed_door_shows_the_numbers_of_the_communitys_country(world: World) -> None:
    await is_in(world, "UK", is_open=False)

    answer = await world.lina.slash(world.welcome, "talk")

    assert shows(answer, BRITISH)


async def test_who_reads_english_reads_what_each_number_is_for_in_english(world: World) -> None:
    await world.is_set_up()
    world.speaks(world.lina, "en-GB")

    answer = await world.lina.slash(world.welcome, "sos")

    assert "**Are you in danger now?**" in said(answer)
    assert "**3114** · Thinking of dying, or worried for someone." in said(answer)
    assert buttons_of(answers_of(answer)[0])["sos:more:FR"] == "Other numbers"


async def test_sos_answers_in_a_server_that_never_set_maraude_up(world: World) -> None:
    answer = await world.lina.slash(world.welcome, "sos")

    assert shows(answer, FRENCH)
    assert only_for_them(answer)


async def test_sos_answers_in_the_dm_of_a_stranger(world: World) -> None:
    answer = await world.lina.user.slash("sos")

    assert shows(answer, FRENCH)


async def test_in_the_dm_the_numbers_are_those_of_the_community_that_knows_them(
    world: World,
) -> None:
    await is_in(world, "UK")
    await world.ask(world.lina)

    answer = await world.lina.user.slash("sos")

    assert shows(answer, BRITISH)


async def from_the_panel(world: World) -> InteractionResult:
    panel = world.welcome.history(viewer=world.noe)[-1]
    return await world.press(world.lina, panel, "sos:show")


async def by_command(world: World) -> InteractionResult:
    return await world.lina.slash(world.welcome, "sos")


async def in_the_dm(world: World) -> InteractionResult:
    return await world.lina.user.slash("sos")


@pytest.mark.parametrize(
    "way", [by_command, from_the_panel, in_the_dm], ids=lambda way: way.__name__
)
async def test_sos_answers_while_the_database_is_away(
    world: World, way: Callable[[World], Awaitable[InteractionResult]]
) -> None:
    await world.is_set_up()
    await world.max.slash(world.welcome, "panel post")
    await world.restart()

    async with database_away(world, "postgresql+asyncpg://nobody@127.0.0.1:1/nothing"):
        answer = await way(world)

    assert shows(answer, FRENCH)
    assert "Es-tu en danger maintenant" in said(answer)
    assert only_for_them(answer)


async def test_sos_answers_when_the_file_of_the_database_is_gone(world: World) -> None:
    await world.is_set_up()
    nowhere = Path(world.store.folder) / "gone" / "maraude.db"

    async with database_away(world, f"sqlite+aiosqlite:///{nowhere}"):
        answer = await world.lina.slash(world.welcome, "sos")

    assert "Es-tu en danger maintenant" in said(answer)
    assert shows(answer, FRENCH)


async def test_sos_answers_when_the_name_of_the_database_leads_nowhere(world: World) -> None:
    await world.is_set_up()

    async with database_away(world, "postgresql+asyncpg://nobody@database.invalid/nothing"):
        answer = await world.lina.slash(world.welcome, "sos")

    assert "Es-tu en danger maintenant" in said(answer)
    assert shows(answer, FRENCH)


async def test_the_country_is_remembered_while_the_database_is_away(world: World) -> None:
    await is_in(world, "UK")
    await world.lina.slash(world.welcome, "hello")

    async with database_away(world, "postgresql+asyncpg://nobody@127.0.0.1:1/nothing"):
        answer = await world.noe.slash(world.welcome, "sos")

    assert shows(answer, BRITISH)


@pytest.mark.parametrize("command", ["talk", "hello", "stop", "messages"])
async def test_whoever_cannot_be_served_while_the_database_is_away_gets_the_numbers(
    world: World, command: str
) -> None:
    await world.is_set_up()

    async with database_away(world, "postgresql+asyncpg://nobody@127.0.0.1:1/nothing"):
        answer = await world.lina.slash(world.welcome, command)

    assert "C'est moi, pas toi" in said(answer)
    assert "Ce n'est pas encore noté" in said(answer)
    assert shows(answer, FRENCH)
    assert only_for_them(answer)


async def test_other_numbers_are_shown_with_the_day_they_were_checked(world: World) -> None:
    await world.is_set_up()
    answer = await world.lina.slash(world.welcome, "sos")

    more = await world.press(world.lina, answers_of(answer)[0], "sos:more:FR")

    assert shows(more, (*FRENCH, "114", "3018", "0 800 235 236", "3919"))
    assert "Numéros vérifiés le 20" in said(more)


async def test_numbers_that_nobody_checked_never_appear(world: World) -> None:
    await world.is_set_up()
    answer = await world.lina.slash(world.welcome, "sos")

    more = await world.press(world.lina, answers_of(answer)[0], "sos:more:FR")

    for unverified in ("0 800 23 13 13", "**115**", "09 72 39 40 50"):
        assert unverified not in said(answer)
        assert unverified not in said(more)


async def test_other_numbers_need_no_database(world: World) -> None:
    await world.is_set_up()
    answer = await world.lina.slash(world.welcome, "sos")

    async with database_away(world, "postgresql+asyncpg://nobody@127.0.0.1:1/nothing"):
        more = await world.press(world.lina, answers_of(answer)[0], "sos:more:FR")

    assert shows(more, FRENCH)


async def test_a_country_that_nobody_knows_still_gets_a_number(world: World) -> None:
    await world.is_set_up()
    answer = await world.lina.slash(world.welcome, "sos")

    more = await world.forge(world.lina, answers_of(answer)[0], "sos:more:XX")

    assert shows(more, ("112",))


@pytest.mark.parametrize("country", COUNTRIES)
def test_there_are_at_most_three_urgent_numbers_and_never_none(country: str) -> None:
    urgent = Helplines().urgent(country)

    assert 1 <= len(urgent) <= AT_MOST_FOR_DANGER == 3
    assert urgent[0].number in {"112", "911", "999"}


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_number_that_is_shown_was_checked_and_says_what_for(country: str) -> None:
    lines = Helplines().of(country)

    assert all(line.enabled and line.fr and line.en and line.source for line in lines)
    assert len({line.number for line in lines}) == len(lines)


@pytest.mark.parametrize("country", COUNTRIES)
def test_who_is_too_young_for_the_team_always_has_a_number(country: str) -> None:
    assert Helplines().for_children(country)


def test_a_line_that_is_not_enabled_is_shown_nowhere(tmp_path: Path) -> None:
    block = (
        '[[line]]\ncountry = "FR"\nnumber = "{}"\ndanger = true\nchildren = true\nfr = "…"\n'
        'en = "…"\nsource = "…"\nchecked = 2026-01-01\nenabled = {}\n'
    )
    file = tmp_path / "helplines.toml"
    file.write_text(block.format("112", "true") + block.format("555", "false"), encoding="utf-8")

    lines = Helplines(file)

    for shown in (lines.of("FR"), lines.urgent("FR"), lines.for_children("FR")):
        assert [line.number for line in shown] == ["112"]
