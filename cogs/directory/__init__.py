"""The directory: places and numbers that help, and what of it is near."""

from bot.app import Maraude
from cogs.directory import views
from cogs.directory.cog import Directory


async def setup(bot: Maraude) -> None:
    """Everything this feature adds to the bot."""
    bot.add_dynamic_items(
        views.NearButton,
        views.NearOnOutingButton,
        views.NearPageButton,
        views.GoodOnesButton,
        views.StarterButton,
    )
    bot.forms.append(views.NearForm)
    await bot.add_cog(Directory(bot))
