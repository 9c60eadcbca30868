"""Helplines at once, day and night, also when the database is away; a call to the team when words
sound like danger."""

from datetime import timedelta
from functools import partial

from bot.app import Maraude
from bot.consents import Manner
from bot.gauges import Gauge
from bot.lead import call_stands
from bot.parcels import Kind
from cogs.safeguarding import deliveries, jobs, queries
from cogs.safeguarding.cog import Safeguarding
from cogs.safeguarding.views import MoreNumbersButton, SeenButton, SosButton, SosOnOutingButton


async def setup(bot: Maraude) -> None:
    """Everything this feature adds to the bot."""
    bot.add_dynamic_items(SosButton, SosOnOutingButton, MoreNumbersButton, SeenButton)
    bot.kinds |= {
        "safeguarding.alert": Kind(deliveries.alert, call_stands, manner=Manner.TO_TEAM),
        "safeguarding.goes_on": Kind(deliveries.goes_on, manner=Manner.TO_TEAM),
        "safeguarding.alert_thread": Kind(deliveries.alert_thread, manner=Manner.TO_TEAM),
    }
    about = "Requests that sound like danger, of which nobody has said that they look after it."
    bot.metrics.gauges.append(Gauge("danger_alerts_unseen", about, queries.unseen))
    bot.scheduler.every(timedelta(minutes=1), partial(jobs.call_again, bot))
    await bot.add_cog(Safeguarding(bot))
