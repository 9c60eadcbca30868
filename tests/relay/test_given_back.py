"""Words that cannot leave go back to who wrote them, and to nobody else."""

from collections.abc import Awaitable, Callable

import pytest

from models import TicketState
from tests.protection.test_minors import a_minor_is_with_sam, is_vetted_no_longer, vet
from tests.setup.server import community
from tests.world import World, answers_of, only_for_them, said

WORDS = "J'ai cherché longtemps ces mots."


async def talking(world: World) -> None:
    """Lina asked and Sam answers."""
    await world.is_set_up()
    await world.ask(world.lina)
    await world.claim(world.sam)


async def a_minor_has_a_second_adult(world: World) -> None:
    """Inès looks in on what Sam and Lina write to each other."""
    await a_minor_is_with_sam(world)
    await vet(world, "ines")
    await world.press(world.ines, await world.card(), "ticket:1:second")


async def another_mentor_has_it(world: World) -> None:
    """Sam gave it back meanwhile, and Inès took it."""
    await world.press(world.sam, await world.card(), "ticket:1:release")
    await world.claim(world.ines)


async def nobody_has_it(world: World) -> None:
    """Sam gave it back meanwhile."""
    await world.press(world.sam, await world.card(), "ticket:1:release")


async def it_is_over(world: World) -> None:
    """Sam closed it meanwhile."""
    await world.close(world.sam)


async def sam_is_not_vetted(world: World) -> None:
    """Nobody answers for Sam any more."""
    await is_vetted_no_longer(world, "Sam")


async def ines_is_not_vetted(world: World) -> None:
    """Nobody answers for Inès any more."""
    await is_vetted_no_longer(world, "Inès")


Change = Callable[[World], Awaitable[None]]


@pytest.mark.parametrize("by", ["form", "command"])
@pytest.mark.parametrize(
    ("before", "meanwhile", "why"),
    [
        (talking, another_mentor_has_it, "Inès"),
        (talking, nobody_has_it, "Prendre"),
        (talking, it_is_over, "C'est déjà fait"),
        (a_minor_has_a_second_adult, sam_is_not_vetted, "personne mineure"),
        (a_minor_has_a_second_adult, ines_is_not_vetted, "n'est plus agréé·e"),
    ],
    ids=["another has it", "nobody has it", "over", "not vetted", "second not vetted"],
)
async def test_a_mentor_gets_back_the_words_that_could_not_leave(
    world: World, before: Change, meanwhile: Change, why: str, by: str
) -> None:
    await before(world)
    shown = await world.press(world.sam, await world.card(), "relay:reply:1")
    await meanwhile(world)

    if by == "form":
        answer = await world.send_form(world.sam, shown, words=WORDS)
    else:
        answer = await world.reply(world.sam, WORDS)

    assert why in said(answer)
    assert WORDS in said(answer)
    assert only_for_them(answer)
    assert WORDS not in "\n".join([*world.in_dm(world.lina), *await world.in_thread()])


async def test_a_mentor_alone_with_a_minor_gets_the_words_back(world: World) -> None:
    await a_minor_is_with_sam(world)

    answer = await world.reply(world.sam, WORDS)

    assert "un·e deuxième adulte regarde d'abord" in said(answer)
    assert WORDS in said(answer)


async def test_a_correction_that_is_refused_goes_back_too(world: World) -> None:
    await a_minor_has_a_second_adult(world)
    await world.reply(world.sam, "Bonjour.")
    shown = await world.press(world.sam, (await world.thread()).history()[-1], "relay:edit:2")
    await ines_is_not_vetted(world)

    answer = await world.send_form(world.sam, shown, words=WORDS)

    assert WORDS in said(answer)
    assert only_for_them(answer)


async def test_a_youth_gets_back_the_words_for_a_conversation_that_is_over(world: World) -> None:
    await talking(world)
    mailbox = answers_of(await world.lina.slash(world.welcome, "messages"))[0]
    shown = await world.press(world.lina, mailbox, "relay:write:1")
    await world.close(world.sam)

    answer = await world.send_form(world.lina, shown, words=WORDS)

    assert WORDS in said(answer)
    assert only_for_them(answer)
    assert (await world.ticket()).state is TicketState.CLOSED


async def test_a_youth_gets_back_the_request_that_nobody_would_read(world: World) -> None:
    await world.is_set_up()
    shown = await world.lina.slash(world.welcome, "talk")
    async with world.bot.db.transaction() as session:
        team = (await session.merge(await community(world))).team
        team.intake_open = False

    answer = await world.send_form(
        world.lina, shown, topic=["school"], words=WORDS, age=[], wishes=["dm"]
    )

    assert "l'accueil n'est pas ouvert" in said(answer)
    assert WORDS in said(answer)
    assert only_for_them(answer)


async def test_words_that_nobody_sees_are_not_given_back(world: World) -> None:
    await talking(world)
    shown = await world.press(world.sam, await world.card(), "relay:reply:1")

    answer = await world.send_form(world.sam, shown, words="\u200b \u2800")

    assert "Il manque tes mots" in said(answer)
    assert all(not one.embeds for one in answers_of(answer))
