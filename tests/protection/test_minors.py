"""Somebody under eighteen is never answered by one adult alone, nor by anybody at all."""

from models import TicketState
from tests.world import World, answers_of, said, text_of


async def vet(world: World, who: str) -> None:
    """Léa answers for a mentor."""
    await world.lea.slash(world.staff, "safeguard vet", mentor=getattr(world, who))


async def test_a_minor_reads_that_two_adults_always_read(world: World) -> None:
    await world.is_set_up()

    answer = await world.ask(world.lina, age="15-17")
    other = await world.ask(world.noe, age="18-21")

    assert "deux adultes" in said(answer)
    assert "deux adultes" not in said(other)


async def test_once_the_lead_answers_for_some_only_they_answer_minors(world: World) -> None:
    await world.is_set_up()
    await vet(world, "ines")
    await world.ask(world.lina, age="15-17")

    refused = said(await world.claim(world.sam))
    state = (await world.ticket()).state
    await world.claim(world.ines)

    assert "personne mineure" in refused
    assert state is TicketState.WAITING
    assert (await world.ticket()).state is TicketState.ACTIVE


async def test_who_was_vetted_long_ago_is_not_any_more(world: World) -> None:
    await world.is_set_up()
    await vet(world, "sam")
    await world.later(days=200)
    await vet(world, "ines")
    await world.later(days=170)
    await world.ask(world.lina, age="15-17")

    assert "personne mineure" in said(await world.claim(world.sam))


async def test_everybody_answers_adults(world: World) -> None:
    await world.is_set_up()
    await vet(world, "ines")
    await world.ask(world.lina, age="18-21")

    await world.claim(world.sam)

    assert (await world.ticket()).state is TicketState.ACTIVE


async def test_a_second_adult_keeps_an_eye_on_it_and_the_youth_knows(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina, age="15-17")
    await world.claim(world.sam)
    assert "Personne encore" in text_of(await world.card())

    own = await world.press(world.sam, await world.card(), "ticket:1:second")
    await world.press(world.ines, await world.card(), "ticket:1:second")

    assert "un·e collègue" in said(own)
    assert (await world.ticket()).second_by == world.ines.id
    assert any("**Inès**" in words and "lit aussi" in words for words in world.in_dm(world.lina))
    assert "Personne encore" not in text_of(await world.card())
    assert len(answers_of(own)) == 1
