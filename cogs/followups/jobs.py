"""What runs on a timer."""

from bot.app import Maraude
from cogs.followups import service


async def ask_what_is_due(bot: Maraude) -> None:
    """Promise the check-ins that are due, some at a time."""
    looked_at = service.AT_ONCE
    while looked_at == service.AT_ONCE:
        async with bot.db.transaction() as session:
            looked_at = await service.ask_due(session, now=bot.now())
