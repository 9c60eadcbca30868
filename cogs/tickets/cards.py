"""How a request looks, to the team and to the youth."""

from collections.abc import Sequence

import discord
from discord import ui

from bot import consents
from bot.redaction import upright
from bot.texts import Voice
from bot.ui import Card, button, moment, sos_button, stop_button
from cogs.tickets.rules import Expectation, age_bands, is_minor
from cogs.watch.service import Late
from models import Community, Note, Outcome, Purpose, Team, Ticket, TicketState, Topic

GONE = 0x7A7F87
URGENT = 0xC0392B
COLOURS = {
    TicketState.WAITING: 0xE0A33E,
    TicketState.ACTIVE: 0x3BA576,
    TicketState.CLOSED: 0x7A7F87,
}
LONGEST_WORDS = 1500
A_FIELD = 1024
"""Characters that a field of an embed holds."""


def topic_of(say: Voice, topic: Topic) -> str:
    """Return a topic's name."""
    return say(f"topic-{topic}")


def age_of(say: Voice, band: str) -> str:
    """Return an age band's name."""
    return say("age-over", age=band.rstrip("+")) if band.endswith("+") else band.replace("-", "–")


def title_of(say: Voice, ticket: Ticket) -> str:
    """Return the thread's name: an alias and a topic."""
    return f"{ticket.alias.name} · {topic_of(say, ticket.topic)}"


def tags_of(say: Voice, ticket: Ticket) -> tuple[str, ...]:
    """Return the forum tags of a state and a topic."""
    return say(f"state-{ticket.state}"), say(f"tag-{ticket.topic}")


def ticket_card(say: Voice, ticket: Ticket, *, earlier: int) -> Card:
    """Return the card in the staff channel: all that a mentor needs to decide, nothing of who
    asked."""
    embed = discord.Embed(
        title=title_of(say, ticket),
        description=_standing(say, ticket),
        colour=URGENT if _is_urgent_still(ticket) else COLOURS[ticket.state],
    )
    if ticket.age_band:
        embed.add_field(name=say("tickets-card-age"), value=age_of(say, ticket.age_band))
    if is_minor(ticket.age_band) and ticket.is_open:
        second = f"<@{ticket.second_by}>" if ticket.second_by else say("tickets-card-no-second")
        embed.add_field(name=say("tickets-card-second"), value=second)
    embed.add_field(name=say("tickets-card-community"), value=ticket.community.name)
    embed.add_field(name=say("tickets-card-reach"), value=say(f"reach-{ticket.reach}"))
    if earlier:
        embed.add_field(name=say("tickets-card-earlier"), value=str(earlier))
    return Card(embed=embed, rows=_buttons(say, ticket))


def _is_urgent_still(ticket: Ticket) -> bool:
    return ticket.urgent and (ticket.is_open or ticket.alert_at is not None)


def _standing(say: Voice, ticket: Ticket) -> str:
    if not ticket.urgent:
        return _state(say, ticket)
    by = f"<@{ticket.seen_by}>" if ticket.seen_by is not None else ""
    mark = say("tickets-card-urgent-seen", who=by) if by else say("tickets-card-urgent")
    return f"{mark}\n{_state(say, ticket)}"


def _state(say: Voice, ticket: Ticket) -> str:
    if ticket.state is TicketState.CLOSED:
        outcome = say(f"outcome-{ticket.outcome}")
        return say("tickets-card-closed", outcome=outcome, since=moment(ticket.changed_at))
    if ticket.mentor is not None:
        return say(
            "tickets-card-active", mentor=ticket.mentor.mention, since=moment(ticket.changed_at)
        )
    if ticket.offered_to is not None and ticket.offered_until is not None:
        return say(
            "tickets-card-offered",
            mentor=ticket.offered_to.mention,
            until=moment(ticket.offered_until, "t"),
        )
    return say("tickets-card-waiting", since=moment(ticket.opened_at))


def _buttons(say: Voice, ticket: Ticket) -> list[list[ui.Item[ui.View]]]:
    address = f"ticket:{ticket.id}"
    claim = button(say("button-claim"), f"{address}:claim", discord.ButtonStyle.success)
    reply = button(say("button-reply"), f"relay:reply:{ticket.id}", discord.ButtonStyle.primary)
    note = button(say("button-note"), f"{address}:note")
    release = button(say("button-release"), f"{address}:release")
    close = button(say("button-close"), f"{address}:close", discord.ButtonStyle.danger)
    match ticket.state:
        case TicketState.WAITING:
            return [[claim, note, close]]
        case TicketState.ACTIVE:
            needs_second = is_minor(ticket.age_band) and ticket.second_by is None
            eye = [second_button(say, ticket)] if needs_second else []
            return [[reply, note, release, close, *eye]]
        case TicketState.CLOSED:
            return []


def second_button(say: Voice, ticket: Ticket) -> ui.Button[ui.View]:
    """Return the way to be the second adult of a conversation with a minor."""
    return button(say("button-second"), f"ticket:{ticket.id}:second", emoji="👁️")


def mine_card(say: Voice, ticket: Ticket) -> Card:
    """Return what a mentor reads who has just claimed."""
    hours = ticket.community.team.claim_hours
    words = [say("tickets-claimed-mentor", alias=ticket.alias.name, hours=hours)]
    if is_minor(ticket.age_band) and ticket.second_by is None:
        words.append(say("tickets-second-urgent" if ticket.urgent else "tickets-second-wanted"))
    reply = button(say("button-reply"), f"relay:reply:{ticket.id}", discord.ButtonStyle.primary)
    return Card("\n".join(words), rows=[[reply]])


def look_in_card(say: Voice, ticket: Ticket, calls: Sequence[int]) -> Card:
    """Return the call for a second adult to a minor in danger."""
    called = " ".join(f"<@&{role}>" for role in calls)
    words = say("tickets-look-in", alias=ticket.alias.name)
    return Card(f"{called} {words}".strip(), rows=[[second_button(say, ticket)]])


def queue_card(
    say: Voice,
    team: Team,
    waiting: Sequence[Ticket],
    mine: Sequence[Ticket],
    *,
    how_many: int,
    page: int = 1,
    pages: int = 1,
    late: Sequence[Late] = (),
) -> Card:
    """Return a page of what waits, and what is mine, each with a way to jump there; and what does
    not arrive."""
    embed = discord.Embed(title=say("queue-title", count=how_many))
    _add_lines(
        embed, say("queue-waiting"), _lines(say, team, waiting) or [say("queue-nothing-waits")]
    )
    _add_lines(embed, say("queue-mine"), _lines(say, team, mine) or [say("queue-nothing-mine")])
    embed.description = "\n".join(_late_line(say, kind) for kind in late) or None
    if pages == 1:
        return Card(embed=embed)
    embed.set_footer(text=say("queue-page", page=page, pages=pages))
    back = button(say("button-page-back"), f"tickets:queue:{page - 1}", disabled=page == 1)
    onward = button(say("button-page-onward"), f"tickets:queue:{page + 1}", disabled=page == pages)
    return Card(embed=embed, rows=[[back, onward]])


def _late_line(say: Voice, late: Late) -> str:
    about = {"since": moment(late.since), "why": say(late.why), "places": late.places}
    return say(f"queue-late-{late.what}", count=late.how_many, **about)


def _lines(say: Voice, team: Team, tickets: Sequence[Ticket]) -> list[str]:
    lines: list[str] = []
    for ticket in tickets:
        place = ticket.thread_id or team.staff_channel_id
        jump = f"https://discord.com/channels/{team.guild_id}/{place}"
        mark = "🔴 " if ticket.urgent else ""
        lines.append(f"{mark}[{title_of(say, ticket)}]({jump}) · {moment(ticket.opened_at)}")
    return lines


def _add_lines(embed: discord.Embed, name: str, lines: Sequence[str]) -> None:
    """Add whole lines under one name, in as many fields as they fill."""
    begin = 0
    for end in range(1, len(lines) + 1):
        is_last = end == len(lines)
        if is_last or sum(len(line) + 1 for line in lines[begin : end + 1]) > A_FIELD:
            embed.add_field(
                name=name if begin == 0 else "\u200b",
                value="\n".join(lines[begin:end]),
                inline=False,
            )
            begin = end


def receipt_card(
    say: Voice, ticket: Ticket, expected: Expectation, *, too_young_for_check_ins: bool = False
) -> Card:
    """Return what the youth sees once the request arrived: an alias, what to expect, a way back."""
    too_young = say("error-too-young-to-agree", age=consents.OLD_ENOUGH)
    where = say("tickets-receipt-dm") if ticket.reach == "dm" else say("tickets-receipt-mailbox")
    parts = [
        say("tickets-receipt", alias=ticket.alias.name),
        expectation_words(say, expected),
        where,
        *([say("tickets-receipt-minor")] if is_minor(ticket.age_band) else ()),
        *([too_young] if too_young_for_check_ins else ()),
    ]
    return Card("\n".join(parts), rows=[[withdraw_button(say, ticket), sos_button(say)]])


def expectation_words(say: Voice, expected: Expectation) -> str:
    """Return when a human will probably answer."""
    if expected.is_open:
        usual = "tickets-expect-here" if expected.is_there else "tickets-expect-open"
        key = "tickets-expect-busy" if expected.is_long_queue else usual
        return say(key, hours=expected.within_hours)
    if expected.back_at is None:
        return say("tickets-expect-unknown")
    key = "tickets-expect-holiday" if expected.is_holiday else "tickets-expect-closed"
    return say(key, back=moment(expected.back_at, "F"))


def withdraw_button(say: Voice, ticket: Ticket) -> ui.Button[ui.View]:
    """Return the way to take a request back."""
    return button(say("button-withdraw"), f"ticket:{ticket.id}:withdraw")


def already_open_card(say: Voice, ticket: Ticket) -> Card:
    """Return where an open request goes on, instead of a second form."""
    where = say("tickets-receipt-dm") if ticket.reach == "dm" else say("tickets-receipt-mailbox")
    write = button(say("button-write"), f"relay:write:{ticket.id}", discord.ButtonStyle.primary)
    words = "\n".join([say("tickets-already-open", alias=ticket.alias.name), where])
    return Card(words, rows=[[write, withdraw_button(say, ticket), sos_button(say)]])


def received_card(say: Voice, ticket: Ticket, expected: Expectation) -> Card:
    """Return the first word in the DM: it is the place to write."""
    words = "\n".join(
        [say("tickets-received", alias=ticket.alias.name), expectation_words(say, expected)]
    )
    return Card(words, rows=[[withdraw_button(say, ticket), sos_button(say)]])


def claimed_card(say: Voice, ticket: Ticket, first_name: str, organisation: str) -> Card:
    """Return who answers: a real person, by first name and organisation."""
    return Card(
        say("tickets-claimed", name=first_name, organisation=organisation),
        rows=[
            [
                withdraw_button(say, ticket),
                button(say("button-report"), f"protection:report:{ticket.id}"),
            ]
        ],
    )


def released_card(say: Voice, ticket: Ticket) -> Card:
    """Return the word that somebody else will answer."""
    return Card(
        say("tickets-released", alias=ticket.alias.name),
        rows=[[withdraw_button(say, ticket), sos_button(say), stop_button(say)]],
    )


def goodbye_card(say: Voice, ticket: Ticket, *, asks_for_check_ins: bool) -> Card:
    """Return the goodbye: the door stays open; being asked later is a choice."""
    days = ticket.community.team.retention_days
    words = [say("tickets-goodbye", days=days)]
    row: list[ui.Item[ui.View]] = [sos_button(say)]
    if not consents.may_agree(ticket.age_band):
        return Card("\n".join(words), rows=[row])
    if asks_for_check_ins:
        words.append(say("tickets-goodbye-may-we"))
        row.insert(
            0,
            button(
                say("button-check-ins"),
                consents.stamped(f"followups:accept:{ticket.id}", Purpose.CHECK_INS),
                discord.ButtonStyle.primary,
            ),
        )
    else:
        words.append(say("tickets-goodbye-we-will"))
        row.append(stop_button(say))
    return Card("\n".join(words), rows=[row])


def note_card(say: Voice, note: Note, words: str) -> Card:
    """Return a note for the team."""
    who = note.mentor.first_name if note.mentor else "?"
    return Card(
        embed=discord.Embed(
            title=say("tickets-note-title", mentor=who), description=upright(words), colour=0xB0A5D6
        )
    )


def request_form_fields(say: Voice, community: Community) -> list[ui.Item[ui.View]]:
    """Return the fields of the anonymous form: who reads, what is kept, then as little as
    possible."""
    team = community.team
    topics = [
        discord.SelectOption(label=topic_of(say, topic), value=topic.value) for topic in Topic
    ]
    bands = age_bands(team.age_floor)
    ages = [discord.SelectOption(label=say("age-under", age=team.age_floor), value=bands[0])]
    ages += [discord.SelectOption(label=age_of(say, band), value=band) for band in bands[1:]]
    wishes = [
        discord.CheckboxGroupOption(
            label=say("form-by-dm"), value="dm", description=say("form-by-dm-hint"), default=True
        ),
        discord.CheckboxGroupOption(
            label=say("form-check-ins"), value="check-ins", description=_check_ins_hint(say, team)
        ),
    ]
    return [
        ui.TextDisplay(say("form-notice", team=team.name, days=team.retention_days)),
        ui.Label(text=say("form-topic"), component=ui.Select(custom_id="topic", options=topics)),
        ui.Label(
            text=say("form-words"),
            description=say("form-words-hint"),
            component=ui.TextInput(
                custom_id="words", style=discord.TextStyle.paragraph, max_length=LONGEST_WORDS
            ),
        ),
        ui.Label(
            text=say("form-age"),
            description=say("form-age-hint"),
            component=ui.Select(custom_id="age", options=ages, required=False),
        ),
        ui.Label(
            text=say("form-wishes"),
            component=ui.CheckboxGroup(
                custom_id="wishes", options=wishes, required=False, min_values=0
            ),
        ),
    ]


def _check_ins_hint(say: Voice, team: Team) -> str:
    if team.age_floor >= consents.OLD_ENOUGH:
        return say("form-check-ins-hint")
    return say("form-check-ins-from-hint", age=consents.OLD_ENOUGH)


def outcome_options(say: Voice) -> list[discord.SelectOption]:
    """Return how a request can end, for the mentor's menu."""
    return [
        discord.SelectOption(label=say(f"outcome-{o}"), value=o.value)
        for o in Outcome
        if o is not Outcome.WITHDRAWN
    ]
