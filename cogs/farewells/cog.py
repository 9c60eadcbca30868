"""/ticket close."""

from typing import Any

import discord
from discord import app_commands

from bot.app import Maraude
from bot.ui import ticket_here
from cogs.farewells import views


@app_commands.command(name="close")
async def close(interaction: discord.Interaction[Maraude]) -> None:
    """Say goodbye."""
    await views.ask_how_it_ends(interaction, await ticket_here(interaction))


DESK: list[app_commands.Command[Any, ..., None]] = [close]
