"""Buttons and the menu around a link."""

import discord

from bot import access
from bot.app import Maraude
from bot.errors import NotHere, TooFast
from bot.limits import GUESSES, GUESSES_IN_A_SERVER
from bot.texts import locale_of
from bot.ui import (
    Card,
    Press,
    acknowledge,
    actor_of,
    number_of,
    reader_locale,
    redraw,
    show,
    voice_for,
)
from cogs.teams import cards, rules, service


def count_guess(interaction: discord.Interaction[Maraude]) -> None:
    """Count a code that somebody tries.

    Raises:
        TooManyGuesses: when there were too many, of one person or in one server.
    """
    bot = interaction.client
    person = bot.vault.mark("limit", interaction.user.id)
    try:
        bot.limits.take(("guesses", person), GUESSES)
        bot.limits.take(("guesses in", interaction.guild_id), GUESSES_IN_A_SERVER)
    except TooFast as too_fast:
        raise service.TooManyGuesses(minutes=too_fast.args_of_text["minutes"]) from too_fast


async def make_code(interaction: discord.Interaction[Maraude]) -> None:
    """Show a new code to who asked for it."""
    bot, now = interaction.client, interaction.client.now()
    await acknowledge(interaction, privately=True)
    async with bot.db.transaction() as session:
        code = await service.link(session, bot.vault, actor_of(interaction), now=now)
    await show(interaction, cards.code_card(voice_for(interaction), code, now + rules.SERVES_FOR))


async def ask_to_accept(interaction: discord.Interaction[Maraude], typed: str) -> None:
    """Show which team asks, and what a yes means."""
    bot, actor = interaction.client, actor_of(interaction)
    access.require_moderator(actor)
    count_guess(interaction)
    await acknowledge(interaction, privately=True)
    async with bot.db.reading() as session:
        asks = await service.asking(session, bot.vault, actor, typed, now=bot.now())
    code = rules.read(typed) or ""
    await show(interaction, cards.asking_card(voice_for(interaction), asks.team, asks.own, code))


async def ask_to_end(interaction: discord.Interaction[Maraude]) -> None:
    """Ask a community's moderator once more; show a team its links to pick from."""
    bot, actor, say = interaction.client, actor_of(interaction), voice_for(interaction)
    async with bot.db.reading() as session:
        guest = await service.guest_here(session, actor)
    if guest is None:
        await show_list(interaction)
    else:
        await show(interaction, cards.ending_card(say, guest, by_team=False))


async def show_list(interaction: discord.Interaction[Maraude]) -> None:
    """Show the communities of the team whose server this is."""
    async with interaction.client.db.reading() as session:
        known = await service.communities(session, actor_of(interaction))
    await show(interaction, cards.list_card(voice_for(interaction), known))


class AcceptButton(Press, address="teams:accept:{code}"):
    """Yes, link this server to that team."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Link it, and say what comes next."""
        bot, actor = interaction.client, actor_of(interaction)
        access.require_moderator(actor)
        count_guess(interaction)
        await acknowledge(interaction)
        if interaction.guild is None:
            raise NotHere
        locale = locale_of(str(interaction.guild_locale)) or reader_locale(interaction)
        async with bot.db.transaction() as session:
            community = await service.accept(
                session,
                bot.vault,
                actor,
                self.parts["code"],
                interaction.guild.name,
                locale=locale,
                now=bot.now(),
            )
        bot.remember(community)
        await redraw(interaction, Card(voice_for(interaction)("teams-linked")))


class PageButton(Press, address="teams:page:{page}"):
    """Another page of the list."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Show it as it is now."""
        await acknowledge(interaction)
        async with interaction.client.db.reading() as session:
            known = await service.communities(session, actor_of(interaction))
        look = cards.list_card(voice_for(interaction), known, self.number("page"))
        await redraw(interaction, look)


class LinkPick(Press, address="teams:pick"):
    """One of the team's communities was picked."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Ask once more before its link ends."""
        await ask_once_more(interaction, number_of(str(next(iter(self.chosen), ""))))


class AskEndButton(Press, address="teams:ask:{community}"):
    """End this link."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Ask once more."""
        await ask_once_more(interaction, self.number("community"))


async def ask_once_more(interaction: discord.Interaction[Maraude], community_id: int) -> None:
    """Show what the end of a link means, to who may end it."""
    actor = actor_of(interaction)
    async with interaction.client.db.reading() as session:
        community = await access.link_to_end(session, actor, community_id)
    by_team = community.team.guild_id == actor.guild_id
    look = cards.ending_card(voice_for(interaction), community, by_team=by_team)
    await show(interaction, look)


class EndButton(Press, address="teams:end:{community}"):
    """Yes, end this link."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """End it."""
        bot, number = interaction.client, self.number("community")
        await acknowledge(interaction)
        async with bot.db.transaction() as session:
            ended = await service.end(session, actor_of(interaction), number, now=bot.now())
        await redraw(interaction, cards.ended_card(voice_for(interaction), ended))
