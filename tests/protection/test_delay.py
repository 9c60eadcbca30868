"""A card may wait for a random while; what is urgent never does."""

import secrets
from datetime import timedelta

import pytest

from tests.world import World, said, text_of


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


async def test_the_queue_shows_nothing_before_the_card_stands(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.is_set_up()
    await world.lea.slash(world.staff, "safeguard delay", seconds=60)
    monkeypatch.setattr(secrets, "randbelow", as_long_as_it_may)

    await world.ask(world.lina)
    at_once = said(await world.sam.slash(world.staff, "queue"))
    await world.later(seconds=61)

    assert "Rien n'attend" in at_once
    assert (await world.ticket()).alias.name not in at_once
    assert "Une demande attend" in said(await world.sam.slash(world.staff, "queue"))


async def test_who_begins_a_duty_is_not_told_of_it_either(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.is_set_up()
    await world.lea.slash(world.staff, "safeguard delay", seconds=60)
    monkeypatch.setattr(secrets, "randbelow", as_long_as_it_may)

    await world.ask(world.lina)
    at_once = said(await world.sam.slash(world.staff, "duty on"))
    await world.later(seconds=61)
    then = said(await world.sam.slash(world.staff, "duty on"))

    assert "demande attend" not in at_once
    assert "Une demande attend" in then


async def test_what_waited_does_not_tell_its_moment(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.is_set_up()
    await world.lea.slash(world.staff, "safeguard delay", seconds=60)
    monkeypatch.setattr(secrets, "randbelow", as_long_as_it_may)
    world.clock.at += timedelta(minutes=17, seconds=43)

    await world.ask(world.lina)
    await world.later(seconds=61)

    moment = str(int((await world.ticket()).opened_at.timestamp()))
    assert moment not in text_of(await world.card())
    assert moment not in said(await world.sam.slash(world.staff, "queue"))


async def test_without_a_delay_the_moment_is_shown_as_it_is(world: World) -> None:
    await world.is_set_up()

    await world.ask(world.lina)

    assert str(int((await world.ticket()).opened_at.timestamp())) in text_of(await world.card())
