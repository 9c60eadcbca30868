"""Each process says that it lives; what two hear, and what nobody hears, is noticed."""

import contextlib
import logging
from collections.abc import AsyncGenerator, Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from unittest.mock import PropertyMock

import pytest
from sqlalchemy import select, update

from bot import clock, status
from bot.app import Maraude
from bot.db import Database
from bot.fleet import WHOLE, WORKER, Part
from bot.signs import SILENT_AFTER, Fleet, Sign, Signs, clashing, seen, told_of
from models import Installation, Turn
from tests.conftest import POSTGRES
from tests.monitoring.test_port import Shard
from tests.world import Store, Templates, World

NOW = datetime.fromisoformat("2026-01-06T13:00:00+00:00")
HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)
FIRST, SECOND_HALF = Part.of("0-1/4"), Part.of("2-3/4")


def a_sign(part: Part, *, began: timedelta = HOUR, last: timedelta = SECOND) -> Sign:
    """A process that began, and gave its last sign, so long ago."""
    return Sign(part, NOW - began, NOW - last)


def fleet(*signs: Sign, lost: Sequence[Sign] = ()) -> Fleet:
    """Return what is seen of these."""
    return Fleet(signs, NOW, lost)


# -- what follows from signs --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("0-3/16", "0-3/16"),
        ("0-3/16", "3-5/16"),
        ("0-3/16", "4-7/8"),
        ("all", "0/2"),
        ("all", "all"),
    ],
    ids=["the same", "overlapping", "different totals", "all and one", "all twice"],
)
def test_two_that_live_side_by_side_and_hear_the_same_are_noticed(one: str, other: str) -> None:
    parts = [WHOLE if typed == "all" else Part.of(typed) for typed in (one, other)]

    told = clashing(fleet(a_sign(parts[0], began=2 * HOUR), a_sign(parts[1])))

    assert len(told) == 1
    assert f"{one}, since 2026-01-06T11:00:00+00:00 and {other}, since" in told[0]
    assert "Stop one of them" in told[0]


def test_parts_that_share_nothing_and_workers_never_clash() -> None:
    together = fleet(*map(a_sign, (FIRST, SECOND_HALF, WORKER, WORKER)))

    assert together.clashes == []
    assert together.unheard == []


def test_a_process_that_was_killed_is_no_mistake_when_another_takes_its_place() -> None:
    killed = a_sign(FIRST, began=2 * HOUR, last=20 * SECOND)
    for began in (20 * SECOND, 19 * SECOND, SECOND):
        after = fleet(killed, a_sign(FIRST, began=began), a_sign(SECOND_HALF))

        assert [sign.part for sign in after.alive] == [FIRST, SECOND_HALF]
        assert clashing(after) == []


def test_a_rolling_restart_is_no_mistake_while_the_old_one_ends() -> None:
    new = a_sign(FIRST, began=SILENT_AFTER)

    assert clashing(fleet(a_sign(FIRST, began=2 * HOUR, last=SECOND), new)) == []
    assert clashing(fleet(a_sign(FIRST, began=2 * HOUR, last=SILENT_AFTER), new)) == []


def test_one_killed_late_is_a_mistake_for_no_longer_than_its_last_sign_counts() -> None:
    new = a_sign(FIRST, began=HOUR)

    def told(last: timedelta) -> list[str]:
        return clashing(fleet(a_sign(FIRST, began=2 * HOUR, last=last), new))

    assert len(told(SILENT_AFTER - SECOND)) == 1
    assert told(SILENT_AFTER) == []


def test_shards_that_nobody_hears_are_named_as_they_are_to_be_typed() -> None:
    told = told_of(fleet(a_sign(Part.of("2-3/8")), a_sign(Part.of("5/8")), a_sign(WORKER)))

    missing = [line for line in told if line.startswith("Nobody")]
    assert missing == [
        f"Nobody hears the shards {part}. Type: maraude run --shards {part}"
        for part in ("0-1/8", "4/8", "6-7/8")
    ]


def test_workers_alone_hear_nothing() -> None:
    assert "Nobody hears Discord. Type: maraude run" in told_of(fleet(a_sign(WORKER)))


def test_a_worker_that_went_without_a_word_is_missed_until_another_begins() -> None:
    gone, rest = a_sign(WORKER, last=10 * SILENT_AFTER), [a_sign(FIRST), a_sign(SECOND_HALF)]

    missed = told_of(fleet(gone, *rest))
    replaced = told_of(fleet(gone, *rest, a_sign(WORKER, began=5 * SILENT_AFTER)))

    assert "A worker has given no sign of life since 2026-01-06T12:45:00+00:00. " in missed[-1]
    assert not any("no sign of life" in line for line in replaced)


def test_of_one_process_that_hears_everything_nothing_is_told() -> None:
    killed_and_back = a_sign(WHOLE, last=20 * SECOND), a_sign(WHOLE, began=10 * SECOND)

    assert told_of(fleet(a_sign(WHOLE))) == told_of(fleet(*killed_and_back)) == []
    assert told_of(fleet(a_sign(Part.of("0-3/4")))) == []


def test_a_shard_that_lost_discord_is_named_while_its_process_lives_and_nobody_is_to_type() -> None:
    lost = [a_sign(Part.of(which)) for which in ("1/4", "2/4")]
    just_now, long_silent = a_sign(Part.of("0/4"), began=SECOND), a_sign(Part.of("3/4"), last=HOUR)

    told = told_of(fleet(a_sign(FIRST), a_sign(SECOND_HALF), lost=[*lost, just_now, long_silent]))

    assert told[2:] == [
        f"Shard {which} has had no connection to Discord since 2026-01-06T12:00:00+00:00; its "
        "process tries again. discordstatus.com says how Discord is."
        for which in ("1/4", "2/4")
    ]


def test_who_runs_one_process_reads_of_no_shards_when_it_lost_discord() -> None:
    (told,) = told_of(fleet(a_sign(WHOLE), lost=[a_sign(Part.of("0/1"))]))

    assert told.startswith("Maraude has had no connection to Discord since 2026-01-06T12:00")


@pytest.mark.parametrize("part", [WHOLE, WORKER, Part.of("0-3/16"), Part.of("5/16")], ids=str)
def test_a_part_is_written_as_it_is_read(part: Part) -> None:
    assert str(part) in {"all", "work", "0-3/16", "5/16"}
    assert str(part) in {"all", "work"} or Part.of(str(part)) == part


# -- through the database -----------------------------------------------------------------------


@pytest.fixture
async def opened(store: Store) -> AsyncGenerator[Callable[[], Database]]:
    """Opens the same database once more, as another process does."""
    async with contextlib.AsyncExitStack() as stack:

        def once_more() -> Database:
            db = store.open()
            stack.push_async_callback(db.close)
            return db

        yield once_more


async def beat(db: Database, signs: Signs, *deaf: str) -> None:
    """A process says that it lives, and which of its shards hear nothing."""
    async with db.transaction() as session:
        await signs.give(session, deaf=[Part.of(shard) for shard in deaf])


async def lost(db: Database) -> list[str]:
    """Return the shards that are seen without a connection."""
    async with db.reading() as session:
        return [str(sign.part) for sign in (await seen(session, clock.now())).lost]


async def began_earlier(db: Database, signs: Signs) -> None:
    """Let a process have begun an hour earlier."""
    word, part, began, token = (signs._name or "").split(" ")
    earlier = f"{word} {part} {(datetime.fromisoformat(began) - HOUR).isoformat()} {token}"
    async with db.transaction() as session:
        moving = update(Turn).where(Turn.name == signs._name)
        await session.execute(moving.values(name=earlier))
    signs._name = earlier


async def test_two_processes_with_the_same_part_are_told_once_in_each_log(
    opened: Callable[[], Database], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR)
    dbs = opened(), opened()
    both = [Signs(db, clock.now, FIRST) for db in dbs]
    for db, signs in zip(dbs, both, strict=True):
        await beat(db, signs)
    assert caplog.messages == []

    for signs in both:
        await began_earlier(dbs[0], signs)
    for _ in range(3):
        for db, signs in zip(dbs, both, strict=True):
            await beat(db, signs)
    lines = await status.told(dbs[0], now=clock.now())

    assert len(caplog.messages) == 2
    assert all("Two processes hear the same: 0-1/4, since" in line for line in caplog.messages)
    assert any(line.startswith("Two processes hear the same: 0-1/4") for line in lines)


async def test_who_says_goodbye_is_not_missed(opened: Callable[[], Database]) -> None:
    db = opened()
    worker = Signs(db, clock.now, WORKER)
    await beat(db, worker)
    await worker.end()

    async with db.reading() as session:
        assert (await seen(session, clock.now())).signs == []


async def test_signs_of_another_day_and_of_another_version_do_no_harm(
    opened: Callable[[], Database],
) -> None:
    db = opened()
    old = f"process 0-1/4 {(clock.now() - 48 * HOUR).isoformat()} aaaa"
    async with db.transaction() as session:
        session.add(Turn(name=old, taken_at=clock.now() - 47 * HOUR))
        session.add(Turn(name="process of another kind altogether", taken_at=clock.now()))
    await beat(db, Signs(db, clock.now, SECOND_HALF))

    async with db.reading() as session:
        names = list(await session.scalars(select(Turn.name)))
        parts = [sign.part for sign in (await seen(session, clock.now())).signs]
    assert old not in names
    assert parts == [SECOND_HALF]


async def test_a_shard_is_deaf_since_it_was_lost_and_until_it_is_back(
    opened: Callable[[], Database],
) -> None:
    db = opened()
    signs = Signs(db, clock.now, FIRST)
    await beat(db, signs, "0/4", "1/4")
    since = dict(signs._lost)
    both = await lost(db)
    await beat(db, signs, "1/4")
    one = await lost(db)
    kept = signs._lost[Part.of("1/4")]
    await beat(db, signs)
    none = await lost(db)
    await beat(db, signs, "0/4")
    await signs.end()

    assert (both, one, none) == (["0/4", "1/4"], ["1/4"], [])
    assert kept == since[Part.of("1/4")]
    assert await lost(db) == []


async def last_heard(world: World) -> datetime | None:
    """Return when Discord was last heard, as ``maraude healthy`` reads it."""
    (known,) = await world.stored(Installation)
    return known.beat_at


async def test_who_does_not_hear_discord_lives_but_is_not_healthy(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    shards = {0: Shard(is_open=False), 1: Shard(is_open=False)}
    monkeypatch.setattr(Maraude, "shards", PropertyMock(return_value=shards))
    heard_at = await last_heard(world)
    world.clock.at += timedelta(minutes=5)
    await world.bot.beat()
    without_any = await last_heard(world)
    async with world.bot.db.reading() as session:
        alive = (await seen(session, world.clock())).alive
    shards[1] = Shard(is_open=True)
    await world.bot.beat()

    assert without_any == heard_at
    assert [str(sign.part) for sign in alive] == ["all"]
    assert await last_heard(world) == world.clock()


@pytest.mark.postgres
@pytest.mark.skipif(POSTGRES is None, reason="MARAUDE_TEST_POSTGRES_URL is not set")
async def test_a_clock_that_is_wrong_is_told_once_with_what_to_do(
    templates: Templates, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    db = (await templates.fresh_postgres(tmp_path)).open()
    apart = timedelta(minutes=1)
    right, wrong = Signs(db, clock.now, FIRST), Signs(db, lambda: clock.now() - apart, SECOND_HALF)
    for _ in range(2):
        for signs in (right, wrong):
            await beat(db, signs)
    apart = timedelta(0)
    await beat(db, wrong)
    apart = timedelta(minutes=1)
    await beat(db, wrong)
    await db.close()

    assert len(caplog.messages) == 2
    assert "60 s behind the database's" in caplog.messages[0]
    assert "NTP" in caplog.messages[0]


async def test_a_bot_gives_signs_and_says_goodbye(world: World) -> None:
    await world.bot.beat()
    async with world.bot.db.reading() as session:
        (sign,) = (await seen(session, world.clock())).signs

    assert sign.part == WHOLE
    assert not any("process" in line for line in await status.told(world.bot.db, now=world.clock()))
