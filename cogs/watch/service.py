"""Who is told what when something does not arrive."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from bot import outbox
from bot.db import ReadSession, WriteSession
from cogs.watch import queries, rules
from cogs.watch.queries import HeldUp
from cogs.watch.rules import Late, What
from models import Community, EntryState, OutboxEntry, Ticket


async def late_for(session: ReadSession, team_id: int, *, now: datetime) -> Sequence[Late]:
    """Return what does not arrive around a team, each kind once: words first, then panels, then
    what is left of erased conversations."""
    held_up = await queries.late_for(session, team_id, now=now)
    kinds = ((what, [held for held in held_up if _what(held.entry) is what]) for what in What)
    return [_late(what, found) for what, found in kinds if found]


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


async def tell(
    session: WriteSession, *, known: Collection[str], now: datetime
) -> Sequence[OutboxEntry]:
    """Tell who waits on what is late: the mentor in the thread, or the lead and the youth. Return
    what nobody carries, because only a newer version could.

    Args:
        known: the kinds of cards that this version carries.
    """
    late = await queries.newly_late(session, known=known, now=now)
    for entry in late:
        is_first_time, entry.told_at = entry.told_at is None, now
        if entry.card not in known:
            entry.problem = rules.TOO_OLD
        match _what(entry):
            case What.PANEL:
                community = await session.get_one(Community, entry.community_id)
                await _alarm_of_late(session, community.team_id, What.PANEL, now=now)
            case What.LEFTOVER:
                await _alarm_of_late(session, entry.args["team"], What.LEFTOVER, now=now)
            case What.WORDS:
                await _tell_of_words(session, entry, now=now, is_first_time=is_first_time)
    return [entry for entry in late if entry.card not in known]


async def give_up(
    session: WriteSession, *, known: Collection[str], now: datetime
) -> Sequence[OutboxEntry]:
    """Stop trying what did not arrive in a day: an answer to a youth goes to the mailbox, what was
    said first and alarms are dropped. Return all of it; what is not ``known`` here is left to the
    version that knows it."""
    entries = await queries.to_give_up(session, known=known, now=now)
    for entry in entries:
        is_answer = entry.youth_id is not None and entry.purpose is None
        entry.done_at = now
        entry.state = EntryState.MAILBOX if is_answer else EntryState.DROPPED
    return entries


async def _tell_of_words(
    session: WriteSession, entry: OutboxEntry, *, now: datetime, is_first_time: bool
) -> None:
    lane = entry.lane.partition(":")[0]
    if (ticket_id := entry.args.get("ticket")) is None or lane not in {"ticket", "youth"}:
        return
    ticket = await session.get(Ticket, ticket_id)
    if ticket is None:
        return
    if lane == "youth" and ticket.thread_id is not None:
        once = f"not-arrived:{entry.id}:{now:%Y%m%d}"
        outbox.promise(session, "tickets.not_arrived", once=once, now=now, ticket_id=ticket.id)
        return
    await _alarm_of_late(session, ticket.team_id, What.WORDS, now=now)
    if lane == "ticket" and is_first_time and ticket.is_open:
        await _say_sorry(session, ticket, now=now)


async def _alarm_of_late(session: WriteSession, team_id: int, what: What, *, now: datetime) -> None:
    once = f"late:{team_id}:{what}:{now:%Y%m%d%H}"
    if not await outbox.was_promised(session, once):
        told = {"team": team_id, "what": what.value}
        outbox.promise(session, "watch.late", once=once, now=now, team_id=team_id, args=told)


async def _say_sorry(session: WriteSession, ticket: Ticket, *, now: datetime) -> None:
    """Tell the youth, once in a stretch, that the team has not got the words yet."""
    once = f"sorry:{ticket.id}:{now:%Y%m%d}"
    if not await outbox.was_promised(session, once):
        outbox.notify(
            session,
            "watch.sorry",
            once=once,
            now=now,
            youth_id=ticket.alias.youth_id,
            community_id=ticket.community_id,
            args={"ticket": ticket.id},
        )


def _what(entry: OutboxEntry) -> What:
    return rules.what_of(entry.lane, carries_team="team" in entry.args)


def _late(what: What, found: Sequence[HeldUp]) -> Late:
    """Count words one by one, panels and erased conversations by where they stand."""
    first = found[0].entry
    names: list[str] = []
    if what is What.PANEL:
        names = [held.community for held in found if held.community is not None]
    elif what is What.LEFTOVER:
        names = [f"<#{held.entry.args['channel']}>" for held in found]
    return Late(
        what,
        sum(held.how_many for held in found) if what is What.WORDS else len(found),
        first.created_at,
        rules.why(first.problem),
        rules.places(list(dict.fromkeys(names))),
    )
