"""Somebody under eighteen is never answered by one adult alone, nor by anybody at all."""

import pytest
from sqlalchemy import update

from models import Mentor, Message, MessageAuthor, TicketState
from tests.promises.test_who_may_what import presses
from tests.setup.server import forge_form
from tests.world import World, answers_of, buttons_of, said, text_of

DANGER = "Je veux mourir ce soir."


async def vet(world: World, *who: str) -> None:
    """Léa answers for mentors."""
    for name in who:
        await world.lea.slash(world.staff, "safeguard vet", mentor=getattr(world, name))


async def introduces_herself(world: World) -> None:
    """Léa says who she is, to be able to answer youths herself."""
    shown = await world.lea.slash(world.staff, "profile")
    await world.send_form(world.lea, shown, first_name="Léa", organisation="Les Ponts")


async def a_minor_is_with_sam(world: World, words: str = "Je cherche un stage.") -> None:
    """Lina is under eighteen; Sam, for whom Léa answers, has her request."""
    await world.is_set_up()
    await vet(world, "sam")
    await world.ask(world.lina, words, age="15-17")
    await world.claim(world.sam)


async def is_vetted_no_longer(world: World, name: str) -> None:
    """From now on no lead answers for this mentor."""
    async with world.bot.db.transaction() as session:
        ended = update(Mentor).where(Mentor.first_name == name)
        await session.execute(ended.values(vetted_until=world.clock()))


async def replies(world: World) -> list[Message]:
    """Return what mentors wrote to youths."""
    return [m for m in await world.stored(Message) if m.author is MessageAuthor.MENTOR]


async def test_a_minor_reads_that_two_adults_always_read(world: World) -> None:
    await world.is_set_up()

    answer = await world.ask(world.lina, age="15-17")
    other = await world.ask(world.noe, age="18-21")

    assert "deux adultes" in said(answer)
    assert "deux adultes" not in said(other)


async def test_before_the_lead_answers_for_anybody_only_leads_answer_minors(world: World) -> None:
    await world.is_set_up()
    await introduces_herself(world)
    await world.ask(world.lina, age="15-17")

    refused = said(await world.claim(world.sam))
    state = (await world.ticket()).state
    await world.claim(world.lea)

    assert "/protection agrement" in refused
    assert state is TicketState.WAITING
    assert (await world.ticket()).state is TicketState.ACTIVE


async def test_only_those_for_whom_the_lead_answers_answer_minors(world: World) -> None:
    await world.is_set_up()
    await vet(world, "ines")
    await world.ask(world.lina, age="15-17")

    refused = said(await world.claim(world.sam))
    state = (await world.ticket()).state
    await world.claim(world.ines)

    assert "personne mineure" in refused
    assert state is TicketState.WAITING
    assert (await world.ticket()).state is TicketState.ACTIVE


async def test_when_the_last_year_is_over_nobody_is_vetted_any_more(world: World) -> None:
    await world.is_set_up()
    await vet(world, "sam")
    await world.later(days=366)
    await world.ask(world.lina, age="15-17")

    refused = said(await world.claim(world.sam))

    assert "personne mineure" in refused
    assert (await world.ticket()).state is TicketState.WAITING


async def test_everybody_answers_adults(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina, age="18-21")

    await world.claim(world.sam)
    await world.reply(world.sam, "Bonjour !")

    assert len(await replies(world)) == 1


async def test_a_second_adult_keeps_an_eye_on_it_and_the_youth_knows(world: World) -> None:
    await a_minor_is_with_sam(world)
    await vet(world, "ines")
    assert "Personne encore" in text_of(await world.card())

    own = await world.press(world.sam, await world.card(), "ticket:1:second")
    await world.press(world.ines, await world.card(), "ticket:1:second")

    assert "un·e collègue" in said(own)
    assert (await world.ticket()).second_by == world.ines.id
    assert any("**Inès**" in words and "lit aussi" in words for words in world.in_dm(world.lina))
    assert "Personne encore" not in text_of(await world.card())
    assert len(answers_of(own)) == 1


async def test_the_second_adult_is_somebody_for_whom_the_lead_answers(world: World) -> None:
    await a_minor_is_with_sam(world)

    refused = said(await world.press(world.ines, await world.card(), "ticket:1:second"))

    assert "personne mineure" in refused
    assert (await world.ticket()).second_by is None


async def test_a_lead_is_a_second_adult(world: World) -> None:
    await a_minor_is_with_sam(world)
    await introduces_herself(world)

    await world.press(world.lea, await world.card(), "ticket:1:second")

    assert (await world.ticket()).second_by == world.lea.id


async def test_words_to_a_minor_wait_for_a_second_adult(world: World) -> None:
    await a_minor_is_with_sam(world)
    await vet(world, "ines")

    pressed = await world.press(world.sam, await world.card(), "relay:reply:1")
    typed = said(await world.reply(world.sam, "Salut !"))
    before = await replies(world)
    await world.press(world.ines, await world.card(), "ticket:1:second")
    await world.reply(world.sam, "Salut !")

    assert "un·e deuxième adulte regarde d'abord" in said(pressed)
    assert pressed.modal is None
    assert "un·e deuxième adulte regarde d'abord" in typed
    assert before == []
    assert any("Salut !" in words for words in world.in_dm(world.lina))


async def test_who_claims_reads_at_once_that_a_second_adult_comes_first(world: World) -> None:
    await world.is_set_up()
    await vet(world, "sam")
    await world.ask(world.lina, age="15-17")

    assert "avant ta première réponse" in said(await world.claim(world.sam))


async def test_danger_does_not_wait_for_a_second_adult_who_is_called_instead(world: World) -> None:
    await a_minor_is_with_sam(world, DANGER)

    await world.reply(world.sam, "Je suis là. Tu es où ?")
    await world.reply(world.sam, "Je reste avec toi.")

    assert any("Je reste avec toi." in words for words in world.in_dm(world.lina))
    calls = [m for m in (await world.thread()).history() if "un·e seul·e adulte" in text_of(m)]
    assert len(calls) == 1
    assert f"<@&{world.lead_role.id}>" in calls[0].content
    assert "ticket:1:second" in buttons_of(calls[0])


async def test_nobody_is_called_when_a_second_adult_looks_in_already(world: World) -> None:
    await a_minor_is_with_sam(world, DANGER)
    await vet(world, "ines")
    await world.press(world.ines, await world.card(), "ticket:1:second")

    await world.reply(world.sam, "Je suis là.")

    assert not any("un·e seul·e adulte" in words for words in await world.in_thread())


@pytest.mark.parametrize("words", ["new", "corrected"])
async def test_who_is_vetted_no_longer_writes_nothing_more_to_a_minor(
    world: World, words: str
) -> None:
    await a_minor_is_with_sam(world)
    await vet(world, "ines")
    await world.press(world.ines, await world.card(), "ticket:1:second")
    await world.reply(world.sam, "Salut !")
    copy = (await world.thread()).history()[-1]
    await is_vetted_no_longer(world, "Sam")

    if words == "new":
        answer = await world.reply(world.sam, "Encore moi.")
    else:
        shown = await world.press(world.sam, copy, "relay:edit:2")
        answer = await world.send_form(world.sam, shown, words="Encore moi.")

    assert "personne mineure" in said(answer)
    assert not any("Encore moi." in said for said in world.in_dm(world.lina))


@pytest.mark.parametrize("words", ["new", "corrected"])
async def test_a_second_adult_for_whom_nobody_answers_any_more_does_not_count(
    world: World, words: str
) -> None:
    await a_minor_is_with_sam(world)
    await vet(world, "ines")
    await world.press(world.ines, await world.card(), "ticket:1:second")
    await world.reply(world.sam, "Salut !")
    copy = (await world.thread()).history()[-1]
    await is_vetted_no_longer(world, "Inès")

    if words == "new":
        answer = await world.reply(world.sam, "Encore moi.")
    else:
        shown = await world.press(world.sam, copy, "relay:edit:2")
        answer = await world.send_form(world.sam, shown, words="Encore moi.")

    assert "n'est plus agréé·e" in said(answer)
    assert not any("Encore moi." in said for said in world.in_dm(world.lina))


async def test_somebody_else_can_take_the_place_of_a_second_adult_who_no_longer_counts(
    world: World,
) -> None:
    await a_minor_is_with_sam(world)
    await introduces_herself(world)
    await vet(world, "ines")
    await world.press(world.ines, await world.card(), "ticket:1:second")
    early = said(await world.press(world.lea, await world.card(), "ticket:1:second"))
    await is_vetted_no_longer(world, "Inès")

    await world.press(world.lea, await world.card(), "ticket:1:second")
    await world.reply(world.sam, "Salut !")

    assert "C'est déjà fait" in early
    assert any("**Léa**" in words and "lit aussi" in words for words in world.in_dm(world.lina))
    assert any("Salut !" in words for words in world.in_dm(world.lina))


async def test_danger_calls_a_second_adult_when_the_first_one_no_longer_counts(
    world: World,
) -> None:
    await a_minor_is_with_sam(world, DANGER)
    await vet(world, "ines")
    await world.press(world.ines, await world.card(), "ticket:1:second")
    await is_vetted_no_longer(world, "Inès")

    await world.reply(world.sam, "Je suis là.")

    assert any("Je suis là." in words for words in world.in_dm(world.lina))
    assert any("un·e seul·e adulte" in words for words in await world.in_thread())


async def test_a_lead_who_takes_over_is_no_longer_the_second_adult(world: World) -> None:
    await a_minor_is_with_sam(world)
    await introduces_herself(world)
    await world.press(world.lea, await world.card(), "ticket:1:second")
    card = [m for m in world.dm_messages(world.lina) if "a lu ton message" in text_of(m)][-1]
    shown = await world.press(world.lina.user, card, "protection:report:1")
    await world.send_form(world.lina.user, shown, why="Il insiste.")
    page = await world.lea.slash(world.staff, "safeguard reports")

    await world.press(world.lea, answers_of(page)[0], "protection:report:1:take")

    ticket = await world.ticket()
    assert ticket.mentor is not None
    assert (ticket.mentor.discord_id, ticket.second_by) == (world.lea.id, None)
    assert "un·e deuxième adulte" in said(await world.reply(world.lea, "Bonjour."))


async def test_a_minor_who_gives_no_age_the_next_time_is_still_not_answered_by_one_alone(
    world: World,
) -> None:
    await world.is_set_up()
    await world.ask(world.lina, age="15-17")
    await presses(world, world.lina, "ticket:1:withdraw-sure")

    await world.ask(world.lina)

    second = await world.ticket(2)
    assert second.age_band == "15-17"
    assert "mineure" in said(await world.claim(world.sam, 2))


async def test_an_age_that_is_given_anew_counts(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina, age="15-17")
    await presses(world, world.lina, "ticket:1:withdraw-sure")

    await world.ask(world.lina, age="18-21")

    assert (await world.ticket(2)).age_band == "18-21"


async def test_an_age_given_with_words_that_are_added_counts_too(world: World) -> None:
    await world.is_set_up()
    shown = await world.lina.slash(world.welcome, "talk")
    await world.ask(world.lina)

    await world.send_form(
        world.lina, shown, topic=["school"], words="J'ai 16 ans.", age=["15-17"], wishes=["dm"]
    )

    assert (await world.ticket()).age_band == "15-17"
    assert "15–17" in text_of(await world.card())


async def test_who_claims_what_they_looked_in_on_is_no_longer_the_second_adult(
    world: World,
) -> None:
    await a_minor_is_with_sam(world)
    await vet(world, "ines")
    await world.press(world.ines, await world.card(), "ticket:1:second")
    await world.press(world.sam, await world.card(), "ticket:1:release")

    await world.claim(world.ines)

    assert (await world.ticket()).second_by is None
    assert "un·e deuxième adulte" in said(await world.reply(world.ines, "Bonjour."))


async def test_nobody_looks_in_on_an_adult(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina, age="18-21")
    await world.claim(world.sam)

    answer = await world.forge(world.ines, await world.card(), "ticket:1:second")

    assert "C'est déjà fait" in said(answer)
    assert (await world.ticket()).second_by is None


async def test_an_age_that_nobody_offered_is_not_stored(world: World) -> None:
    await world.is_set_up()
    address = f"tickets:request:{world.guild.id}"

    await forge_form(world, world.lina, address, {"words": "Bonjour.", "age": "3-4"})

    assert (await world.ticket()).age_band is None
