"""However much is behind it, a start reads only what is open, owed or past its time, and every list
is served by an index."""

import re
from collections.abc import AsyncGenerator, Generator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event, text

from benchmarks.fill import Filler, Shape, filled, places
from benchmarks.lists import LISTS, List, desk_in
from bot import clock
from bot.db import Database
from bot.installation import open_vault
from bot.settings import Settings
from models import Consent, Permanence, PermanenceDate, Poll, Purpose, Room, Youth
from tests.world import Store, World

MANY = ("alias", "check_in", "consent", "message", "note", "outbox", "picture", "ticket", "youth")
"""What an installation has a hundred thousand of, after some years."""
SERVED_BY = re.compile(r"Index (?:Only )?Scan (?:Backward )?(?:using|on) (\w+)")


async def test_nothing_that_runs_at_a_start_reads_a_whole_table(world: World) -> None:
    await world.is_set_up()
    await _somebody_is_to_be_reminded(world)
    async with world.bot.db.transaction() as session:
        poll = Poll(team_id=1, question="?", choices=["A", "B"], days=1, cursor=0)
        poll.created_at = poll.opened_at = world.clock()
        session.add(poll)
    engine = world.bot.db.engine

    with listened_to(engine) as asked:
        await world.bot.scheduler.run_all()

    assert any("consent.purpose" in said for said, _ in asked)
    whole = [
        (table, said)
        for said, values in asked
        for table in await whole_tables(engine, said, values)
    ]
    assert whole == []


async def _somebody_is_to_be_reminded(world: World) -> None:
    """Announced hours begin soon, and somebody asked to hear of them."""
    now, soon = world.clock(), world.clock() + timedelta(minutes=20)
    async with world.bot.db.transaction() as session:
        plan = Permanence(community_id=1, room=Room.TEXT, channel_id=world.welcome.id, title="x")
        plan.created_at = plan.published_at = now
        plan.slots = [[1, 14 * 60 + 20, 15 * 60 + 20]]
        youth = Youth(lookup=b"?", discord_id=world.bot.vault.seal("1"), locale="fr")
        youth.created_at = youth.last_seen_at = now
        session.add_all([plan, youth])
        await session.flush()
        yes = Consent(youth_id=youth.id, community_id=1, purpose=Purpose.PERMANENCES, version=1)
        yes.given_at = now
        ends = soon + timedelta(hours=1)
        session.add_all([yes, PermanenceDate(permanence=plan, starts_at=soon, ends_at=ends)])


@contextmanager
def listened_to(engine: Any) -> Generator[set[tuple[str, Any]]]:
    """Note what is asked of a database."""
    asked: set[tuple[str, Any]] = set()

    def note(_connection: Any, _cursor: Any, statement: str, values: Any, *_: Any) -> None:
        if statement.startswith(("SELECT", "UPDATE", "DELETE")):
            asked.add((statement, values))

    event.listen(engine.sync_engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(engine.sync_engine, "before_cursor_execute", note)


async def whole_tables(engine: Any, statement: str, values: Any) -> list[str]:
    """Return the tables that a statement reads from the first row to the last."""
    is_sqlite = engine.dialect.name == "sqlite"
    async with engine.connect() as connection:
        if is_sqlite:
            plan = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
            steps = [row[3] for row in plan]
            return [table for table in MANY if f"SCAN {table}" in steps]
        await connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        plan = await connection.exec_driver_sql(f"EXPLAIN {statement}", values)
        steps = [row[0] for row in plan]
        return [table for table in MANY if any(f"Seq Scan on {table} " in step for step in steps)]


@pytest.fixture
async def a_filled_one(
    store: Store,
) -> AsyncGenerator[tuple[Database, Filler]]:
    """A database with some hundred requests in it."""
    shape = Shape(400, teams=2)
    filler = await filled(store.url, store.folder / "maraude.keys", shape, places(shape.teams))
    patience = timedelta(seconds=30)
    db = Database(store.url, read_patience=patience, write_patience=patience)
    if not db.is_sqlite:
        async with db.transaction() as session:
            await session.execute(text("ANALYZE"))
    yield db, filler
    await db.close()


@pytest.mark.parametrize("one", LISTS, ids=lambda one: one.name.replace("`", ""))
async def test_each_list_is_served_by_its_index(
    a_filled_one: tuple[Database, Filler], store: Store, one: List
) -> None:
    db, filler = a_filled_one
    now, keys = clock.now(), {"file": store.folder / "maraude.keys"}
    vault = await open_vault(db, Settings.model_validate({"keys": keys}), now=now)
    desk = desk_in(filler, vault, now=now)

    with listened_to(db.engine) as asked:
        async with db.reading() as session:
            await one.ask(session, desk)

    served, whole = set[str](), list[str]()
    for said, values in asked:
        served |= set() if db.is_sqlite else await indexes_of(db.engine, said, values)
        whole += [f"{table}: {said}" for table in await whole_tables(db.engine, said, values)]
    assert whole == []
    assert db.is_sqlite or set(one.indexes) <= served


async def indexes_of(engine: Any, statement: str, values: Any) -> set[str]:
    """Return the indexes of PostgreSQL that serve a statement."""
    async with engine.connect() as connection:
        await connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        plan = await connection.exec_driver_sql(f"EXPLAIN {statement}", values)
        return {name for row in plan for name in SERVED_BY.findall(row[0])}
