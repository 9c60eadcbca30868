"""What takes long to draw, drawn beside everything else, in a process that ends when it is done."""

import asyncio
import pickle
import sys
from asyncio.subprocess import DEVNULL, PIPE
from importlib import import_module
from typing import Any


class NotDrawn(Exception):
    """The process that draws came to nothing."""


class Drawings:
    """Draws one thing after the other. The libraries that draw take seventy megabytes that a small
    machine needs elsewhere: this process never reads them, and the one that does is begun when
    somebody asks, and is gone a moment later."""

    def __init__(self) -> None:
        self._turn = asyncio.Lock()

    async def drawn(self, where: str, what: object) -> bytes:
        """Return what a function draws; what it draws of is copied.

        Args:
            where: its module and its name, as in ``bot.charts:bars``.

        Raises:
            NotDrawn: when it fails.
        """
        command = (sys.executable, "-m", "bot.drawing", where)
        async with self._turn:
            desk = await asyncio.create_subprocess_exec(
                *command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL
            )
            drawn, _ = await desk.communicate(pickle.dumps(what))
        if desk.returncode != 0:
            raise NotDrawn(where)
        return drawn


def main() -> None:
    """Draw once: of what comes in, to what goes out."""
    module, _, name = sys.argv[1].partition(":")
    draw: Any = getattr(import_module(module), name)
    what = pickle.load(sys.stdin.buffer)  # noqa: S301 - from the process that began this one
    sys.stdout.buffer.write(draw(what))


if __name__ == "__main__":
    main()
