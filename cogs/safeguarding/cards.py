"""How helplines look: few numbers, one question, one easy first step."""

from bot.helplines import Helpline, written
from bot.texts import Voice
from bot.ui import Card, button, talk_button


def sos_card(say: Voice, lines: list[Helpline], country: str) -> Card:
    """Return the few numbers for a life in danger, then a human."""
    words = "\n\n".join([say("sos-question"), written(lines, say.locale), say("sos-first-step")])
    return Card(
        words, rows=[[talk_button(say), button(say("button-more-numbers"), f"sos:more:{country}")]]
    )


def numbers_card(say: Voice, lines: list[Helpline]) -> Card:
    """Return every verified number, each with the day it was checked."""
    checked = min(line.checked for line in lines)
    return Card(
        "\n\n".join([written(lines, say.locale), say("sos-checked", day=checked.isoformat())])
    )
