"""New keys without a stop, copies that are whole, and neither without the other."""

import asyncio
import gzip
import hashlib
import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from pydantic import SecretStr
from sqlalchemy import Table, delete, select
from typer.testing import CliRunner

from bot import outbox
from bot.__main__ import UNTIL_ALL_LOOKED, app
from bot.backup import BadCopy, back_up, check, hold_what_is_old, restore
from bot.db import Database
from bot.installation import migrate
from bot.keys import count_rows, reseal, shelves, waiting
from bot.vault import LOOKS_EVERY, Vault
from models import Base, EntryState, Installation, Message, Note, OutboxEntry, Team, Youth
from tests.world import TUESDAY_AFTERNOON, Store, Templates, World

SECRET = "J'habite au-dessus de la boulangerie bleue."


async def has_talked(world: World) -> Path:
    """Lina asked, Sam answered; return the key file, from which the bot reads its keys."""
    await world.is_set_up()
    file = world.store.folder / "maraude.keys"
    vault = Vault.load(file) if file.exists() else Vault.make(file)
    world.bot.vault = vault
    await world.ask(world.lina, SECRET)
    await world.claim(world.sam)
    await world.reply(world.sam, "Raconte.")
    return file


async def test_everything_is_sealed_anew_while_the_bot_goes_on(world: World) -> None:
    file = await has_talked(world)
    operator = Vault.load(file)
    operator.add_seal()
    old = await waiting(world.bot.db, operator)

    changed = await reseal(world.bot.db, operator, lambda _: None)
    operator.forget_old_seals()

    assert old == {"youth": 1, "message": 2}
    assert changed == 4
    assert await waiting(world.bot.db, operator) == {}
    words = [world.bot.vault.open(m.words) for m in await world.stored(Message) if m.words]
    assert words == [SECRET, "Raconte."]
    await world.lina.send_dm("Ça marche encore.")
    assert "Ça marche encore." in (await world.in_thread())[-1]


async def test_what_was_interrupted_is_gone_on_with(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = await has_talked(world)
    operator = Vault.load(file)
    operator.add_seal()
    monkeypatch.setattr("bot.keys.AT_ONCE", 1)

    def stop(_rows: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        await reseal(world.bot.db, operator, stop)
    left = sum((await waiting(world.bot.db, operator)).values())
    await reseal(world.bot.db, Vault.load(file), lambda _: None)

    assert 0 < left < await count_rows(world.bot.db)
    assert await waiting(world.bot.db, Vault.load(file)) == {}


async def test_words_that_changed_meanwhile_are_left_alone(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    if world.bot.db.is_sqlite:
        pytest.skip("SQLite has one writer")
    file = await has_talked(world)
    operator = Vault.load(file)
    operator.add_seal()
    usual, left = operator.open_bytes, ["Je corrige."]

    async def change(words: str) -> None:
        db = world.store.open()
        async with db.transaction() as session:
            (await session.get_one(Message, 1)).words = operator.seal(words)
        await db.close()

    def opens(sealed: bytes) -> bytes:
        opened = usual(sealed)
        if opened == SECRET.encode() and left:
            somebody = Thread(target=asyncio.run, args=[change(left.pop())])
            somebody.start()
            somebody.join()
        return opened

    monkeypatch.setattr(operator, "open_bytes", opens)

    await reseal(world.bot.db, operator, lambda _: None)

    (first, *_) = await world.stored(Message)
    assert usual(first.words or b"") == b"Je corrige."


async def test_words_that_are_sealed_while_older_keys_are_thrown_away_are_not_lost(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = await has_talked(world)
    monkeypatch.setattr("bot.__main__.read_settings", lambda: world.store.settings)
    monkeypatch.setattr("bot.__main__.UNTIL_ALL_LOOKED", 2, raising=False)
    monkeypatch.setattr("bot.vault.LOOKS_EVERY", 60)
    world.bot.vault.seal("a moment ago")
    rotated = await asyncio.to_thread(CliRunner().invoke, app, ["keys", "rotate"])
    typed = asyncio.to_thread(CliRunner().invoke, app, ["keys", "forget-old"])
    forgetting = asyncio.get_running_loop().create_task(typed)
    await asyncio.sleep(0.5)

    await world.lina.send_dm("Encore un mot.")
    told = await forgetting

    assert rotated.exit_code == 0
    assert told.exit_code == 1
    assert "1 rows are still sealed by an older key" in told.output
    (*_, last) = [message.words for message in await world.stored(Message) if message.words]
    assert Vault.load(file).open(last) == "Encore un mot."


def test_older_keys_are_thrown_away_after_every_bot_has_looked() -> None:
    assert UNTIL_ALL_LOOKED > LOOKS_EVERY


def test_every_sealed_column_of_every_table_is_on_a_shelf() -> None:
    names = {f"{shelf.table.name}.{column.name}" for shelf in shelves() for column in shelf.sealed}

    assert {"youth.discord_id", "youth.dm_channel_id", "message.words", "note.words"} <= names
    assert {"picture.image", "held_message.words", "concern.why", "lifting.why"} <= names


async def rows_of(db: Database) -> dict[str, list[tuple[Any, ...]]]:
    """Return everything in a database, table by table."""
    async with db.reading() as session:
        tables: list[Table] = Base.metadata.sorted_tables
        return {
            table.name: [
                tuple(row)
                for row in await session.execute(select(table).order_by(*table.primary_key.columns))
            ]
            for table in tables
        }


async def test_a_copy_comes_back_row_for_row_also_on_the_other_database(
    world: World, templates: Templates, tmp_path: Path
) -> None:
    await has_talked(world)
    file = tmp_path / "copy.gz"
    await back_up(world.bot.db, file, now=world.clock())
    before = await rows_of(world.bot.db)

    url = f"sqlite+aiosqlite:///{tmp_path / 'other.db'}"
    await migrate(url)
    other = Database(
        url,
        read_patience=world.store.settings.database.read_patience,
        write_patience=world.store.settings.database.write_patience,
    )
    try:
        await restore(other, url, file)
        assert await rows_of(other) == before
    finally:
        await other.close()


async def test_a_copy_holds_no_word_no_id_and_no_key(world: World, tmp_path: Path) -> None:
    keys = await has_talked(world)
    file = tmp_path / "copy.gz"

    await back_up(world.bot.db, file, now=world.clock())

    raw = gzip.decompress(await asyncio.to_thread(file.read_bytes)).decode()
    assert "boulangerie" not in raw
    assert str(world.lina.id) not in raw
    lines = (await asyncio.to_thread(keys.read_text)).splitlines()
    assert not any(line.split()[1] in raw for line in lines if line and not line.startswith("#"))
    assert (await asyncio.to_thread(file.stat)).st_mode & 0o077 == 0


async def test_a_copy_that_is_damaged_or_cut_off_is_refused(world: World, tmp_path: Path) -> None:
    await has_talked(world)
    file = tmp_path / "copy.gz"
    await back_up(world.bot.db, file, now=world.clock())
    whole = await asyncio.to_thread(file.read_bytes)
    lines = gzip.decompress(whole).splitlines(keepends=True)

    damaged = [
        whole[: len(whole) // 2],
        gzip.compress(b"".join(lines[:-1])),
        gzip.compress(b"".join(lines[:3] + lines[4:])),
        b"no copy at all",
        b"",
    ]
    for bad in damaged:
        await asyncio.to_thread(file.write_bytes, bad)
        with pytest.raises(BadCopy):
            check(file)


async def test_a_copy_of_a_newer_version_is_refused_with_a_sentence(
    world: World, tmp_path: Path
) -> None:
    await has_talked(world)
    file = tmp_path / "copy.gz"
    await back_up(world.bot.db, file, now=world.clock())
    whole = gzip.decompress(await asyncio.to_thread(file.read_bytes)).splitlines(keepends=True)
    head = json.loads(whole[0]) | {"revision": "9999"}
    lines = [json.dumps(head).encode() + b"\n", *whole[1:-1]]
    end = {"sha256": hashlib.sha256(b"".join(lines)).hexdigest(), "rows": len(lines) - 1}
    newer = gzip.compress(b"".join([*lines, json.dumps(end).encode() + b"\n"]))
    await asyncio.to_thread(file.write_bytes, newer)

    async with another(tmp_path) as (other, url):
        with pytest.raises(BadCopy, match="newer version"):
            await restore(other, url, file)


async def test_changing_the_keys_again_goes_on_with_the_key_that_was_begun(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = await has_talked(world)
    Vault.load(file).add_seal()
    monkeypatch.setattr("bot.__main__.read_settings", lambda: world.store.settings)

    done = await asyncio.to_thread(CliRunner().invoke, app, ["keys", "rotate"])

    vault = Vault.load(file)
    assert "Sealed with the new key: 4 values." in done.output
    assert vault.how_many_seals == 2
    assert await waiting(world.bot.db, vault) == {}


async def test_a_copy_goes_into_an_empty_database_only(world: World, tmp_path: Path) -> None:
    await has_talked(world)
    file = tmp_path / "copy.gz"
    await back_up(world.bot.db, file, now=world.clock())
    before = len(await world.stored(Youth))

    with pytest.raises(BadCopy, match="not empty"):
        await restore(world.bot.db, world.store.url, file)

    assert len(await world.stored(Youth)) == before
    with pytest.raises(BadCopy, match="exists already"):
        await back_up(world.bot.db, file, now=world.clock())


@asynccontextmanager
async def another(tmp_path: Path, name: str = "other.db") -> AsyncGenerator[tuple[Database, str]]:
    """Another database of this version, with nothing in it."""
    url = f"sqlite+aiosqlite:///{tmp_path / name}"
    await migrate(url)
    patience = timedelta(seconds=20)
    db = Database(url, read_patience=patience, write_patience=patience)
    try:
        yield db, url
    finally:
        await db.close()


async def test_no_number_that_served_after_the_copy_serves_again(
    world: World, tmp_path: Path
) -> None:
    await has_talked(world)
    file = tmp_path / "copy.gz"
    await back_up(world.bot.db, file, now=world.clock())

    async with another(tmp_path) as (other, url):
        await restore(other, url, file)
        async with other.transaction() as session:
            old = (await session.scalars(select(Message))).all()
            ticket = old[0].ticket_id
            session.add(Note(ticket_id=ticket, words=b"", written_at=world.clock()))
            session.add(
                Message(
                    ticket_id=ticket,
                    author=old[0].author,
                    via=old[0].via,
                    written_at=world.clock(),
                )
            )
        async with other.reading() as session:
            numbers = (await session.scalars(select(Message.id).order_by(Message.id))).all()
            (note,) = (await session.scalars(select(Note.id))).all()

    assert numbers[-1] == numbers[-2] + 1_000_001
    assert note == 1_000_001


async def test_numbers_leap_on_the_database_that_comes_back(store: Store, tmp_path: Path) -> None:
    db = store.open()
    async with db.transaction() as session:
        session.add(Team(guild_id=1, name="Les Ponts", created_at=TUESDAY_AFTERNOON))
        session.add(Installation(id=1, key_mark=b"", created_at=TUESDAY_AFTERNOON))
    file = tmp_path / "copy.gz"
    await back_up(db, file, now=TUESDAY_AFTERNOON)
    async with db.transaction() as session:
        await session.execute(delete(Team))
        await session.execute(delete(Installation))

    await restore(db, store.url, file)
    async with db.transaction() as session:
        session.add(Team(guild_id=2, name="Ailleurs", created_at=TUESDAY_AFTERNOON))
    async with db.reading() as session:
        numbers = (await session.scalars(select(Team.id).order_by(Team.id))).all()
    await db.close()

    assert numbers == [1, 1_000_002]


async def test_what_was_owed_for_long_when_the_copy_was_made_is_not_sent_again(
    world: World, tmp_path: Path
) -> None:
    await has_talked(world)
    now = world.clock()
    async with world.bot.db.transaction() as session:
        about: dict[str, Any] = {"youth_id": 1, "args": {"ticket": 1}}
        long_ago = now - timedelta(days=2)
        outbox.promise(session, "relay.to_youth", once="old", now=long_ago, **about)
        outbox.promise(session, "relay.to_youth", once="new", now=now, **about)
        outbox.promise(session, "tickets.thread_gone", once="gone", now=long_ago, ticket_id=7)
        file = tmp_path / "copy.gz"
    await world.bot.courier.stop()
    await back_up(world.bot.db, file, now=now)

    async with another(tmp_path) as (other, url):
        await restore(other, url, file)
        held = await hold_what_is_old(other, now=now)
        async with other.reading() as session:
            wanted = select(OutboxEntry).where(OutboxEntry.once.in_(["old", "new", "gone"]))
            found = {entry.once: entry for entry in await session.scalars(wanted)}

    assert held == 1
    assert found["old"].state is EntryState.DROPPED
    assert (found["new"].state, found["new"].uncertain) == (EntryState.OWED, True)
    assert found["gone"].state is EntryState.OWED


async def test_the_operator_reads_what_a_restored_copy_brings_back(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await has_talked(world)
    file = tmp_path / "copy.gz"
    async with world.bot.db.transaction() as session:
        about: dict[str, Any] = {
            "youth_id": 1,
            "now": world.clock(),
            "due_at": world.clock() + timedelta(hours=2),
        }
        outbox.promise(session, "relay.to_youth", once="old", **about)
    await back_up(world.bot.db, file, now=world.clock())
    async with another(tmp_path) as (_, url):
        settings = world.store.settings
        there = settings.model_copy(
            update={"database": settings.database.model_copy(update={"url": SecretStr(url)})}
        )
        monkeypatch.setattr("bot.__main__.read_settings", lambda: there)

        told = await asyncio.to_thread(CliRunner().invoke, app, ["restore", str(file)])

    assert "the keys fit" in told.output
    assert "Not sent again: 1 messages" in told.output
    assert "asked to be forgotten after 2026-01-06T13:00:00+00:00 is back" in told.output
    assert "maraude forget" in told.output
