"""How a permanence looks: to who plans it, in the community, and to who asked to be reminded."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import discord
from discord import ui

from bot.redaction import plain, upright
from bot.texts import Voice
from bot.ui import Card, button, moment, remind_button, stop_button, talk_button
from cogs.permanences.rules import Span
from models import Permanence, PermanenceDate

COLOUR = 0x2E8B8B
SHOWN, NEXT = 5, 3
"""How many dates stand before the eyes of who plans, and on the card."""
LONGEST_LINE = 80


def draft_card(
    say: Voice,
    plan: Permanence,
    spans: Sequence[Span],
    *,
    place: str,
    is_outside: bool,
    missing: Sequence[str],
    is_new: bool,
) -> Card:
    """Return what will be announced, and what should be known before."""
    notes: list[str] = []
    if not spans:
        notes.append(say("permanences-no-dates"))
    if is_outside:
        notes.append(say("permanences-outside"))
    if missing:
        names = ", ".join(say(f"permission-{name.replace('_', '-')}") for name in missing)
        notes.append(say("permanences-missing", permissions=names))
    if not plan.community.is_open:
        notes.append(say("permanences-closed"))
    dates = [f"• {_span(start, end)}" for start, end in spans[:SHOWN]]
    head = say(
        "permanences-draft" if is_new else "permanences-changed",
        title=plain(plan.title, LONGEST_LINE),
        community=plain(plan.community.name),
        place=plain(place),
    )
    about = [f"> {upright(plan.about)}"] if plan.about else []
    words = "\n".join([head, *about, *dates])
    row = [
        button(
            say("permanences-button-publish"),
            f"permanences:publish:{plan.id}",
            discord.ButtonStyle.success,
        ),
        button(say("permanences-button-drop"), f"permanences:drop:{plan.id}"),
    ]
    return Card("\n\n".join([words, *notes]), rows=[row] if is_new else ())


def list_card(
    say: Voice,
    plans: Sequence[tuple[Permanence, Sequence[PermanenceDate]]],
    places: Mapping[int, str],
) -> Card:
    """Return what is announced where, and when next."""
    if not plans:
        return Card(say("permanences-none"))
    lines: list[str] = []
    for plan, dates in plans:
        coming = ", ".join(_span(one.starts_at, one.ends_at) for one in dates[:NEXT])
        lines.append(
            say(
                "permanences-line",
                title=plain(plan.title, LONGEST_LINE),
                community=plain(plan.community.name),
                place=plain(places.get(plan.id, "?")),
                dates=coming or say("permanences-line-no-date"),
            )
        )
    shown: list[str] = []
    for line in lines:
        if sum(map(len, shown)) + len(line) > 3800:  # noqa: PLR2004 - what an embed takes
            shown.append("…")
            break
        shown.append(line)
    embed = discord.Embed(title=say("permanences-title"), description="\n".join(shown))
    return Card(embed=embed)


def standing_card(say: Voice, plan: Permanence, dates: Sequence[PermanenceDate]) -> Card:
    """Return the standing card: the next dates, and the yes to being reminded."""
    coming = [f"• {_span(one.starts_at, one.ends_at)}" for one in dates[:NEXT]]
    about = [upright(plan.about)] if plan.about else []
    where = say("permanences-card-where", channel=f"<#{plan.channel_id}>")
    dated = coming or [say("permanences-card-no-date")]
    parts = [*about, "\n".join([where, *dated]), say("permanences-remind-words")]
    embed = discord.Embed(title=upright(plan.title), description="\n\n".join(parts), colour=COLOUR)
    return Card(embed=embed, rows=[[remind_button(say), talk_button(say)]])


def event_words(say: Voice, plan: Permanence) -> str:
    """Return the text of an event."""
    about = [upright(plan.about)] if plan.about else []
    known = say("permanences-event", team=plain(plan.community.team.name))
    return "\n\n".join([*about, known])


def reminder_card(say: Voice, one: PermanenceDate) -> Card:
    """Return the word before a date; a stranger's glance learns nothing from it."""
    open_it = ui.Button[ui.View](label=say("permanences-button-open"), url=link_to(one.permanence))
    row = [open_it, button(say("permanences-button-no-more"), "permanences:no-more")]
    words = say("permanences-reminder", time=moment(one.starts_at, "t"))
    return Card(words, rows=[[*row, stop_button(say)]])


def reminded_card(say: Voice) -> Card:
    """Return what a yes means, with the way back beside it."""
    no_more = button(say("permanences-button-no-more"), "permanences:no-more")
    return Card(say("permanences-will-remind"), rows=[[no_more]])


def asks_again_card(say: Voice) -> Card:
    """Return the question anew, to who pressed beside an earlier wording."""
    words = [say("permanences-asks-again"), say("permanences-remind-words")]
    return Card("\n\n".join(words), rows=[[remind_button(say)]])


def link_to(plan: Permanence) -> str:
    """Return the way to the place where people meet."""
    return f"https://discord.com/channels/{plan.community.guild_id}/{plan.channel_id}"


def _span(start: datetime, end: datetime) -> str:
    return f"{moment(start, 'F')} – {moment(end, 't')}"
