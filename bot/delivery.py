"""The courier: hands over what is owed, retries, gives up loudly. The only unprompted sender."""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import aiohttp
import discord
from sqlalchemy import ColumnElement, String, exists, literal_column, or_, select, update
from sqlalchemy.orm import aliased

from bot import consents
from bot.db import ReadSession, WriteSession
from bot.errors import Unavailable
from bot.ui import Card
from models import Base, EntryState, OutboxEntry, Youth

if TYPE_CHECKING:
    from bot.app import Maraude

log = logging.getLogger(__name__)

CANNOT_BE_WRITTEN_TO = {10013, 50007, 50278}
TRIES_AT_A_REFUSAL = 5
OPENING_TOO_FAST = 40003
LOST_PLACES = {10003, 10004, 10008}
LONG_PAUSE = timedelta(minutes=10)
FIRST_PAUSE = timedelta(seconds=2)
LOOK_BACK = 50
OWED: ColumnElement[str] = literal_column(f"'{EntryState.OWED}'", String)
"""Written out, so that the partial indexes of what is owed serve."""


@dataclass(frozen=True)
class Send:
    """A new message: to a channel of the team's, or, without one, to the youth of the entry.

    ``pings`` are the Discord ids of colleagues who are called by it; nobody else ever is.
    """

    card: Card
    channel_id: int | None = None
    title: str | None = None
    tags: tuple[str, ...] = ()
    to_mailbox: bool = False
    pings: tuple[int, ...] = ()


@dataclass(frozen=True)
class Edit:
    """A message that stands already gets a new look."""

    card: Card
    message_id: int
    channel_id: int | None = None
    tags: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Erase:
    """A message that must no longer stand."""

    message_id: int
    channel_id: int | None = None


Parcel = Send | Edit | Erase


@dataclass(frozen=True)
class Receipt:
    """Where a parcel now stands; ``thread_id`` when a thread was opened with it."""

    channel_id: int
    message_id: int
    thread_id: int | None = None


Pack = Callable[["Maraude", ReadSession, OutboxEntry], Awaitable[Parcel | None]]
Noted = Callable[[WriteSession, OutboxEntry, Receipt, datetime], Awaitable[None]]
Missed = Callable[[WriteSession, OutboxEntry, datetime], Awaitable[None]]


@dataclass(frozen=True)
class Kind:
    """How one kind of card is carried.

    Args:
        pack: read the record and render it now; None when it is no longer owed.
        delivered: write down where it stands.
        unreachable: tell the one who waits that DMs are closed and the mailbox holds it.
        lost: the place it should stand in is gone; make room for a new one.
    """

    pack: Pack
    delivered: Noted | None = None
    unreachable: Missed | None = None
    lost: Missed | None = None


@dataclass(frozen=True)
class Later:
    """Not now: again after a pause. ``uncertain`` when it may have arrived all the same."""

    problem: str
    pause: timedelta | None = None
    until: datetime | None = None
    uncertain: bool = False


class Unreachable:
    """This youth takes no DMs."""


class Lost:
    """The place is gone."""


Outcome = Receipt | Later | type[Unreachable] | type[Lost] | None


class Courier:
    """Carries what is owed. It works while something is due, and sleeps until woken otherwise."""

    def __init__(self, bot: "Maraude") -> None:
        self._bot = bot
        self._again = False
        self._round: asyncio.Task[None] | None = None
        self._walks: dict[asyncio.Task[None], int] = {}
        self._next_dm_at: datetime | None = None
        self._stopping = False

    def wake(self) -> None:
        """Look for what is due, now or as soon as the present look ends."""
        self._again = True
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

    async def _go_round(self) -> None:
        while self._again and not self._stopping:
            self._again = False
            room = self._bot.settings.delivery.at_once - len(self._walks)
            if room <= 0:
                return
            try:
                leased = await self._lease(room)
            except Unavailable:
                log.warning("The database did not answer the courier; it will look again")
                return
            if self._stopping:
                return
            for entry_id in leased:
                walk = asyncio.get_running_loop().create_task(
                    self._walk(entry_id), name=f"delivery-{entry_id}"
                )
                self._walks[walk] = entry_id
                walk.add_done_callback(self._back)

    def _back(self, walk: asyncio.Task[None]) -> None:
        self._walks.pop(walk, None)
        if not walk.cancelled() and (problem := walk.exception()) is not None:
            log.error(
                "A delivery broke; its lease will end and it will be tried again", exc_info=problem
            )
        if len(self._walks) <= self._bot.settings.delivery.at_once // 2:
            self.wake()

    async def _lease(self, room: int) -> Sequence[int]:
        """Take the first owed entry of each lane that is due, for a while.

        A lease that ended without a word means that a process died with it: look before sending.
        """
        now, earlier = self._bot.now(), aliased(OutboxEntry)
        free = or_(OutboxEntry.leased_until.is_(None), OutboxEntry.leased_until < now)
        behind = exists().where(
            earlier.lane == OutboxEntry.lane, earlier.id < OutboxEntry.id, earlier.state == OWED
        )
        due = (
            select(OutboxEntry.id)
            .where(OutboxEntry.state == OWED, OutboxEntry.due_at <= now, free, ~behind)
            .where(OutboxEntry.id.not_in(list(self._walks.values())))
            .order_by(OutboxEntry.due_at, OutboxEntry.id)
            .limit(room)
            .with_for_update(skip_locked=True)
        )
        taken = (
            update(OutboxEntry)
            .where(OutboxEntry.id.in_(due.scalar_subquery()))
            .values(
                leased_until=now + self._bot.settings.delivery.lease,
                uncertain=or_(OutboxEntry.uncertain, OutboxEntry.leased_until.is_not(None)),
            )
            .returning(OutboxEntry.id)
        )
        async with self._bot.db.transaction() as session:
            return (await session.scalars(taken)).all()

    async def _walk(self, entry_id: int) -> None:
        bot = self._bot
        async with bot.db.reading() as session:
            entry = await session.get_one(OutboxEntry, entry_id)
            kind = bot.kinds[entry.card]
            leaves_at = await consents.may_leave(session, entry, now=bot.now())
            parcel = await kind.pack(bot, session, entry) if leaves_at is not None else None
            youth = await session.get(Youth, entry.youth_id) if entry.youth_id is not None else None
        outcome: Outcome
        if parcel is None or leaves_at is None:
            outcome = None
        elif leaves_at > bot.now():
            outcome = Later("quiet hours", until=leaves_at)
        else:
            outcome = await self._hand_over(entry, parcel, youth)
            if outcome is Lost:
                outcome = await self._place_is_gone(entry, kind, parcel, youth)
        await self._write_down(entry_id, kind, outcome)

    async def _hand_over(self, entry: OutboxEntry, parcel: Parcel, youth: Youth | None) -> Outcome:
        if isinstance(parcel, Send) and parcel.to_mailbox:
            return Unreachable
        try:
            channel_id = parcel.channel_id
            if channel_id is None and youth is not None:
                channel_id = await self._dm_of(youth)
            if isinstance(channel_id, Later):
                return channel_id
            if channel_id is None:
                return Lost
            return await self._carry(entry, parcel, channel_id)
        except discord.HTTPException as refusal:
            return _judged(refusal, entry.attempts)
        except (aiohttp.ClientError, OSError, TimeoutError) as trouble:
            return Later(type(trouble).__name__, uncertain=True)

    async def _carry(
        self, entry: OutboxEntry, parcel: Parcel, channel_id: int
    ) -> Receipt | type[Lost]:
        bot = self._bot
        if isinstance(parcel, Erase):
            with contextlib.suppress(discord.NotFound):
                await (
                    bot.get_partial_messageable(channel_id)
                    .get_partial_message(parcel.message_id)
                    .delete()
                )
            return Receipt(channel_id, parcel.message_id)
        if isinstance(parcel, Edit):
            place = bot.get_partial_messageable(channel_id)
            await place.get_partial_message(parcel.message_id).edit(
                content=parcel.card.content or None,
                embed=parcel.card.embed,
                view=parcel.card.view(),
            )
            if parcel.tags is not None:
                await self._retag(channel_id, parcel.tags)
            return Receipt(channel_id, parcel.message_id)
        if parcel.title is None:
            return await self._send(entry, parcel, channel_id)
        return await self._send_with_thread(entry, parcel, parcel.title, channel_id)

    async def _send(self, entry: OutboxEntry, parcel: Send, channel_id: int) -> Receipt:
        place = self._bot.get_partial_messageable(channel_id)
        found = await self._already_there(entry, parcel.card, place) if entry.uncertain else None
        if found is None:
            options: dict[str, Any] = (
                {"view": view} if (view := parcel.card.view()) is not None else {}
            )
            if parcel.pings:
                called = [discord.Object(ping) for ping in parcel.pings]
                options["allowed_mentions"] = discord.AllowedMentions(users=called)
            if parcel.card.embed is not None:
                options["embed"] = parcel.card.embed
            sent = await place.send(
                parcel.card.content or None, nonce=f"{self._bot.installation}-{entry.id}", **options
            )
            found = sent.id
        return Receipt(channel_id, found)

    async def _send_with_thread(
        self, entry: OutboxEntry, parcel: Send, title: str, channel_id: int
    ) -> Receipt | type[Lost]:
        channel = self._bot.get_channel(channel_id) or await self._bot.fetch_channel(channel_id)
        if isinstance(channel, discord.ForumChannel):
            return await self._post(entry, parcel, title, channel)
        if not isinstance(channel, discord.TextChannel):
            return Lost
        message_id = entry.message_id
        if message_id is None:
            message_id = (await self._send(entry, parcel, channel_id)).message_id
            await self._note(OutboxEntry, entry.id, message_id=message_id)
        try:
            thread = await channel.get_partial_message(message_id).create_thread(name=title)
        except discord.HTTPException as refusal:
            if refusal.code in LOST_PLACES:
                await self._note(OutboxEntry, entry.id, message_id=None)
            if refusal.code != 160004:  # noqa: PLR2004 - a thread was opened for this message already
                raise
            return Receipt(channel_id, message_id, message_id)
        return Receipt(channel_id, message_id, thread.id)

    async def _post(
        self, entry: OutboxEntry, parcel: Send, title: str, forum: discord.ForumChannel
    ) -> Receipt:
        if entry.uncertain:
            for thread in forum.threads:
                if (
                    thread.name == title
                    and self._bot.user is not None
                    and thread.owner_id == self._bot.user.id
                ):
                    first = [m.id async for m in thread.history(limit=1, oldest_first=True)]
                    return Receipt(thread.id, first[0] if first else thread.id, thread.id)
        card, tags = parcel.card, [t for t in forum.available_tags if t.name in parcel.tags]
        options: dict[str, Any] = {"view": view} if (view := card.view()) is not None else {}
        post = await forum.create_thread(
            name=title, embed=card.embed or discord.Embed(), applied_tags=tags[:5], **options
        )
        return Receipt(post.thread.id, post.message.id, post.thread.id)

    async def _note(self, table: type[Base], row_id: int, **values: Any) -> None:
        """Write one fact down at once, so that a later step can fail without losing it."""
        async with self._bot.db.transaction() as session:
            keyed = table.__mapper__.primary_key[0] == row_id
            await session.execute(update(table).where(keyed).values(**values))

    async def _already_there(
        self, entry: OutboxEntry, card: Card, place: discord.PartialMessageable
    ) -> int | None:
        """Look before sending again: is a message of ours like this one standing, that no other
        entry sent?"""
        since = entry.created_at - timedelta(minutes=1)
        alike = [
            m.id
            async for m in place.history(limit=LOOK_BACK, after=since, oldest_first=True)
            if self._same(m, card)
        ]
        async with self._bot.db.reading() as session:
            taken = set(
                (
                    await session.scalars(
                        select(OutboxEntry.message_id).where(OutboxEntry.message_id.in_(alike))
                    )
                ).all()
            )
        return next((found for found in alike if found not in taken), None)

    def _same(self, message: discord.Message, card: Card) -> bool:
        if (
            self._bot.user is None
            or message.author.id != self._bot.user.id
            or message.content != card.content
        ):
            return False
        said = message.embeds[0].description if message.embeds else None
        return said == (card.embed.description if card.embed else None)

    async def _retag(self, thread_id: int, names: tuple[str, ...]) -> None:
        thread = self._bot.get_channel(thread_id) or await self._bot.fetch_channel(thread_id)
        if isinstance(thread, discord.Thread) and isinstance(thread.parent, discord.ForumChannel):
            tags = [tag for tag in thread.parent.available_tags if tag.name in names][:5]
            if {tag.id for tag in tags} != {tag.id for tag in thread.applied_tags}:
                await thread.edit(applied_tags=tags)

    async def _dm_of(self, youth: Youth) -> int | Later:
        """Return the youth's DM channel; opening one for the first time keeps a pace."""
        bot = self._bot
        if youth.dm_channel_id is not None:
            return bot.vault.open_id(youth.dm_channel_id)
        now = bot.now()
        if self._next_dm_at is not None and now < self._next_dm_at:
            return Later("pace of new DMs", until=self._next_dm_at)
        self._next_dm_at = now + bot.settings.delivery.open_dm_every
        channel = await bot.create_dm(discord.Object(bot.vault.open_id(youth.discord_id)))
        await self._note(Youth, youth.id, dm_channel_id=bot.vault.seal(str(channel.id)))
        return channel.id

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
        await self._note(Youth, youth.id, dm_channel_id=None)
        return Later("the DM is gone; another one is opened")

    async def _write_down(self, entry_id: int, kind: Kind, outcome: Outcome) -> None:
        now = self._bot.now()
        async with self._bot.db.transaction() as session:
            entry = await session.get_one(OutboxEntry, entry_id)
            entry.leased_until = None
            if isinstance(outcome, Later):
                _postpone(entry, outcome, now)
            elif outcome is Lost and kind.lost is not None:
                _postpone(entry, Later("its place is gone"), now)
                entry.message_id = None
                await kind.lost(session, entry, now)
            else:
                await self._conclude(session, entry, kind, outcome, now)

    async def _conclude(
        self, session: WriteSession, entry: OutboxEntry, kind: Kind, outcome: Outcome, now: datetime
    ) -> None:
        entry.done_at, entry.problem, entry.state = now, None, EntryState.DROPPED
        if isinstance(outcome, Receipt):
            entry.state, entry.message_id = EntryState.SENT, outcome.message_id
            if kind.delivered is not None:
                await kind.delivered(session, entry, outcome, now)
        elif outcome is Unreachable:
            entry.state = EntryState.MAILBOX
            if kind.unreachable is not None:
                await kind.unreachable(session, entry, now)
        elif outcome is Lost:
            entry.problem = "its place is gone"
            log.error("Delivery %s was given up: its place is gone", entry.id)


def _postpone(entry: OutboxEntry, later: Later, now: datetime) -> None:
    entry.problem, entry.uncertain = later.problem, entry.uncertain or later.uncertain
    if later.until is not None:
        entry.due_at = later.until
    else:
        entry.attempts += 1
        entry.due_at = now + (later.pause or pause_after(entry.attempts))
    log.warning("Delivery %s waits until %s: %s", entry.id, entry.due_at, later.problem)


def pause_after(attempts: int) -> timedelta:
    """Return how long to wait after so many tries: 2 s, 4 s, 8 s, … ten minutes at most."""
    return min(FIRST_PAUSE * 2 ** min(attempts, 16), LONG_PAUSE)


def _judged(refusal: discord.HTTPException, attempts: int) -> Outcome:
    """Tell what an answer of Discord's means for a delivery."""
    if refusal.code in CANNOT_BE_WRITTEN_TO:
        return Unreachable
    if refusal.code == OPENING_TOO_FAST:
        return Later("Discord slows down new DMs", pause=LONG_PAUSE)
    is_for_good = 400 <= refusal.status < 500 and refusal.status not in {401, 403, 429}  # noqa: PLR2004
    if refusal.code in LOST_PLACES or (is_for_good and attempts >= TRIES_AT_A_REFUSAL):
        return Lost
    problem = f"Discord answered {refusal.status} ({refusal.code})"
    if refusal.status in {401, 403}:
        return Later(problem, pause=pause_after(attempts + 4))
    return Later(problem, uncertain=refusal.status >= 500)  # noqa: PLR2004 - server side
