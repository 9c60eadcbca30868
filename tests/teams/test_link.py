"""A community and a team link themselves: by a code, and both sides' yes."""

from datetime import timedelta
from typing import Any

import pytest
from simcord import SetupError
from sqlalchemy.exc import IntegrityError

from bot.limits import GUESSES
from cogs.teams import rules
from models import Community, LinkCode, Team
from tests.teams.places import (
    CODE,
    a_code,
    a_server,
    accepts,
    joins,
    link_of,
    linked,
    opens,
    panels_in,
    told_in,
)
from tests.world import World, answers_of, buttons_of, only_for_them, said

NO_SUCH_CODE = "Ce code ne marche pas"


def test_a_code_cannot_be_guessed_and_is_easy_to_type() -> None:
    assert len(rules.SIGNS) ** rules.LENGTH >= 2**60
    assert not set("01OIl") & set(rules.SIGNS)
    assert rules.read(" k7qm–4txw 9hbd") == "K7QM4TXW9HBD"
    assert rules.read("K7QM4TXW9HB0") is None


async def test_a_code_is_for_who_asked_alone_and_only_its_mark_is_kept(world: World) -> None:
    await world.is_set_up()

    answer = await world.max.slash(world.staff, "team link")

    assert only_for_them(answer)
    found = CODE.search(said(answer))
    assert found is not None
    (kept,) = await world.stored(LinkCode)
    code = found[1].replace("-", "")
    assert kept.mark == world.bot.vault.mark("link", code)
    assert code.encode() not in kept.mark


async def test_the_lead_makes_a_code_also_without_managing_the_server(world: World) -> None:
    await world.is_set_up()

    assert CODE.search(said(await world.lea.slash(world.staff, "team link")))


async def test_a_mentor_makes_no_code(world: World) -> None:
    await world.is_set_up()

    answer = said(await world.sam.slash(world.staff, "team link"))

    assert "réservé aux personnes qui gèrent ce serveur" in answer
    assert await world.stored(LinkCode) == []


async def test_the_community_reads_which_team_asks_and_what_it_means_before_its_yes(
    world: World,
) -> None:
    await world.is_set_up()
    server = await a_server(world, "Les Arènes")

    answer = await server.modo.slash(server.welcome, "team accept", code=await a_code(world))

    assert only_for_them(answer)
    assert "**Les Ponts**" in said(answer)
    assert "nom de ce serveur" in said(answer)
    assert "rien des demandes" in said(answer)
    assert len(await world.stored(Community)) == 1


async def test_a_yes_makes_a_community_in_the_language_of_its_server_and_the_team_is_told(
    world: World,
) -> None:
    await world.is_set_up()
    server = await a_server(world, "Les Arènes")
    world.speaks(server.modo, "en-GB")

    answer = await accepts(world, server, await a_code(world))

    assert "/setup" in said(answer)
    link = await link_of(world, server)
    assert (link.name, link.locale, link.team.name) == ("Les Arènes", "fr", "Les Ponts")
    assert not link.is_open
    assert "**Les Arènes** est maintenant reliée" in told_in(world.staff)
    assert len(await world.stored(Team)) == 1


async def test_a_code_serves_once(world: World) -> None:
    await world.is_set_up()
    first, second = await a_server(world, "Les Arènes"), await a_server(world, "Le Donjon")
    code = await a_code(world)
    (asked,) = answers_of(await second.modo.slash(second.welcome, "team accept", code=code))
    await accepts(world, first, code)

    late = await second.modo.click(asked, custom_id=next(iter(buttons_of(asked))))
    again = await second.modo.slash(second.welcome, "team accept", code=code)

    assert NO_SUCH_CODE in said(late)
    assert NO_SUCH_CODE in said(again)
    assert len(await world.stored(Community)) == 2


async def test_a_wrong_a_used_and_an_old_code_sound_the_same(world: World) -> None:
    await world.is_set_up()
    first, second = await a_server(world, "Les Arènes"), await a_server(world, "Le Donjon")
    used, old = await a_code(world), await a_code(world)
    await accepts(world, first, used)
    world.clock.at += timedelta(hours=49)

    sentences = {
        said(await second.modo.slash(second.welcome, "team accept", code=code))
        for code in (used, old, "AAAA-BBBB-CCCC", "n'importe quoi")
    }

    (sentence,) = sentences
    assert NO_SUCH_CODE in sentence


async def test_a_code_whose_time_is_over_is_let_go(world: World) -> None:
    await world.is_set_up()
    await a_code(world)

    await world.later(hours=47)
    assert len(await world.stored(LinkCode)) == 1
    await world.later(hours=2)

    assert await world.stored(LinkCode) == []


async def test_who_guesses_on_and_on_is_slowed_down_kindly(world: World) -> None:
    await world.is_set_up()
    server = await a_server(world, "Les Arènes")
    code = await a_code(world)
    for _ in range(GUESSES.most):
        await server.modo.slash(server.welcome, "team accept", code="AAAA-BBBB-CCCC")

    answer = await server.modo.slash(server.welcome, "team accept", code=code)

    assert "Ça fait beaucoup d'essais" in said(answer)
    assert len(await world.stored(Community)) == 1


async def test_only_who_manages_a_server_accepts_there(world: World) -> None:
    await world.is_set_up()
    server = await a_server(world, "Les Arènes")
    lina, code = joins(world, world.lina, server), await a_code(world)
    (asked,) = answers_of(await server.modo.slash(server.welcome, "team accept", code=code))

    with pytest.raises(SetupError):
        await lina.slash(server.welcome, "team accept", code=code)
    with pytest.raises(SetupError):
        await lina.click(asked, custom_id=next(iter(buttons_of(asked))))

    assert len(await world.stored(Community)) == 1


async def test_the_teams_own_server_needs_no_code(world: World) -> None:
    await world.is_set_up()

    answer = await world.max.slash(world.staff, "team accept", code=await a_code(world))

    assert "C'est le serveur de l'équipe" in said(answer)


async def test_a_community_of_one_team_ends_that_link_before_it_takes_another(
    world: World,
) -> None:
    await world.is_set_up()
    server = await linked(world, "Les Arènes")
    other = await a_server(world, "Autre équipe")
    await other.modo.slash(other.backstage, "setup")
    foreign = CODE.search(said(await other.modo.slash(other.backstage, "team link")))
    assert foreign is not None

    own = await server.modo.slash(server.welcome, "team accept", code=await a_code(world))
    answer = await server.modo.slash(server.welcome, "team accept", code=foreign[1])

    assert "déjà relié à l'équipe Les Ponts" in said(own)
    assert "termine d'abord ce lien" in said(answer)


async def test_a_server_with_its_own_team_may_take_another_ones_code(world: World) -> None:
    await world.is_set_up()
    server = await a_server(world, "Les Arènes")
    await server.modo.slash(server.backstage, "setup")
    before = await link_of(world, server)
    code = await a_code(world)
    (asked,) = answers_of(await server.modo.slash(server.welcome, "team accept", code=code))
    assert "déjà sa propre équipe, **Les Arènes**" in asked.content

    await server.modo.click(asked, custom_id=next(iter(buttons_of(asked))))

    after = await link_of(world, server)
    assert after.id != before.id
    assert after.team.name == "Les Ponts"
    old, new = [c for c in await world.stored(Community) if c.guild_id == server.guild.id]
    assert old.ended_at is not None
    assert new.ended_at is None


async def test_the_list_names_the_communities_to_who_manages_the_team(world: World) -> None:
    await world.is_set_up()
    await linked(world, "**Les** @everyone [x](http://mal.fr)")

    (answer,) = answers_of(await world.lea.slash(world.staff, "team list"))
    refused = said(await world.sam.slash(world.staff, "team list"))

    listed = f"{answer.embeds[0].title}\n{answer.embeds[0].description}"
    assert "2 communautés" in listed
    assert "La Place" in listed
    assert r"\*\*Les\*\* " in listed
    assert "@everyone" not in listed
    assert "[x](" not in listed
    assert "réservé" in refused


async def test_the_team_reads_the_name_that_a_community_has_now(world: World) -> None:
    await world.is_set_up()
    server = await linked(world, "Les Arènes")

    world.env.backend.edit_guild(server.guild.id, {"name": "Les Arènes d'hiver"})
    await world.env.settle()

    assert (await link_of(world, server)).name == "Les Arènes d'hiver"


async def test_in_a_community_the_teams_commands_say_that_they_belong_to_the_teams_server(
    world: World,
) -> None:
    await world.is_set_up()
    server = await linked(world, "Les Arènes")

    for command in ("team link", "team list", "queue", "profile", "safeguard concerns"):
        answer = said(await server.chief.slash(server.welcome, command))
        assert "Ça se fait dans le serveur de l'équipe" in answer, command


async def test_youths_write_once_the_community_opened_and_the_team_reads_its_name(
    world: World,
) -> None:
    await world.is_set_up()
    server = await linked(world, "Les Arènes", is_open=False)
    lina = joins(world, world.lina, server)
    closed = said(await lina.slash(server.welcome, "talk"))
    await opens(world, server)

    shown = await lina.slash(server.welcome, "talk")
    await world.send_form(lina, shown, topic=["school"], words="Bonjour", age=[], wishes=["dm"])

    assert "l'accueil n'est pas ouvert pour le moment" in closed
    card = await world.card()
    assert "Les Arènes" in str(card.embeds[0].to_dict())
    assert len(panels_in(server.welcome)) == 1


async def test_a_server_is_one_community_at_a_time_whoever_is_faster(world: World) -> None:
    await world.is_set_up()
    server = await linked(world, "Les Arènes")
    link, now = await link_of(world, server), world.clock()

    def another(**more: Any) -> Community:
        about = {"guild_id": link.guild_id, "team_id": link.team_id, "name": "Encore"}
        return Community(**about, created_at=now, **more)

    with pytest.raises(IntegrityError):
        async with world.bot.db.transaction() as session:
            session.add(another())
    async with world.bot.db.transaction() as session:
        session.add(another(ended_at=now))

    assert len([c for c in await world.stored(Community) if c.guild_id == link.guild_id]) == 2
