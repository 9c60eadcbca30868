"""Buttons that lead to the helplines."""

import discord

from bot import access
from bot.app import Maraude
from bot.errors import Expected
from bot.ui import Press, actor_of, show, voice_for
from cogs.safeguarding.cards import numbers_card, sos_card


async def country_of(interaction: discord.Interaction[Maraude]) -> str:
    """Return the community's country from what was read before, else from the database, else the
    operator's."""
    bot = interaction.client
    known = bot.country_of.get(interaction.guild_id or 0)
    if known is not None:
        return known
    try:
        async with bot.db.reading() as session:
            community = await access.community_for(session, bot.vault, actor_of(interaction))
    except Expected:
        return bot.settings.service.country
    bot.country_of[community.guild_id] = community.country
    return community.country


async def show_helplines(interaction: discord.Interaction[Maraude]) -> None:
    """Show the few numbers that matter now, to this person alone."""
    country = await country_of(interaction)
    await show(
        interaction,
        sos_card(voice_for(interaction), interaction.client.helplines.urgent(country), country),
    )


class SosButton(Press, address="sos:show"):
    """Help now."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Show the few numbers that matter now."""
        await show_helplines(interaction)


class MoreNumbersButton(Press, address="sos:more:{country}"):
    """Other numbers."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Show every verified number of that country."""
        lines = interaction.client.helplines.of(self.parts["country"])
        await show(interaction, numbers_card(voice_for(interaction), lines))
