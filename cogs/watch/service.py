"""Who is told what when something does not arrive."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime

from bot import outbox
from bot.db import ReadSession, WriteSession
from cogs.watch import queries, rules
from cogs.watch.rules import Late
from models import Community, EntryState, OutboxEntry, Ticket


async def late_for(session: ReadSession, team_id: int, *, now: datetime) -> Late | None:
    """Return what is late around a team's requests, or None."""
    entries = await queries.late_for(session, team_id, now=now)
    if not entries:
        return None
    return Late(len(entries), entries[0].created_at, rules.why(entries[0].problem))


async def is_behind(session: ReadSession, ticket_id: int) -> bool:
    """Tell whether something still cannot be shown to the team."""
    return await queries.is_behind(session, outbox.lane_of(ticket_id=ticket_id))


async def alarm(
    session: WriteSession,
    team_id: int,
    key: str,
    args: Mapping[str, str],
    *,
    now: datetime,
) -> None:
    """Owe the lead a sentence about what must be mended, once a day for each."""
    about = hashlib.sha256(repr((key, sorted(args.items()))).encode()).hexdigest()[:16]
    once = f"alarm:{team_id}:{about}:{now:%Y%m%d}"
    if not await outbox.was_promised(session, once):
        told = {"team": team_id, "key": key, "args": dict(args)}
        outbox.promise(session, "watch.alarm", once=once, now=now, team_id=team_id, args=told)


async def tell(session: WriteSession, *, now: datetime) -> None:
    """Tell who waits on what is late: the mentor in the thread, or the lead and the youth."""
    for entry in await queries.newly_late(session, now=now):
        is_first_time, entry.told_at = entry.told_at is None, now
        lane, _, number = entry.lane.partition(":")
        if lane == "community":
            community = await session.get_one(Community, int(number))
            await _alarm_of_late(session, community.team_id, now=now)
        if (ticket_id := entry.args.get("ticket")) is None or lane not in {"ticket", "youth"}:
            continue
        ticket = await session.get(Ticket, ticket_id)
        if ticket is None:
            if "team" in entry.args:
                await _alarm_of_late(session, entry.args["team"], now=now)
            continue
        if lane == "youth" and ticket.thread_id is not None:
            once = f"not-arrived:{entry.id}:{now:%Y%m%d}"
            outbox.promise(session, "tickets.not_arrived", once=once, now=now, ticket_id=ticket.id)
            continue
        await _alarm_of_late(session, ticket.team_id, now=now)
        if lane == "ticket" and is_first_time and ticket.is_open:
            await _say_sorry(session, ticket, now=now)


async def give_up(session: WriteSession, *, now: datetime) -> Sequence[OutboxEntry]:
    """Stop trying what did not arrive in a day: an answer to a youth goes to the mailbox, what was
    said first and alarms are dropped. Return all of it."""
    entries = await queries.to_give_up(session, now=now)
    for entry in entries:
        is_answer = entry.youth_id is not None and entry.purpose is None
        entry.done_at = now
        entry.state = EntryState.MAILBOX if is_answer else EntryState.DROPPED
    return entries


async def _alarm_of_late(session: WriteSession, team_id: int, *, now: datetime) -> None:
    once = f"late:{team_id}:{now:%Y%m%d%H}"
    if not await outbox.was_promised(session, once):
        told = {"team": team_id}
        outbox.promise(session, "watch.late", once=once, now=now, team_id=team_id, args=told)


async def _say_sorry(session: WriteSession, ticket: Ticket, *, now: datetime) -> None:
    """Tell the youth, once in a stretch, that the team has not got the words yet."""
    once = f"sorry:{ticket.id}:{now:%Y%m%d}"
    if not await outbox.was_promised(session, once):
        outbox.promise(
            session,
            "watch.sorry",
            once=once,
            now=now,
            youth_id=ticket.alias.youth_id,
            ticket_id=ticket.id,
        )
