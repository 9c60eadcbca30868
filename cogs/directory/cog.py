"""/directory for the team, /nearby for everybody."""

import discord
from discord import app_commands
from discord.ext import commands

from bot import access
from bot.app import Maraude
from bot.errors import Expected
from bot.ui import actor_of, may_suggest, suggestions, voice_for
from cogs.directory import rules, service, views
from models import Topic


class Directory(commands.Cog):
    """What the team knows of places that help."""

    directory = app_commands.Group(
        name="directory",
        description="…",
        allowed_contexts=app_commands.AppCommandContext(
            guild=True, dm_channel=False, private_channel=False
        ),
        default_permissions=discord.Permissions(manage_threads=True),
    )

    def __init__(self, bot: Maraude) -> None:
        self.bot = bot

    @directory.command(name="import")
    async def import_(
        self, interaction: discord.Interaction[Maraude], file: discord.Attachment | None = None
    ) -> None:
        """Take lines in from a file, or learn how it must look."""
        if file is None:
            await views.show_how_to(interaction)
        else:
            await views.import_file(interaction, file)

    @directory.command(name="export")
    async def export(self, interaction: discord.Interaction[Maraude]) -> None:
        """Hand the directory over as a file."""
        await views.export(interaction)

    @directory.command(name="check")
    async def check(self, interaction: discord.Interaction[Maraude]) -> None:
        """Show what should be looked at again."""
        await views.check(interaction)

    @directory.command(name="remove")
    async def remove(self, interaction: discord.Interaction[Maraude], service: str) -> None:
        """Take a service out."""
        await views.remove(interaction, service)

    @remove.autocomplete("service")
    async def suggest_service(
        self, interaction: discord.Interaction[Maraude], typed: str
    ) -> list[app_commands.Choice[str]]:
        """Suggest lines of the directory, to who looks after it."""
        if not may_suggest(interaction):
            return []
        try:
            async with self.bot.db.reading() as session:
                team = await access.team_as_coordinator(session, actor_of(interaction))
                found = await service.search(session, team.id, typed)
        except Expected:
            return []
        return suggestions(
            (f"{one.name} · {one.departement or one.country}", str(one.id)) for one in found
        )

    @app_commands.command(name="nearby")
    async def nearby(
        self,
        interaction: discord.Interaction[Maraude],
        departement: str | None = None,
        topic: str | None = None,
    ) -> None:
        """Show services near the one who asks."""
        if departement is None and topic is None:
            await views.ask_where(interaction)
            return
        say, wanted = voice_for(interaction), rules.folded(topic or "")
        picked = (one for one in Topic if wanted in {one, rules.folded(say(f"topic-{one}"))})
        await views.look_near(interaction, (departement or "").strip(), next(picked, None))

    @nearby.autocomplete("departement")
    async def suggest_departement(
        self, interaction: discord.Interaction[Maraude], typed: str
    ) -> list[app_commands.Choice[str]]:
        """Suggest départements, by number or name."""
        if not may_suggest(interaction):
            return []
        like = rules.places_like(typed)
        return suggestions((f"{place.number} · {place.name}", place.number) for place in like)

    @nearby.autocomplete("topic")
    async def suggest_topic(
        self, interaction: discord.Interaction[Maraude], typed: str
    ) -> list[app_commands.Choice[str]]:
        """Suggest topics."""
        if not may_suggest(interaction):
            return []
        say, wanted = voice_for(interaction), rules.folded(typed)
        names = ((say(f"topic-{topic}"), topic.value) for topic in Topic)
        return suggestions(pair for pair in names if wanted in rules.folded(pair[0]))
