"""How bad news looks: what does not arrive, since when, why, and what to do."""

from bot.texts import Voice
from bot.ui import Card, moment, sos_button, stop_button
from cogs.watch.rules import Late


def late_card(say: Voice, late: Late) -> Card:
    """Return the alarm for the lead: nothing in it says who waits."""
    about = {"since": moment(late.since), "why": say(late.why), "places": late.places}
    return Card(say(f"watch-late-{late.what}", count=late.how_many, **about))


def alarm_card(say: Voice, words: str) -> Card:
    """Return what the doctor found, for whoever can mend it."""
    return Card(say("watch-alarm", words=words))


def sorry_card(say: Voice) -> Card:
    """Return the word to a youth whose words have not reached the team yet."""
    return Card(say("watch-sorry"), rows=[[sos_button(say), stop_button(say)]])
