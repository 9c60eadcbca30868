"""A lived-in SQLite database, an empty PostgreSQL one, and ways to look at both."""

import asyncio
import shutil
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import JSON, Table, func, insert, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import TypeEngine

from bot import clock
from bot.__main__ import opened
from bot.db import Database
from bot.errors import Unavailable
from bot.installation import BadStart, open_vault, refuse_what_moved
from bot.settings import Settings
from models import Base, Turn
from simulation.run import simulate
from simulation.shape import Plan
from tests.world import TUESDAY_AFTERNOON, sentences

A_MONTH = Plan(20261125, date(2026, 11, 1), months=1, youths=20, tickets=6)

PATIENCE = timedelta(seconds=20)
"""Other tests use the same disk."""
NAMES = ["B", "a", "É", "Zoé 2", "z-1", "z_1", "zz"] + [f"{n}é" for n in range(12)]
"""Names that databases put in another order where they are not told which."""


@dataclass
class Home:
    """Both databases of one installation, and its keys."""

    folder: Path
    postgres: str

    @property
    def sqlite(self) -> str:
        """Return the address of the SQLite file."""
        return f"sqlite+aiosqlite:///{self.folder / 'maraude.db'}"

    def settings(self, url: str) -> Settings:
        """Return the settings with which the bot uses one of the two."""
        keys = {"file": self.folder / "maraude.keys"}
        dials = {"url": url, "read_patience": PATIENCE, "write_patience": PATIENCE}
        return Settings.model_validate({"database": dials, "keys": keys})

    async def lives(self, url: str) -> bool:
        """Tell whether the bot would start on one of the two."""
        db = database(url)
        try:
            refuse_what_moved(url)
            await open_vault(db, self.settings(url), now=TUESDAY_AFTERNOON)
        except (BadStart, Unavailable, DBAPIError):
            return False
        finally:
            await db.close()
        return True

    async def live_ones(self) -> list[str]:
        """Return on which databases the bot would start."""
        return [url for url in (self.sqlite, self.postgres) if await self.lives(url)]


def database(url: str) -> Database:
    """Open a database as the bot does."""
    return Database(url, read_patience=PATIENCE, write_patience=PATIENCE)


@asynccontextmanager
async def used(url: str) -> AsyncGenerator[Database]:
    """Somebody uses a database, and keeps it open."""
    db = database(url)
    try:
        assert await db.answers()
        yield db
    finally:
        await db.close()


def make_lived_in(folder: Path) -> None:
    """Write a SQLite database in which every table has rows, with its keys."""
    home = Home(folder, "")

    async def live() -> None:
        settings = home.settings(home.sqlite)
        db, vault = await opened(settings)
        await simulate(settings, db, vault, A_MONTH, texts=sentences())
        async with db.transaction() as session:
            for table in Base.metadata.sorted_tables:
                if not await session.scalar(select(func.count()).select_from(table)):
                    await session.execute(insert(table), [await a_row(session, table)])
            session.add_all(Turn(name=name, taken_at=clock.now()) for name in NAMES)
        await db.close()

    asyncio.run(live())


async def a_row(session: Any, table: Table) -> dict[str, Any]:
    """Return the first row of a table, with something in every column, and nothing where a list may
    be left out."""
    row: dict[str, Any] = {"id": 1} if "id" in table.columns else {}
    for column in table.columns:
        if column.name == "id":
            continue
        if column.foreign_keys:
            (key,) = column.foreign_keys
            row[column.name] = await session.scalar(select(func.min(key.column)))
        elif isinstance(column.type, JSON) and column.nullable:
            row[column.name] = None
        else:
            row[column.name] = something(column.type)
    return row


def something(kind: TypeEngine[Any]) -> Any:
    """Return a value that a column of this kind can hold."""
    if isinstance(kind, JSON):
        return [["é", 1, None]]
    if choices := getattr(kind, "enums", None):
        return kind.python_type(choices[0])
    values: dict[type, Any] = {
        bytes: b"\x00\xff sealed", str: "é", bool: True, int: 7, date: date(2026, 11, 1),
        datetime: clock.now().replace(microsecond=123456), time: time(21, 30),
    }  # fmt: skip
    return values[getattr(kind, "impl", kind).python_type]


def move_in(lived_in: Path, folder: Path, postgres: str) -> Home:
    """Return a copy of a lived-in home."""
    for file in lived_in.iterdir():
        shutil.copy(file, folder / file.name)
    return Home(folder, postgres)


async def rows_of(url: str) -> dict[str, list[tuple[Any, ...]]]:
    """Return everything in a database, table by table."""
    async with used(url) as db, db.reading() as session:
        return {
            table.name: sorted(map(tuple, await session.execute(select(table))), key=repr)
            for table in Base.metadata.sorted_tables
        }
