"""A small stand-in for Discord on 127.0.0.1, over the simulator's store: what it answers."""

import asyncio
import io
import json
from collections import deque
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any, Self

from aiohttp import web
from simcord._clock import Clock
from simcord.backend import Backend
from simcord.backend.cdn import CDN_BASE, CdnStore
from simcord.backend.errors import BackendError
from simcord.http import router
from simcord.http import routes as every_route

from bot import clock
from tests.standin.faults import Faults, Trouble
from tests.standin.gateway import Gateway

HERE = "127.0.0.1"
API = "/api/v10"
LARGEST_UPLOAD = 32 * 1024 * 1024
A_PAGE = 50
EVERYTHING = 1_000_000
assert every_route, "importing them is what makes the routes known"

Raw = dict[str, Any]


class WallClock(Clock):
    """The stand-in lives in the same time as the bot."""

    def now(self) -> datetime:
        """Return what every clock shows."""
        return clock.now() + timedelta(seconds=self.elapsed)


class Files(CdnStore):
    """Uploads whose addresses a process can open."""

    def __init__(self) -> None:
        super().__init__()
        self.base = ""

    def store_attachment(self, *about: Any, **more: Any) -> Raw:
        """Keep a file and give it an address here."""
        stored: Raw = super().store_attachment(*about, **more)
        stored["url"] = stored["proxy_url"] = stored["url"].replace(CDN_BASE, self.base)
        return stored

    def get(self, url: str) -> bytes | None:
        """Return a file by its address here."""
        return super().get(url.replace(self.base, CDN_BASE))


class StandIn:
    """Discord, as far as Maraude can tell.

    Args:
        nonce_for: how long the same nonce in the same channel gives the first message back.
    """

    def __init__(
        self, *, faults: Faults | None = None, nonce_for: timedelta = timedelta(minutes=5)
    ) -> None:
        self.backend: Any = Backend(clock=WallClock())
        self.backend.cdn = self.files = Files()
        self.backend.transcript = deque[Any](maxlen=50)
        self.backend.http_requests = deque[Any](maxlen=50)
        self.faults = faults or Faults()
        self.gateway = Gateway(self.backend)
        self.nonce_for = nonce_for
        self.port = 0
        self.calls: deque[tuple[str, str]] = deque(maxlen=20_000)
        self.unknown: list[str] = []
        """Calls that the simulator does not know: a gap of the stand-in, not the bot's."""
        self._nonces: dict[str, tuple[int, int, datetime]] = {}

    async def start(self) -> None:
        """Listen on a free port."""
        app = web.Application(client_max_size=LARGEST_UPLOAD)
        app.router.add_get("/ws", self.gateway.connection)
        app.router.add_get("/cdn/{tail:.+}", self._file)
        app.router.add_route("*", API + "/{tail:.*}", self._call)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        await web.TCPSite(self._runner, HERE, 0).start()
        self.port = int(self._runner.addresses[0][1])
        self.gateway.address = f"ws://{HERE}:{self.port}/ws"
        self.files.base = f"http://{HERE}:{self.port}/cdn"

    async def stop(self) -> None:
        """Be gone."""
        await self.gateway.drop()
        await self._runner.cleanup()

    async def __aenter__(self) -> Self:
        """Listen."""
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        """Be gone."""
        await self.stop()

    def count(self, method: str, path: str) -> int:
        """Return how often a call was made."""
        return sum(call == (method, path) for call in self.calls)

    # -- calls -----------------------------------------------------------------------------------

    async def _file(self, request: web.Request) -> web.Response:
        found = self.files.get(f"{self.files.base}/{request.match_info['tail']}")
        if found is None:
            raise web.HTTPNotFound
        return web.Response(body=found, content_type="application/octet-stream")

    async def _call(self, request: web.Request) -> web.StreamResponse:
        path = "/" + request.match_info["tail"]
        self.calls.append((request.method, path))
        body, files = await _read(request)
        trouble = self.faults.next(request.method, path)
        if trouble is None:
            return self._answer(request, path, body, files)
        answer: web.StreamResponse | None = None
        if trouble.after:
            answer = self._answer(request, path, body, files)
        if trouble.pause:
            await asyncio.sleep(trouble.pause)
        return _gone_wrong(request, trouble, answer)

    def _answer(
        self, request: web.Request, path: str, body: Raw | None, files: list[Any]
    ) -> web.Response:
        if path in {"/gateway/bot", "/gateway"}:
            return _json(self._way_in())
        try:
            found = self._done(request, path, body, files)
        except (router.RouteNotImplemented, router.UnsupportedField) as gap:
            self.unknown.append(str(gap))
            return _json(gap.to_json(), 501)
        except BackendError as refusal:
            return _json(refusal.to_json(), refusal.status)
        return web.Response(status=204) if found is None else _json(found)

    def _done(self, request: web.Request, path: str, body: Raw | None, files: list[Any]) -> Any:
        params = dict(request.query)
        reason = request.headers.get("X-Audit-Log-Reason")
        is_messages = path.startswith("/channels/") and path.endswith("/messages")

        def done(**asked: Any) -> Any:
            about: Raw = {"json": body, "params": params, "files": files, "reason": reason}
            return router.dispatch(self.backend, request.method, path, **(about | asked))

        if is_messages and request.method == "GET" and "after" in params:
            wanted = int(params.get("limit", A_PAGE))
            return done(params=params | {"limit": EVERYTHING})[-wanted:]
        if is_messages and request.method == "POST" and body is not None and "nonce" in body:
            return self._once(int(path.split("/")[2]), body, done)
        return done()

    def _once(self, channel_id: int, body: Raw, done: Any) -> Any:
        """Send, unless this nonce was used by the same author a short while ago, anywhere."""
        nonce, now = str(body["nonce"]), clock.now()
        place, first, at = self._nonces.get(nonce, (0, 0, now))
        standing = self.backend.messages.get(place, {})
        if body.get("enforce_nonce") and first in standing and now - at < self.nonce_for:
            path = f"/channels/{place}/messages/{first}"
            return router.dispatch(self.backend, "GET", path) | {"nonce": body["nonce"]}
        sent = done()
        self._nonces[nonce] = (channel_id, int(sent["id"]), now)
        return sent | {"nonce": body["nonce"]}

    def _way_in(self) -> Raw:
        limit = {
            "total": 1000,
            "remaining": self.gateway.starts_left,
            "reset_after": round(1000 * self.gateway.starts_anew_after),
            "max_concurrency": self.gateway.takes_at_once,
        }
        return {"url": self.gateway.address, "shards": 1, "session_start_limit": limit}


async def _read(request: web.Request) -> tuple[Raw | None, list[Any]]:
    if not request.content_type.startswith("multipart/"):
        return (await request.json() if request.can_read_body else None), []
    body: Raw | None = None
    files: list[Any] = []
    reader: Any = await request.multipart()
    async for part in reader:
        data: bytes = await part.read()
        if part.name == "payload_json":
            body = json.loads(data)
        else:
            file = {"filename": part.filename, "fp": io.BytesIO(data), "description": None}
            files.append(SimpleNamespace(**file))
    return body, files


def _json(found: Any, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    """Answer as Discord does: the client wants this content type and no charset."""
    kind = {"Content-Type": "application/json"}
    body = json.dumps(found, default=str).encode()
    return web.Response(body=body, status=status, headers=kind | (headers or {}))


def _gone_wrong(
    request: web.Request, trouble: Trouble, answer: web.StreamResponse | None
) -> web.StreamResponse:
    if trouble.status == 0:
        if request.transport is not None:
            request.transport.abort()
        return web.Response()
    if trouble.status == 200 and answer is not None:
        return answer
    said: Raw = {"message": trouble.name, "code": trouble.code}
    headers: dict[str, str] = {}
    if trouble.status == 429:
        said |= {"retry_after": trouble.retry_after, "global": False}
        headers = {"Via": "1.1 stand-in", "Retry-After": "1", "X-RateLimit-Scope": "user"}
    return _json(said, trouble.status, headers)
