"""Everything that is kept about me, as files for me alone."""

import ast
import json

import pytest

from bot.texts import LOCALES, Locale
from models import ActorKind, Purpose
from tests.architecture.house import calls, code, name_of
from tests.protection.test_lifting import agrees, asks, in_danger
from tests.protection.test_team import reported, talking
from tests.world import World, answers_of, only_for_them, said, sentences, text_of

ACTORS = set(ActorKind.__members__)


async def exported(world: World) -> tuple[str, dict[str, object]]:
    """Lina asks for her data; return the page and the data."""
    page = await world.lina.slash(world.welcome, "privacy")
    answer = await world.press(world.lina, answers_of(page)[0], "privacy:export")
    assert only_for_them(answer)
    files = {file.filename: await file.read() for file in answers_of(answer)[0].attachments}
    assert set(files) == {"mes-donnees.txt", "mes-donnees.json"}
    return files["mes-donnees.txt"].decode(), json.loads(files["mes-donnees.json"])


async def test_the_notice_says_who_reads_what_and_for_how_long(world: World) -> None:
    await world.is_set_up()

    page = await world.lina.slash(world.welcome, "privacy")

    assert only_for_them(page)
    words = said(page)
    assert "Les Ponts" in words
    assert "90 jours" in words.replace("\u2068", "").replace("\u2069", "")
    assert "180 jours" in words.replace("\u2068", "").replace("\u2069", "")
    assert "cnil.fr" in words


async def test_the_notice_is_there_before_anything_is_set_up_and_in_the_dm(world: World) -> None:
    assert "Ta vie privée" in said(await world.lina.slash(world.welcome, "privacy"))
    assert "Ta vie privée" in said(await world.lina.user.slash("privacy"))


async def test_everything_that_is_kept_is_handed_over(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina, "Je cherche un stage.", age="18-21", wishes=["dm", "check-ins"])
    await world.claim(world.sam)
    await world.reply(world.sam, "Dans quel métier ?")
    await world.lina.send_dm("La mécanique.")

    page, data = await exported(world)

    for words in ("Je cherche un stage.", "Dans quel métier ?", "La mécanique.", "18-21"):
        assert words in page
    assert data["discord_id"] == str(world.lina.id)
    (request,) = data["requests"]  # type: ignore[misc]
    assert [said["words"] for said in request["words"]] == [  # type: ignore[index]
        "Je cherche un stage.",
        "Dans quel métier ?",
        "La mécanique.",
    ]
    (agreed,) = data["agreements"]  # type: ignore[misc]
    assert agreed["purpose"] == Purpose.CHECK_INS


async def test_what_was_reported_what_happened_and_who_was_called_is_in_it(world: World) -> None:
    await talking(world)
    await reported(world)
    await world.lina.send_dm("Je veux mourir, j'ai préparé une lettre d'adieu.")
    call = next(m for m in world.staff.history() if "Quelqu'un regarde" in text_of(m))
    await world.press(world.lea, call, "ticket:1:seen")

    page, data = await exported(world)

    assert "Il veut mon Insta." in page
    assert "L'équipe a été appelée le 2026-01-06 13:00" in page
    assert "quelqu'un s'inquiétait" in page
    assert "quelqu'un de l'équipe l'a prise" in page
    (request,) = data["requests"]  # type: ignore[misc]
    assert [(step["what"], step["by"]) for step in request["steps"]] == [  # type: ignore[index]
        ("opened", "me"),
        ("claimed", "team"),
        ("called", ""),
        ("urgent", ""),
        ("seen", "team"),
    ]
    assert request["my_reports"][0]["words"] == "Il veut mon Insta."
    assert request["team_called_at"] == request["seen_by_team_at"] is not None
    assert data["nothing_automatic_until"] is not None
    assert str(world.lea.id) not in page + json.dumps(data)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_step_that_a_request_takes_has_words(locale: Locale) -> None:
    noted = {
        word.value
        for file, tree in code("cogs")
        if file.endswith("service.py")
        for call in calls(tree)
        if name_of(call.func) in {"_note_step", "_note"}
        and any(isinstance(arg, ast.Attribute) and arg.attr in ACTORS for arg in call.args)
        for word in call.args
        if isinstance(word, ast.Constant) and isinstance(word.value, str)
    }
    say = sentences().voice(locale)
    marks = str.maketrans("", "", "\u2068\u2069")

    unsaid = {
        what
        for what in noted
        if say("export-step", at="", what=what).translate(marks).endswith(f"· {what}")
    }

    assert {"opened", "claimed", "closed"} <= noted
    assert unsaid == set()


@pytest.mark.parametrize("told", ["yes", "no"])
async def test_that_anonymity_was_lifted_is_in_it_for_who_was_told(world: World, told: str) -> None:
    second = await in_danger(world)
    await asks(world, world.lea, tell=told)
    await agrees(world, second)

    page, data = await exported(world)

    is_in_it = "voir quel est ton compte" in page, "anonymity-lifted" in json.dumps(data)
    assert is_in_it == ((True, True) if told == "yes" else (False, False))
    assert str(second.id) not in page + json.dumps(data)


async def test_nobody_else_is_in_it(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina, "Mes mots à moi.")
    await world.ask(world.noe, "Les mots de quelqu'un d'autre.")

    page, data = await exported(world)

    assert "quelqu'un d'autre" not in page + json.dumps(data, ensure_ascii=False)


async def test_a_yes_is_taken_back_with_one_button(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina, wishes=["dm", "check-ins"])
    page = await world.lina.slash(world.welcome, "privacy")
    agreed = await world.press(world.lina, answers_of(page)[0], "privacy:agreements")
    assert "Prendre de tes nouvelles" in said(agreed)

    after = await world.press(world.lina, answers_of(agreed)[0], "privacy:withdraw:check-ins")

    assert "Tu n'as dit oui à rien" in said(after)
    await world.claim(world.sam)
    await world.close(world.sam)
    before = len(world.in_dm(world.lina))
    await world.later(days=3)
    assert len(world.in_dm(world.lina)) == before


async def test_the_chosen_language_stays(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina)
    page = await world.lina.slash(world.welcome, "privacy")
    await world.press(world.lina, answers_of(page)[0], "privacy:language:en")

    await world.claim(world.sam)
    await world.reply(world.sam, "Bonjour !")

    assert "from Les Ponts" in "\n".join(world.in_dm(world.lina))
