"""What is stored about a person is sealed, declared here with its reason, and goes when they go."""

import re

import pytest
from sqlalchemy import JSON, Column, ForeignKey, Table, func, select
from sqlalchemy.types import TypeEngine

from models import Base, HeldMessage, Message, Picture, Referral, Youth
from models.base import KeyedMark, Sealed
from tests.world import World

SEALED = (Sealed, KeyedMark)
TELLING = re.compile(
    r"discord_id|user|account|dm_channel|words|content|(^|_)text|name|mail|phone|birth|address|avatar"
)
"""Column names under which a person, or what they said, would hide."""

KEPT: dict[str, dict[str, str]] = {
    "youth": {
        "id": "counts up; says nothing",
        "lookup": "keyed mark of the Discord id",
        "discord_id": "sealed: whom to deliver to",
        "dm_channel_id": "sealed: where to deliver",
        "heard_up_to": "the last DM heard; leads nowhere without the sealed channel",
        "locale": "which of two languages to answer in",
        "chose_locale": "whether they chose the language themselves",
        "paused_until": "nothing is asked automatically while somebody worries",
        "stopped_at": "the stop that must be respected",
        "created_at": "when the row was made",
        "last_seen_at": "when it may be let go",
    },
    "alias": {
        "id": "counts up",
        "youth_id": "whose it is, only through the vault",
        "community_id": "where it is used",
        "team_id": "who knows it",
        "name": "drawn by lot: an animal and a number",
        "created_at": "when it was drawn",
    },
    "consent": {
        "id": "counts up",
        "youth_id": "who said yes",
        "community_id": "where",
        "purpose": "to what",
        "version": "to which wording",
        "given_at": "when",
        "withdrawn_at": "until when",
    },
    "outbox": {
        "id": "counts up: the order of leaving",
        "lane": "our own number of who waits",
        "card": "which card",
        "args": "our own numbers and words of ours",
        "once": "our own numbers",
        "youth_id": "to whom, only through the vault",
        "community_id": "from where",
        "purpose": "the consent it needs",
        "state": "what became of it",
        "due_at": "when it may leave",
        "leased_until": "who carries it, until when",
        "attempts": "how often it was tried",
        "uncertain": "whether it may have arrived",
        "problem": "what Discord answered, in our words",
        "message_id": "where it stands; leads nowhere without the channel",
        "told_at": "when who waits was told that it is late",
        "created_at": "when it was promised",
        "done_at": "when it was done",
    },
    "ticket": {
        "id": "counts up",
        "team_id": "who answers",
        "community_id": "where it was asked",
        "alias_id": "by whom, as the team knows them",
        "topic": "one of ten, coarse on purpose",
        "age_band": "one of a few, if they like",
        "reach": "DM or mailbox",
        "state": "where it stands",
        "urgent": "whether the words sounded like danger",
        "mentor_id": "who holds it",
        "campaign_id": "the outing from whose panel or word it was asked",
        "previous_id": "the one before it",
        "offered_to_id": "who may take it first",
        "offered_until": "until when",
        "opened_at": "when it was asked",
        "changed_at": "when it last moved",
        "answer_by": "when it goes back to the queue",
        "closed_at": "when it ended",
        "outcome": "how it ended, from a list",
        "ending": "the team's own word for it, from their list",
        "alarmed_at": "since when the team is called",
        "alert_at": "when the team is called again",
        "seen_at": "when somebody of the team said that they look after it",
        "seen_by": "who said so, a colleague",
        "youth_waits_since": "since when its youth waits for a human",
        "waits_level": "how many times somebody was reminded",
        "waits_next_at": "when somebody is reminded next",
        "waits_alert_at": "when the lead hears of it in any case",
        "waits_looked_at": "when its mentor was last seen to be there",
        "second_by": "the colleague who keeps an eye on it",
        "not_with": "our numbers of mentors who shall not answer",
        "card_channel_id": "where the team's card stands",
        "card_message_id": "the team's card",
        "thread_id": "the team's thread",
        "version": "two people at once",
    },
    "handoff": {
        "id": "counts up",
        "ticket_id": "of which request",
        "from_id": "which mentor asks",
        "to_id": "which colleague is asked",
        "state": "what became of it",
        "asked_at": "when",
        "told_at": "when its youth was told",
        "agreed_at": "when its youth said that it is fine",
        "until": "when it lapses",
        "decided_at": "when it was decided",
    },
    "farewell": {
        "id": "counts up",
        "ticket_id": "of which request",
        "mentor_id": "which mentor proposed it",
        "outcome": "how it would end, from a list",
        "ending": "the team's own word for it, from their list",
        "proposed_at": "when",
    },
    "ticket_event": {
        "id": "counts up",
        "ticket_id": "of which request",
        "actor": "youth, mentor or system: no name",
        "mentor_id": "which mentor",
        "what": "which step",
        "why": "words of the team about their own step",
        "at": "when",
    },
    "message": {
        "id": "counts up",
        "ticket_id": "of which conversation",
        "author": "which side",
        "via": "through which door",
        "mentor_id": "which mentor",
        "words": "sealed",
        "left_out": "kinds of things that cannot be passed on, from a list",
        "veiled": "whether what may tell who wrote it is masked for the team",
        "youth_copy_id": "follows edits; leads nowhere without the sealed channel",
        "staff_copy_id": "the copy in the team's thread",
        "written_at": "when",
        "edited_at": "when it was changed",
        "deleted_at": "when it was taken back",
        "reached_at": "when it arrived",
    },
    "note": {
        "id": "counts up",
        "ticket_id": "about which request",
        "mentor_id": "by whom",
        "words": "sealed",
        "written_at": "when",
    },
    "picture": {
        "id": "counts up",
        "message_id": "with which words it came",
        "position": "which of several",
        "attachment_id": "where to fetch it; leads nowhere without the sealed channel",
        "image": "sealed",
        "problem": "why it could not be fetched, one of our words",
    },
    "held_message": {
        "id": "Discord's id; leads nowhere without the sealed channel",
        "youth_id": "who wrote it, only through the vault",
        "words": "sealed",
        "attachments": "where to fetch pictures; leads nowhere without the sealed channel",
        "left_out": "kinds of things that cannot be passed on, from a list",
        "written_at": "when",
    },
    "lifting": {
        "id": "counts up",
        "ticket_id": "about which request",
        "asked_by": "a colleague",
        "why": "sealed",
        "tell_youth": "whether the youth is told",
        "asked_at": "when",
        "decided_by": "another colleague",
        "decided_at": "when",
        "was_granted": "how it was decided",
        "shown_at": "when it was shown, once",
    },
    "referral": {
        "id": "counts up",
        "ticket_id": "in which request",
        "service_id": "which place of the directory",
        "mentor_id": "who proposed it",
        "why": "sealed",
        "state": "what its youth made of it",
        "ticked": "which fields stand on the sheet, from a list",
        "sheet": "sealed",
        "offered_at": "when",
        "decided_at": "when",
        "ask_at": "when to ask what became of it",
        "asked_at": "when it was asked, once",
        "answer": "one of five",
        "answered_at": "when",
    },
    "check_in": {
        "id": "counts up",
        "ticket_id": "after which request",
        "days": "how long after",
        "due_at": "when to ask",
        "state": "what became of it",
        "answer": "one of five",
        "answered_at": "when",
        "postponed": "how often its youth put it off",
    },
}
"""Every column of every table that leads to a youth, and why it may be kept. A new one is a
decision."""


def leads_to(key: ForeignKey, tables: set[Table]) -> bool:
    """Tell whether a reference points into these tables."""
    return key.column.table in tables


def about_a_youth() -> set[Table]:
    """Return the youths' table and all that refer to it, however far away."""
    found = {Base.metadata.tables["youth"]}
    while more := {
        table
        for table in Base.metadata.tables.values()
        if table not in found and any(leads_to(key, found) for key in table.foreign_keys)
    }:
        found |= more
    return found


def columns() -> list[Column[object]]:
    """Return every column of every table about a youth."""
    tables = sorted(about_a_youth(), key=lambda table: table.name)
    return [column for table in tables for column in table.columns]


def test_every_column_about_a_youth_is_declared_with_its_reason() -> None:
    stored = {table.name: set(table.columns.keys()) for table in about_a_youth()}

    assert stored == {table: set(reasons) for table, reasons in KEPT.items()}


def test_nothing_that_tells_who_somebody_is_or_what_they_said_is_stored_openly() -> None:
    drawn_by_lot = {"alias.name"}

    open_ones = [
        str(column)
        for column in columns()
        if TELLING.search(column.name)
        and not isinstance(column.type, SEALED)
        and str(column) not in drawn_by_lot
    ]

    assert open_ones == []


def test_what_is_said_to_be_sealed_is_sealed() -> None:
    claimed = {
        f"{table}.{column}"
        for table, reasons in KEPT.items()
        for column, reason in reasons.items()
        if reason.startswith(("sealed", "keyed mark"))
    }

    assert claimed == {str(column) for column in columns() if isinstance(column.type, SEALED)}


def test_no_table_beyond_mentors_and_places_holds_an_open_discord_id() -> None:
    """A mentor is never anonymous; servers, channels, roles and messages are not persons."""
    mentors = {"mentor.discord_id"}
    of_persons = re.compile(r"(discord|user|member|author|owner|recipient)_id$")

    open_ones = {
        str(column)
        for table in Base.metadata.tables.values()
        for column in table.columns
        if of_persons.search(column.name) and not isinstance(column.type, SEALED)
    }

    assert open_ones == mentors


def test_long_open_text_has_a_short_end() -> None:
    """A person's words need room; what is stored openly has none for them."""
    roomy = [
        f"{column}: {kind}"
        for column in columns()
        if not isinstance(kind := column.type, (*SEALED, JSON)) and longest(kind) > 200
    ]

    assert roomy == []


def longest(kind: TypeEngine[object]) -> int:
    """Return how many characters a column holds; text without an end holds any number."""
    if kind.python_type is not str:
        return 0
    return getattr(kind, "length", None) or 10**9


def test_whoever_is_erased_takes_every_row_along() -> None:
    tables = about_a_youth()

    left_behind = [
        table.name
        for table in tables
        if table.name != "youth"
        and not any(
            leads_to(key, tables) and key.ondelete == "CASCADE" for key in table.foreign_keys
        )
    ]
    own = [
        str(column)
        for column in columns()
        if column.name in {"youth_id", "alias_id"}
        and not all(key.ondelete == "CASCADE" for key in column.foreign_keys)
    ]

    assert left_behind == []
    assert own == []


async def test_when_a_youth_is_erased_nothing_about_them_is_left(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina, wishes=["dm", "check-ins"])
    await world.claim(world.sam)
    await world.reply(world.sam, "Bonjour !")
    await world.close(world.sam)
    await _more_was_sent(world)
    async with world.bot.db.reading() as session:
        before: dict[str, int | None] = {}
        for table in about_a_youth():
            before[table.name] = await session.scalar(select(func.count()).select_from(table))

    async with world.bot.db.transaction() as session:
        await session.delete((await session.scalars(select(Youth))).one())

    async with world.bot.db.reading() as session:
        for table in about_a_youth():
            if table.name == "outbox":
                theirs = select(func.count()).where(table.c.youth_id.is_not(None))
                assert await session.scalar(theirs) == 0
                continue
            assert await session.scalar(select(func.count()).select_from(table)) == 0, table.name
    assert all(
        before[name] for name in before if name not in {"note", "lifting", "handoff", "farewell"}
    )


async def _more_was_sent(world: World) -> None:
    """A picture came with the words, and something waits to be placed."""
    async with world.bot.db.transaction() as session:
        youth = (await session.scalars(select(Youth))).one()
        message = (await session.scalars(select(Message).limit(1))).one()
        session.add(Picture(message_id=message.id, position=1, image=b"sealed"))
        session.add(HeldMessage(id=1, youth_id=youth.id, words=b"", written_at=world.clock()))
        session.add(Referral(ticket_id=message.ticket_id, offered_at=world.clock()))


@pytest.mark.parametrize("table", Base.metadata.tables.values(), ids=lambda table: table.name)
def test_every_reference_says_what_happens_when_its_end_goes(table: Table) -> None:
    assert [str(key.parent) for key in table.foreign_keys if key.ondelete is None] == []
