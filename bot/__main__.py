"""Read the settings, build, run: what an operator types in a shell."""

import asyncio
import base64
import binascii
import signal
import sys
from collections.abc import Callable, Coroutine
from datetime import timedelta
from typing import Annotated, Any, TypeVar

import discord
import typer
from sqlalchemy import func, select

from bot import clock
from bot.app import Maraude
from bot.db import Database
from bot.errors import Unavailable
from bot.installation import BadStart, migrate, open_vault
from bot.log import start_logging
from bot.permissions import INVITED_WITH
from bot.settings import BadSettings, Settings, read_settings
from bot.vault import Vault
from models import EntryState, Installation, OutboxEntry, Ticket, TicketState

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
Found = TypeVar("Found")
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
    return Database(
        dials.url, read_patience=dials.read_patience, write_patience=dials.write_patience
    )


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
    await migrate(settings.database.url)
    db = _database(settings)
    return db, await open_vault(db, settings, now=clock.now())


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
    except BadStart as problem:
        raise _stop(str(problem)) from problem
    except discord.LoginFailure as problem:
        raise _stop(
            "Discord refuses this token. Make a new one on "
            "discord.com/developers/applications (Bot, Reset Token)."
        ) from problem
    except discord.PrivilegedIntentsRequired as problem:
        raise _stop(
            "members_intent is on in the settings but not allowed: switch it on "
            "under Bot, Privileged Gateway Intents."
        ) from problem
    except (KeyboardInterrupt, asyncio.CancelledError):
        typer.echo("Stopped; what was owed stays owed.", err=True)


@app.command(name="migrate")
def migrate_now() -> None:
    """Bring the database to this version, without starting."""
    try:
        asyncio.run(migrate(_settings().database.url))
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

    async def count(db: Database) -> list[str]:
        async with db.reading() as session:
            states = await session.execute(
                select(Ticket.state, func.count()).group_by(Ticket.state)
            )
            tickets: dict[TicketState, int] = dict(row.tuple() for row in states)
            owed = select(func.count(), func.min(OutboxEntry.due_at)).where(
                OutboxEntry.state == EntryState.OWED
            )
            many, since = (await session.execute(owed)).one()
            trouble = await session.execute(
                select(OutboxEntry.problem, func.count())
                .where(OutboxEntry.state == EntryState.OWED, OutboxEntry.problem.is_not(None))
                .group_by(OutboxEntry.problem)
            )
            lines = [f"requests {state}: {tickets.get(state, 0)}" for state in TicketState]
            lines.append(
                f"owed: {many}"
                + (f", the oldest since {since.isoformat(timespec='seconds')}" if many else "")
            )
            return lines + [f"  waiting because: {problem} ({times})" for problem, times in trouble]

    typer.echo("\n".join(_asked(_settings(), count)))


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
