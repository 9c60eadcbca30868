"""/followups for who coordinates, /ticket calendar for mentors."""

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import Maraude
from bot.ui import may_suggest, suggestions, ticket_here, voice_for
from cogs.followups import rules, views
from models import Topic


class FollowUps(commands.Cog):
    """What the team plans after goodbyes."""

    followups = app_commands.Group(
        name="followups",
        description="…",
        allowed_contexts=app_commands.AppCommandContext(
            guild=True, dm_channel=False, private_channel=False
        ),
        default_permissions=discord.Permissions(manage_threads=True),
    )

    def __init__(self, bot: Maraude) -> None:
        self.bot = bot

    @followups.command(name="show")
    async def show(self, interaction: discord.Interaction[Maraude]) -> None:
        """Show after how many days who is asked, and which days are skipped."""
        await views.show_plans(interaction)

    @followups.command(name="days")
    async def days(
        self,
        interaction: discord.Interaction[Maraude],
        topic: str,
        days: app_commands.Range[str, 1, 40] | None = None,
    ) -> None:
        """Choose the days of one topic."""
        await views.choose_days(interaction, topic, days)

    @days.autocomplete("topic")
    async def topics(
        self, interaction: discord.Interaction[Maraude], typed: str
    ) -> list[app_commands.Choice[str]]:
        """Propose the topics."""
        say = voice_for(interaction)
        named = [(say(f"topic-{topic}"), topic.value) for topic in Topic]
        return suggestions(pair for pair in named if typed.casefold() in pair[0].casefold())

    @followups.command(name="skip")
    async def skip(
        self,
        interaction: discord.Interaction[Maraude],
        first: app_commands.Range[str, 1, 20],
        last: app_commands.Range[str, 1, 20],
        name: app_commands.Range[str, 1, rules.LONGEST_NAME],
    ) -> None:
        """Ask nobody anything for some days."""
        await views.skip(interaction, first, last, name)

    @followups.command(name="unskip")
    async def unskip(
        self, interaction: discord.Interaction[Maraude], period: app_commands.Range[str, 1, 20]
    ) -> None:
        """Ask on these days again."""
        await views.skip_no_more(interaction, period)

    @unskip.autocomplete("period")
    async def periods(
        self, interaction: discord.Interaction[Maraude], typed: str
    ) -> list[app_commands.Choice[str]]:
        """Propose the days that are skipped, to who coordinates."""
        if not may_suggest(interaction):
            return []
        return suggestions(await views.periods_named(interaction, typed))


@app_commands.command(name="calendar")
async def calendar(interaction: discord.Interaction[Maraude]) -> None:
    """Show when this alias is asked how things are."""
    await views.show_calendar(interaction, await ticket_here(interaction))


DESK: list[app_commands.Command[Any, ..., None]] = [calendar]
