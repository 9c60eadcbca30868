"""How what is kept about somebody is shown to them, and to nobody else."""

import json
from collections.abc import Collection, Sequence
from datetime import datetime

import discord

from bot import consents
from bot.texts import Voice
from bot.ui import Attached, Card, button, moment, stop_button, talk_button
from cogs.privacy.rules import Conversation, Forgotten, Held, Said, as_data
from models import Community, Purpose, Ticket

LARGEST_FILE = 8 * 1024 * 1024
PNG = b"\x89PNG"
MOST_PICTURES = 8
SHOWN = ("why", "state", "on_my_sheet", "name", "words", "reach", "answer")
"""What of a proposal stands on the page, beside its place and day."""


def notice_card(
    say: Voice,
    community: Community | None,
    contact: str,
    *,
    other: str,
    age_band: str | None = None,
) -> Card:
    """Return the notice, with what can be done about it; minors read what is different for them."""
    team = community.team if community is not None else None
    words = say(
        "privacy-notice",
        team=team.name if team is not None else say("privacy-some-team"),
        days=team.retention_days if team is not None else 90,
        identity=team.identity_days if team is not None else 180,
        contact=contact or say("privacy-no-contact"),
    )
    if consents.is_minor(age_band):
        words += f"\n\n{say('privacy-notice-minor')}"
    if not consents.may_agree(age_band):
        words += f"\n\n{say('privacy-notice-young')}"
    rows = [
        [
            button(say("button-export"), "privacy:export", emoji="📄"),
            button(say("button-agreements"), "privacy:agreements", emoji="🤝"),
        ],
        [
            button(say("button-language"), f"privacy:language:{other}", emoji="🗣️"),
            button(say("button-forget"), "privacy:forget", discord.ButtonStyle.danger),
        ],
    ]
    return Card(words, rows=rows)


def forget_card(say: Voice) -> Card:
    """Return the question before everything goes."""
    sure = button(say("button-forget-sure"), "privacy:forget-sure", discord.ButtonStyle.danger)
    export = button(say("button-export"), "privacy:export", emoji="📄")
    return Card(say("privacy-forget-sure"), rows=[[sure, export]])


def forgotten_card(say: Voice, gone: Forgotten) -> Card:
    """Return the receipt: what was erased, what stays, what only Discord can erase."""
    words = [say("privacy-forgotten", requests=gone.requests, words=gone.words)]
    if gone.reports_held:
        words.append(say("privacy-report-held"))
    if gone.blocked_until is not None:
        words.append(say("privacy-block-held", until=moment(gone.blocked_until, "D")))
    return Card("\n".join(words), rows=[[talk_button(say)]])


def agreements_card(say: Voice, standing: Collection[Purpose]) -> Card:
    """Return what somebody agreed to, each with its way back."""
    if not standing:
        return Card(say("privacy-no-agreements"))
    lines = [say("privacy-agreements")]
    lines += [f"• {say(f'privacy-purpose-{purpose.value}')}" for purpose in standing]
    row = [
        button(say(f"button-withdraw-{purpose.value}"), f"privacy:withdraw:{purpose.value}")
        for purpose in standing
    ]
    return Card("\n".join(lines), rows=[row])


def export_card(say: Voice, held: Held, pictures: Sequence[bytes]) -> tuple[Card, list[Attached]]:
    """Return everything that is kept: a page to read, the same for a machine, and pictures as far
    as Discord carries them."""
    text, data = _page(say, held), json.dumps(as_data(held), ensure_ascii=False, indent=1)
    files = [
        Attached(f"{say('export-file')}.txt", text.encode()),
        Attached(f"{say('export-file')}.json", data.encode()),
    ]
    room = LARGEST_FILE - sum(len(file.image) for file in files)
    for number, picture in enumerate(pictures[:MOST_PICTURES], start=1):
        if (room := room - len(picture)) > 0:
            kind = "png" if picture.startswith(PNG) else "jpg"
            files.append(Attached(f"image-{number}.{kind}", picture))
    left = len(pictures) - (len(files) - 2)
    words = [say("privacy-export")]
    if left:
        words.append(say("privacy-export-left", count=left))
    return Card("\n".join(words)), files


def expires_card(say: Voice, ticket: Ticket, until: datetime) -> Card:
    """Return the warning that an open conversation ends by itself, and until when it surely does
    not."""
    withdraw = button(say("button-withdraw"), f"ticket:{ticket.id}:withdraw")
    row = [talk_button(say), withdraw, stop_button(say)]
    return Card(say("privacy-expires", until=moment(until, "f")), rows=[row])


def _page(say: Voice, held: Held) -> str:
    """Return what a person can read; moments are in UTC."""
    lines = [
        say("export-title"),
        "",
        say("export-account", id=str(held.discord_id), language=held.locale),
        say("export-since", since=_day(held.since), seen=_day(held.last_seen_at)),
        *([say("export-stopped", since=_day(held.stopped_at))] if held.stopped_at else []),
        *([say("export-paused", until=_day(held.paused_until))] if held.paused_until else []),
        *(say("export-name", alias=name.alias, community=name.community) for name in held.names),
        "",
        say("export-agreements"),
    ]
    for yes in held.agreements:
        ended = say("export-ended", day=_day(yes.withdrawn_at)) if yes.withdrawn_at else ""
        what = say(f"privacy-purpose-{yes.purpose}")
        lines.append(f"- {what} ({yes.community}, {_day(yes.given_at)}) {ended}".rstrip())
    for talk in held.conversations:
        lines += ["", *_talk(say, talk)]
    if held.waiting:
        lines += ["", say("export-waiting"), *(_said(say, said) for said in held.waiting)]
    return "\n".join(lines) + "\n"


def _talk(say: Voice, talk: Conversation) -> list[str]:
    title = say(
        "export-request",
        alias=talk.alias,
        community=talk.community,
        team=talk.team,
        topic=say(f"topic-{talk.topic}"),
        day=_day(talk.asked_at),
    )
    lines = [title]
    if talk.age_band:
        lines.append(say("export-age", age=talk.age_band))
    if talk.is_urgent:
        lines.append(say("export-urgent"))
    if talk.alarmed_at:
        lines.append(say("export-alarm", at=_at(talk.alarmed_at)))
    if talk.seen_at:
        lines.append(say("export-seen", at=_at(talk.seen_at)))
    if talk.outcome:
        ended = talk.ending or say(f"outcome-{talk.outcome}")
        lines.append(say("export-outcome", outcome=ended))
    if talk.notes:
        lines.append(say("export-notes", count=talk.notes))
    lines += [
        say(
            "export-check-in",
            day=question["due_at"][:10],
            state=question["state"],
            answer=question["answer"],
            postponed=int(question["postponed"]),
        )
        for question in talk.check_ins
    ]
    lines += [_said(say, said) for said in talk.said]
    lines += _proposed(say, talk)
    if talk.reports:
        lines += [say("export-reports"), *(_said(say, said) for said in talk.reports)]
    lines += [
        say("export-step", at=_at(step.at), what=step.what, by=step.by) for step in talk.steps
    ]
    return lines


def _proposed(say: Voice, talk: Conversation) -> list[str]:
    lines: list[str] = []
    for told in talk.referrals:
        lines.append(say("export-referral", day=told["offered_at"][:10], service=told["service"]))
        lines += [f"    {name}: {value}" for name, value in told.items() if name in SHOWN and value]
    return lines


def _said(say: Voice, said: Said) -> str:
    who = say("export-me") if said.by == "me" else said.by
    return f"[{_at(said.at)}] {who} : {said.words}"


def _at(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M}"


def _day(at: datetime | None) -> str:
    return f"{at:%Y-%m-%d}" if at is not None else ""
