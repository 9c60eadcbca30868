"""What runs on a timer."""

import asyncio

from bot.app import Maraude
from cogs.followups import service

A_BREATH = 2.0
"""Seconds between two times some are promised."""


async def ask_what_is_due(bot: Maraude) -> None:
    """Promise the check-ins that are due, some at a time, and not much faster than they leave."""
    while True:
        async with bot.db.transaction() as session:
            looked_at = await service.ask_due(session, now=bot.now())
        if looked_at < service.AT_ONCE:
            return
        await asyncio.sleep(A_BREATH)
