"""Reads with a name."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import or_, select

from bot.db import ReadSession
from cogs.greeting.rules import APART, OwnWords
from models import Community, NewcomersPost, PanelPicture, Wording, WordingKind


async def wordings(session: ReadSession, community_id: int) -> Sequence[Wording]:
    """Return all that a community ever wrote in its own words, drafts included."""
    theirs = select(Wording).where(Wording.community_id == community_id)
    return (await session.scalars(theirs)).all()


async def wording(
    session: ReadSession, community_id: int, kind: WordingKind, locale: str
) -> Wording | None:
    """Return one of a community's texts, kept or only drafted."""
    one = select(Wording).where(
        Wording.community_id == community_id, Wording.kind == kind, Wording.locale == locale
    )
    return await session.scalar(one)


async def own_words(
    session: ReadSession, community_id: int, kind: WordingKind, locale: str
) -> OwnWords | None:
    """Return what a community says in its own words; None where it says ours."""
    found = await wording(session, community_id, kind, locale)
    if found is None or found.words is None:
        return None
    return OwnWords(found.title, found.words)


async def picture(session: ReadSession, community_id: int) -> PanelPicture | None:
    """Return the picture above a community's panel."""
    return await session.scalar(
        select(PanelPicture).where(PanelPicture.community_id == community_id)
    )


async def newcomers_post(session: ReadSession, community_id: int) -> NewcomersPost | None:
    """Return where a community's panel is posted for newcomers."""
    return await session.scalar(
        select(NewcomersPost).where(NewcomersPost.community_id == community_id)
    )


async def newcomers_post_at(session: ReadSession, guild_id: int) -> NewcomersPost | None:
    """Return the same for the community that a server is now."""
    here = select(NewcomersPost).join(Community, Community.id == NewcomersPost.community_id)
    return await session.scalar(
        here.where(Community.guild_id == guild_id, Community.ended_at.is_(None))
    )


async def newcomers_wait(session: ReadSession, *, now: datetime) -> Sequence[int]:
    """Return the communities whose panel may be posted again, because somebody joined. A moment
    that lies further away than any could, a clock that was wrong left behind."""
    at = NewcomersPost.again_at
    due = select(NewcomersPost.community_id).where(or_(at <= now, at > now + APART))
    return (await session.scalars(due)).all()
