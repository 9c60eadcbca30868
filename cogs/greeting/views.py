"""Buttons of the panel."""

import discord

from bot import access, consents
from bot.app import Maraude
from bot.ui import Press, acknowledge, actor_of, show, voice_for, whisper
from cogs.greeting import service
from cogs.greeting.cards import hello_card, kept_card
from models import Purpose


async def say_hello(interaction: discord.Interaction[Maraude]) -> None:
    """Say who we are."""
    bot = interaction.client
    actor = actor_of(interaction)
    async with bot.db.reading() as session:
        community = await access.community_for(session, bot.vault, actor)
        asks_again = await service.asks_again(session, bot.vault, actor, community)
    bot.remember(community)
    await show(interaction, hello_card(voice_for(interaction), community, asks_again=asks_again))


class KeepInTouchButton(Press, address="greeting:keep"):
    """Keep in touch."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Write the consent down and say what it means; beside an earlier wording, show the present
        one and ask again."""
        bot, say, actor = interaction.client, voice_for(interaction), actor_of(interaction)
        version = consents.version_in(self.parts, Purpose.KEEP_IN_TOUCH)
        await acknowledge(interaction, privately=True)
        async with bot.db.transaction() as session:
            community = await access.community_for(session, bot.vault, actor)
            kept = await service.keep_in_touch(
                session,
                bot.vault,
                actor,
                community,
                locale=say.locale,
                version=version,
                now=bot.now(),
            )
        if kept is service.Kept.OUTDATED:
            await show(interaction, hello_card(say, community, asks_again=True))
        else:
            await show(interaction, kept_card(say, is_greeted=kept is service.Kept.GREETED))


class KeepInTouchAnewButton(KeepInTouchButton, address="greeting:keep:{version}"):
    """Keep in touch, beside a later wording."""


class NotForMeButton(Press, address="greeting:no"):
    """Not for me."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Respect it, and leave the door open; nothing is written down."""
        await whisper(interaction, "not-for-me")
