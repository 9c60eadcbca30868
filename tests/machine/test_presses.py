"""Whatever is pressed or sent in, somebody answers; what is not theirs looks as if it were not
there."""

import asyncio
import logging
import re
import sys
from typing import Any

import pytest
import structlog

from bot.errors import Expected, NotYours
from bot.log import start_logging
from bot.ui import number_of, pattern_of
from models import CheckIn, CheckInState, Consent, Youth
from tests.world import World, answers_of, only_for_them, said

FORGED = [
    "999",
    "0",
    "99999999999999999",
    "999999999999999999999999999999",
    "-1",
    "none",
    "１２",
    "²",
    "1e3",
    "x" * 60,
]
"""Numbers of nothing, numbers that are none, numbers no database could hold."""
AS_IF_MISSING = "Je ne trouve pas cette demande."


async def a_request_of_somebody_else(world: World) -> None:
    """Lina asked, and Sam answers."""
    await world.is_set_up()
    await world.ask(world.lina)
    await world.claim(world.sam)


@pytest.mark.parametrize("verb", ["claim", "release", "note", "close"])
@pytest.mark.parametrize("number", FORGED)
async def test_a_forged_number_looks_like_a_missing_request_to_a_mentor(
    world: World, verb: str, number: str
) -> None:
    await a_request_of_somebody_else(world)

    answer = await world.forge(world.sam, await world.card(), f"ticket:{number}:{verb}")

    assert AS_IF_MISSING in said(answer)
    assert only_for_them(answer)


@pytest.mark.parametrize(
    "address",
    [
        "ticket:{}:withdraw-sure",
        "relay:write:{}",
        "followups:accept:{}",
        "tickets:again:{}",
        "check-in:{}:better",
    ],
)
async def test_somebody_elses_request_looks_exactly_like_a_missing_one_to_a_youth(
    world: World, address: str
) -> None:
    await a_request_of_somebody_else(world)
    card = await world.card()

    theirs = await world.forge(world.noe, card, address.format(1))
    missing = await world.forge(world.noe, card, address.format(999))
    impossible = await world.forge(world.noe, card, address.format("9" * 40))

    assert AS_IF_MISSING in said(theirs)
    assert said(theirs) == said(missing) == said(impossible)
    assert all(only_for_them(answer) for answer in (theirs, missing, impossible))


@pytest.mark.parametrize("address", ["relay:edit:{}", "relay:erase:{}", "relay:reply:{}"])
async def test_somebody_elses_reply_looks_exactly_like_a_missing_one_to_a_mentor(
    world: World, address: str
) -> None:
    await a_request_of_somebody_else(world)
    await world.reply(world.sam, "Bonjour.")
    card = await world.card()

    missing = await world.forge(world.ines, card, address.format(999))
    theirs = [await world.forge(world.ines, card, address.format(number)) for number in (1, 2)]

    assert AS_IF_MISSING in said(missing)
    if not address.startswith("relay:reply"):
        assert {said(answer) for answer in theirs} == {said(missing)}


async def test_a_youth_cannot_act_as_a_mentor_by_a_forged_button(world: World) -> None:
    await a_request_of_somebody_else(world)

    answers = [
        await world.forge(world.lina, await world.card(), f"ticket:{number}:{verb}")
        for number in (1, 999)
        for verb in ("claim", "release", "close", "note")
    ]

    assert len({said(answer) for answer in answers}) == 1
    assert "réservé aux mentors" in said(answers[0])


async def test_a_button_that_nobody_knows_any_more_is_answered(world: World) -> None:
    await a_request_of_somebody_else(world)

    answer = await world.forge(world.sam, await world.card(), "a-feature:of:yesterday")

    assert "C'est déjà fait, ou c'est fermé" in said(answer)


@pytest.mark.parametrize(
    "forged", ["privacy:language:xx", "privacy:withdraw:everything", "check-in:1:perhaps"]
)
async def test_a_choice_that_nobody_offered_changes_nothing(world: World, forged: str) -> None:
    await world.is_set_up()
    await world.ask(world.lina, wishes=["dm", "check-ins"])
    async with world.bot.db.transaction() as session:
        asked = CheckIn(ticket_id=1, days=2, due_at=world.clock(), state=CheckInState.SENT)
        session.add(asked)
    page = await world.lina.slash(world.welcome, "privacy")

    answer = await world.forge(world.lina, answers_of(page)[0], forged)

    assert "Je ne trouve pas" in said(answer)
    assert [youth.locale for youth in await world.stored(Youth)] == ["fr"]
    assert [yes.withdrawn_at for yes in await world.stored(Consent)] == [None]
    assert [asked.answer for asked in await world.stored(CheckIn)] == [None]


async def test_a_press_that_crashes_is_answered_with_a_code_that_the_log_knows(
    world: World, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    await world.is_set_up()
    await world.ask(world.lina)
    card = await world.card()

    async def crash(*_about: object, **_more: object) -> None:
        raise RuntimeError(f"nothing works for {world.sam.id}")

    monkeypatch.setattr(sys.modules["cogs.tickets.service"], "claim", crash)
    root = logging.getLogger()
    before = root.handlers[:]
    start_logging("INFO", as_json=False)
    try:
        answer = await world.press(world.sam, card, "ticket:1:claim")
    finally:
        root.handlers = before
        root.setLevel(logging.WARNING)
        structlog.reset_defaults()

    logged = capfd.readouterr().err
    code = re.search(r"ce code, qui ne dit rien de toi : (\w{6})", said(answer))
    assert code is not None
    assert f"Incident {code[1]}" in logged
    assert "nothing works for <id>" in logged
    assert str(world.sam.id) not in logged
    assert only_for_them(answer)
    assert "**112**" in said(answer)


@pytest.mark.parametrize("part", FORGED[4:])
def test_what_is_no_number_of_ours_belongs_to_nobody(part: str) -> None:
    with pytest.raises(NotYours):
        number_of(part)


def test_the_longest_number_of_ours_fits_both_databases() -> None:
    assert number_of("9" * 18) < 2**63
    with pytest.raises(NotYours):
        number_of("9" * 19)


@pytest.mark.parametrize(
    ("address", "custom_id", "parts"),
    [
        ("ticket:{ticket}:claim", "ticket:12:claim", {"ticket": "12"}),
        ("ticket:{ticket}:claim", "ticket:12:claim:more", None),
        ("ticket:{ticket}:claim", "ticket:1:2:claim", None),
        ("ticket:{ticket}:claim", "xticket:12:claim", None),
        ("ticket:{ticket}:claim", "ticket::claim", None),
        (
            "check-in:{check_in}:{answer}",
            "check-in:3:better",
            {"check_in": "3", "answer": "better"},
        ),
        ("a.b:{x}", "axb:1", None),
    ],
)
def test_an_address_means_itself_and_nothing_else(
    address: str, custom_id: str, parts: dict[str, str] | None
) -> None:
    found = re.fullmatch(pattern_of(address), custom_id)

    assert (found.groupdict() if found else None) == parts


async def test_no_two_addresses_answer_the_same_press(world: World) -> None:
    examples = [
        re.sub(r"\(\?P<\w+>\[[^\]]*\]\+\)", "1", pattern.pattern).replace("\\", "")
        for pattern in world.bot.addresses
    ]
    forms = [
        re.sub(r"\(\?P<\w+>\[[^\]]*\]\+\)", "1", kind.pattern.pattern).replace("\\", "")
        for kind in world.bot.forms
    ]

    for example in examples:
        assert sum(bool(p.fullmatch(example)) for p in world.bot.addresses) == 1, example
    for example in forms:
        assert sum(bool(k.pattern.fullmatch(example)) for k in world.bot.forms) == 1, example


def test_every_expected_error_knows_a_sentence_of_its_own() -> None:
    def below(kind: type[Expected]) -> list[type[Expected]]:
        return [kind, *(found for child in kind.__subclasses__() for found in below(child))]

    groups = {"Expected", "BadInput", "NotAllowed"}
    mute = [
        kind.__name__
        for kind in below(Expected)
        if kind.__name__ not in groups and kind.key == Expected.key
    ]

    assert mute == []


async def test_who_stops_lets_a_press_come_to_its_end_first(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.is_set_up()
    await world.ask(world.lina)
    service, held = sys.modules["cogs.tickets.service"], asyncio.Event()
    claim, loop = service.claim, asyncio.get_running_loop()

    async def slow_claim(*args: Any, **named: Any) -> Any:
        await held.wait()
        return await claim(*args, **named)

    monkeypatch.setattr(service, "claim", slow_claim)
    card = await world.card()
    pressing = loop.create_task(world.press_together([world.sam], card, "ticket:1:claim"))
    await asyncio.sleep(0.2)

    ending = loop.create_task(world.bot.finish_answers())
    await asyncio.sleep(0.1)
    was_waited_for = not ending.done()
    held.set()
    await ending

    assert was_waited_for
    assert (await world.ticket()).mentor_id is not None
    await pressing
