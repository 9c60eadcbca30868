"""/stop and /privacy: from a server or from the DM."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import Maraude
from cogs.privacy.views import show_notice, stop_writing


class Privacy(commands.Cog):
    """What a youth decides about being written to, and about what is kept."""

    def __init__(self, bot: Maraude) -> None:
        self.bot = bot

    @app_commands.command(name="stop")
    async def stop(self, interaction: discord.Interaction[Maraude]) -> None:
        """Never write to me first again."""
        await stop_writing(interaction)

    @app_commands.command(name="privacy")
    async def privacy(self, interaction: discord.Interaction[Maraude]) -> None:
        """The notice; export my data; forget me; language."""
        await show_notice(interaction)
