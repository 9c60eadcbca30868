"""Forget means forget: the rows, the team's copies, what is planned, and the bytes of the file."""

import asyncio
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import func, select
from typer.testing import CliRunner

from bot.__main__ import app
from bot.access import Actor
from cogs.privacy import jobs, service
from models import (
    Alias,
    Consent,
    Fact,
    HeldMessage,
    Message,
    Note,
    OutboxEntry,
    Team,
    Ticket,
    Youth,
)
from tests.protection.test_team import blocked, talking
from tests.world import World, answers_of, only_for_them, said, text_of

SECRET = "J'habite au-dessus de la boulangerie bleue."


async def wants_to_be_forgotten(world: World, *, from_dm: bool = False) -> str:
    """Lina opens the privacy page, asks to be forgotten, and is sure; return the receipt."""
    who = world.lina.user if from_dm else world.lina
    if from_dm:
        page = await world.lina.user.slash("privacy")
    else:
        page = await world.lina.slash(world.welcome, "privacy")
    asked = await world.press(who, answers_of(page)[0], "privacy:forget")
    receipt = await world.press(who, answers_of(asked)[0], "privacy:forget-sure")
    assert only_for_them(receipt)
    return said(receipt)


async def has_talked(world: World) -> None:
    """Lina asked, Sam answered and took a note."""
    await world.is_set_up()
    await world.ask(world.lina, SECRET, wishes=["dm", "check-ins"])
    await world.claim(world.sam)
    await world.reply(world.sam, "Raconte-moi la suite.")
    shown = await world.press(world.sam, await world.card(), "ticket:1:note")
    await world.send_form(world.sam, shown, words="Parle de la boulangerie bleue.")


async def nothing_is_left(world: World) -> None:
    """No row about anybody is left."""
    for kind in (Youth, Alias, Ticket, Message, Note, HeldMessage, Consent):
        assert await world.stored(kind) == [], kind
    async with world.bot.db.reading() as session:
        to_someone = select(func.count()).where(OutboxEntry.youth_id.is_not(None))
        assert await session.scalar(to_someone) == 0


async def test_in_the_middle_of_a_conversation_everything_goes_and_the_counts_stay(
    world: World,
) -> None:
    await has_talked(world)
    counted = [(fact.what, fact.topic, fact.day) for fact in await world.stored(Fact)]
    ticket = await world.ticket()
    thread_id, alias = ticket.thread_id, ticket.alias.name

    receipt = await wants_to_be_forgotten(world)

    assert "Une demande est effacée, avec 2 messages" in receipt.replace("\u2068", "").replace(
        "\u2069", ""
    )
    await nothing_is_left(world)
    assert thread_id not in world.env.backend.channels
    seen = world.everything_staff_can_see()
    assert "boulangerie" not in seen
    assert not any(alias in text_of(message) for message in world.staff.history())
    assert "Une demande était ici" in seen
    assert [(fact.what, fact.topic, fact.day) for fact in await world.stored(Fact)] == counted
    assert {what for what, _, _ in counted} == {
        "asked",
        "claimed",
        "answered",
        "conversation",
    }


async def test_after_the_goodbye_what_was_planned_is_cancelled(world: World) -> None:
    await has_talked(world)
    await world.close(world.sam)

    await wants_to_be_forgotten(world)
    before = len(world.in_dm(world.lina))
    await world.later(days=31)

    await nothing_is_left(world)
    assert len(world.in_dm(world.lina)) == before


async def test_it_works_with_closed_dms(world: World) -> None:
    await has_talked(world)
    world.close_dms(world.lina)

    assert "C'est fait" in await wants_to_be_forgotten(world)

    await nothing_is_left(world)


async def test_it_works_from_the_dm_for_who_has_left_the_server(world: World) -> None:
    await has_talked(world)
    alias, thread_id = (await world.ticket()).alias.name, (await world.ticket()).thread_id
    world.guild.remove_member(world.lina)
    await world.env.settle()
    world.close_dms(world.lina)

    assert "C'est fait" in await wants_to_be_forgotten(world, from_dm=True)

    await nothing_is_left(world)
    assert thread_id not in world.env.backend.channels
    assert not any(alias in text_of(message) for message in world.staff.history())


async def test_an_operator_forgets_somebody_whom_neither_dm_nor_server_is_left(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    await has_talked(world)
    alias, thread_id = (await world.ticket()).alias.name, (await world.ticket()).thread_id
    sealed = (await world.stored(Youth))[0].discord_id
    monkeypatch.setattr("bot.__main__.read_settings", lambda: world.store.settings)
    run, who = CliRunner(), f"{world.lina.id}\n"

    done = await asyncio.to_thread(run.invoke, app, ["forget"], input=who)
    again = await asyncio.to_thread(run.invoke, app, ["forget"], input=who)
    wrong = await asyncio.to_thread(run.invoke, app, ["forget"], input="lina_du_13\n")
    await world.wake()

    assert "Forgotten: 1 requests with 2 messages." in done.output
    if world.bot.db.is_sqlite:
        file = Path(str(world.bot.db.engine.url.database))
        raw = b"".join(path.read_bytes() for path in file.parent.glob(f"{file.name}*"))
        assert sealed not in raw
    assert (again.exit_code, wrong.exit_code) == (1, 1)
    assert "Nothing is kept about this person." in again.output
    assert "That is no Discord id" in wrong.output
    assert str(world.lina.id) not in done.output + again.output + caplog.text
    await nothing_is_left(world)
    assert thread_id not in world.env.backend.channels
    assert not any(alias in text_of(message) for message in world.staff.history())


async def test_who_is_unknown_reads_that_nothing_is_kept(world: World) -> None:
    await world.is_set_up()

    assert "Je n'ai rien gardé sur toi" in await wants_to_be_forgotten(world)


async def test_somebody_else_is_not_forgotten_along(world: World) -> None:
    await has_talked(world)
    await world.ask(world.noe, "Moi aussi.")

    await wants_to_be_forgotten(world)

    assert [ticket.id for ticket in await world.stored(Ticket)] == [2]
    assert len(await world.stored(Youth)) == 1


async def test_a_number_never_serves_twice(world: World) -> None:
    await has_talked(world)
    await wants_to_be_forgotten(world)

    await world.ask(world.lina, "Rebonjour.")

    assert [ticket.id for ticket in await world.stored(Ticket)] == [2]
    assert "Rebonjour." in (await world.in_thread(2))[-1]


async def test_who_comes_back_is_somebody_new(world: World) -> None:
    await has_talked(world)
    await wants_to_be_forgotten(world)

    await world.ask(world.lina, "Rebonjour.")
    await world.lina.send_dm("Je continue ici.")

    assert "Je continue ici." in (await world.in_thread(2))[-1]


async def test_nothing_of_the_person_is_left_in_the_files_bytes(
    world: World, tmp_path: Path
) -> None:
    if not world.bot.db.is_sqlite:
        pytest.skip("PostgreSQL's files are the operator's")
    await has_talked(world)
    await world.lina.send_dm(SECRET)
    (youth,) = await world.stored(Youth)
    messages = await world.stored(Message)
    file = Path(str(world.bot.db.engine.url.database))
    marks = [youth.lookup, youth.discord_id, *(m.words for m in messages if m.words)]
    marks += [(await world.stored(Note))[0].words]
    marks += [m.youth_copy_id.to_bytes(8, "big") for m in messages if m.youth_copy_id]
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert all(mark in file.read_bytes() for mark in marks)

    await wants_to_be_forgotten(world)
    await world.env.settle()

    raw = b"".join(path.read_bytes() for path in file.parent.glob(f"{file.name}*"))
    assert [mark for mark in marks if mark in raw] == []


async def test_the_bytes_go_as_soon_as_nobody_reads_the_earlier_state_any_more(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not world.bot.db.is_sqlite:
        pytest.skip("PostgreSQL's files are the operator's")
    monkeypatch.setattr("bot.db.SCRUB_PAUSES", (0, 0))
    await has_talked(world)
    (youth,) = await world.stored(Youth)
    file = Path(str(world.bot.db.engine.url.database))
    reader = sqlite3.connect(file)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM youth").fetchone()

    await wants_to_be_forgotten(world)
    await world.env.settle()
    await jobs.scrub_again(world.bot)
    pending = world.bot.db.must_scrub
    reader.close()
    await jobs.scrub_again(world.bot)

    raw = b"".join(path.read_bytes() for path in file.parent.glob(f"{file.name}*"))
    assert pending
    assert not world.bot.db.must_scrub
    assert youth.lookup not in raw


async def test_a_reader_who_leaves_soon_is_waited_for(world: World) -> None:
    if not world.bot.db.is_sqlite:
        pytest.skip("PostgreSQL's files are the operator's")
    await has_talked(world)
    file = Path(str(world.bot.db.engine.url.database))
    reader = sqlite3.connect(file)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM youth").fetchone()
    asyncio.get_running_loop().call_later(0.5, reader.close)

    await world.bot.db.scrub()

    assert not world.bot.db.must_scrub


async def test_words_on_their_way_when_their_youth_is_forgotten_are_taken_back(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await has_talked(world)
    usual, noe = world.bot.courier._carrier.hand_over, Actor(world.noe.id, None)

    async def hand_over(entry: OutboxEntry, *about: object) -> object:
        outcome = await usual(entry, *about)  # type: ignore[arg-type]
        if entry.card == "tickets.card":
            async with world.bot.db.transaction() as session:
                await service.forget(session, world.bot.vault, noe, now=world.clock())
        return outcome

    monkeypatch.setattr(world.bot.courier._carrier, "hand_over", hand_over)
    seen_before = world.everything_staff_can_see()

    await world.ask(world.noe, "Une carte part.")

    assert [ticket.id for ticket in await world.stored(Ticket)] == [1]
    assert world.everything_staff_can_see() == seen_before


@pytest.mark.parametrize("days", [30, 365])
async def test_the_teams_own_time_for_names_is_kept(world: World, days: int) -> None:
    await has_talked(world)
    await world.close(world.sam)
    async with world.bot.db.transaction() as session:
        (await session.scalars(select(Team))).one().identity_days = days
    (consent,) = await world.stored(Consent)
    async with world.bot.db.transaction() as session:
        (await session.get_one(Consent, consent.id)).withdrawn_at = world.clock()

    await world.later(days=days - 1)
    kept = await world.stored(Alias)
    await world.later(days=2)

    assert len(kept) == 1
    assert await world.stored(Alias) == []
    assert await world.stored(Ticket) == []


async def test_who_was_blocked_reads_what_stays_of_it(world: World) -> None:
    await talking(world)
    await blocked(world)

    receipt = await wants_to_be_forgotten(world)

    assert "ne plus répondre à ce compte" in receipt
    assert "s'efface toute seule" in receipt


async def test_who_was_not_blocked_reads_nothing_of_blocks(world: World) -> None:
    await has_talked(world)

    assert "ne plus répondre" not in await wants_to_be_forgotten(world)
