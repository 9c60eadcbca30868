"""A place is proposed, its youth decides what goes along, and says later whether they arrived."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import discord
import pytest
import simcord
from sqlalchemy import select, text

from bot import consents
from models import (
    Base,
    Consent,
    Fact,
    OutboxEntry,
    Purpose,
    Referral,
    ReferralState,
    Service,
    Ticket,
    Youth,
)
from tests.directory.shelf import MISSION, NATIONAL, knows
from tests.promises.test_who_may_what import sends
from tests.world import World, answers_of, buttons_of, only_for_them, said, text_of

WHY = "Ils aident à trouver un stage, sans rendez-vous."


async def is_talking(world: World, **team: Any) -> None:
    """Lina asked, Sam answers, and the team knows two places."""
    await world.is_set_up(**team)
    await knows(world, MISSION, NATIONAL)
    await world.ask(world.lina, "Je cherche un stage.", age="18-21", topic="work")
    await world.claim(world.sam)
    await world.reply(world.sam, "Dans quel métier ?")


async def proposes(
    world: World, who: simcord.MemberActor | None = None, *, service: str = "1", why: str = WHY
) -> simcord.InteractionResult:
    """A mentor types /ticket refer, and sends the form."""
    mentor = who or world.sam
    shown = await mentor.slash(await world.thread(), "ticket refer", service=service)
    if shown.modal is None:
        return shown
    return await world.send_form(mentor, shown, service=[service], why=why)


def newest(world: World, words: str) -> discord.Message:
    """Return the newest message in Lina's DM that says so."""
    return [m for m in world.dm_messages(world.lina) if words in text_of(m)][-1]


async def fills(
    world: World, *, ticked: Sequence[str] = ("age",), **typed: str
) -> simcord.InteractionResult:
    """Lina opens the form under the proposal, and sends it."""
    offer = newest(world, "a une piste pour toi")
    shown = await world.lina.user.click(offer, custom_id="referral:1:fill")
    blank = {"name": "", "words": "", "reach": ""}
    return await world.lina.user.submit_modal(shown, {"ticked": list(ticked), **blank, **typed})


async def the_sheet(result: simcord.InteractionResult) -> str:
    """Return what stands in the file that came with an answer."""
    (file,) = [f for answer in answers_of(result) for f in answer.attachments]
    assert file.filename == "ma-fiche.txt"
    return (await file.read()).decode("utf-8-sig")


async def the_referral(world: World) -> Referral:
    """Return the referral as it is stored."""
    (referral,) = await world.stored(Referral)
    return referral


async def counted(world: World) -> list[str]:
    """Return what was counted of referrals."""
    return [fact.what for fact in await world.stored(Fact) if "referral" in fact.what]


def questions(world: World) -> list[discord.Message]:
    """Return how often Lina was asked what became of it."""
    return [m for m in world.dm_messages(world.lina) if "ça a donné quoi" in text_of(m)]


# -- the whole story -----------------------------------------------------------------------------


async def test_de_la_piste_au_rendez_vous(world: World) -> None:
    await is_talking(world)

    proposed = await proposes(world)
    offer = newest(world, "a une piste pour toi")
    filled = await fills(
        world, ticked=["age", "topic"], name="Lina", words="Un stage en mécanique.", reach="Ici."
    )
    await world.close(world.sam)
    await world.restart()
    await world.later(days=14)
    await world.lina.user.click(questions(world)[-1], custom_id="referral:1:said:appointment")

    assert "C'est proposé à" in said(proposed)
    assert "**Sam** a une piste pour toi : **Mission Locale de Bordeaux**" in text_of(offer)
    assert WHY in text_of(offer)
    sheet = await the_sheet(filled)
    for words in (
        "Mission Locale de Bordeaux", "1 rue du Port", "Mon âge : 18-21", "Boulot, stage, CV",
        "Je m'appelle : Lina", "Un stage en mécanique.", "Pour me joindre : Ici.",
        "l'équipe Les Ponts, le 06/01/2026",
    ):  # fmt: skip
        assert words in sheet
    assert "05 00 00 00 01" in said(filled)
    assert "un pas de fait" in world.in_dm(world.lina)[-1]
    thread = await world.in_thread()
    assert any("propose à" in line and WHY in line for line in thread)
    assert "a un rendez-vous" in thread[-1]
    assert await counted(world) == ["referral-offered", "referral-accepted", "referral-arrived"]


async def test_the_button_on_the_card_leads_to_the_same_form(world: World) -> None:
    await is_talking(world)

    shown = await world.press(world.sam, await world.card(), "referrals:ask:1")
    await world.send_form(world.sam, shown, service=["2"], why=WHY)

    assert "Numéro pour tout le pays" in text_of(newest(world, "a une piste pour toi"))
    assert buttons_of(await world.card())["referrals:ask:1"] == "Orienter"


# -- what the team sees, and what it does not ----------------------------------------------------


async def test_the_team_sees_which_fields_were_picked_and_nothing_of_what_stands_there(
    world: World,
) -> None:
    await is_talking(world)
    await proposes(world)

    await fills(
        world, ticked=["age"], name="Lina Moreau", words="Un stage.", reach="06 12 34 56 78"
    )
    forged = await world.forge(world.sam, await world.card(), "referral:1:look")

    news = (await world.in_thread())[-1]
    assert "Dessus : Mon âge, à peu près, Un prénom, Mes mots, Comment me joindre" in news
    assert "garde sa fiche pour lui" in said(forged)
    seen = world.everything_staff_can_see() + said(forged)
    assert not any(words in seen for words in ("Moreau", "Un stage.", "06 12"))


async def test_the_team_reads_the_sheet_when_its_youth_wants_it_so(world: World) -> None:
    await is_talking(world)
    await proposes(world)

    await fills(world, ticked=["team"], words="Un stage en mécanique.")
    standing = world.everything_staff_can_see()
    news = (await world.thread()).history()[-1]
    answer = await world.press(world.ines, news, "referral:1:look")

    assert "Un stage en mécanique." in said(answer)
    assert only_for_them(answer)
    assert "mécanique" not in standing


async def test_what_was_typed_is_sealed(world: World) -> None:
    await is_talking(world)
    await proposes(world)

    await fills(world, ticked=[], name="Lina Moreau", words="Secret de mécanique.")

    async with world.bot.db.reading() as session:
        stored = [repr(tuple(row)) for t in Base.metadata.sorted_tables
                  for row in await session.execute(select(t))]  # fmt: skip
        found = await session.scalar(text("SELECT sheet FROM referral"))
    assert found
    assert not any(
        words in row for row in stored for words in ("Moreau", "mécanique", "Ils aident")
    )


async def test_nothing_is_sent_to_the_place(world: World) -> None:
    await is_talking(world)
    await proposes(world)
    before = len(world.env.http_requests)

    await fills(world, ticked=["age"], name="Lina")

    assert all(r.path.startswith(("/channels", "/interactions", "/webhooks"))
               for r in world.env.http_requests[before:])  # fmt: skip


# -- what the youth may answer -------------------------------------------------------------------


async def test_just_the_address_passes_nothing_on_and_asks_nothing_later(world: World) -> None:
    await is_talking(world)
    await proposes(world)

    answer = await world.lina.user.click(
        newest(world, "a une piste pour toi"), custom_id="referral:1:address"
    )
    await world.later(days=30)

    assert "1 rue du Port" in said(answer)
    assert "Personne là-bas ne sait" in said(answer)
    assert questions(world) == []
    assert await world.stored(Consent) == []
    assert "a pris juste l'adresse" in "\n".join(await world.in_thread())
    assert await counted(world) == ["referral-offered"]


async def test_a_no_is_respected_and_told(world: World) -> None:
    await is_talking(world)
    await proposes(world)

    await world.lina.user.click(newest(world, "a une piste pour toi"), custom_id="referral:1:no")
    again = await sends(world, world.lina, "referral:1:sheet")

    assert "C'est noté, pas de souci" in world.in_dm(world.lina)[-1]
    assert "Merci de ne pas insister" in (await world.in_thread())[-1]
    assert "C'est déjà fait" in said(again)
    assert (await the_referral(world)).state is ReferralState.DECLINED


async def test_who_took_the_address_may_still_make_a_sheet(world: World) -> None:
    await is_talking(world)
    await proposes(world)
    offer = newest(world, "a une piste pour toi")
    await world.lina.user.click(offer, custom_id="referral:1:address")

    shown = await world.lina.user.click(offer, custom_id="referral:1:fill")
    filled = await world.lina.user.submit_modal(
        shown, {"ticked": ["alias"], "name": "", "words": "", "reach": ""}
    )

    assert "On me connaît sous le nom de" in await the_sheet(filled)


async def test_an_empty_sheet_is_not_kept(world: World) -> None:
    await is_talking(world)
    await proposes(world)

    answer = await fills(world, ticked=["team"])

    assert "Ta fiche est vide" in said(answer)
    assert (await the_referral(world)).state is ReferralState.OFFERED
    assert await world.stored(Consent) == []


async def test_the_yes_is_dated_and_to_the_wording_that_was_shown(world: World) -> None:
    await is_talking(world)
    await proposes(world)

    await fills(world)

    (yes,) = await world.stored(Consent)
    assert (yes.purpose, yes.version, yes.given_at) == (Purpose.REFERRAL, 1, world.clock())


async def test_a_yes_to_a_wording_that_changed_meanwhile_keeps_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await is_talking(world)
    await proposes(world)
    offer = newest(world, "a une piste pour toi")
    shown = await world.lina.user.click(offer, custom_id="referral:1:fill")
    monkeypatch.setitem(consents.TEXT_VERSIONS, Purpose.REFERRAL, 2)

    answer = await world.lina.user.submit_modal(
        shown, {"ticked": ["age"], "name": "Lina", "words": "", "reach": ""}
    )

    assert "Le texte a changé" in said(answer)
    assert (await the_referral(world)).sheet is None
    assert await world.stored(Consent) == []


async def test_under_fifteen_only_the_address_is_given(world: World) -> None:
    await is_talking(world, age_floor=13)
    await proposes(world)
    async with world.bot.db.transaction() as session:
        (await session.get_one(Ticket, 1)).age_band = "13-14"

    answer = await fills(world, name="Lina")
    address = await world.lina.user.click(
        newest(world, "a une piste pour toi"), custom_id="referral:1:address"
    )

    assert "il faut l'accord d'un parent" in said(answer)
    assert (await the_referral(world)).sheet is None
    assert "1 rue du Port" in said(address)


async def test_words_that_sound_like_danger_show_helplines_and_call_the_team(world: World) -> None:
    await is_talking(world)
    await proposes(world)

    answer = await fills(world, words="Je veux mourir, j'ai préparé une lettre d'adieu.")

    assert "**3114**" in said(answer)
    assert (await world.ticket()).urgent


async def test_with_closed_dms_the_proposal_waits_in_the_mailbox(world: World) -> None:
    await is_talking(world)
    world.close_dms(world.lina)
    await proposes(world)

    mailbox = await world.lina.slash(world.welcome, "messages")

    pages = [a for a in answers_of(mailbox) if "a une piste pour toi" in text_of(a)]
    assert "referral:1:fill" in buttons_of(pages[0])


# -- taking it back ------------------------------------------------------------------------------


@pytest.mark.parametrize("way", ["the button", "/privacy", "/stop"])
async def test_taking_it_back_erases_the_sheet_and_asks_nothing(world: World, way: str) -> None:
    await is_talking(world)
    await proposes(world)
    filled = await fills(world, ticked=["team"], name="Lina")
    (card,) = [a for a in answers_of(filled) if "referral:1:revoke" in buttons_of(a)]

    if way == "the button":
        await world.lina.user.click(card, custom_id="referral:1:revoke")
    elif way == "/stop":
        await world.lina.slash(world.welcome, "stop")
    else:
        page = await world.lina.slash(world.welcome, "privacy")
        yeses = await world.press(world.lina, answers_of(page)[0], "privacy:agreements")
        await world.press(world.lina, answers_of(yeses)[0], "privacy:withdraw:referral")
    look = await world.forge(world.sam, await world.card(), "referral:1:look")
    await world.later(days=30)

    referral = await the_referral(world)
    assert (referral.state, referral.sheet, referral.ticked) == (ReferralState.REVOKED, None, [])
    assert questions(world) == []
    assert "l'a effacée" in said(look)
    assert any("a changé d'avis" in line for line in await world.in_thread())
    (yes,) = await world.stored(Consent)
    assert yes.withdrawn_at is not None


async def test_the_sheet_can_be_had_again_until_then(world: World) -> None:
    await is_talking(world)
    await proposes(world)
    filled = await fills(world, name="Lina")
    (card,) = [a for a in answers_of(filled) if "referral:1:mine" in buttons_of(a)]

    await world.restart()
    again = await world.lina.user.click(card, custom_id="referral:1:mine")

    assert "Je m'appelle : Lina" in await the_sheet(again)


async def test_when_the_conversation_is_past_its_time_the_words_go(world: World) -> None:
    await is_talking(world)
    await proposes(world)
    await fills(world, name="Lina")
    await world.close(world.sam)

    await world.later(days=89)
    before = (await the_referral(world)).sheet
    await world.later(days=2)

    referral = await the_referral(world)
    assert before is not None
    assert (referral.why, referral.sheet) == (None, None)


async def test_a_yes_that_ended_elsewhere_takes_the_sheet_along(world: World) -> None:
    await is_talking(world)
    await proposes(world)
    await fills(world, name="Lina")
    async with world.bot.db.transaction() as session:
        (await session.scalars(select(Consent))).one().withdrawn_at = world.clock()

    await world.wake()

    assert (await the_referral(world)).sheet is None


async def test_forgetting_leaves_nothing_of_it_and_the_export_holds_all(world: World) -> None:
    await is_talking(world)
    await proposes(world)
    await fills(world, ticked=["age"], words="Un stage en mécanique.")
    page = await world.lina.slash(world.welcome, "privacy")
    exported = await world.press(world.lina, answers_of(page)[0], "privacy:export")
    files = {f.filename: (await f.read()).decode() for f in answers_of(exported)[0].attachments}

    sure = await world.press(world.lina, answers_of(page)[0], "privacy:forget")
    await world.press(world.lina, answers_of(sure)[0], "privacy:forget-sure")
    await world.later(days=20)

    for words in ("Mission Locale de Bordeaux", WHY, "Un stage en mécanique.", "accepted"):
        assert words in files["mes-donnees.txt"]
        assert words in files["mes-donnees.json"]
    assert await world.stored(Referral) == []
    assert await world.stored(Youth) == []
    assert questions(world) == []
    assert await counted(world) == ["referral-offered", "referral-accepted"]


# -- the one question ----------------------------------------------------------------------------


async def test_the_question_comes_once_after_the_teams_own_time_and_never_at_night(
    world: World,
) -> None:
    await is_talking(world, referral_days=3)
    await proposes(world)
    await fills(world)

    await world.later(days=2, hours=23)
    early = len(questions(world))
    await world.later(hours=9)
    at_night = len(questions(world))
    await world.later(hours=11)
    for _ in range(3):
        await world.later(days=20)

    assert (early, at_night, len(questions(world))) == (0, 0, 1)
    assert "privacy:stop" in buttons_of(questions(world)[0])


async def test_who_is_worried_about_is_asked_only_when_that_is_over(world: World) -> None:
    await is_talking(world)
    await proposes(world)
    await fills(world)
    async with world.bot.db.transaction() as session:
        (await session.get_one(Youth, 1)).paused_until = world.clock() + timedelta(days=20)

    await world.later(days=15)
    meanwhile = len(questions(world))
    await world.later(days=6)

    assert (meanwhile, len(questions(world))) == (0, 1)


async def test_whom_the_team_no_longer_answers_is_not_asked(world: World) -> None:
    await is_talking(world)
    await proposes(world)
    await fills(world)
    await world.close(world.sam, "spam")

    await world.later(days=14)

    assert questions(world) == []


async def test_a_stop_between_owing_and_asking_still_counts(world: World) -> None:
    await is_talking(world)
    await proposes(world)
    await fills(world)
    dm = f"/channels/{world.lina.user.dm_channel.id}/messages"
    world.env.inject_error("POST", dm, status=500, times=1)
    await world.later(days=14)

    await world.lina.slash(world.welcome, "stop")
    await world.later(minutes=10)

    assert questions(world) == []


@pytest.mark.parametrize(
    ("pressed", "thanks", "news", "fact"),
    [
        ("went", "Bravo", "y est allé·e", ["referral-arrived"]),
        ("appointment", "un pas de fait", "a un rendez-vous", ["referral-arrived"]),
        ("no-answer", "ce n'est pas ta faute", "personne ne répond", ["referral-no-answer"]),
        ("not-gone", "pas de date limite", "pas encore", []),
        ("not-wanted", "C'est OK", "n'en a pas envie", []),
    ],
)
async def test_every_answer_is_thanked_told_to_the_thread_and_counted_without_a_name(
    world: World, pressed: str, thanks: str, news: str, fact: list[str]
) -> None:
    await is_talking(world)
    await proposes(world)
    await fills(world)
    await world.later(days=14)

    await world.lina.user.click(questions(world)[0], custom_id=f"referral:1:said:{pressed}")
    twice = await world.forge(world.lina, await world.card(), f"referral:1:said:{pressed}")

    assert thanks in world.in_dm(world.lina)[-1]
    assert news in (await world.in_thread())[-1]
    assert (await counted(world))[2:] == fact
    assert "C'est déjà fait" in said(twice)


async def test_a_place_that_never_answers_is_named_in_the_check_until_somebody_arrives(
    world: World,
) -> None:
    await is_talking(world)
    await proposes(world)
    await fills(world)
    async with world.bot.db.transaction() as session:
        (await session.get_one(Service, 1)).unanswered = 2
    await world.later(days=14)

    before = said(await world.lea.slash(world.staff, "directory check"))
    await world.lina.user.click(questions(world)[0], custom_id="referral:1:said:no-answer")
    after = said(await world.lea.slash(world.staff, "directory check"))

    assert "aucune réponse" not in before
    assert "**Mission Locale de Bordeaux** (33) : plusieurs jeunes n'y ont eu" in after


async def test_somebody_who_arrives_clears_it(world: World) -> None:
    await is_talking(world)
    await proposes(world)
    await fills(world)
    async with world.bot.db.transaction() as session:
        (await session.get_one(Service, 1)).unanswered = 3
    await world.later(days=14)

    await world.lina.user.click(questions(world)[0], custom_id="referral:1:said:went")

    assert (await world.stored(Service))[0].unanswered == 0


async def test_a_place_that_left_the_directory_meanwhile_is_not_asked_about(world: World) -> None:
    await is_talking(world)
    await proposes(world)
    await fills(world)
    await world.lea.slash(world.staff, "directory remove", service="1")

    await world.later(days=14)

    assert questions(world) == []


# -- who may -------------------------------------------------------------------------------------


async def test_only_who_holds_the_request_proposes(world: World) -> None:
    await is_talking(world)

    answer = await proposes(world, world.ines)

    assert "C'est Sam qui suit cette demande" in said(answer)
    assert await world.stored(Referral) == []


async def test_the_same_place_is_not_proposed_again_before_the_answer(world: World) -> None:
    await is_talking(world)
    await proposes(world)

    again = await proposes(world)
    other = await proposes(world, service="2")

    assert "déjà proposée" in said(again)
    assert "C'est proposé" in said(other)


async def test_an_empty_directory_says_who_fills_it(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina)
    await world.claim(world.sam)

    answer = await proposes(world)

    assert "/annuaire importer" in said(answer)


async def test_a_minor_hears_of_a_place_only_once_a_second_adult_looks_in(world: World) -> None:
    await world.is_set_up()
    await knows(world, MISSION)
    await world.lea.slash(world.staff, "safeguard vet", mentor=world.sam)
    await world.ask(world.lina, age="15-17")
    await world.claim(world.sam)

    answer = await proposes(world)

    assert "un·e deuxième adulte regarde d'abord" in said(answer)
    assert await world.stored(Referral) == []
    assert not any("a une piste" in words for words in world.in_dm(world.lina))


async def test_services_are_suggested_to_mentors_and_to_nobody_else(world: World) -> None:
    await is_talking(world)
    guild = world.env.backend.get_guild(world.guild.id)
    guild.roles[world.guild.id].permissions |= 1 << 34
    thread = await world.thread()

    for_sam = await world.sam.autocomplete(thread, "ticket refer", "service", "bord")
    by_place = await world.sam.autocomplete(thread, "ticket refer", "service", "33")
    for_lina = await world.lina.autocomplete(world.welcome, "ticket refer", "service", "")

    assert [one["name"] for one in for_sam] == ["Mission Locale de Bordeaux · 33"]
    assert by_place == for_sam
    assert for_lina == []


async def test_nothing_of_it_waits_in_the_outbox_in_words(world: World) -> None:
    await is_talking(world)
    await proposes(world)
    await fills(world, ticked=["team"], name="Lina", words="Un stage en mécanique.")

    args = [entry.args for entry in await world.stored(OutboxEntry)]

    assert not any(words in str(args) for words in ("Lina", "mécanique", "Ils aident", "Bordeaux"))
