"""Helplines at once, day and night, also when the database is away."""

from bot.app import Maraude
from cogs.safeguarding.cog import Safeguarding
from cogs.safeguarding.views import MoreNumbersButton, SosButton


async def setup(bot: Maraude) -> None:
    """Everything this feature adds to the bot."""
    bot.add_dynamic_items(SosButton, MoreNumbersButton)
    await bot.add_cog(Safeguarding(bot))
