"""Anonymity is lifted by two people together, within a time, shown once, told, and journalled."""

from typing import Any

import pytest
import simcord

from models import JournalLine, Lifting
from tests.world import World, answers_of, buttons_of, only_for_them, said, text_of


async def in_danger(world: World) -> simcord.MemberActor:
    """Lina asked, Sam answers; return a second lead."""
    await world.is_set_up()
    await world.ask(world.lina)
    await world.claim(world.sam)
    await world.thread()
    second = world.guild.add_member(
        world.env.create_user("rose", global_name="Rose"), roles=[world.lead_role]
    )
    world.speaks(second, "fr")
    return second


async def asks(
    world: World, who: simcord.MemberActor, *, tell: str = "yes", why: str = "Elle dit adieu."
) -> None:
    """Somebody asks to lift the anonymity of the one behind the first request."""
    shown = await who.slash(await world.thread(), "safeguard lift")
    await world.send_form(who, shown, reason=["danger-now"], why=why, tell=[tell])


def calls(world: World) -> list[Any]:
    """Return what stands in the staff channel about it, newest last."""
    return [m for m in world.staff.history() if "levée d'anonymat est demandée" in text_of(m)]


async def agrees(world: World, who: simcord.MemberActor) -> simcord.InteractionResult:
    """Somebody reads the reason and agrees."""
    seen = await world.press(who, calls(world)[-1], "protection:lift:1:see")
    if not answers_of(seen) or not buttons_of(answers_of(seen)[0]):
        return seen
    return await world.press(who, answers_of(seen)[0], "protection:lift:1:grant")


async def looks(world: World, who: simcord.MemberActor) -> simcord.InteractionResult:
    """Somebody asks to see who it is."""
    news = [m for m in (await world.thread()).history() if "anonymat est levé" in text_of(m)]
    return await world.press(who, news[-1], "protection:lift:1:look")


async def test_two_people_lift_it_and_the_one_who_asked_sees_it_once(world: World) -> None:
    second = await in_danger(world)

    await asks(world, world.lea)
    assert "C'est noté : tu as accepté" in said(await agrees(world, second))
    shown = await looks(world, world.lea)
    again = await looks(world, world.lea)

    assert str(world.lina.id) in said(shown)
    assert only_for_them(shown)
    assert str(world.lina.id) not in said(again)
    assert "C'est déjà fait" in said(again)
    lines = [line.what for line in await world.stored(JournalLine)]
    assert lines == ["lift-asked", "lift-granted", "identity-shown"]
    assert any("On s'inquiète pour toi" in words for words in world.in_dm(world.lina))
    public = [text_of(m) for m in (await world.thread()).history()]
    assert not any(str(world.lina.id) in words for words in public)


async def test_it_is_not_told_when_telling_adds_danger(world: World) -> None:
    second = await in_danger(world)

    await asks(world, world.lea, tell="no")
    await agrees(world, second)

    assert not any("On s'inquiète pour toi" in words for words in world.in_dm(world.lina))


async def test_who_asks_cannot_agree(world: World) -> None:
    await in_danger(world)

    await asks(world, world.lea)
    answer = await agrees(world, world.lea)

    assert "une deuxième personne référente doit décider" in said(answer)
    assert [row.was_granted for row in await world.stored(Lifting)] == [False]


async def test_a_mentor_may_ask_but_never_decide(world: World) -> None:
    await in_danger(world)

    await asks(world, world.sam)
    answer = await agrees(world, world.ines)

    assert "réservé à la personne référente" in said(answer)
    assert [row.decided_at for row in await world.stored(Lifting)] == [None]


async def test_a_mentor_who_asked_sees_it_once_and_the_lead_who_agreed_does_not(
    world: World,
) -> None:
    await in_danger(world)

    await asks(world, world.sam)
    await agrees(world, world.lea)
    by_the_lead = said(await looks(world, world.lea))
    by_the_mentor = said(await looks(world, world.sam))
    again = said(await looks(world, world.sam))

    assert [str(world.lina.id) in seen for seen in (by_the_lead, by_the_mentor, again)] == [
        False,
        True,
        False,
    ]


@pytest.mark.parametrize("late", ["to decide", "to look"])
async def test_both_have_half_an_hour(world: World, late: str) -> None:
    second = await in_danger(world)
    await asks(world, world.lea)

    if late == "to decide":
        await world.later(minutes=31)
        answer = await agrees(world, second)
    else:
        await agrees(world, second)
        await world.later(minutes=31)
        answer = await looks(world, world.lea)

    assert "Le délai est passé" in said(answer)
    assert [row.shown_at for row in await world.stored(Lifting)] == [None]


async def test_nobody_but_who_asked_sees_it(world: World) -> None:
    second = await in_danger(world)
    await asks(world, world.lea)
    await agrees(world, second)

    for who in (second, world.sam, world.max):
        assert str(world.lina.id) not in said(await looks(world, who))

    assert [row.shown_at for row in await world.stored(Lifting)] == [None]


async def test_an_administrator_of_the_server_can_do_none_of_it(world: World) -> None:
    await in_danger(world)
    thread = await world.thread()

    for command in ("concerns", "journal", "reports", "unblock"):
        answer = await world.max.slash(thread, f"safeguard {command}")
        assert "réservé" in said(answer), command
    assert await world.stored(JournalLine) == []


async def test_a_refusal_is_said_and_kept(world: World) -> None:
    second = await in_danger(world)
    await asks(world, world.lea)

    seen = await world.press(second, calls(world)[-1], "protection:lift:1:see")
    await world.press(second, answers_of(seen)[0], "protection:lift:1:refuse")

    assert any("n'est pas levé" in words for words in await world.in_thread())
    assert not any("On s'inquiète pour toi" in words for words in world.in_dm(world.lina))
    assert [line.what for line in await world.stored(JournalLine)] == ["lift-asked", "lift-refused"]


async def test_who_asked_reads_once_that_nobody_decided_in_time(world: World) -> None:
    await in_danger(world)
    await asks(world, world.sam)

    await world.later(minutes=29)
    early = [words for words in await world.in_thread() if "personne n'a décidé" in words]
    await world.later(minutes=2)
    await world.later(minutes=2)

    (told,) = [words for words in await world.in_thread() if "personne n'a décidé" in words]
    assert early == []
    assert f"<@{world.sam.id}>" in told
    assert "112" in told


async def test_who_got_a_decision_is_not_told_that_there_was_none(world: World) -> None:
    second = await in_danger(world)
    await asks(world, world.sam)
    await agrees(world, second)

    await world.later(minutes=31)

    assert not any("personne n'a décidé" in words for words in await world.in_thread())


async def test_what_was_decided_is_not_decided_anew(world: World) -> None:
    second = await in_danger(world)
    await asks(world, world.lea)
    seen = answers_of(await world.press(second, calls(world)[-1], "protection:lift:1:see"))[0]
    await world.press(second, seen, "protection:lift:1:refuse")

    answer = await world.forge(second, calls(world)[-1], "protection:lift:1:grant")

    assert "C'est déjà fait" in said(answer)
    assert [row.was_granted for row in await world.stored(Lifting)] == [False]


async def test_what_was_refused_or_not_decided_shows_nobody(world: World) -> None:
    second = await in_danger(world)
    await asks(world, world.lea)
    early = await world.forge(world.lea, calls(world)[-1], "protection:lift:1:look")
    seen = answers_of(await world.press(second, calls(world)[-1], "protection:lift:1:see"))[0]
    await world.press(second, seen, "protection:lift:1:refuse")

    late = await world.forge(world.lea, calls(world)[-1], "protection:lift:1:look")

    assert str(world.lina.id) not in said(early) + said(late)
    assert "Je ne trouve pas" in said(early)
    assert "Je ne trouve pas" in said(late)
    assert [row.shown_at for row in await world.stored(Lifting)] == [None]


async def test_an_identity_that_the_line_swallowed_can_be_looked_at_once_more(
    world: World,
) -> None:
    second = await in_danger(world)
    await asks(world, world.lea)
    await agrees(world, second)
    world.env.inject_error("PATCH", "*/messages/@original", status=503, times=1)
    world.env.inject_error("POST", "/webhooks/*", status=503, times=1)

    first = await looks(world, world.lea)
    world.env.backend.faults.clear()
    shown = await looks(world, world.lea)

    assert str(world.lina.id) not in said(first)
    assert str(world.lina.id) in said(shown)
    assert "déjà fait" in said(await looks(world, world.lea))
