"""/settings: the team's choices, one by one."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import Maraude
from bot.ui import voice_for
from cogs.settings import cards, views
from cogs.settings.rules import CHOICES

SHOWN = 25


class Settings(commands.Cog):
    """Commands of who manages the team's server."""

    settings = app_commands.Group(
        name="settings",
        description="…",
        allowed_contexts=app_commands.AppCommandContext(
            guild=True, dm_channel=False, private_channel=False
        ),
        default_permissions=discord.Permissions(manage_guild=True),
    )

    def __init__(self, bot: Maraude) -> None:
        self.bot = bot

    @settings.command(name="show")
    async def show(self, interaction: discord.Interaction[Maraude]) -> None:
        """Show all that is chosen."""
        await views.everything(interaction)

    @settings.command(name="set")
    async def change(
        self,
        interaction: discord.Interaction[Maraude],
        what: app_commands.Range[str, 1, 40],
        value: app_commands.Range[str, 1, 700],
    ) -> None:
        """Change one choice."""
        await views.change(interaction, what, value)

    @change.autocomplete("what")
    async def names(
        self, interaction: discord.Interaction[Maraude], typed: str
    ) -> list[app_commands.Choice[str]]:
        """Propose the choices whose name holds what was typed."""
        say = voice_for(interaction)
        named = [(cards.name_of(say, choice), choice.name) for choice in CHOICES]
        return [
            app_commands.Choice(name=name, value=value)
            for name, value in named
            if typed.casefold() in f"{name} {value}".casefold()
        ][:SHOWN]

    @settings.command(name="export")
    async def export(self, interaction: discord.Interaction[Maraude]) -> None:
        """Hand all of it over as a file."""
        await views.hand_out(interaction)

    @settings.command(name="import")
    async def import_(
        self, interaction: discord.Interaction[Maraude], file: discord.Attachment
    ) -> None:
        """Take all of it from a file."""
        await views.take_over(interaction, file)
