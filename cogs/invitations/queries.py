"""Reads with a name."""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    cast,
    exists,
    func,
    literal,
    literal_column,
    or_,
    select,
)
from sqlalchemy.orm import InstrumentedAttribute

from bot.consents import TEXT_VERSIONS
from bot.db import ReadSession, WriteSession
from bot.outbox import OWED
from cogs.invitations import rules
from models import (
    IS_OPEN,
    Alias,
    Block,
    Campaign,
    CampaignMessage,
    CampaignMessageState,
    Community,
    Consent,
    EntryState,
    OutboxEntry,
    Purpose,
    Team,
    Ticket,
    Youth,
)

CARD = "invitations.message"
IS_INVITATION: ColumnElement[bool] = OutboxEntry.card == literal_column(f"'{CARD}'", String)
"""Written out, so that the partial index of invitations serves."""
YouthId = int | InstrumentedAttribute[int]
ARRIVED = (EntryState.SENT, EntryState.MAILBOX, EntryState.READ)


async def open_places(session: ReadSession, message: CampaignMessage) -> Sequence[Community]:
    """Return the communities an invitation is for whose youths may answer it now."""
    theirs = select(Community).where(Community.team_id == message.team_id)
    if not message.is_everywhere:
        theirs = theirs.where(Community.id == message.community_id)
    found = await session.scalars(theirs.order_by(Community.id))
    return [community for community in found if community.is_open]


async def outings(session: ReadSession, team_id: int, *, today: date) -> Sequence[Campaign]:
    """Return a team's outings that are not over: an invitation mostly comes before one begins."""
    theirs = select(Campaign).where(
        Campaign.team_id == team_id, Campaign.ends_on >= today, Campaign.ended_at.is_(None)
    )
    return (await session.scalars(theirs.order_by(Campaign.starts_on, Campaign.id))).all()


async def latest(session: ReadSession, team_id: int) -> Sequence[CampaignMessage]:
    """Return a team's last invitations, newest first."""
    theirs = select(CampaignMessage).where(CampaignMessage.team_id == team_id)
    newest = theirs.order_by(CampaignMessage.id.desc()).limit(rules.LATEST)
    return (await session.scalars(newest)).all()


async def to_look_at(session: ReadSession, *, now: datetime) -> Sequence[int]:
    """Return the invitations that have to move, or to be drawn anew, those first that waited
    longest."""
    state, at = CampaignMessage.state, CampaignMessage.starts_at
    moving = select(CampaignMessage.id).where(
        or_(
            state.in_([CampaignMessageState.SENDING, CampaignMessageState.PAUSED]),
            (state == CampaignMessageState.APPROVED) & or_(at.is_(None), at <= now),
            (state == CampaignMessageState.DRAFT)
            & (CampaignMessage.written_at <= now - rules.APPROVED_WITHIN),
            CampaignMessage.drawn_at < CampaignMessage.changed_at,
        )
    )
    first = moving.order_by(CampaignMessage.changed_at, CampaignMessage.id)
    return (await session.scalars(first)).all()


async def held(session: WriteSession, message_ids: Sequence[int]) -> Sequence[CampaignMessage]:
    """Return these invitations in that order; who decides holds them."""
    for message_id in sorted(message_ids):
        one = select(CampaignMessage.id).where(CampaignMessage.id == message_id)
        await session.execute(one.with_for_update())
    known = select(CampaignMessage).where(CampaignMessage.id.in_(message_ids))
    rows = (await session.scalars(known.execution_options(populate_existing=True))).all()
    return sorted(rows, key=lambda row: message_ids.index(row.id))


async def left_since(session: ReadSession, since: datetime) -> int:
    """Return how many invitations left, or were dropped, since that moment, of all teams."""
    left = select(func.count()).where(IS_INVITATION, OutboxEntry.done_at > since)
    return await session.scalar(left) or 0


async def owed_by_message(session: ReadSession) -> dict[int, int]:
    """Return how many invitations are owed, for each message."""
    owed = select(OutboxEntry.args).where(IS_INVITATION, OutboxEntry.state == OWED)
    return Counter(args["invitation"] for args in await session.scalars(owed))


async def is_slowed_down(session: ReadSession, problem: str) -> bool:
    """Tell whether Discord has just asked for fewer new DMs."""
    slowed = select(OutboxEntry.id).where(
        IS_INVITATION, OutboxEntry.state == OWED, OutboxEntry.problem == problem
    )
    return await session.scalar(slowed.limit(1)) is not None


def _agreed(places: Collection[int], after: int) -> tuple[ColumnElement[bool], ...]:
    purpose = Purpose.KEEP_IN_TOUCH
    return (
        Consent.youth_id > after,
        Consent.purpose == purpose,
        Consent.version == TEXT_VERSIONS[purpose],
        Consent.withdrawn_at.is_(None),
        Consent.community_id.in_(places),
    )


def _got(youth_id: YouthId, team_id: int, now: datetime) -> Select[int]:
    """Count what a youth was owed or got within a week, of all a team's invitations."""
    places = select(Community.id).where(Community.team_id == team_id)
    lately = OutboxEntry.state.in_(ARRIVED) & (OutboxEntry.done_at > now - rules.WEEK)
    return select(func.count(OutboxEntry.id)).where(
        OutboxEntry.youth_id == youth_id,
        OutboxEntry.card == CARD,
        OutboxEntry.community_id.in_(places),
        or_(OutboxEntry.state == EntryState.OWED, lately),
    )


def _is_talking(youth_id: YouthId) -> ColumnElement[bool]:
    return exists().where(Alias.youth_id == youth_id, Ticket.alias_id == Alias.id, IS_OPEN)


def once_of(message_id: int, youth_id: int | str) -> str:
    """Return what makes a promise itself: one for each invitation and youth."""
    return f"invitation:{message_id}:{youth_id}"


def _was_promised(message_id: int) -> ColumnElement[bool]:
    """Tell whether the youth of a consent was promised an invitation before."""
    once = literal(once_of(message_id, "")) + cast(Consent.youth_id, String)
    return exists().where(OutboxEntry.once == once)


def _fit(
    message: CampaignMessage, places: Collection[int], *, after: int, now: datetime
) -> Select[int, int]:
    """Find whom an invitation may be owed to, each once, with the community in which they agreed:
    who did not stop, nobody worries about, talks to nobody of a team now, did not get this one, and
    has not had as many this week as the team chose."""
    got = _got(Consent.youth_id, message.team_id, now).scalar_subquery()
    return (
        select(Consent.youth_id, func.min(Consent.community_id))
        .join(Youth, Youth.id == Consent.youth_id)
        .where(
            *_agreed(places, after),
            Youth.stopped_at.is_(None),
            or_(Youth.paused_until.is_(None), Youth.paused_until <= now),
            ~_is_talking(Consent.youth_id),
            ~_was_promised(message.id),
            got < message.team.invitations_per_week,
        )
        .group_by(Consent.youth_id)
    )


async def next_youths(
    session: ReadSession,
    message: CampaignMessage,
    places: Collection[int],
    *,
    most: int,
    now: datetime,
) -> list[tuple[int, int]]:
    """Return the next youths an invitation may be owed to, with the community of their yes."""
    fit = _fit(message, places, after=message.reached_id, now=now)
    rows = await session.execute(fit.order_by(Consent.youth_id).limit(most))
    return [(youth_id, community_id) for youth_id, community_id in rows]


async def how_many_fit(
    session: ReadSession, message: CampaignMessage, places: Collection[int], *, now: datetime
) -> int:
    """Return how many youths an invitation would reach if it left now."""
    fit = _fit(message, places, after=message.reached_id, now=now).subquery()
    return await session.scalar(select(func.count()).select_from(fit)) or 0


async def how_many_agreed(session: ReadSession, places: Collection[int]) -> int:
    """Return how many agreed to be written to in these communities."""
    agreed = select(func.count(Consent.youth_id.distinct())).where(*_agreed(places, 0))
    return await session.scalar(agreed) or 0


async def not_promised(
    session: ReadSession,
    message: CampaignMessage,
    places: Collection[int],
    *,
    after: int,
    until: int | None,
) -> tuple[int, int]:
    """Return how many agreed, among those numbers, who were promised nothing; and the highest."""
    there = select(func.count(Consent.youth_id.distinct()), func.max(Consent.youth_id)).where(
        *_agreed(places, after), ~_was_promised(message.id)
    )
    if until is not None:
        there = there.where(Consent.youth_id <= until)
    how_many, highest = (await session.execute(there)).one()
    return how_many, highest or after


async def is_one_too_many(
    session: ReadSession, entry: OutboxEntry, team: Team, youth_id: int, *, now: datetime
) -> bool:
    """Tell whether a youth has had as many besides as the team sends in a week."""
    others = _got(youth_id, team.id, now).where(OutboxEntry.id != entry.id)
    return (await session.scalar(others) or 0) >= team.invitations_per_week


async def is_talking(session: ReadSession, youth_id: int) -> bool:
    """Tell whether a youth has an open request, wherever it was made."""
    return bool(await session.scalar(select(_is_talking(youth_id))))


async def surely_owed(session: WriteSession, message_id: int) -> Sequence[OutboxEntry]:
    """Return what is owed of an invitation, is in nobody's hands and surely did not arrive; who
    decides holds it, and waits for nobody."""
    waiting = select(OutboxEntry).where(
        IS_INVITATION,
        OutboxEntry.state == OWED,
        OutboxEntry.args["invitation"].as_integer() == message_id,
        OutboxEntry.leased_until.is_(None),
        OutboxEntry.uncertain.is_(False),
    )
    return (await session.scalars(waiting.with_for_update(skip_locked=True))).all()


async def lanes_owed(session: ReadSession, message_id: int) -> Sequence[str]:
    """Return where an invitation is still owed."""
    owed = select(OutboxEntry.lane).where(
        IS_INVITATION,
        OutboxEntry.state == OWED,
        OutboxEntry.args["invitation"].as_integer() == message_id,
    )
    return (await session.scalars(owed)).all()


async def is_blocked(session: ReadSession, team_id: int, mark: bytes, *, now: datetime) -> bool:
    """Tell whether a team no longer answers somebody."""
    block = select(Block.id).where(
        Block.team_id == team_id, Block.lookup == mark, Block.until > now
    )
    return await session.scalar(block) is not None


async def is_drawn_soon(session: ReadSession, lane: str) -> bool:
    """Tell whether a look of a card is owed that nobody has begun to hand over."""
    waiting = select(OutboxEntry.id).where(
        OutboxEntry.lane == lane, OutboxEntry.state == OWED, OutboxEntry.leased_until.is_(None)
    )
    return await session.scalar(waiting.limit(1)) is not None
