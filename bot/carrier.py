"""The hand that reaches Discord: posts, edits, erases; knows what Discord's answers mean, and
nothing of queues."""

import contextlib
from collections.abc import AsyncIterator, Mapping
from datetime import datetime, timedelta
from http.client import INTERNAL_SERVER_ERROR, TOO_MANY_REQUESTS
from typing import TYPE_CHECKING, Any

import aiohttp
import discord
from discord.utils import time_snowflake
from sqlalchemy import Update, select, update

from bot.calendar import Calendar
from bot.marks import mark_of
from bot.new_dms import OPENED_TOO_FAST, SLOW_FOR, NewDms
from bot.outbox import SLOWED_DOWN
from bot.parcels import (
    Announce,
    Archive,
    CallOff,
    Edit,
    Erase,
    Later,
    Lost,
    Outcome,
    Parcel,
    Receipt,
    Refused,
    Remove,
    Seek,
    Send,
    Unreachable,
)
from bot.ui import Card, file_of
from models import OutboxEntry, Youth

if TYPE_CHECKING:
    from bot.app import Maraude

HAS_A_THREAD, ARCHIVED = 160004, 50083
LOST_PLACES = {10003, 10004, 10008, 10070}
TRIES_AT_A_REFUSAL = 5
ANNOUNCED_WITHIN = 20
LONG_PAUSE = timedelta(minutes=10)
CLOCKS_DIFFER = timedelta(hours=1)
FIRST_PAUSE = timedelta(seconds=2)
MEANING: Mapping[int, Outcome] = {
    **dict.fromkeys((10013, 50007, 50278), Unreachable),
    **dict.fromkeys(LOST_PLACES, Lost),
    **dict.fromkeys((40005, 50035), Refused),
    OPENED_TOO_FAST: Later(SLOWED_DOWN, pause=SLOW_FOR),
    160006: Later("the server has too many open threads", pause=LONG_PAUSE),
}
"""What is sure as soon as Discord says it: what the code of its answer means for a parcel."""
InAChannel = Send | Edit | Erase | Remove | Seek
TROUBLE = (
    discord.HTTPException, discord.RateLimited, aiohttp.ClientError, OSError, TimeoutError
)  # fmt: skip
"""What can go wrong on the way to Discord and back."""


class HistoryHidden(OSError):
    """What stands in a channel is hidden from us: nobody can tell what was posted there."""


class Carrier:
    """Hands one parcel over, and says what became of it. It never hopes: an outcome that stayed
    unknown is said to be so, and the next try looks first."""

    def __init__(self, bot: "Maraude") -> None:
        self._bot = bot
        self._calendar = Calendar(bot)
        self._new_dms = NewDms(bot.db, bot.turns, bot.now, bot.settings.delivery.open_dm_every)

    async def hand_over(self, entry: OutboxEntry, parcel: Parcel, youth: Youth | None) -> Outcome:
        """Carry a parcel to its channel, to a server's calendar, or to the youth."""
        if isinstance(parcel, Announce):
            return await self._calendar.announce(parcel)
        if isinstance(parcel, CallOff):
            return await self._calendar.call_off(parcel)
        if isinstance(parcel, Archive):
            return await self._archive(parcel)
        if isinstance(parcel, Send) and parcel.to_mailbox:
            return Unreachable
        place = parcel.channel_id
        if isinstance(parcel, Send) and parcel.person_id is not None:
            place = await self._open_dm(parcel.person_id)
        if place is None:
            place = await self.dm_of(youth) if youth is not None else Lost
        if not isinstance(place, int):
            return place
        async with self._new_dms.heeded():
            return await self._carry_awake(entry, parcel, place)

    async def _carry_awake(
        self, entry: OutboxEntry, parcel: InAChannel, channel_id: int
    ) -> Receipt | type[Lost]:
        """Carry a parcel into a thread, which may sleep: then it is woken first."""
        try:
            return await self._carry(entry, parcel, channel_id)
        except discord.HTTPException as refusal:
            if refusal.code != ARCHIVED:
                raise
            await self._bot.http.edit_channel(channel_id, archived=False, locked=False)
        return await self._carry(entry, parcel, channel_id)

    async def _carry(
        self, entry: OutboxEntry, parcel: InAChannel, channel_id: int
    ) -> Receipt | type[Lost]:
        match parcel:
            case Erase():
                return await self._erase(parcel, channel_id)
            case Remove():
                return await self._remove(parcel)
            case Seek():
                return await self._seek(parcel, channel_id)
            case Edit():
                return await self._edit(parcel, channel_id)
            case Send(title=None):
                return await self._send(entry, parcel, channel_id)
            case Send():
                return await self._send_with_thread(entry, parcel, channel_id)

    async def _erase(self, parcel: Erase, channel_id: int) -> Receipt:
        standing = self._bot.get_partial_messageable(channel_id)
        with contextlib.suppress(discord.NotFound):
            await standing.get_partial_message(parcel.message_id).delete()
        return Receipt(channel_id, parcel.message_id)

    async def _remove(self, parcel: Remove) -> Receipt:
        thread_id = parcel.channel_id
        if parcel.announced_in is not None and parcel.card_id is not None:
            with contextlib.suppress(discord.NotFound):
                await self._hush(parcel.announced_in, parcel.card_id, thread_id)
        with contextlib.suppress(discord.NotFound):
            await self._bot.http.delete_channel(thread_id)
        return Receipt(thread_id, thread_id)

    async def _archive(self, parcel: Archive) -> Receipt | None:
        """Let a thread rest. Where we may not, or where it rests already, nothing is owed."""
        try:
            await self._bot.http.edit_channel(parcel.channel_id, archived=True)
        except discord.HTTPException as refusal:
            if refusal.code != ARCHIVED and not isinstance(refusal, discord.Forbidden):
                raise
            return None
        return Receipt(parcel.channel_id, parcel.channel_id)

    async def _hush(self, channel_id: int, card_id: int, thread_id: int) -> None:
        """Delete Discord's announcement of a thread, which carries its title."""
        place, below = self._bot.get_partial_messageable(channel_id), discord.Object(card_id)
        async for line in place.history(after=below, limit=ANNOUNCED_WITHIN, oldest_first=True):
            told = line.reference
            about = {told.channel_id, told.message_id} if told is not None else set[int | None]()
            if line.type is discord.MessageType.thread_created and about & {thread_id, card_id}:
                await line.delete()

    async def _seek(self, parcel: Seek, channel_id: int) -> Receipt:
        """Erase what an earlier delivery posted, found by its mark, with the thread below it."""
        since = parcel.since - CLOCKS_DIFFER
        await self._may_look(channel_id)
        channel = await self._bot.servers.channel(channel_id)
        is_forum = isinstance(channel, discord.ForumChannel)
        place = self._bot.get_partial_messageable(channel_id)
        standing = (
            self._posts_since(since, channel)
            if is_forum
            else place.history(limit=None, after=since, oldest_first=True)
        )
        mark = mark_of(self._bot.vault, parcel.entry_id)
        for found in [message async for message in standing if self._is_ours(message, mark)]:
            if is_forum:
                await self._remove(Remove(found.channel.id))
            else:
                await self._remove(Remove(found.id, channel_id, found.id))
                await self._erase(Erase(found.id), channel_id)
        return Receipt(channel_id, channel_id)

    def _is_ours(self, message: discord.Message, mark: str) -> bool:
        """Tell whether a message carries a delivery's mark, and nobody else put it there."""
        is_mine = self._bot.user is not None and message.author.id == self._bot.user.id
        said = _said(message.content, message.embeds[0] if message.embeds else None)
        return is_mine and said.endswith(mark)

    async def undo(self, receipt: Receipt) -> None:
        """Take back what was posted for somebody who was forgotten meanwhile."""
        with contextlib.suppress(*TROUBLE):
            if receipt.thread_id is not None:
                where = receipt.channel_id, receipt.message_id
                await self._remove(Remove(receipt.thread_id, *where))
            await self._erase(Erase(receipt.message_id), receipt.channel_id)

    async def _edit(self, parcel: Edit, channel_id: int) -> Receipt:
        card = parcel.card
        options: dict[str, Any] = {}
        if parcel.pictures is not None:
            options["attachments"] = [file_of(picture) for picture in parcel.pictures]
        standing = self._bot.get_partial_messageable(channel_id)
        await standing.get_partial_message(parcel.message_id).edit(
            content=card.content or None, embed=card.embed, view=card.view(), **options
        )
        if parcel.tags is not None:
            await self._retag(channel_id, parcel.tags)
        return Receipt(channel_id, parcel.message_id)

    async def _send(self, entry: OutboxEntry, parcel: Send, channel_id: int) -> Receipt:
        place = self._bot.get_partial_messageable(channel_id)
        if entry.uncertain:
            await self._may_look(channel_id)
            since = place.history(limit=None, after=self._before(entry), oldest_first=True)
            found = await self._already_there(entry, parcel.card, since)
            if found is not None:
                return Receipt(channel_id, found.id)
            await self._is_not_there(entry)
        nonce = f"{self._bot.installation}-{entry.id}"
        sent = await place.send(nonce=nonce, **self._look(entry, parcel))
        return Receipt(channel_id, sent.id)

    def _look(self, entry: OutboxEntry, parcel: Send) -> dict[str, Any]:
        """Return a message's parts as discord.py takes them, with the mark of its delivery."""
        card, mark = parcel.card, mark_of(self._bot.vault, entry.id)
        options: dict[str, Any] = {}
        if card.content:
            options["content"] = card.content + mark
        if card.embed is not None:
            embed = options["embed"] = card.embed.copy()
            if not card.content:
                embed.description = (embed.description or "") + mark
        if (view := card.view()) is not None:
            options["view"] = view
        if parcel.pings or parcel.calls:
            options["allowed_mentions"] = discord.AllowedMentions(
                everyone=False,
                users=[discord.Object(ping) for ping in parcel.pings],
                roles=[discord.Object(role) for role in parcel.calls],
            )
        if parcel.pictures:
            options["files"] = [file_of(picture) for picture in parcel.pictures]
        return options

    async def _send_with_thread(
        self, entry: OutboxEntry, parcel: Send, channel_id: int
    ) -> Receipt | type[Lost]:
        channel = await self._bot.servers.channel(channel_id)
        if isinstance(channel, discord.ForumChannel):
            return await self._post(entry, parcel, channel)
        if not isinstance(channel, discord.TextChannel):
            return Lost
        message_id, stands = entry.message_id, update(OutboxEntry).where(OutboxEntry.id == entry.id)
        if message_id is None:
            message_id = (await self._send(entry, parcel, channel_id)).message_id
            await self._note(stands.values(message_id=message_id))
        try:
            card = channel.get_partial_message(message_id)
            thread = await card.create_thread(name=parcel.title or "…")
        except discord.HTTPException as refusal:
            if refusal.code in LOST_PLACES:
                await self._note(stands.values(message_id=None))
            if refusal.code != HAS_A_THREAD:
                raise
            return Receipt(channel_id, message_id, message_id)
        return Receipt(channel_id, message_id, thread.id)

    async def _post(self, entry: OutboxEntry, parcel: Send, forum: discord.ForumChannel) -> Receipt:
        if entry.uncertain:
            await self._may_look(forum.id)
            found = await self._already_there(entry, parcel.card, self._posts(entry, forum))
            if found is not None:
                return Receipt(found.channel.id, found.id, found.channel.id)
            await self._is_not_there(entry)
        tags = [tag for tag in forum.available_tags if tag.name in parcel.tags][:5]
        post = await forum.create_thread(
            name=parcel.title or "…", applied_tags=tags, **self._look(entry, parcel)
        )
        return Receipt(post.thread.id, post.message.id, post.thread.id)

    def _posts(
        self, entry: OutboxEntry, forum: discord.ForumChannel
    ) -> AsyncIterator[discord.Message]:
        """Return the first messages of the forum's posts since a promise was made."""
        return self._posts_since(self._before(entry), forum)

    async def _posts_since(
        self, since: datetime, forum: discord.ForumChannel
    ) -> AsyncIterator[discord.Message]:
        for thread in await forum.guild.active_threads():
            if thread.parent_id == forum.id and thread.id >= time_snowflake(since):
                async for first in thread.history(limit=1, oldest_first=True):
                    yield first

    def _before(self, entry: OutboxEntry) -> datetime:
        """Return a moment of Discord's before which an entry was surely not posted, whatever our
        clock said then and says now."""
        return min(entry.created_at, self._bot.now()) - CLOCKS_DIFFER

    async def _already_there(
        self, entry: OutboxEntry, card: Card, since: AsyncIterator[discord.Message]
    ) -> discord.Message | None:
        """Look before sending again: return the message that carries this delivery's mark.

        Should marks ever be stripped on the way, the words tell, as long as no other entry sent
        them.
        """
        mark = mark_of(self._bot.vault, entry.id)
        alike: dict[int, discord.Message] = {}
        async for message in since:
            if self._bot.user is None or message.author.id != self._bot.user.id:
                continue
            said = _said(message.content, message.embeds[0] if message.embeds else None)
            if said.endswith(mark):
                return message
            if said == _said(card.content, card.embed):
                alike[message.id] = message
        sent = select(OutboxEntry.message_id).where(OutboxEntry.message_id.in_(alike))
        async with self._bot.db.reading() as session:
            taken = set((await session.scalars(sent)).all())
        return next((found for found in alike.values() if found.id not in taken), None)

    async def _may_look(self, channel_id: int) -> None:
        """See to it that a channel's history is open to us: to whom it is hidden it seems empty.

        Raises:
            HistoryHidden: when it is not.
        """
        channel = await self._bot.servers.channel(channel_id)
        if isinstance(channel, discord.abc.GuildChannel | discord.Thread):
            allowed = channel.permissions_for(channel.guild.me)
            if not allowed.read_message_history:
                raise HistoryHidden

    async def _is_not_there(self, entry: OutboxEntry) -> None:
        """Whoever looked knows: until the next try begins, nothing is uncertain any more."""
        looked = update(OutboxEntry).where(OutboxEntry.id == entry.id)
        await self._note(looked.values(uncertain=False))

    async def _retag(self, thread_id: int, names: tuple[str, ...]) -> None:
        thread = await self._bot.servers.channel(thread_id)
        if isinstance(thread, discord.Thread) and isinstance(thread.parent, discord.ForumChannel):
            tags = [tag for tag in thread.parent.available_tags if tag.name in names][:5]
            if {tag.id for tag in tags} != {tag.id for tag in thread.applied_tags}:
                await thread.edit(applied_tags=tags)

    async def dm_of(self, youth: Youth) -> int | Later:
        """Return the youth's DM channel; opening one for the first time keeps a pace."""
        vault = self._bot.vault
        if youth.dm_channel_id is not None:
            return vault.open_id(youth.dm_channel_id)
        if (later := await self._new_dms.put_off()) is not None:
            return later
        person = vault.open_id(youth.discord_id)
        channel_id = await self._open_dm(person)
        sealed = vault.seal(str(channel_id))
        await self._note(update(Youth).where(Youth.id == youth.id).values(dm_channel_id=sealed))
        self._bot.dispatch("dm_opened", channel_id, person)
        return channel_id

    async def _open_dm(self, person_id: int) -> int:
        async with self._new_dms.heeded():
            return (await self._bot.create_dm(discord.Object(person_id))).id

    async def forget_dm(self, youth: Youth) -> None:
        """A DM channel is gone: the next try opens another one."""
        await self._note(update(Youth).where(Youth.id == youth.id).values(dm_channel_id=None))

    async def _note(self, fact: Update) -> None:
        """Write one fact down at once, so that a later step can fail without losing it."""
        async with self._bot.db.transaction() as session:
            await session.execute(fact)


def judged(trouble: Exception, entry: OutboxEntry) -> Outcome:
    """Tell what an answer of Discord's, or none at all, means for a delivery."""
    match trouble:
        case discord.RateLimited():
            pause = timedelta(seconds=trouble.retry_after)
            return Later("Discord asks for a pause", pause=pause, uncertain=True)
        case discord.HTTPException():
            return _judged_answer(trouble, entry)
        case _:
            return Later(type(trouble).__name__, uncertain=True)


def _judged_answer(answer: discord.HTTPException, entry: OutboxEntry) -> Outcome:
    """Tell what a refusal means. An answer of the server's own trouble says nothing of what it did;
    so does a pause asked for after it, by the library's own second try."""
    if answer.code in MEANING:
        return MEANING[answer.code]
    problem = f"Discord answered {answer.status} ({answer.code})"
    if answer.status in {401, 403}:
        return Later(problem, pause=pause_after(entry.attempts + 4))
    if answer.status == TOO_MANY_REQUESTS or answer.status >= INTERNAL_SERVER_ERROR:
        return Later(problem, uncertain=True)
    is_again = entry.problem == problem and entry.attempts >= TRIES_AT_A_REFUSAL
    return Refused if is_again else Later(problem)


def pause_after(attempts: int) -> timedelta:
    """Return how long to wait after so many tries: 2 s, 4 s, 8 s, … ten minutes at most."""
    return min(FIRST_PAUSE * 2 ** min(attempts, 16), LONG_PAUSE)


def _said(content: str, embed: discord.Embed | None) -> str:
    """Return where the mark stands: the words, else the embed's."""
    return content or (embed.description if embed is not None else None) or ""
