"""What runs on a timer."""

from bot.app import Maraude
from cogs.tickets import service


async def give_back_unanswered(bot: Maraude) -> None:
    """Return claims without a reply in time to the queue."""
    async with bot.db.transaction() as session:
        await service.give_back_unanswered(session, now=bot.now())
