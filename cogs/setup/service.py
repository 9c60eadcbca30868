"""What a moderator chooses for a server, and opening or closing the intake."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from sqlalchemy import select

from bot import access
from bot.access import Actor
from bot.db import ReadSession, WriteSession, insert_once
from bot.errors import BadInput, Conflict, NotAllowed, NotYours, SetUpFirst
from bot.helplines import COUNTRIES
from bot.redaction import plain
from bot.texts import LOCALES
from bot.vault import Vault
from cogs.followups import service as followups
from cogs.greeting import service as greeting
from cogs.protection import service as protection
from cogs.setup import rules
from cogs.teams import service as teams
from cogs.tickets import service as tickets
from models import Community, Fact, Team
from models.hours import Hours, UnreadableHours

PLACES = {
    "staff": "staff_channel_id",
    "mentor": "mentor_role_id",
    "lead": "lead_role_id",
    "panel": "panel_channel_id",
    "alarms": "lead_channel_id",
    "figures": "coordinator_channel_id",
}
IDENTITY = {"identity_days": (30, 365)}
NUMBERS = {"retention_days": (30, 365), "claim_hours": (1, 72), "answer_within_hours": (1, 72)}


class StillRed(BadInput):
    """The intake cannot open while something red stands."""

    key = "setup-still-red"


class LeadDecides(NotAllowed):
    """Who may read concerns and reports is not for a moderator alone to change."""

    key = "setup-lead-decides"


class TeamsOwn(NotAllowed):
    """What is the team's is chosen in the team's own server."""

    key = "setup-teams-own"


class BadHours(BadInput):
    """Opening hours that cannot be read."""

    key = "setup-bad-hours"


class BadNumber(BadInput):
    """A number out of bounds."""

    key = "setup-bad-number"


class BadFloor(BadInput):
    """An age floor that is none of ours."""

    key = "setup-bad-floor"


class BadQuiet(BadInput):
    """Quiet hours that cannot be read."""

    key = "setup-bad-quiet"


class NoTeamName(BadInput):
    """A team without a name."""

    key = "setup-no-team-name"


@dataclass(frozen=True)
class Here:
    """What a server is: a team's own, a community, or both; perhaps of two teams."""

    team: Team | None
    community: Community | None

    @property
    def own(self) -> Community | None:
        """Return the community that the team of this server serves in this server."""
        return self.community if self.community and self.community.is_of_the_team else None

    @property
    def guest(self) -> Community | None:
        """Return the community that the team of another server serves here."""
        return None if self.own is not None else self.community


async def what_is_here(session: ReadSession, guild_id: int) -> Here:
    """Return what a server is."""
    return Here(
        await access.team_at(session, guild_id), await access.community_at(session, guild_id)
    )


async def begin(
    session: WriteSession,
    vault: Vault,
    actor: Actor,
    guild_name: str,
    *,
    locale: str,
    now: datetime,
) -> Here:
    """Return what this server is; one that is nothing yet becomes a team's own, with usual values.

    Raises:
        NotAModerator, NotHere: for anybody else, or outside a server.
    """
    guild_id = access.require_moderator(actor)
    found = await what_is_here(session, guild_id)
    if found.team is not None or found.community is not None:
        return found
    first: dict[str, Any] = {"guild_id": guild_id, "locale": locale, "created_at": now}
    is_new = await insert_once(session, Team, "guild_id", name=guild_name[:80], **first)
    team = (await session.scalars(select(Team).where(Team.guild_id == guild_id))).one()
    if is_new:
        protection.begin_journal(vault, team)
    await _serve_here(session, team, guild_name, locale=locale, paused=False, now=now)
    return await what_is_here(session, guild_id)


async def present(session: ReadSession, actor: Actor) -> Here:
    """Return what is set.

    Raises:
        NotAModerator, NotHere: for anybody else, or outside a server.
        SetUpFirst: before the set-up.
    """
    here = await what_is_here(session, access.require_moderator(actor))
    if here.team is None and here.community is None:
        raise SetUpFirst
    return here


async def of_team(session: ReadSession, actor: Actor) -> tuple[Team, Community | None]:
    """Return the team whose server this is, and its own community here, if it is one.

    Raises:
        NotAModerator, NotHere, SetUpFirst: as for :func:`present`.
        TeamsOwn: in a server that is a community only: the team chooses in its own.
    """
    here = await present(session, actor)
    if here.team is None:
        raise TeamsOwn(team=plain(here.community.team.name) if here.community else "")
    return here.team, here.own


async def of_community(session: ReadSession, actor: Actor) -> Community:
    """Return the community that this server is.

    Raises:
        NotAModerator, NotHere, SetUpFirst: as for :func:`present`, or when it is none.
    """
    here = await present(session, actor)
    if here.community is None:
        raise SetUpFirst
    return here.community


async def serve_here(
    session: WriteSession, actor: Actor, guild_name: str, *, now: datetime
) -> None:
    """Make the team's own server one of its communities; it opens when its panel has a place.

    Raises:
        TeamsOwn: in a server that is a community only.
        Conflict: when it is a community already.
    """
    team, _ = await of_team(session, actor)
    name, locale = guild_name, team.locale
    if not await _serve_here(session, team, name, locale=locale, paused=True, now=now):
        raise Conflict


async def choose_place(
    session: WriteSession,
    vault: Vault,
    actor: Actor,
    which: str,
    discord_id: int | None,
    *,
    on_server: Collection[int] | None,
    now: datetime,
) -> None:
    """Choose a channel or a role. Those of the team decide who reads what youths wrote: once there
    is a lead and youths may write, only a lead changes what stands. Each change is journalled, and
    told to the lead.

    Args:
        on_server: the channels and roles that stand now; None while nobody can tell.

    Raises:
        NotYours: for a place that is none of ours.
        LeadDecides: for a moderator without the lead role, when there is a lead to ask.
    """
    team, own = await of_team(session, actor)
    if which not in PLACES or (which == "panel" and own is None):
        raise NotYours
    if which == "panel" and own is not None:
        await _choose_panel(session, own, discord_id, now=now)
        return
    before = getattr(team, PLACES[which])
    if before == discord_id:
        return
    await _require_lead(session, actor, team, before, on_server)
    await protection.place_changes(
        session, vault, actor, team, which, before=before, after=discord_id, now=now
    )
    team.choose(**{PLACES[which]: discord_id})
    await tickets.try_again_now(session, team.id, now=now)


async def choose_rhythm(
    session: WriteSession, actor: Actor, which: str, value: str, *, now: datetime
) -> None:
    """Choose the language, the country or the time zone.

    Raises:
        NotYours: for a choice that is none of ours.
        TeamsOwn: in a server that is a community only.
    """
    team, own = await of_team(session, actor)
    if which == "locale" and value in LOCALES:
        team.locale = value
        if own is not None:
            own.locale = value
            await _show_anew(session, own, now=now)
    elif which == "country" and value in COUNTRIES and own is not None:
        own.country = value
        team.timezone = rules.TIME_ZONES[value][0]
    elif which == "timezone" and value in rules.zones_of(own.country if own else None):
        team.timezone = value
    else:
        raise NotYours


async def choose_here(
    session: WriteSession, actor: Actor, which: str, value: str, *, now: datetime
) -> None:
    """Choose what is a community's own: where its panel stands, its language, its country.

    Raises:
        NotYours: for a choice that is none of ours.
    """
    community = await of_community(session, actor)
    if which == "panel" and value.isdigit():
        await _choose_panel(session, community, int(value), now=now)
    elif which == "locale" and value in LOCALES:
        community.locale = value
        await _show_anew(session, community, now=now)
    elif which == "country" and value in COUNTRIES:
        community.country = value
    else:
        raise NotYours


async def open_here(
    session: WriteSession, actor: Actor, findings: Sequence[rules.Finding], *, now: datetime
) -> None:
    """Let youths write in this community, and owe its panel.

    Raises:
        StillRed: while something red stands, here or at the team's.
    """
    community = await of_community(session, actor)
    if not rules.is_ready(findings):
        raise StillRed
    community.paused = False
    await greeting.draw_panel(session, community, now=now)


async def pause_here(session: WriteSession, actor: Actor) -> Community:
    """Let nobody new write in this community for now; open conversations go on."""
    community = await of_community(session, actor)
    community.paused = True
    return community


async def choose_hours(session: WriteSession, actor: Actor, words: str) -> None:
    """Choose the opening hours.

    Raises:
        BadHours: with the part that cannot be read.
    """
    team, _ = await of_team(session, actor)
    try:
        team.hours = Hours.parse(words).dump()
    except UnreadableHours as problem:
        raise BadHours(part=problem.args[0]) from problem


async def choose_pace(session: WriteSession, actor: Actor, values: Mapping[str, str]) -> None:
    """Choose check-in days, retention, age floor and how long a claim may wait.

    Raises:
        BadDays, BadNumber, BadFloor: nothing is changed.
    """
    team, _ = await of_team(session, actor)
    days = followups.read_days(values["check_in_days"])
    floor = values["age_floor"]
    if floor not in {str(age) for age in rules.FLOORS}:
        raise BadFloor(given=floor)
    chosen: dict[str, Any] = {name: _number(name, values[name]) for name in NUMBERS}
    team.choose(check_in_days=days, age_floor=int(floor), **chosen)


async def choose_team(
    session: WriteSession, actor: Actor, *, name: str, quiet: str, identity: str, now: datetime
) -> None:
    """Choose the team's name, the quiet hours, and how long people stay known after their last
    visit, if that is given.

    Raises:
        NoTeamName, BadQuiet, BadNumber: nothing is changed.
    """
    team, _ = await of_team(session, actor)
    hours = rules.parse_quiet(quiet)
    if not name:
        raise NoTeamName
    if hours is None:
        raise BadQuiet(given=quiet)
    if identity:
        team.identity_days = _number("identity_days", identity, IDENTITY)
    team.choose(name=name, quiet_from=hours[0], quiet_until=hours[1])
    for community in await teams.served_by(session, team.id):
        await _show_anew(session, community, now=now)


async def open_intake(
    session: WriteSession, actor: Actor, findings: Sequence[rules.Finding], *, now: datetime
) -> None:
    """Let youths write, here and in every community that did not pause; owe the panel here.

    Raises:
        StillRed: while something red stands.
        TeamsOwn: in a server that is a community only.
    """
    team, own = await of_team(session, actor)
    if not rules.is_ready(findings):
        raise StillRed
    team.intake_open = True
    if own is not None and not own.paused:
        await greeting.draw_panel(session, own, now=now)


async def close_intake(session: WriteSession, actor: Actor) -> None:
    """Let nobody new write, in any community of the team; open conversations go on.

    Raises:
        TeamsOwn: in a server that is a community only.
    """
    team, _ = await of_team(session, actor)
    team.intake_open = False


async def alarm_server(
    session: WriteSession, guest: Community, key: str, args: Mapping[str, str], *, now: datetime
) -> None:
    """Owe who manages a community's server a sentence about what must be mended, once a day for
    each."""
    about = hashlib.sha256(repr(sorted(args.items())).encode()).hexdigest()[:12]
    await teams.tell_server(
        session, guest, key, stamp=f"{about}:{now:%Y%m%d}", args=dict(args), now=now
    )


async def _serve_here(
    session: WriteSession,
    team: Team,
    guild_name: str,
    *,
    locale: str,
    paused: bool,
    now: datetime,
) -> bool:
    live = Community.ended_at.is_(None)
    first: dict[str, Any] = {"guild_id": team.guild_id, "locale": locale, "paused": paused}
    first |= {"team_id": team.id, "name": guild_name[:100], "created_at": now}
    return await insert_once(session, Community, "guild_id", live, **first)


async def _choose_panel(
    session: WriteSession, community: Community, channel_id: int | None, *, now: datetime
) -> None:
    community.panel_channel_id = channel_id
    await _show_anew(session, community, now=now)


async def _require_lead(
    session: ReadSession,
    actor: Actor,
    team: Team,
    before: int | None,
    on_server: Collection[int] | None,
) -> None:
    """Let a moderator choose what is empty or gone from the server, and all of it before the first
    youth wrote; the rest takes the lead's own role, so that nobody makes themselves the reader of
    what was confided to somebody else."""
    if team.lead_role_id is None or team.lead_role_id in actor.role_ids or before is None:
        return
    if on_server is not None and before not in on_server:
        return
    asked = select(Fact.id).where(Fact.team_id == team.id, Fact.what == "asked")
    if team.intake_open or await session.scalar(asked.limit(1)) is not None:
        raise LeadDecides


async def _show_anew(session: WriteSession, community: Community, *, now: datetime) -> None:
    """Bring a panel that stands up to date with what was chosen."""
    if community.is_open and community.panel_channel_id is not None:
        await greeting.draw_panel(session, community, now=now)


def _number(name: str, words: str, bounds: Mapping[str, tuple[int, int]] = NUMBERS) -> int:
    low, high = bounds[name]
    if not (words.isascii() and words.isdigit() and low <= int(words) <= high):
        raise BadNumber(given=words, low=low, high=high)
    return int(words)


def read_number(words: str, low: int, high: int) -> int:
    """Return a number within bounds.

    Raises:
        BadNumber: for anything else.
    """
    return _number("it", words, {"it": (low, high)})


def read_floor(words: str) -> int:
    """Return an age floor.

    Raises:
        BadFloor: for one that is none of ours.
    """
    if words not in {str(age) for age in rules.FLOORS}:
        raise BadFloor(given=words)
    return int(words)


def read_quiet(words: str) -> tuple[time, time]:
    """Return quiet hours.

    Raises:
        BadQuiet: when they cannot be read.
    """
    hours = rules.parse_quiet(words)
    if hours is None:
        raise BadQuiet(given=words)
    return hours


def read_hours(words: str) -> list[list[int]]:
    """Return opening hours as they are stored.

    Raises:
        BadHours: with the part that cannot be read.
    """
    try:
        return Hours.parse(words).dump()
    except UnreadableHours as problem:
        raise BadHours(part=problem.args[0]) from problem
