"""Buttons and forms of reusable answers."""

import contextlib

import discord
from discord import app_commands, ui

from bot import access, previews
from bot.app import Maraude
from bot.errors import Conflict, Expected
from bot.redaction import Private
from bot.texts import LOCALES, Voice
from bot.ui import (
    Card,
    Form,
    Press,
    acknowledge,
    actor_of,
    field_of,
    form,
    number_of,
    open_form,
    redraw,
    show,
    ticket_here,
    voice_for,
    whisper,
)
from cogs.snippets import cards, rules, service
from cogs.tickets import service as tickets
from models import Snippet

HANDED_BACK = (service.NoTitle, service.UnknownPlaceholder, service.TooLong, Conflict)
"""What is wrong with a form that somebody took time to write."""


def snippet_form(
    say: Voice, address: str, *, locale: str, title: str | None = None, words: str | None = None
) -> ui.Modal:
    """Return the form of an answer, with what it says so far."""
    name = ui.TextInput[ui.View](custom_id="title", max_length=rules.LONGEST_TITLE, default=title)
    text = ui.TextInput[ui.View](
        custom_id="words",
        style=discord.TextStyle.paragraph,
        max_length=tickets.LONGEST_WORDS,
        default=words,
    )
    languages = [
        discord.SelectOption(label=say(f"language-{one}"), value=one, default=one == locale)
        for one in LOCALES
    ]
    menu = ui.Select[ui.View](custom_id="locale", options=languages)
    fields = [
        field_of(say("snippet-form-name"), name, description=say("snippet-form-name-hint")),
        field_of(say("snippet-form-words"), text, description=say("snippet-form-words-hint")),
        field_of(say("snippet-form-language"), menu),
    ]
    return form(say("snippet-form-title"), address, fields)


async def ask_for_new(interaction: discord.Interaction[Maraude]) -> None:
    """Open the form of a new answer, for a mentor."""
    say = voice_for(interaction)
    async with interaction.client.db.reading() as session:
        await service.all_of(session, actor_of(interaction))
    await open_form(interaction, snippet_form(say, "snippets:add", locale=say.locale))


async def ask_for_change(interaction: discord.Interaction[Maraude], typed: str) -> None:
    """Open the form with the answer as it is."""
    bot, say, snippet = (
        interaction.client,
        voice_for(interaction),
        await _picked(interaction, typed),
    )
    modal = snippet_form(
        say,
        f"snippets:edit:{snippet.id}:{snippet.version}",
        locale=snippet.locale,
        title=snippet.title,
        words=bot.vault.open(snippet.words),
    )
    await open_form(interaction, modal)


async def ask_whether_to_remove(interaction: discord.Interaction[Maraude], typed: str) -> None:
    """Ask once more: it is gone for the whole team."""
    snippet = await _picked(interaction, typed)
    await show(interaction, cards.sure_card(voice_for(interaction), snippet))


async def show_all(interaction: discord.Interaction[Maraude]) -> None:
    """Show the titles."""
    async with interaction.client.db.reading() as session:
        snippets = await service.all_of(session, actor_of(interaction))
    await show(interaction, cards.list_card(voice_for(interaction), snippets))


async def use(interaction: discord.Interaction[Maraude], typed: str) -> None:
    """Show an answer as the youth of this thread would read it; nothing leaves."""
    ticket_id = await ticket_here(interaction)
    snippet = await _picked(interaction, typed)
    await show(interaction, await _preview(interaction, snippet.id, ticket_id, "relay-preview"))


async def titles(
    interaction: discord.Interaction[Maraude], typed: str
) -> list[app_commands.Choice[str]]:
    """Return the titles that fit what a mentor types; nothing for anybody else."""
    with contextlib.suppress(Expected):
        async with interaction.client.db.reading() as session:
            found = await service.suggested(
                session,
                actor_of(interaction),
                typed,
                thread_id=interaction.channel_id,
                locale=voice_for(interaction).locale,
            )
        return [
            app_commands.Choice(name=f"{one.title} · {one.locale.upper()}", value=str(one.id))
            for one in found
        ]
    return []


async def _picked(interaction: discord.Interaction[Maraude], typed: str) -> Snippet:
    async with interaction.client.db.reading() as session:
        return await service.find(
            session,
            actor_of(interaction),
            typed,
            thread_id=interaction.channel_id,
            locale=voice_for(interaction).locale,
        )


async def _preview(
    interaction: discord.Interaction[Maraude], snippet_id: int, ticket_id: int, about: str
) -> Card:
    bot, say = interaction.client, voice_for(interaction)
    async with bot.db.reading() as session:
        filled = await service.fill(
            session, bot.vault, actor_of(interaction), snippet_id, ticket_id, now=bot.now()
        )
    theirs = bot.texts.voice(filled.ticket.alias.youth.locale)
    told = bot.texts.say(say.locale, about, {"alias": filled.ticket.alias.name})
    return cards.preview_card(
        say,
        theirs,
        filled.snippet,
        ticket=filled.ticket,
        mentor=filled.mentor,
        words=filled.words,
        about=told,
    )


class SendButton(Press, address="snippets:send:{snippet}:{ticket}:{version}"):
    """Send the answer that I was shown."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Send it as it is now, once; when it changed since it was shown, show it anew."""
        bot, snippet_id = interaction.client, self.number("snippet")
        ticket_id, message = self.number("ticket"), interaction.message
        preview_id = message.id if message is not None else None
        await acknowledge(interaction)
        try:
            async with bot.db.transaction() as session:
                ticket, sent = await service.send(
                    session,
                    bot.vault,
                    actor_of(interaction),
                    snippet_id,
                    ticket_id,
                    version=self.number("version"),
                    now=bot.now(),
                )
                await access.use_up(session, preview_id)
        except service.ChangedMeanwhile as changed:
            look = await _preview(interaction, snippet_id, ticket_id, changed.key)
        else:
            look = previews.sent_card(voice_for(interaction), ticket.alias.name, sent.id)
        await redraw(interaction, look)


class RemoveButton(Press, address="snippets:remove:{snippet}"):
    """Yes, take it out."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Delete it for the whole team."""
        await acknowledge(interaction)
        async with interaction.client.db.transaction() as session:
            title = await service.remove(session, actor_of(interaction), self.number("snippet"))
        await redraw(interaction, Card(voice_for(interaction)("snippets-removed", title=title)))


class AddForm(Form, address="snippets:add"):
    """A new answer."""

    async def submitted(self, interaction: discord.Interaction[Maraude]) -> None:
        """Keep it; what cannot be kept is handed back, so that nothing typed is lost."""
        bot = interaction.client
        await acknowledge(interaction, privately=True)
        try:
            async with bot.db.transaction() as session:
                snippet = await service.add(
                    session, bot.vault, actor_of(interaction), self.draft, now=bot.now()
                )
        except HANDED_BACK as problem:
            await self.hand_back(interaction, problem)
        else:
            await whisper(interaction, "snippets-kept", title=snippet.title)

    @property
    def draft(self) -> service.Draft:
        """Return what was typed."""
        locale = next(iter(self.picked("locale")), "")
        return service.Draft(self.words("title"), Private(self.words("words")), locale)

    async def hand_back(self, interaction: discord.Interaction[Maraude], problem: Expected) -> None:
        """Tell what is wrong, with the words that were typed."""
        say = voice_for(interaction)
        told = interaction.client.texts.say(say.locale, problem.key, problem.args_of_text)
        await show(interaction, Card(told, embed=discord.Embed(description=self.words("words"))))


class EditForm(AddForm, address="snippets:edit:{snippet}:{version}"):
    """An answer, changed."""

    async def submitted(self, interaction: discord.Interaction[Maraude]) -> None:
        """Keep the change; what cannot be kept is handed back."""
        bot, number = interaction.client, self.number("snippet")
        await acknowledge(interaction, privately=True)
        try:
            async with bot.db.transaction() as session:
                snippet = await service.edit(
                    session,
                    bot.vault,
                    actor_of(interaction),
                    number,
                    self.draft,
                    version=number_of(self.parts["version"]),
                    now=bot.now(),
                )
        except HANDED_BACK as problem:
            await self.hand_back(interaction, problem)
        else:
            await whisper(interaction, "snippets-kept", title=snippet.title)
