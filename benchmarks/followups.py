"""Thousands of follow-ups due in the same minute: their pace, and what live conversations notice of
it."""

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select, update

from benchmarks.acks import TALK
from benchmarks.crowd import Crowd
from benchmarks.dials import Dials
from benchmarks.fill import Raw, dm_id, pour, youth_id
from benchmarks.flying import one_by_one, refusals
from benchmarks.runners import BOT, Runner, a_home
from benchmarks.stage import Flight, Pace, Stage, Unanswered
from benchmarks.table import Check, Part, Row, brief, ratio, spread
from bot import clock
from bot.consents import TEXT_VERSIONS
from bot.db import Database
from bot.installation import open_vault
from bot.settings import Settings
from bot.vault import Vault
from models import (
    Alias,
    CheckIn,
    CheckInState,
    Consent,
    Outcome,
    Purpose,
    Reach,
    Team,
    Ticket,
    TicketState,
    Topic,
    Youth,
)
from tests.standin.databases import a_database, opened, set_up
from tests.standin.process import Home

YOUTHS_WHO_COME, AT_REST = 400, 200
A_PAUSE = 0.1
TWICE, ALMOST_ALL = 2.0, 0.95
BEGINS_WITHIN, SILENT_FOR = 150.0, 20.0
DAYS = 2
LONG_AGO = timedelta(days=DAYS + 1)


@dataclass(frozen=True)
class Left:
    """What became of the questions: when each arrived, how live presses were answered."""

    arrivals: list[list[float]]
    refused: int
    at_rest: list[Flight]
    meanwhile: list[Flight]


async def run(dials: Dials) -> list[Part]:
    """Let all of them fall due at once."""
    many, folder = dials.checkins, dials.below("followups")
    async with a_database("sqlite", folder, "") as url, Stage() as stage:
        home, crowd = a_home(folder, url), Crowd(stage, youths=YOUTHS_WHO_COME)
        await set_up(home, *crowd.towns)
        stage.mailboxes = {str(dm_id(number)): [] for number in range(1, many + 1)}
        bot = Runner(BOT, home, stage)
        try:
            await bot.start()
            await _planned(home, many, towns=len(crowd.towns))  # now: a start reads DMs back
            await stage.quiet(2.0)
            left = await _let_them_leave(stage, crowd, bot, home, dials)
        finally:
            await bot.stop()
    return [told(dials, many, left)]


async def _let_them_leave(
    stage: Stage, crowd: Crowd, bot: Runner, home: Home, dials: Dials
) -> Left:
    presses, boxes = crowd.talk(), list(stage.mailboxes.values())
    at_rest: list[Flight] = []
    for _ in range(dials.many(AT_REST, 20)):
        at_rest.append(await _pressed(presses, bot))
    stage.pace = Pace(dials.pace)
    async with opened(home) as db, db.transaction() as session:
        await session.execute(update(CheckIn).values(due_at=clock.now() - timedelta(seconds=1)))
    meanwhile: list[Flight] = []
    began = time.perf_counter()
    while not _is_over(stage, began):
        flight = await _pressed(presses, bot)
        if stage.boxed:
            meanwhile.append(flight)
    return Left(boxes, stage.pace.refused, at_rest, meanwhile)


async def _pressed(presses: Iterator[Flight], bot: Runner) -> Flight:
    flight = next(presses)
    await one_by_one([flight], bot)
    await asyncio.sleep(A_PAUSE)
    return flight


def _is_over(stage: Stage, began: float) -> bool:
    """Tell whether all of them arrived, or nothing more does.

    Raises:
        Unanswered: when none ever left.
    """
    now = time.perf_counter()
    if not stage.boxed:
        if now - began > BEGINS_WITHIN:
            raise Unanswered("no follow-up left")
        return False
    is_silent = now - stage.boxed_at > SILENT_FOR
    return is_silent or (stage.boxed >= len(stage.mailboxes) and all(stage.mailboxes.values()))


def told(dials: Dials, many: int, left: Left) -> Part:
    """Return what is to be told of them."""
    arrived = sorted(at for box in left.arrivals for at in box)
    seconds = arrived[-1] - arrived[0]
    pace = (len(arrived) - 1) / seconds if seconds else 0.0
    troubles = [
        f"{count} {what}"
        for what, count in (
            ("lost", sum(not box for box in left.arrivals)),
            ("doubled", sum(len(box) > 1 for box in left.arrivals)),
        )
        if count
    ]
    rest, busy = (spread([f.took for f in flights]) for flights in (left.at_rest, left.meanwhile))
    rows = (
        Row(
            ("they leave", f"{brief(pace)} a second in {brief(seconds)} s; {left.refused} refused"),
            (Check("pace", ratio(pace, dials.pace), ALMOST_ALL, at_least=True),),
            tuple(troubles),
        ),
        Row(("`/talk` at rest (ms)", str(rest)), (), tuple(refusals(left.at_rest, TALK.answer))),
        Row(
            ("`/talk` while they leave (ms)", str(busy)),
            (Check("p99", ratio(busy.p99, rest.p99), TWICE),),
            tuple(refusals(left.meanwhile, TALK.answer)),
        ),
    )
    seen = (
        f"{many:,} follow-ups due in the same minute (the aim speaks of 100,000: --checkins);"
        f" {dials.pace} calls a second are allowed, then refused; {len(left.meanwhile)} × `/talk`"
        " meanwhile, p50 / p95 / p99."
    )
    return Part("followups", "Follow-ups", ("what", "figures"), rows, (seen,))


async def _planned(home: Home, many: int, *, towns: int) -> None:
    """Store closed requests whose youths agreed to be asked, tomorrow for now."""
    settings = Settings.model_validate({"keys": {"file": home.keys}})
    async with opened(home) as db:
        vault = await open_vault(db, settings, now=clock.now())
        async with db.transaction() as session:
            for team in await session.scalars(select(Team)):
                team.quiet_until = team.quiet_from
        await _pour_all(db, vault, many, towns)


async def _pour_all(db: Database, vault: Vault, many: int, towns: int) -> None:
    now, numbers = clock.now(), range(1, many + 1)
    ended, purpose = now - LONG_AGO, Purpose.CHECK_INS

    def town(number: int) -> int:
        return number % towns + 1

    def youth(number: int) -> Raw:
        person = youth_id(number)
        return {
            "id": number, "lookup": vault.mark("youth", person), "locale": "fr",
            "discord_id": vault.seal(str(person)), "dm_channel_id": vault.seal(str(dm_id(number))),
            "heard_up_to": person, "created_at": ended, "last_seen_at": ended,
        }  # fmt: skip

    def alias(number: int) -> Raw:
        return {
            "id": number, "youth_id": number, "community_id": town(number),
            "team_id": town(number), "name": f"Lynx {number}", "created_at": ended,
        }  # fmt: skip

    def consent(number: int) -> Raw:
        return {
            "youth_id": number, "community_id": town(number), "purpose": purpose,
            "version": TEXT_VERSIONS[purpose], "given_at": ended,
        }  # fmt: skip

    def ticket(number: int) -> Raw:
        return {
            "id": number, "team_id": town(number), "community_id": town(number),
            "alias_id": number, "topic": Topic.SCHOOL, "reach": Reach.DM,
            "state": TicketState.CLOSED, "opened_at": ended, "changed_at": ended,
            "closed_at": ended, "outcome": Outcome.INFORMED, "not_with": [], "version": 1,
        }  # fmt: skip

    def check_in(number: int) -> Raw:
        tomorrow = now + timedelta(days=1)
        state = CheckInState.PLANNED
        return {"ticket_id": number, "days": DAYS, "due_at": tomorrow, "state": state}

    await pour(db, Youth, map(youth, numbers))
    await pour(db, Alias, map(alias, numbers))
    await pour(db, Consent, map(consent, numbers))
    await pour(db, Ticket, map(ticket, numbers))
    await pour(db, CheckIn, map(check_in, numbers))
