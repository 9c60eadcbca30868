"""Nobody waits in silence: reminders to who can answer, to the lead, and the truth to the youth."""

from datetime import timedelta
from functools import partial

from bot.app import Maraude
from bot.consents import Manner
from bot.lead import call_stands
from bot.parcels import Kind
from cogs.waits import deliveries, jobs, views


async def setup(bot: Maraude) -> None:
    """Everything this feature adds to the bot."""
    bot.add_dynamic_items(views.DebriefButton)
    bot.kinds |= {
        "waits.nudge": Kind(deliveries.nudge, manner=Manner.TO_TEAM),
        "waits.lead": Kind(deliveries.lead, call_stands, manner=Manner.TO_TEAM),
        "waits.honest": Kind(deliveries.honest, manner=Manner.LIFELINE),
        "waits.absent": Kind(deliveries.absent, manner=Manner.TO_TEAM),
        "waits.debrief": Kind(deliveries.debrief, manner=Manner.TO_TEAM),
        "waits.debrief_said": Kind(deliveries.debrief_said, call_stands, manner=Manner.TO_TEAM),
    }
    bot.scheduler.every(timedelta(minutes=1), partial(jobs.look, bot))
    bot.scheduler.every(timedelta(hours=1), partial(jobs.mend, bot))
