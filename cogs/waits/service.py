"""Nobody waits in silence: who is reminded when a youth waits for longer than they were told."""

from datetime import datetime
from typing import Any

from bot import access, outbox, waiting
from bot.access import Actor
from bot.db import WriteSession
from bot.errors import GoneForTeam, NotYours
from cogs.mentors import service as mentors
from cogs.tickets import service as tickets
from cogs.waits import queries
from models import Mentor, Ticket, TicketState

NUDGE, LEAD = 1, 2
"""The steps at which the team is reminded; the last one is the youth's."""
ANSWERS = ("talk", "fine")
"""What a mentor can say after something urgent."""


async def look(session: WriteSession, *, now: datetime) -> int:
    """Remind, about each request whose time has come, who can do something; return how many. What
    became due while the team is away waits until it is back, unless it sounds like danger."""
    due = await queries.due(session, now=now)
    for ticket in due:
        if not waiting.is_there(ticket, now=now):
            _wait_for_opening(ticket, now=now)
            continue
        if ticket.waits_alert_at is not None and ticket.waits_alert_at <= now:
            await _alert(session, ticket, now=now)
        if ticket.waits_next_at is not None and ticket.waits_next_at <= now:
            await _climb(session, ticket, now=now)
    return len(due)


async def mend(session: WriteSession, *, now: datetime) -> None:
    """Notice who waits unnoticed since an earlier version, and whose mentor is no longer looked
    for; bring near what a wrong clock put far away."""
    for ticket in await queries.unnoticed(session):
        await waiting.begin(session, ticket, now=now)
    for ticket in await queries.waiting(session):
        await waiting.bring_near(session, ticket, now=now)
        if ticket.state is TicketState.ACTIVE and ticket.waits_alert_at is None:
            ticket.waits_alert_at = waiting.alert(ticket, now=now)


async def say_how_it_was(
    session: WriteSession, actor: Actor, ticket_id: int, answer: str, *, now: datetime
) -> None:
    """Note for the lead, once, what a mentor says after they closed something urgent.

    Raises:
        NotAMentor, NotYours: for anybody but who looked after it.
        Gone: when it is not closed, or they said so before.
    """
    ticket = await access.ticket_for(session, actor, ticket_id)
    if ticket.mentor is None or ticket.mentor.discord_id != actor.discord_id:
        raise NotYours
    if answer not in ANSWERS:
        raise NotYours
    once = f"debrief-said:{ticket.id}"
    if ticket.is_open or not ticket.urgent or await outbox.was_promised(session, once):
        raise GoneForTeam
    about = {"team": ticket.team_id, "request": ticket.id, "mentor": ticket.mentor.id}
    outbox.promise(
        session,
        "waits.debrief_said",
        once=once,
        now=now,
        team_id=ticket.team_id,
        args={**about, "answer": answer},
    )


async def _climb(session: WriteSession, ticket: Ticket, *, now: datetime) -> None:
    """Remind the next ones: those who are there, then the lead; then the youth hears the truth, the
    same one once."""
    ticket.waits_level += 1
    step = ticket.waits_level % waiting.STEPS
    once = f"waits-{ticket.waits_level}:{ticket.id}:{_since(ticket)}"
    truth = f"waits-{waiting.STEPS}:{ticket.id}:{_since(ticket)}"
    knows = await outbox.was_promised(session, truth)
    goes_on = step == NUDGE or (step == LEAD and not knows)
    ticket.waits_next_at = await waiting.next_step(session, ticket, now=now) if goes_on else None
    if step == 0 and not knows:
        _tell_truth(session, ticket, once=truth, now=now)
    elif step and not await outbox.was_promised(session, once):
        _call_team(session, ticket, step, once=once, now=now)


def _call_team(
    session: WriteSession, ticket: Ticket, step: int, *, once: str, now: datetime
) -> None:
    if step == LEAD:
        _call_lead(session, ticket, "waits-lead", once=once, now=now)
        return
    about = {"since": _since(ticket)}
    outbox.promise(session, "waits.nudge", once=once, now=now, ticket_id=ticket.id, args=about)


def _tell_truth(session: WriteSession, ticket: Ticket, *, once: str, now: datetime) -> None:
    outbox.notify(
        session,
        "waits.honest",
        once=once,
        now=now,
        youth_id=ticket.alias.youth_id,
        community_id=ticket.community_id,
        args={"ticket": ticket.id, "since": _since(ticket)},
    )


async def _alert(session: WriteSession, ticket: Ticket, *, now: datetime) -> None:
    """Tell the lead, once, what stayed without any answer; when who holds it seems to be gone, let
    the others have it, else look for them again after the same time."""
    ticket.waits_alert_at = None
    once = f"waits-alert:{ticket.id}:{_since(ticket)}"
    if not await outbox.was_promised(session, once):
        _call_lead(session, ticket, "waits-alert", once=once, now=now)
    mentor, since = ticket.mentor, ticket.youth_waits_since
    if ticket.state is not TicketState.ACTIVE or mentor is None or since is None:
        return
    if await mentors.did_something(session, mentor, since=ticket.waits_looked_at or since):
        ticket.waits_looked_at, ticket.waits_alert_at = now, waiting.alert(ticket, now=now)
    else:
        await _tell_of_absence(session, mentor, now=now)
        await tickets.lapse(session, ticket, now=now)


async def _tell_of_absence(session: WriteSession, mentor: Mentor, *, now: datetime) -> None:
    """Tell the lead, once until the mentor does something again."""
    told = mentor.absent_told_at
    if told is not None and not await mentors.did_something(session, mentor, since=told):
        return
    mentor.absent_told_at = now
    about: dict[str, Any] = {"team": mentor.team_id, "mentor": mentor.id}
    once = f"absent:{mentor.id}:{int(now.timestamp())}"
    outbox.promise(session, "waits.absent", once=once, now=now, team_id=mentor.team_id, args=about)


def _call_lead(
    session: WriteSession, ticket: Ticket, key: str, *, once: str, now: datetime
) -> None:
    about = {"team": ticket.team_id, "request": ticket.id, "since": _since(ticket), "key": key}
    outbox.promise(session, "waits.lead", once=once, now=now, team_id=ticket.team_id, args=about)


def _wait_for_opening(ticket: Ticket, *, now: datetime) -> None:
    back = waiting.back_at(ticket, now=now)
    if ticket.waits_next_at is not None and ticket.waits_next_at <= now:
        ticket.waits_next_at = back
    if ticket.waits_alert_at is not None and ticket.waits_alert_at <= now:
        ticket.waits_alert_at = back


def _since(ticket: Ticket) -> int:
    return int(ticket.youth_waits_since.timestamp()) if ticket.youth_waits_since else 0
