"""Referrals: a place is proposed, the youth decides, and later says whether they arrived."""

from datetime import timedelta
from functools import partial

from bot.app import Maraude
from bot.consents import Manner
from bot.parcels import Kind
from cogs.referrals import deliveries, jobs, views
from cogs.referrals.cog import DESK


async def setup(bot: Maraude) -> None:
    """Everything this feature adds to the bot."""
    bot.add_dynamic_items(
        views.AskButton,
        views.FillButton,
        views.AddressButton,
        views.NoButton,
        views.MySheetButton,
        views.RevokeButton,
        views.LookButton,
        views.ArrivalButton,
    )
    bot.forms += [views.OfferForm, views.SheetForm, views.SheetAnewForm]
    bot.kinds |= {
        "referrals.offer": Kind(deliveries.offer, manner=Manner.ANSWER),
        "referrals.question": Kind(deliveries.question, manner=Manner.NOTICE),
        "referrals.news": Kind(deliveries.news, manner=Manner.TO_TEAM),
    }
    bot.scheduler.every(timedelta(minutes=5), partial(jobs.ask_what_is_due, bot))
    bot.scheduler.every(timedelta(hours=1), partial(jobs.let_go, bot))
    for command in DESK:
        bot.desk.add_command(command)
