"""The stand-in with a stopwatch: when a press left for a process, and when its answer came.

Presses that are timed are answered by the stage itself, at once and always alike, so that little of
what is measured is the stand-in's own time.
"""

import asyncio
import json
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from simcord.backend import serializers

from tests.standin.gateway import Session
from tests.standin.server import API, StandIn

Raw = dict[str, Any]

MESSAGE, DEFERRED, DEFERRED_CHANGE, CHANGE, FORM = 4, 5, 6, 7, 9
"""What a first answer can be, in Discord's own numbers."""
IS_THINKING = {DEFERRED, DEFERRED_CHANGE}
EPHEMERAL = 64
WINDOW = 1.0
MOST_LOOKS = 1000
"""After so many looks for silence there is none."""
IN_ONE = "application/json"


class Unanswered(Exception):
    """A process did not answer in the time in which anybody would have given up."""


@dataclass
class Flight:
    """One press, command or form on its way. Moments are seconds of ``time.perf_counter``.

    ``kind`` is what the first answer was, ``said`` are all answers with words.
    """

    id: str
    token: str
    body: str = field(repr=False)
    left_at: float = 0.0
    acknowledged_at: float = 0.0
    answered_at: float = 0.0
    kind: int = 0
    said: list[Raw] = field(default_factory=list[Raw], repr=False)
    acknowledged: asyncio.Event = field(default_factory=asyncio.Event, repr=False)
    answered: asyncio.Event = field(default_factory=asyncio.Event, repr=False)

    @property
    def took(self) -> float:
        """Return the seconds from the event's leaving to the first answer's arrival."""
        return self.acknowledged_at - self.left_at

    @property
    def took_in_all(self) -> float:
        """Return the seconds until the answer itself."""
        return self.answered_at - self.left_at


class Pace:
    """So many calls in a second, then refusals, as Discord does it for a whole bot."""

    def __init__(self, allowed: int) -> None:
        self._allowed = allowed
        self._began, self._count = 0.0, 0
        self.refused = 0

    def wait(self, now: float) -> float:
        """Return for how many seconds nothing more is allowed; nothing when this call is."""
        if now - self._began >= WINDOW:
            self._began, self._count = now, 0
        if self._count < self._allowed:
            self._count += 1
            return 0.0
        self.refused += 1
        return self._began + WINDOW - now


class Stage(StandIn):
    """Discord with a stopwatch."""

    def __init__(self) -> None:
        super().__init__()
        self._flights: dict[str, Flight] = {}
        self._by_token: dict[str, Flight] = {}
        self._numbers = 10**17
        self.pace: Pace | None = None
        self.mailboxes: dict[str, list[float]] = {}
        """Channels of which only is noted when something was posted there."""
        self.boxed, self.boxed_at = 0, 0.0
        """How often in all, and when last."""
        self.called: Counter[str] = Counter()
        self.heard: list[tuple[float, str]] = []
        """When what was called, of everything that is not timed."""
        self.heard_at = time.perf_counter()

    def expect(self, payload: Raw) -> Flight:
        """Take a press into the book, ready to leave."""
        body = json.dumps(payload, default=str)
        flight = Flight(payload["id"], payload["token"], body)
        self._flights[flight.id] = self._by_token[flight.token] = flight
        return flight

    @staticmethod
    async def send(flight: Flight, session: Session) -> None:
        """Let a press leave for one process alone.

        Raises:
            Unanswered: when the process is not connected.
        """
        if session.socket is None:
            raise Unanswered
        session.seq += 1
        head = f'{{"op":0,"t":"INTERACTION_CREATE","s":{session.seq},"d":'
        frame = f"{head}{flight.body}}}"
        flight.left_at = time.perf_counter()
        await session.socket.send_str(frame)

    async def quiet(self, seconds: float = 1.0) -> None:
        """Wait until nothing was called for a while."""
        self.heard_at = time.perf_counter()
        for _ in range(MOST_LOOKS):
            left = self.heard_at + seconds - time.perf_counter()
            if left <= 0:
                return
            await asyncio.sleep(left)

    # -- calls -----------------------------------------------------------------------------------

    async def _call(self, request: web.Request) -> web.StreamResponse:
        at = time.perf_counter()
        self.heard_at = at
        parts = request.path.removeprefix(API).split("/")[1:]
        flight = self._whose(parts)
        if flight is not None:
            return await self._hears(flight, request, at)
        if self.pace is not None and (wait := self.pace.wait(at)):
            return _too_fast(wait)
        self.heard.append((at, f"{request.method} {request.path.removeprefix(API)}"))
        self.called[f"{request.method} {parts[0]}"] += 1
        box = self.mailboxes.get(parts[1]) if len(parts) > 1 else None
        if box is not None and request.method == "POST":
            box.append(at)
            self.boxed, self.boxed_at = self.boxed + 1, at
            return _json(self._message())
        return await super()._call(request)

    def _whose(self, parts: list[str]) -> Flight | None:
        match parts:
            case ["interactions", number, *_]:
                return self._flights.get(number)
            case ["webhooks", _, token, *_]:
                return self._by_token.get(token)
            case _:
                return None

    async def _hears(self, flight: Flight, request: web.Request, at: float) -> web.Response:
        body: Raw = await request.json() if request.can_read_body else {}
        if not request.path.endswith("/callback"):
            flight.said.append(body)
            self._end(flight, at)
            return _json(self._message())
        if not flight.acknowledged_at:
            flight.acknowledged_at, flight.kind = at, body["type"]
            flight.said.append(body.get("data") or {})
            flight.acknowledged.set()
        if flight.kind not in IS_THINKING:
            self._end(flight, at)
        return _json(self._callback(flight))

    @staticmethod
    def _end(flight: Flight, at: float) -> None:
        flight.answered_at = at
        flight.answered.set()

    def _callback(self, flight: Flight) -> Raw:
        thinking = flight.kind in IS_THINKING
        about: Raw = {"id": flight.id, "type": 2, "response_message_loading": thinking}
        told: Raw = {"interaction": about | {"response_message_ephemeral": True}}
        if flight.kind in {MESSAGE, CHANGE}:
            told["resource"] = {"type": flight.kind, "message": self._message()}
        return told

    def _message(self) -> Raw:
        """Return a message as Discord shows it to who has just sent it."""
        self._numbers += 1
        author = dict(serializers.user_payload(self.backend.bot_user))
        return {
            "id": str(self._numbers), "channel_id": "1", "author": author, "content": "",
            "timestamp": "2026-01-06T13:00:00+00:00", "edited_timestamp": None, "tts": False,
            "mention_everyone": False, "mentions": [], "mention_roles": [], "attachments": [],
            "embeds": [], "components": [], "pinned": False, "type": 0, "flags": EPHEMERAL,
        }  # fmt: skip


def _json(found: Raw, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    """Answer as Discord does: the client wants this content type and no charset."""
    told = {"Content-Type": IN_ONE} | (headers or {})
    return web.Response(body=json.dumps(found).encode(), status=status, headers=told)


def _too_fast(wait: float) -> web.Response:
    said = {"message": "You are being rate limited.", "retry_after": wait, "global": True}
    headers = {"Via": "1.1 stand-in", "Retry-After": "1", "X-RateLimit-Global": "true"}
    return _json(said, 429, headers)
