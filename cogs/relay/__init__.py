"""Words travel both ways, with their edits and deletions."""

from datetime import timedelta
from functools import partial

from bot.app import Maraude
from bot.consents import Manner
from bot.parcels import Kind
from cogs.relay import deliveries, jobs, views
from cogs.relay.cog import DESK, Relay
from cogs.relay.inbox import Inbox


async def setup(bot: Maraude) -> None:
    """Everything this feature adds to the bot."""
    bot.add_dynamic_items(
        views.ReplyButton,
        views.ReplyAnywayButton,
        views.SendButton,
        views.ChangeButton,
        views.CancelButton,
        views.UndoButton,
        views.WriteButton,
        views.EditButton,
        views.EraseButton,
        views.MeantButton,
        views.UnveilButton,
    )
    bot.forms += [views.ReplyForm, views.ChangedForm, views.WriteForm, views.EditForm]
    bot.kinds |= {
        "relay.to_thread": Kind(
            deliveries.to_thread,
            deliveries.stands_in_thread,
            refused=deliveries.cannot_be_shown,
            prepare=deliveries.fetch_pictures,
            manner=Manner.TO_TEAM,
        ),
        "relay.to_youth": Kind(
            deliveries.to_youth,
            deliveries.reached_youth,
            unreachable=deliveries.is_in_mailbox,
            manner=Manner.ANSWER,
        ),
        "relay.edit_in_thread": Kind(deliveries.edit_in_thread, manner=Manner.TO_TEAM),
        "relay.edit_for_youth": Kind(deliveries.edit_for_youth, manner=Manner.ANSWER),
        "relay.erase_in_thread": Kind(deliveries.erase_in_thread, manner=Manner.TO_TEAM),
        "relay.erase_for_youth": Kind(deliveries.erase_for_youth, manner=Manner.ANSWER),
        "relay.nobody_listens": Kind(deliveries.nobody_listens, manner=Manner.ANSWER),
        "relay.which_one": Kind(deliveries.which_one, manner=Manner.ANSWER),
        "relay.left_out": Kind(deliveries.left_out, manner=Manner.ANSWER),
        "relay.veiled": Kind(deliveries.veiled, manner=Manner.ANSWER),
        "relay.never_placed": Kind(deliveries.never_placed, manner=Manner.NOTICE),
        "relay.not_shown": Kind(deliveries.not_shown, manner=Manner.ANSWER),
        "relay.news": Kind(deliveries.news, manner=Manner.TO_TEAM),
        "relay.left": Kind(deliveries.left, manner=Manner.TO_TEAM),
    }
    inbox = Inbox(bot)
    bot.scheduler.here(timedelta(seconds=10), inbox.retry)
    bot.scheduler.every(timedelta(minutes=10), inbox.sweep)
    bot.scheduler.every(timedelta(hours=1), partial(jobs.let_go, bot))
    for command in DESK:
        bot.desk.add_command(command)
    await bot.add_cog(Relay(bot, inbox))
