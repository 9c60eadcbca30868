"""Buttons that lead to the helplines."""

import discord

from bot.app import Maraude
from bot.ui import Card, Press, acknowledge, actor_of, redraw, show, sos_card, voice_for
from cogs.safeguarding import service
from cogs.safeguarding.cards import numbers_card


async def show_helplines(interaction: discord.Interaction[Maraude]) -> None:
    """Show the few numbers that matter now, to this person alone; whether the intake is open does
    not matter here."""
    bot = interaction.client
    country = (await bot.readers.find(interaction.user.id, interaction.guild_id)).country
    await show(
        interaction, sos_card(voice_for(interaction), bot.helplines.urgent(country), country)
    )


class SosButton(Press, address="sos:show"):
    """Help now."""

    on_panel = True

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Show the few numbers that matter now."""
        await show_helplines(interaction)


class SosOnOutingButton(SosButton, address="sos:show:{outing}"):
    """The same, counted for an outing."""


class MoreNumbersButton(Press, address="sos:more:{country}"):
    """Other numbers."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Show every verified number of that country."""
        lines = interaction.client.helplines.of(self.parts["country"])
        await show(interaction, numbers_card(voice_for(interaction), lines))


class SeenButton(Press, address="ticket:{ticket}:seen"):
    """Somebody looks after it."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """End the calls, and say who."""
        bot, actor = interaction.client, actor_of(interaction)
        await acknowledge(interaction)
        async with bot.db.transaction() as session:
            ticket = await service.seen(session, actor, self.number("ticket"), now=bot.now())
        who = f"<@{actor.discord_id}>"
        words = voice_for(interaction)("alert-seen", alias=ticket.alias.name, who=who)
        await redraw(interaction, Card(words))
