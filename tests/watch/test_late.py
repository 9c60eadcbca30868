"""What does not arrive is noticed, and said in words to whoever waits on it."""

from datetime import timedelta
from typing import Any

import pytest
import simcord
from sqlalchemy import select

from bot.status import told
from models import EntryState, OutboxEntry, Team
from tests.world import World, buttons_of, only_for_them, said, text_of


async def talking(world: World, **team: Any) -> None:
    """Lina and Sam are in the middle of a conversation."""
    await world.is_set_up(**team)
    await world.ask(world.lina, "Bonjour.")
    await world.claim(world.sam)
    await world.reply(world.sam, "Salut !")


async def breaks(
    world: World, place: str, status: int = 500, code: int = 0, *, method: str = "POST"
) -> None:
    """Discord refuses what is done somewhere, from now on."""
    world.env.inject_error(method, place, status=status, code=code, times=None)


async def thread_breaks(world: World, status: int = 403, code: int = 50013) -> None:
    """Nothing can be posted in the thread any more."""
    await breaks(world, f"/channels/{(await world.thread()).id}/messages", status, code)


async def a_quarter_of_an_hour(world: World) -> None:
    """Long enough for several tries, then for somebody to be told."""
    for _ in range(9):
        await world.later(minutes=2)


async def forgets(world: World, who: simcord.MemberActor) -> None:
    """Somebody asks to be forgotten, and is sure."""
    page = await who.slash(world.welcome, "privacy")
    asked = await world.press(who, page.response, "privacy:forget")
    await world.press(who, asked.response, "privacy:forget-sure")


async def a_day_in_vain(world: World) -> None:
    """Long enough for several tries, then for Maraude to give up."""
    for _ in range(4):
        await world.later(minutes=5)
    await world.later(days=1)
    await world.later(minutes=1)


def in_staff(world: World) -> list[str]:
    """Return the alarms that stand in the staff channel."""
    return [text_of(m) for m in world.staff.history() if text_of(m).startswith(("⚠️", "🔴"))]


async def test_the_lead_and_the_youth_learn_that_words_do_not_reach_the_team(world: World) -> None:
    await talking(world)
    await thread_breaks(world)

    await world.lina.send_dm("Tu es là ?")
    await a_quarter_of_an_hour(world)

    assert "il me manque une permission" in in_staff(world)[-1]
    assert "Renard" not in in_staff(world)[-1]
    assert "Ils sont gardés" in world.in_dm(world.lina)[-1]
    assert "sos:show" in buttons_of(world.dm_messages(world.lina)[-1])


async def test_they_are_told_once_and_not_every_minute(world: World) -> None:
    await talking(world)
    await thread_breaks(world)

    await world.lina.send_dm("Tu es là ?")
    for _ in range(4):
        await a_quarter_of_an_hour(world)

    assert len(in_staff(world)) == 1
    assert sum("Ils sont gardés" in words for words in world.in_dm(world.lina)) == 1


async def test_what_arrives_after_all_is_nobodys_alarm(world: World) -> None:
    await talking(world)
    thread = await world.thread()
    world.env.inject_error("POST", f"/channels/{thread.id}/messages", status=500, times=4)

    await world.lina.send_dm("Tu es là ?")
    await a_quarter_of_an_hour(world)

    assert (await world.in_thread())[-1].endswith("Tu es là ?")
    assert in_staff(world) == []


async def test_a_mentor_learns_that_a_reply_has_not_arrived_yet(world: World) -> None:
    await talking(world)
    await breaks(world, f"/channels/{world.lina.user.dm_channel.id}/messages")

    await world.reply(world.sam, "Tu es là ?")
    await a_quarter_of_an_hour(world)

    assert "n'est pas encore arrivé" in (await world.in_thread())[-1]
    assert in_staff(world) == []


async def test_a_reply_that_was_refused_for_a_day_waits_in_the_mailbox_and_the_mentor_knows(
    world: World,
) -> None:
    await talking(world)
    await breaks(world, f"/channels/{world.lina.user.dm_channel.id}/messages", 403, 50001)

    await world.reply(world.sam, "Tu es là ?")
    for _ in range(26):
        await world.later(hours=1)

    entries = [e for e in await world.stored(OutboxEntry) if e.state is EntryState.MAILBOX]
    assert len(entries) == 1
    assert "/messages" in (await world.in_thread())[-1]
    assert "Tu es là ?" in said(await world.lina.slash(world.welcome, "messages"))


async def test_a_reply_that_may_have_arrived_is_never_put_in_the_mailbox_on_a_guess(
    world: World,
) -> None:
    await talking(world)
    await breaks(world, f"/channels/{world.lina.user.dm_channel.id}/messages", 500)

    await world.reply(world.sam, "Tu es là ?")
    for _ in range(26):
        await world.later(hours=1)

    assert not [e for e in await world.stored(OutboxEntry) if e.state is EntryState.MAILBOX]


@pytest.mark.parametrize("status", [403, 500], ids=["refused", "no answer"])
async def test_a_greeting_that_cannot_be_said_for_a_day_is_given_up_and_is_nobodys_alarm(
    world: World, status: int
) -> None:
    await world.is_set_up()
    await breaks(world, f"/channels/{world.lina.user.dm_channel.id}/messages", status, 50001)
    hello = await world.lina.slash(world.welcome, "hello")

    await world.press(world.lina, hello.response, "greeting:keep")
    await a_day_in_vain(world)

    (greeting,) = await world.stored(OutboxEntry)
    assert greeting.state is EntryState.DROPPED
    assert greeting.problem == f"Discord answered {status} (50001)"
    assert in_staff(world) == []


async def test_a_greeting_that_was_given_up_is_said_after_another_yes(world: World) -> None:
    await world.is_set_up()
    await breaks(world, f"/channels/{world.lina.user.dm_channel.id}/messages", 403, 50001)
    hello = await world.lina.slash(world.welcome, "hello")
    await world.press(world.lina, hello.response, "greeting:keep")
    await a_day_in_vain(world)
    world.open_dms()

    await world.press(world.lina, hello.response, "greeting:keep")

    assert "Merci de rester en contact" in world.in_dm(world.lina)[-1]


async def test_the_lead_is_told_in_a_channel_of_their_own(world: World) -> None:
    await talking(world)
    quiet = world.guild.create_text_channel("référente")
    await choose_alarms(world, quiet.id)
    await thread_breaks(world)

    await world.lina.send_dm("Tu es là ?")
    await a_quarter_of_an_hour(world)

    assert "n'arrive pas" in text_of(quiet.history()[-1])
    assert in_staff(world) == []


async def choose_alarms(world: World, channel_id: int) -> None:
    async with world.bot.db.transaction() as session:
        (await session.get_one(Team, 1)).lead_channel_id = channel_id


async def test_an_alarm_that_no_channel_takes_reaches_the_servers_owner(world: World) -> None:
    await talking(world)
    await thread_breaks(world)
    await breaks(world, f"/channels/{world.staff.id}/messages", 403, 50013)

    await world.lina.send_dm("Tu es là ?")
    for _ in range(4):
        await a_quarter_of_an_hour(world)

    owner = world.guild._guild.owner_id
    told = [text_of(m) for m in direct_messages_of(world, owner)]
    assert [words for words in told if "n'arrive" in words]
    assert not [words for words in told if "Renard" in words or "Lina" in words]


def direct_messages_of(world: World, person_id: int) -> list[Any]:
    """Return what stands in somebody's DM with the bot."""
    return list(world.channel(world.env.backend.dm_channels[person_id]).history())


async def test_the_queue_and_the_doctor_say_what_waits_to_be_delivered(world: World) -> None:
    await talking(world)
    await thread_breaks(world)
    await world.lina.send_dm("Tu es là ?")
    for _ in range(4):
        await world.later(minutes=1)

    queue = await world.sam.slash(world.staff, "queue")
    doctor = await world.max.slash(world.welcome, "doctor")

    for shown in (queue, doctor):
        assert "attend d'être remis" in said(shown)
        assert only_for_them(shown)


@pytest.mark.parametrize("which", ["mentor_role", "lead_role"])
async def test_a_role_that_somebody_deletes_is_an_alarm_once_a_day(
    world: World, which: str
) -> None:
    await world.is_set_up()
    role = getattr(world, which)

    world.env.backend.delete_role(world.guild.id, role.id)
    await world.env.settle()
    await world.wake()
    await world.later(hours=1)

    alarms = [words for words in in_staff(world) if "n'existe plus" in words]
    assert len(alarms) == 1


async def test_a_role_that_is_deleted_while_the_intake_is_closed_is_an_alarm_while_youths_wait(
    world: World,
) -> None:
    await talking(world)
    async with world.bot.db.transaction() as session:
        (await session.get_one(Team, 1)).intake_open = False
    world.env.backend.delete_role(world.guild.id, world.mentor_role.id)
    await world.env.settle()

    await world.later(hours=1)

    assert len(in_staff(world)) == 1


async def test_a_panel_that_somebody_deletes_is_a_finding_that_says_how_to_put_it_back(
    world: World,
) -> None:
    await world.is_set_up()
    await world.max.slash(world.welcome, "panel post")
    panel = world.welcome.history()[-1]

    await world.max.delete(panel)

    assert "/panneau publier" in said(await world.max.slash(world.welcome, "doctor"))
    await world.max.slash(world.welcome, "panel post")
    assert "panneau" not in said(await world.max.slash(world.welcome, "doctor"))


@pytest.mark.parametrize("seen", [True, False], ids=["while we look", "while nobody looks"])
async def test_a_panel_that_somebody_deletes_is_an_alarm_once_a_day(
    world: World, seen: bool
) -> None:
    await world.is_set_up()
    await world.max.slash(world.welcome, "panel post")
    panel = world.welcome.history()[-1]

    if seen:
        await world.max.delete(panel)
    else:
        async with world.nobody_listens():
            world.env.backend.delete_message(world.welcome.id, panel.id)
    for _ in range(3):
        await world.later(hours=1)
    first_day = in_staff(world)
    await world.later(days=1)

    assert len(first_day) == 1
    assert "/panneau publier" in first_day[0]
    assert len(in_staff(world)) == 2


@pytest.mark.parametrize("command", ["panel post", "panel remove"])
async def test_who_posts_the_panel_again_or_wants_none_hears_no_more_of_it(
    world: World, command: str
) -> None:
    await world.is_set_up()
    await world.max.slash(world.welcome, "panel post")
    await world.max.delete(world.welcome.history()[-1])
    await world.later(hours=1)

    await world.max.slash(world.welcome, command)
    await world.later(days=2)

    assert len(in_staff(world)) == 1


async def test_a_panel_whose_channel_is_gone_is_an_alarm_once_a_day(world: World) -> None:
    await world.is_set_up()
    await world.max.slash(world.welcome, "panel post")

    world.env.backend.delete_channel(world.welcome.id)
    await world.env.settle()
    for _ in range(3):
        await world.later(hours=1)

    (alarm,) = in_staff(world)
    assert "/installer" in alarm


async def test_a_panel_that_cannot_be_looked_at_is_nobodys_alarm(world: World) -> None:
    await world.is_set_up()
    await world.max.slash(world.welcome, "panel post")
    await breaks(world, f"/channels/{world.welcome.id}/messages/*", 403, 50001, method="GET")

    await world.later(hours=1)

    assert in_staff(world) == []
    assert "supprimé le panneau" not in said(await world.max.slash(world.staff, "doctor"))


async def test_a_hiccup_is_nobodys_news(world: World) -> None:
    await talking(world)
    await thread_breaks(world, 500, 0)

    await world.lina.send_dm("Tu es là ?")
    world.clock.at += timedelta(seconds=1)

    assert "attend d'être remis" not in said(await world.sam.slash(world.staff, "queue"))


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("fr", "Je n'arrive pas à publier, mettre à jour ou retirer le panneau de La Place"),
        ("en", "I have not been able to post, update or remove the panel of La Place"),
    ],
)
async def test_the_lead_learns_that_a_panel_cannot_be_posted(
    world: World, locale: str, words: str
) -> None:
    await world.is_set_up(locale=locale)
    await breaks(world, f"/channels/{world.welcome.id}/messages")

    await world.max.slash(world.welcome, "panel post")
    await a_quarter_of_an_hour(world)

    (alarm,) = in_staff(world)
    assert words in alarm
    assert "Le panneau de La Place attend" in said(await world.sam.slash(world.staff, "queue"))
    assert "Le panneau de La Place attend" in said(await world.max.slash(world.welcome, "doctor"))


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("fr", "Une conversation effacée est encore lisible dans"),
        ("en", "An erased conversation can still be read in"),
    ],
)
async def test_the_lead_learns_that_the_thread_of_a_forgotten_youth_still_stands(
    world: World, locale: str, words: str
) -> None:
    await talking(world, locale=locale)
    thread = await world.thread()
    await breaks(world, f"/channels/{thread.id}", 403, 50013, method="DELETE")

    await forgets(world, world.lina)
    await a_quarter_of_an_hour(world)

    (alarm,) = in_staff(world)
    assert f"{words} <#{thread.id}>" in alarm
    assert "Renard" not in alarm
    queue = said(await world.sam.slash(world.staff, "queue"))
    assert f"Ce qui reste d'une conversation effacée, dans <#{thread.id}>" in queue


async def test_two_kinds_of_trouble_in_one_hour_are_two_alarms(world: World) -> None:
    await talking(world)
    await thread_breaks(world)
    await breaks(world, f"/channels/{world.welcome.id}/messages")

    await world.lina.send_dm("Tu es là ?")
    await world.max.slash(world.welcome, "panel post")
    await a_quarter_of_an_hour(world)

    alarms = in_staff(world)
    assert len(alarms) == 2
    assert sum("le panneau de La Place" in words for words in alarms) == 1
    assert sum("n'arrive pas à destination" in words for words in alarms) == 1


async def test_the_queue_counts_all_that_waits_behind_what_does_not_arrive(world: World) -> None:
    await talking(world)
    await thread_breaks(world)
    since = f"<t:{world.clock.at.timestamp():.0f}:"

    for number in range(6):
        await world.lina.send_dm(f"Mot {number}.")
    await a_quarter_of_an_hour(world)

    queue = said(await world.sam.slash(world.staff, "queue"))
    assert "6 messages attendent d'être remis" in queue
    assert since in queue


async def test_an_alarm_that_was_held_up_says_nothing_once_all_arrived(world: World) -> None:
    await talking(world)
    await thread_breaks(world)
    await breaks(world, f"/channels/{world.staff.id}/messages", 403, 50013)
    await world.lina.send_dm("Tu es là ?")
    await a_quarter_of_an_hour(world)
    async with world.bot.db.transaction() as session:
        for entry in await session.scalars(select(OutboxEntry).where(OutboxEntry.lane == "team:1")):
            entry.due_at = world.clock.at + timedelta(hours=2)

    world.open_dms()
    await world.later(hours=1)
    await world.later(hours=2)

    assert (await world.in_thread())[-1].endswith("Tu es là ?")
    assert in_staff(world) == []
    assert not [e for e in await world.stored(OutboxEntry) if e.state is EntryState.OWED]


# -- a newer version -------------------------------------------------------------------------------


async def owed_by_a_newer_version(world: World, lane: str, **about: Any) -> None:
    """A version that is gone, and newer than this one, owed something."""
    entry = OutboxEntry(lane=lane, card="of.another.version", args={"ticket": 1}, once=lane)
    entry.due_at = entry.created_at = world.clock()
    for name, value in about.items():
        setattr(entry, name, value)
    async with world.bot.db.transaction() as session:
        session.add(entry)


async def test_what_no_version_that_runs_knows_is_told_to_who_waits_and_to_the_operator(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    await talking(world)
    await owed_by_a_newer_version(world, "ticket:1")

    await world.later(minutes=10)
    too_early = in_staff(world)
    for _ in range(10):
        await world.later(minutes=5)

    assert too_early == []
    (alarm,) = in_staff(world)
    assert "il me faut une version plus récente de moi" in alarm
    assert "Ils sont gardés" in world.in_dm(world.lina)[-1]
    lines = await told(world.bot.db, now=world.clock())
    assert "  waiting because: no version that runs knows it (1)" in lines
    said_in_log = [r.getMessage() for r in caplog.records if "no version that runs" in r.message]
    assert len(said_in_log) == 1
    assert "of.another.version" in said_in_log[0]


async def test_what_a_newer_version_could_not_say_for_a_day_is_given_up_by_it_alone(
    world: World,
) -> None:
    await talking(world)
    yesterday = world.clock() - timedelta(days=2)
    await owed_by_a_newer_version(world, "youth:1", youth_id=1, created_at=yesterday, attempts=9)
    await thread_breaks(world)

    await world.lina.send_dm("Tu es là ?")
    await a_quarter_of_an_hour(world)

    (newer,) = [e for e in await world.stored(OutboxEntry) if e.card == "of.another.version"]
    assert newer.state is EntryState.OWED
    assert "3 messages n'arrivent pas" in in_staff(world)[-1]
