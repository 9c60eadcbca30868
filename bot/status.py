"""What an operator is told: how much is open, what is owed, since when, and why it waits; apart
from it, what waits for its hour."""

from datetime import datetime

from sqlalchemy import ColumnElement, case, func, select

from bot.db import Database, ReadSession
from bot.outbox import OWED
from models import OutboxEntry, Ticket, TicketState

PLACES = {
    "youth": "to youths who wrote",
    "first": "to youths, written first",
    "ticket": "to requests' threads",
    "community": "to panels",
    "team": "to leads",
    "server": "to who manages a community",
    "sought": "to be looked for and erased",
}
PLACE = case(
    *((OutboxEntry.lane.startswith(f"{place}:"), place) for place in PLACES), else_="elsewhere"
).label("place")
TRIED_OFTEN = 3


async def told(db: Database, *, now: datetime) -> list[str]:
    """Return the lines of ``maraude status``."""
    has_time = (OutboxEntry.attempts == 0) & (OutboxEntry.due_at > now)
    async with db.reading() as session:
        return [
            *await _open(session),
            *await _owed(session, has_time),
            *await _planned(session, has_time),
            *await _trouble(session),
        ]


async def _open(session: ReadSession) -> list[str]:
    counted = select(Ticket.state, func.count()).group_by(Ticket.state)
    tickets = dict((await session.execute(counted)).all())
    return [f"requests {state}: {tickets.get(state, 0)}" for state in TicketState]


async def _owed(session: ReadSession, has_time: ColumnElement[bool]) -> list[str]:
    """Return one line for each kind of place; what was tried often in vain is counted apart."""
    in_vain = func.sum(case((OutboxEntry.attempts >= TRIED_OFTEN, 1), else_=0))
    owed = select(PLACE, func.count(), func.min(OutboxEntry.created_at), in_vain)
    rows = await session.execute(owed.where(OutboxEntry.state == OWED, ~has_time).group_by(PLACE))
    found = {name: (many, since, vain) for name, many, since, vain in rows}
    if not found:
        return ["owed: nothing"]
    return [
        f"owed {words}: {_line(*found[name])}" for name, words in PLACES.items() if name in found
    ]


async def _planned(session: ReadSession, has_time: ColumnElement[bool]) -> list[str]:
    """Return one line for each kind of place to which something leaves later, never tried yet."""
    planned = select(PLACE, func.count(), func.min(OutboxEntry.due_at))
    rows = await session.execute(planned.where(OutboxEntry.state == OWED, has_time).group_by(PLACE))
    found = {name: (many, at) for name, many, at in rows}
    return [
        f"waits for its hour, {words}: {found[name][0]}, the next at {_moment(found[name][1])}"
        for name, words in PLACES.items()
        if name in found
    ]


def _line(many: int, since: datetime, in_vain: int) -> str:
    late = f", tried often in vain: {in_vain}" if in_vain else ""
    return f"{many}, the oldest since {_moment(since)}{late}"


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
