"""What runs on a timer."""

from bot.app import Maraude
from cogs.farewells import service


async def look_after(bot: Maraude) -> None:
    """Part from who did not answer, and open the door to who is silent; not on the first look after
    a long absence, in which nobody could write to us."""
    if bot.is_just_back:
        return
    async with bot.db.transaction() as session:
        await service.look_after(session, now=bot.now())
