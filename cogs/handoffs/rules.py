"""How long anybody waits for an answer to a handoff. Pure."""

from datetime import timedelta

ANSWERED_WITHIN = timedelta(hours=12)
"""How long a colleague may take."""
TOLD_WITHIN = timedelta(minutes=10)
"""How long the youth's DM is waited for before the colleague is asked: then it stands in the
mailbox."""
ANSWERS = ("fine", "stay", "other")
"""What a youth may say: go on with the colleague, stay, or neither of the two."""
