"""Buttons and forms through which words leave."""

from collections.abc import Sequence

import discord
from discord import ui

from bot import access
from bot.app import Maraude
from bot.db import ReadSession
from bot.delivery import Send
from bot.redaction import Private
from bot.texts import Voice
from bot.ui import Card, Form, Press, actor_of, field_of, form, open_form, show, voice_for, whisper
from cogs.relay import cards, queries, service
from cogs.tickets import service as tickets
from models import OutboxEntry, Ticket


def words_form(
    say: Voice, title: str, address: str, hint: str, default: str | None = None
) -> ui.Modal:
    """Return a form with one large field."""
    field = ui.TextInput[ui.View](
        custom_id="words",
        style=discord.TextStyle.paragraph,
        max_length=tickets.LONGEST_WORDS,
        default=default,
    )
    return form(title, address, [field_of(say("words-form-label"), field, description=hint)])


async def ask_for_reply(interaction: discord.Interaction[Maraude], ticket_id: int) -> None:
    """Open the form of a reply."""
    say = voice_for(interaction)
    async with interaction.client.db.reading() as session:
        ticket = await access.ticket_for(session, actor_of(interaction), ticket_id)
    title = say("reply-form-title", alias=ticket.alias.name)
    await open_form(
        interaction, words_form(say, title, f"relay:reply:{ticket_id}:form", say("reply-form-hint"))
    )


async def send_reply(interaction: discord.Interaction[Maraude], ticket_id: int, words: str) -> None:
    """Owe a reply to the youth."""
    bot = interaction.client
    await interaction.response.defer(ephemeral=True, thinking=True)
    async with bot.db.transaction() as session:
        ticket = await service.reply(
            session, bot.vault, actor_of(interaction), ticket_id, Private(words), now=bot.now()
        )
    await whisper(interaction, "relay-reply-leaves", alias=ticket.alias.name)


class ReplyButton(Press, address="relay:reply:{ticket}"):
    """Reply to the youth."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Open the form."""
        await ask_for_reply(interaction, self.number("ticket"))


class ReplyForm(Form, address="relay:reply:{ticket}:form"):
    """A mentor's reply."""

    async def submitted(self, interaction: discord.Interaction[Maraude]) -> None:
        """Send it."""
        await send_reply(interaction, self.number("ticket"), self.words("words"))


class WriteButton(Press, address="relay:write:{ticket}"):
    """Write to my mentor, from the server or the DM."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Open the form."""
        bot, say = interaction.client, voice_for(interaction)
        async with bot.db.reading() as session:
            ticket = await access.own_ticket(
                session, bot.vault, actor_of(interaction), self.number("ticket")
            )
        await open_form(
            interaction,
            words_form(
                say,
                say("write-form-title"),
                f"relay:write:{ticket.id}:form",
                say("write-form-hint"),
            ),
        )


class WriteForm(Form, address="relay:write:{ticket}:form"):
    """A youth's words from the private mailbox."""

    async def submitted(self, interaction: discord.Interaction[Maraude]) -> None:
        """Pass them on."""
        bot = interaction.client
        await interaction.response.defer(ephemeral=True, thinking=True)
        async with bot.db.transaction() as session:
            words = Private(self.words("words"))
            await service.write(
                session,
                bot.vault,
                actor_of(interaction),
                self.number("ticket"),
                words,
                now=bot.now(),
            )
        await whisper(interaction, "relay-passed-on")


class EditButton(Press, address="relay:edit:{message}"):
    """Change a reply that was sent."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Open the form with the words as they are."""
        bot, say = interaction.client, voice_for(interaction)
        async with bot.db.reading() as session:
            message = await access.reply_for(session, actor_of(interaction), self.number("message"))
        before = bot.vault.open(message.words) if message.words is not None else None
        address = f"relay:edit:{message.id}:form"
        await open_form(
            interaction,
            words_form(say, say("edit-form-title"), address, say("edit-form-hint"), before),
        )


class EditForm(Form, address="relay:edit:{message}:form"):
    """A reply, corrected."""

    async def submitted(self, interaction: discord.Interaction[Maraude]) -> None:
        """Let both copies follow."""
        bot = interaction.client
        await interaction.response.defer(ephemeral=True, thinking=True)
        async with bot.db.transaction() as session:
            words = Private(self.words("words"))
            await service.correct(
                session,
                bot.vault,
                actor_of(interaction),
                self.number("message"),
                words,
                now=bot.now(),
            )
        await whisper(interaction, "relay-corrected")


class EraseButton(Press, address="relay:erase:{message}"):
    """Take back a reply that was sent."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Let both copies go."""
        bot = interaction.client
        await interaction.response.defer(ephemeral=True, thinking=True)
        async with bot.db.transaction() as session:
            await service.take_back(
                session, actor_of(interaction), self.number("message"), now=bot.now()
            )
        await whisper(interaction, "relay-taken-back")


async def show_mailbox(interaction: discord.Interaction[Maraude]) -> None:
    """Show a youth all that waits, and the conversations that are open; then note that it was
    read."""
    bot, say, actor = interaction.client, voice_for(interaction), actor_of(interaction)
    await interaction.response.defer(ephemeral=True, thinking=True)
    async with bot.db.reading() as session:
        youth = await access.youth_of(session, bot.vault, actor)
        kept: Sequence[OutboxEntry] = []
        if youth is not None:
            kept = await queries.in_mailbox(session, youth.id)
        open_ones = await tickets.open_requests(session, bot.vault, actor)
        looks = [await _conversation(bot, say, session, ticket) for ticket in open_ones[:3]]
        for entry in kept:
            if not _stands_in_conversation(entry, open_ones):
                parcel = await bot.kinds[entry.card].pack(bot, session, entry)
                looks += [parcel.card] if isinstance(parcel, Send) else []
    if not looks:
        await show(interaction, cards.nobody_listens_card(say))
        return
    for look in looks:
        await show(interaction, look)
    async with bot.db.transaction() as session:
        await service.was_read(
            session, await service.entries_of(session, [entry.id for entry in kept]), now=bot.now()
        )


async def _conversation(bot: Maraude, say: Voice, session: ReadSession, ticket: Ticket) -> Card:
    latest = await queries.latest(session, ticket.id)
    opened = [
        (message, bot.vault.open_words(message.words))
        for message in latest
        if message.words is not None
    ]
    return cards.conversation_card(say, ticket, opened)


def _stands_in_conversation(entry: OutboxEntry, open_ones: Sequence[Ticket]) -> bool:
    """What an open conversation shows already is not shown a second time by itself."""
    return bool(open_ones) and entry.card in {"relay.to_youth", "tickets.received"}
