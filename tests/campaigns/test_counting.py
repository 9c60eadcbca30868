"""What is counted for an outing, and that nobody is: the number rides in addresses only."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from models import Base, Campaign, Community, Consent, Fact, Ticket, Youth
from tests.campaigns.outing import begins, counted, ends, panels, the_outing, writes
from tests.campaigns.test_campaigns import another_teams_outing
from tests.promises.test_who_may_what import presses
from tests.teams.places import joins, linked
from tests.world import World, answers_of, buttons_of, only_for_them, said

FORM: dict[str, Any] = {"topic": ["school"], "words": "Je sais pas.", "age": [], "wishes": ["dm"]}


async def under_way(world: World, **options: str) -> None:
    """The team is out tonight, with a word."""
    await world.is_set_up()
    await begins(world, {"code": "LOBBY23", **options}, days="du 6 au 20 janvier")


# -- from the panel ------------------------------------------------------------------------------


async def test_whoever_asks_from_the_panel_is_counted_for_the_outing(world: World) -> None:
    await under_way(world)
    (panel,) = panels(world.welcome)

    shown = await world.press(world.lina, panel, "tickets:talk:c1")
    answer = await world.send_form(world.lina, shown, **FORM)

    assert "C'est bien arrivé" in said(answer)
    assert (await world.ticket()).campaign_id == 1
    assert await counted(world, "seen") == [1]
    assert await counted(world, "asked") == [1]


async def test_every_step_of_that_request_is_counted_for_it_too(world: World) -> None:
    await under_way(world)
    shown = await world.press(world.lina, panels(world.welcome)[0], "tickets:talk:c1")
    await world.send_form(world.lina, shown, **FORM)

    await world.claim(world.sam)
    await world.reply(world.sam, "Salut !")
    await world.close(world.sam)

    steps = ("asked", "claimed", "answered", "closed")
    assert [await counted(world, step) for step in steps] == [[1]] * 4


async def test_a_form_that_was_open_across_a_restart_still_counts(world: World) -> None:
    await under_way(world)
    shown = await world.press(world.lina, panels(world.welcome)[0], "tickets:talk:c1")

    await world.restart()
    await world.send_form(world.lina, shown, **FORM)

    assert (await world.ticket()).campaign_id == 1


async def test_a_yes_from_the_panel_is_counted_for_it(world: World) -> None:
    await under_way(world)

    answer = await world.press(world.lina, panels(world.welcome)[0], "greeting:keep:c1:1")

    assert "je peux t'écrire en premier" in said(answer)
    assert only_for_them(answer)
    assert await counted(world, "opted-in") == [1]
    (consent,) = await world.stored(Consent)
    assert consent.version == 1


@pytest.mark.parametrize("address", ["directory:near:c1", "sos:show:c1", "tickets:talk:c1"])
async def test_a_look_at_the_panel_is_counted_without_whom(world: World, address: str) -> None:
    await under_way(world)

    await world.press(world.lina, panels(world.welcome)[0], address)

    assert await counted(world, "seen") == [1]
    assert await world.stored(Youth) == []
    assert str(world.lina.id) not in await everything_stored(world)


async def everything_stored(world: World) -> str:
    """Return every row of every table, as text."""
    told: list[str] = []
    async with world.bot.db.reading() as session:
        for table in Base.metadata.sorted_tables:
            if table.name not in {"taken_press", "mentor"}:
                told += [repr(tuple(row)) for row in await session.execute(select(table))]
    return "\n".join(told)


@pytest.mark.parametrize("address", ["tickets:talk", "greeting:keep", "directory:near", "sos:show"])
async def test_a_press_on_the_ordinary_panel_is_counted_for_no_outing(
    world: World, address: str
) -> None:
    await world.is_set_up()
    await world.max.slash(world.welcome, "panel post")

    await world.press(world.lina, world.welcome.history()[-1], address)

    assert await counted(world, "seen") == [None]


async def test_hello_is_counted_once_and_what_is_pressed_below_it_is_not(world: World) -> None:
    await world.is_set_up()
    (hello,) = answers_of(await world.lina.slash(world.welcome, "hello"))

    await world.press(world.lina, hello, "sos:show")
    await world.press(world.lina, hello, "tickets:talk")

    assert await counted(world, "seen") == [None]


async def test_what_could_not_be_counted_never_troubles_who_pressed(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await under_way(world)

    def is_away() -> Any:
        raise OSError

    (panel,) = panels(world.welcome)
    monkeypatch.setattr(world.bot.db, "_writing", is_away)
    answer = await world.press(world.lina, panel, "sos:show:c1")
    monkeypatch.undo()

    assert "Es-tu en danger maintenant" in said(answer)
    assert await counted(world, "seen") == []


# -- with the word -------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["LOBBY23", "lobby 23", " Lobby-23"])
async def test_the_word_shows_the_outings_own_words_and_ways(world: World, typed: str) -> None:
    await under_way(world)

    answer = await world.lina.slash(world.welcome, "hello", code=typed)

    assert "Ce soir on joue ensemble. Les Ponts est là, dans La Place." in said(answer)
    assert "Je suis un bot" in said(answer)
    assert only_for_them(answer)
    assert {"tickets:talk:c1", "greeting:keep:c1:1"} <= set(buttons_of(answers_of(answer)[0]))
    assert await counted(world, "seen") == [1]


async def test_whoever_asks_after_the_word_is_counted_for_the_outing(world: World) -> None:
    await under_way(world)
    (hello,) = answers_of(await world.lina.slash(world.welcome, "hello", code="lobby23"))

    shown = await world.press(world.lina, hello, "tickets:talk:c1")
    await world.send_form(world.lina, shown, **FORM)
    await world.press(world.lina, hello, "greeting:keep:c1:1")

    assert await counted(world, "asked") == [1]
    assert await counted(world, "opted-in") == [1]


@pytest.mark.parametrize("typed", ["LOBBY24", "?", "quais", "lobby23 "])
async def test_any_other_word_is_answered_kindly_with_the_usual_card(
    world: World, typed: str
) -> None:
    await under_way(world)
    await another_teams_outing(world)
    if typed == "lobby23 ":
        await ends(world)

    answer = await world.lina.slash(world.welcome, "hello", code=typed)

    assert "Je ne connais pas ce mot, ou c'est terminé." in said(answer)
    assert "Je suis un bot" in said(answer)
    assert set(buttons_of(answers_of(answer)[0])) >= {"tickets:talk", "greeting:keep"}
    assert await counted(world, "seen") == [None]


async def test_a_word_is_one_of_its_own_communities_only(world: World) -> None:
    await world.is_set_up()
    arenes = await linked(world, "Les Arènes")
    await begins(world, {"code": "LOBBY23", "community": "Les Arènes"})

    here = await world.lina.slash(world.welcome, "hello", code="lobby23")
    there = await joins(world, world.lina, arenes).slash(arenes.welcome, "hello", code="lobby23")

    assert "Je ne connais pas ce mot" in said(here)
    assert "Ce soir on joue ensemble" in said(there)


async def test_the_word_of_a_draft_or_of_tomorrow_says_nothing_yet(world: World) -> None:
    await world.is_set_up()
    await writes(world, {"code": "LOBBY23"})
    await begins(world, {"code": "TOURNOI"}, days="demain")

    for typed in ("lobby23", "tournoi"):
        answer = await world.lina.slash(world.welcome, "hello", code=typed)
        assert "Je ne connais pas ce mot" in said(answer)


async def test_the_word_is_answered_in_the_language_of_who_types_it(world: World) -> None:
    await world.is_set_up()
    await begins(world, {"code": "LOBBY23"}, words_en="Tonight we play with {team}.")
    world.speaks(world.lina, "en-GB")

    answer = await world.lina.slash(world.welcome, "hello", code="lobby23")

    assert "Tonight we play with Les Ponts." in said(answer)


# -- numbers that are none -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "which",
    ["another team's", "missing", "nonsense", "absurd", "a draft's", "of another community"],
)
async def test_a_number_that_is_not_of_here_is_passed_over_in_silence(
    world: World, which: str
) -> None:
    await world.is_set_up()
    arenes = await linked(world, "Les Arènes")
    theirs = await another_teams_outing(world)
    await writes(world)
    await begins(world, {"community": "Les Arènes"})
    own = [outing.id for outing in await world.stored(Campaign) if outing.id != theirs]
    draft, elsewhere = own
    part = {
        "another team's": f"c{theirs}",
        "missing": "c999",
        "nonsense": "xyz",
        "absurd": "c" + "9" * 30,
        "a draft's": f"c{draft}",
        "of another community": f"c{elsewhere}",
    }[which]
    assert len(panels(arenes.welcome, elsewhere)) == 1

    shown = await presses(world, world.lina, f"tickets:talk:{part}")
    answer = await world.send_form(world.lina, shown, **FORM)
    keep = await presses(world, world.noe, f"greeting:keep:{part}:1")

    assert "C'est bien arrivé" in said(answer)
    assert "je peux t'écrire en premier" in said(keep)
    assert (await world.ticket()).campaign_id is None
    assert [await counted(world, what) for what in ("asked", "opted-in")] == [[None], [None]]
    assert await counted(world, "seen") == [None, None]


@pytest.mark.parametrize(("days", "counts"), [(30, True), (31, False)])
async def test_what_comes_from_an_outing_counts_for_thirty_days_after_it(
    world: World, days: int, counts: bool
) -> None:
    await under_way(world)
    (hello,) = answers_of(await world.lina.slash(world.welcome, "hello", code="lobby23"))
    await ends(world)
    world.clock.at += timedelta(days=days)

    shown = await world.press(world.lina, hello, "tickets:talk:c1")
    await world.send_form(world.lina, shown, **FORM)

    assert (await world.ticket()).campaign_id == (1 if counts else None)


async def test_words_that_are_added_to_an_open_request_change_nothing_of_its_beginning(
    world: World,
) -> None:
    await under_way(world)
    shown = await world.press(world.lina, panels(world.welcome)[0], "tickets:talk:c1")
    await world.ask(world.lina, "D'abord sans rien.")

    await world.send_form(world.lina, shown, **FORM)

    assert (await world.ticket()).campaign_id is None
    assert len(await world.stored(Ticket)) == 1


async def test_a_community_that_was_erased_leaves_its_outing_to_no_other(world: World) -> None:
    await world.is_set_up()
    arenes = await linked(world, "Les Arènes")
    await begins(world, {"community": "Les Arènes"})
    assert arenes
    async with world.bot.db.transaction() as session:
        await session.delete(await session.get_one(Community, 2))

    outing = await the_outing(world)
    async with world.bot.db.reading() as session:
        assert not outing.is_in(await session.get_one(Community, 1))


async def test_a_forgotten_youth_leaves_only_nameless_facts(world: World) -> None:
    await under_way(world)
    shown = await world.press(world.lina, panels(world.welcome)[0], "tickets:talk:c1")
    await world.send_form(world.lina, shown, **FORM)
    (sure,) = answers_of(await world.lina.slash(world.welcome, "privacy"))
    (asked,) = answers_of(await world.press(world.lina, sure, "privacy:forget"))

    await world.press(world.lina, asked, "privacy:forget-sure")

    assert await world.stored(Ticket) == []
    assert [fact.campaign_id for fact in await world.stored(Fact) if fact.what == "asked"] == [1]
