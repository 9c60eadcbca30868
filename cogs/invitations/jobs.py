"""What runs on a timer."""

from bot.app import Maraude
from cogs.invitations import service


async def feed(bot: Maraude) -> None:
    """Owe a few more invitations; after a long silence the coordinators decide first."""
    async with bot.db.reading() as session:
        if not await service.has_work(session, now=bot.now()):
            return
    per_minute = bot.settings.delivery.invitations_per_minute
    async with bot.db.transaction() as session:
        if bot.is_just_back and bot.back_at is not None:
            await service.pause_all(session, back_at=bot.back_at, now=bot.now())
        await service.feed(session, per_minute=per_minute, now=bot.now())
