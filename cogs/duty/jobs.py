"""What runs on a timer."""

from bot.app import Maraude
from cogs.duty import service


async def end_overdue(bot: Maraude) -> None:
    """End the duties whose time has come."""
    async with bot.db.transaction() as session:
        await service.end_overdue(session, now=bot.now())
