"""What a mentor's queue shows: from which community, what waits for whom, and less when asked."""

import secrets
from typing import Any

import pytest

from cogs.tickets.rules import COLOURS, Wanted, colour_of, wanted_in
from models import Team, Ticket
from tests.directory.shelf import MISSION, NATIONAL, knows
from tests.protection.test_delay import as_long_as_it_may
from tests.referrals.test_referral import proposes
from tests.setup.server import controls
from tests.teams.places import Server, asks, joins, linked
from tests.world import World, answers_of, said


async def queue_of(world: World, who: Any = None) -> Any:
    (page,) = answers_of(await (who or world.sam).slash(world.staff, "queue"))
    return page


def sections(page: Any) -> dict[str, str]:
    return {field.name: field.value for field in page.embeds[0].fields}


def communities_in(page: Any) -> str:
    """Return what the menu of communities offers."""
    return str(controls(page)["tickets:queue-by:community:0-0-0-0"]["options"])


async def two_communities(world: World) -> tuple[Server, Server]:
    """Lina writes in one of two gaming servers, Noé in the other, in English."""
    await world.is_set_up()
    first = await linked(world, "Les Arènes")
    second = await linked(world, "**Le** [Donjon](http://mal.fr) @everyone")
    await asks(world, joins(world, world.lina, first), first)
    noe = joins(world, world.noe, second)
    world.speaks(noe, "en-GB")
    await asks(world, noe, second, "Hello")
    return first, second


def test_each_community_has_its_colour_and_none_is_the_colour_of_danger() -> None:
    assert len(set(COLOURS)) == len(COLOURS)
    assert "🔴" not in COLOURS
    assert "🟥" not in COLOURS
    assert colour_of(0) == colour_of(len(COLOURS))


def test_a_filter_that_cannot_be_read_filters_nothing() -> None:
    for part in ("", "x", "1-2", "a-b-c-d-e"):
        assert wanted_in(part) == Wanted()
    assert wanted_in("x-0-0-0") == Wanted()


def test_a_filter_comes_back_from_its_address() -> None:
    for wanted in (Wanted(), Wanted(12, "school", "fr", urgent=True), Wanted(urgent=True)):
        assert wanted_in(wanted.written()) == wanted


async def test_the_card_the_thread_and_the_queue_tell_from_which_community(world: World) -> None:
    await two_communities(world)

    lina, noe = (await world.card(1)).embeds[0], (await world.card(2)).embeds[0]
    told = [{field.name: field.value for field in card.fields} for card in (lina, noe)]
    assert told[0]["Communauté"] == "🟢 Les Arènes"
    assert told[0]["Langue"] == "Français"
    assert str(told[1]["Communauté"]).startswith(r"🟡 \*\*Le\*\* Donjon")
    assert "[Donjon](" not in str(told)
    assert told[1]["Langue"] == "English"
    assert "🟢 " in str((await world.thread(1)).name)
    assert str((await world.thread(1)).name).endswith(" · Les Arènes")
    waiting = sections(await queue_of(world))["En attente"].splitlines()
    assert [line.split(" ")[0] for line in waiting] == ["🟢", "🟡"]
    assert [line.rsplit(" ", 1)[1] for line in waiting] == ["fr", "en"]


async def test_a_team_with_one_community_sees_no_colours(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina)

    page = await queue_of(world)

    assert not any(colour in str(sections(page)) for colour in COLOURS)
    assert "tickets:queue-by:community:0-0-0-0" not in controls(page)


async def test_each_line_leads_to_its_thread(world: World) -> None:
    await two_communities(world)

    page = await queue_of(world)

    thread = (await world.ticket()).thread_id
    assert f"](https://discord.com/channels/{world.guild.id}/{thread})" in str(sections(page))


async def test_a_mentor_sees_less_when_asked_and_so_it_stays_after_a_restart(
    world: World,
) -> None:
    await two_communities(world)
    lina, noe = (await world.ticket(1)), (await world.ticket(2))
    page = await queue_of(world)

    await world.sam.select(
        page, [str(noe.community_id)], custom_id="tickets:queue-by:community:0-0-0-0"
    )
    assert noe.alias.name in sections(page)["En attente"]
    assert lina.alias.name not in sections(page)["En attente"]

    await world.restart()
    address = f"tickets:queue-by:language:{noe.community_id}-0-0-0"
    await world.sam.select(page, ["fr"], custom_id=address)
    assert "Rien n'attend" in sections(page)["En attente"]

    address = f"tickets:queue-by:community:{noe.community_id}-0-fr-0"
    await world.sam.select(page, ["0"], custom_id=address)
    assert lina.alias.name in sections(page)["En attente"]

    await world.sam.select(page, ["work"], custom_id="tickets:queue-by:topic:0-0-fr-0")
    assert "Rien n'attend" in sections(page)["En attente"]


async def test_the_menu_of_communities_tells_nothing_of_what_the_delay_holds_back(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await two_communities(world)
    third = await linked(world, "La Forge")
    await world.lea.slash(world.staff, "safeguard delay", seconds=60)
    monkeypatch.setattr(secrets, "randbelow", as_long_as_it_may)

    await asks(world, joins(world, world.max, third), third)
    at_once = communities_in(await queue_of(world))
    await world.later(seconds=61)

    assert "La Forge" not in at_once
    assert "La Forge" in communities_in(await queue_of(world))


async def test_only_what_is_urgent_and_all_of_it_again(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina)
    await world.ask(world.noe, "Je veux mourir, j'en peux plus.")
    lina, noe = (await world.ticket(1)), (await world.ticket(2))
    page = await queue_of(world)

    await world.sam.click(page, custom_id="tickets:queue-urgent:0-0-0-1")
    assert noe.alias.name in sections(page)["En attente"]
    assert lina.alias.name not in sections(page)["En attente"]

    await world.sam.click(page, custom_id="tickets:queue-urgent:0-0-0-0")
    assert lina.alias.name in sections(page)["En attente"]


async def test_what_waits_for_us_and_what_waits_for_youths_stand_apart(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina)
    await world.claim(world.sam)
    lina = (await world.ticket()).alias.name

    page = sections(await queue_of(world, world.ines))
    assert lina in page["Attendent un mot de nous"]
    assert lina not in page["Les miennes"]
    assert lina in sections(await queue_of(world))["Les miennes"]

    await world.reply(world.sam, "Bonjour !")
    page = sections(await queue_of(world, world.ines))
    assert lina not in str(page)

    await world.later(days=4)
    page = sections(await queue_of(world, world.ines))
    assert lina in page["Sans nouvelles du jeune"]

    await world.lina.user.send_dm("Me revoilà")
    page = sections(await queue_of(world, world.ines))
    assert lina in page["Attendent un mot de nous"]


async def test_a_reply_that_is_taken_back_leaves_its_youth_among_those_who_wait(
    world: World,
) -> None:
    await world.is_set_up()
    await world.ask(world.lina)
    await world.claim(world.sam)
    lina = (await world.ticket()).alias.name

    told = answers_of(await world.reply(world.sam, "Mauvais fil."))[-1]
    answered = sections(await queue_of(world, world.ines))
    await world.press(world.sam, told, "relay:undo:2")

    assert "Attendent un mot de nous" not in answered
    assert lina in sections(await queue_of(world, world.ines))["Attendent un mot de nous"]


async def test_who_was_shown_a_place_does_not_wait_for_us(world: World) -> None:
    await world.is_set_up()
    await knows(world, MISSION, NATIONAL)
    await world.ask(world.lina)
    await world.claim(world.sam)
    lina = (await world.ticket()).alias.name

    await proposes(world)
    page = sections(await queue_of(world, world.ines))
    await world.later(days=4)

    assert lina not in str(page)
    assert lina in sections(await queue_of(world, world.ines))["Sans nouvelles du jeune"]


async def test_who_waits_for_us_longest_stands_first(world: World) -> None:
    await world.is_set_up()
    for youth, number in ((world.lina, 1), (world.noe, 2)):
        await world.ask(youth)
        await world.claim(world.sam, number)
        await world.later(minutes=5)
    await world.lina.user.send_dm("Tu es là ?")
    lina, noe = (await world.ticket(1)).alias.name, (await world.ticket(2)).alias.name

    lines = sections(await queue_of(world))["Attendent un mot de nous"].splitlines()

    assert [lina in lines[0], noe in lines[1]] == [True, True]


async def test_the_queue_of_another_team_cannot_be_filtered_in(world: World) -> None:
    await two_communities(world)
    page = await queue_of(world)
    lina = await world.ticket(1)
    async with world.bot.db.transaction() as session:
        elsewhere = Team(guild_id=5, name="Ailleurs", created_at=world.clock())
        session.add(elsewhere)
        await session.flush()
        theirs = await session.get_one(Ticket, lina.id)
        theirs.team_id = elsewhere.id

    address = f"tickets:queue:1:{lina.community_id}-0-0-0"
    answer = said(await world.forge(world.sam, page, address))

    assert "Rien n'attend" in answer
    assert lina.alias.name not in answer
