"""Fill a database with years of work at once: ``python -m benchmarks.fill URL KEYS`` for a look.

Every row is as the bot would have written it at the end of a request. Words, ids and names are
sealed, and mean nothing.
"""

import argparse
import asyncio
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any, cast

from sqlalchemy import Table, insert

from bot import clock
from bot.consents import TEXT_VERSIONS
from bot.db import Database
from bot.installation import migrate, open_vault
from bot.redaction import Private
from bot.settings import Settings
from bot.vault import Vault
from models import (
    ActorKind,
    Alias,
    Base,
    CheckIn,
    CheckInState,
    Community,
    Consent,
    EntryState,
    Mentor,
    Message,
    MessageAuthor,
    MessageVia,
    OutboxEntry,
    Outcome,
    Purpose,
    Reach,
    Team,
    Ticket,
    TicketEvent,
    TicketState,
    Topic,
    Youth,
)

Raw = dict[str, Any]
A_BATCH = 10_000
WAITING, ACTIVE = 20, 15
"""Open requests of each team, however many are behind it: a team holds what it can hold."""
PER_YOUTH = 2
"""Requests that one youth wrote."""
OLDEST = timedelta(days=170)
"""Names and all that hangs on them go after half a year: nothing older is ever there."""
KEPT = timedelta(days=90)
"""Words go earlier."""
STUCK = 2
"""Deliveries of each team that were tried in vain."""
FIRST_ID = 10**17
TOPICS = tuple(Topic)


@dataclass(frozen=True)
class Place:
    """A team's own server."""

    guild_id: int
    staff_id: int
    welcome_id: int
    mentor_role_id: int
    lead_role_id: int


@dataclass(frozen=True)
class Shape:
    """How much there is."""

    tickets: int
    teams: int = 10
    messages: int = 10
    mentors: int = 5

    @property
    def youths(self) -> int:
        """Return how many youths wrote them."""
        return max(1, self.tickets // PER_YOUTH)


def places(how_many: int) -> list[Place]:
    """Return servers that nobody has to know."""
    firsts = range(1000, 1000 + 10 * how_many, 10)
    return [Place(first, first + 1, first + 2, first + 3, first + 4) for first in firsts]


class Filler:
    """Makes the rows, table by table."""

    def __init__(
        self, vault: Vault, shape: Shape, towns: Sequence[Place], *, now: datetime
    ) -> None:
        self._vault, self.shape, self.towns, self._now = vault, shape, towns, now
        self._words = vault.seal_words(Private("des mots que personne n'a écrits"))
        self._teams = len(towns)

    def rows(self) -> Iterator[tuple[type[Base], Iterator[Raw]]]:
        """Return every table with its rows, parents first."""
        yield Team, self._team_rows()
        yield Community, self._community_rows()
        yield Mentor, self._mentor_rows()
        yield Youth, self._youth_rows()
        yield Alias, self._alias_rows()
        yield Consent, self._consent_rows()
        yield Ticket, map(self.ticket_row, range(1, self.shape.tickets + 1))
        yield TicketEvent, self._event_rows()
        yield Message, self._message_rows()
        yield CheckIn, self._check_in_rows()
        yield OutboxEntry, self._outbox_rows()

    # -- who is where ------------------------------------------------------------------------------

    def team_of(self, ticket: int) -> int:
        """Return the number of the team that a request is of, from one."""
        youth = (ticket - 1) // PER_YOUTH
        return youth % self._teams + 1

    def place_in_team(self, ticket: int) -> int:
        """Return how many requests of the same team came after."""
        behind = self.shape.tickets - ticket
        return behind // (PER_YOUTH * self._teams) * PER_YOUTH + behind % PER_YOUTH

    def state_of(self, ticket: int) -> TicketState:
        """The last requests of a team are open."""
        behind = self.place_in_team(ticket)
        if behind < WAITING:
            return TicketState.WAITING
        return TicketState.ACTIVE if behind < WAITING + ACTIVE else TicketState.CLOSED

    def opened(self, ticket: int) -> datetime:
        """Requests came evenly over the months."""
        share = 1 - ticket / (self.shape.tickets + 1)
        return self._now - timedelta(hours=1) - OLDEST * share * 0.98

    def closed(self, ticket: int) -> datetime | None:
        """Return when it ended."""
        return self.opened(ticket) + timedelta(minutes=30) if self._is_closed(ticket) else None

    def _is_closed(self, ticket: int) -> bool:
        return self.state_of(ticket) is TicketState.CLOSED

    def _mentor_of(self, ticket: int) -> int | None:
        if self.state_of(ticket) is TicketState.WAITING:
            return None
        first = (self.team_of(ticket) - 1) * self.shape.mentors
        return first + ticket % self.shape.mentors + 1

    def mentor_id(self, ticket: int) -> int:
        """Return the Discord id of who holds a request, or of the team's first mentor."""
        return FIRST_ID + (self._mentor_of(ticket) or 1) - 1

    # -- rows --------------------------------------------------------------------------------------

    def _team_rows(self) -> Iterator[Raw]:
        for number, town in enumerate(self.towns, start=1):
            yield {
                "id": number, "guild_id": town.guild_id, "name": f"Équipe {number}",
                "staff_channel_id": town.staff_id, "mentor_role_id": town.mentor_role_id,
                "lead_role_id": town.lead_role_id, "intake_open": True, "holidays": "no",
                "digest": False, "created_at": self._now - OLDEST,
                "quiet_from": _midnight(), "quiet_until": _midnight(),
            }  # fmt: skip

    def _community_rows(self) -> Iterator[Raw]:
        for number, town in enumerate(self.towns, start=1):
            yield {
                "id": number, "team_id": number, "guild_id": town.guild_id, "name": "La Place",
                "panel_channel_id": town.welcome_id, "created_at": self._now - OLDEST,
            }  # fmt: skip

    def _mentor_rows(self) -> Iterator[Raw]:
        for number in range(self._teams * self.shape.mentors):
            yield {
                "id": number + 1, "team_id": number // self.shape.mentors + 1,
                "discord_id": FIRST_ID + number, "first_name": f"Prénom {number}",
                "organisation": "Équipe", "created_at": self._now - OLDEST,
            }  # fmt: skip

    def _youth_rows(self) -> Iterator[Raw]:
        for number in range(1, self.shape.youths + 1):
            person, seen = youth_id(number), self.opened(number * PER_YOUTH)
            yield {
                "id": number, "lookup": self._vault.mark("youth", person),
                "discord_id": self._vault.seal(str(person)), "heard_up_to": person,
                "dm_channel_id": self._vault.seal(str(dm_id(number))) if number % 2 else None,
                "locale": "fr" if number % 3 else "en", "created_at": seen - timedelta(days=2),
                "last_seen_at": seen,
            }  # fmt: skip

    def _alias_rows(self) -> Iterator[Raw]:
        for number in range(1, self.shape.youths + 1):
            team = self.team_of(number * PER_YOUTH)
            yield {
                "id": number, "youth_id": number, "community_id": team, "team_id": team,
                "name": f"Lynx {number}", "created_at": self.opened(number * PER_YOUTH),
            }  # fmt: skip

    def _consent_rows(self) -> Iterator[Raw]:
        purpose = Purpose.CHECK_INS
        for number in range(1, self.shape.youths + 1):
            yield {
                "youth_id": number, "community_id": self.team_of(number * PER_YOUTH),
                "purpose": purpose, "version": TEXT_VERSIONS[purpose],
                "given_at": self.opened(number * PER_YOUTH),
            }  # fmt: skip

    def ticket_row(self, number: int) -> Raw:
        """Return one request."""
        team, at, ended = self.team_of(number), self.opened(number), self.closed(number)
        return {
            "id": number, "team_id": team, "community_id": team,
            "alias_id": (number - 1) // PER_YOUTH + 1, "topic": TOPICS[number % len(TOPICS)],
            "reach": Reach.DM if (number - 1) // PER_YOUTH % 2 == 0 else Reach.MAILBOX,
            "state": self.state_of(number), "urgent": number % 50 == 0,
            "mentor_id": self._mentor_of(number), "opened_at": at, "changed_at": ended or at,
            "closed_at": ended, "outcome": Outcome.INFORMED if ended else None,
            "card_channel_id": self.towns[team - 1].staff_id,
            "card_message_id": FIRST_ID * 2 + number, "thread_id": FIRST_ID * 3 + number,
            "not_with": [], "version": 1,
        }  # fmt: skip

    def _event_rows(self) -> Iterator[Raw]:
        steps = (("opened", ActorKind.YOUTH), ("claimed", ActorKind.MENTOR))
        for number in range(1, self.shape.tickets + 1):
            last = (("closed", ActorKind.MENTOR),) if self._is_closed(number) else ()
            for what, actor in (*steps, *last):
                yield {
                    "ticket_id": number, "actor": actor, "what": what, "at": self.opened(number)
                }  # fmt: skip

    def _message_rows(self) -> Iterator[Raw]:
        for ticket in range(1, self.shape.tickets + 1):
            at, mentor = self.opened(ticket), self._mentor_of(ticket)
            is_kept = self._now - at < KEPT
            for number in range(self.shape.messages):
                by_mentor = number % 2 == 1 and mentor is not None
                id_ = (ticket - 1) * self.shape.messages + number + 1
                yield {
                    "id": id_, "ticket_id": ticket, "mentor_id": mentor if by_mentor else None,
                    "author": MessageAuthor.MENTOR if by_mentor else MessageAuthor.YOUTH,
                    "via": MessageVia.DESK if by_mentor else MessageVia.DM,
                    "words": self._words if is_kept else None,
                    "staff_copy_id": FIRST_ID * 4 + id_, "youth_copy_id": FIRST_ID * 5 + id_,
                    "written_at": at + timedelta(minutes=number), "reached_at": at,
                }  # fmt: skip

    def _check_in_rows(self) -> Iterator[Raw]:
        for ticket in range(1, self.shape.tickets + 1):
            ended = self.closed(ticket)
            if ended is not None:
                yield {
                    "ticket_id": ticket, "days": 2, "due_at": min(ended, self._now),
                    "state": CheckInState.ANSWERED, "answer": "better", "answered_at": self._now,
                }  # fmt: skip

    def _outbox_rows(self) -> Iterator[Raw]:
        for ticket in range(1, self.shape.tickets + 1):
            at = self.opened(ticket)
            about = {"args": {"ticket": ticket}, "created_at": at, "due_at": at}
            youth = (ticket - 1) // PER_YOUTH + 1
            sent = about | {"state": EntryState.SENT, "done_at": at, "attempts": 0, "problem": None}
            to_thread = {"lane": f"ticket:{ticket}", "card": "relay.to_thread", "youth_id": None}
            to_youth = {"lane": f"youth:{youth}", "card": "tickets.received", "youth_id": youth}
            yield sent | to_thread | {"once": f"a:{ticket}", "message_id": FIRST_ID * 6 + ticket}
            yield sent | to_youth | {"once": f"b:{ticket}", "message_id": FIRST_ID * 7 + ticket}
            if self.place_in_team(ticket) < STUCK:
                later = {"due_at": self._now + timedelta(hours=1), "message_id": None}
                tried = {"attempts": 9, "problem": "Discord answered 500 (0)", "done_at": None}
                owed = {"state": EntryState.OWED, "once": f"c:{ticket}"}
                yield about | to_thread | owed | tried | later


def youth_id(number: int) -> int:
    """Return the Discord id of a youth of the filled database."""
    return FIRST_ID * 8 + number


def dm_id(number: int) -> int:
    """Return the channel of their DM."""
    return FIRST_ID * 9 + number


def _midnight() -> Any:
    return datetime.min.time()


async def fill(
    db: Database, vault: Vault, shape: Shape, towns: Sequence[Place], *, now: datetime
) -> Filler:
    """Fill an empty, migrated database; return what knows who is where in it."""
    filler = Filler(vault, shape, towns, now=now)
    for table, rows in filler.rows():
        await pour(db, table, rows)
    return filler


async def pour(db: Database, table: type[Base], rows: Iterator[Raw]) -> None:
    """Insert rows, some thousands at a time."""
    while batch := list(islice(rows, A_BATCH)):
        async with db.transaction() as session:
            connection = await session.connection()
            await connection.execute(insert(cast("Table", table.__table__)), batch)


async def filled(url: str, keys: Path, shape: Shape, towns: Sequence[Place]) -> Filler:
    """Make a database of this version and fill it."""
    await migrate(url)
    settings = Settings.model_validate({"keys": {"file": keys}})
    dials = settings.database
    db = Database(url, read_patience=dials.read_patience * 30, write_patience=dials.write_patience)
    try:
        now = clock.now()
        return await fill(db, await open_vault(db, settings, now=now), shape, towns, now=now)
    finally:
        await db.close()


def main(arguments: Sequence[str] | None = None) -> None:
    """Fill a new database, to look at it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url", help="an empty database, as SQLAlchemy writes it")
    parser.add_argument("keys", type=Path, help="its key file, which is made")
    parser.add_argument("--tickets", type=int, default=100_000)
    asked = parser.parse_args(arguments)
    shape = Shape(asked.tickets)
    asyncio.run(filled(asked.url, asked.keys, shape, places(shape.teams)))
    sys.stdout.write(f"{shape.tickets} requests, {shape.tickets * shape.messages} messages\n")


if __name__ == "__main__":
    main()
