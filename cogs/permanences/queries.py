"""Reads with a name."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, literal_column, select
from sqlalchemy.types import Boolean

from bot.consents import TEXT_VERSIONS
from bot.db import ReadSession, WriteSession, hold
from models import Block, Community, Consent, DateState, Permanence, PermanenceDate, Purpose, Youth

AT_ONCE = 200
IS_AHEAD: ColumnElement[bool] = literal_column(
    f"permanence_date.state IN ('{DateState.PLANNED}', '{DateState.ANNOUNCED}')", Boolean
)
"""Written out, so that the partial index of what is ahead serves."""
LIVE = Permanence.ended_at.is_(None), Permanence.published_at.is_not(None)


async def live(session: ReadSession) -> Sequence[Permanence]:
    """Return every plan that goes on."""
    return (await session.scalars(select(Permanence).where(*LIVE).order_by(Permanence.id))).all()


async def live_held(session: WriteSession) -> Sequence[Permanence]:
    """Return every plan that goes on; who decides holds them."""
    await hold(session, select(Permanence.id).where(*LIVE).order_by(Permanence.id))
    newest = select(Permanence).where(*LIVE).order_by(Permanence.id)
    return (await session.scalars(newest.execution_options(populate_existing=True))).all()


async def date_held(session: WriteSession, date_id: int) -> PermanenceDate | None:
    """Return a date, if there is one; who decides holds its plan."""
    one = await session.get(PermanenceDate, date_id)
    if one is None:
        return None
    await hold(session, select(Permanence.id).where(Permanence.id == one.permanence_id))
    return await session.get(PermanenceDate, date_id, populate_existing=True)


async def live_in(session: ReadSession, community_id: int) -> Sequence[Permanence]:
    """Return the plans of a community that go on."""
    theirs = select(Permanence).where(*LIVE, Permanence.community_id == community_id)
    return (await session.scalars(theirs.order_by(Permanence.id))).all()


async def live_of(session: ReadSession, team_id: int) -> Sequence[Permanence]:
    """Return the plans of a team that go on."""
    theirs = select(Permanence).join(Community, Community.id == Permanence.community_id)
    theirs = theirs.where(*LIVE, Community.team_id == team_id)
    return (await session.scalars(theirs.order_by(Permanence.id))).all()


async def ahead(
    session: ReadSession, permanence_id: int, *, now: datetime
) -> Sequence[PermanenceDate]:
    """Return the dates of a plan that are not over, the next one first."""
    theirs = select(PermanenceDate).where(
        PermanenceDate.permanence_id == permanence_id, PermanenceDate.ends_at > now, IS_AHEAD
    )
    return (await session.scalars(theirs.order_by(PermanenceDate.starts_at))).all()


async def to_come(
    session: ReadSession, permanence_id: int, *, now: datetime
) -> Sequence[PermanenceDate]:
    """Return every date of a plan that begins later, also those that were called off."""
    theirs = select(PermanenceDate).where(
        PermanenceDate.permanence_id == permanence_id, PermanenceDate.starts_at > now
    )
    return (await session.scalars(theirs.order_by(PermanenceDate.starts_at))).all()


async def just_over(session: WriteSession, *, now: datetime) -> Sequence[PermanenceDate]:
    """Return the dates whose end has come."""
    over = select(PermanenceDate).where(IS_AHEAD, PermanenceDate.ends_at <= now)
    return (await session.scalars(over)).all()


async def soon(
    session: ReadSession, *, now: datetime, before: datetime
) -> Sequence[PermanenceDate]:
    """Return the dates that begin soon."""
    begins = PermanenceDate.starts_at > now, PermanenceDate.starts_at <= before
    found = select(PermanenceDate).where(IS_AHEAD, *begins)
    return (await session.scalars(found.order_by(PermanenceDate.starts_at))).all()


async def announced(session: ReadSession, *, now: datetime) -> Sequence[PermanenceDate]:
    """Return the dates ahead that have an event."""
    theirs = select(PermanenceDate).where(
        IS_AHEAD, PermanenceDate.starts_at > now, PermanenceDate.event_id.is_not(None)
    )
    return (await session.scalars(theirs)).all()


async def who_agreed(
    session: ReadSession, community_id: int, *, after: int
) -> list[tuple[Consent, Youth]]:
    """Return some of those who want to be reminded in a community, in the order in which they said
    so."""
    agreed = select(Consent, Youth).join(Youth, Youth.id == Consent.youth_id)
    agreed = agreed.where(
        Consent.community_id == community_id,
        Consent.purpose == Purpose.PERMANENCES,
        Consent.version == TEXT_VERSIONS[Purpose.PERMANENCES],
        Consent.withdrawn_at.is_(None),
        Consent.id > after,
    )
    found = await session.execute(agreed.order_by(Consent.id).limit(AT_ONCE))
    return [(consent, youth) for consent, youth in found]


async def blocked_by(session: ReadSession, team_id: int, *, now: datetime) -> set[bytes]:
    """Return the marks of those whom a team no longer answers."""
    blocks = select(Block.lookup).where(Block.team_id == team_id, Block.until > now)
    return set(await session.scalars(blocks))
