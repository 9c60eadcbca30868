"""Words of danger in a DM get the helplines of where somebody lives, in their language, at once."""

import asyncio

import pytest
from sqlalchemy import select

from bot.db import Database
from bot.errors import Unavailable
from models import Community
from tests.privacy.test_forget import wants_to_be_forgotten
from tests.world import World, answers_of, said

DANGER = "i want to kill myself tonight"


async def a_british_community(world: World) -> None:
    """The community is in the United Kingdom; Lina reads English."""
    await world.is_set_up()
    async with world.bot.db.transaction() as session:
        community = (await session.scalars(select(Community))).one()
        community.country, community.locale = "UK", "en"
    world.speaks(world.lina, "en-GB")
    world.speaks(world.noe, "en-GB")
    await world.bot.remember_all()


def helplines(world: World) -> str:
    """Return the helplines that Lina was shown by DM."""
    return "\n".join(
        words for words in world.in_dm(world.lina) if "999" in words or "3114" in words
    )


async def test_a_dm_gets_the_helplines_of_the_community_in_its_language(world: World) -> None:
    await a_british_community(world)
    await world.ask(world.lina)

    await world.lina.send_dm(DANGER)

    assert "Are you in danger now" in helplines(world)
    assert "999" in helplines(world)
    assert "3114" not in helplines(world)


async def test_it_is_known_also_after_a_restart_and_when_the_database_is_away(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await a_british_community(world)
    await another_community(world)
    await world.ask(world.lina)
    await world.restart()
    await world.wake()

    def away(_db: Database) -> None:
        raise Unavailable

    monkeypatch.setattr(Database, "reading", away)
    monkeypatch.setattr(Database, "transaction", away)
    await world.lina.send_dm(DANGER)

    assert "Are you in danger now" in helplines(world)
    assert "999" in helplines(world)


async def test_who_writes_in_an_outage_is_answered_in_their_language(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await a_british_community(world)
    await world.ask(world.lina)

    def away(_db: Database) -> None:
        raise Unavailable

    monkeypatch.setattr(Database, "reading", away)
    monkeypatch.setattr(Database, "transaction", away)
    await world.lina.send_dm("Are you there?")

    answer = world.in_dm(world.lina)[-1]
    assert "I can't open my files" in answer
    assert "999" in answer
    assert "3114" not in answer


async def another_community(world: World) -> None:
    """There is a second one, in France, so that a DM alone does not tell which."""
    async with world.bot.db.transaction() as session:
        first = (await session.scalars(select(Community))).one()
        other = Community(team_id=first.team_id, guild_id=77, name="Ailleurs")
        other.created_at = world.clock()
        session.add(other)
    await world.bot.remember_all()


async def test_who_acted_long_ago_is_looked_up(world: World) -> None:
    await a_british_community(world)
    await another_community(world)
    await world.ask(world.lina)
    await world.bot.readers.find(world.lina.id)
    world.bot.readers.forget(world.lina.id)

    found = await world.bot.readers.find(world.lina.id)

    assert (found.country, found.voice) == ("UK", "en")


async def test_helplines_never_wait_for_the_database(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await a_british_community(world)
    await another_community(world)
    readers = world.bot.readers
    waited = asyncio.Event()

    async def hangs(_person_id: int, _guild_id: int | None) -> None:
        await waited.wait()

    monkeypatch.setattr(readers, "_look_up", hangs)
    monkeypatch.setattr("bot.readers.A_MOMENT", world.clock() - world.clock())

    async with asyncio.timeout(2):
        found = await readers.find(world.lina.id)
    waited.set()

    assert found.country == world.bot.settings.service.country


async def test_a_form_that_was_opened_in_a_dm_shows_the_right_helplines(world: World) -> None:
    await a_british_community(world)
    await world.ask(world.lina)
    page = answers_of(await world.lina.user.slash("messages"))[-1]
    shown = await world.press(world.lina.user, page, "relay:write:1")

    answer = said(await world.send_form(world.lina.user, shown, words=DANGER))

    assert "999" in answer
    assert "3114" not in answer


async def test_nothing_is_kept_of_who_wants_to_be_forgotten(world: World) -> None:
    await world.is_set_up()
    await world.bot.remember_all()
    await world.ask(world.lina)
    before = len(world.bot.readers)

    await wants_to_be_forgotten(world)

    assert (before, len(world.bot.readers)) == (1, 0)
