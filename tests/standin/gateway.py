"""The gateway: tells every connected process what happens, and lets it resume, or not."""

import asyncio
import contextlib
import copy
import json
import time
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import discord
from aiohttp import WSMsgType, web
from simcord import intents as rules
from simcord.backend import serializers

RESUMABLE_FOR = 90.0
HEARTBEAT = 20_000
AN_OCEAN = 0.05
"""An answer that came sooner would make discord.py measure nonsense."""
DISPATCH, BEAT, IDENTIFY, RESUME, ASK_MEMBERS = 0, 1, 2, 6, 8
INVALID, HELLO, BEAT_HEARD = 9, 10, 11
WENT_AWAY = 4000

Raw = dict[str, Any]


@dataclass
class Session:
    """One process as the gateway knows it, connected or about to resume."""

    id: str
    intents: discord.Intents
    shard: tuple[int, int] = (0, 1)
    seq: int = 0
    sent: deque[tuple[int, str]] = field(
        default_factory=lambda: deque[tuple[int, str]](maxlen=5000)
    )
    outgoing: "asyncio.Queue[str] | None" = None
    socket: web.WebSocketResponse | None = None
    left_at: float = 0.0

    def hears(self, event: str, payload: Mapping[str, Any]) -> bool:
        """Tell whether something happens on this shard: in one of its servers, or in a DM on the
        first."""
        number, count = self.shard
        guild_id = payload["id"] if event.startswith("GUILD_") else payload.get("guild_id")
        guild_id = payload.get("guild_id", guild_id)
        return (int(guild_id) >> 22) % count == number if guild_id is not None else number == 0

    def tell(self, event: str, payload: Any) -> None:
        """Send one event, now or when the process resumes."""
        self.seq += 1
        frame = json.dumps({"op": DISPATCH, "t": event, "s": self.seq, "d": payload}, default=str)
        self.sent.append((self.seq, frame))
        if self.outgoing is not None:
            self.outgoing.put_nowait(frame)


@dataclass
class Swallowed:
    """Events of one kind that never reach anybody."""

    event: str
    times: int


class Gateway:
    """Sessions, and what is told to them."""

    def __init__(self, backend: Any) -> None:
        self._backend = backend
        self._backend.subscribers.append(self._happened)
        self.address = ""
        self.sessions: dict[str, Session] = {}
        self.may_resume = True
        self.takes_at_once = 1
        """How many shards may identify at the same moment (``max_concurrency``)."""
        self.starts_left, self.starts_anew_after = 999, 0.0
        """How many identifies are left of the day (``remaining``), and after how many seconds they
        are new."""
        self.identifies = self.resumes = self.refusals = 0
        self.identified_at: list[float] = []
        """When somebody identified, on the machine's steady clock."""
        self.swallowed: list[Swallowed] = []

    # -- what a test can do ----------------------------------------------------------------------

    @property
    def connected(self) -> list[Session]:
        """Return the sessions that hear at this moment."""
        return [s for s in self.sessions.values() if s.outgoing is not None]

    def swallow(self, event: str, times: int = 1) -> None:
        """Let the next events of a kind vanish on their way."""
        self.swallowed.append(Swallowed(event, times))

    async def drop(self, *, resumable: bool = True, code: int = WENT_AWAY) -> None:
        """Cut every connection, with this code; without ``resumable``, what happens until the
        process is back is never told."""
        for session in self.connected:
            socket = session.socket
            self._left(session)
            if not resumable:
                self.sessions.pop(session.id, None)
            if socket is not None:
                with contextlib.suppress(ConnectionError):
                    await socket.close(code=code)

    # -- what happens ----------------------------------------------------------------------------

    def _happened(self, event: str, payload: Mapping[str, Any]) -> None:
        for plan in self.swallowed:
            if plan.event == event:
                plan.times -= 1
                if plan.times <= 0:
                    self.swallowed.remove(plan)
                return
        now = time.monotonic()
        for session in list(self.sessions.values()):
            if session.outgoing is None and now - session.left_at > RESUMABLE_FOR:
                del self.sessions[session.id]
            elif session.hears(event, payload):
                self._tell(session, event, payload)

    def _tell(self, session: Session, event: str, payload: Mapping[str, Any]) -> None:
        gate = rules.required_intent(event, payload)
        if gate is not None and not getattr(session.intents, gate):
            return
        told: Raw = copy.deepcopy(dict(payload))
        me = self._backend.bot_user.id
        if event in {"MESSAGE_CREATE", "MESSAGE_UPDATE"} and not session.intents.message_content:
            rules.censor_message(told, me, backend=self._backend)
        if event == "GUILD_CREATE":
            rules.prune_guild_create(told, session.intents, me)
        session.tell(event, told)

    # -- one connection --------------------------------------------------------------------------

    async def connection(self, request: web.Request) -> web.WebSocketResponse:
        """Serve one connection of one process."""
        socket = web.WebSocketResponse(max_msg_size=0, timeout=0.5)
        await socket.prepare(request)
        outgoing: asyncio.Queue[str] = asyncio.Queue()
        outgoing.put_nowait(json.dumps({"op": HELLO, "d": {"heartbeat_interval": HEARTBEAT}}))
        pump = asyncio.get_running_loop().create_task(_pump(outgoing, socket))
        session: Session | None = None
        try:
            async for frame in socket:
                if frame.type is WSMsgType.TEXT:
                    session = self._asked(json.loads(frame.data), socket, outgoing) or session
        finally:
            pump.cancel()
            if session is not None and session.socket is socket:
                self._left(session)
        return socket

    def _asked(
        self, said: Raw, socket: web.WebSocketResponse, outgoing: "asyncio.Queue[str]"
    ) -> Session | None:
        match said["op"]:
            case 1:
                heard = json.dumps({"op": BEAT_HEARD})
                asyncio.get_running_loop().call_later(AN_OCEAN, outgoing.put_nowait, heard)
            case 2:
                return self._identified(said["d"], socket, outgoing)
            case 6:
                return self._resumed(said["d"], socket, outgoing)
            case 8:
                self._members(said["d"])
            case _:
                pass
        return None

    def _identified(
        self, said: Raw, socket: web.WebSocketResponse, outgoing: "asyncio.Queue[str]"
    ) -> Session:
        backend = self._backend
        self.identifies += 1
        session = Session(
            f"session-{self.identifies}", discord.Intents._from_value(said["intents"])
        )
        session.socket, session.outgoing = socket, outgoing
        number, count = said.get("shard") or (0, 1)
        session.shard = (number, count)
        self.identified_at.append(time.monotonic())
        self.sessions[session.id] = session
        here = [guild for guild in backend.guilds if (guild >> 22) % count == number]
        ready = {
            "v": 10,
            "user": dict(serializers.user_payload(backend.bot_user)),
            "guilds": [{"id": str(guild), "unavailable": True} for guild in here],
            "session_id": session.id,
            "resume_gateway_url": self.address,
            "shard": [number, count],
            "application": {"id": str(backend.application_id), "flags": 0},
        }
        session.tell("READY", ready)
        for guild in here:
            told = serializers.guild_create_payload(backend, backend.guilds[guild])
            self._tell(session, "GUILD_CREATE", told)
        return session

    def _resumed(
        self, said: Raw, socket: web.WebSocketResponse, outgoing: "asyncio.Queue[str]"
    ) -> Session | None:
        session = self.sessions.get(said["session_id"])
        if session is None or not self.may_resume:
            self.refusals += 1
            self.sessions.pop(said["session_id"], None)
            outgoing.put_nowait(json.dumps({"op": INVALID, "d": False}))
            return None
        self.resumes += 1
        for seq, frame in session.sent:
            if seq > said["seq"]:
                outgoing.put_nowait(frame)
        session.socket, session.outgoing = socket, outgoing
        session.tell("RESUMED", {})
        return session

    def _members(self, said: Raw) -> None:
        guild = self._backend.guilds[int(said["guild_id"])]
        members = [
            serializers.member_payload(self._backend, guild, member)
            for member in guild.members.values()
        ]
        chunk = {"guild_id": str(guild.id), "members": members, "nonce": said.get("nonce")}
        for session in self.connected:
            session.tell("GUILD_MEMBERS_CHUNK", chunk | {"chunk_index": 0, "chunk_count": 1})

    def _left(self, session: Session) -> None:
        session.socket = session.outgoing = None
        session.left_at = time.monotonic()


async def _pump(outgoing: "asyncio.Queue[str]", socket: web.WebSocketResponse) -> None:
    """Send frames in their order."""
    with contextlib.suppress(ConnectionError):
        while True:
            await socket.send_str(await outgoing.get())
