"""Reads with a name."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, extract, func, or_, select

from bot.db import ReadSession
from cogs.impact import rules
from cogs.impact.disclosure import Tally
from models import Campaign, Community, Fact, Hour, Outcome, Purpose, Team

COLUMNS: Mapping[str, Any] = {
    rules.COMMUNITY: Fact.community_id,
    rules.CAMPAIGN: Fact.campaign_id,
    rules.TOPIC: Fact.topic,
    rules.OUTCOME: Fact.outcome,
    rules.CHOICE: Fact.choice,
}
YEAR, MONTH = extract("year", Fact.day), extract("month", Fact.day)


async def ledger(session: ReadSession, team: Team, *, since: date, until: date) -> rules.Ledger:
    """Return all that was counted for a team from one day to another, both included."""
    counted = _public(team.id, since, until)
    totals = defaultdict[tuple[str, date], int](int)
    by = defaultdict[tuple[str, date], dict[str, dict[str, int]]](dict)
    everything = counted.with_only_columns(Fact.what, YEAR, MONTH, func.count())
    for what, year, month, count in await session.execute(
        everything.group_by(Fact.what, YEAR, MONTH)
    ):
        totals[what, date(int(year), int(month), 1)] = count
    for way, column in COLUMNS.items():
        told = [what for what, ways in rules.WAYS.items() if way in ways]
        apart = counted.with_only_columns(Fact.what, YEAR, MONTH, column, func.count())
        apart = apart.where(Fact.what.in_(told)).group_by(Fact.what, YEAR, MONTH, column)
        for what, year, month, value, count in await session.execute(apart):
            values = by[what, date(int(year), int(month), 1)].setdefault(way, {})
            values[rules.NO_VALUE if value is None else str(value)] = count
    closed = counted.with_only_columns(YEAR, MONTH, Fact.outcome, Fact.choice, func.count())
    closed = closed.where(Fact.what == "closed").group_by(YEAR, MONTH, Fact.outcome, Fact.choice)
    for year, month, outcome, word, count in await session.execute(closed):
        values = by["closed", date(int(year), int(month), 1)].setdefault(rules.OWN, {})
        values[rules.own_key(str(outcome or rules.NO_VALUE), word)] = count
    return rules.Ledger(
        team=team.name,
        tallies={key: Tally(total, by[key]) for key, total in totals.items()},
        answers=await _answers(session, counted),
        in_hours=await _answers(session, counted.where(Fact.choice == Hour.OPEN)),
        communities=dict(await communities(session, team.id)),
        campaigns=dict(await campaigns(session, team.id)),
    )


def _public(team_id: int, since: date, until: date) -> Select[Any]:
    """Return what stands in a report: nothing of who was protected, and of all that somebody may
    agree to only that they may be written to first."""
    is_opting_in = or_(Fact.what != "opted-in", Fact.choice == Purpose.KEEP_IN_TOUCH)
    is_public = or_(Fact.outcome.is_(None), Fact.outcome != Outcome.PROTECTION)
    theirs = and_(Fact.team_id == team_id, Fact.day.between(since, until))
    return select(Fact).where(theirs, Fact.what.in_(rules.WAYS), is_opting_in, is_public)


async def _answers(session: ReadSession, counted: Select[Any]) -> dict[date, list[int]]:
    answers = defaultdict[date, list[int]](list)
    waited = counted.with_only_columns(Fact.day, Fact.minutes)
    for day, minutes in await session.execute(
        waited.where(Fact.what == "answered", Fact.minutes.is_not(None))
    ):
        answers[day.replace(day=1)].append(minutes or 0)
    return dict(answers)


async def communities(session: ReadSession, team_id: int) -> Sequence[tuple[str, str]]:
    """Return a team's communities, those that ended too, by number and name."""
    return await _names(session, Community, team_id)


async def campaigns(session: ReadSession, team_id: int) -> Sequence[tuple[str, str]]:
    """Return a team's outings, the latest first, by number and name."""
    return (await _names(session, Campaign, team_id))[::-1]


async def teams_with_digest(session: ReadSession) -> Sequence[Team]:
    """Return the teams that wish to read about their week."""
    wish = select(Team).where(Team.digest, Team.away_since.is_(None))
    return (await session.scalars(wish.order_by(Team.id))).all()


async def week(session: ReadSession, team_id: int, first: date, last: date) -> dict[str, int]:
    """Return how often each of the few things that a week tells of was counted."""
    counted = _public(team_id, first, last).where(Fact.what.in_(rules.WEEKLY))
    by_what = counted.with_only_columns(Fact.what, func.count()).group_by(Fact.what)
    found = {str(what): int(count) for what, count in await session.execute(by_what)}
    return {what: found.get(what, 0) for what in rules.WEEKLY}


async def _names(
    session: ReadSession, table: type[Community] | type[Campaign], team_id: int
) -> Sequence[tuple[str, str]]:
    named = select(table.id, table.name).where(table.team_id == team_id).order_by(table.id)
    return [(str(key), name) for key, name in (await session.execute(named)).all()]
