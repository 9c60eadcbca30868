"""Who may be written to first, and when: the one gate before every unprompted message."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select, update

from bot.db import ReadSession, WriteSession
from models import Community, Consent, OutboxEntry, Purpose, Youth
from models.hours import after_quiet

LOOKED_AT_AGAIN = timedelta(hours=12)
TEXT_VERSIONS = {Purpose.KEEP_IN_TOUCH: 1, Purpose.CHECK_INS: 1}


async def standing(
    session: ReadSession, youth_id: int, purpose: Purpose, community_id: int
) -> bool:
    """Tell whether a yes to the present wording stands, given in that community."""
    yes = select(Consent.id).where(
        Consent.youth_id == youth_id,
        Consent.community_id == community_id,
        Consent.purpose == purpose,
        Consent.version == TEXT_VERSIONS[purpose],
        Consent.withdrawn_at.is_(None),
    )
    return await session.scalar(yes.limit(1)) is not None


def stands(consent: Consent, purpose: Purpose) -> bool:
    """Tell whether this is a yes to the present wording for that purpose."""
    return (
        consent.purpose is purpose
        and consent.withdrawn_at is None
        and consent.version == TEXT_VERSIONS[purpose]
    )


async def give(
    session: WriteSession, youth: Youth, community: Community, purpose: Purpose, *, now: datetime
) -> None:
    """Write down a yes, dated, unless it stands already. A yes after ``/stop`` lifts the stop."""
    youth.stopped_at = None
    if await standing(session, youth.id, purpose, community.id):
        return
    session.add(
        Consent(
            youth_id=youth.id,
            community_id=community.id,
            purpose=purpose,
            version=TEXT_VERSIONS[purpose],
            given_at=now,
        )
    )


async def withdraw(
    session: WriteSession, youth_id: int, *, now: datetime, purpose: Purpose | None = None
) -> None:
    """Write down a no, for one purpose or for all of them."""
    ending = (
        update(Consent)
        .where(Consent.youth_id == youth_id, Consent.withdrawn_at.is_(None))
        .values(withdrawn_at=now)
    )
    await session.execute(ending if purpose is None else ending.where(Consent.purpose == purpose))


async def may_leave(session: ReadSession, entry: OutboxEntry, *, now: datetime) -> datetime | None:
    """Return from when an entry may be handed over: ``now``, the end of the quiet hours, or None
    for never."""
    if entry.purpose is None:
        return now
    if entry.youth_id is None or entry.community_id is None:
        return None
    youth = await session.get(Youth, entry.youth_id)
    community = await session.get(Community, entry.community_id)
    if youth is None or community is None or youth.stopped_at is not None:
        return None
    if not await standing(session, youth.id, entry.purpose, community.id):
        return None
    team = community.team
    if youth.paused_until is not None and youth.paused_until > now:
        return min(youth.paused_until, now + LOOKED_AT_AGAIN)
    return after_quiet(now, team.quiet_from, team.quiet_until, ZoneInfo(team.timezone))
