"""Plans for each topic, and days on which nobody is asked."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from cogs.followups import rules
from models import CheckIn, CheckInState, FollowUpPlan, SkipPeriod, Team
from tests.followups.test_check_ins import goodbye, questions
from tests.world import World, only_for_them, said

PARIS = ZoneInfo("Europe/Paris")


async def planned(world: World) -> list[int]:
    """Return the days of all questions."""
    return [asked.days for asked in await world.stored(CheckIn)]


async def types(world: World, command: str, **options: str) -> str:
    """The lead types a command; return what they read, alone."""
    answer = await world.lea.slash(world.staff, f"followups {command}", **options)
    assert only_for_them(answer)
    return said(answer)


async def skips(world: World, first: date, last: date) -> None:
    """The team skips some days."""
    async with world.bot.db.transaction() as session:
        session.add(SkipPeriod(team_id=1, first_day=first, last_day=last, name="Examens"))


async def test_a_topic_follows_its_own_plan_and_the_others_the_teams(world: World) -> None:
    await world.is_set_up()

    shown = await types(world, "days", topic="work", days="3, 9")
    await goodbye_again(world, "work")
    await goodbye_again(world, "school", 2)

    assert "Boulot" in shown
    assert "**3, 9**" in shown
    assert [(c.ticket_id, c.days) for c in await world.stored(CheckIn)] == [
        (1, 3), (1, 9), (2, 2), (2, 7), (2, 30),
    ]  # fmt: skip


async def goodbye_again(world: World, topic: str, ticket_id: int = 1) -> None:
    """Lina asks about something, and it is closed."""
    await world.ask(world.lina, topic=topic, wishes=("dm", "check-ins"))
    await world.claim(world.sam, ticket_id)
    await world.reply(world.sam, "Bonne route.", ticket_id)
    await world.close(world.sam, ticket_id=ticket_id)


async def test_a_topic_can_be_asked_nothing_and_follow_the_team_again(world: World) -> None:
    await world.is_set_up()

    nothing = await types(world, "days", topic="work", days=",")
    stored = [(plan.topic, plan.days) for plan in await world.stored(FollowUpPlan)]
    as_all = await types(world, "days", topic="work")

    assert "**jamais**" in nothing
    assert stored == [("work", [])]
    assert "Boulot" not in as_all
    assert await world.stored(FollowUpPlan) == []


@pytest.mark.parametrize(
    ("topic", "days", "sentence"),
    [
        ("weather", "2", "Je ne connais pas ce sujet"),
        ("work", "0", "entre 1 et 365"),
        ("work", "1,2,3,4,5,6", "au plus cinq"),
        ("work", "bientôt", "au plus cinq"),
    ],
    ids=str,
)
async def test_days_that_cannot_be_used_are_refused_and_change_nothing(
    world: World, topic: str, days: str, sentence: str
) -> None:
    await world.is_set_up()

    assert sentence in await types(world, "days", topic=topic, days=days)
    assert await world.stored(FollowUpPlan) == []


async def test_who_coordinates_skips_days_and_takes_them_back(world: World) -> None:
    await world.is_set_up()

    shown = await types(world, "skip", first="16/02/2026", last="2026-03-01", name="Vacances")
    found = await world.lea.autocomplete(world.staff, "followups unskip", "period", "vac")
    none_for_mentors = await world.sam.autocomplete(world.staff, "followups unskip", "period", "")
    back = await types(world, "unskip", period="1")

    assert "16/02/2026 → 01/03/2026 · Vacances" in shown
    assert [choice["value"] for choice in found] == ["1"]
    assert none_for_mentors == []
    assert "Aucun jour n'est sauté" in back
    assert await world.stored(SkipPeriod) == []


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("02/03/2026", "01/03/2026"),
        ("31/02/2026", "01/03/2026"),
        ("demain", "01/03/2026"),
        ("01/12/2025", "05/01/2026"),
        ("01/01/2026", "01/09/2026"),
        ("01/02/2029", "02/02/2029"),
    ],
    ids=["backwards", "no such day", "in words", "over", "too long", "too far"],
)
async def test_days_that_cannot_be_skipped_are_refused_and_change_nothing(
    world: World, first: str, last: str
) -> None:
    await world.is_set_up()

    answer = await types(world, "skip", first=first, last=last, name="x")

    assert "Rien n'a changé" in answer
    assert await world.stored(SkipPeriod) == []


async def test_there_is_an_end_to_skipped_days(world: World) -> None:
    await world.is_set_up()
    for _ in range(rules.MOST_PERIODS):
        await skips(world, date(2026, 2, 1), date(2026, 2, 2))

    answer = await types(world, "skip", first="01/03/2026", last="02/03/2026", name="x")

    assert "Il y a déjà 20 périodes" in answer


async def test_a_period_of_another_team_looks_missing(world: World) -> None:
    await world.is_set_up()
    async with world.bot.db.transaction() as session:
        session.add(Team(guild_id=1, name="Ailleurs", created_at=world.clock()))
        await session.flush()
        day = date(2026, 2, 1)
        session.add(SkipPeriod(team_id=2, first_day=day, last_day=day, name="x"))

    theirs, missing = [await types(world, "unskip", period=which) for which in ("1", "99")]

    assert theirs == missing
    assert "Je ne trouve pas" in theirs
    assert len(await world.stored(SkipPeriod)) == 1


async def test_what_is_due_on_skipped_days_comes_on_the_first_morning_after(world: World) -> None:
    await world.is_set_up()
    await skips(world, date(2026, 1, 8), date(2026, 1, 11))
    await goodbye_again(world, "school")

    await world.later(days=5)
    during = questions(world)
    await world.later(hours=18)
    early = questions(world)
    await world.later(hours=2)

    assert (during, early, questions(world)) == (0, 0, 1)


async def test_days_that_are_skipped_after_the_goodbye_count_too(world: World) -> None:
    await goodbye(world)
    await skips(world, date(2026, 1, 8), date(2026, 1, 11))

    await world.later(days=2)
    during = questions(world)
    await world.later(days=3, hours=20)

    assert (during, questions(world)) == (0, 1)


async def test_a_question_on_its_way_waits_when_days_are_skipped_meanwhile(world: World) -> None:
    await goodbye(world)
    dm = f"/channels/{world.lina.user.dm_channel.id}/messages"
    world.env.inject_error("POST", dm, status=500, times=1)
    await world.later(days=2)
    await skips(world, date(2026, 1, 8), date(2026, 1, 9))

    await world.later(hours=1)
    during = questions(world)
    for _ in range(4):
        await world.later(hours=12)

    assert (during, questions(world)) == (0, 1)


async def test_of_several_that_meet_after_skipped_days_the_last_is_asked(world: World) -> None:
    await world.is_set_up()
    await skips(world, date(2026, 1, 8), date(2026, 1, 20))
    await goodbye_again(world, "school")

    await world.later(days=15)

    assert questions(world) == 1
    assert {asked.days: asked.state for asked in await world.stored(CheckIn)} == {
        2: CheckInState.SKIPPED,
        7: CheckInState.SENT,
        30: CheckInState.PLANNED,
    }


@pytest.mark.parametrize(
    ("at", "quiet", "expected"),
    [
        ("2026-02-20 14:00", (21, 9), "2026-03-02 09:00"),
        ("2026-02-15 22:00", (21, 9), "2026-03-02 09:00"),
        ("2026-02-20 14:00", (12, 12), "2026-03-02 09:00"),
        ("2026-02-20 14:00", (8, 10), "2026-03-02 10:00"),
        ("2026-02-15 14:00", (21, 9), "2026-02-15 14:00"),
        ("2026-03-01 23:59", (0, 0), "2026-03-03 09:00"),
    ],
    ids=[
        "in the middle", "the evening before", "no quiet hours", "quiet in the morning",
        "the day before", "two that follow each other",
    ],
)  # fmt: skip
def test_the_first_moment_is_neither_quiet_nor_skipped(
    at: str, quiet: tuple[int, int], expected: str
) -> None:
    skipped = [rules.Skipped(date(2026, 2, 16), date(2026, 3, 1))]
    if quiet == (0, 0):
        skipped.append(rules.Skipped(date(2026, 3, 2), date(2026, 3, 2)))
    rhythm = rules.Rhythm(time(quiet[0]), time(quiet[1]), PARIS, skipped)

    found = rhythm.first_moment(datetime.fromisoformat(at).replace(tzinfo=PARIS))

    assert found.astimezone(PARIS).strftime("%Y-%m-%d %H:%M") == expected
    assert rhythm.first_moment(found) - found == timedelta(0)
