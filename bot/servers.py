"""The servers that this process does not hear, as Discord describes them when it is asked."""

import asyncio
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import discord
from sqlalchemy import select

from bot.budget import EVENLY, LANE, Lane, in_lane
from bot.db import ReadSession
from models import CampaignMessage, Community, OutboxEntry, Team, Ticket

if TYPE_CHECKING:
    from bot.app import Maraude

FRESH_FOR = timedelta(minutes=10)
"""Rights and channels of a server seldom change; the courier notices what is gone by itself."""
MISSING_ACCESS = 50001
Channel = discord.abc.GuildChannel | discord.Thread | discord.abc.PrivateChannel


class Servers:
    """Finds servers and their channels wherever they are heard. A process that hears all of Discord
    asks for nothing; another asks once, and keeps the answer for ten minutes."""

    def __init__(self, bot: "Maraude") -> None:
        self._bot = bot
        self._asked: dict[int, datetime] = {}
        self._asking = asyncio.Lock()

    @property
    def heard(self) -> list[discord.Guild]:
        """Return the servers of which Discord tells this process what happens."""
        return [guild for guild in self._bot.guilds if self._bot.part.hears(guild.id)]

    async def visit(self, guild_id: int) -> discord.Guild | None:
        """Return a server as it is now, or was a few minutes ago; None when Maraude is not in it.
        Whoever asks, a live conversation may wait for the answer.

        Raises:
            discord.HTTPException, OSError, TimeoutError: when Discord does not answer.
        """
        if self._bot.part.hears(guild_id):
            return self._bot.get_guild(guild_id)
        lane = LANE.get()
        async with self._asking:
            if not self._is_fresh(guild_id):
                with in_lane(Lane.LIVE if lane in EVENLY else lane):
                    await self._ask(guild_id)
                self._asked[guild_id] = self._bot.now()
        return self._bot.get_guild(guild_id)

    async def channel(self, channel_id: int) -> Channel:
        """Return a channel or thread with its server around it.

        Raises:
            discord.HTTPException, OSError, TimeoutError: when there is none, or no answer.
        """
        known = self._bot.get_channel(channel_id) or await self._bot.fetch_channel(channel_id)
        guild = getattr(known, "guild", None)
        if guild is None or self._bot.part.hears(guild.id):
            return known
        await self.visit(guild.id)
        return self._bot.get_channel(channel_id) or await self._bot.fetch_channel(channel_id)

    async def prepare_for(self, entry: OutboxEntry) -> None:
        """See to it that the servers are known of which a delivery may speak.

        Raises:
            discord.HTTPException, OSError, TimeoutError: when Discord does not answer.
            Unavailable: when the database does not.
        """
        if self._bot.part.is_whole or entry.youth_id is not None:
            return
        async with self._bot.db.reading() as session:
            concerned = await _servers_of(session, entry)
        for guild_id in concerned:
            await self.visit(guild_id)

    async def look_at_teams(self) -> None:
        """Know the servers of the teams whose communities are heard here: moderators ask what is
        missing there."""
        if self._bot.part.is_whole:
            return
        linked = select(Community.guild_id, Team.guild_id).join(Community.team)
        async with self._bot.db.reading() as session:
            pairs = (await session.execute(linked)).all()
        for team_server in {team for here, team in pairs if self._bot.part.hears(here)}:
            await self.visit(team_server)

    def _is_fresh(self, guild_id: int) -> bool:
        asked = self._asked.get(guild_id)
        return asked is not None and abs(self._bot.now() - asked) < FRESH_FOR

    async def _ask(self, guild_id: int) -> None:
        http, me = self._bot.http, self._bot.user
        bot: Any = self._bot
        cache = bot._connection  # noqa: SLF001 - discord.py opens no other door to it
        try:
            about: Any = await http.get_guild(guild_id, with_counts=False)
            channels = await http.get_all_guild_channels(guild_id)
            ourselves = await http.get_member(guild_id, me.id if me is not None else 0)
        except discord.HTTPException as refusal:
            if not isinstance(refusal, discord.NotFound) and refusal.code != MISSING_ACCESS:
                raise
            if (gone := self._bot.get_guild(guild_id)) is not None:
                cache._remove_guild(gone)  # noqa: SLF001
            return
        everything = {**about, "channels": channels, "members": [ourselves], "member_count": 0}
        cache._add_guild_from_data(everything)  # noqa: SLF001


async def _servers_of(session: ReadSession, entry: OutboxEntry) -> set[int]:
    """Return the servers of the team and the community that an entry is about."""
    lane, _, number = entry.lane.partition(":")
    ends = {lane: int(number)} if number.isdecimal() else {}
    about = ends | entry.args
    team = about.get("team", about.get("coordinators"))
    ticket = about.get("ticket", about.get("request", about.get("apart")))
    community = entry.community_id or about.get("community", about.get("server"))
    both = select(Team.guild_id, Community.guild_id).join(Community.team)
    invitation = about.get("invitation")
    of_ticket = both.join(Ticket, Ticket.community_id == Community.id)
    of_invitation = select(Team.guild_id).join(CampaignMessage, CampaignMessage.team_id == Team.id)
    questions: list[tuple[Any, Any]] = [
        (team, select(Team.guild_id).where(Team.id == team)),
        (community, both.where(Community.id == community)),
        (ticket, of_ticket.where(Ticket.id == ticket)),
        (invitation, of_invitation.where(CampaignMessage.id == invitation)),
    ]
    found: set[int] = set()
    for number, question in questions:
        for row in (await session.execute(question)).all() if number is not None else ():
            found.update(row)
    return found
