"""What a mentor presses after something urgent."""

import discord

from bot.app import Maraude
from bot.ui import Press, acknowledge, actor_of, whisper
from cogs.waits import service


class DebriefButton(Press, address="waits:debrief:{ticket}:{which}"):
    """I would like to talk about it, or: I am fine."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Note it for the lead."""
        bot, answer = interaction.client, self.parts["which"]
        await acknowledge(interaction, privately=True)
        async with bot.db.transaction() as session:
            await service.say_how_it_was(
                session, actor_of(interaction), self.number("ticket"), answer, now=bot.now()
            )
        await whisper(
            interaction,
            "waits-debrief-talk-noted" if answer == "talk" else "waits-debrief-fine-noted",
        )
