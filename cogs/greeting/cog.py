"""/hello and /panel."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import Maraude
from bot.ui import acknowledge, actor_of, show, whisper
from cogs.greeting import service, views
from cogs.greeting.cards import panel_card

IN_SERVERS = app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False)


class Greeting(commands.Cog):
    """First words, and the panel where everything starts."""

    panel = app_commands.Group(
        name="panel",
        description="…",
        allowed_contexts=IN_SERVERS,
        default_permissions=discord.Permissions(manage_guild=True),
    )

    def __init__(self, bot: Maraude) -> None:
        self.bot = bot

    @commands.Cog.listener()
    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        """Somebody deleted a message in a server: was it the panel?"""
        if payload.guild_id is not None:
            async with self.bot.db.transaction() as session:
                await service.panel_deleted(session, payload.guild_id, payload.message_id)

    @app_commands.command(name="hello")
    async def hello(self, interaction: discord.Interaction[Maraude]) -> None:
        """Say who we are."""
        await views.say_hello(interaction)

    @panel.command(name="post")
    async def post(self, interaction: discord.Interaction[Maraude]) -> None:
        """Post the panel, or bring the one that stands up to date."""
        await acknowledge(interaction, privately=True)
        async with self.bot.db.transaction() as session:
            community = await service.post_panel(session, actor_of(interaction), now=self.bot.now())
        await whisper(interaction, "panel-posted", channel=f"<#{community.panel_channel_id}>")

    @panel.command(name="preview")
    async def preview(self, interaction: discord.Interaction[Maraude]) -> None:
        """Show the panel to me alone."""
        async with self.bot.db.reading() as session:
            community = await service.community_of_moderator(session, actor_of(interaction))
        await show(interaction, panel_card(self.bot.texts.voice(community.locale), community))

    @panel.command(name="remove")
    async def remove(self, interaction: discord.Interaction[Maraude]) -> None:
        """Take the panel away."""
        await acknowledge(interaction, privately=True)
        async with self.bot.db.transaction() as session:
            was_there = await service.remove_panel(
                session, actor_of(interaction), now=self.bot.now()
            )
        await whisper(interaction, "panel-removed" if was_there else "panel-not-there")
