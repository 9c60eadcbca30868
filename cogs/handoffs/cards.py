"""How a handoff looks, on each side."""

import discord
from discord import ui

from bot.texts import Voice
from bot.ui import Card, button, moment
from models import Handoff


def told_card(say: Voice, handoff: Handoff) -> Card:
    """Return the question to the youth: who would go on, and three equal answers."""
    name, colleague = handoff.giver.first_name, handoff.taker.first_name
    words = say(
        "handoffs-told", name=name, colleague=colleague, organisation=handoff.taker.organisation
    )
    address = f"handoff:{handoff.id}:says"
    row: list[ui.Item[ui.View]] = [
        button(say("handoffs-button-fine"), f"{address}:fine"),
        button(say("handoffs-stay-with", name=name), f"{address}:stay"),
        button(say("handoffs-button-other"), f"{address}:other"),
    ]
    return Card(words, rows=[row])


def heard_card(say: Voice, handoff: Handoff, answer: str) -> Card:
    """Return what stands in the place of the question once it was answered."""
    names = {"name": handoff.giver.first_name, "colleague": handoff.taker.first_name}
    return Card(say(f"handoffs-heard-{answer}", **names))


def stays_card(say: Voice, handoff: Handoff) -> Card:
    """Return the word that the conversation goes on with the same mentor."""
    names = {"name": handoff.giver.first_name, "colleague": handoff.taker.first_name}
    return Card(say("handoffs-stays", **names))


def asked_card(say: Voice, handoff: Handoff) -> Card:
    """Return the question to the colleague."""
    words = say(
        "handoffs-asked" if handoff.agreed_at is None else "handoffs-asked-agreed",
        colleague=handoff.taker.mention,
        mentor=handoff.giver.first_name,
        alias=handoff.ticket.alias.name,
        until=moment(handoff.until),
    )
    address = f"handoff:{handoff.id}"
    accept = button(say("handoffs-button-accept"), f"{address}:accept", discord.ButtonStyle.success)
    return Card(
        words, rows=[[accept, button(say("handoffs-button-decline"), f"{address}:decline")]]
    )


def another_sure_card(say: Voice, ticket_id: int, mentor: str) -> Card:
    """Return the question whether somebody else shall answer."""
    sure = button(
        say("handoffs-button-another-sure"),
        f"handoffs:another-sure:{ticket_id}",
        discord.ButtonStyle.primary,
    )
    return Card(say("handoffs-another-sure", mentor=mentor), rows=[[sure]])
