"""Their voice: a suggestion box, polls for those who like to be asked, "you said, we did"."""

from datetime import timedelta
from functools import partial

from bot.app import Maraude
from bot.consents import Manner
from bot.parcels import Kind
from cogs.voice import deliveries, jobs, views
from cogs.voice.cog import TheirVoice


async def setup(bot: Maraude) -> None:
    """Everything this feature adds to the bot."""
    bot.add_dynamic_items(
        views.SuggestButton,
        views.AskMeButton,
        views.AskMeAnewButton,
        views.NotedButton,
        views.HideButton,
        views.VoteButton,
        views.SendPollButton,
        views.AskEndPollButton,
        views.EndPollButton,
        views.PublishButton,
    )
    bot.forms.append(views.SuggestForm)
    bot.kinds |= {
        "voice.suggestion": Kind(
            deliveries.suggestion, deliveries.suggestion_stands, manner=Manner.TO_TEAM
        ),
        "voice.gone": Kind(deliveries.gone, manner=Manner.TO_TEAM),
        "voice.poll": Kind(deliveries.poll, manner=Manner.FIRST),
        "voice.running": Kind(deliveries.running, manner=Manner.TO_TEAM),
        "voice.results": Kind(deliveries.results, deliveries.results_stand, manner=Manner.TO_TEAM),
        "voice.answer": Kind(
            deliveries.answer,
            refused=deliveries.answer_missed,
            given_up=deliveries.answer_missed,
            manner=Manner.TO_TEAM,
        ),
        "voice.nowhere": Kind(deliveries.nowhere, manner=Manner.TO_TEAM),
    }
    bot.scheduler.every(timedelta(minutes=10), partial(jobs.show_suggestions, bot))
    bot.scheduler.every(timedelta(hours=1), partial(jobs.look_again, bot))
    bot.scheduler.every(timedelta(minutes=1), partial(jobs.ask, bot))
    bot.scheduler.every(timedelta(minutes=10), partial(jobs.close_polls, bot))
    bot.scheduler.every(timedelta(days=1), partial(jobs.tidy, bot))
    await bot.add_cog(TheirVoice(bot))
