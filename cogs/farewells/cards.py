"""How a goodbye looks before it is said."""

import discord
from discord import ui

from bot.texts import Voice
from bot.ui import Card, button, field_of, sos_button, stop_button
from cogs.farewells import rules
from cogs.tickets import service as tickets
from models import Farewell, Outcome, Team, Ticket, TicketState


def outcome_options(say: Voice, team: Team) -> list[discord.SelectOption]:
    """Return how a request can end, for the mentor's menu: the team's own words first."""
    own = [
        discord.SelectOption(
            label=name, value=tickets.address_of(name), description=say(f"outcome-{meant}")
        )
        for name, meant in team.outcomes
    ]
    usual = [
        discord.SelectOption(label=say(f"outcome-{o}"), value=o.value)
        for o in Outcome
        if o is not Outcome.WITHDRAWN
    ]
    return own + usual


def close_form_fields(say: Voice, ticket: Ticket) -> list[ui.Item[ui.View]]:
    """Return the fields of the form: how it ends, and, in a conversation, the mentor's own words
    and whether the youth is asked first."""
    menu = ui.Select[ui.View](
        custom_id="outcome", options=outcome_options(say, ticket.community.team)
    )
    fields: list[ui.Item[ui.View]] = [
        ui.TextDisplay(say("close-form-why")),
        field_of(say("close-form-outcome"), menu),
    ]
    if ticket.state is not TicketState.ACTIVE:
        return fields
    ways = [
        discord.RadioGroupOption(
            label=say("close-form-propose"),
            value="propose",
            description=say("close-form-propose-hint", days=rules.PROPOSED_FOR.days),
            default=True,
        ),
        discord.RadioGroupOption(
            label=say("close-form-now"), value="now", description=say("close-form-now-hint")
        ),
    ]
    words = ui.TextInput[ui.View](
        custom_id="words",
        style=discord.TextStyle.paragraph,
        max_length=tickets.LONGEST_WORDS,
        required=False,
    )
    return [
        *fields,
        field_of(say("close-form-how"), ui.RadioGroup[ui.View](custom_id="how", options=ways)),
        field_of(say("close-form-words"), words, description=say("close-form-words-hint")),
    ]


def proposed_card(say: Voice, farewell: Farewell) -> Card:
    """Return a mentor's proposal to part."""
    name = farewell.mentor.first_name if farewell.mentor is not None else ""
    words = say("farewells-proposed", name=name, days=rules.PROPOSED_FOR.days)
    return Card(words, rows=[_answers(say, farewell)])


def silence_card(say: Voice, farewell: Farewell) -> Card:
    """Return the open door to somebody who has been silent for long."""
    words = say("farewells-silence", days=rules.WARNED_FOR.days)
    return Card(words, rows=[_answers(say, farewell), [sos_button(say), stop_button(say)]])


def _answers(say: Voice, farewell: Farewell) -> list[ui.Item[ui.View]]:
    address = f"farewell:{farewell.id}"
    return [
        button(say("farewells-button-stay"), f"{address}:stay"),
        button(say("farewells-button-agree"), f"{address}:agree"),
    ]
