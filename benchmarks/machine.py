"""The machine on which figures were taken, without a date."""

import os
import platform
import sqlite3
from importlib.metadata import version
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

CPU, MEMORY = Path("/proc/cpuinfo"), Path("/proc/meminfo")


async def machine(postgres: str) -> list[str]:
    """Return the lines that stand above the tables."""
    load = os.getloadavg()[0]
    return [
        f"- {_said(CPU, 'model name')}, {os.cpu_count()} cores, {_gigabytes()} of memory;"
        f" load {load:.2f} when the run began",
        f"- Python {platform.python_version()}, discord.py {version('discord.py')},"
        f" aiohttp {version('aiohttp')}, SQLAlchemy {version('sqlalchemy')}",
        f"- SQLite {sqlite3.sqlite_version}, {await _postgres(postgres)}",
    ]


def _said(file: Path, name: str) -> str:
    if not file.is_file():
        return platform.processor() or "unknown"
    found = (line for line in file.read_text().splitlines() if line.startswith(name))
    return next(found, ": unknown").partition(":")[2].strip()


def _gigabytes() -> str:
    kilobytes = _said(MEMORY, "MemTotal").split()[0]
    return f"{int(kilobytes) / 1024**2:.0f} GB" if kilobytes.isdigit() else "unknown"


async def _postgres(server: str) -> str:
    if not server:
        return "no PostgreSQL"
    engine = create_async_engine(server)
    try:
        async with engine.connect() as connection:
            told = await connection.scalar(text("show server_version"))
    finally:
        await engine.dispose()
    return f"PostgreSQL {str(told).split()[0]}"
