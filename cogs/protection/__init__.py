"""Concerns, lifted anonymity, reports, blocks, and the journal of all that."""

from datetime import timedelta
from functools import partial

from bot.app import Maraude
from bot.consents import Manner
from bot.gauges import Gauge
from bot.lead import call_stands
from bot.parcels import Kind
from cogs.protection import deliveries, jobs, queries, views
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
        views.UnblockButton,
    )
    bot.forms += [views.ConcernForm, views.LiftForm, views.ReportForm]
    bot.kinds |= {
        "protection.concern": Kind(deliveries.concern, call_stands, manner=Manner.TO_TEAM),
        "protection.lift": Kind(deliveries.lift, call_stands, manner=Manner.TO_TEAM),
        "protection.lift_decided": Kind(deliveries.lift_decided, manner=Manner.TO_TEAM),
        "protection.lift_lapsed": Kind(deliveries.lift_lapsed, manner=Manner.TO_TEAM),
        "protection.lifted": Kind(deliveries.lifted, manner=Manner.ANSWER),
        "protection.reported": Kind(deliveries.reported, manner=Manner.TO_TEAM),
        "protection.blocked": Kind(deliveries.blocked, call_stands, manner=Manner.TO_TEAM),
        "protection.anchor": Kind(deliveries.anchor, manner=Manner.TO_TEAM),
        "protection.place_changed": Kind(deliveries.place_changed, manner=Manner.TO_TEAM),
    }
    about = "Reports that sound like danger, with which no lead has dealt."
    bot.metrics.gauges.append(Gauge("danger_reports_unseen", about, queries.urgent_unseen))
    bot.scheduler.every(timedelta(days=1), partial(jobs.anchor_journals, bot))
    bot.scheduler.every(timedelta(days=1), partial(jobs.forget_what_is_over, bot))
    bot.scheduler.every(timedelta(minutes=1), partial(jobs.tell_lapsed, bot))
    bot.scheduler.every(timedelta(minutes=1), partial(jobs.call_again_about_reports, bot))
    for command in DESK:
        bot.desk.add_command(command)
    await bot.add_cog(Protection(bot))
