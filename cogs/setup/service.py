"""What a moderator chooses for a server, and opening or closing the intake."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, time
from typing import Any

from sqlalchemy import select

from bot import access
from bot.access import Actor
from bot.db import ReadSession, WriteSession, insert_once
from bot.errors import BadInput, NotAllowed, NotYours, SetUpFirst
from bot.helplines import COUNTRIES
from bot.texts import LOCALES
from bot.vault import Vault
from cogs.greeting import service as greeting
from cogs.protection import service as protection
from cogs.setup import rules
from cogs.tickets import service as tickets
from models import Community, Fact, Team
from models.hours import Hours, UnreadableHours

PLACES = {
    "staff": "staff_channel_id",
    "mentor": "mentor_role_id",
    "lead": "lead_role_id",
    "panel": "panel_channel_id",
    "alarms": "lead_channel_id",
}
IDENTITY = {"identity_days": (30, 365)}
NUMBERS = {"retention_days": (30, 365), "claim_hours": (1, 72), "answer_within_hours": (1, 72)}


class StillRed(BadInput):
    """The intake cannot open while something red stands."""

    key = "setup-still-red"


class LeadDecides(NotAllowed):
    """Who may read concerns and reports is not for a moderator alone to change."""

    key = "setup-lead-decides"


class BadHours(BadInput):
    """Opening hours that cannot be read."""

    key = "setup-bad-hours"


class BadDays(BadInput):
    """Check-in days that cannot be used."""

    key = "setup-bad-days"


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


async def begin(
    session: WriteSession,
    vault: Vault,
    actor: Actor,
    guild_name: str,
    *,
    locale: str,
    now: datetime,
) -> Community:
    """Return what is set for this server, with usual values where nothing is yet.

    Raises:
        NotAModerator, NotHere: for anybody else, or outside a server.
    """
    guild_id = access.require_moderator(actor)
    found = await _community(session, guild_id)
    if found is None:
        first: dict[str, Any] = {"guild_id": guild_id, "locale": locale, "created_at": now}
        is_new = await insert_once(session, Team, "guild_id", name=guild_name[:80], **first)
        team = (await session.scalars(select(Team).where(Team.guild_id == guild_id))).one()
        if is_new:
            protection.begin_journal(vault, team)
        await insert_once(
            session, Community, "guild_id", team_id=team.id, name=guild_name[:100], **first
        )
        found = await _community(session, guild_id)
    if found is None:
        raise SetUpFirst
    return found


async def present(session: ReadSession, actor: Actor) -> Community:
    """Return what is set.

    Raises:
        NotAModerator, NotHere: for anybody else, or outside a server.
        SetUpFirst: before the set-up.
    """
    community = await _community(session, access.require_moderator(actor))
    if community is None:
        raise SetUpFirst
    return community


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
    community = await present(session, actor)
    if which not in PLACES:
        raise NotYours
    if which == "panel":
        community.panel_channel_id = discord_id
        await _show_anew(session, community, now=now)
        return
    team = community.team
    before = getattr(team, PLACES[which])
    if before == discord_id:
        return
    await _require_lead(session, actor, team, before, on_server)
    await protection.place_changes(
        session, vault, actor, team, which, before=before, after=discord_id, now=now
    )
    team.choose(**{PLACES[which]: discord_id})
    await tickets.try_again_now(session, community.team_id, now=now)


async def choose_rhythm(
    session: WriteSession, actor: Actor, which: str, value: str, *, now: datetime
) -> None:
    """Choose the language, the country or the time zone.

    Raises:
        NotYours: for a choice that is none of ours.
    """
    community = await present(session, actor)
    if which == "locale" and value in LOCALES:
        community.locale = community.team.locale = value
        await _show_anew(session, community, now=now)
    elif which == "country" and value in COUNTRIES:
        community.country = value
        community.team.timezone = rules.TIME_ZONES[value][0]
    elif which == "timezone" and value in rules.TIME_ZONES[community.country]:
        community.team.timezone = value
    else:
        raise NotYours


async def choose_hours(session: WriteSession, actor: Actor, words: str) -> None:
    """Choose the opening hours.

    Raises:
        BadHours: with the part that cannot be read.
    """
    community = await present(session, actor)
    try:
        community.team.hours = Hours.parse(words).dump()
    except UnreadableHours as problem:
        raise BadHours(part=problem.args[0]) from problem


async def choose_pace(session: WriteSession, actor: Actor, values: Mapping[str, str]) -> None:
    """Choose check-in days, retention, age floor and how long a claim may wait.

    Raises:
        BadDays, BadNumber, BadFloor: nothing is changed.
    """
    community = await present(session, actor)
    days = rules.parse_days(values["check_in_days"])
    if days is None:
        raise BadDays(given=values["check_in_days"])
    floor = values["age_floor"]
    if floor not in {str(age) for age in rules.FLOORS}:
        raise BadFloor(given=floor)
    chosen: dict[str, Any] = {name: _number(name, values[name]) for name in NUMBERS}
    community.team.choose(check_in_days=days, age_floor=int(floor), **chosen)


async def choose_team(
    session: WriteSession, actor: Actor, *, name: str, quiet: str, identity: str, now: datetime
) -> None:
    """Choose the team's name, the quiet hours, and how long people stay known after their last
    visit, if that is given.

    Raises:
        NoTeamName, BadQuiet, BadNumber: nothing is changed.
    """
    community = await present(session, actor)
    hours = rules.parse_quiet(quiet)
    if not name:
        raise NoTeamName
    if hours is None:
        raise BadQuiet(given=quiet)
    if identity:
        community.team.identity_days = _number("identity_days", identity, IDENTITY)
    community.team.choose(name=name, quiet_from=hours[0], quiet_until=hours[1])
    await _show_anew(session, community, now=now)


async def open_intake(
    session: WriteSession, actor: Actor, findings: Sequence[rules.Finding], *, now: datetime
) -> Community:
    """Let youths write, and owe the panel.

    Raises:
        StillRed: while something red stands.
    """
    community = await present(session, actor)
    if not rules.is_ready(findings):
        raise StillRed
    community.team.intake_open = True
    await greeting.draw_panel(session, community, now=now)
    return community


async def close_intake(session: WriteSession, actor: Actor) -> Community:
    """Let nobody new write; open conversations go on."""
    community = await present(session, actor)
    community.team.intake_open = False
    return community


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
    if community.team.intake_open and community.panel_channel_id is not None:
        await greeting.draw_panel(session, community, now=now)


async def _community(session: ReadSession, guild_id: int) -> Community | None:
    return await session.scalar(select(Community).where(Community.guild_id == guild_id))


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


def read_days(words: str) -> list[int]:
    """Return the days of check-ins.

    Raises:
        BadDays: when they cannot be used.
    """
    days = rules.parse_days(words)
    if days is None:
        raise BadDays(given=words)
    return days


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
