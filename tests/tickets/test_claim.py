"""Taking, giving back, closing: one ticket, one mentor."""

import asyncio
import time
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncSessionTransaction

from models import Message, Note, Outcome, Ticket, TicketEvent, TicketState
from tests.world import World, answers_of, buttons_of, said, text_of


async def test_the_youth_learns_who_answers(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina)

    await world.claim(world.sam)

    assert "**Sam**, de Les Ponts" in world.in_dm(world.lina)[-1]
    assert "vraie personne" in world.in_dm(world.lina)[-1]
    card = await world.card()
    assert world.sam.mention in text_of(card)
    assert set(buttons_of(card)) == {
        "referrals:ask:1",
        "relay:reply:1",
        "ticket:1:note",
        "ticket:1:handoff",
        "ticket:1:release",
        "ticket:1:close",
    }


async def test_fifty_mentors_press_at_once_and_one_owns_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.is_set_up()
    await world.ask(world.lina)
    mentors = await world.more_mentors(50)
    ends = AsyncSessionTransaction.__aexit__

    async def late(begun: AsyncSessionTransaction, *error: Any) -> Any:
        await asyncio.to_thread(time.sleep, 0.002)
        return await ends(begun, *error)

    monkeypatch.setattr(AsyncSessionTransaction, "__aexit__", late)

    answers = await world.press_together(mentors, await world.card(), "ticket:1:claim")

    told = [said(answer) for answer in answers]
    assert sum("C'est toi qui suis" in words for words in told) == 1
    assert sum("s'en occupe déjà" in words for words in told) == 49
    assert sum(event.what == "claimed" for event in await world.stored(TicketEvent)) == 1
    assert sum("va te répondre" in words for words in world.in_dm(world.lina)) == 1


async def test_a_mentor_who_gives_it_back_leaves_it_to_others(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina)
    await world.claim(world.sam)

    await world.press(world.sam, await world.card(), "ticket:1:release")

    assert (await world.ticket()).state is TicketState.WAITING
    assert "attend de nouveau" in world.in_dm(world.lina)[-1]
    await world.claim(world.ines)
    assert "**Inès**" in world.in_dm(world.lina)[-1]


async def test_nobody_gives_back_a_colleagues_request(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina)
    await world.claim(world.sam)

    answer = await world.press(world.ines, await world.card(), "ticket:1:release")

    assert "C'est Sam qui suit" in said(answer)
    assert (await world.ticket()).state is TicketState.ACTIVE


async def test_a_claim_without_a_reply_in_time_goes_back_and_the_mentor_is_told(
    world: World,
) -> None:
    await world.is_set_up(claim_hours=2)
    await world.ask(world.lina)
    await world.claim(world.sam)

    await world.later(hours=1, minutes=59)
    still = (await world.ticket()).state
    await world.later(minutes=2)

    assert still is TicketState.ACTIVE
    assert (await world.ticket()).state is TicketState.WAITING
    assert world.sam.mention in (await world.in_thread())[-1]
    assert "attend de nouveau" in world.in_dm(world.lina)[-1]
    assert "ticket:1:claim" in buttons_of(await world.card())


async def test_a_claim_with_a_reply_stays(world: World) -> None:
    await world.is_set_up(claim_hours=2)
    await world.ask(world.lina)
    await world.claim(world.sam)
    await world.reply(world.sam, "Je suis là.")

    await world.later(hours=30)

    assert (await world.ticket()).state is TicketState.ACTIVE


async def test_the_same_mentor_presses_twice_and_reads_that_it_is_theirs(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina)
    await world.claim(world.sam)

    answer = await world.claim_anyway(world.sam)

    assert "Tu suis déjà cette demande" in said(answer)


async def test_closing_asks_how_it_ended_and_says_goodbye(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina)
    await world.claim(world.sam)

    await world.close(world.sam, "lead-given")

    ticket = await world.ticket()
    assert (ticket.state, ticket.outcome) == (TicketState.CLOSED, Outcome.LEAD_GIVEN)
    assert "On ferme la conversation" in world.in_dm(world.lina)[-1]
    assert "Piste donnée" in text_of(await world.card())
    assert buttons_of(await world.card()) == {}


async def test_spam_is_closed_without_a_word(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.noe)
    before = len(world.in_dm(world.noe))

    await world.close(world.sam, "spam")

    assert len(world.in_dm(world.noe)) == before


async def test_what_is_closed_stays_closed(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina)
    card = await world.card()
    await world.close(world.sam, "listened")

    answer = await world.forge(world.ines, card, "ticket:1:claim")

    assert "C'est déjà fait, ou c'est fermé" in said(answer)


async def test_a_note_stays_with_the_team(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina)
    before = len(world.in_dm(world.lina))

    shown = await world.press(world.sam, await world.card(), "ticket:1:note")
    await world.send_form(world.sam, shown, words="Vue avec la référente.")

    assert "Vue avec la référente." in (await world.in_thread())[-1]
    assert len(world.in_dm(world.lina)) == before
    (note,) = await world.stored(Note)
    assert b"Vue avec la" not in note.words
    assert len(await world.stored(Message)) == 1


async def test_the_queue_shows_what_waits_and_what_is_mine(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina)
    await world.ask(world.noe)
    await world.claim(world.sam, 1)
    first, second = await world.ticket(1), await world.ticket(2)

    seen = said(await world.sam.slash(world.staff, "queue"))

    waiting, mine = seen.split("Les miennes")
    assert second.alias.name in waiting
    assert first.alias.name in mine
    assert f"/{second.thread_id}" in waiting


async def test_the_queue_comes_though_a_rush_makes_it_slow(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina)
    world.bot.db._read_patience = 0.0

    answer = said(await world.sam.slash(world.staff, "queue"))

    assert "Une demande attend" in answer


async def test_a_queue_longer_than_a_screen_has_pages(world: World) -> None:
    await world.is_set_up()
    for number in range(17):
        stranger = world.guild.add_member(world.env.create_user(f"gamer{number}"))
        await world.ask(stranger, wishes=[])
    threads = [f"/{ticket.thread_id}" for ticket in await world.stored(Ticket)]

    first = await world.sam.slash(world.staff, "queue")
    seen = said(first)
    turned = await world.press(world.sam, answers_of(first)[0], "tickets:queue:2:0-0-0-0")
    rest = said(turned)

    assert "17 demandes attendent" in seen
    assert "Page 1 sur 2" in seen
    assert [thread in seen for thread in threads] == [True] * 15 + [False] * 2
    assert "17 demandes attendent" in rest
    assert "Page 2 sur 2" in rest
    assert [thread in rest for thread in threads] == [False] * 15 + [True] * 2
    assert "tickets:queue:1:0-0-0-0" in buttons_of(answers_of(turned)[0])


async def test_a_page_that_is_gone_shows_the_last_one(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina)
    page = answers_of(await world.sam.slash(world.staff, "queue"))[0]

    seen = said(await world.forge(world.sam, page, "tickets:queue:9"))

    assert "Une demande attend" in seen
    assert (await world.ticket()).alias.name in seen
    assert not [address for address in buttons_of(page) if address.startswith("tickets:queue:")]


async def test_who_lost_the_role_turns_no_page(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina)

    seen = said(await world.forge(world.noe, await world.card(), "tickets:queue:1"))

    assert "réservé aux mentors" in seen
    assert "Une demande attend" not in seen


@pytest.mark.parametrize("person", ["lina", "max"], ids=["a youth", "the moderator"])
async def test_only_mentors_can_claim(world: World, person: str) -> None:
    await world.is_set_up()
    await world.ask(world.noe)

    answer = await world.forge(getattr(world, person), await world.card(), "ticket:1:claim")

    assert "réservé aux mentors" in said(answer)
    assert (await world.ticket()).state is TicketState.WAITING


async def test_every_step_is_written_down(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina)
    await world.claim(world.sam)
    await world.press(world.sam, await world.card(), "ticket:1:release")
    await world.claim(world.ines)
    world.clock.at += timedelta(minutes=1)
    await world.close(world.ines, "informed")

    steps = await world.stored(TicketEvent)

    assert [step.what for step in sorted(steps, key=lambda step: step.id)] == [
        "opened",
        "claimed",
        "released",
        "claimed",
        "closed",
    ]


async def test_the_mentor_whose_claim_lapsed_is_called_and_nobody_else(world: World) -> None:
    await world.is_set_up(claim_hours=1)
    await world.ask(world.lina, "@everyone aidez-moi")
    await world.claim(world.sam)

    await world.later(hours=2)

    thread = await world.thread()
    stored = list(world.env.backend.messages[thread.id].values())
    assert [set(message.ping_user_ids) for message in stored] == [set(), {world.sam.id}]


@pytest.mark.parametrize(
    ("words", "lapses_after"),
    [
        ("On peut parler ?", timedelta(days=2, hours=17)),
        ("Je veux mourir ce soir", timedelta(days=1)),
    ],
    ids=["an hour after the team is back", "danger knows no weekend"],
)
async def test_a_claim_of_a_friday_lapses_when_somebody_is_there_to_hear_of_it(
    world: World, words: str, lapses_after: timedelta
) -> None:
    await world.is_set_up()
    await world.later(days=3, hours=3)
    await world.ask(world.lina, words)
    await world.claim(world.sam)

    claimed_at, answer_by = world.clock.at, (await world.ticket()).answer_by

    assert claimed_at.strftime("%a %H:%M") == "Fri 16:00"
    assert answer_by == claimed_at + lapses_after


async def test_a_button_that_nobody_knows_any_more_is_answered_with_what_to_do(
    world: World,
) -> None:
    await world.is_set_up()
    await world.ask(world.lina)

    answer = await world.forge(world.sam, await world.card(), "old-feature:12:do")

    assert "Pour une nouvelle demande : /parler" in said(answer)


async def test_a_card_that_somebody_deleted_is_posted_anew(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina)
    await world.max.delete(await world.card())

    await world.claim_anyway(world.sam)
    await world.later(minutes=1)

    assert world.sam.mention in text_of(await world.card())
