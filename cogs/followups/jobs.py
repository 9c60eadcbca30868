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


async def leave_doors_open(bot: Maraude) -> None:
    """End the plans of those who were silent for long enough, some at a time."""
    after: int | None = 0
    while after is not None:
        async with bot.db.transaction() as session:
            after = await service.leave_doors_open(session, after=after, now=bot.now())
