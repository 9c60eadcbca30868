"""From a team that writes down what it knows to a youth who arrives there."""

from models import Fact, Referral, Service, Youth
from tests.directory.shelf import GOOD, sends_file
from tests.world import World, answers_of, buttons_of, said, text_of


async def test_de_l_annuaire_au_rendez_vous(world: World) -> None:
    await world.is_set_up()

    # La référente importe un fichier, se trompe une fois, corrige.
    wrong = await sends_file(world, GOOD.replace(";33;", ";Bordeaux;"))
    more = "Info Jeunes Gironde;Info Jeunes;;33;;2 place Verte;;;2026-01-05;"
    right = await sends_file(world, GOOD, more)
    assert "Ligne 2 : je ne connais pas le département « Bordeaux »" in said(wrong)
    assert "Nouvelles : 2" in said(right)

    # Lina regarde ce qu'il y a près d'elle, depuis le panneau, sans rien laisser derrière elle.
    await world.max.slash(world.staff, "panel post")
    panel = next(m for m in world.welcome.history(viewer=world.lina) if "Salut" in text_of(m))
    shown = await world.press(world.lina, panel, "directory:near")
    near = await world.send_form(world.lina, shown, place="33000", topic=["work"])
    assert "Info Jeunes Gironde" in said(near)
    assert "05 00 00 00 01" in said(near)
    assert await world.stored(Youth) == []

    # Elle préfère en parler. Sam lui propose la Mission Locale ; elle prépare sa fiche.
    assert "tickets:talk" in buttons_of(answers_of(near)[0])
    await world.ask(world.lina, "Je n'ose pas y aller.", topic="work")
    await world.claim(world.sam)
    await world.reply(world.sam, "On peut préparer ça ensemble.")
    form = await world.sam.slash(await world.thread(), "ticket refer", service="1")
    await world.send_form(world.sam, form, service=["1"], why="Ils reçoivent sans rendez-vous.")
    await world.restart()
    offer = world.dm_messages(world.lina)[-1]
    fill = await world.lina.user.click(offer, custom_id="referral:1:fill")
    sheet = await world.lina.user.submit_modal(
        fill, {"ticked": ["topic"], "name": "Lina", "words": "Un stage.", "reach": ""}
    )
    assert "Ta fiche est prête" in said(sheet)

    # Deux semaines après l'au revoir, une seule question, en un clic.
    await world.close(world.sam, "lead-given")
    await world.later(days=15)
    await world.lina.user.click(world.dm_messages(world.lina)[-1], custom_id="referral:1:said:went")
    await world.later(days=60)

    assert not any("ça a donné quoi" in words for words in world.in_dm(world.lina))
    assert "Bravo" in world.in_dm(world.lina)[-1]
    assert any("y est allé·e" in line for line in await world.in_thread())
    (referral,) = await world.stored(Referral)
    assert referral.answer == "went"
    counted = [fact.what for fact in await world.stored(Fact) if fact.what.startswith("referral")]
    assert counted == ["referral-offered", "referral-accepted", "referral-arrived"]
    assert [one.unanswered for one in await world.stored(Service)] == [0, 0]
