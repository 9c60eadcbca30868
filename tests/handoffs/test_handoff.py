"""A conversation goes from one mentor to another: the youth first, then the colleague."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from models import Handoff, HandoffState, Mentor, Note, OutboxEntry, TicketEvent, TicketState
from tests.world import World, buttons_of, only_for_them, said


async def holder(world: World) -> str | None:
    """Return who holds the request."""
    mentor = (await world.ticket()).mentor
    return mentor.first_name if mentor is not None else None


async def proposes(world: World, note: str = "On en est au CV.", to: Any = None) -> Any:
    """Sam would like Inès to go on with Lina, who hears of it."""
    shown = await world.press(world.sam, await world.card(), "ticket:1:handoff")
    return await world.send_form(world.sam, shown, colleague=[to or world.ines], words=note)


async def hands_over(world: World, to: Any = None) -> Any:
    """Sam would like Inès to go on with Lina, who says nothing; Inès is asked."""
    begun = await proposes(world, to=to)
    await world.later(minutes=11)
    return begun


async def talks(world: World, age: str | None = None) -> None:
    """Lina talks with Sam."""
    await world.is_set_up()
    await world.ask(world.lina, age=age)
    await world.claim(world.sam)


async def question(world: World, address: str) -> Any:
    """Return the message in the thread that carries this button."""
    history = (await world.thread()).history()
    return next(m for m in reversed(history) if address in buttons_of(m))


def asked(world: World) -> Any:
    """Return the question in Lina's DM."""
    return next(
        m for m in reversed(world.dm_messages(world.lina)) if "handoff:1:says:fine" in buttons_of(m)
    )


async def test_the_youth_hears_of_it_before_the_colleague_is_asked(world: World) -> None:
    await talks(world)

    begun = await proposes(world)
    before = "\n".join(await world.in_thread())
    await world.later(minutes=11)

    assert "te propose de continuer" not in before
    assert "l'apprend maintenant" in said(begun)
    assert "**Inès**, de Les Ponts" in world.in_dm(world.lina)[-1]
    assert "sans raison à donner" in world.in_dm(world.lina)[-1]
    thread = "\n".join(await world.in_thread())
    assert "On en est au CV." in thread
    assert f"{world.ines.mention}, Sam te propose de continuer" in thread
    (handoff,) = await world.stored(Handoff)
    assert handoff.told_at is not None
    assert len(await world.stored(Note)) == 1


async def test_a_colleague_who_accepts_goes_on_and_the_youth_learns_it(world: World) -> None:
    await talks(world)
    await proposes(world)
    await world.press(world.lina.user, asked(world), "handoff:1:says:fine")

    accepted = await world.press(
        world.ines, await question(world, "handoff:1:accept"), "handoff:1:accept"
    )

    assert only_for_them(accepted)
    assert await holder(world) == "Inès"
    assert "**Inès**, de Les Ponts, a lu ton message" in world.in_dm(world.lina)[-1]
    assert f"{world.sam.mention}, Inès prend la suite" in "\n".join(await world.in_thread())
    assert [e.what for e in await world.stored(TicketEvent)].count("handed-over") == 1
    refused = await world.reply(world.sam, "Encore moi")
    assert "C'est Inès qui suit" in said(refused)


async def test_a_youth_who_would_rather_stay_stays_and_nobody_asks_why(world: World) -> None:
    await talks(world)
    await hands_over(world)

    heard = await world.press(world.lina.user, asked(world), "handoff:1:says:stay")

    assert "tu restes avec Sam" in said(heard)
    assert "préfère rester avec toi" in (await world.in_thread())[-1]
    late = await world.press(
        world.ines, await question(world, "handoff:1:accept"), "handoff:1:accept"
    )
    assert "déjà fait" in said(late)
    assert await holder(world) == "Sam"


async def test_a_youth_who_wants_neither_never_gets_that_colleague(world: World) -> None:
    await talks(world)
    await hands_over(world)

    await world.press(world.lina.user, asked(world), "handoff:1:says:other")

    assert "préférerait une autre personne que Inès" in (await world.in_thread())[-1]
    await world.press(world.sam, await world.card(), "ticket:1:release")
    refused = await world.claim(world.ines)
    assert "aimerait parler à quelqu'un d'autre" in said(refused)
    assert (await world.ticket()).state is TicketState.WAITING


async def test_a_colleague_who_declines_leaves_nobody_waiting(world: World) -> None:
    await talks(world)
    await hands_over(world)

    await world.press(world.ines, await question(world, "handoff:1:decline"), "handoff:1:decline")

    assert "ne peut pas prendre la suite" in (await world.in_thread())[-1]
    assert "tu restes avec **Sam**" in world.in_dm(world.lina)[-1]
    assert await holder(world) == "Sam"


async def test_a_colleague_who_says_nothing_is_waited_for_until_the_team_is_back(
    world: World,
) -> None:
    await talks(world)
    await hands_over(world)

    await world.later(hours=19, minutes=30)
    still = (await world.stored(Handoff))[0].state
    await world.later(hours=1)

    assert still is HandoffState.ASKED
    assert (await world.stored(Handoff))[0].state is HandoffState.LAPSED
    thread = "\n".join(await world.in_thread())
    assert thread.count("n'a pas répondu à temps") == 1
    assert sum("tu restes avec **Sam**" in words for words in world.in_dm(world.lina)) == 1


async def test_a_mailbox_holds_the_question_and_the_colleague_is_asked_all_the_same(
    world: World,
) -> None:
    await world.is_set_up()
    await world.ask(world.lina, wishes=())
    await world.claim(world.sam)

    await proposes(world)
    at_once = "te propose de continuer" in "\n".join(await world.in_thread())
    await world.later(minutes=11)

    assert not at_once
    assert "te propose de continuer" in "\n".join(await world.in_thread())
    shown = await world.lina.slash(world.welcome, "messages")
    assert "propose que **Inès**" in said(shown)


async def test_who_gave_it_back_meanwhile_has_nothing_to_pass_on(world: World) -> None:
    await talks(world)
    await hands_over(world)
    await world.press(world.sam, await world.card(), "ticket:1:release")

    late = await world.press(
        world.ines, await question(world, "handoff:1:accept"), "handoff:1:accept"
    )

    assert "déjà fait" in said(late)
    assert (await world.ticket()).mentor is None


async def test_asking_another_colleague_ends_what_was_asked_before(world: World) -> None:
    await talks(world)
    (third,) = await world.more_mentors(1)
    await hands_over(world)
    await hands_over(world, to=third)

    late = await world.press(
        world.ines, await question(world, "handoff:1:accept"), "handoff:1:accept"
    )

    assert "déjà fait" in said(late)
    first, second = await world.stored(Handoff)
    assert (first.state, second.state) == (HandoffState.LAPSED, HandoffState.ASKED)


@pytest.mark.parametrize(
    ("picked", "answer"),
    [("noe", "pas encore de profil de mentor"), ("sam", "C'est déjà toi")],
    ids=["who is no mentor", "themselves"],
)
async def test_nobody_hands_over_to(world: World, picked: str, answer: str) -> None:
    await talks(world)

    refused = await hands_over(world, to=getattr(world, picked))

    assert answer in said(refused)
    assert await world.stored(Handoff) == []


async def test_a_minor_is_only_passed_on_to_whom_a_lead_answers_for(world: World) -> None:
    await world.is_set_up()
    async with world.bot.db.transaction() as session:
        sam = await session.scalar(select(Mentor).where(Mentor.first_name == "Sam"))
        assert sam is not None
        sam.vetted_until = world.clock() + timedelta(days=30)
    await world.ask(world.lina, age="15-17")
    await world.claim(world.sam)

    refused = await hands_over(world)

    assert "ne répond pas (encore) de Inès" in said(refused)
    assert await world.stored(Handoff) == []


async def test_only_the_colleague_who_was_asked_may_accept(world: World) -> None:
    await talks(world)
    (third,) = await world.more_mentors(1)
    await hands_over(world)

    refused = await world.press(
        third, await question(world, "handoff:1:accept"), "handoff:1:accept"
    )

    assert "C'est à Inès que c'est demandé" in said(refused)
    assert await holder(world) == "Sam"


async def test_a_youth_may_ask_for_somebody_else_without_a_reason(world: World) -> None:
    await talks(world)
    told = next(m for m in world.dm_messages(world.lina) if "handoffs:another:1" in buttons_of(m))

    sure = await world.press(world.lina.user, told, "handoffs:another:1")
    heard = await world.press(world.lina.user, sure.response, "handoffs:another-sure:1")

    assert "personne ne te demandera pourquoi" in said(sure) or "Quelqu'un d'autre" in said(heard)
    assert "ce n'est la faute de personne" in (await world.in_thread())[-1]
    ticket = await world.ticket()
    assert ticket.state is TicketState.WAITING
    assert "aimerait parler à quelqu'un d'autre" in said(await world.claim(world.sam))
    await world.claim(world.ines)
    assert await holder(world) == "Inès"


async def test_the_wish_lasts_for_the_next_request(world: World) -> None:
    await talks(world)
    told = next(m for m in world.dm_messages(world.lina) if "handoffs:another:1" in buttons_of(m))
    sure = await world.press(world.lina.user, told, "handoffs:another:1")
    await world.press(world.lina.user, sure.response, "handoffs:another-sure:1")
    await world.claim(world.ines)
    await world.close(world.ines)
    await world.ask(world.lina, "Encore une question.")

    refused = await world.claim(world.sam, ticket_id=2)

    assert "aimerait parler à quelqu'un d'autre" in said(refused)


async def test_a_youth_has_ten_minutes_to_say_no_before_anybody_is_asked(world: World) -> None:
    await talks(world)
    await proposes(world)
    await world.later(minutes=9)

    await world.press(world.lina.user, asked(world), "handoff:1:says:stay")
    await world.later(minutes=5)

    assert "te propose de continuer" not in "\n".join(await world.in_thread())
    assert await holder(world) == "Sam"


async def test_where_danger_was_heard_the_colleague_is_asked_at_once(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina, "J'ai envie de mourir.")
    await world.claim(world.sam)

    await proposes(world)

    assert "te propose de continuer" in "\n".join(await world.in_thread())


async def test_no_colleague_is_asked_while_the_word_to_the_youth_cannot_leave(
    world: World,
) -> None:
    await talks(world)
    world.env.inject_error(
        "POST",
        f"/channels/{world.lina.user.dm_channel.id}/messages",
        status=503,
        message="Service unavailable",
        times=None,
    )
    await proposes(world)
    await world.later(hours=13)
    silent = "te propose de continuer" not in "\n".join(await world.in_thread())
    world.open_dms()
    await world.later(minutes=11)
    await world.later(minutes=11)

    assert silent
    assert (await world.stored(Handoff))[0].state is HandoffState.ASKED
    assert "te propose de continuer" in "\n".join(await world.in_thread())


async def test_a_youth_who_says_no_too_late_reads_who_answers_and_what_they_can_do(
    world: World,
) -> None:
    await talks(world)
    await hands_over(world)
    told = asked(world)
    await world.press(world.ines, await question(world, "handoff:1:accept"), "handoff:1:accept")

    late = await world.press(world.lina.user, told, "handoff:1:says:stay")

    assert "C'est Inès qui te lit" in said(late)
    assert "Quelqu'un d'autre" in said(late)


async def test_a_youth_who_waits_anew_is_not_sent_away(world: World) -> None:
    await talks(world)
    told = next(m for m in world.dm_messages(world.lina) if "handoffs:another:1" in buttons_of(m))
    await hands_over(world)
    await world.press(world.sam, await world.card(), "ticket:1:release")

    answers = [
        await world.press(world.lina.user, asked(world), "handoff:1:says:fine"),
        await world.press(world.lina.user, told, "handoffs:another:1"),
    ]

    assert all("Ta demande attend quelqu'un" in said(answer) for answer in answers)


async def test_what_was_given_back_cannot_be_passed_on_once_it_is_taken_again(
    world: World,
) -> None:
    await talks(world)
    await hands_over(world)
    await world.press(world.sam, await world.card(), "ticket:1:release")
    await world.later(minutes=1)
    await world.claim(world.sam)

    late = await world.press(
        world.ines, await question(world, "handoff:1:accept"), "handoff:1:accept"
    )

    assert "déjà fait" in said(late)
    assert await holder(world) == "Sam"
    assert "n'a pas répondu" not in "\n".join(await world.in_thread())


async def test_a_closed_conversation_cannot_be_passed_on(world: World) -> None:
    await talks(world)
    await hands_over(world)
    await world.close(world.sam)

    late = await world.press(
        world.ines, await question(world, "handoff:1:accept"), "handoff:1:accept"
    )
    await world.later(minutes=1)

    assert "déjà fait" in said(late)
    assert (await world.stored(Handoff))[0].state is HandoffState.LAPSED


async def test_who_lost_the_leads_word_meanwhile_cannot_accept(world: World) -> None:
    await world.is_set_up()
    async with world.bot.db.transaction() as session:
        for mentor in await session.scalars(select(Mentor)):
            mentor.vetted_until = world.clock() + timedelta(minutes=30)
    await world.ask(world.lina, age="15-17")
    await world.claim(world.sam)
    await hands_over(world)
    await world.later(hours=1)

    refused = await world.press(
        world.ines, await question(world, "handoff:1:accept"), "handoff:1:accept"
    )

    assert "référente" in said(refused)
    assert await holder(world) == "Sam"


async def test_who_a_youth_would_rather_not_talk_to_is_not_even_asked(world: World) -> None:
    await talks(world)
    await hands_over(world)
    await world.press(world.lina.user, asked(world), "handoff:1:says:other")

    refused = await hands_over(world)

    assert "aimerait parler à quelqu'un d'autre" in said(refused)
    assert len(await world.stored(Handoff)) == 1


async def test_a_wrong_clock_keeps_no_question_open_for_ever(world: World) -> None:
    await talks(world)
    await world.reply(world.sam, "Bonjour !")
    world.clock.at += timedelta(days=60)
    await hands_over(world)
    world.clock.at -= timedelta(days=60)

    await world.later(minutes=1)

    assert (await world.stored(Handoff))[0].state is HandoffState.LAPSED


async def test_nothing_runs_out_on_the_first_look_after_a_long_absence(world: World) -> None:
    await talks(world)
    await hands_over(world)

    async with world.nobody_listens():
        world.clock.at += timedelta(days=2)
    await world.wake()
    first = (await world.stored(Handoff))[0].state
    await world.later(hours=1, minutes=1)

    assert first is HandoffState.ASKED
    assert (await world.stored(Handoff))[0].state is HandoffState.LAPSED


async def test_the_colleague_is_asked_once_also_after_a_restart(world: World) -> None:
    await talks(world)
    await proposes(world)
    await world.restart()
    await world.later(minutes=11)
    await world.restart()
    await world.later(minutes=11)

    owed = [entry.card for entry in await world.stored(OutboxEntry)]
    assert owed.count("handoffs.told") == owed.count("handoffs.asked") == 1
    assert "\n".join(await world.in_thread()).count("te propose de continuer") == 1


async def test_a_mentor_who_presses_too_late_is_not_sent_to_the_form_of_youths(
    world: World,
) -> None:
    await talks(world)
    card = await world.card()
    await hands_over(world)
    await world.close(world.sam)

    late = [
        await world.press(
            world.ines, await question(world, "handoff:1:decline"), "handoff:1:decline"
        ),
        await world.forge(world.ines, card, "ticket:1:claim"),
    ]

    assert all("Le fil dit où ça en est" in said(answer) for answer in late)
    assert "/parler" not in "".join(said(answer) for answer in late)


async def test_a_youth_who_agrees_after_the_colleague_was_asked_is_thanked(world: World) -> None:
    await talks(world)
    await hands_over(world)

    heard = await world.press(world.lina.user, asked(world), "handoff:1:says:fine")

    assert "C'est noté, merci" in said(heard)
    assert "\n".join(await world.in_thread()).count("te propose de continuer") == 1
