"""A live installation moves from SQLite to PostgreSQL: whole, once, and whatever happens on the way
there is never more than one database on which the bot would start."""

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
import uuid
from collections.abc import AsyncGenerator, Generator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import NullPool, delete, func, select, text, update
from sqlalchemy.ext.asyncio import create_async_engine
from typer.testing import CliRunner, Result

from bot import clock, moving, outbox
from bot.__main__ import app
from bot.backup import LEAP, BadCopy, back_up, restore
from bot.errors import Unavailable
from bot.installation import HOUSE, BadStart, migrate, open_vault
from bot.moving import opened, take_back
from bot.outbox import OWED
from models import Consent, Fact, Message, OutboxEntry, Permanence, Snippet, Team, Ticket
from tests.moving.house import Home, database, make_lived_in, move_in, rows_of, used
from tests.world import IN_A_HURRY, TUESDAY_AFTERNOON

pytestmark = pytest.mark.postgres
POSTGRES = os.environ.get("MARAUDE_TEST_POSTGRES_URL")


async def say(url: str, *sentences: str) -> None:
    """Say something to a PostgreSQL server."""
    engine = create_async_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    async with engine.connect() as connection:
        for sentence in sentences:
            await connection.execute(text(sentence))
    await engine.dispose()


@contextlib.asynccontextmanager
async def a_postgres(template: str = "template1") -> AsyncGenerator[str]:
    """A database with nothing in it, or with the same as another one; afterwards it is gone."""
    if POSTGRES is None:
        pytest.skip("MARAUDE_TEST_POSTGRES_URL is not set")
    name = f"maraude_{uuid.uuid4().hex[:12]}"
    in_a_hurry = f"ALTER DATABASE {name} SET {IN_A_HURRY}"
    await say(POSTGRES, f"CREATE DATABASE {name} TEMPLATE {template}", in_a_hurry)
    try:
        yield f"{POSTGRES.rpartition('/')[0]}/{name}"
    finally:
        await say(POSTGRES, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="module")
def lived_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite database in which every table has rows."""
    folder = tmp_path_factory.mktemp("lived-in")
    make_lived_in(folder)
    return folder


@pytest.fixture(scope="module")
def migrated() -> Generator[str]:
    """The name of a database of this version without a row: from nothing to there takes seconds."""
    stack = contextlib.AsyncExitStack()

    async def make() -> str:
        url = await stack.enter_async_context(a_postgres())
        await migrate(url)
        return url.rpartition("/")[2]

    with asyncio.Runner() as runner:
        yield runner.run(make())
        runner.run(stack.aclose())


@pytest.fixture
async def home(
    lived_in: Path, tmp_path: Path, migrated: str, monkeypatch: pytest.MonkeyPatch
) -> AsyncGenerator[Home]:
    """The same, with an empty PostgreSQL database to move to, in small steps."""
    monkeypatch.setattr(moving, "AT_ONCE", 7)
    monkeypatch.setattr(moving, "KEYS_AT_ONCE", 10)
    async with a_postgres(migrated) as postgres:
        yield move_in(lived_in, tmp_path, postgres)


def nothing(_rows: int) -> None:
    """Show no progress."""


async def copied(home: Home, advance: moving.Advance = nothing) -> moving.Pass:
    """Make one pass."""
    async with opened(home.sqlite, home.postgres) as move:
        return await move.bring_over(advance)


async def typed(home: Home, monkeypatch: pytest.MonkeyPatch, *words: str, url: str = "") -> Result:
    """Type ``maraude copy-database`` with these words."""
    there = home.settings(url or home.sqlite)
    monkeypatch.setattr("bot.__main__.read_settings", lambda: there)
    return await asyncio.to_thread(CliRunner().invoke, app, ["copy-database", *words])


AS_PEOPLE_DO = "template0 LOCALE_PROVIDER icu ICU_LOCALE 'en-US'"
"""A database that puts text in the order of a dictionary, unlike SQLite."""


async def test_everything_arrives_and_the_bot_goes_on_there(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with a_postgres(AS_PEOPLE_DO) as home.postgres:
        await everything_arrives(home, monkeypatch)


async def everything_arrives(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """Move to a database in which nothing is yet."""
    before = await rows_of(home.sqlite)
    assert [name for name, rows in before.items() if not rows] == []

    told = await typed(home, monkeypatch, home.postgres)

    assert told.exit_code == 0, told.output
    count = sum(len(rows) for rows in before.values())
    assert f"{count} rows, the same on both sides; {count} were new" in told.output
    assert "Set [database] url" in told.output
    assert await rows_of(home.postgres) == before
    assert await home.live_ones() == [home.postgres]
    async with used(home.postgres) as db:
        vault = await open_vault(db, home.settings(home.postgres), now=TUESDAY_AFTERNOON)
        async with db.reading() as session:
            sealed = await session.scalar(select(Message.words).where(Message.words.is_not(None)))
    assert vault.open(sealed or b"")


async def test_the_bot_goes_on_while_it_is_copied_and_the_last_pass_brings_what_changed(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with used(home.sqlite) as bot:
        first = await typed(home, monkeypatch, home.postgres)
        live_between = await home.live_ones()
        async with bot.transaction() as session:
            session.add(Team(guild_id=7, name="Ailleurs", created_at=TUESDAY_AFTERNOON))
            await session.execute(update(Ticket).where(Ticket.id == 1).values(urgent=True))
            last = await session.scalar(select(func.max(Consent.id)))
            await session.execute(delete(Consent).where(Consent.id == last))
            team = await session.scalar(select(func.max(Ticket.id)))
            await session.execute(delete(Ticket).where(Ticket.id == team))

    before = await rows_of(home.sqlite)
    second = await copied(home)

    assert "Stop the bot" in first.output
    assert live_between == [home.sqlite]
    assert second.is_last
    assert 4 <= second.changed < 60
    assert await rows_of(home.postgres) == before
    assert await home.live_ones() == [home.postgres]


class Power(BaseException):
    """The power goes."""


@pytest.mark.parametrize("after", [1, 75, 140], ids=lambda steps: f"{steps} steps")
@pytest.mark.parametrize("is_running", [True, False], ids=["beside the bot", "in the last pass"])
async def test_what_was_interrupted_is_gone_on_with(
    home: Home, *, after: int, is_running: bool
) -> None:
    left = after

    def stop(_rows: int) -> None:
        nonlocal left
        left -= 1
        if not left:
            raise Power

    async with contextlib.AsyncExitStack() as stack:
        if is_running:
            await stack.enter_async_context(used(home.sqlite))
        with pytest.raises(Power):
            await copied(home, stop)
    between = await home.live_ones()

    done = await copied(home)

    assert between == [home.sqlite]
    assert done.is_last
    assert (done.changed == 0) is (after == 140), "what was brought over is not brought over again"
    assert await home.live_ones() == [home.postgres]


DRIVER = """
import asyncio, os, signal, sys
from bot import clock, moving, outbox
source, target, moment = sys.argv[1:]
moving.AT_ONCE = 7
steps = 0
def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)
def advance(_rows):
    global steps
    steps += 1
    if moment == str(steps):
        die()
async def go():
    if moment == "closed":
        moving.Move._open_target = die
    if moment == "marked":
        moving.count_on = die
    if moment == "begun":
        moving.Move.bring_over = die
    async with moving.opened(source, target) as move:
        await move.bring_over(advance)
asyncio.run(go())
"""


@pytest.mark.slow
@pytest.mark.parametrize("moment", ["begun", "60", "100", "closed", "marked"])
async def test_a_kill_at_any_moment_leaves_at_most_one_live_database(
    home: Home, moment: str
) -> None:
    before = await rows_of(home.sqlite)
    command = [sys.executable, "-c", DRIVER, home.sqlite, home.postgres, moment]

    died = await asyncio.to_thread(subprocess.run, command, cwd=HOUSE, check=False)
    between = await home.live_ones()
    done = await copied(home)

    assert died.returncode == -signal.SIGKILL
    assert between == ([] if moment in {"closed", "marked"} else [home.sqlite])
    assert done.is_last
    assert await home.live_ones() == [home.postgres]
    assert await rows_of(home.postgres) == before


async def test_a_row_that_arrives_damaged_is_noticed_and_sqlite_stays_the_live_one(
    home: Home,
) -> None:
    await say(
        home.postgres,
        "CREATE FUNCTION damage() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN NEW.words := '\\x00'; RETURN NEW; END $$",
        "CREATE TRIGGER damage BEFORE INSERT ON message FOR EACH ROW WHEN (NEW.id = 3)"
        " EXECUTE FUNCTION damage()",
    )

    with pytest.raises(BadCopy, match=r"«message» is not the same.*SQLite stays the live"):
        await copied(home)

    assert await home.live_ones() == [home.sqlite]
    await say(home.postgres, "DROP TRIGGER damage ON message")
    assert (await copied(home)).is_last


async def test_a_row_that_gets_lost_is_noticed(home: Home) -> None:
    await say(
        home.postgres,
        "CREATE FUNCTION lose() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$",
        "CREATE TRIGGER lose BEFORE INSERT ON fact FOR EACH ROW WHEN (NEW.id = 3)"
        " EXECUTE FUNCTION lose()",
    )

    with pytest.raises(BadCopy, match=r"«fact» is not the same"):
        await copied(home)


async def test_what_postgresql_refuses_is_said_without_showing_it(home: Home) -> None:
    async with used(home.sqlite) as db, db.transaction() as session:
        await session.execute(update(Team).values(name="Les Ponts " * 40))

    with pytest.raises(BadCopy, match=r"refuses rows of «team»") as told:
        await copied(home)

    assert "Ponts" not in str(told.value)
    assert await home.live_ones() == [home.sqlite]


async def test_two_rows_that_exchanged_what_only_one_may_have_arrive_too(home: Home) -> None:
    about: dict[str, Any] = {"team_id": 1, "locale": "fr", "words": b"x"}
    about["changed_at"] = TUESDAY_AFTERNOON
    async with used(home.sqlite) as bot:
        async with bot.transaction() as session:
            session.add_all(Snippet(title=title, **about) for title in ("a", "b"))
        await copied(home)
        async with bot.transaction() as session:
            for old, new in (("a", "c"), ("b", "a"), ("c", "b")):
                await session.execute(update(Snippet).where(Snippet.title == old).values(title=new))
    before = await rows_of(home.sqlite)

    done = await copied(home)

    assert done.is_last
    assert await rows_of(home.postgres) == before


async def test_a_number_of_a_row_that_is_gone_never_serves_again(home: Home) -> None:
    async with used(home.sqlite) as db, db.transaction() as session:
        highest = await session.scalar(select(func.max(Fact.id)))
        await session.execute(delete(Fact).where(Fact.id == highest))
        fact = (await session.execute(select(Fact.__table__).limit(1))).mappings().one()

    await copied(home)

    async with used(home.postgres) as db, db.transaction() as session:
        again = Fact(**{name: value for name, value in fact.items() if name != "id"})
        session.add(again)
        await session.flush()
        assert again.id == (highest or 0) + 1


async def test_what_is_nothing_stays_nothing(home: Home, tmp_path: Path) -> None:
    """In a column of JSON there are two kinds of nothing, and only one is found by IS NULL."""
    await copied(home)
    async with used(home.postgres) as db:
        copy = tmp_path / "copy.gz"
        await back_up(db, copy, now=TUESDAY_AFTERNOON)
        async with db.reading() as session:
            moved = (await session.scalars(select(Permanence.slots.is_(None)))).all()
    async with a_postgres() as other, used(other) as db:
        await restore(db, other, copy)
        async with db.reading() as session:
            restored = (await session.scalars(select(Permanence.slots.is_(None)))).all()

    assert moved == restored == [True]


async def test_the_old_file_is_refused_with_what_to_do_also_by_a_bot_that_runs(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    bot = database(home.sqlite)  # it has no connection open at this moment
    await copied(home)

    with pytest.raises(Unavailable):
        async with bot.transaction() as session:
            await session.execute(update(Ticket).values(urgent=True))
    with pytest.raises(BadStart, match=r"moved to PostgreSQL.*--take-back"):
        await migrate(home.sqlite)
    monkeypatch.setattr("bot.__main__.read_settings", lambda: home.settings(home.sqlite))
    for command in (["run"], ["status"], ["keys", "status"], ["backup", str(home.folder / "x")]):
        monkeypatch.setenv("MARAUDE_DISCORD__TOKEN", "x")
        told = await asyncio.to_thread(CliRunner().invoke, app, command)
        assert told.exit_code == 1
    assert "moved to PostgreSQL" in told.output


async def test_when_everything_was_moved_the_same_command_says_so(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    await copied(home)

    again = await typed(home, monkeypatch, home.postgres)
    async with a_postgres() as other:
        elsewhere = await typed(home, monkeypatch, other)

    assert again.exit_code == 0
    assert "Everything is in PostgreSQL already" in again.output
    assert elsewhere.exit_code == 1
    assert "moved to another PostgreSQL database already" in elsewhere.output


async def test_the_file_can_be_taken_back_and_is_then_moved_elsewhere_only(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with used(home.sqlite) as db, db.transaction() as session:
        outbox.promise(session, "x", once="a moment ago", now=clock.now(), ticket_id=1)
    await copied(home)
    async with used(home.postgres) as db, db.transaction() as session:
        session.add(Team(guild_id=7, name="Ailleurs", created_at=TUESDAY_AFTERNOON))

    told = await typed(home, monkeypatch, "--take-back")
    over_newer_rows = await typed(home, monkeypatch, home.postgres)

    assert "Drop the PostgreSQL one" in told.output
    assert await home.lives(home.sqlite)
    assert "not empty" in over_newer_rows.output
    async with used(home.sqlite) as db, db.reading() as session:
        owed = (await session.scalars(select(OutboxEntry).where(OutboxEntry.state == OWED))).all()
        numbers = dict((await session.execute(text("SELECT name, seq FROM sqlite_sequence"))).all())
        highest = await session.scalar(select(func.max(Message.id)))
    assert [entry.once for entry in owed if entry.uncertain] == ["a moment ago"]
    assert numbers["message"] == (highest or 0) + LEAP
    with pytest.raises(BadCopy, match="was not moved"):
        await take_back(home.sqlite, now=TUESDAY_AFTERNOON)


async def test_a_target_that_is_not_empty_is_refused_and_left_alone(home: Home) -> None:
    async with used(home.postgres) as db:
        async with db.transaction() as session:
            session.add(Team(guild_id=9, name="D'autres", created_at=TUESDAY_AFTERNOON))

        with pytest.raises(BadCopy, match=r"not empty.*Give an empty database"):
            await copied(home)

        async with db.reading() as session:
            assert (await session.scalars(select(Team.name))).all() == ["D'autres"]


async def test_a_target_that_another_installation_fills_is_refused(
    home: Home, lived_in: Path, tmp_path: Path
) -> None:
    async with used(home.sqlite):
        await copied(home)
    (tmp_path / "other").mkdir()
    other = move_in(lived_in, tmp_path / "other", home.postgres)
    async with used(other.sqlite) as db, db.transaction() as session:
        await session.execute(text("UPDATE installation SET key_mark = x'00'"))

    with pytest.raises(BadCopy, match="not empty"):
        await copied(other)


@pytest.mark.parametrize(
    "sentence", ["CREATE TABLE theirs (id int)", "UPDATE alembic_version SET version_num = '0007'"]
)
async def test_a_target_of_something_else_is_refused(home: Home, sentence: str) -> None:
    if sentence.startswith("CREATE"):
        await say(home.postgres, "DROP SCHEMA public CASCADE", "CREATE SCHEMA public")
    await say(home.postgres, sentence)

    with pytest.raises(BadCopy, match=r"something else, or of another version"):
        await copied(home)


async def test_a_source_of_another_version_is_refused(home: Home) -> None:
    async with used(home.sqlite) as db, db.transaction() as session:
        await session.execute(text("UPDATE alembic_version SET version_num = '0007'"))

    with pytest.raises(BadCopy, match="maraude migrate"):
        await copied(home)


async def test_only_one_copy_at_a_time_goes_into_a_target(home: Home) -> None:
    async with used(home.sqlite), opened(home.sqlite, home.postgres):
        with pytest.raises(BadCopy, match="under way"):
            await copied(home)


async def test_what_cannot_be_moved_is_said_with_what_to_do(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    nobody = "postgresql+asyncpg://postgres:secret-word@127.0.0.1:1/maraude"
    nowhere = f"sqlite+aiosqlite:///{home.folder / 'nowhere.db'}"

    tried = {
        "Give the address": await typed(home, monkeypatch),
        "Give the address of": await typed(home, monkeypatch, "sqlite+aiosqlite:///x.db"),
        "address of an empty": await typed(home, monkeypatch, nobody.replace(":1/", ":one/")),
        "Look at the target's address": await typed(home, monkeypatch, nobody),
        "no SQLite database to move": await typed(home, monkeypatch, home.postgres, url=nowhere),
        "is no SQLite database": await typed(home, monkeypatch, home.postgres, url=nobody),
    }

    for expected, told in tried.items():
        assert told.exit_code == 1
        assert expected in told.output
        assert "secret-word" not in told.output
    assert not (home.folder / "nowhere.db").exists()
    assert await home.lives(home.sqlite)
