"""Outings: a stream, a tournament, a night of music, with a panel, a word and figures of their
own."""

from datetime import timedelta
from functools import partial

from bot.app import Maraude
from bot.consents import Manner
from bot.parcels import Kind
from cogs.campaigns import deliveries, jobs, views
from cogs.campaigns.cog import Campaigns


async def setup(bot: Maraude) -> None:
    """Everything this feature adds to the bot."""
    bot.add_dynamic_items(
        views.ChangeButton,
        views.PostButton,
        views.CancelButton,
        views.AskEndButton,
        views.EndButton,
    )
    bot.forms.append(views.OutingForm)
    bot.kinds["campaigns.panel"] = Kind(
        deliveries.panel,
        deliveries.panel_stands,
        lost=deliveries.panel_lost,
        manner=Manner.TO_TEAM,
    )
    bot.scheduler.every(timedelta(minutes=10), partial(jobs.look_at_days, bot))
    bot.scheduler.every(timedelta(hours=1), partial(jobs.look_at_panels, bot))
    await bot.add_cog(Campaigns(bot))
