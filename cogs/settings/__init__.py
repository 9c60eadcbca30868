"""The team's choices that need no picker, and the file that carries them elsewhere."""

from bot.app import Maraude
from cogs.settings.cog import Settings


async def setup(bot: Maraude) -> None:
    """Everything this feature adds to the bot."""
    await bot.add_cog(Settings(bot))
