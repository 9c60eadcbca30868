"""Linking a community to a team, by both sides; and ending that."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete

from bot import access, consents, outbox
from bot.access import Actor
from bot.db import ReadSession, WriteSession, insert_once
from bot.errors import BadInput, Conflict, TooFast
from bot.redaction import plain
from bot.vault import Vault
from cogs.campaigns import service as campaigns
from cogs.greeting import service as greeting
from cogs.permanences import service as permanences
from cogs.relay import service as relay
from cogs.teams import queries, rules
from models import Community, LinkCode, Reach, Team

LIVE = Community.ended_at.is_(None)


class BadCode(BadInput):
    """A code that is wrong, that served before, or whose time is over: all sound the same."""

    key = "teams-bad-code"


class TooManyGuesses(TooFast):
    """Somebody tried many codes."""

    key = "teams-too-many-guesses"
    with_helplines = False


class OwnServer(BadInput):
    """The team's own server needs no code."""

    key = "teams-own-server"


class AlreadyLinked(Conflict):
    """The server is a community of that team already."""

    key = "teams-already-linked"


class LinkedElsewhere(Conflict):
    """The server is a community of another team."""

    key = "teams-linked-elsewhere"


@dataclass(frozen=True)
class Asking:
    """Which team asks for a link; and the server's own team, which would no longer serve it."""

    team: Team
    own: Team | None


async def link(session: WriteSession, vault: Vault, actor: Actor, *, now: datetime) -> str:
    """Return a new code with which a community can link itself to this team.

    Raises:
        NotHere, InTeamServer, SetUpFirst, NotAModerator: for anybody but who manages the team.
    """
    team = await access.team_as_manager(session, actor)
    code = rules.new_code(secrets.randbelow)
    session.add(LinkCode(team_id=team.id, mark=_mark(vault, code), until=now + rules.SERVES_FOR))
    return code


async def asking(
    session: ReadSession, vault: Vault, actor: Actor, typed: str, *, now: datetime
) -> Asking:
    """Return which team asks, for who manages the server.

    Raises:
        NotHere, NotAModerator: for anybody else.
        BadCode: for a code that serves nothing.
        OwnServer, AlreadyLinked, LinkedElsewhere: when this server cannot be linked so.
    """
    guild_id = access.require_moderator(actor)
    code = rules.read(typed)
    known = await queries.code(session, _mark(vault, code), now=now) if code is not None else None
    if known is None:
        raise BadCode
    if known.team.guild_id == guild_id:
        raise OwnServer
    here = await access.community_at(session, guild_id)
    if here is None:
        return Asking(known.team, None)
    if here.team_id == known.team_id:
        raise AlreadyLinked(team=plain(known.team.name))
    if not here.is_of_the_team:
        raise LinkedElsewhere(team=plain(here.team.name))
    return Asking(known.team, here.team)


async def accept(
    session: WriteSession,
    vault: Vault,
    actor: Actor,
    typed: str,
    guild_name: str,
    *,
    locale: str,
    now: datetime,
) -> Community:
    """Link the server to the team that asks; a link to its own team ends first. No request is taken
    until the server opens. The team is told.

    Raises:
        BadCode and all that :func:`asking` raises: nothing is changed.
        Conflict: when somebody else linked the server at this moment.
    """
    await access.take_in_once(session, actor)
    asks = await asking(session, vault, actor, typed, now=now)
    guild_id = access.require_moderator(actor)
    used = delete(LinkCode).where(LinkCode.mark == _mark(vault, rules.read(typed) or ""))
    if await session.scalar(used.returning(LinkCode.id)) is None:
        raise BadCode
    own = await access.community_at(session, guild_id)
    if own is not None:
        await end_link(session, own, "own", now=now)
    first: dict[str, Any] = {"team_id": asks.team.id, "name": guild_name[:100], "locale": locale}
    country = await queries.usual_country(session, asks.team.id)
    if country is not None:
        first["country"] = country
    times = {"created_at": now, "paused": True}
    if not await insert_once(
        session, Community, "guild_id", LIVE, guild_id=guild_id, **first, **times
    ):
        raise Conflict
    community = await access.community_at(session, guild_id)
    if community is None:
        raise Conflict
    _tell_team(session, community, "teams-linked-team", now=now)
    return community


async def communities(session: ReadSession, actor: Actor) -> Sequence[Community]:
    """Return the communities of the team whose server this is, for who manages the team.

    Raises:
        NotHere, InTeamServer, SetUpFirst, NotAModerator: for anybody else.
    """
    team = await access.team_as_manager(session, actor)
    return await queries.communities_of(session, team.id)


async def served_by(session: ReadSession, team_id: int) -> Sequence[Community]:
    """Return the communities that a team serves now."""
    return await queries.communities_of(session, team_id)


async def guest_here(session: ReadSession, actor: Actor) -> Community | None:
    """Return the community of another server's team that this server is, for who manages it."""
    if actor.guild_id is None or not actor.manages_guild:
        return None
    community = await access.community_at(session, actor.guild_id)
    return community if community is not None and not community.is_of_the_team else None


async def end(
    session: WriteSession, actor: Actor, community_id: int, *, now: datetime
) -> Community:
    """End a link, from either side; both are told.

    Raises:
        NotYours: when it is missing, or not theirs to end.
        Gone: when it ended before.
    """
    community = await access.link_to_end(session, actor, community_id)
    by_team = community.team.guild_id == actor.guild_id
    await end_link(session, community, "team" if by_team else "community", now=now)
    return community


async def end_link(session: WriteSession, community: Community, by: str, *, now: datetime) -> None:
    """End a link: nobody new may write, the panel goes, announced hours are called off, no yes that
    was given there counts any more. What is open goes on to its goodbye.

    Args:
        by: who ends it, ``team`` or ``community``; ``own``, for a server that chose another team;
        ``absence``, when Maraude was not brought back. Each has its sentence for each side.
    """
    community.ended_at = now
    await greeting.link_ended(session, community, now=now)
    await permanences.end_in(session, community.id, now=now)
    await campaigns.leave(session, community, now=now)
    await consents.end_in(session, community.id, now=now)
    _tell_team(session, community, f"teams-ended-{by}-team", now=now)
    if not community.is_of_the_team:
        await tell_server(session, community, f"teams-ended-{by}-server", stamp="ended", now=now)
    await session.flush()


async def tell_server(
    session: WriteSession,
    community: Community,
    key: str,
    *,
    stamp: str,
    now: datetime,
    args: dict[str, str] | None = None,
) -> None:
    """Owe who manages a community's server one of our sentences, once for each stamp."""
    once = f"server:{community.id}:{key}:{stamp}"
    if not await outbox.was_promised(session, once):
        told = {"key": key, "args": args or {}}
        outbox.tell_server(
            session, "teams.to_server", once=once, now=now, community_id=community.id, args=told
        )


async def taken_out(session: WriteSession, guild_id: int, *, now: datetime) -> None:
    """Somebody took Maraude out of a server. A community waits for its return, and its team is
    told. A team's communities take no new requests, and youths who wait for it are told unless it
    is back soon. Nobody is told twice of one absence."""
    team = await access.team_at(session, guild_id)
    if team is not None and team.away_since is None:
        team.away_since = now
        await _tell_youths(session, team, now=now)
    community = await access.community_at(session, guild_id)
    if community is None or community.is_of_the_team or community.away_since is not None:
        return
    community.away_since, community.panel_message_id = now, None
    stamp = int(now.timestamp())
    _tell_team(session, community, "teams-away-team", stamp=stamp, now=now)
    for ticket in await queries.open_in(session, community.id):
        if ticket.reach is Reach.MAILBOX:
            once = f"away:{ticket.id}:{stamp}"
            relay.owe_news(session, "teams-away-mailbox", ticket.id, once=once, now=now)


async def brought_back(session: WriteSession, guild_id: int, *, now: datetime) -> None:
    """Maraude is in a server again: what waited goes on."""
    team = await access.team_at(session, guild_id)
    if team is not None:
        team.away_since = None
    community = await access.community_at(session, guild_id)
    if community is None or community.away_since is None:
        return
    community.away_since = None
    _tell_team(session, community, "teams-back-team", stamp=int(now.timestamp()), now=now)
    await outbox.due_now(session, [outbox.lane_of(community_id=community.id)], now=now)
    await campaigns.come_back(session, community, now=now)


async def renamed(session: WriteSession, guild_id: int, name: str) -> None:
    """A server has another name now: its team reads that one."""
    community = await access.community_at(session, guild_id)
    if community is not None:
        community.name = name[:100]


async def places(session: ReadSession) -> dict[int, bool]:
    """Return the servers of every team and of every live community, and whether Maraude is said to
    be there."""
    return {guild_id: away is None for guild_id, away in await queries.places(session)}


async def end_what_stayed_away(session: WriteSession, *, now: datetime) -> None:
    """End the links of communities to which nobody brought Maraude back."""
    for community in await queries.away_since(session, now - rules.BROUGHT_BACK_WITHIN):
        await end_link(session, community, "absence", now=now)


async def tidy(session: WriteSession, *, now: datetime) -> None:
    """Let go codes whose time is over, and links that ended and lead to nobody."""
    await session.execute(delete(LinkCode).where(LinkCode.until <= now))
    for community in await queries.left_behind(session, before=now - rules.KEPT_AFTER_END):
        await session.delete(community)


async def _tell_youths(session: WriteSession, team: Team, *, now: datetime) -> None:
    """Owe each youth who waits for a team that it cannot be reached, once, with a moment's grace:
    who brings Maraude back at once has frightened nobody."""
    told: set[int] = set()
    for ticket in await queries.open_for(session, team.id):
        youth_id = ticket.alias.youth_id
        if youth_id not in told:
            told.add(youth_id)
            outbox.notify(
                session,
                "teams.team_away",
                once=f"team-away:{ticket.id}:{int(now.timestamp())}",
                now=now,
                youth_id=youth_id,
                community_id=ticket.community_id,
                due_at=now + rules.GRACE,
                args={"ticket": ticket.id},
            )


def _tell_team(
    session: WriteSession, community: Community, key: str, *, stamp: int = 0, now: datetime
) -> None:
    outbox.promise(
        session,
        "teams.to_team",
        once=f"team-news:{community.id}:{key}:{stamp}",
        now=now,
        team_id=community.team_id,
        args={"team": community.team_id, "community": community.id, "key": key},
    )


def _mark(vault: Vault, code: str) -> bytes:
    return vault.mark("link", code)
