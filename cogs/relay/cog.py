"""What happens in DMs and threads, /messages and /ticket reply."""

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.access import Actor
from bot.app import Maraude
from bot.errors import Expected
from bot.redaction import Private
from bot.texts import Voice
from bot.ui import Card, answer_dm, explanation, ticket_here
from cogs.relay import cards, service, views
from cogs.relay.service import Heard, Hearing

PASSED_ON = "📨"


class Relay(commands.Cog):
    """Hears what youths write, and follows edits and deletions on both sides."""

    def __init__(self, bot: Maraude) -> None:
        self.bot = bot

    @app_commands.command(name="messages")
    async def messages(self, interaction: discord.Interaction[Maraude]) -> None:
        """Read and answer in private, without DMs."""
        await views.show_mailbox(interaction)

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Hear what is written to Maraude itself; what is said in servers is nobody's business
        here."""
        if message.guild is not None or message.author.bot:
            return
        bot = self.bot
        try:
            hearing = await self._hear(message)
        except Expected as error:
            await answer_dm(message, explanation(bot, bot.texts.voice("fr"), error))
            return
        say = bot.texts.voice(hearing.locale)
        match hearing.heard:
            case Heard.NOBODY_LISTENS:
                await answer_dm(message, cards.nobody_listens_card(say))
            case Heard.WHICH_ONE:
                await answer_dm(message, cards.which_one_card(say, hearing.tickets))
            case Heard.PASSED_ON | Heard.ALREADY_HERE | Heard.NOTHING_TO_READ:
                await self._acknowledge(message, say)

    async def _hear(self, message: discord.Message) -> Hearing:
        async with self.bot.db.transaction() as session:
            return await service.hear(
                session,
                self.bot.vault,
                Actor(discord_id=message.author.id, guild_id=None),
                message_id=message.id,
                dm_channel_id=message.channel.id,
                words=Private(message.content),
                now=self.bot.now(),
            )

    async def _acknowledge(self, message: discord.Message, say: Voice) -> None:
        """Show that words are safe here; say so when something else than words cannot be passed
        on."""
        if message.attachments or message.stickers or not message.content:
            await answer_dm(message, Card(say("relay-only-words")))
        if message.content:
            await message.add_reaction(PASSED_ON)

    @commands.Cog.listener()
    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        """Follow a youth who changes words in the DM."""
        if (
            payload.guild_id is not None
            or payload.message.author.bot
            or not payload.message.content
        ):
            return
        async with self.bot.db.transaction() as session:
            words = Private(payload.message.content)
            await service.youth_edited(
                session, self.bot.vault, payload.message_id, words, now=self.bot.now()
            )

    @commands.Cog.listener()
    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        """Follow who deletes one copy."""
        await self._deleted([payload.message_id], in_server=payload.guild_id is not None)

    @commands.Cog.listener()
    async def on_raw_bulk_message_delete(self, payload: discord.RawBulkMessageDeleteEvent) -> None:
        """Follow who deletes several copies."""
        await self._deleted(sorted(payload.message_ids), in_server=payload.guild_id is not None)

    @commands.Cog.listener()
    async def on_raw_member_remove(self, payload: discord.RawMemberRemoveEvent) -> None:
        """Tell the mentor when a youth leaves in mid-conversation; heard with the members intent
        only."""
        actor = Actor(discord_id=payload.user.id, guild_id=payload.guild_id)
        async with self.bot.db.transaction() as session:
            await service.youth_left(session, self.bot.vault, actor, now=self.bot.now())

    async def _deleted(self, message_ids: list[int], *, in_server: bool) -> None:
        async with self.bot.db.transaction() as session:
            follow = service.copy_deleted if in_server else service.youth_deleted
            await follow(session, message_ids, now=self.bot.now())


@app_commands.command(name="reply")
async def reply(
    interaction: discord.Interaction[Maraude], words: app_commands.Range[str, 1, 1500] | None = None
) -> None:
    """Reply to the youth."""
    ticket_id = await ticket_here(interaction)
    if words is None:
        await views.ask_for_reply(interaction, ticket_id)
    else:
        await views.send_reply(interaction, ticket_id, words.strip())


DESK: list[app_commands.Command[Any, ..., None]] = [reply]
