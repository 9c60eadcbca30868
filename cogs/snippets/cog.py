"""/snippet: the team's reusable answers."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import Maraude
from cogs.snippets import views


class Snippets(commands.Cog):
    """Commands of mentors about what the team answers often."""

    snippet = app_commands.Group(
        name="snippet",
        description="…",
        allowed_contexts=app_commands.AppCommandContext(
            guild=True, dm_channel=False, private_channel=False
        ),
        default_permissions=discord.Permissions(manage_threads=True),
    )

    def __init__(self, bot: Maraude) -> None:
        self.bot = bot

    @snippet.command(name="add")
    async def add(self, interaction: discord.Interaction[Maraude]) -> None:
        """Keep an answer for the whole team."""
        await views.ask_for_new(interaction)

    @snippet.command(name="edit")
    @app_commands.autocomplete(title=views.titles)
    async def edit(self, interaction: discord.Interaction[Maraude], title: str) -> None:
        """Change an answer."""
        await views.ask_for_change(interaction, title)

    @snippet.command(name="use")
    @app_commands.autocomplete(title=views.titles)
    async def use(self, interaction: discord.Interaction[Maraude], title: str) -> None:
        """Answer the youth of this thread with it; it is shown first."""
        await views.use(interaction, title)

    @snippet.command(name="remove")
    @app_commands.autocomplete(title=views.titles)
    async def remove(self, interaction: discord.Interaction[Maraude], title: str) -> None:
        """Take an answer out."""
        await views.ask_whether_to_remove(interaction, title)

    @snippet.command(name="list")
    async def titles(self, interaction: discord.Interaction[Maraude]) -> None:
        """Show what there is."""
        await views.show_all(interaction)
