"""Buttons and forms through which words leave."""

from dataclasses import dataclass

import discord
from discord import ui

from bot import access
from bot.app import Maraude
from bot.db import ReadSession
from bot.parcels import Send
from bot.redaction import Private
from bot.texts import Voice
from bot.ui import (
    Card,
    Form,
    Press,
    acknowledge,
    actor_of,
    field_of,
    form,
    open_form,
    redraw,
    show,
    sos_card,
    voice_for,
    whisper,
)
from cogs.relay import album, cards, queries, service
from cogs.safeguarding import service as safeguarding
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
    """Open the form of a reply, unless it could not leave."""
    say, actor = voice_for(interaction), actor_of(interaction)
    async with interaction.client.db.reading() as session:
        ticket = await access.ticket_for(session, actor, ticket_id)
        await tickets.may_reply(session, actor, ticket, now=interaction.client.now())
    title = say("reply-form-title", alias=ticket.alias.name)
    await open_form(
        interaction, words_form(say, title, f"relay:reply:{ticket_id}:form", say("reply-form-hint"))
    )


async def send_reply(
    interaction: discord.Interaction[Maraude],
    ticket_id: int,
    words: str,
    picture: discord.Attachment | None = None,
) -> None:
    """Owe a reply to the youth."""
    bot = interaction.client
    await acknowledge(interaction, privately=True)
    image = await album.taken(bot, picture) if picture is not None else None
    async with bot.db.transaction() as session:
        ticket = await service.reply(
            session,
            bot.vault,
            actor_of(interaction),
            ticket_id,
            Private(words),
            now=bot.now(),
            picture=image.image if image is not None else None,
        )
    say = voice_for(interaction)
    told = [say("relay-reply-leaves", alias=ticket.alias.name)]
    if image is not None and image.moved:
        told.append(say("relay-picture-moved"))
    await show(interaction, Card("\n".join(told)))


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


class MeantButton(Press, address="relay:meant:{ticket}"):
    """This is the conversation that was meant."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Pass on what was held."""
        bot, say = interaction.client, voice_for(interaction)
        await acknowledge(interaction)
        async with bot.db.transaction() as session:
            ticket = await service.place(
                session, bot.vault, actor_of(interaction), self.number("ticket"), now=bot.now()
            )
        await redraw(interaction, Card(say("relay-placed", alias=ticket.alias.name)))


class WriteForm(Form, address="relay:write:{ticket}:form"):
    """A youth's words from the private mailbox."""

    async def submitted(self, interaction: discord.Interaction[Maraude]) -> None:
        """Pass them on."""
        bot, say, words = interaction.client, voice_for(interaction), Private(self.words("words"))
        await acknowledge(interaction, privately=True)
        if safeguarding.sounds_dangerous(words):
            country = bot.readers.at_once(interaction.user.id, interaction.guild_id).country
            await show(interaction, sos_card(say, bot.helplines.urgent(country), country))
        async with bot.db.transaction() as session:
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
        await acknowledge(interaction, privately=True)
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
        await acknowledge(interaction, privately=True)
        async with bot.db.transaction() as session:
            await service.take_back(
                session, actor_of(interaction), self.number("message"), now=bot.now()
            )
        await whisper(interaction, "relay-taken-back")


async def show_mailbox(interaction: discord.Interaction[Maraude]) -> None:
    """Show a youth all that waits, and the conversations that are open; then note that it was
    read."""
    bot, say, actor = interaction.client, voice_for(interaction), actor_of(interaction)
    await acknowledge(interaction, privately=True)
    async with bot.db.transaction() as session:
        await access.take_in_once(session, actor)
    async with bot.db.reading() as session:
        youth = await access.youth_of(session, bot.vault, actor)
        kept: list[OutboxEntry] = []
        if youth is not None:
            kept = list(await queries.in_mailbox(session, youth.id))
        open_ones = await tickets.open_requests(session, bot.vault, actor)
        pages = [await _conversation(bot, say, session, ticket) for ticket in open_ones[:3]]
        shown = {message_id for page in pages for message_id in page.message_ids}
        known = {ticket.id for ticket in open_ones[:3]}
        looks: list[Send] = []
        for entry in kept:
            if not _stands_on_a_page(entry, shown, known):
                parcel = await bot.kinds[entry.card].pack(bot, session, entry)
                looks += [parcel] if isinstance(parcel, Send) else []
    looks += [page.look for page in pages]
    if not looks:
        await show(interaction, cards.nobody_listens_card(say))
        return
    for look in looks:
        await show(interaction, look.card, look.pictures)
    async with bot.db.transaction() as session:
        await service.was_read(
            session, await service.entries_of(session, [entry.id for entry in kept]), now=bot.now()
        )


@dataclass(frozen=True)
class Page:
    """The last words of a conversation, and which of them it shows whole."""

    look: Send
    message_ids: frozenset[int]


async def _conversation(bot: Maraude, say: Voice, session: ReadSession, ticket: Ticket) -> Page:
    opened = [
        (message, bot.vault.open_words(message.words))
        for message in await queries.latest(session, ticket.id)
        if message.words is not None
    ]
    last = cards.last_page(say, opened)
    ids = frozenset(message.id for message, _ in last)
    pictures = await queries.pictures_sent_to_youth(session, ids)
    attached = album.attached(bot, list(pictures), veiled=False)
    too_many = await queries.with_other_pictures(session, ids, [p.id for p in pictures])
    look = Send(cards.conversation_card(say, ticket, last), pictures=attached)
    return Page(look, ids - too_many)


def _stands_on_a_page(entry: OutboxEntry, shown: set[int], known: set[int]) -> bool:
    """What a page shows already is not shown a second time by itself."""
    if entry.card == "relay.to_youth":
        return entry.args["message"] in shown
    return entry.card == "tickets.received" and entry.args["ticket"] in known


class UnveilButton(Press, address="relay:unveil:{message}"):
    """Show the team what was masked."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Let the copy in the thread follow."""
        bot = interaction.client
        await acknowledge(interaction)
        async with bot.db.transaction() as session:
            await service.unveil(
                session, bot.vault, actor_of(interaction), self.number("message"), now=bot.now()
            )
        await redraw(interaction, Card(voice_for(interaction)("relay-unveiled")))
