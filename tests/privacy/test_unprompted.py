"""What the clock has to say comes by day, leaves who is in danger in peace, and shows the way
out."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from models import EntryState, HeldMessage, OutboxEntry, Youth
from models.hours import Hours
from tests.machine.test_delivery import Line
from tests.world import World, buttons_of, text_of

DAY_AND_NIGHT = Hours.parse("mon-sun 0:00-24:00").dump()
NIGHT = datetime.fromisoformat("2026-01-07T02:00:00+00:00")
DANGER = "Je veux mourir, j'ai préparé une lettre d'adieu."


async def moves_to(world: World, at: datetime) -> None:
    """Time passes until then; whatever is due is done."""
    await world.later(seconds=(at - world.clock()).total_seconds())


def new_in_dm(world: World, words: str) -> list[Any]:
    """Return the messages in Lina's DM that say so."""
    return [m for m in world.dm_messages(world.lina) if words in text_of(m)]


async def is_talking(world: World, **team: Any) -> None:
    """Lina asked, Sam answered."""
    await world.is_set_up(**team)
    await world.ask(world.lina)
    await world.claim(world.sam)
    await world.reply(world.sam, "Tu es là ?")


async def is_worried_about(world: World, until: datetime) -> None:
    """Somebody worries about Lina until then."""
    async with world.bot.db.transaction() as session:
        (await session.get_one(Youth, 1)).paused_until = until


async def test_the_warning_comes_in_the_morning_also_after_a_stop_with_its_ways_out(
    world: World,
) -> None:
    await is_talking(world)
    await world.lina.slash(world.welcome, "stop")

    await moves_to(world, NIGHT + timedelta(days=83))
    at_night = new_in_dm(world, "se ferme et s'efface")
    await world.later(hours=7)

    (warning,) = new_in_dm(world, "se ferme et s'efface")
    assert at_night == []
    assert {"privacy:stop", "ticket:1:withdraw"} <= set(buttons_of(warning))


async def test_the_warning_waits_while_somebody_worries_and_so_does_the_end(world: World) -> None:
    await is_talking(world)
    await is_worried_about(world, world.clock() + timedelta(days=95))

    for day in (84, 8, 2):
        await world.later(days=day)
    warned, is_open = new_in_dm(world, "se ferme et s'efface"), (await world.ticket()).is_open
    await world.later(days=2)
    await world.later(days=6)
    still_open = (await world.ticket()).is_open

    assert warned == []
    assert is_open
    assert len(new_in_dm(world, "se ferme et s'efface")) == 1
    assert still_open


@pytest.mark.parametrize("worries", [False, True], ids=["nobody worries", "somebody worries"])
async def test_a_claim_that_lapses_at_night_is_told_in_the_morning_unless_somebody_worries(
    world: World, *, worries: bool
) -> None:
    await world.is_set_up(claim_hours=12, hours=DAY_AND_NIGHT)
    await world.ask(world.lina)
    await world.claim(world.sam)
    if worries:
        await is_worried_about(world, world.clock() + timedelta(days=7))

    await moves_to(world, NIGHT)
    at_night = len(new_in_dm(world, "attend de nouveau"))
    await world.later(hours=7)

    (word,) = new_in_dm(world, "attend de nouveau")
    assert at_night == (1 if worries else 0)
    assert {"privacy:stop", "ticket:1:withdraw"} <= set(buttons_of(word))


async def test_no_answer_waits_behind_what_waits_for_the_morning(world: World) -> None:
    await world.is_set_up(claim_hours=12, hours=DAY_AND_NIGHT)
    await world.ask(world.lina)
    await world.claim(world.sam)
    await moves_to(world, NIGHT)

    await world.claim(world.ines)
    await world.reply(world.ines, "Je suis là, moi.")
    await world.later(hours=8)

    assert any("Je suis là, moi." in words for words in world.in_dm(world.lina))
    assert new_in_dm(world, "attend de nouveau") == []


@pytest.mark.parametrize("awake", [True, False], ids=["who has just written", "who sleeps"])
async def test_that_words_do_not_reach_the_team_is_told_by_night_to_who_is_awake(
    world: World, *, awake: bool
) -> None:
    await is_talking(world)
    place = f"/channels/{(await world.thread()).id}/messages"
    world.env.inject_error("POST", place, status=403, code=50013, times=None)
    await moves_to(world, NIGHT if awake else NIGHT - timedelta(hours=5, minutes=2))
    if not awake:
        world.env.backend.faults.clear()
        world.env.inject_error("POST", place, status=500, times=2)
    await world.lina.send_dm("Tu es là ?")
    if not awake:
        async with world.bot.db.transaction() as session:
            (await session.get_one(Youth, 1)).last_seen_at = NIGHT - timedelta(days=1)
        world.env.inject_error("POST", place, status=403, code=50013, times=None)

    for _ in range(9):
        await world.later(minutes=2)
    at_night = len(new_in_dm(world, "Ils sont gardés"))
    await moves_to(world, NIGHT.replace(hour=9))

    (word,) = new_in_dm(world, "Ils sont gardés")
    assert at_night == (1 if awake else 0)
    assert "privacy:stop" in buttons_of(word)


async def never_said_where(world: World) -> None:
    """Something of Lina's waited for a week to be placed."""
    await is_talking(world)
    listening = world.env.backend.subscribers[:]
    world.env.backend.subscribers.clear()
    written = world.writes(world.lina, "mardi")
    world.env.backend.subscribers[:] = listening
    async with world.bot.db.transaction() as session:
        words, since = world.bot.vault.seal("mardi"), NIGHT - timedelta(days=1)
        session.add(HeldMessage(id=written, youth_id=1, words=words, written_at=since))


async def test_that_words_were_never_placed_is_told_by_day(world: World) -> None:
    await never_said_where(world)

    await moves_to(world, NIGHT + timedelta(days=6, seconds=1))
    at_night = len(new_in_dm(world, "Je n'ai rien transmis"))
    await world.later(hours=7)

    (word,) = new_in_dm(world, "Je n'ai rien transmis")
    assert at_night == 0
    assert "privacy:stop" in buttons_of(word)


async def test_after_a_stop_without_a_conversation_it_waits_in_the_mailbox(world: World) -> None:
    await never_said_where(world)
    await world.close(world.sam)
    await world.lina.slash(world.welcome, "stop")

    await moves_to(world, NIGHT.replace(hour=12) + timedelta(days=6))

    assert new_in_dm(world, "Je n'ai rien transmis") == []
    (kept,) = [e for e in await world.stored(OutboxEntry) if e.card == "relay.never_placed"]
    assert kept.state is EntryState.MAILBOX


async def test_what_answers_somebody_leaves_at_night(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = Line(monkeypatch)
    await world.is_set_up()
    await moves_to(world, NIGHT)
    await world.ask(world.lina, DANGER)

    await world.claim(world.sam)
    await world.reply(world.sam, "Je suis là.")

    assert len(line.sent) > 2
    assert any("Je suis là." in words for words in world.in_dm(world.lina))
