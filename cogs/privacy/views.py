"""The Stop button under everything that Maraude sends first."""

import discord

from bot.app import Maraude
from bot.ui import Press, actor_of, whisper
from cogs.privacy import service


async def stop_writing(interaction: discord.Interaction[Maraude]) -> None:
    """Stop, and say so."""
    bot = interaction.client
    await interaction.response.defer(ephemeral=True, thinking=True)
    async with bot.db.transaction() as session:
        still_talking = await service.stop(session, bot.vault, actor_of(interaction), now=bot.now())
    await whisper(
        interaction, "privacy-stopped-but-talking" if still_talking else "privacy-stopped"
    )


class StopButton(Press, address="privacy:stop"):
    """Never write to me first again."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Stop everything that is not a live conversation."""
        await stop_writing(interaction)
