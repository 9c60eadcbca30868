"""What a coordinator asks for, and the word that is owed each week."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot import access, outbox
from bot.access import Actor
from bot.db import ReadSession, WriteSession
from bot.errors import BadInput
from cogs.impact import queries, rules
from cogs.impact.rules import Ledger, Period
from models import Team

OFFERED: tuple[tuple[rules.Kind, int], ...] = (("month", 12), ("quarter", 6), ("year", 3))
"""How many periods of each kind are suggested."""
EVERYWHERE = "all"
PLACES = {"c": rules.COMMUNITY, "k": rules.CAMPAIGN}
"""What a place in an address begins with: a community's number, a campaign's."""


class UnknownPeriod(BadInput):
    """Nothing that is a month, a quarter or a year."""

    key = "impact-unknown-period"


class StillRuns(BadInput):
    """A period to which something can still be added."""

    key = "impact-still-runs"


class UnknownPlace(BadInput):
    """No community or campaign of this team."""

    key = "impact-unknown-place"


class OneOnly(BadInput):
    """A community and a campaign at once: too few people are left to count."""

    key = "impact-one-only"


@dataclass(frozen=True)
class Asked:
    """A period, and perhaps the one community or campaign it is asked about."""

    period: Period
    place: str = EVERYWHERE


@dataclass(frozen=True)
class Read:
    """All that is needed to reckon what was asked for."""

    ledger: Ledger
    asked: Asked
    today: date

    def report(self, *, least: int = rules.LEAST_IN_TEAM) -> rules.Report:
        """Reckon it; beside everything else, it takes a moment."""
        way = PLACES.get(self.asked.place[:1])
        period, today = self.asked.period, self.today
        if way is None or self.asked.place == EVERYWHERE:
            return rules.report(self.ledger, period, today=today, least=least)
        value = self.asked.place[1:]
        return rules.report_on(self.ledger, period, way, value, today=today, least=least)


def today_of(team: Team, now: datetime) -> date:
    """Return the day of the team's own calendar."""
    return now.astimezone(ZoneInfo(team.timezone)).date()


def closed_periods(today: date) -> list[Period]:
    """Return what is most often asked for, the latest first."""
    found: list[Period] = []
    for kind, how_many in OFFERED:
        one = Period.last_closed(kind, today)
        for _ in range(how_many):
            found.append(one)
            one = one.before
    return found


def period_meant(typed: str | None, today: date) -> Period:
    """Return the period somebody typed, or the last month that is over.

    Raises:
        UnknownPeriod: for anything else.
        StillRuns: for one that is not over; it names what of it is.
    """
    if not typed or not typed.strip():
        return Period.last_closed("month", today)
    period = Period.parse(typed)
    if period is None:
        raise UnknownPeriod(given=typed.strip()[:40], month=closed_periods(today)[0].key)
    if not period.is_closed(today):
        closed = rules.closed_parts(period, today) or closed_periods(today)[:1]
        raise StillRuns(given=period.key, closed=", ".join(one.key for one in closed))
    return period


async def read(
    session: ReadSession,
    actor: Actor,
    *,
    period: str | None = None,
    community: str | None = None,
    campaign: str | None = None,
    now: datetime,
) -> Read:
    """Return what was counted, for who runs the project.

    Raises:
        NotACoordinator, NotAMentor, NotHere: for anybody else, anywhere else.
        UnknownPeriod, StillRuns, UnknownPlace, OneOnly: for what cannot be told.
    """
    team = await access.team_as_coordinator(session, actor)
    today = today_of(team, now)
    meant = period_meant(period, today)
    if community and campaign:
        raise OneOnly
    ledger = await queries.ledger(session, team, since=rules.first_needed(meant), until=today)
    place = EVERYWHERE
    if community:
        place = f"c{_named(ledger.communities, community)}"
    elif campaign:
        place = f"k{_named(ledger.campaigns, campaign)}"
    return Read(ledger, Asked(meant, place), today)


async def read_again(
    session: ReadSession, actor: Actor, period: str, place: str, *, now: datetime
) -> Read:
    """Return what a button of a report asks for.

    Raises:
        NotACoordinator, NotAMentor, NotHere: for anybody else, anywhere else.
        UnknownPeriod, StillRuns, UnknownPlace: for what no report ever offered.
    """
    about = {PLACES[place[:1]]: place[1:]} if place[:1] in PLACES else {}
    return await read(session, actor, period=period, now=now, **about)


async def names(session: ReadSession, actor: Actor) -> tuple[Sequence[tuple[str, str]], ...]:
    """Return the communities and the campaigns of a team, each by number and name.

    Raises:
        NotACoordinator, NotAMentor, NotHere: for anybody else, anywhere else.
    """
    team = await access.team_as_coordinator(session, actor)
    return await queries.communities(session, team.id), await queries.campaigns(session, team.id)


def _named(known: rules.Names, typed: str) -> str:
    """Return the number of what somebody picked, or wrote in full.

    Raises:
        UnknownPlace: when there is none.
    """
    if typed in known:
        return typed
    same = [key for key, name in known.items() if name.casefold() == typed.strip().casefold()]
    if not same:
        raise UnknownPlace
    return same[-1]


async def owe_weekly_words(session: WriteSession, *, now: datetime) -> None:
    """Owe each team that wishes it a few words about the last week, once its quiet hours are over:
    on Monday, or as soon as it can be."""
    for team in await queries.teams_with_digest(session):
        zone = ZoneInfo(team.timezone)
        begun = team.created_at.astimezone(zone).date()
        monday = rules.week_to_tell(now.astimezone(zone), team.quiet_until, begun)
        if monday is None:
            continue
        once = f"digest:{team.id}:{monday.isoformat()}"
        if not await outbox.was_promised(session, once):
            told = {"team": team.id, "monday": monday.isoformat()}
            outbox.promise(session, "impact.digest", once=once, now=now, team_id=team.id, args=told)


async def last_week(session: ReadSession, team: Team, monday: date) -> dict[str, int] | None:
    """Return what was counted in the week of a Monday; None for one that touches two months."""
    if not rules.is_in_one_month(monday):
        return None
    return await queries.week(session, team.id, monday, monday + timedelta(days=6))
