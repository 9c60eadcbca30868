"""A goodbye is proposed, and a silence ends kindly; never when it was our turn to answer."""

from datetime import timedelta
from typing import Any

from sqlalchemy import update

from cogs.farewells import jobs
from models import (
    EntryState,
    Farewell,
    HeldMessage,
    Message,
    OutboxEntry,
    Outcome,
    TicketState,
    Youth,
)
from tests.directory.shelf import MISSION, NATIONAL, knows
from tests.privacy.test_export import exported
from tests.referrals.test_referral import proposes as shows_a_place
from tests.world import World, a_bot, buttons_of, said


async def holder(world: World) -> str | None:
    """Return who holds the request."""
    mentor = (await world.ticket()).mentor
    return mentor.first_name if mentor is not None else None


async def talks(world: World, *, answered: bool = True, **wishes: Any) -> None:
    """Lina talks with Sam, who has the last word."""
    await world.is_set_up()
    await world.ask(world.lina, **wishes)
    await world.claim(world.sam)
    if answered:
        await world.reply(world.sam, "Voilà l'adresse de la Mission Locale.")


async def proposes(world: World, words: str = "", outcome: str = "lead-given") -> Any:
    """Sam proposes to part."""
    shown = await world.press(world.sam, await world.card(), "ticket:1:close")
    return await world.send_form(world.sam, shown, outcome=[outcome], how="propose", words=words)


def proposal(world: World) -> Any:
    """Return the message in Lina's DM that asks."""
    return next(
        m
        for m in reversed(world.dm_messages(world.lina))
        if any(address.endswith(":agree") for address in buttons_of(m))
    )


async def passes(world: World, **amount: float) -> None:
    """Time passes; what is owed leaves, but nobody looks after silences meanwhile."""
    world.clock.at += timedelta(**amount)
    with world.env._bot_scope():
        world.bot.courier.wake()
    await world.env.settle(timeout=30)


async def test_the_mentors_own_words_come_first_then_the_question(world: World) -> None:
    await talks(world)

    told = await proposes(world, "Tu as fait un sacré pas. Bravo.")

    assert "reçoit ta proposition" in said(told)
    assert "sacré pas" in world.in_dm(world.lina)[-2]
    assert "**Sam** te propose de s'arrêter là" in world.in_dm(world.lina)[-1]
    assert "sacré pas" in "\n".join(await world.in_thread())
    assert (await world.ticket()).state is TicketState.ACTIVE


async def test_a_youth_who_agrees_closes_it_and_gets_the_goodbye(world: World) -> None:
    await talks(world)
    await proposes(world)

    agreed = await world.press(world.lina.user, proposal(world), "farewell:1:agree")

    assert "La porte reste ouverte" in said(agreed)
    ticket = await world.ticket()
    assert (ticket.state, ticket.outcome) == (TicketState.CLOSED, Outcome.LEAD_GIVEN)
    assert await holder(world) == "Sam"
    assert "On ferme la conversation" in world.in_dm(world.lina)[-1]
    assert await world.stored(Farewell) == []


async def test_a_youth_who_has_more_to_say_keeps_it_open(world: World) -> None:
    await talks(world)
    await proposes(world)

    stays = await world.press(world.lina.user, proposal(world), "farewell:1:stay")
    await world.later(days=5)

    assert "on continue" in said(stays)
    assert "a encore envie de parler" in "\n".join(await world.in_thread())
    assert (await world.ticket()).state is TicketState.ACTIVE


async def test_a_word_says_the_same_as_the_button(world: World) -> None:
    await talks(world)
    await proposes(world)
    asked = proposal(world)
    await world.later(hours=1)

    await world.lina.send_dm("Attends, j'ai une question !")
    late = await world.press(world.lina.user, asked, "farewell:1:agree")
    await world.later(days=3)

    assert "toujours ouverte" in said(late)
    assert (await world.ticket()).state is not TicketState.CLOSED


async def test_who_does_not_answer_is_parted_from_after_two_days(world: World) -> None:
    await talks(world)
    await proposes(world)

    await world.later(days=1, hours=23)
    still = (await world.ticket()).state
    await world.later(hours=2)

    assert still is TicketState.ACTIVE
    ticket = await world.ticket()
    assert (ticket.state, ticket.outcome) == (TicketState.CLOSED, Outcome.LEAD_GIVEN)
    assert "On ferme la conversation" in world.in_dm(world.lina)[-1]


async def test_what_is_nobodys_is_closed_at_once(world: World) -> None:
    await talks(world)

    await proposes(world, outcome="spam")

    assert (await world.ticket()).state is TicketState.CLOSED
    assert await world.stored(Farewell) == []


async def test_a_proposal_ends_when_a_colleague_holds_the_request(world: World) -> None:
    await talks(world)
    await proposes(world)
    await world.press(world.sam, await world.card(), "ticket:1:release")
    await world.claim(world.ines)

    late = await world.press(world.lina.user, proposal(world), "farewell:1:agree")

    assert "toujours ouverte" in said(late)
    assert (await world.ticket()).state is TicketState.ACTIVE


async def test_a_long_silence_opens_the_door_then_closes_kindly(world: World) -> None:
    await talks(world)

    await world.later(days=13)
    early = await world.stored(Farewell)
    await world.later(days=1, hours=1)
    opened = world.in_dm(world.lina)[-1]
    await world.later(days=6, hours=20)
    still = (await world.ticket()).state
    await world.later(hours=5)

    assert list(early) == []
    assert "u n'as rien à expliquer" in opened
    assert still is TicketState.ACTIVE
    ticket = await world.ticket()
    assert (ticket.state, ticket.outcome) == (TicketState.CLOSED, Outcome.NO_NEWS)


async def test_nobody_is_parted_from_while_it_is_our_turn(world: World) -> None:
    await talks(world)
    await world.lina.send_dm("Et sinon, pour le permis ?")

    await world.later(days=30)
    await world.later(days=10)

    assert await world.stored(Farewell) == []
    assert (await world.ticket()).state is not TicketState.CLOSED


async def test_the_open_door_is_not_said_at_night(world: World) -> None:
    await talks(world)
    count = len(world.in_dm(world.lina))

    await world.later(days=14, hours=9)
    at_night = len(world.in_dm(world.lina))
    await world.later(hours=10)

    assert at_night == count
    assert "u n'as rien à expliquer" in world.in_dm(world.lina)[-1]


async def test_the_words_of_a_proposal_need_a_second_adult_too(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina, age="15-17")
    shown = await world.lea.slash(world.staff, "profile")
    await world.send_form(world.lea, shown, first_name="Léa", organisation="Les Ponts")
    await world.claim(world.lea)

    shown = await world.press(world.lea, await world.card(), "ticket:1:close")
    refused = await world.send_form(
        world.lea, shown, outcome=["listened"], how="propose", words="Au revoir !"
    )

    assert "deuxième adulte" in said(refused)
    assert "Au revoir !" not in "\n".join(world.in_dm(world.lina))
    assert await world.stored(Farewell) == []


async def test_who_answers_the_open_door_is_not_asked_the_same_again(world: World) -> None:
    await talks(world)
    await world.later(days=14, hours=1)
    await world.press(world.lina.user, proposal(world), "farewell:1:stay")

    await world.later(hours=2)
    await world.later(days=20)

    asked = [words for words in world.in_dm(world.lina) if "u n'as rien à expliquer" in words]
    assert asked == []
    assert list(await world.stored(Farewell)) == []
    assert (await world.ticket()).state is not TicketState.CLOSED


async def test_who_would_rather_go_on_waits_for_a_word_of_ours(world: World) -> None:
    await talks(world)
    await proposes(world)

    await world.press(world.lina.user, proposal(world), "farewell:1:stay")

    assert (await world.ticket()).youth_waits_since == world.clock()


async def test_a_word_counts_also_when_the_clock_went_back_meanwhile(world: World) -> None:
    await talks(world)
    world.clock.at += timedelta(hours=9)
    await proposes(world)
    world.clock.at -= timedelta(hours=8)
    await world.lina.send_dm("Attends !")

    await world.later(days=4)
    await world.later(hours=2)

    assert (await world.ticket()).state is TicketState.ACTIVE


async def test_a_goodbye_without_a_word_is_no_answer(world: World) -> None:
    await talks(world)
    await world.lina.send_dm("Et pour le permis ?")

    refused = await proposes(world)
    asked = list(await world.stored(Farewell))
    told = await proposes(world, "Pour le permis, la mairie aide. Bonne route !")

    assert "n'est pas une réponse" in said(refused)
    assert asked == []
    assert "reçoit ta proposition" in said(told)


async def test_words_added_by_the_form_wait_for_an_answer_too(world: World) -> None:
    await world.is_set_up()
    first, second = [await world.lina.slash(world.welcome, "talk") for _ in range(2)]
    told = {"topic": ["school"], "age": [], "wishes": ["dm"]}
    await world.send_form(world.lina, first, words="Je cherche une école.", **told)
    await world.claim(world.sam)
    await world.reply(world.sam, "Voilà l'adresse de la Mission Locale.")
    await world.send_form(world.lina, second, words="Et pour le permis ?", **told)

    refused = await proposes(world)

    assert "n'est pas une réponse" in said(refused)


async def test_an_answer_that_was_taken_back_is_not_the_last_word(world: World) -> None:
    await talks(world)
    await world.lina.send_dm("Et pour le permis ?")
    await world.reply(world.sam, "Oups, mauvaise adresse.")
    async with world.bot.db.transaction() as session:
        taken_back = await session.get_one(Message, 4)
        taken_back.deleted_at = world.clock()

    await world.later(days=15)

    assert list(await world.stored(Farewell)) == []


async def test_words_that_are_not_placed_yet_keep_it_open(world: World) -> None:
    await talks(world)
    await proposes(world)
    async with world.bot.db.transaction() as session:
        (lina,) = await world.stored(Youth)
        held = HeldMessage(id=1, youth_id=lina.id, words=b"sealed", attachments=[])
        held.written_at = world.clock()
        session.add(held)

    await world.later(days=3)

    assert (await world.ticket()).state is TicketState.ACTIVE


async def test_who_gives_it_back_and_takes_it_again_begins_anew(world: World) -> None:
    await talks(world)
    await proposes(world)
    await world.press(world.sam, await world.card(), "ticket:1:release")
    await world.claim(world.sam)
    await world.later(hours=1)
    await world.reply(world.sam, "Me revoilà.")

    await world.later(days=2, hours=2)

    assert (await world.ticket()).state is TicketState.ACTIVE


async def test_a_proposal_that_nobody_saw_in_the_mailbox_waits_for_a_week(world: World) -> None:
    await talks(world, wishes=())
    await proposes(world)

    await world.later(days=6, hours=20)
    unseen = (await world.ticket()).state
    await world.later(hours=6)

    assert unseen is TicketState.ACTIVE
    assert (await world.ticket()).state is TicketState.CLOSED


async def test_a_proposal_seen_in_the_mailbox_can_be_answered_there(world: World) -> None:
    await talks(world, wishes=())
    await proposes(world)
    shown = await world.lina.slash(world.welcome, "messages")
    card = next(
        m for m in [shown.response, *shown.followups] if "farewell:1:agree" in buttons_of(m)
    )

    agreed = await world.press(world.lina, card, "farewell:1:agree")

    assert "La porte reste ouverte" in said(agreed)
    assert (await world.ticket()).state is TicketState.CLOSED


async def test_a_proposal_seen_in_the_mailbox_waits_two_days_from_then(world: World) -> None:
    await talks(world, wishes=())
    await proposes(world)
    await world.later(days=5)
    await world.lina.slash(world.welcome, "messages")

    await world.later(days=1, hours=23)
    still = (await world.ticket()).state
    await world.later(hours=2)

    assert still is TicketState.ACTIVE
    assert (await world.ticket()).state is TicketState.CLOSED


async def test_nobody_is_parted_from_who_wrote_while_maraude_was_away(world: World) -> None:
    await talks(world)
    await proposes(world)

    async with world.nobody_listens():
        world.writes(world.lina, "Attends !")
        world.clock.at += timedelta(days=3)
    await world.wake()
    await world.later(hours=2)

    assert (await world.ticket()).state is not TicketState.CLOSED


async def test_no_process_of_several_parts_from_who_wrote_while_all_were_away(world: World) -> None:
    """The first learns how long nobody was there, and moves the last sign of life on."""
    await talks(world)
    await proposes(world)
    async with world.nobody_listens():
        world.writes(world.lina, "Attends !")
        world.clock.at += timedelta(days=3)
        first = await a_bot(world.store, world.clock)
        await first.setup_hook()
        world.clock.at += timedelta(minutes=20)
        second = await a_bot(world.store, world.clock)
        await second.setup_hook()

        await jobs.look_after(second)

        state = (await world.ticket()).state
        for bot in (first, second):
            await bot.courier.stop()
            await bot.db.close()

    assert state is not TicketState.CLOSED


async def test_a_youth_reads_in_the_export_that_they_agreed(world: World) -> None:
    await talks(world)
    await proposes(world)
    await world.press(world.lina.user, proposal(world), "farewell:1:agree")

    page, _ = await exported(world)

    assert "on t'a proposé de s'arrêter là" in page
    assert "fermée : tu étais d'accord" in page


async def test_a_word_ends_a_proposal_also_once_it_was_answered(world: World) -> None:
    await talks(world)
    await proposes(world)
    await world.later(hours=1)
    await world.lina.send_dm("Attends, le permis ?")
    await world.reply(world.sam, "La mairie aide pour ça.")

    await world.later(days=3)

    assert (await world.ticket()).state is TicketState.ACTIVE


async def test_a_mentors_word_ends_what_a_silence_began(world: World) -> None:
    await talks(world)
    await world.later(days=14, hours=1)
    await world.later(hours=1)
    await world.reply(world.sam, "Je pensais à toi : la mairie aide pour le permis.")

    await world.later(days=8)

    assert (await world.ticket()).state is TicketState.ACTIVE


async def test_words_that_are_read_late_begin_their_silence_late(world: World) -> None:
    await talks(world, wishes=())
    await world.later(days=13)
    await world.lina.slash(world.welcome, "messages")

    await world.later(days=3)

    assert list(await world.stored(Farewell)) == []


async def is_shown_a_place(world: World, **wishes: Any) -> None:
    """Lina asked, and Sam's first answer is a place to go to."""
    await talks(world, answered=False, **wishes)
    await knows(world, MISSION, NATIONAL)
    await shows_a_place(world)


async def test_a_place_after_which_nothing_is_heard_is_a_silence_too(world: World) -> None:
    await is_shown_a_place(world)

    await world.later(days=13, hours=23)
    before = list(await world.stored(Farewell))
    await world.later(hours=1)
    await world.later(hours=1)

    assert before == []
    assert len(await world.stored(Farewell)) == 1


async def test_a_place_that_was_proposed_or_answered_since_is_no_silence(world: World) -> None:
    await talks(world)
    await knows(world, MISSION, NATIONAL)
    await world.later(days=7)
    await shows_a_place(world)
    await world.later(days=7, hours=1)
    proposed = list(await world.stored(Farewell))
    offer = next(m for m in world.dm_messages(world.lina) if "referral:1:no" in buttons_of(m))

    await world.press(world.lina.user, offer, "referral:1:no")
    await world.later(days=13)

    assert proposed == []
    assert list(await world.stored(Farewell)) == []


async def test_a_place_that_is_read_late_begins_its_silence_late(world: World) -> None:
    await is_shown_a_place(world, wishes=())
    await world.later(days=13)
    await world.lina.slash(world.welcome, "messages")

    await world.later(days=3)

    assert list(await world.stored(Farewell)) == []


async def test_a_place_ends_what_a_silence_began(world: World) -> None:
    await talks(world)
    await knows(world, MISSION, NATIONAL)
    await world.later(days=14, hours=1)
    await world.later(hours=1)
    await shows_a_place(world)

    await world.later(days=8)

    assert (await world.ticket()).state is TicketState.ACTIVE


async def test_no_silence_is_spoken_of_while_words_are_not_placed(world: World) -> None:
    await talks(world)
    async with world.bot.db.transaction() as session:
        (lina,) = await world.stored(Youth)
        held = HeldMessage(id=1, youth_id=lina.id, words=b"sealed", attachments=[])
        held.written_at = world.clock() + timedelta(days=13)
        session.add(held)

    await world.later(days=14, hours=1)

    assert list(await world.stored(Farewell)) == []


async def test_the_open_door_is_not_said_to_who_wrote_before_the_morning(world: World) -> None:
    await talks(world)
    await world.later(days=14, hours=9)
    await passes(world, minutes=5)
    await world.lina.send_dm("Coucou, me revoilà.")

    await passes(world, hours=10)

    assert "u n'as rien à expliquer" not in "\n".join(world.in_dm(world.lina))


async def test_a_door_that_was_never_opened_does_not_keep_the_next_one_shut(world: World) -> None:
    await talks(world)
    await world.later(days=14, hours=9)
    await passes(world, minutes=5)
    await world.lina.send_dm("Coucou, me revoilà.")
    await world.reply(world.sam, "Coucou ! Content de te lire.")
    await passes(world, hours=10)
    await world.later(hours=1)
    kept = list(await world.stored(Farewell))

    await world.later(days=14)
    opened = world.in_dm(world.lina)[-1]
    await world.later(days=7, hours=1)

    assert kept == []
    assert "u n'as rien à expliquer" in opened
    ticket = await world.ticket()
    assert (ticket.state, ticket.outcome) == (TicketState.CLOSED, Outcome.NO_NEWS)


async def test_nobody_is_parted_from_who_was_never_asked(world: World) -> None:
    await talks(world)
    await proposes(world)
    async with world.bot.db.transaction() as session:
        given_up = update(OutboxEntry).where(OutboxEntry.once == "farewell:1")
        await session.execute(given_up.values(state=EntryState.DROPPED))

    await world.later(days=3)

    assert (await world.ticket()).state is TicketState.ACTIVE
    assert list(await world.stored(Farewell)) == []


async def test_one_silence_does_not_keep_another_from_being_heard(world: World) -> None:
    await talks(world)
    await world.later(days=1)
    await world.ask(world.noe)
    await world.claim(world.sam, ticket_id=2)
    await world.reply(world.sam, "Bonjour !", ticket_id=2)

    await world.later(days=13, hours=1)
    await world.later(days=1)

    for person in (world.lina, world.noe):
        doors = [words for words in world.in_dm(person) if "u n'as rien à expliquer" in words]
        assert len(doors) == 1


async def test_who_hears_danger_again_after_a_proposal_is_called_anew(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina, "J'ai envie de mourir.")
    await world.claim(world.sam)
    await world.reply(world.sam, "Je suis là.")
    await proposes(world)
    looked = (await world.ticket()).alert_at
    await world.later(hours=1)

    await world.lina.send_dm("En fait je veux vraiment mourir.")

    assert looked is None
    assert (await world.ticket()).alert_at is not None
