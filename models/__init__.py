"""What Maraude remembers, and what must be true of every row whoever touches it."""

from models.base import Base
from models.campaign import Campaign, CampaignKind, CampaignPanel
from models.campaign_message import CampaignMessage, CampaignMessageState
from models.community import Community
from models.consent import Consent, Purpose
from models.fact import Fact, Hour
from models.farewell import Farewell
from models.fleet import RateWindow, Turn
from models.followup import Answer, CheckIn, CheckInState, FollowUpPlan, SkipPeriod
from models.handoff import Handoff, HandoffState
from models.installation import Installation
from models.link_code import LinkCode
from models.mentor import Mentor
from models.message import HeldMessage, Message, MessageAuthor, MessageVia, Picture
from models.note import Note
from models.outbox import EntryState, OutboxEntry
from models.permanence import DateState, Permanence, PermanenceDate, Room
from models.press import TakenPress
from models.protection import Block, Concern, JournalLine, Lifting, MentorReport
from models.rating import Rating
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
    may_be_known,
)
from models.voice import (
    LIKES_TO_BE_ASKED,
    Poll,
    PollVote,
    Suggestion,
    SuggestionState,
    VoiceAnswer,
)
from models.wording import NewcomersPost, PanelPicture, Wording, WordingKind
from models.youth import Alias, Youth

__all__ = [
    "IS_OPEN",
    "LIKES_TO_BE_ASKED",
    "ActorKind",
    "Alias",
    "Answer",
    "Arrival",
    "Base",
    "Block",
    "Campaign",
    "CampaignKind",
    "CampaignMessage",
    "CampaignMessageState",
    "CampaignPanel",
    "CheckIn",
    "CheckInState",
    "Community",
    "Concern",
    "Consent",
    "DateState",
    "EntryState",
    "Fact",
    "Farewell",
    "FollowUpPlan",
    "Handoff",
    "HandoffState",
    "HeldMessage",
    "Hour",
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
    "NewcomersPost",
    "Note",
    "OutboxEntry",
    "Outcome",
    "PanelPicture",
    "Permanence",
    "PermanenceDate",
    "Picture",
    "Poll",
    "PollVote",
    "Purpose",
    "RateWindow",
    "Rating",
    "Reach",
    "Referral",
    "ReferralState",
    "Room",
    "Service",
    "ServiceKind",
    "SkipPeriod",
    "Snippet",
    "Suggestion",
    "SuggestionState",
    "TakenPress",
    "Team",
    "Ticket",
    "TicketEvent",
    "TicketState",
    "Topic",
    "Turn",
    "VoiceAnswer",
    "Wording",
    "WordingKind",
    "Youth",
    "may_be_known",
]
