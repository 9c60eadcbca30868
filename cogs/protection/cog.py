"""/safeguard, and what mentors type in a thread when something is wrong."""

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import Maraude
from bot.errors import NotHere
from bot.ui import ticket_here
from cogs.protection import service, views


class Protection(commands.Cog):
    """What the safeguarding lead decides; each verb is checked again by the team's own role."""

    safeguard = app_commands.Group(
        name="safeguard",
        description="…",
        allowed_contexts=app_commands.AppCommandContext(
            guild=True, dm_channel=False, private_channel=False
        ),
        default_permissions=discord.Permissions(manage_threads=True),
    )

    def __init__(self, bot: Maraude) -> None:
        self.bot = bot

    async def cog_load(self) -> None:
        """Seal what an earlier version left without a seal."""
        async with self.bot.db.transaction() as session:
            await service.seal_journals(session, self.bot.vault)

    @safeguard.command(name="concerns")
    async def concerns(self, interaction: discord.Interaction[Maraude]) -> None:
        """Show what worries the team."""
        await views.show_concerns(interaction)

    @safeguard.command(name="lift")
    async def lift(self, interaction: discord.Interaction[Maraude]) -> None:
        """Ask a second person to agree that the one behind an alias must be known."""
        await views.ask_why_lift(interaction, await ticket_here(interaction))

    @safeguard.command(name="journal")
    async def journal(self, interaction: discord.Interaction[Maraude]) -> None:
        """Show the journal and whether its chain holds."""
        await views.show_journal(interaction)

    @safeguard.command(name="reports")
    async def reports(self, interaction: discord.Interaction[Maraude]) -> None:
        """Show what youths reported about mentors."""
        await views.show_reports(interaction)

    @safeguard.command(name="vet")
    async def vet(self, interaction: discord.Interaction[Maraude], mentor: discord.Member) -> None:
        """Answer for a mentor towards minors, for a year."""
        await views.vet(interaction, mentor.id)

    @safeguard.command(name="alerts")
    @app_commands.rename(are_on="on")
    async def alerts(self, interaction: discord.Interaction[Maraude], *, are_on: bool) -> None:
        """Choose whether danger words call the team."""
        await views.set_alerts(interaction, are_on=are_on)

    @safeguard.command(name="delay")
    async def delay(
        self, interaction: discord.Interaction[Maraude], seconds: app_commands.Range[int, 0, 300]
    ) -> None:
        """Let new cards wait for a random while."""
        await views.set_delay(interaction, seconds)

    @safeguard.command(name="unblock")
    async def unblock(self, interaction: discord.Interaction[Maraude]) -> None:
        """Answer somebody again: in whose thread this is typed, or chosen from the list."""
        try:
            ticket_id = await ticket_here(interaction)
        except NotHere:
            await views.show_blocks(interaction)
        else:
            await views.unblock(interaction, ticket_id)


@app_commands.command(name="escalate")
async def escalate(interaction: discord.Interaction[Maraude]) -> None:
    """Tell the lead that this request worries me."""
    await views.ask_why_it_worries(interaction, await ticket_here(interaction))


@app_commands.command(name="block")
async def block(interaction: discord.Interaction[Maraude]) -> None:
    """No longer answer this person."""
    await views.sure_to_block(interaction, await ticket_here(interaction))


DESK: list[app_commands.Command[Any, ..., None]] = [escalate, block]
