"""Nobody is flooded, nobody is shut out: kind limits, helplines without any."""

import sys
from datetime import timedelta

import pytest

from bot import limits
from bot.access import Actor
from bot.errors import TooFast
from bot.limits import MOST_KEYS, PRESSES, Limit, Limiter
from cogs.privacy import service as privacy
from models import Ticket, TicketState
from tests.world import World, answers_of, said, text_of

DANGER = "Je veux mourir ce soir."
A_MINUTE = timedelta(minutes=1)


def test_a_window_slides() -> None:
    clock = [0.0]
    limiter, limit = Limiter(lambda: clock[0]), Limit(2, timedelta(seconds=60))

    limiter.take("a", limit)
    clock[0] = 30
    limiter.take("a", limit)
    with pytest.raises(TooFast):
        limiter.take("a", limit)
    limiter.take("b", limit)
    clock[0] = 61
    limiter.take("a", limit)


def test_memory_stays_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_KEYS", 100)
    limiter = Limiter(lambda: 0.0)

    for key in range(1000):
        limiter.take(key, PRESSES)

    assert len(limiter) <= 100 < MOST_KEYS


async def test_who_presses_too_often_reads_a_kind_sentence_and_others_read_none(
    world: World,
) -> None:
    await world.is_set_up()
    for _ in range(PRESSES.most):
        await world.lina.slash(world.welcome, "hello")

    hers = said(await world.lina.slash(world.welcome, "hello"))
    his = said(await world.noe.slash(world.welcome, "hello"))

    assert "ça va un peu vite" in hers
    assert "3114" in hers
    assert "ça va un peu vite" not in his


async def test_a_button_pressed_too_often_is_answered_kindly(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.is_set_up()
    hello = await world.lina.slash(world.welcome, "hello")
    monkeypatch.setattr(limits, "PRESSES", Limit(1, A_MINUTE))

    answer = said(await world.press(world.lina, answers_of(hello)[0], "tickets:talk"))

    assert "ça va un peu vite" in answer
    assert "3114" in answer


async def test_a_form_sent_too_often_is_answered_kindly(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.is_set_up()
    await world.ask(world.lina)
    await world.claim(world.sam)
    monkeypatch.setattr(limits, "FORMS", Limit(1, A_MINUTE))
    thread = await world.thread()
    shown = [await world.sam.slash(thread, "ticket note") for _ in range(2)]

    first = said(await world.send_form(world.sam, shown[0], words="Une note."))
    second = said(await world.send_form(world.sam, shown[1], words="Une note."))

    assert "Note gardée" in first
    assert "ça va un peu vite" in second


FULL = Limit(1, timedelta(minutes=1))


def everybody_is_loud(
    world: World, monkeypatch: pytest.MonkeyPatch, *, reserve: Limit = FULL
) -> None:
    """Others have used up what all share, here and everywhere."""
    monkeypatch.setattr(limits, "RESERVE", reserve)
    for budget, key in (("IN_A_SERVER", ("server", world.guild.id)), ("EVERYWHERE", "everywhere")):
        monkeypatch.setattr(limits, budget, FULL)
        world.bot.limits.has_room(key, FULL)


@pytest.mark.parametrize("budget", ["IN_A_SERVER", "EVERYWHERE"])
async def test_what_all_share_has_an_end(
    world: World, monkeypatch: pytest.MonkeyPatch, budget: str
) -> None:
    await world.is_set_up()
    monkeypatch.setattr(limits, "RESERVE", FULL)
    monkeypatch.setattr(limits, budget, Limit(2, A_MINUTE))

    answers = [said(await world.noe.slash(world.welcome, "hello")) for _ in range(4)]

    assert ["ça va un peu vite" in answer for answer in answers] == [False, False, False, True]


async def test_everybody_may_do_a_few_things_whatever_others_do(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.is_set_up()
    everybody_is_loud(world, monkeypatch, reserve=Limit(2, A_MINUTE))

    answers = [said(await world.lina.slash(world.welcome, "hello")) for _ in range(3)]

    assert ["ça va un peu vite" in answer for answer in answers] == [False, False, True]


async def test_a_form_that_was_opened_is_read_whatever_others_do(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.is_set_up()
    shown = await world.lina.slash(world.welcome, "talk")
    everybody_is_loud(world, monkeypatch)
    await world.lina.slash(world.welcome, "hello")

    answer = said(
        await world.send_form(
            world.lina, shown, topic=["personal"], words=DANGER, age=[], wishes=["dm"]
        )
    )

    assert "Es-tu en danger" in answer
    assert len(await world.stored(Ticket)) == 1


async def test_the_team_can_say_seen_in_the_middle_of_a_flood(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.is_set_up()
    await world.bot.remember_all()
    await world.ask(world.lina, DANGER)
    everybody_is_loud(world, monkeypatch)
    await world.sam.slash(world.staff, "queue")
    await world.sam.slash(world.staff, "queue")
    call = next(m for m in world.staff.history() if "Quelqu'un regarde" in text_of(m))

    answer = said(await world.press(world.sam, call, "ticket:1:seen"))

    assert "Vu par" in answer


async def test_the_ways_out_stay_open_in_the_middle_of_a_flood(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.is_set_up()
    page = await world.lina.slash(world.welcome, "privacy")
    everybody_is_loud(world, monkeypatch)
    await world.lina.slash(world.welcome, "hello")

    pressed = said(await world.press(world.lina, answers_of(page)[0], "privacy:export"))
    typed = said(await world.lina.slash(world.welcome, "stop"))

    assert "ça va un peu vite" not in pressed + typed


async def test_helplines_are_never_limited(world: World) -> None:
    await world.is_set_up()

    answers = [said(await world.lina.slash(world.welcome, "sos")) for _ in range(PRESSES.most + 5)]

    assert all("Es-tu en danger maintenant" in answer for answer in answers)


async def asks_and_withdraws(world: World, words: str) -> str:
    """Lina opens a request and takes it back; return what she reads."""
    answer = said(await world.ask(world.lina, words))
    async with world.bot.db.transaction() as session:
        for ticket in await world.stored(Ticket):
            held = await session.get_one(Ticket, ticket.id)
            if held.is_open:
                held.move_to(TicketState.CLOSED, at=world.clock())
    return answer


async def test_new_requests_of_one_person_are_few_also_after_a_restart(world: World) -> None:
    await world.is_set_up()
    for _ in range(4):
        assert "C'est bien arrivé" in await asks_and_withdraws(world, "Bonjour.")
    await world.restart()

    assert "ça va un peu vite" in await asks_and_withdraws(world, "Encore.")

    await world.later(minutes=61)
    assert "C'est bien arrivé" in await asks_and_withdraws(world, "Une heure après.")


def few_requests(monkeypatch: pytest.MonkeyPatch, **how_many: int) -> None:
    """A server takes few new requests."""
    for budget, most in how_many.items():
        monkeypatch.setattr(
            sys.modules["cogs.tickets.views"], budget, Limit(most, timedelta(hours=1))
        )


async def test_a_server_takes_so_many_new_requests_and_danger_beyond(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.is_set_up()
    few_requests(monkeypatch, REQUESTS_IN_A_SERVER=1)
    await world.ask(world.noe, "Bonjour.")

    refused = said(await world.ask(world.lina, "Je cherche un stage."))
    heard = said(await world.ask(world.lina, DANGER))

    assert "ça va un peu vite" in refused
    assert "3114" in refused
    assert "C'est bien arrivé" in heard
    assert len(await world.stored(Ticket)) == 2


async def test_what_is_not_taken_in_shuts_nobody_out(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.is_set_up()
    few_requests(monkeypatch, REQUESTS_IN_A_SERVER=2)
    for _ in range(3):
        await world.ask(world.noe, "Trop jeune.", age="under")
        await world.ask(world.noe, "   ")
    shown = [await world.noe.slash(world.welcome, "talk") for _ in range(4)]
    for form in shown:
        await world.send_form(
            world.noe, form, topic=["other"], words="Et aussi.", age=[], wishes=[]
        )

    answer = said(await world.ask(world.lina, "Je cherche un stage."))

    assert "C'est bien arrivé" in answer
    assert len(await world.stored(Ticket)) == 2


async def test_one_person_who_is_forgotten_again_and_again_shuts_nobody_out(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.is_set_up()
    few_requests(monkeypatch, REQUESTS_IN_A_SERVER=4, REQUESTS_OF_ONE=3)
    for _ in range(3):
        await world.ask(world.noe, "Bonjour.")
        async with world.bot.db.transaction() as session:
            noe = Actor(world.noe.id, None)
            await privacy.forget(session, world.bot.vault, noe, now=world.clock())
    await world.ask(world.noe, "Bonjour.")

    answer = said(await world.ask(world.lina, "Je cherche un stage."))

    assert "C'est bien arrivé" in answer


async def test_danger_is_let_through(world: World) -> None:
    await world.is_set_up()
    for _ in range(4):
        await asks_and_withdraws(world, "Bonjour.")

    answer = await asks_and_withdraws(world, DANGER)

    assert "Es-tu en danger" in answer
    assert len(await world.stored(Ticket)) == 5
