"""What runs on a timer."""

from bot.app import Maraude
from cogs.voice import service


async def show_suggestions(bot: Maraude) -> None:
    """Show the coordinators what they may read by now."""
    async with bot.db.transaction() as session:
        await service.show_due(session, now=bot.now())


async def look_again(bot: Maraude) -> None:
    """Come back to those to whom an open poll was not sent yet."""
    async with bot.db.transaction() as session:
        await service.look_again(session, now=bot.now())


async def ask(bot: Maraude) -> None:
    """Owe polls to those who like to be asked, some at a time."""
    goes_on = True
    while goes_on:
        async with bot.db.transaction() as session:
            goes_on = await service.ask_some(session, bot.vault, now=bot.now())


async def close_polls(bot: Maraude) -> None:
    """Count polls whose time is over."""
    async with bot.db.transaction() as session:
        await service.close_polls(session, now=bot.now())


async def tidy(bot: Maraude) -> None:
    """Let go what is past its time."""
    async with bot.db.transaction() as session:
        await service.tidy(session, now=bot.now())
