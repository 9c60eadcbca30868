"""DMs are heard on the first shard: who does not hear them reads none back."""

from typing import Any

from bot.fleet import WHOLE, Part
from models import Message
from tests.world import World


async def test_only_who_hears_dms_reads_them_back(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina)
    await world.claim(world.sam)
    relay: Any = world.bot.get_cog("Relay")
    listening = world.env.backend.subscribers[:]
    world.env.backend.subscribers.clear()
    world.writes(world.lina, "Il y a quelqu'un ?")
    world.env.backend.subscribers[:] = listening

    relay.inbox.lose_touch()
    world.bot.part = Part.of("1/2")
    await looks(world, relay)
    by_another = len(await world.stored(Message))
    relay.inbox.lose_touch()
    world.bot.part = WHOLE
    await looks(world, relay)

    assert len(await world.stored(Message)) == by_another + 1


async def looks(world: World, relay: Any) -> None:
    """A session begins in which something may have been missed."""
    with world.env._bot_scope():
        world.bot.background(relay.inbox.catch_up())
    await world.env.settle()
