"""/stop and the Stop button: never written to first again, from the server or from the DM."""

import pytest

from models import Consent, EntryState, OutboxEntry, Purpose, Team, TicketState, Youth
from tests.world import World, answers_of, buttons_of, only_for_them, said

WAYS = ["in the server", "in the DM", "under the greeting", "under the answer"]


async def is_in_touch(world: World) -> None:
    """Lina said yes to being written to first, and was greeted."""
    await world.is_set_up()
    hello = await world.lina.slash(world.welcome, "hello")
    await world.press(world.lina, answers_of(hello)[0], "greeting:keep")


@pytest.mark.parametrize("way", WAYS)
async def test_every_way_to_say_stop_ends_it(world: World, way: str) -> None:
    await is_in_touch(world)
    world.clock.at = world.clock.at.replace(hour=15)

    match way:
        case "in the server":
            answer = await world.lina.slash(world.welcome, "stop")
        case "in the DM":
            answer = await world.lina.user.slash("stop")
        case "under the greeting":
            (greeting,) = world.dm_messages(world.lina)
            answer = await world.press(world.lina.user, greeting, "privacy:stop")
        case _:
            hello = await world.lina.slash(world.welcome, "hello")
            again = await world.press(world.lina, answers_of(hello)[0], "greeting:keep")
            answer = await world.press(world.lina, answers_of(again)[0], "privacy:stop")

    assert said(answer) == "OK, j'arrête de t'écrire. Merci de l'avoir dit. /parler reste là."
    assert only_for_them(answer)
    (consent,) = await world.stored(Consent)
    assert consent.withdrawn_at == world.clock.at
    (youth,) = await world.stored(Youth)
    assert youth.stopped_at == world.clock.at


async def test_the_stop_button_still_answers_after_a_restart(world: World) -> None:
    await is_in_touch(world)
    (greeting,) = world.dm_messages(world.lina)

    await world.restart()
    answer = await world.press(world.lina.user, greeting, "privacy:stop")

    assert "j'arrête de t'écrire" in said(answer)
    (consent,) = await world.stored(Consent)
    assert consent.withdrawn_at is not None


async def test_who_was_never_known_can_say_stop_and_stays_unknown(world: World) -> None:
    await world.is_set_up()

    answer = await world.lina.slash(world.welcome, "stop")

    assert "j'arrête de t'écrire" in said(answer)
    assert only_for_them(answer)
    assert await world.stored(Youth) == []


async def test_stop_works_where_maraude_was_never_set_up(world: World) -> None:
    answer = await world.lina.slash(world.welcome, "stop")

    assert "j'arrête de t'écrire" in said(answer)


async def test_stop_works_while_the_intake_is_closed(world: World) -> None:
    await is_in_touch(world)
    async with world.bot.db.transaction() as session:
        (await session.get_one(Team, 1)).intake_open = False

    answer = await world.lina.slash(world.welcome, "stop")

    assert "j'arrête de t'écrire" in said(answer)
    assert all(c.withdrawn_at is not None for c in await world.stored(Consent))


async def test_stop_twice_is_still_stop(world: World) -> None:
    await is_in_touch(world)
    await world.lina.slash(world.welcome, "stop")

    answer = await world.lina.slash(world.welcome, "stop")

    assert "j'arrête de t'écrire" in said(answer)
    assert len(await world.stored(Consent)) == 1


async def test_stop_leaves_a_live_conversation_alone_and_says_so(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina, wishes=["dm", "check-ins"])
    await world.claim(world.sam)

    answer = await world.lina.slash(world.welcome, "stop")
    await world.reply(world.sam, "Je suis toujours là.")

    assert "je ne t'écrirai plus en premier" in said(answer)
    assert "Retirer ma demande" in said(answer)
    assert "Je suis toujours là." in world.in_dm(world.lina)[-1]
    assert (await world.ticket()).state is TicketState.ACTIVE
    (consent,) = await world.stored(Consent)
    assert (consent.purpose, consent.withdrawn_at) == (Purpose.CHECK_INS, world.clock.at)


async def test_after_stop_no_check_in_comes(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina, wishes=["dm", "check-ins"])
    await world.claim(world.sam)
    await world.close(world.sam)
    before = len(world.in_dm(world.lina))

    await world.lina.slash(world.welcome, "stop")
    await world.later(days=40)
    await world.later(days=40)

    assert len(world.in_dm(world.lina)) == before


async def test_a_greeting_on_its_way_is_dropped(world: World) -> None:
    await world.is_set_up()
    world.clock.at = world.clock.at.replace(hour=22)
    hello = await world.lina.slash(world.welcome, "hello")
    await world.press(world.lina, answers_of(hello)[0], "greeting:keep")

    await world.lina.user.slash("stop")
    await world.later(hours=12)

    assert world.in_dm(world.lina) == []
    assert [e.state for e in await world.stored(OutboxEntry)] == [EntryState.DROPPED]


async def test_one_persons_stop_is_nobody_elses(world: World) -> None:
    await is_in_touch(world)
    hello = await world.noe.slash(world.welcome, "hello")
    await world.press(world.noe, answers_of(hello)[0], "greeting:keep")

    await world.lina.slash(world.welcome, "stop")

    assert sum(consent.withdrawn_at is None for consent in await world.stored(Consent)) == 1


async def test_who_reads_english_is_answered_in_english(world: World) -> None:
    await is_in_touch(world)
    world.speaks(world.lina, "en-US")

    answer = await world.lina.slash(world.welcome, "stop")

    assert said(answer) == "OK, I'll stop writing. Thanks for saying so. /talk stays here."


async def test_everything_that_is_sent_first_carries_the_stop_button(world: World) -> None:
    await is_in_touch(world)
    await world.ask(world.lina, wishes=["dm", "check-ins"])
    await world.claim(world.sam)
    await world.close(world.sam)
    before = len(world.dm_messages(world.lina))

    await world.later(days=3)

    greeting, check_in = (
        world.dm_messages(world.lina)[0],
        world.dm_messages(world.lina)[before],
    )
    assert "privacy:stop" in buttons_of(greeting)
    assert any("stop" in address for address in buttons_of(check_in))
