"""Buttons of the panel, and what a moderator makes of it."""

import discord
from discord import ui

from bot import access, consents, facts
from bot.app import Maraude
from bot.errors import BadInput, NotYours
from bot.permissions import PANEL
from bot.pictures import Unusable
from bot.texts import LOCALES, Voice
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
    voice_for,
    whisper,
)
from cogs.campaigns import service as campaigns
from cogs.greeting import cards, queries, rules, service
from cogs.greeting.cards import hello_card, kept_card
from cogs.permanences import service as permanences
from models import Community, Purpose, Wording, WordingKind

LARGEST = 8 * 1024 * 1024
"""A picture that somebody hands over; larger ones are not even fetched."""
SHARE = 8
"""What is kept takes an eighth of what one message may carry: it goes along at every redraw."""


class NoPicture(BadInput):
    """Nothing was handed over."""

    key = "greeting-picture-missing"


class PictureTooLarge(BadInput):
    """A picture that is too large to keep."""

    key = "greeting-picture-too-large"


class PictureUnreadable(BadInput):
    """A file that is no picture, or a broken one."""

    key = "greeting-picture-unreadable"


class MayNotPost(BadInput):
    """Maraude lacks a right in a channel."""

    key = "greeting-may-not-post"


class NobodyHeard(BadInput):
    """Without the members intent, nobody tells Maraude that somebody joined."""

    key = "greeting-newcomers-unheard"


async def say_hello(interaction: discord.Interaction[Maraude], typed: str = "") -> None:
    """Say who we are; who typed the word of an outing reads that one's own words first, any other
    word is answered kindly."""
    bot, actor = interaction.client, actor_of(interaction)
    async with bot.db.reading() as session:
        community = await access.community_for(session, bot.vault, actor)
        asks_again = await service.asks_again(session, bot.vault, actor, community)
        found = await campaigns.with_code(session, community, typed, now=bot.now())
    bot.remember(community)
    say = voice_for(interaction)
    first, outing = say("hello-code-unknown") if typed else "", None
    if found is not None:
        first, outing = campaigns.words_for(found, community, say.locale), found.id
    await show(
        interaction,
        hello_card(say, community, asks_again=asks_again, outing=outing, first=first),
    )
    bot.background(facts.seen(bot.db, community.guild_id, outing, now=bot.now()))


class KeepInTouchButton(Press, address="greeting:keep"):
    """Keep in touch."""

    on_panel = True

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Write the consent down and say what it means; beside an earlier wording, show the present
        one and ask again."""
        bot, say, actor = interaction.client, voice_for(interaction), actor_of(interaction)
        version = consents.version_in(self.parts, Purpose.KEEP_IN_TOUCH)
        await acknowledge(interaction, privately=True)
        async with bot.db.transaction() as session:
            community = await access.community_for(session, bot.vault, actor)
            kept = await service.keep_in_touch(
                session,
                bot.vault,
                actor,
                community,
                locale=say.locale,
                version=version,
                outing=self.outing,
                now=bot.now(),
            )
            may_be_reminded = await permanences.goes_on_in(session, community.id)
        if kept is service.Kept.OUTDATED:
            await show(interaction, hello_card(say, community, asks_again=True, outing=self.outing))
        else:
            is_greeted = kept is service.Kept.GREETED
            look = kept_card(say, is_greeted=is_greeted, may_be_reminded=may_be_reminded)
            await show(interaction, look)


class KeepInTouchAnewButton(KeepInTouchButton, address="greeting:keep:{version}"):
    """Keep in touch, beside a later wording."""


class KeepInTouchOnOutingButton(KeepInTouchButton, address="greeting:keep:{outing}:{version}"):
    """Keep in touch, counted for an outing."""


class NotForMeButton(Press, address="greeting:no"):
    """Not for me."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Respect it, and leave the door open; nothing is written down."""
        await whisper(interaction, "not-for-me")


async def show_panel(interaction: discord.Interaction[Maraude]) -> None:
    """Show the panel as it would stand, to a moderator alone."""
    bot = interaction.client
    async with bot.db.reading() as session:
        community = await service.community_of_moderator(session, actor_of(interaction))
        kind, locale = WordingKind.PANEL, community.locale
        own = await queries.own_words(session, community.id, kind, locale)
        picture = await queries.picture(session, community.id)
    look = cards.panel_card(bot.texts.voice(locale), community, own)
    await show(interaction, look, cards.picture_of(picture))


async def show_which_words(interaction: discord.Interaction[Maraude]) -> None:
    """Show which texts can be said in own words."""
    async with interaction.client.db.reading() as session:
        community = await service.community_of_moderator(session, actor_of(interaction))
        known = await queries.wordings(session, community.id)
    written = {(one.kind, one.locale) for one in known if one.words is not None}
    await show(interaction, cards.which_words_card(voice_for(interaction), written))


def words_form(say: Voice, kind: WordingKind, locale: str, wording: Wording | None) -> ui.Modal:
    """Return the form of a text, with what it says so far in own words."""
    title, words = (wording.title, wording.words) if wording is not None else (None, None)
    if wording is not None and wording.draft is not None:
        title, words = wording.draft_title, wording.draft
    heading = ui.TextInput[ui.View](
        custom_id="title", max_length=rules.TYPED_TITLE, default=title, required=False
    )
    text = ui.TextInput[ui.View](
        custom_id="words",
        style=discord.TextStyle.paragraph,
        max_length=rules.LONGEST_WORDS,
        default=words,
    )
    hint = say("greeting-form-words-hint")
    fields = [field_of(say(f"language-{locale}"), text, description=hint)]
    if kind is WordingKind.PANEL:
        about = say("greeting-form-heading-hint")
        fields.insert(0, field_of(say("greeting-form-heading"), heading, description=about))
    return form(say(f"greeting-{kind}-form-title"), f"greeting:write:{kind}:{locale}:form", fields)


async def _preview(interaction: discord.Interaction[Maraude], wording: Wording, about: str) -> Card:
    say, theirs = voice_for(interaction), interaction.client.texts.voice(wording.locale)
    return cards.words_preview_card(say, theirs, wording, about=say(about))


class WriteButton(Press, address="greeting:write:{kind}:{locale}"):
    """Say this text in own words."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Open its form."""
        kind, locale = text_in(self.parts["kind"], self.parts["locale"])
        async with interaction.client.db.reading() as session:
            community = await service.community_of_moderator(session, actor_of(interaction))
            known = await queries.wording(session, community.id, kind, locale)
        await open_form(interaction, words_form(voice_for(interaction), kind, locale, known))


class WordsForm(Form, address="greeting:write:{kind}:{locale}:form"):
    """Own words for a text."""

    async def submitted(self, interaction: discord.Interaction[Maraude]) -> None:
        """Show them as youths would read them; nothing changes yet."""
        bot = interaction.client
        kind, locale = text_in(self.parts["kind"], self.parts["locale"])
        await acknowledge(interaction, privately=True)
        async with bot.db.transaction() as session:
            wording = await service.draft(
                session,
                actor_of(interaction),
                kind,
                locale,
                title=self.words("title"),
                words=self.words("words"),
                now=bot.now(),
            )
            picture = await queries.picture(session, wording.community_id)
        shown = cards.picture_of(picture if kind is WordingKind.PANEL else None)
        look = await _preview(interaction, wording, "greeting-words-preview")
        await show(interaction, look, shown)


class KeepWordsButton(Press, address="greeting:words:{wording}:keep:{version}"):
    """Keep what I was shown."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Say it from now on; when it changed since it was shown, show it anew."""
        bot, number = interaction.client, self.number("wording")
        await acknowledge(interaction)
        try:
            async with bot.db.transaction() as session:
                wording = await service.keep(
                    session,
                    actor_of(interaction),
                    number,
                    version=self.number("version"),
                    now=bot.now(),
                )
        except service.WordsChanged as changed:
            async with bot.db.reading() as session:
                wording = await access.wording_for(session, actor_of(interaction), number)
            await redraw(interaction, await _preview(interaction, wording, changed.key))
        else:
            await redraw(interaction, cards.words_kept_card(voice_for(interaction), wording))


class ChangeWordsButton(Press, address="greeting:words:{wording}:change"):
    """Change what I was shown."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Open the form again, with what was typed."""
        async with interaction.client.db.reading() as session:
            known = await access.wording_for(session, actor_of(interaction), self.number("wording"))
        modal = words_form(voice_for(interaction), known.kind, known.locale, known)
        await open_form(interaction, modal)


class OurWordsButton(Press, address="greeting:words:{wording}:ours"):
    """Back to Maraude's own words."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Take the community's words out."""
        bot = interaction.client
        await acknowledge(interaction)
        async with bot.db.transaction() as session:
            await service.back_to_ours(
                session, actor_of(interaction), self.number("wording"), now=bot.now()
            )
        await redraw(interaction, Card(voice_for(interaction)("greeting-words-ours")))


def text_in(kind: str, locale: str) -> tuple[WordingKind, str]:
    """Return which text an address names.

    Raises:
        NotYours: for one that never was.
    """
    if kind not in {*WordingKind} or locale not in LOCALES:
        raise NotYours
    return WordingKind(kind), locale


async def hang_picture(
    interaction: discord.Interaction[Maraude], picture: discord.Attachment | None, description: str
) -> None:
    """Keep a picture, made anew, and show the panel with it."""
    bot = interaction.client
    await acknowledge(interaction, privately=True)
    async with bot.db.reading() as session:
        community = await service.community_of_moderator(session, actor_of(interaction))
    if picture is None:
        raise NoPicture
    if not description.strip():
        raise service.NoDescription
    _require(interaction, community.panel_channel_id, ("attach_files",))
    if picture.size > LARGEST:
        raise PictureTooLarge
    try:
        made = await bot.pictures.cleaned(await picture.read(), share=SHARE)
    except Unusable as why:
        raise (PictureTooLarge if why.problem == "too-large" else PictureUnreadable) from why
    async with bot.db.transaction() as session:
        community = await service.hang_picture(
            session, actor_of(interaction), made.image, description, now=bot.now()
        )
    await _say_of_picture(interaction, community, moved=made.moved)


async def _say_of_picture(
    interaction: discord.Interaction[Maraude], community: Community, *, moved: bool
) -> None:
    say, stands = voice_for(interaction), community.panel_message_id is not None
    lines = [say("greeting-picture-kept" if stands else "greeting-picture-kept-unposted")]
    lines += [say("greeting-picture-still")] if moved else []
    await show(interaction, Card("\n".join(lines)))


async def take_picture_down(interaction: discord.Interaction[Maraude]) -> None:
    """Take the panel's picture away."""
    bot = interaction.client
    await acknowledge(interaction, privately=True)
    async with bot.db.transaction() as session:
        was_there = await service.take_picture_down(session, actor_of(interaction), now=bot.now())
    gone = "greeting-picture-removed" if was_there else "greeting-picture-not-there"
    await whisper(interaction, gone)


async def greet_newcomers(
    interaction: discord.Interaction[Maraude], channel: discord.TextChannel | None
) -> None:
    """Post the panel for newcomers in a channel; without one, say where it is posted."""
    bot = interaction.client
    await acknowledge(interaction, privately=True)
    async with bot.db.reading() as session:
        community = await service.community_of_moderator(session, actor_of(interaction))
        post = await queries.newcomers_post(session, community.id)
    if not bot.settings.discord.members_intent:
        raise NobodyHeard
    if channel is None and post is None:
        await whisper(interaction, "greeting-newcomers-off")
    elif channel is None and post is not None:
        await whisper(interaction, "greeting-newcomers-on", channel=f"<#{post.channel_id}>")
    elif channel is not None:
        _require(interaction, channel.id, PANEL)
        async with bot.db.transaction() as session:
            await service.greet_newcomers(session, actor_of(interaction), channel.id, now=bot.now())
        await whisper(interaction, "greeting-newcomers-on", channel=channel.mention)


async def stop_greeting_newcomers(interaction: discord.Interaction[Maraude]) -> None:
    """Post the panel for newcomers no more."""
    bot = interaction.client
    await acknowledge(interaction, privately=True)
    async with bot.db.transaction() as session:
        was_on = await service.stop_greeting_newcomers(
            session, actor_of(interaction), now=bot.now()
        )
    await whisper(interaction, "greeting-newcomers-stopped" if was_on else "greeting-newcomers-off")


def _require(
    interaction: discord.Interaction[Maraude], channel_id: int | None, rights: tuple[str, ...]
) -> None:
    """See to it that Maraude may do something in a channel.

    Raises:
        MayNotPost: with what it lacks, as Discord calls it.
    """
    guild, say = interaction.guild, voice_for(interaction)
    channel = guild.get_channel(channel_id) if guild is not None and channel_id else None
    if guild is None or channel is None:
        return
    allowed = channel.permissions_for(guild.me)
    lacking = [right for right in rights if not getattr(allowed, right)]
    if lacking:
        names = ", ".join(say(f"permission-{right.replace('_', '-')}") for right in lacking)
        raise MayNotPost(channel=channel.mention, rights=names)
