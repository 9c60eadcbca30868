"""A mentor sees a reply as the youth will read it, before it leaves: by choice, and always when it
should be read once more."""

from typing import Any

import pytest
import simcord
from simcord.results import InteractionResult
from sqlalchemy import update

from bot.redaction import Private
from cogs.relay.rules import second_look
from models import Mentor, Message
from tests.relay.test_pictures import a_photo
from tests.world import World, answers_of, buttons_of, only_for_them, said, text_of

SEND, CHANGE, CANCEL = "relay:preview:1:send", "relay:preview:1:change", "relay:preview:cancel"


async def talking(world: World) -> None:
    """Lina asked, Sam answers."""
    await world.is_set_up()
    await world.ask(world.lina)
    await world.claim(world.sam)


async def types(
    world: World, words: str, *wishes: str, who: simcord.MemberActor | None = None
) -> InteractionResult:
    """A mentor fills the form of a reply and sends it in."""
    who = who or world.sam
    shown = await world.press(who, await world.card(), "relay:reply:1")
    return await world.send_form(who, shown, words=words, wishes=list(wishes))


def preview(result: InteractionResult) -> Any:
    """Return the preview that somebody was shown."""
    return answers_of(result)[-1]


def read_by(world: World) -> str:
    """Return the last that Lina was sent."""
    return world.in_dm(world.lina)[-1]


async def test_who_wishes_sees_first_exactly_what_the_youth_will_read(world: World) -> None:
    await talking(world)
    before = len(world.in_dm(world.lina))

    shown = await types(world, "Raconte-moi.", "first")

    (embed,) = preview(shown).embeds
    assert only_for_them(shown)
    assert "Rien n'est parti" in said(shown)
    assert list(buttons_of(preview(shown))) == [SEND, CHANGE, CANCEL]
    assert len(world.in_dm(world.lina)) == before
    await world.press(world.sam, preview(shown), SEND)
    assert read_by(world) == embed.description
    assert "Raconte-moi." in (await world.in_thread())[-1]


async def test_the_preview_speaks_the_youths_language(world: World) -> None:
    await world.is_set_up()
    world.speaks(world.lina, "en")
    await world.ask(world.lina)
    await world.claim(world.sam)

    shown = await types(world, "Hi!", "first")

    assert preview(shown).embeds[0].description == "**Sam** (Les Ponts):\nHi!"
    assert "Voilà exactement" in said(shown)


async def test_words_on_several_lines_with_links_arrive_as_they_were_shown(world: World) -> None:
    await talking(world)
    shown = await types(world, "Un.\n\n**Deux** [ici](https://exemple.fr) :\n- trois", "first")
    look = preview(shown).embeds[0].description

    await world.press(world.sam, preview(shown), SEND)

    assert read_by(world) == look
    assert "ici (https://exemple.fr)" in read_by(world)


async def test_nothing_leaves_after_cancel(world: World) -> None:
    await talking(world)
    before = len(world.in_dm(world.lina))
    shown = await types(world, "Raconte-moi.", "first")

    answer = await world.press(world.sam, preview(shown), CANCEL)

    assert said(answer) == "Rien n'est parti."
    assert buttons_of(preview(answer)) == {}
    assert len(world.in_dm(world.lina)) == before
    assert len(await world.stored(Message)) == 1


async def test_change_opens_the_form_with_the_words_and_shows_them_anew_in_the_same_place(
    world: World,
) -> None:
    await talking(world)
    shown = await types(world, "Raconte moi.", "first")

    form = await world.press(world.sam, preview(shown), CHANGE)
    assert form.modal is not None
    assert "Raconte moi." in repr(form.modal)
    again = await world.send_form(world.sam, form, words="Raconte-moi tout.")

    assert preview(again).id == preview(shown).id
    assert "Raconte-moi tout." in said(again)
    await world.press(world.sam, preview(again), SEND)
    assert read_by(world).endswith("Raconte-moi tout.")


async def test_the_buttons_of_a_preview_outlive_a_restart(world: World) -> None:
    await talking(world)
    shown = await types(world, "Raconte-moi.", "first")

    await world.restart()
    await world.press(world.sam, preview(shown), SEND)

    assert read_by(world).endswith("Raconte-moi.")


async def test_words_shown_first_are_stored_nowhere_until_they_leave(world: World) -> None:
    await talking(world)

    await types(world, "Raconte-moi.", "first")

    assert len(await world.stored(Message)) == 1


async def test_send_pressed_twice_at_once_sends_once(world: World) -> None:
    await talking(world)
    shown = preview(await types(world, "Une seule fois.", "first"))

    answers = await world._emit([world.sam, world.sam], shown, SEND)

    assert sum("Une seule fois." in words for words in world.in_dm(world.lina)) == 1
    assert sum("C'est déjà fait" in said(answer) for answer in answers) == 1


async def test_a_preview_that_still_stands_after_it_was_sent_says_so(world: World) -> None:
    """The line failed when its mentor should have seen that the reply leaves."""
    await talking(world)
    shown = preview(await types(world, "Une seule fois.", "first"))
    world.env.inject_error("PATCH", "/webhooks/*", status=500, code=0, times=1)
    await world.press(world.sam, shown, SEND)

    answer = await world.press(world.sam, shown, SEND)

    assert "C'est déjà fait" in said(answer)
    assert sum("Une seule fois." in words for words in world.in_dm(world.lina)) == 1


async def test_who_holds_the_request_is_asked_again_when_the_preview_is_sent(world: World) -> None:
    await talking(world)
    shown = preview(await types(world, "Raconte-moi.", "first"))
    await world.press(world.sam, await world.card(), "ticket:1:release")
    await world.claim(world.ines)
    before = len(world.in_dm(world.lina))

    answer = await world.press(world.sam, shown, SEND)

    assert "C'est Inès qui suit" in said(answer)
    assert len(world.in_dm(world.lina)) == before


async def test_a_minors_second_adult_is_asked_for_before_anything_is_shown(world: World) -> None:
    await world.is_set_up()
    async with world.bot.db.transaction() as session:
        vetted = {"vetted_until": world.clock.at.replace(year=2027)}
        await session.execute(update(Mentor).values(**vetted))
    await world.ask(world.lina, age="15-17")
    await world.claim(world.sam)
    card = await world.card()
    await world.press(world.ines, card, "ticket:1:second")
    shown = await world.press(world.sam, await world.card(), "relay:reply:1")
    async with world.bot.db.transaction() as session:
        await session.execute(update(Mentor).values(vetted_until=None))

    answer = await world.send_form(world.sam, shown, words="Coucou", wishes=["first"])

    assert SEND not in buttons_of(preview(answer))
    assert "agrément" in said(answer) or "référent" in said(answer)


async def test_a_message_that_is_no_preview_sends_nothing(world: World) -> None:
    """The team's copy of what Lina wrote also holds words; it is nobody's reply."""
    await talking(world)
    await world.lina.send_dm("Mes mots à moi.\nDeuxième ligne.")
    copy = (await world.thread()).history()[-1]
    before = len(world.in_dm(world.lina))

    answer = await world.forge(world.sam, copy, SEND)

    assert "Il manque tes mots" in said(answer)
    assert len(world.in_dm(world.lina)) == before


@pytest.mark.parametrize(
    "words",
    [
        "Appelle-moi au 06 12 34 56 78.",
        "Regarde https://exemple.fr/aide",
        "Écris à sam@exemple.fr",
        "Je suis @sam_gg",
        "<@123456789012345678> va t'aider.",
        "Mon insta : sam_du_13",
    ],
)
async def test_what_tells_a_number_a_link_or_a_name_is_shown_first_with_the_reason(
    world: World, words: str
) -> None:
    await talking(world)
    before = len(world.in_dm(world.lina))

    shown = await types(world, words)

    assert "un numéro, un lien" in said(shown)
    assert len(world.in_dm(world.lina)) == before
    await world.press(world.sam, preview(shown), SEND)
    assert words in read_by(world)


@pytest.mark.parametrize(
    "words",
    [
        "Note : à revoir avec Inès mardi.",
        "note interne : elle a peur de son père",
        "[interne] on en parle demain",
        "INTERNE - ne pas répondre ce soir",
        "Équipe : quelqu'un peut prendre la suite ?",
        "Je pense que cette jeune a besoin d'un rendez-vous.",
        "Internal: call her school",
        "This kid needs a second look.",
    ],
)
async def test_what_looks_like_a_remark_for_the_team_is_shown_first_with_the_reason(
    world: World, words: str
) -> None:
    await talking(world)
    before = len(world.in_dm(world.lina))

    shown = await types(world, words)

    assert "une remarque pour l'équipe" in said(shown)
    assert len(world.in_dm(world.lina)) == before


@pytest.mark.parametrize(
    "words",
    [
        "Coucou, merci d'avoir écrit. Raconte-moi.",
        "Tu as eu une bonne note ? Bravo !",
        "Si c'est trop dur ce soir : 3114, jour et nuit.",
        "Le 119 répond aussi, gratuitement.",
        "On est une équipe de quatre, tu parles toujours à l'un de nous.",
        "Rendez-vous à 14:30 mardi 12 ?",
        "Il y a un internat là-bas.",
        "I noted it. See you at 9:00.",
    ],
)
def test_plain_words_leave_at_once(words: str) -> None:
    assert second_look(Private(words)) is None


async def test_a_reply_that_was_typed_as_a_command_is_shown_first_too(world: World) -> None:
    await talking(world)
    before = len(world.in_dm(world.lina))

    shown = await world.reply(world.sam, "Note : à revoir.")

    assert "une remarque pour l'équipe" in said(shown)
    assert len(world.in_dm(world.lina)) == before


async def test_a_picture_waits_with_its_words_and_leaves_with_them(world: World) -> None:
    await talking(world)
    thread = await world.thread()
    shown = await world.sam.slash(
        thread, "ticket reply", words="Regarde https://exemple.fr", picture=("a.png", a_photo())
    )
    assert len(world.dm_messages(world.lina)[-1].attachments) == 0

    await world.press(world.sam, preview(shown), SEND)

    assert "https://exemple.fr" in read_by(world)
    assert len(world.dm_messages(world.lina)[-1].attachments) == 1


async def test_somebody_else_cannot_send_what_was_shown_to_one_mentor(world: World) -> None:
    await talking(world)
    shown = preview(await types(world, "Raconte-moi.", "first"))
    before = len(world.in_dm(world.lina))

    answer = await world.forge(world.ines, shown, SEND)

    assert "C'est Sam qui suit" in said(answer)
    assert len(world.in_dm(world.lina)) == before
    assert text_of(shown)
