"""A gateway that tells of thousands of servers with hundreds of members each, and keeps none of
them: every one is written down as it is sent."""

import asyncio
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import discord
from aiohttp import web
from simcord.backend import serializers

from benchmarks.stage import Stage
from tests.standin.gateway import Gateway, Session

Raw = dict[str, Any]
FIRST_GUILD, FIRST_PERSON, STEP = 2 * 10**17, 5 * 10**17, 10_000
CHANNELS, ROLES = 20, 10
JOINED = "2026-01-06T13:00:00+00:00"


@dataclass(frozen=True)
class Servers:
    """How many, and how many members each has."""

    many: int
    members: int

    def ids(self) -> list[int]:
        """Return their ids."""
        return [FIRST_GUILD + number * STEP for number in range(self.many)]

    def told(self, me: Raw) -> Iterator[Raw]:
        """Return each of them as Discord tells of it, with its members and the bot."""
        for number, guild_id in enumerate(self.ids()):
            first = FIRST_PERSON + number * STEP
            mine = {**_member({}, [guild_id + 100]), "user": me}
            yield _guild(guild_id, [mine, *(_person(first + n) for n in range(self.members - 1))])


def _guild(guild_id: int, members: list[Raw]) -> Raw:
    return {
        "id": str(guild_id), "name": f"Serveur {guild_id}", "owner_id": members[-1]["user"]["id"],
        "icon": None, "splash": None, "banner": None, "description": None, "features": [],
        "verification_level": 1, "default_message_notifications": 0, "explicit_content_filter": 0,
        "mfa_level": 0, "premium_tier": 0, "premium_subscription_count": 0, "nsfw_level": 0,
        "preferred_locale": "fr", "system_channel_id": None, "system_channel_flags": 0,
        "rules_channel_id": None, "public_updates_channel_id": None, "vanity_url_code": None,
        "afk_channel_id": None, "afk_timeout": 300, "application_id": None, "max_members": 500000,
        "emojis": [], "stickers": [], "threads": [], "presences": [], "voice_states": [],
        "stage_instances": [], "guild_scheduled_events": [], "soundboard_sounds": [],
        "large": False, "unavailable": False, "joined_at": JOINED, "member_count": len(members),
        "roles": [_role(guild_id, n) for n in range(ROLES)],
        "channels": [_channel(guild_id, n) for n in range(CHANNELS)],
        "members": members,
    }  # fmt: skip


def _role(guild_id: int, number: int) -> Raw:
    return {
        "id": str(guild_id if number == 0 else guild_id + 100 + number - 1),
        "name": "@everyone" if number == 0 else f"Rôle {number}", "permissions": str(1 << 10),
        "position": number, "color": 0, "hoist": False, "managed": number == 1,
        "mentionable": False, "icon": None, "unicode_emoji": None, "flags": 0,
    }  # fmt: skip


def _channel(guild_id: int, number: int) -> Raw:
    return {
        "id": str(guild_id + 1000 + number), "type": 0, "name": f"salon-{number}", "topic": None,
        "position": number, "nsfw": False, "permission_overwrites": [], "parent_id": None,
        "last_message_id": None, "rate_limit_per_user": 0, "flags": 0,
    }  # fmt: skip


def _person(number: int) -> Raw:
    user = {
        "id": str(number), "username": f"joueuse{number}", "global_name": f"Joueuse {number}",
        "discriminator": "0", "avatar": f"{number:032x}", "public_flags": 0, "bot": False,
    }  # fmt: skip
    return {**_member(user, []), "user": user}


def _member(user: Raw, roles: list[int]) -> Raw:
    return {
        "user": user, "roles": [str(role) for role in roles], "nick": None, "avatar": None,
        "joined_at": JOINED, "premium_since": None, "deaf": False, "mute": False, "pending": False,
        "flags": 0, "communication_disabled_until": None,
    }  # fmt: skip


class WideGateway(Gateway):
    """Tells each process of all the servers when it connects."""

    servers = Servers(0, 0)

    def __init__(self, backend: Any) -> None:
        super().__init__(backend)
        self._telling: set[asyncio.Task[None]] = set()
        self.was_told = asyncio.Event()
        """Every server was sent, and taken off the wire but for what a socket holds."""

    def _identified(
        self, said: Raw, socket: web.WebSocketResponse, outgoing: "asyncio.Queue[str]"
    ) -> Session:
        self.identifies += 1
        intents = discord.Intents(**dict(discord.Intents.none()))
        intents.value = said["intents"]
        session = Session(f"session-{self.identifies}", intents)
        session.socket, session.outgoing = socket, outgoing
        self.sessions[session.id] = session
        me = dict(serializers.user_payload(self._backend.bot_user))
        ready = {
            "v": 10, "user": me, "session_id": session.id, "resume_gateway_url": self.address,
            "guilds": [{"id": str(id_), "unavailable": True} for id_ in self.servers.ids()],
            "shard": said.get("shard", [0, 1]),
            "application": {"id": str(self._backend.application_id), "flags": 0},
        }  # fmt: skip
        session.tell("READY", ready)
        task = asyncio.get_running_loop().create_task(self._tell_all(session, me))
        self._telling.add(task)
        task.add_done_callback(self._telling.discard)
        return session

    async def _tell_all(self, session: Session, me: Raw) -> None:
        await asyncio.sleep(0.05)
        for guild in self.servers.told(me):
            if session.socket is None:
                return
            if not session.intents.members:
                guild["members"] = guild["members"][:1]
            session.seq += 1
            frame = {"op": 0, "t": "GUILD_CREATE", "s": session.seq, "d": guild}
            await session.socket.send_str(json.dumps(frame))
        self.was_told.set()


class WideStage(Stage):
    """Discord with thousands of servers."""

    def __init__(self, servers: Servers) -> None:
        super().__init__()
        self.backend.subscribers.clear()
        self.wide = self.gateway = WideGateway(self.backend)
        self.wide.servers = servers
