"""Servers that Maraude was taken out of."""

import logging

import discord
from discord.ext import commands

from bot.app import Maraude

log = logging.getLogger(__name__)


class Watch(commands.Cog):
    """What the operator must hear of, because nobody on Discord can be told."""

    def __init__(self, bot: Maraude) -> None:
        self.bot = bot

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Somebody took Maraude out of a server; what is open there waits for its return."""
        log.warning("Maraude was taken out of the server %s; what is owed there waits", guild.id)
