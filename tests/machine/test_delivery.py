"""What is owed arrives once and in order, or somebody is told; one stuck delivery holds up no
other."""

import asyncio
import logging
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar

import discord
import pytest
import simcord
from discord.http import Route
from simcord.http.client import FakeHTTPClient
from sqlalchemy import Executable, select, update

from bot import clock, consents, outbox
from bot.db import WriteSession
from bot.errors import Unavailable
from bot.marks import INVISIBLE, MARK_LENGTH, mark_of
from bot.new_dms import OPENING
from bot.parcels import Later
from models import Consent, EntryState, Message, OutboxEntry, Purpose, Team, Ticket, Turn, Youth
from tests.world import World, a_bot, said, text_of

Trouble = TypeVar("Trouble")
ONE_SECOND = timedelta(seconds=1)
NIGHT = timedelta(hours=9)
"""From two in the afternoon to eleven at night."""


KNOWN_KIND, NEWER_KIND = "relay.news", "of.another.version"


async def test_who_waits_for_words_comes_before_whom_maraude_writes_to_first(world: World) -> None:
    await world.is_set_up()
    now = world.clock()
    async with world.bot.db.transaction() as session:
        for number in range(40):
            is_first = number < 30
            entry = OutboxEntry(lane=f"{number}", card=KNOWN_KIND, args={}, once=f"{number}")
            entry.due_at = entry.created_at = now - timedelta(minutes=is_first)
            entry.purpose = Purpose.KEEP_IN_TOUCH if is_first else None
            session.add(entry)

    leased = await world.bot.courier._lease()

    assert sum(entry.purpose is None for entry in leased) == 10
    assert sum(entry.purpose is not None for entry in leased) == 10


async def test_what_only_a_newer_version_knows_is_left_to_it_with_what_stands_behind_it(
    world: World,
) -> None:
    await world.is_set_up()
    await world.ask(world.lina, "Bonjour.")
    now = world.clock()
    async with world.bot.db.transaction() as session:
        for lane, card in [("ticket:1", NEWER_KIND), ("ticket:1", KNOWN_KIND), ("x", KNOWN_KIND)]:
            args = {"ticket": 1, "key": "relay-was-read"}
            entry = OutboxEntry(lane=lane, card=card, args=args, once=f"{lane} {card}")
            entry.due_at = entry.created_at = now
            session.add(entry)

    for _ in range(3):
        await world.later(minutes=1)

    newer, behind, beside = (await world.stored(OutboxEntry))[-3:]
    assert [newer.state, behind.state, beside.state] == [
        EntryState.OWED, EntryState.OWED, EntryState.SENT,
    ]  # fmt: skip
    assert (newer.attempts, newer.due_at, newer.leased_until) == (0, now, None)


async def test_what_maraude_says_first_leaves_half_of_the_hands_free(world: World) -> None:
    await world.is_set_up()
    now = world.clock()
    async with world.bot.db.transaction() as session:
        for number in range(30):
            entry = OutboxEntry(lane=f"{number}", card=KNOWN_KIND, args={}, once=f"{number}")
            entry.due_at = entry.created_at = now
            entry.purpose = Purpose.KEEP_IN_TOUCH
            session.add(entry)

    leased = await world.bot.courier._lease()

    assert len(leased) == world.bot.settings.delivery.at_once // 2


class Line:
    """The line to Discord, which can fail in ways that a status code cannot tell."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.sent: list[dict[str, Any]] = []
        self._loses: list[tuple[str, BaseException]] = []
        self._hangs: list[tuple[str, asyncio.Event]] = []
        self._hanging = 0
        usual = FakeHTTPClient.request

        async def request(client: FakeHTTPClient, route: Route, **about: Any) -> Any:
            path = route.url.partition("/v10")[2]
            if route.method != "POST":
                return await usual(client, route, **about)
            if (hang := _first(self._hangs, path)) is not None:
                self._hanging += 1
                await hang.wait()
            answer = await usual(client, route, **about)
            self.sent.append({"path": path, **(about.get("json") or {})})
            if (problem := _first(self._loses, path)) is not None:
                raise problem
            return answer

        patch.setattr(FakeHTTPClient, "request", request)

    def loses_the_answer(self, path: str, problem: BaseException | None = None) -> None:
        """Discord does what it is asked, once, and nobody hears so."""
        self._loses.append((path, problem or TimeoutError()))

    def hangs(self, path: str) -> asyncio.Event:
        """Discord lets a request wait, once, until told otherwise."""
        released = asyncio.Event()
        self._hangs.append((path, released))
        return released

    def is_hanging(self) -> bool:
        """Tell whether a request waits."""
        return self._hanging > 0


def _first(planned: list[tuple[str, Trouble]], path: str) -> Trouble | None:
    """Return what was planned for a request, and forget it."""
    for number, (where, trouble) in enumerate(planned):
        if re.fullmatch(where, path):
            del planned[number]
            return trouble
    return None


@pytest.fixture
def line(world: World, monkeypatch: pytest.MonkeyPatch) -> Line:
    """The line to Discord."""
    assert world.guild
    return Line(monkeypatch)


def dm_of(person: simcord.MemberActor) -> str:
    """Return where messages to somebody are posted."""
    return f"/channels/{person.user.dm_channel.id}/messages"


async def talking(world: World, *people: simcord.MemberActor) -> None:
    """Each of them asked, and Sam answers each."""
    await world.is_set_up()
    for number, person in enumerate(people or (world.lina,), start=1):
        await world.ask(person)
        await world.claim(world.sam, number)


async def states(world: World, card: str) -> list[EntryState]:
    """Return what became of every promise of one card, oldest first."""
    return [entry.state for entry in await world.stored(OutboxEntry) if entry.card == card]


async def cards_in(world: World, channel_id: int) -> int:
    """Return how many messages of ours stand in a channel, Discord's own notices left out."""
    return sum(bool(m.embeds) for m in world.env.backend.messages[channel_id].values())


def sent_to(line: Line, person: simcord.MemberActor) -> int:
    """Return how often something was posted to somebody."""
    return sum(m["path"] == dm_of(person) for m in line.sent)


async def until(true: Callable[[], bool]) -> None:
    """Wait a moment, for real, for something that happens by itself."""
    async with asyncio.timeout(5):
        while not true():
            await asyncio.sleep(0.01)


async def owe_goodbye_in(session: WriteSession, world: World) -> None:
    """Owe Lina a goodbye."""
    youth = (await session.scalars(select(Youth).order_by(Youth.id))).first()
    assert youth is not None
    about: dict[str, Any] = {"youth_id": youth.id, "args": {"ticket": 1}}
    outbox.promise(session, "tickets.goodbye", once="goodbye", now=world.clock(), **about)


async def owe_goodbye(world: World) -> None:
    """Owe Lina a goodbye, and leave the courier to it."""
    with world.env._bot_scope():
        async with world.bot.db.transaction() as session:
            await owe_goodbye_in(session, world)


# -- in order, each in its own lane ---------------------------------------------------------------


async def test_replies_arrive_in_the_order_they_were_written_also_when_the_first_one_fails(
    world: World,
) -> None:
    await talking(world)
    world.env.inject_error("POST", dm_of(world.lina), status=500, times=1)

    for number in range(1, 4):
        await world.reply(world.sam, f"Réponse {number}.")
    meanwhile = world.in_dm(world.lina)
    await world.later(minutes=1)

    assert not any("Réponse" in words for words in meanwhile)
    replies = [w.rpartition("\n")[2] for w in world.in_dm(world.lina) if "Réponse" in w]
    assert replies == ["Réponse 1.", "Réponse 2.", "Réponse 3."]


async def test_a_stuck_conversation_holds_up_nobody_else(world: World) -> None:
    await talking(world, world.lina, world.noe)
    world.env.inject_error("POST", dm_of(world.lina), status=500, times=None)

    await world.reply(world.sam, "Salut Lina.", 1)
    await world.reply(world.sam, "Salut Noé.", 2)

    assert "Salut Noé." in world.in_dm(world.noe)[-1]
    assert not any("Salut Lina." in words for words in world.in_dm(world.lina))


async def test_the_team_reads_the_copy_although_the_youth_cannot_be_reached_yet(
    world: World,
) -> None:
    await talking(world)
    world.env.inject_error("POST", dm_of(world.lina), status=500, times=None)

    await world.reply(world.sam, "Salut.")

    assert "Salut." in (await world.in_thread())[-1]


async def test_a_reply_never_waits_behind_a_greeting_that_waits_for_the_morning(
    world: World,
) -> None:
    await world.is_set_up()
    world.clock.at += NIGHT
    hello = await world.lina.slash(world.welcome, "hello")
    await world.press(world.lina, hello.response, "greeting:keep")
    await world.ask(world.lina)
    await world.claim(world.sam)

    await world.reply(world.sam, "Je suis là.")

    assert any("Je suis là." in words for words in world.in_dm(world.lina))


# -- once ------------------------------------------------------------------------------------------


async def test_a_lost_answer_of_discords_does_not_make_a_second_copy(
    world: World, line: Line
) -> None:
    await talking(world)
    line.loses_the_answer(dm_of(world.lina))

    await world.reply(world.sam, "Une seule fois.")
    await world.later(minutes=5)

    assert sum("Une seule fois." in words for words in world.in_dm(world.lina)) == 1
    assert (await states(world, "relay.to_youth")) == [EntryState.SENT]
    assert (await world.stored(Message))[-1].youth_copy_id == world.dm_messages(world.lina)[-1].id


async def test_the_same_words_written_twice_arrive_twice_although_an_answer_was_lost(
    world: World, line: Line
) -> None:
    await talking(world)
    await world.reply(world.sam, "Oui.")
    line.loses_the_answer(dm_of(world.lina))

    await world.reply(world.sam, "Oui.")
    await world.later(minutes=5)

    assert sum(words.endswith("Oui.") for words in world.in_dm(world.lina)) == 2


async def test_a_card_that_changed_while_its_answer_was_lost_still_stands_once(
    world: World, line: Line
) -> None:
    await world.is_set_up()
    line.loses_the_answer(f"/channels/{world.staff.id}/messages")
    await world.ask(world.lina)
    async with world.bot.db.transaction() as session:
        (await session.scalars(select(Ticket))).one().urgent = True
        (await session.scalars(select(Team))).one().locale = "en"

    await world.later(minutes=5)

    assert await cards_in(world, world.staff.id) == 1
    assert (await world.ticket()).card_message_id is not None


async def test_words_corrected_while_their_answer_was_lost_reach_the_youth_once(
    world: World, line: Line
) -> None:
    await talking(world)
    line.loses_the_answer(dm_of(world.lina))
    await world.reply(world.sam, "À lundi.")
    copy = (await world.thread()).history()[-1]
    shown = await world.press(world.sam, copy, "relay:edit:2")
    await world.send_form(world.sam, shown, words="À mardi.")

    await world.later(minutes=5)

    assert not any("À lundi." in words for words in world.in_dm(world.lina))
    assert sum("À mardi." in words for words in world.in_dm(world.lina)) == 1


async def test_a_busy_channel_does_not_hide_what_was_posted_already(
    world: World, line: Line
) -> None:
    await world.is_set_up()
    line.loses_the_answer(f"/channels/{world.staff.id}/messages")
    await world.ask(world.lina)
    for number in range(120):
        world.env.backend.create_message(world.staff.id, world.sam.id, f"Bonjour {number}")

    await world.later(minutes=5)

    assert await cards_in(world, world.staff.id) == 1


async def test_no_mark_is_seen_and_each_is_another(world: World) -> None:
    marks = {mark_of(world.bot.vault, number) for number in range(1, 500)}

    assert len(marks) == 499
    assert {len(mark) for mark in marks} == {MARK_LENGTH}
    assert "".join(marks).translate(INVISIBLE) == ""


async def test_a_database_that_is_away_when_an_arrival_is_noted_makes_no_second_copy(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await talking(world)
    usual, away = world.bot.courier._write_down, [Unavailable(), Unavailable()]

    async def note(*about: Any) -> Any:
        if away:
            raise away.pop()
        return await usual(*about)

    monkeypatch.setattr(world.bot.courier, "_write_down", note)
    await world.reply(world.sam, "Une seule fois.")
    await world.later(minutes=5)

    assert away == []
    assert sum("Une seule fois." in words for words in world.in_dm(world.lina)) == 1
    assert await states(world, "relay.to_youth") == [EntryState.SENT]


async def test_a_database_that_stays_away_when_an_arrival_is_noted_makes_no_second_copy(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await talking(world)
    monkeypatch.setattr(world.bot.courier, "_stopping", True)

    async def note(*_about: Any) -> None:
        raise Unavailable

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(world.bot.courier, "_write_down", note)
        await world.reply(world.sam, "Une seule fois.")
        (owed,) = [e for e in await world.stored(OutboxEntry) if e.card == "relay.to_youth"]
        with world.env._bot_scope():
            await world.bot.courier._walk(owed)
    monkeypatch.setattr(world.bot.courier, "_stopping", False)
    async with world.bot.db.transaction() as session:
        await session.execute(
            update(OutboxEntry)
            .where(OutboxEntry.id == owed.id)
            .values(leased_until=world.clock() - timedelta(seconds=1))
        )
    await world.later(minutes=5)

    assert sum("Une seule fois." in words for words in world.in_dm(world.lina)) == 1


async def test_who_lost_the_lease_does_not_undo_what_the_next_one_holds(world: World) -> None:
    await talking(world)
    await world.reply(world.sam, "Bonjour.")
    (sent,) = [e for e in await world.stored(OutboxEntry) if e.card == "relay.to_youth"]
    held_by_another = world.clock() + timedelta(seconds=30)
    async with world.bot.db.transaction() as session:
        await session.execute(
            update(OutboxEntry)
            .where(OutboxEntry.id == sent.id)
            .values(state=EntryState.OWED, leased_until=held_by_another, attempts=0)
        )

    late = Later("much later")
    await world.bot.courier._write_down(sent, late, world.clock() + timedelta(seconds=9))

    (entry,) = [e for e in await world.stored(OutboxEntry) if e.id == sent.id]
    assert (entry.leased_until, entry.attempts) == (held_by_another, 0)


async def test_what_is_made_due_while_it_is_put_off_does_not_wait(world: World) -> None:
    await talking(world)
    await world.reply(world.sam, "Bonjour.")
    (taken,) = [e for e in await world.stored(OutboxEntry) if e.card == "relay.to_youth"]
    lease_ends, world.clock.at = world.clock() + timedelta(seconds=30), world.clock() + ONE_SECOND
    async with world.bot.db.transaction() as session:
        again = update(OutboxEntry).where(OutboxEntry.id == taken.id)
        await session.execute(again.values(state=EntryState.OWED, leased_until=lease_ends))
        await outbox.due_now(session, [taken.lane], now=world.clock())

    put_off = Later("quiet hours", until=world.clock() + NIGHT)
    await world.bot.courier._write_down(taken, put_off, lease_ends)

    (entry,) = [e for e in await world.stored(OutboxEntry) if e.id == taken.id]
    assert (entry.leased_until, entry.due_at) == (None, world.clock())


async def test_a_pause_that_discord_asks_for_is_kept(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await talking(world)
    usual, asked = FakeHTTPClient.request, [discord.RateLimited(90)]

    async def request(client: FakeHTTPClient, route: Route, **about: Any) -> Any:
        if route.method == "POST" and route.url.endswith(dm_of(world.lina)) and asked:
            raise asked.pop()
        return await usual(client, route, **about)

    monkeypatch.setattr(FakeHTTPClient, "request", request)
    await world.reply(world.sam, "Doucement.")
    await world.later(seconds=80)
    too_early = [words for words in world.in_dm(world.lina) if "Doucement." in words]
    await world.later(seconds=20)

    assert too_early == []
    assert "Doucement." in world.in_dm(world.lina)[-1]


async def test_a_clock_that_jumps_back_holds_nothing_up(world: World) -> None:
    await talking(world)
    world.bot.courier._stopping = True
    await world.reply(world.sam, "Malgré l'horloge.")
    next_week = world.clock() + timedelta(days=7)
    async with world.bot.db.transaction() as session:
        await session.execute(
            update(OutboxEntry)
            .where(OutboxEntry.state == EntryState.OWED)
            .values(due_at=next_week, leased_until=next_week)
        )
    world.bot.courier._stopping = False

    await world.wake()

    assert "Malgré l'horloge." in world.in_dm(world.lina)[-1]


async def test_an_answer_lost_before_discord_heard_us_is_asked_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await talking(world)
    usual, failures = FakeHTTPClient.request, [ConnectionResetError()]

    async def cut(client: FakeHTTPClient, route: Route, **about: Any) -> Any:
        if route.method == "POST" and route.url.endswith(dm_of(world.lina)) and failures:
            raise failures.pop()
        return await usual(client, route, **about)

    monkeypatch.setattr(FakeHTTPClient, "request", cut)
    await world.reply(world.sam, "Pas perdu.")
    await world.later(minutes=1)

    assert sum("Pas perdu." in words for words in world.in_dm(world.lina)) == 1


async def test_a_card_whose_answer_was_lost_stands_once_in_the_staff_channel(
    world: World, line: Line
) -> None:
    await world.is_set_up()
    line.loses_the_answer(f"/channels/{world.staff.id}/messages")

    await world.ask(world.lina)
    await world.later(minutes=5)

    assert await cards_in(world, world.staff.id) == 1
    assert (await world.ticket()).thread_id is not None


async def test_a_thread_whose_answer_was_lost_is_found_again(world: World, line: Line) -> None:
    await world.is_set_up()
    line.loses_the_answer(rf"/channels/{world.staff.id}/messages/\d+/threads")

    await world.ask(world.lina)
    await world.later(minutes=5)

    assert await cards_in(world, world.staff.id) == 1
    assert "troisième" in (await world.in_thread())[-1]


async def test_a_card_whose_thread_is_refused_is_not_posted_again_and_again(world: World) -> None:
    await world.is_set_up()
    world.env.inject_error(
        "POST", f"/channels/{world.staff.id}/messages/*/threads", status=403, code=50013, times=3
    )

    await world.ask(world.lina)
    for _ in range(4):
        await world.later(minutes=10)

    assert await cards_in(world, world.staff.id) == 1


async def test_a_post_whose_answer_was_lost_stands_once_in_the_forum(
    forum_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world, line = forum_world, Line(monkeypatch)
    await world.is_set_up()
    line.loses_the_answer(f"/channels/{world.staff.id}/threads")

    await world.ask(world.lina)
    await world.later(minutes=5)

    posts = [c for c in world.env.backend.channels.values() if c.parent_id == world.staff.id]
    assert len(posts) == 1


async def test_a_process_that_dies_between_sending_and_noting_it_sends_nothing_twice(
    world: World, line: Line
) -> None:
    await talking(world)
    line.loses_the_answer(dm_of(world.lina), asyncio.CancelledError())

    await world.reply(world.sam, "Une seule fois.")
    bot = await a_bot(world.store, world.clock)
    await world.bot.db.close()
    await world.env.restart_bot(bot)
    await world.later(minutes=2)

    assert (await states(world, "relay.to_youth")) == [EntryState.SENT]
    assert sum("Une seule fois." in words for words in world.in_dm(world.lina)) == 1


async def test_what_waits_longer_for_discord_than_its_lease_is_not_sent_a_second_time(
    world: World, line: Line
) -> None:
    await talking(world)
    before, released = sent_to(line, world.lina), line.hangs(dm_of(world.lina))

    await owe_goodbye(world)
    await until(line.is_hanging)
    world.clock.at += timedelta(minutes=2)
    with world.env._bot_scope():
        world.bot.courier.wake()
    await asyncio.sleep(0.3)
    released.set()
    await world.env.settle()

    assert sent_to(line, world.lina) - before == 1


async def test_every_message_carries_a_number_by_which_discord_knows_it_again(
    world: World, line: Line
) -> None:
    await talking(world)

    await world.reply(world.sam, "Salut.")

    nonces = [str(m.get("nonce")) for m in line.sent if m["path"].endswith("/messages")]
    assert len(nonces) >= 3
    assert len(set(nonces)) == len(nonces)
    assert all(1 < len(nonce) <= 25 and nonce != "None" for nonce in nonces)
    assert all(m["enforce_nonce"] for m in line.sent if "nonce" in m)


async def test_no_number_outgrows_what_discord_takes(world: World) -> None:
    assert len(f"{world.bot.installation}-{2**60}") <= 26
    assert len(f"{world.bot.installation}-{10**12}") <= 25


# -- again after a pause, and when there is no again -----------------------------------------------


async def test_a_failure_of_discords_is_tried_again_after_longer_and_longer_pauses(
    world: World,
) -> None:
    await talking(world)
    world.env.inject_error("POST", dm_of(world.lina), status=500, times=3)
    await world.reply(world.sam, "Enfin.")

    pauses: list[timedelta] = []
    for _ in range(3):
        (owed,) = [e for e in await world.stored(OutboxEntry) if e.state is EntryState.OWED]
        assert "500" in (owed.problem or "")
        pauses.append(owed.due_at - world.clock())
        await world.later(seconds=pauses[-1].total_seconds())

    assert timedelta(0) < pauses[0] < pauses[1] < pauses[2] <= timedelta(minutes=10)
    assert "Enfin." in world.in_dm(world.lina)[-1]


async def test_a_day_without_discord_ends_with_everything_delivered_once(world: World) -> None:
    await talking(world)
    world.env.inject_error("POST", dm_of(world.lina), status=503, times=None)
    await world.reply(world.sam, "Après la panne.")
    for _ in range(60):
        await world.later(minutes=15)
    problems = [entry.attempts for entry in await world.stored(OutboxEntry) if entry.attempts]

    world.open_dms()
    await world.later(minutes=11)

    assert max(problems) >= 60
    assert sum("Après la panne." in words for words in world.in_dm(world.lina)) == 1


async def test_closed_dms_lead_to_the_mailbox_and_the_team_reads_so(world: World) -> None:
    await talking(world)
    world.close_dms(world.lina)

    await world.reply(world.sam, "Je t'attends.")
    told = (await world.in_thread())[-1]
    answer = await world.lina.slash(world.welcome, "messages")

    assert "sont fermés" in told
    assert "Je t'attends." in said(answer)
    assert "a lu ce qui l'attendait" in (await world.in_thread())[-1]


async def test_a_thread_that_somebody_deleted_does_not_swallow_what_a_youth_wrote(
    world: World,
) -> None:
    await talking(world)
    thread = await world.thread()
    gone: dict[str, Any] = {"status": 404, "code": 10003, "times": None}
    world.env.inject_error("POST", f"/channels/{thread.id}/messages", **gone)

    await world.lina.send_dm("Il y a quelqu'un ?")
    await world.later(minutes=30)

    world.expected_incidents = await given_up(world)
    places = [c.id for c in world.env.backend.channels.values() if c.parent_id == world.staff.id]
    stand = [text_of(m) for place in places for m in world.channel(place).history()]
    assert any("Il y a quelqu'un ?" in words for words in stand)


@pytest.mark.parametrize(
    ("status", "code"),
    [(400, 50035), (404, 10013), (404, 10003)],
    ids=["refused for good", "nobody there any more", "a channel that is gone"],
)
async def test_a_mentor_learns_that_a_reply_can_never_arrive(
    world: World, status: int, code: int
) -> None:
    await talking(world)
    world.env.inject_error("POST", dm_of(world.lina), status=status, code=code, times=None)

    await world.reply(world.sam, "Tu me lis ?")
    for _ in range(24):
        await world.later(hours=1)

    assert any("📪" in words for words in await world.in_thread())


async def given_up(world: World) -> int:
    """Return how many promises were given up because their place is gone."""
    return sum(entry.problem == "its place is gone" for entry in await world.stored(OutboxEntry))


# -- who may be written to first -------------------------------------------------------------------


async def keep_in_touch(world: World, *, at_night: bool = False) -> None:
    """Lina says that she may be written to first."""
    await world.is_set_up()
    if at_night:
        world.clock.at += NIGHT
    hello = await world.lina.slash(world.welcome, "hello")
    await world.press(world.lina, hello.response, "greeting:keep")


async def greet(world: World, *, first: Executable | None = None) -> EntryState:
    """Owe Lina a first word, after something else was decided; return what became of it."""
    with world.env._bot_scope():
        async with world.bot.db.transaction() as session:
            if first is not None:
                await session.execute(first)
            youth = (await session.scalars(select(Youth))).one()
            outbox.promise(
                session,
                "greeting.welcome",
                once="again",
                now=world.clock(),
                youth_id=youth.id,
                community_id=1,
                purpose=Purpose.KEEP_IN_TOUCH,
            )
    await world.wake()
    return (await world.stored(OutboxEntry))[-1].state


async def test_a_first_word_leaves_after_a_yes(world: World) -> None:
    await keep_in_touch(world)

    became = await greet(world)

    assert became is EntryState.SENT
    assert len(world.in_dm(world.lina)) == 2


async def test_nobody_is_written_to_first_without_a_yes(world: World) -> None:
    await keep_in_touch(world)

    became = await greet(world, first=update(Consent).values(withdrawn_at=world.clock()))

    assert became is EntryState.DROPPED
    assert len(world.in_dm(world.lina)) == 1


async def test_nobody_is_written_to_first_after_a_stop(world: World) -> None:
    await keep_in_touch(world)

    became = await greet(world, first=update(Youth).values(stopped_at=world.clock()))

    assert became is EntryState.DROPPED
    assert len(world.in_dm(world.lina)) == 1


async def test_a_yes_to_an_older_wording_is_no_yes_to_this_one(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await keep_in_touch(world)
    monkeypatch.setitem(consents.TEXT_VERSIONS, Purpose.KEEP_IN_TOUCH, 2)

    became = await greet(world)

    assert became is EntryState.DROPPED
    assert len(world.in_dm(world.lina)) == 1


async def test_a_yes_to_one_thing_is_no_yes_to_another(world: World) -> None:
    await keep_in_touch(world)

    became = await greet(world, first=update(Consent).values(purpose=Purpose.CHECK_INS))

    assert became is EntryState.DROPPED
    assert len(world.in_dm(world.lina)) == 1


async def test_at_night_a_first_word_waits_for_the_morning(world: World) -> None:
    await keep_in_touch(world, at_night=True)
    at_night = world.in_dm(world.lina)

    await world.later(hours=9, minutes=59)
    before_nine = world.in_dm(world.lina)
    await world.later(minutes=1)

    assert (at_night, before_nine) == ([], [])
    assert "Merci de rester en contact" in world.in_dm(world.lina)[-1]


async def test_a_stop_said_at_night_keeps_the_morning_quiet(world: World) -> None:
    await keep_in_touch(world, at_night=True)

    await world.lina.slash(world.welcome, "stop")
    await world.later(hours=12)

    assert world.in_dm(world.lina) == []
    assert await states(world, "greeting.welcome") == [EntryState.DROPPED]


async def test_a_word_that_waits_for_the_morning_is_no_trouble_to_the_operator(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "bot.delivery")

    await keep_in_touch(world, at_night=True)

    (waits,) = [line for line in caplog.records if "quiet hours" in line.getMessage()]
    assert waits.levelno == logging.INFO


async def test_an_answer_leaves_at_night_too(world: World) -> None:
    await talking(world)
    world.clock.at += NIGHT

    await world.reply(world.sam, "Je suis encore là.")

    assert "Je suis encore là." in world.in_dm(world.lina)[-1]


# -- leases, stopping, opening DMs -----------------------------------------------------------------


async def test_what_a_dead_process_had_taken_is_taken_up_again_when_its_lease_ends(
    world: World,
) -> None:
    await talking(world)
    world.env.inject_error("POST", dm_of(world.lina), status=500, times=1)
    await world.reply(world.sam, "Repris.")
    async with world.bot.db.transaction() as session:
        taken = {"leased_until": world.clock() + timedelta(minutes=10), "due_at": world.clock()}
        await session.execute(
            update(OutboxEntry).where(OutboxEntry.state == EntryState.OWED).values(**taken)
        )

    await world.later(minutes=9)
    meanwhile = any("Repris." in words for words in world.in_dm(world.lina))
    await world.later(minutes=2)

    assert not meanwhile
    assert sum("Repris." in words for words in world.in_dm(world.lina)) == 1


async def test_what_a_process_holds_whose_clock_is_ahead_is_not_taken_from_it(
    world: World,
) -> None:
    await talking(world)
    world.bot.courier._stopping = True
    await world.reply(world.sam, "En route ailleurs.")
    lease, ahead = world.bot.settings.delivery.lease, timedelta(seconds=5)
    async with world.bot.db.transaction() as session:
        held = {"leased_until": world.clock() + lease + ahead}
        await session.execute(
            update(OutboxEntry).where(OutboxEntry.state == EntryState.OWED).values(**held)
        )
    world.bot.courier._stopping = False

    await world.wake()
    meanwhile = any("En route ailleurs." in words for words in world.in_dm(world.lina))
    await world.later(seconds=lease.total_seconds() + 10)

    assert not meanwhile
    assert sum("En route ailleurs." in words for words in world.in_dm(world.lina)) == 1


async def test_who_stops_finishes_what_is_in_flight_and_takes_up_nothing_new(
    world: World, line: Line
) -> None:
    await talking(world)
    released = line.hangs(dm_of(world.lina))
    await owe_goodbye(world)
    await until(line.is_hanging)

    stopping = asyncio.get_running_loop().create_task(world.bot.courier.stop())
    await asyncio.sleep(0.1)
    still_waits = not stopping.done()
    released.set()
    await stopping
    sent = len(line.sent)
    world.bot.courier.wake()
    await asyncio.sleep(0.1)

    assert still_waits
    assert await states(world, "tickets.goodbye") == [EntryState.SENT]
    assert len(line.sent) == sent


async def test_who_stops_while_the_courier_takes_something_up_leaves_nobody_on_the_way(
    world: World, line: Line
) -> None:
    await talking(world)
    released = line.hangs(dm_of(world.lina))
    courier, loop = world.bot.courier, asyncio.get_running_loop()

    async with world.bot.db.transaction() as session:
        await session.execute(select(OutboxEntry.id).with_for_update())
        await owe_goodbye_in(session, world)
        courier.wake()
        await asyncio.sleep(0.05)
        stopping = loop.create_task(courier.stop())
        await asyncio.sleep(0.05)
    await asyncio.sleep(0.2)
    left_alone = stopping.done() and line.is_hanging()
    released.set()
    await stopping

    assert not left_alone


async def test_what_is_owed_when_the_process_ends_is_delivered_by_the_next_one(
    world: World,
) -> None:
    await talking(world)
    world.env.inject_error("POST", dm_of(world.lina), status=500, times=1)
    await world.reply(world.sam, "À demain.")

    await world.restart()
    await world.later(hours=1)

    assert sum("À demain." in words for words in world.in_dm(world.lina)) == 1


async def test_nothing_leaves_before_discord_told_which_servers_there_are(world: World) -> None:
    await talking(world)
    early = await a_bot(world.store, world.clock)
    await early.setup_hook()

    async with early.db.transaction() as session:
        args: dict[str, Any] = {"team": 1, "key": "doctor-no-staff", "args": {}}
        about: dict[str, Any] = {"now": world.clock(), "team_id": 1, "args": args}
        outbox.promise(session, "watch.alarm", once="alarm:1", **about)
    await early.courier.look()
    await asyncio.sleep(0.2)
    await early.courier.stop()
    await early.db.close()
    too_early = await states(world, "watch.alarm")
    await world.restart()

    assert too_early == [EntryState.OWED]
    assert await states(world, "watch.alarm") == [EntryState.SENT]


async def test_dms_are_opened_at_a_pace(world: World) -> None:
    world.store.dials["delivery"] = {"open_dm_every": timedelta(seconds=30)}
    await world.restart()
    await world.is_set_up()
    await world.ask(world.lina)
    await world.ask(world.noe)

    at_first = [bool(world.in_dm(who)) for who in (world.lina, world.noe)]
    await time_passes_for_turns(world, seconds=31)
    await world.later(seconds=31)

    assert at_first == [True, False]
    assert "C'est bien arrivé" in world.in_dm(world.noe)[-1]


async def time_passes_for_turns(world: World, **amount: float) -> None:
    """Turns are kept by the database's clock, which nobody sets: put back what it noted."""
    async with world.bot.db.transaction() as session:
        passing = update(Turn).where(Turn.name == OPENING)
        await session.execute(passing.values(taken_at=clock.now() - timedelta(**amount)))


async def test_after_discord_said_too_fast_nobody_opens_a_dm_for_a_while(world: World) -> None:
    await world.is_set_up()
    world.env.inject_error(
        "POST", "/users/@me/channels", status=429, code=40003, message="slow", times=1
    )
    await world.ask(world.lina)
    await world.restart()

    await world.ask(world.noe)
    await world.later(minutes=9)
    meanwhile = [bool(world.in_dm(who)) for who in (world.lina, world.noe)]
    await world.later(minutes=2)

    assert meanwhile == [False, False]
    for who in (world.lina, world.noe):
        assert "C'est bien arrivé" in world.in_dm(who)[-1]


async def test_a_panel_that_somebody_deleted_is_posted_anew(world: World) -> None:
    await world.is_set_up()
    await world.max.slash(world.welcome, "panel post")
    (panel,) = [m for m in world.welcome.history() if m.author.bot]
    await world.max.delete(panel)
    world.clock.at += timedelta(seconds=1)

    await world.max.slash(world.welcome, "panel post")
    await world.later(minutes=1)

    (again,) = [m for m in world.welcome.history() if m.author.bot]
    assert again.id != panel.id
