"""What runs on a timer."""

import logging
from dataclasses import asdict

from bot.app import Maraude
from cogs.privacy import service

log = logging.getLogger(__name__)


async def tidy(bot: Maraude) -> None:
    """Let go what is past its time, and leave nothing of it in the file."""
    async with bot.db.transaction() as session:
        tidied = await service.tidy(session, now=bot.now())
    if any(asdict(tidied).values()):
        log.info("Let go of what is past its time: %s", asdict(tidied))
    await bot.db.scrub()
