"""What runs on a timer."""

from bot.app import Maraude
from cogs.handoffs import service


async def look_after(bot: Maraude) -> None:
    """Let nobody wait for an answer that does not come."""
    async with bot.db.transaction() as session:
        await service.look_after(session, now=bot.now())
