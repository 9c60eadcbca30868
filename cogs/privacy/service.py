"""What a youth decides about being written to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select, update

from bot import access, consents, facts, outbox
from bot.access import Actor
from bot.db import ReadSession, WriteSession
from bot.errors import BadInput
from bot.vault import Vault
from cogs.privacy import queries, rules
from cogs.referrals import service as referrals
from cogs.tickets import service as tickets
from models import (
    IS_OPEN,
    ActorKind,
    Alias,
    Block,
    Community,
    Concern,
    Consent,
    MentorReport,
    Message,
    MessageAuthor,
    OutboxEntry,
    PollVote,
    Purpose,
    Rating,
    Ticket,
    Youth,
)

BY = {ActorKind.YOUTH: "me", ActorKind.MENTOR: "team", ActorKind.SYSTEM: ""}


class NothingKept(BadInput):
    """Nothing is kept about this person."""

    key = "privacy-nothing-kept"


@dataclass(frozen=True)
class Tidied:
    """What a day's tidying let go, or would: requests that expired, those whose youth was warned,
    consents, names with all that hangs on them, people, and blocks that are over."""

    warned: int
    expired: int
    consents: int
    names: int
    people: int
    blocks: int


async def opt_in(
    session: WriteSession,
    vault: Vault,
    actor: Actor,
    community: Community,
    purpose: Purpose,
    *,
    locale: str,
    version: int,
    now: datetime,
    campaign_id: int | None = None,
) -> Youth:
    """Write down a yes for one purpose, to that version of its wording; return whose.

    Args:
        campaign_id: the outing for which it counts.

    Raises:
        Blocked: for somebody the team no longer answers.
        TooYoungToAgree: for who said that they are younger than one may agree.
    """
    await access.require_welcome(session, vault, actor, community.team_id, now=now)
    youth = await access.youth_or_new(session, vault, actor, locale, now=now)
    await consents.require_age(session, youth.id)
    if not await consents.standing(session, youth.id, purpose, community.id):
        about: dict[str, Any] = {"choice": purpose, "campaign_id": campaign_id}
        facts.count(session, "opted-in", community, at=now, **about)
    await consents.give(session, youth, community, purpose, version=version, now=now)
    return youth


async def stop(session: WriteSession, vault: Vault, actor: Actor, *, now: datetime) -> bool:
    """End everything that is not a live conversation; return whether one goes on."""
    youth = await access.youth_of(session, vault, actor)
    if youth is None:
        return False
    youth.stopped_at = now
    await consents.withdraw(session, youth.id, now=now)
    await referrals.revoked(session, youth.id, now=now)
    live = select(Ticket.id).join(Alias, Alias.id == Ticket.alias_id)
    return (
        await session.scalar(live.where(Alias.youth_id == youth.id, IS_OPEN).limit(1)) is not None
    )


async def withdraw(
    session: WriteSession, vault: Vault, actor: Actor, purpose: Purpose, *, now: datetime
) -> None:
    """Take one yes back, everywhere; sheets for services go with theirs.

    Raises:
        NothingKept: when nothing is known of who acts.
    """
    youth = await _known(session, vault, actor)
    await consents.withdraw(session, youth.id, now=now, purpose=purpose)
    if purpose is Purpose.REFERRAL:
        await referrals.revoked(session, youth.id, now=now)


async def choose_language(
    session: WriteSession, vault: Vault, actor: Actor, locale: str, *, now: datetime
) -> None:
    """Write to this person in that language from now on, whatever Discord says.

    Raises:
        NothingKept: when nothing is known of who acts.
    """
    youth = await _known(session, vault, actor)
    youth.locale, youth.chose_locale, youth.last_seen_at = locale, True, now


async def agreements(session: ReadSession, vault: Vault, actor: Actor) -> Sequence[Consent]:
    """Return every yes of who acts, oldest first; none for somebody unknown."""
    youth = await access.youth_of(session, vault, actor)
    return await queries.consents_of(session, youth.id) if youth is not None else []


async def forget(
    session: WriteSession, vault: Vault, actor: Actor, *, now: datetime
) -> rules.Forgotten:
    """Erase everything about who acts, here and in the team's threads; what was counted stays
    without a name.

    Raises:
        NothingKept: when nothing is known of who acts.
    """
    youth = await _known(session, vault, actor)
    theirs = await queries.tickets_of(session, youth.id)
    said = await queries.words_of(session, [ticket.id for ticket in theirs])
    held = await queries.unread_reports(session, [ticket.id for ticket in theirs])
    person = vault.open_id(youth.discord_id)
    teams = {alias.team_id for alias in await queries.aliases_of(session, youth.id)}
    marks = {team: vault.mark(f"block:{team}", person) for team in teams}
    blocks = await queries.blocks_on(session, marks, now=now)
    await _let_marks_go(session, vault, person, [ticket.id for ticket in theirs])
    await _erase(session, theirs, now=now)
    await session.delete(youth)
    return rules.Forgotten(len(theirs), len(said), held, max(blocks, default=None))


async def _let_marks_go(
    session: WriteSession, vault: Vault, person: int, tickets: Sequence[int]
) -> None:
    """Nothing leads any more to what somebody said without a name: marks and votes stay as what
    they count."""
    ratings = [vault.mark("rating", number) for number in tickets]
    await session.execute(
        update(Rating).where(Rating.lookup.in_(ratings)).values(lookup=None, said=True)
    )
    votes = [vault.mark(f"poll:{poll}", person) for poll in await queries.open_polls(session)]
    await session.execute(update(PollVote).where(PollVote.lookup.in_(votes)).values(lookup=None))


async def everything_kept(session: ReadSession, vault: Vault, actor: Actor) -> rules.Held:
    """Return all that is kept about who acts, opened.

    Raises:
        NothingKept: when nothing is known of who acts.
    """
    youth = await _known(session, vault, actor)
    places = {alias.community_id: alias for alias in await queries.aliases_of(session, youth.id)}
    names = {place.id: place.name for place in await session.scalars(select(Community))}
    return rules.Held(
        discord_id=vault.open_id(youth.discord_id),
        locale=youth.locale,
        since=youth.created_at,
        last_seen_at=youth.last_seen_at,
        stopped_at=youth.stopped_at,
        paused_until=youth.paused_until,
        agreements=[
            rules.Agreement(
                yes.purpose.value,
                names.get(yes.community_id, ""),
                yes.version,
                yes.given_at,
                yes.withdrawn_at,
            )
            for yes in await queries.consents_of(session, youth.id)
        ],
        conversations=await _conversations(session, vault, youth.id),
        names=[rules.Name(alias.name, names.get(place, "")) for place, alias in places.items()],
        waiting=[
            rules.Said(held.written_at, "me", vault.open(held.words))
            for held in await queries.waiting_words(session, youth.id)
            if held.words is not None
        ],
    )


async def pictures_kept(session: ReadSession, vault: Vault, actor: Actor) -> list[bytes]:
    """Return the pictures that are kept of who acts, opened, oldest first."""
    youth = await _known(session, vault, actor)
    theirs = await queries.tickets_of(session, youth.id)
    kept = await queries.pictures_of(session, [ticket.id for ticket in theirs])
    return [vault.open_bytes(picture.image) for picture in kept if picture.image is not None]


async def tidy(session: WriteSession, *, now: datetime) -> Tidied:
    """Let go what is past its time, some at a time: a dry run is this without keeping it."""
    await session.execute(queries.held_too_long(before=now - rules.REPORTS_HELD_FOR))
    warned = await _warn(session, now=now)
    expired = await queries.warned_in_time(session, before=now - rules.WARNED_BEFORE, now=now)
    for ticket in expired:
        await tickets.expire(session, ticket, now=now)
    unused = await queries.unused_consents(session, before=now - rules.UNUSED_FOR)
    for consent in unused:
        consent.withdrawn_at = now
    await session.flush()
    names = await queries.old_aliases(session, now=now)
    for alias in names:
        held = select(Ticket).where(Ticket.alias_id == alias.id)
        await _erase(session, (await session.scalars(held)).all(), now=now)
        await session.delete(alias)
    await session.flush()
    idle = timedelta(days=rules.IDENTITY_DAYS)
    people = await queries.nobody_any_more(session, before=now - idle)
    for youth in people:
        await session.delete(youth)
    over = delete(Block).where(Block.until <= now).returning(Block.id)
    blocks = (await session.scalars(over)).all()
    return Tidied(warned, len(expired), len(unused), len(names), len(people), len(blocks))


async def _warn(session: WriteSession, *, now: datetime) -> int:
    """Owe a warning in each conversation that would expire soon; one that was never handed over is
    owed anew."""
    unwarned = await queries.to_warn(session, now=now, sooner=rules.WARNED_BEFORE)
    for ticket, once in unwarned:
        await session.execute(delete(OutboxEntry).where(OutboxEntry.once == once))
        outbox.notify(
            session,
            "privacy.expires",
            once=once,
            now=now,
            youth_id=ticket.alias.youth_id,
            community_id=ticket.community_id,
            args={"ticket": ticket.id},
        )
    return len(unwarned)


async def _erase(session: WriteSession, theirs: Sequence[Ticket], *, now: datetime) -> None:
    numbers = [ticket.id for ticket in theirs]
    await session.execute(update(Concern).where(Concern.ticket.in_(numbers)).values(why=None))
    wishes = MentorReport.ticket.in_(numbers), MentorReport.call_back
    await session.execute(delete(MentorReport).where(*wishes))
    dealt_with = MentorReport.ticket.in_(numbers), MentorReport.seen_at.is_not(None)
    await session.execute(update(MentorReport).where(*dealt_with).values(words=None))
    await tickets.erase(session, theirs, now=now)


async def _known(session: ReadSession, vault: Vault, actor: Actor) -> Youth:
    await access.take_in_once(session, actor)
    youth = await access.youth_of(session, vault, actor)
    if youth is None:
        raise NothingKept
    return youth


async def _conversations(
    session: ReadSession, vault: Vault, youth_id: int
) -> list[rules.Conversation]:
    theirs = await queries.tickets_of(session, youth_id)
    numbers = [ticket.id for ticket in theirs]
    said = await queries.words_of(session, numbers)
    notes = await queries.notes_in(session, numbers)
    asked = await queries.check_ins_of(session, numbers)
    outings = await queries.outings_of(session, theirs)
    steps = await queries.steps_of(session, numbers)
    reports = await queries.reports_of(session, numbers)
    wishes = await queries.wishes_for_lead(session, numbers)
    lifted = await queries.told_liftings(session, numbers)
    proposed = await referrals.of_youth(session, vault, youth_id)
    return [
        rules.Conversation(
            alias=ticket.alias.name,
            community=ticket.community.name,
            team=ticket.community.team.name,
            topic=ticket.topic.value,
            campaign=outings.get(ticket.campaign_id or 0),
            state=ticket.state.value,
            outcome=ticket.outcome.value if ticket.outcome else None,
            ending=ticket.ending,
            age_band=ticket.age_band,
            asked_at=ticket.opened_at,
            closed_at=ticket.closed_at,
            is_urgent=ticket.urgent,
            said=[
                rules.Said(message.written_at, _by(message), vault.open(message.words))
                for message in said
                if message.ticket_id == ticket.id and message.words is not None
            ],
            notes=notes.get(ticket.id, 0),
            check_ins=[
                {
                    "due_at": question.due_at.isoformat(timespec="seconds"),
                    "state": question.state.value,
                    "answer": question.answer.value if question.answer else "",
                    "postponed": str(question.postponed),
                }
                for question in asked
                if question.ticket_id == ticket.id
            ],
            alarmed_at=ticket.alarmed_at,
            seen_at=ticket.seen_at,
            steps=[
                rules.Step(step.at, step.what, BY[step.actor])
                for step in steps
                if step.ticket_id == ticket.id
            ]
            + [
                rules.Step(lifting.decided_at, "anonymity-lifted", "team")
                for lifting in lifted
                if lifting.ticket_id == ticket.id and lifting.decided_at is not None
            ]
            + [
                rules.Step(wish.written_at, "lead-wished", "me")
                for wish in wishes
                if wish.ticket == ticket.id
            ],
            reports=[
                rules.Said(report.written_at, "me", vault.open(report.words))
                for report in reports
                if report.ticket == ticket.id and report.words is not None
            ],
            referrals=[told for number, told in proposed if number == ticket.id],
        )
        for ticket in theirs
    ]


def _by(message: Message) -> str:
    if message.author is MessageAuthor.YOUTH:
        return "me"
    return message.mentor.first_name if message.mentor is not None else "mentor"
