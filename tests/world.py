"""A server with people in it, over the simulator: builders and verbs that read aloud."""

import asyncio
import logging
import shutil
import uuid
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar

import discord
import pytest
import simcord
from simcord import interactions
from simcord.backend import serializers
from simcord.builders import ChannelHandle
from simcord.components import walk_components
from simcord.enums import ChannelType, ComponentType, InteractionType
from simcord.http.client import FakeHTTPClient
from simcord.results import InteractionResult, ResponseMessage
from sqlalchemy import NullPool, inspect, select
from sqlalchemy.ext.asyncio import create_async_engine

from bot.app import Maraude
from bot.db import Database
from bot.delivery import Courier
from bot.drawing import Drawings
from bot.errors import Expected
from bot.installation import HOUSE, migrate, open_vault
from bot.marks import INVISIBLE
from bot.permissions import INVITED_WITH
from bot.scheduler import Scheduler
from bot.settings import Settings
from bot.texts import Texts
from bot.ui import ANSWERED_OR_LATE, Unsaid
from cogs.protection import service as protection
from demo.simulator import be_patient, end_threads_like_discord
from models import Base, Community, Mentor, Team, Ticket

TUESDAY_AFTERNOON = datetime(2026, 1, 6, 13, 0, tzinfo=UTC)
"""Two in the afternoon in Paris: the team is there, no hour is quiet."""

Row = TypeVar("Row")
COMPILED: dict[str, tuple[Any, Any]] = {}
"""Statements compiled in this process, by kind of database: compiling is most of a short test."""
Person = simcord.MemberActor | simcord.UserHandle


class StillScheduler(Scheduler):
    """Wakes nobody by itself: a test says when time passes."""

    nothing_is_due = False
    """On an empty database no job finds anything; looking would be half of building a world."""

    def start(self) -> None:
        """Stay still."""

    async def run_all(self) -> None:
        """Run each job once, now."""
        if not self.nothing_is_due:
            await super().run_all()


class Easel(Drawings):
    """Draws here and now: beginning a process takes seconds where many tests run."""

    async def drawn(self, where: str, what: object) -> bytes:
        """Return what a function draws."""
        module, _, name = where.partition(":")
        return getattr(import_module(module), name)(what)


@dataclass
class FakeClock:
    """The time, as far as the bot knows."""

    at: datetime = TUESDAY_AFTERNOON

    def __call__(self) -> datetime:
        return self.at


class Ear(logging.Handler):
    """Hears every line of ERROR and worse."""

    def __init__(self, heard: list[logging.LogRecord]) -> None:
        super().__init__(logging.ERROR)
        self._heard = heard

    def emit(self, record: logging.LogRecord) -> None:
        self._heard.append(record)


def cause_of(error: BaseException) -> BaseException:
    """Return what a command's error wraps."""
    return getattr(error, "original", error)


def is_answered(error: BaseException) -> bool:
    """Tell whether the bot has an answer to an error, or somebody else gave it."""
    known = Expected | Unsaid | discord.InteractionResponded
    return isinstance(error, known) or getattr(error, "code", None) in ANSWERED_OR_LATE


A_SLOW_DISK = timedelta(seconds=20)
"""How long a look-up may take where tests run: others use the same disk."""


A_BUSY_MACHINE = 30.0
"""Seconds in which the bot comes to rest where many tests run; it waits no longer than it must."""


@dataclass
class Store:
    """An empty database of this version, and a place for its keys."""

    url: str
    folder: Path
    dials: dict[str, Any] = field(default_factory=dict[str, Any])

    @property
    def settings(self) -> Settings:
        """Return the settings that lead to it."""
        return Settings.model_validate(
            {
                "database": {
                    "url": self.url,
                    "read_patience": A_SLOW_DISK,
                    **self.dials.get("database", {}),
                },
                "discord": self.dials.get("discord", {}),
                "keys": {"file": self.folder / "maraude.keys"},
                "monitoring": self.dials.get("monitoring", {}),
                "delivery": {"open_dm_every": timedelta(0), **self.dials.get("delivery", {})},
            }
        )

    def open(self) -> Database:
        """Return the database, as the bot opens it, with what was compiled for earlier tests."""
        dials = self.settings.database
        db = Database(
            self.url, read_patience=dials.read_patience, write_patience=dials.write_patience
        )
        engine = db.engine.sync_engine
        dialect, compiled = COMPILED.setdefault(
            engine.dialect.name, (engine.dialect, engine._compiled_cache)
        )
        for each in (engine, db._writing.kw["bind"].sync_engine):
            each.dialect, each._compiled_cache = dialect, compiled
        return db


IN_A_HURRY = "synchronous_commit = off"
"""Nobody will read a test's database after the power went."""


class Templates:
    """One migrated database per kind and test process; each test gets a copy."""

    def __init__(self, folder: Path, postgres: str | None) -> None:
        self._folder, self._postgres = folder, postgres
        self._made: set[str] = set()
        self._name = f"maraude_{uuid.uuid4().hex[:12]}"

    async def fresh_sqlite(self, folder: Path) -> Store:
        """Return a copy of the migrated file."""
        template = self._folder / "template.db"
        if "sqlite" not in self._made:
            await migrate(f"sqlite+aiosqlite:///{template}")
            self._made.add("sqlite")
        shutil.copy(template, folder / "maraude.db")
        return Store(f"sqlite+aiosqlite:///{folder / 'maraude.db'}", folder)

    async def fresh_postgres(self, folder: Path) -> Store:
        """Return this process's database, emptied."""
        assert self._postgres is not None
        url = f"{self._postgres.rpartition('/')[0]}/{self._name}"
        if "postgres" not in self._made:
            await self._sql(self._postgres, f"CREATE DATABASE {self._name}")
            await self._sql(self._postgres, f"ALTER DATABASE {self._name} SET {IN_A_HURRY}")
            await migrate(url)
            self._made.add("postgres")
        children_first = [t for t in reversed(Base.metadata.sorted_tables) if t.name != "journal"]
        await self._sql(
            url,
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()",
            # Small tables are deleted from in a tenth of the time in which they are truncated; the
            # journal refuses to be.
            "TRUNCATE journal",
            ";".join(str(table.delete()) for table in children_first),
            "SELECT setval(seqrelid, seqstart, false) FROM pg_sequence",
        )
        return Store(url, folder)

    async def drop(self) -> None:
        """Remove the database."""
        if "postgres" in self._made and self._postgres is not None:
            await self._sql(self._postgres, f"DROP DATABASE {self._name} WITH (FORCE)")

    async def _sql(self, url: str, *commands: str) -> None:
        server = create_async_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
        async with server.connect() as connection:
            driver: Any = (await connection.get_raw_connection()).driver_connection
            for command in commands:
                await driver.execute(command)
        await server.dispose()


@dataclass
class World:
    """One gaming server that is its own team's server, with people who speak French."""

    env: simcord.Env
    store: Store
    clock: FakeClock
    guild: simcord.GuildHandle
    welcome: ChannelHandle
    staff: ChannelHandle
    mentor_role: simcord.RoleHandle
    lead_role: simcord.RoleHandle
    lina: simcord.MemberActor
    noe: simcord.MemberActor
    sam: simcord.MemberActor
    ines: simcord.MemberActor
    lea: simcord.MemberActor
    max: simcord.MemberActor
    locales: dict[int, str] = field(default_factory=dict[int, str])
    expected_incidents: int = 0
    """How many lines of ERROR a test claims; any other fails it."""

    @property
    def bot(self) -> Maraude:
        """Return the bot that runs now."""
        assert isinstance(self.env.bot, Maraude)
        return self.env.bot

    # -- what is true before the story starts ----------------------------------------------------

    async def is_set_up(self, **team: Any) -> None:
        """The moderator has set everything up and opened the intake; Sam and Inès have said who
        they are."""
        async with self.bot.db.transaction() as session:
            ours = Team(
                guild_id=self.guild.id,
                name="Les Ponts",
                staff_channel_id=self.staff.id,
                mentor_role_id=self.mentor_role.id,
                lead_role_id=self.lead_role.id,
                intake_open=True,
                created_at=self.clock(),
                **team,
            )
            session.add(ours)
            session.add(
                Community(
                    team=ours,
                    guild_id=self.guild.id,
                    name="La Place",
                    panel_channel_id=self.welcome.id,
                    created_at=self.clock(),
                )
            )
            await session.flush()
            protection.begin_journal(self.bot.vault, ours)
            for mentor, name in ((self.sam, "Sam"), (self.ines, "Inès")):
                said = {"first_name": name, "organisation": "Les Ponts", "created_at": self.clock()}
                session.add(Mentor(team_id=ours.id, discord_id=mentor.id, **said))

    async def more_mentors(self, how_many: int) -> list[simcord.MemberActor]:
        """Many mentors join the team and say who they are."""
        joined: list[simcord.MemberActor] = []
        async with self.bot.db.transaction() as session:
            team_id = (await session.scalars(select(Team.id))).one()
            for number in range(how_many):
                user = self.env.create_user(f"mentor{number}")
                actor = self.guild.add_member(user, roles=[self.mentor_role])
                joined.append(actor)
                session.add(
                    Mentor(
                        team_id=team_id,
                        discord_id=actor.id,
                        first_name=f"M{number}",
                        organisation="Les Ponts",
                        created_at=self.clock(),
                    )
                )
        return joined

    async def has_tags(self, *names: str) -> None:
        """The forum has these tags."""
        forum = self.bot.get_channel(self.staff.id)
        assert isinstance(forum, discord.ForumChannel)
        own = self.env.backend.get_guild(self.guild.id).roles[self.guild.roles["TestBot"].id]
        usual, own.permissions = own.permissions, discord.Permissions.all().value
        with self.env._bot_scope():
            tags = [discord.ForumTag(name=name) for name in names]
            task = asyncio.get_running_loop().create_task(forum.edit(available_tags=tags))
        await self.env.settle()
        await task
        own.permissions = usual

    async def tags_of_post(self, ticket_id: int = 1) -> set[str]:
        """Return the tags that a forum post was last given; the simulator drops those of an
        edit."""
        thread = await self.thread(ticket_id)
        given: list[Any] = [*self.env.backend.get_channel(thread.id).applied_tags]
        for request in self.env.http_requests:
            if request.method == "PATCH" and request.path == f"/channels/{thread.id}":
                sent: dict[str, Any] = request.json or {}
                given = sent.get("applied_tags", given)
        forum = self.bot.get_channel(self.staff.id)
        assert isinstance(forum, discord.ForumChannel)
        names = {tag.id: tag.name for tag in forum.available_tags}
        return {names[int(tag)] for tag in given}

    def tidy(self) -> None:
        """Forget cancelled timers, which the simulator only does when everything is still."""
        pending = self.env._work.callbacks
        pending[:] = [r for r in pending if r.handle is None or not r.handle.cancelled()]

    def speaks(self, person: Person, locale: str) -> None:
        """Somebody reads another language than French."""
        self.locales[person.id] = locale

    def close_dms(self, person: simcord.MemberActor) -> None:
        """Somebody takes no DMs."""
        self.env.inject_error(
            "POST",
            f"/channels/{person.user.dm_channel.id}/messages",
            status=403,
            code=50007,
            message="Cannot send messages to this user",
            times=None,
        )

    def open_dms(self) -> None:
        """Everybody takes DMs again."""
        self.env.backend.faults.clear()

    # -- what people do --------------------------------------------------------------------------

    async def ask(
        self,
        who: simcord.MemberActor,
        words: str = "Je sais pas quoi faire après la troisième.",
        *,
        topic: str = "school",
        age: str | None = None,
        wishes: Sequence[str] = ("dm",),
    ) -> InteractionResult:
        """Somebody types /talk and sends the form."""
        shown = await who.slash(self.welcome, "talk")
        return await self.send_form(
            who, shown, topic=[topic], words=words, age=[age] if age else [], wishes=list(wishes)
        )

    async def send_form(
        self, who: Person, shown: InteractionResult, **values: Any
    ) -> InteractionResult:
        """Somebody fills the form that was shown, and sends it."""
        return await who.submit_modal(shown, values)

    async def press(self, who: Person, message: Any, custom_id: str) -> InteractionResult:
        """Somebody presses a button."""
        return await who.click(message, custom_id=custom_id)

    async def forge(
        self, who: simcord.MemberActor, message: Any, custom_id: str
    ) -> InteractionResult:
        """Somebody presses a button that their message never had."""
        (result,) = await self._emit([who], message, custom_id)
        return result

    async def press_together(
        self, people: Sequence[simcord.MemberActor], message: Any, custom_id: str
    ) -> list[InteractionResult]:
        """Several people press the same button at the same moment, for real."""
        stored = self.env.backend.get_message(message.channel.id, message.id)
        assert custom_id in {c.get("custom_id") for c in walk_components(stored.components)}
        return await self._emit(people, message, custom_id)

    async def _emit(
        self, people: Sequence[simcord.MemberActor], message: Any, custom_id: str
    ) -> list[InteractionResult]:
        backend = self.env.backend
        channel_id = getattr(message, "channel_id", None) or message.channel.id
        stored = backend.get_message(channel_id, message.id)
        results: list[InteractionResult] = []
        for person in people:
            record, payload = interactions.base_payload(
                backend,
                type=InteractionType.MESSAGE_COMPONENT,
                channel_id=stored.channel_id,
                guild_id=self.guild.id,
                user_id=person.id,
                data={"custom_id": custom_id, "component_type": ComponentType.BUTTON},
            )
            shown: dict[str, Any] = dict(serializers.message_payload(backend, stored))
            pressed = {"type": 2, "style": 2, "label": "…", "custom_id": custom_id}
            row = {"type": 1, "components": [pressed]}
            here = {c.get("custom_id") for c in walk_components(stored.components)}
            payload["message"] = shown | {
                "components": shown["components"] + [row] * (custom_id not in here)
            }
            record.source_message_id = stored.id
            self.env._notify_dispatch_observers(record)
            backend.emit("INTERACTION_CREATE", payload)
            results.append(InteractionResult(self.env, record))
        await self.env.settle(timeout=60)
        return results

    async def claim(self, who: simcord.MemberActor, ticket_id: int = 1) -> InteractionResult:
        """A mentor presses Claim on a card."""
        return await self.press(who, await self.card(ticket_id), f"ticket:{ticket_id}:claim")

    async def claim_anyway(self, who: simcord.MemberActor, ticket_id: int = 1) -> InteractionResult:
        """A mentor types /ticket claim in the thread of a request that may be taken."""
        return await who.slash(await self.thread(ticket_id), "ticket claim")

    async def reply(
        self, who: simcord.MemberActor, words: str, ticket_id: int = 1
    ) -> InteractionResult:
        """A mentor types /ticket reply in the thread."""
        return await who.slash(await self.thread(ticket_id), "ticket reply", words=words)

    async def close(
        self, who: simcord.MemberActor, outcome: str = "listened", ticket_id: int = 1
    ) -> InteractionResult:
        """A mentor closes a request at once."""
        shown = await self.press(who, await self.card(ticket_id), f"ticket:{ticket_id}:close")
        is_held = (await self.ticket(ticket_id)).mentor_id is not None
        now = {"how": "now"} if is_held else {}
        return await self.send_form(who, shown, outcome=[outcome], **now)

    async def later(self, **amount: float) -> None:
        """Time passes; whatever is due is done."""
        self.clock.at += timedelta(**amount)
        self.env.backend.clock._epoch += timedelta(**amount)
        await self.wake()

    async def wake(self) -> None:
        """Every job runs once, and the courier finishes."""
        with self.env._bot_scope():
            task = asyncio.get_running_loop().create_task(self.bot.scheduler.run_all())
        await self.env.settle(timeout=30)
        await task

    async def restart(self) -> None:
        """The process ends and another one starts on the same database."""
        await self.bot.courier.stop()
        await self.bot.db.close()
        bot = await a_bot(self.store, self.clock)
        await self.env.restart_bot(bot)

    @asynccontextmanager
    async def nobody_listens(self) -> AsyncGenerator[None]:
        """No process lives for a while; Discord goes on. Then another process starts."""
        listening = self.env.backend.subscribers[:]
        self.env.backend.subscribers.clear()
        yield
        self.env.backend.subscribers[:] = listening
        await self.restart()

    def writes(self, who: simcord.MemberActor, words: str) -> int:
        """Somebody writes in the DM, whoever listens; return Discord's id of it."""
        backend = self.env.backend
        return backend.create_message(who.user.dm_channel.id, who.id, words).id

    # -- what can be seen ------------------------------------------------------------------------

    async def stored(self, kind: type[Row]) -> Sequence[Row]:
        """Return all rows of a table."""
        async with self.bot.db.reading() as session:
            return (await session.scalars(select(kind).order_by(*inspect(kind).primary_key))).all()

    async def ticket(self, ticket_id: int = 1) -> Ticket:
        """Return a request as it is stored."""
        async with self.bot.db.reading() as session:
            return await session.get_one(Ticket, ticket_id)

    async def card(self, ticket_id: int = 1) -> discord.Message:
        """Return the card in the staff channel."""
        ticket = await self.ticket(ticket_id)
        assert ticket.card_message_id is not None
        return next(
            m
            for m in self.channel(ticket.card_channel_id).history()
            if m.id == ticket.card_message_id
        )

    async def thread(self, ticket_id: int = 1) -> ChannelHandle:
        """Return the team's thread."""
        ticket = await self.ticket(ticket_id)
        thread = self.channel(ticket.thread_id)
        for person in (self.sam, self.ines, self.lea):
            self.env.backend.add_thread_member(thread.id, person.id)
        return thread

    def channel(self, channel_id: int | None) -> ChannelHandle:
        """Return a channel or thread by its id."""
        assert channel_id is not None
        return ChannelHandle(self.env, self.guild, self.env.backend.get_channel(channel_id))

    async def in_thread(self, ticket_id: int = 1) -> list[str]:
        """Return what stands in the team's thread."""
        return [text_of(message) for message in (await self.thread(ticket_id)).history()]

    def in_dm(self, person: simcord.MemberActor) -> list[str]:
        """Return what Maraude wrote to somebody by DM."""
        return [text_of(m) for m in self.dm_messages(person)]

    def dm_messages(self, person: simcord.MemberActor) -> list[discord.Message]:
        """Return the messages that Maraude wrote to somebody by DM."""
        return [m for m in person.user.dm_channel.history() if m.author.bot]

    def everything_staff_can_see(self) -> str:
        """Return all that stands in the staff channel and its threads, as raw data."""
        places = [
            c for c in self.env.backend.channels.values() if self.staff.id in {c.id, c.parent_id}
        ]
        return "\n".join(
            [c.name or "" for c in places]
            + [
                repr(dict(serializers.message_payload(self.env.backend, m)))
                for c in places
                for m in self.env.backend.messages[c.id].values()
            ]
        )


def text_of(message: Any) -> str:
    """Return what a person reads in a message: words, embeds, labels of buttons."""
    parts: list[str] = [message.content or ""]
    for embed in message.embeds:
        parts += [embed.title or "", embed.description or ""]
        parts += [f"{f.name}: {f.value}" for f in embed.fields]
        parts.append(embed.footer.text or "")
    return "\n".join(part for part in parts if part).translate(INVISIBLE)


def answers_of(result: InteractionResult) -> list[ResponseMessage]:
    """Return every message that answered a press or a command, in order."""
    answers = [*([result.response] if result.response is not None else []), *result.followups]
    return list({answer.id: answer for answer in answers}.values())


def said(result: InteractionResult) -> str:
    """Return what somebody was told after a press or a command."""
    return "\n".join(text_of(answer) for answer in answers_of(result))


def only_for_them(result: InteractionResult) -> bool:
    """Tell whether nobody else could see the answer; the message that was pressed is none."""
    pressed = result._interaction.source_message_id
    answers = [a for a in answers_of(result) if a.ephemeral or a.id != pressed]
    return bool(answers) and all(answer.ephemeral for answer in answers)


def buttons_of(message: Any) -> dict[str, str]:
    """Return the addresses of a message's buttons, with their labels."""
    raw = message.components
    found = walk_components([c.to_dict() if hasattr(c, "to_dict") else c for c in raw])
    return {c["custom_id"]: c.get("label", "") for c in found if "custom_id" in c}


@cache
def sentences() -> Texts:
    """Return all sentences, read once for all tests."""
    return Texts(HOUSE / "locales")


async def a_bot(store: Store, clock: Callable[[], datetime]) -> Maraude:
    """Return a bot on that database, not yet connected."""
    settings, db = store.settings, store.open()
    vault = await open_vault(db, settings, now=clock())
    bot = Maraude(
        settings, db, vault, texts=sentences(), now=clock, scheduler=StillScheduler(), shard_count=1
    )
    bot.drawings = Easel()
    return bot


@asynccontextmanager
async def a_world(
    store: Store, monkeypatch: pytest.MonkeyPatch, *, forum: bool = False
) -> AsyncGenerator[World]:
    """Build the server and start the bot in it."""
    clock = FakeClock()
    locales: dict[int, str] = {}
    _speak_french(monkeypatch, locales)
    _page_like_discord(monkeypatch)
    bot = await a_bot(store, clock)
    assert isinstance(bot.scheduler, StillScheduler)
    bot.scheduler.nothing_is_due = True
    env = simcord.Env(bot, check_errors=True, settle_timeout=A_BUSY_MACHINE)
    be_patient(env, A_BUSY_MACHINE)
    _own_what_is_carried(env, monkeypatch)
    end_threads_like_discord(env.backend)
    env.backend.clock._epoch = TUESDAY_AFTERNOON
    await env.start()
    incidents: list[logging.LogRecord] = []
    ear = Ear(incidents)
    logging.getLogger().addHandler(ear)
    try:
        with env.time_context():
            world = _people(env, store, clock, locales, forum=forum)
        await env.settle()
        bot.scheduler.nothing_is_due = False
        await bot.beat()
        yield world
    finally:
        logging.getLogger().removeHandler(ear)
        assert isinstance(env.bot, Maraude)
        await env.bot.courier.stop()
        await env.shutdown()
        await env.bot.db.close()
    problems = [error for error in env.errors if not is_answered(cause_of(error))]
    if problems:
        raise BaseExceptionGroup("the bot failed", problems)
    assert world.expected_incidents == len(incidents), [r.getMessage() for r in incidents]


def _own_what_is_carried(env: simcord.Env, monkeypatch: pytest.MonkeyPatch) -> None:
    """The simulator waits for what a bot began; it also has to for what the courier carries after
    a test decided something itself."""
    real = Courier.wake

    def wake(courier: Courier) -> None:
        with env._bot_scope():
            real(courier)

    monkeypatch.setattr(Courier, "wake", wake)


def _people(
    env: simcord.Env, store: Store, clock: FakeClock, locales: dict[int, str], *, forum: bool
) -> World:
    guild = env.create_guild("La Place")
    own_role = guild.roles["TestBot"]
    own = env.backend.get_guild(guild.id).roles[own_role.id]
    own.permissions, own.managed = INVITED_WITH.value, True
    mentors = guild.create_role("Mentor", mentionable=True)
    lead = guild.create_role("Référent·e", mentionable=True)
    mods = guild.create_role("Modo", permissions=discord.Permissions(administrator=True))
    hide = discord.PermissionOverwrite(view_channel=False)
    show = discord.PermissionOverwrite(view_channel=True, send_messages=True, manage_threads=True)
    may_see: dict[Any, discord.PermissionOverwrite] = {
        guild.default_role: hide,
        own_role: show,
        mentors: show,
        lead: show,
    }
    staff = guild.create_text_channel("équipe", overwrites=may_see)
    if forum:
        alike = env.backend.get_channel(staff.id)
        raw = env.backend.create_channel(
            guild.id, "équipe-forum", type=ChannelType.FORUM, overwrites=alike.overwrites
        )
        staff = ChannelHandle(env, guild, raw)
    welcome = guild.create_text_channel("accueil")

    def member(name: str, *roles: Any) -> simcord.MemberActor:
        return guild.add_member(
            env.create_user(name, global_name=name.capitalize()), roles=list(roles)
        )

    return World(
        env=env,
        store=store,
        clock=clock,
        guild=guild,
        welcome=welcome,
        staff=staff,
        mentor_role=mentors,
        lead_role=lead,
        lina=member("lina_du_13"),
        noe=member("noe_gg"),
        sam=member("sam", mentors),
        ines=member("ines", mentors),
        lea=member("lea", lead),
        max=member("max", mods),
        locales=locales,
    )


def _speak_french(monkeypatch: pytest.MonkeyPatch, locales: dict[int, str]) -> None:
    """The simulator says en-US for everybody; here people read French unless told otherwise."""
    real = interactions.base_payload

    def localised(backend: Any, **about: Any) -> Any:
        record, payload = real(backend, **about)
        payload["locale"] = locales.get(about["user_id"], "fr")
        if "guild_locale" in payload:
            payload["guild_locale"] = "fr"
        return record, payload

    monkeypatch.setattr(interactions, "base_payload", localised)


def _page_like_discord(monkeypatch: pytest.MonkeyPatch) -> None:
    """What comes after a message begins with the oldest; the simulator begins with the newest."""
    real = FakeHTTPClient.logs_from

    async def page(client: FakeHTTPClient, channel_id: int, limit: int, **where: Any) -> Any:
        if where.get("after") is None:
            return await real(client, channel_id, limit, **where)
        everything = await real(client, channel_id, 10**6, **where)
        return everything[-limit:]

    monkeypatch.setattr(FakeHTTPClient, "logs_from", page)
