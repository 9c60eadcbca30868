"""How a conversation ends: proposed, not imposed; never when it was our turn to answer."""

from datetime import datetime

from bot import access, outbox, waiting
from bot.access import Actor
from bot.db import ReadSession, WriteSession
from bot.errors import Conflict, Gone, NotYours
from bot.redaction import Private
from bot.vault import Vault
from cogs.farewells import queries, rules
from cogs.relay import service as relay
from cogs.safeguarding import service as safeguarding
from cogs.tickets import service as tickets
from models import ActorKind, Farewell, Outcome, Ticket


class AnswerFirst(Conflict):
    """The youth waits for words: a goodbye is no answer."""

    key = "farewells-answer-first"


class GoesOn(Gone):
    """Something was said since, or somebody else answers: the conversation is open."""

    key = "farewells-goes-on"


async def propose(
    session: WriteSession,
    vault: Vault,
    actor: Actor,
    ticket_id: int,
    outcome: str,
    *,
    words: Private,
    now: datetime,
) -> Ticket:
    """Propose a goodbye to the youth, after the mentor's own words if there are any. What was
    proposed before is over.

    Raises:
        NotYours, NotIntroduced, Gone, ClaimFirst, NotHolder: when it is not the mentor's to end.
        NotVetted, SecondFirst: when there are words, and a minor would read them from one adult
        alone.
        AnswerFirst: when there are none, and the youth waits for some.
    """
    ticket, mentor = await tickets.held(session, actor, ticket_id)
    ending = tickets.ending_of(ticket.community.team, outcome)
    if not words.is_blank:
        await relay.reply(session, vault, actor, ticket_id, words, now=now)
    elif ticket.owes_words:
        raise AnswerFirst
    safeguarding.looked_at(session, actor, ticket, now=now)
    await _forget_proposal(session, ticket)
    farewell = Farewell(ticket=ticket, mentor=mentor, proposed_at=now)
    farewell.outcome, farewell.ending = ending
    tickets.note_step(session, ticket, ActorKind.MENTOR, "goodbye-proposed", now=now, mentor=mentor)
    session.add(farewell)
    await session.flush()
    outbox.promise(
        session,
        "farewells.proposed",
        once=f"farewell:{farewell.id}",
        now=now,
        youth_id=ticket.alias.youth_id,
        community_id=ticket.community_id,
        args={"ticket": ticket.id, "farewell": farewell.id},
    )
    return ticket


async def end(
    session: WriteSession,
    vault: Vault,
    actor: Actor,
    ticket_id: int,
    outcome: str,
    *,
    words: Private,
    now: datetime,
) -> Ticket:
    """Close a request at once, after the mentor's own words if there are any.

    Raises:
        NotYours, NotHolder, Gone: as in :func:`cogs.tickets.service.close`.
        ClaimFirst, NotVetted, SecondFirst: when there are words that could not leave.
    """
    if not words.is_blank:
        await relay.reply(session, vault, actor, ticket_id, words, now=now)
    ticket = await tickets.close(session, actor, ticket_id, outcome, now=now)
    await _forget_proposal(session, ticket)
    return ticket


async def agree(
    session: WriteSession, vault: Vault, actor: Actor, farewell_id: int, *, now: datetime
) -> Ticket:
    """Say that one may part: the request is closed.

    Raises:
        NotYours: when nothing of the kind was proposed to this youth.
        Gone: when it is over.
        GoesOn: when words were said since, or somebody else answers.
    """
    farewell = await _own(session, vault, actor, farewell_id)
    ticket, ending = farewell.ticket, tickets.Ending(farewell.outcome, farewell.ending)
    await _forget_proposal(session, ticket)
    await tickets.part(session, ticket, ending, ActorKind.YOUTH, now=now)
    return ticket


async def stay(
    session: WriteSession, vault: Vault, actor: Actor, farewell_id: int, *, now: datetime
) -> Ticket:
    """Say that one would rather go on: the team is told, and it is its turn to say something.

    Raises:
        NotYours, Gone, GoesOn: as in :func:`agree`.
    """
    farewell = await _own(session, vault, actor, farewell_id)
    ticket = farewell.ticket
    await _forget_proposal(session, ticket)
    tickets.note_step(session, ticket, ActorKind.YOUTH, "goodbye-not-yet", now=now)
    await waiting.begin(session, ticket, now=now)
    once = f"farewell-stays:{farewell_id}"
    outbox.promise(session, "farewells.stays", once=once, now=now, ticket_id=ticket.id)
    return ticket


async def look_after(session: WriteSession, *, now: datetime) -> int:
    """Part from those who did not answer a proposal in time, never from who was not asked, and
    propose a goodbye where nothing is said for long; return how many."""
    over = await queries.to_decide(session, now=now)
    for farewell in over:
        ticket, ending = farewell.ticket, tickets.Ending(farewell.outcome, farewell.ending)
        stood = await still_stands(session, farewell)
        stood = stood and not await queries.was_dropped(session, farewell)
        await _forget_proposal(session, ticket)
        if stood:
            await tickets.part(session, ticket, ending, ActorKind.SYSTEM, now=now)
    silent = await queries.silent_since(session, now - rules.SILENT_FOR)
    for ticket in silent:
        await _propose_after_silence(session, ticket, now=now)
    return len(over) + len(silent)


async def still_stands(session: ReadSession, farewell: Farewell) -> bool:
    """Tell whether a proposal still means something: the same mentor holds the request, nobody
    wrote since, and it is not our turn to answer."""
    ticket = farewell.ticket
    same = farewell.mentor_id is None or ticket.mentor_id == farewell.mentor_id
    held = ticket.is_open and ticket.mentor_id is not None
    if not held or not same or ticket.owes_words:
        return False
    if await queries.holds_words(session, farewell):
        return False
    return not await queries.spoke_since(session, farewell)


async def _propose_after_silence(session: WriteSession, ticket: Ticket, *, now: datetime) -> None:
    farewell = Farewell(ticket=ticket, mentor=None, outcome=Outcome.NO_NEWS, proposed_at=now)
    session.add(farewell)
    await session.flush()
    outbox.notify(
        session,
        "farewells.silence",
        once=f"farewell:{farewell.id}",
        now=now,
        youth_id=ticket.alias.youth_id,
        community_id=ticket.community_id,
        args={"ticket": ticket.id, "farewell": farewell.id},
    )


async def _own(session: WriteSession, vault: Vault, actor: Actor, farewell_id: int) -> Farewell:
    """Return what is proposed to who acts. What was read before its request was held may have been
    answered meanwhile."""
    farewell = await session.get(Farewell, farewell_id)
    if farewell is None:
        raise NotYours
    ticket = await access.own_ticket(session, vault, actor, farewell.ticket_id)
    if not ticket.is_open:
        raise Gone
    farewell = await session.get(Farewell, farewell_id, populate_existing=True)
    if farewell is None or not await still_stands(session, farewell):
        raise GoesOn
    return farewell


async def _forget_proposal(session: WriteSession, ticket: Ticket) -> None:
    """Drop what was proposed for a request, if anything was."""
    farewell = await queries.of_ticket(session, ticket.id)
    if farewell is not None:
        await session.delete(farewell)
        await session.flush()
