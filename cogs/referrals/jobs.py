"""What runs on a timer."""

from bot.app import Maraude
from cogs.referrals import queries, service


async def ask_what_is_due(bot: Maraude) -> None:
    """Owe the questions that are due, some at a time."""
    looked_at = queries.AT_ONCE
    while looked_at == queries.AT_ONCE:
        async with bot.db.transaction() as session:
            looked_at = await service.ask_due(session, now=bot.now())


async def let_go(bot: Maraude) -> None:
    """Wipe what is past its time; after a long absence only the next time."""
    if not bot.is_just_back:
        async with bot.db.transaction() as session:
            await service.let_go(session, now=bot.now())
