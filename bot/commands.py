"""Command names and descriptions: taken from locales/, told to Discord once per change."""

import hashlib
import json
from typing import Any

import discord
from discord import app_commands

from bot.texts import LOCALES, Texts

FRENCH, ENGLISH = (
    discord.Locale.french.value,
    (discord.Locale.american_english.value, discord.Locale.british_english.value),
)


def payload_of(tree: app_commands.CommandTree[Any], texts: Texts) -> list[dict[str, Any]]:
    """Return every command as Discord wants it, with its words in both languages.

    ``/ticket reply words`` finds its words under ``cmd-ticket-reply-words`` and their attribute
    ``about``.
    """
    commands = [command.to_dict(tree) for command in tree.get_commands()]
    return [_worded(command, texts, f"cmd-{command['name']}") for command in commands]


def digest_of(payload: list[dict[str, Any]]) -> str:
    """Return what changes when any command does."""
    return hashlib.sha256(json.dumps(payload, sort_keys=True).encode()).hexdigest()


def _worded(command: dict[str, Any], texts: Texts, key: str) -> dict[str, Any]:
    """Return a command, a group or an option with its words, and those of what stands below it."""
    about = {locale: texts.say(locale, key, part="about") for locale in LOCALES}
    command["description"] = about["en"]
    command["description_localizations"] = {
        FRENCH: about["fr"],
        **dict.fromkeys(ENGLISH, about["en"]),
    }
    command["name_localizations"] = {FRENCH: texts.say("fr", key)}
    if "options" in command:
        below = command["options"]
        command["options"] = [_worded(part, texts, f"{key}-{part['name']}") for part in below]
    return command
