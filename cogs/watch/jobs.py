"""What runs on a timer."""

import logging

from bot.app import Maraude
from cogs.watch import service

log = logging.getLogger(__name__)


async def look(bot: Maraude) -> None:
    """Notice what does not arrive: tell who waits, and give up in words after a day."""
    now = bot.now()
    async with bot.db.transaction() as session:
        await service.tell(session, now=now)
        for entry in await service.give_up(session, now=now):
            log.warning("Delivery %s went to the mailbox after a day in vain", entry.id)
            unreachable = bot.kinds[entry.card].unreachable
            if unreachable is not None:
                await unreachable(session, entry, now)
