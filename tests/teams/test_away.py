"""Maraude is taken out of a server, a server disappears, a youth leaves one: nobody is lost."""

from typing import Any

import discord
import pytest
import simcord
from simcord.backend import serializers

from models import Community, OutboxEntry, Team, Ticket
from tests.teams.places import (
    Server,
    asks,
    has_place_for_moderators,
    joins,
    link_of,
    linked,
    panels_in,
    team_of,
    told_in,
)
from tests.world import World, buttons_of, said

GONE_FROM_ARENAS = "Quelqu'un a retiré Maraude de **Les Arènes**"
HONEST = "je n'arrive plus à joindre l'équipe **Les Ponts**"


async def is_taken_out(world: World, guild: simcord.GuildHandle) -> dict[str, Any]:
    """Somebody takes Maraude out of a server; return what Discord says when it is brought back."""
    back = dict(serializers.guild_create_payload(world.env.backend, guild._guild))
    back.pop("unavailable", None)
    world.env.backend.emit("GUILD_DELETE", {"id": str(guild.id)})
    await world.env.settle()
    return back


async def is_brought_back(world: World, back: dict[str, Any]) -> None:
    """Somebody invites Maraude again."""
    world.env.backend.emit("GUILD_CREATE", back)
    await world.env.settle()


async def leaves(world: World, who: simcord.MemberActor, server: Server) -> None:
    """Somebody leaves a server, and the members intent lets Maraude hear of it."""
    gone: Any = {"guild_id": str(server.guild.id)}
    user: Any = discord.Object(who.id)
    with world.env._bot_scope():
        world.bot.dispatch("raw_member_remove", discord.RawMemberRemoveEvent(gone, user))
    await world.env.settle()


async def talking_in(world: World, server: Server, *, by_dm: bool = True) -> simcord.MemberActor:
    """Lina asked in a community, and Sam answers."""
    lina = joins(world, world.lina, server)
    await asks(world, lina, server, wishes=("dm",) if by_dm else ())
    await world.claim(world.sam)
    return lina


async def test_a_community_that_takes_maraude_out_is_told_to_the_team_once(world: World) -> None:
    await world.is_set_up()
    server = await linked(world, "Les Arènes")

    await is_taken_out(world, server.guild)
    await world.later(hours=1)
    await world.later(hours=1)

    assert told_in(world.staff).count(GONE_FROM_ARENAS) == 1
    link = await link_of(world, server)
    assert link.ended_at is None
    assert link.panel_message_id is None
    assert not link.is_open


async def test_an_outage_of_a_community_is_no_farewell(world: World) -> None:
    await world.is_set_up()
    server = await linked(world, "Les Arènes")

    world.env.backend.emit("GUILD_DELETE", {"id": str(server.guild.id), "unavailable": True})
    await world.env.settle()
    await world.later(hours=1)

    assert GONE_FROM_ARENAS not in told_in(world.staff)
    assert (await link_of(world, server)).is_open


async def test_a_youth_by_dm_goes_on_when_the_community_takes_maraude_out(world: World) -> None:
    await world.is_set_up()
    server = await linked(world, "Les Arènes")
    lina = await talking_in(world, server)

    await is_taken_out(world, server.guild)
    await world.reply(world.sam, "Toujours là.")
    await lina.user.send_dm("Ouf")

    assert any("Toujours là." in words for words in world.in_dm(lina))
    thread = await world.in_thread()
    assert any("Ouf" in words for words in thread)
    assert not any("boîte privée a retiré" in words for words in thread)


async def test_the_mentor_of_a_youth_in_the_mailbox_is_told_in_the_thread(world: World) -> None:
    await world.is_set_up()
    server = await linked(world, "Les Arènes")
    await talking_in(world, server, by_dm=False)

    await is_taken_out(world, server.guild)
    await world.later(hours=1)

    told = [words for words in await world.in_thread() if "boîte privée a retiré Maraude" in words]
    assert len(told) == 1


async def test_who_brings_maraude_back_within_a_week_keeps_the_link(world: World) -> None:
    await world.is_set_up()
    server = await linked(world, "Les Arènes")
    back = await is_taken_out(world, server.guild)
    await world.later(days=6)

    await is_brought_back(world, back)
    has_place_for_moderators(world, server)
    await world.later(hours=1)

    link = await link_of(world, server)
    assert link.ended_at is None
    assert link.is_open
    assert "Maraude est de nouveau dans **Les Arènes**" in told_in(world.staff)
    assert "/panneau publier" in told_in(server.backstage)
    await server.modo.slash(server.backstage, "panel post")
    standing = (await link_of(world, server)).panel_message_id
    assert standing in {panel.id for panel in panels_in(server.welcome)}


async def test_after_a_week_the_link_ends_and_the_conversation_goes_on(world: World) -> None:
    await world.is_set_up()
    server = await linked(world, "Les Arènes")
    lina = await talking_in(world, server)
    await world.reply(world.sam, "Bonjour")
    await is_taken_out(world, server.guild)

    await world.later(days=7, hours=1)
    await world.reply(world.sam, "Toujours là.")

    assert (await link_of(world, server)).ended_at is not None
    assert "depuis une semaine : ce lien est terminé" in told_in(world.staff)
    assert any("Toujours là." in words for words in world.in_dm(lina))


async def test_what_happened_while_maraude_was_down_is_noticed(world: World) -> None:
    await world.is_set_up()
    server = await linked(world, "Les Arènes")
    async with world.nobody_listens():
        del world.env.backend.guilds[server.guild.id]

    await world.later(hours=1)

    assert told_in(world.staff).count(GONE_FROM_ARENAS) == 1


async def test_without_the_teams_server_no_community_takes_requests_and_youths_are_told_once(
    world: World,
) -> None:
    await world.is_set_up()
    server = await linked(world, "Les Arènes")
    lina, noe = await talking_in(world, server), joins(world, world.noe, server)
    await asks(world, noe, server)
    for channel in (world.staff, await world.thread(1), await world.thread(2)):
        for verb in ("POST", "GET", "PATCH"):
            world.env.inject_error(
                verb, f"/channels/{channel.id}/*", status=403, code=50001, times=None
            )

    await is_taken_out(world, world.guild)

    assert "l'accueil n'est pas ouvert" in said(await noe.slash(server.welcome, "talk"))
    assert not any(HONEST in words for words in world.in_dm(lina))
    await world.later(minutes=16)
    await world.later(hours=2)
    for youth in (lina, noe):
        (word,) = [m for m in world.dm_messages(youth) if HONEST in m.content]
        assert "**3114**" in word.content
        assert {"sos:show", "privacy:stop"} <= set(buttons_of(word))
    assert (await team_of(world)).intake_open


async def test_a_team_that_is_back_soon_frightened_nobody(world: World) -> None:
    await world.is_set_up()
    server = await linked(world, "Les Arènes")
    lina = await talking_in(world, server)

    back = await is_taken_out(world, world.guild)
    await world.later(minutes=5)
    await is_brought_back(world, back)
    await world.later(hours=1)
    await world.reply(world.sam, "Me revoilà.")

    assert not any(HONEST in words for words in world.in_dm(lina))
    assert any("Me revoilà." in words for words in world.in_dm(lina))
    assert (await link_of(world, server)).is_open


async def test_what_was_written_while_the_teams_server_was_away_arrives(world: World) -> None:
    await world.is_set_up()
    server = await linked(world, "Les Arènes")
    lina = await talking_in(world, server)
    thread = await world.thread()
    for verb in ("POST", "GET", "PATCH"):
        world.env.inject_error(verb, f"/channels/{thread.id}/*", status=403, code=50001, times=None)
    back = await is_taken_out(world, world.guild)

    await lina.user.send_dm("Vous êtes là ?")
    await world.later(hours=1)
    world.open_dms()
    await is_brought_back(world, back)
    await world.wake()

    assert any("Vous êtes là ?" in words for words in await world.in_thread())


async def test_a_team_without_open_requests_worries_nobody(world: World) -> None:
    await world.is_set_up()
    server = await linked(world, "Les Arènes")
    lina = await talking_in(world, server)
    await world.close(world.sam)
    before = len(world.in_dm(lina))

    await is_taken_out(world, world.guild)
    await world.later(hours=1)

    assert len(world.in_dm(lina)) == before


async def test_the_mentor_is_told_when_a_youth_leaves_the_community_and_only_that_one(
    world: World,
) -> None:
    await world.is_set_up()
    server, other = await linked(world, "Les Arènes"), await linked(world, "Le Donjon")
    lina = await talking_in(world, server)
    await asks(world, joins(world, world.noe, other), other)
    for left_one in (server, other):
        await leaves(world, lina, left_one)
    await world.reply(world.sam, "Toujours là.")
    await world.later(hours=1, minutes=55)
    early = "\n".join(await world.in_thread(1))
    await world.later(hours=7)

    assert "n'est plus dans le serveur" not in early
    left = [words for words in await world.in_thread(1) if "n'est plus dans le serveur" in words]
    assert len(left) == 1
    assert not any("n'est plus dans" in words for words in await world.in_thread(2))
    assert any("Toujours là." in words for words in world.in_dm(lina))


async def test_the_mentor_of_a_mailbox_is_told_that_words_may_not_arrive_any_more(
    world: World,
) -> None:
    await world.is_set_up()
    server = await linked(world, "Les Arènes")
    lina = await talking_in(world, server, by_dm=False)

    await leaves(world, lina, server)
    await world.later(hours=9)

    assert "rien ne dit que tes mots l'atteindront" in "\n".join(await world.in_thread())


@pytest.mark.parametrize("table", [Community, Team, Ticket, OutboxEntry])
async def test_being_taken_out_of_a_server_that_nobody_set_up_changes_nothing(
    world: World, table: type[Any]
) -> None:
    elsewhere = world.env.create_guild("Ailleurs")
    await world.env.settle()

    await is_taken_out(world, elsewhere)

    assert await world.stored(table) == []
