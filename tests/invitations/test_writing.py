"""Written by one person, read as a youth reads it, approved by another one."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from cogs.invitations import rules
from models import Campaign, CampaignKind, CampaignMessage, CampaignMessageState, Fact, Team
from tests.invitations.town import agreed, approve, card, changes, got, looks, message, told, write
from tests.world import World, answers_of, buttons_of, only_for_them, said, text_of

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 1, 6, 13, 0, tzinfo=UTC)


async def test_the_preview_is_exactly_what_a_youth_reads(world: World) -> None:
    await world.is_set_up()
    (person,) = await agreed(world, 1)

    shown = await write(world)
    await approve(world)
    await looks(world, 2)

    preview = answers_of(shown)[0]
    assert only_for_them(shown)
    assert text_of(preview) == world.in_dm(person)[-1]
    assert buttons_of(preview) == buttons_of(world.dm_messages(person)[-1])
    assert "-# Écrit par l'équipe Les Ponts. Tu as accepté ses messages sur La Place." in text_of(
        preview
    )


@pytest.mark.parametrize(
    ("how_many", "told_as"),
    [(4, "moins de cinq"), (5, "au moins 5"), (9, "au moins 5"), (10, "au moins 10")],
)
async def test_how_many_it_reaches_is_told_from_five_on_and_never_to_the_last_one(
    world: World, how_many: int, told_as: str
) -> None:
    await world.is_set_up()
    await agreed(world, how_many)

    shown = await write(world)

    assert f"**{told_as}** jeunes" in said(shown)


async def test_of_a_small_audience_no_figure_is_told(world: World) -> None:
    await world.is_set_up()
    await agreed(world, 4)
    await write(world)
    await approve(world)

    await looks(world, 4)

    assert "leur nombre n'est pas montré" in told(world)
    assert "▰" not in told(world)
    assert "Reçue" not in told(world)


async def test_who_wrote_it_cannot_approve_it(world: World) -> None:
    await world.is_set_up()
    people = await agreed(world, 1)
    shown = await write(world)

    seen = await world.press(world.lea, card(world), "invitations:1:see")
    forged = await world.forge(world.lea, card(world), "invitations:1:approve:1")
    await looks(world, 3)

    assert "Une deuxième personne doit l'approuver" in said(shown)
    assert all(":approve:" not in a for m in answers_of(seen) for a in buttons_of(m))
    assert "C'est toi qui l'as écrite" in said(forged)
    assert got(world, people) == [0]


async def test_a_mentor_neither_writes_nor_approves(world: World) -> None:
    await world.is_set_up()
    await write(world)

    typed = await world.sam.slash(world.staff, "invite list")
    forged = await world.forge(world.sam, card(world), "invitations:1:approve:1")

    assert "réservé" in said(typed)
    assert "réservé" in said(forged)
    assert (await message(world)).state is CampaignMessageState.DRAFT


async def test_a_change_needs_approval_again(world: World) -> None:
    await world.is_set_up()
    people = await agreed(world, 1)
    await write(world, when="07/01 18h")
    old = answers_of(await world.press(world.max, card(world), "invitations:1:see"))[-1]
    await approve(world)
    await world.later(seconds=20)

    shown = await world.press(world.lea, card(world), "invitations:1:change")
    await world.send_form(world.lea, shown, words="Samedi, autre chose.", english="")
    pressed = await world.press(world.max, old, "invitations:1:approve:1")
    await world.later(days=1, hours=5)
    await looks(world, 3)
    unapproved = got(world, people)
    shown = await world.press(world.lea, card(world), "invitations:1:change")
    await world.send_form(world.lea, shown, words="Samedi, autre chose.", english="")
    await approve(world)
    await looks(world, 3)

    assert "Quelqu'un a changé ce texte" in said(pressed)
    assert unapproved == [0]
    assert "Samedi, autre chose." in world.in_dm(people[0])[-1]


async def test_what_is_approved_after_its_moment_does_not_leave_until_it_is_changed(
    world: World,
) -> None:
    await world.is_set_up()
    people = await agreed(world, 1)
    await write(world, when="06/01 16h30")
    await world.later(days=2)

    refused = await approve(world)
    await looks(world, 3)
    late, state = got(world, people), (await message(world)).state
    shown = await world.press(world.lea, card(world), "invitations:1:change")
    await world.send_form(world.lea, shown, words="Samedi prochain.", english="")
    await approve(world)
    await looks(world, 3)

    assert "Le moment prévu pour son départ est passé" in said(refused)
    assert (late, state) == ([0], CampaignMessageState.DRAFT)
    assert got(world, people) == [1]


async def test_approval_within_three_days_or_it_lapses_until_it_is_changed(world: World) -> None:
    await world.is_set_up()
    people = await agreed(world, 1)
    await write(world)
    decision = answers_of(await world.press(world.max, card(world), "invitations:1:see"))[-1]

    await world.later(hours=72)
    late = await world.press(world.max, decision, "invitations:1:approve:1")
    card_said = told(world)
    shown = await world.press(world.lea, card(world), "invitations:1:change")
    await world.send_form(world.lea, shown, words="Samedi", english="")
    await approve(world)
    await looks(world, 3)

    assert "C'est trop tard" in said(late)
    assert "Trop tard" in card_said
    assert got(world, people) == [1]


async def test_it_waits_for_its_moment(world: World) -> None:
    await world.is_set_up()
    people = await agreed(world, 1)
    await write(world, when="06/01 16h30")
    await approve(world)

    await looks(world, 3)
    early = got(world, people)
    await world.later(hours=2, minutes=30)
    await looks(world, 3)

    assert early == [0]
    assert got(world, people) == [1]


async def test_what_could_not_begin_for_a_day_does_not_begin_late(world: World) -> None:
    await world.is_set_up()
    people = await agreed(world, 1)
    await write(world, when="06/01 16h30")
    await approve(world)

    await world.later(days=1, hours=3)
    await looks(world, 3)

    assert got(world, people) == [0]
    assert "Trop tard" in told(world)


async def test_it_counts_for_its_campaign(world: World) -> None:
    await world.is_set_up()
    (youth,) = await agreed(world, 1)
    today = world.clock().date()
    async with world.bot.db.transaction() as session:
        outing = Campaign(team_id=1, name="Nuit du jeu", kind=CampaignKind.EVENT)
        outing.starts_on = outing.ends_on = today + timedelta(days=3)
        outing.created_at = world.clock()
        session.add(outing)

    offered = await world.lea.autocomplete(world.staff, "invite write", "campaign", "nuit")
    await write(world, campaign="1")
    await approve(world)
    await looks(world, 3)

    assert [choice["name"] for choice in offered] == ["Nuit du jeu"]
    assert "Campagne : Nuit du jeu" in told(world)
    assert [f.campaign_id for f in await world.stored(Fact) if f.what == "invited"] == [1]
    assert "tickets:talk:c1" in buttons_of(world.dm_messages(youth)[-1])


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("Salut {prénom}", "remplacer {prénom}"),
        ("{communauté}" * 20, "ce texte peut dépasser"),
        ("\u200b", "Il manque le texte"),
    ],
    ids=["an unknown placeholder", "too long once filled", "nothing to read"],
)
async def test_what_could_not_leave_is_handed_back(world: World, words: str, answer: str) -> None:
    await world.is_set_up()

    shown = await write(world, words, english="Hello")

    assert answer in said(shown)
    assert "Hello" in said(shown)
    assert await world.stored(CampaignMessage) == []


@pytest.mark.parametrize(
    ("option", "value", "answer"),
    [
        ("when", "bientôt", "Je n'arrive pas à lire « bientôt »"),
        ("when", "2026-01-06 10:00", "ou c'est déjà passé"),
        ("community", "99", "Je ne trouve pas"),
        ("community", "La Place", "Je ne trouve pas"),
        ("campaign", "99", "Je ne trouve pas"),
    ],
)
async def test_what_was_typed_beside_the_list_is_refused(
    world: World, option: str, value: str, answer: str
) -> None:
    await world.is_set_up()

    shown = await world.lea.slash(world.staff, "invite write", **{option: value})

    assert answer in said(shown)


async def test_nobody_is_invited_to_a_closed_door(world: World) -> None:
    await world.is_set_up()
    await write(world)
    await changes(world, Team, 1, intake_open=False)

    pressed = await approve(world)

    assert "trouverait porte fermée" in said(pressed)
    assert (await message(world)).state is CampaignMessageState.DRAFT


async def test_a_deleted_card_comes_back_with_the_next_news(world: World) -> None:
    await world.is_set_up()
    await agreed(world, 1)
    await write(world)
    await approve(world)
    first = card(world)
    world.env.backend.delete_message(first.channel.id, first.id)

    await looks(world, 6)

    assert card(world).id != first.id
    assert "Terminée" in told(world)


async def test_the_list_tells_how_far_each_is(world: World) -> None:
    await world.is_set_up()
    empty = await world.lea.slash(world.staff, "invite list")
    await write(world)

    full = await world.max.slash(world.staff, "invite list")

    assert "Pas encore d'invitation" in said(empty)
    assert "Invitation n° 1" in said(full)
    assert "Attend l'accord d'une deuxième personne" in said(full)
    assert f"/{card(world).id}" in said(full)


async def test_the_card_stands_where_coordinators_read(world: World) -> None:
    desk = world.guild.create_text_channel("coordination")
    await world.is_set_up(coordinator_channel_id=desk.id)

    await write(world)

    assert "Invitation n° 1" in text_of(desk.history()[-1])
    assert not [m for m in world.staff.history() if "Invitation" in text_of(m)]


async def test_the_card_stands_in_a_forum_too(forum_world: World) -> None:
    world = forum_world
    await world.is_set_up()

    shown = await world.max.slash(world.welcome, "invite write")
    await world.send_form(world.max, shown, words="Samedi", english="")

    about = await message(world)
    assert about.card_channel_id not in {None, world.staff.id}
    assert about.card_message_id is not None


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("2026-01-10 18:00", datetime(2026, 1, 10, 18, 0, tzinfo=PARIS)),
        ("10/01/2026 18h30", datetime(2026, 1, 10, 18, 30, tzinfo=PARIS)),
        ("10/1 18h", datetime(2026, 1, 10, 18, 0, tzinfo=PARIS)),
        ("06/01 15H", datetime(2026, 1, 6, 15, 0, tzinfo=PARIS)),
        ("10/01", None),
        ("31/02 18h", None),
        ("10/01 25h", None),
        ("06/01/2026 13:00", None),
        ("10/06/2026 18h", None),
    ],
)
def test_a_moment_is_read_in_the_teams_own_time(typed: str, read: datetime | None) -> None:
    assert rules.read_moment(typed, PARIS, now=NOW) == read


@pytest.mark.parametrize(
    ("per_minute", "lately", "owed", "room"),
    [(30, 0, 0, 3), (30, 28, 1, 1), (30, 29, 1, 0), (30, 40, 0, 0), (1, 0, 0, 1), (120, 0, 0, 10)],
)
def test_how_many_more_may_be_owed(per_minute: int, lately: int, owed: int, room: int) -> None:
    assert rules.room(per_minute, lately=lately, owed=owed) == room
