"""/hangout: hours in which mentors are around in a community."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import Maraude
from bot.ui import suggest_communities
from cogs.permanences import views

Title = app_commands.Range[str, 1, 80]
About = app_commands.Range[str, 1, 500]
Hours = app_commands.Range[str, 1, 300]
Day = app_commands.Range[str, 1, 20]


class Permanences(commands.Cog):
    """Commands of who coordinates the team."""

    hangout = app_commands.Group(
        name="hangout",
        description="…",
        allowed_contexts=app_commands.AppCommandContext(
            guild=True, dm_channel=False, private_channel=False
        ),
        default_permissions=discord.Permissions(manage_threads=True),
    )

    def __init__(self, bot: Maraude) -> None:
        self.bot = bot

    @hangout.command(name="plan")
    @app_commands.rename(first="from", last="until")
    @app_commands.autocomplete(
        community=suggest_communities, where=views.suggest_rooms, card=views.suggest_cards
    )
    async def plan(
        self,
        interaction: discord.Interaction[Maraude],
        *,
        title: Title,
        where: str,
        community: str | None = None,
        hours: Hours | None = None,
        text: About | None = None,
        first: Day | None = None,
        last: Day | None = None,
        card: str | None = None,
    ) -> None:
        """Prepare hours in which mentors are around; nothing is announced yet."""
        typed = views.Typed(title, where, hours, text, first, last, card)
        await views.plan(interaction, community, typed)

    @hangout.command(name="change")
    @app_commands.rename(first="from", last="until")
    @app_commands.autocomplete(
        plan=views.suggest_plans, where=views.suggest_rooms, card=views.suggest_cards
    )
    async def change(
        self,
        interaction: discord.Interaction[Maraude],
        *,
        plan: str,
        title: Title | None = None,
        where: str | None = None,
        hours: Hours | None = None,
        text: About | None = None,
        first: Day | None = None,
        last: Day | None = None,
        card: str | None = None,
    ) -> None:
        """Change what is announced; its events follow."""
        typed = views.Typed(title, where, hours, text, first, last, card)
        await views.change(interaction, plan, typed)

    @hangout.command(name="list")
    async def show(self, interaction: discord.Interaction[Maraude]) -> None:
        """Show what is announced where."""
        await views.show_all(interaction)

    @hangout.command(name="cancel")
    @app_commands.autocomplete(plan=views.suggest_plans, day=views.suggest_days)
    async def cancel(
        self, interaction: discord.Interaction[Maraude], plan: str, day: Day | None = None
    ) -> None:
        """Call off one day, or all of it."""
        await views.cancel(interaction, plan, day)
