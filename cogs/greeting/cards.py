"""How first words look."""

import discord

from bot.texts import Voice
from bot.ui import Card, button, sos_button, stop_button, talk_button
from models import Community

COLOUR = 0x2E8B8B


def panel_card(say: Voice, community: Community) -> Card:
    """Return the standing message from which everything starts."""
    embed = discord.Embed(
        title=say("panel-title"),
        description=say("panel-words", team=community.team.name),
        colour=COLOUR,
    )
    keep = button(say("button-keep"), "greeting:keep", emoji="👋")
    return Card(embed=embed, rows=[[talk_button(say), keep, sos_button(say)]])


def hello_card(say: Voice, community: Community) -> Card:
    """Return who we are, for who asked."""
    keep = button(say("button-keep"), "greeting:keep", emoji="👋")
    no = button(say("button-not-for-me"), "greeting:no")
    return Card(
        say("hello", team=community.team.name), rows=[[talk_button(say), keep, sos_button(say), no]]
    )


def welcome_card(say: Voice, community: Community) -> Card:
    """Return the one greeting; it asks nothing."""
    words = say("welcome", team=community.team.name, community=community.name)
    return Card(words, rows=[[talk_button(say), sos_button(say), stop_button(say)]])


def kept_card(say: Voice, *, is_greeted: bool) -> Card:
    """Return what a yes means, with the way back beside it."""
    return Card(say("keep-thanks" if is_greeted else "keep-already"), rows=[[stop_button(say)]])
