"""Everything that is kept about me, as files for me alone."""

import ast
import json
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.texts import LOCALES, Locale
from models import (
    ActorKind,
    Alias,
    CheckIn,
    HeldMessage,
    Message,
    Picture,
    Purpose,
    Ticket,
)
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


def names_of_steps(call: ast.Call) -> list[ast.expr]:
    """Return what may name a step in a call that notes one."""
    if name_of(call.func) in {"note_step", "_give_to", "_give_back"}:
        return call.args
    if name_of(call.func) == "TicketEvent":
        return [keyword.value for keyword in call.keywords if keyword.arg == "what"]
    by_whom = any(isinstance(arg, ast.Attribute) and arg.attr in ACTORS for arg in call.args)
    return call.args if name_of(call.func) == "_note" and by_whom else []


@pytest.mark.parametrize("locale", LOCALES)
def test_every_step_that_a_request_takes_has_words(locale: Locale) -> None:
    noted = {
        word.value
        for file, tree in code("cogs")
        if file.endswith("service.py")
        for call in calls(tree)
        for word in names_of_steps(call)
        if isinstance(word, ast.Constant) and isinstance(word.value, str)
    }
    say = sentences().voice(locale)
    marks = str.maketrans("", "", "\u2068\u2069")

    unsaid = {
        what
        for what in noted
        if say("export-step", at="", what=what, by="").translate(marks).endswith(f"· {what}")
    }

    assert {"opened", "claimed", "closed", "called", "handed-over", "handoff-refused"} <= noted
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


async def has_left_much_behind(world: World) -> None:
    """Lina asked in two requests, was asked how things are, took a yes back, stopped, has words
    that wait and pictures that are kept; the team wrote notes. Noé did the same, nearly."""
    await talking(world)
    await reported(world)
    shown = await world.sam.slash(await world.thread(), "ticket note")
    await world.send_form(world.sam, shown, words="Elle m'inquiète un peu.")
    page = await world.lina.slash(world.welcome, "hello")
    await world.press(world.lina, answers_of(page)[0], "greeting:keep")
    await world.close(world.sam)
    farewell = world.dm_messages(world.lina)[-1]
    await world.press(world.lina.user, farewell, "followups:accept:1")
    world.clock.at += timedelta(days=1)
    await world.ask(world.lina, "Ma deuxième demande.", topic="housing")
    await world.ask(world.noe, "Les mots de Noé.", topic="money")
    await world.lina.slash(world.welcome, "stop")
    async with world.bot.db.transaction() as session:
        other = (await session.get_one(Ticket, 3)).alias.youth_id
        for number, youth_id, words in ((901, 1, "En attente."), (902, other, "Attente de Noé.")):
            sealed = world.bot.vault.seal(words)
            held = HeldMessage(id=number, youth_id=youth_id, words=sealed)
            held.written_at = world.clock()
            session.add(held)
        session.add(CheckIn(ticket_id=3, days=77, due_at=world.clock()))
        for message in await session.scalars(select(Message).where(Message.ticket_id.in_([1, 3]))):
            image = world.bot.vault.seal_bytes(b"picture of %d" % message.ticket_id)
            session.add(Picture(message_id=message.id, position=1, image=image))


async def test_every_part_of_what_is_kept_is_in_it(world: World) -> None:
    await has_left_much_behind(world)
    names = {alias.youth_id: alias.name for alias in await world.stored(Alias)}
    page = await world.lina.slash(world.welcome, "privacy")
    answer = answers_of(await world.press(world.lina, answers_of(page)[0], "privacy:export"))[0]
    files = {file.filename: await file.read() for file in answer.attachments}
    text, data = files.pop("mes-donnees.txt").decode(), json.loads(files.pop("mes-donnees.json"))

    assert data["language"] == "fr"
    assert data["since"] == "2026-01-06T13:00:00+00:00"
    assert data["last_seen_at"] == data["stopped_at"] == "2026-01-07T13:00:00+00:00"
    assert data["names"] == [{"alias": names[1], "community": "La Place"}]
    ended = {yes["purpose"]: yes["withdrawn_at"] for yes in data["agreements"]}
    assert ended == dict.fromkeys(["keep-in-touch", "check-ins"], data["stopped_at"])
    assert [wait["words"] for wait in data["waiting_to_be_placed"]] == ["En attente."]
    first, second = data["requests"]
    assert (first["state"], first["outcome"], first["internal_notes"]) == ("closed", "listened", 1)
    assert [asked["due_at"][:10] for asked in first["check_ins"]] == [
        "2026-01-08", "2026-01-13", "2026-02-05",
    ]  # fmt: skip
    assert first["closed_at"] == "2026-01-06T13:00:00+00:00"
    assert [step["what"] for step in first["steps"]] == ["opened", "claimed", "closed"]
    assert second["topic"] == "housing"
    assert [words["words"] for words in second["words"]] == ["Ma deuxième demande."]
    assert [step["what"] for step in second["steps"]] == ["opened"]
    assert second["check_ins"] == second["my_reports"] == []
    assert [told["words"] for told in first["my_reports"]] == ["Il veut mon Insta."]
    assert not first["marked_urgent"]
    assert set(files.values()) == {b"picture of 1"}
    for shown in (
        "dit stop le 2026-01-07", f"surnom à La Place : {names[1]}", "En attente.",
        "prévues le 2026-02-05", "Ma deuxième demande.", "Rester en contact", "Fin : Écoute",
        "Prendre de tes nouvelles", "une note pour elle-même", "terminé le 2026-01-07",
    ):  # fmt: skip
        assert shown in text, shown


async def test_nothing_of_the_team_and_of_others_is_in_it(world: World) -> None:
    await has_left_much_behind(world)
    page = await world.lina.slash(world.welcome, "privacy")
    answer = answers_of(await world.press(world.lina, answers_of(page)[0], "privacy:export"))[0]
    everything = b"".join([await file.read() for file in answer.attachments]).decode()
    noe = next(a.name for a in await world.stored(Alias) if a.youth_id != 1)

    for kept_out in (
        "Elle m'inquiète", "Les mots de Noé", "Attente de Noé", noe, "picture of 3", "money",
        "2026-01-06T14", str(world.sam.id), str(world.noe.id), "77",
    ):  # fmt: skip
        assert kept_out not in everything, kept_out


async def test_pictures_that_do_not_fit_are_counted(world: World) -> None:
    await has_left_much_behind(world)
    async with world.bot.db.transaction() as session:
        for number in range(2, 12):
            image = world.bot.vault.seal_bytes(b"picture of 1")
            session.add(Picture(message_id=1, position=number, image=image))
    page = await world.lina.slash(world.welcome, "privacy")

    answer = await world.press(world.lina, answers_of(page)[0], "privacy:export")

    kept = len(await world.stored(Picture)) - 1
    shown = len(answers_of(answer)[0].attachments) - 2
    assert shown == 8
    assert str(kept - shown) in said(answer)


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
