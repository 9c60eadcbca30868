"""/team: linking a community to a team."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import Maraude
from cogs.teams import service, views


class Teams(commands.Cog):
    """What both sides do to begin a link, and to end it."""

    team = app_commands.Group(
        name="team",
        description="…",
        allowed_contexts=app_commands.AppCommandContext(
            guild=True, dm_channel=False, private_channel=False
        ),
        default_permissions=discord.Permissions(manage_threads=True),
    )

    def __init__(self, bot: Maraude) -> None:
        self.bot = bot

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Somebody took Maraude out of a server."""
        async with self.bot.db.transaction() as session:
            await service.taken_out(session, guild.id, now=self.bot.now())

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Maraude is in a server, perhaps again."""
        async with self.bot.db.transaction() as session:
            await service.brought_back(session, guild.id, now=self.bot.now())

    @commands.Cog.listener()
    async def on_guild_update(self, before: discord.Guild, after: discord.Guild) -> None:
        """Somebody changed a server, perhaps its name."""
        if before.name != after.name:
            async with self.bot.db.transaction() as session:
                await service.renamed(session, after.id, after.name)

    @team.command(name="link")
    async def link(self, interaction: discord.Interaction[Maraude]) -> None:
        """Make a code that a community types in its server."""
        await views.make_code(interaction)

    @team.command(name="accept")
    async def accept(
        self, interaction: discord.Interaction[Maraude], code: app_commands.Range[str, 1, 40]
    ) -> None:
        """Link this server to the team that gave the code."""
        await views.ask_to_accept(interaction, code)

    @team.command(name="end")
    async def end(self, interaction: discord.Interaction[Maraude]) -> None:
        """End a link, from either side."""
        await views.ask_to_end(interaction)

    @team.command(name="list")
    async def show(self, interaction: discord.Interaction[Maraude]) -> None:
        """Show the communities of this team."""
        await views.show_list(interaction)
