"""How long a goodbye waits for an answer, and how long a silence lasts before one is proposed.
Pure."""

from datetime import timedelta

from models import Outcome

PROPOSED_FOR = timedelta(days=2)
"""How long a youth has to answer a mentor's proposal."""
SILENT_FOR = timedelta(days=14)
"""How long nothing is said after a mentor's last words before a goodbye is proposed."""
WARNED_FOR = timedelta(days=7)
"""How long a silent youth has to answer."""
UNSEEN_FOR = timedelta(days=7)
"""How long what waits in the mailbox, and was not seen there, waits to be answered."""
NEVER_PROPOSED = {Outcome.SPAM, Outcome.DUPLICATE}
"""How requests end of which nobody takes leave."""
