"""What can happen to a mark: given, changed, said with a few words, counted without a name."""

import secrets
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot import access, facts, outbox
from bot.access import Actor
from bot.db import ReadSession, WriteSession, insert_once
from bot.errors import Gone, NotYours
from bot.redaction import Private
from bot.vault import Vault
from cogs.protection import service as protection
from cogs.ratings import queries, rules
from cogs.tickets import service as tickets
from cogs.voice import service as voice
from models import Community, Rating, Ticket


class TooLate(Gone):
    """The time to say how it was is over; the door stays open."""

    key = "ratings-too-late"


class SaidAlready(Gone):
    """A sentence came with this mark already."""

    key = "ratings-said-already"


async def rate(
    session: WriteSession, vault: Vault, actor: Actor, ticket_id: int, mark: str, *, now: datetime
) -> tuple[Rating, Ticket]:
    """Take a mark down, or change it.

    Raises:
        NotYours: when the request is somebody else's, was never asked about, or for no mark.
        Blocked: for somebody the team no longer answers.
        Gone: before the goodbye, and when the team no longer serves that community.
        TooLate: when the mark is counted, or soon will be.
    """
    ticket = await _own(session, vault, actor, ticket_id, now=now)
    if mark not in rules.MARKS:
        raise NotYours
    lookup, given = vault.mark("rating", ticket.id), int(mark)
    lot = timedelta(seconds=secrets.randbelow(int(rules.COUNTED_BY_LOT.total_seconds())))
    about = {"community_id": ticket.community_id, "campaign_id": ticket.campaign_id}
    count_at = _last_moment(ticket) + lot
    await insert_once(
        session, Rating, "lookup", lookup=lookup, mark=given, said=False, count_at=count_at, **about
    )
    rating = await queries.rating_of(session, lookup)
    if rating is None:
        raise TooLate
    rating.mark = given
    return rating, ticket


async def rated(
    session: ReadSession, vault: Vault, actor: Actor, ticket_id: int, *, now: datetime
) -> tuple[Rating, Ticket]:
    """Return a mark that who acts gave.

    Raises:
        NotYours, Blocked, Gone, TooLate: as for :func:`rate`; also when none was given.
    """
    ticket = await _own(session, vault, actor, ticket_id, now=now)
    rating = await queries.rating_of(session, vault.mark("rating", ticket.id))
    if rating is None:
        raise Gone
    return rating, ticket


async def may_say(
    session: ReadSession, vault: Vault, actor: Actor, ticket_id: int, *, now: datetime
) -> None:
    """Let those add a sentence who gave a mark and have not said anything yet.

    Raises:
        NotYours, Blocked, Gone, TooLate: as for :func:`rated`.
        SaidAlready: for who has.
    """
    rating, _ = await rated(session, vault, actor, ticket_id, now=now)
    if rating.said:
        raise SaidAlready


async def say(
    session: WriteSession,
    vault: Vault,
    actor: Actor,
    ticket_id: int,
    words: Private,
    *,
    now: datetime,
) -> None:
    """Keep a sentence beside a mark, for the coordinators; nothing leads from it to the request.

    Raises:
        NotYours, Blocked, Gone, TooLate, SaidAlready: as for :func:`may_say`.
        BlankWords, TooLong: when it cannot be kept.
    """
    await may_say(session, vault, actor, ticket_id, now=now)
    rating, ticket = await rated(session, vault, actor, ticket_id, now=now)
    voice.require_short(words)
    rating.said = True
    voice.keep(session, vault, ticket.community, words, mark=rating.mark, now=now)


async def ask_for_lead(
    session: WriteSession, vault: Vault, actor: Actor, ticket_id: int, *, now: datetime
) -> None:
    """After a low mark, ask that the lead write; only this tells the lead whose mark it was.

    Raises:
        NotYours, Blocked, Gone, TooLate: as for :func:`rated`; also after any other mark.
        AskedAlready, ReportedEnough: when the lead has it already.
    """
    rating, _ = await rated(session, vault, actor, ticket_id, now=now)
    if rating.mark > rules.LOW:
        raise Gone
    await protection.ask_for_lead(session, vault, actor, ticket_id, now=now)


async def count_due(session: WriteSession, *, now: datetime) -> int:
    """Turn marks into facts, some at a time, and tell the lead of low ones without a name; return
    how many."""
    due = await queries.to_count(session, now=now)
    for rating in due:
        community = await session.get_one(Community, rating.community_id)
        outing, choice = rating.campaign_id, str(rating.mark)
        facts.count(session, "rated", community, at=now, campaign_id=outing, choice=choice)
        if rating.mark <= rules.LOW:
            await _tell_lead(session, community, rating.count_at, now=now)
        await session.delete(rating)
    return len(due)


async def _tell_lead(
    session: WriteSession, community: Community, count_at: datetime, *, now: datetime
) -> None:
    """Owe the lead a line, once a day, placed no nearer than among a few goodbyes from which the
    mark can have come."""
    team_id, zone = community.team_id, ZoneInfo(community.team.timezone)
    first, last = rules.days_it_can_come_from(count_at, zone)
    asked = await queries.asked_between(session, team_id, first, last)
    where = rules.where_to_say(asked, community.id, least=voice.LEAST)
    if where is rules.Where.NOWHERE:
        return
    place = community.id if where is rules.Where.COMMUNITY else None
    once = f"low-mark:{team_id}:{place or 0}:{now:%Y%m%d}"
    if not await outbox.was_promised(session, once):
        about = {"team": team_id, "community": place}
        outbox.promise(session, "ratings.low", once=once, now=now, team_id=team_id, args=about)


async def _own(
    session: ReadSession, vault: Vault, actor: Actor, ticket_id: int, *, now: datetime
) -> Ticket:
    ticket = await access.own_ticket(session, vault, actor, ticket_id)
    await access.require_welcome(session, vault, actor, ticket.team_id, now=now)
    if ticket.closed_at is None or ticket.community.ended_at is not None:
        raise Gone
    if not tickets.asks_for_mark(ticket):
        raise NotYours
    if now >= _last_moment(ticket):
        raise TooLate
    return ticket


def _last_moment(ticket: Ticket) -> datetime:
    return (ticket.closed_at or ticket.opened_at) + rules.CHANGED_FOR
