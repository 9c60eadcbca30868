"""Who is there now, and to whom a request that waits is offered. Nobody is assigned."""

from collections.abc import Collection, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot import access, outbox
from bot.access import Actor
from bot.closed_days import closed_days
from bot.db import ReadSession, WriteSession
from bot.errors import BadInput
from cogs.duty import queries, rules
from cogs.mentors import service as mentors
from models import Mentor, Team, Ticket


class BadUntil(BadInput):
    """A time that cannot be read, or is too far away."""

    key = "duty-bad-until"


async def begin(
    session: WriteSession, actor: Actor, until: str | None, *, now: datetime
) -> tuple[datetime, int]:
    """Say that a mentor is there; return until when, and how many requests wait.

    Without a time, a duty ends when the team goes home that day; outside of its hours, after the
    longest time there is.

    Raises:
        NotAMentor, NotIntroduced: for anybody else.
        BadUntil: nothing is changed.
    """
    mentor = await mentors.introduced(session, actor)
    team = await session.get_one(Team, mentor.team_id)
    zone = ZoneInfo(team.timezone)
    if until is None:
        home = team.week.closes_today(now, zone, closed_days(team, now))
        ends = min(home or now + rules.LONGEST, now + rules.LONGEST)
    else:
        ends = rules.until_from(until, now, zone)
        if ends is None:
            raise BadUntil(given=until)
    mentor.on_duty_since, mentor.on_duty_until = mentor.on_duty_since or now, ends
    return ends, await queries.count_waiting(session, team, now=now)


async def end(session: WriteSession, actor: Actor) -> Sequence[Ticket]:
    """Say that a mentor is no longer there; return what they still hold.

    Raises:
        NotAMentor, NotIntroduced: for anybody else.
    """
    mentor = await mentors.introduced(session, actor)
    mentor.on_duty_since = mentor.on_duty_until = None
    return await queries.held_by(session, mentor)


async def who(
    session: ReadSession, actor: Actor, *, now: datetime
) -> tuple[Team, Sequence[tuple[Mentor, int]]]:
    """Return the team, and who is on duty with how many requests.

    Raises:
        NotHere, NotAMentor: for anybody but the team's mentors and leads.
    """
    team = await access.team_as_mentor(session, actor)
    return team, await queries.there(session, team.id, now=now)


async def on_duty(session: ReadSession, team_id: int, *, now: datetime) -> tuple[int, ...]:
    """Return the Discord ids of who is there, who holds least first."""
    return tuple(m.discord_id for m, _ in await queries.there(session, team_id, now=now))


async def somebody_there(
    session: ReadSession, team_id: int, but_for: Collection[int], *, now: datetime
) -> Mentor | None:
    """Return who is on duty and holds least, but for some, or None."""
    there = await queries.there(session, team_id, now=now)
    return next((mentor for mentor, _ in there if mentor.id not in but_for), None)


async def how_many(session: ReadSession, team_id: int, *, now: datetime) -> int:
    """Return how many are there."""
    return await queries.count_there(session, team_id, now=now)


async def end_overdue(session: WriteSession, *, now: datetime) -> int:
    """End the duties whose time has come, with a kind word by DM; return how many."""
    tired = await queries.overdue(session, now=now)
    for mentor in tired:
        ended, mentor.on_duty_since, mentor.on_duty_until = mentor.on_duty_until, None, None
        outbox.promise(
            session,
            "duty.over",
            once=f"duty-over:{mentor.id}:{int(ended.timestamp()) if ended else 0}",
            now=now,
            mentor_id=mentor.id,
            args={"mentor": mentor.id},
        )
    return len(tired)


async def offer(
    session: WriteSession,
    ticket: Ticket,
    *,
    from_a_minor: bool,
    now: datetime,
    but_for: Mentor | None = None,
) -> None:
    """Offer a request that waits to the few who are there and whom it suits, in its thread; one
    that is kept for who knows the youth is not.

    Args:
        but_for: who has just given it back.
    """
    if ticket.offered_until is not None and ticket.offered_until > now:
        return
    team, youth = ticket.community.team, ticket.alias.youth
    there = {m.id: (m, held) for m, held in await queries.there(session, team.id, now=now)}
    chosen = rules.offered_to(
        [
            _seen(m, held, team, now)
            for m, held in there.values()
            if m is not but_for and m.id not in ticket.not_with
        ],
        language=youth.locale,
        topic=ticket.topic,
        from_a_minor=from_a_minor,
    )
    for one in chosen:
        there[one.mentor_id][0].offered_at = now
    if chosen:
        await session.flush()
        once = f"offer:{ticket.id}:{ticket.version}"
        called = {"mentors": [one.discord_id for one in chosen]}
        outbox.promise(session, "duty.offer", once=once, now=now, ticket_id=ticket.id, args=called)


def _seen(mentor: Mentor, held: int, team: Team, now: datetime) -> rules.OnDuty:
    is_vetted = mentor.vetted_until is not None and mentor.vetted_until > now
    return rules.OnDuty(
        mentor_id=mentor.id,
        discord_id=mentor.discord_id,
        languages=frozenset(mentor.languages or [team.locale]),
        topics=frozenset(mentor.topics),
        held=held,
        room=mentor.room or team.caseload,
        may_answer_minors=is_vetted or mentor.is_lead,
        offered_at=mentor.offered_at,
    )
