"""``python -m demo``: open the playground in the browser."""

import argparse
import asyncio
import logging
import os
import signal
import sys
import webbrowser

from demo import WrongSimulator, require_known_simcord

PORT = 8787


def chosen() -> argparse.Namespace:
    """Read what was asked for."""
    parser = argparse.ArgumentParser(
        prog="python -m demo",
        description="Try Maraude in a simulated Discord, on this machine only.",
    )
    parser.add_argument(
        "--port",
        type=int,
        default=PORT,
        help="where to listen on 127.0.0.1; the next free one if taken (default: %(default)s)",
    )
    parser.add_argument(
        "--lang",
        choices=("fr", "en"),
        default="fr",
        help="the language to begin in (default: %(default)s)",
    )
    parser.add_argument("--no-browser", action="store_true", help="do not open the browser")
    return parser.parse_args()


def has_desktop() -> bool:
    """Tell whether a window can open; in a bare terminal a text browser would take it over."""
    if sys.platform in {"darwin", "win32"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


async def stay_open(port: int, language: str, *, browser: bool) -> None:
    """Open the playground and keep it open until Ctrl+C."""
    from demo.server import playground  # noqa: PLC0415 - only once the simulator was checked

    async with playground(language, port) as (address, _):
        print(f"Maraude: {address}\nCtrl+C to leave.", flush=True)
        if browser and has_desktop():
            await asyncio.to_thread(webbrowser.open, address)
        await asyncio.Event().wait()


def main() -> None:
    """Start."""
    wanted = chosen()
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    logging.getLogger("discord").setLevel(logging.ERROR)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        require_known_simcord()
        asyncio.run(stay_open(wanted.port, wanted.lang, browser=not wanted.no_browser))
    except WrongSimulator as problem:
        sys.exit(str(problem))
    except KeyboardInterrupt:
        return


if __name__ == "__main__":
    main()
