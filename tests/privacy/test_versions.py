"""A yes is to the wording that was shown; a new wording asks again, and never by a message."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from bot import consents
from bot.marks import INVISIBLE
from models import CheckIn, Consent, EntryState, OutboxEntry, Purpose
from tests.promises.test_who_may_what import sends
from tests.world import World, answers_of, buttons_of, said

CHANGED = "Le texte a changé"


def yeses(rows: Sequence[Consent]) -> list[tuple[Purpose, int, bool]]:
    """Return what was agreed to, in which wording, and whether it still counts."""
    return [(c.purpose, c.version, c.withdrawn_at is None) for c in rows]


def changes(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on both wordings are others."""
    for purpose in Purpose:
        monkeypatch.setitem(consents.TEXT_VERSIONS, purpose, 2)


async def test_a_button_beside_the_old_wording_is_a_yes_to_the_old_wording(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.is_set_up()
    hello = await world.lina.slash(world.welcome, "hello")
    changes(monkeypatch)

    answer = await world.press(world.lina, answers_of(hello)[0], "greeting:keep")

    assert yeses(await world.stored(Consent)) == [(Purpose.KEEP_IN_TOUCH, 1, True)]
    assert CHANGED in said(answer)
    assert world.in_dm(world.lina) == []
    again = await world.press(world.lina, answers_of(answer)[0], "greeting:keep:2")
    assert "je peux t'écrire en premier" in said(again)
    assert [version for _, version, _ in yeses(await world.stored(Consent))] == [1, 2]
    assert len(world.in_dm(world.lina)) == 1


async def test_who_said_yes_to_the_old_wording_is_asked_when_they_come_by_and_not_before(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.is_set_up()
    hello = await world.lina.slash(world.welcome, "hello")
    await world.press(world.lina, answers_of(hello)[0], "greeting:keep")
    assert CHANGED not in said(await world.lina.slash(world.welcome, "hello"))
    before = len(world.in_dm(world.lina))
    changes(monkeypatch)

    for _ in range(3):
        await world.later(days=1)
    page = await world.lina.slash(world.welcome, "hello")

    assert len(world.in_dm(world.lina)) == before
    assert CHANGED in said(page)
    await world.press(world.lina, answers_of(page)[0], "greeting:keep:2")
    assert CHANGED not in said(await world.lina.slash(world.welcome, "hello"))
    assert CHANGED not in said(await world.noe.slash(world.welcome, "hello"))


async def test_who_took_a_yes_back_is_not_asked_again_when_the_wording_changes(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.is_set_up()
    hello = await world.lina.slash(world.welcome, "hello")
    await world.press(world.lina, answers_of(hello)[0], "greeting:keep")
    await world.lina.slash(world.welcome, "stop")
    changes(monkeypatch)

    assert CHANGED not in said(await world.lina.slash(world.welcome, "hello"))


async def test_a_yes_to_the_old_wording_is_no_longer_shown_as_one_that_counts(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.is_set_up()
    hello = await world.lina.slash(world.welcome, "hello")
    await world.press(world.lina, answers_of(hello)[0], "greeting:keep")
    page = await world.lina.slash(world.welcome, "privacy")
    before = said(await world.press(world.lina, answers_of(page)[0], "privacy:agreements"))
    changes(monkeypatch)

    after = said(await world.press(world.lina, answers_of(page)[0], "privacy:agreements"))

    assert "Tu n'as dit oui à rien" not in before
    assert "Tu n'as dit oui à rien" in after


async def test_a_yes_given_in_one_community_is_none_in_another(world: World) -> None:
    await world.is_set_up()
    hello = await world.lina.slash(world.welcome, "hello")
    await world.press(world.lina, answers_of(hello)[0], "greeting:keep")
    (yes,) = await world.stored(Consent)

    async with world.bot.db.reading() as session:
        here, elsewhere = [
            await consents.standing(session, yes.youth_id, yes.purpose, place)
            for place in (yes.community_id, yes.community_id + 1)
        ]

    assert here
    assert not elsewhere


async def test_one_yes_is_taken_back_by_itself_and_keeps_its_day(world: World) -> None:
    await world.is_set_up()
    hello = await world.lina.slash(world.welcome, "hello")
    await world.press(world.lina, answers_of(hello)[0], "greeting:keep")
    await world.ask(world.lina, wishes=["dm", "check-ins"])
    page = await world.lina.slash(world.welcome, "privacy")
    agreed = answers_of(await world.press(world.lina, answers_of(page)[0], "privacy:agreements"))
    first = world.clock()
    await world.press(world.lina, agreed[0], "privacy:withdraw:keep-in-touch")
    after_one = [c.withdrawn_at for c in await world.stored(Consent)]
    world.clock.at += timedelta(days=1)

    await world.lina.slash(world.welcome, "stop")

    assert after_one == [first, None]
    ended = [c.withdrawn_at for c in await world.stored(Consent)]
    assert ended == [first, first + timedelta(days=1)]


async def test_a_greeting_on_its_way_does_not_leave_for_an_old_wording(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.is_set_up()
    world.clock.at = world.clock.at.replace(hour=22)
    hello = await world.lina.slash(world.welcome, "hello")
    await world.press(world.lina, answers_of(hello)[0], "greeting:keep")

    changes(monkeypatch)
    await world.later(hours=12)

    assert world.in_dm(world.lina) == []
    (entry,) = await world.stored(OutboxEntry)
    assert entry.state is EntryState.DROPPED


async def test_a_form_with_the_old_wording_is_a_yes_to_the_old_wording(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.is_set_up()
    shown = await world.lina.slash(world.welcome, "talk")
    changes(monkeypatch)

    await world.send_form(
        world.lina, shown, topic=["school"], words="Bonjour.", age=[], wishes=["dm", "check-ins"]
    )

    assert yeses(await world.stored(Consent)) == [(Purpose.CHECK_INS, 1, True)]
    await world.claim(world.sam)
    await world.close(world.sam)
    farewell = world.dm_messages(world.lina)[-1]
    assert "followups:accept:1:2" in buttons_of(farewell)
    assert await world.stored(CheckIn) == []
    await world.press(world.lina.user, farewell, "followups:accept:1:2")
    assert len(await world.stored(CheckIn)) == 3


async def test_a_form_with_the_new_wording_is_a_yes_to_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.is_set_up()
    changes(monkeypatch)

    await world.ask(world.lina, wishes=["dm", "check-ins"])

    assert yeses(await world.stored(Consent)) == [(Purpose.CHECK_INS, 2, True)]


async def test_a_goodbye_with_the_old_wording_asks_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.is_set_up()
    await world.ask(world.lina)
    await world.claim(world.sam)
    await world.close(world.sam)
    farewell = world.dm_messages(world.lina)[-1]
    changes(monkeypatch)

    answer = await world.press(world.lina.user, farewell, "followups:accept:1")

    assert CHANGED in said(answer)
    assert await world.stored(CheckIn) == []
    await world.press(world.lina.user, answers_of(answer)[0], "followups:accept:1:2")
    assert len(await world.stored(CheckIn)) == 3


@pytest.mark.parametrize("version", ["0", "2", "99", "x"])
async def test_a_wording_that_was_never_shown_cannot_be_agreed_to(
    world: World, version: str
) -> None:
    await world.is_set_up()
    hello = await world.lina.slash(world.welcome, "hello")

    await world.forge(world.lina, answers_of(hello)[0], f"greeting:keep:{version}")
    await sends(world, world.lina, f"tickets:request:{world.guild.id}:{version}")

    assert await world.stored(Consent) == []


async def test_who_is_too_young_agrees_to_nothing_and_is_answered_all_the_same(
    world: World,
) -> None:
    await world.is_set_up(age_floor=13)

    answer = said(await world.ask(world.lina, age="13-14", wishes=["dm", "check-ins"]))

    assert "C'est bien arrivé" in answer
    assert "l'accord d'un parent" in answer
    assert await world.stored(Consent) == []
    await world.claim(world.sam)
    await world.close(world.sam)
    farewell = world.dm_messages(world.lina)[-1]
    faces = {f"rating:1:{mark}" for mark in range(1, 6)}
    assert set(buttons_of(farewell)) == {"sos:show", "protection:report:1"} | faces
    assert "nouvelles" not in farewell.content
    refused = said(await world.forge(world.lina, await world.card(), "followups:accept:1"))
    assert "l'accord d'un parent" in refused
    assert await world.stored(CheckIn) == []


async def test_who_said_that_they_are_too_young_is_not_written_to_first(world: World) -> None:
    await world.is_set_up(age_floor=13)
    hello = await world.lina.slash(world.welcome, "hello")
    await world.press(world.lina, answers_of(hello)[0], "greeting:keep")
    assert yeses(await world.stored(Consent)) == [(Purpose.KEEP_IN_TOUCH, 1, True)]

    await world.ask(world.lina, age="13-14")
    refused = await world.press(world.lina, answers_of(hello)[0], "greeting:keep")

    assert "l'accord d'un parent" in said(refused)
    assert yeses(await world.stored(Consent)) == [(Purpose.KEEP_IN_TOUCH, 1, False)]


async def test_an_age_that_was_given_before_counts_until_another_is_given(world: World) -> None:
    await world.is_set_up(age_floor=13)
    await world.ask(world.lina, age="13-14")
    await world.claim(world.sam)
    await world.close(world.sam)

    await world.ask(world.lina, wishes=["dm", "check-ins"])
    unsaid = yeses(await world.stored(Consent))
    await world.claim(world.sam, 2)
    await world.close(world.sam, ticket_id=2)
    await world.ask(world.lina, age="15-17", wishes=["dm", "check-ins"])

    assert unsaid == []
    assert yeses(await world.stored(Consent)) == [(Purpose.CHECK_INS, 1, True)]


async def test_the_form_says_from_which_age_where_younger_people_ask_too(world: World) -> None:
    await world.is_set_up(age_floor=13)

    shown = await world.lina.slash(world.welcome, "talk")

    assert "À partir de 15 ans" in str(shown.modal).translate(INVISIBLE)
