"""What can happen to a request: open, claim, release, close."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import delete, func, select, update

from bot import access, consents, facts, outbox, waiting
from bot.access import Actor
from bot.closed_days import closed_days
from bot.db import ReadSession, WriteSession
from bot.errors import (
    BadInput,
    Conflict,
    Gone,
    GoneForTeam,
    NotAllowed,
    NotSetUp,
    NotYours,
    TooFast,
)
from bot.redaction import Private, tells_who
from bot.vault import Vault
from cogs.duty import service as duty
from cogs.followups import service as followups
from cogs.mentors import service as mentors
from cogs.safeguarding import service as safeguarding
from cogs.tickets import queries, rules
from cogs.tickets.rules import Ending, address_of
from models import (
    IS_OPEN,
    ActorKind,
    Alias,
    Answer,
    Community,
    Hour,
    Mentor,
    Message,
    MessageAuthor,
    MessageVia,
    Note,
    OutboxEntry,
    Outcome,
    Picture,
    Purpose,
    Reach,
    Team,
    Ticket,
    TicketEvent,
    TicketState,
    Topic,
    Youth,
)

LONGEST_WORDS = 1500
LONGEST_PUSH = timedelta(days=7)


class BlankWords(BadInput):
    """A form with only blanks."""

    key = "error-blank-words"


class UnderAge(BadInput):
    """Somebody under the team's age floor: nothing is stored."""

    key = "tickets-under-age"


class AlreadyClaimed(Conflict):
    """Another mentor was faster."""

    key = "tickets-already-claimed"


class AlreadyMine(Conflict):
    """The mentor holds it already."""

    key = "tickets-already-mine"


class OfferedFirst(Conflict):
    """It is kept for a while for the mentor who knows the youth."""

    key = "tickets-offered-first"


class NotVetted(NotAllowed):
    """A minor's request is for mentors for whom the lead answers."""

    key = "tickets-not-vetted"


class SecondFirst(NotAllowed):
    """Nobody answers a minor alone: a second adult looks in before the first reply."""

    key = "tickets-second-first"


class SecondNoLonger(SecondFirst):
    """No lead answers any more for the second adult: another one looks in first."""

    key = "tickets-second-no-longer"


class TheSamePerson(Conflict):
    """Who answers cannot be the one who keeps an eye on it."""

    key = "tickets-same-person"


class OutcomeGone(Conflict):
    """The team took this word for an ending off its list meanwhile."""

    key = "tickets-outcome-gone"


class NotHolder(Conflict):
    """Only who holds the request can do this."""

    key = "tickets-not-holder"


class ColleagueNotVetted(BadInput):
    """A minor's request cannot be passed on to a mentor for whom no lead answers."""

    key = "tickets-colleague-not-vetted"


class AnotherWished(Conflict):
    """The youth would rather talk to somebody else."""

    key = "tickets-another-wished"


class ClaimFirst(Conflict):
    """Nobody holds the request yet."""

    key = "tickets-claim-first"


@dataclass(frozen=True)
class Request:
    """What a youth wrote in the form; not stored until :func:`open_ticket` accepts it."""

    topic: Topic
    words: Private
    age_band: str | None
    reach: Reach
    check_ins: bool
    locale: str
    version: int = 1
    """Of the wording beside which check-ins were ticked."""
    campaign_id: int | None = None
    """The outing on which it began, as the form's address says; it may be none of the team's."""

    @cached_property
    def sounds_dangerous(self) -> bool:
        """Tell whether the words sound like danger."""
        return safeguarding.sounds_dangerous(self.words)


@dataclass(frozen=True)
class Opened:
    """A request that arrived, and what may be expected."""

    ticket: Ticket
    expectation: rules.Expectation
    too_young_for_check_ins: bool


async def open_ticket(
    session: WriteSession,
    vault: Vault,
    actor: Actor,
    community: Community,
    request: Request,
    *,
    now: datetime,
    admit: Callable[[], None] = lambda: None,
) -> Opened:
    """Take a request in; words of somebody with an open one are added to it.

    Args:
        admit: asked before a new request that does not sound like danger is taken in, once nothing
        else speaks against it; it may refuse.

    Raises:
        UnderAge: nothing is stored.
        BlankWords: nothing is stored.
        Blocked: for somebody the team no longer answers; nothing is stored.
        TooFast: when the same person opened many lately, or ``admit`` says so, unless the words
        sound like danger.
    """
    if request.age_band == rules.UNDER_FLOOR:
        raise UnderAge(age=community.team.age_floor)
    if not request.words.reveal():
        raise BlankWords
    age_band = (
        request.age_band if request.age_band in rules.age_bands(community.team.age_floor) else None
    )
    await access.require_welcome(session, vault, actor, community.team_id, now=now)
    youth = await access.youth_or_new(session, vault, actor, request.locale, now=now)
    may_agree = consents.may_agree(age_band or await consents.age_known(session, youth.id))
    if not may_agree:
        await consents.withdraw(session, youth.id, now=now)
    elif request.check_ins:
        purpose, version = Purpose.CHECK_INS, request.version
        await consents.give(session, youth, community, purpose, version=version, now=now)
    known = next(iter(await queries.open_of(session, youth.id, community.id)), None)
    if known is None and not request.sounds_dangerous:
        await _not_too_many(session, youth.id, now=now)
        admit()
    expectation = await expectation_now(session, community, now=now)
    ticket = known or await _begin(session, youth, community, request, age_band, now=now)
    await _take_age_down(session, ticket, age_band, now=now)
    message = Message(
        ticket_id=ticket.id,
        author=MessageAuthor.YOUTH,
        via=MessageVia.FORM,
        words=vault.seal_words(request.words),
        veiled=tells_who(request.words),
        written_at=now,
    )
    session.add(message)
    await waiting.hear(session, ticket, now=now)
    await session.flush()
    outbox.promise(
        session,
        "relay.to_thread",
        once=f"thread:{message.id}",
        now=now,
        ticket_id=ticket.id,
        args={"message": message.id},
    )
    if message.veiled:
        outbox.promise(
            session,
            "relay.veiled",
            once=f"veiled:{message.id}",
            now=now,
            youth_id=ticket.alias.youth_id,
            community_id=ticket.community_id,
            args={"ticket": ticket.id, "message": message.id},
        )
    await _call_for_somebody(session, ticket, request, is_new=known is None, now=now)
    return Opened(ticket, expectation, request.check_ins and not may_agree)


async def knows_them(
    session: ReadSession, vault: Vault, actor: Actor, check_in_id: int
) -> tuple[Team, Mentor] | None:
    """Return the mentor who knows the youth of a check-in, with their team.

    Raises:
        NotYours: when the question was never asked of this person.
    """
    check_in = await access.own_check_in(session, vault, actor, check_in_id)
    mentor = check_in.ticket.mentor
    return (check_in.ticket.community.team, mentor) if mentor is not None else None


async def open_again(
    session: WriteSession,
    vault: Vault,
    actor: Actor,
    check_in_id: int,
    *,
    now: datetime,
    left: Mentor | None = None,
) -> rules.Again:
    """Answer "I'd like to talk": a new request beside the old one, kept a while for the mentor who
    knows the youth, unless that mentor is no longer there, or not wished for.

    Args:
        left: who carries none of the team's roles any more.

    Raises:
        NotYours: when the question was never asked of this person.
        Gone: when it was answered already.
        NotSetUp: when the team no longer serves that community.
        Blocked: for somebody the team no longer answers.
    """
    check_in = await followups.answer(session, vault, actor, check_in_id, Answer.TALK, now=now)
    old = check_in.ticket
    await access.require_welcome(session, vault, actor, old.team_id, now=now)
    known = next(iter(await queries.open_of(session, old.alias.youth_id, old.community_id)), None)
    if known is not None:
        return rules.Again(known, known=None)
    if old.community.ended_at is not None:
        raise NotSetUp(old.community.country)
    offer = Ticket(topic=old.topic, age_band=old.age_band, reach=old.reach, previous_id=old.id)
    unwanted = await queries.rather_not_with(session, old.alias_id)
    mentor = old.mentor if old.mentor_id not in unwanted else None
    has_left = mentor is not None and left is not None and left.id == mentor.id
    comes = mentor is not None and not has_left and not await mentors.seems_gone(session, mentor)
    if comes:
        offer.offered_to, offer.offered_until = mentor, now + rules.OFFER_FIRST
    ticket = await _new_ticket(session, old.alias, old.community, offer, now=now)
    await _nod(session, ticket, now=now)
    outbox.promise(
        session, "tickets.back_again", once=f"back-again:{ticket.id}", now=now, ticket_id=ticket.id
    )
    await _offer(session, ticket, now=now)
    shunned = {*unwanted, *([mentor.id] if mentor is not None else [])}
    other = None if comes else await duty.somebody_there(session, old.team_id, shunned, now=now)
    return rules.Again(ticket, mentor, comes=comes, other=other)


async def claim(session: WriteSession, actor: Actor, ticket_id: int, *, now: datetime) -> Ticket:
    """Take a waiting request; the youth learns who answers.

    Raises:
        NotYours: when it is missing or another team's.
        NotIntroduced: when the mentor never said who they are.
        AlreadyClaimed, AlreadyMine, OfferedFirst, Gone: when it is not to be had.
        NotVetted: when a minor asks and no lead answers for this mentor.
        AnotherWished: when the youth would rather talk to somebody else.
    """
    ticket = await access.ticket_for(session, actor, ticket_id)
    mentor = await mentors.introduced(session, actor)
    if not ticket.is_open:
        raise GoneForTeam
    if ticket.mentor is not None:
        raise (
            AlreadyMine
            if ticket.mentor_id == mentor.id
            else AlreadyClaimed(mentor=ticket.mentor.first_name)
        )
    if rules.is_offered_to_another(
        ticket.offered_to_id, ticket.offered_until, mentor_id=mentor.id, now=now
    ):
        raise OfferedFirst(
            mentor=ticket.offered_to.first_name if ticket.offered_to else "",
            until=_moment(ticket.offered_until),
        )
    require_wanted(ticket, mentor)
    _require_vetted(actor, ticket, mentor, now=now)
    if not await queries.was_claimed(session, ticket.id):
        _count(session, "claimed", ticket, now=now, waited=now - ticket.opened_at)
    await _give_to(session, ticket, mentor, "claimed", now=now)
    return ticket


async def second(session: WriteSession, actor: Actor, ticket_id: int, *, now: datetime) -> Ticket:
    """Keep an eye on a conversation with a minor; the youth learns who does.

    Raises:
        NotYours: when it is missing or another team's.
        NotIntroduced: when the mentor never said who they are.
        TheSamePerson: for who answers.
        NotVetted: when no lead answers for this mentor.
        Gone: when it is over, or somebody does already for whom a lead answers.
    """
    ticket = await access.ticket_for(session, actor, ticket_id)
    mentor = await mentors.introduced(session, actor)
    if not ticket.is_open or not await lacks_second(session, ticket, now=now):
        raise GoneForTeam
    if ticket.mentor_id == mentor.id:
        raise TheSamePerson
    _require_vetted(actor, ticket, mentor, now=now)
    ticket.second_by = actor.discord_id
    note_step(session, ticket, ActorKind.MENTOR, "second", now=now, mentor=mentor)
    await session.flush()
    outbox.promise(
        session,
        "tickets.second",
        once=f"tickets.second:{ticket.id}:{ticket.version}",
        now=now,
        youth_id=ticket.alias.youth_id,
        community_id=ticket.community_id,
        args={"ticket": ticket.id, "mentor": mentor.id},
    )
    await redraw(session, ticket, now=now)
    return ticket


async def release(session: WriteSession, actor: Actor, ticket_id: int, *, now: datetime) -> Ticket:
    """Give a request back to the queue; the youth is told that it stays in good hands.

    Raises:
        NotYours: when it is missing or another team's.
        NotHolder: when somebody else holds it.
    """
    ticket, mentor = await held(session, actor, ticket_id)
    await _give_back(session, ticket, ActorKind.MENTOR, "released", now=now, mentor=mentor)
    return ticket


async def give_back_unanswered(session: WriteSession, *, now: datetime) -> int:
    """Return claims on which no reply followed in time to the queue, and tell their mentors; whose
    youth waits longest first. Return how many."""
    longest_first = (func.coalesce(Ticket.youth_waits_since, Ticket.answer_by), Ticket.id)
    late = (
        select(Ticket.id)
        .where(Ticket.state == TicketState.ACTIVE, Ticket.answer_by <= now)
        .order_by(*longest_first)
        .limit(100)
        .with_for_update(skip_locked=True)
    )
    ids = (await session.scalars(late)).all()
    held = select(Ticket).where(Ticket.id.in_(ids)).order_by(*longest_first)
    tickets = (await session.scalars(held)).all()
    for ticket in tickets:
        await lapse(session, ticket, now=now)
    return len(tickets)


async def lapse(session: WriteSession, ticket: Ticket, *, now: datetime) -> None:
    """Return a claim to the queue whose mentor let its youth wait, and tell the mentor."""
    mentor = ticket.mentor
    outbox.promise(
        session,
        "tickets.claim_lapsed",
        once=f"lapsed:{ticket.id}:{ticket.version}",
        now=now,
        ticket_id=ticket.id,
        args={"mentor": mentor.discord_id if mentor else None},
    )
    await _give_back(session, ticket, ActorKind.SYSTEM, "claim-lapsed", now=now, mentor=mentor)


async def close(
    session: WriteSession, actor: Actor, ticket_id: int, outcome: str, *, now: datetime
) -> Ticket:
    """Say goodbye, and plan to ask later how things went. Who closes what sounded like danger has
    seen it.

    Raises:
        NotYours: when it is missing or another team's, or the outcome is none of ours.
        OutcomeGone: when the team took the word for it off its list.
        NotHolder: when somebody else holds it.
        Gone: when it is closed already.
    """
    ticket = await access.ticket_for(session, actor, ticket_id)
    mentor = await mentors.introduced(session, actor)
    if not ticket.is_open:
        raise GoneForTeam
    if ticket.mentor is not None and ticket.mentor_id != mentor.id:
        raise NotHolder(mentor=ticket.mentor.first_name)
    ending = ending_of(ticket.community.team, outcome)
    safeguarding.looked_at(session, actor, ticket, now=now)
    ticket.mentor = mentor
    await part(session, ticket, ending, ActorKind.MENTOR, now=now)
    return ticket


def ending_of(team: Team, written: str) -> Ending:
    """Return how a request ends, as a mentor's form says it.

    Raises:
        OutcomeGone: for a word that the team took off its list.
        NotYours: for what no form of ours ever offered.
    """
    own = {address_of(name): Ending(Outcome(meant), name) for name, meant in team.outcomes}
    if written in own:
        return own[written]
    if written.startswith(address_of("")):
        raise OutcomeGone
    if written not in list(Outcome) or written == Outcome.WITHDRAWN:
        raise NotYours
    return Ending(Outcome(written))


async def part(
    session: WriteSession, ticket: Ticket, ending: Ending, by: ActorKind, *, now: datetime
) -> None:
    """Close an open request with a goodbye, unless it was nobody's, and plan to ask later."""
    await _end(session, ticket, ending, now=now)
    note_step(session, ticket, by, "closed", now=now, mentor=ticket.mentor, why=ending.outcome)
    if ending.outcome is not Outcome.SPAM:
        await followups.plan(session, ticket, now=now)
        await _told_youth(session, ticket, "tickets.goodbye", now=now)
    _ask_how_it_was(session, ticket, now=now)


def asks_for_mark(ticket: Ticket) -> bool:
    """Tell whether the goodbye of a request asks how it was."""
    return rules.asks_for_mark(ticket.outcome) and ticket.community.ended_at is None


def asked_how_it_was(session: WriteSession, ticket: Ticket, *, now: datetime) -> None:
    """Count a goodbye that asked for a mark; what the request was about is left out."""
    if asks_for_mark(ticket):
        where, outing = ticket.community, ticket.campaign_id
        facts.count(session, "asked-to-rate", where, at=now, campaign_id=outing)


def _ask_how_it_was(session: WriteSession, ticket: Ticket, *, now: datetime) -> None:
    """Ask who held what sounded like danger whether they would like to talk about it."""
    if ticket.urgent and ticket.mentor is not None:
        who = {"mentor": ticket.mentor.discord_id}
        once = f"debrief:{ticket.id}"
        outbox.promise(session, "waits.debrief", once=once, now=now, ticket_id=ticket.id, args=who)


async def withdraw(
    session: WriteSession, vault: Vault, actor: Actor, ticket_id: int, *, now: datetime
) -> Ticket:
    """Take one's own request back; the team is told, nothing is asked later. When it sounded like
    danger, the team is called until somebody has seen it all the same.

    Raises:
        NotYours: when it is missing or somebody else's.
        Gone: when it is closed already.
    """
    ticket = await access.own_ticket(session, vault, actor, ticket_id)
    if not ticket.is_open:
        raise Gone
    await _end(session, ticket, Ending(Outcome.WITHDRAWN), now=now)
    note_step(session, ticket, ActorKind.YOUTH, "withdrawn", now=now)
    outbox.promise(
        session, "tickets.withdrawn", once=f"withdrawn:{ticket.id}", now=now, ticket_id=ticket.id
    )
    await session.flush()
    _ask_how_it_was(session, ticket, now=now)
    return ticket


async def note(
    session: WriteSession,
    vault: Vault,
    actor: Actor,
    ticket_id: int,
    words: Private,
    *,
    now: datetime,
) -> Ticket:
    """Keep a word for the team; the youth never sees it.

    Raises:
        NotYours: when it is missing or another team's.
        BlankWords: when nothing was written.
    """
    ticket = await access.ticket_for(session, actor, ticket_id)
    mentor = await mentors.introduced(session, actor)
    if not words.reveal():
        raise BlankWords
    written = Note(
        ticket_id=ticket.id,
        mentor_id=mentor.id,
        words=vault.seal_words(words),
        written_at=now,
    )
    session.add(written)
    await session.flush()
    outbox.promise(
        session,
        "tickets.note",
        once=f"note:{written.id}",
        now=now,
        ticket_id=ticket.id,
        args={"note": written.id},
    )
    return ticket


async def held(session: ReadSession, actor: Actor, ticket_id: int) -> tuple[Ticket, Mentor]:
    """Return an open request and the mentor who acts, who must hold it.

    Raises:
        NotYours, NotIntroduced, Gone, ClaimFirst, NotHolder: when they do not.
    """
    ticket = await access.ticket_for(session, actor, ticket_id)
    mentor = await mentors.introduced(session, actor)
    if not ticket.is_open:
        raise GoneForTeam
    if ticket.mentor is None:
        raise ClaimFirst
    if ticket.mentor_id != mentor.id:
        raise NotHolder(mentor=ticket.mentor.first_name)
    return ticket, mentor


async def require_two_adults(
    session: ReadSession, actor: Actor, ticket: Ticket, mentor: Mentor, *, now: datetime
) -> None:
    """Let words to a minor pass when a lead answers for who writes them, and a second adult looks
    in.

    Danger does not wait for a colleague: an urgent request is answered at once, and
    :func:`call_second` calls the lead to be the second pair of eyes.

    Raises:
        NotVetted: when no lead answers for this mentor any more.
        SecondFirst: when nobody looks in yet.
        SecondNoLonger: when no lead answers any more for who does.
    """
    _require_vetted(actor, ticket, mentor, now=now)
    if not ticket.urgent and await lacks_second(session, ticket, now=now):
        raise SecondFirst if ticket.second_by is None else SecondNoLonger


async def may_reply(session: ReadSession, actor: Actor, ticket: Ticket, *, now: datetime) -> None:
    """Tell a mentor before they type what would not leave.

    Raises:
        NotVetted, SecondFirst: when a minor would be answered by one adult alone.
    """
    mentor = await access.mentor_of(session, actor)
    if mentor is not None and ticket.is_open and ticket.mentor_id == mentor.id:
        await require_two_adults(session, actor, ticket, mentor, now=now)


async def call_second(session: WriteSession, ticket: Ticket, *, now: datetime) -> None:
    """A minor in danger is answered before a second adult looks in: call the leads and the mentors
    into the thread, once a day until somebody does."""
    once = f"look-in:{ticket.id}:{now:%Y%m%d}"
    if await outbox.was_promised(session, once):
        return
    if await lacks_second(session, ticket, now=now):
        outbox.promise(session, "tickets.look_in", once=once, now=now, ticket_id=ticket.id)


async def lacks_second(session: ReadSession, ticket: Ticket, *, now: datetime) -> bool:
    """Tell whether a minor is talked to without a second adult for whom a lead answers at this
    moment; a lead is known by the role they carried when they last acted."""
    if not consents.is_minor(ticket.age_band):
        return False
    second = await queries.second_of(session, ticket)
    return second is None or not (second.is_lead or _is_vetted(second, now=now))


async def will_be_answered(session: WriteSession, ticket: Ticket, *, now: datetime) -> None:
    """Note, before an answer is kept, that the mentor keeps the word given with the claim; the
    first answer to a request is counted, and no other."""
    if not await queries.was_answered(session, ticket.id):
        waited, sent = now - ticket.opened_at, _hour_of(ticket)
        _count(session, "answered", ticket, now=now, choice=sent, waited=waited)
    ticket.answer_by = None
    waiting.end(ticket)


def has_become_a_conversation(session: WriteSession, ticket: Ticket, *, now: datetime) -> None:
    """Count that words went both ways."""
    _count(session, "conversation", ticket, now=now)


def is_unanswered_again(ticket: Ticket, mentor_id: int | None, *, now: datetime) -> None:
    """The only reply of who holds a request was taken back: the time to answer begins anew."""
    if ticket.state is TicketState.ACTIVE and ticket.mentor_id == mentor_id:
        ticket.answer_by = _answer_by(ticket, now)


async def requests_of(session: ReadSession, youth_id: int) -> Sequence[Ticket]:
    """Return a youth's open requests, newest first."""
    return await queries.open_of(session, youth_id)


async def some_are_open(session: ReadSession, team_id: int) -> bool:
    """Tell whether a team has any open request."""
    open_one = select(Ticket.id).where(Ticket.team_id == team_id, IS_OPEN).limit(1)
    return await session.scalar(open_one) is not None


async def minors_wait(session: ReadSession, team: Team, *, now: datetime) -> bool:
    """Tell whether minors may ask a team, while no lead answers for any mentor."""
    if not any(consents.is_minor(band) for band in rules.age_bands(team.age_floor)):
        return False
    vetted = select(Mentor.id).where(Mentor.team_id == team.id, Mentor.vetted_until > now)
    return await session.scalar(vetted.limit(1)) is None


async def before_asking(
    session: ReadSession, vault: Vault, actor: Actor, community: Community, *, now: datetime
) -> Sequence[Ticket]:
    """Return the open requests in a community of who would like to ask for something there.

    Raises:
        Blocked: when the team no longer answers them.
    """
    youth_id = await access.welcomed(session, vault, actor, community.team_id, now=now)
    return [] if youth_id is None else await queries.open_of(session, youth_id, community.id)


async def open_requests(session: ReadSession, vault: Vault, actor: Actor) -> Sequence[Ticket]:
    """Return the open requests of who acts, newest first."""
    youth = await access.youth_of(session, vault, actor)
    return [] if youth is None else await queries.open_of(session, youth.id)


async def take_over(
    session: WriteSession, actor: Actor, ticket_id: int, *, now: datetime
) -> Ticket:
    """Give a conversation to the lead who acts, whoever held it; the youth learns who answers now.

    Raises:
        NotYours: when it is missing or another team's.
        NotIntroduced: when the lead never said who they are.
        Gone: when it is over.
        AlreadyMine: when the lead holds it.
        AnotherWished: when the youth would rather talk to somebody else.
    """
    ticket = await access.ticket_for(session, actor, ticket_id)
    lead = await mentors.introduced(session, actor)
    if not ticket.is_open:
        raise GoneForTeam
    if ticket.mentor_id == lead.id:
        raise AlreadyMine
    require_wanted(ticket, lead)
    await _give_to(session, ticket, lead, "taken-over", now=now)
    return ticket


async def write_to(
    session: WriteSession,
    actor: Actor,
    ticket_id: int,
    *,
    rather_not_with: Mentor | None,
    now: datetime,
) -> Ticket:
    """Let the lead who acts go on with a youth who asked for it after a goodbye: in a new request,
    or in the one that is open meanwhile. The youth learns who answers.

    Raises:
        NotYours: when it is missing or another team's.
        NotIntroduced: when the lead never said who they are.
        Gone: when the team no longer serves that community.
        AlreadyMine: when the lead holds the open one.
        AnotherWished: when the youth would rather talk to somebody else.
    """
    old = await access.ticket_for(session, actor, ticket_id)
    lead = await mentors.introduced(session, actor)
    if old.community.ended_at is not None:
        raise GoneForTeam
    known = next(iter(await queries.open_of(session, old.alias.youth_id, old.community_id)), None)
    if known is None:
        anew = Ticket(topic=old.topic, age_band=old.age_band, reach=old.reach, previous_id=old.id)
        known = await _new_ticket(session, old.alias, old.community, anew, now=now)
    if rather_not_with is not None:
        rather_not(known, rather_not_with)
    if known.mentor_id == lead.id:
        raise AlreadyMine
    require_wanted(known, lead)
    await _give_to(session, known, lead, "taken-over", now=now)
    return known


async def pass_on(
    session: WriteSession, actor: Actor, ticket: Ticket, mentor: Mentor, *, now: datetime
) -> None:
    """Give a conversation to the colleague who acts and has just accepted it; the youth learns who
    answers now.

    Raises:
        NotVetted: when a minor asks and no lead answers for this mentor.
        AnotherWished: when the youth would rather talk to somebody else.
    """
    _require_vetted(actor, ticket, mentor, now=now)
    require_wanted(ticket, mentor)
    await _give_to(session, ticket, mentor, "handed-over", now=now)


async def ask_for_another(
    session: WriteSession, vault: Vault, actor: Actor, ticket_id: int, *, now: datetime
) -> Ticket:
    """Give one's own request back to the queue, for anybody but who held it; nobody asks why.

    Raises:
        NotYours: when it is missing or somebody else's.
        Gone: when it is closed, or nobody holds it.
    """
    ticket = await access.own_ticket(session, vault, actor, ticket_id)
    if not ticket.is_open or ticket.mentor is None:
        raise Gone
    mentor = ticket.mentor
    rather_not(ticket, mentor)
    await _give_back(session, ticket, ActorKind.YOUTH, "another-wished", now=now, mentor=mentor)
    return ticket


def rather_not(ticket: Ticket, mentor: Mentor) -> None:
    """Note to whom a youth would rather not talk."""
    ticket.not_with = sorted({*ticket.not_with, mentor.id})


async def end_quietly(session: WriteSession, ticket: Ticket, *, now: datetime) -> None:
    """End a conversation with somebody the team no longer answers; no goodbye is sent."""
    await _end(session, ticket, Ending(Outcome.SPAM), now=now)
    note_step(session, ticket, ActorKind.MENTOR, "blocked", now=now)
    _ask_how_it_was(session, ticket, now=now)


async def expire(session: WriteSession, ticket: Ticket, *, now: datetime) -> None:
    """End an open conversation in which nothing was said for as long as words are kept; all that
    was said in it goes at once, as its youth was told."""
    await _end(session, ticket, Ending(Outcome.NO_NEWS), now=now)
    note_step(session, ticket, ActorKind.SYSTEM, "expired", now=now)
    theirs = select(Message.id).where(Message.ticket_id == ticket.id)
    await session.execute(delete(Picture).where(Picture.message_id.in_(theirs)))
    await session.execute(delete(Note).where(Note.ticket_id == ticket.id))
    await session.execute(update(Message).where(Message.id.in_(theirs)).values(words=None))
    owed = await outbox.take_out(session, ticket_id=ticket.id)
    _let_half_made_cards_go(session, ticket, owed, now=now)
    await let_thread_go(session, ticket, now=now)
    if ticket.card_message_id is not None:
        await redraw(session, ticket, now=now)


async def erase(session: WriteSession, tickets: Sequence[Ticket], *, now: datetime) -> None:
    """Delete requests with all that was said in them; owe the end of their threads and cards, also
    of those whose arrival is written down at this moment. What was counted stays."""
    for ticket in tickets:
        youth_id = ticket.alias.youth_id
        owed = await outbox.take_out(session, ticket_id=ticket.id)
        await outbox.forget_request(session, ticket_id=ticket.id, youth_id=youth_id)
        await session.refresh(ticket, with_for_update={"key_share": True, "of": Ticket})
        _let_half_made_cards_go(session, ticket, owed, now=now)
        await let_thread_go(session, ticket, now=now)
        if ticket.card_channel_id is not None and ticket.card_message_id is not None:
            place = {"channel": ticket.card_channel_id, "message": ticket.card_message_id}
            team = {"team": ticket.team_id, "locale": ticket.community.team.locale}
            outbox.promise(
                session,
                "tickets.forgotten",
                once=f"forgotten:{ticket.card_message_id}",
                now=now,
                ticket_id=ticket.id,
                args={**place, **team},
            )
        await session.delete(ticket)
    await session.flush()


async def let_thread_go(session: WriteSession, ticket: Ticket, *, now: datetime) -> None:
    """Owe the end of a request's thread, with every copy in it and what the team said there, and of
    every call about it."""
    team = ticket.community.team
    places = {place for place in (team.lead_channel_id, team.staff_channel_id) if place is not None}
    await outbox.take_back_calls(
        session, team_id=team.id, request=ticket.id, places=places, now=now
    )
    if ticket.thread_id is None:
        return
    if ticket.card_channel_id == ticket.thread_id:
        ticket.card_channel_id = ticket.card_message_id = None
    once = f"thread-gone:{ticket.thread_id}"
    card = {"parent": ticket.card_channel_id, "card": ticket.card_message_id}
    args = {"channel": ticket.thread_id, "team": ticket.team_id, **card}
    outbox.promise(
        session, "tickets.thread_gone", once=once, now=now, ticket_id=ticket.id, args=args
    )
    ticket.thread_id = None


def _let_half_made_cards_go(
    session: WriteSession, ticket: Ticket, owed: Sequence[OutboxEntry], *, now: datetime
) -> None:
    """Owe the end of a card that may stand and that the request knows nothing of: its thread could
    not be made, or Discord's answer was lost."""
    channel_id = ticket.community.team.staff_channel_id
    if ticket.card_message_id is not None or channel_id is None:
        return
    about: dict[str, Any] = {"request": ticket.id, "team_id": ticket.team_id, "now": now}
    for entry in owed:
        if entry.card != "tickets.card" or not outbox.may_have_arrived(entry):
            continue
        if (card_id := entry.message_id) is not None:
            outbox.take_back_message(session, card_id, channel_id, thread_id=card_id, **about)
        else:
            outbox.seek(session, entry, channel_id, **about)


async def redraw(
    session: WriteSession,
    ticket: Ticket,
    *,
    now: datetime,
    again: bool = False,
    due_at: datetime | None = None,
) -> None:
    """Owe the card in the staff channel its present look; ``again`` when nothing changed here."""
    await session.flush()
    stamp = f":{secrets.token_hex(4)}" if again else ""
    await outbox.promise_redraw(
        session,
        "tickets.card",
        once=f"card:{ticket.id}:{ticket.version}{stamp}",
        now=now,
        ticket_id=ticket.id,
        due_at=due_at,
    )


async def card_deleted(session: WriteSession, ticket: Ticket, *, now: datetime) -> None:
    """Somebody deleted the card: owe a new one. The thread goes on being the request's."""
    ticket.card_channel_id = ticket.card_message_id = None
    await redraw(session, ticket, now=now, again=True)


async def rehome(session: WriteSession, ticket: Ticket, *, now: datetime) -> None:
    """Somebody deleted the thread: owe a card with a new one in the place of the old card, then
    everything that was said, then what is still owed."""
    await session.refresh(ticket, with_for_update={"key_share": True, "of": Ticket})
    if ticket.thread_id is None:
        return
    card = {"channel": ticket.card_channel_id, "message": ticket.card_message_id}
    stands_apart = ticket.card_message_id and ticket.card_channel_id != ticket.thread_id
    ticket.card_channel_id = ticket.card_message_id = ticket.thread_id = None
    await session.flush()
    again = secrets.token_hex(4)
    owed = await outbox.take_out(session, ticket_id=ticket.id)
    about: dict[str, Any] = {"now": now, "ticket_id": ticket.id}
    if stands_apart:
        once = f"card-gone:{ticket.id}:{again}"
        outbox.promise(session, "tickets.card_gone", once=once, args=card, **about)
        await session.flush()
    outbox.promise(session, "tickets.card", once=f"card:{ticket.id}:{again}", **about)
    outbox.promise(session, "tickets.moved", once=f"moved:{ticket.id}:{again}", **about)
    await session.flush()
    said_there = await queries.said_in_thread(session, ticket.id)
    await session.execute(
        update(Message).where(Message.ticket_id == ticket.id).values(staff_copy_id=None)
    )
    for card, what, said in said_there:
        once = f"{what}:{said.id}:{again}"
        outbox.promise(session, card, once=once, args={what: said.id}, **about)
        await session.flush()
    await outbox.put_behind(session, [entry for entry in owed if entry.card != "tickets.card"])


async def give_time_back(session: WriteSession, *, away: timedelta, now: datetime) -> None:
    """Push what would have run out while nobody could answer, by the time that Maraude was away,
    but by a week at most: after longer a request is better back in the queue than held, and a clock
    that was wrong at one start must hold none for months."""
    away = min(away, LONGEST_PUSH)
    for column in (Ticket.answer_by, Ticket.offered_until, Ticket.waits_alert_at):
        running = select(Ticket).where(IS_OPEN, column > now - away)
        for ticket in await session.scalars(running):
            until = getattr(ticket, column.key)
            setattr(ticket, column.key, until + away)


async def try_again_now(session: WriteSession, team_id: int, *, now: datetime) -> None:
    """The team's place is there again: what is owed to its threads and its lead is due at once."""
    lanes = [outbox.lane_of(ticket_id=t) for t in await queries.owed_something(session, team_id)]
    await outbox.due_now(session, [*lanes, outbox.lane_of(team_id=team_id)], now=now)


async def expectation_now(
    session: ReadSession, community: Community, *, now: datetime
) -> rules.Expectation:
    """Return what a youth may expect at this moment."""
    team = community.team
    ahead = await queries.count_waiting(session, team.id)
    return rules.expectation(
        team.week,
        ZoneInfo(team.timezone),
        waiting=ahead,
        within_hours=team.answer_within_hours,
        now=now,
        on_duty=await duty.how_many(session, team.id, now=now),
        closed=closed_days(team, now),
    )


def _require_vetted(actor: Actor, ticket: Ticket, mentor: Mentor, *, now: datetime) -> None:
    """Minors are for leads, and for mentors for whom a lead answers at this moment."""
    if not consents.is_minor(ticket.age_band):
        return
    if ticket.community.team.lead_role_id in actor.role_ids:
        return
    if not _is_vetted(mentor, now=now):
        raise NotVetted


def _is_vetted(mentor: Mentor, *, now: datetime) -> bool:
    return mentor.vetted_until is not None and mentor.vetted_until > now


async def _not_too_many(session: ReadSession, youth_id: int, *, now: datetime) -> None:
    lately = await queries.opened_since(session, youth_id, now - max(rules.NEW_REQUESTS))
    for span, most in rules.NEW_REQUESTS.items():
        opened = [at for at in lately if at > now - span]
        if len(opened) >= most:
            wait = opened[-most] + span - now
            raise TooFast(minutes=max(1, round(wait.total_seconds() / 60)))


async def _begin(
    session: WriteSession,
    youth: Youth,
    community: Community,
    request: Request,
    age_band: str | None,
    *,
    now: datetime,
) -> Ticket:
    """Begin a request. Who was a minor here the last time, and leaves the age out now, is not
    answered by one adult alone for that."""
    alias = await _alias_of(session, youth, community, now=now)
    before = await queries.age_given(session, alias.id)
    age_band = age_band or (before if consents.is_minor(before) else None)
    asked = Ticket(topic=request.topic, age_band=age_band, reach=request.reach)
    asked.campaign_id = await access.outing_of(session, community, request.campaign_id, now=now)
    ticket = await _new_ticket(session, alias, community, asked, now=now)
    await _nod(session, ticket, now=now)
    return ticket


async def _take_age_down(
    session: WriteSession, ticket: Ticket, age_band: str | None, *, now: datetime
) -> None:
    """Keep an age that came with words which were added; a minor's changes who may answer."""
    if ticket.age_band is None and age_band is not None:
        ticket.age_band = age_band
        await redraw(session, ticket, now=now)


async def _new_ticket(
    session: WriteSession, alias: Alias, community: Community, ticket: Ticket, *, now: datetime
) -> Ticket:
    ticket.alias, ticket.community, ticket.team_id = alias, community, community.team_id
    ticket.state, ticket.urgent, ticket.mentor = TicketState.WAITING, False, None
    ticket.not_with = await queries.rather_not_with(session, alias.id)
    ticket.opened_at = ticket.changed_at = now
    await waiting.begin(session, ticket, now=now)
    session.add(ticket)
    await session.flush()
    note_step(session, ticket, ActorKind.YOUTH, "opened", now=now)
    _count(session, "asked", ticket, now=now, choice=_hour_of(ticket))
    waits = secrets.randbelow(community.team.card_delay + 1)
    await redraw(session, ticket, now=now, due_at=now + timedelta(seconds=waits))
    return ticket


async def _nod(session: WriteSession, ticket: Ticket, *, now: datetime) -> None:
    """Tell a youth who is answered by DM that the request arrived."""
    if ticket.reach is Reach.DM:
        await _told_youth(session, ticket, "tickets.received", now=now)


async def _alias_of(
    session: WriteSession, youth: Youth, community: Community, *, now: datetime
) -> Alias:
    theirs = select(Alias).where(Alias.youth_id == youth.id, Alias.community_id == community.id)
    alias = await session.scalar(theirs)
    if alias is None:
        name = await _free_name(session, community.team_id)
        alias = Alias(
            youth=youth,
            community_id=community.id,
            team_id=community.team_id,
            name=name,
            created_at=now,
        )
        session.add(alias)
        await session.flush()
    return alias


async def _free_name(session: ReadSession, team_id: int) -> str:
    while True:
        name = rules.alias_from(secrets.randbelow(rules.how_many_aliases()))
        taken = select(Alias.id).where(Alias.team_id == team_id, Alias.name == name)
        if await session.scalar(taken) is None:
            return name


def require_wanted(ticket: Ticket, mentor: Mentor) -> None:
    """Let those answer to whom the youth would talk.

    Raises:
        AnotherWished: when the youth would rather talk to somebody else.
    """
    if mentor.id in ticket.not_with:
        raise AnotherWished(alias=ticket.alias.name)


def require_fit(ticket: Ticket, colleague: Mentor, *, now: datetime) -> None:
    """Tell before a colleague is asked whether they could answer.

    Raises:
        AnotherWished: when the youth would rather not talk to them.
        ColleagueNotVetted: when a minor asks and no lead answers for them.
    """
    require_wanted(ticket, colleague)
    is_vetted = colleague.vetted_until is not None and colleague.vetted_until > now
    if consents.is_minor(ticket.age_band) and not (colleague.is_lead or is_vetted):
        raise ColleagueNotVetted(mentor=colleague.first_name)


async def _give_to(
    session: WriteSession, ticket: Ticket, mentor: Mentor, what: str, *, now: datetime
) -> None:
    """Let a mentor hold a request, whoever held it before; the youth learns who answers."""
    if ticket.state is TicketState.ACTIVE:
        ticket.move_to(TicketState.WAITING, at=now)
        await session.flush()
    ticket.move_to(TicketState.ACTIVE, at=now)
    ticket.mentor, ticket.offered_to, ticket.offered_until = mentor, None, None
    ticket.answer_by = _answer_by(ticket, now)
    if ticket.second_by == mentor.discord_id:
        ticket.second_by = None
    note_step(session, ticket, ActorKind.MENTOR, what, now=now, mentor=mentor)
    await _told_youth(session, ticket, "tickets.claimed", now=now)
    await redraw(session, ticket, now=now)


def _answer_by(ticket: Ticket, now: datetime) -> datetime:
    return waiting.at_work(ticket, now + timedelta(hours=ticket.community.team.claim_hours))


async def _give_back(
    session: WriteSession,
    ticket: Ticket,
    actor: ActorKind,
    what: str,
    *,
    now: datetime,
    mentor: Mentor | None,
) -> None:
    ticket.move_to(TicketState.WAITING, at=now)
    ticket.mentor, ticket.answer_by = None, None
    await waiting.back_in_queue(session, ticket, now=now)
    note_step(session, ticket, actor, what, now=now, mentor=mentor)
    if actor is ActorKind.MENTOR:
        await _told_youth(session, ticket, "tickets.released", now=now)
    elif actor is ActorKind.SYSTEM:
        await session.flush()
        outbox.notify(
            session,
            "tickets.waits_again",
            once=f"tickets.waits_again:{ticket.id}:{ticket.version}",
            now=now,
            youth_id=ticket.alias.youth_id,
            community_id=ticket.community_id,
            args={"ticket": ticket.id},
        )
    await redraw(session, ticket, now=now)
    await _offer(session, ticket, now=now, but_for=mentor)


async def _call_for_somebody(
    session: WriteSession, ticket: Ticket, request: Request, *, is_new: bool, now: datetime
) -> None:
    if request.sounds_dangerous:
        await safeguarding.raise_alarm(session, ticket, now=now)
    if is_new:
        await _offer(session, ticket, now=now)


async def _offer(
    session: WriteSession, ticket: Ticket, *, now: datetime, but_for: Mentor | None = None
) -> None:
    is_minor = consents.is_minor(ticket.age_band)
    await duty.offer(session, ticket, from_a_minor=is_minor, now=now, but_for=but_for)


async def _end(session: WriteSession, ticket: Ticket, ending: Ending, *, now: datetime) -> None:
    ticket.move_to(TicketState.CLOSED, at=now)
    ticket.outcome, ticket.ending = ending
    ticket.closed_at, ticket.answer_by = now, None
    _count(session, "closed", ticket, now=now)
    ticket.offered_to, ticket.offered_until = None, None
    waiting.end(ticket)
    await redraw(session, ticket, now=now)
    rests_after = rules.RESTS_AFTER_DANGER if ticket.urgent else rules.RESTS_AFTER
    once, due_at = f"archived:{ticket.id}", now + rests_after
    outbox.promise_apart(
        session, "tickets.archived", once=once, now=now, ticket_id=ticket.id, due_at=due_at
    )


async def _told_youth(session: WriteSession, ticket: Ticket, card: str, *, now: datetime) -> None:
    await session.flush()
    outbox.promise(
        session,
        card,
        once=f"{card}:{ticket.id}:{ticket.version}",
        now=now,
        youth_id=ticket.alias.youth_id,
        community_id=ticket.community_id,
        args={"ticket": ticket.id, "mentor": ticket.mentor_id},
    )


def _count(
    session: WriteSession,
    what: str,
    ticket: Ticket,
    *,
    now: datetime,
    choice: str | None = None,
    waited: timedelta | None = None,
) -> None:
    facts.count(
        session,
        what,
        ticket.community,
        at=now,
        campaign_id=ticket.campaign_id,
        topic=ticket.topic,
        outcome=ticket.outcome,
        choice=choice or ticket.ending,
        waited=waited,
    )


def _hour_of(ticket: Ticket) -> Hour:
    """Return whether the team was there when a request was sent."""
    team, sent_at = ticket.community.team, ticket.opened_at
    zone, closed = ZoneInfo(team.timezone), closed_days(team, sent_at)
    return Hour.OPEN if team.week.is_open(sent_at, zone, closed) else Hour.CLOSED


def note_step(
    session: WriteSession,
    ticket: Ticket,
    actor: ActorKind,
    what: str,
    *,
    now: datetime,
    mentor: Mentor | None = None,
    why: str | None = None,
) -> None:
    """Write down a step of a request's life."""
    session.add(
        TicketEvent(
            ticket_id=ticket.id,
            actor=actor,
            mentor_id=mentor.id if mentor else None,
            what=what,
            why=why,
            at=now,
        )
    )


def _moment(at: datetime | None) -> str:
    return f"<t:{int(at.timestamp())}:t>" if at else ""
