"""One conversation and the processes that serve it, for tests about one fault each."""

import contextlib
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from tests.standin.book import MENTOR, YOUTH, Conversation, Fate, Word
from tests.standin.databases import owed, set_up
from tests.standin.people import Answer, Person, Town, a_town, addresses_of
from tests.standin.process import BotProcess, Home, until
from tests.standin.reading import sentence, text_of
from tests.standin.server import StandIn
from tests.standin.verdict import Verdict, judge

SOON = 15.0


@dataclass
class Scene:
    """A town, a bot that runs, one youth and one mentor who talk."""

    discord: StandIn
    town: Town
    home: Home
    talk: Conversation
    processes: list[BotProcess] = field(default_factory=list[BotProcess])

    @property
    def bot(self) -> BotProcess:
        """Return the first process."""
        return self.processes[0]

    @property
    def youth(self) -> Person:
        """Return the youth."""
        return self.talk.youth

    @property
    def thread(self) -> Any:
        """Return the team's thread."""
        return self.town.threads_of(self.talk.alias)[0]

    @property
    def dm_path(self) -> str:
        """Return where the bot posts what the youth reads."""
        return f"/channels/{self.youth.dm_id}/messages"

    @property
    def thread_path(self) -> str:
        """Return where the bot posts what the team reads."""
        return f"/channels/{self.thread.id}/messages"

    async def one_more_process(self) -> BotProcess:
        """Start a process of the bot."""
        process = BotProcess(self.home, self.discord, len(self.processes) + 1)
        self.processes.append(process)
        await process.start()
        await until(lambda: self.discord.backend.commands.get(None), SOON, "no commands")
        return process

    async def asks(self) -> Word:
        """The youth asks for help, and is told that it arrived."""
        word = self.talk.word(YOUTH)
        shown = await self.youth.type(self.town.welcome_id, "talk").wait(SOON)
        sent = self.youth.send_form(
            shown, topic=["school"], words=word.said(), age=[], wishes=["dm"]
        )
        found = sentence("tickets-receipt", "alias").search((await sent.wait(SOON)).said)
        assert found is not None
        self.talk.alias, word.fate = found["alias"], Fate.WRITTEN
        return word

    async def they_talk(self) -> None:
        """The youth asked for help, the mentor claimed it, both are told."""
        word = await self.asks()
        await until(lambda: self.stands(word), SOON, "the first words are not in the thread")
        answer = await self.talk.mentor.press(self.card, self.address("claim")).wait(SOON)
        assert "C'est toi" in answer.said, answer.said
        self.talk.is_claimed = True
        await self.rest()

    @property
    def card(self) -> Any:
        """Return the card in the staff channel."""
        return self.town.cards_of(self.talk.alias)[0]

    def address(self, what: str) -> str:
        """Return the address of a button of the card."""
        return next(a for a in addresses_of(self.card) if a.endswith(f":{what}"))

    def writes(self) -> Word:
        """The youth writes in the DM."""
        word = self.talk.word(YOUTH)
        word.message_id, word.fate = self.youth.write(word.said()), Fate.WRITTEN
        return word

    async def replies(self) -> Word:
        """The mentor replies, and is told that it leaves."""
        word = self.talk.word(MENTOR)
        answer = await self.reply_with(word).wait(SOON)
        assert sentence("relay-reply-leaves", alias=self.talk.alias).search(answer.said)
        word.fate = Fate.WRITTEN
        return word

    def reply_with(self, word: Word) -> Answer:
        """The mentor types /ticket reply."""
        return self.talk.mentor.type(self.thread.id, "ticket reply", words=word.said())

    def stands(self, word: Word, *, in_dm: bool = False) -> bool:
        """Tell whether its reader has a word before them."""
        places = [self.youth.dm_id] if in_dm else [t.id for t in self._threads()]
        texts = [
            text_of(message)
            for place in places
            for message in self.town.standing(place)
            if message.author_id != self.youth.id
        ]
        return any(word.token in text for text in texts)

    def _threads(self) -> list[Any]:
        return self.town.threads_of(self.talk.alias)

    async def rest(self, within: float = 40.0) -> None:
        """Wait until nothing is owed."""
        for _ in range(int(within / 0.25)):
            if await owed(self.home) == 0:
                return
            await until_later()
        raise TimeoutError("something is still owed")

    def verdict(self) -> Verdict:
        """Compare what stands with what was written."""
        return judge(self.town, [self.talk])


async def until_later() -> None:
    """Let a moment pass."""
    with contextlib.suppress(TimeoutError):
        await until(lambda: False, 0.25)


@contextlib.asynccontextmanager
async def a_scene(
    folder: Path,
    database: str,
    *,
    processes: int = 1,
    nonce_for: timedelta = timedelta(minutes=5),
    without: str = "",
    begun: bool = True,
    dials: dict[str, str] | None = None,
) -> AsyncGenerator[Scene]:
    """Build the town, start the processes, let two people talk; end the processes afterwards.

    Args:
        begun: their conversation has begun.
        dials: more MARAUDE_* variables, without their prefix.
    """
    async with StandIn(nonce_for=nonce_for) as discord:
        town = a_town(discord, youths=1, mentors=2)
        home = Home(folder, database, dials or {}, without)
        await set_up(home, town)
        talk = Conversation(0, town.youths[0], town.mentors[0], takes_dms=True, wishes_dm=True)
        scene = Scene(discord, town, home, talk)
        try:
            for _ in range(processes):
                await scene.one_more_process()
            if begun:
                await scene.they_talk()
            yield scene
        finally:
            for process in scene.processes:
                await process.kill()
