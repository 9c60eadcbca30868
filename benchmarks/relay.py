"""How long words travel: from a youth's DM to the thread, and from a mentor's reply to the DM."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from benchmarks.crowd import Crowd
from benchmarks.dials import Dials
from benchmarks.flying import one_by_one, refusals
from benchmarks.runners import BOT, Runner, a_home
from benchmarks.stage import DEFERRED, Flight, Stage, Unanswered
from benchmarks.table import Part, Row, spread
from tests.standin.databases import a_database, set_up
from tests.standin.people import Person, Town
from tests.standin.process import until

CONVERSATIONS, WORDS = 20, 200
WITHIN = 30.0


@dataclass(frozen=True)
class Talk:
    """A youth, a mentor, the thread between them."""

    youth: Person
    mentor: Person
    thread_id: int


async def run(dials: Dials) -> list[Part]:
    """Let words travel one at a time, each way."""
    many, folder = dials.many(WORDS), dials.below("relay")
    async with a_database("sqlite", folder, "") as url, Stage() as stage:
        crowd = Crowd(stage, youths=CONVERSATIONS, towns=1, mentors=CONVERSATIONS)
        home = a_home(folder, url, DELIVERY__OPEN_DM_EVERY="0")
        await set_up(home, *crowd.towns)
        bot = Runner(BOT, home, stage)
        try:
            await bot.start()
            talks = await _begun(crowd, bot)
            turns = [talks[number % len(talks)] for number in range(many)]
            to_thread = [await _timed(stage, talk.thread_id, _writes(talk)) for talk in turns]
            replies = [_reply(crowd, talk) for talk in turns]
            to_dm = [
                await _timed(stage, talk.youth.dm_id, _replies(bot, reply))
                for talk, reply in zip(turns, replies, strict=True)
            ]
        finally:
            await bot.stop()
    troubles = tuple(refusals(replies, DEFERRED))
    rows = (
        Row(("a youth's words, from the DM to the thread", str(spread(to_thread)))),
        Row(("a mentor's reply, from the command to the DM", str(spread(to_dm))), (), troubles),
    )
    seen = f"{many} each way, one at a time, in {CONVERSATIONS} conversations; there is no floor."
    return [Part("relay", "Relay", ("way", "p50 / p95 / p99 (ms)"), rows, (seen,))]


async def _begun(crowd: Crowd, bot: Runner) -> list[Talk]:
    """Let every youth ask and every mentor claim."""
    town = crowd.towns[0]
    form = crowd.type(town.youths[-1], town.welcome_id, "talk")
    await one_by_one([form], bot)
    crowd.learn(form, town)
    talks: list[Talk] = []
    for youth, mentor in zip(town.youths, town.mentors, strict=True):
        known = {thread.id for thread in town.threads()}
        await one_by_one([crowd.request(town, youth, ["dm"])], bot)
        await until(crowd.count_claimable, WITHIN)
        await bot.stage.quiet(0.3)
        thread = next(thread for thread in town.threads() if thread.id not in known)
        await one_by_one([_claim(crowd, town, mentor)], bot)
        await bot.stage.quiet(0.3)
        talks.append(Talk(youth, mentor, thread.id))
    return talks


def _reply(crowd: Crowd, talk: Talk) -> Flight:
    return crowd.type(talk.mentor, talk.thread_id, "ticket reply", words="Oui, je regarde.")


def _claim(crowd: Crowd, town: Town, mentor: Person) -> Flight:
    found = crowd.claimable(town)[-1]
    return crowd.press(mentor, *found)


def _writes(talk: Talk) -> Callable[[], Awaitable[float]]:
    async def write() -> float:
        left_at = time.perf_counter()
        talk.youth.write("Je suis là, je réfléchis encore.")
        return left_at

    return write


def _replies(bot: Runner, reply: Flight) -> Callable[[], Awaitable[float]]:
    async def send() -> float:
        await bot.stage.send(reply, bot.session)
        return reply.left_at

    return send


async def _timed(stage: Stage, channel_id: int, begin: Callable[[], Awaitable[float]]) -> float:
    """Return the seconds until words are posted in a channel.

    Raises:
        Unanswered: when they never are.
    """
    before, wanted = len(stage.heard), f"POST /channels/{channel_id}/messages"
    left_at = await begin()
    for _ in range(int(WITHIN / 0.002)):
        for at, call in stage.heard[before:]:
            if call == wanted:
                await stage.quiet(0.1)
                return at - left_at
        await asyncio.sleep(0.002)
    raise Unanswered("words never arrived")
