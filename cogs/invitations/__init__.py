"""Messages to those who opted in: written by a coordinator, approved by a second person, sent
slowly."""

from functools import partial

from bot.app import Maraude
from bot.consents import Manner
from bot.parcels import Kind
from cogs.invitations import deliveries, jobs, rules, service, views
from cogs.invitations.cog import Invitations


async def setup(bot: Maraude) -> None:
    """Everything this feature adds to the bot."""
    bot.add_dynamic_items(
        views.SeeButton,
        views.ApproveButton,
        views.ChangeButton,
        views.PauseButton,
        views.GoOnButton,
        views.StopButton,
        views.StopSureButton,
    )
    bot.forms += [views.WriteForm, views.ChangeForm]
    bot.kinds["invitations.message"] = Kind(
        deliveries.message,
        deliveries.arrived,
        unreachable=service.kept_in_mailbox,
        manner=Manner.FIRST,
    )
    bot.kinds["invitations.card"] = Kind(
        deliveries.card, deliveries.card_stands, lost=service.card_lost, manner=Manner.TO_TEAM
    )
    bot.scheduler.every(rules.LOOK_EVERY, partial(jobs.feed, bot))
    await bot.add_cog(Invitations(bot))
