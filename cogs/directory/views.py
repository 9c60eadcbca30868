"""What is done with the directory: by who looks after it, and by who needs something near."""

import asyncio
from datetime import date
from pathlib import Path

import discord

from bot import access
from bot.app import Maraude
from bot.errors import BadInput, NotYours, Unavailable
from bot.places import plain
from bot.ui import (
    NO_ANSWER,
    Card,
    Form,
    Press,
    acknowledge,
    actor_of,
    form,
    open_form,
    redraw,
    show,
    voice_for,
    whisper,
)
from cogs.directory import cards, rules, service
from cogs.directory.cards import ANY, NOWHERE
from models import Topic

STARTER = Path(__file__).with_name("starter") / "fr.csv"
"""National numbers to begin with, each with its source and date."""


class FileTooLarge(BadInput):
    """A file that no directory needs."""

    key = "directory-file-too-large"


class FileGone(BadInput):
    """The file that a press is about can no longer be read."""

    key = "directory-file-gone"


def today_in(bot: Maraude) -> date:
    """Return the day."""
    return bot.now().date()


async def show_how_to(interaction: discord.Interaction[Maraude]) -> None:
    """Show how a file must look, to who looks after the directory."""
    await acknowledge(interaction, privately=True)
    async with interaction.client.db.reading() as session:
        await access.team_as_coordinator(session, actor_of(interaction))
    card, files = cards.how_to_card(voice_for(interaction))
    await show(interaction, card, files)


async def import_file(interaction: discord.Interaction[Maraude], file: discord.Attachment) -> None:
    """Keep the lines of a file, or say of every faulty one what is wrong."""
    await acknowledge(interaction, privately=True)
    verified_by = await _team_name(interaction)
    data = await _content_of(file)
    reading = await _read(interaction.client, data, verified_by)
    if reading.faults:
        card, files = cards.faults_card(voice_for(interaction), reading, data)
        await show(interaction, card, files)
    else:
        await show(interaction, await _keep(interaction, reading))


async def _team_name(interaction: discord.Interaction[Maraude]) -> str:
    """Return the team's name, for who looks after its directory."""
    async with interaction.client.db.reading() as session:
        return (await access.team_as_coordinator(session, actor_of(interaction))).name


async def _content_of(file: discord.Attachment) -> bytes:
    """Return what stands in a file.

    Raises:
        FileTooLarge, FileGone: when it is too large or can no longer be had.
        Unavailable: when Discord does not answer.
    """
    if file.size > rules.LARGEST_FILE:
        raise FileTooLarge
    try:
        return await file.read()
    except discord.HTTPException as gone:
        raise FileGone from gone
    except NO_ANSWER as trouble:
        raise Unavailable from trouble


async def _read(bot: Maraude, data: bytes, verified_by: str) -> rules.Reading:
    """Read the lines of a file, beside everything else."""
    words, country = cards.words_of(bot.texts), bot.settings.service.country
    return await asyncio.to_thread(
        rules.read, data, words, country=country, verified_by=verified_by, today=today_in(bot)
    )


async def _keep(interaction: discord.Interaction[Maraude], reading: rules.Reading) -> Card:
    """Keep the good lines, and return what became of them."""
    bot = interaction.client
    async with bot.db.transaction() as session:
        done = await service.keep(session, actor_of(interaction), reading.entries, now=bot.now())
    return cards.imported_card(voice_for(interaction), done)


class GoodOnesButton(Press, address="directory:good"):
    """Import the good lines all the same."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Read the file that stands in the pressed message again, and keep what is right."""
        await acknowledge(interaction, privately=True)
        verified_by = await _team_name(interaction)
        files = interaction.message.attachments if interaction.message is not None else ()
        file = next((file for file in files if file.filename.endswith(".csv")), None)
        if file is None:
            raise FileGone
        reading = await _read(interaction.client, await _content_of(file), verified_by)
        await show(interaction, await _keep(interaction, reading))


class StarterButton(Press, address="directory:starter"):
    """Begin with national numbers."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Keep them, unless the team's own lines are newer."""
        await acknowledge(interaction, privately=True)
        verified_by = await _team_name(interaction)
        data = await asyncio.to_thread(STARTER.read_bytes)
        reading = await _read(interaction.client, data, verified_by)
        await show(interaction, await _keep(interaction, reading))


async def export(interaction: discord.Interaction[Maraude]) -> None:
    """Hand the whole directory over as a file."""
    await acknowledge(interaction, privately=True)
    async with interaction.client.db.reading() as session:
        services = await service.whole(session, actor_of(interaction))
    card, files = cards.exported_card(voice_for(interaction), services)
    await show(interaction, card, files)


async def check(interaction: discord.Interaction[Maraude]) -> None:
    """Show what should be looked at again."""
    bot = interaction.client
    await acknowledge(interaction, privately=True)
    async with bot.db.reading() as session:
        services = await service.whole(session, actor_of(interaction))
    card, files = cards.check_card(voice_for(interaction), services, today=today_in(bot))
    await show(interaction, card, files)


async def remove(interaction: discord.Interaction[Maraude], typed: str) -> None:
    """Take a service out of the directory."""
    bot = interaction.client
    await acknowledge(interaction, privately=True)
    async with bot.db.transaction() as session:
        name = await service.remove(session, actor_of(interaction), _number(typed))
    await whisper(interaction, "directory-removed", name=plain(name))


def _number(typed: str) -> int:
    """Return which service was picked from the suggestions.

    Raises:
        NoSuchService: when something else was typed.
    """
    if not (typed.isascii() and typed.isdigit() and len(typed) < 10):  # noqa: PLR2004 - far too many
        raise service.NoSuchService
    return int(typed)


# -- for who needs something near ---------------------------------------------------------------


async def ask_where(interaction: discord.Interaction[Maraude]) -> None:
    """Ask for a département and a topic; nothing of it is kept."""
    bot, say = interaction.client, voice_for(interaction)
    async with bot.db.reading() as session:
        community = await access.community_known(session, bot.vault, actor_of(interaction))
    bot.remember(community)
    fields = cards.near_form_fields(say, community.country)
    await open_form(interaction, form(say("near-form-title"), "directory:near:form", fields))


async def look_near(
    interaction: discord.Interaction[Maraude], typed: str, topic: Topic | None
) -> None:
    """Show what is near, or ask which place is meant."""
    await acknowledge(interaction, privately=True)
    meant = rules.places_meant(typed)
    if typed and len(meant) != 1:
        await show(interaction, cards.which_place_card(voice_for(interaction), meant))
        return
    number = meant[0].number if meant else None
    await show(interaction, await near_page(interaction, number, topic, 1))


async def near_page(
    interaction: discord.Interaction[Maraude],
    departement: str | None,
    topic: Topic | None,
    page: int,
) -> Card:
    """Return one page of what is near.

    Raises:
        NotSetUp, WhichServer: where it cannot be told which team's directory is meant.
    """
    bot = interaction.client
    async with bot.db.reading() as session:
        community, found = await service.near(
            session, bot.vault, actor_of(interaction), departement, topic
        )
    bot.remember(community)
    if community.country != rules.FRANCE:
        departement = None
    return cards.near_card(
        voice_for(interaction),
        community,
        found,
        departement=departement,
        topic=topic,
        page=page,
        today=today_in(bot),
    )


class NearButton(Press, address="directory:near"):
    """Help near me."""

    on_panel = True

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Ask where."""
        await ask_where(interaction)


class NearOnOutingButton(NearButton, address="directory:near:{outing}"):
    """The same, counted for an outing."""


class NearForm(Form, address="directory:near:form"):
    """Where somebody is, and what they look for; read once, kept nowhere."""

    async def submitted(self, interaction: discord.Interaction[Maraude]) -> None:
        """Show what is near."""
        topic = topic_of(next(iter(self.picked("topic")), ""))
        await look_near(interaction, self.words("place")[: cards.LONGEST_PLACE], topic)


class NearPageButton(Press, address="directory:near:{place}:{topic}:{page}"):
    """Another page of what is near."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Show it in the place of the present one."""
        place, topic = self.parts["place"], topic_of(self.parts["topic"])
        is_known = place == NOWHERE or place in rules.PLACES
        if not is_known or (topic is None and self.parts["topic"] != ANY):
            raise NotYours
        await acknowledge(interaction)
        departement = None if place == NOWHERE else place
        page = await near_page(interaction, departement, topic, self.number("page"))
        await redraw(interaction, page)


def topic_of(code: str) -> Topic | None:
    """Return a topic by its short word."""
    return next((topic for topic in Topic if topic == code), None)
