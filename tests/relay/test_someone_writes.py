"""Who presses Reply while a colleague writes is told so first."""

from datetime import timedelta

import simcord
from sqlalchemy import update

from bot.writers import OPEN_FOR, Writer, Writers
from models import Ticket
from tests.world import TUESDAY_AFTERNOON, World, answers_of, buttons_of, only_for_them, said

ANYWAY = "relay:reply:1:anyway"


async def sam_writes(world: World) -> simcord.results.InteractionResult:
    """Lina asked, Sam answers and has the form open."""
    await world.is_set_up()
    await world.ask(world.lina)
    await world.claim(world.sam)
    return await world.press(world.sam, await world.card(), "relay:reply:1")


async def test_a_colleague_is_told_who_writes_and_since_when(world: World) -> None:
    await sam_writes(world)
    await world.later(minutes=1)

    answer = await world.press(world.ines, await world.card(), "relay:reply:1")

    since = int((world.clock() - timedelta(minutes=1)).timestamp())
    assert answer.modal is None
    assert "**Sam** est en train d'écrire" in said(answer)
    assert f"<t:{since}:R>" in said(answer)
    assert only_for_them(answer)
    assert list(buttons_of(answers_of(answer)[-1])) == [ANYWAY]


async def test_the_thread_says_nothing_of_it(world: World) -> None:
    await sam_writes(world)
    before = await world.in_thread()

    await world.press(world.ines, await world.card(), "relay:reply:1")

    assert await world.in_thread() == before


async def test_who_answers_anyway_gets_the_form(world: World) -> None:
    await sam_writes(world)
    told = answers_of(await world.press(world.ines, await world.card(), "relay:reply:1"))[-1]

    shown = await world.press(world.ines, told, ANYWAY)

    assert shown.modal is not None


async def test_who_types_reply_without_words_is_told_too(world: World) -> None:
    await sam_writes(world)

    answer = await world.ines.slash(await world.thread(), "ticket reply")

    assert "est en train d'écrire" in said(answer)


async def test_nobody_writes_any_more_once_the_form_was_sent_in(world: World) -> None:
    shown = await sam_writes(world)
    await world.send_form(world.sam, shown, words="Raconte-moi.")

    answer = await world.press(world.ines, await world.card(), "relay:reply:1")

    assert answer.modal is not None


async def test_a_form_that_was_closed_without_a_word_is_forgotten_after_five_minutes(
    world: World,
) -> None:
    await sam_writes(world)
    await world.later(minutes=5)

    answer = await world.press(world.ines, await world.card(), "relay:reply:1")

    assert answer.modal is not None


async def test_who_has_the_form_open_opens_it_again_without_a_word(world: World) -> None:
    await sam_writes(world)

    again = await world.press(world.sam, await world.card(), "relay:reply:1")

    assert again.modal is not None


async def test_who_could_not_send_anything_holds_nobody_up(world: World) -> None:
    """Inès looks into the form of Sam's request: Sam answers as if she had not."""
    await world.is_set_up()
    await world.ask(world.lina)
    await world.claim(world.sam)
    await world.press(world.ines, await world.card(), "relay:reply:1")

    shown = await world.press(world.sam, await world.card(), "relay:reply:1")

    assert shown.modal is not None


async def test_who_writes_on_another_request_is_nobodys_business_here(world: World) -> None:
    await sam_writes(world)
    await world.ask(world.noe)
    await world.claim(world.ines, 2)

    shown = await world.press(world.ines, await world.card(2), "relay:reply:2")

    assert shown.modal is not None


async def test_who_takes_a_request_over_learns_that_the_other_still_writes(world: World) -> None:
    await sam_writes(world)
    async with world.bot.db.transaction() as session:
        await session.execute(update(Ticket).values(mentor_id=2))

    answer = await world.press(world.ines, await world.card(), "relay:reply:1")

    assert "**Sam** est en train d'écrire" in said(answer)


async def test_a_restart_forgets_who_wrote(world: World) -> None:
    await sam_writes(world)
    await world.restart()

    answer = await world.press(world.ines, await world.card(), "relay:reply:1")

    assert answer.modal is not None


def test_forms_that_were_never_sent_in_take_no_room_for_ever() -> None:
    writers, now = Writers(), TUESDAY_AFTERNOON
    for number in range(50):
        writers.begin(number, Writer(number, "Sam", now))

    writers.begin(99, Writer(99, "Inès", now + OPEN_FOR))

    assert list(writers._open) == [99]


def test_nobody_reads_in_a_log_who_writes() -> None:
    assert "4242" not in repr(Writer(4242, "Sam", TUESDAY_AFTERNOON))
