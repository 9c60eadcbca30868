"""Requests: open, claim, release, close."""

from datetime import timedelta
from functools import partial

from bot.app import Maraude
from bot.parcels import Kind
from cogs.tickets import deliveries, jobs, views
from cogs.tickets.cog import DESK, Tickets


async def setup(bot: Maraude) -> None:
    """Everything this feature adds to the bot."""
    bot.add_dynamic_items(
        views.TalkButton,
        views.TalkAgainButton,
        views.WithdrawButton,
        views.WithdrawSureButton,
        views.ClaimButton,
        views.ReleaseButton,
        views.SecondButton,
        views.NoteButton,
        views.CloseButton,
    )
    bot.forms += [views.RequestForm, views.NoteForm, views.CloseForm]
    bot.homes["ticket"] = deliveries.thread_lost
    bot.kinds |= {
        "tickets.card": Kind(deliveries.card, deliveries.card_stands, lost=deliveries.card_lost),
        "tickets.received": Kind(deliveries.received),
        "tickets.claimed": Kind(deliveries.claimed),
        "tickets.second": Kind(deliveries.second),
        "tickets.look_in": Kind(deliveries.look_in),
        "tickets.released": Kind(deliveries.released),
        "tickets.goodbye": Kind(deliveries.goodbye),
        "tickets.claim_lapsed": Kind(deliveries.claim_lapsed),
        "tickets.moved": Kind(deliveries.moved),
        "tickets.not_arrived": Kind(deliveries.not_arrived),
        "tickets.withdrawn": Kind(deliveries.withdrawn),
        "tickets.back_again": Kind(deliveries.back_again),
        "tickets.forgotten": Kind(deliveries.forgotten),
        "tickets.card_gone": Kind(deliveries.card_gone),
        "tickets.thread_gone": Kind(deliveries.thread_gone),
        "tickets.note": Kind(deliveries.note),
    }
    bot.scheduler.every(timedelta(minutes=1), partial(jobs.give_back_unanswered, bot))
    bot.scheduler.every(timedelta(hours=1), partial(jobs.look_after_cards, bot))
    for command in DESK:
        bot.desk.add_command(command)
    await bot.add_cog(Tickets(bot))
