"""How links look, to both sides."""

from collections.abc import Sequence
from datetime import datetime

import discord
from discord import ui

from bot.redaction import plain
from bot.texts import Voice
from bot.ui import Card, button, moment, sos_button, stop_button
from cogs.teams import rules
from models import Community, Team, Ticket

A_LABEL = 100


def code_card(say: Voice, code: str, until: datetime) -> Card:
    """Return a new code, for who asked for it alone."""
    return Card(say("teams-code", code=rules.written(code), until=moment(until, "F")))


def asking_card(say: Voice, team: Team, own: Team | None, code: str) -> Card:
    """Return which team asks, and what a yes means."""
    words = [say("teams-asking", team=plain(team.name))]
    if own is not None:
        words.append(say("teams-asking-own", own=plain(own.name)))
    yes = button(say("button-link"), f"teams:accept:{code}", discord.ButtonStyle.success)
    return Card("\n".join(words), rows=[[yes]])


def ending_card(say: Voice, community: Community, *, by_team: bool) -> Card:
    """Return what an end means, and the way to it."""
    key = "teams-ending-team" if by_team else "teams-ending-server"
    words = say(key, community=plain(community.name), team=plain(community.team.name))
    sure = button(say("button-end-link"), f"teams:end:{community.id}", discord.ButtonStyle.danger)
    return Card(words, rows=[[sure]])


def list_card(say: Voice, communities: Sequence[Community], wanted: int = 1) -> Card:
    """Return the communities of a team, and the way to end a link."""
    if not communities:
        return Card(say("teams-none"))
    here, page, pages = rules.page_of(communities, wanted)
    lines = [
        say("teams-line", name=plain(c.name, 40), since=moment(c.created_at, "D")) for c in here
    ]
    embed = discord.Embed(
        title=say("teams-list", count=len(communities)), description="\n".join(lines)
    )
    options = [discord.SelectOption(label=_label(c.name), value=str(c.id)) for c in here]
    menu = ui.Select[ui.View](
        custom_id="teams:pick", options=options, placeholder=say("teams-pick")
    )
    rows: list[list[ui.Item[ui.View]]] = [[menu]]
    if pages > 1:
        back = button(say("button-page-back"), f"teams:page:{page - 1}", disabled=page == 1)
        onward = button(say("button-page-onward"), f"teams:page:{page + 1}", disabled=page == pages)
        rows.append([back, onward])
    return Card(embed=embed, rows=rows)


def ended_card(say: Voice, community: Community) -> Card:
    """Return the word that a link ended."""
    return Card(say("teams-ended", community=plain(community.name)))


def team_away_card(say: Voice, ticket: Ticket, lines: str) -> Card:
    """Return the honest word that nobody reads a youth's words now, with the helplines."""
    words = say("teams-team-away", team=plain(ticket.community.team.name))
    withdraw = button(say("button-withdraw"), f"ticket:{ticket.id}:withdraw")
    row = [sos_button(say), withdraw, stop_button(say)]
    return Card(f"{words}\n\n{lines}", rows=[row])


def _label(name: str) -> str:
    return " ".join(name.split())[:A_LABEL] or "…"
