"""The floor: the smallest discord.py bot that answers everything, and does nothing else.

It has the caches and the intents that somebody would begin with.
"""

import os
import sys

import discord
import yarl
from discord import gateway, http, ui

from tests.standin.launch import PORT

MEMBERS = "BENCH_MEMBERS"


class Form(ui.Modal, title="Talk"):
    """One field."""

    words: ui.TextInput["Form"] = ui.TextInput(label="Words")


class Floor(discord.Client):
    """Opens a form for the command that has one, and says "thinking" to everything else."""

    async def on_ready(self) -> None:
        """Say so."""
        sys.stdout.write(f"Ready; servers: {len(self.guilds)}\n")
        sys.stdout.flush()

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Acknowledge."""
        if (interaction.data or {}).get("name") == "talk":
            await interaction.response.send_modal(Form())
        else:
            await interaction.response.defer(ephemeral=True, thinking=True)


def main() -> None:
    """Run against the stand-in."""
    port = os.environ[PORT]
    http.Route.BASE = f"http://127.0.0.1:{port}/api/v10"
    gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(f"ws://127.0.0.1:{port}/ws")
    intents = discord.Intents.default()
    intents.members = MEMBERS in os.environ
    Floor(intents=intents).run("MTIz.stand.in")
