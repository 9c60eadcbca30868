"""Start one of the two that are compared: ``python -m benchmarks.launch bot`` or ``floor``.

What is tried out is chosen by variables of the process, before discord.py is read.
"""

import asyncio
import os
import sys
import time
from importlib import import_module
from typing import Any

LOOP, WITHOUT, SLOWED = "BENCH_LOOP", "BENCH_WITHOUT", "BENCH_SLOWED"
"""``uvloop``; a library to do without; seconds for which every first answer is held up, to see
that it is noticed."""
WHO = {"bot": "tests.standin.launch", "floor": "benchmarks.floor"}


def main() -> None:
    """Prepare the process, then run as in production."""
    if os.environ.get(LOOP) == "uvloop":
        asyncio.run = import_module("uvloop").run
    if library := os.environ.get(WITHOUT):
        sys.modules[library] = None  # type: ignore[assignment] - as if it were not installed
    if pause := float(os.environ.get(SLOWED, "0")):
        hold_up(pause)
    who = sys.argv.pop(1)
    import_module(WHO[who]).main()


def hold_up(pause: float) -> None:
    """Let every first answer to an interaction come late."""
    adapter: Any = import_module("discord.webhook.async_").AsyncWebhookAdapter
    answer = adapter.create_interaction_response

    def late(*args: Any, **options: Any) -> Any:
        time.sleep(pause)
        return answer(*args, **options)

    adapter.create_interaction_response = late


if __name__ == "__main__":
    main()
