"""Requests: open, claim, release, note."""

from datetime import timedelta
from functools import partial

from bot.app import Maraude
from bot.consents import Manner
from bot.gauges import Gauge
from bot.parcels import Kind
from cogs.tickets import deliveries, jobs, queries, views
from cogs.tickets.cog import DESK, Tickets


async def setup(bot: Maraude) -> None:
    """Everything this feature adds to the bot."""
    bot.add_dynamic_items(
        views.TalkButton,
        views.TalkOnOutingButton,
        views.TalkAgainButton,
        views.WithdrawButton,
        views.WithdrawSureButton,
        views.ClaimButton,
        views.ReleaseButton,
        views.SecondButton,
        views.NoteButton,
        views.QueueButton,
        views.QueuePageButton,
        views.QueuePick,
        views.QueueUrgentButton,
    )
    bot.forms += [views.RequestForm, views.RequestAnewForm, views.NoteForm]
    bot.homes["ticket"] = deliveries.thread_lost
    bot.kinds |= {
        "tickets.card": Kind(
            deliveries.card,
            deliveries.card_stands,
            lost=deliveries.card_lost,
            manner=Manner.TO_TEAM,
        ),
        "tickets.received": Kind(deliveries.received, manner=Manner.ANSWER),
        "tickets.claimed": Kind(deliveries.claimed, manner=Manner.ANSWER),
        "tickets.second": Kind(deliveries.second, manner=Manner.ANSWER),
        "tickets.look_in": Kind(deliveries.look_in, manner=Manner.TO_TEAM),
        "tickets.released": Kind(deliveries.released, manner=Manner.ANSWER),
        "tickets.waits_again": Kind(deliveries.released, manner=Manner.LIFELINE),
        "tickets.goodbye": Kind(
            deliveries.goodbye,
            deliveries.goodbye_stands,
            unreachable=deliveries.goodbye_waits,
            manner=Manner.ANSWER,
        ),
        "tickets.claim_lapsed": Kind(deliveries.claim_lapsed, manner=Manner.TO_TEAM),
        "tickets.moved": Kind(deliveries.moved, manner=Manner.TO_TEAM),
        "tickets.not_arrived": Kind(deliveries.not_arrived, manner=Manner.TO_TEAM),
        "tickets.withdrawn": Kind(deliveries.withdrawn, manner=Manner.TO_TEAM),
        "tickets.back_again": Kind(deliveries.back_again, manner=Manner.TO_TEAM),
        "tickets.forgotten": Kind(deliveries.forgotten, manner=Manner.TO_TEAM),
        "tickets.card_gone": Kind(deliveries.card_gone, manner=Manner.TO_TEAM),
        "tickets.sought": Kind(deliveries.sought, manner=Manner.TO_TEAM),
        "tickets.thread_gone": Kind(deliveries.thread_gone, manner=Manner.TO_TEAM),
        "tickets.archived": Kind(deliveries.archived, manner=Manner.TO_TEAM),
        "tickets.note": Kind(deliveries.note, manner=Manner.TO_TEAM),
    }
    about = "Requests that wait for a mentor."
    bot.metrics.gauges.append(Gauge("requests_waiting", about, queries.waiting))
    bot.scheduler.every(timedelta(minutes=1), partial(jobs.give_back_unanswered, bot))
    bot.scheduler.every(timedelta(hours=1), partial(jobs.look_after_cards, bot))
    for command in DESK:
        bot.desk.add_command(command)
    await bot.add_cog(Tickets(bot))
