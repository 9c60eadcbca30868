"""The courier: hands over what is owed, retries, gives up loudly. The only unprompted sender."""

import asyncio
import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

from sqlalchemy import Integer, bindparam, exists, or_, select, update
from sqlalchemy.orm import aliased
from sqlalchemy.sql.dml import ReturningUpdate

from bot import consents
from bot.budget import LANE, lane_of
from bot.carrier import FIRST_PAUSE, TROUBLE, Carrier, judged, pause_after
from bot.db import WriteSession
from bot.errors import Unavailable
from bot.outbox import OWED
from bot.parcels import (
    Kind,
    Later,
    Lost,
    Missed,
    Outcome,
    Parcel,
    Receipt,
    Refused,
    Send,
    Unreachable,
)
from models import EntryState, OutboxEntry, Youth

if TYPE_CHECKING:
    from bot.app import Maraude

log = logging.getLogger(__name__)

FURTHEST = timedelta(hours=25)
"""Nothing is put off for longer than a night: what is due later than that, a clock that jumped
made so."""
EARLIER = aliased(OutboxEntry)


class Courier:
    """Carries what is owed. It works while something is due, and sleeps until woken otherwise."""

    def __init__(self, bot: "Maraude") -> None:
        self._bot = bot
        self._again = False
        self._round: asyncio.Task[None] | None = None
        self._walks: dict[asyncio.Task[None], OutboxEntry] = {}
        self._carrier = Carrier(bot)
        self._stopping, self._may_begin = False, False

    def begin(self) -> None:
        """Carry from now on: before Discord told which servers there are, no place is found."""
        self._may_begin = True
        self.wake()

    def wake(self) -> None:
        """Look for what is due, now or as soon as the present look ends."""
        self._again = True
        if not self._may_begin:
            return
        if not self._stopping and (self._round is None or self._round.done()):
            self._round = asyncio.get_running_loop().create_task(self._go_round(), name="courier")

    async def take_over(self) -> None:
        """End the leases of a process that is gone: on SQLite there is never another one."""
        leased = OutboxEntry.leased_until.is_not(None)
        ending = update(OutboxEntry).where(OutboxEntry.state == OWED, leased)
        async with self._bot.db.transaction() as session:
            await session.execute(ending.values(leased_until=self._bot.now() - FIRST_PAUSE))

    async def look(self) -> None:
        """Be woken by the clock."""
        self.wake()

    async def stop(self, within: timedelta = timedelta(seconds=10)) -> None:
        """Finish what is in flight, take up nothing new; the rest stays owed."""
        self._stopping = True
        until = asyncio.get_running_loop().time() + within.total_seconds()
        if self._round is not None:
            await asyncio.wait({self._round}, timeout=within.total_seconds())
        flying = [walk for walk in self._walks if not walk.done()]
        if flying:
            left = until - asyncio.get_running_loop().time()
            _, late = await asyncio.wait(flying, timeout=max(left, 0))
            for task in late:
                task.cancel()

    async def dm_of(self, youth: Youth) -> int:
        """Return the channel of a youth's DM, opened when its turn among all new ones comes."""
        while True:
            place = await self._carrier.dm_of(youth)
            if isinstance(place, int):
                return place
            now = self._bot.now()
            pause = max(self._bot.settings.delivery.open_dm_every, FIRST_PAUSE)
            await asyncio.sleep(max(pause, (place.until or now) - now).total_seconds())

    async def _go_round(self) -> None:
        while self._again and not self._stopping:
            self._again = False
            if len(self._walks) >= self._bot.settings.delivery.at_once:
                return
            try:
                leased = await self._lease()
            except Unavailable:
                log.warning("The database did not answer the courier; it will look again")
                return
            if self._stopping:
                return
            for entry in leased:
                walk = asyncio.get_running_loop().create_task(
                    self._walk(entry), name=f"delivery-{entry.id}"
                )
                self._walks[walk] = entry
                walk.add_done_callback(self._back)

    def _back(self, walk: asyncio.Task[None]) -> None:
        self._walks.pop(walk, None)
        if not walk.cancelled() and (problem := walk.exception()) is not None:
            log.error(
                "A delivery broke; its lease will end and it will be tried again", exc_info=problem
            )
        if len(self._walks) <= self._bot.settings.delivery.at_once // 2:
            self.wake()

    async def _lease(self) -> Sequence[OutboxEntry]:
        """Take the first owed entry of each lane that is due, for a while: what somebody waits for
        before what Maraude says first, which never takes more than half of the hands, and fills
        them when half of those are free."""
        at_once = self._bot.settings.delivery.at_once
        share = max(1, at_once // 2)
        async with self._bot.db.transaction() as session:
            room = at_once - len(self._walks)
            leased = await self._take(session, room, is_first=False)
            first = sum(entry.purpose is not None for entry in self._walks.values())
            if first > share // 2:
                return leased
            room = min(room - len(leased), share - first)
            return [*leased, *await self._take(session, room, is_first=True)]

    async def _take(
        self, session: WriteSession, room: int, *, is_first: bool
    ) -> Sequence[OutboxEntry]:
        """Take some of what is due."""
        if room <= 0:
            return []
        now, lease = self._bot.now(), self._bot.settings.delivery.lease
        asked = {
            "now": now,
            "lease_ends": now + lease,
            "too_far": now + 2 * lease,
            "furthest": now + FURTHEST,
            "in_hand": [entry.id for entry in self._walks.values()],
            "known": [*self._bot.kinds],
            "room": room,
        }
        return (await session.scalars(_leasing(is_first=is_first), asked)).all()

    async def _walk(self, entry: OutboxEntry) -> None:
        LANE.set(lane_of(entry))
        lease_ends = entry.leased_until or self._bot.now()
        outcome = await self._outcome_of(entry)
        pause = 0.5
        while True:
            try:
                is_known = await self._write_down(entry, outcome, lease_ends)
            except Unavailable:
                if self._stopping or self._bot.now() >= lease_ends:
                    log.warning("Delivery %s was made but not noted; it will look first", entry.id)
                    return
                await asyncio.sleep(pause)
                pause = min(pause * 2, 5)
            else:
                if not is_known and entry.youth_id is None and isinstance(outcome, Receipt):
                    await self._carrier.undo(outcome)
                return

    async def _outcome_of(self, entry: OutboxEntry) -> Outcome:
        """Pack and hand over, within half the lease: nobody else takes it up meanwhile. A bug of
        ours is one more reason to try again, and to tell somebody when that does not help."""
        try:
            async with asyncio.timeout(self._bot.settings.delivery.lease.total_seconds() / 2):
                return await self._try(entry)
        except Unavailable:
            return Later("the database did not answer", uncertain=True)
        except TROUBLE as trouble:
            return judged(trouble, entry)
        except Exception as bug:
            log.exception("Delivery %s broke; it will be tried again", entry.id)
            return Later(type(bug).__name__, uncertain=True)

    async def _try(self, entry: OutboxEntry) -> Outcome:
        bot, kind = self._bot, self._bot.kinds[entry.card]
        await bot.servers.prepare_for(entry)
        if kind.prepare is not None:
            await kind.prepare(bot, entry)
        async with bot.db.reading() as session:
            youth = await session.get(Youth, entry.youth_id) if entry.youth_id is not None else None
            leaves_at = await consents.may_leave(session, entry, kind.manner, now=bot.now())
            parcel = await kind.pack(bot, session, entry) if leaves_at is not None else None
        if parcel is None or leaves_at is None:
            return None
        if isinstance(parcel, Later):
            return parcel
        if leaves_at > bot.now():
            return Later("quiet hours", until=leaves_at)
        try:
            outcome = await self._carrier.hand_over(entry, parcel, youth)
        except TROUBLE as trouble:
            outcome = judged(trouble, entry)
        if outcome is Lost:
            return await self._place_is_gone(entry, kind, parcel, youth)
        return outcome

    async def _place_is_gone(
        self, entry: OutboxEntry, kind: Kind, parcel: Parcel, youth: Youth | None
    ) -> Outcome:
        """Tell what follows when Discord knows the place no more."""
        if not isinstance(parcel, Send) and kind.lost is None:
            return None
        if youth is None:
            return Lost
        if entry.attempts > 0:
            return Unreachable
        await self._carrier.forget_dm(youth)
        return Later("the DM is gone; another one is opened")

    async def _write_down(self, taken: OutboxEntry, outcome: Outcome, lease_ends: datetime) -> bool:
        """Note what became of a delivery; return whether it is still known of. Who lost the lease
        meanwhile notes an arrival only."""
        now, became = self._bot.now(), "later"
        async with self._bot.db.transaction() as session:
            held = select(OutboxEntry).where(OutboxEntry.id == taken.id).with_for_update()
            entry = await session.scalar(held)
            if entry is None:
                return False
            lost_lease = entry.leased_until != lease_ends and not isinstance(outcome, Receipt)
            if entry.state is not EntryState.OWED or lost_lease:
                return True
            entry.leased_until = None
            if isinstance(outcome, Later):
                _postpone(entry, outcome, now, may_wait=entry.due_at == taken.due_at)
            elif (find_another := self._home_of(entry, outcome)) is not None:
                _postpone(entry, Later("its place is gone"), now, may_wait=True)
                entry.message_id, became = None, "moved"
                await find_another(session, entry, now)
            else:
                await self._conclude(session, entry, outcome, now)
                became = _became(entry, outcome)
        self._bot.metrics.deliveries.labels(became).inc()
        return True

    def _home_of(self, entry: OutboxEntry, outcome: Outcome) -> Missed | None:
        """Return what finds another place for an entry whose own is gone; an alarm tries the next
        one also where it is refused."""
        lane = entry.lane.partition(":")[0]
        if outcome is Lost:
            return self._bot.kinds[entry.card].lost or self._bot.homes.get(lane)
        is_refused = outcome in {Unreachable, Refused} and entry.youth_id is None
        return self._bot.homes.get(lane) if is_refused and lane in {"team", "server"} else None

    async def _conclude(
        self, session: WriteSession, entry: OutboxEntry, outcome: Outcome, now: datetime
    ) -> None:
        kind = self._bot.kinds[entry.card]
        entry.done_at, entry.problem, entry.state = now, None, EntryState.DROPPED
        if isinstance(outcome, Receipt):
            entry.state, entry.message_id = EntryState.SENT, outcome.message_id
            if kind.delivered is not None:
                await kind.delivered(session, entry, outcome, now)
        elif outcome in {Unreachable, Refused} and entry.youth_id is not None:
            entry.state = EntryState.MAILBOX
            if kind.unreachable is not None:
                await kind.unreachable(session, entry, now)
        elif outcome is not None:
            entry.problem = "Discord refuses it" if outcome is Refused else "its place is gone"
            log.error("Delivery %s was given up: %s", entry.id, entry.problem)
            missed = kind.refused if outcome is Refused else kind.given_up
            if missed is not None:
                await missed(session, entry, now)


@cache
def _leasing(*, is_first: bool) -> ReturningUpdate[OutboxEntry]:
    """Return what takes some of what is due: ``room`` entries that are not ``in_hand``, of kinds
    that are ``known``. Any other is a newer version's, which runs beside this one: what stands
    behind it waits for that as well.

    A lease that ended without a word means that a process died with it: look before sending. One
    that ends later than any could, also by a clock that is ahead of ours, a clock that jumped back
    left behind.
    """
    moment, held_until, earlier = OutboxEntry.due_at.type, OutboxEntry.leased_until, EARLIER
    now, lease_ends, too_far, furthest = (
        bindparam(name, type_=moment) for name in ("now", "lease_ends", "too_far", "furthest")
    )
    behind = exists().where(
        earlier.lane == OutboxEntry.lane, earlier.id < OutboxEntry.id, earlier.state == OWED
    )
    due = (
        select(OutboxEntry.id)
        .where(
            OutboxEntry.state == OWED,
            or_(OutboxEntry.due_at <= now, OutboxEntry.due_at > furthest),
            or_(held_until.is_(None), held_until < now, held_until > too_far),
            ~behind,
            OutboxEntry.purpose.is_not(None) if is_first else OutboxEntry.purpose.is_(None),
            OutboxEntry.id.not_in(bindparam("in_hand", expanding=True)),
            OutboxEntry.card.in_(bindparam("known", expanding=True)),
        )
        .order_by(OutboxEntry.due_at, OutboxEntry.id)
        .limit(bindparam("room", type_=Integer))
        .with_for_update(skip_locked=True)
    )
    uncertain = or_(OutboxEntry.uncertain, held_until.is_not(None))
    return (
        update(OutboxEntry)
        .where(OutboxEntry.id.in_(due.scalar_subquery()))
        .values(leased_until=lease_ends, uncertain=uncertain)
        .returning(OutboxEntry)
    )


def _became(entry: OutboxEntry, outcome: Outcome) -> str:
    """Name what became of a delivery, as it is counted."""
    if entry.state is EntryState.DROPPED and outcome is not None:
        return "refused" if outcome is Refused else "place-gone"
    return "unneeded" if entry.state is EntryState.DROPPED else str(entry.state)


def _postpone(entry: OutboxEntry, later: Later, now: datetime, *, may_wait: bool) -> None:
    """Put a delivery off. What it waited for may have come while it was looked at: then somebody
    made it due anew, and it may not wait."""
    entry.problem, entry.uncertain = later.problem, entry.uncertain or later.uncertain
    level = logging.WARNING
    if later.until is not None:
        level = logging.INFO
        if may_wait:
            entry.due_at = later.until
    else:
        entry.attempts += 1
        entry.due_at = now + (later.pause or pause_after(entry.attempts))
    log.log(level, "Delivery %s waits until %s: %s", entry.id, entry.due_at, later.problem)
