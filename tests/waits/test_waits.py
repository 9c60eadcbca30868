"""Nobody waits in silence: who is reminded, when, and how often; who answered is left in peace."""

import asyncio
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import update

from cogs.waits import service
from models import OutboxEntry, Ticket, TicketState
from models.hours import Hours
from tests.directory.shelf import MISSION, NATIONAL, knows
from tests.referrals.test_referral import proposes
from tests.world import TUESDAY_AFTERNOON, World, answers_of, buttons_of, said, text_of

PARIS = ZoneInfo("Europe/Paris")
WEEK = Hours.parse("lun-ven 9-12 13-18")
ALWAYS = Hours.parse("lun-dim 0-24").dump()


async def goes_to(world: World, at: datetime) -> None:
    """Time passes until a moment; whatever is due is done."""
    await world.later(seconds=(at - world.clock()).total_seconds())


async def reminders(world: World, ticket_id: int = 1) -> list[str]:
    """Return the reminders in a request's thread."""
    lines = await world.in_thread(ticket_id)
    return [line for line in lines if "attend toujours" in line or "attend une réponse" in line]


def to_lead(world: World) -> list[str]:
    """Return what the lead reads about who waits."""
    return [text_of(m) for m in world.staff.history() if "⏳" in m.content]


def truths(world: World) -> list[str]:
    """Return the honest words that a youth got."""
    return [words for words in world.in_dm(world.lina) if "personne n'a encore pu" in words]


async def called(world: World) -> tuple[int, int, int]:
    """Return how often the thread, the lead and the youth heard that somebody waits."""
    return len(await reminders(world)), len(to_lead(world)), len(truths(world))


async def hours_pass(world: World, hours: int, *, by: int = 1) -> None:
    """Time passes, some hours at a time; whatever is due is done."""
    for _ in range(hours // by):
        await world.later(hours=by)


async def answered_once(world: World, **team: Any) -> None:
    """Lina asked and Sam answered; ten minutes passed. The team is always there."""
    await world.is_set_up(hours=ALWAYS, **team)
    await world.ask(world.lina)
    await world.claim(world.sam)
    await world.reply(world.sam, "Bonjour !")
    await world.later(minutes=10)


async def lets_go(world: World, how: str) -> None:
    """A request goes back to the queue after a mentor's words."""
    if how == "another":
        card = next(
            m for m in world.dm_messages(world.lina) if "handoffs:another:1" in buttons_of(m)
        )
        asked = await world.press(world.lina.user, card, "handoffs:another:1")
        await world.press(world.lina.user, answers_of(asked)[-1], "handoffs:another-sure:1")
        return
    await world.press(world.sam, await world.card(), "ticket:1:release")
    if how == "taken and lapsed":
        await world.claim(world.ines)
        await hours_pass(world, 25, by=5)


@pytest.mark.parametrize(
    ("since", "hours", "then"),
    [
        ((6, 9, 0), 2, (6, 11, 0)),
        ((6, 11, 0), 2, (6, 14, 0)),
        ((6, 17, 0), 2, (7, 10, 0)),
        ((9, 17, 0), 2, (12, 10, 0)),
        ((10, 12, 0), 8, (12, 18, 0)),
        ((6, 9, 0), 72, (16, 18, 0)),
    ],
    ids=["the same morning", "over lunch", "over night", "over a weekend", "a day", "nine days"],
)
def test_only_the_time_counts_in_which_the_team_is_there(
    since: tuple[int, int, int], hours: int, then: tuple[int, int, int]
) -> None:
    begins = datetime(2026, 1, *since, tzinfo=PARIS)

    assert WEEK.after(begins, timedelta(hours=hours), PARIS) == datetime(
        2026, 1, *then, tzinfo=PARIS
    )


def test_holidays_do_not_count_nor_does_the_hour_that_the_clock_skips() -> None:
    thursday = datetime(2026, 4, 30, 17, 0, tzinfo=PARIS)
    all_day = Hours.parse("lun-dim 0-24")
    spring = datetime(2026, 3, 29, 0, 0, tzinfo=PARIS)

    over_may = WEEK.after(thursday, timedelta(hours=2), PARIS, {date(2026, 5, 1)})

    assert over_may == datetime(2026, 5, 4, 10, 0, tzinfo=PARIS)
    assert all_day.after(spring, timedelta(hours=23), PARIS) == datetime(
        2026, 3, 30, 0, 0, tzinfo=PARIS
    )


def test_a_team_that_is_never_there_is_never_reminded() -> None:
    assert Hours(()).after(datetime(2026, 1, 6, tzinfo=UTC), timedelta(hours=1), PARIS) is None


async def test_first_the_team_then_the_lead_then_the_youth_each_once(world: World) -> None:
    await world.is_set_up(hours=ALWAYS)
    await world.ask(world.lina)
    seen: list[tuple[int, int, int]] = []

    for _ in range(8):
        await world.later(hours=1, minutes=1)
        seen.append((len(await reminders(world)), len(to_lead(world)), len(truths(world))))

    assert seen == [
        (0, 0, 0), (1, 0, 0), (1, 0, 0), (1, 1, 0), (1, 1, 0), (1, 1, 1), (1, 1, 1), (1, 1, 1),
    ]  # fmt: skip
    assert f"<@&{world.mentor_role.id}>" in (await reminders(world))[0]
    assert "suivie par : personne" in to_lead(world)[0]
    assert f"<@&{world.lead_role.id}>" in to_lead(world)[0]
    assert "/sos" in truths(world)[0]
    assert {"ticket:1:withdraw", "sos:show", "privacy:stop"} <= set(
        buttons_of(world.dm_messages(world.lina)[-1])
    )


async def test_who_is_on_duty_is_reminded_and_nobody_else(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina)
    await world.ines.slash(world.staff, "duty on")

    await world.later(hours=2, minutes=1)

    (reminder,) = [m for m in (await world.thread()).history() if "attend toujours" in m.content]
    assert [user.id for user in reminder.mentions] == [world.ines.id]
    assert reminder.role_mentions == []
    assert "ticket:1:claim" in buttons_of(reminder)


async def test_who_holds_it_is_reminded_in_a_conversation_that_has_begun(world: World) -> None:
    await world.is_set_up(next_answer_hours=3)
    await world.ask(world.lina)
    await world.claim(world.sam)
    await world.reply(world.sam, "Bonjour !")
    await world.later(minutes=10)
    await world.lina.send_dm("Et du coup ?")

    await world.later(hours=2, minutes=58)
    before = await reminders(world)
    await world.later(minutes=3)

    assert before == []
    (reminder,) = await reminders(world)
    assert world.sam.mention in reminder
    assert "attend une réponse de toi" in reminder


async def test_an_answer_ends_it_and_the_next_word_begins_anew(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina)
    await world.claim(world.sam)
    await world.reply(world.sam, "Bonjour !")

    await world.later(hours=3)
    quiet = (await reminders(world), to_lead(world), (await world.ticket()).youth_waits_since)
    await world.lina.send_dm("Merci, et après ?")
    begun = await world.ticket()
    await world.lina.send_dm("Tu es là ?")

    assert quiet == ([], [], None)
    assert begun.youth_waits_since == world.clock()
    assert (await world.ticket()).youth_waits_since == begun.youth_waits_since


async def test_an_answer_that_is_taken_back_leaves_nobody_in_silence(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina)
    await world.claim(world.sam)
    await world.reply(world.sam, "Bonjour !")
    answered = (await world.ticket()).youth_waits_since
    await world.later(minutes=10)
    copy = next(m for m in (await world.thread()).history() if "relay:erase:2" in buttons_of(m))

    await world.press(world.sam, copy, "relay:erase:2")
    begun = (await world.ticket()).youth_waits_since
    await world.later(hours=2, minutes=1)

    assert answered is None
    assert begun is not None
    assert len(await reminders(world)) == 1


@pytest.mark.parametrize("how", ["withdrawn", "closed"])
async def test_what_is_over_reminds_nobody(world: World, how: str) -> None:
    await world.is_set_up()
    await world.ask(world.lina)
    if how == "withdrawn":
        receipt, lina = world.dm_messages(world.lina)[0], world.lina.user
        asked = await world.press(lina, receipt, "ticket:1:withdraw")
        await world.press(lina, answers_of(asked)[-1], "ticket:1:withdraw-sure")
    else:
        await world.close(world.sam)

    await world.later(hours=3)
    await world.later(hours=22)

    ticket = await world.ticket()
    assert (ticket.state, ticket.youth_waits_since) == (TicketState.CLOSED, None)
    assert (ticket.waits_next_at, ticket.waits_alert_at) == (None, None)
    assert await reminders(world) == []
    assert to_lead(world) == []
    assert truths(world) == []


async def test_a_reminder_that_comes_too_late_is_dropped(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina)
    thread = await world.thread()
    world.env.inject_error(
        "POST", f"/channels/{thread.id}/messages", status=500, message="…", times=1
    )
    await world.later(hours=2, minutes=1)

    async with world.bot.db.transaction() as session:
        answered = update(Ticket).values(youth_waits_since=None, waits_next_at=None)
        await session.execute(answered)
    await world.later(minutes=1)

    assert await reminders(world) == []


async def test_nobody_is_reminded_at_night_but_of_danger(world: World) -> None:
    await world.is_set_up()
    await world.later(hours=3, minutes=30)
    await world.ask(world.lina)
    await world.ask(world.noe, "je veux mourir")

    await world.later(hours=2, minutes=1)
    await world.later(hours=3)
    night = (await reminders(world, 1), len(await reminders(world, 2)))
    await goes_to(world, datetime(2026, 1, 7, 10, 31, tzinfo=PARIS))

    assert night == ([], 1)
    assert len(await reminders(world, 1)) == 1


async def test_words_that_turn_dangerous_hurry_what_had_time(world: World) -> None:
    await world.is_set_up()
    await world.later(hours=3, minutes=30)
    await world.ask(world.lina)
    before = (await world.ticket()).waits_next_at

    await world.lina.send_dm("je veux mourir")

    assert before is not None
    assert before > world.clock() + timedelta(hours=12)
    assert (await world.ticket()).waits_next_at == world.clock() + timedelta(hours=2)


async def test_hours_of_downtime_bring_one_reminder_after_the_other_never_a_heap(
    world: World,
) -> None:
    await world.is_set_up()
    await world.ask(world.lina)

    async with world.nobody_listens():
        await goes_to_silently(world, datetime(2026, 1, 8, 20, 0, tzinfo=PARIS))
    await world.wake()
    evening = (await reminders(world), to_lead(world), truths(world))
    await goes_to(world, datetime(2026, 1, 9, 9, 1, tzinfo=PARIS))
    morning = (len(await reminders(world)), len(to_lead(world)), len(truths(world)))
    await world.restart()
    await world.later(minutes=1)
    again = (len(await reminders(world)), len(to_lead(world)), len(truths(world)))

    assert evening == ([], [], [])
    assert morning == again == (1, 0, 0)


async def goes_to_silently(world: World, at: datetime) -> None:
    """Time passes and nobody looks."""
    gap = at - world.clock()
    world.clock.at += gap
    world.env.backend.clock._epoch += gap


async def test_a_clock_that_was_wrong_for_a_while_reminds_once_and_loses_nothing(
    world: World,
) -> None:
    await world.is_set_up(hours=ALWAYS)
    await world.ask(world.lina)

    world.clock.at += timedelta(days=300)
    await world.wake()
    world.clock.at -= timedelta(days=300)
    await world.wake()
    wrong = (len(await reminders(world)), len(to_lead(world)))
    await world.later(hours=2, minutes=1)
    await world.later(hours=2, minutes=1)

    assert wrong == (1, 1)
    assert len(await reminders(world)) == 1
    assert len([line for line in to_lead(world) if "plus longtemps" in line]) == 1
    assert len(truths(world)) == 1


async def test_two_who_look_at_the_same_moment_remind_once(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina)
    await goes_to_silently(world, world.clock() + timedelta(hours=2, minutes=1))

    async def looks() -> int:
        async with world.bot.db.transaction() as session:
            found = await service.look(session, now=world.clock())
            await asyncio.sleep(0.3)
            return found

    found = await asyncio.gather(looks(), looks())
    await world.wake()

    assert sorted(found) == [0, 1]
    assert len(await reminders(world)) == 1


async def test_one_waiting_reminds_once_also_when_its_mark_is_lost(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina)
    await world.later(hours=2, minutes=1)

    async with world.bot.db.transaction() as session:
        again = update(Ticket).values(waits_level=0, waits_next_at=world.clock())
        await session.execute(again)
    await world.wake()

    assert len(await reminders(world)) == 1


async def test_a_youth_who_wrote_while_the_clock_was_wrong_waits_since_now(world: World) -> None:
    await world.is_set_up()
    world.clock.at += timedelta(days=300)
    await world.ask(world.lina)
    world.clock.at -= timedelta(days=300)

    await world.wake()
    waits = await world.ticket()
    await world.later(hours=2, minutes=1)

    assert waits.youth_waits_since == TUESDAY_AFTERNOON
    assert len(await reminders(world)) == 1


async def test_a_claim_that_lapses_calls_the_others_and_reminds_nobody_twice(
    world: World,
) -> None:
    await world.is_set_up(claim_hours=2, hours=ALWAYS)
    await world.ask(world.lina)
    await world.claim(world.sam)
    await world.ines.slash(world.staff, "duty on")

    await goes_to_silently(world, world.clock() + timedelta(hours=2, minutes=1))
    async with world.bot.db.transaction() as session:
        left_to_the_lapse = await service.look(session, now=world.clock())
    await world.wake()
    await world.later(minutes=1)

    assert left_to_the_lapse == 0
    assert (await world.ticket()).state is TicketState.WAITING
    lines = await world.in_thread()
    assert len([line for line in lines if "retournée dans la file" in line]) == 1
    assert len([line for line in lines if "attend quelqu'un" in line]) == 1
    assert await reminders(world) == []


async def test_a_mentor_who_is_gone_gives_way_and_the_lead_is_told_once(world: World) -> None:
    await world.is_set_up(alert_hours=6, hours=ALWAYS)
    for youth, number in ((world.lina, 1), (world.noe, 2)):
        await world.ask(youth)
        await world.claim(world.sam, number)
        await world.reply(world.sam, "Bonjour !", number)
    await world.later(minutes=10)
    await world.lina.send_dm("Tu peux relire mon CV ?")
    await world.noe.send_dm("Coucou ?")
    await world.ines.slash(world.staff, "duty on", until="23:00")

    await world.later(hours=6, minutes=1)
    await world.later(hours=2)

    assert [t.state for t in await world.stored(Ticket)] == [TicketState.WAITING] * 2
    absences = [m.content for m in world.staff.history() if "n'a rien fait" in m.content]
    assert len(absences) == 1
    assert "**Sam**" in absences[0]
    for number in (1, 2):
        offers = [
            m for m in (await world.thread(number)).history() if "attend quelqu'un" in m.content
        ]
        assert [user.id for user in offers[-1].mentions] == [world.ines.id]


async def test_a_mentor_who_answers_others_keeps_their_requests(world: World) -> None:
    await world.is_set_up(alert_hours=6, hours=ALWAYS)
    for youth, number in ((world.lina, 1), (world.noe, 2)):
        await world.ask(youth)
        await world.claim(world.sam, number)
        await world.reply(world.sam, "Bonjour !", number)
    await world.later(minutes=10)
    await world.lina.send_dm("Tu peux relire mon CV ?")
    await world.later(hours=1)
    await world.reply(world.sam, "Ça va ?", 2)

    await world.later(hours=5, minutes=1)

    assert (await world.ticket(1)).state is TicketState.ACTIVE
    assert len([line for line in to_lead(world) if "sans aucune réponse" in line]) == 1


async def test_after_something_urgent_who_closed_it_is_asked_and_the_lead_hears_a_wish(
    world: World,
) -> None:
    await world.is_set_up()
    await world.ask(world.lina, "je veux mourir")
    await world.claim(world.sam)
    await world.reply(world.sam, "Je suis là.")
    await world.close(world.sam)
    (question,) = [m for m in (await world.thread()).history() if "Tu veux en parler" in m.content]

    not_theirs = await world.press(world.ines, question, "waits:debrief:1:talk")
    answer = await world.press(world.sam, question, "waits:debrief:1:talk")
    again = await world.press(world.sam, question, "waits:debrief:1:fine")

    assert [user.id for user in question.mentions] == [world.sam.id]
    assert "Je ne trouve pas" in said(not_theirs)
    assert "La personne référente l'apprend" in said(answer)
    assert "C'est déjà fait" in said(again)
    wishes = [m.content for m in world.staff.history() if "aimerait en parler" in m.content]
    assert len(wishes) == 1
    assert f"<@&{world.lead_role.id}>" in wishes[0]


async def test_who_held_something_urgent_is_asked_also_when_its_youth_takes_it_back(
    world: World,
) -> None:
    await world.is_set_up()
    await world.ask(world.lina, "je veux mourir")
    await world.claim(world.sam)
    await world.reply(world.sam, "Je suis là.")
    claimed = next(m for m in world.dm_messages(world.lina) if "ticket:1:withdraw" in buttons_of(m))
    asked = await world.press(world.lina.user, claimed, "ticket:1:withdraw")

    await world.press(world.lina.user, answers_of(asked)[-1], "ticket:1:withdraw-sure")
    taken_back, question = (await world.thread()).history()[-2:]
    answer = await world.press(world.sam, question, "waits:debrief:1:talk")

    assert "a retiré sa demande" in taken_back.content
    assert "Tu veux en parler" in question.content
    assert [user.id for user in question.mentions] == [world.sam.id]
    assert "La personne référente l'apprend" in said(answer)
    assert any("suivait une demande urgente" in m.content for m in world.staff.history())


async def test_who_held_something_urgent_is_asked_also_when_its_youth_is_blocked(
    world: World,
) -> None:
    await world.is_set_up()
    await world.ask(world.lina, "je veux mourir")
    await world.claim(world.sam)
    asked = await world.lea.slash(await world.thread(), "ticket block")
    await world.press(world.lea, answers_of(asked)[-1], "protection:block:1")

    questions = [m for m in (await world.thread()).history() if "Tu veux en parler" in m.content]

    assert [[user.id for user in question.mentions] for question in questions] == [[world.sam.id]]


async def test_what_nobody_held_asks_nobody_when_it_is_taken_back(world: World) -> None:
    await world.is_set_up()
    receipt = answers_of(await world.ask(world.lina, "je veux mourir"))[-1]
    asked = await world.press(world.lina, receipt, "ticket:1:withdraw")

    await world.press(world.lina, answers_of(asked)[-1], "ticket:1:withdraw-sure")

    assert (await world.ticket()).state is TicketState.CLOSED
    assert "Tu veux en parler" not in "\n".join(await world.in_thread())


async def test_who_is_fine_is_noted_where_the_lead_alone_reads(world: World) -> None:
    apart = world.guild.create_text_channel("référente")
    await world.is_set_up(lead_channel_id=apart.id)
    await world.ask(world.lina, "je veux mourir")
    await world.close(world.sam)
    (question,) = [m for m in (await world.thread()).history() if "Tu veux en parler" in m.content]

    await world.press(world.sam, question, "waits:debrief:1:fine")

    assert "dit que ça va" in apart.history()[-1].content
    assert "dit que ça va" not in " ".join(m.content for m in world.staff.history())


async def test_without_a_place_for_the_lead_alone_nobody_reads_who_is_fine(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina, "je veux mourir")
    await world.close(world.sam)
    (question,) = [m for m in (await world.thread()).history() if "Tu veux en parler" in m.content]

    await world.press(world.sam, question, "waits:debrief:1:fine")

    assert "dit que ça va" not in " ".join(m.content for m in world.staff.history())


async def test_an_ordinary_goodbye_asks_the_mentor_nothing(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina)
    await world.close(world.sam)

    assert not any("Tu veux en parler" in line for line in await world.in_thread())


async def test_who_waits_since_an_earlier_version_is_noticed(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina)
    async with world.bot.db.transaction() as session:
        before = {"youth_waits_since": None, "waits_next_at": None, "waits_alert_at": None}
        await session.execute(update(Ticket).values(**before))

    await world.wake()

    assert (await world.ticket()).youth_waits_since == world.clock()


# -- back in the queue ---------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["released", "another", "taken and lapsed"])
async def test_who_was_promised_somebody_else_is_not_forgotten(world: World, how: str) -> None:
    await answered_once(world)

    await lets_go(world, how)
    waits = await world.ticket()
    await hours_pass(world, 24, by=2)

    assert waits.state is TicketState.WAITING
    assert waits.youth_waits_since is not None
    thread, lead, youth = await called(world)
    assert (thread > 0, lead > 0, youth) == (True, True, 1)
    assert "Qui peut prendre" in (await reminders(world))[-1]


async def test_who_was_answered_and_waits_for_somebody_else_reads_what_is_true(
    world: World,
) -> None:
    await answered_once(world)
    await lets_go(world, "released")

    await hours_pass(world, 20, by=2)

    (truth,) = truths(world)
    assert "personne n'a encore pu te réécrire" in truth
    assert "ce qu'on t'avait dit" not in truth


async def test_who_wrote_last_reads_that_nobody_answered(world: World) -> None:
    await answered_once(world)
    await world.lina.send_dm("Merci, et après ?")
    await lets_go(world, "released")

    await hours_pass(world, 20, by=2)

    (truth,) = truths(world)
    assert "personne n'a encore pu te répondre" in truth


async def test_a_release_while_a_youth_waits_reminds_the_others_from_the_beginning(
    world: World,
) -> None:
    await answered_once(world)
    await world.lina.send_dm("Merci, et après ?")
    since = world.clock()
    await hours_pass(world, 5)
    before = await reminders(world)

    await world.press(world.sam, await world.card(), "ticket:1:release")
    await world.later(hours=3, minutes=50)
    early = len(await reminders(world))
    await world.later(minutes=20)

    assert (len(before), early) == (1, 1)
    assert "attend une réponse de toi" in before[0]
    assert "Qui peut prendre" in (await reminders(world))[1]
    assert (await world.ticket()).youth_waits_since == since


async def test_who_stands_in_the_queue_since_an_earlier_version_is_noticed(world: World) -> None:
    await answered_once(world)
    await lets_go(world, "released")
    async with world.bot.db.transaction() as session:
        before = {"youth_waits_since": None, "waits_next_at": None, "waits_alert_at": None}
        await session.execute(update(Ticket).values(**before))

    await world.wake()

    ticket = await world.ticket()
    assert ticket.youth_waits_since == world.clock()
    assert ticket.waits_next_at is not None


async def test_of_what_goes_back_who_waits_longest_is_offered_first(world: World) -> None:
    await world.is_set_up(claim_hours=2, hours=ALWAYS)
    for youth, number in ((world.noe, 1), (world.lina, 2)):
        await world.ask(youth)
        await world.claim(world.sam, number)
    async with world.bot.db.transaction() as session:
        later = update(Ticket).where(Ticket.id == 1)
        waits = world.clock() + timedelta(minutes=30)
        await session.execute(later.values(youth_waits_since=waits))

    await world.later(hours=2, minutes=1)

    again = [e.args["ticket"] for e in await world.stored(OutboxEntry) if "lapsed:" in e.once]
    assert again == [2, 1]


# -- a place is an answer ------------------------------------------------------------------------


async def is_shown_a_place(world: World, **team: Any) -> None:
    """Lina asked, and Sam's first answer is a place to go to."""
    await world.is_set_up(hours=ALWAYS, **team)
    await knows(world, MISSION, NATIONAL)
    await world.ask(world.lina, "Je cherche un stage.", age="18-21", topic="work")
    await world.claim(world.sam)
    await proposes(world)


async def test_who_is_shown_a_place_was_answered(world: World) -> None:
    await is_shown_a_place(world)

    await hours_pass(world, 25, by=5)

    ticket = await world.ticket()
    assert (ticket.state, ticket.youth_waits_since) == (TicketState.ACTIVE, None)
    assert await called(world) == (0, 0, 0)


async def test_words_after_a_place_are_not_the_first_ones(world: World) -> None:
    await is_shown_a_place(world, answer_within_hours=2, next_answer_hours=5)
    await world.later(minutes=10)

    await world.lina.send_dm("C'est loin de chez moi ?")

    assert (await world.ticket()).waits_next_at == world.clock() + timedelta(hours=5)


async def test_words_that_are_taken_back_leave_the_place_as_an_answer(world: World) -> None:
    await world.is_set_up(hours=ALWAYS)
    await knows(world, MISSION, NATIONAL)
    await world.ask(world.lina)
    await world.claim(world.sam)
    told = answers_of(await world.reply(world.sam, "Mauvais fil."))[-1]
    await proposes(world)

    await world.press(world.sam, told, "relay:undo:2")

    ticket = await world.ticket()
    assert (ticket.youth_waits_since, ticket.answer_by) == (None, None)


# -- who holds it is looked for again ------------------------------------------------------------


async def is_kept_waiting(world: World, **team: Any) -> None:
    """Sam answered both; Lina wrote again, half an hour passed."""
    await world.is_set_up(alert_hours=6, hours=ALWAYS, **team)
    for youth, number in ((world.lina, 1), (world.noe, 2)):
        await world.ask(youth)
        await world.claim(world.sam, number)
        await world.reply(world.sam, "Bonjour !", number)
    await world.later(minutes=10)
    await world.lina.send_dm("Tu peux relire mon CV ?")
    await world.later(minutes=30)


def absences(world: World) -> list[str]:
    """Return what the lead reads about who is gone."""
    return [m.content for m in world.staff.history() if "n'a rien fait" in m.content]


@pytest.mark.parametrize("how", ["wrote to another", "was on duty"])
async def test_who_was_there_once_and_then_vanished_is_noticed(world: World, how: str) -> None:
    await is_kept_waiting(world)
    if how == "was on duty":
        await world.sam.slash(world.staff, "duty on", until="22:00")
    else:
        await world.reply(world.sam, "Ça va ?", 2)

    await hours_pass(world, 6, by=2)
    first = ((await world.ticket()).state, absences(world))
    await hours_pass(world, 6, by=2)

    assert first == (TicketState.ACTIVE, [])
    assert (await world.ticket()).state is TicketState.WAITING
    assert len(absences(world)) == 1
    assert len([line for line in to_lead(world) if "sans aucune réponse" in line]) == 1


async def test_who_goes_on_with_others_keeps_their_requests_and_the_lead_hears_once(
    world: World,
) -> None:
    await is_kept_waiting(world)

    for _ in range(6):
        await world.reply(world.sam, "Ça va ?", 2)
        await hours_pass(world, 4, by=2)

    assert (await world.ticket()).state is TicketState.ACTIVE
    assert absences(world) == []
    assert len([line for line in to_lead(world) if "sans aucune réponse" in line]) == 1


async def test_no_time_in_which_maraude_was_away_counts_against_who_is_looked_for_again(
    world: World,
) -> None:
    await is_kept_waiting(world)
    await world.reply(world.sam, "Ça va ?", 2)
    await hours_pass(world, 6, by=2)

    async with world.nobody_listens():
        await goes_to_silently(world, world.clock() + timedelta(hours=20))
    await world.restart()
    await world.wake()

    assert (await world.ticket()).state is TicketState.ACTIVE
    assert absences(world) == []


async def test_who_is_no_longer_looked_for_since_an_earlier_version_is_looked_for(
    world: World,
) -> None:
    await is_kept_waiting(world)
    await world.reply(world.sam, "Ça va ?", 2)
    async with world.bot.db.transaction() as session:
        await session.execute(update(Ticket).where(Ticket.id == 1).values(waits_alert_at=None))

    await hours_pass(world, 14, by=2)

    assert (await world.ticket()).state is TicketState.WAITING
    assert len(absences(world)) == 1


async def test_a_clock_that_was_wrong_takes_no_request_from_who_is_there(world: World) -> None:
    await is_kept_waiting(world)
    await world.reply(world.sam, "Ça va ?", 2)
    world.clock.at += timedelta(days=300)
    await world.wake()
    world.clock.at -= timedelta(days=300)
    await world.wake()

    await world.reply(world.sam, "Et toi ?", 2)
    await hours_pass(world, 5)
    await world.reply(world.sam, "À demain.", 2)
    await hours_pass(world, 5)

    assert (await world.ticket()).state is TicketState.ACTIVE


# -- once everybody was reminded in vain ---------------------------------------------------------


async def test_who_writes_again_when_all_were_reminded_in_vain_calls_them_again(
    world: World,
) -> None:
    await world.is_set_up(hours=ALWAYS)
    await world.ask(world.lina)
    await hours_pass(world, 30, by=3)
    in_vain = await called(world)
    await hours_pass(world, 60, by=12)
    silent = await called(world)

    await world.lina.send_dm("Il y a quelqu'un ?")
    await world.lina.send_dm("Allô ?")
    at_once = await called(world)
    await hours_pass(world, 30, by=3)

    thread, lead, youth = in_vain
    assert (thread, youth) == (1, 1)
    assert in_vain == silent == at_once
    assert await called(world) == (thread + 1, lead + 1, youth)


async def test_each_new_beginning_calls_once_and_tells_the_youth_the_truth_only_once(
    world: World,
) -> None:
    await world.is_set_up(hours=ALWAYS)
    await world.ask(world.lina)
    await hours_pass(world, 30, by=3)
    first = await called(world)

    for _ in range(3):
        await world.lina.send_dm("Il y a quelqu'un ?")
        await hours_pass(world, 30, by=3)
        await world.restart()

    assert await called(world) == (first[0] + 3, first[1] + 3, 1)


async def test_who_holds_it_and_answers_others_is_reminded_of_who_writes_again(
    world: World,
) -> None:
    await is_kept_waiting(world)
    for _ in range(7):
        await world.reply(world.sam, "Ça va ?", 2)
        await hours_pass(world, 4, by=2)
    before = len(await reminders(world))

    await world.lina.send_dm("Tu es là ?")
    for _ in range(2):
        await world.reply(world.sam, "Ça va ?", 2)
        await hours_pass(world, 4, by=2)

    assert before == 1
    assert len(await reminders(world)) == 2
    assert "attend une réponse de toi" in (await reminders(world))[1]


async def test_what_goes_back_when_all_were_reminded_in_vain_is_shown_to_the_others(
    world: World,
) -> None:
    await answered_once(world)
    await world.lina.send_dm("Tu peux relire mon CV ?")
    await hours_pass(world, 13)
    lapsed = ((await world.ticket()).state, await called(world))
    await hours_pass(world, 20, by=2)

    assert lapsed[0] is TicketState.WAITING
    thread, lead, _ = lapsed[1]
    assert await called(world) == (thread + 1, lead + 1, 1)
    assert "Qui peut prendre" in (await reminders(world))[-1]


async def test_who_writes_again_at_night_calls_nobody_before_the_morning(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina)
    await goes_to(world, datetime(2026, 1, 8, 11, 0, tzinfo=PARIS))
    for hour in (14, 17):
        await goes_to(world, datetime(2026, 1, 8, hour, 0, tzinfo=PARIS))
    await goes_to(world, datetime(2026, 1, 8, 23, 0, tzinfo=PARIS))
    in_vain = await called(world)

    await world.lina.send_dm("Il y a quelqu'un ?")
    await world.later(hours=5)
    await world.later(hours=4)
    night = await called(world)
    await goes_to(world, datetime(2026, 1, 9, 11, 1, tzinfo=PARIS))

    assert night == in_vain
    assert await called(world) == (in_vain[0] + 1, *in_vain[1:])


async def test_danger_words_when_all_were_reminded_in_vain_call_at_any_hour(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina)
    for day in (7, 8):
        for hour in (11, 14, 17, 23):
            await goes_to(world, datetime(2026, 1, day, hour, 0, tzinfo=PARIS))
    in_vain = await called(world)

    await world.lina.send_dm("je veux mourir")
    await hours_pass(world, 5)

    assert await called(world) == (in_vain[0] + 1, in_vain[1] + 1, in_vain[2])
