"""The page and what it asks for, on this machine only."""

import asyncio
import contextlib
import json
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from aiohttp import web

from demo import deeds, guide, screen
from demo.simulator import Refused
from demo.world import World, open_world

log = logging.getLogger(__name__)
HERE = "127.0.0.1"
FOLDER = Path(__file__).parent
WORLD = web.AppKey("world", World)
WATCHERS = web.AppKey("watchers", set[asyncio.Event])
LANGUAGES = ("fr", "en")
PACE = 2.0
HEARTBEAT = 20.0
LONGEST_JUMP = 24 * 7
LARGEST = 12 * 1024 * 1024
FONTS = {"sans": "noto-sans-latin-v2.015.ttf", "emoji": "noto-color-emoji-v2.051.ttf"}
SAFE = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@web.middleware
async def doorkeeper(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Let only this page on this machine in, and answer refusals in a sentence."""
    if request.url.host not in {HERE, "localhost"}:
        raise web.HTTPForbidden(text="The playground answers on this machine only.")
    if request.method == "POST" and request.headers.get("X-Playground") != "1":
        raise web.HTTPForbidden(text="Only the playground's own page can do this.")
    try:
        answer = await handler(request)
    except Refused as no:
        log.info("Refused: %s", no)
        return web.json_response({"problem": "refused", "detail": str(no)}, status=409)
    except TimeoutError:
        log.exception("The bot was still busy")
        return web.json_response({"problem": "busy"}, status=503)
    except (KeyError, TypeError, ValueError) as odd:
        log.warning("Not understood", exc_info=odd)
        return web.json_response({"problem": "odd"}, status=400)
    if not answer.prepared:
        answer.headers.update(SAFE)
    return answer


def _who(request: web.Request) -> tuple[World, str, int]:
    world, key = request.app[WORLD], request.match_info["who"]
    world.person(key)
    return world, key, int(request.match_info["place"])


async def page(_: web.Request) -> web.FileResponse:
    """Show the page."""
    return web.FileResponse(FOLDER / "page" / "index.html")


async def words(request: web.Request) -> web.Response:
    """Give the shell's own words in one language."""
    language = request.match_info["language"]
    if language not in LANGUAGES:
        raise web.HTTPNotFound
    return web.json_response(
        json.loads((FOLDER / "words" / f"{language}.json").read_text(encoding="utf-8"))
    )


async def font(request: web.Request) -> web.FileResponse:
    """Give one of the open fonts that came with the simulator, for machines without them."""
    world, name = request.app[WORLD], FONTS.get(request.match_info["name"])
    file = world.simulator.fonts() / name if name else None
    if file is None or not file.is_file():
        raise web.HTTPNotFound
    return web.FileResponse(file)


async def upload(request: web.Request) -> web.Response:
    """Give back a file somebody sent; only images are shown, the rest is saved."""
    found = request.app[WORLD].simulator.file(request.match_info["name"])
    if found is None:
        raise web.HTTPNotFound
    name, blob = found
    is_image = name.lower().endswith((".png", ".jpg", ".jpeg", ".gif", ".webp"))
    kind = (
        f"image/{name.rsplit('.', 1)[-1].lower().replace('jpg', 'jpeg')}"
        if is_image
        else "application/octet-stream"
    )
    return web.Response(body=blob, content_type=kind)


async def see_world(request: web.Request) -> web.Response:
    """Tell who is there and what they can see."""
    world = request.app[WORLD]
    return web.json_response({**screen.world_of(world), "guide": await guide.walk(world)})


async def see_place(request: web.Request) -> web.Response:
    """Tell what was said in one place."""
    world, key, place = _who(request)
    return web.json_response(screen.place_of(world, key, place))


async def watch(request: web.Request) -> web.StreamResponse:
    """Tell each open tab when something is new."""
    world, news = request.app[WORLD], asyncio.Event()
    stream = web.StreamResponse(headers={"Content-Type": "text/event-stream", **SAFE})
    await stream.prepare(request)
    request.app[WATCHERS].add(news)
    try:
        while True:
            await stream.write(f"data: {world.simulator.version}\n\n".encode())
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(news.wait(), HEARTBEAT)
            news.clear()
    except ConnectionError:
        return stream
    finally:
        request.app[WATCHERS].discard(news)


async def do(request: web.Request) -> web.Response:
    """Do what somebody does in a place: say, press, choose, type, fill…"""
    world, key, place = _who(request)
    deed = deeds.ALL.get(request.match_info["deed"])
    if deed is None:
        raise web.HTTPNotFound
    return web.json_response(await deed(world, key, place, await request.json()))


async def time(request: web.Request) -> web.Response:
    """Let hours pass."""
    world, hours = request.app[WORLD], int((await request.json())["hours"])
    if not 0 < hours <= LONGEST_JUMP:
        raise ValueError(hours)
    await world.simulator.push(hours)
    return web.json_response({"now": world.simulator.now().isoformat()})


async def language(request: web.Request) -> web.Response:
    """Let everybody's Discord speak another language."""
    chosen = (await request.json())["language"]
    if chosen not in LANGUAGES:
        raise ValueError(chosen)
    request.app[WORLD].speak(chosen)
    return web.json_response({})


async def doors(request: web.Request) -> web.Response:
    """Close or open somebody's DMs."""
    body = await request.json()
    request.app[WORLD].close_dms(str(body["who"]), closed=bool(body["closed"]))
    return web.json_response({})


async def _keep_time(world: World) -> None:
    while True:
        await asyncio.sleep(PACE)
        try:
            await world.simulator.look()
        except Exception:
            log.exception("A look at the clock failed; the next one will try again")


def _tell(app: web.Application) -> None:
    for news in app[WATCHERS]:
        news.set()


def application(world: World) -> web.Application:
    """Return the server for a world that stands already."""
    app = web.Application(middlewares=[doorkeeper], client_max_size=LARGEST)
    app[WORLD], app[WATCHERS] = world, set()
    world.simulator.on_change = lambda: _tell(app)
    app.add_routes(
        [
            web.get("/", page),
            web.static("/page", FOLDER / "page"),
            web.get("/words/{language}", words),
            web.get("/font/{name}", font),
            web.get("/file/{name:.+}", upload),
            web.get("/api/world", see_world),
            web.get("/api/watch", watch),
            web.get("/api/as/{who}/{place}", see_place),
            web.post("/api/as/{who}/{place}/{deed}", do),
            web.post("/api/time", time),
            web.post("/api/language", language),
            web.post("/api/doors", doors),
        ]
    )
    return app


@contextlib.asynccontextmanager
async def playground(language: str, port: int) -> AsyncGenerator[tuple[str, World]]:
    """Open the playground on a port, the next free one when it is taken; close everything after."""
    with TemporaryDirectory(prefix="maraude-") as folder:
        world = await open_world(Path(folder), language)
        runner = web.AppRunner(application(world), access_log=None, shutdown_timeout=1.0)
        clock = asyncio.create_task(_keep_time(world))  # noqa: TID251 - cancelled below
        try:
            await runner.setup()
            yield f"http://{HERE}:{await _listen(runner, port)}/", world
        finally:
            clock.cancel()
            await runner.cleanup()
            await world.simulator.stop()


async def _listen(runner: web.AppRunner, port: int, tries: int = 20) -> int:
    """Listen on this machine only, and return the port that was free.

    Raises:
        OSError: when none was.
    """
    for candidate in range(port, port + tries):
        try:
            await web.TCPSite(runner, HERE, candidate).start()
        except OSError:
            if candidate == port + tries - 1:
                raise
            continue
        break
    return int(runner.addresses[0][1])
