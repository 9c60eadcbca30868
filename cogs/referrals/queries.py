"""Reads with a name."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import and_, exists, false, or_, select

from bot.db import ReadSession
from models import Alias, Consent, Purpose, Referral, ReferralState, Team, Ticket

AT_ONCE = 100


async def of_youth(session: ReadSession, youth_id: int) -> Sequence[Referral]:
    """Return all that was proposed to somebody."""
    theirs = select(Referral).join(Ticket, Ticket.id == Referral.ticket_id)
    theirs = theirs.join(Alias, Alias.id == Ticket.alias_id).where(Alias.youth_id == youth_id)
    return (await session.scalars(theirs.order_by(Referral.id))).all()


async def waits_for_answer(session: ReadSession, ticket_id: int, service_id: int) -> bool:
    """Tell whether this service is proposed already and nothing was decided."""
    same = select(Referral.id).where(
        Referral.ticket_id == ticket_id,
        Referral.service_id == service_id,
        Referral.state == ReferralState.OFFERED,
    )
    return await session.scalar(same.limit(1)) is not None


async def due(session: ReadSession, *, now: datetime) -> Sequence[Referral]:
    """Return those whose youth is to be asked now, some at a time; who decides holds them."""
    ids = select(Referral.id).where(Referral.ask_at.is_not(None), Referral.ask_at <= now)
    ids = ids.order_by(Referral.ask_at).limit(AT_ONCE).with_for_update(skip_locked=True)
    held = (await session.scalars(ids)).all()
    found = select(Referral).where(Referral.id.in_(held)).order_by(Referral.id)
    return (await session.scalars(found)).all()


async def without_consent(session: ReadSession) -> Sequence[Referral]:
    """Return sheets whose youth no longer agrees, however that came about."""
    agreed = exists().where(
        Consent.youth_id == Alias.youth_id,
        Consent.community_id == Ticket.community_id,
        Consent.purpose == Purpose.REFERRAL,
        Consent.withdrawn_at.is_(None),
    )
    kept = select(Referral).join(Ticket, Ticket.id == Referral.ticket_id)
    kept = kept.join(Alias, Alias.id == Ticket.alias_id)
    kept = kept.where(Referral.state == ReferralState.ACCEPTED, ~agreed)
    return (await session.scalars(kept.limit(AT_ONCE))).all()


async def outlived(session: ReadSession, *, now: datetime) -> Sequence[Referral]:
    """Return those that hold words of conversations that ended longer ago than their team keeps
    words."""
    teams = (await session.execute(select(Team.id, Team.retention_days))).all()
    ended = [
        and_(Ticket.team_id == team_id, Ticket.closed_at <= now - timedelta(days=days))
        for team_id, days in teams
    ]
    with_words = or_(Referral.why.is_not(None), Referral.sheet.is_not(None))
    old = select(Referral).join(Ticket, Ticket.id == Referral.ticket_id)
    old = old.where(with_words, or_(false(), *ended)).limit(AT_ONCE)
    return (await session.scalars(old)).all()
