"""What people do in a place: say, press, choose, type, fill…"""

import base64
import binascii
from collections.abc import Awaitable, Callable
from typing import Any

from demo.simulator import Raw, Refused, options_of
from demo.world import World

PEOPLE_MENU, ROLE_MENU, MENTION_MENU, PLACE_MENU = 5, 6, 7, 8
FILE_FIELD, FILE_OPTION = 19, 11
OPTION_KINDS = {6: "person", 7: "channel", 8: "role", 9: "mention"}
MENU_KINDS = {
    PEOPLE_MENU: "person",
    ROLE_MENU: "role",
    MENTION_MENU: "mention",
    PLACE_MENU: "channel",
}


async def say(world: World, key: str, place: int, body: Raw) -> Raw:
    """Write a message."""
    files = [_file(file) for file in body.get("files", [])]
    await world.simulator.say(world.person(key), place, str(body["words"]), files)
    return {}


def _file(sent: Raw) -> tuple[str, bytes]:
    try:
        return str(sent["name"]), base64.b64decode(sent["data"])
    except binascii.Error as odd:
        raise ValueError("unreadable file") from odd


async def edit(world: World, key: str, place: int, body: Raw) -> Raw:
    """Change one's own message."""
    await world.simulator.edit(world.person(key), place, int(body["message"]), str(body["words"]))
    return {}


async def delete(world: World, key: str, place: int, body: Raw) -> Raw:
    """Take one's own message back."""
    await world.simulator.delete(world.person(key), place, int(body["message"]))
    return {}


async def press(world: World, key: str, place: int, body: Raw) -> Raw:
    """Press a button."""
    return await world.simulator.press(
        world.person(key), place, int(body["message"]), str(body["address"])
    )


async def choose(world: World, key: str, place: int, body: Raw) -> Raw:
    """Pick from a menu."""
    values = _picked(world, key, int(body["kind"]), body["values"])
    return await world.simulator.choose(
        world.person(key), place, int(body["message"]), str(body["address"]), values
    )


async def command(world: World, key: str, place: int, body: Raw) -> Raw:
    """Type a slash command."""
    options = _options(world, key, place, str(body["path"]), body["options"])
    return await world.simulator.type(world.person(key), place, str(body["path"]), options)


async def suggest(world: World, key: str, place: int, body: Raw) -> Raw:
    """Ask what could be typed into an option."""
    person, path, option = world.person(key), str(body["path"]), str(body["option"])
    found = await world.simulator.suggest(person, place, path, option, str(body["so_far"]), {})
    return {"choices": [{"shown": choice["name"], "value": choice["value"]} for choice in found]}


async def fill(world: World, key: str, _place: int, body: Raw) -> Raw:
    """Send a form in."""
    kinds = world.simulator.form_fields(str(body["form"]))
    values = {
        name: _picked(world, key, kinds.get(name, 0), value)
        for name, value in body["values"].items()
    }
    return await world.simulator.fill(world.person(key), str(body["form"]), values)


async def dismiss(world: World, key: str, _place: int, body: Raw) -> Raw:
    """Put a private message away, as its small link does."""
    world.dismissed.add((key, int(body["message"])))
    world.simulator.changed()
    return {}


async def seen(world: World, key: str, place: int, _body: Raw) -> Raw:
    """Remember that all there is was read."""
    world.has_read(key, place)
    return {}


Deed = Callable[[World, str, int, Raw], Awaitable[Raw]]
ALL: dict[str, Deed] = {
    "say": say,
    "edit": edit,
    "delete": delete,
    "press": press,
    "choose": choose,
    "type": command,
    "suggest": suggest,
    "fill": fill,
    "dismiss": dismiss,
    "seen": seen,
}


def _picked(world: World, key: str, kind: int, value: Any) -> Any:
    """Return what was picked: in menus of people, roles and places, the thing behind an id."""
    if kind == FILE_FIELD:
        return [_file(file) for file in value]
    if kind in MENU_KINDS:
        return [_thing(world, key, MENU_KINDS[kind], number) for number in value]
    return value


def _thing(world: World, key: str, kind: str, number: str) -> Any:
    guild = world.person(key).guild
    people = {who.id: who for who in world.people.values() if who.guild.id == guild.id}
    thing = None
    if kind in {"person", "mention"}:
        thing = people.get(int(number))
    if thing is None and kind != "person":
        thing = world.simulator.handle(
            guild, "role" if kind == "mention" else kind, int(number), people
        )
    if thing is None:
        raise ValueError(number)
    return thing


def _options(world: World, key: str, place: int, path: str, given: Raw) -> Raw:
    for way, leaf in world.simulator.commands(world.person(key), place):
        if " ".join(step["name"] for step in way) == path:
            kinds = {option["name"]: option["type"] for option in options_of(leaf)}
            return {name: _option(world, key, kinds[name], value) for name, value in given.items()}
    raise Refused("There is no such command here")


def _option(world: World, key: str, kind: int, value: Any) -> Any:
    if kind in OPTION_KINDS:
        return _thing(world, key, OPTION_KINDS[kind], value)
    return _file(value) if kind == FILE_OPTION else value
