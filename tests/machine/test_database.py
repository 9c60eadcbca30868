"""All of a decision is kept or nothing; who waits too long is told instead of left alone."""

import asyncio
import socket
import sqlite3
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, insert, select, text, update
from sqlalchemy.engine import make_url
from sqlalchemy.exc import IntegrityError

from bot import one_file, outbox
from bot.db import Database, Growth, insert_once
from bot.errors import Conflict, Gone, Unavailable
from models import Community, Mentor, OutboxEntry, Team, Ticket
from tests.machine.records import a_stored_ticket
from tests.world import TUESDAY_AFTERNOON, Store

SOON = timedelta(seconds=0.4)
LONG = timedelta(seconds=20)


@pytest.fixture
async def db(store: Store) -> AsyncGenerator[Database]:
    """An empty database of this version."""
    opened = store.open()
    yield opened
    await opened.close()


def a_team(number: int = 1) -> Team:
    """Return a team that is not stored yet."""
    return Team(guild_id=number, name=f"Les Ponts {number}", created_at=TUESDAY_AFTERNOON)


async def teams(db: Database) -> int:
    """Return how many teams are stored."""
    async with db.reading() as session:
        return await session.scalar(select(func.count()).select_from(Team)) or 0


async def test_a_decision_is_kept_as_a_whole(db: Database) -> None:
    async with db.transaction() as session:
        session.add(a_team(1))
        session.add(a_team(2))

    assert await teams(db) == 2


async def test_of_a_decision_that_fails_halfway_nothing_is_kept(db: Database) -> None:
    with pytest.raises(Gone):
        async with db.transaction() as session:
            session.add(a_team(1))
            await session.flush()
            raise Gone

    assert await teams(db) == 0


async def test_of_a_decision_that_the_database_refuses_nothing_is_kept(db: Database) -> None:
    with pytest.raises(IntegrityError):
        async with db.transaction() as session:
            session.add(a_team(1))
            await session.flush()
            session.add(a_team(1))

    assert await teams(db) == 0


@pytest.mark.parametrize("how_many", [0, 1, 99, 100, 101, 250])
async def test_every_row_comes_however_many_there_are(db: Database, how_many: int) -> None:
    async with db.transaction() as session:
        session.add_all(a_team(number) for number in range(how_many))

    async with db.reading() as session:
        at_once = (await session.scalars(select(Team.guild_id).order_by(Team.id))).all()
        streamed = await session.stream_scalars(select(Team.guild_id).order_by(Team.id))
        one_by_one = [number async for number in streamed]

    assert at_once == one_by_one == list(range(how_many))


async def test_a_stream_that_is_left_halfway_keeps_nobody_waiting(db: Database) -> None:
    async with db.transaction() as session:
        session.add_all(a_team(number) for number in range(250))

    async with db.reading() as session:
        async for _ in await session.stream_scalars(select(Team.id)):
            break
    async with db.transaction() as session:
        changed: Any = await session.execute(update(Team).values(name="Les Ponts"))

    assert changed.rowcount == 250


async def test_a_statement_that_fails_leaves_nothing_behind(
    db: Database, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(3):
        with pytest.raises(IntegrityError):
            async with db.transaction() as session:
                await session.execute(insert(Team), [{"guild_id": 1, "name": None}])

    assert not caplog.records


async def test_on_sqlite_a_short_statement_is_one_trip(tmp_path: Path) -> None:
    connection: Any = await one_file.connect(make_url(f"sqlite+aiosqlite:///{tmp_path / 'x.db'}"))
    trips = 0
    travel = connection._execute

    async def counted(*work: Any) -> Any:
        nonlocal trips
        trips += 1
        return await travel(*work)

    connection._execute = counted
    async with connection.cursor() as cursor:
        await cursor.execute("select 1 union select 2")
        rows = await cursor.fetchall()
    await connection.rollback()

    assert (rows, trips) == ([(1,), (2,)], 1)
    await connection.close()


async def test_on_sqlite_who_closes_while_somebody_ends_the_thread_does_not_wait_for_ever(
    tmp_path: Path,
) -> None:
    connection: Any = await one_file.connect(make_url(f"sqlite+aiosqlite:///{tmp_path / 'x.db'}"))
    closing = asyncio.ensure_future(connection.close())
    await asyncio.sleep(0)

    connection.stop()

    async with asyncio.timeout(LONG.total_seconds()):
        await closing
    assert connection._connection is None


async def test_on_sqlite_a_statement_that_was_refused_can_be_ended(tmp_path: Path) -> None:
    connection: Any = await one_file.connect(make_url(f"sqlite+aiosqlite:///{tmp_path / 'x.db'}"))
    cursor = connection.cursor()
    with pytest.raises(sqlite3.OperationalError):
        await cursor.execute("select nothing from nowhere")

    await cursor.close()

    await cursor.execute("select 1")
    assert await cursor.fetchall() == [(1,)]
    await connection.close()


async def test_who_still_looks_when_the_database_is_closed_leaves_no_connection_behind(
    db: Database,
) -> None:
    async with db.reading() as session:
        rows = await (await session.connection()).get_raw_connection()
        driver: Any = rows.driver_connection
        await db.close()
        seen = await session.scalar(text("select 1"))

    is_open = driver._connection is not None if db.is_sqlite else not driver.is_closed()
    assert (seen, is_open) == (1, False)


async def test_what_only_looks_keeps_nothing(db: Database) -> None:
    async with db.reading() as session:
        session.add(a_team(1))
        await session.flush()

    assert await teams(db) == 0


async def test_a_promise_wakes_the_courier_once_and_only_when_it_is_kept(db: Database) -> None:
    seen_at_wake: list[int] = []
    woken = asyncio.Event()

    def wake() -> None:
        seen_at_wake.append(1)
        woken.set()

    db.on_promise = wake
    async with db.transaction() as session:
        for number in range(3):
            outbox.promise(session, "x", once=str(number), now=TUESDAY_AFTERNOON, ticket_id=1)
        await session.flush()
        assert not woken.is_set()

    assert seen_at_wake == [1]


async def test_a_promise_that_was_not_kept_wakes_nobody(db: Database) -> None:
    wakes: list[int] = []
    db.on_promise = lambda: wakes.append(1)

    with pytest.raises(Gone):
        async with db.transaction() as session:
            outbox.promise(session, "x", once="1", now=TUESDAY_AFTERNOON, ticket_id=1)
            await session.flush()
            raise Gone
    async with db.transaction() as session:
        session.add(a_team())

    assert wakes == []
    async with db.reading() as session:
        assert await session.scalar(select(func.count()).select_from(OutboxEntry)) == 0


async def test_the_same_promise_is_never_made_twice(db: Database) -> None:
    async with db.transaction() as session:
        outbox.promise(session, "x", once="hello", now=TUESDAY_AFTERNOON, ticket_id=1)

    with pytest.raises(IntegrityError):
        async with db.transaction() as session:
            outbox.promise(session, "x", once="hello", now=TUESDAY_AFTERNOON, ticket_id=1)


async def test_fifty_people_who_decide_at_once_wait_their_turn_and_all_are_heard(
    store: Store, db: Database
) -> None:
    other_process = store.open()
    async with db.transaction() as session:
        session.add(a_team())

    async def decide(through: Database) -> None:
        async with through.transaction() as session:
            team = (await session.scalars(select(Team).with_for_update())).one()
            await asyncio.sleep(0)
            team.claim_hours += 1

    await asyncio.gather(*(decide(db if n % 2 else other_process) for n in range(50)))

    await other_process.close()
    async with db.reading() as session:
        assert (await session.scalars(select(Team.claim_hours))).one() == 24 + 50


async def test_who_only_looks_never_waits_for_who_decides(db: Database) -> None:
    async with db.transaction() as session:
        session.add(a_team())
        await session.flush()

        assert await teams(db) == 0

    assert await teams(db) == 1


async def test_the_second_of_two_who_change_one_record_is_told(db: Database) -> None:
    ticket_id = await a_stored_ticket(db)
    async with db.reading() as session:
        seen_before = await session.get_one(Ticket, ticket_id)
    async with db.transaction() as session:
        await session.execute(text("UPDATE ticket SET version = version + 1"))

    with pytest.raises(Conflict):
        async with db.transaction() as session:
            stale = await session.merge(seen_before, load=False)
            stale.urgent = True


async def test_of_two_who_wait_for_each_other_one_is_told(db: Database) -> None:
    """PostgreSQL ends one of them; SQLite has one writer."""
    if db.is_sqlite:
        pytest.skip("nobody waits for two")

    async def decide(first: int, second: int) -> None:
        async with db.transaction() as session:
            await session.execute(text(f"SELECT pg_advisory_xact_lock({first})"))
            await asyncio.sleep(0.3)
            await session.execute(text(f"SELECT pg_advisory_xact_lock({second})"))

    told = await asyncio.gather(decide(1, 2), decide(2, 1), return_exceptions=True)

    assert sorted(type(problem).__name__ for problem in told) == ["Conflict", "NoneType"]


async def test_who_cannot_be_put_in_order_with_another_is_told(db: Database) -> None:
    if db.is_sqlite:
        pytest.skip("one after the other, always")

    with pytest.raises(Conflict):
        async with db.transaction() as session:
            await session.execute(text("DO $$ BEGIN RAISE EXCEPTION SQLSTATE '40001'; END $$"))


@asynccontextmanager
async def a_writer_who_never_ends(store: Store) -> AsyncGenerator[None]:
    """Somebody else holds what every decision needs."""
    if store.url.startswith("sqlite"):
        other = sqlite3.connect(store.folder / "maraude.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        yield
        other.close()
        return
    holding = store.open()
    async with holding.engine.begin() as connection:
        await connection.execute(text("LOCK TABLE team IN ACCESS EXCLUSIVE MODE"))
        yield
    await holding.close()


async def test_a_decision_that_cannot_be_made_in_time_is_said_to_be_unavailable(
    store: Store,
) -> None:
    impatient = Database(store.url, read_patience=SOON, write_patience=SOON)

    async with a_writer_who_never_ends(store):
        begun = time.monotonic()
        with pytest.raises(Unavailable):
            async with impatient.transaction() as session:
                session.add(a_team(2))
        waited = time.monotonic() - begun

    assert waited < 3
    assert await impatient.answers()
    async with impatient.transaction() as session:
        session.add(a_team())
    assert await teams(impatient) == 1
    await impatient.close()


async def test_who_waits_behind_a_slow_decision_is_told_too(store: Store) -> None:
    impatient = Database(store.url, read_patience=SOON, write_patience=SOON)

    async def dawdle() -> None:
        async with impatient.transaction() as session:
            await session.execute(select(Team).with_for_update())
            await asyncio.sleep(5)

    told = await asyncio.gather(dawdle(), dawdle(), return_exceptions=True)

    assert [type(problem) for problem in told] == [Unavailable, Unavailable]
    await impatient.close()


async def test_who_was_answered_before_waits_longer_for_what_is_looked_up(store: Store) -> None:
    db = Database(store.url, read_patience=SOON, write_patience=LONG)

    async with db.reading(was_answered=True) as session:
        await asyncio.sleep(SOON.total_seconds() * 2)
        await session.execute(text("SELECT 1"))
    with pytest.raises(Unavailable):
        async with db.reading():
            await asyncio.sleep(SOON.total_seconds() * 2)
    await db.close()


@pytest.mark.parametrize(
    "url",
    [
        "postgresql+asyncpg://postgres@127.0.0.1:1/maraude",
        "sqlite+aiosqlite:////no-such-folder/maraude.db",
    ],
    ids=["a server that is down", "a folder that is gone"],
)
async def test_a_database_that_is_away_is_said_to_be_unavailable(url: str) -> None:
    away = Database(url, read_patience=LONG, write_patience=LONG)

    with pytest.raises(Unavailable):
        async with away.reading() as session:
            await session.execute(text("select 1"))
    with pytest.raises(Unavailable):
        async with away.transaction() as session:
            await session.execute(text("select 1"))

    assert not await away.answers()
    await away.close()


async def test_a_server_that_takes_the_call_and_says_nothing_is_given_up_in_time() -> None:
    silent = socket.create_server(("127.0.0.1", 0))
    port = silent.getsockname()[1]
    away = Database(
        f"postgresql+asyncpg://postgres@127.0.0.1:{port}/x", read_patience=SOON, write_patience=SOON
    )

    begun = time.monotonic()
    assert not await away.answers()

    assert time.monotonic() - begun < 3
    await away.close()
    silent.close()


async def test_two_who_insert_the_same_row_at_once_leave_one(db: Database) -> None:
    about = {"name": "Les Ponts", "created_at": TUESDAY_AFTERNOON, "locale": "fr"}
    usual: dict[str, Any] = {
        "timezone": "Europe/Paris", "hours": [], "check_in_days": [], "retention_days": 90,
        "quiet_from": datetime.min.time(), "quiet_until": datetime.min.time(), "age_floor": 15,
        "answer_within_hours": 2, "claim_hours": 24, "intake_open": False,
    }  # fmt: skip

    async def insert() -> None:
        async with db.transaction() as session:
            await insert_once(session, Team, "guild_id", guild_id=7, **about, **usual)

    await asyncio.gather(*(insert() for _ in range(10)))

    assert await teams(db) == 1


async def test_moments_come_back_with_their_time_zone(db: Database) -> None:
    async with db.transaction() as session:
        session.add(a_team())

    async with db.reading() as session:
        made = (await session.scalars(select(Team.created_at))).one()

    assert made == TUESDAY_AFTERNOON
    assert made.utcoffset() == timedelta(0)


async def test_a_moment_without_a_time_zone_is_refused(db: Database) -> None:
    team = a_team()
    team.created_at = TUESDAY_AFTERNOON.replace(tzinfo=None)

    with pytest.raises(Exception, match="without a time zone"):
        async with db.transaction() as session:
            session.add(team)


async def test_what_refers_to_nothing_is_refused(db: Database) -> None:
    """SQLite looks at references only when told to, on every connection."""
    with pytest.raises(IntegrityError):
        async with db.transaction() as session:
            session.add(
                Mentor(
                    team_id=99,
                    discord_id=1,
                    first_name="Sam",
                    organisation="Les Ponts",
                    created_at=TUESDAY_AFTERNOON,
                )
            )


async def test_what_is_erased_leaves_no_bytes_in_the_file(store: Store, db: Database) -> None:
    if not db.is_sqlite:
        pytest.skip("PostgreSQL's files are the operator's")
    async with db.transaction() as session:
        team = a_team()
        session.add(team)
        session.add(
            Community(
                team=team, guild_id=1, name="la-place-du-cachalot", created_at=TUESDAY_AFTERNOON
            )
        )

    async with db.transaction() as session:
        await session.delete((await session.scalars(select(Community))).one())
    await db.close()

    assert b"cachalot" not in Path(store.folder / "maraude.db").read_bytes()
    for left in store.folder.glob("maraude.db-*"):
        assert b"cachalot" not in left.read_bytes()


async def test_a_decision_that_was_answered_survives_a_power_cut(db: Database) -> None:
    if not db.is_sqlite:
        pytest.skip("PostgreSQL does so by itself")
    async with db.engine.connect() as connection:
        said = {
            name: (await connection.execute(text(f"PRAGMA {name}"))).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        }

    assert said == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}


HOURS = [(1.5, minute * 60) for minute in range(60)]


@pytest.mark.parametrize(
    ("waits", "said_at"),
    [
        ([(1.5, second / 10) for second in range(600)], []),
        ([(0.9, at) for _, at in HOURS], []),
        ([(1.5, minute * 700) for minute in range(100)], []),
        (HOURS[:9], []),
        (HOURS, [540]),
        ([*HOURS, *((seconds, at + 86_400) for seconds, at in HOURS)], [540, 540 + 86_400]),
    ],
    ids=[
        "a burst",
        "never late",
        "late now and then",
        "nine minutes",
        "an hour of it",
        "the day after, too",
    ],
)
def test_sqlite_was_outgrown_when_turns_came_late_in_ten_minutes_of_an_hour(
    waits: list[tuple[float, float]], said_at: list[float]
) -> None:
    growth = Growth()

    said = [at for seconds, at in waits if growth.waited(seconds, at=at)]

    assert said == said_at


async def test_when_sqlite_was_outgrown_the_log_says_what_to_type(
    store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("bot.db.SLOW_TURN", -1)
    monkeypatch.setattr("bot.db.A_MINUTE", 0)
    db = store.open()

    for number in range(30):
        async with db.transaction() as session:
            session.add(a_team(number))
    await db.close()

    said = [record.getMessage() for record in caplog.records if record.name == "bot.db"]
    assert len(said) == (1 if db.is_sqlite else 0)
    assert all("outgrown" in line and "maraude copy-database" in line for line in said)
