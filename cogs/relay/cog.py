"""What happens in DMs and threads, /messages and /ticket reply."""

import contextlib
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.access import Actor
from bot.app import Maraude
from bot.errors import Unavailable
from bot.ui import ticket_here
from cogs.relay import service, views
from cogs.relay.inbox import Inbox


class Relay(commands.Cog):
    """Hears what youths write, and follows edits and deletions on both sides."""

    def __init__(self, bot: Maraude, inbox: Inbox) -> None:
        self.bot = bot
        self.inbox = inbox

    @app_commands.command(name="messages")
    async def messages(self, interaction: discord.Interaction[Maraude]) -> None:
        """Read and answer in private, without DMs."""
        await views.show_mailbox(interaction)

    @commands.Cog.listener()
    async def on_connect(self) -> None:
        """A session begins, perhaps after one that was lost: what came in between is read first."""
        self.inbox.lose_touch()

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Read what was missed."""
        with contextlib.suppress(Unavailable):
            await self.inbox.catch_up()

    @commands.Cog.listener()
    async def on_dm_opened(self, channel_id: int, person: int) -> None:
        """The courier opened a DM."""
        await self.inbox.opened(channel_id, person)

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Hear what is written to Maraude itself; what is said in servers is nobody's business
        here."""
        if message.guild is None and not message.author.bot:
            await self.inbox.hear(message)

    @commands.Cog.listener()
    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        """Follow a youth who changes words in the DM."""
        message, whole = payload.message, {"content", "attachments"} <= payload.data.keys()
        if payload.guild_id is None and not message.author.bot and whole:
            await self.inbox.edited(message)

    @commands.Cog.listener()
    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        """Follow who deletes one copy."""
        await self._deleted(payload, {payload.message_id})

    @commands.Cog.listener()
    async def on_raw_bulk_message_delete(self, payload: discord.RawBulkMessageDeleteEvent) -> None:
        """Follow who deletes several copies."""
        await self._deleted(payload, payload.message_ids)

    @commands.Cog.listener()
    async def on_raw_member_remove(self, payload: discord.RawMemberRemoveEvent) -> None:
        """Tell the mentor when a youth leaves in mid-conversation; heard with the members intent
        only."""
        actor = Actor(discord_id=payload.user.id, guild_id=payload.guild_id)
        async with self.bot.db.transaction() as session:
            await service.youth_left(session, self.bot.vault, actor, now=self.bot.now())

    async def _deleted(
        self,
        payload: discord.RawMessageDeleteEvent | discord.RawBulkMessageDeleteEvent,
        message_ids: set[int],
    ) -> None:
        if payload.guild_id is None:
            await self.inbox.deleted(payload.channel_id, message_ids)
            return
        await self.inbox.copies_deleted(message_ids)


@app_commands.command(name="reply")
async def reply(
    interaction: discord.Interaction[Maraude],
    words: app_commands.Range[str, 1, 1500] | None = None,
    picture: discord.Attachment | None = None,
) -> None:
    """Reply to the youth."""
    ticket_id = await ticket_here(interaction)
    if words is None and picture is None:
        await views.ask_for_reply(interaction, ticket_id)
    else:
        await views.send_reply(interaction, ticket_id, (words or "").strip(), picture)


DESK: list[app_commands.Command[Any, ..., None]] = [reply]
