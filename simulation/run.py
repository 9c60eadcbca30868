"""Months of a team's work in minutes: the clock jumps from deed to deed; between them runs what the
bot's own timers do, and what is owed is handed over."""

import heapq
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import partial
from itertools import count
from random import Random

from discord.utils import time_snowflake
from sqlalchemy import select

from bot.app import Maraude, features
from bot.db import Database
from bot.settings import Settings
from bot.texts import Texts
from bot.vault import Vault
from cogs.followups import service as followups
from cogs.privacy import service as privacy
from cogs.referrals import service as referrals
from cogs.safeguarding import service as safeguarding
from cogs.tickets import service as tickets
from models import Reach, Team, Youth
from simulation import shape
from simulation.ledger import Ledger
from simulation.life import Deed, Life, Young
from simulation.postman import Postman
from simulation.shape import Plan
from simulation.stage import Stage, build

HOUR = timedelta(hours=1)
AT_FOUR = 4
WOKEN_AT = (6, 10, 14, 18)
"""Hours, in UTC: often enough for what waits for days."""


class NotEmpty(Exception):
    """Beside a real team, what never happened would be taken for what did."""


@dataclass
class Clock:
    """The time in the simulation."""

    at: datetime

    def __call__(self) -> datetime:
        """Return it."""
        return self.at


async def simulate(
    settings: Settings,
    db: Database,
    vault: Vault,
    plan: Plan,
    *,
    texts: Texts | None = None,
    on_day: Callable[[], None] = lambda: None,
) -> Ledger:
    """Let months go by, and return the books of what was made to happen.

    Args:
        on_day: called after each day.

    Raises:
        NotEmpty: when there is a team or a person in the database; nothing is changed.
    """
    async with db.reading() as session:
        for kind in (Team, Youth):
            if await session.scalar(select(kind.id).limit(1)) is not None:
                raise NotEmpty(f"there is a {kind.__name__.lower()} in this database already")
    clock = Clock(datetime.combine(plan.begins, time(), UTC))
    bot = Maraude(settings, db, vault, texts=texts, now=clock, shard_count=1)
    for feature in features():
        await bot.load_extension(feature)
    play = Play(bot, clock, plan)
    stage = await build(bot, plan, play.new_id, clock.at)
    return await play.go(stage, on_day)


class Play:
    """The clock of a simulation, and what is to be done when."""

    def __init__(self, bot: Maraude, clock: Clock, plan: Plan) -> None:
        self._bot, self._clock, self._plan = bot, clock, plan
        self._queue: list[tuple[datetime, int, Deed]] = []
        self._numbers = count(1)
        self._postman = Postman(bot, self.new_id)

    def new_id(self) -> int:
        """Return an id as Discord would give it away at this moment."""
        return time_snowflake(self._clock.at) + next(self._numbers) % 2**22

    def later(self, at: datetime, deed: Deed) -> None:
        """Let something be done at a moment, never before now."""
        heapq.heappush(self._queue, (max(at, self._clock.at), next(self._numbers), deed))

    async def go(self, stage: Stage, on_day: Callable[[], None]) -> Ledger:
        """Play from the first day to the last."""
        draw = Random(self._plan.seed)
        life = Life(self._bot, stage, draw, self.later, self.new_id)
        self._people(life, draw, stage)
        until = datetime.combine(self._plan.until, time(), stage.zone).astimezone(UTC)
        while self._clock.at < until:
            ends, is_due = self._clock.at + HOUR, False
            while self._queue and self._queue[0][0] < ends:
                self._clock.at, _, deed = heapq.heappop(self._queue)
                await deed()
                is_due = True
            self._clock.at = ends
            if ends.hour in WOKEN_AT:
                await self._wake()
                is_due = True
            if is_due:
                await life.reads(await self._postman.go_round())
            if ends.astimezone(stage.zone).hour == AT_FOUR:
                await self._tidy()
                on_day()
        return life.ledger

    def _people(self, life: Life, draw: Random, stage: Stage) -> None:
        """Draw who comes by, who of them asks, and who comes again."""
        plan, zone = self._plan, stage.zone
        again = round(plan.tickets * shape.SHARES["comes again"])
        first = plan.tickets - again
        for number in range(plan.youths):
            comes_again = number < again
            seen = shape.visit(draw, plan, zone, before=0.4 if comes_again else 1.0)
            reach = Reach.MAILBOX if shape.happens(draw, "in the mailbox") else Reach.DM
            age = shape.picked(draw, shape.AGES)
            young = Young(draw.getrandbits(62), seen.community, age, reach)
            young.campaign = seen.outing.name if seen.outing is not None else None
            self.later(seen.at, partial(life.come_by, young))
            if number < first:
                urgent = shape.happens(draw, "urgent")
                self.later(
                    seen.at + shape.hours(draw, 0.1),
                    partial(life.ask, young, young.campaign, urgent=urgent),
                )
            if comes_again:
                at = shape.moment(draw, plan.day(0.6), plan.day(0.9), zone)
                self.later(at, partial(life.ask, young, None, urgent=False))

    async def _wake(self) -> None:
        """Do what the timers do of which something can be counted."""
        about = {"now": self._clock.at}
        async with self._bot.db.transaction() as session:
            await tickets.give_back_unanswered(session, **about)
            await followups.ask_due(session, **about)
            await referrals.ask_due(session, **about)
            await safeguarding.call_again(session, **about)

    async def _tidy(self) -> None:
        async with self._bot.db.transaction() as session:
            await privacy.tidy(session, now=self._clock.at)
