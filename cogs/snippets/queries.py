"""Reads with a name."""

from collections.abc import Sequence

from sqlalchemy import select

from bot.db import ReadSession
from models import Alias, Snippet, Ticket, Youth


async def of_team(session: ReadSession, team_id: int) -> Sequence[Snippet]:
    """Return a team's reusable answers, by title."""
    theirs = select(Snippet).where(Snippet.team_id == team_id)
    return (await session.scalars(theirs.order_by(Snippet.title, Snippet.id))).all()


async def language_in(session: ReadSession, team_id: int, thread_id: int | None) -> str | None:
    """Return the language of the youth whose request's thread this is."""
    reads = select(Youth.locale).join(Alias, Alias.youth_id == Youth.id)
    reads = reads.join(Ticket, Ticket.alias_id == Alias.id)
    here = reads.where(Ticket.thread_id == thread_id, Ticket.team_id == team_id)
    return await session.scalar(here) if thread_id is not None else None
