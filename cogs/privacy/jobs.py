"""What runs on a timer."""

import logging
from dataclasses import asdict

from bot.app import Maraude
from cogs.privacy import service

log = logging.getLogger(__name__)


async def tidy(bot: Maraude) -> None:
    """Let go what is past its time, and leave nothing of it in the file; after a long absence only
    the next time."""
    if bot.is_just_back:
        log.info("Back after a long silence: what is past its time stays until the next look")
        await bot.db.scrub()
        return
    async with bot.db.transaction() as session:
        tidied = await service.tidy(session, now=bot.now())
    if any(asdict(tidied).values()):
        log.info("Let go of what is past its time: %s", asdict(tidied))
    await bot.db.scrub()


async def scrub_again(bot: Maraude) -> None:
    """Try again to leave nothing of what was erased, if somebody was reading before."""
    if not bot.db.must_scrub:
        return
    await bot.db.scrub()
    if bot.db.must_scrub:
        log.warning("What was erased is still in the database's journal: somebody keeps reading")
