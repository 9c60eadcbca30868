"""Whose helplines somebody should read, and in which language, as far as it is known at once.

In memory, by keyed marks: where somebody last acted, and who has an open request. A direct message
says neither country nor language, and helplines never wait for the database: it is asked for a
moment, then what is known serves.
"""

import asyncio
import contextlib
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from bot import access
from bot.errors import Expected
from bot.texts import Locale, locale_of
from models import IS_OPEN, Alias, Community, Ticket, Youth

if TYPE_CHECKING:
    from bot.app import Maraude

A_MOMENT = timedelta(seconds=0.4)
MOST = 20_000
SPEAK_FRENCH = {"FR", "BE", "CH", "CA"}


@dataclass(frozen=True)
class Known:
    """What must be known of a community, or of somebody in it, at once: whose helplines, and which
    language."""

    country: str
    locale: str

    @property
    def voice(self) -> Locale:
        """Return the language in which to speak."""
        return locale_of(self.locale) or "en"


class Readers:
    """What was last known of each person."""

    def __init__(self, bot: "Maraude") -> None:
        self._bot = bot
        self._known: dict[bytes, Known] = {}
        self._looking: set[asyncio.Task[None]] = set()

    def __len__(self) -> int:
        return len(self._known)

    def remember(self, person_id: int, guild_id: int | None, locale: str) -> None:
        """Keep where somebody acts, and in which language they read."""
        place = self._bot.known.get(guild_id or 0)
        if place is not None:
            self._keep(self._mark(person_id), Known(place.country, locale))

    def forget(self, person_id: int) -> None:
        """Keep nothing of somebody."""
        self._known.pop(self._mark(person_id), None)

    def at_once(self, person_id: int, guild_id: int | None = None) -> Known:
        """Return what is known of somebody without asking; else of the only community there is,
        else the operator's country."""
        communities = self._bot.known
        here = communities.get(guild_id or 0) or self._known.get(self._mark(person_id))
        if here is not None:
            return here
        if guild_id is None and len(communities) == 1:
            return next(iter(communities.values()))
        country = self._bot.settings.service.country
        return Known(country, "fr" if country in SPEAK_FRENCH else "en")

    async def find(self, person_id: int, guild_id: int | None = None) -> Known:
        """Return what is known of somebody, after a short look into the database if it is not known
        at once; a longer one serves the next time."""
        is_known = guild_id in self._bot.known or (
            guild_id is None and self._mark(person_id) in self._known
        )
        if not is_known:
            look = asyncio.get_running_loop().create_task(self._look_up(person_id, guild_id))
            self._looking.add(look)
            look.add_done_callback(self._looking.discard)
            await asyncio.wait({look}, timeout=A_MOMENT.total_seconds())
        return self.at_once(person_id, guild_id)

    async def look_around(self) -> None:
        """Keep what is to be known of everybody who may write at any moment."""
        told = Ticket.id, Youth.lookup, Youth.locale, Community.country
        talking = select(*told).join(Alias, Alias.youth_id == Youth.id)
        talking = talking.join(Ticket, Ticket.alias_id == Alias.id).where(IS_OPEN)
        talking = talking.join(Community, Community.id == Ticket.community_id)
        async with self._bot.db.reading() as session:
            rows = (await session.execute(talking)).all()
        for _, mark, locale, country in sorted(rows, key=lambda row: row.id):
            self._keep(mark, Known(country, locale))

    async def _look_up(self, person_id: int, guild_id: int | None) -> None:
        bot, actor = self._bot, access.Actor(discord_id=person_id, guild_id=guild_id)
        with contextlib.suppress(Expected):
            async with bot.db.reading() as session:
                community = await access.community_known(session, bot.vault, actor)
                youth = await access.youth_of(session, bot.vault, actor)
            bot.remember(community)
            locale = community.locale if youth is None else youth.locale
            self._keep(self._mark(person_id), Known(community.country, locale))

    def _keep(self, mark: bytes, known: Known) -> None:
        self._known.pop(mark, None)
        self._known[mark] = known
        while len(self._known) > MOST:
            self._known.pop(next(iter(self._known)))

    def _mark(self, person_id: int) -> bytes:
        return self._bot.vault.mark("youth", person_id)
