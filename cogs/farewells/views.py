"""Buttons and the form of a goodbye."""

import discord

from bot import access
from bot.app import Maraude
from bot.redaction import Private
from bot.ui import (
    Card,
    Form,
    Press,
    acknowledge,
    actor_of,
    form,
    open_form,
    redraw,
    sos_button,
    voice_for,
    whisper,
)
from cogs.farewells import cards, rules, service


async def ask_how_it_ends(interaction: discord.Interaction[Maraude], ticket_id: int) -> None:
    """Open the form that asks how it ended."""
    bot, say = interaction.client, voice_for(interaction)
    async with bot.db.reading() as session:
        ticket = await access.ticket_for(session, actor_of(interaction), ticket_id)
    await open_form(
        interaction,
        form(
            say("close-form-title"),
            f"ticket:{ticket_id}:close-form",
            cards.close_form_fields(say, ticket),
        ),
    )


class CloseButton(Press, address="ticket:{ticket}:close"):
    """Say goodbye."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Ask how it ended."""
        await ask_how_it_ends(interaction, self.number("ticket"))


class CloseForm(Form, address="ticket:{ticket}:close-form"):
    """How it ended, and whether the youth is asked first."""

    async def submitted(self, interaction: discord.Interaction[Maraude]) -> None:
        """Propose the goodbye, or say it at once."""
        bot, actor = interaction.client, actor_of(interaction)
        await acknowledge(interaction, privately=True)
        outcome = next(iter(self.picked("outcome")), "")
        proposes = "propose" in self.picked("how") and outcome not in rules.NEVER_PROPOSED
        verb = service.propose if proposes else service.end
        number, words = self.number("ticket"), Private(self.words("words"))
        async with bot.db.transaction() as session:
            ticket = await verb(
                session, bot.vault, actor, number, outcome, words=words, now=bot.now()
            )
        key = "farewells-proposed-mentor" if proposes else "tickets-closed-mentor"
        days, unseen = rules.PROPOSED_FOR.days, rules.UNSEEN_FOR.days
        await whisper(interaction, key, alias=ticket.alias.name, days=days, unseen=unseen)


class AgreeButton(Press, address="farewell:{farewell}:agree"):
    """We may part."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Close it."""
        bot = interaction.client
        await acknowledge(interaction)
        async with bot.db.transaction() as session:
            await service.agree(
                session, bot.vault, actor_of(interaction), self.number("farewell"), now=bot.now()
            )
        await redraw(interaction, Card(voice_for(interaction)("farewells-agreed")))


class StayButton(Press, address="farewell:{farewell}:stay"):
    """I would rather go on."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Leave it open."""
        bot, say = interaction.client, voice_for(interaction)
        await acknowledge(interaction)
        async with bot.db.transaction() as session:
            await service.stay(
                session, bot.vault, actor_of(interaction), self.number("farewell"), now=bot.now()
            )
        await redraw(interaction, Card(say("farewells-stays"), rows=[[sos_button(say)]]))
