"""/invite: messages to those who opted in."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import Maraude
from bot.ui import suggest_communities
from cogs.invitations import views


class Invitations(commands.Cog):
    """What coordinators write to those who agreed to be written to."""

    invite = app_commands.Group(
        name="invite",
        description="…",
        allowed_contexts=app_commands.AppCommandContext(
            guild=True, dm_channel=False, private_channel=False
        ),
        default_permissions=discord.Permissions(manage_threads=True),
    )

    def __init__(self, bot: Maraude) -> None:
        self.bot = bot

    @invite.command(name="write")
    @app_commands.autocomplete(community=suggest_communities, campaign=views.outings)
    async def write(
        self,
        interaction: discord.Interaction[Maraude],
        when: str | None = None,
        community: str | None = None,
        campaign: str | None = None,
    ) -> None:
        """Write an invitation; a second person approves it before it leaves."""
        await views.ask_for_words(
            interaction, when=when or "", community=community or "", campaign=campaign or ""
        )

    @invite.command(name="list")
    async def all_of_them(self, interaction: discord.Interaction[Maraude]) -> None:
        """Show the last invitations and how far they are."""
        await views.show_all(interaction)
