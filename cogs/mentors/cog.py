"""/profile: how youths will know me."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import Maraude
from cogs.mentors.views import ask_who_they_are


class Mentors(commands.Cog):
    """Commands of mentors about themselves."""

    def __init__(self, bot: Maraude) -> None:
        self.bot = bot

    @app_commands.command(name="profile")
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    @app_commands.default_permissions(manage_threads=True)
    async def profile(self, interaction: discord.Interaction[Maraude]) -> None:
        """Say who I am to the youths I answer."""
        await ask_who_they_are(interaction)
