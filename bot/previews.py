"""A mentor's words before and just after they leave: shown as the youth will read them, read back
from there, and taken back."""

import discord

from bot.redaction import Private, upright
from bot.texts import Voice
from bot.ui import Card, button

COLOUR = 0x3BA576


def mentor_says(say: Voice, first_name: str, organisation: str, words: Private) -> str:
    """Return a mentor's words as the youth reads them: who speaks stands on a line of its own."""
    said = say("relay-to-youth", mentor=first_name, organisation=organisation)
    return f"{said}\n{upright(words.reveal())}"


def preview_card(say: Voice, about: str, look: str, ticket_id: int, *, send: str) -> Card:
    """Return what the youth would read, for its mentor alone.

    Args:
        about: what there is to say about it.
        look: what :func:`mentor_says` returned, in the youth's language.
        send: the address of what sends it.
    """
    row = [
        button(say("button-send"), send, discord.ButtonStyle.success),
        button(say("button-change"), f"relay:preview:{ticket_id}:change"),
        button(say("button-cancel"), "relay:preview:cancel"),
    ]
    return Card(about, embed=discord.Embed(description=look, colour=COLOUR), rows=[row])


def words_shown(message: discord.Message | None) -> Private:
    """Return the words that a preview shows; nothing for any other message.

    A preview is seen and pressed by its mentor alone, and Discord itself says what stands in it.
    """
    if message is None or not message.flags.ephemeral or not message.embeds:
        return Private("")
    return Private((message.embeds[0].description or "").partition("\n")[2])


def sent_card(say: Voice, alias: str, message_id: int) -> Card:
    """Return the word that a reply leaves, with the way to take it back at once."""
    undo = button(say("button-undo"), f"relay:undo:{message_id}")
    return Card(say("relay-reply-leaves", alias=alias), rows=[[undo]])
