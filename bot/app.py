"""class Maraude: makes the tools, finds and loads what stands in cogs/."""

import asyncio
import base64
import contextlib
import logging
import re  # noqa: TC003 - named in annotations that are looked at
import sys
from collections.abc import Coroutine
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import discord
from discord import app_commands, ui
from discord.ext import commands
from sqlalchemy import delete, select

from bot import clock
from bot.budget import Budget
from bot.commands import digest_of, payload_of
from bot.db import Database
from bot.delivery import Courier
from bot.drawing import Drawings
from bot.errors import TooFast, Unavailable
from bot.fleet import WHOLE, Part, Turns
from bot.gateway import Gateway
from bot.helplines import Helplines
from bot.installation import HOUSE, SETTLED_AFTER, back_since
from bot.lead import try_elsewhere
from bot.limits import Limiter, slow_down
from bot.listen import Listener
from bot.metrics import Metrics
from bot.monitoring import Monitoring
from bot.parcels import Kind, Missed  # noqa: TC001 - named in annotations that are looked at
from bot.pictures import Pictures
from bot.readers import Known, Readers
from bot.scheduler import Scheduler
from bot.servers import FRESH_FOR, Servers
from bot.settings import Settings
from bot.signs import Signs
from bot.texts import Texts
from bot.ui import Addresses, Form, be_in_time, explain, remember_reader, was_in_time
from bot.vault import Vault
from bot.writers import Writers
from models import Community, Installation, TakenPress

log = logging.getLogger(__name__)
HEARTBEAT = timedelta(seconds=30)
REMEMBERED_EVERY = timedelta(minutes=10)
"""How old what is remembered of communities may get when another process's word was missed."""


class Tree(app_commands.CommandTree["Maraude"]):
    """The slash commands; whatever goes wrong in one is explained to who typed it."""

    async def interaction_check(self, interaction: discord.Interaction["Maraude"], /) -> bool:
        """Let nobody wait in silence."""
        if interaction.type is discord.InteractionType.application_command:
            be_in_time(interaction)
            remember_reader(interaction)
            try:
                slow_down(interaction)
            except TooFast as too_fast:
                was_in_time(interaction)
                await explain(interaction, too_fast)
                return False
        return True

    async def on_error(
        self, interaction: discord.Interaction["Maraude"], error: app_commands.AppCommandError, /
    ) -> None:
        """Explain, privately."""
        was_in_time(interaction)
        await explain(
            interaction,
            error.original if isinstance(error, app_commands.CommandInvokeError) else error,
        )


class Maraude(commands.AutoShardedBot):
    """The bot. Features receive it and find their tools on it.

    Args:
        settings: the operator's dials.
        db: an open, migrated database.
        vault: the keys that belong to it.
        texts: all sentences, read from ``locales/`` when none are handed over.
        now: the clock; tests and the playground hand over their own.
        scheduler: what wakes the jobs; the same.
        part: which shards this process hears, when others hear the rest.
    """

    def __init__(
        self,
        settings: Settings,
        db: Database,
        vault: Vault,
        *,
        texts: Texts | None = None,
        now: clock.Clock = clock.now,
        scheduler: Scheduler | None = None,
        part: Part = WHOLE,
        **options: Any,
    ) -> None:
        intents = discord.Intents(
            guilds=True,
            guild_messages=True,
            dm_messages=True,
            members=settings.discord.members_intent,
        )
        self.metrics, self.monitoring = Metrics(), Monitoring(self)
        self.budget = Budget(db, self.metrics.held_back)
        super().__init__(
            command_prefix=(),
            intents=intents,
            tree_cls=Tree,
            help_command=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            allowed_mentions=discord.AllowedMentions.none(),
            allowed_contexts=app_commands.AppCommandContext(
                guild=True, dm_channel=True, private_channel=False
            ),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
            assume_unsync_clock=True,
            max_ratelimit_timeout=30,
            http_trace=self._trace(settings),
            **part.dials,
            **options,
        )
        self.settings, self.part, self.db, self.vault = settings, part, db, vault
        self.now, self.installation = now, _short_name(vault)
        self.texts = texts or Texts(HOUSE / "locales")
        self.helplines, self.limits = Helplines(), Limiter()
        self.turns, self.signs, self.servers = Turns(db, now), Signs(db, now, part), Servers(self)
        self.scheduler, self.courier = scheduler or Scheduler(), Courier(self)
        self.listener = Listener(settings.database.url.get_secret_value(), self.remember_all)
        self.budget.watch_over(self.http)
        self.gateway = Gateway(self.http, now)
        self.kinds: dict[str, Kind] = {}
        self.homes: dict[str, Missed] = {"team": try_elsewhere, "server": try_elsewhere}
        """What finds another place for what is owed in a lane (``team``, ``ticket``) when its own
        is gone."""
        self.forms: list[type[Form]] = []
        self.addresses: list[re.Pattern[str]] = []
        self.known: dict[int, Known] = {}
        """What was last read of each server: it serves when the database is away."""
        self.readers, self.writers = Readers(self), Writers()
        self.staff: dict[int, frozenset[int]] = {}
        """The roles of the team in its own server, as they were last read."""
        self.desk = app_commands.Group(
            name="ticket",
            description="…",
            allowed_contexts=app_commands.AppCommandContext(
                guild=True, dm_channel=False, private_channel=False
            ),
            default_permissions=discord.Permissions(manage_threads=True),
        )
        """What mentors type in a request's thread; features add their commands to it."""
        self.pictures, self.drawings = Pictures(), Drawings()
        self._tasks: set[asyncio.Task[None]] = set()
        self._answers: set[asyncio.Task[Any]] = set()
        self.back_at: datetime | None = None
        """When the first of all processes began after the last long absence, if there was one."""

    async def setup_hook(self) -> None:
        """Load the features, tell Discord the commands if they changed, start the clock."""
        if port := self.settings.monitoring.port:
            await self.monitoring.start(self.settings.monitoring.host, port)
        await self.add_cog(Addresses(self))
        for feature in features():
            await self.load_extension(feature)
        async with self.db.transaction() as session:
            self.back_at = await back_since(session, now=self.now())
        if self.desk.commands:
            self.tree.add_command(self.desk)
        await self.sync_commands()
        if self.db.is_sqlite:
            await self.courier.take_over()
        self.db.on_promise = self.courier.wake
        self.scheduler.take_turn = self.turns.take
        self.scheduler.here(REMEMBERED_EVERY, self.remember_all)
        self.scheduler.here(FRESH_FOR, self.servers.look_at_teams)
        self.scheduler.here(self.settings.delivery.look_every, self.courier.look)
        self.scheduler.here(HEARTBEAT, self.beat)
        self.scheduler.every(timedelta(hours=1), self.forget_presses)
        self.scheduler.every(timedelta(hours=1), self.budget.tidy)
        self.scheduler.start()

    def _trace(self, settings: Settings) -> aiohttp.TraceConfig:
        """Return what hears Discord's answers; timing them costs each call a little, and is done
        where anybody asks for it."""
        trace = aiohttp.TraceConfig()
        trace.on_request_end.append(self.budget.heard)
        if settings.monitoring.port:
            trace.on_request_end.append(self.metrics.stopwatch.answered)
        return trace

    def dispatch(self, event_name: str, /, *args: Any, **kwargs: Any) -> None:
        """Note when an interaction reached us, before anything is done about it."""
        if event_name == "interaction" and self.settings.monitoring.port:
            self.metrics.stopwatch.begin(args[0])
        super().dispatch(event_name, *args, **kwargs)

    def add_dynamic_items(self, *items: type[ui.DynamicItem[Any]]) -> None:
        """Remember which addresses are answered, so that a press on any other is not met with
        silence."""
        super().add_dynamic_items(*items)
        self.addresses += [item.__discord_ui_compiled_template__ for item in items]

    def is_answering(self, task: asyncio.Task[Any] | None) -> None:
        """Keep a press, form or command in hand until it comes to its end."""
        if task is not None:
            self._answers.add(task)
            task.add_done_callback(self._answers.discard)

    async def finish_answers(self, within: timedelta = timedelta(seconds=5)) -> None:
        """Wait for the presses, forms and commands that are being answered."""
        if self._answers:
            await asyncio.wait(set(self._answers), timeout=within.total_seconds())

    def background(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something that nobody waits for; it is kept in hand, and its failure is logged."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (problem := task.exception()) is not None:
            log.error("Something in the background failed", exc_info=problem)

    async def sync_commands(self) -> None:
        """Tell Discord the commands, once per change."""
        payload = payload_of(self.tree, self.texts)
        digest = digest_of(payload)
        async with self.db.reading() as session:
            known = await session.get_one(Installation, 1)
        if known.commands_hash == digest or self.application_id is None:
            return
        await self.http.bulk_upsert_global_commands(self.application_id, payload=payload)
        async with self.db.transaction() as session:
            (await session.get_one(Installation, 1)).commands_hash = digest
        log.info("Discord was told %s commands", len(payload))

    def remember(self, community: Community) -> None:
        """Keep what was just read of a community."""
        team = community.team
        self.known[community.guild_id] = Known(community.country, community.locale)
        roles = (team.mentor_role_id, team.lead_role_id)
        self.staff[team.guild_id] = frozenset(role for role in roles if role is not None)

    async def remember_all(self) -> None:
        """Keep what is to be known of each community, and of who may write, when the database is
        away."""
        async with self.db.reading() as session:
            ended_first = select(Community).order_by(Community.ended_at.is_(None))
            for community in await session.scalars(ended_first):
                self.remember(community)
        await self.readers.look_around()

    def country_in(self, guild_id: int | None) -> str:
        """Return a server's country as it was last read, else the operator's."""
        known = self.known.get(guild_id or 0)
        return known.country if known is not None else self.settings.service.country

    @property
    def is_just_back(self) -> bool:
        """Tell whether this process or another began a moment ago after a long silence: what was
        written meanwhile is not read yet, and perhaps only the clock is wrong. Nothing ends now."""
        return self.back_at is not None and abs(self.now() - self.back_at) < SETTLED_AFTER

    async def beat(self) -> None:
        """Write down a sign of life for other processes, and, while Discord is heard, for whoever
        watches from outside; see whether one of them came back after a long absence."""
        if self.part.listens and not self.is_ready():
            return
        deaf = [Part((number,), self.shard_count) for number in self.closed_shards]
        async with self.db.transaction() as session:
            if self.part.listens and (not deaf or len(deaf) < len(self.shards)):
                (await session.get_one(Installation, 1)).beat_at = self.now()
            self.back_at = await back_since(session, now=self.now())
            await self.signs.give(session, deaf=deaf)

    @property
    def closed_shards(self) -> list[int]:
        """Return the shards of this process that have no connection to Discord at this moment."""
        return [number for number, shard in self.shards.items() if shard.is_closed()]

    async def forget_presses(self) -> None:
        """Discord repeats no press after fifteen minutes: what was taken in yesterday may go."""
        yesterday = self.now() - timedelta(days=1)
        async with self.db.transaction() as session:
            await session.execute(delete(TakenPress).where(TakenPress.taken_at < yesterday))

    async def on_ready(self) -> None:
        """Look for what became due while nobody was there."""
        log.info("Ready; servers: %s", len(self.guilds))
        self.courier.begin()
        await self.scheduler.run_all()

    async def work(self, token: str) -> None:
        """Carry what is owed and wake what is due, without hearing Discord, until cancelled."""
        await self.login(token)
        self.courier.begin()
        await self.scheduler.run_in_turn()
        await asyncio.Event().wait()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Spare the last starts that Discord allows, and keep its pace of identifying, together
        with every other process. Who waits here for too long discord.py lets try again."""
        await self.gateway.wait_for_starts()
        if self.db.is_sqlite:
            await super().before_identify_hook(shard_id, initial=initial)
            return
        try:
            await self.turns.wait_to_identify((shard_id or 0) % await self.gateway.keys())
        except Unavailable:
            await super().before_identify_hook(shard_id, initial=False)

    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:
        """Log what a listener let through; its arguments may hold words and stay out of the log.
        What it missed while the database was away, a job finds."""
        if isinstance(sys.exc_info()[1], Unavailable):
            log.warning("The database did not answer the listener %s", event_method)
            return
        log.error("The listener %s failed", event_method, exc_info=sys.exc_info())

    async def close(self) -> None:
        """Finish what is in flight, then go; what is left stays owed."""
        self.scheduler.stop()
        self.listener.stop()
        await asyncio.gather(self.courier.stop(), self.finish_answers())
        await super().close()
        await self.monitoring.stop()
        with contextlib.suppress(Unavailable):
            await self.signs.end()
        await self.db.close()


def _short_name(vault: Vault) -> str:
    """Return what tells this installation's messages from another's."""
    return base64.b32encode(vault.mark("nonce", 1))[:6].decode().lower()


def features(folder: Path = HOUSE / "cogs") -> list[str]:
    """Return the features by folder name."""
    return [f"cogs.{file.parent.name}" for file in sorted(folder.glob("*/__init__.py"))]
