"""Hours in which mentors are around: planned, announced, changed, called off."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.access import Actor
from cogs.permanences import service
from models import DateState, Permanence, PermanenceDate, Team
from tests.machine.test_delivery import Line
from tests.permanences.places import (
    TEAM_HOURS,
    announces,
    cards_in,
    dates,
    events_in,
    is_open,
    may_make_events,
)
from tests.setup.server import delete_channel
from tests.teams.places import Server, linked, told_in
from tests.teams.test_away import is_brought_back, is_taken_out
from tests.world import World, answers_of, only_for_them, said, text_of

WEDNESDAY = datetime(2026, 1, 7, 17, tzinfo=UTC)
"""Six in the evening in Paris, the day after all stories begin."""
BOTH = ["Wed 07 17:00 announced", "Wed 14 17:00 announced"]


async def is_ready(world: World, **team: object) -> None:
    """The team is there from nine to eight on weekdays, and may make events."""
    await world.is_set_up(**{"hours": TEAM_HOURS, **team})
    await may_make_events(world, world.guild)


async def the_plan(world: World) -> Permanence:
    """Return the only plan."""
    (plan,) = await world.stored(Permanence)
    return plan


async def test_nothing_is_announced_before_the_lead_has_read_it_and_said_yes(world: World) -> None:
    await is_ready(world)
    asked = {"title": "On est là", "hours": "mer 18:00-20:00", "where": str(world.welcome.id)}

    answer = await world.lea.slash(world.staff, "hangout plan", **asked)

    assert only_for_them(answer)
    assert "Personne ne le voit encore" in said(answer)
    assert f"<t:{int(WEDNESDAY.timestamp())}:F>" in said(answer)
    assert "⚠️" not in said(answer)
    await world.wake()
    assert (events_in(world, world.guild), await dates(world)) == ([], [])


async def test_a_draft_can_be_dropped_and_goes_by_itself_after_a_day(world: World) -> None:
    await is_ready(world)
    asked = {"title": "On est là", "where": str(world.welcome.id)}
    (draft,) = answers_of(await world.lea.slash(world.staff, "hangout plan", **asked))
    dropped = await world.press(world.lea, draft, "permanences:drop:1")
    await world.lea.slash(world.staff, "hangout plan", **asked)
    forgotten = await the_plan(world)

    await world.later(days=2)

    assert "rien n'est annoncé" in said(dropped)
    assert forgotten.id == 2
    assert await world.stored(Permanence) == []


async def test_two_weeks_of_events_stand_in_the_calendar_of_the_community(world: World) -> None:
    await is_ready(world)

    answer = await announces(world, world.welcome, text="On papote de tout.")

    assert "est annoncé" in said(answer)
    first, second = events_in(world, world.guild)
    assert (first.name, first.entity_type, first.channel_id) == ("On est là", 3, None)
    assert datetime.fromisoformat(first.scheduled_start_time) == WEDNESDAY
    assert datetime.fromisoformat(first.scheduled_end_time or "") == WEDNESDAY + timedelta(hours=2)
    link = f"https://discord.com/channels/{world.guild.id}/{world.welcome.id}"
    assert first.entity_metadata == {"location": link}
    assert "On papote de tout." in (first.description or "")
    assert "Les Ponts" in (first.description or "")
    assert datetime.fromisoformat(second.scheduled_start_time) == WEDNESDAY + timedelta(days=7)
    assert await dates(world) == BOTH


async def test_as_days_pass_what_is_over_is_over_and_what_comes_nearer_is_announced(
    world: World,
) -> None:
    await is_ready(world)
    await announces(world, world.welcome)

    await world.later(days=2)

    assert await dates(world) == [
        "Wed 07 17:00 over",
        "Wed 14 17:00 announced",
        "Wed 21 17:00 announced",
    ]


@pytest.mark.parametrize(("kind", "number"), [("voice", 2), ("stage", 1)])
async def test_people_can_meet_by_voice_or_on_a_stage(world: World, kind: str, number: int) -> None:
    await is_ready(world)
    room = getattr(world.guild, f"create_{kind}_channel")("Le salon bleu")
    await world.env.settle()

    await announces(world, room)

    for event in events_in(world, world.guild):
        assert (event.entity_type, event.channel_id) == (number, room.id)
        assert event.entity_metadata is None


async def test_what_maraude_lacks_is_named_before_and_tried_again_once_granted(
    world: World,
) -> None:
    await world.is_set_up(hours=TEAM_HOURS)
    asked = {"title": "On est là", "hours": "mer 18:00-20:00", "where": str(world.welcome.id)}
    (draft,) = answers_of(await world.lea.slash(world.staff, "hangout plan", **asked))
    told = draft.content
    await world.press(world.lea, draft, "permanences:publish:1")
    before = events_in(world, world.guild)

    await may_make_events(world, world.guild)
    await world.later(minutes=30)

    assert "il me manque : Créer des événements" in told
    assert before == []
    assert len(events_in(world, world.guild)) == 2


async def test_without_hours_the_teams_own_count_and_events_follow_them(world: World) -> None:
    await is_ready(world, hours=[[2, 14 * 60, 16 * 60]])
    await announces(world, world.welcome, hours=None)
    before = [event.id for event in events_in(world, world.guild)]

    async with world.bot.db.transaction() as session:
        team = (await session.scalars(select(Team))).one()
        team.hours = [[2, 15 * 60, 17 * 60], [4, 9 * 60, 12 * 60]]
    await world.wake()

    moved = {event.id: event for event in events_in(world, world.guild) if event.id in before}
    assert [event.scheduled_start_time[11:16] for event in moved.values()] == ["14:00", "14:00"]
    assert await dates(world) == [
        "Wed 07 14:00 announced",
        "Wed 14 14:00 announced",
        "Fri 09 08:00 announced",
        "Fri 16 08:00 announced",
    ]


async def test_on_a_public_holiday_nobody_is_said_to_be_there(world: World) -> None:
    await is_ready(world)
    world.clock.at = datetime(2026, 3, 27, 13, tzinfo=UTC)

    await announces(world, world.welcome, hours="lun 18:00-19:00")

    assert await dates(world) == ["Mon 30 16:00 announced"]


async def test_hours_outside_of_the_teams_own_are_pointed_out_and_may_stay(world: World) -> None:
    await is_ready(world)
    asked = {"title": "On est là", "hours": "sam 20-22", "where": str(world.welcome.id)}

    (draft,) = answers_of(await world.lea.slash(world.staff, "hangout plan", **asked))
    told = draft.content
    await world.press(world.lea, draft, "permanences:publish:1")

    assert "sortent des horaires de l'équipe" in told
    assert len(events_in(world, world.guild)) == 2


@pytest.mark.parametrize(
    ("option", "typed", "told"),
    [
        ("hours", "quand on peut", "Je ne comprends pas « quand on peut »"),
        ("from", "bientôt", "Je ne comprends pas « bientôt »"),
        ("until", "2025-12-01", "la fin est avant le début"),
        ("where", "123", "Je ne trouve pas ce salon"),
        ("community", "99", "de quelle communauté"),
        ("title", "\u200b", "Il manque un titre"),
    ],
    ids=["no hours", "no day", "ends first", "no channel", "another community", "no title"],
)
async def test_what_cannot_be_used_is_said_and_nothing_is_kept(
    world: World, option: str, typed: str, told: str
) -> None:
    await is_ready(world)
    asked = {"title": "On est là", "where": str(world.welcome.id), "from": "2026-01-01"}

    answer = await world.lea.slash(world.staff, "hangout plan", **{**asked, option: typed})

    assert told in said(answer)
    assert await world.stored(Permanence) == []


async def test_a_channel_that_not_everybody_sees_is_no_place_to_announce(world: World) -> None:
    await is_ready(world)

    answer = await world.lea.slash(
        world.staff, "hangout plan", title="On est là", where=str(world.staff.id)
    )

    assert "Je ne trouve pas ce salon" in said(answer)


async def test_first_and_last_day_bound_it_and_then_it_ends_by_itself(world: World) -> None:
    await is_ready(world)

    await announces(world, world.welcome, until="10/01/2026")
    await world.later(days=5)

    assert await dates(world) == ["Wed 07 17:00 over"]
    assert (await the_plan(world)).ended_at is not None


async def test_a_change_is_a_change_of_the_events_that_stand(world: World) -> None:
    await is_ready(world)
    await announces(world, world.welcome)
    before = [event.id for event in events_in(world, world.guild)]

    answer = await world.lea.slash(
        world.staff, "hangout change", plan="1", title="Le goûter", hours="mer 17-18:30"
    )

    assert "C'est changé" in said(answer)
    events = events_in(world, world.guild)
    assert [event.id for event in events] == before
    assert {event.name for event in events} == {"Le goûter"}
    assert [event.scheduled_start_time[11:16] for event in events] == ["16:00", "16:00"]


async def test_one_day_is_called_off_and_not_made_again(world: World) -> None:
    await is_ready(world)
    await announces(world, world.welcome)

    answer = await world.lea.slash(world.staff, "hangout cancel", plan="1", day="2026-01-07")
    await world.lea.slash(world.staff, "hangout change", plan="1", hours="mer 17-18")
    await world.wake()

    assert "C'est annulé ce jour-là" in said(answer)
    assert await dates(world) == ["Wed 07 16:00 cancelled", "Wed 14 16:00 announced"]
    assert len(events_in(world, world.guild)) == 1


async def test_when_it_ends_nothing_of_it_stands(world: World) -> None:
    await is_ready(world)
    await announces(world, world.welcome, card=str(world.welcome.id))
    listed = said(await world.lea.slash(world.staff, "hangout list"))

    answer = await world.lea.slash(world.staff, "hangout cancel", plan="1")

    assert "**On est là** · La Place · \\#accueil" in listed
    assert "est terminé" in said(answer)
    assert (events_in(world, world.guild), cards_in(world.welcome)) == ([], [])
    again = await world.lea.slash(world.staff, "hangout cancel", plan="1")
    assert "C'est déjà fait" in said(again)
    assert "Rien n'est annoncé" in said(await world.lea.slash(world.staff, "hangout list"))


async def test_the_card_shows_the_next_dates_and_stays_up_to_date(world: World) -> None:
    await is_ready(world)
    await announces(world, world.welcome, card=str(world.welcome.id), text="Viens comme tu es.")
    (card,) = cards_in(world.welcome)

    await world.later(days=2)
    (later,) = cards_in(world.welcome)

    words = text_of(card)
    assert "On est là" in words
    assert "Viens comme tu es." in words
    assert f"<t:{int(WEDNESDAY.timestamp())}:F>" in words
    assert "jamais la nuit" in words
    assert later.id == card.id
    assert f"<t:{int(WEDNESDAY.timestamp())}:F>" not in text_of(later)


async def test_a_card_that_is_to_stand_elsewhere_leaves_its_old_place(world: World) -> None:
    await is_ready(world)
    await announces(world, world.welcome, card=str(world.welcome.id))
    other = world.guild.create_text_channel("annonces")
    await world.env.settle()

    await world.lea.slash(world.staff, "hangout change", plan="1", card=str(other.id))

    assert (len(cards_in(world.welcome)), len(cards_in(other))) == (0, 1)


async def test_a_card_that_a_moderator_deletes_stays_away_and_the_team_is_told(
    world: World,
) -> None:
    await is_ready(world)
    await announces(world, world.welcome, card=str(world.welcome.id))
    (card,) = cards_in(world.welcome)
    world.env.backend.delete_message(world.welcome.id, card.id)

    await world.later(days=2)
    await world.later(days=7)

    assert cards_in(world.welcome) == []
    assert told_in(world.staff).count("a été supprimé. Je ne le remets pas") == 1
    assert len(events_in(world, world.guild)) >= 2


async def test_an_event_that_somebody_deletes_is_called_off_by_them(world: World) -> None:
    await is_ready(world)
    await announces(world, world.welcome)
    first, _ = events_in(world, world.guild)
    world.env.backend.delete_scheduled_event(world.guild.id, first.id)

    await world.wake()
    await world.later(hours=2)

    assert await dates(world) == ["Wed 07 17:00 cancelled", "Wed 14 17:00 announced"]
    assert len(events_in(world, world.guild)) == 1
    assert told_in(world.staff).count("Quelqu'un a supprimé dans Discord") == 1


async def test_the_coordinator_has_a_channel_of_their_own_for_such_news(world: World) -> None:
    desk = world.guild.create_text_channel("coordination")
    await is_ready(world, coordinator_channel_id=desk.id)
    await announces(world, world.welcome)
    world.env.backend.delete_scheduled_event(world.guild.id, events_in(world, world.guild)[0].id)

    await world.wake()

    assert "Quelqu'un a supprimé dans Discord" in told_in(desk)
    assert "Quelqu'un" not in told_in(world.staff)


async def test_an_event_deleted_just_before_a_change_is_not_made_again_either(
    world: World,
) -> None:
    await is_ready(world)
    await announces(world, world.welcome)
    first, second = events_in(world, world.guild)
    world.env.backend.delete_scheduled_event(world.guild.id, first.id)

    await world.lea.slash(world.staff, "hangout change", plan="1", title="Le goûter")
    await world.later(minutes=1)

    assert [event.id for event in events_in(world, world.guild)] == [second.id]
    assert "Quelqu'un a supprimé dans Discord" in told_in(world.staff)


async def test_an_event_whose_making_was_not_heard_of_is_not_made_twice(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await is_ready(world)
    line = Line(monkeypatch)
    line.loses_the_answer(f"/guilds/{world.guild.id}/scheduled-events")
    await announces(world, world.welcome)

    await world.later(minutes=5)

    assert len(events_in(world, world.guild)) == 2
    assert await dates(world) == BOTH


async def test_an_event_that_was_called_off_before_its_making_was_heard_of_goes(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await is_ready(world)
    line = Line(monkeypatch)
    line.loses_the_answer(f"/guilds/{world.guild.id}/scheduled-events")
    await announces(world, world.welcome)
    await world.lea.slash(world.staff, "hangout cancel", plan="1")

    await world.later(minutes=5)

    assert events_in(world, world.guild) == []


async def test_an_event_that_discord_made_twice_stands_once(world: World) -> None:
    await is_ready(world)
    await announces(world, world.welcome)
    first, second = events_in(world, world.guild)
    twin = world.env.backend.create_scheduled_event(
        world.guild.id,
        name=first.name,
        entity_type=3,
        scheduled_start_time=first.scheduled_start_time,
        scheduled_end_time=first.scheduled_end_time,
        creator_id=world.env.backend.bot_user.id,
        description=first.description,
        entity_metadata=first.entity_metadata,
    )

    await world.wake()

    left = {event.id for event in events_in(world, world.guild)}
    assert left == {first.id, second.id}
    assert twin.id not in left


async def test_what_discord_never_takes_is_not_tried_for_ever(world: World) -> None:
    await is_ready(world)
    path = f"/guilds/{world.guild.id}/scheduled-events"
    world.expected_incidents = 1
    world.env.inject_error("POST", path, status=400, code=50035, message="Invalid Form Body")

    await announces(world, world.welcome)
    await world.later(hours=1)

    states = sorted(one.state for one in await world.stored(PermanenceDate))
    assert states == [DateState.ANNOUNCED, DateState.CANCELLED]
    assert "Discord refuse l'événement" in told_in(world.staff)


def lead_of(world: World) -> Actor:
    """Léa, who leads the team, in its server."""
    return Actor(world.lea.id, world.guild.id, frozenset({world.lead_role.id}))


def refuses(world: World, method: str, event_id: int | None = None) -> None:
    """Discord will not have it, once: to make an event, or to change or delete one that stands."""
    path = f"/guilds/{world.guild.id}/scheduled-events"
    where = path if event_id is None else f"{path}/{event_id}"
    world.env.inject_error(method, where, status=400, code=50035, message="Invalid Form Body")
    world.expected_incidents += 1


async def test_an_event_whose_change_discord_refuses_does_not_keep_the_old_hour(
    world: World,
) -> None:
    await is_ready(world)
    await announces(world, world.welcome)
    before = [event.id for event in events_in(world, world.guild)]
    for event_id in before:
        refuses(world, "PATCH", event_id)

    await world.lea.slash(world.staff, "hangout change", plan="1", hours="mer 15:00-16:00")
    await world.later(minutes=5)

    events = events_in(world, world.guild)
    assert [event.scheduled_start_time[11:16] for event in events] == ["14:00", "14:00"]
    assert not {event.id for event in events} & set(before)
    assert await dates(world) == ["Wed 07 14:00 announced", "Wed 14 14:00 announced"]
    await world.later(hours=2)
    assert [event.id for event in events_in(world, world.guild)] == [event.id for event in events]
    assert "📅" not in told_in(world.staff)


async def test_when_discord_refuses_the_new_hour_altogether_no_event_and_no_card_shows_any(
    world: World,
) -> None:
    await is_ready(world)
    await announces(world, world.welcome, card=str(world.welcome.id))
    first, second = events_in(world, world.guild)
    refuses(world, "PATCH", first.id)
    refuses(world, "POST")

    await world.lea.slash(world.staff, "hangout change", plan="1", hours="mer 15:00-16:00")
    await world.later(minutes=5)

    assert [event.id for event in events_in(world, world.guild)] == [second.id]
    assert await dates(world) == ["Wed 07 14:00 cancelled", "Wed 14 14:00 announced"]
    assert told_in(world.staff).count("Discord refuse l'événement") == 1
    (card,) = cards_in(world.welcome)
    gone = WEDNESDAY - timedelta(hours=3)
    assert f"<t:{int(gone.timestamp())}:F>" not in text_of(card)


async def test_what_changes_again_while_discord_refuses_keeps_the_event_that_stands(
    world: World,
) -> None:
    await is_ready(world)
    await announces(world, world.welcome)
    first, second = events_in(world, world.guild)
    async with world.bot.db.transaction() as session:
        one = (await session.scalars(select(PermanenceDate))).first()
        assert one is not None
        await service.change(
            session, lead_of(world), 1, service.Draft(title="Le goûter"), now=world.clock()
        )
        await service.refused(session, one.id, now=world.clock())
    await world.later(minutes=5)

    assert [event.id for event in events_in(world, world.guild)] == [first.id, second.id]
    assert await dates(world) == BOTH


@pytest.mark.parametrize("why", ["called off", "out of date"])
async def test_an_event_that_discord_does_not_let_go_is_named_to_the_coordinator(
    world: World, why: str
) -> None:
    await is_ready(world)
    await announces(world, world.welcome)
    first, _ = events_in(world, world.guild)
    refuses(world, "DELETE", first.id)
    if why == "called off":
        await world.lea.slash(world.staff, "hangout cancel", plan="1", day="2026-01-07")
    else:
        refuses(world, "PATCH", first.id)
        await world.lea.slash(world.staff, "hangout change", plan="1", hours="mer 15-16")
    await world.later(minutes=5)

    assert "Discord refuse que je retire un événement de **On est là**" in told_in(world.staff)
    link = f"https://discord.com/events/{world.guild.id}/{first.id}"
    assert told_in(world.staff).count(link) == 1


async def test_a_change_waits_for_the_hourly_look_and_neither_undoes_the_other(
    world: World,
) -> None:
    await is_ready(world)
    await announces(world, world.welcome)

    async def changes() -> None:
        earlier = service.Draft(hours="mer 15-16")
        async with world.bot.db.transaction() as session:
            await service.change(session, lead_of(world), 1, earlier, now=world.clock())

    async with world.bot.db.transaction() as session:
        await service.look(session, now=world.clock())
        change = asyncio.get_running_loop().create_task(changes(), name="change")
        await asyncio.sleep(0.3)
        waits = not change.done()
    await change
    await world.later(minutes=5)

    assert waits
    assert await dates(world) == ["Wed 07 14:00 announced", "Wed 14 14:00 announced"]


async def test_when_the_channel_is_gone_all_is_called_off_and_the_team_is_told(
    world: World,
) -> None:
    await is_ready(world)
    room = world.guild.create_voice_channel("Le salon bleu")
    await world.env.settle()
    await announces(world, room)

    await delete_channel(world, room)
    await world.wake()

    assert events_in(world, world.guild) == []
    assert (await the_plan(world)).ended_at is not None
    assert "n'existe plus. J'ai tout annulé" in told_in(world.staff)


async def test_while_nobody_new_may_write_nobody_is_said_to_be_there(world: World) -> None:
    await is_ready(world)
    await announces(world, world.welcome)

    await is_open(world, False)
    await world.wake()
    closed = await dates(world), events_in(world, world.guild)
    await is_open(world, True)
    await world.wake()

    assert closed == (["Wed 07 17:00 cancelled", "Wed 14 17:00 cancelled"], [])
    assert await dates(world) == BOTH
    assert len(events_in(world, world.guild)) == 2


async def a_community_with_hours(world: World) -> Server:
    """Another server is a community of the team, and hours are announced there."""
    await is_ready(world)
    server = await linked(world, "Les Arènes")
    await may_make_events(world, server.guild)
    place = str(server.welcome.id)
    await announces(world, server.welcome, community="2", card=place)
    assert len(events_in(world, server.guild)) == 2
    return server


async def test_with_several_communities_one_is_named(world: World) -> None:
    await a_community_with_hours(world)

    asked = {"title": "On est là", "where": str(world.welcome.id)}
    answer = await world.lea.slash(world.staff, "hangout plan", **asked)

    assert "de quelle communauté" in said(answer)


async def test_when_the_link_ends_nothing_announced_stands(world: World) -> None:
    server = await a_community_with_hours(world)

    (sure,) = answers_of(await server.modo.slash(server.welcome, "team end"))
    await server.modo.click(sure, custom_id="teams:end:2")

    assert (events_in(world, server.guild), cards_in(server.welcome)) == ([], [])


async def test_where_maraude_was_taken_out_events_are_left_and_go_on_when_it_is_back(
    world: World,
) -> None:
    server = await a_community_with_hours(world)
    back = await is_taken_out(world, server.guild)

    await world.later(days=2)
    left = await dates(world)
    await is_brought_back(world, back)
    await world.wake()

    assert left == ["Wed 07 17:00 over", "Wed 14 17:00 announced"]
    assert await dates(world) == [*left, "Wed 21 17:00 announced"]
    assert len(events_in(world, server.guild)) == 3


async def test_when_the_teams_server_is_away_nobody_is_said_to_be_there(world: World) -> None:
    server = await a_community_with_hours(world)

    await is_taken_out(world, world.guild)
    await world.wake()

    assert events_in(world, server.guild) == []
    assert {one.state for one in await world.stored(PermanenceDate)} == {DateState.CANCELLED}


async def test_what_is_missing_for_events_is_named_only_where_hours_are_announced(
    world: World,
) -> None:
    await world.is_set_up(hours=TEAM_HOURS)
    before = said(await world.max.slash(world.welcome, "doctor"))
    asked = {"title": "On est là", "where": str(world.welcome.id)}
    (draft,) = answers_of(await world.lea.slash(world.staff, "hangout plan", **asked))
    await world.press(world.lea, draft, "permanences:publish:1")

    after = said(await world.max.slash(world.welcome, "doctor"))

    assert "Créer des événements" not in before
    assert "il me manque « Créer des événements »" in after


async def test_a_community_has_room_for_so_many_plans(world: World) -> None:
    await is_ready(world)
    async with world.bot.db.transaction() as session:
        for _ in range(10):
            plan = Permanence(community_id=1, room="text", channel_id=1, title="x", slots=[])
            plan.created_at = plan.published_at = world.clock()
            session.add(plan)

    answer = await world.lea.slash(
        world.staff, "hangout plan", title="Un de plus", where=str(world.welcome.id)
    )

    assert "a déjà 10 rendez-vous" in said(answer)
