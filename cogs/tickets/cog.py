"""/talk, /queue and /ticket: the commands around a request."""

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot import access
from bot.app import Maraude
from bot.ui import actor_of, show, ticket_here, voice_for
from cogs.tickets import cards, queries, views


class Tickets(commands.Cog):
    """Commands of a youth who asks and of mentors who answer."""

    def __init__(self, bot: Maraude) -> None:
        self.bot = bot

    @app_commands.command(name="talk")
    async def talk(self, interaction: discord.Interaction[Maraude]) -> None:
        """Ask for help, anonymously."""
        await views.ask_what_it_is_about(interaction)

    @app_commands.command(name="queue")
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    @app_commands.default_permissions(manage_threads=True)
    async def queue(self, interaction: discord.Interaction[Maraude]) -> None:
        """Show what waits and what is mine."""
        actor = actor_of(interaction)
        async with self.bot.db.reading() as session:
            team = await access.team_as_mentor(session, actor)
            waiting = await queries.waiting(session, team.id)
            mine = await queries.held_by(session, team.id, actor.discord_id)
            how_many = await queries.count_waiting(session, team.id)
        await show(
            interaction,
            cards.queue_card(voice_for(interaction), team, waiting, mine, how_many=how_many),
        )


@app_commands.command(name="claim")
async def claim(interaction: discord.Interaction[Maraude]) -> None:
    """Take this request."""
    await views.claim_for(interaction, await ticket_here(interaction))


@app_commands.command(name="release")
async def release(interaction: discord.Interaction[Maraude]) -> None:
    """Give this request back to the queue."""
    await views.release_for(interaction, await ticket_here(interaction))


@app_commands.command(name="note")
async def note(interaction: discord.Interaction[Maraude]) -> None:
    """Write a note that only the team sees."""
    await views.ask_for_note(interaction, await ticket_here(interaction))


@app_commands.command(name="close")
async def close(interaction: discord.Interaction[Maraude]) -> None:
    """Say goodbye."""
    await views.ask_for_outcome(interaction, await ticket_here(interaction))


DESK: list[app_commands.Command[Any, ..., None]] = [claim, release, note, close]
