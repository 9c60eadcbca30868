"""Une soirée de stream: a word said on stream, a panel in the community, and what is counted."""

from models import Community, Fact, Youth
from tests.campaigns.outing import a_picture, begins, counted, fills, panels
from tests.setup.server import is_lead
from tests.teams.places import has_place_for_moderators, joins, linked
from tests.world import World, answers_of, buttons_of, only_for_them, said, text_of

FORM = {"topic": ["gaming"], "age": [], "wishes": ["dm"]}


async def test_une_soiree_de_stream(world: World) -> None:
    await world.is_set_up()
    is_lead(world, world.max)
    arenes = await linked(world, "Les Arènes")
    lina, noe = joins(world, world.lina, arenes), joins(world, world.noe, arenes)

    # La coordinatrice prépare la soirée, se trompe de mot entre accolades, voit, corrige, poste.
    options = {
        "community": "Les Arènes",
        "code": "Lobby 23",
        "picture": ("affiche.png", a_picture("purple")),
    }
    shown = await world.max.slash(world.staff, "campaign start", **options)
    wrong = await fills(world, shown, words_fr="Salut {prénom} !", days="ce soir")
    assert "Je ne sais pas par quoi remplacer {prénom}" in said(wrong)
    assert "Salut {prénom} !" in said(wrong)
    (card,) = answers_of(wrong)
    again = await world.press(world.max, card, "campaigns:change:1")
    preview = await fills(
        world,
        again,
        name="La soirée des Arènes",
        words_fr="On joue jusqu'à minuit. {équipe} est dans le lobby.",
        days="ce soir",
    )
    assert only_for_them(preview)
    assert "Les Ponts est dans le lobby." in said(preview)
    assert panels(arenes.welcome) == []
    (card,) = answers_of(preview)
    posted = await world.press(world.max, card, "campaigns:post:1")
    assert "**La soirée des Arènes** commence" in said(posted)
    (panel,) = panels(arenes.welcome)
    assert panel.embeds[0].title == "La soirée des Arènes"
    assert len(panel.attachments) == 1
    assert panels(world.welcome) == []

    # Ce qu'on lit pendant le stream, avec le QR code.
    told = await world.max.slash(world.staff, "campaign show", campaign="La soirée des Arènes")
    assert "tape /coucou avec le mot lobby23" in said(told)
    assert "n'attends pas : 112, 3114, 119" in said(told)
    assert f"/{arenes.welcome.id}/{panel.id}" in said(told)
    assert [file.filename for file in answers_of(told)[0].attachments] == ["qr.png"]

    # Lina a entendu le mot ; Noé passe devant le panneau et regarde les numéros d'abord.
    (hello,) = answers_of(await lina.slash(arenes.welcome, "hello", code="LOBBY23"))
    assert "On joue jusqu'à minuit." in text_of(hello)
    asks = await lina.click(hello, custom_id="tickets:talk:c1")
    sos = await noe.click(panel, custom_id="sos:show:c1")
    assert "Es-tu en danger maintenant" in said(sos)
    assert await world.stored(Youth) == []

    # La machine redémarre pendant que Lina écrit.
    await world.restart()
    has_place_for_moderators(world, arenes)

    received = await world.send_form(lina, asks, words="Je veux faire du montage.", **FORM)
    assert "C'est bien arrivé" in said(received)
    asks = await noe.click(panel, custom_id="tickets:talk:c1")
    await world.send_form(noe, asks, words="Et après le bac ?", **FORM)
    kept = await noe.click(panel, custom_id="greeting:keep:c1:1")
    assert "je peux t'écrire en premier" in said(kept)
    await world.claim(world.sam, 1)
    await world.reply(world.sam, "Salut, tu montes sur quoi ?", 1)
    assert any("tu montes sur quoi" in words for words in world.in_dm(lina))

    # Quelqu'un qui n'a rien entendu passe par l'autre serveur : rien de tout cela n'y compte.
    await world.ask(world.ines, "Je cherche un stage.")

    assert await counted(world, "asked") == [1, 1, None]
    assert sorted(await counted(world, "seen"), key=str) == [1, 1, 1, 1]
    assert await counted(world, "opted-in") == [1]
    assert await counted(world, "claimed") == [1]
    assert await counted(world, "answered") == [1]
    for fact in await world.stored(Fact):
        assert fact.campaign_id is None or fact.community_id == 2

    # Minuit passe : le panneau le dit, le mot ne marche plus, la conversation continue.
    await world.later(hours=10)
    assert panels(arenes.welcome) == []
    closed = next(m for m in arenes.welcome.history() if m.id == panel.id)
    assert "C'est fini. Merci pour ce moment." in text_of(closed)
    assert closed.attachments == []
    late = await lina.slash(arenes.welcome, "hello", code="lobby23")
    assert "Je ne connais pas ce mot, ou c'est terminé." in said(late)
    assert "tickets:talk" in buttons_of(answers_of(late)[0])
    await lina.user.send_dm("Sur Kdenlive.")
    assert any("Kdenlive" in words for words in await world.in_thread(1))
    await world.close(world.sam, ticket_id=1)
    assert await counted(world, "closed") == [1]
    answer = await world.max.slash(world.staff, "campaign list")
    assert "Terminée" in said(answer)
    assert len(await world.stored(Community)) == 2


async def test_whoever_pressed_a_panel_that_has_closed_since_is_still_welcome(
    world: World,
) -> None:
    """The message on a phone may be older than the one that stands."""
    await world.is_set_up()
    await begins(world, days="ce soir")
    (panel,) = panels(world.welcome)
    await world.later(hours=12)

    shown = await world.forge(world.lina, panel, "tickets:talk:c1")

    assert shown.modal is not None
