"""Commands of mentors, typed by others or elsewhere."""

import pytest
from simcord import SetupError

from models import TicketState
from tests.setup.server import lend_command
from tests.world import World, only_for_them, said

DESK = ["ticket claim", "ticket release", "ticket note", "ticket close"]
NOT_FOR_YOU = "C'est réservé aux mentors de l'équipe."
NOT_HERE = "Les commandes de demande se tapent dans le fil de la demande"


async def test_youths_do_not_see_the_commands_of_mentors(world: World) -> None:
    await world.is_set_up()

    for command in ("queue", "profile", *DESK):
        with pytest.raises(SetupError, match="default-member-permissions"):
            await world.lina.slash(world.welcome, command)


async def test_a_youth_to_whom_a_mentors_command_was_shown_learns_nothing(
    world: World,
) -> None:
    await world.is_set_up()
    await world.ask(world.noe)
    ticket = await world.ticket()

    for command in ("queue", *DESK):
        lend_command(world, command.partition(" ")[0], world.lina)
        answer = await world.lina.slash(world.welcome, command)
        assert NOT_FOR_YOU in said(answer), command
        assert ticket.alias.name not in said(answer), command
        assert answer.modal is None, command
        assert only_for_them(answer), command

    assert (await world.ticket()).state is TicketState.WAITING


async def test_who_manages_the_server_is_no_mentor_for_that(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina)

    answer = await world.max.slash(world.staff, "queue")

    assert NOT_FOR_YOU in said(answer)
    assert (await world.ticket()).alias.name not in said(answer)


async def test_outside_its_thread_a_request_command_says_where_to_type_it(
    world: World,
) -> None:
    await world.is_set_up()
    await world.ask(world.lina)

    for command in DESK:
        answer = await world.sam.slash(world.staff, command)
        assert NOT_HERE in said(answer), command
        assert only_for_them(answer), command
        assert answer.modal is None, command

    assert (await world.ticket()).state is TicketState.WAITING


async def test_a_reply_outside_the_thread_reaches_nobody(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina)
    await world.claim(world.sam)
    before = world.in_dm(world.lina)

    answer = await world.sam.slash(world.staff, "ticket reply", words="Salut")

    assert NOT_HERE in said(answer)
    assert world.in_dm(world.lina) == before


async def test_before_the_setup_nobody_is_a_mentor(world: World) -> None:
    answer = await world.sam.slash(world.staff, "queue")

    assert NOT_FOR_YOU in said(answer)


async def test_a_mentor_who_reads_english_is_told_in_english(world: World) -> None:
    await world.is_set_up()
    world.speaks(world.sam, "en-US")

    answer = await world.sam.slash(world.staff, "ticket claim")

    assert "Request commands are typed in the request's thread" in said(answer)


async def test_what_belongs_to_a_server_cannot_be_typed_in_a_dm(world: World) -> None:
    await world.is_set_up()

    for command in ("queue", "profile", "ticket claim", "setup", "doctor", "panel post"):
        with pytest.raises(SetupError, match="context"):
            await world.sam.user.slash(command)
