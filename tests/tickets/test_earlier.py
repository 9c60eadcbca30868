"""Whoever takes a request sees what became of the same alias's earlier ones."""

from sqlalchemy import update

from models import Ticket
from tests.world import World, text_of


async def came_before(world: World, *topics: str) -> None:
    """Lina asked for each of these, Sam answered and closed; now she asks again."""
    await world.is_set_up()
    for number, topic in enumerate(topics, start=1):
        await world.ask(world.lina, topic=topic)
        await world.claim(world.sam, number)
        await world.close(world.sam, ticket_id=number)
        await world.later(minutes=30)
    await world.ask(world.lina)


async def test_a_first_request_tells_of_no_other(world: World) -> None:
    await came_before(world)

    assert "Demandes d'avant" not in text_of(await world.card())


async def test_the_card_tells_what_an_earlier_request_was_about_how_it_ended_and_when(
    world: World,
) -> None:
    await came_before(world, "money")
    before = await world.ticket(1)
    assert before.closed_at is not None

    card = text_of(await world.card(2))

    thread = f"https://discord.com/channels/{world.guild.id}/{before.thread_id}"
    ended = f"<t:{int(before.closed_at.timestamp())}:d>"
    assert f"[Argent, droits, papiers]({thread}) · Écoute · {ended}" in card


async def test_the_last_three_are_told_and_the_others_counted(world: World) -> None:
    await came_before(world, "money", "housing", "work", "family")

    card = text_of(await world.card(5))

    told = [card.find(name) for name in ("Famille", "Boulot", "Logement")]
    assert told == sorted(told)
    assert -1 not in told
    assert "Argent" not in card
    assert "et une autre avant" in card


async def test_another_youths_requests_are_not_told(world: World) -> None:
    await came_before(world, "money")

    await world.ask(world.noe)

    assert "Demandes d'avant" not in text_of(await world.card(3))


async def test_a_thread_that_is_gone_is_no_longer_linked(world: World) -> None:
    await came_before(world, "money")
    gone = f"/{(await world.ticket(1)).thread_id})"
    assert gone in text_of(await world.card(2))
    async with world.bot.db.transaction() as session:
        await session.execute(update(Ticket).where(Ticket.id == 1).values(thread_id=None))

    await world.later(hours=1)

    card = text_of(await world.card(2))
    assert gone not in card
    assert "Argent, droits, papiers · Écoute" in card
