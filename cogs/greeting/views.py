"""Buttons of the panel."""

import discord

from bot import access
from bot.app import Maraude
from bot.ui import Press, acknowledge, actor_of, show, voice_for, whisper
from cogs.greeting import service
from cogs.greeting.cards import hello_card, kept_card


async def say_hello(interaction: discord.Interaction[Maraude]) -> None:
    """Say who we are."""
    bot = interaction.client
    async with bot.db.reading() as session:
        community = await access.community_for(session, bot.vault, actor_of(interaction))
    bot.remember(community)
    await show(interaction, hello_card(voice_for(interaction), community))


class KeepInTouchButton(Press, address="greeting:keep"):
    """Keep in touch."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Write the consent down and say what it means."""
        bot, say, actor = interaction.client, voice_for(interaction), actor_of(interaction)
        await acknowledge(interaction, privately=True)
        async with bot.db.transaction() as session:
            community = await access.community_for(session, bot.vault, actor)
            greeted = await service.keep_in_touch(
                session, bot.vault, actor, community, locale=say.locale, now=bot.now()
            )
        await show(interaction, kept_card(say, is_greeted=greeted))


class NotForMeButton(Press, address="greeting:no"):
    """Not for me."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Respect it, and leave the door open; nothing is written down."""
        await whisper(interaction, "not-for-me")
