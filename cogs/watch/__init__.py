"""What is owed and does not arrive: noticed, told to who waits, given up in words."""

from datetime import timedelta
from functools import partial

from bot.app import Maraude
from bot.consents import Manner
from bot.parcels import Kind
from cogs.watch import deliveries, jobs
from cogs.watch.cog import Watch


async def setup(bot: Maraude) -> None:
    """Everything this feature adds to the bot."""
    bot.kinds |= {
        "watch.alarm": Kind(deliveries.alarm, manner=Manner.TO_TEAM),
        "watch.late": Kind(deliveries.late, manner=Manner.TO_TEAM),
        "watch.sorry": Kind(deliveries.sorry, manner=Manner.LIFELINE),
    }
    bot.scheduler.every(timedelta(minutes=1), partial(jobs.look, bot))
    await bot.add_cog(Watch(bot))
