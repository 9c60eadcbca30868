"""The panel for newcomers: seen by who has just joined, naming nobody, one at a time."""

from collections.abc import AsyncGenerator
from datetime import timedelta

import discord
import pytest
from simcord.builders import ChannelHandle
from sqlalchemy import select

from models import Base, NewcomersPost, OutboxEntry, Team
from tests.setup.server import community, delete_channel
from tests.world import Store, World, a_world, buttons_of, only_for_them, said, text_of

DOWNTIME = "Rien n'est publié"


@pytest.fixture
async def world(store: Store, monkeypatch: pytest.MonkeyPatch) -> AsyncGenerator[World]:
    """A server in which Maraude hears who joins."""
    store.dials["discord"] = {"members_intent": True}
    async with a_world(store, monkeypatch) as built:
        yield built


async def a_hall(world: World) -> ChannelHandle:
    """The server has a channel in which newcomers arrive, and the panel is posted for them."""
    await world.is_set_up()
    hall = world.guild.create_text_channel("hall")
    await world.env.settle()
    await world.max.slash(world.staff, "panel newcomers", channel=hall)
    return hall


async def joins(world: World, name: str) -> int:
    """Somebody joins the server."""
    who = world.guild.add_member(world.env.create_user(name))
    await world.env.settle(timeout=30)
    return who.id


def posts(world: World, hall: ChannelHandle) -> list[discord.Message]:
    return [m for m in hall.history(viewer=world.noe) if m.author.bot]


async def test_it_is_the_panel_where_a_moderator_wants_it(world: World) -> None:
    await world.is_set_up()
    hall = world.guild.create_text_channel("hall")
    await world.env.settle()

    answer = await world.max.slash(world.staff, "panel newcomers", channel=hall)

    assert f"Le panneau est publié dans {hall.mention}" in said(answer)
    assert only_for_them(answer)
    (post,) = posts(world, hall)
    preview = await world.max.slash(world.staff, "panel preview")
    assert text_of(post) == said(preview)
    assert set(buttons_of(post)) == {
        "tickets:talk", "greeting:keep", "directory:near", "sos:show"
    }  # fmt: skip


async def test_nothing_is_posted_unless_somebody_wants_it(world: World) -> None:
    await world.is_set_up()

    await joins(world, "rayan")
    await world.later(hours=7)

    assert await world.stored(OutboxEntry) == []
    assert await world.stored(NewcomersPost) == []


async def test_after_six_hours_who_joined_finds_it_at_the_bottom_and_only_once(
    world: World,
) -> None:
    hall = await a_hall(world)
    (first,) = posts(world, hall)
    await world.later(hours=7)
    await world.sam.send(hall, "Salut tout le monde !")

    await joins(world, "rayan")
    await world.later(minutes=1)

    (post,) = posts(world, hall)
    assert post.id > first.id
    assert hall.history(viewer=world.noe)[-1].id == post.id


async def test_many_who_join_at_once_make_one_post_in_six_hours(world: World) -> None:
    hall = await a_hall(world)
    (first,) = posts(world, hall)
    for number in range(5):
        await joins(world, f"nouvelle{number}")
    await world.later(hours=5, minutes=59)
    within = posts(world, hall)

    await world.later(minutes=1)
    await world.later(minutes=1)
    (second,) = posts(world, hall)
    for _ in range(3):
        await world.later(hours=6)

    assert [one.id for one in within] == [first.id]
    assert second.id != first.id
    assert [one.id for one in posts(world, hall)] == [second.id]
    sent = [e for e in await world.stored(OutboxEntry) if e.card == "greeting.newcomers"]
    assert len(sent) == 2


async def test_without_anybody_new_it_stays_where_it_is(world: World) -> None:
    hall = await a_hall(world)
    (first,) = posts(world, hall)

    await world.later(hours=30)

    assert [one.id for one in posts(world, hall)] == [first.id]


async def test_of_who_joined_nothing_is_stored_said_or_sent(world: World) -> None:
    hall = await a_hall(world)
    await world.later(hours=7)

    newcomer = await joins(world, "rayan_75")
    await world.later(hours=7)

    async with world.bot.db.reading() as session:
        everything = [
            str(tuple(row))
            for table in Base.metadata.sorted_tables
            for row in await session.execute(table.select())
        ]
    assert not any(str(newcomer) in row or "rayan" in row for row in everything)
    (post,) = posts(world, hall)
    raw = world.env.backend.get_message(hall.id, post.id)
    assert "rayan" not in text_of(post)
    assert "<@" not in text_of(post)
    assert not raw.ping_user_ids
    assert not raw.ping_role_ids
    assert not raw.mention_everyone
    for person in (world.lina, world.noe):
        assert world.in_dm(person) == []


async def test_a_bot_is_no_newcomer(world: World) -> None:
    await a_hall(world)
    await world.later(hours=7)

    world.guild.add_member(world.env.create_user("musique", bot=True))
    await world.env.settle()

    (post,) = await world.stored(NewcomersPost)
    assert post.again_at is None
    assert len([e for e in await world.stored(OutboxEntry) if "newcomers" in e.card]) == 1


async def test_a_restart_in_between_loses_no_newcomer(world: World) -> None:
    hall = await a_hall(world)
    (first,) = posts(world, hall)
    await joins(world, "rayan")

    await world.restart()
    await world.later(hours=6)
    await world.later(minutes=1)

    (post,) = posts(world, hall)
    assert post.id != first.id
    pressed = await world.press(world.lina, post, "tickets:talk")
    assert pressed.modal is not None


async def test_off_takes_it_away_and_nobody_makes_it_come_back(world: World) -> None:
    hall = await a_hall(world)
    await world.later(minutes=1)

    answer = await world.max.slash(world.staff, "panel newcomers", off=True)
    await world.later(hours=7)
    await joins(world, "rayan")
    await world.later(minutes=1)

    assert "C'est arrêté" in said(answer)
    assert posts(world, hall) == []
    assert await world.stored(NewcomersPost) == []
    again = await world.max.slash(world.staff, "panel newcomers", off=True)
    assert DOWNTIME in said(again)


async def test_another_channel_takes_over(world: World) -> None:
    hall = await a_hall(world)
    other = world.guild.create_text_channel("entrée")
    await world.env.settle()
    await world.later(minutes=1)

    await world.max.slash(world.staff, "panel newcomers", channel=other)
    await world.later(minutes=1)

    assert posts(world, hall) == []
    assert len(posts(world, other)) == 1


async def test_where_no_channel_is_named_a_moderator_reads_how_it_stands(world: World) -> None:
    await world.is_set_up()
    before = said(await world.max.slash(world.staff, "panel newcomers"))
    hall = world.guild.create_text_channel("hall")
    await world.env.settle()
    await world.max.slash(world.staff, "panel newcomers", channel=hall)

    after = said(await world.max.slash(world.staff, "panel newcomers"))

    assert DOWNTIME in before
    assert hall.mention in after


async def test_a_channel_in_which_maraude_may_not_write_is_refused_by_name(world: World) -> None:
    await world.is_set_up()
    mute = discord.PermissionOverwrite(send_messages=False)
    hall = world.guild.create_text_channel("hall", overwrites={world.guild.default_role: mute})
    await world.env.settle()

    answer = await world.max.slash(world.staff, "panel newcomers", channel=hall)

    assert f"Dans {hall.mention}, il me manque : Envoyer des messages" in said(answer)
    assert await world.stored(NewcomersPost) == []


async def test_while_the_intake_is_closed_nothing_is_posted(world: World) -> None:
    hall = await a_hall(world)
    await world.later(hours=7)
    (first,) = posts(world, hall)
    async with world.bot.db.transaction() as session:
        (await session.get_one(Team, 1)).intake_open = False

    await joins(world, "rayan")
    await world.later(hours=7)
    refused = await world.max.slash(world.staff, "panel newcomers", channel=hall)

    assert [one.id for one in posts(world, hall)] == [first.id]
    assert "/installer" in said(refused)


async def test_when_its_channel_is_deleted_it_ends_and_the_moderators_are_told(
    world: World,
) -> None:
    hall = await a_hall(world)
    await world.later(hours=7)
    await delete_channel(world, hall)

    await joins(world, "rayan")
    for _ in range(3):
        await world.later(minutes=15)

    assert await world.stored(NewcomersPost) == []
    told = [e for e in await world.stored(OutboxEntry) if e.card == "teams.to_server"]
    assert [e.args["key"] for e in told] == ["greeting-newcomers-gone"]


async def test_when_the_link_ends_it_goes(world: World) -> None:
    hall = await a_hall(world)
    await world.later(minutes=1)
    page = await world.max.slash(world.staff, "team list")
    for address in ("teams:ask:1", "teams:end:1"):
        assert page.response is not None
        page = await world.forge(world.max, page.response, address)

    await world.later(minutes=1)

    assert (await community(world)).ended_at is not None
    assert posts(world, hall) == []
    assert await world.stored(NewcomersPost) == []


async def test_one_that_arrives_after_it_was_stopped_goes_again(world: World) -> None:
    await world.is_set_up()
    hall = world.guild.create_text_channel("hall")
    await world.env.settle()
    await world.bot.courier.stop()
    await world.max.slash(world.staff, "panel newcomers", channel=hall)
    await world.max.slash(world.staff, "panel newcomers", off=True)

    await world.restart()
    await world.later(minutes=1)

    assert posts(world, hall) == []


async def test_changed_words_are_seen_in_it_at_once(world: World) -> None:
    hall = await a_hall(world)
    (first,) = posts(world, hall)
    await world.later(minutes=1)
    choice = await world.max.slash(world.staff, "panel words")
    assert choice.response is not None
    form = await world.press(world.max, choice.response, "greeting:write:panel:fr")
    preview = await world.send_form(world.max, form, words="Bienvenue !", title="")
    assert preview.response is not None

    await world.press(world.max, preview.response, "greeting:words:1:keep:1")
    await world.later(minutes=1)

    (post,) = posts(world, hall)
    assert post.id == first.id
    assert "Bienvenue !" in text_of(post)


async def test_a_panel_that_cannot_be_posted_does_not_hold_it_up(world: World) -> None:
    await world.is_set_up()
    hall = world.guild.create_text_channel("hall")
    await world.env.settle()
    world.env.inject_error(
        "POST", f"/channels/{world.welcome.id}/messages", status=403, code=50013, times=None
    )
    await world.max.slash(world.staff, "panel post")

    await world.max.slash(world.staff, "panel newcomers", channel=hall)
    await world.later(minutes=1)

    assert len(posts(world, hall)) == 1
    world.env.backend.faults.clear()


@pytest.mark.parametrize("column", ["owed_at", "again_at"])
async def test_a_clock_that_was_wrong_keeps_nobody_waiting_for_a_year(
    world: World, column: str
) -> None:
    hall = await a_hall(world)
    (first,) = posts(world, hall)
    async with world.bot.db.transaction() as session:
        (post,) = await session.scalars(select(NewcomersPost))
        setattr(post, column, world.clock() + timedelta(days=365))

    await joins(world, "rayan")
    await world.later(hours=6)
    await world.later(minutes=1)

    assert [one.id for one in posts(world, hall)] != [first.id]


class TestWithoutTheIntent:
    """Where Discord does not tell Maraude who joins."""

    @pytest.fixture
    async def world(self, store: Store, monkeypatch: pytest.MonkeyPatch) -> AsyncGenerator[World]:
        """A server in which Maraude hears nobody join."""
        async with a_world(store, monkeypatch) as built:
            yield built

    async def test_a_moderator_reads_so_and_what_to_do_instead(self, world: World) -> None:
        await world.is_set_up()
        hall = world.guild.create_text_channel("hall")
        await world.env.settle()

        answer = await world.max.slash(world.staff, "panel newcomers", channel=hall)

        assert "Je ne peux pas savoir que quelqu'un arrive" in said(answer)
        assert "Onboarding" in said(answer)
        assert await world.stored(NewcomersPost) == []
        assert posts(world, hall) == []

    async def test_off_works_all_the_same(self, world: World) -> None:
        await world.is_set_up()

        assert DOWNTIME in said(await world.max.slash(world.staff, "panel newcomers", off=True))
