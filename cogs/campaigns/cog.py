"""/campaign: outings of the team."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import Maraude
from bot.ui import suggest_communities
from cogs.campaigns import queries, rules, service, views


class Campaigns(commands.Cog):
    """Commands of who coordinates, and what happens to panels of outings meanwhile."""

    campaign = app_commands.Group(
        name="campaign",
        description="…",
        allowed_contexts=app_commands.AppCommandContext(
            guild=True, dm_channel=False, private_channel=False
        ),
        default_permissions=discord.Permissions(manage_threads=True),
    )

    def __init__(self, bot: Maraude) -> None:
        self.bot = bot

    @commands.Cog.listener()
    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        """Somebody deleted a message in a server: was it a panel?"""
        await self._deleted(payload.guild_id, {payload.message_id})

    @commands.Cog.listener()
    async def on_raw_bulk_message_delete(self, payload: discord.RawBulkMessageDeleteEvent) -> None:
        """Somebody deleted several messages."""
        await self._deleted(payload.guild_id, payload.message_ids)

    @commands.Cog.listener()
    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        """Somebody deleted a channel: a panel that stood there goes where the next one is."""
        async with self.bot.db.transaction() as session:
            await service.channel_gone(session, channel.id, now=self.bot.now())

    async def _deleted(self, guild_id: int | None, message_ids: set[int]) -> None:
        if guild_id is None:
            return
        async with self.bot.db.reading() as session:
            was_one = bool(await queries.by_message(session, message_ids))
        if was_one:
            async with self.bot.db.transaction() as session:
                await service.deleted(session, message_ids)

    @campaign.command(name="start")
    @app_commands.autocomplete(community=suggest_communities)
    async def start(
        self,
        interaction: discord.Interaction[Maraude],
        community: str | None = None,
        code: app_commands.Range[str, 1, 40] | None = None,
        link: app_commands.Range[str, 1, rules.LONGEST_LINK] | None = None,
        picture: discord.Attachment | None = None,
    ) -> None:
        """Begin an outing."""
        wish = service.Wish(community or "", code or "", link or "")
        await views.begin(interaction, wish, picture)

    @campaign.command(name="list")
    async def all(self, interaction: discord.Interaction[Maraude]) -> None:
        """Show the team's outings."""
        await views.show_all(interaction)

    @campaign.command(name="show")
    @app_commands.autocomplete(campaign=views.suggest_outing)
    async def show(self, interaction: discord.Interaction[Maraude], campaign: str) -> None:
        """Show one, with its link, its QR code and what can be read out."""
        await views.show_one(interaction, campaign)

    @campaign.command(name="edit")
    @app_commands.autocomplete(campaign=views.suggest_to_change)
    async def edit(  # noqa: PLR0917 - each is a field that somebody fills in
        self,
        interaction: discord.Interaction[Maraude],
        campaign: str,
        code: app_commands.Range[str, 1, 40] | None = None,
        link: app_commands.Range[str, 1, rules.LONGEST_LINK] | None = None,
        picture: discord.Attachment | None = None,
        no_code: bool = False,  # noqa: FBT001, FBT002 - options of Discord's
        no_link: bool = False,  # noqa: FBT001, FBT002
        no_picture: bool = False,  # noqa: FBT001, FBT002
    ) -> None:
        """Change its word, link or picture; its words and days, when none of them is given."""
        gone = {"code": no_code, "link": no_link, "picture": no_picture}
        without = frozenset(name for name, goes in gone.items() if goes)
        wish = service.Wish("", code or "", link or "", without)
        await views.change(interaction, campaign, wish, picture)

    @campaign.command(name="end")
    @app_commands.autocomplete(campaign=views.suggest_outing)
    async def end(self, interaction: discord.Interaction[Maraude], campaign: str) -> None:
        """End it now."""
        await views.ask_to_end(interaction, campaign)
