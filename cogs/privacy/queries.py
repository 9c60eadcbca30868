"""Reads with a name."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import (
    ColumnElement,
    String,
    Update,
    and_,
    cast,
    exists,
    false,
    func,
    literal,
    or_,
    select,
    update,
)

from bot.db import ReadSession
from models import (
    IS_OPEN,
    Alias,
    Block,
    Campaign,
    CheckIn,
    Consent,
    EntryState,
    HeldMessage,
    Lifting,
    MentorReport,
    Message,
    Note,
    OutboxEntry,
    Picture,
    Poll,
    Team,
    Ticket,
    TicketEvent,
    Youth,
)

AT_ONCE = 100
LAST_WORD = func.coalesce(
    select(func.max(Message.written_at)).where(Message.ticket_id == Ticket.id).scalar_subquery(),
    Ticket.opened_at,
)
"""When something was last said in a request."""
WARNING: ColumnElement[str] = (
    literal("expires:")
    + cast(Ticket.id, String)
    + literal(":")
    + cast(
        func.coalesce(
            select(func.max(Message.id)).where(Message.ticket_id == Ticket.id).scalar_subquery(), 0
        ),
        String,
    )
)
"""What makes a warning itself: one for each silence, which a word ends."""
ENDED_BY_ITSELF = exists().where(TicketEvent.ticket_id == Ticket.id, TicketEvent.what == "expired")


async def tickets_of(session: ReadSession, youth_id: int) -> Sequence[Ticket]:
    """Return every request of a person, oldest first."""
    theirs = select(Ticket).join(Alias, Alias.id == Ticket.alias_id)
    return (
        await session.scalars(theirs.where(Alias.youth_id == youth_id).order_by(Ticket.id))
    ).all()


async def outings_of(session: ReadSession, tickets: Sequence[Ticket]) -> dict[int, str]:
    """Return the names of the outings on which requests began, by number."""
    numbers = {ticket.campaign_id for ticket in tickets if ticket.campaign_id is not None}
    named = select(Campaign.id, Campaign.name).where(Campaign.id.in_(numbers))
    return {number: name for number, name in await session.execute(named)}  # noqa: C416 - as below


async def aliases_of(session: ReadSession, youth_id: int) -> Sequence[Alias]:
    """Return the names a person has, one in each community."""
    theirs = select(Alias).where(Alias.youth_id == youth_id)
    return (await session.scalars(theirs.order_by(Alias.id))).all()


async def consents_of(session: ReadSession, youth_id: int) -> Sequence[Consent]:
    """Return every yes of a person, oldest first."""
    theirs = select(Consent).where(Consent.youth_id == youth_id)
    return (await session.scalars(theirs.order_by(Consent.id))).all()


async def words_of(session: ReadSession, ticket_ids: Sequence[int]) -> Sequence[Message]:
    """Return what was said in these requests, in order."""
    said = select(Message).where(Message.ticket_id.in_(ticket_ids), Message.words.is_not(None))
    return (await session.scalars(said.order_by(Message.ticket_id, Message.id))).all()


async def pictures_of(session: ReadSession, ticket_ids: Sequence[int]) -> Sequence[Picture]:
    """Return the pictures that are kept of these requests."""
    theirs = select(Picture).join(Message, Message.id == Picture.message_id)
    kept = theirs.where(Message.ticket_id.in_(ticket_ids), Picture.image.is_not(None))
    return (await session.scalars(kept.order_by(Picture.id))).all()


async def notes_in(session: ReadSession, ticket_ids: Sequence[int]) -> dict[int, int]:
    """Return how many notes each request has."""
    counted = select(Note.ticket_id, func.count()).where(Note.ticket_id.in_(ticket_ids))
    rows = await session.execute(counted.group_by(Note.ticket_id))
    return {ticket_id: how_many for ticket_id, how_many in rows}  # noqa: C416 - dict() takes no rows


async def check_ins_of(session: ReadSession, ticket_ids: Sequence[int]) -> Sequence[CheckIn]:
    """Return the questions planned and asked after these requests."""
    theirs = select(CheckIn).where(CheckIn.ticket_id.in_(ticket_ids))
    return (await session.scalars(theirs.order_by(CheckIn.id))).all()


async def steps_of(session: ReadSession, ticket_ids: Sequence[int]) -> Sequence[TicketEvent]:
    """Return what happened to these requests, in order."""
    theirs = select(TicketEvent).where(TicketEvent.ticket_id.in_(ticket_ids))
    return (await session.scalars(theirs.order_by(TicketEvent.id))).all()


async def told_liftings(session: ReadSession, ticket_ids: Sequence[int]) -> Sequence[Lifting]:
    """Return when two people learnt who was behind these requests, as far as its youth was told."""
    granted = select(Lifting).where(Lifting.ticket_id.in_(ticket_ids), Lifting.was_granted)
    return (await session.scalars(granted.where(Lifting.tell_youth).order_by(Lifting.id))).all()


async def blocks_on(
    session: ReadSession, marks: Mapping[int, bytes], *, now: datetime
) -> Sequence[datetime]:
    """Return until when teams no longer answer somebody, by the mark that each made of them."""
    standing = select(Block.until).where(Block.until > now)
    theirs = [and_(Block.team_id == team, Block.lookup == mark) for team, mark in marks.items()]
    return (await session.scalars(standing.where(or_(false(), *theirs)))).all()


async def reports_of(session: ReadSession, ticket_ids: Sequence[int]) -> Sequence[MentorReport]:
    """Return what the youth of these requests told the lead about mentors."""
    theirs = select(MentorReport).where(
        MentorReport.ticket.in_(ticket_ids), MentorReport.words.is_not(None)
    )
    return (await session.scalars(theirs.order_by(MentorReport.id))).all()


async def wishes_for_lead(
    session: ReadSession, ticket_ids: Sequence[int]
) -> Sequence[MentorReport]:
    """Return when the youth of these requests asked that the lead write to them."""
    asked = select(MentorReport).where(MentorReport.ticket.in_(ticket_ids), MentorReport.call_back)
    return (await session.scalars(asked.order_by(MentorReport.id))).all()


async def open_polls(session: ReadSession) -> Sequence[int]:
    """Return the polls whose votes may still be changed."""
    return (await session.scalars(select(Poll.id).where(Poll.closed_at.is_(None)))).all()


async def unread_reports(session: ReadSession, ticket_ids: Sequence[int]) -> int:
    """Return how many reports about a mentor, from these requests, no lead has dealt with."""
    unread = select(func.count()).select_from(MentorReport)
    theirs = MentorReport.ticket.in_(ticket_ids), MentorReport.seen_at.is_(None)
    return await session.scalar(unread.where(*theirs, ~MentorReport.call_back)) or 0


def held_too_long(*, before: datetime) -> Update:
    """Wipe the words of reports that no lead read in time, when their youth is forgotten."""
    still_there = exists().where(Ticket.id == MentorReport.ticket)
    old = MentorReport.words.is_not(None), MentorReport.written_at <= before, ~still_there
    return update(MentorReport).where(*old).values(words=None)


async def waiting_words(session: ReadSession, youth_id: int) -> Sequence[HeldMessage]:
    """Return words that wait until their youth says where they belong."""
    theirs = select(HeldMessage).where(
        HeldMessage.youth_id == youth_id, HeldMessage.words.is_not(None)
    )
    return (await session.scalars(theirs.order_by(HeldMessage.id))).all()


async def unused_consents(session: ReadSession, *, before: datetime) -> Sequence[Consent]:
    """Return what was agreed to by people who did not come back since that moment."""
    unused = (
        select(Consent)
        .join(Youth, Youth.id == Consent.youth_id)
        .where(Consent.withdrawn_at.is_(None), Consent.given_at < before)
        .where(Youth.last_seen_at < before)
    )
    return (await session.scalars(unused.limit(AT_ONCE))).all()


async def to_warn(
    session: ReadSession, *, now: datetime, sooner: timedelta
) -> list[tuple[Ticket, str]]:
    """Return open requests in which nothing was said for as long as their team keeps words, less
    ``sooner``, and whose youth was not warned of it; each with what makes the warning itself."""
    was_warned = exists().where(
        OutboxEntry.once == WARNING, OutboxEntry.state != EntryState.DROPPED
    )
    found: list[tuple[Ticket, str]] = []
    for team_id, days in await session.execute(select(Team.id, Team.retention_days)):
        since = now - timedelta(days=days) + sooner
        quiet = select(Ticket, WARNING).where(
            Ticket.team_id == team_id, *_is_quiet(since), ~was_warned
        )
        rows = await session.execute(quiet.order_by(Ticket.id).limit(AT_ONCE))
        found += [(ticket, once) for ticket, once in rows]
    return found


async def warned_in_time(session: ReadSession, *, before: datetime, now: datetime) -> list[Ticket]:
    """Return open requests in which nothing was said for as long as their team keeps words, and
    whose youth got the warning, in the DM or the mailbox, before that moment."""
    got_it = exists().where(
        OutboxEntry.once == WARNING,
        OutboxEntry.state.in_([EntryState.SENT, EntryState.MAILBOX, EntryState.READ]),
        OutboxEntry.done_at <= before,
    )
    found: list[Ticket] = []
    for team_id, days in await session.execute(select(Team.id, Team.retention_days)):
        quiet = select(Ticket).where(
            Ticket.team_id == team_id, *_is_quiet(now - timedelta(days=days)), got_it
        )
        found += (await session.scalars(quiet.order_by(Ticket.id).limit(AT_ONCE))).all()
    return found


def _is_quiet(since: datetime) -> tuple[ColumnElement[bool], ...]:
    return IS_OPEN, Ticket.changed_at <= since, since >= LAST_WORD


async def old_aliases(session: ReadSession, *, now: datetime) -> list[Alias]:
    """Return the names of people who did not come back for as long as the team keeps names, without
    an open request and without a yes that stands. What ended by itself counts from its last
    word."""
    agreed = exists().where(
        Consent.youth_id == Alias.youth_id,
        Consent.community_id == Alias.community_id,
        Consent.withdrawn_at.is_(None),
    )
    found: list[Alias] = []
    for team_id, days in (await session.execute(select(Team.id, Team.identity_days))).all():
        past = now - timedelta(days=days)
        ended_by_somebody = and_(Ticket.changed_at > past, ~ENDED_BY_ITSELF)
        in_use = exists().where(
            Ticket.alias_id == Alias.id, or_(IS_OPEN, past < LAST_WORD, ended_by_somebody)
        )
        old = select(Alias).join(Youth, Youth.id == Alias.youth_id)
        old = old.where(Alias.team_id == team_id, Youth.last_seen_at <= past, ~in_use, ~agreed)
        found += (await session.scalars(old.order_by(Alias.id).limit(AT_ONCE))).all()
    return found


async def nobody_any_more(session: ReadSession, *, before: datetime) -> Sequence[Youth]:
    """Return people without a name anywhere and without a yes that stands, who did not come back
    since that moment. Their stop needs no row: without a yes nobody is written to."""
    named = exists().where(Alias.youth_id == Youth.id)
    agreed = exists().where(Consent.youth_id == Youth.id, Consent.withdrawn_at.is_(None))
    idle = select(Youth).where(Youth.last_seen_at < before, ~named, ~agreed)
    return (await session.scalars(idle.limit(AT_ONCE))).all()
