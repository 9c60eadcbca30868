"""What an operator is told: how much is open, what is owed, since when, and why it waits; apart
from it, what waits for its hour."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, case, func, select

from bot.db import Database, ReadSession
from bot.outbox import OWED
from bot.signs import seen, told_of
from models import Installation, OutboxEntry, Ticket, TicketState

PLACES = {
    "youth": "to youths who wrote",
    "first": "to youths, written first",
    "invitation": "to youths, invitations",
    "ticket": "to requests' threads",
    "community": "to panels",
    "team": "to leads",
    "coordinators": "to coordinators",
    "invitation-card": "to cards of invitations",
    "server": "to who manages a community",
    "sought": "to be looked for and erased",
    "event": "to communities' calendars",
    "hangout": "to cards with announced hours",
    "mentor": "to mentors",
    "apart": "to requests' threads, hours later",
    "elsewhere": "elsewhere",
}
"""Every kind of lane there is; the last one is for those of a newer version."""
PLACE = case(
    *((OutboxEntry.lane.startswith(f"{place}:"), place) for place in PLACES), else_="elsewhere"
).label("place")
TRIED_OFTEN = 3
Lines = Callable[[ReadSession, datetime], Awaitable[list[str]]]
"""What a feature tells an operator at a moment; no line when all is well."""


class Owed(NamedTuple):
    """What is owed to one kind of place: how much, since when it was promised, since when it should
    have left, and how much of it was tried often in vain."""

    how_many: int
    since: datetime
    late_since: datetime
    in_vain: int


async def told(db: Database, *, now: datetime, also: Sequence[Lines] = ()) -> list[str]:
    """Return the lines of ``maraude status``.

    Args:
        also: what features have to say.
    """
    async with db.reading() as session:
        return [
            *await _alive(session),
            *told_of(await seen(session, now)),
            *await _open(session),
            *[line for lines in also for line in await lines(session, now)],
            *await _owed(session, now),
            *await _planned(session, now),
            *await _trouble(session),
        ]


async def _alive(session: ReadSession) -> list[str]:
    known = await session.get(Installation, 1)
    at = known.beat_at if known is not None else None
    return [f"last sign of life: {_moment(at)}"] if at is not None else []


async def _open(session: ReadSession) -> list[str]:
    counted = select(Ticket.state, func.count()).group_by(Ticket.state)
    tickets = dict((await session.execute(counted)).all())
    return [f"requests {state}: {tickets.get(state, 0)}" for state in TicketState]


def _has_time(now: datetime) -> ColumnElement[bool]:
    """Tell what waits for its hour, and was never tried."""
    return (OutboxEntry.attempts == 0) & (OutboxEntry.due_at > now)


async def _owed(session: ReadSession, now: datetime) -> list[str]:
    """Return one line for each kind of place; what was tried often in vain is counted apart."""
    found = await owed_by_place(session, now)
    if not found:
        return ["owed: nothing"]
    return [
        f"owed {words}: {_line(found[name])}" for name, words in PLACES.items() if name in found
    ]


async def owed_by_place(session: ReadSession, now: datetime) -> dict[str, Owed]:
    """Return what is owed and has no time left, by kind of place. What was never tried should have
    left when it became due; what was tried is late since it was promised."""
    entry = OutboxEntry
    in_vain = func.sum(case((entry.attempts >= TRIED_OFTEN, 1), else_=0))
    late_since = func.min(case((entry.attempts == 0, entry.due_at), else_=entry.created_at))
    owed = select(PLACE, func.count(), func.min(entry.created_at), late_since, in_vain)
    is_due = owed.where(entry.state == OWED, ~_has_time(now))
    rows = await session.execute(is_due.group_by(PLACE))
    return {place: Owed(many, since, late, vain) for place, many, since, late, vain in rows}


async def _planned(session: ReadSession, now: datetime) -> list[str]:
    """Return one line for each kind of place to which something leaves later, never tried yet."""
    planned = select(PLACE, func.count(), func.min(OutboxEntry.due_at))
    is_planned = planned.where(OutboxEntry.state == OWED, _has_time(now))
    rows = await session.execute(is_planned.group_by(PLACE))
    found = {name: (many, at) for name, many, at in rows}
    return [
        f"waits for its hour, {words}: {found[name][0]}, the next at {_moment(found[name][1])}"
        for name, words in PLACES.items()
        if name in found
    ]


def _line(owed: Owed) -> str:
    late = f", tried often in vain: {owed.in_vain}" if owed.in_vain else ""
    return f"{owed.how_many}, the oldest since {_moment(owed.since)}{late}"


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="seconds")


async def _trouble(session: ReadSession) -> list[str]:
    problems = (
        select(OutboxEntry.problem, func.count())
        .where(OutboxEntry.state == OWED, OutboxEntry.problem.is_not(None))
        .group_by(OutboxEntry.problem)
    )
    found = await session.execute(problems)
    return [f"  waiting because: {problem} ({times})" for problem, times in found]
