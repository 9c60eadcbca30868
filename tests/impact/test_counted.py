"""What is counted, once, in the transaction of what it counts; and that it stays when people are
forgotten."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest

from cogs.impact import queries, rules
from models import Community, Fact, Hour, Team, Ticket, Youth
from tests.followups.test_check_ins import goodbye
from tests.followups.test_talking_again import wants_to_talk
from tests.privacy.test_forget import has_talked, nothing_is_left, wants_to_be_forgotten
from tests.relay.test_undo import nobody_carries
from tests.world import TUESDAY_AFTERNOON, World, answers_of

STEPS = ("asked", "claimed", "answered", "conversation", "closed")
JANUARY = rules.Period.of("month", date(2026, 1, 6))


async def counted(world: World) -> Counter[str]:
    """Return how often each step of a request was counted."""
    return Counter(fact.what for fact in await world.stored(Fact) if fact.what in STEPS)


async def ledger(world: World) -> rules.Ledger:
    """Return all that was counted in January, before anything is held back."""
    async with world.bot.db.reading() as session:
        team = await session.get_one(Team, 1)
        since = rules.first_needed(JANUARY)
        return await queries.ledger(session, team, since=since, until=JANUARY.last)


async def test_a_request_is_counted_once_at_each_step(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina)
    await world.claim(world.sam)
    await world.reply(world.sam, "Bonjour !")
    await world.reply(world.sam, "Tu cherches quoi ?")
    await world.close(world.sam)

    assert await counted(world) == dict.fromkeys(STEPS, 1)


async def test_who_takes_a_request_after_somebody_else_counts_nothing_anew(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina)
    await world.claim(world.sam)
    await world.reply(world.sam, "Bonjour !")
    await world.press(world.sam, await world.card(), "ticket:1:release")
    await world.claim(world.ines)
    await world.reply(world.ines, "Je prends la suite.")

    assert await counted(world) == {"asked": 1, "claimed": 1, "answered": 1, "conversation": 1}


async def test_an_answer_makes_a_conversation_when_it_arrives(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina)
    await world.claim(world.sam)

    with nobody_carries(world):
        told = answers_of(await world.reply(world.sam, "Mauvais fil."))[-1]
        await world.press(world.sam, told, "relay:undo:2")
    before = await counted(world)
    await world.reply(world.sam, "Bonjour !")

    assert before == {"asked": 1, "claimed": 1, "answered": 1}
    assert await counted(world) == before | Counter(conversation=1)


async def test_an_answer_in_the_mailbox_makes_a_conversation_when_it_is_read(
    world: World,
) -> None:
    await world.is_set_up()
    await world.ask(world.lina, wishes=[])
    await world.claim(world.sam)
    await world.reply(world.sam, "Bonjour !")
    before = await counted(world)

    await world.lina.slash(world.welcome, "messages")
    await world.lina.slash(world.welcome, "messages")

    assert (before["conversation"], (await counted(world))["conversation"]) == (0, 1)


@pytest.mark.parametrize(
    ("sent_at", "hour"),
    [
        (TUESDAY_AFTERNOON, Hour.OPEN),
        (datetime(2026, 1, 6, 21, 0, tzinfo=UTC), Hour.CLOSED),
        (datetime(2026, 4, 6, 13, 0, tzinfo=UTC), Hour.CLOSED),
    ],
    ids=["in the afternoon", "at night", "on a holiday"],
)
async def test_a_request_and_its_first_answer_know_whether_the_team_was_there(
    world: World, sent_at: datetime, hour: Hour
) -> None:
    await world.is_set_up()
    world.clock.at = sent_at

    await world.ask(world.lina)
    world.clock.at = TUESDAY_AFTERNOON + timedelta(days=91)
    await world.claim(world.sam)
    await world.reply(world.sam, "Bonjour !")
    await world.close(world.sam)

    told = {fact.what: fact.choice for fact in await world.stored(Fact) if fact.what in STEPS}
    assert told == dict.fromkeys(STEPS) | {"asked": hour, "answered": hour}


async def test_figures_stay_as_they_are_when_somebody_is_forgotten(world: World) -> None:
    await has_talked(world)
    before = await ledger(world)

    await wants_to_be_forgotten(world)

    await nothing_is_left(world)
    assert before.tallies["conversation", JANUARY.first].total == 1
    assert await ledger(world) == before


async def test_a_fact_names_nobody_and_no_hour(world: World) -> None:
    await has_talked(world)

    theirs = {
        type(value).__name__ for fact in await world.stored(Fact) for value in vars(fact).values()
    }
    assert theirs <= {"InstanceState", "int", "str", "Topic", "NoneType", "date"}
    assert {Ticket.__tablename__, Youth.__tablename__}.isdisjoint(
        key.column.table.name for key in Fact.__table__.foreign_keys
    )


async def test_a_community_stays_known_as_long_as_something_is_counted_for_it(
    world: World,
) -> None:
    await world.is_set_up()
    async with world.bot.db.transaction() as session:
        ended = world.clock() - timedelta(days=400)
        gone = Community(team_id=1, guild_id=5, name="Le Donjon", created_at=ended, ended_at=ended)
        kept = Community(team_id=1, guild_id=6, name="Les Arènes", created_at=ended, ended_at=ended)
        session.add_all([gone, kept])
        await session.flush()
        session.add(Fact(team_id=1, community_id=kept.id, what="seen", day=date(2025, 1, 6)))

    await world.wake()

    assert [one.name for one in await world.stored(Community)] == ["La Place", "Les Arènes"]


async def test_words_to_who_wrote_nothing_yet_arrive_and_are_no_conversation(
    world: World,
) -> None:
    await goodbye(world)
    await world.later(days=2)
    _, ticket = await wants_to_talk(world)
    before = (await counted(world))["conversation"]

    await world.claim(world.sam, ticket.id)
    await world.reply(world.sam, "Je suis là. Comment tu vas ?", ticket.id)
    arrived = world.in_dm(world.lina)[-1]
    unanswered = (await counted(world))["conversation"]
    await world.later(minutes=5)
    await world.lina.send_dm("Un peu mieux.")
    await world.reply(world.sam, "Ça me fait plaisir.", ticket.id)

    assert "Je suis là" in arrived
    assert unanswered == before
    assert (await counted(world))["conversation"] == before + 1
