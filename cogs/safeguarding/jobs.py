"""What runs on a timer."""

from bot.app import Maraude
from cogs.safeguarding import service


async def call_again(bot: Maraude) -> None:
    """Call the teams that have not said "seen"."""
    async with bot.db.transaction() as session:
        await service.call_again(session, now=bot.now())
