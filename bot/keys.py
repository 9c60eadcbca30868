"""Changing the keys without a stop: every sealed column, some rows at a time."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Column, Table, func, select, update

from bot.db import Database, WriteSession
from bot.vault import Vault
from models import Base
from models.base import Sealed

AT_ONCE = 200


@dataclass(frozen=True)
class Shelf:
    """A table, its key, and its columns that only the vault opens."""

    table: Table
    key: Column[int]
    sealed: tuple[Column[bytes], ...]


def shelves() -> list[Shelf]:
    """Return every table with sealed columns: whoever declares one has it changed with the
    others."""
    found: list[Shelf] = []
    for table in Base.metadata.sorted_tables:
        sealed = tuple(column for column in table.columns if isinstance(column.type, Sealed))
        if sealed:
            (key,) = table.primary_key.columns
            found.append(Shelf(table, key, sealed))
    return found


async def count_rows(db: Database) -> int:
    """Return how many rows hold something sealed."""
    async with db.reading() as session:
        counts = [
            await session.scalar(select(func.count()).select_from(shelf.table))
            for shelf in shelves()
        ]
    return sum(count or 0 for count in counts)


async def waiting(db: Database, vault: Vault) -> dict[str, int]:
    """Return how many rows of each table an older key still seals."""
    found: dict[str, int] = {}

    async def look(session: WriteSession, shelf: Shelf, rows: list[tuple[object, ...]]) -> None:
        old = sum(any(part and not vault.is_newest(part) for part in row[1:]) for row in rows)  # type: ignore[arg-type]
        found[shelf.table.name] = found.get(shelf.table.name, 0) + old

    await _walk(db, look, lambda _: None)
    return {table: count for table, count in found.items() if count}


async def reseal(db: Database, vault: Vault, advance: Callable[[int], None]) -> int:
    """Seal with the newest key what an older one sealed; return how many values changed. May be
    interrupted at any moment and begun again; a value that changed meanwhile is left alone."""
    changed = 0

    async def work(session: WriteSession, shelf: Shelf, rows: list[tuple[object, ...]]) -> None:
        nonlocal changed
        for key, *parts in rows:
            for column, part in zip(shelf.sealed, parts, strict=True):
                if not isinstance(part, bytes) or vault.is_newest(part):
                    continue
                anew = vault.seal_bytes(vault.open_bytes(part))
                where = update(shelf.table).where(shelf.key == key, column == part)
                await session.execute(where.values({column.name: anew}))
                changed += 1

    await _walk(db, work, advance)
    return changed


async def _walk(db: Database, work: Callable[..., object], advance: Callable[[int], None]) -> None:
    for shelf in shelves():
        last: object = None
        while True:
            page = select(shelf.key, *shelf.sealed).order_by(shelf.key).limit(AT_ONCE)
            page = page if last is None else page.where(shelf.key > last)
            async with db.transaction() as session:
                rows = [tuple(row) for row in await session.execute(page)]
                await work(session, shelf, rows)  # type: ignore[misc]
            if not rows:
                break
            last = rows[-1][0]
            advance(len(rows))
