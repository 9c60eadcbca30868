"""Who answers: written by the mentors themselves."""

from datetime import datetime

from bot import access
from bot.access import Actor
from bot.db import ReadSession, WriteSession
from bot.errors import BadInput
from models import Mentor


class NoName(BadInput):
    """An introduction without a first name or an organisation."""

    key = "mentors-no-name"


class NotIntroduced(BadInput):
    """A mentor has to say who they are before youths meet them."""

    key = "mentors-introduce-first"


async def introduce(
    session: WriteSession, actor: Actor, *, first_name: str, organisation: str, now: datetime
) -> Mentor:
    """Write down how youths will know this mentor.

    Raises:
        NotAMentor: for anybody else.
        NoName: when either is blank.
    """
    mentor = await access.mentor_of(session, actor)
    if not first_name or not organisation:
        raise NoName
    if mentor is None:
        team = await access.team_as_mentor(session, actor)
        mentor = Mentor(team_id=team.id, discord_id=actor.discord_id, created_at=now)
        session.add(mentor)
    mentor.first_name, mentor.organisation = first_name, organisation
    await session.flush()
    return mentor


async def introduced(session: ReadSession, actor: Actor) -> Mentor:
    """Return the mentor who acts.

    Raises:
        NotAMentor: for anybody else.
        NotIntroduced: for a mentor who never said who they are.
    """
    mentor = await access.mentor_of(session, actor)
    if mentor is None:
        raise NotIntroduced
    if isinstance(session, WriteSession):
        team = await access.team_of(session, actor)
        mentor.is_lead = team.lead_role_id in actor.role_ids
    return mentor
