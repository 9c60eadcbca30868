"""Une équipe dans son propre serveur, deux serveurs de jeu, un redémarrage, une fin de lien."""

from models import Community, Mentor, Team, TicketState
from tests.setup.server import controls, turn_to
from tests.teams.places import (
    a_code,
    a_server,
    accepts,
    asks,
    has_place_for_moderators,
    joins,
    link_of,
    opens,
    panels_in,
    told_in,
)
from tests.world import World, answers_of, buttons_of, said


async def the_team_installs_itself(world: World) -> None:
    """Max sets the team's server up, says that nobody writes there, and opens the intake."""
    (page,) = answers_of(await world.max.slash(world.staff, "setup"))
    for which, place in (
        ("staff", world.staff),
        ("mentor", world.mentor_role),
        ("lead", world.lead_role),
    ):
        await world.max.select(page, [place], custom_id=f"setup:place:{which}")
    (sure,) = answers_of(await world.max.click(page, custom_id="teams:ask:1"))
    await world.max.click(sure, custom_id="teams:end:1")
    await turn_to(world, page, "check")
    assert "🔴" not in page.content
    await world.max.click(page, custom_id="setup:intake:open")
    assert "L'accueil est ouvert" in page.content


async def test_une_equipe_et_ses_deux_communautes(world: World) -> None:
    await the_team_installs_itself(world)
    for mentor, name in ((world.sam, "Sam"), (world.ines, "Inès")):
        shown = await mentor.slash(world.staff, "profile")
        await world.send_form(mentor, shown, first_name=name, organisation="Les Ponts")
    assert len(await world.stored(Mentor)) == 2

    arenes, donjon = await a_server(world, "Les Arènes"), await a_server(world, "Le Donjon")
    for server in (arenes, donjon):
        answer = await accepts(world, server, await a_code(world, world.lea))
        assert "tape **/installer**" in said(answer)
        page = await opens(world, server)
        assert "✅ **Ouvert**" in page.content
        assert len(panels_in(server.welcome)) == 1
    assert len(await world.stored(Team)) == 1

    lina, noe = joins(world, world.lina, arenes), joins(world, world.noe, donjon)
    (panel,) = panels_in(arenes.welcome)
    shown = await lina.click(panel, custom_id="tickets:talk")
    await world.send_form(
        lina, shown, topic=["school"], words="J'ai arrêté le lycée.", age=[], wishes=["dm"]
    )
    await asks(world, noe, donjon, "Je cherche un stage.", wishes=())

    await world.restart()
    has_place_for_moderators(world, arenes)
    has_place_for_moderators(world, donjon)

    (desk,) = answers_of(await world.sam.slash(world.staff, "queue"))
    waiting = str(desk.embeds[0].fields[0].value)
    assert "Les Arènes" in waiting
    assert "Le Donjon" in waiting
    link = await link_of(world, donjon)
    await world.sam.select(desk, [str(link.id)], custom_id="tickets:queue-by:community:0-0-0-0")
    assert "Les Arènes" not in str(desk.embeds[0].fields[0].value)

    await world.claim(world.sam, 1)
    await world.claim(world.ines, 2)
    await world.reply(world.sam, "Salut, on regarde ça ensemble ?", 1)
    await world.reply(world.ines, "Bonjour, quel métier te plaît ?", 2)
    assert any("on regarde ça ensemble" in words for words in world.in_dm(lina))
    assert "quel métier te plaît" in said(await noe.slash(donjon.welcome, "messages"))

    aliases = [(await world.ticket(number)).alias.name for number in (1, 2)]
    (page,) = answers_of(await arenes.chief.slash(arenes.backstage, "setup"))
    assert not {address for address in controls(page) if address.startswith("setup:place")}
    for words in ("lycée", "stage", *aliases, "Sam", "Inès"):
        assert words not in told_in(arenes.backstage) + told_in(donjon.backstage) + page.content
    assert "Ça se fait dans le serveur de l'équipe" in said(
        await arenes.chief.slash(arenes.welcome, "queue")
    )

    (sure,) = answers_of(await arenes.modo.slash(arenes.backstage, "team end"))
    await arenes.modo.click(sure, custom_id=next(iter(buttons_of(sure))))
    assert panels_in(arenes.welcome) == []
    assert "l'accueil n'est pas ouvert" in said(await lina.slash(arenes.welcome, "talk"))
    await lina.user.send_dm("Oui, je veux bien.")
    assert any("je veux bien" in words for words in await world.in_thread(1))
    await world.close(world.sam, ticket_id=1)
    assert (await world.ticket(1)).state is TicketState.CLOSED
    before = len(world.in_dm(lina))
    assert before > 2

    assert (await link_of(world, donjon)).is_open
    live = [link for link in await world.stored(Community) if link.ended_at is None]
    assert [link.name for link in live] == ["Le Donjon"]
