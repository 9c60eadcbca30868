"""What runs on a timer."""

import logging

from bot.app import Maraude
from cogs.watch import service
from models import EntryState

log = logging.getLogger(__name__)


async def look(bot: Maraude) -> None:
    """Notice what does not arrive: tell who waits, and give up in words after a day."""
    now = bot.now()
    async with bot.db.transaction() as session:
        for entry in await service.tell(session, known=bot.kinds.keys(), now=now):
            log.warning(
                "Delivery %s is due since %s, and no version that runs knows %s: start the newer "
                "one again",
                entry.id,
                entry.due_at,
                entry.card,
            )
        given_up = await service.give_up(session, known=bot.kinds.keys(), now=now)
        for entry in given_up:
            log.warning("Delivery %s is %s after a day in vain", entry.id, entry.state)
            kind = bot.kinds[entry.card]
            is_kept = entry.state is EntryState.MAILBOX
            if (noted := kind.unreachable if is_kept else kind.given_up) is not None:
                await noted(session, entry, now)
    bot.metrics.deliveries.labels("given-up").inc(len(given_up))
