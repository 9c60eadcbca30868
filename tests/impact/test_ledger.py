"""What was counted, as it is read for a report."""

from datetime import date

from cogs.impact import queries, rules
from models import Fact, Hour, Outcome, Team, Topic
from tests.world import World

SEPTEMBER, OCTOBER = date(2026, 9, 1), date(2026, 10, 1)


async def was_counted(world: World, *facts: Fact) -> None:
    """These facts were written down for Les Ponts."""
    async with world.bot.db.transaction() as session:
        for fact in facts:
            fact.team_id = 1
            session.add(fact)


async def test_what_was_counted_is_read_by_month_and_each_way_to_tell_it_apart(
    world: World,
) -> None:
    await world.is_set_up()
    last, first = date(2026, 9, 30), OCTOBER
    await was_counted(
        world,
        Fact(what="asked", community_id=1, topic=Topic.WORK, day=last),
        Fact(what="asked", community_id=1, topic=Topic.WORK, campaign_id=7, day=first),
        Fact(what="asked", topic=None, day=first),
        Fact(what="answered", community_id=1, minutes=12, choice=Hour.OPEN, day=first),
        Fact(what="answered", community_id=1, minutes=600, choice=Hour.CLOSED, day=first),
        Fact(what="opted-in", community_id=1, choice="keep-in-touch", day=first),
        Fact(what="opted-in", community_id=1, choice="referral", day=first),
        Fact(what="suggested", community_id=1, day=first),
        Fact(what="invited", community_id=1, choice="dm", day=first),
        Fact(what="asked", community_id=1, day=date(2026, 11, 1)),
    )

    async with world.bot.db.reading() as session:
        team = await session.get_one(Team, 1)
        read = await queries.ledger(session, team, since=SEPTEMBER, until=date(2026, 10, 31))

    asked = read.tallies["asked", OCTOBER]
    assert read.tallies["asked", SEPTEMBER].total == 1
    assert (asked.total, asked.by["community"]) == (2, {"1": 1, "none": 1})
    assert asked.by["campaign"] == {"7": 1, "none": 1}
    assert asked.by["topic"] == {"work": 1, "none": 1}
    assert read.tallies["opted-in", OCTOBER].total == 1
    assert {month: sorted(minutes) for month, minutes in read.answers.items()} == {
        OCTOBER: [12, 600]
    }
    assert read.in_hours == {OCTOBER: [12]}
    assert read.tallies["answered", OCTOBER].by["choice"] == {"in-hours": 1, "out-of-hours": 1}
    assert {what for what, _ in read.tallies} == {"asked", "answered", "opted-in", "suggested"}
    assert (read.team, read.communities) == ("Les Ponts", {"1": "La Place"})


async def test_what_was_done_to_protect_somebody_stands_in_no_figure(world: World) -> None:
    await world.is_set_up()
    closings = (Outcome.INFORMED, Outcome.PROTECTION)
    await was_counted(
        world,
        *(Fact(what="closed", community_id=1, outcome=how, day=OCTOBER) for how in closings),
    )

    async with world.bot.db.reading() as session:
        team = await session.get_one(Team, 1)
        read = await queries.ledger(session, team, since=OCTOBER, until=OCTOBER)

    closed = read.tallies["closed", OCTOBER]
    assert (closed.total, closed.by["outcome"]) == (1, {"informed": 1})


async def test_a_teams_own_words_are_read_beside_the_outcome_as_which_they_counted(
    world: World,
) -> None:
    await world.is_set_up()
    signed, job = Outcome.ENTERED_TRAINING, Outcome.ENTERED_JOB
    await was_counted(
        world,
        Fact(what="closed", community_id=1, outcome=signed, choice="Signé / oui", day=OCTOBER),
        Fact(what="closed", community_id=1, outcome=signed, day=OCTOBER),
        Fact(what="closed", community_id=1, outcome=job, choice="Signé / oui", day=OCTOBER),
    )

    async with world.bot.db.reading() as session:
        team = await session.get_one(Team, 1)
        read = await queries.ledger(session, team, since=OCTOBER, until=OCTOBER)

    closed = read.tallies["closed", OCTOBER]
    assert closed.by["outcome"] == {"entered-training": 2, "entered-job": 1}
    assert closed.by["own"] == {
        "entered-training": 1, "entered-training/Signé / oui": 1, "entered-job/Signé / oui": 1,
    }  # fmt: skip
    assert rules.read_own_key("entered-job/Signé / oui") == ("entered-job", "Signé / oui")
