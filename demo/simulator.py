"""The simulated Discord. The only file that reaches behind simcord's public face."""

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable, Coroutine, Generator, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar, cast
from zoneinfo import ZoneInfo

import discord
import simcord
from simcord import interactions
from simcord.backend import serializers
from simcord.backend.access import channel_accessible, message_accessible
from simcord.builders import ChannelHandle, GuildHandle, RoleHandle

from bot.app import Maraude
from bot.scheduler import Scheduler
from demo import require_known_simcord

NAME = "Maraude"
PARIS = ZoneInfo("Europe/Paris")
PATIENCE = 30.0
LARGEST_NUMBER = 2**53
SUBCOMMANDS = frozenset({1, 2})
HOUR = 3600.0
CANNOT_BE_WRITTEN_TO = 50007

T = TypeVar("T")
Person = simcord.MemberActor


def be_patient(env: Any, seconds: float = PATIENCE) -> None:
    """The simulator gives a bot five seconds to start, whatever else the machine does."""
    settle = env._settle_internal

    async def patiently(**how: Any) -> None:
        await settle(**{**how, "timeout": max(how.get("timeout") or 0.0, seconds)})

    env._settle_internal = patiently


def end_threads_like_discord(backend: Any) -> None:
    """Who may manage threads may delete one; the simulator asks for more."""
    real = backend.require_permissions

    def require(guild_id: int | None, user_id: int, channel_id: int | None, *names: str) -> Any:
        channel = backend.channels.get(channel_id)
        if channel is not None and channel.is_thread and names == ("manage_channels",):
            names = ("manage_threads",)
        return real(guild_id, user_id, channel_id, *names)

    backend.require_permissions = require


Raw = dict[str, Any]


class Refused(Exception):
    """A person cannot do this here, as in Discord's own app."""


def _this_afternoon() -> datetime:
    """Begin today, at an hour when people talk: whoever plays at night finds the team awake too."""
    return datetime.now(PARIS).replace(hour=16, minute=30).astimezone(UTC)  # noqa: TID251


class OnRequest(Scheduler):
    """Wakes the jobs when the playground says so, because its days pass in a click."""

    def start(self) -> None:
        """Wait to be asked."""


class Simulator:
    """One Discord, one bot, one clock that people can push forward.

    Whatever people do goes through :meth:`act`, one at a time.
    ``version`` counts up when anything changed.
    """

    def __init__(self) -> None:
        require_known_simcord()
        self.version = 0
        self.locales: dict[int, str] = {}
        self.guild_locale = "fr"
        self.on_change: Callable[[], None] = lambda: None
        self._turn = asyncio.Lock()
        self._pushed = 0.0
        self._began = 0.0
        self._epoch = _this_afternoon()
        self._spoken: Any = None
        self._forms: dict[str, simcord.InteractionResult] = {}

    async def start(self, bot: Maraude) -> None:
        """Connect the bot to this Discord."""
        self.bot = bot
        self.env = simcord.Env(bot, check_errors=False, settle_timeout=PATIENCE, shard_count=1)
        be_patient(self.env)
        end_threads_like_discord(self.env.backend)
        self.backend: Any = self.env.backend
        self.backend.clock._epoch = self._epoch
        self.backend.bot_user.name = self.backend.bot_user.global_name = NAME
        self._began = time.perf_counter()
        self._speak_languages()
        await self.env.start()
        self.backend.subscribers.append(self._heard)

    async def stop(self) -> None:
        """Let the bot finish, then take Discord away."""
        async with self._turn:
            with self.env._bot_scope():
                await self.bot.close()
            interactions.base_payload = self._spoken
            await self.env.shutdown()

    def now(self) -> datetime:
        """Return the moment it is in this Discord."""
        return self.env.now() if hasattr(self, "env") else self._epoch

    # ---------------------------------------------------------------- languages

    def _speak_languages(self) -> None:
        """Simcord says "en-US" for everybody; here each person has their own language."""
        self._spoken = spoken = interactions.base_payload

        def in_their_language(backend: Any, **about: Any) -> Any:
            record, payload = spoken(backend, **about)
            payload["locale"] = self.locales.get(about["user_id"], "fr")
            if "guild_locale" in payload:
                payload["guild_locale"] = self.guild_locale
            return record, payload

        interactions.base_payload = in_their_language

    # ---------------------------------------------------------------- time and work

    def _heard(self, _event: str, _payload: Any) -> None:
        self.changed()

    def changed(self) -> None:
        """Tell whoever looks that there is something new."""
        self.version += 1
        self.on_change()

    async def act(self, work: Awaitable[T]) -> T:
        """Let one person do one thing, and the bot answer it.

        Raises:
            Refused: when Discord's own app would not have let them.
        """
        async with self._turn:
            await self._catch_up()
            try:
                return await work
            except (simcord.SetupError, simcord.BackendError) as problem:
                raise Refused(str(problem)) from problem
            finally:
                self.changed()

    async def inside(self, work: Coroutine[Any, Any, T]) -> T:
        """Run a piece of the bot's own work as the bot, and wait for all that follows from it."""
        async with self._turn:
            return await self._inside(work)

    async def _inside(self, work: Coroutine[Any, Any, T]) -> T:
        with self.env._bot_scope():
            task = asyncio.get_running_loop().create_task(work)
        await self.env.settle()
        return await task

    async def _catch_up(self) -> None:
        """Let this Discord's clock follow the one on the wall, plus what was pushed."""
        target = time.perf_counter() - self._began + self._pushed
        behind = target - self.backend.clock.elapsed
        if behind > 0:
            await self.env.advance_time(behind)

    async def look(self) -> None:
        """Let time pass and the bot's timers do their work."""
        async with self._turn:
            await self._catch_up()
            await self._inside(self.bot.scheduler.run_all())

    async def push(self, hours: int) -> None:
        """Let hours pass, one by one, so that each thing happens in its own hour."""
        async with self._turn:
            for _ in range(hours):
                self._pushed += HOUR
                await self._catch_up()
                await self._inside(self.bot.scheduler.run_all())
        self.changed()

    # ---------------------------------------------------------------- the world's furniture

    @contextlib.contextmanager
    def building(self) -> Generator[simcord.Env]:
        """Give the builder's tools."""
        with self.env.time_context():
            yield self.env

    def least_privilege(self, guild: GuildHandle, permissions: discord.Permissions) -> RoleHandle:
        """Give the bot what it asks for when invited, and no more."""
        role = guild.roles[NAME]
        self.backend.get_guild(guild.id).roles[role.id].permissions = permissions.value
        return role

    def everyone_may(self, guild: GuildHandle, permissions: discord.Permissions) -> None:
        """Choose what any member may do."""
        self.backend.get_guild(guild.id).everyone_role.permissions = permissions.value

    def close_dms(self, person: Person, *, closed: bool) -> None:
        """Refuse, or accept again, what the bot sends to this person's DMs."""
        path = f"/channels/{self.dm_id(person)}/messages"
        self.backend.faults[:] = [fault for fault in self.backend.faults if fault["path"] != path]
        if closed:
            words = "Cannot send messages to this user"
            self.env.inject_error(
                "POST", path, status=403, code=CANNOT_BE_WRITTEN_TO, message=words, times=None
            )
        self.changed()

    # ---------------------------------------------------------------- what somebody can see

    def dm_id(self, person: Person) -> int:
        """Return the DM between this person and the bot."""
        return person.user.dm_channel.id

    def sees(self, person: Person, channel_id: int) -> bool:
        """Tell whether a person can read a channel."""
        return bool(channel_accessible(self.backend, channel_id, person.id, history=True))

    def channels(self) -> list[Any]:
        """Return every channel, thread and DM."""
        return list(self.backend.channels.values())

    def channel(self, channel_id: int) -> Any:
        """Return one channel.

        Raises:
            Refused: when there is none.
        """
        try:
            return self.backend.get_channel(channel_id)
        except simcord.BackendError as gone:
            raise Refused(str(gone)) from gone

    def messages(self, person: Person, channel_id: int) -> list[Raw]:
        """Return what this person reads in a channel, oldest first."""
        if not self.sees(person, channel_id):
            raise Refused("That channel is not visible to this person")
        found = sorted(
            self.backend.messages.get(channel_id, {}).values(), key=lambda message: message.id
        )
        shown = [
            message
            for message in found
            if message_accessible(self.backend, channel_id, message, person.id)
        ]
        return [
            readable(dict(serializers.message_payload(self.backend, message, for_user=person.id)))
            for message in shown
        ]

    def last_ids(self, person: Person, channel_id: int) -> list[int]:
        """Return the ids of what others wrote and this person can read."""
        found = self.backend.messages.get(channel_id, {}).values()
        return [
            message.id
            for message in found
            if message.author_id != person.id and message.visible_to(person.id)
        ]

    def may(self, person: Person, channel_id: int, permission: str) -> bool:
        """Tell whether a person has a permission in a channel."""
        channel = self.backend.get_channel(channel_id)
        if channel.guild_id is None:
            return True
        value = self.backend.compute_permissions(channel.guild_id, person.id, channel_id)
        return bool(getattr(discord.Permissions(value), permission))

    def commands(self, person: Person, channel_id: int) -> list[tuple[list[Raw], Raw]]:
        """Return what this person can type here: the way down from the root, and the leaf."""
        roots = self.backend.visible_commands(user_id=person.id, channel_id=channel_id)
        return [pair for root in roots for pair in _leaves([root])]

    def file(self, url_part: str) -> tuple[str, bytes] | None:
        """Return an uploaded file by the end of its address."""
        for url, blob in self.backend.cdn._blobs.items():
            if url.endswith(f"/attachments/{url_part}"):
                return url.rsplit("/", 1)[-1], blob
        return None

    @staticmethod
    def fonts() -> Path:
        """Return the folder of open fonts that simcord carries."""
        return Path(simcord.__file__).parent / "preview" / "static" / "fonts"

    # ---------------------------------------------------------------- what somebody can do

    def _place(self, person: Person, channel_id: int) -> tuple[Any, ChannelHandle]:
        channel = self.channel(channel_id)
        is_dm = channel.guild_id is None
        return (person.user if is_dm else person), ChannelHandle(
            self.env, None if is_dm else person.guild, channel
        )

    def _message(self, channel_id: int, message_id: int) -> simcord.ResponseMessage:
        try:
            return simcord.ResponseMessage(
                self.env, self.backend.get_message(channel_id, message_id)
            )
        except simcord.BackendError as gone:
            raise Refused(str(gone)) from gone

    async def say(
        self, person: Person, channel_id: int, words: str, files: list[tuple[str, bytes]]
    ) -> None:
        """Write a message."""
        actor, channel = self._place(person, channel_id)
        if channel.guild is not None:
            await self.act(actor.send(channel, words, attachments=files))
            return
        stored = self.backend.store_attachments(channel_id, files)
        await self.act(actor.send_dm(words, attachments=stored))

    async def edit(self, person: Person, channel_id: int, message_id: int, words: str) -> None:
        """Change one's own message."""
        actor, _ = self._place(person, channel_id)
        await self.act(actor.edit(self._message(channel_id, message_id), words))

    async def delete(self, person: Person, channel_id: int, message_id: int) -> None:
        """Take one's own message back."""
        actor, _ = self._place(person, channel_id)
        await self.act(actor.delete(self._message(channel_id, message_id)))

    async def press(self, person: Person, channel_id: int, message_id: int, address: str) -> Raw:
        """Press a button."""
        actor, _ = self._place(person, channel_id)
        return self._told(
            await self.act(actor.click(self._message(channel_id, message_id), custom_id=address))
        )

    async def choose(
        self, person: Person, channel_id: int, message_id: int, address: str, values: list[Any]
    ) -> Raw:
        """Pick from a menu."""
        actor, _ = self._place(person, channel_id)
        message = self._message(channel_id, message_id)
        return self._told(await self.act(actor.select(message, values, custom_id=address)))

    async def type(self, person: Person, channel_id: int, path: str, options: Raw) -> Raw:
        """Type a slash command."""
        actor, channel = self._place(person, channel_id)
        work = (
            actor.slash(path, **options)
            if channel.guild is None
            else actor.slash(channel, path, **options)
        )
        return self._told(await self.act(work))

    async def suggest(
        self, person: Person, channel_id: int, path: str, option: str, so_far: str, others: Raw
    ) -> list[Raw]:
        """Ask what could be typed into an option."""
        actor, channel = self._place(person, channel_id)
        if channel.guild is None:
            return await self.act(actor.autocomplete(path, option, so_far, **others))
        return await self.act(actor.autocomplete(channel, path, option, so_far, **others))

    async def fill(self, person: Person, form_id: str, values: Raw) -> Raw:
        """Send a form in."""
        shown = self._forms.get(form_id)
        if shown is None:
            raise Refused("That form is not open any more")
        actor, _ = self._place(person, shown._interaction.channel_id)
        answer = self._told(await self.act(actor.submit_modal(shown, values)))
        self._forms.pop(form_id, None)
        return answer

    def form_fields(self, form_id: str) -> dict[str, int]:
        """Return the type of each field of an open form, by address."""
        shown = self._forms.get(form_id)
        return dict(_fields((shown.modal or {}).get("components", []))) if shown is not None else {}

    def _told(self, result: simcord.InteractionResult) -> Raw:
        """Return what the person's app learns at once: a form to fill, or that nobody answered."""
        if not result.acknowledged:
            return {"silent": True}
        if result.modal is None:
            return {}
        number = str(result._interaction.id)
        self._forms[number] = result
        return {"form": {"id": number, **readable(result.modal)}}

    def handle(self, guild: GuildHandle, kind: str, number: int, people: dict[int, Person]) -> Any:
        """Return what an id picked in a menu stands for."""
        if kind == "channel":
            return ChannelHandle(self.env, guild, self.channel(number))
        if kind == "role":
            return next((role for role in guild.roles.values() if role.id == number), None)
        return people.get(number)


def readable(value: Any) -> Any:
    """Return data whose ids a browser can hold: its numbers end where Discord's begin."""
    if isinstance(value, dict):
        return {name: readable(inner) for name, inner in cast("Raw", value).items()}
    if isinstance(value, list):
        return [readable(inner) for inner in cast("list[Any]", value)]
    return str(value) if isinstance(value, int) and value > LARGEST_NUMBER else value


def options_of(command: Raw) -> list[Raw]:
    """Return what can be given to a command, or stands below it."""
    return command.get("options") or []


def _leaves(way: list[Raw]) -> Iterator[tuple[list[Raw], Raw]]:
    children = [option for option in options_of(way[-1]) if option["type"] in SUBCOMMANDS]
    if not children:
        yield way, way[-1]
    for child in children:
        yield from _leaves([*way, child])


def _fields(components: list[Raw]) -> Iterator[tuple[str, int]]:
    for component in components:
        inner = component.get("component")
        yield from _fields([inner] if inner else component.get("components", []))
        if "custom_id" in component:
            yield component["custom_id"], component["type"]
