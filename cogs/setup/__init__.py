"""Setting Maraude up, by pickers, and the doctor who says what is missing."""

from datetime import timedelta
from functools import partial

from bot.app import Maraude
from cogs.setup import jobs, views
from cogs.setup.cog import Setup


async def setup(bot: Maraude) -> None:
    """Everything this feature adds to the bot."""
    bot.add_dynamic_items(
        views.PlacePick,
        views.RhythmPick,
        views.PageButton,
        views.HoursButton,
        views.PaceButton,
        views.TeamButton,
        views.IntakeButton,
        views.ServeButton,
        views.HerePick,
        views.GateButton,
    )
    bot.forms += [views.HoursForm, views.PaceForm, views.TeamForm]
    bot.scheduler.here(timedelta(hours=1), partial(jobs.look_at_servers, bot))
    await bot.add_cog(Setup(bot))
