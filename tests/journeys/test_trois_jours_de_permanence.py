"""Lundi 13, mardi 14 et mercredi 15 juillet : deux serveurs de jeu, une équipe, trente demandes, un
jour férié au milieu. À la fin, personne n'a attendu sans que cela se sache, chaque histoire a été
dite une fois, et chacun n'a vu que ce qui le regarde."""

import logging
from collections.abc import Generator
from contextlib import contextmanager

import pytest
import structlog

from bot.log import start_logging
from bot.outbox import TIDYING
from models import (
    Arrival,
    EntryState,
    Handoff,
    HandoffState,
    OutboxEntry,
    Referral,
    Ticket,
    TicketState,
)
from tests.journeys.permanence import Permanence, at, begins
from tests.world import World, answers_of, buttons_of, said, text_of

HELLO = "Salut, merci d'avoir écrit. Raconte-moi un peu plus, on regarde ensemble."
WELCOME = "Hi, thanks for writing. Tell me a bit more and we'll look at it together."


@contextmanager
def written_down() -> Generator[None]:
    """Tout ce que le programme note part à l'endroit habituel, et reste entendu ici."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    start_logging("INFO", as_json=True)
    root.handlers += before
    try:
        yield
    finally:
        root.handlers = before
        root.setLevel(level)
        structlog.reset_defaults()


@pytest.mark.slow
async def test_trente_demandes_deux_serveurs_un_jour_ferie(
    world: World, capfd: pytest.CaptureFixture[str]
) -> None:
    with written_down():
        here = await begins(world)
        await lundi_matin(here)
        await lundi_apres_midi(here)
        await le_quatorze(here)
        await mercredi_matin(here)
        await mercredi_apres_midi(here)
        await deux_semaines_apres(here)
    lines = capfd.readouterr().err.lower().splitlines()
    told_of_the_storys_clock = "this machine's clock is"  # it is not the database's
    written = "\n".join(line for line in lines if told_of_the_storys_clock not in line)

    await personne_n_a_attendu_sans_que_cela_se_sache(here)
    await here.every_story_was_told_once()
    await here.offers_went_to_whom_it_suits()
    await here.each_request_tells_from_where()
    await here.the_team_knows_nobody()
    await here.moderators_saw_nothing()
    for youth in here.youths.values():
        for trace in (*youth.traces, *youth.said, *youth.answered):
            assert trace.lower() not in written, trace
    assert written.count("ready; servers: 3") == 2
    for worry in ('"level": "warning"', '"level": "error"', '"level": "critical"'):
        assert worry not in written


async def lundi_matin(here: Permanence) -> None:
    """Dix demandes ; Tom prend les deux premières, répond, et ne reviendra pas."""
    arenes, donjon = here.arenes, here.donjon
    await here.until(at(13, 9))
    await here.on_duty("Sam", "Inès", "Jade")
    await here.on_duty("Tom", until="11:00")
    await here.until(at(13, 9, 10))
    told = await here.asks("kiwi_brumeux", arenes, "Je veux changer de filière, c'est trop tard ?")
    assert "Quelqu'un de l'équipe est là en ce moment" in told
    await here.asks("lune_rousse7", donjon, "Trois stages refusés, j'en ai marre.", topic="work")
    await here.takes_and_answers("Tom", HELLO, "kiwi_brumeux", "lune_rousse7")
    await here.until(at(13, 9, 20))
    await here.asks("pixel_gris", arenes, "La mission locale, ça sert à quoi ?", by="mailbox")
    told = await here.asks(
        "wanderfox88", donjon, "I want to find an apprenticeship.", topic="work", speaks="en-GB"
    )
    assert "Somebody of the team is there right now" in told
    await here.asks("mangue_acide", arenes, "J'ai plus envie d'aller en cours.", age="15-17")
    await here.takes_and_answers("Jade", WELCOME, "wanderfox88")
    await here.takes_and_answers("Sam", HELLO, "pixel_gris")
    await un_mineur_a_deux_adultes(here)
    await here.writes("pixel_gris", "D'accord, et c'est gratuit ?")

    await here.until(at(13, 10))
    await here.asks("ambre_noire", donjon, "Je dors chez un pote.", by="mailbox", topic="housing")
    await here.asks("zephyr_404", arenes, "Mon CV est vide.", topic="work")
    await here.takes_and_answers("Sam", HELLO, "ambre_noire")
    await here.takes_and_answers("Inès", HELLO, "zephyr_404")
    await here.answers("Sam", "pixel_gris", "Oui, tout est gratuit, et tu viens quand tu veux.")
    await here.asks("stormlynx3", donjon, "Can I go back to school at 19?", speaks="en-US")
    await here.takes_and_answers("Jade", WELCOME, "stormlynx3")
    passed_on = await here.hands_over("Sam", "ambre_noire", "Inès")

    await here.until(at(13, 10, 30))
    await here.writes("kiwi_brumeux", "Je suis en première STMG.")
    await here.hands_over("Inès", "zephyr_404", "Sam")
    await here.hands_over("Jade", "stormlynx3", "Owen")
    await here.presses("stormlynx3", ":says:stay")
    await here.until(at(13, 10, 45))
    await here.writes("lune_rousse7", "C'était en mécanique.")
    declined = await here.presses_in_thread("Sam", "zephyr_404", "handoff:2:decline")
    assert "C'est noté, Inès le sait" in said(declined)

    await here.until(at(13, 11))
    assert "continue avec toi" in said(await here.reads("ambre_noire"))
    accepted = await here.presses_in_thread("Inès", "ambre_noire", f"handoff:{passed_on.id}:accept")
    assert "C'est toi qui suis" in said(accepted)
    await here.answers("Inès", "ambre_noire", "C'est Inès, j'ai tout lu. Tu dors où ce soir ?")
    await here.asks("cobalt_doux", arenes, "J'ai plus un rond.", topic="money")
    await here.asks("nacre_vive", donjon, "Avec ma mère ça crie tout le temps.", topic="family")
    await here.takes_and_answers("Sam", HELLO, "cobalt_doux")
    await here.takes_and_answers("Inès", HELLO, "nacre_vive")
    await here.until(at(13, 11, 20))
    await here.hands_over("Sam", "cobalt_doux", "Amel")
    await here.until(at(13, 11, 40))
    await here.asks("lilas_cendre", arenes, "C'est quoi un service civique ?")
    await here.asks("hibou_pressé", donjon, "Quelqu'un peut relire ma lettre ?", by="mailbox")
    await here.asks("onyx_lent", arenes, "Je sais pas par où commencer.", topic="other")


async def un_mineur_a_deux_adultes(here: Permanence) -> None:
    """Sam n'est pas agréé ; Inès l'est, et Amel veille."""
    world, number = here.world, here.youths["mangue_acide"].number
    assert "personne mineure" in said(await world.claim(world.sam, number))
    await here.takes("Inès", "mangue_acide")
    card = await world.card(number)
    await here.mentors["Amel"].click(card, custom_id=f"ticket:{number}:second")
    await here.answers("Inès", "mangue_acide", HELLO)


async def lundi_apres_midi(here: Permanence) -> None:
    """Sept demandes, quelqu'un qui préfère une autre personne, et la soirée."""
    arenes, donjon = here.arenes, here.donjon
    await here.until(at(13, 14))
    await here.on_duty("Amel", "Owen")
    await here.until(at(13, 14, 20))
    sure = await here.presses("nacre_vive", f"handoffs:another:{here.youths['nacre_vive'].number}")
    yes = f"handoffs:another-sure:{here.youths['nacre_vive'].number}"
    heard = await here.youths["nacre_vive"].actor.user.click(answers_of(sure)[-1], custom_id=yes)
    assert "Quelqu'un d'autre de l'équipe prendra la suite" in said(heard)
    refused = await here.world.claim(here.world.ines, here.youths["nacre_vive"].number)
    assert "aimerait parler à quelqu'un d'autre" in said(refused)
    await here.takes_and_answers("Sam", "Sam, enchanté. Je te lis.", "nacre_vive")

    await here.until(at(13, 14, 40))
    await here.asks("saule_vert9", arenes, "Le bac pro, ça se rattrape ?")
    await here.asks("quartz_mou", donjon, "J'ai peur d'appeler un patron.", topic="work")
    await here.asks("plume_en_l_air", arenes, "Je cherche une formation son.", by="mailbox")
    await here.asks("emberkite", donjon, "How do I write a cover letter?", speaks="en-GB")
    await here.takes_and_answers("Amel", HELLO, "saule_vert9", "plume_en_l_air")
    await here.takes_and_answers("Sam", HELLO, "quartz_mou")
    await here.takes_and_answers("Owen", WELCOME, "emberkite")
    await here.until(at(13, 16, 5))
    await here.takes_and_answers("Amel", HELLO, "lilas_cendre")
    await here.asks("brume_9h", donjon, "Je dors plus, je joue trop.", by="mailbox", topic="gaming")
    await here.asks("cerf_volant2", arenes, "Le permis, qui peut aider ?", topic="transport")
    await here.asks("mossyowl", donjon, "Is there a place to study?", by="mailbox", speaks="en-US")
    await here.takes_and_answers("Inès", HELLO, "brume_9h", "cerf_volant2")
    await here.takes_and_answers("Owen", WELCOME, "mossyowl")

    await here.until(at(13, 17, 30))
    await sam_rentre(here)
    await here.until(at(13, 19))
    told = await here.asks("nuit_claire5", arenes, "Vous êtes là quand ?")
    back = f"un jour férié la retient. Elle revient <t:{int(at(15, 9).timestamp())}:F>"
    assert back in told, told
    await here.until(at(13, 21, 45))
    await here.asks("latecomet", donjon, "Anyone here?", by="mailbox", speaks="en-GB")


async def sam_rentre(here: Permanence) -> None:
    """Il garde ses demandes, sauf une, qui trouve quelqu'un : pas Inès, on ne l'a pas voulue."""
    leaves = await here.off_duty("Sam")
    assert "Tu suis encore" in said(leaves)
    release = f"ticket:{here.youths['nacre_vive'].number}:release"
    await here.world.sam.click(answers_of(leaves)[-1], custom_id=release)
    _, called = (await here.offers_for("nacre_vive"))[-1]
    assert called == {here.mentors["Amel"].id}
    await here.takes_and_answers("Amel", "C'est Amel. Je t'écoute.", "nacre_vive")


async def le_quatorze(here: Permanence) -> None:
    """L'équipe est en congé ; une seule demande sonne, parce qu'elle ne peut pas attendre."""
    world, arenes, donjon = here.world, here.arenes, here.donjon
    await here.until(at(14, 11))
    told = await here.asks("ferie_mais_la", donjon, "Je cherche un job d'été.", topic="work")
    assert "un jour férié la retient" in told
    await here.until(at(14, 12))
    await world.restart()
    await here.until(at(14, 15))
    told = await here.asks("ronce_bleue", arenes, "je veux mourir", topic="personal")
    assert "3114" in told
    await here.until(at(14, 16))
    await here.asks("petit_four", arenes, "Une info sur le CAP ?", by="mailbox")
    await here.until(at(14, 17))
    await here.until(at(14, 17, 40))
    await here.takes_and_answers("Amel", "Je suis là, avec toi. Tu es où ?", "ronce_bleue")
    await here.presses_alarm_seen("Amel", "ronce_bleue")
    await here.writes("ronce_bleue", "Chez moi. Ça va un peu mieux.")
    await here.answers("Amel", "ronce_bleue", "Merci de me le dire. On continue ensemble.")
    await here.until(at(14, 23))


async def mercredi_matin(here: Permanence) -> None:
    """Tom manque toujours : la référente l'apprend, et ses demandes trouvent quelqu'un."""
    arenes, donjon = here.arenes, here.donjon
    await here.until(at(15, 9))
    await here.on_duty("Sam", "Inès", "Amel", "Jade", "Owen")
    await here.until(at(15, 9, 10))
    await here.takes_and_answers("Inès", HELLO, "nuit_claire5")
    await here.takes_and_answers("Jade", WELCOME, "latecomet")
    await here.takes_and_answers("Sam", HELLO, "petit_four", "hibou_pressé")
    await here.asks("tilleul_12", donjon, "Une école sans bac, ça existe ?")
    await here.asks("glowmoth", arenes, "I need help with my CV.", topic="work", speaks="en-GB")
    await here.takes("Owen", "glowmoth")
    await here.until(at(15, 9, 15))
    number = here.youths["glowmoth"].number
    card = await here.world.card(number)
    await here.mentors["Owen"].click(card, custom_id=f"ticket:{number}:release")
    await here.takes_and_answers("Jade", WELCOME, "glowmoth")
    await here.takes_and_answers("Sam", HELLO, "tilleul_12")
    await here.until(at(15, 10, 10))
    gone = [m.content for m in here.apart.history() if "n'a rien fait" in m.content]
    assert len(gone) == 1
    assert "**Tom**" in gone[0]
    for name in ("kiwi_brumeux", "lune_rousse7"):
        (first, _), (again, called) = await here.offers_for(name)
        assert first < at(13, 10) < at(15, 9) < again < at(15, 10, 30), name
        assert called, name
    await here.takes_and_answers("Amel", "C'est Amel, je prends la suite.", "kiwi_brumeux")
    await here.takes_and_answers("Inès", "C'est Inès, je suis là.", "lune_rousse7")
    await here.until(at(15, 11, 20))
    await here.takes_and_answers("Amel", "Pardon pour l'attente, on s'y met.", "onyx_lent")
    await here.takes_and_answers("Sam", HELLO, "ferie_mais_la")
    await here.asks("vent_du_sud", arenes, "Je veux bosser dehors.", age="18-21", topic="work")
    await here.takes_and_answers("Sam", HELLO, "vent_du_sud")


async def mercredi_apres_midi(here: Permanence) -> None:
    """Un redémarrage, une piste acceptée ligne par ligne, et des au revoir."""
    world, arenes, donjon = here.world, here.arenes, here.donjon
    await here.until(at(15, 13))
    await world.restart()
    await here.until(at(15, 14, 10))
    await here.asks("roseau_42", donjon, "Comment on fait un portfolio ?", by="mailbox")
    await here.asks("silverfern", arenes, "Thinking about a gap year.", speaks="en-US")
    await here.takes_and_answers("Inès", HELLO, "roseau_42")
    await here.takes_and_answers("Jade", WELCOME, "silverfern")
    await une_piste(here)
    await here.until(at(15, 16))
    await here.everybody_opens_their_mailbox()
    for mentor, names in GOODBYES.items():
        await here.proposes_goodbye(mentor, *names)
    await here.until(at(15, 16, 30))
    await here.agrees(*(name for names in GOODBYES.values() for name in names if name in AGREE))
    told = said(await here.presses("saule_vert9", ":stay"))
    assert "on continue" in told
    await here.until(at(15, 17, 50))
    await here.writes("saule_vert9", "Et pour l'internat ?")
    await here.answers("Amel", "saule_vert9", "Il reste des places. Bravo pour ta question.")
    await here.proposes_goodbye("Amel", "saule_vert9")
    await here.agrees("saule_vert9")


async def une_piste(here: Permanence) -> None:
    """Sam propose une adresse ; ce qui va sur la fiche, c'est le jeune qui le choisit."""
    youth, why = here.youths["vent_du_sud"], "Ils connaissent les métiers du paysage."
    thread = await here.in_thread("Sam", "vent_du_sud")
    shown = await here.world.sam.slash(thread, "ticket refer", service="1")
    told = await here.world.send_form(here.world.sam, shown, service=["1"], why=why)
    assert "C'est proposé à" in said(told)
    offer = here.world.dm_messages(youth.actor)[-1]
    shown = await youth.actor.user.click(offer, custom_id="referral:1:fill")
    sheet = {"name": "Maël", "words": "", "reach": ""}
    filled = await youth.actor.user.submit_modal(shown, {"ticked": ["age"], **sheet})
    assert "referral:1:mine" in [a for answer in answers_of(filled) for a in buttons_of(answer)]
    assert "Maël" not in here.seen_by_team()


async def deux_semaines_apres(here: Permanence) -> None:
    """Qui n'a rien répondu a été laissé en paix ; « ça a donné quoi ? », une fois."""
    youth = here.youths["vent_du_sud"]
    await here.until(at(17, 18))
    await here.until(at(29, 18))
    (asked,) = [m for m in here.world.dm_messages(youth.actor) if "ça a donné quoi" in text_of(m)]
    await youth.actor.user.click(asked, custom_id="referral:1:said:went")
    (referral,) = await here.world.stored(Referral)
    assert referral.answer is Arrival.WENT


async def personne_n_a_attendu_sans_que_cela_se_sache(here: Permanence) -> None:
    """Ce qui a sonné, c'est ce qu'il fallait ; et plus rien n'attend."""
    world = here.world
    assert await here.nobody_waited_unnoticed() == {
        "kiwi_brumeux": ["nudge", "alert"],
        "lune_rousse7": ["nudge", "alert"],
        "lilas_cendre": ["nudge"],
        "hibou_pressé": ["nudge", "lead"],
        "onyx_lent": ["nudge", "lead", "alert", "honest"],
        "ferie_mais_la": ["nudge"],
        "ronce_bleue": ["nudge"],
    }
    tickets = await world.stored(Ticket)
    assert [ticket.state for ticket in tickets] == [TicketState.CLOSED] * 30
    assert [handoff.state for handoff in await world.stored(Handoff)] == [
        HandoffState.ACCEPTED, HandoffState.DECLINED, HandoffState.REFUSED, HandoffState.LAPSED,
    ]  # fmt: skip
    owed = [e.card for e in await world.stored(OutboxEntry) if e.state is EntryState.OWED]
    assert set(owed) <= set(TIDYING)


GOODBYES = {
    "Sam": (
        "pixel_gris", "cobalt_doux", "quartz_mou", "petit_four", "hibou_pressé", "tilleul_12",
        "ferie_mais_la", "vent_du_sud",
    ),
    "Inès": (
        "mangue_acide", "ambre_noire", "zephyr_404", "brume_9h", "cerf_volant2", "nuit_claire5",
        "lune_rousse7", "roseau_42",
    ),
    "Amel": (
        "kiwi_brumeux", "nacre_vive", "saule_vert9", "plume_en_l_air", "lilas_cendre", "onyx_lent",
        "ronce_bleue",
    ),
    "Jade": ("wanderfox88", "stormlynx3", "latecomet", "glowmoth", "silverfern"),
    "Owen": ("emberkite", "mossyowl"),
}  # fmt: skip
"""Qui dit au revoir à qui, mercredi."""
AGREE = {
    "pixel_gris", "quartz_mou", "tilleul_12", "vent_du_sud", "ambre_noire", "zephyr_404",
    "nuit_claire5", "lune_rousse7", "kiwi_brumeux", "nacre_vive", "onyx_lent", "wanderfox88",
    "latecomet", "emberkite",
}  # fmt: skip
"""Qui le trouve bien ainsi ; les autres ne disent rien, sauf une personne."""
