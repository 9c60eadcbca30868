"""The plan after goodbye."""

from collections import defaultdict
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select, tuple_, update

from bot import access, consents, outbox
from bot.access import Actor
from bot.db import ReadSession, WriteSession
from bot.errors import Gone, NotYours
from bot.vault import Vault
from cogs.followups import rules
from models import (
    IS_OPEN,
    Alias,
    Answer,
    CheckIn,
    CheckInState,
    OutboxEntry,
    Purpose,
    Ticket,
)
from models.hours import after_quiet

AT_ONCE = 200


async def plan(session: WriteSession, ticket: Ticket, *, now: datetime) -> bool:
    """Plan the team's check-ins after a goodbye, if the youth agreed; return whether they had."""
    if ticket.closed_at is None or not await consents.standing(
        session, ticket.alias.youth_id, Purpose.CHECK_INS, ticket.community_id
    ):
        return False
    team = ticket.community.team
    known = set(
        (await session.scalars(select(CheckIn.days).where(CheckIn.ticket_id == ticket.id))).all()
    )
    quiet, zone = (team.quiet_from, team.quiet_until), ZoneInfo(team.timezone)
    for days, due_at in rules.moments(ticket.closed_at, team.check_in_days, quiet, zone):
        if due_at > now and days not in known:
            session.add(CheckIn(ticket_id=ticket.id, days=days, due_at=due_at))
    return True


async def accept(
    session: WriteSession,
    vault: Vault,
    actor: Actor,
    ticket_id: int,
    *,
    version: int,
    now: datetime,
) -> bool:
    """Say yes to check-ins after a goodbye, to the wording that was shown; return whether it is the
    present one.

    Raises:
        NotYours: when the ticket is missing or somebody else's.
        Gone: when the team no longer serves that community.
        TooYoungToAgree: for who said that they are younger than one may agree.
    """
    ticket = await access.own_ticket(session, vault, actor, ticket_id)
    if ticket.community.ended_at is not None:
        raise Gone
    await consents.require_age(session, ticket.alias.youth_id)
    youth, community, purpose = ticket.alias.youth, ticket.community, Purpose.CHECK_INS
    await consents.give(session, youth, community, purpose, version=version, now=now)
    await session.flush()
    await plan(session, ticket, now=now)
    return await consents.standing(session, youth.id, purpose, community.id)


async def ask_due(session: WriteSession, *, now: datetime) -> int:
    """Promise what is due and still wanted; return how many were looked at.

    What became due while nobody was there is judged again: no consent, an open conversation or a
    later question
    that is due as well lets it be skipped; in quiet hours it waits for the morning.
    """
    due = (
        select(CheckIn.id)
        .where(CheckIn.state == CheckInState.PLANNED, CheckIn.due_at <= now)
        .order_by(CheckIn.due_at)
        .limit(AT_ONCE)
        .with_for_update(skip_locked=True)
    )
    ids = (await session.scalars(due)).all()
    by_alias: defaultdict[int, list[CheckIn]] = defaultdict(list)
    for check_in in await session.scalars(select(CheckIn).where(CheckIn.id.in_(ids))):
        by_alias[check_in.ticket.alias_id].append(check_in)
    for late in by_alias.values():
        chosen = rules.worth_asking([(check_in.due_at, check_in.id) for check_in in late])
        for check_in in late:
            if check_in.id != chosen or await was_overtaken(session, check_in, now=now):
                check_in.state = CheckInState.SKIPPED
            elif await _is_wanted(session, check_in.ticket):
                _ask(session, check_in, now=now)
            else:
                check_in.state = CheckInState.SKIPPED
    return len(ids)


async def answer(
    session: WriteSession, vault: Vault, actor: Actor, check_in_id: int, said: str, *, now: datetime
) -> CheckIn:
    """Take down an answer, and tell the mentor's thread.

    Raises:
        NotYours: when the question was never asked of this person, or has no such answer.
        Gone: when it was answered already.
    """
    check_in = await access.own_check_in(session, vault, actor, check_in_id)
    if check_in.state is not CheckInState.SENT:
        raise Gone
    if said not in list(Answer):
        raise NotYours
    check_in.state, check_in.answer, check_in.answered_at = CheckInState.ANSWERED, Answer(said), now
    if check_in.answer is Answer.STOP:
        await _stop_asking(session, check_in.ticket.alias, now=now)
    outbox.promise(
        session,
        "followups.answered",
        once=f"check-in-answered:{check_in.id}",
        now=now,
        ticket_id=check_in.ticket_id,
        args={"check_in": check_in.id},
    )
    return check_in


async def never_asked(session: WriteSession, entry: OutboxEntry, _now: datetime) -> None:
    """Skip a question that could not be asked; one that may have arrived can still be answered."""
    asked = await session.get(CheckIn, entry.args["check_in"])
    if asked is not None and asked.state is CheckInState.SENT and not entry.uncertain:
        asked.state = CheckInState.SKIPPED


async def was_overtaken(session: ReadSession, check_in: CheckIn, *, now: datetime) -> bool:
    """Tell whether a later question to the same alias is due as well: then this one is not
    asked."""
    alike = select(CheckIn.id).join(Ticket, Ticket.id == CheckIn.ticket_id)
    later = alike.where(
        Ticket.alias_id == check_in.ticket.alias_id,
        CheckIn.state.in_([CheckInState.PLANNED, CheckInState.SENT]),
        CheckIn.due_at <= now,
        tuple_(CheckIn.due_at, CheckIn.id) > (check_in.due_at, check_in.id),
    )
    return await session.scalar(later.limit(1)) is not None


async def is_talking(session: ReadSession, youth_id: int) -> bool:
    """Tell whether a youth has an open request, wherever it was made: the DM is the same."""
    talking = select(Ticket.id).join(Alias, Alias.id == Ticket.alias_id)
    talking = talking.where(Alias.youth_id == youth_id, IS_OPEN)
    return await session.scalar(talking.limit(1)) is not None


async def drop_if_talking(session: WriteSession, check_in_id: int) -> None:
    """Skip a question that has not left yet when the youth asks for help again meanwhile."""
    check_in = await session.get(CheckIn, check_in_id)
    if check_in is None or check_in.state is not CheckInState.SENT:
        return
    if await is_talking(session, check_in.ticket.alias.youth_id):
        check_in.state = CheckInState.SKIPPED


async def never_again(session: WriteSession, youth_id: int, team_id: int) -> None:
    """Ask nothing more of somebody whom a team no longer answers."""
    theirs = select(Ticket.id).join(Alias, Alias.id == Ticket.alias_id)
    theirs = theirs.where(Alias.youth_id == youth_id, Ticket.team_id == team_id)
    planned = CheckIn.ticket_id.in_(theirs), CheckIn.state == CheckInState.PLANNED
    await session.execute(update(CheckIn).where(*planned).values(state=CheckInState.SKIPPED))


async def _stop_asking(session: WriteSession, alias: Alias, *, now: datetime) -> None:
    await consents.withdraw(session, alias.youth_id, now=now, purpose=Purpose.CHECK_INS)
    theirs = (
        select(Ticket.id)
        .join(Alias, Alias.id == Ticket.alias_id)
        .where(Alias.youth_id == alias.youth_id)
    )
    await session.execute(
        update(CheckIn)
        .where(CheckIn.ticket_id.in_(theirs), CheckIn.state == CheckInState.PLANNED)
        .values(state=CheckInState.SKIPPED)
    )


async def _is_wanted(session: WriteSession, ticket: Ticket) -> bool:
    if ticket.alias.youth.stopped_at is not None:
        return False
    if not await consents.standing(
        session, ticket.alias.youth_id, Purpose.CHECK_INS, ticket.community_id
    ):
        return False
    return not await is_talking(session, ticket.alias.youth_id)


def _ask(session: WriteSession, check_in: CheckIn, *, now: datetime) -> None:
    team = check_in.ticket.community.team
    morning = after_quiet(now, team.quiet_from, team.quiet_until, ZoneInfo(team.timezone))
    if morning > now:
        check_in.due_at = morning
        return
    check_in.state = CheckInState.SENT
    outbox.promise(
        session,
        "followups.check_in",
        once=f"check-in:{check_in.id}",
        now=now,
        youth_id=check_in.ticket.alias.youth_id,
        community_id=check_in.ticket.community_id,
        purpose=Purpose.CHECK_INS,
        args={"check_in": check_in.id},
    )
