"""Who may do what: every command, button and form has a row here, and whoever is not in it is
refused in words and changes nothing.

A new command, button or form without a row fails, so that somebody decides.
"""

import re
from collections.abc import Mapping
from typing import Any

import pytest
import simcord
from discord import app_commands
from simcord import interactions
from simcord.enums import InteractionType
from simcord.results import InteractionResult
from sqlalchemy import select

from bot.ui import pattern_of
from models import Base, Community, Team, Ticket
from tests.world import World, said

EVERYBODY = "owner stranger mentor holder moderator lead"
"""Owner: the youth of request 1. Holder: the mentor who has it. Moderator: an administrator of the
server, not of the team."""
TEAM = "mentor holder lead"

COMMANDS: Mapping[str, str] = {
    "hello": EVERYBODY,
    "talk": EVERYBODY,
    "messages": EVERYBODY,
    "sos": EVERYBODY,
    "stop": EVERYBODY,
    "privacy": EVERYBODY,
    "queue": TEAM,
    "profile": TEAM,
    "ticket claim": TEAM,
    "ticket release": TEAM,
    "ticket reply": TEAM,
    "ticket note": TEAM,
    "ticket close": TEAM,
    "ticket escalate": TEAM,
    "ticket block": TEAM,
    "setup": "moderator",
    "doctor": "moderator",
    "panel post": "moderator",
    "panel preview": "moderator",
    "panel remove": "moderator",
    "safeguard concerns": "lead",
    "safeguard lift": TEAM,
    "safeguard journal": "lead",
    "safeguard reports": "lead",
    "safeguard vet": "lead",
    "safeguard alerts": "lead",
    "safeguard unblock": "lead",
    "safeguard delay": "lead",
}
OPTIONS: Mapping[str, Mapping[str, Any]] = {
    "safeguard alerts": {"on": True},
    "safeguard delay": {"seconds": 60},
}

PRESSES: Mapping[str, str] = {
    "tickets:talk": EVERYBODY,
    "sos:show": EVERYBODY,
    "sos:more:{country}": EVERYBODY,
    "greeting:keep": EVERYBODY,
    "greeting:keep:{version}": EVERYBODY,
    "greeting:no": EVERYBODY,
    "privacy:stop": EVERYBODY,
    "privacy:export": EVERYBODY,
    "privacy:forget": EVERYBODY,
    "privacy:forget-sure": EVERYBODY,
    "privacy:agreements": EVERYBODY,
    "privacy:withdraw:{purpose}": EVERYBODY,
    "privacy:language:{locale}": EVERYBODY,
    "ticket:{ticket}:withdraw": EVERYBODY,
    "ticket:{ticket}:withdraw-sure": "owner",
    "tickets:again:{check_in}": "owner",
    "check-in:{check_in}:{answer}": "owner",
    "followups:accept:{ticket}": "owner",
    "followups:accept:{ticket}:{version}": "owner",
    "relay:meant:{ticket}": "owner",
    "relay:write:{ticket}": "owner",
    "relay:unveil:{message}": "owner",
    "protection:report:{ticket}": EVERYBODY,
    "ticket:{ticket}:claim": TEAM,
    "ticket:{ticket}:release": TEAM,
    "ticket:{ticket}:second": TEAM,
    "ticket:{ticket}:note": TEAM,
    "ticket:{ticket}:close": TEAM,
    "ticket:{ticket}:seen": TEAM,
    "tickets:queue:{page}": TEAM,
    "relay:reply:{ticket}": TEAM,
    "relay:edit:{message}": "holder",
    "relay:erase:{message}": "holder",
    "mentors:introduce": TEAM,
    "protection:block:{ticket}": TEAM,
    "protection:concerns": "lead",
    "protection:unblock:{block}": "lead",
    "protection:concern:{concern}:close": "lead",
    "protection:lift:{lifting}:see": "lead",
    "protection:lift:{lifting}:grant": "lead",
    "protection:lift:{lifting}:refuse": "lead",
    "protection:lift:{lifting}:look": TEAM,
    "protection:report:{report}:seen": "lead",
    "protection:report:{report}:take": "lead",
    "setup:page:{page}": "moderator",
    "setup:place:{which}": "moderator",
    "setup:rhythm:{which}": "moderator",
    "setup:hours": "moderator",
    "setup:pace": "moderator",
    "setup:team": "moderator",
    "setup:intake:{what}": "moderator",
}
FORMS: Mapping[str, str] = {
    "tickets:request:{guild}": EVERYBODY,
    "tickets:request:{guild}:{version}": EVERYBODY,
    "relay:write:{ticket}:form": "owner",
    "protection:report:{ticket}": "owner",
    "ticket:{ticket}:note-form": TEAM,
    "ticket:{ticket}:close-form": TEAM,
    "relay:reply:{ticket}:form": "holder",
    "relay:edit:{message}:form": "holder",
    "mentors:introduction": TEAM,
    "protection:concern:{ticket}": TEAM,
    "protection:lift:{ticket}": TEAM,
    "setup:hours:form": "moderator",
    "setup:pace:form": "moderator",
    "setup:team:form": "moderator",
}
PARTS = {"country": "FR", "purpose": "check-ins", "locale": "fr", "answer": "better", "page": "2"}
REFUSED = re.compile(
    "réservé|Je ne trouve pas|C'est déjà fait|Prends-la d'abord|qui suit cette demande|"
    "ne marche pas ici|dis qui tu es"
)


def commands_of(world: World) -> set[str]:
    """Return every command that can be typed, in full."""
    return {
        command.qualified_name
        for command in world.bot.tree.walk_commands()
        if not isinstance(command, app_commands.Group)
    }


async def has_talked(world: World) -> dict[str, simcord.MemberActor]:
    """Everybody has a part in request 1, and Discord's own permissions keep nobody out."""
    await world.is_set_up()
    await world.ask(world.lina, wishes=["dm", "check-ins"])
    await world.claim(world.sam)
    await world.reply(world.sam, "Bonjour !")
    guild = world.env.backend.get_guild(world.guild.id)
    everyone = guild.roles[world.guild.id]
    everyone.permissions |= 1 << 34
    return {
        "owner": world.lina,
        "stranger": world.noe,
        "mentor": world.ines,
        "holder": world.sam,
        "moderator": world.max,
        "lead": world.lea,
    }


async def everything(world: World) -> dict[str, list[tuple[Any, ...]]]:
    """Return all that is stored, but for notes of what was pressed."""
    async with world.bot.db.reading() as session:
        return {
            table.name: [tuple(row) for row in await session.execute(select(table))]
            for table in Base.metadata.sorted_tables
            if table.name not in {"taken_press", "installation"}
        }


def address_of(pattern: str, number: int = 1) -> str:
    """Return an address as a card would carry it."""
    return re.sub(r"\{(\w+)\}", lambda found: PARTS.get(found[1], str(number)), pattern)


async def sends(world: World, who: simcord.MemberActor, address: str) -> InteractionResult:
    """Somebody sends a form in that nobody opened for them."""
    words = ("words", "why", "first_name", "organisation", "name", "hours")
    fields = [
        {"type": 18, "component": {"type": 4, "custom_id": name, "value": "Bonjour"}}
        for name in words
    ]
    picks = {"outcome": "listened", "reason": "danger-now", "tell": "yes", "topic": "school"}
    fields += [
        {"type": 18, "component": {"type": 3, "custom_id": name, "values": [value]}}
        for name, value in picks.items()
    ]
    record, payload = interactions.base_payload(
        world.env.backend,
        type=InteractionType.MODAL_SUBMIT,
        channel_id=world.welcome.id,
        guild_id=world.guild.id,
        user_id=who.id,
        data={"custom_id": address, "components": fields},
    )
    world.env._notify_dispatch_observers(record)
    world.env.backend.emit("INTERACTION_CREATE", payload)
    await world.env.settle(timeout=60)
    return InteractionResult(world.env, record)


async def test_everything_that_can_be_typed_pressed_or_sent_has_a_row(world: World) -> None:
    assert commands_of(world) == set(COMMANDS), "add a row, and decide who may"
    pressed = {pattern.pattern for pattern in world.bot.addresses}
    assert pressed == {pattern_of(address) for address in PRESSES}, "add a row, and decide who may"
    sent = {kind.pattern.pattern for kind in world.bot.forms}
    assert sent == {pattern_of(address) for address in FORMS}, "add a row, and decide who may"


async def test_a_command_refuses_who_is_not_in_its_row(world: World) -> None:
    people = await has_talked(world)
    thread = await world.thread()
    for person in people.values():
        world.env.backend.add_thread_member(thread.id, person.id)
    before, wrong = await everything(world), list[str]()

    for command, welcome in COMMANDS.items():
        for name, person in people.items():
            if name in welcome.split() or command in {"safeguard vet"}:
                continue
            place = thread if name in TEAM.split() or name == "moderator" else world.welcome
            try:
                answer = said(await person.slash(place, command, **OPTIONS.get(command, {})))
            except simcord.SetupError:
                continue
            if not REFUSED.search(answer):
                wrong.append(f"/{command} by {name}: {answer[:80]}")

    assert wrong == []
    assert await everything(world) == before


async def test_a_button_refuses_who_is_not_in_its_row(world: World) -> None:
    people = await has_talked(world)
    card, before, wrong = await world.card(), await everything(world), list[str]()

    for pattern, welcome in PRESSES.items():
        for name, person in people.items():
            if name not in welcome.split():
                answer = said(await world.forge(person, card, address_of(pattern)))
                if not REFUSED.search(answer):
                    wrong.append(f"{pattern} by {name}: {answer[:80]}")

    assert wrong == []
    assert await everything(world) == before


async def test_a_form_refuses_who_is_not_in_its_row(world: World) -> None:
    people = await has_talked(world)
    before, wrong = await everything(world), list[str]()

    for pattern, welcome in FORMS.items():
        for name, person in people.items():
            if name not in welcome.split():
                answer = said(await sends(world, person, address_of(pattern)))
                if not REFUSED.search(answer):
                    wrong.append(f"{pattern} by {name}: {answer[:80]}")

    assert wrong == []
    assert await everything(world) == before


@pytest.mark.parametrize("kind", ["press", "form"])
async def test_another_teams_record_sounds_like_a_missing_one(world: World, kind: str) -> None:
    people = await has_talked(world)
    async with world.bot.db.transaction() as session:
        mine = await session.get_one(Ticket, 1)
        theirs = Team(guild_id=99, name="Ailleurs", created_at=world.clock())
        session.add(theirs)
        await session.flush()
        place = Community(team_id=theirs.id, guild_id=99, name="X", created_at=world.clock())
        session.add(place)
        await session.flush()
        other = Ticket(
            team_id=theirs.id, community_id=place.id, alias_id=mine.alias_id, topic=mine.topic
        )
        other.reach, other.state, other.mentor_id = mine.reach, mine.state, mine.mentor_id
        other.opened_at = other.changed_at = world.clock()
        session.add(other)
    card, before = await world.card(), await everything(world)
    rows = PRESSES if kind == "press" else FORMS

    for pattern, welcome in rows.items():
        if "{ticket}" not in pattern or welcome != TEAM:
            continue
        heard: list[str] = []
        for number in (2, 999, 10**30):
            for name in ("mentor", "lead"):
                address = address_of(pattern, number)
                act = (
                    world.forge(people[name], card, address)
                    if kind == "press"
                    else sends(world, people[name], address)
                )
                heard.append(said(await act))
        assert len(set(heard)) == 1, (pattern, heard)

    assert await everything(world) == before
