"""To whom a request that waits is offered: at most three who are there and whom it suits."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import simcord
from sqlalchemy import update

from cogs.duty.rules import OnDuty, offered_to, until_from
from models import Mentor
from tests.world import World, text_of

NOW = datetime(2026, 1, 6, 13, 0, tzinfo=UTC)
PARIS = ZoneInfo("Europe/Paris")


def someone(mentor_id: int, **about: object) -> OnDuty:
    """Return somebody who is there, and whom everything suits."""
    usual: dict[str, object] = {
        "discord_id": mentor_id, "languages": frozenset({"fr"}), "topics": frozenset[str](),
        "held": 0, "room": 8, "may_answer_minors": True, "offered_at": None,
    }  # fmt: skip
    return OnDuty(mentor_id=mentor_id, **{**usual, **about})  # type: ignore[arg-type]


def ids(there: list[OnDuty], *, from_a_minor: bool = False) -> list[int]:
    """Return to whom a request about work, in French, is offered."""
    chosen = offered_to(there, language="fr", topic="work", from_a_minor=from_a_minor)
    return [one.mentor_id for one in chosen]


@pytest.mark.parametrize(
    ("about", "is_asked"),
    [
        ({}, True),
        ({"languages": frozenset({"en"})}, False),
        ({"languages": frozenset({"en", "fr"})}, True),
        ({"topics": frozenset({"school"})}, False),
        ({"topics": frozenset({"work", "school"})}, True),
        ({"held": 8}, False),
        ({"held": 7}, True),
        ({"room": 1, "held": 1}, False),
        ({"may_answer_minors": False}, True),
    ],
    ids=[
        "everything suits", "another language", "two languages", "another topic", "the topic",
        "full", "one place left", "their own number", "an adult asks",
    ],
)  # fmt: skip
def test_a_request_is_offered_to_whom_it_suits(about: dict[str, object], *, is_asked: bool) -> None:
    assert ids([someone(1, **about)]) == ([1] if is_asked else [])


def test_a_minors_request_is_offered_to_those_for_whom_the_lead_answers() -> None:
    there = [someone(1, may_answer_minors=False), someone(2)]

    assert ids(there, from_a_minor=True) == [2]


def test_who_holds_least_comes_first_then_who_was_asked_longest_ago_and_three_are_enough() -> None:
    there = [
        someone(1, held=2),
        someone(2, held=1, offered_at=NOW),
        someone(3, held=1, offered_at=NOW - timedelta(hours=1)),
        someone(4, held=1),
        someone(5, held=0),
    ]

    assert ids(there) == [5, 4, 3]


@pytest.mark.parametrize(
    ("words", "hour"),
    [("18:00", 17), ("18h", 17), ("18", 17), ("0:30", 23), ("24", 23), ("14:00", None)],
    ids=str,
)
def test_a_time_is_the_next_one_on_the_teams_clock(words: str, hour: int | None) -> None:
    found = until_from(words, NOW, PARIS)

    assert (found.astimezone(UTC).hour if found else None) == hour


async def called(world: World, ticket_id: int = 1) -> set[int]:
    """Return who was called in a request's thread, so that it rings for them."""
    messages = (await world.thread(ticket_id)).history()
    return {user.id for message in messages for user in message.mentions}


async def goes_on_duty(world: World, *people: simcord.MemberActor) -> None:
    """Several say that they are there."""
    for person in people:
        await person.slash(world.staff, "duty on")


async def test_five_are_there_and_three_are_asked_the_next_time_the_others_first(
    world: World,
) -> None:
    await world.is_set_up()
    mentors = await world.more_mentors(5)
    await goes_on_duty(world, *mentors)

    await world.ask(world.lina)
    first = await called(world, 1)
    await world.later(minutes=5)
    await world.ask(world.noe)
    second = await called(world, 2)

    assert len(first) == len(second) == 3
    assert first | second == {mentor.id for mentor in mentors}


async def test_nobody_is_called_when_nobody_is_there(world: World) -> None:
    await world.is_set_up()

    await world.ask(world.lina)

    assert await called(world) == set()


async def test_who_speaks_another_language_is_left_in_peace(world: World) -> None:
    await world.is_set_up()
    async with world.bot.db.transaction() as session:
        english = update(Mentor).where(Mentor.discord_id == world.ines.id)
        await session.execute(english.values(languages=["en"]))
    await goes_on_duty(world, world.sam, world.ines)
    world.speaks(world.lina, "en-GB")

    await world.ask(world.lina)
    await world.ask(world.noe)

    assert await called(world, 1) == {world.ines.id}
    assert await called(world, 2) == {world.sam.id}


async def test_a_colleague_was_faster_and_nobody_is_called_any_more(world: World) -> None:
    await world.is_set_up()
    await goes_on_duty(world, world.sam)
    world.env.inject_error(
        "POST", f"/channels/{world.staff.id}/messages", status=500, message="…", times=1
    )
    await world.ask(world.lina)

    async with world.bot.db.transaction() as session:
        ticket = await world.ticket()
        taken = {"state": "active", "mentor_id": 2, "version": ticket.version + 1}
        await session.execute(update(type(ticket)).values(**taken))
    await world.later(minutes=1)
    await world.later(minutes=1)

    assert await called(world) == set()
    assert len(await world.in_thread()) == 1


async def test_who_gives_a_request_back_is_not_asked_again_but_the_others_are(
    world: World,
) -> None:
    await world.is_set_up()
    await world.ask(world.lina)
    await world.claim(world.sam)
    await goes_on_duty(world, world.sam, world.ines)

    await world.press(world.sam, await world.card(), "ticket:1:release")

    assert await called(world) == {world.ines.id}


async def test_danger_calls_all_who_are_there_and_the_lead_not_the_whole_team(
    world: World,
) -> None:
    await world.is_set_up()
    await goes_on_duty(world, world.sam)

    await world.ask(world.lina, "je veux mourir")

    calls = [text_of(m) for m in (await world.thread()).history() if world.sam.mention in m.content]
    assert len(calls) == 1
    assert f"<@&{world.lead_role.id}>" in calls[0]
    assert f"<@&{world.mentor_role.id}>" not in calls[0]


async def test_danger_that_nobody_on_duty_sees_calls_everybody(world: World) -> None:
    await world.is_set_up()
    await goes_on_duty(world, world.sam)
    await world.ask(world.lina, "je veux mourir")

    await world.later(minutes=11)

    assert f"<@&{world.mentor_role.id}>" in (await world.in_thread())[-1]
    assert world.sam.mention not in (await world.in_thread())[-1]


async def test_danger_calls_all_mentors_when_nobody_is_there(world: World) -> None:
    await world.is_set_up()

    await world.ask(world.lina, "je veux mourir")

    assert f"<@&{world.mentor_role.id}>" in (await world.in_thread())[-1]
