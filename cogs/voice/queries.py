"""Reads with a name."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import String, cast, exists, func, literal, or_, select

from bot.db import ReadSession, WriteSession
from models import (
    LIKES_TO_BE_ASKED,
    Community,
    Consent,
    OutboxEntry,
    Poll,
    PollVote,
    Purpose,
    Suggestion,
    Team,
    VoiceAnswer,
)

AT_ONCE = 100


async def to_show(session: WriteSession, *, now: datetime) -> Sequence[Suggestion]:
    """Return suggestions whose moment has come; who decides holds them."""
    due = select(Suggestion.id).where(Suggestion.show_at <= now)
    due = due.order_by(Suggestion.show_at).limit(AT_ONCE).with_for_update(skip_locked=True)
    ids = (await session.scalars(due)).all()
    return (await session.scalars(select(Suggestion).where(Suggestion.id.in_(ids)))).all()


async def past_their_time(session: ReadSession, *, today: date) -> Sequence[Suggestion]:
    """Return suggestions whose words are older than their team keeps words."""
    found: list[Suggestion] = []
    for team_id, days in (await session.execute(select(Team.id, Team.retention_days))).all():
        until = date.fromordinal(today.toordinal() - days)
        old = select(Suggestion).where(Suggestion.team_id == team_id, Suggestion.day <= until)
        old = old.where(or_(Suggestion.words.is_not(None), Suggestion.message_id.is_not(None)))
        found += (await session.scalars(old.order_by(Suggestion.id).limit(AT_ONCE))).all()
    return found


async def answers_in(
    session: ReadSession, community: Community, most: int
) -> Sequence[VoiceAnswer]:
    """Return the newest "you said, we did" of a community."""
    told = select(VoiceAnswer).where(
        VoiceAnswer.team_id == community.team_id,
        VoiceAnswer.published_at.is_not(None),
        or_(VoiceAnswer.community_id.is_(None), VoiceAnswer.community_id == community.id),
    )
    return (await session.scalars(told.order_by(VoiceAnswer.published_at.desc()).limit(most))).all()


async def being_sent(session: WriteSession) -> Poll | None:
    """Return the first poll that is being sent; who decides holds it."""
    sending = select(Poll.id).where(Poll.cursor.is_not(None)).order_by(Poll.id).limit(1)
    poll_id = await session.scalar(sending.with_for_update(skip_locked=True))
    if poll_id is None:
        return None
    return await session.get(Poll, poll_id, populate_existing=True)


async def open_polls(session: WriteSession, *, now: datetime) -> Sequence[Poll]:
    """Return the polls that are open and not being sent; who decides holds them."""
    idle = select(Poll.id).where(
        Poll.closed_at.is_(None), Poll.closes_at > now, Poll.cursor.is_(None)
    )
    ids = (await session.scalars(idle.with_for_update(skip_locked=True))).all()
    known = select(Poll).where(Poll.id.in_(ids))
    return (await session.scalars(known.execution_options(populate_existing=True))).all()


async def another_runs(session: ReadSession, poll: Poll, *, since: datetime) -> bool:
    """Tell whether another poll of the team was sent since that moment, or is open, to some of
    those whom this one is for."""
    others = select(Poll.id).where(
        Poll.team_id == poll.team_id,
        Poll.id != poll.id,
        or_(Poll.opened_at > since, Poll.opened_at.is_not(None) & Poll.closed_at.is_(None)),
    )
    if poll.community_id is not None:
        others = others.where(
            or_(Poll.community_id.is_(None), Poll.community_id == poll.community_id)
        )
    return await session.scalar(others.limit(1)) is not None


async def who_likes_to_be_asked(
    session: ReadSession, poll: Poll, community_ids: Sequence[int], *, version: int, after: int
) -> Sequence[Consent]:
    """Return the next few who agreed to be asked before a poll began, and whom it was not promised
    to, in the order in which they did."""
    once = literal(once_of(poll.id, "")) + cast(Consent.youth_id, String)
    agreed = select(Consent).where(
        LIKES_TO_BE_ASKED,
        Consent.version == version,
        Consent.community_id.in_(community_ids),
        Consent.id > after,
        Consent.given_at <= poll.opened_at,
        ~exists().where(OutboxEntry.once == once),
    )
    return (await session.scalars(agreed.order_by(Consent.id).limit(AT_ONCE))).all()


def once_of(poll_id: int, youth_id: int | str) -> str:
    """Return what makes a promise itself: one for each poll and youth."""
    return f"poll:{poll_id}:{youth_id}"


async def asked_since(session: ReadSession, youth_id: int, since: datetime) -> bool:
    """Tell whether a poll was sent to somebody since that moment."""
    asked = select(OutboxEntry.id).where(
        OutboxEntry.youth_id == youth_id,
        OutboxEntry.card == "voice.poll",
        OutboxEntry.created_at > since,
    )
    return await session.scalar(asked.limit(1)) is not None


async def was_asked(session: ReadSession, poll: Poll, youth_id: int) -> bool:
    """Tell whether a poll was meant for somebody: who agreed to be asked where it is asked; a yes
    that was taken back since lets them finish."""
    agreed = select(Consent.id).join(Community, Community.id == Consent.community_id)
    agreed = agreed.where(
        Consent.youth_id == youth_id,
        Consent.purpose == Purpose.VOICE,
        Community.team_id == poll.team_id,
        Community.ended_at.is_(None),
    )
    if poll.community_id is not None:
        agreed = agreed.where(Community.id == poll.community_id)
    return await session.scalar(agreed.limit(1)) is not None


async def over(session: WriteSession, *, now: datetime) -> Sequence[Poll]:
    """Return the polls whose time is over; who decides holds them."""
    ended = select(Poll.id).where(Poll.closed_at.is_(None), Poll.closes_at <= now)
    ids = (await session.scalars(ended.limit(AT_ONCE).with_for_update(skip_locked=True))).all()
    return (await session.scalars(select(Poll).where(Poll.id.in_(ids)))).all()


async def to_tell(session: WriteSession, *, now: datetime) -> Sequence[Poll]:
    """Return the polls whose result the coordinators have not got."""
    due = select(Poll.id).where(Poll.tell_at <= now)
    ids = (await session.scalars(due.limit(AT_ONCE).with_for_update(skip_locked=True))).all()
    return (await session.scalars(select(Poll).where(Poll.id.in_(ids)))).all()


async def votes_for(session: ReadSession, poll: Poll) -> list[int]:
    """Return how many votes each choice has."""
    counted = select(PollVote.choice, func.count()).where(PollVote.poll_id == poll.id)
    rows = dict((await session.execute(counted.group_by(PollVote.choice))).all())
    return [rows.get(choice, 0) for choice in range(len(poll.choices))]
