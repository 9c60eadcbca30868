"""How it looks when somebody waits: to who can answer, to the lead, and to the youth."""

from collections.abc import Sequence
from datetime import UTC, datetime

import discord
from discord import ui

from bot.texts import Voice
from bot.ui import Card, button, moment, sos_button, stop_button
from models import Mentor, Team, Ticket

MOST = 20


def since_of(stamp: int) -> datetime:
    """Return the moment a promise carries."""
    return datetime.fromtimestamp(stamp, UTC)


def holder_card(say: Voice, ticket: Ticket, holder: Mentor, since: datetime) -> Card:
    """Return the reminder to who holds the request."""
    words = say(
        "waits-holder",
        mentor=holder.mention,
        alias=ticket.alias.name,
        since=moment(since),
    )
    reply = button(say("button-reply"), f"relay:reply:{ticket.id}", discord.ButtonStyle.primary)
    return Card(words, rows=[[reply]])


def nudge_card(say: Voice, ticket: Ticket, called: str, since: datetime) -> Card:
    """Return the reminder to those who could take the request."""
    words = say("waits-nudge", who=called, alias=ticket.alias.name, since=moment(since))
    claim = button(say("button-claim"), f"ticket:{ticket.id}:claim", discord.ButtonStyle.success)
    return Card(words, rows=[[claim]])


def called(there: Sequence[int], role: int | None) -> str:
    """Return how those who are called are named: those on duty, or the role."""
    if there:
        return " ".join(f"<@{one}>" for one in there[:MOST])
    return f"<@&{role}>" if role is not None else ""


def lead_card(say: Voice, key: str, team: Team, ticket: Ticket, since: datetime) -> Card:
    """Return the reminder to the lead."""
    place = ticket.thread_id or team.staff_channel_id
    jump = f"[{ticket.alias.name}](https://discord.com/channels/{team.guild_id}/{place})"
    who = ticket.mentor.first_name if ticket.mentor is not None else say("waits-nobody")
    return Card(say(key, ticket=jump, since=moment(since), mentor=who))


def honest_card(say: Voice, ticket: Ticket, key: str) -> Card:
    """Return the truth to the youth: it takes longer than they were told, and why not to count on
    it when it cannot wait."""
    withdraw = button(say("button-withdraw"), f"ticket:{ticket.id}:withdraw")
    row: list[ui.Item[ui.View]] = [withdraw, sos_button(say), stop_button(say)]
    return Card(say(key, alias=ticket.alias.name), rows=[row])


def debrief_card(say: Voice, ticket: Ticket, mentor_id: int) -> Card:
    """Return the question after something urgent: to talk about it, or not."""
    address = f"waits:debrief:{ticket.id}"
    talk = button(say("button-debrief-talk"), f"{address}:talk", discord.ButtonStyle.primary)
    fine = button(say("button-debrief-fine"), f"{address}:fine")
    words = say("waits-debrief", mentor=f"<@{mentor_id}>", alias=ticket.alias.name)
    return Card(words, rows=[[talk, fine]])
