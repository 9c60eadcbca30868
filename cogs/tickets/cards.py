"""How a request looks, to the team and to the youth."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import discord
from discord import ui

from bot import consents
from bot.redaction import plain, upright
from bot.texts import LOCALES, Voice
from bot.ui import FACES, Card, button, moment, sos_button, stop_button
from cogs.tickets.rules import Again, Expectation, Wanted, age_bands, asks_for_mark
from cogs.watch.service import Late
from models import Community, Note, Purpose, Team, Ticket, TicketState, Topic

GONE = 0x7A7F87
URGENT = 0xC0392B
COLOURS = {
    TicketState.WAITING: 0xE0A33E,
    TicketState.ACTIVE: 0x3BA576,
    TicketState.CLOSED: 0x7A7F87,
}
LONGEST_WORDS, LONGEST_LABEL = 1500, 100
MOST_CHOICES = 24
"""Communities in a menu of Discord's 25, beside "all"."""
NAME_IN_THREAD, NAME_IN_LINE = 30, 16
A_FIELD = 1024
"""Characters that a field of an embed holds."""
EARLIER_SHOWN = 3
"""How many earlier requests of an alias its card tells of."""


def topic_of(say: Voice, topic: Topic) -> str:
    """Return a topic's name."""
    return say(f"topic-{topic}")


def age_of(say: Voice, band: str) -> str:
    """Return an age band's name."""
    return say("age-over", age=band.rstrip("+")) if band.endswith("+") else band.replace("-", "–")


def title_of(say: Voice, ticket: Ticket) -> str:
    """Return what a request is called: an alias and a topic."""
    return f"{ticket.alias.name} · {topic_of(say, ticket.topic)}"


def thread_name(say: Voice, ticket: Ticket, colour: str) -> str:
    """Return the thread's name; where a team serves several communities, it tells from which. It is
    given once: Discord lets nobody rename more than twice in ten minutes, so that what changes
    stands on the card and in the tags."""
    if not colour:
        return title_of(say, ticket)
    name = " ".join(upright(ticket.community.name).split())[:NAME_IN_THREAD]
    return f"{colour} {title_of(say, ticket)} · {name}"


def tags_of(say: Voice, ticket: Ticket) -> tuple[str, ...]:
    """Return the forum tags of a state, a topic and what is urgent."""
    urgent = (say("tag-urgent"),) if _is_urgent_still(ticket) else ()
    return say(f"state-{ticket.state}"), say(f"tag-{ticket.topic}"), *urgent


def ticket_card(say: Voice, ticket: Ticket, *, earlier: Sequence[Ticket], colour: str = "") -> Card:
    """Return the card in the staff channel: all that a mentor needs to decide, nothing of who
    asked.

    Args:
        earlier: requests of the same alias that came before, the last one first.
    """
    embed = discord.Embed(
        title=title_of(say, ticket),
        description=_standing(say, ticket),
        colour=URGENT if _is_urgent_still(ticket) else COLOURS[ticket.state],
    )
    if ticket.age_band:
        embed.add_field(name=say("tickets-card-age"), value=age_of(say, ticket.age_band))
    if consents.is_minor(ticket.age_band) and ticket.is_open:
        second = f"<@{ticket.second_by}>" if ticket.second_by else say("tickets-card-no-second")
        embed.add_field(name=say("tickets-card-second"), value=second)
    place = f"{colour} {plain(ticket.community.name)}".strip()
    embed.add_field(name=say("tickets-card-community"), value=place)
    embed.add_field(name=say("tickets-card-reach"), value=say(f"reach-{ticket.reach}"))
    language = say(f"language-{ticket.alias.youth.locale}")
    embed.add_field(name=say("tickets-card-language"), value=language)
    if earlier:
        lines = [_earlier_line(say, before) for before in earlier[:EARLIER_SHOWN]]
        if len(earlier) > EARLIER_SHOWN:
            lines.append(say("tickets-card-earlier-more", count=len(earlier) - EARLIER_SHOWN))
        embed.add_field(name=say("tickets-card-earlier"), value="\n".join(lines), inline=False)
    return Card(embed=embed, rows=_buttons(say, ticket))


def _earlier_line(say: Voice, before: Ticket) -> str:
    topic = topic_of(say, before.topic)
    if before.thread_id is not None:
        topic = f"[{topic}]({_jump(before.community.team, before.thread_id)})"
    ended = ending_of(say, before) if before.outcome else say(f"state-{before.state}")
    return f"{topic} · {ended} · {moment(before.closed_at or before.opened_at, 'd')}"


def ending_of(say: Voice, ticket: Ticket) -> str:
    """Return how a closed request ended, in the team's own word if it has one."""
    return plain(ticket.ending) if ticket.ending else say(f"outcome-{ticket.outcome}")


def _jump(team: Team, channel_id: int | None) -> str:
    return f"https://discord.com/channels/{team.guild_id}/{channel_id}"


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
        outcome = ending_of(say, ticket)
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
    return say("tickets-card-waiting", since=_asked(ticket))


def _asked(ticket: Ticket) -> str:
    """Return when a request came: no closer than the hour where its card waits for a while, or the
    wait would be in vain."""
    at, team = ticket.opened_at, ticket.community.team
    if team.card_delay and not ticket.urgent:
        at = at.replace(minute=0, second=0, microsecond=0)
    return moment(at)


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
            handoff = button(say("button-handoff"), f"{address}:handoff")
            refer = button(say("button-refer"), f"referrals:ask:{ticket.id}", emoji="🧭")
            eye = [second_button(say, ticket)] if consents.is_minor(ticket.age_band) else []
            return [[reply, note, handoff, release, close], [refer, *eye]]
        case TicketState.CLOSED:
            return []


def second_button(say: Voice, ticket: Ticket) -> ui.Button[ui.View]:
    """Return the way to be the second adult of a conversation with a minor."""
    return button(say("button-second"), f"ticket:{ticket.id}:second", emoji="👁️")


def mine_card(say: Voice, ticket: Ticket) -> Card:
    """Return what a mentor reads who has just claimed."""
    until = moment(ticket.answer_by or ticket.changed_at, "f")
    words = [say("tickets-claimed-mentor", alias=ticket.alias.name, until=until)]
    if consents.is_minor(ticket.age_band) and ticket.second_by is None:
        words.append(say("tickets-second-urgent" if ticket.urgent else "tickets-second-wanted"))
    reply = button(say("button-reply"), f"relay:reply:{ticket.id}", discord.ButtonStyle.primary)
    return Card("\n".join(words), rows=[[reply]])


def look_in_card(say: Voice, ticket: Ticket, calls: Sequence[int]) -> Card:
    """Return the call for a second adult to a minor in danger."""
    called = " ".join(f"<@&{role}>" for role in calls)
    words = say("tickets-look-in", alias=ticket.alias.name)
    return Card(f"{called} {words}".strip(), rows=[[second_button(say, ticket)]])


@dataclass(frozen=True)
class Desk:
    """A page of the queue: each section's requests on it, and how many there are in all."""

    sections: Mapping[str, Sequence[Ticket]]
    counts: Mapping[str, int]
    colours: Mapping[int, str]
    communities: Sequence[Community]
    wanted: Wanted
    page: int = 1
    pages: int = 1
    late: Sequence[Late] = ()


def queue_card(say: Voice, team: Team, desk: Desk) -> Card:
    """Return a page of what waits, what is mine, what waits for us and for youths, each with a way
    to jump there; what does not arrive; and menus to see less."""
    embed = discord.Embed(title=say("queue-title", count=desk.counts["waiting"]))
    for section, tickets in desk.sections.items():
        many = desk.counts[section]
        lines = [_line(say, team, desk, ticket) for ticket in tickets]
        if not many and section in {"waiting", "mine"}:
            lines = [say(f"queue-nothing-{section}")]
        name = say(f"queue-{section}")
        _add_lines(embed, f"{name} ({many})" if many > len(lines) else name, lines)
    late = "\n".join(_late_line(say, kind) for kind in desk.late)
    if desk.pages > 1:
        embed.set_footer(text=say("queue-page", page=desk.page, pages=desk.pages))
    return Card(late, embed=embed, rows=[*_filters(say, desk), *_pager(say, desk)])


def _filters(say: Voice, desk: Desk) -> list[list[ui.Item[ui.View]]]:
    """Return the menus; none while there is nothing to choose from."""
    wanted = desk.wanted
    if wanted.is_everything and not any(desk.counts.values()):
        return []
    places = [
        (f"{desk.colours.get(c.id, '')} {_one_line(c.name)}".strip(), str(c.id))
        for c in desk.communities
    ]
    topics = [(topic_of(say, topic), topic.value) for topic in Topic]
    languages = [(say(f"language-{locale}"), locale) for locale in LOCALES]
    rows: list[list[ui.Item[ui.View]]] = [
        [_filter(say, desk, "topic", topics, wanted.topic)],
        [_filter(say, desk, "language", languages, wanted.language)],
    ]
    if len(desk.colours) > 1:
        here = str(wanted.community) if wanted.community is not None else None
        rows.insert(0, [_filter(say, desk, "community", places, here)])
    return rows


def _filter(
    say: Voice, desk: Desk, which: str, choices: list[tuple[str, str]], present: str | None
) -> ui.Select[ui.View]:
    everything = (say(f"queue-any-{which}"), "0")
    return ui.Select(
        custom_id=f"tickets:queue-by:{which}:{desk.wanted.written()}",
        options=[
            discord.SelectOption(
                label=label[:LONGEST_LABEL], value=value, default=value == (present or "0")
            )
            for label, value in (everything, *choices)
        ],
    )


def _pager(say: Voice, desk: Desk) -> list[list[ui.Item[ui.View]]]:
    row: list[ui.Item[ui.View]] = []
    wanted, page = desk.wanted, desk.page
    if desk.pages > 1:
        address = f"tickets:queue:{{}}:{wanted.written()}"
        last = page == desk.pages
        row += [
            button(say("button-page-back"), address.format(page - 1), disabled=page == 1),
            button(say("button-page-onward"), address.format(page + 1), disabled=last),
        ]
    if _filters(say, desk):
        key = "queue-all-again" if wanted.urgent else "queue-urgent-only"
        other = replace(wanted, urgent=not wanted.urgent).written()
        row.append(button(say(key), f"tickets:queue-urgent:{other}"))
    return [row] if row else []


def _one_line(name: str) -> str:
    return " ".join(name.split()) or "…"


def _late_line(say: Voice, late: Late) -> str:
    about = {"since": moment(late.since), "why": say(late.why), "places": late.places}
    return say(f"queue-late-{late.what}", count=late.how_many, **about)


def _line(say: Voice, team: Team, desk: Desk, ticket: Ticket) -> str:
    """Return one request: danger, community, a way to jump there, since when, language."""
    place = ticket.thread_id or team.staff_channel_id
    jump = _jump(team, place)
    colour = desk.colours.get(ticket.community_id)
    where = f" · {plain(ticket.community.name, NAME_IN_LINE)}" if colour else ""
    marks = "".join(f"{mark} " for mark in ("🔴" if ticket.urgent else "", colour) if mark)
    called = f"{ticket.alias.name} · {say(f'tag-{ticket.topic}')}"
    return f"{marks}[{called}]({jump}){where} · {_asked(ticket)} · {ticket.alias.youth.locale}"


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
        *([say("tickets-receipt-minor")] if consents.is_minor(ticket.age_band) else ()),
        *([too_young] if too_young_for_check_ins else ()),
    ]
    return Card("\n".join(parts), rows=[[withdraw_button(say, ticket), sos_button(say)]])


def again_card(say: Voice, again: Again, expected: Expectation) -> Card:
    """Return what a youth sees who would like to talk again: who will answer, then the rest."""
    receipt = receipt_card(say, again.ticket, expected)
    if again.known is None:
        return receipt
    known = again.known.first_name
    if again.comes:
        who = say("tickets-again-known", mentor=known)
    elif again.other is not None:
        who = say("tickets-again-other", mentor=known, other=again.other.first_name)
    else:
        who = say("tickets-again-somebody", mentor=known)
    return replace(receipt, content=f"{who}\n{receipt.content}")


def expectation_words(say: Voice, expected: Expectation) -> str:
    """Return when a human will probably answer. Hours are said only while the team is there for all
    of them: no others are counted before somebody is reminded."""
    if expected.is_open and expected.closes_at is None:
        usual = "tickets-expect-here" if expected.is_there else "tickets-expect-open"
        key = "tickets-expect-busy" if expected.is_long_queue else usual
        return say(key, hours=expected.within_hours)
    if expected.back_at is None:
        return say("tickets-expect-here-only" if expected.is_there else "tickets-expect-unknown")
    back = moment(expected.back_at, "F")
    if expected.closes_at is not None:
        return say("tickets-expect-closing", until=moment(expected.closes_at, "t"), back=back)
    if expected.is_there:
        return say("tickets-expect-here-outside", back=back)
    return say(
        "tickets-expect-holiday" if expected.is_holiday else "tickets-expect-closed", back=back
    )


def withdraw_button(say: Voice, ticket: Ticket) -> ui.Button[ui.View]:
    """Return the way to take a request back."""
    return button(say("button-withdraw"), f"ticket:{ticket.id}:withdraw")


def another_button(say: Voice, ticket: Ticket) -> ui.Button[ui.View]:
    """Return the way to talk to somebody else."""
    return button(say("button-another"), f"handoffs:another:{ticket.id}")


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


def report_button(say: Voice, ticket: Ticket) -> ui.Button[ui.View]:
    """Return the way to tell the lead about who answers, or answered."""
    return button(say("button-report"), f"protection:report:{ticket.id}")


def claimed_card(say: Voice, ticket: Ticket, first_name: str, organisation: str) -> Card:
    """Return who answers: a real person, by first name and organisation."""
    return Card(
        say("tickets-claimed", name=first_name, organisation=organisation),
        rows=[
            [withdraw_button(say, ticket), another_button(say, ticket), report_button(say, ticket)]
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
    row: list[ui.Item[ui.View]] = [sos_button(say), report_button(say, ticket)]
    rows = [row]
    if asks_for_mark(ticket.outcome) and ticket.community.ended_at is None:
        rows.append(faces(say, ticket))
        words.append(say("tickets-goodbye-mark"))
    if not consents.may_agree(ticket.age_band) or ticket.community.ended_at is not None:
        return Card("\n".join(words), rows=rows)
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
    return Card("\n".join(words), rows=rows)


def faces(say: Voice, ticket: Ticket) -> list[ui.Item[ui.View]]:
    """Return the five marks; who answered never sees which one was pressed."""
    return [
        button(say(f"tickets-mark-{mark}"), f"rating:{ticket.id}:{mark}", emoji=face)
        for mark, face in enumerate(FACES, start=1)
    ]


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
