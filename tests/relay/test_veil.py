"""What tells who wrote it is masked until its youth decides otherwise; words that ask to go on
elsewhere remind the team of the frame."""

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.helplines import COUNTRIES, Helplines
from bot.redaction import Private, is_blank, tells_who, upright, veiled
from cogs.relay.rules import asks_to_move
from models import Message, Ticket
from tests.world import World, answers_of, said, text_of


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
        ("mon insta: lina_13 !", "mon insta: ▒▒▒ !"),
        ("mon insta c'est lina", "mon insta c'est ▒▒▒"),
        ("my snap is lina", "my snap is ▒▒▒"),
        ("insta lina_13", "insta ▒▒▒"),
        ("snap lina.du.13 stp", "snap ▒▒▒ stp"),
        ("Discord = Lina", "Discord = ▒▒▒"),
        ("lina#1234", "▒▒▒"),
        ("lina (at) example.org", "▒▒▒"),
        ("https://guns.lol/lina et www.lina.me", "▒▒▒ et ▒▒▒"),
        ("linktr.ee/lina", "▒▒▒"),
        ("va voir lina13.com", "va voir ▒▒▒"),
        ("[clique](https://evil.example)", "[clique](▒▒▒"),
        ("discord.gg/\u200babc", "▒▒▒"),
        ("<@\u200b123456789012345678>", "▒▒▒"),
        ("12345678901234\u200b5678", "▒▒▒"),
        ("12345678901234\u200d5678", "▒▒▒"),
        ("0\u20606 12 34 56 78", "▒▒▒"),
        ("0033612345678", "▒▒▒"),
        ("00 33 6 12 34 56 78", "▒▒▒"),
        ("06 1234 5678", "▒▒▒"),
        ("06.12.34.56.78", "▒▒▒"),
        ("+33 (0)6 12 34 56 78", "▒▒▒"),
        ("+41 79 123 45 67", "▒▒▒"),
        ("079 123 45 67", "▒▒▒"),
        ("+32 470 12 34 56", "▒▒▒"),
        ("0470 12 34 56", "▒▒▒"),
        ("+1 514 555 1234", "▒▒▒"),
        ("(514) 555-1234", "▒▒▒"),
        ("514 555 1234", "▒▒▒"),
        ("07911 123456", "▒▒▒"),
        ("+44 7911 123456", "▒▒▒"),
        ("+49 1512 3456789", "▒▒▒"),
    ],
)
def test_what_tells_who_it_is_is_masked(written: str, shown: str) -> None:
    assert veiled(written) == shown
    assert tells_who(Private(written)) == (written != shown)


@pytest.mark.parametrize(
    "words",
    [
        "j'ai vu ça sur insta",
        "on parle sur discord 2 fois par semaine",
        "rdv sur discord à 14h30, ou 18 h",
        "j'ai 1 500 abonnés sur tiktok",
        "je suis né le 01/02/2008",
        "le 06/01/2026 à 13:45",
        "il me faut 1 200 000 € ou 2,5 %",
        "j'ai eu 12.5 et 08.25 de moyenne",
        "merci.ca va mieux",
        "et/ou un stage, 24h/24",
        "👨‍👩‍👧 ma famille",
        "en 2024 j'avais 13 ans, 1m65",
        "c'est le n° 12345678",
        "youtube c'est bien, tiktok aussi",
        "snap: 3 fois",
        "rien sur insta - voilà",
    ],
)
def test_ordinary_words_and_numbers_are_not_masked(words: str) -> None:
    assert veiled(words) == words


@pytest.mark.parametrize("country", COUNTRIES)
def test_the_number_of_a_helpline_is_never_masked(country: str) -> None:
    for line in Helplines().of(country):
        assert veiled(f"appelle le {line.number} !") == f"appelle le {line.number} !"


@pytest.mark.parametrize(
    "words",
    ["a" * 4000, "a." * 2000, "a-" * 2000, "snap " * 800, "+1" * 2000, "@" * 4000, "1 " * 2000],
)
def test_long_words_are_masked_in_a_moment(words: str) -> None:
    begin = time.perf_counter()

    veiled(words)

    assert time.perf_counter() - begin < 0.2


def test_a_helpline_with_an_everyday_number_is_not_masked() -> None:
    assert veiled("appelle le 09 72 39 40 50") == "appelle le 09 72 39 40 50"


PIECES = (
    "@", "ab", "a.fr", "www.", "ig:", "snap ", "insta=", "é", "#1234", "<@", "123456789012345678",
    ">", "[", "]", "(", ")", "](", "http://", "b_1", " ", "\u200b", "06 12 34 56 78", "+33",
    "a@b.fr", "\u202e",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_no_mask_makes_words_longer_than_their_place(words: str) -> None:
    assert len(upright(veiled(words))) <= len(words)


def test_a_link_says_where_it_leads() -> None:
    assert upright("[ma page](https://evil.example)") == "ma page (https://evil.example)"
    assert "](" not in upright("[a [b](https://c) d](https://e)")
    assert "](" not in upright("[a]\u202e(https://e)")


@pytest.mark.parametrize("words", ["\u200b\u2060\u202e", "\u200d", " \u3164\u2800\n", "\u00ad"])
def test_words_that_nobody_sees_are_blank(words: str) -> None:
    assert is_blank(words)
    assert not is_blank(f"{words}a")


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


async def test_words_from_the_mailbox_are_masked_too(world: World) -> None:
    await talking(world)
    mailbox = answers_of(await world.lina.slash(world.welcome, "messages"))[0]
    shown = await world.press(world.lina, mailbox, "relay:write:1")

    await world.send_form(world.lina, shown, words="moi c'est @lina_du_13")

    assert "moi c'est ▒▒▒" in (await world.in_thread())[-1]


async def test_no_words_call_anybody(world: World) -> None:
    await talking(world)

    await world.reply(world.sam, "Bonjour @everyone @here")

    sent: list[Any] = [r.json for r in world.env.http_requests if "@everyone" in str(r.json)]
    assert sent
    assert all(json["allowed_mentions"] == {"parse": []} for json in sent if "content" in json)


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


TRICK = "[clique ici](https://evil.example) \u202eabc"
PLAIN = "clique ici (https://evil.example) abc"


def shown_plainly(words: str) -> bool:
    """Tell whether words are shown with the link they hold, the right way round."""
    return PLAIN in words and "\u202e" not in words


async def test_the_thread_shows_links_plainly(world: World) -> None:
    await talking(world)
    await world.lina.send_dm(TRICK)
    asked = [m for m in world.dm_messages(world.lina) if "J'ai caché" in text_of(m)][-1]
    assert "\u202e" not in "\n".join(await world.in_thread())

    await world.press(world.lina.user, asked, "relay:unveil:2")

    assert shown_plainly("\n".join(await world.in_thread()))


async def test_a_note_shows_links_plainly(world: World) -> None:
    await talking(world)
    shown = await world.sam.slash(await world.thread(), "ticket note")

    await world.send_form(world.sam, shown, words=TRICK)

    assert shown_plainly("\n".join(await world.in_thread()))


async def test_a_youth_reads_links_plainly_by_dm_and_in_the_mailbox(world: World) -> None:
    await talking(world)

    await world.reply(world.sam, TRICK)
    page = said(await world.lina.slash(world.welcome, "messages"))

    assert shown_plainly("\n".join(world.in_dm(world.lina)))
    assert shown_plainly(page)


async def test_a_lead_reads_links_plainly(world: World) -> None:
    await talking(world)
    shown = await world.sam.slash(await world.thread(), "ticket escalate")
    await world.send_form(world.sam, shown, why=TRICK)
    card = [m for m in world.dm_messages(world.lina) if "a lu ton message" in text_of(m)][-1]
    form = await world.press(world.lina.user, card, "protection:report:1")
    await world.send_form(world.lina.user, form, why=TRICK)

    concerns = said(await world.lea.slash(world.staff, "safeguard concerns"))
    reports = said(await world.lea.slash(world.staff, "safeguard reports"))

    assert shown_plainly(concerns)
    assert shown_plainly(reports)


async def test_words_that_nobody_sees_open_no_request(world: World) -> None:
    await world.is_set_up()

    answer = said(await world.ask(world.lina, "\u200b\u2060\u202e"))

    assert "Il manque tes mots" in answer
    assert await world.stored(Ticket) == []


async def test_a_reply_that_nobody_sees_is_not_sent(world: World) -> None:
    await talking(world)
    before = len(world.in_dm(world.lina))

    await world.reply(world.sam, "\u2060\u3164")

    assert len(world.in_dm(world.lina)) == before
