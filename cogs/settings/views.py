"""What who manages the team's server is shown of its choices."""

import discord

from bot.app import Maraude
from bot.ui import Attached, Card, acknowledge, actor_of, show, voice_for, whisper
from cogs.settings import cards, rules, service

FILE = "maraude.toml"


async def everything(interaction: discord.Interaction[Maraude]) -> None:
    """Show all that is chosen."""
    async with interaction.client.db.reading() as session:
        team = await service.present(session, actor_of(interaction))
    values = service.everything(team)
    await show(interaction, cards.everything_card(voice_for(interaction), values))


async def change(interaction: discord.Interaction[Maraude], what: str, value: str) -> None:
    """Change one choice and show it."""
    await acknowledge(interaction, privately=True)
    async with interaction.client.db.transaction() as session:
        team = await service.choose(session, actor_of(interaction), {what: value})
    choice = next(choice for choice in rules.CHOICES if choice.name == what)
    value = service.everything(team)[what]
    await show(interaction, cards.changed_card(voice_for(interaction), choice, value))


async def hand_out(interaction: discord.Interaction[Maraude]) -> None:
    """Hand the choices over as a file."""
    bot, say = interaction.client, voice_for(interaction)
    async with bot.db.reading() as session:
        carried = await service.carried(session, actor_of(interaction), now=bot.now())
    file = Attached(FILE, rules.as_file(carried).encode())
    await show(interaction, Card(say("settings-exported")), [file])


async def take_over(interaction: discord.Interaction[Maraude], file: discord.Attachment) -> None:
    """Take the choices of a file over, all of them or none."""
    bot, actor = interaction.client, actor_of(interaction)
    await acknowledge(interaction, privately=True)
    async with bot.db.reading() as session:
        await service.present(session, actor)
    if file.size > rules.LONGEST_FILE:
        raise service.BadFile
    found = service.read_file(await file.read())
    async with bot.db.transaction() as session:
        await service.take_over(session, actor, found, now=bot.now())
    await whisper(interaction, "settings-imported", count=len(found))
