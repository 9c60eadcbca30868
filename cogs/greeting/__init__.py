"""Where everything starts: the panel, the first words, keeping in touch."""

from datetime import timedelta
from functools import partial

from bot.app import Maraude
from bot.consents import Manner
from bot.parcels import Kind
from cogs.greeting import deliveries, jobs, views
from cogs.greeting.cog import Greeting
from cogs.greeting.views import (
    KeepInTouchAnewButton,
    KeepInTouchButton,
    KeepInTouchOnOutingButton,
    NotForMeButton,
)


async def setup(bot: Maraude) -> None:
    """Everything this feature adds to the bot."""
    bot.add_dynamic_items(
        KeepInTouchButton, KeepInTouchAnewButton, KeepInTouchOnOutingButton, NotForMeButton
    )
    bot.add_dynamic_items(
        views.WriteButton, views.KeepWordsButton, views.ChangeWordsButton, views.OurWordsButton
    )
    bot.forms.append(views.WordsForm)
    bot.kinds |= {
        "greeting.panel": Kind(
            deliveries.panel,
            deliveries.panel_stands,
            lost=deliveries.panel_lost,
            manner=Manner.TO_TEAM,
        ),
        "greeting.remove_panel": Kind(deliveries.remove_panel, manner=Manner.TO_TEAM),
        "greeting.welcome": Kind(deliveries.welcome, manner=Manner.FIRST),
        "greeting.newcomers": Kind(
            deliveries.newcomers,
            deliveries.newcomers_stand,
            lost=deliveries.newcomers_lost,
            manner=Manner.TO_TEAM,
        ),
        "greeting.newcomers_look": Kind(deliveries.newcomers_look, manner=Manner.TO_TEAM),
    }
    bot.scheduler.every(timedelta(hours=1), partial(jobs.look_at_panels, bot))
    bot.scheduler.every(timedelta(minutes=15), partial(jobs.post_for_newcomers, bot))
    await bot.add_cog(Greeting(bot))
