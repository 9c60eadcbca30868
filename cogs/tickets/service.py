"""What can happen to a request: open, claim, release, close."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from bot import access, consents, outbox
from bot.access import Actor
from bot.db import ReadSession, WriteSession
from bot.errors import BadInput, Conflict, Gone, NotYours
from bot.redaction import Private
from bot.vault import Vault
from cogs.followups import service as followups
from cogs.mentors import service as mentors
from cogs.tickets import queries, rules
from models import (
    ActorKind,
    Alias,
    Answer,
    Community,
    Mentor,
    Message,
    MessageAuthor,
    MessageVia,
    Note,
    Outcome,
    Purpose,
    Reach,
    Ticket,
    TicketEvent,
    TicketState,
    Topic,
)

LONGEST_WORDS = 1500


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


class NotHolder(Conflict):
    """Only who holds the request can do this."""

    key = "tickets-not-holder"


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


@dataclass(frozen=True)
class Opened:
    """A request that arrived, and what may be expected."""

    ticket: Ticket
    expectation: rules.Expectation


async def open_ticket(
    session: WriteSession,
    vault: Vault,
    actor: Actor,
    community: Community,
    request: Request,
    *,
    now: datetime,
) -> Opened:
    """Take a request in; words of somebody with an open one are added to it.

    Raises:
        UnderAge: nothing is stored.
        BlankWords: nothing is stored.
    """
    if request.age_band == rules.UNDER_FLOOR:
        raise UnderAge(age=community.team.age_floor)
    if not request.words.reveal():
        raise BlankWords
    age_band = (
        request.age_band if request.age_band in rules.age_bands(community.team.age_floor) else None
    )
    youth = await access.youth_or_new(session, vault, actor, request.locale, now=now)
    if request.check_ins:
        await consents.give(session, youth, community, Purpose.CHECK_INS, now=now)
    known = next(iter(await queries.open_of(session, youth.id, community.id)), None)
    expectation = await expectation_now(session, community, now=now)
    ticket = known or await _new_ticket(
        session,
        await _alias_of(session, youth.id, community, now=now),
        community,
        Ticket(topic=request.topic, age_band=age_band, reach=request.reach),
        now=now,
    )
    message = Message(
        ticket_id=ticket.id,
        author=MessageAuthor.YOUTH,
        via=MessageVia.FORM,
        words=vault.seal_words(request.words),
        written_at=now,
    )
    session.add(message)
    await session.flush()
    outbox.promise(
        session,
        "relay.to_thread",
        once=f"thread:{message.id}",
        now=now,
        ticket_id=ticket.id,
        args={"message": message.id},
    )
    return Opened(ticket, expectation)


async def open_again(
    session: WriteSession, vault: Vault, actor: Actor, check_in_id: int, *, now: datetime
) -> Ticket:
    """Answer "I'd like to talk": a new request beside the old one, kept a while for the mentor who
    knows the youth.

    Raises:
        NotYours: when the question was never asked of this person.
        Gone: when it was answered already.
    """
    check_in = await followups.answer(session, vault, actor, check_in_id, Answer.TALK, now=now)
    old = check_in.ticket
    known = next(iter(await queries.open_of(session, old.alias.youth_id, old.community_id)), None)
    if known is not None:
        return known
    offer = Ticket(topic=old.topic, age_band=old.age_band, reach=old.reach, previous_id=old.id)
    if old.mentor is not None:
        offer.offered_to, offer.offered_until = old.mentor, now + rules.OFFER_FIRST
    ticket = await _new_ticket(session, old.alias, old.community, offer, now=now)
    outbox.promise(
        session, "tickets.back_again", once=f"back-again:{ticket.id}", now=now, ticket_id=ticket.id
    )
    return ticket


async def claim(session: WriteSession, actor: Actor, ticket_id: int, *, now: datetime) -> Ticket:
    """Take a waiting request; the youth learns who answers.

    Raises:
        NotYours: when it is missing or another team's.
        NotIntroduced: when the mentor never said who they are.
        AlreadyClaimed, AlreadyMine, OfferedFirst, Gone: when it is not to be had.
    """
    ticket = await access.ticket_for(session, actor, ticket_id)
    mentor = await mentors.introduced(session, actor)
    if not ticket.is_open:
        raise Gone
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
    ticket.move_to(TicketState.ACTIVE, at=now)
    ticket.mentor, ticket.offered_to, ticket.offered_until = mentor, None, None
    ticket.answer_by = now + timedelta(hours=ticket.community.team.claim_hours)
    _note_step(session, ticket, ActorKind.MENTOR, "claimed", now=now, mentor=mentor)
    await _told_youth(session, ticket, "tickets.claimed", now=now)
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
    """Return claims on which no reply followed in time to the queue, and tell their mentors;
    return how many."""
    late = (
        select(Ticket.id)
        .where(Ticket.state == TicketState.ACTIVE, Ticket.answer_by <= now)
        .limit(100)
        .with_for_update(skip_locked=True)
    )
    ids = (await session.scalars(late)).all()
    tickets = (await session.scalars(select(Ticket).where(Ticket.id.in_(ids)))).all()
    for ticket in tickets:
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
    return len(tickets)


async def close(
    session: WriteSession, actor: Actor, ticket_id: int, outcome: str, *, now: datetime
) -> Ticket:
    """Say goodbye, and plan to ask later how things went.

    Raises:
        NotYours: when it is missing or another team's, or the outcome is none of ours.
        NotHolder: when somebody else holds it.
        Gone: when it is closed already.
    """
    ticket = await access.ticket_for(session, actor, ticket_id)
    mentor = await mentors.introduced(session, actor)
    if not ticket.is_open:
        raise Gone
    if ticket.mentor is not None and ticket.mentor_id != mentor.id:
        raise NotHolder(mentor=ticket.mentor.first_name)
    if outcome not in list(Outcome) or outcome == Outcome.WITHDRAWN:
        raise NotYours
    await _end(session, ticket, Outcome(outcome), now=now)
    ticket.mentor = mentor
    _note_step(session, ticket, ActorKind.MENTOR, "closed", now=now, mentor=mentor, why=outcome)
    if ticket.outcome is not Outcome.SPAM:
        await followups.plan(session, ticket, now=now)
        await _told_youth(session, ticket, "tickets.goodbye", now=now)
    return ticket


async def withdraw(
    session: WriteSession, vault: Vault, actor: Actor, ticket_id: int, *, now: datetime
) -> Ticket:
    """Take one's own request back; the team is told, nothing is asked later.

    Raises:
        NotYours: when it is missing or somebody else's.
        Gone: when it is closed already.
    """
    ticket = await access.own_ticket(session, vault, actor, ticket_id)
    if not ticket.is_open:
        raise Gone
    await _end(session, ticket, Outcome.WITHDRAWN, now=now)
    _note_step(session, ticket, ActorKind.YOUTH, "withdrawn", now=now)
    outbox.promise(
        session, "tickets.withdrawn", once=f"withdrawn:{ticket.id}", now=now, ticket_id=ticket.id
    )
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
        ticket_id=ticket.id, mentor_id=mentor.id, words=vault.seal_words(words), written_at=now
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


async def held(session: WriteSession, actor: Actor, ticket_id: int) -> tuple[Ticket, Mentor]:
    """Return an open request and the mentor who acts, who must hold it.

    Raises:
        NotYours, NotIntroduced, Gone, ClaimFirst, NotHolder: when they do not.
    """
    ticket = await access.ticket_for(session, actor, ticket_id)
    mentor = await mentors.introduced(session, actor)
    if not ticket.is_open:
        raise Gone
    if ticket.mentor is None:
        raise ClaimFirst
    if ticket.mentor_id != mentor.id:
        raise NotHolder(mentor=ticket.mentor.first_name)
    return ticket, mentor


def was_answered(ticket: Ticket) -> None:
    """Note that the mentor kept the word given with the claim."""
    ticket.answer_by = None


async def open_requests(
    session: ReadSession, vault: Vault, actor: Actor, community_id: int | None = None
) -> list[Ticket]:
    """Return the open requests of who acts, newest first."""
    youth = await access.youth_of(session, vault, actor)
    return list(await queries.open_of(session, youth.id, community_id)) if youth is not None else []


async def redraw(session: WriteSession, ticket: Ticket, *, now: datetime) -> None:
    """Owe the card in the staff channel its present look."""
    await session.flush()
    await outbox.promise_redraw(
        session,
        "tickets.card",
        once=f"card:{ticket.id}:{ticket.version}",
        now=now,
        ticket_id=ticket.id,
    )


async def rehome(session: WriteSession, ticket_id: int, *, now: datetime) -> None:
    """Somebody deleted the thread: owe the card and a new thread before what waits for it."""
    ticket = await session.get_one(Ticket, ticket_id)
    ticket.card_channel_id = ticket.card_message_id = ticket.thread_id = None
    await session.flush()
    once = f"card:{ticket.id}:{ticket.version}:anew"
    await outbox.put_first(session, "tickets.card", once=once, now=now, ticket_id=ticket.id)


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
    )


async def _new_ticket(
    session: WriteSession, alias: Alias, community: Community, ticket: Ticket, *, now: datetime
) -> Ticket:
    ticket.alias, ticket.community, ticket.team_id = alias, community, community.team_id
    ticket.state, ticket.urgent, ticket.mentor = TicketState.WAITING, False, None
    ticket.opened_at = ticket.changed_at = now
    session.add(ticket)
    await session.flush()
    _note_step(session, ticket, ActorKind.YOUTH, "opened", now=now)
    await redraw(session, ticket, now=now)
    if ticket.reach is Reach.DM:
        await _told_youth(session, ticket, "tickets.received", now=now)
    return ticket


async def _alias_of(
    session: WriteSession, youth_id: int, community: Community, *, now: datetime
) -> Alias:
    theirs = select(Alias).where(Alias.youth_id == youth_id, Alias.community_id == community.id)
    alias = await session.scalar(theirs)
    if alias is None:
        name = await _free_name(session, community.team_id)
        alias = Alias(
            youth_id=youth_id,
            community_id=community.id,
            team_id=community.team_id,
            name=name,
            created_at=now,
        )
        session.add(alias)
        await session.flush()
        await session.refresh(alias, ["youth"])
    return alias


async def _free_name(session: ReadSession, team_id: int) -> str:
    while True:
        name = rules.alias_from(secrets.randbelow(rules.how_many_aliases()))
        taken = select(Alias.id).where(Alias.team_id == team_id, Alias.name == name)
        if await session.scalar(taken) is None:
            return name


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
    _note_step(session, ticket, actor, what, now=now, mentor=mentor)
    await _told_youth(session, ticket, "tickets.released", now=now)
    await redraw(session, ticket, now=now)


async def _end(session: WriteSession, ticket: Ticket, outcome: Outcome, *, now: datetime) -> None:
    ticket.move_to(TicketState.CLOSED, at=now)
    ticket.outcome, ticket.closed_at, ticket.answer_by = outcome, now, None
    ticket.offered_to, ticket.offered_until = None, None
    await redraw(session, ticket, now=now)


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


def _note_step(
    session: WriteSession,
    ticket: Ticket,
    actor: ActorKind,
    what: str,
    *,
    now: datetime,
    mentor: Mentor | None = None,
    why: str | None = None,
) -> None:
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
