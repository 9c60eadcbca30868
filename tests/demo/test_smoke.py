"""The playground without a browser: what the page asks for, and what the real bot answers."""

from collections.abc import AsyncGenerator
from datetime import datetime, timedelta
from typing import Any

import aiohttp
import pytest

from demo import SIMCORD, WrongSimulator, require_known_simcord
from demo.server import playground
from demo.world import ARENAS, LA_PLACE, TEAM, World

OWN_PAGE = {"X-Playground": "1"}


class Tab:
    """What the page does, without the page."""

    def __init__(self, address: str, session: aiohttp.ClientSession, world: World) -> None:
        self.address = address
        self.session = session
        self.world = world

    async def get(self, path: str) -> Any:
        async with self.session.get(self.address + path) as answer:
            assert answer.status == 200, await answer.text()
            return await answer.json()

    async def post(self, path: str, body: Any) -> tuple[int, Any]:
        async with self.session.post(self.address + path, json=body, headers=OWN_PAGE) as answer:
            return answer.status, await answer.json()

    async def places(self, who: str) -> dict[str, str]:
        """Return somebody's places: id by name."""
        people = (await self.get("api/world"))["people"]
        found = next(person for person in people if person["key"] == who)
        return {place["name"]: place["id"] for place in found["places"]}

    async def press(self, who: str, place: int, address: str) -> Any:
        """Press the newest button with this address, else whose address begins like it."""
        messages = (await self.get(f"api/as/{who}/{place}"))["messages"]
        buttons = [
            {"message": message["id"], "address": button["custom_id"]}
            for message in messages
            for row in message["components"]
            for button in row["components"]
            if button["custom_id"].startswith(address)
        ]
        chosen = [one for one in buttons if one["address"] == address] or buttons
        status, answer = await self.post(f"api/as/{who}/{place}/press", chosen[-1])
        assert status == 200, answer
        return answer

    async def fill(self, who: str, place: int, opened: Any, **values: Any) -> None:
        """Send the form in that just opened."""
        sent = {"form": opened["form"]["id"], "values": values}
        assert await self.post(f"api/as/{who}/{place}/fill", sent) == (200, {})

    async def ask(self, words: str, *, who: str = "lina", home: str = LA_PLACE) -> None:
        """Be a youth, press the panel's button in their server, fill the form in."""
        place = self.world.places[home]["welcome"].id
        opened = await self.press(who, place, "tickets:talk")
        wishes = ["dm", "check-ins"]
        await self.fill(who, place, opened, topic=["school"], words=words, wishes=wishes)

    async def ticked(self) -> set[str]:
        """Return the steps of the walk that happened."""
        return {step["key"] for step in (await self.get("api/world"))["guide"] if step["done"]}


@pytest.fixture
async def tab(request: pytest.FixtureRequest) -> AsyncGenerator[Tab]:
    """A playground, in French unless a test asks for another language, and a tab on it."""
    language: str = getattr(request, "param", "fr")
    async with (
        playground(language, 0) as (address, world),
        aiohttp.ClientSession() as session,
    ):
        yield Tab(address, session, world)


in_both_languages = pytest.mark.parametrize("tab", ["fr", "en"], indirect=True)


@in_both_languages
async def test_everybody_is_there_and_a_youth_does_not_see_the_team(tab: Tab) -> None:
    staff = tab.world.places[TEAM]["staff"].name

    seen = await tab.get("api/world")

    assert [(person["name"], person["home"]) for person in seen["people"]] == [
        ("Lina", LA_PLACE),
        ("Noé", LA_PLACE),
        ("Max", LA_PLACE),
        ("Yanis", ARENAS),
        ("Tess", ARENAS),
        ("Sam", TEAM),
        ("Inès", TEAM),
    ]
    assert staff in await tab.places("sam")
    for outside in ("lina", "max", "yanis", "tess"):
        assert staff not in await tab.places(outside)
    assert not any(step["done"] for step in seen["guide"])


async def test_the_page_its_words_and_its_parts_are_served(tab: Tab) -> None:
    paths = ["", "page/style.css", "page/page.js", "words/fr", "words/en", "font/sans"]

    for path in paths:
        async with tab.session.get(tab.address + path) as answer:
            assert answer.status == 200, path
            assert "default-src 'self'" in answer.headers["Content-Security-Policy"]


async def test_the_shell_says_the_same_things_in_both_languages(tab: Tab) -> None:
    french, english = await tab.get("words/fr"), await tab.get("words/en")

    assert french.keys() == english.keys()


@in_both_languages
async def test_a_request_reaches_the_team_and_the_guide_notices(tab: Tab) -> None:
    await tab.ask("je sais pas par où recommencer")

    place = tab.world.places[TEAM]["staff"].id
    staff = await tab.get(f"api/as/sam/{place}")
    assert staff["messages"][-1]["thread"]
    assert await tab.ticked() == {"ask"}
    dm = await tab.get(f"api/as/lina/{tab.world.simulator.dm_id(tab.world.people['lina'])}")
    assert dm["messages"]


async def test_the_whole_walk_can_be_walked(tab: Tab) -> None:
    world = tab.world
    staff, dm = world.places[TEAM]["staff"].id, world.simulator.dm_id(world.people["lina"])

    await tab.ask("coucou")
    await tab.press("sam", staff, "ticket:1:claim")
    opened = await tab.press("sam", staff, "relay:reply:1")
    await tab.fill("sam", staff, opened, words="Salut !")
    await tab.post(f"api/as/lina/{dm}/say", {"words": "ça va mieux"})
    opened = await tab.press("sam", staff, "ticket:1:close")
    await tab.fill("sam", staff, opened, outcome=["listened"], how="now")
    await tab.post("api/time", {"hours": 24})
    assert "later" not in await tab.ticked()
    await tab.post("api/time", {"hours": 24})
    await tab.press("lina", dm, "check-in:1:better")
    assert "elsewhere" not in await tab.ticked()
    await tab.ask("salut", who="yanis", home=ARENAS)

    steps = (await tab.get("api/world"))["guide"]
    assert all(step["done"] for step in steps if not step["extra"])


@in_both_languages
async def test_requests_of_both_servers_reach_one_channel_each_with_its_colour(tab: Tab) -> None:
    staff = tab.world.places[TEAM]["staff"].id

    await tab.ask("coucou")
    await tab.ask("salut", who="yanis", home=ARENAS)

    messages = (await tab.get(f"api/as/sam/{staff}"))["messages"]
    fields = [field["value"] for one in messages[-2:] for field in one["embeds"][0]["fields"]]
    assert "🔵 La Place" in fields
    assert "🟢 Les Arènes" in fields
    threads = [one["thread"]["name"] for one in messages[-2:]]
    assert [name.rsplit(" · ")[-1] for name in threads] == [LA_PLACE, ARENAS]


async def test_everybody_lives_in_one_server_and_picks_among_its_people(tab: Tab) -> None:
    lina, tess = await tab.places("lina"), await tab.places("tess")
    seen = await tab.get("api/world")

    assert len(lina) == len(tess) == 3
    assert set(lina.values()).isdisjoint(tess.values())
    homes = {thing["name"]: thing["home"] for thing in seen["names"]["people"].values()}
    assert (homes["Lina"], homes["Tess"], homes["Sam"]) == (LA_PLACE, ARENAS, TEAM)
    async with tab.session.get(f"{tab.address}api/as/tess/{lina['accueil']}") as answer:
        assert answer.status == 409


async def test_nobody_reads_a_place_they_cannot_see(tab: Tab) -> None:
    staff = tab.world.places[TEAM]["staff"].id

    async with tab.session.get(f"{tab.address}api/as/lina/{staff}") as answer:
        assert answer.status == 409


async def test_a_day_passes_in_one_press(tab: Tab) -> None:
    before = datetime.fromisoformat((await tab.get("api/world"))["now"])

    status, _ = await tab.post("api/time", {"hours": 24})

    after = datetime.fromisoformat((await tab.get("api/world"))["now"])
    assert status == 200
    assert timedelta(hours=24) <= after - before < timedelta(hours=24, minutes=1)


async def test_commands_are_named_in_the_language_of_who_reads(tab: Tab) -> None:
    general = tab.world.places[LA_PLACE]["general"].id

    french = await tab.get(f"api/as/lina/{general}")
    await tab.post("api/language", {"language": "en"})
    english = await tab.get(f"api/as/lina/{general}")

    assert {"coucou", "parler"} <= {command["shown"] for command in french["commands"]}
    assert {"hello", "talk"} <= {command["shown"] for command in english["commands"]}


async def test_closed_dms_send_the_words_to_the_mailbox(tab: Tab) -> None:
    world = tab.world
    dm = world.simulator.dm_id(world.people["lina"])
    await tab.post("api/doors", {"who": "lina", "closed": True})

    await tab.ask("coucou")
    general = world.places[LA_PLACE]["general"].id
    await tab.post(f"api/as/lina/{general}/type", {"path": "messages", "options": {}})

    assert not (await tab.get(f"api/as/lina/{dm}"))["messages"]
    shown = (await tab.get(f"api/as/lina/{general}"))["messages"]
    assert any(message["private"] and "coucou" in str(message) for message in shown)


async def test_other_pages_cannot_play(tab: Tab) -> None:
    address = f"{tab.address}api/time"

    async with tab.session.post(address, json={"hours": 1}) as answer:
        assert answer.status == 403
    elsewhere = {"Host": "example.org", **OWN_PAGE}
    async with tab.session.post(address, json={"hours": 1}, headers=elsewhere) as answer:
        assert answer.status == 403


def test_another_simcord_is_refused_with_the_command_that_mends_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def another(_package: str) -> str:
        return "9.9.9"

    monkeypatch.setattr("demo.version", another)

    with pytest.raises(WrongSimulator, match=f'pip install "simcord=={SIMCORD}"'):
        require_known_simcord()
