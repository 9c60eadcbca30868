"""The stand-in itself: it must forgive no more than Discord does."""

import asyncio
import json
from collections.abc import AsyncGenerator
from datetime import timedelta
from typing import Any

import aiohttp
import pytest

from tests.standin import faults
from tests.standin.ledger import Ledger
from tests.standin.people import Town, a_town
from tests.standin.server import API, HERE, StandIn

INTENTS = 1 << 0 | 1 << 9 | 1 << 12
NONCE = {"nonce": "abc-1", "enforce_nonce": True}

Raw = dict[str, Any]


class Client:
    """A process of a bot, as small as can be."""

    def __init__(self, discord: StandIn) -> None:
        self._api = f"http://{HERE}:{discord.port}{API}"
        self._discord = discord
        self.http = aiohttp.ClientSession()

    async def call(self, method: str, path: str, body: Raw | None = None) -> tuple[int, Any]:
        """Make one call."""
        async with self.http.request(method, self._api + path, json=body) as answer:
            return answer.status, await answer.json() if answer.status != 204 else None

    async def connect(self, resume: Raw | None = None) -> aiohttp.ClientWebSocketResponse:
        """Connect to the gateway, and identify or resume."""
        socket = await self.http.ws_connect(self._discord.gateway.address)
        assert (await hears(socket))["op"] == 10
        hello = {"op": 6, "d": resume} if resume else {"op": 2, "d": {"intents": INTENTS}}
        await socket.send_json(hello)
        return socket


async def hears(socket: aiohttp.ClientWebSocketResponse) -> Raw:
    """Return the next frame."""
    return json.loads((await socket.receive(5)).data)


async def hears_of(socket: aiohttp.ClientWebSocketResponse, event: str) -> Raw:
    """Return the next event of a kind."""
    while True:
        frame = await hears(socket)
        if frame.get("t") == event:
            return frame


@pytest.fixture
async def discord() -> AsyncGenerator[StandIn]:
    """A stand-in that listens."""
    async with StandIn() as built:
        yield built


@pytest.fixture
async def client(discord: StandIn) -> AsyncGenerator[Client]:
    """Somebody who calls it."""
    made = Client(discord)
    yield made
    await made.http.close()


@pytest.fixture
async def town(discord: StandIn) -> Town:
    """Somebody to write to."""
    return a_town(discord, youths=1, mentors=1)


def dm_of(town: Town) -> str:
    """Return where messages to the youth are posted."""
    return f"/channels/{town.youths[0].dm_id}/messages"


async def test_the_same_nonce_gives_the_first_message_back(client: Client, town: Town) -> None:
    _, first = await client.call("POST", dm_of(town), {"content": "un", **NONCE})
    _, second = await client.call("POST", dm_of(town), {"content": "un", **NONCE})

    assert second["id"] == first["id"]
    assert len(town.standing(town.youths[0].dm_id)) == 1


async def test_a_nonce_that_nobody_enforces_protects_nobody(client: Client, town: Town) -> None:
    for _ in range(2):
        await client.call("POST", dm_of(town), {"content": "un", "nonce": "abc-1"})

    assert len(town.standing(town.youths[0].dm_id)) == 2


async def test_a_nonce_is_forgotten_when_its_time_is_over(
    discord: StandIn, client: Client, town: Town
) -> None:
    await client.call("POST", dm_of(town), {"content": "un", **NONCE})
    discord.nonce_for = timedelta(0)

    await client.call("POST", dm_of(town), {"content": "un", **NONCE})

    assert len(town.standing(town.youths[0].dm_id)) == 2


@pytest.mark.parametrize(
    ("trouble", "stands"),
    [
        (faults.UNAVAILABLE, 0),
        (faults.UNAVAILABLE_AFTER, 1),
        (faults.DROPPED, 0),
        (faults.ANSWER_LOST, 1),
        (faults.TOO_FAST, 0),
        (faults.DMS_CLOSED, 0),
    ],
    ids=lambda value: getattr(value, "name", None),
)
async def test_a_call_fails_before_or_after_it_took_effect(
    discord: StandIn, client: Client, town: Town, trouble: faults.Trouble, stands: int
) -> None:
    discord.faults.plan("POST", "/channels/*/messages", trouble)

    try:
        status, _ = await client.call("POST", dm_of(town), {"content": "un"})
    except aiohttp.ServerDisconnectedError:
        status = 0

    assert status == trouble.status
    assert len(town.standing(town.youths[0].dm_id)) == stands
    assert (await client.call("POST", dm_of(town), {"content": "deux"}))[0] == 200


async def test_history_after_a_message_begins_with_the_oldest(client: Client, town: Town) -> None:
    youth = town.youths[0]
    ids = [youth.write(f"mot {number}") for number in range(7)]

    _, page = await client.call("GET", f"{dm_of(town)}?after={ids[1]}&limit=3")

    assert [int(message["id"]) for message in page] == [ids[4], ids[3], ids[2]]


async def test_a_picture_in_a_dm_can_be_fetched(client: Client, town: Town) -> None:
    youth = town.youths[0]
    message_id = youth.write("regarde", ("photo.png", b"\x89PNG"))
    _, message = await client.call("GET", f"{dm_of(town)}/{message_id}")

    async with client.http.get(message["attachments"][0]["url"]) as answer:
        assert await answer.read() == b"\x89PNG"


async def test_who_resumes_hears_what_happened_meanwhile(
    discord: StandIn, client: Client, town: Town
) -> None:
    socket = await client.connect()
    ready = await hears_of(socket, "READY")
    await discord.gateway.drop()
    town.youths[0].write("pendant ton absence")

    again = await client.connect({"session_id": ready["d"]["session_id"], "seq": ready["s"]})

    heard = await hears_of(again, "MESSAGE_CREATE")
    assert heard["d"]["content"] == "pendant ton absence"
    assert (await hears_of(again, "RESUMED"))["s"] > heard["s"]


async def test_who_is_refused_starts_anew_and_never_hears_what_happened(
    discord: StandIn, client: Client, town: Town
) -> None:
    socket = await client.connect()
    ready = await hears_of(socket, "READY")
    await discord.gateway.drop(resumable=False)
    town.youths[0].write("pendant ton absence")

    refused = await client.connect({"session_id": ready["d"]["session_id"], "seq": ready["s"]})

    assert await hears(refused) == {"op": 9, "d": False}
    anew = await client.connect()
    await hears_of(anew, "READY")
    town.youths[0].write("après")
    assert (await hears_of(anew, "MESSAGE_CREATE"))["d"]["content"] == "après"


async def test_a_single_event_can_vanish(discord: StandIn, client: Client, town: Town) -> None:
    socket = await client.connect()
    await hears_of(socket, "READY")
    discord.gateway.swallow("MESSAGE_CREATE")

    town.youths[0].write("perdu")
    town.youths[0].write("entendu")

    assert (await hears_of(socket, "MESSAGE_CREATE"))["d"]["content"] == "entendu"


async def test_two_processes_hear_everything_and_the_second_answer_is_refused(
    client: Client, town: Town
) -> None:
    first, second = await client.connect(), await client.connect()
    await asyncio.gather(hears_of(first, "READY"), hears_of(second, "READY"))
    message = town.discord.backend.get_message(town.youths[0].dm_id, town.youths[0].write("un"))

    town.youths[0].press(message, "privacy:stop")

    heard = [(await hears_of(socket, "INTERACTION_CREATE"))["d"] for socket in (first, second)]
    assert heard[0]["token"] == heard[1]["token"]
    callback = f"/interactions/{heard[0]['id']}/{heard[0]['token']}/callback"
    said = {"type": 4, "data": {"content": "oui", "flags": 64}}
    answers = [await client.call("POST", callback, said) for _ in range(2)]
    assert [status for status, _ in answers] == [200, 400]
    assert answers[1][1]["code"] == 40060


async def test_the_ledger_keeps_what_was_shown_changed_and_taken_away(
    discord: StandIn, town: Town
) -> None:
    ledger, youth = Ledger(discord), town.youths[0]

    number = youth.write("mot d'avant")
    youth.edit(number, "mot d'après")
    youth.delete(number)

    assert [(line.what, line.text) for line in ledger.lines] == [
        ("shown", "mot d'avant"),
        ("changed", "mot d'après"),
        ("taken away", ""),
    ]


async def test_chance_comes_from_the_seed() -> None:
    def drawn() -> list[str]:
        dice = faults.Faults(rate=0.5)
        found = [dice.next("POST", "/channels/1/messages") for _ in range(50)]
        return [trouble.name if trouble else "" for trouble in found]

    assert drawn() == drawn()
    assert len(set(drawn())) > 5
