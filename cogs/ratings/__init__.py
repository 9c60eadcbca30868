"""How a youth felt about a conversation: one click below the goodbye, anonymous to the mentor."""

from datetime import timedelta
from functools import partial

from bot.app import Maraude
from bot.consents import Manner
from bot.parcels import Kind
from cogs.ratings import deliveries, jobs, views


async def setup(bot: Maraude) -> None:
    """Everything this feature adds to the bot."""
    bot.add_dynamic_items(views.FaceButton, views.WordButton, views.LeadButton)
    bot.forms.append(views.WordForm)
    bot.kinds["ratings.low"] = Kind(deliveries.low, manner=Manner.TO_TEAM)
    bot.scheduler.every(timedelta(hours=1), partial(jobs.count, bot))
