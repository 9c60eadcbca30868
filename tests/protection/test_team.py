"""Concerns, reports about mentors, blocks, and a journal whose gaps show."""

from datetime import timedelta

import pytest

from models import Block, Concern, Consent, JournalLine, MentorReport, Ticket, TicketState, Youth
from tests.world import World, answers_of, buttons_of, only_for_them, said, text_of


async def talking(world: World) -> None:
    """Lina asked, Sam answers; Léa is the lead."""
    await world.is_set_up()
    await world.ask(world.lina)
    await world.claim(world.sam)
    await world.thread()


async def test_a_concern_calls_the_lead_who_reads_it_in_private_and_closes_it(world: World) -> None:
    await talking(world)
    shown = await world.sam.slash(await world.thread(), "ticket escalate")

    await world.send_form(world.sam, shown, why="Il dit qu'il dort dehors.")

    call = [m for m in world.staff.history() if "s'inquiète pour" in text_of(m)][-1]
    assert "dehors" not in text_of(call)
    assert world.lead_role.id in [role.id for role in call.role_mentions] or call.raw_role_mentions
    page = await world.press(world.lea, call, "protection:concerns")
    assert "Il dit qu'il dort dehors." in said(page)
    assert only_for_them(page)
    after = await world.press(world.lea, answers_of(page)[0], "protection:concern:1:close")
    assert "Aucune inquiétude ouverte" in said(after)
    assert (await world.stored(Concern))[0].closed_at is not None


async def test_a_mentor_does_not_read_concerns(world: World) -> None:
    await talking(world)

    answer = await world.sam.slash(await world.thread(), "safeguard concerns")

    assert "réservé" in said(answer)


async def reported(world: World) -> str:
    """Lina reports the mentor who answers her; return what she reads."""
    card = [m for m in world.dm_messages(world.lina) if "a lu ton message" in text_of(m)][-1]
    shown = await world.press(world.lina.user, card, "protection:report:1")
    return said(await world.send_form(world.lina.user, shown, why="Il veut mon Insta."))


async def test_a_report_about_a_mentor_reaches_the_lead_alone(world: World) -> None:
    await talking(world)

    receipt = await reported(world)

    assert "Pas la personne concernée" in receipt
    assert "Insta" not in world.everything_staff_can_see()
    assert "signalement" not in world.everything_staff_can_see()
    page = await world.lea.slash(world.staff, "safeguard reports")
    assert "Il veut mon Insta." in said(page)
    assert only_for_them(page)
    assert "réservé" in said(await world.sam.slash(world.staff, "safeguard reports"))


async def test_a_lead_takes_the_conversation_over(world: World) -> None:
    await talking(world)
    await reported(world)
    introduced = await world.lea.slash(world.staff, "profile")
    await world.send_form(world.lea, introduced, first_name="Léa", organisation="Les Ponts")
    page = await world.lea.slash(world.staff, "safeguard reports")

    await world.press(world.lea, answers_of(page)[0], "protection:report:1:take")

    ticket = await world.ticket()
    assert ticket.mentor is not None
    assert ticket.mentor.first_name == "Léa"
    assert any("**Léa**" in words for words in world.in_dm(world.lina))
    assert (await world.stored(MentorReport))[0].seen_at is not None


async def blocked(world: World) -> None:
    """Sam blocks the one behind the first request."""
    shown = await world.sam.slash(await world.thread(), "ticket block")
    await world.press(world.sam, answers_of(shown)[0], "protection:block:1")


async def test_a_block_ends_what_is_open_and_says_where_else_to_go(world: World) -> None:
    await talking(world)

    await blocked(world)
    answer = await world.lina.slash(world.welcome, "talk")

    assert (await world.ticket()).state is TicketState.CLOSED
    assert "ne plus répondre à tes messages" in said(answer)
    assert "3114" in said(answer)
    assert len(await world.stored(Ticket)) == 1


async def test_nobody_is_asked_how_they_are_by_who_no_longer_answers_them(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina, wishes=["dm", "check-ins"])
    await world.claim(world.sam)
    await world.thread()
    await world.close(world.sam)

    await blocked(world)
    await world.later(days=40)

    assert not any("Comment ça va" in words for words in world.in_dm(world.lina))


async def test_a_block_outlives_a_forgotten_account(world: World) -> None:
    await talking(world)
    await blocked(world)
    page = await world.lina.slash(world.welcome, "privacy")
    sure = await world.press(world.lina, answers_of(page)[0], "privacy:forget")
    await world.press(world.lina, answers_of(sure)[0], "privacy:forget-sure")
    assert await world.stored(Youth) == []

    answer = await world.lina.slash(world.welcome, "talk")

    assert "ne plus répondre à tes messages" in said(answer)
    assert await world.stored(Youth) == []


async def test_a_block_goes_after_a_year_and_when_a_lead_says_so(world: World) -> None:
    await talking(world)
    await blocked(world)

    await world.lea.slash(await world.thread(), "safeguard unblock")
    assert "C'est bien arrivé" in said(await world.ask(world.lina, "Merci."))
    assert await world.stored(Block) == []


async def test_nothing_is_left_of_a_block_after_a_year(world: World) -> None:
    await talking(world)
    await blocked(world)

    await world.later(days=364)
    standing = len(await world.stored(Block))
    await world.later(days=2)

    assert standing == 1
    assert await world.stored(Block) == []


async def test_a_block_ends_by_its_date_also_before_it_is_deleted(world: World) -> None:
    await talking(world)
    await blocked(world)

    world.clock.at += timedelta(days=365, seconds=1)
    answer = await world.ask(world.lina, "Merci.")

    assert len(await world.stored(Block)) == 1
    assert "C'est bien arrivé" in said(answer)


async def test_a_lead_answers_somebody_again_whose_thread_is_gone(world: World) -> None:
    await talking(world)
    alias = (await world.ticket()).alias.name
    await blocked(world)
    await world.later(days=91)
    thread_id = (await world.ticket()).thread_id

    page = await world.lea.slash(world.staff, "safeguard unblock")
    listed = said(page)
    after = await world.press(world.lea, answers_of(page)[0], "protection:unblock:1")

    assert thread_id is None
    assert only_for_them(page)
    assert alias in listed
    assert "personne n'est bloqué" in said(after)
    assert await world.stored(Block) == []
    assert "C'est bien arrivé" in said(await world.ask(world.lina, "Merci."))
    (*_, line) = await world.stored(JournalLine)
    assert (line.what, line.ticket, line.who) == ("unblocked", 1, world.lea.id)


async def test_of_somebody_forgotten_the_list_shows_a_number(world: World) -> None:
    await talking(world)
    alias = (await world.ticket()).alias.name
    await blocked(world)
    page = await world.lina.slash(world.welcome, "privacy")
    sure = await world.press(world.lina, answers_of(page)[0], "privacy:forget")
    await world.press(world.lina, answers_of(sure)[0], "privacy:forget-sure")

    listed = said(await world.lea.slash(world.staff, "safeguard unblock"))

    assert "n° 1" in listed
    assert alias not in listed


async def test_a_mentor_unblocks_nobody(world: World) -> None:
    await talking(world)
    await blocked(world)

    typed = said(await world.sam.slash(world.staff, "safeguard unblock"))
    forged = said(await world.forge(world.sam, await world.card(), "protection:unblock:1"))

    assert "réservé" in typed
    assert "réservé" in forged
    assert len(await world.stored(Block)) == 1


@pytest.mark.parametrize("door", ["keep in touch", "I'd like to talk"])
async def test_a_block_closes_every_door(world: World, door: str) -> None:
    await world.is_set_up()
    await world.ask(world.lina, wishes=["dm", "check-ins"])
    await world.claim(world.sam)
    await world.close(world.sam)
    await world.later(days=3)
    question = world.dm_messages(world.lina)[-1]
    assert "tickets:again:1" in buttons_of(question)
    await blocked(world)
    before = len(await world.stored(Consent))

    if door == "keep in touch":
        hello = await world.lina.slash(world.welcome, "hello")
        answer = await world.press(world.lina, answers_of(hello)[0], "greeting:keep")
    else:
        answer = await world.press(world.lina.user, question, "tickets:again:1")

    assert "ne plus répondre à tes messages" in said(answer)
    assert len(await world.stored(Ticket)) == 1
    assert len(await world.stored(Consent)) == before


async def test_a_block_does_not_touch_anybody_else(world: World) -> None:
    await talking(world)
    await blocked(world)

    assert "C'est bien arrivé" in said(await world.ask(world.noe, "Bonjour."))


@pytest.mark.parametrize("state", ["open", "closed"])
async def test_the_reason_of_a_concern_goes_with_its_youth(world: World, state: str) -> None:
    await talking(world)
    shown = await world.sam.slash(await world.thread(), "ticket escalate")
    await world.send_form(world.sam, shown, why="Il dort dehors.")
    page = await world.lea.slash(world.staff, "safeguard concerns")
    if state == "closed":
        await world.press(world.lea, answers_of(page)[0], "protection:concern:1:close")

    page = await world.lina.slash(world.welcome, "privacy")
    sure = await world.press(world.lina, answers_of(page)[0], "privacy:forget")
    await world.press(world.lina, answers_of(sure)[0], "privacy:forget-sure")

    assert [concern.why for concern in await world.stored(Concern)] == [None]
