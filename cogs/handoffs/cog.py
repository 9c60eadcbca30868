"""/ticket handoff."""

from typing import Any

import discord
from discord import app_commands

from bot.app import Maraude
from bot.ui import ticket_here
from cogs.handoffs import views


@app_commands.command(name="handoff")
async def handoff(interaction: discord.Interaction[Maraude]) -> None:
    """Ask a colleague to go on with this conversation."""
    await views.ask_for_colleague(interaction, await ticket_here(interaction))


DESK: list[app_commands.Command[Any, ..., None]] = [handoff]
