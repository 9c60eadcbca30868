"""How helplines and calls look: few numbers, one question, one easy first step."""

import discord

from bot.helplines import Helpline, written
from bot.texts import Voice
from bot.ui import Card, button
from models import Outcome, Team, Ticket


def numbers_card(say: Voice, lines: list[Helpline]) -> Card:
    """Return every verified number, each with the day it was checked."""
    checked = min(line.checked for line in lines)
    return Card(
        "\n\n".join([written(lines, say.locale), say("sos-checked", day=checked.isoformat())])
    )


def alert_card(say: Voice, team: Team, ticket: Ticket) -> Card:
    """Return the call to the team: no words of the youth, one button that ends it. It comes also
    when the request is over."""
    place = ticket.thread_id or team.staff_channel_id
    jump = f"[{ticket.alias.name}](https://discord.com/channels/{team.guild_id}/{place})"
    seen = button(say("button-seen"), f"ticket:{ticket.id}:seen", discord.ButtonStyle.danger)
    words = say("alert-words", ticket=jump)
    if not ticket.is_open:
        withdrawn = ticket.outcome is Outcome.WITHDRAWN
        words = f"{words}\n{say('alert-withdrawn' if withdrawn else 'alert-closed')}"
    return Card(words, rows=[[seen]])
