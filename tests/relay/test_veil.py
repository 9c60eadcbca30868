"""What tells who wrote it is masked until its youth decides otherwise; words that ask to go on
elsewhere remind the team of the frame."""

import pytest

from bot.redaction import upright, veiled
from cogs.relay.rules import asks_to_move
from models import Message
from tests.world import World, said, text_of


async def talking(world: World) -> None:
    """Lina asked, Sam answers."""
    await world.is_set_up()
    await world.ask(world.lina)
    await world.claim(world.sam)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("moi c'est <@123456789012345678>", "moi c'est ▒▒▒"),
        ("ajoute moi @lina.du.13", "ajoute moi ▒▒▒"),
        ("mon mail lina@example.org ok", "mon mail ▒▒▒ ok"),
        ("appelle le 06 12 34 56 78", "appelle le ▒▒▒"),
        ("https://www.instagram.com/lina_13", "▒▒▒"),
        ("discord.gg/abcdef", "▒▒▒"),
        ("mon id 123456789012345678", "mon id ▒▒▒"),
        ("j'ai 16 ans, 3 frères, rdv à 14h30", "j'ai 16 ans, 3 frères, rdv à 14h30"),
        ("le 3114 et le 119", "le 3114 et le 119"),
    ],
)
def test_what_tells_who_it_is_is_masked(written: str, shown: str) -> None:
    assert veiled(written) == shown


def test_signs_that_turn_the_writing_are_taken_out() -> None:
    assert upright("abc\u202edef\u202c שלום") == "abcdef שלום"


async def test_the_team_reads_a_mask_until_the_youth_shows_it(world: World) -> None:
    await talking(world)

    await world.lina.send_dm("Mon snap c'est @lina.du.13, ajoute-moi.")

    seen = world.everything_staff_can_see()
    assert "lina.du.13" not in seen
    assert any("▒▒▒" in words for words in await world.in_thread())
    asked = [m for m in world.dm_messages(world.lina) if "J'ai caché" in text_of(m)][-1]
    answer = await world.press(world.lina.user, asked, "relay:unveil:2")
    assert "C'est fait" in said(answer)
    assert any("@lina.du.13" in words for words in await world.in_thread())


async def test_the_form_is_masked_too_and_nothing_is_lost(world: World) -> None:
    await world.is_set_up()

    await world.ask(world.lina, "C'est Lina, 06 12 34 56 78, je cherche un stage.")

    assert "06 12" not in world.everything_staff_can_see()
    (stored,) = await world.stored(Message)
    assert stored.words is not None
    assert "06 12 34 56 78" in world.bot.vault.open(stored.words)


async def test_nobody_else_can_show_it(world: World) -> None:
    await talking(world)
    await world.lina.send_dm("Mon snap : @lina.du.13")

    answer = await world.forge(world.noe, await world.card(), "relay:unveil:2")

    assert "Je ne trouve pas" in said(answer)
    assert "lina.du.13" not in world.everything_staff_can_see()


@pytest.mark.parametrize(
    "words",
    [
        "ajoute moi sur snap",
        "t'as insta ? mon insta c'est lina",
        "add me on telegram",
        "donne ton numéro",
        "on se capte samedi ?",
        "appelle-moi au 0612345678",
    ],
)
def test_words_that_ask_to_move_are_heard(words: str) -> None:
    assert asks_to_move(words)


@pytest.mark.parametrize(
    "words", ["je cherche un stage à Lille", "mon prof m'a appelé", "j'ai vu ça sur insta"]
)
def test_other_words_are_not(words: str) -> None:
    assert not asks_to_move(words)


async def test_the_team_is_reminded_of_the_frame_once_a_day(world: World) -> None:
    await talking(world)

    await world.lina.send_dm("ajoute moi sur snap stp")
    await world.lina.send_dm("t'as pas insta ? donne ton numéro")
    await world.reply(world.sam, "Mon numéro ? Je préfère rester ici.")

    reminded = [words for words in await world.in_thread() if "Rappel du cadre" in words]
    assert len(reminded) == 1
