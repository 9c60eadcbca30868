"""Announced hours in which mentors are around, and a word before to those who asked for it."""

from datetime import timedelta
from functools import partial

from bot.app import Maraude
from bot.consents import Manner
from bot.parcels import Kind
from cogs.permanences import deliveries, jobs, views
from cogs.permanences.cog import Permanences


async def setup(bot: Maraude) -> None:
    """Everything this feature adds to the bot."""
    bot.add_dynamic_items(
        views.PublishButton,
        views.DropButton,
        views.RemindButton,
        views.RemindAnewButton,
        views.NoMoreButton,
    )
    bot.kinds |= {
        "permanences.event": Kind(
            deliveries.event,
            deliveries.event_stands,
            lost=deliveries.event_lost,
            refused=deliveries.event_refused,
            manner=Manner.TO_TEAM,
        ),
        "permanences.twin": Kind(
            deliveries.twin, refused=deliveries.twin_refused, manner=Manner.TO_TEAM
        ),
        "permanences.card": Kind(
            deliveries.card,
            deliveries.card_stands,
            lost=deliveries.card_lost,
            manner=Manner.TO_TEAM,
        ),
        "permanences.card_gone": Kind(deliveries.card_gone, manner=Manner.TO_TEAM),
        "permanences.news": Kind(deliveries.news, manner=Manner.TO_TEAM),
        "permanences.reminder": Kind(deliveries.reminder, manner=Manner.FIRST),
    }
    bot.scheduler.here(timedelta(hours=1), partial(jobs.look_at_discord, bot))
    bot.scheduler.every(timedelta(hours=1), partial(jobs.look, bot))
    bot.scheduler.every(timedelta(minutes=1), partial(jobs.remind, bot))
    await bot.add_cog(Permanences(bot))
