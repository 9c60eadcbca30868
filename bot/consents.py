"""Who may be written to first, and when: the one gate before every unprompted message."""

import re
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from enum import Enum, auto
from zoneinfo import ZoneInfo

from sqlalchemy import select, update

from bot.db import ReadSession, WriteSession
from bot.errors import NotYours, TooYoungToAgree
from models import Alias, Community, Consent, OutboxEntry, Purpose, Ticket, Youth
from models.hours import after_quiet


class Manner(Enum):
    """Why a card is sent, and so when it may leave."""

    TO_TEAM = auto()
    """To the team, or to a community's place: no youth is written to."""
    ANSWER = auto()
    """Its youth has just done something, or a person of the team says something to them: at
    once."""
    NOTICE = auto()
    """The clock has something to say to a youth about what they began themselves: never in quiet
    hours, nor while somebody worries about them."""
    LIFELINE = auto()
    """The same, but nobody must count on help that does not come: at once while somebody worries
    about them, and to who was here a moment ago."""
    FIRST = auto()
    """Maraude writes first: only with a consent that stands."""


LOOKED_AT_AGAIN = timedelta(hours=12)
MAJORITY = 18
OLD_ENOUGH = 15
"""Who is younger cannot agree to be written to without a parent (article 45 of the French law)."""
AWAKE_FOR = timedelta(hours=1)
"""Who wrote or pressed something within this time is not woken up."""
TEXT_VERSIONS = {
    Purpose.KEEP_IN_TOUCH: 1, Purpose.CHECK_INS: 1, Purpose.REFERRAL: 1, Purpose.PERMANENCES: 1,
    Purpose.VOICE: 1,
}  # fmt: skip
"""Which wording is shown now. Another wording is another version: a test binds them."""
TEXTS = {
    Purpose.KEEP_IN_TOUCH: ("panel-words", "hello", "button-keep"),
    Purpose.CHECK_INS: (
        "form-check-ins", "form-check-ins-hint", "form-check-ins-from-hint",
        "tickets-goodbye-may-we", "button-check-ins",
    ),
    Purpose.REFERRAL: ("referrals-offer", "referrals-form-notice", "referrals-button-fill"),
    Purpose.PERMANENCES: ("permanences-remind-words", "button-remind-me"),
    Purpose.VOICE: ("voice-ask-me", "voice-button-ask-me"),
}  # fmt: skip
"""The sentences to which somebody says yes."""


async def standing(
    session: ReadSession, youth_id: int, purpose: Purpose, community_id: int
) -> bool:
    """Tell whether a yes to the present wording stands, given in that community."""
    return (youth_id, community_id) in await standing_among(session, [youth_id], purpose)


async def standing_among(
    session: ReadSession, youth_ids: Collection[int], purpose: Purpose
) -> set[tuple[int, int]]:
    """Return for which of these youths, and in which community, a yes to the present wording
    stands."""
    yes = select(Consent.youth_id, Consent.community_id).where(
        Consent.youth_id.in_(youth_ids),
        Consent.purpose == purpose,
        Consent.version == TEXT_VERSIONS[purpose],
        Consent.withdrawn_at.is_(None),
    )
    return {(youth_id, community_id) for youth_id, community_id in await session.execute(yes)}


def stands(consent: Consent, purpose: Purpose) -> bool:
    """Tell whether this is a yes to the present wording for that purpose."""
    return (
        consent.purpose is purpose
        and consent.withdrawn_at is None
        and consent.version == TEXT_VERSIONS[purpose]
    )


def may_agree(age_band: str | None) -> bool:
    """Tell whether somebody of that age may agree alone; who gave none may."""
    return age_band is None or int(re.split(r"[-+]", age_band)[0]) >= OLD_ENOUGH


def is_minor(age_band: str | None) -> bool:
    """Tell whether an age band lies below eighteen; who gave none is taken for an adult."""
    return age_band is not None and "-" in age_band and int(age_band.split("-")[1]) < MAJORITY


async def age_known(session: ReadSession, youth_id: int) -> str | None:
    """Return the age band that somebody gave last."""
    given = select(Ticket.age_band).join(Alias, Alias.id == Ticket.alias_id)
    given = given.where(Alias.youth_id == youth_id, Ticket.age_band.is_not(None))
    return await session.scalar(given.order_by(Ticket.id.desc()).limit(1))


async def require_age(session: ReadSession, youth_id: int) -> None:
    """Let those agree who may, as far as their age is known.

    Raises:
        TooYoungToAgree: for who said that they are younger.
    """
    if not may_agree(await age_known(session, youth_id)):
        raise TooYoungToAgree(age=OLD_ENOUGH)


def stamped(address: str, purpose: Purpose) -> str:
    """Return the address of a yes with the version of the wording beside which it stands; the first
    one goes without."""
    version = TEXT_VERSIONS[purpose]
    return address if version == 1 else f"{address}:{version}"


def version_in(parts: Mapping[str, str], purpose: Purpose) -> int:
    """Return the version of the wording that somebody had before their eyes, from an address.

    Raises:
        NotYours: for one that was never shown.
    """
    found = parts.get("version", "1")
    if found not in {str(version) for version in range(1, TEXT_VERSIONS[purpose] + 1)}:
        raise NotYours
    return int(found)


async def is_outdated(
    session: ReadSession, youth_id: int, purpose: Purpose, community_id: int
) -> bool:
    """Tell whether somebody's yes was to an earlier wording only: nothing follows from it any more,
    and they may be asked again when they come by."""
    any_wording = select(Consent.id).where(
        Consent.youth_id == youth_id,
        Consent.community_id == community_id,
        Consent.purpose == purpose,
        Consent.withdrawn_at.is_(None),
    )
    said_yes = await session.scalar(any_wording.limit(1)) is not None
    return said_yes and not await standing(session, youth_id, purpose, community_id)


async def give(
    session: WriteSession,
    youth: Youth,
    community: Community,
    purpose: Purpose,
    *,
    version: int,
    now: datetime,
) -> None:
    """Write down a yes to the wording that was shown, dated, unless it stands already. A yes after
    ``/stop`` lifts the stop."""
    youth.stopped_at = None
    known = select(Consent.id).where(
        Consent.youth_id == youth.id,
        Consent.community_id == community.id,
        Consent.purpose == purpose,
        Consent.version == version,
        Consent.withdrawn_at.is_(None),
    )
    if await session.scalar(known.limit(1)) is not None:
        return
    session.add(
        Consent(
            youth_id=youth.id,
            community_id=community.id,
            purpose=purpose,
            version=version,
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


async def end_in(session: WriteSession, community_id: int, *, now: datetime) -> None:
    """End every yes that was given in a community: it was given for its link to that team."""
    given = Consent.community_id == community_id, Consent.withdrawn_at.is_(None)
    await session.execute(update(Consent).where(*given).values(withdrawn_at=now))


async def may_leave(
    session: ReadSession, entry: OutboxEntry, manner: Manner, *, now: datetime
) -> datetime | None:
    """Return from when an entry may be handed over: ``now``, the end of the quiet hours, or None
    for never.

    Raises:
        ValueError: for an entry that is not what its kind is declared to be; it never leaves.
    """
    to_team, is_first = manner is Manner.TO_TEAM, manner is Manner.FIRST
    if to_team != (entry.youth_id is None) or is_first != (entry.purpose is not None):
        raise ValueError(f"{entry.card} is declared as {manner.name}, and is not owed so")
    if entry.youth_id is None or manner is Manner.ANSWER:
        return now
    youth = await session.get(Youth, entry.youth_id)
    community = await _community_of(session, entry)
    if youth is None or community is None:
        return None
    if is_first and not await _agreed(session, youth, entry.purpose, community):
        return None
    is_worrying = youth.paused_until is not None and youth.paused_until > now
    if manner is Manner.LIFELINE and (is_worrying or youth.last_seen_at > now - AWAKE_FOR):
        return now
    if youth.paused_until is not None and youth.paused_until > now:
        return min(youth.paused_until, now + LOOKED_AT_AGAIN)
    team = community.team
    return after_quiet(now, team.quiet_from, team.quiet_until, ZoneInfo(team.timezone))


async def _agreed(
    session: ReadSession, youth: Youth, purpose: Purpose | None, community: Community
) -> bool:
    if purpose is None or youth.stopped_at is not None or community.ended_at is not None:
        return False
    return await standing(session, youth.id, purpose, community.id)


async def _community_of(session: ReadSession, entry: OutboxEntry) -> Community | None:
    """Return whose quiet hours count: of the community it is about, else of the one in which the
    youth got their last alias."""
    if entry.community_id is not None:
        return await session.get(Community, entry.community_id)
    theirs = select(Community).join(Alias, Alias.community_id == Community.id)
    last = theirs.where(Alias.youth_id == entry.youth_id).order_by(Alias.id.desc()).limit(1)
    return await session.scalar(last)
