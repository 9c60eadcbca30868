"""Setting Maraude up, by pickers, and the doctor who says what is missing."""

from bot.app import Maraude
from cogs.setup import views
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
    )
    bot.forms += [views.HoursForm, views.PaceForm, views.TeamForm]
    await bot.add_cog(Setup(bot))
