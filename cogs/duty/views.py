"""What a mentor is shown who comes, goes, or looks who is there."""

import discord

from bot.app import Maraude
from bot.ui import Card, acknowledge, actor_of, button, show, voice_for
from cogs.duty import cards, service
from cogs.mentors.service import NotIntroduced


async def begin(interaction: discord.Interaction[Maraude], until: str | None) -> None:
    """Begin a duty, or ask a new mentor to say who they are first."""
    bot, say = interaction.client, voice_for(interaction)
    await acknowledge(interaction, privately=True)
    try:
        async with bot.db.transaction() as session:
            ends, waiting = await service.begin(
                session, actor_of(interaction), until, now=bot.now()
            )
    except NotIntroduced as unknown:
        introduce = button(say("button-introduce"), "mentors:introduce")
        await show(interaction, Card(say(unknown.key), rows=[[introduce]]))
        return
    await show(interaction, cards.begun_card(say, ends, waiting))


async def end(interaction: discord.Interaction[Maraude]) -> None:
    """End a duty, and show what is still held."""
    await acknowledge(interaction, privately=True)
    async with interaction.client.db.transaction() as session:
        held = await service.end(session, actor_of(interaction))
    await show(interaction, cards.ended_card(voice_for(interaction), held))


async def who(interaction: discord.Interaction[Maraude]) -> None:
    """Show who is on duty."""
    bot = interaction.client
    async with bot.db.reading() as session:
        team, there = await service.who(session, actor_of(interaction), now=bot.now())
    await show(interaction, cards.who_card(voice_for(interaction), team, there))
