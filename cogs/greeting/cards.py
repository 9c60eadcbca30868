"""How first words look."""

from typing import Any

import discord
from discord import ui

from bot import consents
from bot.redaction import plain
from bot.texts import Voice
from bot.ui import Card, button, near_button, sos_button, stop_button, talk_button
from models import Community, Purpose

COLOUR = 0x2E8B8B


def panel_card(say: Voice, community: Community) -> Card:
    """Return the standing message from which everything starts."""
    embed = discord.Embed(
        title=say("panel-title"),
        description=say("panel-words", team=community.team.name),
        colour=COLOUR,
    )
    keep = keep_button(say)
    return Card(embed=embed, rows=[[talk_button(say), keep, near_button(say), sos_button(say)]])


def keep_button(say: Voice) -> ui.Button[Any]:
    """Return the yes to being written to, which knows the wording beside it."""
    address = consents.stamped("greeting:keep", Purpose.KEEP_IN_TOUCH)
    return button(say("button-keep"), address, emoji="👋")


def hello_card(say: Voice, community: Community, *, asks_again: bool) -> Card:
    """Return who we are, for who asked; who said yes to an earlier wording is asked again."""
    words = [say("hello", team=community.team.name)]
    words += [say("keep-asks-again")] if asks_again else []
    no = button(say("button-not-for-me"), "greeting:no")
    row = [talk_button(say), keep_button(say), near_button(say), sos_button(say), no]
    return Card("\n".join(words), rows=[row])


def welcome_card(say: Voice, community: Community) -> Card:
    """Return the one greeting; it asks nothing."""
    words = say("welcome", team=community.team.name, community=plain(community.name))
    return Card(words, rows=[[talk_button(say), sos_button(say), stop_button(say)]])


def kept_card(say: Voice, *, is_greeted: bool) -> Card:
    """Return what a yes means, with the way back beside it."""
    return Card(say("keep-thanks" if is_greeted else "keep-already"), rows=[[stop_button(say)]])
