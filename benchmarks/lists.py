"""What a mentor and a youth look at, timed with years of work behind it and with a hundredth of
them."""

import contextlib
import shutil
import statistics
import time
from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import text

from benchmarks.dials import Dials
from benchmarks.fill import PER_YOUTH, Filler, Shape, filled, places, youth_id
from benchmarks.table import Check, Part, Row, brief, ratio
from bot import access, clock
from bot.access import Actor
from bot.db import Database, ReadSession
from bot.installation import open_vault
from bot.settings import Settings
from bot.vault import Vault
from cogs.followups import queries as followups
from cogs.relay import queries as relay
from cogs.tickets import queries as tickets
from cogs.tickets import service
from cogs.tickets.rules import EVERYTHING, Wanted
from cogs.watch import queries as watch
from models import TicketState
from tests.standin.databases import a_database

TICKETS, A_HUNDREDTH = 100_000, 100
TIMES, WARM = 40, 10
AIM = 1.5
PATIENCE = 30
TOO_SHORT = 0.0002
"""Seconds below which a difference is that of the clock, not of the list."""


@dataclass(frozen=True)
class Desk:
    """Who looks, and at what: numbers of our records."""

    mentor: Actor
    youth: Actor
    team_id: int
    ticket_id: int
    thread_id: int
    vault: Vault
    now: datetime


@dataclass(frozen=True)
class List:
    """One list: what it is called, how it is asked, which indexes serve it on PostgreSQL."""

    name: str
    ask: Callable[[ReadSession, Desk], Awaitable[Any]]
    indexes: tuple[str, ...]


def _queue(wanted: Wanted) -> Callable[[ReadSession, Desk], Awaitable[Any]]:
    async def ask(session: ReadSession, desk: Desk) -> Any:
        team = await access.team_as_mentor(session, desk.mentor)
        found = await tickets.queue(session, team, wanted, now=desk.now)
        return await tickets.in_order(session, {"waiting": [waiting.id for waiting in found[:15]]})

    return ask


def _talking(session: ReadSession, desk: Desk) -> Awaitable[Any]:
    return tickets.talking(session, desk.team_id, EVERYTHING)


async def _places(session: ReadSession, desk: Desk) -> Any:
    team = await access.team_as_mentor(session, desk.mentor)
    return await tickets.communities_with_requests(session, team, 25, now=desk.now)


def _late(session: ReadSession, desk: Desk) -> Awaitable[Any]:
    return watch.late_for(session, desk.team_id, now=desk.now)


def _in_thread(session: ReadSession, desk: Desk) -> Awaitable[Any]:
    return access.ticket_in(session, desk.mentor, desk.thread_id)


def _events(session: ReadSession, desk: Desk) -> Awaitable[Any]:
    return tickets.events_of(session, desk.ticket_id)


async def _earlier(session: ReadSession, desk: Desk) -> Any:
    ticket = await access.ticket_for(session, desk.mentor, desk.ticket_id)
    return await tickets.earlier_of(session, ticket)


async def _calendar(session: ReadSession, desk: Desk) -> Any:
    ticket = await access.ticket_for(session, desk.mentor, desk.ticket_id)
    return await followups.calendar_of(session, ticket.alias_id)


async def _mailbox(session: ReadSession, desk: Desk) -> Any:
    youth = await access.youth_of(session, desk.vault, desk.youth)
    if youth is None:
        return None
    kept = await relay.in_mailbox(session, youth.id)
    open_ones = await tickets.open_of(session, youth.id)
    return kept, [await relay.latest(session, ticket.id) for ticket in open_ones]


async def _expected(session: ReadSession, desk: Desk) -> Any:
    community = await access.community_known(session, desk.vault, desk.youth)
    return await service.expectation_now(session, community, now=desk.now)


LISTS = (
    List("form, what may be expected", _expected, ("ix_community_live", "ix_ticket_open")),
    List("`/queue`, what waits", _queue(EVERYTHING), ("ix_ticket_open", "pk_youth")),
    List("`/queue`, what is urgent", _queue(Wanted(urgent=True)), ("ix_ticket_open",)),
    List("`/queue`, of one language", _queue(Wanted(language="fr")), ("ix_ticket_open",)),
    List("`/queue`, conversations", _talking, ("ix_ticket_open", "ix_message_ticket")),
    List("`/queue`, of which communities", _places, ("ix_ticket_open",)),
    List("`/queue`, what does not arrive", _late, ("ix_outbox_lane", "pk_ticket")),
    List("thread, whose request it is", _in_thread, ("uq_ticket_thread_id",)),
    List("thread, every step", _events, ("ix_ticket_event_ticket_id",)),
    List("thread, earlier requests", _earlier, ("ix_ticket_alias",)),
    List(
        "thread, calendar of check-ins",
        _calendar,
        ("ix_ticket_alias", "uq_check_in_ticket_id_days"),
    ),
    List("`/messages`", _mailbox, ("uq_youth_lookup", "ix_outbox_mailbox", "ix_message_ticket")),
)


def desk_in(filler: Filler, vault: Vault, *, now: datetime) -> Desk:
    """Return a mentor of the first team, before the last request that somebody holds."""
    ticket = next(
        number
        for number in range(filler.shape.tickets, 0, -1)
        if filler.team_of(number) == 1 and filler.state_of(number) is TicketState.ACTIVE
    )
    town = filler.towns[0]
    row = filler.ticket_row(ticket)
    roles = frozenset({town.mentor_role_id})
    youth = youth_id((ticket - 1) // PER_YOUTH + 1)
    return Desk(
        mentor=Actor(filler.mentor_id(ticket), town.guild_id, roles),
        youth=Actor(youth, town.guild_id),
        team_id=1,
        ticket_id=ticket,
        thread_id=row["thread_id"],
        vault=vault,
        now=now,
    )


async def run(dials: Dials) -> list[Part]:
    """Time every list on each database that there is."""
    parts = [await _on("sqlite", dials)]
    if dials.postgres:
        parts.append(await _on("postgres", dials))
    return parts


async def _on(kind: str, dials: Dials) -> Part:
    large = dials.many(TICKETS, 2000)
    small = max(large // A_HUNDREDTH, 1000)
    rows: list[Row] = []
    async with a_shelf(kind, dials, small) as before, a_shelf(kind, dials, large) as after:
        for one in LISTS:
            little, much = await medians(one, before, after)
            longer = 1.0 if much < TOO_SHORT else ratio(much, little)
            cells = (one.name, ", ".join(one.indexes), brief(little * 1000), brief(much * 1000))
            rows.append(Row(cells, (Check("time", longer, AIM),)))
    head = ("list", "served by", f"{small:,} requests (ms)", f"{large:,} requests (ms)")
    seen = (
        f"{large:,} requests and {large * Shape(1).messages:,} messages beside {small:,}, medians"
        f" of {TIMES}, turn by turn; each team holds as many open requests in both."
    )
    return Part("lists", f"Lists, on {kind}", head, tuple(rows), (seen,))


@contextlib.asynccontextmanager
async def a_shelf(kind: str, dials: Dials, many: int) -> AsyncGenerator[tuple[Database, Desk]]:
    """Fill a database; it is gone afterwards."""
    folder, shape, now = dials.below(f"lists-{kind}-{many}"), Shape(many), clock.now()
    async with a_database(kind, folder, dials.postgres) as url:
        keys = folder / "maraude.keys"
        filler = await filled(url, keys, shape, places(shape.teams))
        longer = Settings().database.read_patience * PATIENCE
        db = Database(url, read_patience=longer, write_patience=longer)
        try:
            if not db.is_sqlite:
                async with db.transaction() as session:
                    await session.execute(text("ANALYZE"))
            settings = Settings.model_validate({"keys": {"file": keys}})
            yield db, desk_in(filler, await open_vault(db, settings, now=now), now=now)
        finally:
            await db.close()
    shutil.rmtree(folder)


async def medians(one: List, *shelves: tuple[Database, Desk]) -> list[float]:
    """Time a list on each shelf, turn by turn: what else runs on the machine slows all alike."""
    took: list[list[float]] = [[] for _ in shelves]
    for _ in range(TIMES + WARM):
        for times, (db, desk) in zip(took, shelves, strict=True):
            async with db.reading() as session:
                began = time.perf_counter()
                await one.ask(session, desk)
                times.append(time.perf_counter() - began)
    return [statistics.median(times[WARM:]) for times in took]
