"""Words travel both ways, with their edits and deletions."""

from datetime import timedelta
from functools import partial

from bot.app import Maraude
from bot.parcels import Kind
from cogs.relay import deliveries, jobs, views
from cogs.relay.cog import DESK, Relay
from cogs.relay.inbox import Inbox


async def setup(bot: Maraude) -> None:
    """Everything this feature adds to the bot."""
    bot.add_dynamic_items(
        views.ReplyButton,
        views.WriteButton,
        views.EditButton,
        views.EraseButton,
        views.MeantButton,
        views.UnveilButton,
    )
    bot.forms += [views.ReplyForm, views.WriteForm, views.EditForm]
    bot.kinds |= {
        "relay.to_thread": Kind(
            deliveries.to_thread,
            deliveries.stands_in_thread,
            refused=deliveries.cannot_be_shown,
            prepare=deliveries.fetch_pictures,
        ),
        "relay.to_youth": Kind(
            deliveries.to_youth, deliveries.reached_youth, unreachable=deliveries.is_in_mailbox
        ),
        "relay.edit_in_thread": Kind(deliveries.edit_in_thread),
        "relay.edit_for_youth": Kind(deliveries.edit_for_youth),
        "relay.erase_in_thread": Kind(deliveries.erase_in_thread),
        "relay.erase_for_youth": Kind(deliveries.erase_for_youth),
        "relay.nobody_listens": Kind(deliveries.nobody_listens),
        "relay.which_one": Kind(deliveries.which_one),
        "relay.left_out": Kind(deliveries.left_out),
        "relay.veiled": Kind(deliveries.veiled),
        "relay.never_placed": Kind(deliveries.never_placed),
        "relay.not_shown": Kind(deliveries.not_shown),
        "relay.news": Kind(deliveries.news),
    }
    inbox = Inbox(bot)
    bot.scheduler.every(timedelta(seconds=10), inbox.retry)
    bot.scheduler.every(timedelta(minutes=10), inbox.sweep)
    bot.scheduler.every(timedelta(hours=1), partial(jobs.let_go, bot))
    for command in DESK:
        bot.desk.add_command(command)
    await bot.add_cog(Relay(bot, inbox))
