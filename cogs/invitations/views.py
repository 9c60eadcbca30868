"""Buttons and forms of invitations."""

from datetime import UTC, datetime

import discord
from discord import app_commands

from bot import access
from bot.app import Maraude
from bot.errors import Conflict, Expected, NotYours
from bot.redaction import Private
from bot.ui import (
    Card,
    Form,
    Press,
    acknowledge,
    actor_of,
    form,
    may_suggest,
    number_of,
    open_form,
    redraw,
    show,
    suggestions,
    voice_for,
)
from cogs.invitations import cards, service
from models import CampaignMessage

HANDED_BACK = (service.NoWords, service.UnknownPlaceholder, service.TooLong, Conflict)
"""What is wrong with a form that somebody took time to write."""
FURTHEST = 2**32
"""Seconds since 1970 beyond which no form of ours asks for a moment."""


async def outings(
    interaction: discord.Interaction[Maraude], typed: str
) -> list[app_commands.Choice[str]]:
    """Suggest the team's outings that are not over, to its coordinators."""
    if not may_suggest(interaction):
        return []
    bot = interaction.client
    try:
        async with bot.db.reading() as session:
            team = await access.team_as_coordinator(session, actor_of(interaction))
            found = await service.outings(session, team, now=bot.now())
    except Expected:
        return []
    wanted = typed.casefold()
    return suggestions((one.name, str(one.id)) for one in found if wanted in one.name.casefold())


async def ask_for_words(
    interaction: discord.Interaction[Maraude], *, when: str, community: str, campaign: str
) -> None:
    """Open the form of an invitation, once it is clear where and when it leaves."""
    bot, say = interaction.client, voice_for(interaction)
    place, outing = _picked(community), _picked(campaign)
    async with bot.db.reading() as session:
        team = await access.team_as_coordinator(session, actor_of(interaction))
        at = service.read_moment(when, team.timezone, now=bot.now())
        await service.require_theirs(session, team, place or None, outing or None)
    stamp = int(at.timestamp()) if at is not None else 0
    address = f"invitations:write:{place}:{outing}:{stamp}"
    await open_form(
        interaction, form(say("invitations-form-title"), address, cards.form_fields(say))
    )


async def show_all(interaction: discord.Interaction[Maraude]) -> None:
    """Show the last invitations."""
    bot = interaction.client
    await acknowledge(interaction, privately=True)
    async with bot.db.reading() as session:
        found = [
            (
                one,
                await service.figures(session, one),
                service.words_of(bot.vault, one, voice_for(interaction).locale),
            )
            for one in await service.of_team(session, actor_of(interaction))
        ]
    await show(interaction, cards.list_card(voice_for(interaction), found))


def _picked(typed: str) -> int:
    """Return the number of what was picked from a list; 0 for nothing.

    Raises:
        NotYours: for words that were typed instead.
    """
    if not typed:
        return 0
    if not typed.isdigit():
        raise NotYours
    return number_of(typed)


async def _preview(interaction: discord.Interaction[Maraude], message_id: int) -> None:
    """Show an invitation exactly as a youth reads it, in each language, then what there is to
    decide."""
    bot, say, actor = interaction.client, voice_for(interaction), actor_of(interaction)
    async with bot.db.reading() as session:
        message = await access.invitation_for(session, actor, message_id)
        place = message.community or await service.first_place(session, message)
        reach = await service.reach(session, message, now=bot.now())
    looks = [(bot.texts.voice("fr"), service.words_of(bot.vault, message, "fr"))]
    english = service.english_of(bot.vault, message)
    if english is not None:
        looks.append((bot.texts.voice("en"), english))
    for theirs, words in looks:
        await show(interaction, cards.preview_card(theirs, place, words))
    may_approve = message.written_by != actor.discord_id
    await show(interaction, cards.decision_card(say, message, reach, may_approve=may_approve))


async def _redraw(interaction: discord.Interaction[Maraude], message: CampaignMessage) -> None:
    """Put the card's new look in the place of the pressed one."""
    bot = interaction.client
    async with bot.db.reading() as session:
        told = await service.figures(session, message)
    say = bot.texts.voice(message.team.locale)
    words = service.words_of(bot.vault, message, "fr")
    english = service.english_of(bot.vault, message)
    await redraw(interaction, cards.state_card(say, message, told, words, english))


class SeeButton(Press, address="invitations:{invitation}:see"):
    """Read it as a youth would, and decide."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Show it to a coordinator alone."""
        await acknowledge(interaction, privately=True)
        await _preview(interaction, self.number("invitation"))


class ApproveButton(Press, address="invitations:{invitation}:approve:{edition}"):
    """It may leave, as I read it."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Approve these words, as a second person."""
        bot, number = interaction.client, self.number("invitation")
        await acknowledge(interaction)
        async with bot.db.transaction() as session:
            message = await service.approve(
                session,
                actor_of(interaction),
                number,
                edition=number_of(self.parts["edition"]),
                now=bot.now(),
            )
        say = voice_for(interaction)
        key = "invitations-approved" if message.starts_at is None else "invitations-approved-later"
        await redraw(interaction, Card(say(key)))


class ChangeButton(Press, address="invitations:{invitation}:change"):
    """Change its words before anybody got them."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Open the form with the words as they are."""
        bot, say = interaction.client, voice_for(interaction)
        async with bot.db.reading() as session:
            message = await service.to_change(
                session, actor_of(interaction), self.number("invitation")
            )
        english = service.english_of(bot.vault, message)
        fields = cards.form_fields(
            say,
            service.words_of(bot.vault, message, "fr").reveal(),
            english.reveal() if english is not None else None,
        )
        address = f"invitations:{message.id}:change:{message.edition}"
        await open_form(interaction, form(say("invitations-form-title"), address, fields))


class PauseButton(Press, address="invitations:{invitation}:pause"):
    """Nothing more leaves for now."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Pause, and show it."""
        bot, number = interaction.client, self.number("invitation")
        await acknowledge(interaction)
        async with bot.db.transaction() as session:
            message = await service.pause(session, actor_of(interaction), number, now=bot.now())
        await _redraw(interaction, message)


class GoOnButton(Press, address="invitations:{invitation}:go-on"):
    """Go on where it was."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Go on, and show it."""
        bot, number = interaction.client, self.number("invitation")
        await acknowledge(interaction)
        async with bot.db.transaction() as session:
            message = await service.go_on(session, actor_of(interaction), number, now=bot.now())
        await _redraw(interaction, message)


class StopButton(Press, address="invitations:{invitation}:stop"):
    """End it for good?"""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Ask once more: it cannot be taken up again."""
        say, number = voice_for(interaction), self.number("invitation")
        await acknowledge(interaction, privately=True)
        async with interaction.client.db.reading() as session:
            await access.invitation_for(session, actor_of(interaction), number)
        await show(interaction, cards.sure_card(say, number))


class StopSureButton(Press, address="invitations:{invitation}:stop-sure"):
    """Yes, end it."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """End it for good."""
        bot, number = interaction.client, self.number("invitation")
        await acknowledge(interaction)
        async with bot.db.transaction() as session:
            await service.stop(session, actor_of(interaction), number, now=bot.now())
        await redraw(interaction, Card(voice_for(interaction)("invitations-stopped")))


class WriteForm(Form, address="invitations:write:{community}:{campaign}:{at}"):
    """A new invitation."""

    async def submitted(self, interaction: discord.Interaction[Maraude]) -> None:
        """Keep it, and show it as a youth reads it; what cannot be kept is handed back."""
        bot, at = interaction.client, self.number("at")
        await acknowledge(interaction, privately=True)
        try:
            async with bot.db.transaction() as session:
                message = await service.write(
                    session,
                    bot.vault,
                    actor_of(interaction),
                    self.draft,
                    community_id=self.number("community") or None,
                    campaign_id=self.number("campaign") or None,
                    starts_at=datetime.fromtimestamp(min(at, FURTHEST), UTC) if at else None,
                    now=bot.now(),
                )
        except HANDED_BACK as problem:
            await self.hand_back(interaction, problem)
        else:
            await _preview(interaction, message.id)

    @property
    def draft(self) -> service.Draft:
        """Return what was typed."""
        return service.Draft(Private(self.words("words")), Private(self.words("english")))

    async def hand_back(self, interaction: discord.Interaction[Maraude], problem: Expected) -> None:
        """Tell what is wrong, with the words that were typed."""
        say = voice_for(interaction)
        told = interaction.client.texts.say(say.locale, problem.key, problem.args_of_text)
        typed = "\n\n".join(filter(None, (self.words("words"), self.words("english"))))
        embed = discord.Embed(description=typed) if typed else None
        await show(interaction, Card(told, embed=embed))


class ChangeForm(WriteForm, address="invitations:{invitation}:change:{edition}"):
    """An invitation, changed."""

    async def submitted(self, interaction: discord.Interaction[Maraude]) -> None:
        """Keep the change, and show it anew; a second person approves it again."""
        bot, number = interaction.client, self.number("invitation")
        await acknowledge(interaction, privately=True)
        try:
            async with bot.db.transaction() as session:
                await service.change(
                    session,
                    bot.vault,
                    actor_of(interaction),
                    number,
                    self.draft,
                    edition=number_of(self.parts["edition"]),
                    now=bot.now(),
                )
        except HANDED_BACK as problem:
            await self.hand_back(interaction, problem)
        else:
            await _preview(interaction, number)
