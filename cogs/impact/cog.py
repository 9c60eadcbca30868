"""/impact: what came of it."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import Maraude
from bot.errors import Expected
from bot.placeholders import fold
from bot.ui import actor_of, may_suggest, suggestions
from cogs.impact import service, views


class Impact(commands.Cog):
    """The figures of a period."""

    def __init__(self, bot: Maraude) -> None:
        self.bot = bot

    @app_commands.command(name="impact")
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    @app_commands.default_permissions(manage_threads=True)
    async def impact(
        self,
        interaction: discord.Interaction[Maraude],
        period: str | None = None,
        community: str | None = None,
        campaign: str | None = None,
    ) -> None:
        """Show a period against the one before."""
        await views.show_report(interaction, period, community, campaign)

    @impact.autocomplete("period")
    async def suggest_period(
        self, interaction: discord.Interaction[Maraude], typed: str
    ) -> list[app_commands.Choice[str]]:
        """Suggest periods that are over."""
        if not may_suggest(interaction):
            return []
        return await views.suggest_period(interaction, typed)

    @impact.autocomplete("community")
    async def suggest_community(
        self, interaction: discord.Interaction[Maraude], typed: str
    ) -> list[app_commands.Choice[str]]:
        """Suggest the team's communities."""
        return await self._named(interaction, typed, 0)

    @impact.autocomplete("campaign")
    async def suggest_campaign(
        self, interaction: discord.Interaction[Maraude], typed: str
    ) -> list[app_commands.Choice[str]]:
        """Suggest the team's outings."""
        return await self._named(interaction, typed, 1)

    async def _named(
        self, interaction: discord.Interaction[Maraude], typed: str, which: int
    ) -> list[app_commands.Choice[str]]:
        if not may_suggest(interaction):
            return []
        try:
            async with self.bot.db.reading() as session:
                found = (await service.names(session, actor_of(interaction)))[which]
        except Expected:
            return []
        return suggestions((name, key) for key, name in found if fold(typed) in fold(name))
