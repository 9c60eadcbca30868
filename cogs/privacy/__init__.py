"""What a youth decides: stop, see, forget; and what goes by itself."""

from datetime import timedelta
from functools import partial

from bot.app import Maraude
from bot.consents import Manner
from bot.parcels import Kind
from cogs.privacy import deliveries, jobs, views
from cogs.privacy.cog import Privacy


async def setup(bot: Maraude) -> None:
    """Everything this feature adds to the bot."""
    bot.add_dynamic_items(
        views.StopButton,
        views.ExportButton,
        views.ForgetButton,
        views.ForgetSureButton,
        views.AgreementsButton,
        views.WithdrawConsentButton,
        views.LanguageButton,
    )
    bot.kinds["privacy.expires"] = Kind(deliveries.expires, manner=Manner.NOTICE)
    bot.scheduler.every(timedelta(days=1), partial(jobs.tidy, bot))
    bot.scheduler.here(timedelta(minutes=1), partial(jobs.scrub_again, bot))
    await bot.add_cog(Privacy(bot))
