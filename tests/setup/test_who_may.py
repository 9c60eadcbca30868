"""Only who manages the server sets Maraude up, whatever Discord shows to whom."""

import pytest
from simcord import SetupError

from models import Community
from tests.setup.server import (
    begin,
    community,
    forge_form,
    forge_pick,
    forge_press,
    lend_command,
    opened,
    ready_to_open,
)
from tests.setup.test_rhythm import PACE, TEAM, choices_of
from tests.world import World, answers_of, only_for_them, said

REFUSAL = "C'est réservé aux personnes qui gèrent ce serveur. Demande à l'une d'elles."


COMMANDS = ("setup", "doctor", "panel post", "panel preview", "panel remove")


async def test_discord_hides_the_commands_of_moderators_from_everybody_else(
    world: World,
) -> None:
    for person in (world.lina, world.sam, world.lea):
        for command in COMMANDS:
            with pytest.raises(SetupError, match="default-member-permissions"):
                await person.slash(world.welcome, command)


@pytest.mark.parametrize("person", ["lina", "sam", "lea"], ids=["a youth", "a mentor", "the lead"])
async def test_commands_lent_to_somebody_else_are_refused_politely(
    world: World, person: str
) -> None:
    await opened(world)
    who = getattr(world, person)
    before = choices_of((await community(world)).team)

    for command in COMMANDS:
        lend_command(world, command.partition(" ")[0], who)
        answer = await who.slash(world.welcome, command)
        assert (said(answer), only_for_them(answer)) == (REFUSAL, True), command

    assert choices_of((await community(world)).team) == before
    assert len(world.welcome.history(viewer=world.noe)) == 1


async def test_setup_lent_to_a_youth_of_a_new_server_stores_nothing(world: World) -> None:
    lend_command(world, "setup", world.lina)

    answer = await world.lina.slash(world.welcome, "setup")

    assert said(answer) == REFUSAL
    assert await world.stored(Community) == []


async def test_every_button_of_the_setup_asks_again_who_presses(world: World) -> None:
    page = await opened(world)
    seen = page.content

    for address in (
        *(f"setup:page:{name}" for name in ("places", "rhythm", "check")),
        *(f"setup:{name}" for name in ("hours", "pace", "team")),
        *(f"setup:intake:{what}" for what in ("open", "close")),
    ):
        answer = await forge_press(world, world.sam, page, address)
        told = answers_of(answer)
        assert (told[-1].content, told[-1].ephemeral) == (REFUSAL, True), address
        assert answer.modal is None, address

    assert (await community(world)).team.intake_open
    assert page.content == seen


async def test_nobody_else_opens_an_intake_that_is_ready(world: World) -> None:
    page = await ready_to_open(world)

    answer = await forge_press(world, world.lina, page, "setup:intake:open")

    assert answers_of(answer)[-1].content == REFUSAL
    assert not (await community(world)).team.intake_open


@pytest.mark.parametrize(
    ("address", "value"),
    [("setup:place:mentor", "everyone"), ("setup:rhythm:country", "DE")],
    ids=["the mentor role", "the country"],
)
async def test_nobody_else_picks(world: World, address: str, value: str) -> None:
    page = await opened(world)
    picked = str(world.guild.default_role.id) if value == "everyone" else value

    answer = await forge_pick(world, world.lina, page, address, picked)

    chosen = await community(world)
    assert answers_of(answer)[-1].content == REFUSAL
    assert chosen.team.mentor_role_id == world.mentor_role.id
    assert chosen.country == "FR"


@pytest.mark.parametrize(
    ("address", "values"),
    [
        ("setup:hours:form", {"hours": "dim 1-2"}),
        ("setup:pace:form", {**PACE, "age_floor": "13"}),
        ("setup:team:form", {**TEAM, "name": "Les Faux"}),
    ],
    ids=["hours", "pace", "name"],
)
async def test_nobody_else_sends_a_form(world: World, address: str, values: dict[str, str]) -> None:
    await opened(world)
    before = choices_of((await community(world)).team)

    answer = await forge_form(world, world.lina, address, values)

    assert answers_of(answer)[-1].content == REFUSAL
    assert choices_of((await community(world)).team) == before


@pytest.mark.parametrize(
    ("address", "value"),
    [
        ("setup:rhythm:country", "XX"),
        ("setup:rhythm:timezone", "Europe/Berlin"),
        ("setup:rhythm:locale", "de"),
        ("setup:rhythm:age_floor", "3"),
    ],
)
async def test_a_choice_that_was_never_offered_changes_nothing(
    world: World, address: str, value: str
) -> None:
    page = await begin(world)
    before = choices_of((await community(world)).team)

    answer = await forge_pick(world, world.max, page, address, value)

    after = await community(world)
    assert answers_of(answer)[-1].ephemeral
    assert choices_of(after.team) == before
    assert (after.country, after.locale, after.guild_id) == ("FR", "fr", world.guild.id)


async def test_a_place_that_was_never_offered_changes_nothing(world: World) -> None:
    page = await begin(world)
    before = choices_of((await community(world)).team)

    await forge_pick(world, world.max, page, "setup:place:guild", str(world.mentor_role.id))

    assert choices_of((await community(world)).team) == before


async def test_who_lost_the_right_is_refused_on_the_page_they_still_have(world: World) -> None:
    page = await begin(world)
    world.env.backend.remove_member_role(world.guild.id, world.max.id, world.guild.roles["Modo"].id)
    await world.env.settle()

    answer = await world.max.click(page, custom_id="setup:page:rhythm")

    assert answers_of(answer)[-1].content == REFUSAL
    assert "(1/3)" in page.content


async def test_a_refusal_is_in_the_readers_language(world: World) -> None:
    lend_command(world, "doctor", world.lina)
    world.speaks(world.lina, "en-US")

    answer = await world.lina.slash(world.welcome, "doctor")

    assert said(answer) == "This is for people who manage this server. Ask one of them."
