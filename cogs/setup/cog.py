"""/setup and /doctor."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import Maraude
from cogs.setup import views
from cogs.setup.doctor import look_at


class Setup(commands.Cog):
    """What a moderator needs to bring Maraude to a server."""

    def __init__(self, bot: Maraude) -> None:
        self.bot = bot

    @commands.Cog.listener()
    async def on_guild_role_delete(self, role: discord.Role) -> None:
        """Somebody deleted a role: was it one of ours?"""
        await look_at(self.bot, role.guild)

    @commands.Cog.listener()
    async def on_guild_role_update(self, _before: discord.Role, after: discord.Role) -> None:
        """Somebody changed what a role may do."""
        await look_at(self.bot, after.guild)

    @commands.Cog.listener()
    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        """Somebody deleted a channel."""
        await look_at(self.bot, channel.guild)

    @commands.Cog.listener()
    async def on_guild_channel_update(
        self, _before: discord.abc.GuildChannel, after: discord.abc.GuildChannel
    ) -> None:
        """Somebody changed who sees a channel."""
        await look_at(self.bot, after.guild)

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
