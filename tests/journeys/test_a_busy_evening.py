"""Three hundred requests, ten at a time: everybody is answered, stored, shown to the team.

The next ten are sent when all ten hold their receipt (alias, expectation, way back); what is
timed is when Discord was first answered.
"""

import asyncio
import time
from typing import Any

import pytest
from simcord import interactions
from simcord.backend.models import Interaction, ResponseKind
from simcord.enums import InteractionType
from sqlalchemy import select

from models import EntryState, Message, OutboxEntry, Ticket
from tests.world import World

REQUESTS, AT_ONCE, DISCORDS_PATIENCE = 300, 10, 3.0


@pytest.mark.slow
@pytest.mark.parametrize("store", ["sqlite"], indirect=True)
async def test_three_hundred_requests_are_answered_in_time_stored_and_shown(
    world: World,
) -> None:
    await world.is_set_up()
    youths = [world.guild.add_member(world.env.create_user(f"g{n}")) for n in range(REQUESTS)]
    await world.env.settle()

    def send(number: int) -> Interaction:
        record, payload = interactions.base_payload(
            world.env.backend,
            type=InteractionType.MODAL_SUBMIT,
            channel_id=world.welcome.id,
            guild_id=world.guild.id,
            user_id=youths[number].id,
            data={"custom_id": f"tickets:request:{world.guild.id}", "components": fields(number)},
        )
        world.env.backend.emit("INTERACTION_CREATE", payload)
        return record

    waits: list[float] = []
    for first in range(0, REQUESTS, AT_ONCE):
        begun = time.perf_counter()
        flying = [send(number) for number in range(first, first + AT_ONCE)]
        unanswered = flying
        while flying:
            await asyncio.sleep(0.002)
            answered = [request for request in unanswered if request.responded]
            waits += [time.perf_counter() - begun] * len(answered)
            unanswered = [request for request in unanswered if not request.responded]
            flying = [r for r in flying if r.response_kind is not ResponseKind.MESSAGE]
        world.tidy()
    while await still_owed(world):
        await asyncio.sleep(0.2)
        world.tidy()
    await world.env.settle(timeout=60)

    assert len(waits) == REQUESTS
    assert max(waits) < DISCORDS_PATIENCE
    tickets = await world.stored(Ticket)
    assert len(tickets) == REQUESTS
    assert all(ticket.card_message_id and ticket.thread_id for ticket in tickets)
    assert all(message.staff_copy_id for message in await world.stored(Message))
    assert len(world.env.backend.messages[world.staff.id]) >= REQUESTS


async def still_owed(world: World) -> bool:
    """Tell whether the courier still has something to carry."""
    async with world.bot.db.reading() as session:
        owed = select(OutboxEntry.id).where(OutboxEntry.state == EntryState.OWED)
        return await session.scalar(owed.limit(1)) is not None


def fields(number: int) -> list[dict[str, Any]]:
    """Return what the form sends."""
    filled: list[dict[str, Any]] = [
        {"type": 3, "custom_id": "topic", "values": ["work"]},
        {"type": 4, "custom_id": "words", "value": f"Ma demande {number}."},
        {"type": 3, "custom_id": "age", "values": []},
        {"type": 22, "custom_id": "wishes", "values": []},
    ]
    return [{"type": 18, "component": component} for component in filled]
