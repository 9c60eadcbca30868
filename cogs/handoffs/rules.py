"""How long anybody waits for an answer to a handoff. Pure."""

from datetime import timedelta

ANSWERED_WITHIN = timedelta(hours=12)
"""How long a colleague may take."""
FURTHEST = timedelta(days=15)
"""No team is away for longer; what waits until later than that, a clock that jumped made so."""
TIME_TO_SAY_NO = timedelta(minutes=10)
"""How long a youth has before a colleague is asked who may accept at once."""
ANSWERS = ("fine", "stay", "other")
"""What a youth may say: go on with the colleague, stay, or neither of the two."""
