"""A place is proposed, the youth decides what goes along, and later says whether they arrived.
Nothing is ever sent to the place."""

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import update

from bot import access, consents, facts, outbox
from bot.access import Actor
from bot.db import ReadSession, WriteSession
from bot.errors import BadInput, Conflict, Gone, NotAllowed, NotYours
from bot.redaction import Private
from bot.vault import Vault
from cogs.directory import service as directory
from cogs.referrals import queries, rules
from cogs.safeguarding import service as safeguarding
from cogs.tickets import service as tickets
from models import Arrival, Outcome, Purpose, Referral, ReferralState, Service, Ticket

OPEN_TO_YES = {ReferralState.OFFERED, ReferralState.ADDRESS}


class EmptyDirectory(BadInput):
    """There is nothing to propose."""

    key = "referrals-empty-directory"


class ProposedAlready(Conflict):
    """This very place waits for the youth's answer."""

    key = "referrals-proposed-already"


class NothingPicked(BadInput):
    """A sheet with nothing on it."""

    key = "referrals-nothing-picked"


class WordingChanged(Conflict):
    """The yes was to an earlier wording: nothing is kept."""

    key = "referrals-wording-changed"


class NotForTeam(NotAllowed):
    """The youth did not say that the team may read the sheet."""

    key = "referrals-not-for-team"


async def offer(
    session: WriteSession,
    vault: Vault,
    actor: Actor,
    ticket_id: int,
    service_id: int,
    *,
    why: Private,
    now: datetime,
) -> Referral:
    """Propose a place to a youth; the team's thread shows it.

    Raises:
        NotYours, NotIntroduced, Gone, ClaimFirst, NotHolder: when it is not the mentor's to do.
        NotVetted, SecondFirst: when a minor would hear it from one adult alone.
        BlankWords: without a sentence of why.
        NoSuchService: when it is not in the team's directory.
        ProposedAlready: when the youth has yet to answer about this very place.
    """
    ticket, mentor = await tickets.held(session, actor, ticket_id)
    await tickets.require_two_adults(session, actor, ticket, mentor, now=now)
    if why.is_blank:
        raise tickets.BlankWords
    service = await directory.of_team(session, ticket.team_id, service_id)
    if await queries.waits_for_answer(session, ticket.id, service.id):
        raise ProposedAlready
    await tickets.will_be_answered(session, ticket, now=now)
    referral = Referral(
        ticket=ticket,
        service=service,
        mentor=mentor,
        why=vault.seal_words(why),
        state=ReferralState.OFFERED,
        ticked=[],
        offered_at=now,
    )
    session.add(referral)
    await tickets.call_second(session, ticket, now=now)
    await session.flush()
    outbox.promise(
        session,
        "referrals.offer",
        once=f"referral:{referral.id}",
        now=now,
        youth_id=ticket.alias.youth_id,
        community_id=ticket.community_id,
        args={"ticket": ticket.id, "referral": referral.id},
    )
    _tell_thread(session, referral, "offered", now=now)
    _count(session, "referral-offered", ticket, now=now)
    return referral


async def accept(
    session: WriteSession,
    vault: Vault,
    actor: Actor,
    referral_id: int,
    sheet: rules.Sheet,
    *,
    version: int,
    now: datetime,
) -> Referral:
    """Keep what may go along, sealed, with a dated yes; plan to ask once whether they arrived.

    Raises:
        NotYours: when it was never proposed to this person.
        Gone: when it was decided.
        NothingPicked, WordingChanged: nothing is kept.
        TooYoungToAgree: for who said that they are younger than one may agree.
    """
    referral = await access.own_referral(session, vault, actor, referral_id)
    if referral.state not in OPEN_TO_YES:
        raise Gone
    if not sheet.fields:
        raise NothingPicked
    if version != consents.TEXT_VERSIONS[Purpose.REFERRAL]:
        raise WordingChanged
    ticket = referral.ticket
    youth, community = ticket.alias.youth, ticket.community
    await consents.require_age(session, youth.id)
    await consents.give(session, youth, community, Purpose.REFERRAL, version=version, now=now)
    words = {name: typed.reveal() for name, typed in sheet.typed.items()}
    referral.sheet = vault.seal(json.dumps(words)) if words else None
    referral.ticked = [*sheet.fields, *(sheet.ticked & {rules.FOR_TEAM})]
    _decide(referral, ReferralState.ACCEPTED, now=now)
    referral.ask_at = now + timedelta(days=community.team.referral_days)
    _tell_thread(session, referral, "decided", now=now)
    _count(session, "referral-accepted", ticket, now=now)
    if any(safeguarding.sounds_dangerous(typed) for typed in sheet.typed.values()):
        await safeguarding.raise_alarm(session, ticket, now=now)
    return referral


async def choose(
    session: WriteSession,
    vault: Vault,
    actor: Actor,
    referral_id: int,
    state: ReferralState,
    *,
    now: datetime,
) -> Referral:
    """Take the address alone, or say no thanks.

    Raises:
        NotYours: when it was never proposed to this person.
        Gone: when it was decided.
    """
    referral = await access.own_referral(session, vault, actor, referral_id)
    if referral.state not in OPEN_TO_YES:
        raise Gone
    if referral.state is not state:
        _decide(referral, state, now=now)
        _tell_thread(session, referral, "decided", now=now)
    return referral


async def still_open(
    session: ReadSession, vault: Vault, actor: Actor, referral_id: int
) -> Referral:
    """Return a referral about which its youth may still say yes.

    Raises:
        NotYours: when it was never proposed to this person.
        Gone: when it was decided.
    """
    referral = await access.own_referral(session, vault, actor, referral_id)
    if referral.state not in OPEN_TO_YES:
        raise Gone
    return referral


async def own_sheet(
    session: ReadSession, vault: Vault, actor: Actor, referral_id: int
) -> tuple[Referral, dict[str, str]]:
    """Return a youth's own sheet, and what they typed.

    Raises:
        NotYours: when it was never proposed to this person.
        Gone: when there is none any more.
    """
    referral = await access.own_referral(session, vault, actor, referral_id)
    if referral.state is not ReferralState.ACCEPTED:
        raise Gone
    return referral, typed_on(vault, referral)


async def sheet_for_team(
    session: ReadSession, vault: Vault, actor: Actor, referral_id: int
) -> tuple[Referral, dict[str, str]]:
    """Return a sheet that its youth lets the team read, and what they typed.

    Raises:
        NotAMentor, NotYours: for anybody but the team's mentors and leads.
        NotForTeam: when the youth did not say so, or took it back.
    """
    referral = await access.referral_for(session, actor, referral_id)
    if referral.state is not ReferralState.ACCEPTED or rules.FOR_TEAM not in referral.ticked:
        raise NotForTeam
    return referral, typed_on(vault, referral)


def typed_on(vault: Vault, referral: Referral) -> dict[str, str]:
    """Return what a youth typed on a sheet, opened."""
    return json.loads(vault.open(referral.sheet)) if referral.sheet is not None else {}


async def of_youth(
    session: ReadSession, vault: Vault, youth_id: int
) -> list[tuple[int, dict[str, str]]]:
    """Return all that is kept of what was proposed to somebody, opened, by the request's number."""
    return [
        (
            referral.ticket_id,
            {
                "service": referral.service.name if referral.service is not None else "",
                "offered_at": referral.offered_at.isoformat(timespec="seconds"),
                "why": vault.open(referral.why) if referral.why is not None else "",
                "state": referral.state.value,
                "on_my_sheet": ", ".join(referral.ticked),
                **typed_on(vault, referral),
                "answer": referral.answer.value if referral.answer is not None else "",
            },
        )
        for referral in await queries.of_youth(session, youth_id)
    ]


async def take_back(
    session: WriteSession, vault: Vault, actor: Actor, referral_id: int, *, now: datetime
) -> None:
    """Take one's yes back: every sheet goes, and nothing is asked later.

    Raises:
        NotYours: when it was never proposed to this person.
    """
    referral = await access.own_referral(session, vault, actor, referral_id)
    youth_id = referral.ticket.alias.youth_id
    await consents.withdraw(session, youth_id, now=now, purpose=Purpose.REFERRAL)
    await revoked(session, youth_id, now=now)


async def revoked(session: WriteSession, youth_id: int, *, now: datetime) -> None:
    """Let every sheet go of somebody who no longer agrees, and ask them nothing."""
    _revoke(session, await queries.of_youth(session, youth_id), now=now)


def _revoke(session: WriteSession, theirs: Iterable[Referral], *, now: datetime) -> None:
    for referral in theirs:
        if referral.state is ReferralState.ACCEPTED:
            referral.state, referral.ticked = ReferralState.REVOKED, []
            referral.sheet = referral.ask_at = None
            _tell_thread(session, referral, "revoked", now=now)


async def ask_due(session: WriteSession, *, now: datetime) -> int:
    """Owe the one question to whom it is due; return how many were looked at. Who said stop is not
    asked."""
    late = await queries.due(session, now=now)
    for referral in late:
        referral.ask_at = None
        if await is_wanted(session, referral):
            referral.asked_at = now
            outbox.notify(
                session,
                "referrals.question",
                once=f"referral-question:{referral.id}",
                now=now,
                youth_id=referral.ticket.alias.youth_id,
                community_id=referral.ticket.community_id,
                args={"ticket": referral.ticket_id, "referral": referral.id},
            )
    return len(late)


async def is_wanted(session: ReadSession, referral: Referral) -> bool:
    """Tell whether somebody may still be asked what became of a place."""
    ticket = referral.ticket
    is_blocked = ticket.outcome is Outcome.SPAM
    if is_blocked or ticket.alias.youth.stopped_at is not None or referral.service is None:
        return False
    if referral.state is not ReferralState.ACCEPTED or referral.answer is not None:
        return False
    return await consents.standing(
        session, ticket.alias.youth_id, Purpose.REFERRAL, ticket.community_id
    )


async def answer(
    session: WriteSession, vault: Vault, actor: Actor, referral_id: int, said: str, *, now: datetime
) -> Referral:
    """Take down what became of it; the team's thread reads it, and it is counted without a name.

    Raises:
        NotYours: when it was never asked of this person, or there is no such answer.
        Gone: when it was answered, or was never asked.
    """
    referral = await access.own_referral(session, vault, actor, referral_id)
    if referral.asked_at is None or referral.answer is not None:
        raise Gone
    if said not in list(Arrival):
        raise NotYours
    referral.answer, referral.answered_at = Arrival(said), now
    known = update(Service).where(Service.id == referral.service_id)
    if referral.answer in rules.ARRIVED:
        _count(session, "referral-arrived", referral.ticket, now=now)
        await session.execute(known.values(unanswered=0))
    elif referral.answer is Arrival.NO_ANSWER:
        _count(session, "referral-no-answer", referral.ticket, now=now)
        await session.execute(known.values(unanswered=Service.unanswered + 1))
    _tell_thread(session, referral, "answered", now=now)
    return referral


async def let_go(session: WriteSession, *, now: datetime) -> None:
    """Wipe the words whose time is over, and the sheets of those who no longer agree."""
    _revoke(session, await queries.without_consent(session), now=now)
    for referral in await queries.outlived(session, now=now):
        referral.why = referral.sheet = None


def _decide(referral: Referral, state: ReferralState, *, now: datetime) -> None:
    referral.state, referral.decided_at = state, now


def _tell_thread(session: WriteSession, referral: Referral, what: str, *, now: datetime) -> None:
    stamp = f"{what}:{referral.state}"
    outbox.promise(
        session,
        "referrals.news",
        once=f"referral-news:{referral.id}:{stamp}",
        now=now,
        ticket_id=referral.ticket_id,
        args={"referral": referral.id, "what": what},
    )


def _count(session: WriteSession, what: str, ticket: Ticket, *, now: datetime) -> None:
    about: dict[str, Any] = {"campaign_id": ticket.campaign_id, "topic": ticket.topic}
    facts.count(session, what, ticket.community, at=now, **about)
