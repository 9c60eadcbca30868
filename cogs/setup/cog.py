"""/setup and /doctor."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import Maraude
from cogs.setup import views


class Setup(commands.Cog):
    """What a moderator needs to bring Maraude to a server."""

    def __init__(self, bot: Maraude) -> None:
        self.bot = bot

    @app_commands.command(name="setup")
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    @app_commands.default_permissions(manage_guild=True)
    async def setup(self, interaction: discord.Interaction[Maraude]) -> None:
        """Set Maraude up, or change what is set."""
        await views.begin(interaction)

    @app_commands.command(name="doctor")
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    @app_commands.default_permissions(manage_guild=True)
    async def doctor(self, interaction: discord.Interaction[Maraude]) -> None:
        """Say what is missing, where, and how to mend it."""
        await views.show_diagnosis(interaction)
