"""Buttons and forms through which words leave."""

import asyncio
from dataclasses import dataclass, replace

import discord
from discord import ui

from bot import access, previews
from bot.app import Maraude
from bot.db import ReadSession
from bot.parcels import Send
from bot.redaction import Private
from bot.texts import Voice
from bot.ui import (
    Attached,
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
from bot.writers import Writer
from cogs.relay import album, cards, queries, rules, service
from cogs.safeguarding import service as safeguarding
from cogs.tickets import service as tickets
from models import OutboxEntry, Ticket

LOOKS_AFTER = (0, 0.2, 0.4, 0.8, 1.6)
"""Seconds between looks at a reply that left at the moment in which it was taken back."""


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


def reply_form(say: Voice, ticket: Ticket) -> ui.Modal:
    """Return the form of a reply, which may be looked at before it leaves."""
    title = say("reply-form-title", alias=ticket.alias.name)
    modal = words_form(say, title, f"relay:reply:{ticket.id}:form", say("reply-form-hint"))
    first = discord.CheckboxGroupOption(
        label=say("reply-form-first"), value="first", description=say("reply-form-first-hint")
    )
    box = ui.CheckboxGroup[ui.View](
        custom_id="wishes", options=[first], required=False, min_values=0
    )
    modal.add_item(field_of(say("reply-form-wishes"), box))
    return modal


async def ask_for_reply(interaction: discord.Interaction[Maraude], ticket_id: int) -> None:
    """Open the form of a reply, unless it could not leave; who comes while a colleague writes is
    told so first."""
    bot, say = interaction.client, voice_for(interaction)
    ticket = await _answerable(interaction, ticket_id)
    writer = bot.writers.besides(ticket_id, interaction.user.id, now=bot.now())
    if writer is None:
        await _open_reply(interaction, ticket)
    else:
        await show(interaction, cards.someone_writes_card(say, ticket, writer))


async def _answerable(interaction: discord.Interaction[Maraude], ticket_id: int) -> Ticket:
    """Return a request of the mentor's team.

    Raises:
        NotVetted, SecondFirst: when the mentor holds it, and what they type would not leave.
    """
    bot, actor = interaction.client, actor_of(interaction)
    async with bot.db.reading() as session:
        ticket = await access.ticket_for(session, actor, ticket_id)
        await tickets.may_reply(session, actor, ticket, now=bot.now())
    return ticket


async def _open_reply(interaction: discord.Interaction[Maraude], ticket: Ticket) -> None:
    await open_form(interaction, reply_form(voice_for(interaction), ticket))
    _now_writes(interaction, ticket)


def _now_writes(interaction: discord.Interaction[Maraude], ticket: Ticket) -> None:
    """Remember that the mentor who holds a request has the form open."""
    bot, person_id, mentor = interaction.client, interaction.user.id, ticket.mentor
    if mentor is not None and mentor.discord_id == person_id:
        bot.writers.begin(ticket.id, Writer(person_id, mentor.first_name, bot.now()))


async def send_reply(
    interaction: discord.Interaction[Maraude],
    ticket_id: int,
    words: str,
    picture: discord.Attachment | None = None,
) -> None:
    """Owe a reply to the youth; what is better read once more is shown to its mentor first."""
    if rules.second_look(Private(words)) is not None:
        await show_first(interaction, ticket_id, words, picture)
        return
    await acknowledge(interaction, privately=True)
    await show(interaction, await _owe(interaction, ticket_id, words, picture))


async def _owe(
    interaction: discord.Interaction[Maraude],
    ticket_id: int,
    words: str,
    picture: discord.Attachment | None,
    *,
    preview_id: int | None = None,
) -> Card:
    """Owe a reply, once for each preview; return what its mentor is told."""
    bot, actor = interaction.client, actor_of(interaction)
    image = await album.taken(bot, picture) if picture is not None else None
    async with bot.db.transaction() as session:
        ticket, message = await service.reply(
            session,
            bot.vault,
            actor,
            ticket_id,
            Private(words),
            now=bot.now(),
            picture=image.image if image is not None else None,
        )
        await access.use_up(session, preview_id)
    say = voice_for(interaction)
    sent = previews.sent_card(say, ticket.alias.name, message.id)
    if image is None or not image.moved:
        return sent
    return replace(sent, content=f"{sent.content}\n{say('relay-picture-moved')}")


async def show_first(
    interaction: discord.Interaction[Maraude],
    ticket_id: int,
    words: str,
    picture: discord.Attachment | None = None,
) -> None:
    """Show a mentor what the youth would read; nothing leaves."""
    await acknowledge(interaction, privately=True)
    look = await _preview(interaction, ticket_id, Private(words))
    shown: list[Attached] = []
    if picture is not None:
        image = (await album.taken(interaction.client, picture)).image
        shown = [Attached(f"image.{'png' if image.startswith(album.PNG) else 'jpg'}", image)]
    await show(interaction, look, shown)


async def _preview(
    interaction: discord.Interaction[Maraude], ticket_id: int, words: Private
) -> Card:
    bot, actor = interaction.client, actor_of(interaction)
    async with bot.db.reading() as session:
        ticket, mentor = await service.ready_to_reply(session, actor, ticket_id, now=bot.now())
    return cards.preview_card(
        voice_for(interaction),
        bot.texts.voice(ticket.alias.youth.locale),
        ticket,
        mentor,
        words,
        why=rules.second_look(words),
    )


class ReplyButton(Press, address="relay:reply:{ticket}"):
    """Reply to the youth."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Open the form."""
        await ask_for_reply(interaction, self.number("ticket"))


class ReplyAnywayButton(Press, address="relay:reply:{ticket}:anyway"):
    """Reply although a colleague writes."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Open the form."""
        await _open_reply(interaction, await _answerable(interaction, self.number("ticket")))


class ReplyForm(Form, address="relay:reply:{ticket}:form"):
    """A mentor's reply."""

    async def submitted(self, interaction: discord.Interaction[Maraude]) -> None:
        """Send it, or show it first to who wishes so."""
        number, words = self.number("ticket"), self.words("words")
        interaction.client.writers.end(number, interaction.user.id)
        act = show_first if words and "first" in self.picked("wishes") else send_reply
        await act(interaction, number, words)


class SendButton(Press, address="relay:preview:{ticket}:send"):
    """Send what I was shown."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Send the words that stand in the preview, once."""
        await acknowledge(interaction)
        message = interaction.message
        picture = next(iter(message.attachments), None) if message is not None else None
        sent = await _owe(
            interaction,
            self.number("ticket"),
            previews.words_shown(message).reveal(),
            picture,
            preview_id=message.id if message is not None else None,
        )
        await redraw(interaction, sent)


class ChangeButton(Press, address="relay:preview:{ticket}:change"):
    """Change what I was shown."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Open the form with the words as they stand in the preview."""
        say, ticket = voice_for(interaction), await _answerable(interaction, self.number("ticket"))
        title = say("reply-form-title", alias=ticket.alias.name)
        words = previews.words_shown(interaction.message).reveal()
        address = f"relay:preview:{ticket.id}:form"
        await open_form(
            interaction,
            words_form(say, title, address, say("reply-form-again-hint"), words or None),
        )
        _now_writes(interaction, ticket)


class ChangedForm(Form, address="relay:preview:{ticket}:form"):
    """A reply that was changed before it left."""

    async def submitted(self, interaction: discord.Interaction[Maraude]) -> None:
        """Show it anew, in the place of what was shown before."""
        number, words = self.number("ticket"), Private(self.words("words"))
        interaction.client.writers.end(number, interaction.user.id)
        await acknowledge(interaction, privately=interaction.message is None)
        look = await _preview(interaction, number, words)
        if words.is_blank:
            raise tickets.BlankWords
        if interaction.message is None:
            await show(interaction, look)
        else:
            await redraw(interaction, look)


class CancelButton(Press, address="relay:preview:cancel"):
    """Send nothing."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Put the preview away."""
        await redraw(interaction, Card(voice_for(interaction)("relay-preview-cancelled")))


class UndoButton(Press, address="relay:undo:{message}"):
    """Take back what has just left."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Take it back, and tell honestly whether it had left."""
        bot, message_id = interaction.client, self.number("message")
        await acknowledge(interaction)
        async with bot.db.transaction() as session:
            ticket = await service.undo(session, actor_of(interaction), message_id, now=bot.now())
        fate = await _fate_of(bot, message_id)
        say = voice_for(interaction)
        await redraw(interaction, Card(say(f"relay-undone-{fate}", alias=ticket.alias.name)))


async def _fate_of(bot: Maraude, message_id: int) -> service.Fate:
    """Return what became of a reply that was taken back; what is being handed over at this moment
    is waited for."""
    fate = service.Fate.UNDER_WAY
    for pause in LOOKS_AFTER:
        await asyncio.sleep(pause)
        async with bot.db.reading() as session:
            fate = await service.fate_of(session, message_id)
        if fate is not service.Fate.UNDER_WAY:
            break
    return fate


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
            waiting = await queries.in_mailbox(session, youth.id)
            kept = [entry for entry in waiting if entry.card in bot.kinds]
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
