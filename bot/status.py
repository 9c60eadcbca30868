"""What an operator is told: how much is open, what is owed, since when, and why it waits."""

from datetime import datetime

from sqlalchemy import case, func, select

from bot.db import Database, ReadSession
from bot.outbox import OWED
from models import OutboxEntry, Ticket, TicketState

PLACES = {
    "youth": "to youths who wrote",
    "first": "to youths, written first",
    "ticket": "to requests' threads",
    "community": "to panels",
    "team": "to leads",
}
TRIED_OFTEN = 3


async def told(db: Database) -> list[str]:
    """Return the lines of ``maraude status``."""
    async with db.reading() as session:
        return [*await _open(session), *await _owed(session), *await _trouble(session)]


async def _open(session: ReadSession) -> list[str]:
    counted = await session.execute(select(Ticket.state, func.count()).group_by(Ticket.state))
    tickets: dict[TicketState, int] = dict(row.tuple() for row in counted)
    return [f"requests {state}: {tickets.get(state, 0)}" for state in TicketState]


async def _owed(session: ReadSession) -> list[str]:
    """Return one line for each kind of place; what was tried often in vain is counted apart."""
    starts = {OutboxEntry.lane.startswith(f"{place}:"): place for place in PLACES}
    place = case(*starts.items(), else_="elsewhere").label("place")
    in_vain = func.sum(case((OutboxEntry.attempts >= TRIED_OFTEN, 1), else_=0))
    owed = select(place, func.count(), func.min(OutboxEntry.due_at), in_vain)
    rows = await session.execute(owed.where(OutboxEntry.state == OWED).group_by(place))
    found = {name: (many, since, vain) for name, many, since, vain in rows}
    if not found:
        return ["owed: nothing"]
    return [
        f"owed {words}: {_line(*found[name])}" for name, words in PLACES.items() if name in found
    ]


def _line(many: int, since: datetime, in_vain: int) -> str:
    late = f", tried often in vain: {in_vain}" if in_vain else ""
    return f"{many}, the oldest since {since.isoformat(timespec='seconds')}{late}"


async def _trouble(session: ReadSession) -> list[str]:
    problems = (
        select(OutboxEntry.problem, func.count())
        .where(OutboxEntry.state == OWED, OutboxEntry.problem.is_not(None))
        .group_by(OutboxEntry.problem)
    )
    found = await session.execute(problems)
    return [f"  waiting because: {problem} ({times})" for problem, times in found]
