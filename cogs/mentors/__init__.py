"""How mentors introduce themselves: a first name and an organisation, a real person."""

from bot.app import Maraude
from cogs.mentors.cog import Mentors
from cogs.mentors.views import IntroduceButton, IntroductionForm


async def setup(bot: Maraude) -> None:
    """Everything this feature adds to the bot."""
    bot.add_dynamic_items(IntroduceButton)
    bot.forms.append(IntroductionForm)
    await bot.add_cog(Mentors(bot))
