"""How a conversation ends: proposed to the youth, or after a long silence."""

from datetime import timedelta
from functools import partial

from bot.app import Maraude
from bot.consents import Manner
from bot.parcels import Kind
from cogs.farewells import deliveries, jobs, views
from cogs.farewells.cog import DESK


async def setup(bot: Maraude) -> None:
    """Everything this feature adds to the bot."""
    bot.add_dynamic_items(views.CloseButton, views.AgreeButton, views.StayButton)
    bot.forms.append(views.CloseForm)
    bot.kinds |= {
        "farewells.proposed": Kind(deliveries.proposed, manner=Manner.ANSWER),
        "farewells.silence": Kind(deliveries.silence, manner=Manner.NOTICE),
        "farewells.stays": Kind(deliveries.stays, manner=Manner.TO_TEAM),
    }
    bot.scheduler.every(timedelta(hours=1), partial(jobs.look_after, bot))
    for command in DESK:
        bot.desk.add_command(command)
