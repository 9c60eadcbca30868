"""A goodbye is proposed, and a silence ends kindly; never when it was our turn to answer."""

from typing import Any

from models import Farewell, Outcome, TicketState
from tests.world import World, buttons_of, said


async def holder(world: World) -> str | None:
    """Return who holds the request."""
    mentor = (await world.ticket()).mentor
    return mentor.first_name if mentor is not None else None


async def talks(world: World, *, answered: bool = True, **wishes: Any) -> None:
    """Lina talks with Sam, who has the last word."""
    await world.is_set_up()
    await world.ask(world.lina, **wishes)
    await world.claim(world.sam)
    if answered:
        await world.reply(world.sam, "Voilà l'adresse de la Mission Locale.")


async def proposes(world: World, words: str = "", outcome: str = "lead-given") -> Any:
    """Sam proposes to part."""
    shown = await world.press(world.sam, await world.card(), "ticket:1:close")
    return await world.send_form(world.sam, shown, outcome=[outcome], how="propose", words=words)


def proposal(world: World) -> Any:
    """Return the message in Lina's DM that asks."""
    return next(
        m
        for m in reversed(world.dm_messages(world.lina))
        if any(address.endswith(":agree") for address in buttons_of(m))
    )


async def test_the_mentors_own_words_come_first_then_the_question(world: World) -> None:
    await talks(world)

    told = await proposes(world, "Tu as fait un sacré pas. Bravo.")

    assert "reçoit ta proposition" in said(told)
    assert "sacré pas" in world.in_dm(world.lina)[-2]
    assert "**Sam** te propose de s'arrêter là" in world.in_dm(world.lina)[-1]
    assert "sacré pas" in "\n".join(await world.in_thread())
    assert (await world.ticket()).state is TicketState.ACTIVE


async def test_a_youth_who_agrees_closes_it_and_gets_the_goodbye(world: World) -> None:
    await talks(world)
    await proposes(world)

    agreed = await world.press(world.lina.user, proposal(world), "farewell:1:agree")

    assert "La porte reste ouverte" in said(agreed)
    ticket = await world.ticket()
    assert (ticket.state, ticket.outcome) == (TicketState.CLOSED, Outcome.LEAD_GIVEN)
    assert await holder(world) == "Sam"
    assert "On ferme la conversation" in world.in_dm(world.lina)[-1]
    assert await world.stored(Farewell) == []


async def test_a_youth_who_has_more_to_say_keeps_it_open(world: World) -> None:
    await talks(world)
    await proposes(world)

    stays = await world.press(world.lina.user, proposal(world), "farewell:1:stay")
    await world.later(days=5)

    assert "on continue" in said(stays)
    assert "a encore envie de parler" in "\n".join(await world.in_thread())
    assert (await world.ticket()).state is TicketState.ACTIVE


async def test_a_word_says_the_same_as_the_button(world: World) -> None:
    await talks(world)
    await proposes(world)
    asked = proposal(world)
    await world.later(hours=1)

    await world.lina.send_dm("Attends, j'ai une question !")
    late = await world.press(world.lina.user, asked, "farewell:1:agree")
    await world.later(days=3)

    assert "déjà fait" in said(late)
    assert (await world.ticket()).state is not TicketState.CLOSED


async def test_who_does_not_answer_is_parted_from_after_two_days(world: World) -> None:
    await talks(world)
    await proposes(world)

    await world.later(days=1, hours=23)
    still = (await world.ticket()).state
    await world.later(hours=2)

    assert still is TicketState.ACTIVE
    ticket = await world.ticket()
    assert (ticket.state, ticket.outcome) == (TicketState.CLOSED, Outcome.LEAD_GIVEN)
    assert "On ferme la conversation" in world.in_dm(world.lina)[-1]


async def test_what_is_nobodys_is_closed_at_once(world: World) -> None:
    await talks(world)

    await proposes(world, outcome="spam")

    assert (await world.ticket()).state is TicketState.CLOSED
    assert await world.stored(Farewell) == []


async def test_a_proposal_ends_when_a_colleague_holds_the_request(world: World) -> None:
    await talks(world)
    await proposes(world)
    await world.press(world.sam, await world.card(), "ticket:1:release")
    await world.claim(world.ines)

    late = await world.press(world.lina.user, proposal(world), "farewell:1:agree")

    assert "déjà fait" in said(late)
    assert (await world.ticket()).state is TicketState.ACTIVE


async def test_a_long_silence_opens_the_door_then_closes_kindly(world: World) -> None:
    await talks(world)

    await world.later(days=13)
    early = await world.stored(Farewell)
    await world.later(days=1, hours=1)
    opened = world.in_dm(world.lina)[-1]
    await world.later(days=6, hours=20)
    still = (await world.ticket()).state
    await world.later(hours=5)

    assert list(early) == []
    assert "tu n'as rien à expliquer" in opened
    assert still is TicketState.ACTIVE
    ticket = await world.ticket()
    assert (ticket.state, ticket.outcome) == (TicketState.CLOSED, Outcome.NO_NEWS)


async def test_nobody_is_parted_from_while_it_is_our_turn(world: World) -> None:
    await talks(world)
    await world.lina.send_dm("Et sinon, pour le permis ?")

    await world.later(days=30)
    await world.later(days=10)

    assert await world.stored(Farewell) == []
    assert (await world.ticket()).state is not TicketState.CLOSED


async def test_the_open_door_is_not_said_at_night(world: World) -> None:
    await talks(world)
    count = len(world.in_dm(world.lina))

    await world.later(days=14, hours=9)
    at_night = len(world.in_dm(world.lina))
    await world.later(hours=10)

    assert at_night == count
    assert "tu n'as rien à expliquer" in world.in_dm(world.lina)[-1]


async def test_the_words_of_a_proposal_need_a_second_adult_too(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina, age="15-17")
    shown = await world.lea.slash(world.staff, "profile")
    await world.send_form(world.lea, shown, first_name="Léa", organisation="Les Ponts")
    await world.claim(world.lea)

    shown = await world.press(world.lea, await world.card(), "ticket:1:close")
    refused = await world.send_form(
        world.lea, shown, outcome=["listened"], how="propose", words="Au revoir !"
    )

    assert "deuxième adulte" in said(refused)
    assert "Au revoir !" not in "\n".join(world.in_dm(world.lina))
    assert await world.stored(Farewell) == []
