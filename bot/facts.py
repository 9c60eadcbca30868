"""count() and seen(): what happened, without whom. Each is written in the transaction of what it
counts; only who looked is noted beside it.

- ``seen``: presses of a panel's button, and first commands typed.
- ``opted-in``: yeses to keeping in touch, one for each person and community that had none standing.
- ``asked``: requests that were sent, with whether the team was there, by its own hours and
  holidays. Duplicates, unwanted and withdrawn ones are among them: how a request ended tells how
  many.
- ``claimed``: requests that a mentor took, once for each, however often it changes hands.
- ``answered``: requests to which a human wrote or offered a referral, once for each; it knows how
  many minutes passed since the request was sent, day and night, and whether the team was there
  when it was.
- ``conversation``: requests in which a mentor's words arrived after their youth wrote, once for
  each: by DM when they are there, in the mailbox when they are read.
- ``referral-offered``: referrals proposed to a youth.
- ``referral-accepted``: referrals to which a youth said yes.
- ``referral-arrived``: referrals of which a youth said that they got there.
- ``closed``: requests that ended, once for each, with how they ended. Those that ended in
  protection are in no figure.
- ``asked-after``: check-ins that were sent.
- ``check-in-answered``: check-ins that were answered, with the answer.
- ``asked-to-rate``: goodbyes that asked for a mark.
- ``rated``: marks given, from one to five.
- ``suggested``: ideas and complaints put into the suggestion box; what is written beside a mark is
  not among them.

Counted, in no report: ``referral-no-answer``, no answer came from the service; ``invited``, an
invitation arrived, by ``dm`` or in the ``mailbox``.

The handbook's pages on indicators say the same to who reports; a new wording is a new version there
and in ``cogs/impact/rules.py``.
"""

import logging
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot import access
from bot.db import Database, WriteSession
from bot.errors import Unavailable
from models import Community, Fact, Outcome, Topic

log = logging.getLogger(__name__)


def count(
    session: WriteSession,
    what: str,
    community: Community,
    *,
    at: datetime,
    campaign_id: int | None = None,
    topic: Topic | None = None,
    outcome: Outcome | None = None,
    choice: str | None = None,
    waited: timedelta | None = None,
) -> None:
    """Note that something happened on that day of the team's; nothing leads from it to a
    person."""
    minutes = None if waited is None else max(0, round(waited.total_seconds() / 60))
    session.add(
        Fact(
            team_id=community.team_id,
            community_id=community.id,
            campaign_id=campaign_id,
            what=what,
            topic=topic,
            outcome=outcome,
            choice=choice,
            minutes=minutes,
            day=at.astimezone(ZoneInfo(community.team.timezone)).date(),
        )
    )


async def seen(db: Database, guild_id: int, outing: int | None, *, now: datetime) -> None:
    """Note that somebody pressed a panel's button, or said hello, in a server; nobody waits for
    it, and a database that is away loses one of these."""
    try:
        async with db.transaction() as session:
            community = await access.community_at(session, guild_id)
            if community is not None:
                campaign_id = await access.outing_of(session, community, outing, now=now)
                count(session, "seen", community, at=now, campaign_id=campaign_id)
    except Unavailable:
        log.warning("The database did not answer, and one look at a panel was not counted")
