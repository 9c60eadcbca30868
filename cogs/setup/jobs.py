"""What runs on a timer."""

from bot.app import Maraude
from cogs.setup.doctor import look_at


async def look_at_servers(bot: Maraude) -> None:
    """Look unasked at every server: what must be mended is said to whoever can."""
    for guild in bot.servers.heard:
        await look_at(bot, guild)
