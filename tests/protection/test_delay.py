"""A card may wait for a random while; what is urgent never does."""

import secrets

import pytest

from tests.world import World


def as_long_as_it_may(most: int) -> int:
    """Draw the highest number."""
    return most - 1


def cards_in(world: World) -> int:
    """Return how many messages of ours stand in the staff channel."""
    return len([m for m in world.staff.history() if m.author.bot and m.embeds])


async def test_a_new_card_waits_for_a_while(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    await world.is_set_up()
    await world.lea.slash(world.staff, "safeguard delay", seconds=60)
    monkeypatch.setattr(secrets, "randbelow", as_long_as_it_may)

    await world.ask(world.lina)
    at_once = cards_in(world)
    await world.later(seconds=61)

    assert (at_once, cards_in(world)) == (0, 1)
    assert len(await world.in_thread()) >= 1


async def test_what_is_urgent_never_waits(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    await world.is_set_up()
    await world.lea.slash(world.staff, "safeguard delay", seconds=60)
    monkeypatch.setattr(secrets, "randbelow", as_long_as_it_may)

    await world.ask(world.lina, "Je veux mourir ce soir.")

    assert cards_in(world) == 1
