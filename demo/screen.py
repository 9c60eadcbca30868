"""What somebody's screen shows, as plain data: people, places, what was said and can be typed."""

import re
from collections.abc import Iterable
from typing import Any

from demo.simulator import Person, Raw, options_of
from demo.world import CAST, Persona, World

TEXT, DM, FORUM, THREADS = 0, 1, 15, frozenset({10, 11, 12})
EPHEMERAL, LOADING = 1 << 6, 1 << 7
COMMAND, STARTER, THREAD_MADE = 2, 21, 18
FILE = re.compile(r"/attachments/(\d+/\d+/[^/]+)$")
NO_TONE = "#b9bbc6"


def world_of(world: World) -> Raw:
    """Return everybody, with the places they can see."""
    return {
        "language": world.language,
        "now": world.simulator.now().isoformat(),
        "version": world.simulator.version,
        "people": [persona_of(world, who) for who in CAST],
        "names": _names(world),
    }


def persona_of(world: World, who: Persona) -> Raw:
    """Return one person to play, and their places."""
    person = world.people[who.key]
    places = places_of(world, who.key)
    return {
        "key": who.key,
        "id": str(person.id),
        "name": who.name,
        "home": who.home,
        "part": who.part,
        "colour": who.colour,
        "closed": who.key in world.closed,
        "unread": sum(place["unread"] for place in places),
        "places": places,
    }


def places_of(world: World, key: str) -> list[Raw]:
    """Return a person's channels with their threads below, then the DM."""
    person, simulator = world.people[key], world.simulator
    seen = [channel for channel in simulator.channels() if simulator.sees(person, channel.id)]
    rooms = [channel for channel in seen if channel.type in (TEXT, FORUM)]
    places: list[Raw] = []
    for room in rooms:
        places.append(_place(world, key, room))
        threads = [
            channel for channel in seen if channel.type in THREADS and channel.parent_id == room.id
        ]
        places += [_place(world, key, thread) for thread in reversed(threads)]
    return places + [_place(world, key, channel) for channel in seen if channel.type == DM]


def _place(world: World, key: str, channel: Any) -> Raw:
    kind = (
        "dm"
        if channel.type == DM
        else "forum"
        if channel.type == FORUM
        else "thread"
        if channel.type in THREADS
        else "text"
    )
    return {
        "id": str(channel.id),
        "kind": kind,
        "name": channel.name or "Maraude",
        "topic": channel.topic or "",
        "parent": str(channel.parent_id) if channel.parent_id else None,
        "unread": world.is_unread(key, channel.id),
        "locked": bool(channel.thread_metadata and channel.thread_metadata.locked),
    }


def _names(world: World) -> Raw:
    """Return what mentions stand for, and what menus can offer."""
    everybody = {
        str(world.people[who.key].id): {"name": who.name, "colour": who.colour, "home": who.home}
        for who in CAST
    }
    me = world.bot.user
    if me is not None:
        everybody[str(me.id)] = {"name": me.name, "colour": NO_TONE, "home": ""}
    return {
        "people": everybody,
        "roles": {
            str(role.id): {"name": role.name, "colour": _tone(role), "home": home}
            for home, guild in world.guilds.items()
            for role in guild.roles.values()
            if role.id != guild.id and role.name != (me and me.name)
        },
    }


def _tone(role: Any) -> str:
    return f"#{role._role.color:06x}" if role._role.color else NO_TONE


def place_of(world: World, key: str, channel_id: int) -> Raw:
    """Return one place as this person sees it."""
    person, simulator = world.person(key), world.simulator
    channel = simulator.channel(channel_id)
    messages = simulator.messages(person, channel_id)
    kind = "send_messages_in_threads" if channel.type in THREADS else "send_messages"
    return {
        **_place(world, key, channel),
        "writable": channel.type != FORUM and simulator.may(person, channel_id, kind),
        "messages": [message_of(world, key, raw) for raw in messages if _is_shown(world, key, raw)],
        "commands": [
            command_of(way, leaf, world.language)
            for way, leaf in simulator.commands(person, channel_id)
        ],
    }


def _is_shown(world: World, key: str, raw: Raw) -> bool:
    """What was put away is gone; that a thread was opened below a message is said there."""
    if raw["type"] == THREAD_MADE:
        return "message_reference" not in raw
    return (key, int(raw["id"])) not in world.dismissed


def message_of(world: World, key: str, raw: Raw) -> Raw:
    """Return one message as this person sees it."""
    if raw["type"] == STARTER and raw.get("referenced_message"):
        raw = {**raw["referenced_message"], "id": raw["id"]}
    person, author = world.people[key], raw["author"]
    metadata: Raw = raw.get("interaction_metadata") or {}
    return {
        "id": raw["id"],
        "at": raw["timestamp"],
        "edited": bool(raw["edited_timestamp"]) and not raw["flags"] & EPHEMERAL,
        "author": {
            "id": author["id"],
            "name": author["global_name"],
            "bot": author["bot"],
            "colour": _colour(world, author["id"]),
        },
        "mine": author["id"] == str(person.id),
        "content": raw["content"],
        "embeds": raw["embeds"],
        "components": raw["components"],
        "files": [_file(attachment) for attachment in raw["attachments"]],
        "reactions": [
            {"emoji": r["emoji"]["name"], "count": r["count"]} for r in raw.get("reactions", [])
        ],
        "private": bool(raw["flags"] & EPHEMERAL),
        "thinking": bool(raw["flags"] & LOADING),
        "typed": _typed(world, key, metadata),
        "notice": "thread" if raw["type"] == THREAD_MADE else None,
        "thread": _thread_below(world, person, int(raw["id"])),
        "reply": _quoted(raw),
    }


def _typed(world: World, key: str, metadata: Raw) -> Raw | None:
    """Return which command a message answers, named in the reader's language."""
    if metadata.get("type") != COMMAND:
        return None
    name = str(metadata.get("name", ""))
    dm = world.simulator.dm_id(world.people[key])
    roots = [way[0] for way, _ in world.simulator.commands(world.people[key], dm)]
    known = next((root for root in roots if root["name"] == name), {"name": name})
    by = metadata["user"]["global_name"]
    return {"id": metadata["id"], "by": by, "name": _named(known, world.language)}


def _colour(world: World, author_id: str) -> str:
    return next(
        (who.colour for who in CAST if str(world.people[who.key].id) == author_id), "#ffd9a0"
    )


def _file(attachment: Raw) -> Raw:
    found = FILE.search(attachment["url"])
    is_image = str(attachment.get("content_type", "")).startswith("image/")
    return {
        "name": attachment["filename"],
        "address": f"/file/{found[1]}" if found else "",
        "image": is_image,
        "size": attachment["size"],
    }


def _thread_below(world: World, person: Person, message_id: int) -> Raw | None:
    below = next(
        (c for c in world.simulator.channels() if c.id == message_id and c.type in THREADS), None
    )
    if below is None or not world.simulator.sees(person, below.id):
        return None
    return {"id": str(below.id), "name": below.name, "count": below.message_count}


def _quoted(raw: Raw) -> Raw | None:
    quoted: Raw | None = raw.get("referenced_message")
    if not quoted:
        return None
    return {"name": quoted["author"]["global_name"], "content": quoted["content"][:120]}


def command_of(way: list[Raw], leaf: Raw, language: str) -> Raw:
    """Return one slash command, named in the reader's language."""
    return {
        "path": " ".join(step["name"] for step in way),
        "shown": " ".join(_named(step, language) for step in way),
        "about": _said(leaf, "description", language),
        "options": [_option(option, language) for option in options_of(leaf)],
    }


def _option(option: Raw, language: str) -> Raw:
    return {
        "name": option["name"],
        "shown": _named(option, language),
        "about": _said(option, "description", language),
        "type": option["type"],
        "required": bool(option.get("required")),
        "suggests": bool(option.get("autocomplete")),
        "places": option.get("channel_types") or [],
        "longest": option.get("max_length"),
        "choices": list(_choices(option.get("choices") or [], language)),
    }


def _choices(choices: Iterable[Raw], language: str) -> Iterable[Raw]:
    return ({"shown": _named(choice, language), "value": choice["value"]} for choice in choices)


def _named(thing: Raw, language: str) -> str:
    return _said(thing, "name", language)


def _said(thing: Raw, what: str, language: str) -> str:
    others: Raw = thing.get(f"{what}_localizations") or {}
    return str(others.get("fr" if language == "fr" else "en-GB") or thing.get(what) or "")
