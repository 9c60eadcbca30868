"""/talk, /queue and /ticket: the commands around a request."""

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot import access
from bot.app import Maraude
from bot.installation import take_note_of_absence
from bot.ui import acknowledge, show, ticket_here
from cogs.tickets import queries, service, views


class Tickets(commands.Cog):
    """Commands of a youth who asks and of mentors who answer."""

    def __init__(self, bot: Maraude) -> None:
        self.bot = bot

    async def cog_load(self) -> None:
        """Count no time against anybody in which Maraude was away."""
        now = self.bot.now()
        async with self.bot.db.transaction() as session:
            away = await take_note_of_absence(session, now=now)
            if away:
                await service.give_time_back(session, away=away, now=now)

    @commands.Cog.listener()
    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        """Somebody deleted a message: was it a card?"""
        await self._deleted(payload.guild_id, {payload.message_id})

    @commands.Cog.listener()
    async def on_raw_bulk_message_delete(self, payload: discord.RawBulkMessageDeleteEvent) -> None:
        """Somebody deleted several messages."""
        await self._deleted(payload.guild_id, payload.message_ids)

    @commands.Cog.listener()
    async def on_raw_thread_delete(self, payload: discord.RawThreadDeleteEvent) -> None:
        """Somebody deleted a thread: its request finds a place again."""
        await self._place_gone(payload.thread_id)

    @commands.Cog.listener()
    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        """Somebody deleted a channel, and every thread in it."""
        await self._place_gone(channel.id)

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Maraude is back in a server."""
        await self._back_in(guild)

    @commands.Cog.listener()
    async def on_guild_available(self, guild: discord.Guild) -> None:
        """A server can be reached again."""
        await self._back_in(guild)

    async def _deleted(self, guild_id: int | None, message_ids: set[int]) -> None:
        if guild_id is None:
            return
        async with self.bot.db.reading() as session:
            if not await queries.by_card(session, message_ids):
                return
        async with self.bot.db.transaction() as session:
            for ticket in await queries.by_card(session, message_ids):
                await service.card_deleted(session, ticket, now=self.bot.now())

    async def _place_gone(self, channel_id: int) -> None:
        async with self.bot.db.transaction() as session:
            for ticket in await queries.by_place(session, channel_id):
                await service.rehome(session, ticket, now=self.bot.now())

    async def _back_in(self, guild: discord.Guild) -> None:
        async with self.bot.db.transaction() as session:
            team = await access.team_at(session, guild.id)
            if team is not None:
                await service.try_again_now(session, team.id, now=self.bot.now())

    @app_commands.command(name="talk")
    async def talk(self, interaction: discord.Interaction[Maraude]) -> None:
        """Ask for help, anonymously."""
        await views.ask_what_it_is_about(interaction)

    @app_commands.command(name="queue")
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    @app_commands.default_permissions(manage_threads=True)
    async def queue(self, interaction: discord.Interaction[Maraude]) -> None:
        """Show what waits and what is mine."""
        await acknowledge(interaction, privately=True)
        await show(interaction, await views.queue_page(interaction))


@app_commands.command(name="claim")
async def claim(interaction: discord.Interaction[Maraude]) -> None:
    """Take this request."""
    await views.claim_for(interaction, await ticket_here(interaction))


@app_commands.command(name="release")
async def release(interaction: discord.Interaction[Maraude]) -> None:
    """Give this request back to the queue."""
    await views.release_for(interaction, await ticket_here(interaction))


@app_commands.command(name="note")
async def note(interaction: discord.Interaction[Maraude]) -> None:
    """Write a note that only the team sees."""
    await views.ask_for_note(interaction, await ticket_here(interaction))


DESK: list[app_commands.Command[Any, ..., None]] = [claim, release, note]
