"""/profile: a mentor says who they are, before any youth meets them."""

import pytest

from models import Mentor, TicketState
from tests.setup.server import fields_of, forge_form, lend_command
from tests.world import World, answers_of, buttons_of, only_for_them, said

NOT_FOR_YOU = "C'est réservé aux mentors de l'équipe."


async def new_mentor(world: World) -> None:
    """Somebody new has the mentor role and never said who they are."""
    world.env.backend.add_member_role(world.guild.id, world.noe.id, world.mentor_role.id)
    await world.env.settle()


async def test_a_new_mentor_says_who_they_are(world: World) -> None:
    await world.is_set_up()
    await new_mentor(world)

    shown = await world.noe.slash(world.staff, "profile")
    answer = await world.send_form(
        world.noe, shown, first_name=" Noé ", organisation="Mission locale"
    )

    assert said(answer) == "C'est noté. Les jeunes liront : « **Noé**, de Mission locale »."
    assert only_for_them(answer)
    kept = next(m for m in await world.stored(Mentor) if m.discord_id == world.noe.id)
    assert (kept.first_name, kept.organisation) == ("Noé", "Mission locale")


async def test_the_form_says_why_and_proposes_the_teams_name(world: World) -> None:
    await world.is_set_up()
    await new_mentor(world)

    shown = await world.noe.slash(world.staff, "profile")

    assert shown.modal is not None
    why = shown.modal["components"][0]["description"]
    assert "Les jeunes peuvent rester anonymes, pas toi" in why
    nothing = {"languages": "", "topics": "", "room": ""}
    assert fields_of(shown) == {"first_name": "", "organisation": "Les Ponts", **nothing}


async def test_who_changes_their_mind_finds_what_they_said(world: World) -> None:
    await world.is_set_up()

    shown = await world.sam.slash(world.staff, "profile")
    await world.send_form(world.sam, shown, first_name="Samir", organisation="Les Quais")

    nothing = {"languages": "", "topics": "", "room": ""}
    assert fields_of(shown) == {"first_name": "Sam", "organisation": "Les Ponts", **nothing}
    mine = [m for m in await world.stored(Mentor) if m.discord_id == world.sam.id]
    assert [(m.first_name, m.organisation) for m in mine] == [("Samir", "Les Quais")]


@pytest.mark.parametrize("missing", ["first_name", "organisation"])
async def test_a_blank_name_is_refused_and_nothing_changes(world: World, missing: str) -> None:
    await world.is_set_up()
    words = {"first_name": "Samir", "organisation": "Les Quais", missing: "   "}

    shown = await world.sam.slash(world.staff, "profile")
    answer = await world.send_form(world.sam, shown, **words)

    assert "Il manque ton prénom ou ta structure. Rien n'a changé" in said(answer)
    assert only_for_them(answer)
    mine = next(m for m in await world.stored(Mentor) if m.discord_id == world.sam.id)
    assert (mine.first_name, mine.organisation) == ("Sam", "Les Ponts")


@pytest.mark.parametrize("person", ["lina", "max"], ids=["a youth", "the moderator"])
async def test_who_is_no_mentor_is_refused(world: World, person: str) -> None:
    await world.is_set_up()
    who = getattr(world, person)
    lend_command(world, "profile", who)

    answer = await who.slash(world.welcome, "profile")

    assert NOT_FOR_YOU in said(answer)
    assert answer.modal is None
    assert only_for_them(answer)


async def test_a_youth_who_forges_the_form_introduces_nobody(world: World) -> None:
    await world.is_set_up()

    answer = await forge_form(
        world,
        world.lina,
        "mentors:introduction",
        {"first_name": "Sam", "organisation": "Les Ponts"},
    )

    assert NOT_FOR_YOU in said(answer)
    assert len(await world.stored(Mentor)) == 2


async def test_who_lost_the_role_while_the_form_was_open_is_refused(world: World) -> None:
    await world.is_set_up()
    shown = await world.sam.slash(world.staff, "profile")
    world.env.backend.remove_member_role(world.guild.id, world.sam.id, world.mentor_role.id)
    await world.env.settle()

    answer = await forge_form(
        world,
        world.sam,
        "mentors:introduction",
        {"first_name": "Samir", "organisation": "Les Quais"},
    )

    assert shown.modal is not None
    assert NOT_FOR_YOU in said(answer)
    assert "Samir" not in [mentor.first_name for mentor in await world.stored(Mentor)]


async def test_the_lead_can_answer_too(world: World) -> None:
    await world.is_set_up()

    shown = await world.lea.slash(world.staff, "profile")
    await world.send_form(world.lea, shown, first_name="Léa", organisation="Les Ponts")

    assert "Léa" in [mentor.first_name for mentor in await world.stored(Mentor)]


async def test_a_claim_without_a_profile_leads_to_the_form_and_then_succeeds(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina)
    await new_mentor(world)

    refused = await world.claim(world.noe)
    still = (await world.ticket()).state
    offered = answers_of(refused)[-1]
    shown = await world.press(world.noe, offered, "mentors:introduce")
    await world.send_form(world.noe, shown, first_name="Noé", organisation="Les Ponts")
    await world.claim(world.noe)

    assert "dis qui tu es : prénom et structure" in said(refused)
    assert only_for_them(refused)
    assert buttons_of(offered) == {"mentors:introduce": "Me présenter"}
    assert still is TicketState.WAITING
    assert (await world.ticket()).state is TicketState.ACTIVE
    assert "**Noé**, de Les Ponts" in world.in_dm(world.lina)[-1]


async def test_the_introduction_survives_a_restart_before_it_is_sent(world: World) -> None:
    await world.is_set_up()
    await new_mentor(world)
    shown = await world.noe.slash(world.staff, "profile")

    await world.restart()
    await world.send_form(world.noe, shown, first_name="Noé", organisation="Les Ponts")

    assert "Noé" in [mentor.first_name for mentor in await world.stored(Mentor)]


async def test_an_english_mentor_reads_english(world: World) -> None:
    await world.is_set_up()
    world.speaks(world.sam, "en-GB")

    shown = await world.sam.slash(world.staff, "profile")
    answer = await world.send_form(world.sam, shown, first_name="Sam", organisation="The Bridges")

    assert shown.modal is not None
    assert shown.modal["title"] == "Who answers?"
    assert said(answer) == 'Noted. Youths will read: "**Sam**, from The Bridges".'


async def test_a_mentor_says_what_they_speak_and_know_and_how_much_they_can_carry(
    world: World,
) -> None:
    await world.is_set_up()
    words = {"first_name": "Sam", "organisation": "Les Ponts", "room": "3"}
    picks = {"languages": ["fr", "en"], "topics": ["work", "housing"]}

    shown = await world.sam.slash(world.staff, "profile")
    await world.send_form(world.sam, shown, **words, **picks)

    mine = next(m for m in await world.stored(Mentor) if m.discord_id == world.sam.id)
    assert (mine.languages, mine.topics, mine.room) == (["en", "fr"], ["work", "housing"], 3)
    again = await world.sam.slash(world.staff, "profile")
    assert fields_of(again)["room"] == "3"


@pytest.mark.parametrize("room", ["0", "31", "six", "-1"])
async def test_a_room_nobody_can_use_is_refused_and_nothing_changes(
    world: World, room: str
) -> None:
    await world.is_set_up()
    words = {"first_name": "Samir", "organisation": "Les Quais", "room": room}

    shown = await world.sam.slash(world.staff, "profile")
    answer = await world.send_form(world.sam, shown, **words)

    assert "écris un nombre entre 1 et 30" in said(answer)
    mine = next(m for m in await world.stored(Mentor) if m.discord_id == world.sam.id)
    assert (mine.first_name, mine.room) == ("Sam", None)
