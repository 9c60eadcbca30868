"""What runs on a timer."""

from bot.app import Maraude
from cogs.protection import service


async def anchor_journals(bot: Maraude) -> None:
    """Post how each journal ends where its lead reads."""
    async with bot.db.transaction() as session:
        await service.anchor_journals(session, now=bot.now())


async def tell_lapsed(bot: Maraude) -> None:
    """Tell who asked to lift anonymity that nobody decided in time."""
    async with bot.db.transaction() as session:
        await service.tell_lapsed(session, now=bot.now())


async def call_again_about_reports(bot: Maraude) -> None:
    """Call the leads who have not dealt with what sounds like danger."""
    async with bot.db.transaction() as session:
        await service.call_again_about_reports(session, now=bot.now())


async def forget_what_is_over(bot: Maraude) -> None:
    """Forget concerns and reports that are over for long."""
    async with bot.db.transaction() as session:
        await service.forget_what_is_over(session, now=bot.now())
