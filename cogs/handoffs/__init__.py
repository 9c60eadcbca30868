"""Passing a conversation on to a colleague; asking for somebody else."""

from datetime import timedelta
from functools import partial

from bot.app import Maraude
from bot.consents import Manner
from bot.parcels import Kind
from cogs.handoffs import deliveries, jobs, views
from cogs.handoffs.cog import DESK


async def setup(bot: Maraude) -> None:
    """Everything this feature adds to the bot."""
    bot.add_dynamic_items(
        views.HandoffButton,
        views.SaysButton,
        views.AcceptButton,
        views.DeclineButton,
        views.AnotherButton,
        views.AnotherSureButton,
    )
    bot.forms.append(views.HandoffForm)
    bot.kinds |= {
        "handoffs.told": Kind(
            deliveries.told, delivered=deliveries.told_stands, manner=Manner.ANSWER
        ),
        "handoffs.asked": Kind(deliveries.asked, manner=Manner.TO_TEAM),
        "handoffs.news": Kind(deliveries.news, manner=Manner.TO_TEAM),
        "handoffs.stays": Kind(deliveries.stays, manner=Manner.LIFELINE),
        "handoffs.another": Kind(deliveries.another, manner=Manner.TO_TEAM),
    }
    bot.scheduler.every(timedelta(minutes=1), partial(jobs.look_after, bot))
    for command in DESK:
        bot.desk.add_command(command)
