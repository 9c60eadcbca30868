"""Start the real bot against the stand-in: ``python -m tests.standin.launch``."""

import os
import sys
from typing import Any

import discord
import yarl
from discord import gateway, http

from bot import __main__ as maraude
from bot import ui
from bot.carrier import Carrier
from cogs.relay.inbox import Inbox

PORT = "STANDIN_PORT"
PATIENCE = "STANDIN_PATIENCE"
"""After how many seconds somebody is told that it takes too long: more on a busy machine."""
WITHOUT = "STANDIN_WITHOUT"
"""Protections taken away in this process alone, to see that the harness notices: look, nonce,
history."""


def without_look() -> None:
    """Nobody looks any more before sending again."""

    async def sees_nothing(*_: Any) -> None:
        return None

    setattr(Carrier, "_already_there", sees_nothing)  # noqa: B010 - of another shape


def without_nonce() -> None:
    """Messages leave without a nonce."""
    send = discord.PartialMessageable.send

    async def unmarked(place: Any, *words: Any, **options: Any) -> Any:
        options.pop("nonce", None)
        return await send(place, *words, **options)

    setattr(discord.PartialMessageable, "send", unmarked)  # noqa: B010 - its overloads stay


def without_history() -> None:
    """Nothing is read back from DMs."""

    async def reads_nothing(inbox: Any, channel_id: int) -> bool:
        inbox._behind.pop(channel_id, None)
        return True

    setattr(Inbox, "_read_back", reads_nothing)  # noqa: B010 - of another shape


PROTECTIONS = {"look": without_look, "nonce": without_nonce, "history": without_history}


def main() -> None:
    """Point discord.py at the stand-in, then run as in production."""
    port = os.environ[PORT]
    http.Route.BASE = f"http://127.0.0.1:{port}/api/v10"
    gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(f"ws://127.0.0.1:{port}/ws")
    for name in filter(None, os.environ.get(WITHOUT, "").split(",")):
        PROTECTIONS[name]()
    ui.PATIENCE = float(os.environ.get(PATIENCE, ui.PATIENCE))
    sys.argv = ["maraude", *(sys.argv[1:] or ["run"])]
    maraude.main()


if __name__ == "__main__":
    main()
