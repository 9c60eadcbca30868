"""Hands over what is owed without a network: by the real gate, packed and noted by the real kinds.
Every parcel arrives at once, so leases, retries and lost answers have no part here."""

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import aliased

from bot import consents
from bot.app import Maraude
from bot.db import WriteSession
from bot.outbox import OWED
from bot.parcels import Later, Parcel, Receipt, Send
from models import EntryState, OutboxEntry

AT_ONCE = 200
STILL_OWED = OutboxEntry.state == OWED


class Postman:
    """Stands in for the courier and for Discord.

    Args:
        new_id: returns an id that Discord would give a message.
    """

    def __init__(self, bot: Maraude, new_id: Callable[[], int]) -> None:
        self._bot, self._new_id = bot, new_id

    async def go_round(self) -> list[OutboxEntry]:
        """Hand over all that is due; return what reached a DM or a mailbox or a thread."""
        arrived: list[OutboxEntry] = []
        while due := await self._due():
            for entry in due:
                if (prepare := self._bot.kinds[entry.card].prepare) is not None:
                    await prepare(self._bot, entry)
            numbers = [entry.id for entry in due]
            async with self._bot.db.transaction() as session:
                owed = select(OutboxEntry).where(OutboxEntry.id.in_(numbers), STILL_OWED)
                for entry in (await session.scalars(owed.order_by(OutboxEntry.id))).all():
                    if await self._hand_over(session, entry):
                        arrived.append(entry)
        return arrived

    async def _due(self) -> Sequence[OutboxEntry]:
        """Return the first that is owed in each lane, as far as it is due."""
        earlier = aliased(OutboxEntry)
        behind = exists().where(
            earlier.lane == OutboxEntry.lane, earlier.id < OutboxEntry.id, earlier.state == OWED
        )
        due = select(OutboxEntry).where(STILL_OWED, OutboxEntry.due_at <= self._bot.now(), ~behind)
        async with self._bot.db.reading() as session:
            return (await session.scalars(due.order_by(OutboxEntry.id).limit(AT_ONCE))).all()

    async def _hand_over(self, session: WriteSession, entry: OutboxEntry) -> bool:
        """Hand one entry over, put it off or drop it; return whether it arrived."""
        bot, kind, now = self._bot, self._bot.kinds[entry.card], self._bot.now()
        leaves_at = await consents.may_leave(session, entry, kind.manner, now=now)
        parcel = await kind.pack(bot, session, entry) if leaves_at is not None else None
        if parcel is None or isinstance(parcel, Later) or leaves_at is None:
            # A call to the lead waits for the team's server, and there is none.
            entry.state, entry.done_at = EntryState.DROPPED, now
            return False
        if leaves_at > now:
            entry.due_at = leaves_at
            return False
        await self._arrives(session, entry, parcel, now)
        return True

    async def _arrives(
        self, session: WriteSession, entry: OutboxEntry, parcel: Parcel, now: datetime
    ) -> None:
        kind, entry.done_at = self._bot.kinds[entry.card], now
        if isinstance(parcel, Send) and parcel.to_mailbox:
            entry.state = EntryState.MAILBOX
            if kind.unreachable is not None:
                await kind.unreachable(session, entry, now)
            return
        number = self._new_id()
        thread = number if isinstance(parcel, Send) and parcel.title is not None else None
        entry.state, entry.message_id = EntryState.SENT, number
        if kind.delivered is not None:
            receipt = Receipt(getattr(parcel, "channel_id", None) or number, number, thread)
            await kind.delivered(session, entry, receipt, now)
