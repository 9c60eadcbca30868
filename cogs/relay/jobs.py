"""What runs on a timer."""

from bot.app import Maraude
from cogs.relay import service


async def let_go(bot: Maraude) -> None:
    """Wipe the words whose time is over, some at a time; after a long absence only the next
    time."""
    if bot.is_just_back:
        return
    async with bot.db.transaction() as session:
        await service.let_go(session, now=bot.now())
