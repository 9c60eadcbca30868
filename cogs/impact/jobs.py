"""What runs on a timer."""

from bot.app import Maraude
from cogs.impact import service


async def owe_weekly_words(bot: Maraude) -> None:
    """Owe coordinators a few words about the last week."""
    async with bot.db.transaction() as session:
        await service.owe_weekly_words(session, now=bot.now())
