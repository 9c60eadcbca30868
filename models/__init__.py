"""What Maraude remembers, and what must be true of every row whoever touches it."""

from models.base import Base
from models.community import Community
from models.consent import Consent, Purpose
from models.fact import Fact
from models.farewell import Farewell
from models.followup import Answer, CheckIn, CheckInState
from models.handoff import Handoff, HandoffState
from models.installation import Installation
from models.link_code import LinkCode
from models.mentor import Mentor
from models.message import HeldMessage, Message, MessageAuthor, MessageVia, Picture
from models.note import Note
from models.outbox import EntryState, OutboxEntry
from models.press import TakenPress
from models.protection import Block, Concern, JournalLine, Lifting, MentorReport
from models.referral import Arrival, Referral, ReferralState
from models.service import Service, ServiceKind
from models.snippet import Snippet
from models.team import Team
from models.ticket import (
    IS_OPEN,
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
    "IS_OPEN",
    "ActorKind",
    "Alias",
    "Answer",
    "Arrival",
    "Base",
    "Block",
    "CheckIn",
    "CheckInState",
    "Community",
    "Concern",
    "Consent",
    "EntryState",
    "Fact",
    "Farewell",
    "Handoff",
    "HandoffState",
    "HeldMessage",
    "IllegalMove",
    "Installation",
    "JournalLine",
    "Lifting",
    "LinkCode",
    "Mentor",
    "MentorReport",
    "Message",
    "MessageAuthor",
    "MessageVia",
    "Note",
    "OutboxEntry",
    "Outcome",
    "Picture",
    "Purpose",
    "Reach",
    "Referral",
    "ReferralState",
    "Service",
    "ServiceKind",
    "Snippet",
    "TakenPress",
    "Team",
    "Ticket",
    "TicketEvent",
    "TicketState",
    "Topic",
    "Youth",
]
