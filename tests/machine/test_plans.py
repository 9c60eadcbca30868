"""However much is behind it, a start reads only what is open, owed or past its time."""

from typing import Any

from sqlalchemy import event

from tests.world import World

MANY = ("alias", "check_in", "consent", "message", "note", "outbox", "picture", "ticket", "youth")
"""What an installation has a hundred thousand of, after some years."""


async def test_nothing_that_runs_at_a_start_reads_a_whole_table(world: World) -> None:
    await world.is_set_up()
    asked: set[tuple[str, Any]] = set()

    def note(_connection: Any, _cursor: Any, statement: str, values: Any, *_: Any) -> None:
        if statement.startswith(("SELECT", "UPDATE", "DELETE")):
            asked.add((statement, values))

    engine = world.bot.db.engine
    event.listen(engine.sync_engine, "before_cursor_execute", note)
    await world.bot.scheduler.run_all()
    event.remove(engine.sync_engine, "before_cursor_execute", note)

    assert asked
    whole = [
        (table, said)
        for said, values in asked
        for table in await whole_tables(engine, said, values)
    ]
    assert whole == []


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
