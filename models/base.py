"""The ground every table stands on: names of constraints, time, and what is sealed."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, cast

from sqlalchemy import (
    BigInteger,
    DateTime,
    Dialect,
    Enum,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    text,
)
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Parent of every table. A number never serves twice, also when its row was erased: messages in
    Discord, their buttons, and the journal remember it."""

    metadata = MetaData(naming_convention=NAMES)

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        cast("Table", cls.__table__).dialect_options["sqlite"]["autoincrement"] = True


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC; SQLite forgets time zones, so they are put back on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a moment without a zone, store the rest in UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone cannot be stored")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Put UTC back where the database forgot it."""
        if value is None or value.tzinfo is not None:
            return value
        return value.replace(tzinfo=UTC)


class Sealed(TypeDecorator[bytes]):
    """Bytes that only the vault can open: an id, a DM channel, words."""

    impl = LargeBinary
    cache_ok = True


class KeyedMark(TypeDecorator[bytes]):
    """A keyed hash (32 bytes): finds a row again, says nothing without the key."""

    impl = LargeBinary(32)
    cache_ok = True


BigId = BigInteger().with_variant(Integer, "sqlite")
"""Primary keys: SQLite only counts up by itself in INTEGER columns."""


def choice_of(kind: type[StrEnum]) -> Enum:
    """Return a column of short words, one of ``kind``, kept as text so that adding one needs no
    migration."""

    def values(members: Any) -> list[str]:
        return [member.value for member in members]

    return Enum(kind, native_enum=False, create_constraint=False, length=32, values_callable=values)


def partial_index(name: str, *columns: str, where: str) -> Index:
    """Return an index of the few rows that ``where`` keeps, on both databases."""
    return Index(name, *columns, sqlite_where=text(where), postgresql_where=text(where))
