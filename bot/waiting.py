"""Since when a youth waits for a human, and when somebody is reminded of it. Only the time counts
in which the team is there; for what sounds like danger, all of it does."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot import answers
from bot.closed_days import closed_days
from bot.db import ReadSession, WriteSession
from models import MessageAuthor, Ticket

TO_ARRIVE = timedelta(hours=1)
STEPS = 3
"""Who answers or is on duty, then the lead, then an honest word to the youth."""


async def hear(session: WriteSession, ticket: Ticket, *, now: datetime) -> None:
    """A youth said something: they wait from now on. Who waits already, and of whom everybody was
    reminded in vain, is not forgotten for that: it begins anew."""
    if ticket.youth_waits_since is not None and ticket.waits_next_at is None:
        await begin_anew(session, ticket, now=now)
    await begin(session, ticket, now=now)


async def begin(session: WriteSession, ticket: Ticket, *, now: datetime) -> None:
    """Unless a youth waits already, they wait from now on."""
    if ticket.youth_waits_since is not None:
        return
    ticket.waits_level, ticket.waits_looked_at = 0, None
    next_at = await next_step(session, ticket, now=now)
    ticket.youth_waits_since, ticket.waits_next_at = now, next_at
    ticket.waits_alert_at = alert(ticket, now=now)


async def begin_anew(session: WriteSession, ticket: Ticket, *, now: datetime) -> None:
    """Remind everybody again, the first ones a whole span from now; since when its youth waits
    stays as it was."""
    ticket.waits_level += -ticket.waits_level % STEPS
    ticket.waits_next_at = await next_step(session, ticket, now=now)


def end(ticket: Ticket) -> None:
    """A human answered, or it is over."""
    ticket.youth_waits_since = ticket.waits_next_at = ticket.waits_alert_at = None
    ticket.waits_level, ticket.waits_looked_at = 0, None


async def unanswered_again(session: WriteSession, ticket: Ticket, *, now: datetime) -> None:
    """A human's words were taken back: when none follow the youth's last ones, they wait again."""
    last = await answers.last_said_by(session, ticket.id)
    if ticket.is_open and last is MessageAuthor.YOUTH:
        await begin(session, ticket, now=now)


async def back_in_queue(session: WriteSession, ticket: Ticket, *, now: datetime) -> None:
    """Nobody holds it any more, whoever spoke last: its youth waits for somebody, and those who can
    take it are reminded as of something new."""
    if ticket.youth_waits_since is not None:
        await begin_anew(session, ticket, now=now)
    await begin(session, ticket, now=now)


async def hurry(session: WriteSession, ticket: Ticket, *, now: datetime) -> None:
    """It sounds like danger: no hour is closed any more."""
    if ticket.youth_waits_since is None:
        return
    await bring_near(session, ticket, now=now)
    if ticket.waits_next_at is None:
        await begin_anew(session, ticket, now=now)
    if ticket.waits_alert_at is None:
        ticket.waits_alert_at = alert(ticket, now=now)


async def bring_near(session: ReadSession, ticket: Ticket, *, now: datetime) -> None:
    """Nothing is ever further away than a whole span from now: what is, a wrong clock put there."""
    if ticket.youth_waits_since is not None:
        ticket.youth_waits_since = min(ticket.youth_waits_since, now)
    if ticket.waits_looked_at is not None:
        ticket.waits_looked_at = min(ticket.waits_looked_at, now)
    near = {"waits_next_at": await next_step(session, ticket, now=now)}
    near["waits_alert_at"] = alert(ticket, now=now)
    for column, at in near.items():
        planned = getattr(ticket, column)
        if planned is not None and at is not None and planned > at:
            setattr(ticket, column, at)


async def next_step(session: ReadSession, ticket: Ticket, *, now: datetime) -> datetime | None:
    """Return when somebody is reminded next: after what youths are told for a first answer, or the
    team's own time for any other; None when the team is never there."""
    team = ticket.community.team
    is_new = ticket.id is None  # pyright: ignore[reportUnnecessaryComparison]
    is_first = is_new or not await answers.stands(session, ticket.id)
    hours = team.answer_within_hours if is_first else team.next_answer_hours
    return _after(ticket, timedelta(hours=hours), now)


def alert(ticket: Ticket, *, now: datetime) -> datetime | None:
    """Return when the lead hears of it in any case."""
    return _after(ticket, timedelta(hours=ticket.community.team.alert_hours), now)


def is_there(ticket: Ticket, *, now: datetime) -> bool:
    """Tell whether anybody may be reminded at this moment."""
    team = ticket.community.team
    zone = ZoneInfo(team.timezone)
    return ticket.urgent or team.week.is_open(now, zone, closed_days(team, now))


def at_work(ticket: Ticket, deadline: datetime) -> datetime:
    """Return a mentor's deadline, or, when the team is not there at that moment, an hour after it
    is back: nobody is called at night or on a holiday but for what sounds like danger."""
    back = None if is_there(ticket, now=deadline) else back_at(ticket, now=deadline)
    return deadline if back is None else back + TO_ARRIVE


def back_at(ticket: Ticket, *, now: datetime) -> datetime | None:
    """Return when the team is there again."""
    team = ticket.community.team
    return team.week.next_opening(now, ZoneInfo(team.timezone), closed_days(team, now))


def _after(ticket: Ticket, span: timedelta, now: datetime) -> datetime | None:
    if ticket.urgent:
        return now + span
    team = ticket.community.team
    return team.week.after(now, span, ZoneInfo(team.timezone), closed_days(team, now))
