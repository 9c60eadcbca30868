"""An invitation leaves slowly, once for each, to those who want it and to nobody else."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, event, func, select

from bot.backup import hold_what_is_old
from bot.outbox import SLOWED_DOWN
from models import (
    Block,
    CampaignMessage,
    CampaignMessageState,
    Community,
    Consent,
    Fact,
    OutboxEntry,
    Team,
    Youth,
)
from tests.invitations.town import agreed, approve, card, changes, got, looks, message, told, write
from tests.machine.test_plans import whole_tables
from tests.world import World, answers_of, buttons_of, said

IS_OVER = CampaignMessageState.DONE


async def owed(world: World) -> int:
    """Return how many invitations are owed."""
    async with world.bot.db.reading() as session:
        waiting = select(func.count()).where(
            OutboxEntry.card == "invitations.message", OutboxEntry.state == "owed"
        )
        return await session.scalar(waiting) or 0


def slow(world: World, per_minute: int) -> None:
    """The operator turned the dial, for this process and the next ones."""
    dial = {"invitations_per_minute": per_minute}
    world.store.dials["delivery"] = dial
    delivery = world.bot.settings.delivery.model_copy(update=dial)
    world.bot.settings = world.bot.settings.model_copy(update={"delivery": delivery})


def holds_up(world: World, person: object) -> None:
    """Discord answers nothing useful for a while about somebody's DM."""
    world.env.inject_error(
        "POST",
        f"/channels/{person.user.dm_channel.id}/messages",  # type: ignore[attr-defined]
        status=503,
        times=None,
    )


async def test_everybody_who_agreed_gets_it_once(world: World) -> None:
    await world.is_set_up()
    people = await agreed(world, 12)
    await write(world)
    await approve(world)

    await looks(world, 12)

    assert got(world, people) == [1] * 12
    assert got(world, [world.lina, world.noe]) == [0, 0]
    assert (await message(world)).state is IS_OVER
    assert "Terminée" in told(world)
    assert "Reçue : 12" in told(world)


async def test_no_minute_sees_more_than_the_operator_allows_whatever_was_held_up(
    world: World,
) -> None:
    await world.is_set_up()
    people = await agreed(world, 9)
    slow(world, 4)
    await write(world)
    await approve(world)
    sent: list[int] = []

    holds_up(world, people[0])
    for look in range(40):
        await looks(world)
        if look == 9:
            world.open_dms()
        sent.append(sum(got(world, people)))

    windows = [after - before for before, after in zip(sent, sent[12:], strict=False)]
    assert max([*windows, sent[11]]) <= 4
    assert got(world, people) == [1] * 9


async def test_the_pace_is_one_for_all_messages_and_holds_over_a_restart(world: World) -> None:
    await world.is_set_up(invitations_per_week=2)
    people = await agreed(world, 6)
    slow(world, 4)
    for number, words in ((1, "Samedi un"), (2, "Samedi deux")):
        await write(world, words)
        await approve(world, number)

    await looks(world, 5)
    before = sum(got(world, people))
    await world.restart()
    await looks(world, 5)

    assert before == sum(got(world, people)) == 4
    assert all([(await message(world, number)).promised for number in (1, 2)])


async def test_who_says_stop_in_between_gets_nothing_also_when_it_was_promised(
    world: World,
) -> None:
    await world.is_set_up()
    promised, later, third = await agreed(world, 3)
    slow(world, 1)
    holds_up(world, promised)
    await write(world)
    await approve(world)
    await looks(world, 2)
    was_owed = await owed(world)

    for person in (promised, later):
        await person.slash(world.welcome, "stop")
    world.open_dms()
    await looks(world, 60)

    assert was_owed == 1
    assert got(world, [promised, later, third]) == [0, 0, 1]
    assert (await message(world)).state is IS_OVER


async def test_the_stop_button_below_it_ends_everything(world: World) -> None:
    await world.is_set_up()
    (person,) = await agreed(world, 1)
    await write(world)
    await approve(world)
    await looks(world, 2)

    invitation = world.dm_messages(person)[-1]
    answer = await world.press(person.user, invitation, "privacy:stop")

    assert list(buttons_of(invitation)) == ["tickets:talk", "privacy:stop"]
    assert said(answer)
    assert all(yes.withdrawn_at is not None for yes in await world.stored(Consent))


async def test_who_is_in_two_communities_gets_it_once(world: World) -> None:
    await world.is_set_up()
    async with world.bot.db.transaction() as session:
        session.add(Community(team_id=1, guild_id=7, name="L'Autre", created_at=world.clock()))
    people = await agreed(world, 2, in_places=2)
    await write(world)
    await approve(world)

    await looks(world, 6)

    assert got(world, people) == [1, 1]
    assert "La Place" in world.in_dm(people[0])[-1]


async def test_one_community_alone_can_be_meant(world: World) -> None:
    await world.is_set_up()
    here = await agreed(world, 1)
    async with world.bot.db.transaction() as session:
        session.add(Community(team_id=1, guild_id=7, name="L'Autre", created_at=world.clock()))
    both = await agreed(world, 1, in_places=2)

    await write(world, community="2")
    await approve(world)
    await looks(world, 4)

    assert got(world, [*here, *both]) == [0, 1]
    assert "L'Autre" in world.in_dm(both[0])[-1]


async def test_nobody_gets_more_in_a_week_than_the_team_chose(world: World) -> None:
    await world.is_set_up()
    people = await agreed(world, 6)
    for number, words in ((1, "Samedi un"), (2, "Samedi deux")):
        await write(world, words)
        await approve(world, number)
        await looks(world, 4)
    in_one_week = got(world, people)
    second = told(world, 2)

    await world.later(days=7)
    await write(world, "Samedi trois")
    await approve(world, 3)
    await looks(world, 4)

    assert in_one_week == [1] * 6
    assert "Reçue : moins de cinq" in second
    assert "pas écrit : 6" in second
    assert got(world, people) == [2] * 6


async def test_nothing_leaves_in_quiet_hours_and_the_rest_follows_in_the_morning(
    world: World,
) -> None:
    await world.is_set_up()
    people = await agreed(world, 9)
    slow(world, 4)
    await write(world)
    await approve(world)
    world.clock.at = world.clock.at.replace(hour=19, minute=59, second=20)

    await looks(world, 12)
    evening = sum(got(world, people))
    await looks(world, 3, seconds=3600)
    night = sum(got(world, people))
    world.clock.at = world.clock.at.replace(hour=8, minute=0) + timedelta(days=1)
    await looks(world, 40)

    assert 0 < evening < 9
    assert night == evening
    assert got(world, people) == [1] * 9


@pytest.mark.parametrize("why", ["talks", "is blocked", "somebody worries", "another wording"])
async def test_who_should_be_left_in_peace_is(
    world: World, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.is_set_up()
    person, other = await agreed(world, 2)
    now = world.clock()
    await write(world)
    await approve(world)
    match why:
        case "talks":
            await world.ask(person)
        case "is blocked":
            mark = world.bot.vault.mark("block:1", person.id)
            async with world.bot.db.transaction() as session:
                until = now + timedelta(days=1)
                session.add(Block(team_id=1, lookup=mark, since=now, until=until))
        case "somebody worries":
            await changes(world, Youth, 1, paused_until=now + timedelta(days=2))
        case _:
            await changes(world, Consent, 1, version=0)

    await looks(world, 4)

    assert got(world, [person, other]) == [0, 1]
    assert (await message(world)).state is IS_OVER


@pytest.mark.parametrize("why", ["talks", "somebody worries"])
async def test_who_begins_to_talk_after_it_was_promised_is_left_in_peace(
    world: World, why: str
) -> None:
    await world.is_set_up()
    (person,) = await agreed(world, 1)
    holds_up(world, person)
    await write(world)
    await approve(world)
    await looks(world, 1)
    was_owed = await owed(world)

    world.open_dms()
    if why == "talks":
        await world.ask(person)
    else:
        await changes(world, Youth, 1, paused_until=world.clock() + timedelta(days=2))
    await looks(world, 3)

    assert was_owed == 1
    assert got(world, [person]) == [0]
    assert (await message(world)).state is IS_OVER


async def test_a_pause_holds_everything_and_going_on_misses_and_doubles_nobody(
    world: World,
) -> None:
    await world.is_set_up()
    people = await agreed(world, 8)
    slow(world, 60)
    holds_up(world, people[1])
    await write(world)
    await approve(world)
    await looks(world, 1)
    before = sum(got(world, people))

    paused = said(await world.press(world.lea, card(world), "invitations:1:pause"))
    world.open_dms()
    await looks(world, 6)
    meanwhile = sum(got(world, people))
    await world.press(world.max, card(world), "invitations:1:go-on")
    await looks(world, 8)

    assert "En pause" in paused
    assert 0 < before == meanwhile < 8
    assert got(world, people) == [1] * 8
    assert (await message(world)).passed_over == 0


async def test_a_paused_one_holds_up_neither_another_one_nor_other_first_words(
    world: World,
) -> None:
    await world.is_set_up(invitations_per_week=7)
    people = await agreed(world, 3)
    holds_up(world, people[0])
    await write(world, "Samedi un")
    await approve(world)
    await looks(world, 1)
    await world.press(world.lea, card(world), "invitations:1:pause")
    world.open_dms()
    async with world.bot.db.transaction() as session:
        await session.execute(delete(Consent).where(Consent.youth_id == 1))

    await world.press(people[0], await panel(world), "greeting:keep")
    await write(world, "Samedi deux")
    await approve(world, 2)
    await looks(world, 4)

    assert "Merci de rester en contact" in "".join(world.in_dm(people[0]))
    assert got(world, people, "Samedi deux") == [1] * 3
    assert got(world, people, "Samedi un") == [0, *got(world, people[1:], "Samedi un")]


async def panel(world: World) -> object:
    """Return the panel."""
    await world.max.slash(world.welcome, "panel post")
    await world.env.settle()
    return world.welcome.history()[-1]


async def test_what_is_stopped_goes_to_nobody_else(world: World) -> None:
    await world.is_set_up()
    people = await agreed(world, 5)
    slow(world, 12)
    await write(world)
    await approve(world)
    await looks(world, 2)
    before = got(world, people)

    asked = await world.press(world.lea, card(world), "invitations:1:stop")
    await world.press(world.lea, answers_of(asked)[-1], "invitations:1:stop-sure")
    await looks(world, 6)

    assert 0 < sum(before) < 5
    assert got(world, people) == before
    assert "Arrêtée" in told(world)
    assert buttons_of(card(world)) == {}
    assert await owed(world) == 0


async def test_it_goes_on_after_a_restart_where_it_was(world: World) -> None:
    await world.is_set_up()
    people = await agreed(world, 6)
    slow(world, 12)
    await write(world)
    await approve(world)
    await looks(world, 3)
    before = sum(got(world, people))

    await world.restart()
    await looks(world, 8)

    assert 0 < before < 6
    assert got(world, people) == [1] * 6


async def test_after_a_long_silence_the_coordinators_decide_first(world: World) -> None:
    await world.is_set_up()
    people = await agreed(world, 6)
    slow(world, 12)
    await write(world)
    await approve(world)
    await looks(world, 2)
    await world.wake()
    before = sum(got(world, people))

    world.clock.at += timedelta(days=2)
    world.env.backend.clock._epoch += timedelta(days=2)
    await world.restart()
    await looks(world, 6)

    assert sum(got(world, people)) <= before + 1
    assert "En pause" in told(world)


async def test_when_discord_slows_down_new_dms_no_more_are_begun(world: World) -> None:
    await world.is_set_up()
    people = await agreed(world, 6)
    slow(world, 12)
    await write(world)
    await approve(world)
    dm = people[0].user.dm_channel.id
    world.env.inject_error(
        "POST", f"/channels/{dm}/messages", status=429, code=40003, message="slow", times=1
    )

    await looks(world, 20)
    meanwhile = sum(got(world, people))
    (waiting,) = [e for e in await world.stored(OutboxEntry) if e.problem == SLOWED_DOWN]
    await looks(world, 1, seconds=600)
    await looks(world, 8)

    assert meanwhile == 0
    assert waiting.attempts == 1
    assert got(world, people) == [1] * 6


async def test_who_takes_no_dms_finds_it_in_the_mailbox(world: World) -> None:
    await world.is_set_up()
    people = await agreed(world, 6)
    for person in people:
        world.close_dms(person)
    await write(world)
    await approve(world)
    await looks(world, 6)

    read = await people[0].slash(world.welcome, "messages")

    assert "Samedi, Les Ponts joue avec toi sur La Place" in said(read)
    assert got(world, people) == [0] * 6
    assert "dans la boîte /messages : 6" in told(world)


async def test_who_reads_english_gets_the_english_words(world: World) -> None:
    await world.is_set_up()
    people = await agreed(world, 2)
    await changes(world, Youth, 1, locale="en")
    await write(world, english="On Saturday, {team} plays with you.")
    await approve(world)

    await looks(world, 4)

    assert world.in_dm(people[0])[-1].startswith("On Saturday, Les Ponts plays with you.\n-# Writt")
    assert world.in_dm(people[1])[-1].startswith("Samedi, Les Ponts joue avec toi sur La Place.")


async def test_what_arrived_is_counted_without_a_person(world: World) -> None:
    await world.is_set_up()
    people = await agreed(world, 2)
    world.close_dms(people[1])
    await write(world)
    await approve(world)

    await looks(world, 4)

    facts = [fact for fact in await world.stored(Fact) if fact.what == "invited"]
    assert {(fact.choice, fact.community_id) for fact in facts} == {("dm", 1), ("mailbox", 1)}
    assert len(facts) == 2


async def test_who_is_forgotten_leaves_nothing_of_an_invitation(world: World) -> None:
    await world.is_set_up()
    sent, waiting = await agreed(world, 2)
    holds_up(world, waiting)
    await write(world)
    await approve(world)
    await looks(world, 2)
    held = [e.youth_id for e in await world.stored(OutboxEntry) if e.youth_id is not None]

    world.open_dms()
    for person in (sent, waiting):
        shown = await person.slash(world.welcome, "privacy")
        asked = await world.press(person, answers_of(shown)[-1], "privacy:forget")
        await world.press(person, answers_of(asked)[-1], "privacy:forget-sure")
    await looks(world, 6)

    assert held == [1, 2]
    assert [e for e in await world.stored(OutboxEntry) if e.youth_id is not None] == []
    assert got(world, [waiting]) == [0]
    assert (await message(world)).state is IS_OVER


async def test_a_closed_team_sends_nothing_until_it_opens(world: World) -> None:
    await world.is_set_up()
    people = await agreed(world, 2)
    await write(world)
    await approve(world)
    await changes(world, Team, 1, intake_open=False)

    await looks(world, 4)
    closed = got(world, people)
    await changes(world, Team, 1, intake_open=True)
    await looks(world, 4)

    assert closed == [0, 0]
    assert got(world, people) == [1, 1]


async def test_the_card_is_not_drawn_more_often_than_every_ten_seconds(world: World) -> None:
    await world.is_set_up()
    await agreed(world, 24)
    await write(world)
    await approve(world)

    await looks(world, 12)

    drawn = [e for e in await world.stored(OutboxEntry) if e.card == "invitations.card"]
    assert 3 <= len(drawn) <= 9
    assert (await world.stored(CampaignMessage))[0].sent == 24


async def test_a_copy_that_is_restored_writes_to_nobody_a_second_time(world: World) -> None:
    await world.is_set_up()
    people = await agreed(world, 6)
    slow(world, 12)
    await write(world)
    await approve(world)
    await looks(world, 2)
    before = got(world, people)

    await hold_what_is_old(world.bot.db, now=world.clock())
    await looks(world, 8)

    assert 0 < sum(before) < 6
    assert got(world, people) == before
    assert "Arrêtée" in told(world)


async def test_who_is_next_is_found_without_reading_a_whole_table(world: World) -> None:
    await world.is_set_up()
    await agreed(world, 4)
    await write(world)
    await approve(world)
    asked: set[tuple[str, Any]] = set()

    def note(_connection: Any, _cursor: Any, statement: str, values: Any, *_: Any) -> None:
        if statement.startswith(("SELECT", "UPDATE", "DELETE")):
            asked.add((statement, values))

    engine = world.bot.db.engine
    event.listen(engine.sync_engine, "before_cursor_execute", note)
    await looks(world, 3)
    event.remove(engine.sync_engine, "before_cursor_execute", note)

    whole = [
        (table, said)
        for said, values in asked
        for table in await whole_tables(engine, said, values)
    ]
    assert len(asked) > 10
    assert whole == []
