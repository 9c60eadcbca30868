"""What follows when words sound like danger: a mark, a call to the team, quiet for the youth."""

from datetime import datetime, timedelta

from bot import access, outbox, waiting
from bot.access import Actor
from bot.db import ReadSession, WriteSession
from bot.errors import GoneForTeam
from bot.redaction import Private
from cogs.safeguarding import queries, rules
from models import ActorKind, Ticket, TicketEvent, Youth

CALLED_ANEW_AFTER = timedelta(minutes=30)
"""After somebody said "seen", new danger words call the team again only after this; until then they
call who has seen."""
SEER_CALLED_EVERY = timedelta(minutes=5)


def next_call(since: datetime, now: datetime) -> datetime:
    """Return when those who have not said "seen" are called again."""
    return rules.next_call(since, now)


def sounds_dangerous(words: Private) -> bool:
    """Tell whether a youth's words sound like danger; nothing else of the answer is kept."""
    return rules.LEXICON.danger_in(words.reveal()) is not None


def pause(youth: Youth, *, now: datetime) -> None:
    """Ask nothing automatically of a youth for a while: somebody worries."""
    youth.paused_until = now + rules.PAUSED_FOR


async def raise_alarm(session: WriteSession, ticket: Ticket, *, now: datetime) -> None:
    """Mark a request urgent, call those on duty and the lead, and ask nothing automatically of its
    youth for a while. A team may have chosen the mark without the call; who made it be called again
    and again lately is marked only."""
    pause(ticket.alias.youth, now=now)
    is_new = not ticket.urgent
    ticket.urgent = True
    lately = ticket.seen_at is not None and now - ticket.seen_at < CALLED_ANEW_AFTER
    may_call = ticket.community.team.danger_alert and ticket.alert_at is None and not lately
    if may_call and not await _calls_too_often(session, ticket, now=now):
        ticket.alarmed_at, ticket.seen_at, ticket.seen_by = now, None, None
        _note(session, ticket, ActorKind.SYSTEM, "called", now=now)
        _call(session, ticket, since=now, now=now)
    elif lately:
        await _call_who_saw(session, ticket, now=now)
    if is_new:
        await waiting.hurry(session, ticket, now=now)
        _note(session, ticket, ActorKind.SYSTEM, "urgent", now=now)
    await _redraw(session, ticket, now=now)
    await session.flush()
    await outbox.due_now(session, [outbox.lane_of(ticket_id=ticket.id)], now=now)


async def call_again(session: WriteSession, *, now: datetime) -> int:
    """Call the teams that have not said "seen"; return how many requests they were called for."""
    unseen = await queries.still_unseen(session, now=now)
    for ticket in unseen:
        _call(session, ticket, since=ticket.alarmed_at or now, now=now)
    return len(unseen)


async def seen(session: WriteSession, actor: Actor, ticket_id: int, *, now: datetime) -> Ticket:
    """Say that somebody looks after it: the calls end.

    Raises:
        NotAMentor, NotYours: for anybody but the team's mentors and leads.
        Gone: when somebody said so before.
    """
    ticket = await access.ticket_for(session, actor, ticket_id)
    if ticket.alert_at is None:
        raise GoneForTeam
    looked_at(session, actor, ticket, now=now)
    await _redraw(session, ticket, now=now)
    return ticket


def looked_at(session: WriteSession, actor: Actor, ticket: Ticket, *, now: datetime) -> None:
    """Note who looks after a request for which the team is called, if it is; only this ends the
    calls. A mentor who says goodbye has looked; a youth who withdraws, a block or the end of the
    time says nothing of the kind."""
    if ticket.alert_at is not None:
        ticket.seen_at, ticket.seen_by, ticket.alert_at = now, actor.discord_id, None
        _note(session, ticket, ActorKind.MENTOR, "seen", now=now)


async def to_mend(session: ReadSession, now: datetime) -> list[str]:
    """Tell an operator which teams have been called and have not said "seen"."""
    return [
        f"calls for danger that {team} has not seen: {many}, since {since:%Y-%m-%d %H:%M} UTC"
        for team, many, since in await queries.unseen_by_team(session, now=now)
    ]


async def _calls_too_often(session: WriteSession, ticket: Ticket, *, now: datetime) -> bool:
    calls = await queries.called_since(session, ticket, now - rules.CALLED_WITHIN)
    return calls >= rules.CALLED_AT_MOST


async def _call_who_saw(session: WriteSession, ticket: Ticket, *, now: datetime) -> None:
    """Who looks after it hears that it goes on, in the thread, every few minutes at most."""
    once = f"alert-goes-on:{ticket.id}:{int(now.timestamp() / SEER_CALLED_EVERY.total_seconds())}"
    if ticket.seen_by is not None and not await outbox.was_promised(session, once):
        who = {"who": ticket.seen_by}
        outbox.promise(
            session, "safeguarding.goes_on", once=once, now=now, ticket_id=ticket.id, args=who
        )


def _call(session: WriteSession, ticket: Ticket, *, since: datetime, now: datetime) -> None:
    ticket.alert_at = rules.next_call(since, now)
    stamp = int(now.timestamp())
    outbox.promise(
        session,
        "safeguarding.alert",
        once=f"alert:{ticket.id}:{stamp}",
        now=now,
        team_id=ticket.team_id,
        args={"team": ticket.team_id, "request": ticket.id},
    )
    outbox.promise(
        session,
        "safeguarding.alert_thread",
        once=f"alert-thread:{ticket.id}:{stamp}",
        now=now,
        ticket_id=ticket.id,
    )


async def _redraw(session: WriteSession, ticket: Ticket, *, now: datetime) -> None:
    await session.flush()
    once = f"card:{ticket.id}:{ticket.version}:{int(now.timestamp())}"
    if not await outbox.was_promised(session, once):
        await outbox.promise_redraw(
            session, "tickets.card", once=once, now=now, ticket_id=ticket.id
        )


def _note(
    session: WriteSession, ticket: Ticket, actor: ActorKind, what: str, *, now: datetime
) -> None:
    session.add(TicketEvent(ticket_id=ticket.id, actor=actor, what=what, at=now))
