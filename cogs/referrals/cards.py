"""How a proposal looks, what goes along, and the one question later."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import discord
from discord import ui

from bot.places import plain, told
from bot.redaction import Private, upright
from bot.texts import Voice
from bot.ui import Attached, Card, button, field_of, sos_button, stop_button, talk_button
from cogs.referrals.rules import FOR_TEAM, TICKED, TYPED
from models import Arrival, Referral, ReferralState, Service, Ticket

LONGEST_WHY = 300
MOST_OPTIONS = 25
AN_OPTION = 100


def offer_form_fields(
    say: Voice, services: Sequence[Service], picked: int | None
) -> list[ui.Item[Any]]:
    """Return which place, and why."""
    options = [
        discord.SelectOption(
            label=one.name[:AN_OPTION],
            value=str(one.id),
            description=" · ".join(part for part in (one.departement, one.phone) if part) or None,
            default=one.id == picked,
        )
        for one in services[:MOST_OPTIONS]
    ]
    which = ui.Select[ui.View](custom_id="service", options=options)
    why = ui.TextInput[ui.View](
        custom_id="why", style=discord.TextStyle.paragraph, max_length=LONGEST_WHY
    )
    return [
        field_of(
            say("referral-form-service"), which, description=say("referral-form-service-hint")
        ),
        field_of(say("referral-form-why"), why, description=say("referral-form-why-hint")),
    ]


def offer_card(say: Voice, referral: Referral, service: Service, why: Private) -> Card:
    """Return a proposal: what, why, and that its youth alone decides."""
    mentor = referral.mentor.first_name if referral.mentor is not None else "?"
    words = say(
        "referrals-offer",
        mentor=mentor,
        service=plain(service.name),
        why=_quoted(why),
        days=referral.ticket.community.team.referral_days,
    )
    address = f"referral:{referral.id}"
    fill = button(
        say("referrals-button-fill"), f"{address}:fill", discord.ButtonStyle.primary, emoji="📝"
    )
    just = button(say("referrals-button-address"), f"{address}:address")
    no = button(say("referrals-button-no"), f"{address}:no")
    return Card(words, rows=[[fill, just, no]])


def _quoted(words: Private) -> str:
    """Return words that stand after the sign of a quotation, all of their lines in it."""
    return upright(words.reveal()).replace("\n", "\n> ")


def sheet_form_fields(say: Voice, ticket: Ticket) -> list[ui.Item[Any]]:
    """Return what may go along, field by field: nothing is ticked beforehand."""
    known = {
        "alias": ticket.alias.name,
        "age": ticket.age_band,
        "topic": say(f"topic-{ticket.topic}"),
    }
    boxes = [
        discord.CheckboxGroupOption(label=say(f"referral-field-{name}"), value=name, description=it)
        for name, it in known.items()
        if it
    ]
    boxes.append(
        discord.CheckboxGroupOption(
            label=say(f"referral-field-{FOR_TEAM}"),
            value=FOR_TEAM,
            description=say("referral-form-team-hint"),
        )
    )
    ticks = ui.CheckboxGroup[ui.View](
        custom_id="ticked", options=boxes, required=False, min_values=0
    )
    return [
        ui.TextDisplay(say("referrals-form-notice", days=ticket.community.team.referral_days)),
        field_of(say("referral-form-ticked"), ticks),
        *(_typed(say, name, longest) for name, longest in TYPED.items()),
    ]


def _typed(say: Voice, name: str, longest: int) -> ui.Item[Any]:
    style = discord.TextStyle.paragraph if name == "words" else discord.TextStyle.short
    entry = ui.TextInput[ui.View](custom_id=name, required=False, max_length=longest, style=style)
    hint = say(f"referral-form-{name}-hint")
    return field_of(say(f"referral-form-{name}"), entry, description=hint)


def address_card(say: Voice, referral: Referral, *, today: date) -> Card:
    """Return all that it takes to get there, and the ways on."""
    rows: list[ui.Item[Any]] = [talk_button(say)]
    if referral.state is not ReferralState.ACCEPTED:
        fill = f"referral:{referral.id}:fill"
        rows.insert(0, button(say("referrals-button-fill"), fill, emoji="📝"))
    return Card(f"{_place(say, referral, today)}\n{say('referrals-nothing-told')}", rows=[rows])


def _place(say: Voice, referral: Referral, today: date) -> str:
    if (service := referral.service) is None:
        return say("referrals-place-gone")
    return f"**{plain(service.name)}**\n{told(say, service, today=today)}"


def no_card(say: Voice) -> Card:
    """Return that a no is a good answer."""
    return Card(say("referrals-declined-thanks"), rows=[[talk_button(say)]])


def sheet_card(
    say: Voice, referral: Referral, text: str, *, today: date
) -> tuple[Card, list[Attached]]:
    """Return the sheet as a file for its youth alone, with the address and the way back."""
    again = button(say("referrals-button-mine"), f"referral:{referral.id}:mine", emoji="📄")
    back = button(say("referrals-button-revoke"), f"referral:{referral.id}:revoke")
    words = f"{say('referrals-sheet-ready')}\n\n{_place(say, referral, today)}"
    file = Attached(say("referrals-sheet-file"), text.encode("utf-8-sig"))
    return Card(words, rows=[[again, back]]), [file]


def sheet_text(say: Voice, referral: Referral, typed: Mapping[str, str]) -> str:
    """Return the one page to bring along: plain, to be printed or shown on a phone."""
    ticket, service = referral.ticket, referral.service
    known = {
        "alias": ticket.alias.name,
        "age": ticket.age_band or "",
        "topic": say(f"topic-{ticket.topic}"),
    }
    values = {name: known[name] for name in TICKED if name in referral.ticked} | dict(typed)
    to = [service.name, service.address, service.phone, service.hours] if service else []
    day = f"{referral.decided_at:%d/%m/%Y}" if referral.decided_at is not None else ""
    lines = [
        say("sheet-for"),
        *(f"  {part}" for part in to if part),
        "",
        *(f"{say(f'sheet-{name}')} {value}" for name, value in values.items()),
        "",
        say("sheet-made", team=ticket.community.team.name, day=day),
        say("sheet-mine"),
    ]
    return "\n".join(lines) + "\n"


def for_team_card(say: Voice, text: str) -> Card:
    """Return a sheet as a mentor may read it, because its youth wants it so."""
    return Card(f"{say('referrals-for-team')}\n>>> {upright(text)}")


def news_card(say: Voice, referral: Referral, what: str, why: Private | None) -> Card | None:
    """Return what the team's thread reads: a step, and which fields were picked; never what stands
    in them."""
    alias = referral.ticket.alias.name
    service = plain(referral.service.name) if referral.service is not None else "…"
    about = {"alias": alias, "service": service}
    if what == "offered":
        mentor = referral.mentor.first_name if referral.mentor is not None else "?"
        words = _quoted(why) if why is not None else "…"
        return Card(say("referrals-news-offered", **about, mentor=mentor, why=words))
    if what == "answered":
        said = say(f"referrals-said-{referral.answer}")
        return Card(say("referrals-news-answered", **about, said=said))
    if what == "decided" and referral.state is ReferralState.ACCEPTED:
        look = button(say("referrals-button-look"), f"referral:{referral.id}:look")
        fields = ", ".join(say(f"referral-field-{name}") for name in _on_sheet(referral.ticked))
        words = say("referrals-news-accepted", **about, fields=fields)
        return Card(words, rows=[[look]] if FOR_TEAM in referral.ticked else ())
    if what == "decided" and referral.state is ReferralState.REVOKED:
        return None
    return Card(say(f"referrals-news-{referral.state}", **about))


def _on_sheet(ticked: Iterable[str]) -> list[str]:
    return [name for name in ticked if name != FOR_TEAM]


def question_card(say: Voice, referral: Referral) -> Card:
    """Return the one question, that tells a stranger's glance nothing."""
    address = f"referral:{referral.id}:said"
    answers = [
        button(say(f"referrals-button-{answer}"), f"{address}:{answer}") for answer in Arrival
    ]
    return Card(say("referrals-question"), rows=[answers, [talk_button(say), stop_button(say)]])


def thanks_card(say: Voice, referral: Referral) -> Card:
    """Return what stands in the place of the question once it was answered."""
    arrived = referral.answer in {Arrival.WENT, Arrival.APPOINTMENT}
    ways = () if arrived else ((talk_button(say), sos_button(say)),)
    return Card(say(f"referrals-thanks-{referral.answer}"), rows=ways)
