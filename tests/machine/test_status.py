"""What an operator is told: how much is open, what is owed, since when, and why it waits."""

from datetime import timedelta

import pytest

from bot import outbox, status
from bot.__main__ import TELL_STATUS, to_mend
from models import CheckIn, MentorReport, OutboxEntry, Purpose
from tests.world import TUESDAY_AFTERNOON, Store, World

INTO_THE_NIGHT = timedelta(hours=9)


async def told(world: World) -> list[str]:
    """Return the lines of ``maraude status``, as they are now."""
    also = [to_mend(feature) for feature in TELL_STATUS]
    return await status.told(world.bot.db, now=world.clock(), also=also)


def about(lines: list[str], words: str) -> list[str]:
    """Return the lines that begin with some words."""
    return [line for line in lines if line.startswith(words)]


async def talking(world: World) -> None:
    """Lina asked, and Sam answers."""
    await world.is_set_up()
    await world.ask(world.lina)
    await world.claim(world.sam)


async def test_where_nothing_ever_happened_nothing_is_open_and_nothing_is_owed(
    store: Store,
) -> None:
    db = store.open()

    lines = await status.told(db, now=TUESDAY_AFTERNOON)
    await db.close()

    assert lines == [
        "requests waiting: 0",
        "requests active: 0",
        "requests closed: 0",
        "owed: nothing",
    ]


async def test_open_and_closed_requests_are_counted(world: World) -> None:
    await talking(world)
    await world.ask(world.noe)

    lines = await told(world)

    assert about(lines, "requests") == [
        "requests waiting: 1",
        "requests active: 1",
        "requests closed: 0",
    ]
    assert "owed: nothing" in lines


async def test_what_is_owed_is_counted_since_it_was_promised_and_not_until_its_next_try(
    world: World,
) -> None:
    await talking(world)
    place = f"/channels/{world.lina.user.dm_channel.id}/messages"
    world.env.inject_error("POST", place, status=500, times=None)
    since = world.clock().isoformat(timespec="seconds")

    await world.reply(world.sam, "Un.")
    for _ in range(3):
        await world.later(minutes=10)
        await world.reply(world.sam, "Et encore.")

    assert await told(world) == [
        f"last sign of life: {world.clock().isoformat(timespec='seconds')}",
        "requests waiting: 0",
        "requests active: 1",
        "requests closed: 0",
        f"owed to youths who wrote: 4, the oldest since {since}, tried often in vain: 1",
        "  waiting because: Discord answered 500 (0) (1)",
    ]


async def test_a_greeting_that_waits_for_the_morning_is_not_late(world: World) -> None:
    await world.is_set_up()
    world.clock.at += INTO_THE_NIGHT
    hello = await world.lina.slash(world.welcome, "hello")

    await world.press(world.lina, hello.response, "greeting:keep")

    lines = await told(world)
    assert "owed: nothing" in lines
    assert about(lines, "waits for its hour") == [
        "waits for its hour, to youths, written first: 1, the next at 2026-01-07T08:00:00+00:00"
    ]


async def test_a_panel_that_cannot_be_posted_is_owed_to_a_panel(world: World) -> None:
    await world.is_set_up()
    place = f"/channels/{world.welcome.id}/messages"
    world.env.inject_error("POST", place, status=403, code=50013, times=None)
    since = world.clock().isoformat(timespec="seconds")

    await world.max.slash(world.welcome, "panel post")

    lines = await told(world)
    assert about(lines, "owed") == [f"owed to panels: 1, the oldest since {since}"]
    assert lines[-1] == "  waiting because: Discord answered 403 (50013) (1)"


@pytest.mark.parametrize(
    ("lane", "line"),
    [
        ("apart:1", "owed to requests' threads, hours later: 1"),
        ("mentor:1", "owed to mentors: 1"),
        ("of-a-newer-version:1", "owed elsewhere: 1"),
    ],
    ids=["a word that waits by lot", "a mentor's DM", "where only a newer version delivers"],
)
async def test_what_is_owed_is_told_wherever_it_is_to_go(
    world: World, lane: str, line: str
) -> None:
    entry = OutboxEntry(lane=lane, card="relay.left", args={"ticket": 1}, once=lane, attempts=5)
    entry.created_at = entry.due_at = world.clock() - timedelta(days=2)
    async with world.bot.db.transaction() as session:
        session.add(entry)

    lines = await told(world)

    (said,) = about(lines, "owed")
    assert said.startswith(line)


def test_each_kind_of_lane_has_its_line() -> None:
    lanes = [
        outbox.lane_of(youth_id=1),
        outbox.lane_of(youth_id=1, purpose=Purpose.KEEP_IN_TOUCH),
        outbox.lane_of(ticket_id=1),
        outbox.lane_of(team_id=1),
        outbox.lane_of(mentor_id=1),
        outbox.lane_of(community_id=1),
    ]

    assert {lane.partition(":")[0] for lane in lanes} <= set(status.PLACES)


async def test_the_team_that_has_not_seen_a_call_for_danger_is_named(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina, "j'ai envie de mourir")
    await world.ask(world.noe, "je veux mourir")

    lines = await told(world)

    (said,) = about(lines, "calls for danger")
    assert said == "calls for danger that Les Ponts has not seen: 2, since 2026-01-06 13:00 UTC"
    assert "Renard" not in "\n".join(lines)


async def test_the_team_whose_lead_has_not_dealt_with_an_urgent_report_is_named(
    world: World,
) -> None:
    await talking(world)
    report = MentorReport(team_id=1, ticket=1, words=world.bot.vault.seal("x"))
    report.written_at = report.alert_at = world.clock()
    async with world.bot.db.transaction() as session:
        session.add(report)

    lines = await told(world)

    (said,) = about(lines, "urgent reports")
    assert said == "urgent reports for the lead of Les Ponts: 1, since 2026-01-06 13:00 UTC"


async def test_check_ins_that_are_late_are_told(world: World) -> None:
    await talking(world)
    async with world.bot.db.transaction() as session:
        session.add(CheckIn(ticket_id=1, days=2, due_at=world.clock() - timedelta(hours=1)))

    lines = await told(world)

    (said,) = about(lines, "check-ins")
    assert said == "check-ins that are late: 1, the oldest since 2026-01-06 12:00 UTC"
