"""In a community's server, its moderators set what is theirs, and nothing of the team's."""

import pytest

from models import Community, Team
from tests.setup.server import (
    controls,
    delete_channel,
    delete_role,
    is_lead,
    opened,
    shown_in,
    take_from_maraude,
)
from tests.teams.places import (
    Server,
    a_server,
    acts,
    asks,
    joins,
    link_of,
    linked,
    opens,
    panels_in,
    team_of,
    told_in,
)
from tests.world import World, answers_of, buttons_of, only_for_them, said

OF_THE_TEAM = "Ça, c'est l'équipe Les Ponts qui le règle, dans son propre serveur"


async def short_set_up(server: Server) -> tuple[str, set[str]]:
    answer = await server.chief.slash(server.backstage, "setup")
    assert only_for_them(answer)
    (page,) = answers_of(answer)
    return page.content, set(controls(page))


async def test_the_short_set_up_shows_the_panel_the_language_and_the_country(world: World) -> None:
    await world.is_set_up()
    server = await linked(world, "Les Arènes", is_open=False)

    words, there = await short_set_up(server)

    assert "**Ton serveur et l'équipe Les Ponts**" in words
    assert there == {
        "setup:here:panel",
        "setup:here:locale",
        "setup:here:country",
        "setup:gate:open",
        "setup:page:here",
    }


async def test_each_choice_is_the_communitys_alone(world: World) -> None:
    await world.is_set_up()
    server = await linked(world, "Les Arènes")
    (page,) = answers_of(await server.modo.slash(server.backstage, "setup"))

    await server.modo.select(page, ["en"], custom_id="setup:here:locale")
    await server.modo.select(page, ["BE"], custom_id="setup:here:country")

    link, team = await link_of(world, server), await team_of(world)
    assert (link.locale, link.country, link.panel_channel_id) == ("en", "BE", server.welcome.id)
    assert (team.locale, team.timezone) == ("fr", "Europe/Paris")
    own = next(c for c in await world.stored(Community) if c.guild_id == world.guild.id)
    assert (own.locale, own.country) == ("fr", "FR")
    assert shown_in(page, "setup:here:country") == ["BE"]


@pytest.mark.parametrize(
    ("address", "pick"),
    [
        ("setup:page:places", None),
        ("setup:page:rhythm", None),
        ("setup:page:check", None),
        ("setup:place:staff", None),
        ("setup:place:mentor", None),
        ("setup:place:panel", None),
        ("setup:place:alarms", None),
        ("setup:rhythm:locale", "en"),
        ("setup:rhythm:timezone", "Indian/Reunion"),
        ("setup:hours", None),
        ("setup:pace", None),
        ("setup:team", None),
        ("setup:serve", None),
        ("setup:intake:open", None),
        ("setup:intake:close", None),
    ],
)
async def test_a_forged_button_of_the_teams_set_up_is_refused_kindly(
    world: World, address: str, pick: str | None
) -> None:
    await world.is_set_up()
    server = await linked(world, "Les Arènes")
    before = vars(await team_of(world)) | {"_sa_instance_state": None}

    answer = await acts(world, server, server.chief, address, pick=pick)

    assert OF_THE_TEAM in said(answer)
    assert answer.modal is None
    assert vars(await team_of(world)) | {"_sa_instance_state": None} == before


@pytest.mark.parametrize("address", ["setup:hours:form", "setup:pace:form", "setup:team:form"])
async def test_a_forged_form_of_the_teams_set_up_is_refused_kindly(
    world: World, address: str
) -> None:
    await world.is_set_up()
    server = await linked(world, "Les Arènes")
    before = vars(await team_of(world)) | {"_sa_instance_state": None}

    answer = await acts(world, server, server.chief, address, form=True)

    assert OF_THE_TEAM in said(answer)
    assert vars(await team_of(world)) | {"_sa_instance_state": None} == before


async def test_the_teams_settings_are_not_typed_in_a_community(world: World) -> None:
    await world.is_set_up()
    server = await linked(world, "Les Arènes")

    answer = said(await server.chief.slash(server.backstage, "settings show"))

    assert OF_THE_TEAM in answer


async def test_a_paused_community_shows_services_and_promises_no_answer(world: World) -> None:
    await world.is_set_up()
    server = await linked(world, "Les Arènes")
    lina = joins(world, world.lina, server)
    open_one = await lina.slash(server.welcome, "nearby", departement="33")
    await acts(world, server, server.modo, "setup:gate:pause")

    paused = await lina.slash(server.welcome, "nearby", departement="33")

    assert "tickets:talk" in buttons_of(answers_of(open_one)[0])
    assert "tickets:talk" not in buttons_of(answers_of(paused)[0])


async def test_a_youth_forges_nothing_in_a_community(world: World) -> None:
    await world.is_set_up()
    server = await linked(world, "Les Arènes")
    lina = joins(world, world.lina, server)

    for address in ("setup:gate:pause", "setup:page:here", "setup:page:places"):
        assert "réservé" in said(await acts(world, server, lina, address))
    assert "réservé" in said(await acts(world, server, lina, "setup:here:locale", pick="en"))

    assert (await link_of(world, server)).is_open


async def test_a_community_opens_only_when_its_team_is_ready_and_is_told_no_details(
    world: World,
) -> None:
    await world.is_set_up()
    server = await linked(world, "Les Arènes", is_open=False)
    await delete_role(world, world.mentor_role)
    (page,) = answers_of(await server.modo.slash(server.backstage, "setup"))
    await server.modo.select(page, [server.welcome], custom_id="setup:here:panel")

    answer = await acts(world, server, server.modo, "setup:gate:open")

    assert "🔴 L'équipe n'est pas prête. Demande à l'équipe" in page.content
    assert "mentor" not in page.content
    assert controls(page)["setup:gate:open"]["disabled"] is True
    assert "ne peut pas ouvrir" in said(answer)
    assert not (await link_of(world, server)).is_open


async def test_the_doctor_looks_at_each_sides_own_things(world: World) -> None:
    await world.is_set_up()
    server = await linked(world, "Les Arènes")
    await take_from_maraude(world, world.staff, "manage_threads")

    there = said(await server.modo.slash(server.backstage, "doctor"))
    here = said(await world.max.slash(world.staff, "doctor"))

    assert "L'équipe n'est pas prête" in there
    assert world.staff.mention not in there
    assert "Gérer les fils" not in there
    assert f"Dans {world.staff.mention}, il me manque « Gérer les fils »" in here
    assert server.welcome.mention not in here


async def test_a_panel_channel_that_is_gone_pauses_the_community_alone(world: World) -> None:
    await world.is_set_up()
    server = await linked(world, "Les Arènes")
    other = await linked(world, "Le Donjon")
    (page,) = answers_of(await server.modo.slash(server.backstage, "setup"))
    await delete_channel(world, server.welcome)

    await server.modo.click(page, custom_id="setup:page:here")

    assert "Je viens de mettre en pause" in page.content
    assert (await link_of(world, server)).paused
    assert (await link_of(world, other)).is_open
    assert (await team_of(world)).intake_open


async def test_what_breaks_in_a_community_is_told_to_its_moderators(world: World) -> None:
    await world.is_set_up()
    server = await linked(world, "Les Arènes")

    await delete_channel(world, server.welcome)
    await world.later(hours=1)

    assert "Le salon du panneau n'existe plus" in told_in(server.backstage)
    assert "n'existe plus" not in told_in(world.staff)


async def test_closing_the_teams_intake_closes_every_community(world: World) -> None:
    page = await opened(world)
    server = await linked(world, "La Citadelle")
    lina = joins(world, world.lina, server)

    await world.max.click(page, custom_id="setup:intake:close")

    assert "l'accueil n'est pas ouvert" in said(await lina.slash(server.welcome, "talk"))
    words, _ = await short_set_up(server)
    assert "l'équipe ne prend pas de nouvelles demandes en ce moment" in words


async def test_a_community_pauses_and_opens_by_itself(world: World) -> None:
    await world.is_set_up()
    server, other = await linked(world, "Les Arènes"), await linked(world, "Le Donjon")
    lina, noe = joins(world, world.lina, server), joins(world, world.noe, other)
    (page,) = answers_of(await server.modo.slash(server.backstage, "setup"))

    await server.modo.click(page, custom_id="setup:gate:pause")

    assert "En pause" in page.content
    assert "l'accueil n'est pas ouvert" in said(await lina.slash(server.welcome, "talk"))
    assert (await noe.slash(other.welcome, "talk")).modal is not None
    await server.modo.click(page, custom_id="setup:gate:open")
    assert (await lina.slash(server.welcome, "talk")).modal is not None


async def test_a_team_says_that_nobody_writes_in_its_own_server_and_changes_its_mind(
    world: World,
) -> None:
    await opened(world)
    server = await linked(world, "Les Arènes")
    (page,) = answers_of(await world.max.slash(world.staff, "setup"))
    (sure,) = answers_of(await world.max.click(page, custom_id="teams:ask:1"))
    await world.max.click(sure, custom_id="teams:end:1")

    (page,) = answers_of(await world.max.slash(world.staff, "setup"))

    assert "setup:place:panel" not in controls(page)
    assert "dans une autre communauté" in page.content
    assert panels_in(world.welcome) == []
    assert "l'accueil n'est pas ouvert" in said(await world.lina.slash(world.welcome, "talk"))
    assert (await joins(world, world.lina, server).slash(server.welcome, "talk")).modal is not None
    await world.max.click(page, custom_id="setup:page:rhythm")
    assert "setup:rhythm:country" not in controls(page)
    await world.max.click(page, custom_id="setup:page:check")
    assert "🔴" not in page.content
    await world.max.click(page, custom_id="setup:page:places")
    await world.max.click(page, custom_id="setup:serve")
    await world.max.select(page, [world.welcome], custom_id="setup:place:panel")
    await world.max.click(page, custom_id="setup:page:rhythm")
    await world.max.click(page, custom_id="setup:page:check")
    await world.max.click(page, custom_id="setup:gate:open")
    assert (await team_of(world)).intake_open
    assert len(panels_in(world.welcome)) == 1
    links = [c for c in await world.stored(Community) if c.guild_id == world.guild.id]
    assert [c.ended_at is None for c in links] == [False, True]


async def test_a_server_that_took_another_team_reaches_its_own_one_still(world: World) -> None:
    await world.is_set_up()
    server = await a_server(world, "Les Arènes")
    await server.modo.slash(server.backstage, "setup")
    answer = await world.max.slash(world.staff, "team link")
    code = said(answer).split("`")[1]
    (asked,) = answers_of(await server.modo.slash(server.welcome, "team accept", code=code))
    await server.modo.click(asked, custom_id=f"teams:accept:{code.replace('-', '')}")
    page = await opens(world, server)

    await server.modo.click(page, custom_id="setup:page:places")

    assert "Installer Maraude (1/3)" in page.content
    assert "setup:place:panel" not in controls(page)
    assert len(await world.stored(Team)) == 2


async def test_an_administrator_of_a_community_sees_and_touches_nothing_of_a_request(
    world: World,
) -> None:
    await world.is_set_up()
    server = await linked(world, "Les Arènes")
    lina = joins(world, world.lina, server)
    await asks(world, lina, server, "Mon père me frappe.")
    await world.claim(world.sam)
    await world.reply(world.sam, "Je te lis.")
    alias = (await world.ticket()).alias.name

    answers = [
        said(await acts(world, server, server.chief, address))
        for address in (
            "ticket:1:claim",
            "ticket:1:release",
            "ticket:1:second",
            "ticket:1:note",
            "ticket:1:close",
            "ticket:1:seen",
            "relay:reply:1",
            "relay:edit:2",
            "relay:erase:2",
            "tickets:queue:1",
            "protection:block:1",
            "protection:concerns",
            "mentors:introduce",
        )
    ]

    assert all("dans le serveur de l'équipe" in answer for answer in answers), answers
    for command in ("queue", "profile", "ticket claim", "safeguard reports", "safeguard journal"):
        answer = said(await server.chief.slash(server.welcome, command))
        assert "dans le serveur de l'équipe" in answer, command
    ticket = await world.ticket()
    assert ticket.mentor is not None
    assert ticket.mentor.first_name == "Sam"
    seen = "\n".join(
        f"{message.content} {[e.to_dict() for e in message.embeds]}"
        for channel in (server.welcome, server.backstage)
        for message in channel.history(viewer=server.chief)
        if not message.flags.ephemeral
    )
    assert alias not in seen
    assert "frappe" not in seen
    is_lead(world, world.max)
