"""A link ends, from either side: nobody is pulled out of a conversation."""

from datetime import timedelta

from sqlalchemy import select

from bot.parcels import Receipt
from cogs.greeting.deliveries import panel_stands
from models import Alias, Community, Consent, OutboxEntry, Ticket, TicketState
from tests.teams.places import (
    Server,
    a_code,
    accepts,
    acts,
    asks,
    has_place_for_moderators,
    joins,
    link_of,
    linked,
    opens,
    panels_in,
    told_in,
)
from tests.world import World, answers_of, buttons_of, said


async def community_ends(world: World, server: Server) -> str:
    """The community's moderator ends the link, and says so twice."""
    (sure,) = answers_of(await server.modo.slash(server.welcome, "team end"))
    assert "Terminer le lien avec l'équipe **Les Ponts** ?" in sure.content
    return said(await server.modo.click(sure, custom_id=next(iter(buttons_of(sure)))))


async def test_the_community_ends_it_after_a_second_question_and_both_sides_are_told(
    world: World,
) -> None:
    await world.is_set_up()
    server = await linked(world, "Les Arènes")

    answer = await community_ends(world, server)

    assert "C'est terminé" in answer
    assert (await link_of(world, server)).ended_at is not None
    assert "La modération de **Les Arènes** a terminé son lien" in told_in(world.staff)
    assert "le lien avec l'équipe **Les Ponts** est terminé" in told_in(server.backstage)
    assert panels_in(server.welcome) == []


async def test_the_team_picks_one_of_its_communities_to_end(world: World) -> None:
    await world.is_set_up()
    server, other = await linked(world, "Les Arènes"), await linked(world, "Le Donjon")
    link = await link_of(world, server)
    (listed,) = answers_of(await world.lea.slash(world.staff, "team end"))

    (sure,) = answers_of(await world.lea.select(listed, [str(link.id)], custom_id="teams:pick"))
    await world.lea.click(sure, custom_id=f"teams:end:{link.id}")

    assert (await link_of(world, server)).ended_at is not None
    assert (await link_of(world, other)).ended_at is None
    assert "**Les Arènes** n'est plus reliée" in told_in(world.staff)
    assert "L'équipe **Les Ponts** n'accueille plus" in told_in(server.backstage)


async def test_a_server_without_a_place_for_moderators_tells_its_owner(world: World) -> None:
    await world.is_set_up()
    server = await linked(world, "Les Arènes")
    has_place_for_moderators(world, server, there=False)

    await community_ends(world, server)

    backend = world.env.backend
    owner = backend.get_dm_channel(server.guild._guild.owner_id)
    (word,) = backend.messages[owner.id].values()
    assert "est terminé" in word.content


async def test_nobody_new_writes_there_but_gets_the_helplines(world: World) -> None:
    await world.is_set_up()
    server = await linked(world, "Les Arènes")
    noe = joins(world, world.noe, server)
    shown = await noe.slash(server.welcome, "talk")
    await community_ends(world, server)

    answer = said(await noe.slash(server.welcome, "talk"))
    late = await world.send_form(
        noe, shown, topic=["school"], words="Bonjour", age=[], wishes=["dm"]
    )

    assert "l'accueil n'est pas ouvert pour le moment" in answer
    assert "**3114**" in answer
    assert "l'accueil n'est pas ouvert pour le moment" in said(late)
    assert await world.stored(Ticket) == []


async def test_a_form_of_the_old_link_is_not_taken_by_the_new_one(world: World) -> None:
    await world.is_set_up()
    server = await linked(world, "Les Arènes")
    noe = joins(world, world.noe, server)
    shown = await noe.slash(server.welcome, "talk")
    await community_ends(world, server)
    await accepts(world, server, await a_code(world))
    await opens(world, server)

    late = await world.send_form(
        noe, shown, topic=["school"], words="Bonjour", age=[], wishes=["dm"]
    )

    assert "l'accueil n'est pas ouvert pour le moment" in said(late)
    assert await world.stored(Ticket) == []


async def test_an_open_conversation_goes_on_by_dm_to_its_goodbye(world: World) -> None:
    await world.is_set_up()
    server = await linked(world, "Les Arènes")
    lina = joins(world, world.lina, server)
    await asks(world, lina, server)
    await world.claim(world.sam)
    await community_ends(world, server)

    await world.reply(world.sam, "Toujours là.")
    await lina.user.send_dm("Merci !")
    await world.close(world.sam)

    assert any("Toujours là." in words for words in world.in_dm(lina))
    assert any("Merci !" in words for words in await world.in_thread())
    assert (await world.ticket()).state is TicketState.CLOSED
    assert "prenez de mes nouvelles" not in str(
        [buttons_of(message) for message in world.dm_messages(lina)]
    )


async def test_an_open_conversation_goes_on_in_the_mailbox_too(world: World) -> None:
    await world.is_set_up()
    server = await linked(world, "Les Arènes")
    lina = joins(world, world.lina, server)
    await asks(world, lina, server, wishes=())
    await world.claim(world.sam)
    await community_ends(world, server)

    await world.reply(world.sam, "Toujours là.")

    assert "Toujours là." in said(await lina.slash(server.welcome, "messages"))


async def test_what_was_agreed_to_there_says_nothing_first_any_more(world: World) -> None:
    await world.is_set_up()
    server = await linked(world, "Les Arènes")
    lina = joins(world, world.lina, server)
    await asks(world, lina, server, wishes=("dm", "check-ins"))
    await world.claim(world.sam)
    await world.close(world.sam)
    world.clock.at += timedelta(hours=1)
    (panel,) = panels_in(server.welcome)
    noe = joins(world, world.noe, server)
    world.env.inject_error("POST", f"/channels/{noe.user.dm_channel.id}/messages", status=500)
    await noe.click(panel, custom_id="greeting:keep")
    before = len(world.in_dm(lina))
    await community_ends(world, server)
    world.open_dms()

    await world.later(days=3)

    assert len(world.in_dm(lina)) == before
    assert world.in_dm(noe) == []
    assert all(yes.withdrawn_at is not None for yes in await world.stored(Consent))


async def test_a_yes_that_was_written_down_at_the_moment_of_the_end_says_nothing_either(
    world: World,
) -> None:
    await world.is_set_up()
    server = await linked(world, "Les Arènes")
    lina = joins(world, world.lina, server)
    await asks(world, lina, server, wishes=("dm", "check-ins"))
    await world.claim(world.sam)
    await world.close(world.sam)
    before = len(world.in_dm(lina))
    await community_ends(world, server)
    async with world.bot.db.transaction() as session:
        for yes in await session.scalars(select(Consent)):
            yes.withdrawn_at = None

    await world.later(days=3)

    assert len(world.in_dm(lina)) == before


async def test_a_yes_after_the_end_is_not_taken(world: World) -> None:
    await world.is_set_up()
    server = await linked(world, "Les Arènes")
    lina = joins(world, world.lina, server)
    await asks(world, lina, server)
    await world.claim(world.sam)
    await world.close(world.sam)
    goodbye = world.dm_messages(lina)[-1]
    await community_ends(world, server)

    answer = await lina.user.click(goodbye, custom_id="followups:accept:1")

    assert "C'est déjà fait, ou c'est fermé" in said(answer)
    assert await world.stored(Consent) == []


async def test_a_new_link_is_a_new_row_and_a_new_alias(world: World) -> None:
    await world.is_set_up()
    server = await linked(world, "Les Arènes")
    lina = joins(world, world.lina, server)
    await asks(world, lina, server)
    await world.claim(world.sam)
    await community_ends(world, server)
    await accepts(world, server, await a_code(world))
    await opens(world, server)

    await asks(world, lina, server)

    first, second = [await world.ticket(number) for number in (1, 2)]
    assert first.community_id != second.community_id
    assert first.alias_id != second.alias_id
    assert len({alias.name for alias in await world.stored(Alias)}) == 2


async def test_a_link_that_is_not_theirs_sounds_like_a_missing_one_and_one_that_is_over_is_over(
    world: World,
) -> None:
    await world.is_set_up()
    server, other = await linked(world, "Les Arènes"), await linked(world, "Le Donjon")
    theirs = await link_of(world, other)
    own = await link_of(world, server)
    await community_ends(world, server)

    for number in (theirs.id, 1, 999):
        for verb in ("ask", "end"):
            answer = await acts(world, server, server.chief, f"teams:{verb}:{number}")
            assert "Je ne trouve pas" in said(answer), (verb, number)
    again = await acts(world, server, server.chief, f"teams:end:{own.id}")

    assert "C'est déjà fait" in said(again)
    assert (await link_of(world, other)).ended_at is None


async def test_a_youth_ends_nothing(world: World) -> None:
    await world.is_set_up()
    server = await linked(world, "Les Arènes")
    lina, link = joins(world, world.lina, server), await link_of(world, server)

    answer = await acts(world, server, lina, f"teams:end:{link.id}")

    assert "Je ne trouve pas" in said(answer)
    assert (await link_of(world, server)).ended_at is None


async def test_an_ended_link_goes_when_nobody_s_name_leads_to_it_any_more(world: World) -> None:
    await world.is_set_up()
    server, other = await linked(world, "Les Arènes"), await linked(world, "Le Donjon")
    await asks(world, joins(world, world.lina, server), server)
    await community_ends(world, server)
    await community_ends(world, other)

    await world.later(days=31)

    names = [community.name for community in await world.stored(Community)]
    assert names == ["La Place", "Les Arènes"]


async def test_who_would_like_to_talk_again_after_the_end_gets_the_helplines(world: World) -> None:
    await world.is_set_up()
    server = await linked(world, "Les Arènes")
    lina = joins(world, world.lina, server)
    await asks(world, lina, server, wishes=("dm", "check-ins"))
    await world.claim(world.sam)
    await world.close(world.sam)
    await world.later(days=2, hours=1)
    question = world.dm_messages(lina)[-1]
    (again,) = [one for one in buttons_of(question) if one.startswith("tickets:again:")]
    await community_ends(world, server)

    answer = said(await lina.user.click(question, custom_id=again))

    assert "l'accueil n'est pas ouvert pour le moment" in answer
    assert "**3114**" in answer
    assert len(await world.stored(Ticket)) == 1


async def test_a_panel_that_is_posted_while_the_link_ends_goes_again(world: World) -> None:
    await world.is_set_up()
    server = await linked(world, "Les Arènes")
    await server.modo.slash(server.backstage, "panel remove")
    await world.later(minutes=1)
    link = await link_of(world, server)
    entry = OutboxEntry(community_id=link.id)
    await community_ends(world, server)

    async with world.bot.db.transaction() as session:
        await panel_stands(session, entry, Receipt(server.welcome.id, 12345), world.clock())

    owed = [e for e in await world.stored(OutboxEntry) if e.card == "greeting.remove_panel"]
    assert owed[-1].args == {"channel": server.welcome.id, "message": 12345}
