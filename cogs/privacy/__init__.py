"""The way out: never write to me first again."""

from bot.app import Maraude
from cogs.privacy.cog import Privacy
from cogs.privacy.views import StopButton


async def setup(bot: Maraude) -> None:
    """Everything this feature adds to the bot."""
    bot.add_dynamic_items(StopButton)
    await bot.add_cog(Privacy(bot))
