"""A flood of requests hides nobody in /queue: danger first, the oldest first, each group in its
turn."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from cogs.tickets.rules import A_PAGE, URGENT_ON_A_PAGE, Waiting, pages_of
from models import Alias, Community, Ticket, Youth
from tests.world import World, said

NOON = datetime(2026, 1, 6, 12, tzinfo=UTC)
HERE, ELSEWHERE = 1, 2


def asked(
    number: int,
    minutes: float = 0,
    *,
    urgent: bool = False,
    community: int = HERE,
    is_known: bool = False,
) -> Waiting:
    """Somebody asked so many minutes after noon."""
    at = NOON + timedelta(minutes=minutes)
    return Waiting(number, urgent=urgent, community_id=community, opened_at=at, is_known=is_known)


def a_flood(how_many: int = 100, *, urgent: bool = False, community: int = HERE) -> list[Waiting]:
    """Return many requests, one a minute, of accounts that nobody knew before."""
    return [asked(100 + n, n, urgent=urgent, community=community) for n in range(how_many)]


def test_an_empty_queue_is_one_empty_page() -> None:
    assert pages_of([]) == [[]]


def test_every_request_stands_on_one_page() -> None:
    queue = [*a_flood(60, urgent=True), *[asked(n, n, is_known=True) for n in range(50)]]

    pages = pages_of(queue)

    assert sorted(n for page in pages for n in page) == sorted(w.id for w in queue)
    assert all(len(page) == A_PAGE for page in pages[:-1])


def test_the_oldest_come_first() -> None:
    assert pages_of([asked(1, 5), asked(2, 1), asked(3, 3)]) == [[2, 3, 1]]


def test_danger_stands_before_everything_that_is_older() -> None:
    pages = pages_of([*a_flood(), asked(1, 500, urgent=True)])

    assert pages[0][0] == 1


def test_a_flood_of_danger_leaves_room_for_who_waits_longest() -> None:
    pages = pages_of([*a_flood(urgent=True), asked(1, -5)])

    assert 1 in pages[0]
    assert pages[0].index(1) == A_PAGE - 1
    assert URGENT_ON_A_PAGE < A_PAGE


def test_an_older_danger_is_not_hidden_by_a_flood_of_danger() -> None:
    pages = pages_of([*a_flood(urgent=True), asked(1, -5, urgent=True)])

    assert pages[0][0] == 1


def test_a_flood_in_one_community_hides_nobody_in_another() -> None:
    for urgent in (False, True):
        elsewhere = asked(1, 500, urgent=urgent, community=ELSEWHERE)

        assert 1 in pages_of([*a_flood(urgent=urgent), elsewhere])[0][:2]


def test_a_flood_of_new_accounts_does_not_hide_somebody_known_before() -> None:
    for urgent in (False, True):
        known = asked(1, 500, urgent=urgent, is_known=True)

        assert 1 in pages_of([*a_flood(urgent=urgent), known])[0][:2]


async def test_a_mentor_sees_who_was_known_before_a_flood_in_the_same_community(
    world: World,
) -> None:
    await world.is_set_up()
    await world.ask(world.lina)
    lina = await world.ticket()
    await _many_ask(world, lina, range(60))
    async with world.bot.db.transaction() as session:
        ticket = await session.get_one(Ticket, lina.id)
        ticket.opened_at = world.clock() + timedelta(days=2)

    page = said(await world.sam.slash(world.staff, "queue"))

    assert "61 demandes attendent" in page
    assert "Page 1 sur 5" in page
    assert lina.alias.name in page


async def test_a_mentor_sees_another_community_in_a_flood(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina)
    like = await world.ticket()
    await _many_ask(world, like, range(59))
    async with world.bot.db.transaction() as session:
        elsewhere = Community(
            team_id=like.team_id, guild_id=77, name="Ailleurs", country="FR", locale="fr"
        )
        elsewhere.created_at = world.clock()
        session.add(elsewhere)
    await _many_ask(world, like, [59], elsewhere.id)

    page = said(await world.sam.slash(world.staff, "queue"))

    assert "[n59 ·" in page


async def _many_ask(
    world: World, like: Ticket, numbers: Sequence[int], community_id: int | None = None
) -> None:
    """Accounts that nobody knew before open requests, one a second."""
    async with world.bot.db.transaction() as session:
        for number in numbers:
            at, place = world.clock() + timedelta(seconds=number), community_id or like.community_id
            youth = Youth(lookup=bytes([number]) * 32, discord_id=b"x", created_at=at, locale="fr")
            youth.last_seen_at = at
            session.add(youth)
            await session.flush()
            alias = Alias(youth_id=youth.id, community_id=place, team_id=like.team_id)
            alias.name, alias.created_at = f"n{number}", at
            session.add(alias)
            await session.flush()
            asks = Ticket(team_id=like.team_id, community_id=place, alias_id=alias.id)
            asks.topic, asks.reach, asks.state = like.topic, like.reach, like.state
            asks.opened_at = asks.changed_at = at
            session.add(asks)
            await session.flush()
