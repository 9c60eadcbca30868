"""Concerns, lifted anonymity, reports, blocks, and the journal of all that."""

from datetime import timedelta
from functools import partial

from bot.app import Maraude
from bot.parcels import Kind
from cogs.protection import deliveries, jobs, views
from cogs.protection.cog import DESK, Protection


async def setup(bot: Maraude) -> None:
    """Everything this feature adds to the bot."""
    bot.add_dynamic_items(
        views.ConcernsButton,
        views.CloseConcernButton,
        views.SeeLiftButton,
        views.GrantLiftButton,
        views.RefuseLiftButton,
        views.LookButton,
        views.ReportButton,
        views.ReportSeenButton,
        views.TakeOverButton,
        views.BlockButton,
    )
    bot.forms += [views.ConcernForm, views.LiftForm, views.ReportForm]
    bot.kinds |= {
        "protection.concern": Kind(deliveries.concern),
        "protection.lift": Kind(deliveries.lift),
        "protection.lift_decided": Kind(deliveries.lift_decided),
        "protection.lifted": Kind(deliveries.lifted),
        "protection.reported": Kind(deliveries.reported),
        "protection.blocked": Kind(deliveries.blocked),
        "protection.anchor": Kind(deliveries.anchor),
        "protection.place_changed": Kind(deliveries.place_changed),
    }
    bot.scheduler.every(timedelta(days=1), partial(jobs.anchor_journals, bot))
    for command in DESK:
        bot.desk.add_command(command)
    await bot.add_cog(Protection(bot))
