"""Hears DMs in the order in which they were written, each once; reads back what was missed.

Discord replays nothing after a lost session, and nobody hears while no process lives. What stands
in the DM is the truth: a channel that may have been missed is read from the last message heard, and
until that is done, whatever arrives in it waits its turn.
"""

import asyncio
import contextlib
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable
from weakref import WeakValueDictionary

import aiohttp
import discord
from discord.utils import time_snowflake
from sqlalchemy.exc import IntegrityError

from bot import access
from bot.access import Actor
from bot.app import Maraude
from bot.budget import LANE, Lane
from bot.errors import Conflict, Unavailable
from bot.limits import ANSWERS_TO_STRANGERS, WORDS_BY_DM, Limit
from bot.redaction import Private
from bot.ui import Card, answer_dm, explanation, sos_card
from cogs.relay import cards, queries, service
from cogs.relay.service import Heard, Letter
from cogs.safeguarding import service as safeguarding
from cogs.tickets import service as tickets
from models import Youth

log = logging.getLogger(__name__)
PASSED_ON = "📨"
AT_ONCE = 4
CONSOLED_FOR = 30 * 60.0
"""Seconds in which helplines are shown once in a DM."""
KNOWN = {Heard.ALREADY_HERE, Heard.FROM_BEFORE}
"""What was answered when it was new; it stands in the DM and is read again and again."""
UNKNOWN_MESSAGE = 10008
WRITTEN_BY_PEOPLE = {discord.MessageType.default, discord.MessageType.reply}
LINE = (
    discord.HTTPException, discord.RateLimited, aiohttp.ClientError, OSError, TimeoutError
)  # fmt: skip
TROUBLE = (*LINE, Unavailable, Conflict, IntegrityError)
"""Also when another process was faster: then there is nothing left to do the next time."""


class Inbox:
    """Takes DMs in, live or from the history, one after the other in each channel."""

    def __init__(self, bot: Maraude) -> None:
        self._bot = bot
        self._turns: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
        self._behind: dict[int, int] = {}
        """DM channels that must be read before anything else is heard there, and whose they are;
        in memory only."""
        self._lost_touch = False
        self._consoled: dict[int, float] = {}
        """DM channels where helplines were shown a while ago."""
        self._unanswered: dict[int, discord.Message] = {}
        """The last words in each DM that could not be stored, until they can."""
        self._put_off: list[Callable[[], Awaitable[None]]] = []
        """Edits and deletions that came while the database was away, in their order."""
        self._readers = asyncio.Semaphore(AT_ONCE)

    def lose_touch(self) -> None:
        """A new session began: nothing is heard before it was read what came in between."""
        self._lost_touch = True

    async def hear(self, message: discord.Message) -> None:
        """Take in what somebody has just written."""
        channel_id = message.channel.id
        self._console(message)
        if self._lost_touch or channel_id in self._behind:
            self._behind[channel_id] = message.author.id
            if not await self._read_back(channel_id):
                await self._hear_later(message)
                return
        async with self._turn(channel_id):
            try:
                await self._take_in(message)
            except TROUBLE as trouble:
                self._behind[channel_id] = message.author.id
                log.warning("A DM could not be taken in yet: %s", type(trouble).__name__)
                if isinstance(trouble, Unavailable):
                    await self._hear_later(message)

    async def _hear_later(self, message: discord.Message) -> None:
        """Say, once in an outage, that words are safe where they stand; they are read later."""
        is_first = message.channel.id not in self._unanswered
        self._unanswered[message.channel.id] = message
        if is_first:
            reader = self._bot.readers.at_once(message.author.id)
            say, later = self._bot.texts.voice(reader.voice), service.HeardLater()
            await _answer(message, explanation(self._bot, say, later, country=reader.country))

    def _console(self, message: discord.Message) -> None:
        """Show helplines at once to who writes of danger, before anything is stored or asked; once
        in a while for each."""
        if not safeguarding.sounds_dangerous(all_words_of(message)):
            return
        now, channel_id = asyncio.get_running_loop().time(), message.channel.id
        if now - self._consoled.get(channel_id, -CONSOLED_FOR) < CONSOLED_FOR:
            return
        self._consoled = {k: at for k, at in self._consoled.items() if now - at < CONSOLED_FOR}
        self._consoled[channel_id] = now
        bot = self._bot

        async def show() -> None:
            LANE.set(Lane.DANGER)
            reader = await bot.readers.find(message.author.id)
            lines = bot.helplines.urgent(reader.country)
            card = sos_card(bot.texts.voice(reader.voice), lines, reader.country)
            await _answer(message, card, about="sos")

        bot.background(show())

    async def opened(self, channel_id: int, person: int) -> None:
        """Read a DM that was opened a moment ago: a youth may have written in it before."""
        self._behind[channel_id] = person
        await self._read_in_turn(channel_id)

    async def edited(self, message: discord.Message) -> None:
        """Follow a youth who changed words in the DM."""
        self._console(message)

        async def follow() -> None:
            async with self._turn(message.channel.id):
                await self._follow(message)

        await self._now_or_later(follow)

    async def deleted(self, channel_id: int, message_ids: Iterable[int]) -> None:
        """Follow a youth who deleted words in the DM."""

        async def let_go() -> None:
            async with self._turn(channel_id), self._bot.db.transaction() as session:
                await service.youth_deleted(session, sorted(message_ids), now=self._bot.now())

        await self._now_or_later(let_go)

    async def copies_deleted(self, message_ids: Iterable[int]) -> None:
        """Follow who deleted copies of replies in a thread; most of what is deleted in a server is
        none."""

        async def let_go() -> None:
            async with self._bot.db.reading() as session:
                copies = await queries.replies_among(session, sorted(message_ids))
            if copies:
                async with self._bot.db.transaction() as session:
                    await service.copy_deleted(session, copies, now=self._bot.now())

        await self._now_or_later(let_go)

    async def _now_or_later(self, work: Callable[[], Awaitable[None]]) -> None:
        try:
            await work()
        except (Unavailable, Conflict):
            log.warning("An edit or a deletion could not be followed yet")
            self._put_off.append(work)
        except IntegrityError:
            log.info("Another process followed an edit or a deletion first")

    async def catch_up(self) -> None:
        """Read what was missed by everyone who may write, and in the threads of open requests."""
        if self._bot.part.hears_dms:
            async with self._bot.db.reading() as session:
                youths = await queries.who_may_write(session)
            self._fall_behind(youths)
            self._bot.background(self._look_elsewhere())
        self._lost_touch = False
        await self.retry()
        await self._compare_threads()

    async def sweep(self) -> None:
        """Read the DMs and threads of open requests once more, should Discord have kept an event to
        itself."""
        async with self._bot.db.reading() as session:
            self._fall_behind(await queries.who_is_talking(session))
        await self.retry()
        await self._compare_threads()

    async def _look_elsewhere(self) -> None:
        """Find the DMs of those who are answered in the mailbox, and may have written there all the
        same; slowly, as Discord wants it."""
        try:
            async with self._bot.db.reading() as session:
                youths = await queries.who_talks_elsewhere(session)
            for youth in youths:
                place = await self._bot.courier.dm_of(youth)
                self._behind[place] = self._bot.vault.open_id(youth.discord_id)
                await self._read_back(place)
        except TROUBLE as trouble:
            log.warning("Some DMs could not be looked for: %s", type(trouble).__name__)

    async def retry(self) -> None:
        """Read what is still to be read."""
        if self._lost_touch:
            await self.catch_up()
            return
        put_off, self._put_off = self._put_off, []
        for work in put_off:
            await self._now_or_later(work)
        await asyncio.gather(*(self._read_in_turn(channel_id) for channel_id in [*self._behind]))

    async def _read_in_turn(self, channel_id: int) -> None:
        """Read one DM, a few at once; who writes at this moment does not wait for the others, nor
        does any live conversation when there are thousands."""
        LANE.set(Lane.FIRST)
        async with self._readers:
            await self._read_back(channel_id)

    def _fall_behind(self, youths: Iterable[Youth]) -> None:
        open_id = self._bot.vault.open_id
        for youth in youths:
            if youth.dm_channel_id is not None:
                self._behind[open_id(youth.dm_channel_id)] = open_id(youth.discord_id)

    @contextlib.asynccontextmanager
    async def _turn(self, channel_id: int) -> AsyncGenerator[None]:
        turn = self._turns.setdefault(channel_id, asyncio.Lock())
        async with turn:
            yield

    async def _read_back(self, channel_id: int) -> bool:
        """Read one DM; what goes wrong leaves it to be read again. Return whether it was read."""
        async with self._turn(channel_id):
            person = self._behind.get(channel_id)
            if person is None:
                return True
            try:
                await self._compare(channel_id, Actor(discord_id=person, guild_id=None))
            except (discord.NotFound, discord.Forbidden):
                log.info("A DM cannot be read any more")
            except TROUBLE as trouble:
                log.warning("A DM could not be read back yet: %s", type(trouble).__name__)
                return False
            if not self._lost_touch:
                self._behind.pop(channel_id, None)
            return True

    async def _compare(self, channel_id: int, actor: Actor) -> None:
        """Compare a DM with what is known of it; a stranger who wrote while the database was away
        is answered."""
        async with self._bot.db.reading() as session:
            youth = await access.youth_of(session, self._bot.vault, actor)
        waits = self._unanswered.pop(channel_id, None)
        if youth is not None:
            await self._compare_with(youth, channel_id, actor)
        elif waits is not None:
            await self._answer_stranger(waits)

    async def _compare_with(self, youth: Youth, channel_id: int, actor: Actor) -> None:
        """Hear what is new in a DM, follow what was changed or deleted."""
        bot = self._bot
        async with bot.db.reading() as session:
            standing = await queries.standing_in_dm(session, youth.id, now=bot.now())
            open_ones = await tickets.open_requests(session, bot.vault, actor)
        heard_up_to = youth.heard_up_to
        if heard_up_to is None:
            heard_up_to = time_snowflake(youth.created_at)
            async with bot.db.transaction() as session:
                await service.begin_to_listen(session, bot.vault, actor, heard_up_to)
        since = {time_snowflake(ticket.opened_at) for ticket in open_ones}
        begin = discord.Object(min(standing | since | {heard_up_to + 1}) - 1)
        seen: set[int] = set()
        place = bot.get_partial_messageable(channel_id)
        async for message in place.history(limit=None, after=begin, oldest_first=True):
            if message.author.bot:
                continue
            seen.add(message.id)
            if message.id not in standing:
                await self._take_in(message)
            elif message.edited_at is not None and await self._follow(message):
                self._console(message)
        if gone := [one for one in sorted(standing - seen) if await _is_gone(place, one)]:
            async with bot.db.transaction() as session:
                await service.youth_deleted(session, gone, now=bot.now())

    async def _take_in(self, message: discord.Message) -> None:
        if message.type not in WRITTEN_BY_PEOPLE:
            return
        bot, actor = self._bot, Actor(discord_id=message.author.id, guild_id=None)
        try:
            async with bot.db.transaction() as session:
                letter, now = letter_of(message), bot.now()
                heard = await service.hear(session, bot.vault, actor, letter, now=now)
                if heard not in KNOWN:
                    self._console(message)
        except Unavailable:
            self._console(message)
            raise
        if heard is Heard.BY_A_STRANGER:
            await self._answer_stranger(message)
        elif heard is Heard.READ_FIRST:
            self._behind[message.channel.id] = message.author.id
            await self._compare(message.channel.id, actor)
            self._behind.pop(message.channel.id, None)
        elif heard in {Heard.PASSED_ON, Heard.HELD, Heard.ALREADY_HERE} and self._has_room(
            "words", message, WORDS_BY_DM
        ):
            await _nod(message)

    async def _answer_stranger(self, message: discord.Message) -> None:
        """Say a few times an hour that nobody listens; then only danger is answered."""
        bot = self._bot
        if self._has_room("stranger", message, ANSWERS_TO_STRANGERS):
            say = bot.texts.voice(bot.readers.at_once(message.author.id).voice)
            await _answer(message, cards.nobody_listens_card(say))

    def _has_room(self, what: str, message: discord.Message, limit: Limit) -> bool:
        person = self._bot.vault.mark("limit", message.author.id)
        return self._bot.limits.has_room((what, person), limit)

    async def _follow(self, message: discord.Message) -> bool:
        """Follow a change; return whether other words stand here now."""
        bot = self._bot
        async with bot.db.transaction() as session:
            return await service.youth_edited(
                session,
                bot.vault,
                message.id,
                Private(message.content),
                [attachment.id for attachment in message.attachments],
                edited_at=message.edited_at or bot.now(),
                now=bot.now(),
            )

    async def _compare_threads(self) -> None:
        """Follow mentors who deleted the thread's copy of a reply while nobody looked."""
        async with self._bot.db.reading() as session:
            threads = await queries.replies_in_threads(session)
        await asyncio.gather(*(self._compare_thread(*thread) for thread in threads.items()))

    async def _compare_thread(self, thread_id: int, standing: set[int]) -> None:
        bot = self._bot
        place, begin = bot.get_partial_messageable(thread_id), discord.Object(min(standing) - 1)
        async with self._readers:
            try:
                there = {m.id async for m in place.history(limit=None, after=begin)}
                gone = [one for one in sorted(standing - there) if await _is_gone(place, one)]
            except TROUBLE as trouble:
                log.warning("A thread could not be read back: %s", type(trouble).__name__)
                return
        if gone:
            async with bot.db.transaction() as session:
                await service.copy_deleted(session, gone, now=bot.now())


def all_words_of(message: discord.Message) -> Private:
    """Return every word of a DM, also of what cannot be passed on: what was forwarded, a poll,
    what describes a picture. Danger is listened for in all of it."""
    parts = [message.content, *(forwarded.content for forwarded in message.message_snapshots)]
    parts += [attachment.description or "" for attachment in message.attachments]
    if message.poll is not None:
        parts += [message.poll.question, *(answer.text for answer in message.poll.answers)]
    return Private("\n".join(part for part in parts if part))


def letter_of(message: discord.Message) -> Letter:
    """Return what a DM holds: words, pictures, and what cannot be passed on."""
    pictures = [a for a in message.attachments if (a.content_type or "").startswith("image/")]
    kinds = {
        "voice": message.flags.voice,
        "file": len(pictures) < len(message.attachments) and not message.flags.voice,
        "sticker": bool(message.stickers),
        "forward": bool(message.message_snapshots),
        "poll": message.poll is not None,
    }
    answered = message.reference.message_id if message.reference is not None else None
    return Letter(
        message_id=message.id,
        dm_channel_id=message.channel.id,
        words=Private(message.content),
        sounds_dangerous=safeguarding.sounds_dangerous(all_words_of(message)),
        pictures=tuple(a.id for a in pictures),
        left_out=tuple(kind for kind, is_there in kinds.items() if is_there),
        answers_to=answered,
    )


async def _is_gone(place: discord.PartialMessageable, message_id: int) -> bool:
    """Ask for one message: a list that lacks it proves nothing, it may be hidden from us."""
    try:
        await place.fetch_message(message_id)
    except discord.NotFound as answer:
        return answer.code == UNKNOWN_MESSAGE
    return False


async def _answer(message: discord.Message, card: Card, *, about: str = "answer") -> None:
    """Answer who has just written and of whom nothing may be stored; a line that fails for a moment
    is tried again."""
    for pause in (1, 4, None):
        try:
            await answer_dm(message, card, about=about)
        except discord.Forbidden:
            return
        except LINE as trouble:
            if pause is None:
                log.warning("Somebody could not be answered: %s", type(trouble).__name__)
                return
            await asyncio.sleep(pause)
        else:
            return


async def _nod(message: discord.Message) -> None:
    """Show that words are safe here; a nod that cannot be given is no reason to stop."""
    if not any(reaction.me for reaction in message.reactions):
        with contextlib.suppress(discord.HTTPException):
            await message.add_reaction(PASSED_ON)
