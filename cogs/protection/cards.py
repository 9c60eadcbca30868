"""How concerns, reports and the journal look; nothing here ever says who a youth is, but one card,
shown once."""

from collections.abc import Sequence

import discord
from discord import ui

from bot.redaction import upright
from bot.texts import Voice
from bot.ui import Attached, Card, button, field_of, moment
from cogs.protection.rules import REASONS, short
from models import Block, Concern, JournalLine, Lifting, MentorReport, Team, Ticket

LATEST = 15
SHORT = 700
LONGEST_WHY = 1000


def thread_of(team: Team, ticket: Ticket | None, number: int) -> str:
    """Return how a request is named to a lead: its alias with a way to jump there."""
    if ticket is None:
        return f"n° {number}"
    place = ticket.thread_id or team.staff_channel_id
    return f"[{ticket.alias.name}](https://discord.com/channels/{team.guild_id}/{place})"


def concern_alert(say: Voice, team: Team, ticket: Ticket | None, number: int, by: int) -> Card:
    """Return the call to the lead; the reason is read by command, in private."""
    words = say("protection-concern", by=f"<@{by}>", ticket=thread_of(team, ticket, number))
    return Card(words, rows=[[button(say("button-see-concerns"), "protection:concerns")]])


def concerns_card(
    say: Voice, team: Team, found: Sequence[tuple[Concern, Ticket | None, str]]
) -> Card:
    """Return what worries the team, each with a way to say that it was dealt with."""
    if not found:
        return Card(say("protection-no-concerns"))
    embed = discord.Embed(title=say("protection-concerns-title"))
    rows: list[list[ui.Item[ui.View]]] = []
    for concern, ticket, why in found[:5]:
        since = moment(concern.opened_at)
        name = thread_of(team, ticket, concern.ticket)
        line = f"{name} · <@{concern.opened_by}> · {since}\n{upright(why)[:SHORT]}"
        embed.add_field(name=f"#{concern.id}", value=line, inline=False)
        label = say("protection-close-concern", number=concern.id)
        rows.append([button(label, f"protection:concern:{concern.id}:close")])
    return Card(embed=embed, rows=rows)


def lift_alert(say: Voice, team: Team, ticket: Ticket | None, number: int, lifting: int) -> Card:
    """Return the call to a second person."""
    words = say("protection-lift-asked", ticket=thread_of(team, ticket, number))
    see = button(
        say("button-see-lift"), f"protection:lift:{lifting}:see", discord.ButtonStyle.danger
    )
    return Card(words, rows=[[see]])


def lift_card(say: Voice, lifting: Lifting, why: str) -> Card:
    """Return the reason, and the decision to take."""
    words = say(
        "protection-lift-decide",
        alias=lifting.ticket.alias.name,
        by=f"<@{lifting.asked_by}>",
        told=say("protection-told" if lifting.tell_youth else "protection-not-told"),
        why=upright(why),
    )
    address = f"protection:lift:{lifting.id}"
    yes = button(say("button-lift-grant"), f"{address}:grant", discord.ButtonStyle.danger)
    no = button(say("button-lift-refuse"), f"{address}:refuse")
    return Card(words, rows=[[yes, no]])


def decided_card(say: Voice, lifting: Lifting) -> Card:
    """Return what the team reads in the thread."""
    names = {"by": f"<@{lifting.asked_by}>", "second": f"<@{lifting.decided_by}>"}
    if not lifting.was_granted:
        return Card(say("protection-lift-refused", **names))
    look = button(
        say("button-lift-look"), f"protection:lift:{lifting.id}:look", discord.ButtonStyle.danger
    )
    return Card(say("protection-lift-granted", **names), rows=[[look]])


def identity_card(say: Voice, alias: str, discord_id: int) -> Card:
    """Return who is behind an alias; shown once, to one person."""
    return Card(say("protection-identity", alias=alias, id=str(discord_id)))


def lift_form_fields(say: Voice) -> list[ui.Item[ui.View]]:
    """Return the form that asks a second person to agree."""
    why = ui.TextInput[ui.View](
        custom_id="why", style=discord.TextStyle.paragraph, max_length=LONGEST_WHY
    )
    reason = ui.Select[ui.View](
        custom_id="reason",
        options=[discord.SelectOption(label=say(f"lift-{r}"), value=r) for r in REASONS],
    )
    tell = ui.Select[ui.View](
        custom_id="tell",
        options=[
            discord.SelectOption(label=say("protection-tell"), value="yes"),
            discord.SelectOption(label=say("protection-tell-not"), value="no"),
        ],
    )
    return [
        ui.TextDisplay(say("lift-form-notice")),
        field_of(say("lift-form-reason"), reason),
        field_of(say("lift-form-why"), why, description=say("lift-form-why-hint")),
        field_of(say("lift-form-tell"), tell),
    ]


def why_form_fields(say: Voice, label: str, hint: str) -> list[ui.Item[ui.View]]:
    """Return a form with one text."""
    words = ui.TextInput[ui.View](
        custom_id="why", style=discord.TextStyle.paragraph, max_length=LONGEST_WHY
    )
    return [field_of(say(label), words, description=say(hint))]


def report_waits(say: Voice, calls: Sequence[int], *, call_back: bool) -> Card:
    """Return the word that a report waits, or a youth who would like a word; it calls these roles
    when it sounds like danger."""
    if call_back:
        return Card(say("protection-call-back-waits"))
    if not calls:
        return Card(say("protection-report-waits"))
    called = " ".join(f"<@&{role}>" for role in calls)
    return Card(f"{called} {say('protection-report-urgent')}")


def blocked_alert(say: Voice, team: Team, ticket: Ticket | None, number: int, by: int) -> Card:
    """Return who is no longer answered, and who decided it."""
    return Card(say("protection-blocked-by", by=f"<@{by}>", ticket=thread_of(team, ticket, number)))


def place_changed(say: Voice, which: str, by: int, before: int | None, after: int | None) -> Card:
    """Return who changed which role or channel of the team, from what to what."""
    kind = "@&" if which in {"mentor", "lead"} else "#"
    named = {
        name: f"<{kind}{place}>" if place is not None else say("protection-no-place")
        for name, place in (("before", before), ("after", after))
    }
    what = say(f"journal-{which}-chosen")
    return Card(say("protection-place-changed", by=f"<@{by}>", what=what, **named))


def reports_card(
    say: Voice,
    team: Team,
    found: Sequence[tuple[MentorReport, Ticket | None, str]],
    how_many: int,
) -> Card:
    """Return what youths reported, for the lead alone; and how much of it there is."""
    if not found:
        return Card(say("protection-no-reports"))
    embed = discord.Embed(title=say("protection-reports-title"))
    rows: list[list[ui.Item[ui.View]]] = []
    if how_many > len(found):
        embed.set_footer(text=say("protection-reports-more", count=how_many - len(found)))
    for written, ticket, words in found:
        about = written.mentor.mention if written.mentor is not None else "?"
        name = thread_of(team, ticket, written.ticket)
        told = say("protection-wants-call-back") if written.call_back else upright(words)[:SHORT]
        line = f"{name} · {about} · {moment(written.written_at)}\n{told}"
        embed.add_field(name=f"#{written.id}", value=line, inline=False)
        address = f"protection:report:{written.id}"
        row = [button(say("protection-report-seen", number=written.id), f"{address}:seen")]
        if ticket is not None and (ticket.is_open or written.call_back):
            what = "protection-write" if written.call_back else "protection-take-over"
            label = say(what, number=written.id)
            row.append(button(label, f"{address}:take", discord.ButtonStyle.primary))
        rows.append(list(row))
    return Card(embed=embed, rows=rows)


def blocks_card(say: Voice, found: Sequence[tuple[Block, Ticket | None]]) -> Card:
    """Return whom the team no longer answers, each with a way to answer them again."""
    if not found:
        return Card(say("protection-no-blocks"))
    lines = [say("protection-blocks")]
    buttons: list[ui.Item[ui.View]] = []
    for block, ticket in found:
        name = ticket.alias.name if ticket is not None else f"n° {block.ticket or '?'}"
        dates = {"since": moment(block.since, "D"), "until": moment(block.until, "D")}
        lines.append(say("protection-block-line", name=name, number=block.id, **dates))
        label = say("protection-unblock", name=name)
        buttons.append(button(label, f"protection:unblock:{block.id}"))
    return Card("\n".join(lines), rows=[buttons[:5], buttons[5:]])


def journal_card(
    say: Voice, lines: Sequence[JournalLine], broken: int | None
) -> tuple[Card, list[Attached]]:
    """Return the last lines, whether the chain holds, and the whole journal as a file."""
    if not lines and broken is None:
        return Card(say("journal-empty")), []
    verdict = (
        say("journal-whole", count=len(lines))
        if broken is None
        else say("journal-broken", number=broken)
    )
    shown = [_line(say, line) for line in lines[-LATEST:]]
    if lines:
        last = lines[-1]
        shown.insert(0, say("journal-ends", number=last.number, seal=short(last.link)))
    rows = ["number;at;what;reason;ticket;who;seal"]
    rows += [
        ";".join(
            [
                str(line.number),
                line.at.isoformat(timespec="seconds"),
                line.what,
                line.reason or "",
                str(line.ticket or ""),
                str(line.who or ""),
                short(line.link),
            ]
        )
        for line in lines
    ]
    file = Attached("journal.csv", ("\n".join(rows) + "\n").encode())
    return Card("\n".join([verdict, *shown])), [file]


def anchor_card(say: Voice, line: JournalLine) -> Card:
    """Return how a journal ends, for people to keep and to compare."""
    return Card(say("journal-anchor", number=line.number, seal=short(line.link)))


def _line(say: Voice, line: JournalLine) -> str:
    who = f"<@{line.who}>" if line.who is not None else say("journal-a-youth")
    about = f" · n° {line.ticket}" if line.ticket is not None else ""
    reason = f" · {say(f'lift-{line.reason}')}" if line.reason else ""
    what = say(f"journal-{line.what}")
    return f"`{line.number}` {moment(line.at, 'f')} · {what}{about}{reason} · {who}"
