"""What can happen to a team's directory, and what of it is near somebody."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

from bot import access
from bot.access import Actor
from bot.db import ReadSession, WriteSession
from bot.errors import BadInput
from bot.vault import Vault
from cogs.directory import queries, rules
from models import Community, Service, Topic


class NoSuchService(BadInput):
    """A service that is not in the directory, or in another team's: both sound the same."""

    key = "directory-no-such-service"


async def keep(
    session: WriteSession, actor: Actor, entries: Sequence[rules.Entry], *, now: datetime
) -> rules.Imported:
    """Keep lines in the team's directory: the same name in the same place is the same service.

    Raises:
        NotACoordinator: for anybody but a lead and who manages the team's server.
    """
    team = await access.team_as_coordinator(session, actor)
    await queries.hold_team(session, team.id)
    known = {_key(one): one for one in await queries.of_team(session, team.id)}
    counts = dict.fromkeys((field.name for field in fields(rules.Imported)), 0)
    for entry in entries:
        found = known.get(entry.key)
        counts[_keep_one(session, team.id, found, entry, now=now)] += 1
    return rules.Imported(**counts)


def _keep_one(
    session: WriteSession, team_id: int, found: Service | None, entry: rules.Entry, *, now: datetime
) -> str:
    values = _values(entry)
    if found is None:
        session.add(Service(team_id=team_id, **values, created_at=now, changed_at=now))
        return "added"
    if found.verified_on > entry.verified_on:
        return "newer"
    if all(getattr(found, name) == value for name, value in values.items()):
        return "same"
    if entry.verified_on > found.verified_on:
        found.unanswered = 0
    for name, value in values.items():
        setattr(found, name, value)
    found.changed_at = now
    return "changed"


def _values(entry: rules.Entry) -> dict[str, Any]:
    """Return an entry as columns: tuples are stored as lists, words of ours as plain words."""
    values = {name: getattr(entry, name) for name in rules.COLUMNS}
    values["topics"] = [topic.value for topic in entry.topics]
    values["languages"] = list(entry.languages)
    return values


def _key(service: Service) -> tuple[str, str | None, str]:
    return rules.folded(service.name), service.departement, service.country


async def whole(session: ReadSession, actor: Actor) -> Sequence[Service]:
    """Return the team's whole directory, for who looks after it.

    Raises:
        NotACoordinator: for anybody but a lead and who manages the team's server.
    """
    team = await access.team_as_coordinator(session, actor)
    return await queries.of_team(session, team.id)


async def for_referral(
    session: ReadSession, team_id: int, topic: Topic, *, first: int | None = None
) -> list[Service]:
    """Return what a mentor may propose, the picked one first, then what fits the topic."""
    known = await queries.of_team(session, team_id)
    found = rules.in_order(known, topic).services
    rest = [one for one in known if one not in found]
    return sorted([*found, *rest], key=lambda one: one.id != first)


async def of_team(session: ReadSession, team_id: int, service_id: int) -> Service:
    """Return a service of this very team.

    Raises:
        NoSuchService: when it is missing or another team's.
    """
    service = await session.get(Service, service_id)
    if service is None or service.team_id != team_id:
        raise NoSuchService
    return service


async def search(session: ReadSession, team_id: int, typed: str) -> list[Service]:
    """Return the services of a team that somebody may mean who types; what begins so comes
    first."""
    wanted = rules.folded(typed)
    named = [(rules.folded(one.name), one) for one in await queries.of_team(session, team_id)]
    like = [
        (not name.startswith(wanted), name, one)
        for name, one in named
        if wanted in name or wanted == rules.folded(one.departement or "")
    ]
    return [one for _, _, one in sorted(like, key=lambda found: found[:2])]


async def remove(session: WriteSession, actor: Actor, service_id: int) -> str:
    """Take a service out of the directory; return its name.

    Raises:
        NotACoordinator: for anybody but a lead and who manages the team's server.
        NoSuchService: when it is missing or another team's.
    """
    team = await access.team_as_coordinator(session, actor)
    service = await of_team(session, team.id, service_id)
    await session.delete(service)
    return service.name


async def near(
    session: ReadSession,
    vault: Vault,
    actor: Actor,
    departement: str | None,
    topic: Topic | None,
) -> tuple[Community, rules.Found]:
    """Return what may help somebody, what is near first; the intake need not be open, and nothing
    is written down.

    Raises:
        NotSetUp: where nobody set Maraude up.
        WhichServer: in a DM, when it cannot be told which community is meant.
    """
    community = await access.community_known(session, vault, actor)
    country = community.country
    place = departement if country == rules.FRANCE else None
    services = await queries.serving(session, community.team_id, country, place)
    return community, rules.in_order(services, topic)
