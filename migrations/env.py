"""Alembic's entry: the same models, on SQLite and PostgreSQL."""

import asyncio
from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection, pool
from sqlalchemy.ext.asyncio import create_async_engine

from bot.settings import read_settings
from models import Base

ONE_AT_A_TIME = 0x6D617261756465
"""The name of the lock that a migration holds on PostgreSQL, until it ends."""
WAITS_FOR = "1s"
"""How long a step waits for who reads a table: whoever would read it next waits behind the step,
for less than they have patience."""


def render_item(kind: str, thing: Any, _context: AutogenContext) -> str | Literal[False]:
    """Write plain types, so that old migrations never change with our code."""
    name = type(thing).__name__
    if kind == "type" and name in {"UtcDateTime", "Sealed", "KeyedMark"}:
        return {
            "UtcDateTime": "sa.DateTime(timezone=True)",
            "Sealed": "sa.LargeBinary()",
            "KeyedMark": "sa.LargeBinary(length=32)",
        }[name]
    if kind == "type" and name == "Enum":
        return "sa.String(length=32)"
    if kind == "type" and name == "BigInteger" and thing._variant_mapping:  # noqa: SLF001 - SQLAlchemy has no public name for it
        return 'sa.BigInteger().with_variant(sa.Integer(), "sqlite")'
    return False


def compare_type(
    _context: Any, _inspected: Any, _metadata: Any, inspected_type: Any, metadata_type: Any
) -> bool | None:
    """Compare what the databases store, not how we wrap it."""
    if type(metadata_type).__name__ in {"UtcDateTime", "Sealed", "KeyedMark", "Enum"}:
        return False
    return None


def work(connection: Connection) -> None:
    """Migrate on an open connection; of several processes that start at once, one does. Beside a
    long reader it fails soon, instead of holding everybody up behind it."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({ONE_AT_A_TIME})")
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{WAITS_FOR}'")
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        render_item=render_item,
        compare_type=compare_type,
    )
    with context.begin_transaction():
        context.run_migrations()


async def work_online() -> None:
    """Open a connection for the migration alone."""
    url = context.config.attributes.get("url") or read_settings().database.url.get_secret_value()
    engine = create_async_engine(url, poolclass=pool.NullPool)
    async with engine.connect() as connection:
        await connection.run_sync(work)
        await connection.commit()
    await engine.dispose()


asyncio.run(work_online())
