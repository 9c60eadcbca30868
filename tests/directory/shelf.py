"""A directory with a few lines, and what a coordinator sends."""

from datetime import date
from typing import Any

import simcord
from simcord.results import InteractionResult

from models import Service, ServiceKind, Team
from tests.world import World

HEADER = "nom;type;sujets;département;téléphone;adresse;horaires;lien;vérifié le;vérifié par"
GOOD = (
    "Mission Locale de Bordeaux;Mission Locale;;33;05 00 00 00 01;1 rue du Port;9 h–17 h;;"
    "2026-01-02;Inès"
)


def a_file(*lines: str, header: str = HEADER) -> tuple[str, bytes]:
    """Return a file as a coordinator attaches it."""
    return "annuaire.csv", "\n".join([header, *lines]).encode()


async def sends_file(
    world: World, *lines: str, who: simcord.MemberActor | None = None, header: str = HEADER
) -> InteractionResult:
    """A coordinator imports these lines."""
    file = a_file(*lines, header=header)
    return await (who or world.lea).slash(world.staff, "directory import", file=file)


async def knows(world: World, *services: dict[str, Any]) -> None:
    """The team's directory holds these services."""
    usual = {
        "kind": ServiceKind.OTHER,
        "topics": [],
        "country": "FR",
        "languages": ["fr"],
        "phone": "05 00 00 00 00",
        "verified_on": date(2026, 1, 2),
        "verified_by": "Inès",
        "created_at": world.clock(),
        "changed_at": world.clock(),
    }
    async with world.bot.db.transaction() as session:
        team = await session.get_one(Team, 1)
        for service in services:
            session.add(Service(**{**usual, "team_id": team.id, **service}))


MISSION = {
    "name": "Mission Locale de Bordeaux",
    "kind": ServiceKind.MISSION_LOCALE,
    "departement": "33",
    "phone": "05 00 00 00 01",
    "address": "1 rue du Port, Bordeaux",
    "hours": "Du lundi au vendredi, 9 h–17 h",
    "age_from": 16,
    "age_to": 25,
}
LYON = {"name": "Mission Locale de Lyon", "departement": "69"}
NATIONAL = {"name": "Numéro pour tout le pays", "phone": "3949", "topics": ["work"]}
