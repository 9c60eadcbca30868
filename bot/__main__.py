"""Read the settings, build, run: what an operator types in a shell."""

import asyncio
import base64
import binascii
import gc
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

from bot import clock, moving
from bot.access import Actor
from bot.app import Maraude
from bot.backup import BadCopy, back_up, check, hold_what_is_old, restore
from bot.db import Database
from bot.errors import BadInput, Unavailable
from bot.fleet import WHOLE, WORKER, BadPart, Part
from bot.installation import BadStart, migrate, open_vault, refuse_what_moved
from bot.keys import count_rows, reseal, waiting
from bot.log import start_logging
from bot.permissions import INVITED_WITH
from bot.settings import BadSettings, Settings, read_settings
from bot.status import Lines, told
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
HOW_TO_SWITCH = (
    "Set [database] url (or MARAUDE_DATABASE__URL) to the PostgreSQL address, keep the key file "
    "where it is, and type: maraude run"
)
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
TELL_STATUS = ("safeguarding", "protection", "followups")
"""Features that have something to say in ``maraude status``."""
SILENT_FOR = timedelta(minutes=3)


def _stop(sentence: str) -> typer.Exit:
    typer.echo(sentence, err=True)
    return typer.Exit(1)


def _settings(**chosen: Any) -> Settings:
    try:
        return read_settings(**chosen)
    except BadSettings as problem:
        raise _stop(str(problem)) from problem


def _database(settings: Settings) -> Database:
    dials = settings.database
    url = dials.url.get_secret_value()
    refuse_what_moved(url)
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
    except BadStart as problem:
        raise _stop(str(problem)) from problem
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
def run(
    shards: Annotated[
        str, typer.Option(help="The part of the shards to hear, as 0-3/16; all when left out.")
    ] = "",
) -> None:
    """Start the bot."""
    settings = _settings()
    try:
        part = Part.of(shards) if shards else WHOLE
    except BadPart as problem:
        raise _stop(str(problem)) from problem
    _live(settings, part)


@app.command()
def work() -> None:
    """Hand over what is owed and do what is due, beside processes that hear Discord."""
    _live(_settings(), WORKER)


def _live(settings: Settings, part: Part) -> None:
    token = settings.discord.token.get_secret_value()
    if not token:
        raise _stop(HOW_TO_BEGIN)
    if not part.is_whole and settings.database.url.get_secret_value().startswith("sqlite"):
        raise _stop(
            "SQLite is for one process. Several share a PostgreSQL: move there with maraude "
            "copy-database, then change [database] url."
        )
    start_logging(settings.log.level, as_json=settings.log.json_lines)

    async def live() -> None:
        if dsn := settings.monitoring.sentry_dsn.get_secret_value():
            import_module("bot.crashes").report_crashes(dsn)
        db, vault = await opened(settings)
        async with Maraude(settings, db, vault, part=part) as bot:
            me = asyncio.current_task()
            if me is not None and sys.platform != "win32":
                asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, me.cancel)
            bot.listener.start()
            _keep_what_stands()
            bot.background(_keep_when_ready(bot))
            await (bot.work(token) if part is WORKER else bot.start(token))

    try:
        asyncio.run(live())
    except ENDINGS as problem:
        raise _stop(_why_it_ends(problem)) from problem
    except (KeyboardInterrupt, asyncio.CancelledError):
        typer.echo("Stopped; what was owed stays owed.", err=True)


def _keep_what_stands() -> None:
    """Let the garbage collector pass over what is here to stay: its full rounds over all of it
    held everybody up for a quarter of a second."""
    gc.collect()
    gc.freeze()


async def _keep_when_ready(bot: Maraude) -> None:
    await bot.wait_until_ready()
    _keep_what_stands()


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


@app.command(name="copy-database")
def copy_database(
    target: Annotated[
        str, typer.Argument(envvar="MARAUDE_TARGET_URL", help=f"An empty one: {moving.ADDRESS}")
    ] = "",
    *,
    take_back: Annotated[
        bool,
        typer.Option("--take-back", help="Use the SQLite file again, as it was when it was moved."),
    ] = False,
) -> None:
    """Move everything from SQLite to PostgreSQL: copy while the bot runs, then stop it and type the
    same again. Interrupted, it goes on where it was."""
    source = _settings().database.url.get_secret_value()

    async def bring_over() -> moving.Pass:
        async with moving.opened(source, target) as move:
            with typer.progressbar(length=await move.steps(), label="Copying") as bar:
                return await move.bring_over(bar.update)

    try:
        if take_back:
            held = asyncio.run(moving.take_back(source, now=clock.now()))
            typer.echo("The SQLite database is the live one again, as it was when it was moved.")
            typer.echo(f"Not sent again: {held} messages that were owed for more than a day.")
            typer.echo("Drop the PostgreSQL one, so that nobody starts Maraude on it by mistake.")
            return
        done = asyncio.run(bring_over())
    except (BadCopy, BadStart) as problem:
        raise _stop(str(problem)) from problem
    except moving.AlreadyMoved:
        typer.echo(f"Everything is in PostgreSQL already. {HOW_TO_SWITCH}")
        return
    except KeyboardInterrupt as stopped:
        raise _stop("Interrupted. Nothing is lost: type the same command again.") from stopped
    typer.echo(f"{done.rows} rows, the same on both sides; {done.changed} were new or had changed.")
    typer.echo(
        f"SQLite is closed now. {HOW_TO_SWITCH}"
        if done.is_last
        else "SQLite is still in use and stays the live database. Stop the bot, and whatever else "
        "has the file open, then type the same command again: it brings over what changed."
    )


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


def to_mend(feature: str) -> Lines:
    """Return what a feature has to say to an operator."""
    return import_module(f"cogs.{feature}.service").to_mend


@app.command()
def status() -> None:
    """Show the last sign of life, what is open, what is owed and since when, and what is late."""

    also = [to_mend(feature) for feature in TELL_STATUS]
    typer.echo("\n".join(_asked(_settings(), partial(told, now=clock.now(), also=also))))


@app.command()
def simulate(
    *,
    seed: Annotated[int, typer.Option(help="The same seed: the same months.")] = 20261125,
    months: Annotated[int, typer.Option(min=1, max=24, help="Whole months, up to this one.")] = 6,
    youths: Annotated[int, typer.Option(min=1, help="How many come by.")] = 2000,
    tickets: Annotated[int, typer.Option(min=0, help="How many requests are written.")] = 400,
    database_file: Annotated[
        Path, typer.Option(help="A new SQLite file, which is made; its keys stand beside it.")
    ] = Path("simulation.db"),
) -> None:
    """Play months of outreach into a new database, to look at figures. Nobody is written to, and
    Discord is not needed."""
    if tickets > youths:
        raise _stop("Somebody must write each request: give at most as many --tickets as --youths.")
    if database_file.exists():
        raise _stop(
            f"There is a file {database_file} already, and a simulation needs a database of its "
            "own. Give another name: --database-file other.db"
        )
    keys_file = database_file.with_suffix(".keys")
    url = f"sqlite+aiosqlite:///{database_file}"
    settings = _settings(database={"url": url}, keys={"file": keys_file})
    play = import_module("simulation.run")
    plan = play.Plan(seed, clock.now().date().replace(day=1), months, youths, tickets)

    async def fill() -> list[str]:
        db, vault = await opened(settings)
        try:
            with typer.progressbar(length=plan.days, label="Days") as bar:
                ledger = await play.simulate(
                    settings, db, vault, plan, on_day=partial(bar.update, 1)
                )
        finally:
            await db.close()
        return ledger.table()

    try:
        table = asyncio.run(fill())
    except BadStart as problem:
        raise _stop(str(problem)) from problem
    typer.echo("\n".join(table))
    typer.echo(f"All of it is in {database_file}. To ask it something, put this before a command:")
    typer.echo(f"MARAUDE_DATABASE__URL={url} MARAUDE_KEYS__FILE={keys_file} maraude status")


@app.command()
def healthy() -> None:
    """Answer 0 when the bot gave a sign of life and heard Discord lately, 1 otherwise."""

    async def lives(db: Database) -> bool:
        async with db.reading() as session:
            known = await session.get(Installation, 1)
        return (
            known is not None
            and known.beat_at is not None
            and clock.now() - known.beat_at < SILENT_FOR
        )

    if not _asked(_settings(), lives):
        raise _stop(
            "No sign of life for three minutes, or no connection to Discord. Look in the log of "
            "maraude run; discordstatus.com says how Discord is."
        )


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
