"""What runs on a timer."""

from bot.app import Maraude
from cogs.waits import service


async def look(bot: Maraude) -> None:
    """Remind who can do something about those who wait."""
    async with bot.db.transaction() as session:
        await service.look(session, now=bot.now())


async def mend(bot: Maraude) -> None:
    """Notice who waits unnoticed."""
    async with bot.db.transaction() as session:
        await service.mend(session, now=bot.now())
