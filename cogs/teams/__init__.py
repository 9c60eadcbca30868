"""One team, many communities: links between servers, by a code and both sides' yes."""

from datetime import timedelta
from functools import partial

from bot.app import Maraude
from bot.consents import Manner
from bot.parcels import Kind
from cogs.teams import deliveries, jobs, views
from cogs.teams.cog import Teams


async def setup(bot: Maraude) -> None:
    """Everything this feature adds to the bot."""
    bot.add_dynamic_items(
        views.AcceptButton,
        views.PageButton,
        views.LinkPick,
        views.AskEndButton,
        views.EndButton,
    )
    bot.kinds |= {
        "teams.to_team": Kind(deliveries.to_team, manner=Manner.TO_TEAM),
        "teams.team_away": Kind(deliveries.team_away, manner=Manner.LIFELINE),
        "teams.to_server": Kind(deliveries.to_server, manner=Manner.TO_TEAM),
    }
    bot.scheduler.every(timedelta(hours=1), partial(jobs.tidy, bot))
    bot.scheduler.here(timedelta(hours=1), partial(jobs.look_where_we_are, bot))
    await bot.add_cog(Teams(bot))
