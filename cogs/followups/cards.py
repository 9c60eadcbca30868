"""How a check-in looks: nothing in it tells a stranger's glance what it is about."""

import discord

from bot import consents
from bot.texts import Voice
from bot.ui import Card, button, sos_button, talk_button
from models import Answer, CheckIn, Purpose


def check_in_card(say: Voice, check_in: CheckIn, *, is_last: bool) -> Card:
    """Return the question with its four answers."""
    question = say("followups-last-question" if is_last else "followups-question")
    address = f"check-in:{check_in.id}"
    return Card(
        question,
        rows=[
            [
                button(say("followups-button-better"), f"{address}:better", emoji="🙂"),
                button(say("followups-button-same"), f"{address}:same", emoji="😐"),
                button(
                    say("followups-button-talk"),
                    f"tickets:again:{check_in.id}",
                    discord.ButtonStyle.primary,
                    emoji="💬",
                ),
                button(say("followups-button-stop"), f"{address}:stop"),
            ]
        ],
    )


def thanks_card(say: Voice, check_in: CheckIn) -> Card:
    """Return what stands in the place of the question once it was answered."""
    is_same = check_in.answer is Answer.SAME
    return Card(
        say(f"followups-thanks-{check_in.answer}"),
        rows=[[talk_button(say), sos_button(say)]] if is_same else (),
    )


def asks_again_card(say: Voice, ticket_id: int) -> Card:
    """Return the question anew, to who pressed beside an earlier wording."""
    address = consents.stamped(f"followups:accept:{ticket_id}", Purpose.CHECK_INS)
    yes = button(say("button-check-ins"), address, discord.ButtonStyle.primary)
    words = [say("followups-asks-again"), say("tickets-goodbye-may-we")]
    return Card("\n".join(words), rows=[[yes]])


def answered_card(say: Voice, check_in: CheckIn) -> Card:
    """Return the news for the mentors' thread."""
    said = say(f"followups-said-{check_in.answer}")
    return Card(
        say("followups-answered", alias=check_in.ticket.alias.name, days=check_in.days, said=said)
    )
