"""Reads with a name."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, String, cast, exists, func, literal, or_, select

from bot.answers import LATEST, PLACED_AT, WAS_ANSWERED
from bot.db import ReadSession, WriteSession, hold
from bot.gauges import Waits
from bot.outbox import OWED
from cogs.tickets.rules import KNOWN_AFTER, Talking, Waiting, Wanted, colour_of
from models import (
    IS_OPEN,
    Alias,
    Community,
    EntryState,
    Mentor,
    Message,
    Note,
    OutboxEntry,
    Team,
    Ticket,
    TicketEvent,
    TicketState,
    Youth,
    may_be_known,
)


async def queue(
    session: ReadSession, team: Team, wanted: Wanted, *, now: datetime
) -> list[Waiting]:
    """Return what the order of all that waits and is wanted goes by; nothing whose card the team's
    delay holds back."""
    columns = (Ticket.id, Ticket.urgent, Ticket.community_id, Ticket.opened_at, Youth.created_at)
    everything = select(*columns).join(Ticket.alias).join(Youth, Youth.id == Alias.youth_id)
    waits = everything.where(
        Ticket.team_id == team.id,
        IS_OPEN,
        Ticket.state == TicketState.WAITING,
        may_be_known(team.card_delay, now),
    )
    return [
        Waiting(number, urgent, community_id, opened_at, opened_at - known >= KNOWN_AFTER)
        for number, urgent, community_id, opened_at, known in await session.execute(
            waits.where(*_are(wanted))
        )
    ]


def _are(wanted: Wanted) -> list[ColumnElement[bool]]:
    """Return what a filter asks of a request; its youth is joined."""
    asked: list[ColumnElement[bool]] = [Ticket.urgent.is_(True)] if wanted.urgent else []
    for column, value in (
        (Ticket.community_id, wanted.community),
        (cast(Ticket.topic, String), wanted.topic),
        (Youth.locale, wanted.language),
    ):
        if value is not None:
            asked.append(column == value)
    return asked


async def talking(session: ReadSession, team_id: int, wanted: Wanted) -> list[Talking]:
    """Return every conversation that somebody holds and is wanted, oldest first: by whom, and
    whether its youth waits for us; since then, or since our last words or the last place we
    proposed."""
    waits = Ticket.youth_waits_since
    columns = (Ticket.id, Mentor.discord_id, waits, Message.written_at, PLACED_AT)
    held = select(*columns).join(Ticket.alias).join(Youth, Youth.id == Alias.youth_id)
    held = held.join(Mentor, Mentor.id == Ticket.mentor_id)
    held = held.join(Message, Message.id == LATEST, isouter=True)
    held = held.where(Ticket.team_id == team_id, IS_OPEN, Ticket.state == TicketState.ACTIVE)
    rows = await session.execute(held.where(*_are(wanted)).order_by(Ticket.opened_at, Ticket.id))
    return [
        Talking(number, holder, since is not None, since or max(filter(None, ours), default=None))
        for number, holder, since, *ours in rows
    ]


async def colours_of(session: ReadSession, team_id: int) -> dict[int, str]:
    """Return the colour of each of a team's communities, also of links that ended; none while there
    is only one."""
    ids = select(Community.id).where(Community.team_id == team_id).order_by(Community.id)
    found = (await session.scalars(ids)).all()
    if len(found) == 1:
        return {}
    return {number: colour_of(place) for place, number in enumerate(found)}


async def colour_of_ticket(session: ReadSession, ticket: Ticket) -> str:
    """Return the colour of a request's community; nothing while the team has only one."""
    return (await colours_of(session, ticket.team_id)).get(ticket.community_id, "")


async def communities_with_requests(
    session: ReadSession, team: Team, at_most: int, *, now: datetime
) -> Sequence[Community]:
    """Return the communities from which requests are open, those with most of them first; nothing
    is told by what the team's delay holds back."""
    many = func.count(Ticket.id)
    is_known = may_be_known(team.card_delay, now)
    ids = select(Ticket.community_id).where(Ticket.team_id == team.id, IS_OPEN, is_known)
    ids = ids.group_by(Ticket.community_id).order_by(many.desc(), Ticket.community_id)
    found = select(Community).where(Community.id.in_(ids.limit(at_most))).order_by(Community.id)
    return (await session.scalars(found)).all()


async def in_order(
    session: ReadSession, lists: Mapping[str, Sequence[int]]
) -> dict[str, list[Ticket]]:
    """Return the requests of each list in its order."""
    every = {number for ids in lists.values() for number in ids}
    asked = select(Ticket).where(Ticket.id.in_(every))
    found = {ticket.id: ticket for ticket in await session.scalars(asked)}
    return {
        name: [found[number] for number in ids if number in found] for name, ids in lists.items()
    }


async def opened_since(session: ReadSession, youth_id: int, since: datetime) -> Sequence[datetime]:
    """Return when a person opened requests since a moment, oldest first."""
    opened = select(Ticket.opened_at).join(Alias, Alias.id == Ticket.alias_id)
    opened = opened.where(Alias.youth_id == youth_id, Ticket.opened_at > since)
    return (await session.scalars(opened.order_by(Ticket.opened_at))).all()


async def second_of(session: ReadSession, ticket: Ticket) -> Mentor | None:
    """Return the colleague who keeps an eye on a request, if anybody does."""
    team, who = Mentor.team_id == ticket.team_id, Mentor.discord_id == ticket.second_by
    return await session.scalar(select(Mentor).where(team, who))


async def waiting(session: ReadSession, _now: datetime) -> Waits:
    """Count the requests of all teams that wait for a mentor; ``ix_ticket_open`` serves."""
    queue = select(func.count(), func.min(Ticket.changed_at))
    waits = queue.where(IS_OPEN, Ticket.state == TicketState.WAITING)
    return Waits(*(await session.execute(waits)).one())


async def count_waiting(session: ReadSession, team_id: int) -> int:
    """Return how many requests wait, for what a youth may expect: also those that the team's delay
    still holds back."""
    queue = (
        select(func.count())
        .select_from(Ticket)
        .where(Ticket.team_id == team_id, IS_OPEN, Ticket.state == TicketState.WAITING)
    )
    return await session.scalar(queue) or 0


async def open_of(
    session: ReadSession, youth_id: int, community_id: int | None = None
) -> Sequence[Ticket]:
    """Return a youth's open requests, newest first; of one community when it is given. Who decides
    holds them."""
    theirs = select(Ticket).join(Alias, Alias.id == Ticket.alias_id)
    theirs = theirs.where(Alias.youth_id == youth_id, IS_OPEN)
    if community_id is not None:
        theirs = theirs.where(Ticket.community_id == community_id)
    if isinstance(session, WriteSession):
        await hold(session, theirs.with_only_columns(Ticket.id), of=Ticket)
        theirs = theirs.execution_options(populate_existing=True)
    return (await session.scalars(theirs.order_by(Ticket.id.desc()))).all()


async def rather_not_with(session: ReadSession, alias_id: int) -> list[int]:
    """Return our numbers of the mentors to whom an alias would rather not talk."""
    last = select(Ticket.not_with).where(Ticket.alias_id == alias_id).order_by(Ticket.id.desc())
    return list(await session.scalar(last.limit(1)) or [])


async def age_given(session: ReadSession, alias_id: int) -> str | None:
    """Return the age band that somebody gave last under this alias."""
    given = select(Ticket.age_band).where(Ticket.alias_id == alias_id, Ticket.age_band.is_not(None))
    return await session.scalar(given.order_by(Ticket.id.desc()).limit(1))


async def earlier_of(session: ReadSession, ticket: Ticket) -> Sequence[Ticket]:
    """Return the requests of the same alias that came before, the last one first."""
    before = select(Ticket).where(Ticket.alias_id == ticket.alias_id, Ticket.id < ticket.id)
    return (await session.scalars(before.order_by(Ticket.id.desc()))).all()


async def was_claimed(session: ReadSession, ticket_id: int) -> bool:
    """Tell whether somebody took a request before."""
    step = select(TicketEvent.id).where(TicketEvent.ticket_id == ticket_id)
    return await session.scalar(step.where(TicketEvent.what == "claimed").limit(1)) is not None


async def was_answered(session: ReadSession, ticket_id: int) -> bool:
    """Tell whether a human ever answered a request, also with a place to go to, or with words that
    were taken back."""
    answered = select(Ticket.id).where(Ticket.id == ticket_id, WAS_ANSWERED)
    return await session.scalar(answered) is not None


async def events_of(session: ReadSession, ticket_id: int) -> Sequence[TicketEvent]:
    """Return every step of a ticket's life, in order."""
    steps = select(TicketEvent).where(TicketEvent.ticket_id == ticket_id)
    return (await session.scalars(steps.order_by(TicketEvent.id))).all()


async def said_in_thread(
    session: ReadSession, ticket_id: int
) -> Sequence[tuple[str, str, Message | Note]]:
    """Return what stood in a request's thread and is still kept, oldest first: the card that shows
    it, what it is, and the words or the note."""
    words = select(Message).where(
        Message.ticket_id == ticket_id,
        Message.words.is_not(None),
        Message.staff_copy_id.is_not(None),
    )
    notes = select(Note).where(Note.ticket_id == ticket_id).order_by(Note.id)
    said = [
        ("relay.to_thread", "message", m) for m in await session.scalars(words.order_by(Message.id))
    ]
    owed = select(OutboxEntry.args).where(
        OutboxEntry.card == "tickets.note",
        OutboxEntry.state == EntryState.SENT,
        OutboxEntry.lane == f"ticket:{ticket_id}",
    )
    stood = {args["note"] for args in await session.scalars(owed)}
    noted = [("tickets.note", "note", n) for n in await session.scalars(notes) if n.id in stood]
    return sorted([*said, *noted], key=lambda one: one[2].written_at)


async def owed_something(session: ReadSession, team_id: int) -> Sequence[int]:
    """Return the requests of a team to whose threads something is owed."""
    owed = exists().where(
        OutboxEntry.state == OWED,
        OutboxEntry.lane == literal("ticket:") + cast(Ticket.id, String),
    )
    return (await session.scalars(select(Ticket.id).where(Ticket.team_id == team_id, owed))).all()


async def standing(session: ReadSession) -> Sequence[Ticket]:
    """Return every open request whose card and thread should stand."""
    shown = select(Ticket).where(IS_OPEN, Ticket.thread_id.is_not(None))
    return (await session.scalars(shown)).all()


async def by_card(session: ReadSession, message_ids: Collection[int]) -> Sequence[Ticket]:
    """Return the open requests of which these messages are the cards; who decides holds them."""
    return await _held(session, Ticket.card_message_id.in_(message_ids))


async def by_place(session: ReadSession, channel_id: int) -> Sequence[Ticket]:
    """Return the open requests whose thread this is, or whose card stood in this channel; who
    decides holds them."""
    there = or_(Ticket.thread_id == channel_id, Ticket.card_channel_id == channel_id)
    return await _held(session, there)


async def still_open(session: ReadSession, ticket_id: int) -> Ticket | None:
    """Return a request unless it was closed; who decides holds it."""
    return next(iter(await _held(session, Ticket.id == ticket_id)), None)


async def _held(session: ReadSession, which: ColumnElement[bool]) -> Sequence[Ticket]:
    """Return open requests; the lock is a statement of its own, and taken in the order of ids."""
    ids = select(Ticket.id).where(IS_OPEN, which).order_by(Ticket.id)
    found = (await session.scalars(ids.with_for_update(key_share=True))).all()
    held = select(Ticket).where(Ticket.id.in_(found)).order_by(Ticket.id)
    return (await session.scalars(held.execution_options(populate_existing=True))).all()
