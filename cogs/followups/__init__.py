"""After goodbye: ask how things are, never at night, never after a stop, never twice."""

from datetime import timedelta
from functools import partial

from bot.app import Maraude
from bot.consents import Manner
from bot.gauges import Gauge
from bot.parcels import Kind
from cogs.followups import deliveries, jobs, queries, service, views
from cogs.followups.cog import DESK, FollowUps


async def setup(bot: Maraude) -> None:
    """Everything this feature adds to the bot."""
    bot.add_dynamic_items(
        views.AnswerButton,
        views.AnswerLaterButton,
        views.AcceptButton,
        views.AcceptAnewButton,
        views.MoveButton,
        views.CancelButton,
        views.AddButton,
    )
    bot.forms += [views.MoveForm, views.AddForm]
    bot.kinds |= {
        "followups.check_in": Kind(
            deliveries.check_in,
            delivered=deliveries.arrived,
            unreachable=service.was_asked,
            given_up=service.never_asked,
            prepare=deliveries.drop_if_unwanted,
            manner=Manner.FIRST,
        ),
        "followups.door": Kind(deliveries.door, manner=Manner.FIRST),
        "followups.answered": Kind(deliveries.answered, manner=Manner.TO_TEAM),
        "followups.silent": Kind(deliveries.silent, manner=Manner.TO_TEAM),
    }
    about = "Check-ins that are due and have not been asked."
    bot.metrics.gauges.append(Gauge("check_ins_late", about, queries.late))
    bot.scheduler.every(timedelta(minutes=1), partial(jobs.ask_what_is_due, bot))
    bot.scheduler.every(timedelta(hours=1), partial(jobs.leave_doors_open, bot))
    for command in DESK:
        bot.desk.add_command(command)
    await bot.add_cog(FollowUps(bot))
