"""Buttons and the form of the suggestion box, of polls and of "you said, we did"."""

import discord

from bot import consents
from bot.app import Maraude
from bot.limits import IDEAS, IDEAS_IN_A_SERVER
from bot.redaction import Private
from bot.ui import (
    Card,
    Form,
    Press,
    acknowledge,
    actor_of,
    form,
    open_form,
    redraw,
    show,
    sos_card,
    voice_for,
    whisper,
)
from cogs.safeguarding import service as safeguarding
from cogs.voice import cards, service
from models import Community, Purpose


async def show_box(interaction: discord.Interaction[Maraude], *, asks_again: bool = False) -> None:
    """Show the box to this person alone."""
    bot = interaction.client
    async with bot.db.reading() as session:
        box = await service.look(session, bot.vault, actor_of(interaction))
    say, team = voice_for(interaction), box.community.team.name
    look = cards.box_card(say, team, box.answers, agreed=box.agreed, asks_again=asks_again)
    await show(interaction, look)


def admit(interaction: discord.Interaction[Maraude], community: Community) -> None:
    """Count something that is put into the box, by a keyed mark.

    Raises:
        TooFast: when there were too many.
    """
    bot = interaction.client
    bot.limits.take(("ideas of", bot.vault.mark("limit", interaction.user.id)), IDEAS)
    bot.limits.take(("ideas", community.guild_id), IDEAS_IN_A_SERVER)


async def show_helplines_first(interaction: discord.Interaction[Maraude], words: Private) -> None:
    """Show the helplines at once to who wrote what sounds like danger."""
    bot = interaction.client
    if safeguarding.sounds_dangerous(words):
        country = bot.readers.at_once(interaction.user.id, interaction.guild_id).country
        lines = bot.helplines.urgent(country)
        await show(interaction, sos_card(voice_for(interaction), lines, country))


async def draft_poll(interaction: discord.Interaction[Maraude], draft: service.Draft) -> None:
    """Show a coordinator the poll as it would leave."""
    bot = interaction.client
    await acknowledge(interaction, privately=True)
    async with bot.db.transaction() as session:
        poll = await service.draft_poll(session, actor_of(interaction), draft, now=bot.now())
        is_after = await service.comes_after_another(session, poll, now=bot.now())
    say, theirs = voice_for(interaction), bot.texts.voice(poll.team.locale)
    await show(interaction, cards.poll_preview_card(say, theirs, poll, is_after_another=is_after))


async def draft_answer(
    interaction: discord.Interaction[Maraude], said: str, did: str, community: str | None
) -> None:
    """Show a coordinator the card as it would be published."""
    bot = interaction.client
    await acknowledge(interaction, privately=True)
    async with bot.db.transaction() as session:
        answer = await service.draft_answer(
            session, actor_of(interaction), said, did, community=community, now=bot.now()
        )
    say, theirs = voice_for(interaction), bot.texts.voice(answer.team.locale)
    await show(interaction, cards.answer_preview_card(say, theirs, answer))


class SuggestButton(Press, address="voice:suggest"):
    """Say something."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Open the form, for everybody whom the team answers."""
        bot, say = interaction.client, voice_for(interaction)
        async with bot.db.reading() as session:
            await service.welcome_here(session, bot.vault, actor_of(interaction), now=bot.now())
        fields = cards.suggest_form_fields(say)
        await open_form(interaction, form(say("voice-form-title"), "voice:suggest", fields))


class SuggestForm(Form, address="voice:suggest"):
    """What somebody puts into the box."""

    async def submitted(self, interaction: discord.Interaction[Maraude]) -> None:
        """Keep it without who wrote it; helplines first, when it sounds like danger."""
        bot, words = interaction.client, Private(self.words("words"))
        await acknowledge(interaction, privately=True)
        await show_helplines_first(interaction, words)
        async with bot.db.transaction() as session:
            await service.suggest(
                session,
                bot.vault,
                actor_of(interaction),
                words,
                now=bot.now(),
                admit=lambda community: admit(interaction, community),
            )
        await show(interaction, cards.kept_card(voice_for(interaction)))


class AskMeButton(Press, address="voice:ask-me"):
    """I like to be asked."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Write the consent down; beside an earlier wording, show the present one and ask again."""
        bot, say = interaction.client, voice_for(interaction)
        version = consents.version_in(self.parts, Purpose.VOICE)
        await acknowledge(interaction, privately=True)
        async with bot.db.transaction() as session:
            is_present = await service.be_asked(
                session,
                bot.vault,
                actor_of(interaction),
                locale=say.locale,
                version=version,
                now=bot.now(),
            )
        if is_present:
            await whisper(interaction, "voice-will-ask")
        else:
            await show_box(interaction, asks_again=True)


class AskMeAnewButton(AskMeButton, address="voice:ask-me:{version}"):
    """The same, beside a later wording."""


class NotedButton(Press, address="suggestion:{suggestion}:noted"):
    """We read it."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Write it down."""
        await handle(interaction, self.number("suggestion"), hide=False)


class HideButton(Press, address="suggestion:{suggestion}:hide"):
    """Nobody should have to read this."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Erase its words."""
        await handle(interaction, self.number("suggestion"), hide=True)


async def handle(
    interaction: discord.Interaction[Maraude], suggestion_id: int, *, hide: bool
) -> None:
    """Write down what became of a suggestion, and redraw it."""
    bot = interaction.client
    await acknowledge(interaction)
    async with bot.db.transaction() as session:
        one = await service.handle(session, actor_of(interaction), suggestion_id, hide=hide)
    words = bot.vault.open_words(one.words) if one.words is not None else None
    say = bot.texts.voice(one.team.locale)
    await redraw(interaction, cards.suggestion_card(say, one, words))


class VoteButton(Press, address="poll:{poll}:vote:{choice}"):
    """My vote."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Take it down; it may be changed until the end."""
        bot, choice = interaction.client, self.parts["choice"]
        await acknowledge(interaction, privately=True)
        async with bot.db.transaction() as session:
            said = await service.vote(
                session,
                bot.vault,
                actor_of(interaction),
                self.number("poll"),
                choice,
                now=bot.now(),
            )
        await whisper(interaction, "voice-voted", choice=said)


class SendPollButton(Press, address="poll:{poll}:send"):
    """Ask it."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Begin to send it."""
        bot, actor = interaction.client, actor_of(interaction)
        await acknowledge(interaction)
        async with bot.db.transaction() as session:
            await service.send_poll(session, actor, self.number("poll"), now=bot.now())
        await redraw(interaction, Card(voice_for(interaction)("voice-poll-leaves")))


class AskEndPollButton(Press, address="poll:{poll}:ask"):
    """End this poll before its time."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Ask once more."""
        bot, actor = interaction.client, actor_of(interaction)
        async with bot.db.reading() as session:
            poll = await service.open_poll(session, actor, self.number("poll"), now=bot.now())
        await show(interaction, cards.ending_card(voice_for(interaction), poll))


class EndPollButton(Press, address="poll:{poll}:end"):
    """Yes, end it."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """End it: its result comes at once."""
        bot, actor = interaction.client, actor_of(interaction)
        await acknowledge(interaction)
        async with bot.db.transaction() as session:
            await service.end_poll(session, actor, self.number("poll"), now=bot.now())
        await redraw(interaction, Card(voice_for(interaction)("voice-poll-ended")))


class PublishButton(Press, address="voice:publish:{said}"):
    """Publish it."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Post it where the panel stands."""
        bot, actor = interaction.client, actor_of(interaction)
        await acknowledge(interaction)
        async with bot.db.transaction() as session:
            without = await service.publish(session, actor, self.number("said"), now=bot.now())
        await redraw(interaction, cards.published_card(voice_for(interaction), without))
