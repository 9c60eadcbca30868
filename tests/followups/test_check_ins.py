"""Asking later: never at night, never after a stop, never twice, also after downtime."""

import sys
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import event

from cogs.followups import rules
from cogs.followups import service as followups
from models import (
    Answer,
    CheckIn,
    CheckInState,
    Consent,
    EntryState,
    OutboxEntry,
    Purpose,
    Team,
)
from tests.world import TUESDAY_AFTERNOON, World, said


async def goodbye(
    world: World, *, wishes: tuple[str, ...] = ("dm", "check-ins"), **team: object
) -> None:
    """Lina was helped and the request is closed."""
    await world.is_set_up(**team)
    await world.ask(world.lina, wishes=wishes)
    await world.claim(world.sam)
    await world.reply(world.sam, "Bonne route.")
    await world.close(world.sam)


def questions(world: World) -> int:
    """Return how many check-ins Lina received."""
    return sum("Comment ça va maintenant" in words for words in world.in_dm(world.lina))


async def test_questions_come_after_the_days_the_team_chose(world: World) -> None:
    await goodbye(world, check_in_days=[1, 3])

    await world.later(hours=23)
    early = questions(world)
    await world.later(hours=2)
    first = questions(world)
    await world.later(days=2)

    assert (early, first, questions(world)) == (0, 1, 2)
    assert "dernière question prévue" in world.in_dm(world.lina)[-1]


async def test_who_did_not_agree_is_never_asked(world: World) -> None:
    await goodbye(world, wishes=("dm",))

    await world.later(days=40)

    assert questions(world) == 0
    assert await world.stored(CheckIn) == []


async def test_the_goodbye_offers_the_choice_and_a_yes_plans_the_questions(world: World) -> None:
    await goodbye(world, wishes=("dm",))
    farewell = world.dm_messages(world.lina)[-1]

    answer = await world.lina.user.click(farewell, custom_id="followups:accept:1")
    await world.later(days=2)

    assert "Je prendrai de tes nouvelles" in said(answer)
    assert questions(world) == 1
    (consent,) = await world.stored(Consent)
    assert consent.purpose is Purpose.CHECK_INS


async def test_nobody_is_asked_at_night(world: World) -> None:
    world.clock.at = TUESDAY_AFTERNOON.replace(hour=21, minute=30)
    await goodbye(world)

    await world.later(days=2)
    at_night = questions(world)
    await world.later(hours=9)
    early = questions(world)
    await world.later(hours=2)

    assert (at_night, early, questions(world)) == (0, 0, 1)


async def test_a_question_promised_before_night_waits_for_the_morning(world: World) -> None:
    await goodbye(world)
    world.close_dms(world.lina)
    world.env.backend.faults.clear()
    world.env.inject_error(
        "POST", f"/channels/{world.lina.user.dm_channel.id}/messages", status=500, times=1
    )
    world.clock.at = TUESDAY_AFTERNOON.replace(hour=19, minute=59) + timedelta(days=2)

    await world.wake()
    await world.later(hours=1)
    at_night = questions(world)
    await world.later(hours=12)

    assert (at_night, questions(world)) == (0, 1)


async def test_after_a_stop_nothing_is_asked(world: World) -> None:
    await goodbye(world)

    await world.lina.slash(world.welcome, "stop")
    await world.later(days=40)

    assert questions(world) == 0


async def test_a_stop_between_promise_and_delivery_still_counts(world: World) -> None:
    await goodbye(world)
    world.env.inject_error(
        "POST", f"/channels/{world.lina.user.dm_channel.id}/messages", status=500, times=1
    )
    await world.later(days=2)

    await world.lina.slash(world.welcome, "stop")
    await world.later(minutes=10)

    assert questions(world) == 0


async def test_who_asks_for_help_again_is_not_asked_how_things_are_in_the_middle_of_it(
    world: World,
) -> None:
    await goodbye(world)
    dm = f"/channels/{world.lina.user.dm_channel.id}/messages"
    world.env.inject_error("POST", dm, status=500, times=1)
    await world.later(days=2)

    await world.ask(world.lina, "Ça recommence.", wishes=("dm", "check-ins"))
    await world.later(minutes=10)
    while_talking = questions(world)
    await world.claim(world.sam, 2)
    await world.reply(world.sam, "Je suis là.", 2)
    await world.close(world.sam, ticket_id=2)
    await world.later(days=2)

    assert (while_talking, questions(world)) == (0, 1)
    states = [(row.ticket_id, row.days, row.state) for row in await world.stored(CheckIn)]
    assert (1, 2, CheckInState.SKIPPED) in states
    assert (2, 2, CheckInState.SENT) in states


async def test_nobody_is_asked_twice_however_often_we_look(world: World) -> None:
    await goodbye(world)

    await world.later(days=2)
    for _ in range(3):
        await world.wake()
    await world.restart()
    await world.wake()

    assert questions(world) == 1


async def test_a_question_due_while_the_program_was_down_is_asked_afterwards(world: World) -> None:
    await goodbye(world)

    world.clock.at += timedelta(days=3)
    await world.restart()
    await world.wake()

    assert questions(world) == 1


@pytest.mark.parametrize(
    ("status", "became"),
    [(403, CheckInState.SKIPPED), (500, CheckInState.SENT)],
    ids=["surely not asked", "may have been read, and can be answered"],
)
async def test_a_question_that_cannot_be_asked_for_a_day_is_given_up(
    world: World, status: int, became: CheckInState
) -> None:
    await goodbye(world, check_in_days=[2])
    place = f"/channels/{world.lina.user.dm_channel.id}/messages"
    world.env.inject_error("POST", place, status=status, code=50001, times=None)
    world.env.inject_error("GET", place, status=status, code=50001, times=None)

    await world.later(days=2)
    for _ in range(4):
        await world.later(minutes=5)
    await world.later(days=1)
    await world.later(minutes=1)

    (asked,) = await world.stored(CheckIn)
    assert asked.state is became
    question = (await world.stored(OutboxEntry))[-1]
    assert (question.card, question.state) == ("followups.check_in", EntryState.DROPPED)


async def test_after_weeks_of_downtime_there_is_no_heap(world: World) -> None:
    await goodbye(world)

    world.clock.at += timedelta(days=31)
    await world.restart()
    await world.wake()

    assert questions(world) == 1
    states = {row.days: row.state for row in await world.stored(CheckIn)}
    assert states == {
        2: CheckInState.SKIPPED,
        7: CheckInState.SKIPPED,
        30: CheckInState.SENT,
    }


async def test_there_is_no_heap_either_when_many_are_late(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules["cogs.followups.service"], "AT_ONCE", 1)
    await goodbye(world)

    await world.later(days=31)

    assert questions(world) == 1
    assert [row.state for row in await world.stored(CheckIn)].count(CheckInState.SENT) == 1


async def test_a_question_that_waited_through_weeks_of_downtime_is_not_asked_beside_a_later_one(
    world: World,
) -> None:
    await goodbye(world)
    dm = f"/channels/{world.lina.user.dm_channel.id}/messages"
    world.env.inject_error("POST", dm, status=500, times=1)
    await world.later(days=2)

    world.clock.at += timedelta(days=6)
    await world.restart()
    await world.wake()
    await world.later(minutes=10)

    assert questions(world) == 1


async def test_a_team_that_moves_to_another_time_zone_asks_nobody_in_its_new_night(
    world: World,
) -> None:
    await goodbye(world)
    async with world.bot.db.transaction() as session:
        (await session.get_one(Team, 1)).timezone = "Pacific/Noumea"

    await world.later(days=2)
    at_night = questions(world)
    await world.later(hours=10)

    assert (at_night, questions(world)) == (0, 1)


async def test_a_clock_that_jumps_back_and_forth_asks_nobody_twice(world: World) -> None:
    await goodbye(world)
    await world.later(days=2)

    await world.later(days=-1)
    await world.later(days=1)

    assert questions(world) == 1


@pytest.mark.parametrize(
    ("pressed", "thanks", "news"),
    [
        ("better", "Content pour toi", "« mieux »"),
        ("same", "quelqu'un est là", "« pareil »"),
        ("stop", "je ne demande plus", "« arrêter de demander »"),
    ],
    ids=["better", "same", "stop asking"],
)
async def test_every_answer_is_thanked_and_told_to_the_mentor(
    world: World, pressed: str, thanks: str, news: str
) -> None:
    await goodbye(world)
    await world.later(days=2)

    await world.lina.user.click(
        world.dm_messages(world.lina)[-1], custom_id=f"check-in:1:{pressed}"
    )

    assert thanks in world.in_dm(world.lina)[-1]
    assert news in (await world.in_thread())[-1]
    assert (await world.stored(CheckIn))[0].answer is Answer(pressed)


async def test_stop_asking_ends_the_plan(world: World) -> None:
    await goodbye(world)
    await world.later(days=2)

    await world.lina.user.click(world.dm_messages(world.lina)[-1], custom_id="check-in:1:stop")
    await world.later(days=40)

    assert questions(world) == 0
    assert {row.state for row in await world.stored(CheckIn)} == {
        CheckInState.ANSWERED,
        CheckInState.SKIPPED,
    }


async def test_talking_again_opens_a_request_beside_the_old_one_offered_first_to_who_knows_them(
    world: World,
) -> None:
    await goodbye(world)
    await world.later(days=2)

    await world.lina.user.click(world.dm_messages(world.lina)[-1], custom_id="tickets:again:1")
    too_early = said(await world.claim(world.ines, 2))
    await world.later(hours=1, minutes=1)
    await world.claim(world.ines, 2)

    ticket = await world.ticket(2)
    assert ticket.previous_id == 1
    assert "proposée d'abord à Sam" in too_early
    assert ticket.mentor is not None
    assert ticket.mentor.first_name == "Inès"
    assert world.sam.mention in (await world.in_thread(2))[0]


async def test_an_answer_pressed_twice_counts_once(world: World) -> None:
    await goodbye(world)
    await world.later(days=2)
    question = world.dm_messages(world.lina)[-1]
    await world.lina.user.click(question, custom_id="check-in:1:better")

    answers = [
        entry for entry in await world.stored(OutboxEntry) if entry.card == "followups.answered"
    ]

    assert len(answers) == 1


async def test_with_closed_dms_the_question_waits_in_the_mailbox(world: World) -> None:
    await goodbye(world)
    world.close_dms(world.lina)

    await world.later(days=2)
    mailbox = said(await world.lina.slash(world.welcome, "messages"))

    assert "Comment ça va maintenant" in mailbox


PARIS = ZoneInfo("Europe/Paris")


@pytest.mark.parametrize(
    ("closed", "days", "expected"),
    [
        ("2026-01-06 14:00", 2, "2026-01-08 14:00"),
        ("2026-01-06 22:30", 2, "2026-01-09 09:00"),
        ("2026-01-06 03:00", 2, "2026-01-08 09:00"),
        ("2026-03-27 20:30", 2, "2026-03-30 09:00"),
    ],
    ids=["by day", "late evening", "small hours", "over the change to summer time"],
)
def test_no_question_falls_in_the_quiet_hours(closed: str, days: int, expected: str) -> None:
    closed_at = datetime.fromisoformat(closed).replace(tzinfo=PARIS).astimezone(ZoneInfo("UTC"))

    ((_, due),) = rules.moments(closed_at, [days], rules.Rhythm(time(21), time(9), PARIS))

    assert due.astimezone(PARIS).strftime("%Y-%m-%d %H:%M") == expected


async def looks(world: World, now: datetime) -> int:
    """Return how many look-ups it takes to judge all that is due, which is left as it was."""
    asked: list[str] = []

    def note(_one: Any, _two: Any, statement: str, *_: Any) -> None:
        asked.append(statement)

    engine = world.bot.db.engine.sync_engine
    event.listen(engine, "before_cursor_execute", note)
    async with world.bot.db.rehearsal() as session:
        await followups.ask_due(session, now=now)
    event.remove(engine, "before_cursor_execute", note)
    return sum(statement.startswith("SELECT") for statement in asked)


async def test_many_that_fall_due_together_are_judged_in_as_few_look_ups_as_one(
    world: World,
) -> None:
    await goodbye(world, check_in_days=[2])
    in_three_days = world.clock() + timedelta(days=3)
    alone = await looks(world, in_three_days)
    for number, youth in enumerate((world.noe, world.max), 2):
        await world.ask(youth, wishes=("dm", "check-ins"))
        await world.claim(world.sam, number)
        await world.close(world.sam, ticket_id=number)

    assert len(await world.stored(CheckIn)) == 3
    assert await looks(world, in_three_days) == alone > 0
