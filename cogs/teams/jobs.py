"""What runs on a timer."""

from bot.app import Maraude
from cogs.teams import service


async def look_where_we_are(bot: Maraude) -> None:
    """Notice servers that Maraude was taken out of, or brought back to, while nobody looked; end
    the links of those that stayed away."""
    if not bot.is_ready():
        return
    async with bot.db.reading() as session:
        places = await service.places(session)
    here = {guild.id for guild in bot.servers.heard}
    now = bot.now()
    async with bot.db.transaction() as session:
        for guild_id, was_here in places.items():
            if not bot.part.hears(guild_id):
                continue
            if was_here and guild_id not in here:
                await service.taken_out(session, guild_id, now=now)
            elif not was_here and guild_id in here:
                await service.brought_back(session, guild_id, now=now)
        await service.end_what_stayed_away(session, now=now)


async def tidy(bot: Maraude) -> None:
    """Let go what served its time."""
    async with bot.db.transaction() as session:
        await service.tidy(session, now=bot.now())
