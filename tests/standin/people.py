"""People in front of the stand-in: they type, press, fill forms, write DMs, and read answers."""

import asyncio
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from simcord import interactions
from simcord.backend import serializers
from simcord.components import walk_components

from bot.permissions import INVITED_WITH
from tests.standin.reading import text_of
from tests.standin.server import StandIn

COMMAND, COMPONENT, FORM = 2, 3, 5
SUBCOMMAND, STRING = 1, 3
LABEL = 18
PATIENCE = 6.0

Raw = dict[str, Any]


class NotAnswered(Exception):
    """Nobody answered, or not to the end: whoever asked knows nothing."""


class Answer:
    """What became of one press, command or form."""

    def __init__(self, discord: StandIn, record: Any) -> None:
        self._backend, self._record = discord.backend, record

    @property
    def done(self) -> bool:
        """Tell whether there is an answer to read, or a form to fill."""
        return bool(self._record.responded and not self._record.loading)

    @property
    def acknowledged(self) -> bool:
        """Tell whether Discord got a first answer in time."""
        return bool(self._record.responded)

    @property
    def form(self) -> Raw | None:
        """Return the form that was opened."""
        return self._record.modal

    @property
    def messages(self) -> list[Any]:
        """Return the messages that answered, those that still stand."""
        record = self._record
        standing = self._backend.messages[record.channel_id]
        ids = dict.fromkeys([record.message_id, *record.followup_ids])
        return [standing[i] for i in ids if i in standing and i != record.source_message_id]

    @property
    def texts(self) -> list[str]:
        """Return what was answered, message by message."""
        return [text_of(message) for message in self.messages]

    @property
    def said(self) -> str:
        """Return all that was answered."""
        return "\n".join(self.texts)

    async def wait(self, within: float = PATIENCE) -> "Answer":
        """Wait for the answer.

        Raises:
            NotAnswered: when a person would have given up.
        """
        ends = asyncio.get_running_loop().time() + within
        while not self.done:
            if asyncio.get_running_loop().time() > ends:
                raise NotAnswered
            await asyncio.sleep(0.02)
        return self


@dataclass
class Person:
    """Somebody with a Discord account, in one server."""

    discord: StandIn
    id: int
    name: str
    guild_id: int

    @property
    def dm_id(self) -> int:
        """Return the DM between this person and the bot."""
        return self.discord.backend.get_dm_channel(self.id).id

    # -- words in the DM -------------------------------------------------------------------------

    def write(self, words: str, *files: tuple[str, bytes]) -> int:
        """Write in the DM, whether a process of the bot lives or not."""
        backend = self.discord.backend
        stored = backend.store_attachments(self.dm_id, files)
        return backend.create_message(self.dm_id, self.id, words, attachments=stored).id

    def edit(self, message_id: int, words: str) -> None:
        """Change what was written in the DM."""
        self.discord.backend.edit_message(self.dm_id, message_id, {"content": words})

    def delete(self, message_id: int) -> None:
        """Take back what was written in the DM."""
        self.discord.backend.delete_message(self.dm_id, message_id)

    # -- commands, buttons, forms ----------------------------------------------------------------

    def type(self, channel_id: int, command: str, **options: str) -> Answer:
        """Type a slash command."""
        return self._act(COMMAND, channel_id, self.typed(command, **options))

    def typed(self, command: str, **options: str) -> Raw:
        """Return what Discord tells of a slash command.

        Raises:
            NotAnswered: when Discord does not know it.
        """
        name, *below = command.split()
        known = self.discord.backend.find_command(name, None)
        if known is None:
            raise NotAnswered
        given: list[Raw] = [{"name": k, "type": STRING, "value": v} for k, v in options.items()]
        for part in reversed(below):
            given = [{"name": part, "type": SUBCOMMAND, "options": given}]
        return {"id": known["id"], "name": name, "type": 1, "options": given}

    def press(self, message: Any, address: str) -> Answer:
        """Press a button."""
        data = {"custom_id": address, "component_type": 2}
        return self._act(COMPONENT, message.channel_id, data, message)

    def send_form(self, shown: Answer, **values: str | list[str]) -> Answer:
        """Fill the form that was opened, and send it."""
        form = shown.form
        assert form is not None
        return self._act(FORM, shown._record.channel_id, filled(form, values))

    def _act(self, kind: int, channel_id: int, data: Raw, message: Any = None) -> Answer:
        record, payload = self.interaction(kind, channel_id, data, message)
        self.discord.backend.emit("INTERACTION_CREATE", payload)
        return Answer(self.discord, record)

    def interaction(
        self, kind: int, channel_id: int, data: Raw, message: Any = None
    ) -> tuple[Any, Raw]:
        """Return Discord's record of something this person did, and what it tells the bot."""
        backend = self.discord.backend
        guild_id = backend.get_channel(channel_id).guild_id
        record, payload = interactions.base_payload(
            backend, type=kind, channel_id=channel_id, guild_id=guild_id, user_id=self.id, data=data
        )
        payload["locale"] = "fr"
        if guild_id is not None:
            payload["guild_locale"] = "fr"
        if message is not None:
            payload["message"] = dict(serializers.message_payload(backend, message))
            record.source_message_id = message.id
        return record, payload


def filled(form: Raw, values: Mapping[str, str | list[str]]) -> Raw:
    """Return what Discord tells of a form that was filled and sent."""
    sent = list(_filled(form["components"], values))
    return {"custom_id": form["custom_id"], "components": sent}


def _filled(components: list[Raw], values: Mapping[str, str | list[str]]) -> Iterator[Raw]:
    for component in components:
        inner = component.get("component")
        if inner is None or "custom_id" not in inner:
            continue
        value = values.get(inner["custom_id"], [])
        sent = {"type": inner["type"], "id": 0, "custom_id": inner["custom_id"]}
        sent["value" if isinstance(value, str) else "values"] = value
        yield {"type": LABEL, "id": 0, "component": sent}


def addresses_of(message: Any) -> list[str]:
    """Return the addresses of a message's buttons."""
    return [c["custom_id"] for c in walk_components(message.components) if "custom_id" in c]


@dataclass
class Town:
    """One server that is its own team's: a welcome channel, a staff channel, people."""

    discord: StandIn
    guild_id: int
    welcome_id: int
    staff_id: int
    mentor_role_id: int
    lead_role_id: int
    youths: list[Person]
    mentors: list[Person]

    def standing(self, channel_id: int) -> list[Any]:
        """Return what stands in a channel, oldest first; whispers are left out."""
        found = self.discord.backend.messages.get(channel_id, {}).values()
        return sorted((m for m in found if not m.is_ephemeral), key=lambda m: m.id)

    def threads(self) -> list[Any]:
        """Return the threads of the staff channel."""
        channels = self.discord.backend.channels.values()
        return [c for c in channels if c.is_thread and c.parent_id == self.staff_id]

    def threads_of(self, alias: str) -> list[Any]:
        """Return the threads about one alias."""
        return [c for c in self.threads() if (c.name or "").startswith(f"{alias} ·")]

    def cards_of(self, alias: str) -> list[Any]:
        """Return the cards about one alias."""
        return [
            message
            for message in self.standing(self.staff_id)
            if any((e.get("title") or "").startswith(f"{alias} ·") for e in message.embeds)
        ]


def a_town(discord: StandIn, *, youths: int, mentors: int) -> Town:
    """Build the server."""
    backend = discord.backend
    guild = backend.create_guild("La Place")
    own = next(role for role in guild.roles.values() if role.managed)
    own.permissions = INVITED_WITH.value
    role = backend.create_role(guild.id, "Mentor", permissions=1 << 34)
    lead = backend.create_role(guild.id, "Référent·e")
    staff = backend.create_channel(guild.id, "équipe")
    welcome = backend.create_channel(guild.id, "accueil")

    def joined(name: str, *roles: int) -> Person:
        user = backend.make_user(name, global_name=name.capitalize())
        backend.add_member(guild.id, user.id, roles=roles)
        return Person(discord, user.id, name, guild.id)

    return Town(
        discord=discord,
        guild_id=guild.id,
        welcome_id=welcome.id,
        staff_id=staff.id,
        mentor_role_id=role.id,
        lead_role_id=lead.id,
        youths=[joined(f"jeune{number:02}") for number in range(youths)],
        mentors=[joined(f"mentor{number:02}", role.id) for number in range(mentors)],
    )
