"""What runs on a timer."""

from bot.app import Maraude
from cogs.handoffs import service


async def look_after(bot: Maraude) -> None:
    """Let nobody wait for an answer that does not come; nothing runs out on the first look after a
    long absence, in which nobody could answer."""
    async with bot.db.transaction() as session:
        await service.ask_colleagues(session, now=bot.now())
        if not bot.is_just_back:
            await service.let_go(session, now=bot.now())
