"""Read the settings, build, run: what an operator types in a shell."""

import asyncio
import base64
import binascii
import signal
import sys
from collections.abc import Callable, Coroutine
from datetime import timedelta
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any, TypeVar

import aiohttp
import discord
import typer

from bot import clock
from bot.access import Actor
from bot.app import Maraude
from bot.backup import BadCopy, back_up, check, hold_what_is_old, restore
from bot.db import Database
from bot.errors import BadInput, Unavailable
from bot.installation import BadStart, migrate, open_vault
from bot.keys import count_rows, reseal, waiting
from bot.log import start_logging
from bot.permissions import INVITED_WITH
from bot.settings import BadSettings, Settings, read_settings
from bot.status import told
from bot.vault import LOOKS_EVERY, Vault, VaultProblem
from models import Installation

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Maraude, outreach on Discord.",
)
HOW_TO_BEGIN = """\
1. No token yet: discord.com/developers/applications, New Application, then Bot, then Reset Token.
2. Put it in the environment: export MARAUDE_DISCORD__TOKEN=…  (or in config.toml, under [discord])
3. Type: maraude invite  and open the link that it shows; then: maraude run"""
ENDINGS = (
    BadStart,
    discord.LoginFailure,
    discord.PrivilegedIntentsRequired,
    discord.ConnectionClosed,
    discord.GatewayNotFound,
    discord.DiscordServerError,
    aiohttp.ClientConnectionError,
)
"""What ends the bot without being a fault of its own."""
Found = TypeVar("Found")
PASSES = 5
UNTIL_ALL_LOOKED = LOOKS_EVERY + 1
"""Seconds after which every running bot seals with the newest key: only then it can be told what
older ones still seal."""
SILENT_FOR = timedelta(minutes=3)


def _stop(sentence: str) -> typer.Exit:
    typer.echo(sentence, err=True)
    return typer.Exit(1)


def _settings() -> Settings:
    try:
        return read_settings()
    except BadSettings as problem:
        raise _stop(str(problem)) from problem


def _database(settings: Settings) -> Database:
    dials = settings.database
    url = dials.url.get_secret_value()
    return Database(url, read_patience=dials.read_patience, write_patience=dials.write_patience)


def _asked(settings: Settings, question: Callable[[Database], Coroutine[Any, Any, Found]]) -> Found:
    async def ask() -> Found:
        db = _database(settings)
        try:
            return await question(db)
        finally:
            await db.close()

    try:
        return asyncio.run(ask())
    except Unavailable as problem:
        raise _stop("The database does not answer. Look at [database] url.") from problem


async def opened(settings: Settings) -> tuple[Database, Vault]:
    """Return the database, brought to this version, and its keys.

    Raises:
        BadStart: with the sentence that says what to do.
    """
    await migrate(settings.database.url.get_secret_value())
    db = _database(settings)
    return db, await open_vault(db, settings, now=clock.now())


def _why_it_ends(problem: Exception) -> str:
    match problem:
        case BadStart():
            return str(problem)
        case discord.LoginFailure() | discord.ConnectionClosed(code=4004):  # it was taken back
            return (
                "Discord refuses this token. Make a new one on "
                "discord.com/developers/applications (Bot, Reset Token)."
            )
        case discord.PrivilegedIntentsRequired():
            return (
                "members_intent is on in the settings but not allowed: switch it on "
                "under Bot, Privileged Gateway Intents."
            )
        case discord.ConnectionClosed():
            return f"Discord closed the connection for good (code {problem.code})."
        case _:
            return (
                "Discord does not answer. What is owed stays owed: start again in a few minutes. "
                "discordstatus.com says how Discord is."
            )


@app.command()
def run() -> None:
    """Start the bot."""
    settings = _settings()
    token = settings.discord.token.get_secret_value()
    if not token:
        raise _stop(HOW_TO_BEGIN)
    start_logging(settings.log.level, as_json=settings.log.json_lines)

    async def live() -> None:
        db, vault = await opened(settings)
        async with Maraude(settings, db, vault) as bot:
            me = asyncio.current_task()
            if me is not None and sys.platform != "win32":
                asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, me.cancel)
            await bot.start(token)

    try:
        asyncio.run(live())
    except ENDINGS as problem:
        raise _stop(_why_it_ends(problem)) from problem
    except (KeyboardInterrupt, asyncio.CancelledError):
        typer.echo("Stopped; what was owed stays owed.", err=True)


keys = typer.Typer(no_args_is_help=True, help="The keys that seal ids and words.")
app.add_typer(keys, name="keys")


async def _with_keys(settings: Settings, work: Callable[[Database, Vault], Any]) -> Any:
    db = _database(settings)
    try:
        return await work(db, await open_vault(db, settings, now=clock.now()))
    finally:
        await db.close()


def _run_with_keys(work: Callable[[Database, Vault], Coroutine[Any, Any, Found]]) -> Found:
    settings = _settings()
    try:
        return asyncio.run(_with_keys(settings, work))
    except (BadStart, VaultProblem, BadCopy) as problem:
        raise _stop(str(problem)) from problem
    except Unavailable as problem:
        raise _stop("The database does not answer. Look at [database] url.") from problem


@keys.command(name="status")
def keys_status() -> None:
    """Say how many keys there are, and what older ones still seal."""

    async def look(db: Database, vault: Vault) -> list[str]:
        old = await waiting(db, vault)
        return [
            f"keys that open: {vault.how_many_seals}; the newest one seals",
            *(f"sealed by an older key: {table} {count}" for table, count in old.items()),
        ]

    for line in _run_with_keys(look):
        typer.echo(line)


@keys.command(name="rotate")
def keys_rotate() -> None:
    """Seal everything with a new key, while the bot runs; what was interrupted is gone on with."""

    async def rotate(db: Database, vault: Vault) -> int:
        if not await waiting(db, vault):
            vault.add_seal()
        changed = 0
        for _ in range(PASSES):
            with typer.progressbar(length=await count_rows(db), label="Sealing anew") as bar:
                anew = await reseal(db, vault, bar.update)
            changed += anew
            if not anew:
                break
        return changed

    changed = _run_with_keys(rotate)
    typer.echo(f"Sealed with the new key: {changed} values.")
    typer.echo("Copy the key file to its safe place. Once old backups are gone too, you may type:")
    typer.echo("maraude keys forget-old")


@keys.command(name="forget-old")
def keys_forget_old() -> None:
    """Throw older keys away; backups that they sealed can then never be read."""

    async def forget(db: Database, vault: Vault) -> None:
        typer.echo(f"Waiting {UNTIL_ALL_LOOKED:.0f} s, until a running bot has read the key file…")
        await asyncio.sleep(UNTIL_ALL_LOOKED)
        if old := await waiting(db, vault):
            raise VaultProblem(
                f"{sum(old.values())} rows are still sealed by an older key. "
                "Type first: maraude keys rotate"
            )
        vault.forget_old_seals()

    _run_with_keys(forget)
    typer.echo("Only the newest key is left. Copy the key file to its safe place.")


@app.command(name="backup")
def make_copy(file: Path) -> None:
    """Write the whole database into one file, while the bot runs. The keys are not in it."""

    async def copy(db: Database, _vault: Vault) -> int:
        return await back_up(db, file, now=clock.now())

    typer.echo(f"{_run_with_keys(copy)} rows are in {file}. Keep it apart from the key file.")


@app.command(name="restore")
def use_copy(file: Path) -> None:
    """Fill an empty database from a backup, and check that the keys fit."""
    settings = _settings()

    async def fill() -> tuple[int, int]:
        db = _database(settings)
        try:
            rows = await restore(db, settings.database.url.get_secret_value(), file)
            await open_vault(db, settings, now=clock.now())
            held = await hold_what_is_old(db, now=clock.now())
        finally:
            await db.close()
        return rows, held

    try:
        rows, held = asyncio.run(fill())
    except (BadCopy, BadStart) as problem:
        raise _stop(str(problem)) from problem
    typer.echo(f"{rows} rows are back, and the keys fit. Type: maraude run")
    if held:
        typer.echo(
            f"Not sent again: {held} messages that were owed for more than a day. "
            "They most probably left after this copy was made."
        )
    made_at = check(file)["made_at"]
    typer.echo(f"Whoever asked to be forgotten after {made_at} is back in the database.")
    typer.echo("Forget them again: maraude forget")


@app.command()
def forget() -> None:
    """Forget somebody who can ask neither in a server nor in a DM; their Discord id is read from
    standard input, and stands nowhere."""
    typer.echo("Discord id of who is to be forgotten:", err=True)
    given, feature = sys.stdin.readline().strip(), import_module("cogs.privacy.service")
    if not (given.isascii() and given.isdigit()):
        raise _stop("That is no Discord id: digits only.")

    async def erase(db: Database, vault: Vault) -> Any:
        who = Actor(int(given), None)
        async with db.transaction() as session:
            gone = await feature.forget(session, vault, who, now=clock.now())
        await db.scrub()
        return gone

    try:
        gone = _run_with_keys(erase)
    except BadInput as unknown:
        raise _stop("Nothing is kept about this person.") from unknown
    typer.echo(f"Forgotten: {gone.requests} requests with {gone.words} messages.")
    typer.echo("The team's threads and cards go within a minute while the bot runs.")


@app.command()
def tidy(
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would go; keep it.")] = False,
) -> None:
    """Let go what is past its time, as the bot does once a day."""
    settings, feature = _settings(), import_module("cogs.privacy.service")

    async def go(db: Database) -> Any:
        decide = db.rehearsal if dry_run else db.transaction
        async with decide() as session:
            tidied = await feature.tidy(session, now=clock.now())
        await db.scrub()
        return tidied

    tidied = _asked(settings, go)
    typer.echo(f"silent conversations warned: {tidied.warned}, ended: {tidied.expired}")
    typer.echo(f"consents unused for a year: {tidied.consents}")
    typer.echo(f"names, with all that hangs on them: {tidied.names}; people: {tidied.people}")
    typer.echo(f"blocks that are over: {tidied.blocks}")
    typer.echo("Nothing was changed." if dry_run else "Words go hourly, by each team's own time.")


@app.command(name="migrate")
def migrate_now() -> None:
    """Bring the database to this version, without starting."""
    try:
        asyncio.run(migrate(_settings().database.url.get_secret_value()))
    except BadStart as problem:
        raise _stop(str(problem)) from problem
    typer.echo("The database is current.")


@app.command()
def invite(
    application: Annotated[
        str, typer.Option(help="The application's id; read from the token when left out.")
    ] = "",
) -> None:
    """Show the link that brings the bot into a server."""
    number = application or _application_of(_settings().discord.token.get_secret_value())
    if not number.isdigit():
        raise _stop(
            "Give the application's id: maraude invite --application 123… (General "
            "Information, Application ID)."
        )
    typer.echo(
        discord.utils.oauth_url(
            int(number), permissions=INVITED_WITH, scopes=("bot", "applications.commands")
        )
    )


@app.command()
def status() -> None:
    """Show what is owed and since when, and how many requests are open."""

    typer.echo("\n".join(_asked(_settings(), partial(told, now=clock.now()))))


@app.command()
def healthy() -> None:
    """Answer 0 when the bot gave a sign of life lately, 1 otherwise."""

    async def lives(db: Database) -> bool:
        async with db.reading() as session:
            known = await session.get(Installation, 1)
        return (
            known is not None
            and known.beat_at is not None
            and clock.now() - known.beat_at < SILENT_FOR
        )

    if not _asked(_settings(), lives):
        raise _stop("No sign of life for three minutes.")


def _application_of(token: str) -> str:
    try:
        return base64.b64decode(token.partition(".")[0] + "==").decode()
    except (binascii.Error, UnicodeDecodeError):
        return ""


def main() -> None:
    """Entry point of the ``maraude`` command."""
    app()


if __name__ == "__main__":
    sys.exit(main())
