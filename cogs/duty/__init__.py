"""The duty rota: mentors who are there now, to whom what waits is offered."""

from datetime import timedelta
from functools import partial

from bot.app import Maraude
from bot.consents import Manner
from bot.parcels import Kind
from cogs.duty import deliveries, jobs
from cogs.duty.cog import Duty


async def setup(bot: Maraude) -> None:
    """Everything this feature adds to the bot."""
    bot.kinds |= {
        "duty.offer": Kind(deliveries.offer, manner=Manner.TO_TEAM),
        "duty.over": Kind(deliveries.over, manner=Manner.TO_TEAM),
    }
    bot.scheduler.every(timedelta(minutes=1), partial(jobs.end_overdue, bot))
    await bot.add_cog(Duty(bot))
