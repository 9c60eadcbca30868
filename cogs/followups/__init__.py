"""After goodbye: ask how things are, never at night, never after a stop, never twice."""

from datetime import timedelta
from functools import partial

from bot.app import Maraude
from bot.consents import Manner
from bot.parcels import Kind
from cogs.followups import deliveries, jobs, service
from cogs.followups.views import AcceptAnewButton, AcceptButton, AnswerButton


async def setup(bot: Maraude) -> None:
    """Everything this feature adds to the bot."""
    bot.add_dynamic_items(AnswerButton, AcceptButton, AcceptAnewButton)
    bot.kinds["followups.check_in"] = Kind(
        deliveries.check_in,
        given_up=service.never_asked,
        prepare=deliveries.drop_if_talking,
        manner=Manner.FIRST,
    )
    bot.kinds["followups.answered"] = Kind(deliveries.answered, manner=Manner.TO_TEAM)
    bot.scheduler.every(timedelta(minutes=1), partial(jobs.ask_what_is_due, bot))
