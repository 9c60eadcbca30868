"""How the thanks for a mark look."""

from typing import Any

import discord
from discord import ui

from bot.texts import Voice
from bot.ui import FACES, Card, button, field_of, sos_button, talk_button
from cogs.ratings import rules
from cogs.voice import service as voice


def thanks_card(say: Voice, ticket_id: int, mark: int, *, asks_for_words: bool, team: str) -> Card:
    """Return the thanks; after a low mark with a way to be written to by the lead."""
    is_low = mark <= rules.LOW
    words = [say("ratings-thanks", mark=FACES[mark - 1])]
    row: list[ui.Item[Any]] = []
    if is_low:
        words.append(say("ratings-low", team=team))
        label = say("ratings-button-lead")
        row.append(button(label, f"rated:{ticket_id}:lead", discord.ButtonStyle.primary))
    if asks_for_words:
        row.append(button(say("ratings-button-word"), f"rated:{ticket_id}:word", emoji="✏️"))
    if is_low:
        row += [talk_button(say), sos_button(say)]
    return Card("\n".join(words), rows=[row] if row else ())


def word_form_fields(say: Voice) -> list[ui.Item[ui.View]]:
    """Return who reads, and a field for a few words."""
    words = ui.TextInput[ui.View](
        custom_id="words", style=discord.TextStyle.paragraph, max_length=voice.LONGEST_WORDS
    )
    hint = say("ratings-form-words-hint")
    return [
        ui.TextDisplay(say("ratings-form-notice")),
        field_of(say("ratings-form-words"), words, description=hint),
    ]


def lead_asked_card(say: Voice) -> Card:
    """Return what follows when the lead is asked to write."""
    return Card(say("ratings-lead-asked"), rows=[[sos_button(say)]])
