"""What runs on a timer."""

from bot.app import Maraude
from cogs.ratings import queries, service


async def count(bot: Maraude) -> None:
    """Count the marks whose moment has come, some at a time."""
    counted = queries.AT_ONCE
    while counted == queries.AT_ONCE:
        async with bot.db.transaction() as session:
            counted = await service.count_due(session, now=bot.now())
