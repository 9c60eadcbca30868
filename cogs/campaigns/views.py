"""Buttons and the form of outings."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

import discord
from discord import app_commands

from bot import access
from bot.access import Actor
from bot.app import Maraude
from bot.db import ReadSession
from bot.errors import BadInput, Expected
from bot.pictures import Unusable
from bot.texts import LOCALES
from bot.ui import (
    NO_ANSWER,
    Card,
    Form,
    Press,
    acknowledge,
    actor_of,
    form,
    may_suggest,
    open_form,
    redraw,
    show,
    suggestions,
    voice_for,
    whisper,
)
from cogs.campaigns import cards, queries, rules, service
from cogs.campaigns.cards import Place
from models import Campaign

LARGEST_FILE = 20 * 1024 * 1024
SHARE = 4
"""A standing message needs no picture as large as a conversation's."""


class BadPicture(BadInput):
    """What is no picture, or too large a one."""

    key = "campaigns-bad-picture"


async def begin(
    interaction: discord.Interaction[Maraude],
    wish: service.Wish,
    picture: discord.Attachment | None,
) -> None:
    """Open the form of a new outing; a picture is made anew while somebody writes."""
    bot, actor = interaction.client, actor_of(interaction)
    async with bot.db.transaction() as session:
        campaign = await service.draft(session, actor, wish, now=bot.now())
    await _open(interaction, campaign)
    if picture is not None:
        image = await _cleaned(bot, picture)
        same_press = replace(actor, interaction_id=None)
        async with bot.db.transaction() as session:
            await service.keep_picture(session, same_press, campaign.id, image)


async def change(
    interaction: discord.Interaction[Maraude],
    typed: str,
    wish: service.Wish,
    picture: discord.Attachment | None,
) -> None:
    """Change what was typed about an outing that was picked; without anything, open its form."""
    bot, actor = interaction.client, actor_of(interaction)
    async with bot.db.reading() as session:
        campaign = service.picked(await service.all_to_change(session, actor), typed)
    if picture is None and wish == service.Wish():
        await _open_to_change(interaction, campaign)
        return
    await acknowledge(interaction, privately=True)
    image = await _cleaned(bot, picture) if picture is not None else None
    async with bot.db.transaction() as session:
        changed = await service.change(session, actor, campaign.id, wish, image, now=bot.now())
    await _show_changed(interaction, changed)


async def show_all(interaction: discord.Interaction[Maraude]) -> None:
    """Show the team's outings."""
    bot = interaction.client
    async with bot.db.reading() as session:
        known = await service.all_of(session, actor_of(interaction))
    await show(interaction, cards.list_card(voice_for(interaction), known, bot.now()))


async def show_one(interaction: discord.Interaction[Maraude], typed: str) -> None:
    """Show an outing, its link and QR code, and what can be read out."""
    bot, say = interaction.client, voice_for(interaction)
    await acknowledge(interaction, privately=True)
    async with bot.db.reading() as session:
        campaign = service.picked(await service.all_of(session, actor_of(interaction)), typed)
        places = await _places(session, campaign)
    link = campaign.link or cards.jump_to(places)
    country = places[0].community.country if places else bot.country_in(None)
    look = cards.show_card(
        say,
        [bot.texts.voice(locale) for locale in sorted(LOCALES, key=lambda one: one != say.locale)],
        campaign,
        places,
        link=link,
        lines=bot.helplines.urgent(country),
        now=bot.now(),
    )
    pictures = []
    if link is not None:
        about = say("campaigns-qr-about", link=link)
        pictures = [await asyncio.to_thread(cards.qr_of, link, about)]
    await show(interaction, look, pictures)


async def ask_to_end(interaction: discord.Interaction[Maraude], typed: str) -> None:
    """Ask once more before an outing ends."""
    bot = interaction.client
    async with bot.db.reading() as session:
        campaign = service.picked(await service.all_of(session, actor_of(interaction)), typed)
    if campaign.is_over(bot.now()):
        raise service.CampaignOver
    await show(interaction, cards.ending_card(voice_for(interaction), campaign))


async def suggest_outing(
    interaction: discord.Interaction[Maraude], typed: str
) -> list[app_commands.Choice[str]]:
    """Suggest outings to who runs them."""
    return await _suggest(interaction, typed, service.all_of)


async def suggest_to_change(
    interaction: discord.Interaction[Maraude], typed: str
) -> list[app_commands.Choice[str]]:
    """Suggest outings to who runs them, drafts too."""
    return await _suggest(interaction, typed, service.all_to_change)


async def _suggest(
    interaction: discord.Interaction[Maraude],
    typed: str,
    among: Callable[[ReadSession, Actor], Awaitable[Sequence[Campaign]]],
) -> list[app_commands.Choice[str]]:
    if not may_suggest(interaction):
        return []
    try:
        async with interaction.client.db.reading() as session:
            known = await among(session, actor_of(interaction))
    except Expected:
        return []
    return suggestions((one.name, str(one.id)) for one in known if rules.is_like(one.name, typed))


async def _open(interaction: discord.Interaction[Maraude], campaign: Campaign) -> None:
    say = voice_for(interaction)
    modal = form(
        say("campaign-form-title"),
        f"campaigns:form:{campaign.id}",
        cards.form_fields(say, campaign),
    )
    await open_form(interaction, modal)


async def _open_to_change(interaction: discord.Interaction[Maraude], campaign: Campaign) -> None:
    if campaign.posted_at is not None and campaign.is_over(interaction.client.now()):
        raise service.CampaignOver
    await _open(interaction, campaign)


async def _cleaned(bot: Maraude, file: discord.Attachment) -> bytes:
    """Return a picture, made anew.

    Raises:
        BadPicture: when it is none, or too large, or can no longer be had.
    """
    if file.size > LARGEST_FILE:
        raise BadPicture
    try:
        return (await bot.pictures.cleaned(await file.read(), share=SHARE)).image
    except (Unusable, discord.HTTPException, *NO_ANSWER) as trouble:
        raise BadPicture from trouble


async def _places(session: ReadSession, campaign: Campaign) -> Sequence[Place]:
    known = {one.community_id: one for one in await queries.panels_of(session, campaign.id)}
    served = await service.places_of(session, campaign)
    return [Place(community, known.get(community.id)) for community in served]


async def _preview(interaction: discord.Interaction[Maraude], campaign: Campaign) -> None:
    """Show a draft as it would stand."""
    bot, say = interaction.client, voice_for(interaction)
    async with bot.db.reading() as session:
        places = await _places(session, campaign)
        pictures = cards.picture_of(await queries.picture_of(session, campaign.id))
    theirs = bot.texts.voice(places[0].community.locale) if places else say
    look = cards.preview_card(say, theirs, campaign, places, pictures)
    await show(interaction, look, pictures if places else ())


async def _show_changed(interaction: discord.Interaction[Maraude], campaign: Campaign) -> None:
    """Show a draft as it would stand now; of what is posted, say that it stands."""
    if campaign.posted_at is None:
        await _preview(interaction, campaign)
    else:
        await show(interaction, cards.changed_card(voice_for(interaction), campaign))


class ChangeButton(Press, address="campaigns:change:{campaign}"):
    """Change this outing."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Open its form."""
        async with interaction.client.db.reading() as session:
            number = self.number("campaign")
            campaign = await access.campaign_for(session, actor_of(interaction), number)
        await _open_to_change(interaction, campaign)


class PostButton(Press, address="campaigns:post:{campaign}"):
    """Post it."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Let it begin."""
        bot, actor, number = interaction.client, actor_of(interaction), self.number("campaign")
        await acknowledge(interaction, privately=True)
        async with bot.db.transaction() as session:
            campaign = await service.post(session, actor, number, now=bot.now())
        key = "campaigns-posted" if campaign.runs(bot.now()) else "campaigns-posted-later"
        days = rules.written(campaign.starts_on, campaign.ends_on, voice_for(interaction).locale)
        await whisper(interaction, key, name=cards.plain(campaign.name), days=days)


class CancelButton(Press, address="campaigns:cancel:{campaign}"):
    """Throw the draft away."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Forget it."""
        await acknowledge(interaction, privately=True)
        async with interaction.client.db.transaction() as session:
            await service.cancel(session, actor_of(interaction), self.number("campaign"))
        await whisper(interaction, "campaigns-cancelled")


class AskEndButton(Press, address="campaigns:ask:{campaign}"):
    """End this outing."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Ask once more."""
        bot, number = interaction.client, self.number("campaign")
        async with bot.db.reading() as session:
            campaign = await access.campaign_for(session, actor_of(interaction), number)
        if campaign.posted_at is None or campaign.is_over(bot.now()):
            raise service.CampaignOver
        await show(interaction, cards.ending_card(voice_for(interaction), campaign))


class EndButton(Press, address="campaigns:end:{campaign}"):
    """Yes, end it."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """End it: its panels say so."""
        bot, actor, number = interaction.client, actor_of(interaction), self.number("campaign")
        await acknowledge(interaction)
        async with bot.db.transaction() as session:
            ended = await service.end(session, actor, number, now=bot.now())
        words = voice_for(interaction)("campaigns-ended", name=cards.plain(ended.name))
        await redraw(interaction, Card(words))


class OutingForm(Form, address="campaigns:form:{campaign}"):
    """What a coordinator wrote about an outing."""

    async def submitted(self, interaction: discord.Interaction[Maraude]) -> None:
        """Keep it, and show how it would stand, or that it stands; what cannot be kept is handed
        back, so that nothing typed is lost."""
        bot, actor, number = interaction.client, actor_of(interaction), self.number("campaign")
        await acknowledge(interaction, privately=True)
        written = service.Written(
            name=self.words("name"),
            kind=next(iter(self.picked("kind")), ""),
            days=self.words("days"),
            words_fr=self.words("words_fr"),
            words_en=self.words("words_en"),
        )
        try:
            async with bot.db.transaction() as session:
                campaign = await service.fill(session, actor, number, written, now=bot.now())
        except BadInput as problem:
            await self._hand_back(interaction, problem, written)
            return
        await _show_changed(interaction, campaign)

    async def _hand_back(
        self,
        interaction: discord.Interaction[Maraude],
        problem: Expected,
        written: service.Written,
    ) -> None:
        say = voice_for(interaction)
        told = interaction.client.texts.say(say.locale, problem.key, problem.args_of_text)
        typed = (written.name, written.days, written.words_fr, written.words_en)
        look = cards.handed_back_card(
            say, self.number("campaign"), told, [words for words in typed if words]
        )
        await show(interaction, look)
