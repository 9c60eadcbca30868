"""Who answers: written by the mentors themselves."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import or_, select

from bot import access
from bot.access import Actor
from bot.db import ReadSession, WriteSession
from bot.errors import BadInput
from bot.texts import LOCALES
from models import IS_OPEN, ActorKind, Mentor, Message, Note, Ticket, TicketEvent, Topic

MOST_ROOM = 30


class NoName(BadInput):
    """An introduction without a first name or an organisation."""

    key = "mentors-no-name"


class BadRoom(BadInput):
    """How many requests somebody has room for, in a way nobody can use."""

    key = "mentors-bad-room"


class NotIntroduced(BadInput):
    """A mentor has to say who they are before youths meet them."""

    key = "mentors-introduce-first"


async def introduce(
    session: WriteSession,
    actor: Actor,
    *,
    first_name: str,
    organisation: str,
    now: datetime,
    languages: Collection[str] = (),
    topics: Collection[str] = (),
    room: str = "",
) -> Mentor:
    """Write down how youths will know this mentor, and what may be offered to them.

    Args:
        languages: those they speak; none means the team's.
        topics: those they know; none means all.
        room: how many requests they have room for; nothing means as many as the team says.

    Raises:
        NotAMentor: for anybody else.
        NoName: when either is blank.
        BadRoom: for a number that cannot be used.
    """
    mentor = await access.mentor_of(session, actor)
    if not first_name or not organisation:
        raise NoName
    if room and not (room.isascii() and room.isdigit() and 1 <= int(room) <= MOST_ROOM):
        raise BadRoom(given=room, high=MOST_ROOM)
    if mentor is None:
        team = await access.team_as_mentor(session, actor)
        mentor = Mentor(team_id=team.id, discord_id=actor.discord_id, created_at=now)
        session.add(mentor)
    mentor.first_name, mentor.organisation = first_name, organisation
    mentor.languages = [locale for locale in LOCALES if locale in languages]
    mentor.topics = [topic.value for topic in Topic if topic in topics]
    mentor.room = int(room) if room else None
    await session.flush()
    return mentor


async def introduced(session: ReadSession, actor: Actor) -> Mentor:
    """Return the mentor who acts.

    Raises:
        NotAMentor: for anybody else.
        NotIntroduced: for a mentor who never said who they are.
    """
    mentor = await access.mentor_of(session, actor)
    if mentor is None:
        raise NotIntroduced
    if isinstance(session, WriteSession):
        team = await access.team_of(session, actor)
        mentor.is_lead = team.lead_role_id in actor.role_ids
    return mentor


async def did_something(session: ReadSession, mentor: Mentor, *, since: datetime) -> bool:
    """Tell whether a mentor did anything about a request of theirs since a moment, or is on
    duty."""
    if mentor.on_duty_since is not None:
        return True
    theirs = select(Ticket.id).where(
        Ticket.mentor_id == mentor.id, or_(IS_OPEN, Ticket.closed_at > since)
    )
    traces = (
        select(Message.id).where(
            Message.ticket_id.in_(theirs),
            Message.mentor_id == mentor.id,
            Message.written_at > since,
        ),
        select(Note.id).where(
            Note.ticket_id.in_(theirs), Note.mentor_id == mentor.id, Note.written_at > since
        ),
        select(TicketEvent.id).where(
            TicketEvent.ticket_id.in_(theirs),
            TicketEvent.mentor_id == mentor.id,
            TicketEvent.actor == ActorKind.MENTOR,
            TicketEvent.at > since,
        ),
    )
    return any([await session.scalar(trace.limit(1)) is not None for trace in traces])


async def seems_gone(session: ReadSession, mentor: Mentor) -> bool:
    """Tell whether the lead was told that a mentor seems to be gone, and nothing was heard of them
    since."""
    told = mentor.absent_told_at
    return told is not None and not await did_something(session, mentor, since=told)
