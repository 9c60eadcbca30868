"""After a goodbye: one click, anonymous to the mentor; a low mark opens a way to the lead."""

from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import simcord
from hypothesis import given
from hypothesis import strategies as st
from simcord.builders import ChannelHandle
from sqlalchemy import select

from cogs.ratings import rules
from cogs.ratings.rules import Where
from models import (
    Community,
    Fact,
    MentorReport,
    Rating,
    Suggestion,
    TicketEvent,
    TicketState,
)
from tests.privacy.test_forget import wants_to_be_forgotten
from tests.promises.test_who_may_what import presses
from tests.protection.test_minors import introduces_herself
from tests.world import World, answers_of, buttons_of, only_for_them, said, text_of

FACES = {f"rating:1:{mark}" for mark in range(1, 6)}


async def parted(world: World, outcome: str = "listened", **team: Any) -> None:
    """Lina was answered by Sam, who said goodbye."""
    await world.is_set_up(**team)
    await world.ask(world.lina)
    await world.claim(world.sam)
    await world.reply(world.sam, "Bonne route.")
    await world.close(world.sam, outcome)


def a_place(world: World, name: str) -> ChannelHandle:
    """Return a channel that mentors do not read."""
    return world.guild.create_text_channel(name)


async def rates(world: World, mark: int) -> simcord.InteractionResult:
    """Lina presses a face below the goodbye."""
    (goodbye,) = [m for m in world.dm_messages(world.lina) if "rating:1:1" in buttons_of(m)]
    return await world.press(world.lina.user, goodbye, f"rating:1:{mark}")


async def adds(world: World, shown: simcord.InteractionResult, words: str) -> str:
    """Lina adds a sentence to her mark; return all she reads."""
    form = await world.press(world.lina.user, answers_of(shown)[0], "rated:1:word")
    return said(await world.send_form(world.lina.user, form, words=words))


async def counted(world: World, what: str) -> list[tuple[int | None, str | None, str | None]]:
    """Return the facts of one kind: where, which topic, and which choice."""
    return [
        (fact.community_id, fact.topic, fact.choice)
        for fact in await world.stored(Fact)
        if fact.what == what
    ]


async def test_five_faces_ride_on_the_goodbye_beside_the_ways_to_help(world: World) -> None:
    await parted(world)

    goodbye = world.dm_messages(world.lina)[-1]

    assert FACES | {"sos:show", "protection:report:1"} <= set(buttons_of(goodbye))
    assert "ne voit pas ta note" in text_of(goodbye)
    assert await counted(world, "asked-to-rate") == [(1, None, None)]


@pytest.mark.parametrize("outcome", ["protection", "duplicate", "spam"])
async def test_after_some_endings_nobody_is_asked(world: World, outcome: str) -> None:
    await parted(world, outcome)

    asked = [m for m in world.dm_messages(world.lina) if FACES & set(buttons_of(m))]
    tried = await presses(world, world.lina, "rating:1:5")

    assert asked == []
    assert "Je ne trouve pas" in said(tried)
    assert await counted(world, "asked-to-rate") == []
    assert await world.stored(Rating) == []


async def test_a_mark_may_be_changed_and_is_counted_once_at_a_moment_drawn_by_lot(
    world: World,
) -> None:
    await parted(world)

    first = await rates(world, 2)
    await rates(world, 5)
    await world.later(days=3)
    too_late = said(await rates(world, 1))
    await world.later(days=3)

    assert only_for_them(first)
    assert "🙁" in said(first)
    assert "trois jours" in too_late
    assert await counted(world, "rated") == [(1, None, "5")]
    assert await world.stored(Rating) == []


async def test_somebody_else_cannot_give_the_mark(world: World) -> None:
    await parted(world)

    others = [await presses(world, who, "rating:1:1") for who in (world.noe, world.sam)]
    no_mark = await presses(world, world.lina, "rating:1:6")

    assert all("Je ne trouve pas" in said(answer) for answer in (*others, no_mark))
    assert await world.stored(Rating) == []


async def test_the_team_sees_nothing_of_a_mark(world: World) -> None:
    await parted(world, digest=False)
    before, steps = world.everything_staff_can_see(), len(await world.stored(TicketEvent))

    await rates(world, 1)
    await world.later(days=6)

    assert world.everything_staff_can_see() == before
    assert len(await world.stored(TicketEvent)) == steps
    assert "😞" not in said(await world.sam.slash(world.staff, "queue"))


async def test_a_mark_leads_to_no_request_without_the_keys(world: World) -> None:
    await parted(world)

    await rates(world, 4)

    (rating,) = await world.stored(Rating)
    assert rating.lookup == world.bot.vault.mark("rating", 1)
    closed_at = (await world.ticket()).closed_at
    assert closed_at is not None
    assert closed_at + rules.CHANGED_FOR <= rating.count_at


async def test_a_sentence_reaches_the_coordinators_later_without_a_name(world: World) -> None:
    place = a_place(world, "coordination")
    await parted(world, coordinator_channel_id=place.id)
    words = "Sam était pressé, écris-moi sur insta: lina.du.13"

    kept = await adds(world, await rates(world, 3), words)
    await world.later(minutes=30)
    early = place.history()
    await world.later(hours=12)

    assert "sans ton nom" in kept
    assert early == []
    (shown,) = [text_of(m) for m in place.history()]
    assert "Sam était pressé" in shown
    assert "lina.du.13" not in shown
    assert (await world.ticket()).alias.name not in shown
    assert "pressé" not in world.everything_staff_can_see()
    assert (await world.stored(Suggestion))[0].mark == 3


async def test_who_adds_a_sentence_reads_first_that_one_may_guess_who_wrote_it(
    world: World,
) -> None:
    await parted(world, coordinator_channel_id=a_place(world, "coordination").id)

    form = await world.press(world.lina.user, answers_of(await rates(world, 3))[0], "rated:1:word")

    notice = str(form.modal)
    assert "avec ta note" in notice
    assert "on peut deviner qui parle" in notice


async def test_one_sentence_comes_with_a_mark_and_says_something(world: World) -> None:
    await parted(world, coordinator_channel_id=a_place(world, "coordination").id)
    thanks = await rates(world, 3)

    blank = await adds(world, thanks, "\u200b")
    await adds(world, thanks, "Réponds plus vite.")
    again = await world.press(world.lina.user, answers_of(thanks)[0], "rated:1:word")

    assert "mot" in blank
    assert "déjà ajouté un mot" in said(again)
    assert len(await world.stored(Suggestion)) == 1


async def test_a_sentence_that_sounds_like_danger_shows_the_helplines(world: World) -> None:
    await parted(world, coordinator_channel_id=a_place(world, "coordination").id)

    told = await adds(world, await rates(world, 1), "Je veux mourir, j'ai préparé une lettre.")

    assert "3114" in told
    assert (await world.ticket()).urgent is False


async def test_where_mentors_would_read_it_no_sentence_is_asked_for(world: World) -> None:
    await parted(world)

    thanks = answers_of(await rates(world, 3))[0]

    assert "rated:1:word" not in buttons_of(thanks)


async def test_after_a_low_mark_the_lead_writes_and_the_mentor_learns_nothing(
    world: World,
) -> None:
    alone = a_place(world, "référente")
    await parted(world, lead_channel_id=alone.id)
    await introduces_herself(world)
    before = world.everything_staff_can_see()

    asked = await world.press(world.lina.user, answers_of(await rates(world, 1))[0], "rated:1:lead")
    waits, unseen = [text_of(m) for m in alone.history()], world.everything_staff_can_see()
    page = await world.lea.slash(world.staff, "safeguard reports")
    read = said(page)
    await world.press(world.lea, answers_of(page)[0], "protection:report:1:take")

    assert "nouvelle conversation" in said(asked)
    assert any("aimerait que la personne référente lui écrive" in line for line in waits)
    assert unseen == before
    assert (await world.ticket()).alias.name in read
    anew = await world.ticket(2)
    assert (anew.state, anew.previous_id) == (TicketState.ACTIVE, 1)
    assert anew.mentor is not None
    assert anew.mentor.first_name == "Léa"
    assert anew.not_with == [1]
    assert "**Léa**" in world.in_dm(world.lina)[-1]


async def test_the_lead_is_asked_once_and_only_after_a_low_mark(world: World) -> None:
    await parted(world)
    thanks = answers_of(await rates(world, 4))[0]

    good = await presses(world, world.lina, "rated:1:lead")
    await rates(world, 2)
    await presses(world, world.lina, "rated:1:lead")
    again = await presses(world, world.lina, "rated:1:lead")

    assert "rated:1:lead" not in buttons_of(thanks)
    assert "déjà" in said(good)
    assert "déjà demandé" in said(again)
    assert len(await world.stored(MentorReport)) == 1


async def were_asked(world: World, goodbyes: int, *, days_ago: int, community: int = 1) -> None:
    """So many other goodbyes asked for a mark, some days before Lina's."""
    day = world.clock().date() - timedelta(days=days_ago)
    about = {"team_id": 1, "community_id": community, "day": day}
    async with world.bot.db.transaction() as session:
        session.add_all(Fact(what="asked-to-rate", **about) for _ in range(goodbyes))


async def lead_reads_after_a_low_mark(world: World, place: ChannelHandle) -> list[str]:
    """Lina gives the lowest mark, which is counted five days after her goodbye; return what the
    lead reads of it."""
    await rates(world, 1)
    async with world.bot.db.transaction() as session:
        (rating,) = await session.scalars(select(Rating))
        rating.count_at = world.clock() + timedelta(days=5)
    await world.later(days=5)
    return [text_of(m) for m in place.history() if "note basse" in text_of(m)]


@pytest.mark.parametrize(
    ("others", "days_ago", "lines"),
    [(0, 0, 0), (3, 0, 0), (4, 0, 1), (40, 20, 0), (40, 1, 0), (40, -2, 0)],
    ids=[
        "hers alone", "among four", "among five", "others long ago", "others on a part of a day",
        "others since then",
    ],
)  # fmt: skip
async def test_a_low_mark_is_told_to_the_lead_only_among_goodbyes_it_can_come_from(
    world: World, others: int, days_ago: int, lines: int
) -> None:
    alone = a_place(world, "référente")
    await parted(world, lead_channel_id=alone.id)
    await were_asked(world, others, days_ago=days_ago)

    told = await lead_reads_after_a_low_mark(world, alone)

    assert len(told) == lines
    assert all("La Place" in line for line in told)


@pytest.mark.parametrize(("elsewhere", "lines"), [(5, 0), (4, 1)])
async def test_a_low_mark_of_a_small_community_hides_among_small_ones_only(
    world: World, elsewhere: int, lines: int
) -> None:
    alone = a_place(world, "référente")
    await parted(world, lead_channel_id=alone.id)
    async with world.bot.db.transaction() as session:
        began = world.clock()
        session.add(Community(team_id=1, guild_id=5, name="Le Donjon", created_at=began))
    await were_asked(world, elsewhere, days_ago=0, community=2)

    told = await lead_reads_after_a_low_mark(world, alone)

    assert len(told) == lines, "a low mark among five elsewhere would be told with their name"
    assert all("dans une de vos communautés" in line for line in told)


@pytest.mark.parametrize(
    ("asked", "where"),
    [
        ({1: 5}, Where.COMMUNITY),
        ({1: 4, 2: 36}, Where.NOWHERE),
        ({1: 1, 2: 4, 3: 40}, Where.TEAM),
        ({1: 2, 2: 2}, Where.NOWHERE),
        ({2: 4, 3: 4}, Where.TEAM),
        ({}, Where.NOWHERE),
    ],
    ids=["enough here", "beside a large one", "small ones", "a small team", "elsewhere", "nobody"],
)
def test_how_near_a_low_mark_is_placed(asked: dict[int, int], where: Where) -> None:
    assert rules.where_to_say(asked, 1, least=5) is where


@given(
    st.integers(0, 3 * 365 * 24 * 60),
    st.sampled_from(["Europe/Paris", "America/Martinique", "Pacific/Noumea"]),
)
def test_every_goodbye_of_the_days_looked_at_can_have_given_the_mark(
    minutes: int, timezone: str
) -> None:
    zone, count_at = (
        ZoneInfo(timezone),
        datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes),
    )
    first, last = rules.days_it_can_come_from(count_at, zone)
    begins = datetime.combine(first, time(), zone)
    ends = datetime.combine(last + timedelta(days=1), time(), zone)

    assert count_at - rules.CHANGED_FOR - rules.COUNTED_BY_LOT < begins.astimezone(UTC)
    assert ends.astimezone(UTC) <= count_at - rules.CHANGED_FOR
    assert first <= last


async def test_who_is_blocked_gives_no_mark(world: World) -> None:
    await parted(world)
    await world.forge(world.sam, await world.card(), "protection:block:1")

    answer = said(await rates(world, 5))

    assert "ne plus répondre à tes messages" in answer
    assert await world.stored(Rating) == []


async def test_once_the_community_is_gone_no_mark_is_taken(world: World) -> None:
    await parted(world)
    async with world.bot.db.transaction() as session:
        ended = await session.merge((await world.ticket()).community)
        ended.ended_at = world.clock()

    answer = said(await rates(world, 5))

    assert "déjà" in answer
    assert await world.stored(Rating) == []


async def test_who_is_forgotten_leaves_a_number_and_no_way_to_it(world: World) -> None:
    await parted(world)
    await rates(world, 1)
    await presses(world, world.lina, "rated:1:lead")

    await wants_to_be_forgotten(world)

    assert [rating.lookup for rating in await world.stored(Rating)] == [None]
    assert await world.stored(MentorReport) == []
    await world.later(days=6)
    assert await counted(world, "rated") == [(1, None, "1")]
