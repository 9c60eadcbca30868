"""Months that never happened: what is counted of them is what was made to happen."""

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from typer.testing import CliRunner

from bot import clock
from bot.__main__ import app
from bot.db import Database, ReadSession
from bot.installation import open_vault
from bot.redaction import Private, tells_who
from cogs.impact import queries
from cogs.impact import rules as impact
from cogs.impact.disclosure import Tally
from cogs.safeguarding import service as safeguarding
from models import Campaign, Community, Fact, Outcome, Team, Ticket, Youth
from simulation import shape
from simulation.ledger import Ledger, Line
from simulation.run import NotEmpty, simulate
from simulation.shape import Plan
from tests.world import Store, sentences

NOVEMBER = date(2026, 11, 1)
SEED = 20261125
TWO_MONTHS = Plan(SEED, NOVEMBER, months=2, youths=45, tickets=15)
A_MONTH = Plan(SEED, NOVEMBER, months=1, youths=20, tickets=6)
COUNTED = {
    "seen", "opted-in", "asked", "claimed", "answered", "conversation", "closed",
    "referral-offered", "referral-accepted", "referral-arrived", "referral-no-answer",
    "asked-after", "check-in-answered", "asked-to-rate",
}  # fmt: skip
"""What this version counts of all that the simulation makes happen."""


def is_counted(line: Line) -> bool:
    """Tell whether this version counts what stands in a line of the books."""
    return line.what in COUNTED


async def played(store: Store, plan: Plan) -> tuple[Ledger, Database]:
    """Return the books of a simulation, and the database in which it happened."""
    db = store.open()
    vault = await open_vault(db, store.settings, now=clock.now())
    return await simulate(store.settings, db, vault, plan, texts=sentences()), db


def reckoned(ledger: Ledger, theirs: impact.Ledger) -> dict[tuple[str, date], Tally]:
    """Return what /impact has to reckon from, as the books have it: nothing that ended in
    protection."""
    known = (*theirs.communities.items(), *theirs.campaigns.items())
    numbers = {name: key for key, name in known}
    tallies: dict[tuple[str, date], Tally] = {}
    for line, times in ledger.counts.items():
        if not is_counted(line) or line.outcome is Outcome.PROTECTION:
            continue
        if line.what not in impact.WAYS:
            continue
        key = line.what, date.fromisoformat(f"{line.month}-01")
        before = tallies.get(key, Tally())
        by: dict[str, dict[str, int]] = {way: dict(told) for way, told in before.by.items()}
        apart = {way: getattr(line, way) for way in impact.WAYS[line.what]}
        if line.what == "closed":
            apart[impact.OWN] = impact.own_key(str(line.outcome), line.choice)
        for way, value in apart.items():
            name = numbers.get(str(value), impact.NO_VALUE if value is None else str(value))
            told = by.setdefault(way, {})
            told[name] = told.get(name, 0) + times
        tallies[key] = Tally(before.total + times, by)
    return tallies


async def figures_of(session: ReadSession) -> tuple[Counter[Line], Counter[tuple[Line, int]]]:
    """Return all that was counted, in the words of the books."""
    places = {one.id: one.name for one in await session.scalars(select(Community))}
    outings = {one.id: one.name for one in await session.scalars(select(Campaign))}
    counts, waits = Counter[Line](), Counter[tuple[Line, int]]()
    for fact in await session.scalars(select(Fact)):
        place, outing = places[fact.community_id or 0], outings.get(fact.campaign_id or 0)
        about = fact.topic, fact.outcome, fact.choice
        line = Line(fact.what, f"{fact.day:%Y-%m}", place, outing, *about)
        counts[line] += 1
        if fact.minutes is not None:
            waits[line, fact.minutes] += 1
    return counts, waits


@pytest.fixture
def rare_things_happen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what few people do be done by some of the few who are in a test."""
    often = dict.fromkeys(("withdraws", "lapses", "comes again", "stops", "is forgotten"), 0.25)
    proposed = {"is proposed a place": 0.9}
    monkeypatch.setattr(shape, "SHARES", {**shape.SHARES, **often, **proposed})


def a_call_to_discord(*_: Any, **__: Any) -> None:
    raise AssertionError("a simulation never speaks to Discord")


@pytest.mark.slow
@pytest.mark.usefixtures("rare_things_happen")
async def test_what_is_counted_is_what_happened(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("discord.http.HTTPClient.request", a_call_to_discord)

    ledger, db = await played(store, TWO_MONTHS)

    async with db.reading() as session:
        counts, waits = await figures_of(session)
        team = (await session.scalars(select(Team))).one()
        theirs = await queries.ledger(
            session, team, since=TWO_MONTHS.begins, until=TWO_MONTHS.until
        )
        kept = len((await session.scalars(select(Ticket.id))).all())
    await db.close()
    happened = Counter({line: times for line, times in ledger.counts.items() if is_counted(line)})
    assert {line.what for line in counts} <= COUNTED, "the books know nothing of this"
    assert counts == happened
    assert waits == ledger.waits
    assert theirs.tallies == reckoned(ledger, theirs)
    minutes = Counter(one for month in theirs.answers.values() for one in month)
    first_answers = Counter[int]()
    for (line, waited), times in ledger.waits.items():
        first_answers[waited] += times if line.what == "answered" else 0
    assert minutes == +first_answers
    asked = sum(times for line, times in counts.items() if line.what == "asked")
    assert 0 < kept < asked, "somebody was forgotten, and stays counted"
    assert {line.month for line in counts} == {"2026-09", "2026-10"}
    assert {line.community for line in counts} == set(shape.COMMUNITIES)
    assert {line.campaign for line in counts} > {None}
    seldom = {"referral-accepted", "referral-arrived", "referral-no-answer"}
    assert {line.what for line in ledger.counts} >= COUNTED - seldom


@pytest.mark.slow
async def test_the_same_seed_makes_the_same_months(
    store: Store, templates: Any, tmp_path: Path
) -> None:
    if not store.url.startswith("sqlite"):
        pytest.skip("one kind of database is enough")
    books: list[Counter[Line]] = []
    for number, seed in enumerate((SEED, SEED, SEED + 1)):
        folder = tmp_path / str(number)
        folder.mkdir()
        again = await templates.fresh_sqlite(folder)
        ledger, db = await played(again, Plan(seed, NOVEMBER, 1, A_MONTH.youths, A_MONTH.tickets))
        await db.close()
        books.append(ledger.counts)

    first, same, other = books
    assert first == same
    assert first != other


async def test_a_simulation_stays_away_from_real_people(store: Store) -> None:
    db = store.open()
    vault = await open_vault(db, store.settings, now=clock.now())
    async with db.transaction() as session:
        sealed, mark, now = vault.seal("1"), vault.mark("youth", 1), clock.now()
        session.add(Youth(lookup=mark, discord_id=sealed, created_at=now, last_seen_at=now))

    with pytest.raises(NotEmpty):
        await simulate(store.settings, db, vault, A_MONTH, texts=sentences())

    async with db.reading() as session:
        assert (await session.scalars(select(Community))).all() == []
    await db.close()


def test_words_that_are_made_up_sound_like_danger_only_where_they_should() -> None:
    harmless = (*shape.OPENINGS, *shape.YOUTHS_WORDS, *shape.MENTORS_WORDS, shape.WHY)

    assert not any(safeguarding.sounds_dangerous(Private(words)) for words in harmless)
    assert not any(tells_who(Private(words)) for words in harmless)
    assert safeguarding.sounds_dangerous(Private(shape.URGENT_OPENING))


@pytest.mark.slow
def test_an_operator_plays_months_and_reads_the_books(tmp_path: Path) -> None:
    file = tmp_path / "played.db"
    typed = ["simulate", "--months", "1", "--youths", "12", "--tickets", "4"]

    told = CliRunner().invoke(app, [*typed, "--database-file", str(file)])

    assert told.exit_code == 0, told.output
    assert "asked" in told.output
    assert f"MARAUDE_DATABASE__URL=sqlite+aiosqlite:///{file}" in told.output
    assert file.is_file()
    assert file.with_suffix(".keys").is_file()


@pytest.mark.parametrize(
    ("wish", "answer"),
    [
        ((), "already, and a simulation needs a database of its own"),
        (("--youths", "3", "--tickets", "4"), "at most as many --tickets as --youths"),
    ],
    ids=["a file that stands", "more requests than people"],
)
def test_an_operator_hears_why_nothing_is_played(
    tmp_path: Path, wish: tuple[str, ...], answer: str
) -> None:
    file = tmp_path / "maraude.db"
    file.write_bytes(b"somebody's own")

    told = CliRunner().invoke(app, ["simulate", "--database-file", str(file), *wish])

    assert told.exit_code == 1
    assert answer in told.output
    assert file.read_bytes() == b"somebody's own"
