"""What people do over the months: each deed is one transaction through a service, one line in the
books, and the deeds that follow from it."""

import contextlib
from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from random import Random
from typing import Any

from bot import consents, facts
from bot.access import Actor
from bot.app import Maraude
from bot.closed_days import closed_days
from bot.db import WriteSession
from bot.redaction import Private
from cogs.followups import service as followups
from cogs.greeting import service as greeting
from cogs.privacy import service as privacy
from cogs.referrals import service as referrals
from cogs.referrals.rules import sheet_of
from cogs.relay import service as relay
from cogs.safeguarding import service as safeguarding
from cogs.tickets import service as tickets
from models import (
    Answer,
    Arrival,
    CheckIn,
    Community,
    EntryState,
    Hour,
    OutboxEntry,
    Outcome,
    Purpose,
    Reach,
    ReferralState,
    Topic,
)
from simulation import shape
from simulation.ledger import Ledger
from simulation.stage import Stage, as_mentor

Deed = Callable[[], Awaitable[None]]
KEPT_FOR_HOLDER = timedelta(hours=20)
"""Within this a mentor keeps the word given with a claim, also in the evening."""
A_LITTLE, BETWEEN_LOOKS = timedelta(minutes=65), timedelta(hours=13)
"""A claim without a word lapses once the team was there for an hour; then somebody must look."""


@dataclass
class Young:
    """Somebody who comes by."""

    discord_id: int
    community: str
    age_band: str | None
    reach: Reach
    campaign: str | None = None
    """The outing by which they came."""
    is_gone: bool = False
    """They asked to be forgotten."""
    talks: "Case | None" = None


@dataclass
class Case:
    """One request, as its youth and its mentor know it."""

    young: Young
    ticket_id: int
    topic: Topic
    campaign: str | None
    asked_at: datetime
    urgent: bool
    turns: int
    has_written: bool = False
    """Its youth did, in the form or later."""
    holder: int | None = None
    steps: set[str] = field(default_factory=set[str])
    """What is counted once of it, and was."""
    is_over: bool = False
    outcome: Outcome | None = None


class Life:
    """The deeds, and the books of what they made happen.

    Args:
        later: lets a deed be done at a moment.
        new_id: returns an id that Discord would give at this moment.
    """

    def __init__(
        self,
        bot: Maraude,
        stage: Stage,
        draw: Random,
        later: Callable[[datetime, Deed], None],
        new_id: Callable[[], int],
    ) -> None:
        self._bot, self._stage, self._draw, self._later = bot, stage, draw, later
        self._new_id = new_id
        self.ledger = Ledger(stage.zone)
        self._cases: dict[int, Case] = {}
        self._replies: dict[int, Case] = {}

    # ------------------------------------------------------------------------ a youth comes by

    async def come_by(self, young: Young) -> None:
        """Look at the panel; perhaps keep in touch, and perhaps take it back some day."""
        guild, outing = self._stage.guilds[young.community], self._number(young.campaign)
        await facts.seen(self._bot.db, guild, outing, now=self._now)
        self._note("seen", young)
        if not shape.happens(self._draw, "keeps in touch"):
            return
        async with self._deed(young) as (session, actor):
            kept = await greeting.keep_in_touch(
                session,
                self._bot.vault,
                actor,
                await self._community(session, young),
                locale="fr",
                version=consents.TEXT_VERSIONS[Purpose.KEEP_IN_TOUCH],
                outing=outing,
                now=self._now,
            )
        if kept is greeting.Kept.GREETED:
            self._note("opted-in", young, choice=Purpose.KEEP_IN_TOUCH)
        self._perhaps_leaves(young)

    async def ask(self, young: Young, campaign: str | None, *, urgent: bool) -> None:
        """Fill the form in, perhaps at an outing's panel; the words of who has an open request are
        added to it."""
        if young.is_gone:
            return
        topic = shape.picked(self._draw, shape.TOPICS)
        words = shape.URGENT_OPENING if urgent else self._draw.choice(shape.OPENINGS)
        request = tickets.Request(
            topic=topic,
            words=Private(words),
            age_band=young.age_band,
            reach=young.reach,
            check_ins=shape.happens(self._draw, "wants check-ins"),
            locale="fr",
            campaign_id=self._number(campaign),
        )
        async with self._deed(young) as (session, actor):
            community = await self._community(session, young)
            opened = await tickets.open_ticket(
                session, self._bot.vault, actor, community, request, now=self._now
            )
        if young.talks is not None:
            return
        case = self._begin(young, opened.ticket.id, topic, campaign, urgent=urgent)
        case.has_written = True
        if shape.happens(self._draw, "withdraws") and not urgent:
            self._in(shape.hours(self._draw, 2), self._withdraw, case)
        self._perhaps_leaves(young)

    def _begin(
        self, young: Young, ticket_id: int, topic: Topic, campaign: str | None, *, urgent: bool
    ) -> Case:
        turns = min(int(self._draw.expovariate(0.45)), 8)
        case = Case(young, ticket_id, topic, campaign, self._now, urgent, turns)
        self._cases[ticket_id] = young.talks = case
        self._count("asked", case, choice=self._hour_of(case))
        usual = 0.15 if urgent else 0.6
        delay = shape.hours(self._draw, usual, 0.8 if urgent else 1.2)
        self._later(
            self._now + delay if urgent else self._at_work(delay), partial(self._claim, case)
        )
        return case

    def _perhaps_leaves(self, young: Young) -> None:
        """Some write /stop one day, some ask to be forgotten, perhaps in mid-conversation."""
        if shape.happens(self._draw, "stops"):
            self._in(shape.hours(self._draw, 200), self._stop, young)
        if shape.happens(self._draw, "is forgotten"):
            self._in(shape.hours(self._draw, 200), self._forget, young)

    async def _stop(self, young: Young) -> None:
        async with self._deed(young) as (session, actor):
            await privacy.stop(session, self._bot.vault, actor, now=self._now)

    async def _forget(self, young: Young) -> None:
        """Everything about them goes; what was counted stays in the books."""
        if young.is_gone:
            return
        async with self._deed(young) as (session, actor):
            await privacy.forget(session, self._bot.vault, actor, now=self._now)
        young.is_gone = True
        if young.talks is not None:
            young.talks.is_over, young.talks = True, None

    async def _withdraw(self, case: Case) -> None:
        if case.is_over:
            return
        async with self._deed(case.young) as (session, actor):
            await tickets.withdraw(session, self._bot.vault, actor, case.ticket_id, now=self._now)
        self._ends(case, Outcome.WITHDRAWN)

    # --------------------------------------------------------------------- somebody looks after it

    async def _claim(self, case: Case) -> None:
        """Take a request; some claims lapse without a word, and another mentor takes it."""
        if case.is_over:
            return
        case.holder = case.holder or self._draw.choice(self._stage.staff)
        async with self._deed(case.holder) as (session, actor):
            if case.urgent:
                await safeguarding.seen(session, actor, case.ticket_id, now=self._now)
            await tickets.claim(session, actor, case.ticket_id, now=self._now)
        self._count_once("claimed", case, since=case.asked_at)
        await self._look_in(case)
        if shape.happens(self._draw, "lapses") and not case.urgent:
            back = self._at_work(A_LITTLE, after=timedelta(hours=24))
            self._later(back + BETWEEN_LOOKS, partial(self._lapsed, case))
            return
        delay = shape.hours(self._draw, 0.1 if case.urgent else 0.2)
        at = self._now + delay if case.urgent else self._at_work(delay)
        self._later(min(at, self._now + KEPT_FOR_HOLDER), partial(self._reply, case))

    async def _look_in(self, case: Case) -> None:
        """A second adult keeps an eye on a conversation with a minor."""
        if consents.is_minor(case.young.age_band):
            others = [who for who in self._stage.staff if who != case.holder]
            async with self._deed(self._draw.choice(others)) as (session, actor):
                ticket = await session.get_one(tickets.Ticket, case.ticket_id)
                if await tickets.lacks_second(session, ticket, now=self._now):
                    await tickets.second(session, actor, case.ticket_id, now=self._now)

    async def _lapsed(self, case: Case) -> None:
        case.holder = None
        self._later(self._at_work(shape.hours(self._draw, 0.5)), partial(self._claim, case))

    async def _reply(self, case: Case) -> None:
        """Answer; then it is the youth's turn, or time for goodbye."""
        if case.is_over or case.holder is None:
            return
        words = Private(self._draw.choice(shape.MENTORS_WORDS))
        async with self._deed(case.holder) as (session, actor):
            _, said = await relay.reply(
                session, self._bot.vault, actor, case.ticket_id, words, now=self._now
            )
        self._replies[said.id] = case
        sent = self._hour_of(case)
        self._count_once("answered", case, since=case.asked_at, choice=sent)
        if shape.happens(self._draw, "falls silent"):
            self._in(
                timedelta(days=9) + shape.hours(self._draw, 48), self._close, case, silent=True
            )
        elif case.turns > 0:
            self._later(self._awake(shape.hours(self._draw, 3, 1.3)), partial(self._write, case))
        elif shape.happens(self._draw, "is proposed a place") and not case.urgent:
            self._later(self._at_work(shape.hours(self._draw, 1)), partial(self._propose, case))
        else:
            self._later(self._at_work(shape.hours(self._draw, 8)), partial(self._close, case))

    async def _write(self, case: Case) -> None:
        """The youth writes on, in the DM or in the mailbox."""
        if case.is_over:
            return
        case.turns -= 1
        words = Private(self._draw.choice(shape.YOUTHS_WORDS))
        if case.young.reach is Reach.DM:
            await self._write_in_dm(case.young, words)
        else:
            async with self._deed(case.young) as (session, actor):
                await relay.write(
                    session, self._bot.vault, actor, case.ticket_id, words, now=self._now
                )
        case.has_written = True
        self._later(self._at_work(shape.hours(self._draw, 0.7)), partial(self._reply, case))

    async def _write_in_dm(self, young: Young, words: Private) -> None:
        letter = relay.Letter(self._new_id(), young.discord_id + 1, words)
        actor = Actor(young.discord_id, None)
        for _ in range(2):  # a DM that was never heard is read first, then it is heard
            async with self._bot.db.transaction() as session:
                heard = await relay.hear(session, self._bot.vault, actor, letter, now=self._now)
            if heard is not relay.Heard.READ_FIRST:
                break

    async def _close(self, case: Case, *, silent: bool = False) -> None:
        if case.is_over or case.holder is None:
            return
        endings = shape.URGENT_ENDINGS if case.urgent else shape.ENDINGS
        outcome = Outcome.NO_NEWS if silent else shape.picked(self._draw, endings)
        async with self._deed(case.holder) as (session, actor):
            await tickets.close(session, actor, case.ticket_id, outcome, now=self._now)
        self._ends(case, outcome)

    def _ends(self, case: Case, outcome: Outcome) -> None:
        case.is_over, case.young.talks, case.outcome = True, None, outcome
        self._count("closed", case, outcome=outcome)

    # ----------------------------------------------------------------------------- going further

    async def _propose(self, case: Case) -> None:
        """Propose a place; its youth decides later, and the mentor says goodbye some days on."""
        if case.is_over or case.holder is None:
            return
        place = self._draw.choice(self._stage.services)
        async with self._deed(case.holder) as (session, actor):
            proposed = await referrals.offer(
                session,
                self._bot.vault,
                actor,
                case.ticket_id,
                place,
                why=Private(shape.WHY),
                now=self._now,
            )
        self._count("referral-offered", case)
        decision = shape.picked(self._draw, shape.DECISIONS)
        if decision is not None:
            at = self._awake(shape.hours(self._draw, 6))
            self._later(at, partial(self._decide, case, proposed.id, decision))
        self._later(self._at_work(shape.hours(self._draw, 24)), partial(self._close, case))

    async def _decide(self, case: Case, referral_id: int, decision: ReferralState) -> None:
        if case.young.is_gone:
            return
        about: dict[str, Any] = {"now": self._now}
        async with self._deed(case.young) as (session, actor):
            if decision is not ReferralState.ACCEPTED:
                await referrals.choose(
                    session, self._bot.vault, actor, referral_id, decision, **about
                )
                return
            about["version"] = consents.TEXT_VERSIONS[Purpose.REFERRAL]
            sheet = sheet_of(["alias", "topic", "team"], {"name": "Camille"})
            await referrals.accept(session, self._bot.vault, actor, referral_id, sheet, **about)
        self._count("referral-accepted", case)

    async def _arrive(self, case: Case, referral_id: int, said: Arrival) -> None:
        if case.young.is_gone:
            return
        async with self._deed(case.young) as (session, actor):
            await referrals.answer(
                session, self._bot.vault, actor, referral_id, said, now=self._now
            )
        if said in {Arrival.WENT, Arrival.APPOINTMENT}:
            self._count("referral-arrived", case)
        elif said is Arrival.NO_ANSWER:
            self._count("referral-no-answer", case)

    # ----------------------------------------------------------------------------- what arrives

    async def reads(self, entries: list[OutboxEntry]) -> None:
        """Let youths see what arrived in their DM or mailbox, and answer what asks them
        something."""
        for entry in entries:
            about = entry.args
            match entry.card:
                case "relay.to_youth" if entry.state is EntryState.MAILBOX:
                    read = partial(self._read, self._replies[about["message"]], entry.id)
                    self._later(self._awake(shape.hours(self._draw, 2)), read)
                case "relay.to_youth":
                    self._hears(self._replies[about["message"]])
                case "tickets.goodbye":
                    self._hears_goodbye(self._cases[about["ticket"]])
                case "followups.check_in":
                    await self._is_asked_after(about["check_in"])
                case "referrals.question":
                    self._is_asked_what_became(self._cases[about["ticket"]], about["referral"])
                case _:
                    pass

    async def _read(self, case: Case, entry_id: int) -> None:
        """Open the mailbox and read what waits there."""
        async with self._bot.db.transaction() as session:
            waiting = await relay.entries_of(session, [entry_id])
            await relay.was_read(session, waiting, now=self._now)
        if waiting:
            self._hears(case)

    def _hears(self, case: Case) -> None:
        """Words of a mentor arrived: with words of the youth they make a conversation."""
        if case.has_written:
            self._count_once("conversation", case)

    def _hears_goodbye(self, case: Case) -> None:
        """A goodbye asks how it was, after most endings; nobody answers here."""
        if case.outcome not in shape.NOT_RATED:
            place, outing = case.young.community, case.campaign
            self.ledger.note("asked-to-rate", self._now, place, campaign=outing)

    def _is_asked_what_became(self, case: Case, referral_id: int) -> None:
        said = shape.picked(self._draw, shape.ARRIVALS)
        if said is not None:
            at = self._awake(shape.hours(self._draw, 8))
            self._later(at, partial(self._arrive, case, referral_id, said))

    async def _is_asked_after(self, check_in_id: int) -> None:
        async with self._bot.db.reading() as session:
            asked = await session.get_one(CheckIn, check_in_id)
        case = self._cases[asked.ticket_id]
        self._count("asked-after", case, choice=str(asked.days))
        said = shape.picked(self._draw, shape.ANSWERS)
        if said is not None:
            at = self._awake(min(shape.hours(self._draw, 5), timedelta(hours=36)))
            self._later(at, partial(self._answer, case, check_in_id, said))

    async def _answer(self, case: Case, check_in_id: int, said: Answer) -> None:
        """Press under a check-in; "I'd like to talk" opens a request for the same mentor first."""
        young, vault, again = case.young, self._bot.vault, None
        if young.is_gone:
            return
        async with self._deed(young) as (session, actor):
            if said is Answer.TALK:
                again = await tickets.open_again(session, vault, actor, check_in_id, now=self._now)
            else:
                await followups.answer(session, vault, actor, check_in_id, said, now=self._now)
        self._count("check-in-answered", case, choice=said)
        if again is not None and young.talks is None:
            beside = self._begin(young, again.ticket.id, case.topic, None, urgent=False)
            beside.holder = case.holder

    # ------------------------------------------------------------------------------------- tools

    @property
    def _now(self) -> datetime:
        return self._bot.now()

    @contextlib.asynccontextmanager
    async def _deed(self, who: Young | int) -> AsyncGenerator[tuple[WriteSession, Actor]]:
        """Open one transaction for one press of a youth in their community's server, or of a
        mentor in the team's."""
        press = self._new_id()
        if isinstance(who, Young):
            guild = self._stage.guilds[who.community]
            actor = Actor(who.discord_id, guild, interaction_id=press)
        else:
            actor = as_mentor(who, press)
        async with self._bot.db.transaction() as session:
            yield session, actor

    async def _community(self, session: WriteSession, young: Young) -> Community:
        return await session.get_one(Community, self._stage.communities[young.community])

    def _number(self, campaign: str | None) -> int | None:
        return self._stage.campaigns[campaign] if campaign is not None else None

    def _in(
        self, span: timedelta, deed: Callable[..., Awaitable[None]], *what: Any, **how: Any
    ) -> None:
        self._later(self._now + span, partial(deed, *what, **how))

    def _at_work(self, span: timedelta, *, after: timedelta = timedelta(0)) -> datetime:
        """Return the moment at which the team will have been there for that long."""
        team, zone, since = self._stage.team, self._stage.zone, self._now + after
        return team.week.after(since, span, zone, closed_days(team, since)) or since

    def _hour_of(self, case: Case) -> Hour:
        """Return whether the team was there when a request was sent."""
        team, at = self._stage.team, case.asked_at
        openings = team.week.openings(at, self._stage.zone, closed_days(team, at), days=1)
        return Hour.OPEN if any(first <= at < last for first, last in openings) else Hour.CLOSED

    def _awake(self, span: timedelta) -> datetime:
        return shape.awake(self._now + span, self._stage.zone)

    def _note(self, what: str, young: Young, **about: Any) -> None:
        self.ledger.note(what, self._now, young.community, campaign=young.campaign, **about)

    def _count_once(self, what: str, case: Case, **about: Any) -> None:
        if what not in case.steps:
            case.steps.add(what)
            self._count(what, case, **about)

    def _count(self, what: str, case: Case, **about: Any) -> None:
        community, campaign, topic = case.young.community, case.campaign, case.topic
        self.ledger.note(what, self._now, community, campaign=campaign, topic=topic, **about)
