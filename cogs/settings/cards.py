"""How a team's choices look: by name, with how each is written."""

from collections.abc import Mapping

import discord

from bot.texts import Voice
from bot.ui import Card
from cogs.settings.rules import CHOICES, Choice

LONGEST = 700
IN_WORDS = {"": "settings-nothing", "yes": "settings-yes", "no": "settings-no"}


def name_of(say: Voice, choice: Choice) -> str:
    """Return what a choice is called."""
    return say(f"settings-name-{choice.key}")


def everything_card(say: Voice, values: Mapping[str, str]) -> Card:
    """Return all that is chosen, each with what it is about."""
    embed = discord.Embed(title=say("settings-title"), description=say("settings-how"))
    for choice in CHOICES:
        value = _shown(say, values[choice.name])
        about = say(f"settings-about-{choice.key}")
        embed.add_field(
            name=name_of(say, choice), value=f"`{value[:LONGEST]}`\n{about}", inline=False
        )
    return Card(embed=embed)


def changed_card(say: Voice, choice: Choice, value: str) -> Card:
    """Return what is chosen now."""
    shown = _shown(say, value)
    return Card(say("settings-changed", what=name_of(say, choice), value=shown))


def _shown(say: Voice, value: str) -> str:
    return say(IN_WORDS[value]) if value in IN_WORDS else value
