"""I'd like to talk: the youth reads who will answer, and it is true."""

from datetime import timedelta

import pytest

from models import Mentor, Ticket
from tests.followups.test_answers import last
from tests.followups.test_check_ins import goodbye
from tests.world import World


async def wants_to_talk(world: World) -> tuple[str, Ticket]:
    """Lina presses "I'd like to talk"; return what she reads, and the new request."""
    await world.lina.user.click(last(world), custom_id="tickets:again:1")
    return world.in_dm(world.lina)[-2], await world.ticket(2)


async def changes(world: World, number: int, **values: object) -> None:
    """Something happened to a mentor."""
    async with world.bot.db.transaction() as session:
        mentor = await session.get_one(Mentor, number)
        for name, value in values.items():
            setattr(mentor, name, value)


async def test_the_mentor_who_knows_them_is_told_first(world: World) -> None:
    await goodbye(world)
    await world.later(days=2)

    told, ticket = await wants_to_talk(world)

    assert "Je préviens Sam, qui te connaît." in told
    assert ticket.offered_to_id == 1


async def test_who_no_longer_carries_the_role_is_not_waited_for(world: World) -> None:
    await goodbye(world)
    await world.later(days=2)
    role = world.mentor_role.id
    world.env.backend.remove_member_role(world.guild.id, world.sam.id, role)

    told, ticket = await wants_to_talk(world)

    assert "Sam, qui te connaît, n'est pas là en ce moment. Quelqu'un d'autre" in told
    assert ticket.offered_to_id is None


@pytest.mark.parametrize("status", [500, 403], ids=["Discord stumbles", "Discord does not say"])
async def test_as_long_as_nobody_knows_the_mentor_counts_as_there(
    world: World, status: int
) -> None:
    await goodbye(world)
    await world.later(days=2)
    place = f"/guilds/{world.guild.id}/members/{world.sam.id}"
    world.env.inject_error("GET", place, status=status, times=None)

    told, _ = await wants_to_talk(world)

    assert "Je préviens Sam, qui te connaît." in told


async def test_who_seems_to_be_gone_is_named_with_who_is_there_instead(world: World) -> None:
    await goodbye(world)
    await world.later(days=2)
    now = world.clock()
    await changes(world, 1, absent_told_at=now)
    await changes(world, 2, on_duty_since=now, on_duty_until=now + timedelta(hours=2))

    told, ticket = await wants_to_talk(world)

    assert "Sam, qui te connaît, n'est pas là en ce moment. Inès ou quelqu'un d'autre" in told
    assert ticket.offered_to_id is None


async def test_who_was_heard_of_since_is_there_again(world: World) -> None:
    await goodbye(world)
    await world.later(days=2)
    await changes(world, 1, absent_told_at=world.clock())
    await world.later(minutes=1)
    await world.sam.slash(world.staff, "duty on")

    told, _ = await wants_to_talk(world)

    assert "Je préviens Sam" in told


async def test_a_mentor_with_whom_they_would_rather_not_talk_is_not_named(world: World) -> None:
    await goodbye(world)
    await world.later(days=2)
    async with world.bot.db.transaction() as session:
        (await session.get_one(Ticket, 1)).not_with = [1]

    told, ticket = await wants_to_talk(world)

    assert "Sam" not in told
    assert (ticket.offered_to_id, ticket.not_with) == (None, [1])
