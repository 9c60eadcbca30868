"""/ticket refer."""

from typing import Any

import discord
from discord import app_commands

from bot import access
from bot.app import Maraude
from bot.errors import Expected
from bot.ui import actor_of, may_suggest, suggestions, ticket_here
from cogs.directory import service as directory
from cogs.referrals import views


@app_commands.command(name="refer")
async def refer(interaction: discord.Interaction[Maraude], service: str = "") -> None:
    """Propose a place to the youth."""
    await views.ask_what_to_offer(interaction, await ticket_here(interaction), service)


@refer.autocomplete("service")
async def suggest_service(
    interaction: discord.Interaction[Maraude], typed: str
) -> list[app_commands.Choice[str]]:
    """Suggest places of the directory, to the team's mentors."""
    if not may_suggest(interaction):
        return []
    try:
        async with interaction.client.db.reading() as session:
            team = await access.team_as_mentor(session, actor_of(interaction))
            found = await directory.search(session, team.id, typed)
    except Expected:
        return []
    return suggestions(
        (f"{one.name} · {one.departement or one.country}", str(one.id)) for one in found
    )


DESK: list[app_commands.Command[Any, ..., None]] = [refer]
