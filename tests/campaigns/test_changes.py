"""What an outing's coordinator may change once it was begun: its word, its link, its picture."""

from typing import Any

import pytest
from simcord.results import InteractionResult

from cogs.campaigns import queries
from cogs.campaigns.cards import qr_of
from tests.campaigns.outing import (
    NAME,
    a_picture,
    begins,
    counted,
    ends,
    panels,
    the_outing,
    writes,
)
from tests.campaigns.test_campaigns import another_teams_outing
from tests.world import World, answers_of, buttons_of, only_for_them, said, text_of

LONG = "du 6 au 20 janvier"


async def changes(world: World, number: int = 1, **options: Any) -> InteractionResult:
    """The coordinator changes an outing by its command."""
    return await world.max.slash(world.staff, "campaign edit", campaign=str(number), **options)


async def types(world: World, word: str) -> str:
    """Lina types a word in /hello; return what she reads."""
    return said(await world.lina.slash(world.welcome, "hello", code=word))


async def shows(world: World) -> InteractionResult:
    """The coordinator looks at the outing."""
    return await world.max.slash(world.staff, "campaign show", campaign="1")


async def test_a_new_word_counts_and_so_does_the_one_on_the_flyers(world: World) -> None:
    await world.is_set_up()
    await begins(world, {"code": "LOBBY23"}, days=LONG)

    answer = await changes(world, code="Tournoi")
    new, old = await types(world, "TOURNOI"), await types(world, "lobby 23")

    assert only_for_them(answer)
    assert "est à jour" in said(answer)
    assert "lobby23" in said(answer)
    assert all("Ce soir on joue ensemble" in told for told in (new, old))
    assert await counted(world, "seen") == [1, 1]
    shown = said(await shows(world))
    assert "tape /coucou avec le mot tournoi" in shown
    assert "lobby23" in shown


async def test_a_word_that_is_taken_away_no_longer_counts_nor_do_those_before_it(
    world: World,
) -> None:
    await world.is_set_up()
    await begins(world, {"code": "LOBBY23"}, days=LONG)
    await changes(world, code="tournoi")

    await changes(world, no_code=True)

    told = [await types(world, word) for word in ("lobby23", "tournoi")]
    assert all("Je ne connais pas ce mot" in words for words in told)
    assert "appuie sur « Parler à quelqu'un »" in said(await shows(world))


async def test_a_word_can_take_the_place_of_one_that_must_no_longer_count(world: World) -> None:
    await world.is_set_up()
    await begins(world, {"code": "LOBBY23"}, days=LONG)

    await changes(world, code="tournoi", no_code=True)

    assert "Je ne connais pas ce mot" in await types(world, "lobby23")
    assert "Ce soir on joue ensemble" in await types(world, "tournoi")


async def test_a_word_may_come_back_and_the_oldest_go(world: World) -> None:
    await world.is_set_up()
    await begins(world, {"code": "mot0"}, days=LONG)

    for number in range(1, 8):
        await changes(world, code=f"mot{number}")
    await changes(world, code="mot6")

    outing = await the_outing(world)
    assert outing.code == "mot6"
    assert outing.earlier_codes == ["mot7", "mot5", "mot4", "mot3", "mot2"]


@pytest.mark.parametrize("taken", ["lobby23", "tournoi"], ids=["earlier", "present"])
async def test_a_word_of_another_outing_is_refused_also_an_earlier_one(
    world: World, taken: str
) -> None:
    await world.is_set_up()
    await begins(world, {"code": "LOBBY23"}, days=LONG)
    await begins(world, {"code": "autre"}, name="Une autre", days=LONG)
    await changes(world, code="tournoi")

    refused = await changes(world, 2, code=taken)
    at_start = await world.max.slash(world.staff, "campaign start", code=taken)
    await ends(world)
    free = await changes(world, 2, code=taken)

    assert f"sert déjà pour **{NAME}**" in said(refused)
    assert f"sert déjà pour **{NAME}**" in said(at_start)
    assert "est à jour" in said(free)


async def test_the_qr_code_follows_the_link(world: World) -> None:
    await world.is_set_up()
    await begins(world, {"link": "https://discord.gg/ancien"}, days=LONG)

    await changes(world, link="https://discord.gg/nouveau")
    shown = await shows(world)
    await changes(world, no_link=True)
    without = said(await shows(world))

    assert "vers https://discord.gg/nouveau" in said(shown)
    (code,) = answers_of(shown)[0].attachments
    assert await code.read() == qr_of("https://discord.gg/nouveau", "").image
    assert "https://discord.com/channels/" in without
    assert "discord.gg" not in without


async def test_a_new_picture_stands_on_the_panel_at_once_and_can_go(world: World) -> None:
    await world.is_set_up()
    await begins(world, {"picture": ("avant.png", a_picture())}, days=LONG)
    (before,) = panels(world.welcome)
    first = await kept(world)

    await changes(world, picture=("apres.png", a_picture("red")))
    (after,) = panels(world.welcome)
    second = await kept(world)
    await changes(world, no_picture=True)
    (last,) = panels(world.welcome)

    assert before.id == after.id == last.id
    assert len({first, second, None}) == 3
    assert await after.attachments[0].read() == second
    assert last.attachments == []
    assert await kept(world) is None


async def kept(world: World) -> bytes | None:
    """Return the outing's picture as it is stored."""
    async with world.bot.db.reading() as session:
        return await queries.picture_of(session, 1)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"code": "ab", "link": "https://discord.gg/a"}, "ne peut pas servir de mot"),
        ({"link": "http://discord.gg/a", "code": "tournoi"}, "ne peut pas servir de lien"),
        ({"picture": ("x.exe", b"MZ no"), "code": "tournoi"}, "Je ne peux pas montrer cette image"),
    ],
    ids=["word", "link", "picture"],
)
async def test_what_cannot_be_is_refused_and_nothing_is_changed(
    world: World, options: dict[str, Any], told: str
) -> None:
    await world.is_set_up()
    await begins(world, {"code": "LOBBY23"}, days=LONG)

    answer = await changes(world, **options)

    assert told in said(answer)
    outing = await the_outing(world)
    assert (outing.code, outing.link) == ("lobby23", None)


async def test_what_is_over_is_not_changed(world: World) -> None:
    await world.is_set_up()
    await begins(world, {"code": "LOBBY23"}, days=LONG)
    await ends(world)

    answer = await changes(world, code="tournoi")

    assert "C'est déjà fait" in said(answer)
    assert (await the_outing(world)).code == "lobby23"


async def test_a_draft_whose_word_is_wrong_is_mended_and_seen_anew_without_typing_all_again(
    world: World,
) -> None:
    await world.is_set_up()
    await writes(world, {"code": "LOBY23"})

    preview = await changes(world, code="LOBBY23")
    (card,) = answers_of(preview)
    await world.press(world.max, card, "campaigns:post:1")

    assert "Rien n'est encore posté" in said(preview)
    assert "`lobby23`" in text_of(card)
    assert "campaigns:post:1" in buttons_of(card)
    assert (await the_outing(world)).earlier_codes == []
    assert "Je ne connais pas ce mot" in await types(world, "loby23")


async def test_without_anything_to_change_the_form_opens_as_ever(world: World) -> None:
    await world.is_set_up()
    await begins(world, days=LONG)

    shown = await changes(world)

    assert shown.modal is not None


async def test_another_teams_outing_is_not_changed_by_its_command(world: World) -> None:
    await world.is_set_up()
    theirs = await another_teams_outing(world)

    answer = await changes(world, theirs, code="tournoi")

    assert "Je ne trouve pas cette campagne" in said(answer)
    assert (await the_outing(world, theirs)).code == "quais"
