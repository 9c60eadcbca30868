"""What Maraude remembers, and what must be true of every row whoever touches it."""

from models.base import Base
from models.community import Community
from models.consent import Consent, Purpose
from models.followup import Answer, CheckIn, CheckInState
from models.installation import Installation
from models.mentor import Mentor
from models.message import Message, MessageAuthor, MessageVia
from models.note import Note
from models.outbox import EntryState, OutboxEntry
from models.team import Team
from models.ticket import (
    ActorKind,
    IllegalMove,
    Outcome,
    Reach,
    Ticket,
    TicketEvent,
    TicketState,
    Topic,
)
from models.youth import Alias, Youth

__all__ = [
    "ActorKind",
    "Alias",
    "Answer",
    "Base",
    "CheckIn",
    "CheckInState",
    "Community",
    "Consent",
    "EntryState",
    "IllegalMove",
    "Installation",
    "Mentor",
    "Message",
    "MessageAuthor",
    "MessageVia",
    "Note",
    "OutboxEntry",
    "Outcome",
    "Purpose",
    "Reach",
    "Team",
    "Ticket",
    "TicketEvent",
    "TicketState",
    "Topic",
    "Youth",
]
