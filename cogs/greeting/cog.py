"""/hello and /panel; somebody joined."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import Maraude
from bot.ui import acknowledge, actor_of, whisper
from cogs.greeting import service, views
from cogs.greeting.rules import LONGEST_DESCRIPTION

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

    @commands.Cog.listener()
    async def on_member_join(self, member: discord.Member) -> None:
        """Somebody joined a server; heard with the members intent only. Who it was is not looked
        at."""
        if member.bot:
            return
        async with self.bot.db.reading() as session:
            is_news = await service.is_news(session, member.guild.id)
        if is_news:
            async with self.bot.db.transaction() as session:
                await service.somebody_joined(session, member.guild.id, now=self.bot.now())

    @app_commands.command(name="hello")
    async def hello(
        self,
        interaction: discord.Interaction[Maraude],
        code: app_commands.Range[str, 1, 40] | None = None,
    ) -> None:
        """Say who we are."""
        await views.say_hello(interaction, code or "")

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
        await views.show_panel(interaction)

    @panel.command(name="words")
    async def words(self, interaction: discord.Interaction[Maraude]) -> None:
        """Say it in our own words; they are shown before they are kept."""
        await views.show_which_words(interaction)

    @panel.command(name="picture")
    async def picture(
        self,
        interaction: discord.Interaction[Maraude],
        picture: discord.Attachment | None = None,
        description: app_commands.Range[str, 1, LONGEST_DESCRIPTION] | None = None,
        remove: bool = False,  # noqa: FBT001, FBT002 - an option of Discord's
    ) -> None:
        """Put a picture above the panel, or take it away."""
        if remove:
            await views.take_picture_down(interaction)
        else:
            await views.hang_picture(interaction, picture, description or "")

    @panel.command(name="newcomers")
    async def newcomers(
        self,
        interaction: discord.Interaction[Maraude],
        channel: discord.TextChannel | None = None,
        off: bool = False,  # noqa: FBT001, FBT002 - an option of Discord's
    ) -> None:
        """Post the panel where newcomers see it, or no more."""
        if off:
            await views.stop_greeting_newcomers(interaction)
        else:
            await views.greet_newcomers(interaction, channel)

    @panel.command(name="remove")
    async def remove(self, interaction: discord.Interaction[Maraude]) -> None:
        """Take the panel away."""
        await acknowledge(interaction, privately=True)
        async with self.bot.db.transaction() as session:
            was_there = await service.remove_panel(
                session, actor_of(interaction), now=self.bot.now()
            )
        await whisper(interaction, "panel-removed" if was_there else "panel-not-there")
