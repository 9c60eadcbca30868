"""/sos."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import Maraude
from cogs.safeguarding.views import show_helplines


class Safeguarding(commands.Cog):
    """What must work when nothing else does."""

    def __init__(self, bot: Maraude) -> None:
        self.bot = bot

    @app_commands.command(name="sos")
    async def sos(self, interaction: discord.Interaction[Maraude]) -> None:
        """Show the helplines, at once."""
        await show_helplines(interaction)
