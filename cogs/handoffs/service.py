"""Passing a conversation on: the youth is told first and may say no; the colleague decides."""

from datetime import datetime

from bot import access, outbox, waiting
from bot.access import Actor
from bot.db import ReadSession, WriteSession
from bot.errors import BadInput, Conflict, Gone, GoneForTeam, NotYours
from bot.redaction import Private
from bot.vault import Vault
from cogs.handoffs import queries, rules
from cogs.mentors import service as mentors
from cogs.tickets import service as tickets
from models import ActorKind, Handoff, HandoffState, Mentor, Ticket


class NoMentor(BadInput):
    """Who was picked has not said who they are, or is nobody of the team."""

    key = "handoffs-no-mentor"


class Oneself(BadInput):
    """Nobody hands over to themselves."""

    key = "handoffs-oneself"


class NotAsked(Conflict):
    """A colleague was asked, not this one."""

    key = "handoffs-not-asked"


class Decided(Gone):
    """It was decided before its youth said something; they learn who reads them now."""

    key = "handoffs-decided"


class NobodyYet(Gone):
    """Nobody holds the request: there is nobody to change for somebody else."""

    key = "handoffs-nobody-yet"


async def ask(
    session: WriteSession,
    vault: Vault,
    actor: Actor,
    ticket_id: int,
    colleague_id: int,
    *,
    why: Private,
    now: datetime,
) -> Handoff:
    """Ask a colleague to go on with a conversation; its youth is told first. Why stands in the
    thread as a note. What was asked of somebody else before is over.

    Args:
        colleague_id: Discord's id of the colleague.

    Raises:
        NotYours, NotIntroduced, Gone, ClaimFirst, NotHolder: when it is not the mentor's to give.
        NoMentor, Oneself: when it cannot be passed on to who was picked.
        AnotherWished, ColleagueNotVetted: when that colleague could not answer.
    """
    ticket, mentor = await tickets.held(session, actor, ticket_id)
    taker = await queries.colleague(session, ticket.team_id, colleague_id)
    if taker is None:
        raise NoMentor
    if taker.id == mentor.id:
        raise Oneself
    tickets.require_fit(ticket, taker, now=now)
    for earlier in await queries.asked_about(session, ticket.id):
        _decide(earlier, HandoffState.LAPSED, now=now)
    handoff = Handoff(
        ticket=ticket,
        giver=mentor,
        taker=taker,
        state=HandoffState.ASKED,
        asked_at=now,
        until=waiting.at_work(ticket, now + rules.ANSWERED_WITHIN),
    )
    session.add(handoff)
    if why.reveal():
        await tickets.note(session, vault, actor, ticket.id, why, now=now)
    tickets.note_step(session, ticket, ActorKind.MENTOR, "handoff-asked", now=now, mentor=mentor)
    await session.flush()
    outbox.promise(
        session,
        "handoffs.told",
        once=f"handoff-told:{handoff.id}",
        now=now,
        youth_id=ticket.alias.youth_id,
        community_id=ticket.community_id,
        args={"ticket": ticket.id, "handoff": handoff.id},
    )
    return handoff


async def youth_says(
    session: WriteSession,
    vault: Vault,
    actor: Actor,
    handoff_id: int,
    answer: str,
    *,
    now: datetime,
) -> Handoff:
    """Take down what a youth wishes: ``fine``, ``stay`` or ``other``. Anything but fine ends it.

    Raises:
        NotYours: when nothing of the kind was asked about a request of theirs.
        Gone: when the request is closed.
        Decided, NobodyYet: when it is decided already.
    """
    handoff = await session.get(Handoff, handoff_id)
    if handoff is None or answer not in rules.ANSWERS:
        raise NotYours
    ticket = await access.own_ticket(session, vault, actor, handoff.ticket_id)
    handoff = await queries.hold(session, handoff_id)
    if handoff is None or not handoff.stands:
        raise Decided(mentor=require_holder(ticket).first_name)
    if answer == "fine":
        handoff.agreed_at = now
        await call_colleague(session, handoff, now=now)
        return handoff
    _decide(handoff, HandoffState.REFUSED, now=now)
    if answer == "other":
        tickets.rather_not(ticket, handoff.taker)
    tickets.note_step(session, ticket, ActorKind.YOUTH, "handoff-refused", now=now)
    _owe_news(session, handoff, f"handoffs-youth-{answer}", now=now)
    return handoff


async def accept(session: WriteSession, actor: Actor, handoff_id: int, *, now: datetime) -> Handoff:
    """Go on with a colleague's conversation.

    Raises:
        NotYours: when it is missing or another team's.
        NotAsked: when somebody else was asked.
        NotIntroduced, NotVetted, AnotherWished: when this mentor may not.
        Gone: when it is decided already, or the request is no longer the colleague's.
    """
    handoff = await _asked_of(session, actor, handoff_id)
    mentor = await mentors.introduced(session, actor)
    await tickets.pass_on(session, actor, handoff.ticket, mentor, now=now)
    _decide(handoff, HandoffState.ACCEPTED, now=now)
    _owe_news(session, handoff, "handoffs-accepted", now=now)
    return handoff


async def decline(
    session: WriteSession, actor: Actor, handoff_id: int, *, now: datetime
) -> Handoff:
    """Leave a colleague's conversation where it is; nobody asks why.

    Raises:
        NotYours, NotAsked, Gone: as in :func:`accept`.
    """
    handoff = await _asked_of(session, actor, handoff_id)
    _decide(handoff, HandoffState.DECLINED, now=now)
    _owe_news(session, handoff, "handoffs-declined", now=now)
    _tell_youth_it_stays(session, handoff, now=now)
    return handoff


async def wish_for_another(
    session: WriteSession, vault: Vault, actor: Actor, ticket_id: int, *, now: datetime
) -> None:
    """Give one's own request back for somebody else; the team is told that nobody is to blame.

    Raises:
        NotYours: when it is missing or somebody else's.
        Gone: when it is closed.
        NobodyYet: when nobody holds it.
    """
    require_holder(await access.own_ticket(session, vault, actor, ticket_id))
    ticket = await tickets.ask_for_another(session, vault, actor, ticket_id, now=now)
    once = f"another:{ticket.id}:{ticket.version}"
    outbox.promise(session, "handoffs.another", once=once, now=now, ticket_id=ticket.id)


def require_holder(ticket: Ticket) -> Mentor:
    """Return who holds a youth's request.

    Raises:
        Gone: when it is closed.
        NobodyYet: when it waits.
    """
    if not ticket.is_open:
        raise Gone
    if ticket.mentor is None:
        raise NobodyYet
    return ticket.mentor


async def was_told(session: WriteSession, handoff_id: int, *, now: datetime) -> None:
    """Its youth has it before them, and some time to say no; where danger was heard, the colleague
    is asked at once."""
    handoff = await queries.hold(session, handoff_id)
    if handoff is None:
        return
    handoff.told_at = handoff.told_at or now
    if handoff.ticket.urgent:
        await call_colleague(session, handoff, now=now)


async def call_colleague(session: WriteSession, handoff: Handoff, *, now: datetime) -> None:
    """Ask the colleague, once, whose time to answer begins now: its youth has been told."""
    once = f"handoff-asked:{handoff.id}"
    handoff.told_at = handoff.told_at or now
    if handoff.stands and not await outbox.was_promised(session, once):
        handoff.until = waiting.at_work(handoff.ticket, now + rules.ANSWERED_WITHIN)
        outbox.promise(
            session,
            "handoffs.asked",
            once=once,
            now=now,
            ticket_id=handoff.ticket_id,
            args={"handoff": handoff.id},
        )


async def ask_colleagues(session: WriteSession, *, now: datetime) -> int:
    """Ask the colleagues of youths who have known of it for some minutes; return how many."""
    due = await queries.to_ask(session, before=now - rules.TIME_TO_SAY_NO)
    for handoff in due:
        await call_colleague(session, handoff, now=now)
    return len(due)


async def let_go(session: WriteSession, *, now: datetime) -> int:
    """Let go what nobody answered in time, and what can no longer be passed on; return how many."""
    over = await queries.over(session, now=now)
    for handoff in over:
        stood = handoff.stands
        _decide(handoff, HandoffState.LAPSED, now=now)
        if stood:
            _owe_news(session, handoff, "handoffs-lapsed", now=now)
            _tell_youth_it_stays(session, handoff, now=now)
    return len(over)


async def for_youth(session: ReadSession, handoff_id: int) -> Handoff | None:
    """Return what can still be answered."""
    handoff = await session.get(Handoff, handoff_id)
    return handoff if handoff is not None and handoff.stands else None


async def _asked_of(session: WriteSession, actor: Actor, handoff_id: int) -> Handoff:
    handoff = await session.get(Handoff, handoff_id)
    if handoff is None:
        raise NotYours
    await access.ticket_for(session, actor, handoff.ticket_id)
    handoff = await queries.hold(session, handoff_id)
    if handoff is None:
        raise NotYours
    if handoff.taker.discord_id != actor.discord_id:
        raise NotAsked(mentor=handoff.taker.first_name)
    if not handoff.stands:
        raise GoneForTeam
    return handoff


def _decide(handoff: Handoff, state: HandoffState, *, now: datetime) -> None:
    handoff.state, handoff.decided_at = state, now


def _owe_news(session: WriteSession, handoff: Handoff, key: str, *, now: datetime) -> None:
    """Tell the team's thread, and who asked, what became of it."""
    outbox.promise(
        session,
        "handoffs.news",
        once=f"handoff-news:{handoff.id}:{handoff.state}",
        now=now,
        ticket_id=handoff.ticket_id,
        args={"handoff": handoff.id, "key": key},
    )


def _tell_youth_it_stays(session: WriteSession, handoff: Handoff, *, now: datetime) -> None:
    """Nobody is left with a promise that does not come true."""
    ticket = handoff.ticket
    outbox.notify(
        session,
        "handoffs.stays",
        once=f"handoff-stays:{handoff.id}",
        now=now,
        youth_id=ticket.alias.youth_id,
        community_id=ticket.community_id,
        args={"ticket": ticket.id, "handoff": handoff.id},
    )
