"""/voice for everybody, /poll and /published for coordinators."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import Maraude
from bot.ui import suggest_communities
from cogs.voice import rules, service, views

FOR_TEAMS = discord.Permissions(manage_threads=True)
Question = app_commands.Range[str, 1, rules.LONGEST_QUESTION]
Choice = app_commands.Range[str, 1, rules.LONGEST_CHOICE]


class TheirVoice(commands.Cog):
    """What youths say about Maraude itself."""

    def __init__(self, bot: Maraude) -> None:
        self.bot = bot

    @app_commands.command(name="voice")
    async def voice(self, interaction: discord.Interaction[Maraude]) -> None:
        """Show the suggestion box."""
        await views.show_box(interaction)

    @app_commands.command(name="poll")
    @app_commands.autocomplete(community=suggest_communities)
    @app_commands.default_permissions(FOR_TEAMS)
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    async def poll(  # noqa: PLR0917 - each is a field that somebody fills in
        self,
        interaction: discord.Interaction[Maraude],
        question: Question,
        first: Choice,
        second: Choice,
        third: Choice | None = None,
        fourth: Choice | None = None,
        fifth: Choice | None = None,
        days: app_commands.Range[int, 1, rules.LONGEST_POLL] = 7,
        community: str | None = None,
    ) -> None:
        """Ask those who like to be asked, after a look at it."""
        choices = [one for one in (first, second, third, fourth, fifth) if one is not None]
        await views.draft_poll(interaction, service.Draft(question, choices, days, community))

    @app_commands.command(name="published")
    @app_commands.autocomplete(community=suggest_communities)
    @app_commands.default_permissions(FOR_TEAMS)
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    async def published(
        self,
        interaction: discord.Interaction[Maraude],
        said: app_commands.Range[str, 1, rules.LONGEST_SAID],
        did: app_commands.Range[str, 1, rules.LONGEST_DID],
        community: str | None = None,
    ) -> None:
        """Publish what became of a suggestion, after a look at it."""
        await views.draft_answer(interaction, said, did, community)
