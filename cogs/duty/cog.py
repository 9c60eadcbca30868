"""/duty: who is there now."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import Maraude
from cogs.duty import views


class Duty(commands.Cog):
    """Commands of mentors who come and go."""

    duty = app_commands.Group(
        name="duty",
        description="…",
        allowed_contexts=app_commands.AppCommandContext(
            guild=True, dm_channel=False, private_channel=False
        ),
        default_permissions=discord.Permissions(manage_threads=True),
    )

    def __init__(self, bot: Maraude) -> None:
        self.bot = bot

    @duty.command(name="on")
    async def on(
        self,
        interaction: discord.Interaction[Maraude],
        until: app_commands.Range[str, 1, 20] | None = None,
    ) -> None:
        """Say that I am there."""
        await views.begin(interaction, until)

    @duty.command(name="off")
    async def off(self, interaction: discord.Interaction[Maraude]) -> None:
        """Say that I am no longer there."""
        await views.end(interaction)

    @duty.command(name="who")
    async def who(self, interaction: discord.Interaction[Maraude]) -> None:
        """Show who is on duty."""
        await views.who(interaction)
