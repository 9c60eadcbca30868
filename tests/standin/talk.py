"""How youths and mentors behave: they ask, claim, write, change their minds, look before they
try again."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from tests.standin.book import MENTOR, YOUTH, Conversation, Fate, Word, tokens_in
from tests.standin.people import Answer, NotAnswered, Town, addresses_of
from tests.standin.reading import sentence, text_of

OLD_ENOUGH_TO_CHANGE = 4


@dataclass
class Story:
    """One conversation while everything around it breaks.

    Args:
        turn: waits until it is time for the next word; False when there are no more.
        is_over: tells that the run ends.
    """

    town: Town
    conversation: Conversation
    dice: random.Random
    turn: Callable[[str], Awaitable[bool]]
    is_over: Callable[[], bool]
    changes: float = 0.06
    problems: list[str] = field(default_factory=list[str])

    async def play(self) -> None:
        """Ask, claim, then talk, both at the same time."""
        await self._ask()
        if not self.conversation.alias:
            return
        await asyncio.gather(self._youth_talks(), self._claim_and_talk())

    # -- the beginning ---------------------------------------------------------------------------

    async def _ask(self) -> None:
        talk = self.conversation
        while not self.is_over() and not talk.alias:
            try:
                shown = await talk.youth.type(self.town.welcome_id, "talk").wait()
                if shown.form is None:
                    self._recognised(shown, "tickets-already-open")
                else:
                    await self._send_request(shown)
            except NotAnswered:
                await self._pause(0.5)

    async def _send_request(self, shown: Answer) -> None:
        talk = self.conversation
        word = talk.word(YOUTH)
        wishes = ["dm"] if talk.wishes_dm else []
        sent = talk.youth.send_form(
            shown, topic=["school"], words=word.said(), age=[], wishes=wishes
        )
        await sent.wait()
        if self._recognised(sent, "tickets-receipt"):
            word.fate = Fate.WRITTEN

    def _recognised(self, answer: Answer, key: str) -> bool:
        found = sentence(key, "alias").search(answer.said)
        if found is not None:
            self.conversation.alias = found["alias"]
        return found is not None

    async def _claim_and_talk(self) -> None:
        talk = self.conversation
        while not self.is_over() and not talk.is_claimed:
            try:
                cards = self.town.cards_of(talk.alias)
                claim = next(
                    (a for c in cards for a in addresses_of(c) if a.endswith(":claim")), ""
                )
                if claim:
                    answer = await talk.mentor.press(cards[0], claim).wait()
                    talk.is_claimed = any(
                        sentence(key, *names).search(answer.said) is not None
                        for key, names in (
                            ("tickets-claimed-mentor", ("alias", "until")),
                            ("tickets-already-mine", ()),
                        )
                    )
                elif cards:
                    talk.is_claimed = True
                await self._pause(0.3)
            except NotAnswered:
                await self._pause(0.5)
        await self._mentor_talks()

    # -- the youth -------------------------------------------------------------------------------

    async def _youth_talks(self) -> None:
        talk = self.conversation
        while await self.turn(YOUTH):
            if not talk.takes_dms:
                await self._youth_reads_and_writes()
            else:
                self.youth_writes()
                if self.dice.random() < 0.15:
                    self.youth_writes()
                    self.youth_writes()
                if self.dice.random() < self.changes:
                    self.youth_changes_a_word()
            await self._pause(0.4)

    def youth_writes(self) -> None:
        """Write in the DM."""
        talk = self.conversation
        word = talk.word(YOUTH)
        word.message_id = talk.youth.write(word.said())
        word.fate = Fate.WRITTEN

    def youth_changes_a_word(self) -> None:
        """Correct, or take back, something written a moment ago in the DM."""
        talk = self.conversation
        word = self._one_to_change(YOUTH)
        if word is None or word.message_id is None:
            return
        word.was_changed = True
        if self.dice.random() < 0.6:
            word.versions = {2}
            talk.youth.edit(word.message_id, word.said(2))
        else:
            word.taken_back = True
            talk.youth.delete(word.message_id)

    async def _youth_reads_and_writes(self) -> None:
        """Read /messages, then perhaps answer there."""
        talk = self.conversation
        try:
            answer = await self.read_mailbox()
            write = [
                (m, a) for m in answer.messages for a in addresses_of(m) if "relay:write:" in a
            ]
            if not write or self.dice.random() < 0.3:
                return
            shown = await talk.youth.press(*write[0]).wait()
            if shown.form is None:
                return
            word = talk.word(YOUTH)
            sent = await talk.youth.send_form(shown, words=word.said()).wait()
            if sentence("relay-passed-on").search(sent.said):
                word.fate = Fate.WRITTEN
        except NotAnswered:
            await self._pause(0.5)

    async def read_mailbox(self) -> Answer:
        """Type /messages and read what comes."""
        answer = await self.conversation.youth.type(self.town.welcome_id, "messages").wait()
        await asyncio.sleep(0.5)
        self.conversation.readings.append(answer.texts)
        return answer

    # -- the mentor ------------------------------------------------------------------------------

    async def _mentor_talks(self) -> None:
        while await self.turn(MENTOR):
            word: Word | None = None
            try:
                thread = self._thread()
                if thread is None:
                    await self._pause(0.5)
                    continue
                if self.dice.random() < self.changes:
                    await self._mentor_changes_a_word(thread)
                word = self.conversation.word(MENTOR)
                await self._mentor_writes(thread, word)
            except NotAnswered:
                await self._look(word)
            await self._pause(0.4)

    def _thread(self) -> Any:
        return next(iter(self.town.threads_of(self.conversation.alias)), None)

    async def _mentor_writes(self, thread: Any, word: Word) -> None:
        talk = self.conversation
        reply = [
            (m, a)
            for m in self.town.standing(thread.id)
            for a in addresses_of(m)
            if "relay:reply:" in a
        ]
        if reply and self.dice.random() < 0.3:
            shown = await talk.mentor.press(*reply[-1]).wait()
            if shown.form is None:
                return
            answer = await talk.mentor.send_form(shown, words=word.said()).wait()
        else:
            answer = await talk.mentor.type(thread.id, "ticket reply", words=word.said()).wait()
        if sentence("relay-reply-leaves", alias=talk.alias).search(answer.said):
            word.fate = Fate.WRITTEN
        else:
            self.problems.append(f"{word.token}: {answer.said[:80]!r}")

    async def _look(self, word: Word | None) -> None:
        """Nobody answered: whose copy stands in the thread was taken in all the same."""
        await self._pause(1.5)
        thread = self._thread()
        if word is None or thread is None:
            return
        there = {t for m in self.town.standing(thread.id) for t, _ in tokens_in(text_of(m))}
        if word.token in there:
            word.fate = Fate.WRITTEN

    async def _mentor_changes_a_word(self, thread: Any) -> None:
        word = self._one_to_change(MENTOR)
        copy = next(
            (
                m
                for m in self.town.standing(thread.id)
                if word is not None and word.token in text_of(m)
            ),
            None,
        )
        if word is None or copy is None:
            return
        word.was_changed = True
        edit = [a for a in addresses_of(copy) if a.startswith("relay:edit:")]
        erase = [a for a in addresses_of(copy) if a.startswith("relay:erase:")]
        if edit and self.dice.random() < 0.6:
            await self._mentor_edits(word, copy, edit[0])
        elif erase:
            word.perhaps_taken_back = True
            answer = await self.conversation.mentor.press(copy, erase[0]).wait()
            word.taken_back = sentence("relay-taken-back").search(answer.said) is not None

    async def _mentor_edits(self, word: Word, copy: Any, address: str) -> None:
        mentor = self.conversation.mentor
        shown = await mentor.press(copy, address).wait()
        if shown.form is None:
            return
        word.versions = {1, 2}
        answer = await mentor.send_form(shown, words=word.said(2)).wait()
        if sentence("relay-corrected").search(answer.said):
            word.versions = {2}

    # -- the end ---------------------------------------------------------------------------------

    async def close(self) -> None:
        """The mentor says goodbye, once all that the youth wrote is there."""
        talk = self.conversation
        cards = self.town.cards_of(talk.alias)
        close = next((a for c in cards for a in addresses_of(c) if a.endswith(":close")), "")
        if not close:
            return
        try:
            shown = await talk.mentor.press(cards[0], close).wait()
            if shown.form is None:
                return
            talk.is_perhaps_closed = True
            answer = await talk.mentor.send_form(shown, outcome=["listened"]).wait()
            if sentence("tickets-closed-mentor", alias=talk.alias).search(answer.said):
                talk.is_closed, talk.is_perhaps_closed = True, False
        except NotAnswered:
            return

    def _one_to_change(self, side: str) -> Word | None:
        fit = [
            word
            for word in self.conversation.by(side)[-OLD_ENOUGH_TO_CHANGE:]
            if word.fate is Fate.WRITTEN and not word.was_changed
        ]
        return self.dice.choice(fit) if fit else None

    async def _pause(self, longest: float) -> None:
        await asyncio.sleep(self.dice.uniform(0.02, longest))
