"""The team's reusable answers: /snippet."""

from bot.app import Maraude
from cogs.snippets import views
from cogs.snippets.cog import Snippets


async def setup(bot: Maraude) -> None:
    """Everything this feature adds to the bot."""
    bot.add_dynamic_items(views.SendButton, views.RemoveButton)
    bot.forms += [views.AddForm, views.EditForm]
    await bot.add_cog(Snippets(bot))
