"""A team with three communities and its campaigns, set up by the very steps that people take."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.access import Actor
from bot.app import Maraude
from cogs.directory import service as directory
from cogs.directory.rules import Entry
from cogs.mentors import service as mentors
from cogs.protection import service as protection
from cogs.setup import service as setup
from cogs.teams import service as teams
from models import Campaign, Service, ServiceKind, Team
from simulation.shape import COMMUNITIES, GUILD, HOURS, MENTORS, OUTINGS, TEAM, Plan

PLACES = {"staff": GUILD + 1, "mentor": GUILD + 2, "lead": GUILD + 3, "alarms": GUILD + 4}
PACE = {
    "check_in_days": "2, 7, 30",
    "age_floor": "15",
    "retention_days": "90",
    "claim_hours": "24",
    "answer_within_hours": "2",
}


@dataclass(frozen=True)
class Stage:
    """Where it all happens: numbers by name, and who acts for the team."""

    team: Team
    communities: dict[str, int]
    guilds: dict[str, int]
    campaigns: dict[str, int]
    services: list[int]
    staff: list[int]

    @property
    def zone(self) -> ZoneInfo:
        """Return the team's time zone."""
        return ZoneInfo(self.team.timezone)


def as_mentor(discord_id: int, press: int | None = None) -> Actor:
    """Return one of the team's mentors, who acts in the team's server."""
    return Actor(discord_id, GUILD, frozenset({PLACES["mentor"]}), interaction_id=press)


async def build(bot: Maraude, plan: Plan, new_id: Callable[[], int], now: datetime) -> Stage:
    """Set everything up, and return where it is."""
    manager = Actor(new_id(), GUILD, manages_guild=True)
    lead = Actor(new_id(), GUILD, frozenset({PLACES["lead"]}), manages_guild=True)
    team = await _team(bot, manager, now)
    async with bot.db.transaction() as session:
        communities, guilds = dict[str, int](), dict[str, int]()
        for number, name in enumerate(COMMUNITIES, start=1):
            there = Actor(new_id(), GUILD + number * 10, manages_guild=True)
            code = await teams.link(session, bot.vault, manager, now=now)
            linked = await teams.accept(session, bot.vault, there, code, name, locale="fr", now=now)
            place = str(GUILD + number * 10 + 1)
            await setup.choose_here(session, there, "panel", place, now=now)
            await setup.open_here(session, there, [], now=now)
            communities[name], guilds[name] = linked.id, linked.guild_id
    staff = [new_id() for _ in MENTORS]
    async with bot.db.transaction() as session:
        for who, name in zip(staff, MENTORS, strict=True):
            await mentors.introduce(
                session, as_mentor(who), first_name=name, organisation=TEAM, now=now
            )
            await protection.vet(session, bot.vault, lead, who, now=now)
    services = await _directory(bot, lead, now)
    campaigns = await _campaigns(bot, plan, team, communities, now)
    return Stage(team, communities, guilds, campaigns, services, staff)


async def _team(bot: Maraude, manager: Actor, now: datetime) -> Team:
    """Let a moderator set the team's own server up, which takes no requests itself."""
    async with bot.db.transaction() as session:
        here = await setup.begin(session, bot.vault, manager, TEAM, locale="fr", now=now)
        for which, place in PLACES.items():
            await setup.choose_place(
                session, bot.vault, manager, which, place, on_server=None, now=now
            )
        await setup.choose_hours(session, manager, HOURS)
        await setup.choose_pace(session, manager, PACE)
        await setup.pause_here(session, manager)
        await setup.open_intake(session, manager, [], now=now)
    if here.team is None:
        raise AssertionError
    return here.team


async def _directory(bot: Maraude, lead: Actor, now: datetime) -> list[int]:
    kinds = (ServiceKind.MISSION_LOCALE, ServiceKind.YOUTH_INFO, ServiceKind.HOUSING)
    entries = [
        Entry(
            name=f"Service simulé {number}",
            kind=kind,
            topics=(),
            age_from=None,
            age_to=None,
            departement="33",
            country="FR",
            languages=("fr",),
            phone=None,
            address=f"{number} rue de la Simulation",
            hours=None,
            link=None,
            verified_on=now.date(),
            verified_by="simulation",
        )
        for number, kind in enumerate(kinds, start=1)
    ]
    async with bot.db.transaction() as session:
        await directory.keep(session, lead, entries, now=now)
        await session.flush()
        kept: list[Service] = list(await directory.whole(session, lead))
        return [service.id for service in kept]


async def _campaigns(
    bot: Maraude, plan: Plan, team: Team, communities: dict[str, int], now: datetime
) -> dict[str, int]:
    campaigns = {
        outing.name: Campaign(
            team_id=team.id,
            community_id=communities[outing.community] if outing.community else None,
            everywhere=outing.community is None,
            name=outing.name,
            kind=outing.kind,
            starts_on=plan.day(outing.begins),
            ends_on=plan.day(outing.ends),
            created_at=now,
            posted_at=now,
        )
        for outing in OUTINGS
    }
    async with bot.db.transaction() as session:
        session.add_all(campaigns.values())
    return {name: campaign.id for name, campaign in campaigns.items()}
