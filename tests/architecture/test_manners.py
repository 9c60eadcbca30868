"""Whoever makes a card for a youth decides whether it answers somebody or is said unprompted."""

import ast
import re

import pytest

from bot.consents import Manner, may_leave
from bot.parcels import Kind
from bot.texts import LOCALES, Locale
from models import OutboxEntry, Purpose
from tests.architecture.house import calls, code, name_of
from tests.world import World, sentences

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
    "invitations.message": (Manner.FIRST, "they agreed to be written to"),
    "followups.check_in": (Manner.FIRST, "they agreed to be asked"),
    "followups.door": (Manner.FIRST, "they agreed to be asked, and are asked no more"),
    "permanences.reminder": (Manner.FIRST, "they agreed to be told before mentors are around"),
    "voice.poll": (Manner.FIRST, "they agreed to be asked what they think"),
}
"""Every card that a youth is sent, and why it may be. A new one is a decision."""
BY_THE_CLOCK = {Manner.NOTICE, Manner.LIFELINE}
ON_A_LOCK_SCREEN = {
    "greeting.welcome": ("welcome", "welcome-hello"),
    "followups.check_in": ("followups-question", "followups-last-question"),
    "followups.door": ("followups-door",),
    "permanences.reminder": ("permanences-reminder",),
    "invitations.message": (),  # its first words are the team's own; two people read them before
    "voice.poll": ("voice-poll",),
    "referrals.question": ("referrals-question",),
    "farewells.silence": ("farewells-silence",),
    "privacy.expires": ("privacy-expires",),
    "relay.never_placed": ("relay-never-placed",),
}
"""The sentences with which each card begins that nobody waits for: somebody else may see them."""
SEEN_AT_A_GLANCE = 80
TELLING = re.compile(
    r"maraude|\baid|help|mentor|éduc|educ|social|\bdemandes?\b|request|probl|souci|worr|trouble"
    r"|anonym|conseil|advice|suivi|follow|danger|urgen|équipe|team|assoc|charity|jeune|youth|/talk"
    r"|/parler|\bsos\b",
    re.IGNORECASE,
)


async def test_every_card_for_a_youth_is_declared_with_its_reason(world: World) -> None:
    declared = {
        card: kind.manner
        for card, kind in world.bot.kinds.items()
        if kind.manner is not Manner.TO_TEAM
    }

    assert declared == {card: manner for card, (manner, _) in TO_YOUTHS.items()}


def test_every_card_that_nobody_waits_for_is_looked_at_on_a_lock_screen() -> None:
    unprompted = {
        card for card, (manner, _) in TO_YOUTHS.items() if manner in {Manner.FIRST, Manner.NOTICE}
    }

    assert set(ON_A_LOCK_SCREEN) == unprompted


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("key", [key for keys in ON_A_LOCK_SCREEN.values() for key in keys])
def test_a_strangers_glance_at_a_lock_screen_learns_nothing(locale: Locale, key: str) -> None:
    names = {"alias": "Renard 42", "team": "Les Ponts", "community": "La Place", "mentor": "Sam"}
    said = sentences().say(
        locale, key, {**names, "days": 7, "until": "<t:1>", "time": "18 h", "question": "Quand ?"}
    )

    glance = said.replace("\n", " ")[:SEEN_AT_A_GLANCE]

    assert TELLING.search(glance) is None, glance
    assert not any(name in glance for name in names.values()), glance


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
