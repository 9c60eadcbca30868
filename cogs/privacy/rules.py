"""What an export says and when what is kept may go. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

UNUSED_FOR = timedelta(days=365)
REPORTS_HELD_FOR = timedelta(days=30)
"""How long a report about a mentor waits for the lead when its youth is forgotten."""
"""After this, a yes that nothing came of is over."""
WARNED_BEFORE = timedelta(days=7)
"""How long before an open conversation expires its youth has been told."""
IDENTITY_DAYS = 180
"""How long people stay known of whom no team holds a name."""


@dataclass(frozen=True)
class Forgotten:
    """What was erased, in numbers; how many reports about a mentor a lead has yet to read; until
    when a team no longer answers them, of which a mark stays."""

    requests: int
    words: int
    reports_held: int = 0
    blocked_until: datetime | None = None


@dataclass(frozen=True)
class Said:
    """One thing that was said in a conversation."""

    at: datetime
    by: str
    words: str = field(repr=False)


@dataclass(frozen=True)
class Step:
    """Something that happened to a request, without a name: by ``me``, the ``team`` or nobody."""

    at: datetime
    what: str
    by: str


@dataclass(frozen=True)
class Conversation:
    """One request, as its youth may see it."""

    alias: str
    community: str
    team: str
    topic: str
    campaign: str | None
    state: str
    outcome: str | None
    ending: str | None
    age_band: str | None
    asked_at: datetime
    closed_at: datetime | None
    said: Sequence[Said]
    is_urgent: bool
    notes: int
    check_ins: Sequence[Mapping[str, str]]
    alarmed_at: datetime | None
    seen_at: datetime | None
    steps: Sequence[Step]
    reports: Sequence[Said]
    referrals: Sequence[Mapping[str, str]]


@dataclass(frozen=True)
class Agreement:
    """A yes, and perhaps the no that ended it."""

    purpose: str
    community: str
    version: int
    given_at: datetime
    withdrawn_at: datetime | None


@dataclass(frozen=True)
class Name:
    """What somebody is called in one community."""

    alias: str
    community: str


@dataclass(frozen=True)
class Held:
    """Everything that is kept about one person."""

    discord_id: int = field(repr=False)
    locale: str
    since: datetime
    last_seen_at: datetime
    stopped_at: datetime | None
    paused_until: datetime | None
    agreements: Sequence[Agreement]
    names: Sequence[Name]
    conversations: Sequence[Conversation]
    waiting: Sequence[Said]


def as_data(held: Held) -> dict[str, object]:
    """Return the export for a machine: the same names for everyone, moments as ISO 8601."""
    return {
        "format": 1,
        "discord_id": str(held.discord_id),
        "language": held.locale,
        "since": _iso(held.since),
        "last_seen_at": _iso(held.last_seen_at),
        "stopped_at": _iso(held.stopped_at),
        "nothing_automatic_until": _iso(held.paused_until),
        "agreements": [
            {
                "purpose": yes.purpose,
                "community": yes.community,
                "version_of_text": yes.version,
                "given_at": _iso(yes.given_at),
                "withdrawn_at": _iso(yes.withdrawn_at),
            }
            for yes in held.agreements
        ],
        "names": [{"alias": name.alias, "community": name.community} for name in held.names],
        "requests": [
            {
                "alias": talk.alias,
                "community": talk.community,
                "team": talk.team,
                "topic": talk.topic,
                "campaign": talk.campaign,
                "age_band": talk.age_band,
                "state": talk.state,
                "outcome": talk.outcome,
                "ending": talk.ending,
                "asked_at": _iso(talk.asked_at),
                "closed_at": _iso(talk.closed_at),
                "words": [
                    {"at": _iso(said.at), "by": said.by, "words": said.words} for said in talk.said
                ],
                "marked_urgent": talk.is_urgent,
                "internal_notes": talk.notes,
                "team_called_at": _iso(talk.alarmed_at),
                "seen_by_team_at": _iso(talk.seen_at),
                "check_ins": list(talk.check_ins),
                "steps": [
                    {"at": _iso(step.at), "what": step.what, "by": step.by} for step in talk.steps
                ],
                "referrals": list(talk.referrals),
                "my_reports": [{"at": _iso(said.at), "words": said.words} for said in talk.reports],
            }
            for talk in held.conversations
        ],
        "waiting_to_be_placed": [
            {"at": _iso(said.at), "words": said.words} for said in held.waiting
        ],
    }


def _iso(at: datetime | None) -> str | None:
    return at.isoformat(timespec="seconds") if at is not None else None
