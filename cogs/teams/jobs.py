"""What runs on a timer."""

from bot.app import Maraude
from cogs.teams import service


async def tidy(bot: Maraude) -> None:
    """Let go what served its time."""
    async with bot.db.transaction() as session:
        await service.tidy(session, now=bot.now())
