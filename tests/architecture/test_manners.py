"""Whoever makes a card for a youth decides whether it answers somebody or is said unprompted."""

import ast

import pytest

from bot.consents import Manner, may_leave
from bot.parcels import Kind
from models import OutboxEntry, Purpose
from tests.architecture.house import calls, code, name_of
from tests.world import World

TO_YOUTHS = {
    "tickets.received": (Manner.ANSWER, "their request arrived a moment ago"),
    "tickets.claimed": (Manner.ANSWER, "a mentor has just said that they answer"),
    "tickets.second": (Manner.ANSWER, "a colleague has just said that they read too"),
    "tickets.released": (Manner.ANSWER, "their mentor has just given the request back"),
    "tickets.goodbye": (Manner.ANSWER, "their mentor has just said goodbye"),
    "handoffs.told": (Manner.ANSWER, "their mentor has just asked a colleague to go on"),
    "farewells.proposed": (Manner.ANSWER, "their mentor has just proposed to part"),
    "relay.to_youth": (Manner.ANSWER, "a mentor's words"),
    "relay.edit_for_youth": (Manner.ANSWER, "a mentor's words"),
    "relay.erase_for_youth": (Manner.ANSWER, "a mentor's words"),
    "relay.nobody_listens": (Manner.ANSWER, "they wrote a moment ago"),
    "relay.which_one": (Manner.ANSWER, "they wrote a moment ago"),
    "relay.left_out": (Manner.ANSWER, "they sent something a moment ago"),
    "relay.veiled": (Manner.ANSWER, "they wrote a moment ago"),
    "relay.not_shown": (Manner.ANSWER, "they wrote a moment ago"),
    "referrals.offer": (Manner.ANSWER, "their mentor has just proposed a place"),
    "referrals.question": (Manner.NOTICE, "they agreed to be asked once what became of it"),
    "protection.lifted": (Manner.ANSWER, "two people have just decided, and they have a right"),
    "farewells.silence": (Manner.NOTICE, "their open conversation ends for want of words"),
    "privacy.expires": (Manner.NOTICE, "their open conversation ends by itself"),
    "relay.never_placed": (Manner.NOTICE, "they never said where their words belong"),
    "watch.sorry": (Manner.LIFELINE, "what they wrote does not reach the team"),
    "handoffs.stays": (Manner.LIFELINE, "who was to go on with them does not"),
    "teams.team_away": (Manner.LIFELINE, "nobody reads what they write: the team's server is gone"),
    "tickets.waits_again": (Manner.LIFELINE, "nobody answers them as they were promised"),
    "waits.honest": (Manner.LIFELINE, "nobody answers them as they were told"),
    "greeting.welcome": (Manner.FIRST, "they agreed to be written to"),
    "followups.check_in": (Manner.FIRST, "they agreed to be asked"),
}
"""Every card that a youth is sent, and why it may be. A new one is a decision."""
BY_THE_CLOCK = {Manner.NOTICE, Manner.LIFELINE}


async def test_every_card_for_a_youth_is_declared_with_its_reason(world: World) -> None:
    declared = {
        card: kind.manner
        for card, kind in world.bot.kinds.items()
        if kind.manner is not Manner.TO_TEAM
    }

    assert declared == {card: manner for card, (manner, _) in TO_YOUTHS.items()}


def test_a_kind_without_a_manner_cannot_be_made() -> None:
    async def pack(*_: object) -> None: ...

    with pytest.raises(TypeError, match="manner"):
        Kind(pack)  # type: ignore[call-arg]


def owed_by(verb: str) -> set[str]:
    """Return the cards that somebody owes by this verb, as far as they are named there."""
    return {
        word.value
        for _, tree in code("cogs", "bot")
        for call in calls(tree)
        if name_of(call.func) == verb
        for word in call.args
        if isinstance(word, ast.Constant) and isinstance(word.value, str)
    }


def test_what_the_clock_says_holds_no_answer_up() -> None:
    by_the_clock = {card for card, (manner, _) in TO_YOUTHS.items() if manner in BY_THE_CLOCK}

    assert owed_by("notify") == by_the_clock
    assert not owed_by("promise") & by_the_clock


@pytest.mark.parametrize(
    ("manner", "youth_id", "purpose"),
    [
        (Manner.TO_TEAM, 1, None),
        (Manner.ANSWER, None, None),
        (Manner.FIRST, 1, None),
        (Manner.NOTICE, 1, Purpose.CHECK_INS),
    ],
    ids=["a team's, to a youth", "an answer to nobody", "first, without a purpose", "a mixture"],
)
async def test_what_is_not_owed_as_it_is_declared_never_leaves(
    world: World, manner: Manner, youth_id: int | None, purpose: Purpose | None
) -> None:
    await world.is_set_up()
    entry = OutboxEntry(card="x", youth_id=youth_id, purpose=purpose, community_id=1)

    async with world.bot.db.reading() as session:
        with pytest.raises(ValueError, match="declared"):
            await may_leave(session, entry, manner, now=world.clock())
