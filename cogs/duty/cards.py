"""How a duty looks: to who begins or ends it, to the team, and in the thread of a request."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import discord
from discord import ui

from bot.texts import Voice
from bot.ui import Card, button, moment
from models import Mentor, Team, Ticket

A_ROW, ROWS = 4, 5
LINES = 20


def begun_card(say: Voice, until: datetime, waiting: int) -> Card:
    """Return until when somebody is on duty, and what waits."""
    words = [say("duty-on", until=moment(until, "t")), say("duty-on-waits", count=waiting)]
    return Card("\n".join(words))


def ended_card(say: Voice, held: Sequence[Ticket]) -> Card:
    """Return the thanks, and what can be done with each request that is still held."""
    words = [say("duty-off")]
    if not held:
        return Card("\n".join([*words, say("duty-off-nothing")]))
    words.append(say("duty-off-held", count=len(held)))
    ways = [way for ticket in held for way in ways_to_leave(say, ticket)]
    if len(ways) > A_ROW * ROWS:
        words.append(say("duty-off-more"))
    rows = [ways[begin : begin + A_ROW] for begin in range(0, len(ways), A_ROW)]
    return Card("\n".join(words), rows=rows[:ROWS])


def ways_to_leave(say: Voice, ticket: Ticket) -> list[ui.Button[Any]]:
    """Return what a mentor who goes home can do with a request."""
    alias = ticket.alias.name
    return [
        button(say("duty-handoff", alias=alias), f"ticket:{ticket.id}:handoff"),
        button(say("duty-release", alias=alias), f"ticket:{ticket.id}:release"),
    ]


def over_card(say: Voice, held: int) -> Card:
    """Return the kind word at the end of a duty that ended by itself."""
    return Card(say("duty-over", count=held))


def who_card(say: Voice, team: Team, there: Sequence[tuple[Mentor, int]]) -> Card:
    """Return who is on duty, with their languages and how many requests they hold."""
    if not there:
        return Card(say("duty-who-nobody"))
    lines = [
        say(
            "duty-who-line",
            mentor=mentor.first_name,
            until=moment(mentor.on_duty_until, "t") if mentor.on_duty_until else "",
            languages=_spoken(say, mentor, team),
            held=held,
            room=mentor.room or team.caseload,
        )
        for mentor, held in there[:LINES]
    ]
    if len(there) > LINES:
        lines.append(say("duty-who-more", count=len(there) - LINES))
    return Card(embed=discord.Embed(title=say("duty-who-title"), description="\n".join(lines)))


def _spoken(say: Voice, mentor: Mentor, team: Team) -> str:
    return ", ".join(say(f"language-{locale}") for locale in mentor.languages or [team.locale])


def offer_card(say: Voice, ticket: Ticket, called: Sequence[int]) -> Card:
    """Return the offer in a request's thread: to a few colleagues, who may leave it."""
    mentors = " ".join(f"<@{one}>" for one in called)
    claim = button(say("button-claim"), f"ticket:{ticket.id}:claim", discord.ButtonStyle.success)
    return Card(say("duty-offer", mentors=mentors, alias=ticket.alias.name), rows=[[claim]])
