"""A word before mentors are around: only to those who asked for it, once, never after the start."""

from datetime import UTC, datetime, timedelta

import pytest
import simcord
from sqlalchemy import select, update

from bot import consents
from cogs.permanences import queries
from models import Community, Consent, Purpose, Team, Youth
from tests.permanences.places import TEAM_HOURS, announces, cards_in, may_make_events
from tests.world import World, answers_of, buttons_of, only_for_them, said

HALF_PAST_FIVE = datetime(2026, 1, 7, 16, 30, tzinfo=UTC)
"""Half an hour before the first date, which begins on Wednesday at six in Paris."""
WORDS = "il y a du monde sur le salon. Passe si tu veux."


async def there_is_a_card(world: World, **options: object) -> None:
    """Hours are announced, on a card in the welcome channel."""
    await world.is_set_up(hours=TEAM_HOURS)
    await may_make_events(world, world.guild)
    await announces(world, world.welcome, card=str(world.welcome.id), **options)


async def wants_to_hear(world: World, who: simcord.MemberActor) -> str:
    """Somebody presses Remind me on the card."""
    answer = await world.press(who, cards_in(world.welcome)[0], "permanences:remind")
    assert only_for_them(answer)
    return said(answer)


def reminders(world: World, who: simcord.MemberActor) -> int:
    """Return how often somebody was reminded."""
    return sum(WORDS in words for words in world.in_dm(who))


async def at(world: World, moment: datetime) -> None:
    """Time passes until then."""
    await world.later(seconds=(moment - world.clock.at).total_seconds())


async def test_who_asked_for_it_is_told_half_an_hour_before_once(world: World) -> None:
    await there_is_a_card(world)
    told = await wants_to_hear(world, world.lina)

    await at(world, HALF_PAST_FIVE - timedelta(minutes=2))
    early = reminders(world, world.lina)
    await at(world, HALF_PAST_FIVE + timedelta(minutes=1))
    on_time = reminders(world, world.lina)
    await world.later(minutes=10)

    assert "C'est noté : un message privé, une demi-heure avant" in told
    assert (early, on_time, reminders(world, world.lina)) == (0, 1, 1)
    assert reminders(world, world.noe) == 0


async def test_the_word_says_nothing_to_a_strangers_glance_and_has_two_ways_out(
    world: World,
) -> None:
    await there_is_a_card(world)
    await wants_to_hear(world, world.lina)

    await at(world, HALF_PAST_FIVE + timedelta(minutes=1))

    word = world.dm_messages(world.lina)[-1]
    time = int((HALF_PAST_FIVE + timedelta(minutes=30)).timestamp())
    assert said_by(word) == f"Vers <t:{time}:t>, {WORDS}"
    assert list(buttons_of(word)) == ["permanences:no-more", "privacy:stop"]


def said_by(message: object) -> str:
    """Return the words of a message, without its mark."""
    return "".join(sign for sign in str(getattr(message, "content", "")) if sign.isprintable())


async def test_it_comes_before_each_date(world: World) -> None:
    await there_is_a_card(world)
    await wants_to_hear(world, world.lina)

    await at(world, HALF_PAST_FIVE + timedelta(minutes=1))
    await at(world, HALF_PAST_FIVE + timedelta(days=7, minutes=1))

    assert reminders(world, world.lina) == 2


async def test_who_says_no_more_is_not_reminded_and_keeps_what_else_was_agreed(
    world: World,
) -> None:
    await there_is_a_card(world)
    hello = await world.lina.slash(world.welcome, "hello")
    await world.press(world.lina, answers_of(hello)[0], "greeting:keep")
    await wants_to_hear(world, world.lina)
    await at(world, HALF_PAST_FIVE + timedelta(minutes=1))

    word = world.dm_messages(world.lina)[-1]
    answer = await world.press(world.lina.user, word, "permanences:no-more")
    await at(world, HALF_PAST_FIVE + timedelta(days=7, minutes=1))

    assert "je ne te préviens plus" in said(answer)
    assert reminders(world, world.lina) == 1
    standing = {one.purpose for one in await world.stored(Consent) if one.withdrawn_at is None}
    assert standing == {Purpose.KEEP_IN_TOUCH}


async def test_who_takes_it_back_and_agrees_again_hears_of_a_date_once(world: World) -> None:
    await there_is_a_card(world)
    await wants_to_hear(world, world.lina)
    await at(world, HALF_PAST_FIVE + timedelta(minutes=1))
    word = world.dm_messages(world.lina)[-1]

    await world.press(world.lina.user, word, "permanences:no-more")
    await wants_to_hear(world, world.lina)
    await world.later(minutes=2)
    await wants_to_hear(world, world.noe)
    await world.later(minutes=2)

    assert (reminders(world, world.lina), reminders(world, world.noe)) == (1, 1)


async def test_after_stop_nobody_is_reminded(world: World) -> None:
    await there_is_a_card(world)
    await wants_to_hear(world, world.lina)
    await world.lina.slash(world.welcome, "stop")

    await at(world, HALF_PAST_FIVE + timedelta(minutes=1))

    assert reminders(world, world.lina) == 0


async def test_a_stop_between_the_promise_and_the_word_counts(world: World) -> None:
    await there_is_a_card(world)
    await wants_to_hear(world, world.lina)
    await world.bot.courier.stop()
    await at(world, HALF_PAST_FIVE + timedelta(minutes=1))
    await world.lina.slash(world.welcome, "stop")

    await world.restart()
    await world.wake()

    assert reminders(world, world.lina) == 0


async def test_nobody_is_reminded_of_what_has_begun(world: World) -> None:
    await there_is_a_card(world)
    await wants_to_hear(world, world.lina)
    await world.bot.courier.stop()
    await at(world, HALF_PAST_FIVE + timedelta(minutes=1))
    world.clock.at += timedelta(minutes=45)

    await world.restart()
    await world.wake()

    assert reminders(world, world.lina) == 0


async def test_who_was_not_reached_finds_no_stale_word_in_the_mailbox(world: World) -> None:
    await there_is_a_card(world)
    await wants_to_hear(world, world.lina)
    world.close_dms(world.lina)
    await at(world, HALF_PAST_FIVE + timedelta(minutes=1))
    in_time = said(await world.lina.slash(world.welcome, "messages"))
    await wants_to_hear(world, world.noe)
    world.close_dms(world.noe)
    await world.later(minutes=2)

    await world.later(hours=1)
    late = said(await world.noe.slash(world.welcome, "messages"))

    assert WORDS in in_time
    assert WORDS not in late


async def test_what_was_called_off_reminds_nobody(world: World) -> None:
    await there_is_a_card(world)
    await wants_to_hear(world, world.lina)
    await world.lea.slash(world.staff, "hangout cancel", plan="1", day="2026-01-07")

    await at(world, HALF_PAST_FIVE + timedelta(minutes=1))

    assert reminders(world, world.lina) == 0


async def test_what_was_moved_after_the_promise_reminds_at_its_new_hour(world: World) -> None:
    await there_is_a_card(world)
    await wants_to_hear(world, world.lina)
    await world.bot.courier.stop()
    await at(world, HALF_PAST_FIVE + timedelta(minutes=1))
    await world.lea.slash(world.staff, "hangout change", plan="1", hours="mer 19-20")
    await world.restart()
    await world.wake()
    early = reminders(world, world.lina)

    await at(world, HALF_PAST_FIVE + timedelta(hours=1, minutes=1))

    assert (early, reminders(world, world.lina)) == (0, 1)


async def test_in_quiet_hours_nobody_is_reminded_not_even_in_the_morning(world: World) -> None:
    await there_is_a_card(world, hours="mer 22-23")
    await wants_to_hear(world, world.lina)

    await at(world, HALF_PAST_FIVE + timedelta(hours=4, minutes=1))
    await at(world, HALF_PAST_FIVE + timedelta(hours=20))

    assert reminders(world, world.lina) == 0


async def test_while_the_intake_is_closed_nobody_is_reminded(world: World) -> None:
    await there_is_a_card(world)
    await wants_to_hear(world, world.lina)
    await at(world, HALF_PAST_FIVE - timedelta(minutes=2))
    async with world.bot.db.transaction() as session:
        await session.execute(update(Team).values(intake_open=False))

    await at(world, HALF_PAST_FIVE + timedelta(minutes=1))

    assert reminders(world, world.lina) == 0


async def test_whom_the_team_no_longer_answers_is_not_called(world: World) -> None:
    await there_is_a_card(world)
    await wants_to_hear(world, world.lina)
    await world.ask(world.lina)
    await world.claim(world.sam)
    await world.forge(world.sam, await world.card(), "protection:block:1")

    await at(world, HALF_PAST_FIVE + timedelta(minutes=1))

    assert reminders(world, world.lina) == 0


async def test_many_are_reminded_some_at_a_time(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "AT_ONCE", 1)
    await there_is_a_card(world)
    for person in (world.lina, world.noe, world.max):
        await wants_to_hear(world, person)

    await at(world, HALF_PAST_FIVE + timedelta(minutes=1))

    assert [reminders(world, who) for who in (world.lina, world.noe, world.max)] == [1, 1, 1]


async def test_who_is_too_young_to_agree_is_told_so_and_nothing_is_written(world: World) -> None:
    await there_is_a_card(world)
    async with world.bot.db.transaction() as session:
        await session.execute(update(Team).values(age_floor=13))
    await world.ask(world.lina, age="13-14")

    told = await wants_to_hear(world, world.lina)

    assert "C'est noté" not in told
    assert await world.stored(Consent) == []


async def test_a_yes_to_an_earlier_wording_asks_anew(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await there_is_a_card(world)
    (card,) = cards_in(world.welcome)
    monkeypatch.setitem(consents.TEXT_VERSIONS, Purpose.PERMANENCES, 2)

    asked = await world.press(world.lina, card, "permanences:remind")
    await world.press(world.lina, answers_of(asked)[0], "permanences:remind:2")

    assert "Le texte a changé" in said(asked)
    assert [one.version for one in await world.stored(Consent)] == [1, 2]


async def test_who_keeps_in_touch_may_also_ask_to_be_reminded_where_hours_are_announced(
    world: World,
) -> None:
    await world.is_set_up(hours=TEAM_HOURS)
    await may_make_events(world, world.guild)
    hello = answers_of(await world.lina.slash(world.welcome, "hello"))[0]
    before = await world.press(world.lina, hello, "greeting:keep")
    await announces(world, world.welcome)

    kept = await world.press(world.lina, hello, "greeting:keep")
    (card,) = answers_of(kept)
    await world.press(world.lina, card, "permanences:remind")
    await at(world, HALF_PAST_FIVE + timedelta(minutes=1))

    assert "Préviens-moi" not in said(before)
    assert "à des heures annoncées" in said(kept)
    assert reminders(world, world.lina) == 1


async def test_the_yes_stands_among_the_agreements_and_can_be_taken_back_there(
    world: World,
) -> None:
    await there_is_a_card(world)
    await wants_to_hear(world, world.lina)
    (page,) = answers_of(await world.lina.slash(world.welcome, "privacy"))

    listed = answers_of(await world.press(world.lina, page, "privacy:agreements"))[0]
    told = listed.content
    await world.press(world.lina, listed, "privacy:withdraw:permanences")
    await at(world, HALF_PAST_FIVE + timedelta(minutes=1))

    assert "Te prévenir une demi-heure avant" in told
    assert reminders(world, world.lina) == 0


async def test_a_yes_is_exported_and_goes_with_who_wants_to_be_forgotten(world: World) -> None:
    await there_is_a_card(world)
    await wants_to_hear(world, world.lina)
    (page,) = answers_of(await world.lina.slash(world.welcome, "privacy"))

    exported = await world.press(world.lina, page, "privacy:export")
    files = [await file.read() for file in answers_of(exported)[0].attachments]
    sure = await world.press(world.lina, page, "privacy:forget")
    await world.press(world.lina, answers_of(sure)[0], "privacy:forget-sure")
    await at(world, HALF_PAST_FIVE + timedelta(minutes=1))

    assert any("Te prévenir une demi-heure avant".encode() in file for file in files)
    assert await world.stored(Youth) == []
    assert reminders(world, world.lina) == 0


async def test_the_yes_counts_in_the_community_in_which_it_was_given(world: World) -> None:
    await there_is_a_card(world)
    await wants_to_hear(world, world.lina)
    async with world.bot.db.transaction() as session:
        here = (await session.scalars(select(Community))).one()
        there = Community(
            team_id=here.team_id, guild_id=1, name="Ailleurs", created_at=world.clock()
        )
        session.add(there)
        await session.flush()
        await session.execute(update(Consent).values(community_id=there.id))

    await at(world, HALF_PAST_FIVE + timedelta(minutes=1))

    assert reminders(world, world.lina) == 0


async def test_a_restart_in_the_middle_loses_no_reminder_and_doubles_none(world: World) -> None:
    await there_is_a_card(world)
    await wants_to_hear(world, world.lina)
    await world.restart()
    await at(world, HALF_PAST_FIVE + timedelta(minutes=1))

    await world.restart()
    await world.wake()

    assert reminders(world, world.lina) == 1
