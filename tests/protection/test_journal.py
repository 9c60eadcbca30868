"""What was done stays written: nobody takes a line back unseen, not even with the database open."""

import re
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest
import simcord
from sqlalchemy import delete, text, update
from sqlalchemy.exc import DBAPIError

from bot.db import WriteSession
from models import JournalLine, Team
from tests.protection.test_team import talking
from tests.setup.server import begin
from tests.world import TUESDAY_AFTERNOON, World, said, text_of

SEAL = re.compile(r"ligne (\d+), sceau `([0-9a-f]{4}-[0-9a-f]{4})`")


async def worries(world: World, why: str) -> None:
    """Sam tells the lead what worries him: one line more in the journal."""
    shown = await world.sam.slash(await world.thread(), "ticket escalate")
    await world.send_form(world.sam, shown, why=why)


async def journal(world: World) -> simcord.InteractionResult:
    """Léa reads the journal."""
    return await world.lea.slash(world.staff, "safeguard journal")


def plain(words: str) -> str:
    """Return words without the marks that keep numbers apart."""
    return words.replace("\u2068", "").replace("\u2069", "")


@asynccontextmanager
async def an_intruder(world: World) -> AsyncGenerator[WriteSession]:
    """Somebody owns the database, takes its guard away, and does what they like."""
    is_sqlite = world.bot.db.is_sqlite
    guards = ["journal_stays_update", "journal_stays_delete"]
    off = [f"DROP TRIGGER {guard}" for guard in guards]
    async with world.bot.db.transaction() as session:
        for command in off if is_sqlite else ["ALTER TABLE journal DISABLE TRIGGER journal_stays"]:
            await session.execute(text(command))
        yield session
        if not is_sqlite:
            await session.flush()
            await session.execute(text("ALTER TABLE journal ENABLE TRIGGER journal_stays"))


@pytest.mark.parametrize("how", ["altered", "removed", "cut off"])
async def test_a_line_of_the_journal_that_was_touched_shows(world: World, how: str) -> None:
    await talking(world)
    for why in ("Un.", "Deux.", "Trois."):
        await worries(world, why)
    assert "3 lignes, chaîne intacte" in plain(said(await journal(world)))

    async with an_intruder(world) as session:
        if how == "altered":
            second = update(JournalLine).where(JournalLine.number == 2)
            await session.execute(second.values(who=world.max.id))
        else:
            number = 2 if how == "removed" else 3
            await session.execute(delete(JournalLine).where(JournalLine.number == number))

    number = 3 if how == "cut off" else 2
    assert f"rompue à la ligne {number}" in plain(said(await journal(world)))


@pytest.mark.parametrize(
    "changed",
    [{"who": 1}, {"what": "blocked"}, {"ticket": 7}, {"reason": "law"}, {"at": TUESDAY_AFTERNOON}],
    ids=lambda changed: next(iter(changed)),
)
async def test_every_part_of_a_line_is_sealed(world: World, changed: dict[str, Any]) -> None:
    await talking(world)
    world.clock.at += timedelta(hours=1)
    await worries(world, "Un.")

    async with an_intruder(world) as session:
        await session.execute(update(JournalLine).values(**changed))

    assert "rompue à la ligne 1" in plain(said(await journal(world)))


@pytest.mark.parametrize("what", [{"who": 1}, None], ids=["changed", "removed"])
async def test_the_database_itself_keeps_lines_as_they_were_written(
    world: World, what: dict[str, int] | None
) -> None:
    await talking(world)
    await worries(world, "Un.")

    with pytest.raises(DBAPIError, match="only appended to"):
        async with world.bot.db.transaction() as session:
            act = update(JournalLine).values(what) if what else delete(JournalLine)
            await session.execute(act)

    assert [line.who for line in await world.stored(JournalLine)] == [world.sam.id]


async def test_a_journal_that_lost_all_its_lines_is_not_taken_for_a_new_one(world: World) -> None:
    await talking(world)
    await worries(world, "Un.")

    async with an_intruder(world) as session:
        await session.execute(delete(JournalLine))
        await session.execute(update(Team).values(journal_end=None))

    assert "rompue à la ligne 1" in plain(said(await journal(world)))


async def test_what_is_written_after_a_loss_does_not_hide_it(world: World) -> None:
    await talking(world)
    for why in ("Un.", "Deux."):
        await worries(world, why)
    async with an_intruder(world) as session:
        await session.execute(delete(JournalLine).where(JournalLine.number == 2))

    await worries(world, "Trois.")
    await worries(world, "Quatre.")

    assert "rompue à la ligne 2" in plain(said(await journal(world)))


async def test_a_new_team_has_an_empty_journal_that_is_whole(world: World) -> None:
    await begin(world)
    async with world.bot.db.transaction() as session:
        await session.execute(update(Team).values(lead_role_id=world.lead_role.id))

    assert "Le journal est vide" in said(await journal(world))


async def test_what_an_earlier_version_left_without_a_seal_gets_one_at_the_start(
    world: World,
) -> None:
    await world.is_set_up()
    async with world.bot.db.transaction() as session:
        await session.execute(update(Team).values(journal_end=b""))

    await world.restart()

    assert "Le journal est vide" in said(await journal(world))


async def test_once_a_day_the_lead_gets_a_copy_of_how_the_journal_ends(world: World) -> None:
    apart = world.guild.create_text_channel("référente")
    await world.is_set_up(lead_channel_id=apart.id)
    await world.ask(world.lina)
    await world.claim(world.sam)
    await world.thread()
    await worries(world, "Un.")
    await worries(world, "Deux.")

    await world.later(days=1)
    await world.later(days=1)

    posted = [SEAL.findall(plain(text_of(m))) for m in apart.history()]
    assert [found for found in posted if found] == [SEAL.findall(plain(said(await journal(world))))]


async def test_a_journal_that_was_brought_back_to_an_earlier_day_differs_from_the_copy(
    world: World,
) -> None:
    await talking(world)
    await worries(world, "Un.")
    earlier = (await world.stored(Team))[0].journal_end
    await worries(world, "Deux.")
    await world.later(days=1)
    (copy,) = [SEAL.findall(plain(text_of(m))) for m in world.staff.history() if "📒" in text_of(m)]

    async with an_intruder(world) as session:
        await session.execute(delete(JournalLine).where(JournalLine.number == 2))
        await session.execute(update(Team).values(journal_end=earlier))

    shown = plain(said(await journal(world)))
    assert "Une ligne, chaîne intacte" in shown
    assert copy[0][0] == "2"
    assert SEAL.findall(shown) != copy


async def test_the_file_holds_the_seal_of_every_line(world: World) -> None:
    await talking(world)
    await worries(world, "Un.")
    await world.later(days=1)
    await worries(world, "Deux.")

    (copy,) = [SEAL.findall(plain(text_of(m))) for m in world.staff.history() if "📒" in text_of(m)]
    lines = await world.stored(JournalLine)

    assert copy == [("1", f"{lines[0].link.hex()[:4]}-{lines[0].link.hex()[4:8]}")]
    answer = await journal(world)
    assert answer.response is not None
    (file,) = answer.response.attachments
    assert file.filename == "journal.csv"
