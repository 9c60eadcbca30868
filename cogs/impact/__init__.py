"""What came of it, in figures that identify nobody: /impact."""

from datetime import timedelta
from functools import partial

from bot.app import Maraude
from bot.consents import Manner
from bot.parcels import Kind
from cogs.impact import deliveries, jobs, views
from cogs.impact.cog import Impact


async def setup(bot: Maraude) -> None:
    """Everything this feature adds to the bot."""
    bot.kinds |= {"impact.digest": Kind(deliveries.digest, manner=Manner.TO_TEAM)}
    bot.add_dynamic_items(
        views.ShowButton, views.TableButton, views.ChartsButton, views.SheetButton
    )
    bot.scheduler.every(timedelta(minutes=10), partial(jobs.owe_weekly_words, bot))
    await bot.add_cog(Impact(bot))
