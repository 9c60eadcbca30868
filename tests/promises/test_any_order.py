"""Whatever people do, in whatever order: the promises hold after each step, and nothing is owed in
the end."""

import asyncio
import contextlib
import itertools
import logging
import re
import sys
from collections.abc import Callable, Coroutine, Sequence
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any, TypeVar, cast
from zoneinfo import ZoneInfo

import pytest
from discord.http import Route
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from simcord.backend import serializers
from simcord.http.client import FakeHTTPClient
from simcord.results import InteractionResult

from bot.outbox import TIDYING
from models import (
    CheckIn,
    CheckInState,
    Consent,
    EntryState,
    Message,
    OutboxEntry,
    Purpose,
    Ticket,
    TicketEvent,
    TicketState,
    Youth,
)
from tests.promises import sight
from tests.promises.memory import Case, Memory, Words
from tests.promises.sight import Found
from tests.world import Templates, World, a_world, answers_of, buttons_of, said, text_of

Thing = TypeVar("Thing")
PARIS = ZoneInfo("Europe/Paris")
EVENING, MORNING = time(21), time(9)
OUTSIDE = "*/channels/*"
STARTS = [
    datetime(2026, 1, 6, 13, 0, tzinfo=UTC),
    datetime(2026, 3, 27, 15, 0, tzinfo=UTC),
    datetime(2026, 10, 23, 18, 30, tzinfo=UTC),
]
"""A winter's day, and the days before the clocks change."""

YOUTHS = st.sampled_from(range(3))
MENTORS = st.sampled_from(range(2))
ANY = st.integers(0, 1000)
NEWEST = 6
"""A pick that is the newest of one, two or three."""
ASKED_LATER = 2
OFTEN = st.sampled_from([True, True, True, False])


def has_open_cases(machine: "AnyOrder") -> bool:
    """Tell whether a request is open."""
    return any(case.is_open for case in machine.memory.cases)


def has_cases(machine: "AnyOrder") -> bool:
    """Tell whether anybody asked yet."""
    return bool(machine.memory.cases)


def has_replies(machine: "AnyOrder") -> bool:
    """Tell whether a reply may be changed or taken back."""
    return any(w.mentor is not None for w in machine.memory.words)


def has_dms(machine: "AnyOrder") -> bool:
    """Tell whether a youth has written in the DM."""
    return any(w.dm_id is not None and not w.is_gone for w in machine.memory.words)


class AnyOrder(RuleBasedStateMachine):
    """Three youths, two mentors, one server."""

    def __init__(self, templates: Templates, folder: Path) -> None:
        super().__init__()
        self.memory = Memory()
        self.is_whole = False
        self.had_trouble = False
        self.is_failing: int | None = None
        self.answers_lost = 0
        self.closed: set[int] = set()
        self.seen_dms: set[int] = set()
        self.seen_events: list[tuple[Any, ...]] = []
        self.asked_in: dict[int, set[int]] = {}
        self.greeted_in: dict[int, set[int]] = {}
        self.read: set[int] = set()
        self._runner = asyncio.Runner()
        self._patch = pytest.MonkeyPatch()
        self._journal = sight.Journal()
        self._level = logging.getLogger().level
        logging.getLogger().addHandler(self._journal)
        logging.getLogger().setLevel(logging.INFO)
        folder.mkdir()
        store = self._runner.run(templates.fresh_sqlite(folder))
        self._opened = a_world(store, self._patch)
        self.world: World = self._runner.run(self._opened.__aenter__())
        self._lose_answers()
        # Silences end conversations elsewhere (tests/farewells); here they last for ever.
        farewells = sys.modules["cogs.farewells.service"]
        self._patch.setattr(farewells.rules, "SILENT_FOR", timedelta(days=3650))

    def _lose_answers(self) -> None:
        usual = FakeHTTPClient.request

        async def request(client: FakeHTTPClient, route: Route, **about: Any) -> Any:
            answer = await usual(client, route, **about)
            is_message = re.fullmatch(r".*/channels/\d+/messages", route.url) is not None
            if self.answers_lost and route.method == "POST" and is_message:
                self.answers_lost -= 1
                raise TimeoutError
            return answer

        self._patch.setattr(FakeHTTPClient, "request", request)

    @initialize(start=st.sampled_from(STARTS), already=st.sampled_from([0, 1, 2, 3]))
    def they_meet(self, start: datetime, already: int) -> None:
        """Everything is set up, on a day like any other."""
        world = self.world

        async def one_more() -> Any:
            return world.guild.add_member(world.env.create_user("zoe_zz", global_name="Zoé Zz"))

        zoe = self.do(one_more())
        self.youths = [world.lina, world.noe, zoe]
        self.mentors = [world.sam, world.ines]
        self.dms = [youth.user.dm_channel.id for youth in self.youths]
        self.do(world.later(seconds=(start - world.clock()).total_seconds()))
        self.do(world.is_set_up(alert_hours=9999))
        for who in range(already):
            self.asks(who, by_dm=who != 1, check_ins=who != 1)
            self.claims(mentor=who % 2, pick=NEWEST)
            self.replies(is_holder=True, pick=NEWEST, how_many=1)
            if who == ASKED_LATER:
                self.closes(is_holder=True, pick=NEWEST, outcome="listened")
                self.time_passes({"days": 2})

    # -- youths ----------------------------------------------------------------------------------

    @rule(who=YOUTHS, by_dm=st.booleans(), check_ins=st.booleans())
    def asks(self, who: int, by_dm: bool, check_ins: bool) -> None:
        """A youth types /talk and sends the form, if there is one."""
        shown = self.do(self.youths[who].slash(self.world.welcome, "talk"))
        assert (shown.modal is None) == (self.memory.open_case(who) is not None)
        if shown.modal is not None:
            self._sends(who, shown, by_dm=by_dm, check_ins=check_ins)

    @rule(who=YOUTHS, by_dm=st.booleans())
    def asks_on_two_screens(self, who: int, by_dm: bool) -> None:
        """A youth opens the form on the phone and on the computer, and sends both."""
        screens = [self.do(self.youths[who].slash(self.world.welcome, "talk")) for _ in range(2)]
        for shown in screens:
            if shown.modal is not None:
                self._sends(who, shown, by_dm=by_dm, check_ins=False)

    def _sends(self, who: int, shown: InteractionResult, *, by_dm: bool, check_ins: bool) -> None:
        wishes = [*(["dm"] if by_dm else []), *(["check-ins"] if check_ins else [])]
        words = self.memory.next_text()
        answer = self.do(
            self.world.send_form(
                self.youths[who], shown, topic=["school"], words=words, age=[], wishes=wishes
            )
        )
        assert "C'est bien arrivé" in said(answer)
        if check_ins:
            self.memory.yes(who, Purpose.CHECK_INS)
        self.memory.said(self.memory.asked(who, by_dm=by_dm))

    @rule(who=YOUTHS)
    def writes_in_the_dm(self, who: int) -> None:
        """A youth writes in the DM."""
        is_trouble = self.is_failing is not None or self.answers_lost > 0
        is_known = who in self.memory.known
        if who in self.closed or (is_trouble and not is_known):
            return
        case = self.memory.open_case(who)
        text = self.memory.next_text() if case is not None else sight.LOST
        message = self.do(self.youths[who].send_dm(text))
        if case is not None:
            self.memory.said(case, dm_id=message.id)

    @precondition(has_dms)
    @rule(pick=ANY)
    def changes_words_in_the_dm(self, pick: int) -> None:
        """A youth edits a message."""
        words, who = self._own_words(pick)
        words.version += 1
        self.do(self.youths[who].user.edit(self._in_dm(words), words.text))

    @precondition(has_dms)
    @rule(pick=ANY)
    def deletes_words_in_the_dm(self, pick: int) -> None:
        """A youth deletes a message."""
        words, who = self._own_words(pick)
        words.is_gone = True
        self.do(self.youths[who].user.delete(self._in_dm(words)))

    @precondition(has_dms)
    @rule(pick=ANY)
    def is_told_of_twice(self, pick: int) -> None:
        """Discord tells again of what a youth wrote, as it does when a session goes on."""
        words, who = self._own_words(pick)
        backend = self.world.env.backend
        stored = backend.messages[self.dms[who]][words.dm_id or 0]

        async def again() -> None:
            backend.emit("MESSAGE_CREATE", dict(serializers.message_payload(backend, stored)))
            await self.world.env.settle()

        self.do(again())

    @precondition(has_dms)
    @rule(pick=ANY, last=st.sampled_from(["changes", "deletes", "nothing"]))
    def writes_while_nobody_listens(self, pick: int, last: str) -> None:
        """No process lives; a youth who is known in the DM writes, and changes or deletes what
        stands there."""
        words, who = self._own_words(pick)
        case = self.memory.cases[words.case - 1]
        if case.is_open:
            self.do(self._meanwhile(who, case, words, last))
            self.memory.time_passed(self.world.clock())

    async def _meanwhile(self, who: int, case: Case, words: Words, last: str) -> None:
        backend, world = self.world.env.backend, self.world
        async with world.nobody_listens():
            new = world.writes(self.youths[who], self.memory.next_text())
            self.memory.said(case, dm_id=new)
            assert words.dm_id is not None
            if last == "changes":
                words.version += 1
                backend.edit_message(self.dms[who], words.dm_id, {"content": words.text})
            elif last == "deletes":
                words.is_gone = True
                backend.delete_message(self.dms[who], words.dm_id)
        await world.wake()

    @rule(who=YOUTHS, writes=st.booleans())
    def opens_the_mailbox(self, who: int, writes: bool) -> None:
        """A youth reads what waits, and may answer."""
        conversation = self._reads(who)
        case = self.memory.open_case(who)
        if case is not None and writes:
            shown = self.do(
                self.world.press(self.youths[who], conversation, f"relay:write:{case.number}")
            )
            answer = self.do(
                self.world.send_form(self.youths[who], shown, words=self.memory.next_text())
            )
            assert "C'est transmis" in said(answer)
            self.memory.said(case)

    def _reads(self, who: int) -> Any:
        """Read the mailbox; all that waited is there. Return the last page."""
        waiting = self.see(self._waiting(who))
        result = self.do(self.youths[who].slash(self.world.welcome, "messages"))
        answers = answers_of(result)
        shown = sight.words_in("\n".join(text_of(answer) for answer in answers))
        theirs = {w.number: w.version for w in self.memory.words if self._is_of(w, who)}
        self.read |= {number for number in waiting if number in shown}
        assert shown.items() <= theirs.items(), "the mailbox shows what is not theirs, or no more"
        missing = set(waiting) - shown.keys()
        assert not missing, f"{missing} waited in the mailbox and were not shown"
        return answers[-1]

    async def _waiting(self, who: int) -> list[int]:
        return [
            words.number
            for words, entry in (await self._handed_over()).items()
            if entry is EntryState.MAILBOX and self._is_of(words, who) and words.stands_in_thread
        ]

    def _is_of(self, words: Words, who: int) -> bool:
        return self.memory.cases[words.case - 1].youth == who and not words.is_gone

    @precondition(has_open_cases)
    @rule(who=YOUTHS)
    def takes_the_request_back(self, who: int) -> None:
        """A youth withdraws, and is sure of it."""
        case = self.memory.open_case(who)
        if case is None:
            return
        sure = self.do(
            self.world.press(self.youths[who], self._reads(who), f"ticket:{case.number}:withdraw")
        )
        (question,) = answers_of(sure)
        self.do(self.world.press(self.youths[who], question, f"ticket:{case.number}:withdraw-sure"))
        self.memory.ended(case, "withdrawn", self.world.clock())

    @rule(who=YOUTHS)
    def keeps_in_touch(self, who: int) -> None:
        """A youth says yes to being written to."""
        hello = self.do(self.youths[who].slash(self.world.welcome, "hello"))
        self.do(self.world.press(self.youths[who], answers_of(hello)[0], "greeting:keep"))
        self.memory.yes(who, Purpose.KEEP_IN_TOUCH)

    @precondition(lambda self: any(self.memory.agreed.values()))
    @rule(who=YOUTHS)
    def says_stop(self, who: int) -> None:
        """A youth types /stop."""
        self.do(self.youths[who].slash(self.world.welcome, "stop"))
        self.memory.no(who, *Purpose)
        self.memory.stopped.add(who)

    @rule(who=YOUTHS)
    def turns_dms_on_or_off(self, who: int) -> None:
        """A youth closes the DMs, or opens them again."""
        self.closed ^= {who}
        self._weather()

    @rule(pick=ANY, how=st.sampled_from(["better", "same", "talk", "stop"]))
    def answers_a_question(self, pick: int, how: str) -> None:
        """A youth presses an answer under a check-in, or the yes under a goodbye."""
        asked = [
            (who, message, address)
            for who, youth in enumerate(self.youths)
            for message in youth.user.dm_channel.history()
            for address in buttons_of(message)
            if (address.startswith("check-in:") and address.endswith(f":{how}"))
            or (how == "talk" and address.startswith("tickets:again"))
            or (how == "same" and address.startswith("followups:accept"))
        ]
        if not asked:
            return
        who, message, address = asked[pick % len(asked)]
        number = int(address.split(":")[-1 if "again" in address or "accept" in address else 1])
        if "accept" in address:
            self.do(self.youths[who].user.click(message, custom_id=address))
            self.memory.yes(who, Purpose.CHECK_INS)
            return
        check_in = self.see(self._check_in(number))
        is_asked = check_in.state is CheckInState.SENT
        old = self.memory.cases[check_in.ticket_id - 1]
        self.do(self.youths[who].user.click(message, custom_id=address))
        if is_asked and how == "stop":
            self.memory.no(who, Purpose.CHECK_INS)
        if is_asked and how == "talk" and self.memory.open_case(who) is None:
            new = self.memory.asked(who, by_dm=old.by_dm)
            opened = self.see(self.world.ticket(len(self.memory.cases)))
            if old.mentor is not None and opened.offered_to_id is not None:
                new.offered_to = old.mentor
                new.offered_until = self.world.clock() + timedelta(hours=1)

    async def _check_in(self, number: int) -> CheckIn:
        return next(c for c in await self.world.stored(CheckIn) if c.id == number)

    # -- mentors ---------------------------------------------------------------------------------

    @precondition(has_cases)
    @rule(mentor=MENTORS, pick=ANY)
    def claims(self, mentor: int, pick: int) -> None:
        """A mentor takes a request."""
        case, thread = self._case(pick)
        if thread is None:
            return
        may = self.memory.may_claim(case, mentor, self.world.clock())
        answer = self.do(self.mentors[mentor].slash(thread, "ticket claim"))
        assert ("C'est toi qui suis" in said(answer)) == may
        if may:
            self.memory.claimed(case, mentor, self.world.clock())

    @precondition(has_open_cases)
    @rule(pick=ANY)
    def both_claim_at_once(self, pick: int) -> None:
        """Two mentors press Claim in the same moment."""
        case, thread = self._case(pick)
        if thread is None or case.state is not TicketState.WAITING:
            return
        address = f"ticket:{case.number}:claim"
        card = self.see(self.world.card(case.number))
        if address not in buttons_of(card):
            return
        answers = self.do(self.world.press_together(self.mentors, card, address))
        won = [m for m, answer in enumerate(answers) if "C'est toi qui suis" in said(answer)]
        may = [m for m in range(2) if self.memory.may_claim(case, m, self.world.clock())]
        assert len(won) == 1
        assert set(won) <= set(may)
        self.memory.claimed(case, won[0], self.world.clock())

    @precondition(has_open_cases)
    @rule(is_holder=OFTEN, pick=ANY)
    def gives_back(self, is_holder: bool, pick: int) -> None:
        """A mentor releases a request."""
        case, thread = self._case(pick)
        if thread is None:
            return
        mentor = self._mentor(case.mentor, is_holder)
        is_theirs = case.is_open and case.mentor == mentor
        answer = self.do(self.mentors[mentor].slash(thread, "ticket release"))
        assert ("de retour dans la file" in said(answer)) == is_theirs
        if is_theirs:
            self.memory.given_back(case, "released")

    @precondition(has_open_cases)
    @rule(is_holder=OFTEN, pick=ANY, how_many=st.sampled_from([1, 1, 2]))
    def replies(self, is_holder: bool, pick: int, how_many: int) -> None:
        """A mentor replies."""
        case, thread = self._case(pick)
        if thread is None:
            return
        mentor = self._mentor(case.mentor, is_holder)
        for _ in range(how_many):
            is_theirs = case.is_open and case.mentor == mentor
            text = self.memory.next_text() if is_theirs else sight.LOST
            answer = self.do(self.mentors[mentor].slash(thread, "ticket reply", words=text))
            assert ("part vers" in said(answer)) == is_theirs
            if is_theirs:
                self.memory.said(case, mentor)

    @precondition(has_replies)
    @rule(is_author=OFTEN, pick=ANY)
    def corrects(self, is_author: bool, pick: int) -> None:
        """A mentor corrects a reply in the thread, or tries to correct a colleague's."""
        words, copy = self._copy(pick)
        address = f"relay:edit:{words.number}"
        if copy is None or address not in buttons_of(copy):
            return
        mentor = self._mentor(words.mentor, is_author)
        shown = self.do(self.world.press(self.mentors[mentor], copy, address))
        assert (shown.modal is not None) == (words.mentor == mentor)
        if shown.modal is not None:
            is_gone, words.version = words.is_gone, words.version + 1
            answer = self.do(self.world.send_form(self.mentors[mentor], shown, words=words.text))
            assert ("C'est corrigé" in said(answer)) == (not is_gone)

    @precondition(has_replies)
    @rule(is_author=OFTEN, pick=ANY)
    def takes_a_reply_back(self, is_author: bool, pick: int) -> None:
        """A mentor deletes a reply with its button, or tries to delete a colleague's."""
        words, copy = self._copy(pick)
        address = f"relay:erase:{words.number}"
        if copy is None or address not in buttons_of(copy):
            return
        mentor = self._mentor(words.mentor, is_author)
        self.do(self.world.press(self.mentors[mentor], copy, address))
        words.is_gone = words.is_gone or words.mentor == mentor

    @precondition(has_replies)
    @rule(pick=ANY)
    def deletes_the_copy_by_hand(self, pick: int) -> None:
        """Somebody of the team deletes the thread's copy of a reply."""
        words, copy = self._copy(pick)
        if copy is not None:
            self.do(self.world.max.delete(copy))
            words.is_gone = True

    @precondition(has_cases)
    @rule(mentor=MENTORS, pick=ANY)
    def notes_something(self, mentor: int, pick: int) -> None:
        """A mentor writes a note for the team."""
        case, thread = self._case(pick)
        if thread is None:
            return
        shown = self.do(self.mentors[mentor].slash(thread, "ticket note"))
        text = f"note{len(self.memory.notes) + 1}."
        self.do(self.world.send_form(self.mentors[mentor], shown, words=text))
        self.memory.notes.append(case.number)

    @precondition(has_open_cases)
    @rule(is_holder=OFTEN, pick=ANY, outcome=st.sampled_from(["listened", "listened", "spam"]))
    def closes(self, is_holder: bool, pick: int, outcome: str) -> None:
        """A mentor says goodbye."""
        case, thread = self._case(pick)
        if thread is None:
            return
        mentor = self._mentor(case.mentor, is_holder)
        may = case.is_open and case.mentor in {None, mentor}
        shown = self.do(self.mentors[mentor].slash(thread, "ticket close"))
        now = {"how": "now"} if case.mentor is not None else {}
        sent = self.world.send_form(self.mentors[mentor], shown, outcome=[outcome], **now)
        answer = self.do(sent)
        assert ("est fermée" in said(answer)) == may
        if may:
            self.memory.ended(case, "closed", self.world.clock())
            case.mentor = mentor

    # -- the world -------------------------------------------------------------------------------

    @rule(
        amount=st.sampled_from(
            [{"minutes": 2}, {"minutes": 40}, {"hours": 5}, {"hours": 25}, {"days": 2}, {"days": 6}]
        )
    )
    def time_passes(self, amount: dict[str, int]) -> None:
        """Time passes."""
        self.moves_on(**amount)

    @rule()
    def night_falls(self) -> None:
        """It is half past ten in the evening."""
        local = self.world.clock().astimezone(PARIS)
        night = datetime.combine(local.date(), time(22, 30), PARIS)
        seconds = (night.astimezone(UTC) - self.world.clock()).total_seconds()
        self.moves_on(seconds=int(seconds % 86_400))

    @rule()
    def the_bot_starts_again(self) -> None:
        """The process ends and another one starts, which looks at once at what is late."""
        self.do(self.world.restart())
        self.memory.time_passed(self.world.clock())

    @precondition(lambda self: self.is_failing is None)
    @rule(status=st.sampled_from([500, 503]))
    def discord_fails(self, status: int) -> None:
        """Discord takes nothing for a while."""
        self.had_trouble, self.is_failing = True, status
        self._weather()

    @precondition(lambda self: not self.answers_lost)
    @rule(how_many=st.integers(1, 3))
    def answers_get_lost(self, how_many: int) -> None:
        """Discord does what it is asked, and nobody hears so."""
        self.had_trouble, self.answers_lost = True, how_many

    @precondition(lambda self: self.is_failing is not None or self.answers_lost)
    @rule()
    def discord_recovers(self) -> None:
        """Discord works again."""
        self.is_failing, self.answers_lost = None, 0
        self._weather()
        self.moves_on(minutes=11)

    def _weather(self) -> None:
        """Tell the simulator what fails now."""
        env = self.world.env
        env.backend.faults.clear()
        for method in ("POST", "PATCH", "DELETE", "PUT") if self.is_failing else ():
            env.inject_error(method, OUTSIDE, status=self.is_failing or 500, times=None)
        for who in self.closed:
            self.world.close_dms(self.youths[who])

    # -- what must hold --------------------------------------------------------------------------

    @invariant()
    def promises_are_kept(self) -> None:
        """Look at everything."""
        self.see(self._look())
        self.is_whole = True
        if self.memory.runs_out_soon(self.world.clock()):
            self.moves_on(minutes=2)

    async def _look(self, *, in_the_end: bool = False) -> None:
        found = sight.words_standing(self.world)
        entries = await self.world.stored(OutboxEntry)
        owed = [e for e in entries if e.state is EntryState.OWED and not self._may_wait(e)]
        assert not (owed and not self.had_trouble), f"still owed: {[e.card for e in owed]}"
        self._nobody_is_written_to_first()
        await self._consents_are_those_that_were_given()
        self._nobody_learns_who_they_are()
        await self._requests_take_allowed_steps()
        self._everything_stands_where_it_should(found)
        if not owed:
            await self._what_was_accepted_arrived(found)
        if in_the_end:
            assert not owed, f"owed for ever: {[(e.card, e.problem) for e in owed]}"

    def _nobody_is_written_to_first(self) -> None:
        """P1: no word before a yes, none at night, none after a stop, no question twice."""
        local = self.world.clock().astimezone(PARIS).time()
        is_quiet = local >= EVENING or local < MORNING
        for who, dm in enumerate(self.dms):
            for message in self.world.env.backend.messages[dm].values():
                if not self._is_ours(message):
                    continue
                addresses = sight.addresses(message)
                is_new = message.id not in self.seen_dms
                self.seen_dms.add(message.id)
                purpose = self._purpose_of(who, message.id, addresses)
                if is_new and purpose is not None:
                    assert purpose in self.memory.agreed.get(who, set()), "no yes stands"
                    assert who not in self.memory.stopped, "after a stop"
                    assert not is_quiet, f"at {local}"
                if is_new and purpose is None:
                    wrote = any(m.author_id == self.youths[who].id for m in self._dm(who))
                    asked = any(case.by_dm for case in self.memory.cases if case.youth == who)
                    assert wrote or asked, "nobody wanted a DM"
        for where in [*self.asked_in.values(), *self.greeted_in.values()]:
            assert len(where) == 1, "asked or greeted twice"

    def _purpose_of(self, who: int, message_id: int, addresses: set[str]) -> Purpose | None:
        for address in addresses:
            if address.startswith("check-in:"):
                self.asked_in.setdefault(int(address.split(":")[1]), set()).add(message_id)
                return Purpose.CHECK_INS
        if {"tickets:talk", "privacy:stop"} <= addresses:
            self.greeted_in.setdefault(who, set()).add(message_id)
            return Purpose.KEEP_IN_TOUCH
        return None

    async def _consents_are_those_that_were_given(self) -> None:
        open_id = self.world.bot.vault.open_id
        given: dict[int, set[Purpose]] = {}
        for consent in await self.world.stored(Consent):
            if consent.withdrawn_at is None:
                youth = await self._youth_id(consent.youth_id, open_id)
                given.setdefault(youth, set()).add(consent.purpose)
        agreed = {self.youths[who].id: yes for who, yes in self.memory.agreed.items() if yes}
        assert given == agreed

    async def _youth_id(self, row: int, open_id: Callable[[bytes], int]) -> int:
        return next(open_id(y.discord_id) for y in await self.world.stored(Youth) if y.id == row)

    def _nobody_learns_who_they_are(self) -> None:
        """P2: not the team, not who reads the database or the log."""
        who = [str(youth.id) for youth in self.youths] + [str(dm) for dm in self.dms]
        names = ["lina_du_13", "Lina_du_13", "noe_gg", "Noe_gg", "zoe_zz", "Zoé Zz"]
        seen = self.world.everything_staff_can_see()
        assert (leaks := sight.gives_away(seen, who + names)) == [], leaks
        stored = sight.stored_plainly(self.world.store.url.partition("///")[2])
        assert (leaks := sight.gives_away(stored, who + names)) == [], leaks
        assert not sight.WORDS.findall(stored)
        assert not sight.NOTES.findall(stored)
        lines = "\n".join(self._journal.lines)
        assert (leaks := sight.gives_away(lines, who + names)) == [], leaks
        assert not sight.WORDS.findall(lines)

    async def _requests_take_allowed_steps(self) -> None:
        """P4: one mentor, and every step in the book, for ever."""
        tickets = await self.world.stored(Ticket)
        events = await self.world.stored(TicketEvent)
        rows = [(e.id, e.ticket_id, e.actor, e.mentor_id, e.what, e.why, e.at) for e in events]
        assert rows[: len(self.seen_events)] == self.seen_events, "the past was changed"
        self.seen_events = rows
        assert len(tickets) == len(self.memory.cases)
        for ticket, case in zip(tickets, self.memory.cases, strict=True):
            assert [e.what for e in events if e.ticket_id == ticket.id] == case.steps
            assert ticket.state is case.state
            holder = ticket.mentor.discord_id if ticket.mentor is not None else None
            assert holder == (None if case.mentor is None else self.mentors[case.mentor].id)
            assert (ticket.reach == "dm") == case.by_dm
        for who in range(len(self.youths)):
            assert sum(c.is_open for c in self.memory.cases if c.youth == who) <= 1

    def _everything_stands_where_it_should(self, found: list[Found]) -> None:
        """P3, P2: never twice, never elsewhere, in order."""
        threads = self._threads
        places: dict[int, list[int]] = {}
        by_us = [t for m, t in sight.standing(self.world) if self._is_ours(m)]
        assert not any(sight.LOST in text for text in by_us), "what nobody took in was passed on"
        for one in found:
            if not one.by_us:
                continue
            words = self.memory.words[one.number - 1]
            case = self.memory.cases[words.case - 1]
            allowed = {threads.get(words.case)}
            if words.mentor is not None:
                allowed.add(self.dms[case.youth])
            assert one.channel_id in allowed, f"{words.text} stands in {one.channel_id}"
            places.setdefault(one.channel_id, []).append(one.number)
        for numbers in places.values():
            assert numbers == sorted(set(numbers)), f"twice, or out of order: {numbers}"

    async def _what_was_accepted_arrived(self, found: list[Found]) -> None:
        """P3: with its last correction, and what was deleted nowhere."""
        rows, vault = await self.world.stored(Message), self.world.bot.vault
        kept = [vault.open(row.words) if row.words is not None else None for row in rows]
        assert kept == [w.text if w.stands_in_thread else None for w in self.memory.words]
        handed_over = await self._handed_over()
        for words in self.memory.words:
            case = self.memory.cases[words.case - 1]
            copies = [f for f in found if f.number == words.number and f.by_us]
            in_thread = [f.version for f in copies if f.channel_id == self._threads[words.case]]
            in_dm = [f.version for f in copies if f.channel_id == self.dms[case.youth]]
            assert in_thread == ([words.version] if words.stands_in_thread else []), words
            if words.mentor is None:
                continue
            state = handed_over[words]
            if words.is_gone or state in {EntryState.MAILBOX, EntryState.READ}:
                assert in_dm == [], words
            elif state is EntryState.SENT:
                assert in_dm == [words.version], words
            else:
                assert words.is_let_go, f"{words} never left: {state}"
            if state is EntryState.READ and words.stands_in_thread:
                assert words.number in self.read, f"{words} counts as read"
        self._notes_stay_in_the_team()

    def _notes_stay_in_the_team(self) -> None:
        places = [
            (int(number), message.channel_id)
            for message, text in sight.standing(self.world)
            for number in sight.NOTES.findall(text)
        ]
        expected = [(n, self._threads[case]) for n, case in enumerate(self.memory.notes, start=1)]
        assert sorted(places) == sorted(expected)

    # -- hands -----------------------------------------------------------------------------------

    def do(self, step: Coroutine[Any, Any, Thing]) -> Thing:
        """Do something in the world, a moment after what was done before."""
        self.is_whole = False
        self.world.clock.at += timedelta(seconds=1)
        self.world.env.backend.clock._epoch += timedelta(seconds=1)
        done = self._runner.run(step)
        self._threads = self.see(self._where_threads_are())
        return done

    def moves_on(self, **amount: int) -> None:
        """Let time pass, and never stop in the moment in which something runs out: nobody can tell
        then which comes first."""
        self.do(self.world.later(**amount))
        while self.memory.runs_out_soon(self.world.clock()):
            self.do(self.world.later(minutes=2))
        self.memory.time_passed(self.world.clock())

    def see(self, look: Coroutine[Any, Any, Thing]) -> Thing:
        """Look at something, in no time."""
        return self._runner.run(look)

    def _may_wait(self, entry: OutboxEntry) -> bool:
        """Tell whether something waits for a yes, or for the morning, or is tidied later."""
        manner = self.world.bot.kinds[entry.card].manner.name
        return manner in {"FIRST", "NOTICE", "LIFELINE"} or entry.card in TIDYING

    async def _where_threads_are(self) -> dict[int, int]:
        tickets = await self.world.stored(Ticket)
        return {t.id: t.thread_id for t in tickets if t.thread_id is not None}

    async def _handed_over(self) -> "dict[Words, EntryState]":
        replies = {
            entry.args["message"]: entry.state
            for entry in await self.world.stored(OutboxEntry)
            if entry.card == "relay.to_youth"
        }
        return {w: replies[w.number] for w in self.memory.words if w.mentor is not None}

    def _case(self, pick: int) -> tuple[Case, Any]:
        """Return a request, mostly an open one, and its thread."""
        open_ones = [c for c in self.memory.cases if c.is_open]
        case = _one_of(self.memory.cases if pick % 5 == 0 else open_ones or self.memory.cases, pick)
        if case.number not in self._threads:
            return case, None
        return case, self.see(self.world.thread(case.number))

    def _mentor(self, holder: int | None, is_holder: bool) -> int:
        """Return who holds it, or the other one."""
        return (holder or 0) if is_holder else 1 - (holder or 0)

    def _copy(self, pick: int) -> tuple[Words, Any]:
        """Return a reply and its copy in the thread, if one stands there."""
        words = _one_of([w for w in self.memory.words if w.mentor is not None], pick)
        for message in self.world.env.backend.messages[self._threads[words.case]].values():
            if words.number in sight.words_in(sight.text_in(message)):
                thread = self.see(self.world.thread(words.case))
                return words, next(m for m in thread.history() if m.id == message.id)
        return words, None

    def _own_words(self, pick: int) -> tuple[Words, int]:
        words = _one_of([w for w in self.memory.words if w.dm_id and not w.is_gone], pick)
        return words, self.memory.cases[words.case - 1].youth

    def _in_dm(self, words: Words) -> Any:
        who = self.memory.cases[words.case - 1].youth
        return next(m for m in self.youths[who].user.dm_channel.history() if m.id == words.dm_id)

    def _is_ours(self, message: Any) -> bool:
        return message.author_id == self.world.env.backend.bot_user.id

    def _dm(self, who: int) -> list[Any]:
        return list(self.world.env.backend.messages[self.dms[who]].values())

    # -- the end ---------------------------------------------------------------------------------

    def teardown(self) -> None:
        """All recovers, a month passes, and everything has arrived; then the lights go out."""
        try:
            if self.is_whole:
                self._ends_well()
        finally:
            failed = not self.is_whole
            trouble = contextlib.suppress(BaseExceptionGroup, AssertionError)
            with trouble if failed else contextlib.nullcontext():
                self._runner.run(self._opened.__aexit__(None, None, None))
            self._runner.close()
            self._patch.undo()
            logging.getLogger().removeHandler(self._journal)
            logging.getLogger().setLevel(self._level)

    def _ends_well(self) -> None:
        self.is_failing, self.answers_lost = None, 0
        self.closed.clear()
        self._weather()
        for _ in range(3):
            self.moves_on(minutes=11)
            self.see(self._look())
        self.see(self._look(in_the_end=True))
        for who in range(len(self.youths)):
            self._reads(who)
        for amount in ({"days": 2}, {"hours": 12}, {"days": 30}, {"hours": 12}):
            self.moves_on(**amount)
            self.see(self._look(in_the_end=True))
        self.see(self._nothing_is_due())
        self.is_whole = True

    async def _nothing_is_due(self) -> None:
        now = self.world.clock()
        late = [c.id for c in await self.world.stored(CheckIn) if c.state is CheckInState.PLANNED]
        owed = [
            e.card
            for e in await self.world.stored(OutboxEntry)
            if e.state is EntryState.OWED and e.due_at <= now
        ]
        assert (late, owed) == ([], [])


def _one_of(things: Sequence[Thing], pick: int) -> Thing:
    """Return one, newer ones first: what is new is most often what people deal with."""
    return things[-1 - pick % len(things)]


@pytest.mark.slow
def test_the_promises_hold_whatever_people_do(templates: Templates, tmp_path: Path) -> None:
    worlds = itertools.count()

    def one_more() -> AnyOrder:
        return AnyOrder(templates, tmp_path / f"world-{next(worlds)}")

    is_long = settings.get_current_profile_name() == "long"
    how_long = settings(
        max_examples=settings().max_examples if is_long else 12,
        stateful_step_count=40 if is_long else 25,
        # One example is a whole bot on a database of its own: a second is what that takes.
        suppress_health_check=[HealthCheck.too_slow],
    )

    run_state_machine_as_test(
        cast("type[AnyOrder]", one_more),
        settings=how_long,
    )
