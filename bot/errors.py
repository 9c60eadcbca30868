"""Expected errors: each class knows its sentence.

Expected
├── BadInput       something typed or picked that cannot be used
├── Conflict       somebody else was faster, or the moment has passed
├── NotAllowed     the person lacks the right
├── NotYours       missing or not theirs: both sound the same
├── TakenInElsewhere  another process answers this very press
└── Unavailable    the database does not answer
"""

from typing import Any, ClassVar


class Expected(Exception):
    """An answer we are prepared to give. ``key`` names the sentence, the arguments fill it."""

    key: ClassVar[str] = "error-unexpected"
    with_helplines: ClassVar[bool] = False

    def __init__(self, **args: Any) -> None:
        super().__init__(self.key)
        self.args_of_text = args


class BadInput(Expected):
    """Something typed or picked cannot be used; nothing was changed."""


class Conflict(Expected):
    """Somebody else acted in between; nothing was changed."""

    key = "error-conflict"


class NotAllowed(Expected):
    """The person lacks the right."""


class NotAMentor(NotAllowed):
    """Only the team's mentors can do this."""

    key = "error-not-a-mentor"


class InTeamServer(NotAllowed):
    """What mentors do is done in the team's own server, not in a community's."""

    key = "error-in-team-server"


class NotACoordinator(NotAllowed):
    """Only the team's leads, and who manages its server, can do this."""

    key = "error-not-a-coordinator"


class NotALead(NotAllowed):
    """Only the team's safeguarding lead can do this."""

    key = "error-not-a-lead"


class Blocked(NotAllowed):
    """The team no longer answers this person; the helplines still do."""

    key = "error-blocked"
    with_helplines = True


class TooYoungToAgree(NotAllowed):
    """Who is this young cannot agree without a parent; nothing is written down."""

    key = "error-too-young-to-agree"


class NotAModerator(NotAllowed):
    """Only who manages the server can do this."""

    key = "error-not-a-moderator"


class NotYours(Expected):
    """A record that is missing, or that belongs to somebody else."""

    key = "error-not-yours"


class SnippetGone(NotYours):
    """A reusable answer that is missing, or another team's."""

    key = "snippets-not-found"


class WordsGone(NotYours):
    """A community's own words that are missing, or another one's."""

    key = "greeting-words-gone"


class CampaignGone(NotYours):
    """An outing that is missing, or another team's."""

    key = "campaigns-not-found"


class TooFast(Expected):
    """Asked too often; what was received before is kept, and the helplines always answer."""

    key = "error-too-fast"
    with_helplines = True


class NotHere(BadInput):
    """A command in a place where it means nothing."""

    key = "error-not-here"


class WhichServer(BadInput):
    """In a DM, it cannot be told which community is meant."""

    key = "error-which-server"


class NotSetUp(Expected):
    """Nobody has run the set-up in this server, or the intake is closed.

    ``country`` says whose helplines to show, when it is known.
    """

    key = "error-not-set-up"
    with_helplines = True

    def __init__(self, country: str | None = None) -> None:
        super().__init__()
        self.country = country


class SetUpFirst(BadInput):
    """A moderator asks for something that needs the set-up, or an open intake, first."""

    key = "error-set-up-first"


class Gone(Expected):
    """A button whose moment has passed."""

    key = "error-gone"


class GoneForTeam(Gone):
    """The same, for who answers on the team's side."""

    key = "error-gone-team"


class TakenInElsewhere(Expected):
    """Another process took this very press in, and answers it: nobody is told twice."""

    key = "error-gone"


class Unavailable(Expected):
    """The database does not answer in time."""

    key = "error-unavailable"
    with_helplines = True
