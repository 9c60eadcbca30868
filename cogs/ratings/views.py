"""The five faces below a goodbye, and what may follow."""

import discord

from bot.app import Maraude
from bot.redaction import Private
from bot.ui import (
    Form,
    Press,
    acknowledge,
    actor_of,
    form,
    open_form,
    show,
    sos_card,
    voice_for,
    whisper,
)
from cogs.ratings import cards, service
from cogs.safeguarding import service as safeguarding
from cogs.voice import service as voice


class FaceButton(Press, address="rating:{ticket}:{mark}"):
    """How it was."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Take it down; the goodbye and its buttons stay as they are."""
        bot, number = interaction.client, self.number("ticket")
        await acknowledge(interaction, privately=True)
        async with bot.db.transaction() as session:
            rating, ticket = await service.rate(
                session,
                bot.vault,
                actor_of(interaction),
                number,
                self.parts["mark"],
                now=bot.now(),
            )
        team = ticket.community.team
        asks = voice.reads_apart(team) and not rating.said
        look = cards.thanks_card(
            voice_for(interaction), number, rating.mark, asks_for_words=asks, team=team.name
        )
        await show(interaction, look)


class WordButton(Press, address="rated:{ticket}:word"):
    """A word to do better."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Open the form."""
        bot, say, number = interaction.client, voice_for(interaction), self.number("ticket")
        async with bot.db.reading() as session:
            await service.may_say(session, bot.vault, actor_of(interaction), number, now=bot.now())
        fields = cards.word_form_fields(say)
        await open_form(
            interaction, form(say("ratings-form-title"), f"rated:{number}:word", fields)
        )


class WordForm(Form, address="rated:{ticket}:word"):
    """What somebody writes beside their mark."""

    async def submitted(self, interaction: discord.Interaction[Maraude]) -> None:
        """Keep it without who wrote it; helplines first, when it sounds like danger."""
        bot, words = interaction.client, Private(self.words("words"))
        await acknowledge(interaction, privately=True)
        if safeguarding.sounds_dangerous(words):
            country = bot.readers.at_once(interaction.user.id, interaction.guild_id).country
            lines = bot.helplines.urgent(country)
            await show(interaction, sos_card(voice_for(interaction), lines, country))
        async with bot.db.transaction() as session:
            await service.say(
                session,
                bot.vault,
                actor_of(interaction),
                self.number("ticket"),
                words,
                now=bot.now(),
            )
        await whisper(interaction, "ratings-word-kept")


class LeadButton(Press, address="rated:{ticket}:lead"):
    """Have the lead write to me."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Tell the lead alone."""
        bot, number = interaction.client, self.number("ticket")
        await acknowledge(interaction, privately=True)
        async with bot.db.transaction() as session:
            await service.ask_for_lead(
                session, bot.vault, actor_of(interaction), number, now=bot.now()
            )
        await show(interaction, cards.lead_asked_card(voice_for(interaction)))
