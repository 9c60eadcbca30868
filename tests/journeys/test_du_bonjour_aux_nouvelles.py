"""L'histoire entière : du bonjour aux premières nouvelles, avec un redémarrage au milieu."""

from models import Answer, CheckIn, CheckInState, Consent, Purpose, Ticket, TicketState, Youth
from tests.world import World, answers_of, buttons_of, only_for_them, said


async def test_lina_ecrit_sam_repond_et_prend_des_nouvelles(world: World) -> None:
    lina, sam, ines, max_ = world.lina, world.sam, world.ines, world.max

    # Max installe Maraude, ouvre l'accueil ; le panneau arrive dans le salon public.
    (page,) = answers_of(await max_.slash(world.welcome, "setup"))
    for which, place in (
        ("staff", world.staff),
        ("mentor", world.mentor_role),
        ("lead", world.lead_role),
        ("panel", world.welcome),
    ):
        await max_.select(page, [place], custom_id=f"setup:place:{which}")
    await max_.click(page, custom_id="setup:page:rhythm")
    await max_.click(page, custom_id="setup:page:check")
    assert "🔴" not in page.content
    assert "/protection agrement" in page.content
    await max_.click(page, custom_id="setup:intake:open")
    panel = world.welcome.last_message
    assert panel is not None
    assert set(buttons_of(panel)) == {"tickets:talk", "greeting:keep", "directory:near", "sos:show"}

    # Lina reste en contact : un consentement daté, un seul mot d'accueil, un bouton pour arrêter.
    answer = await lina.click(panel, custom_id="greeting:keep")
    assert only_for_them(answer)
    (consent,) = await world.stored(Consent)
    assert (consent.purpose, consent.given_at) == (Purpose.KEEP_IN_TOUCH, world.clock.at)
    (greeting,) = world.dm_messages(lina)
    assert "Merci de rester en contact" in greeting.content
    assert "privacy:stop" in buttons_of(greeting)

    # Le soir, elle demande à parler, et qu'on prenne de ses nouvelles.
    shown = await lina.click(panel, custom_id="tickets:talk")
    answer = await world.send_form(
        lina,
        shown,
        topic=["school"],
        words="J'ai lâché le lycée, je sais pas par où recommencer.",
        age=["15-17"],
        wishes=["dm", "check-ins"],
    )
    ticket = await world.ticket()
    alias = ticket.alias.name
    assert only_for_them(answer)
    assert alias in said(answer)
    assert "moins de 2 h" in said(answer)
    assert alias in world.in_dm(lina)[-1]

    # L'équipe voit une carte et un fil, sans trace de qui écrit.
    card = await world.card()
    assert alias in str(card.embeds[0].title)
    assert "J'ai lâché le lycée" in (await world.in_thread())[0]
    for trace in (str(lina.id), lina.name, "Lina", str(lina.user.dm_channel.id)):
        assert trace not in world.everything_staff_can_see()

    # Sam et Inès disent d'abord qui ils sont ; Léa répond d'eux : Lina est mineure.
    (who_are_you,) = answers_of(await world.claim(sam))
    shown = await sam.click(who_are_you, custom_id="mentors:introduce")
    await world.send_form(sam, shown, first_name="Sam", organisation="Les Ponts")
    shown = await ines.slash(world.staff, "profile")
    await world.send_form(ines, shown, first_name="Inès", organisation="Les Ponts")
    assert "personne mineure" in said(await world.claim(sam))
    for mentor in (sam, ines):
        await world.lea.slash(world.staff, "safeguard vet", mentor=mentor)

    # Sam prend la demande ; Inès l'apprend ; Lina sait qui répond, et qu'Inès veille aussi.
    await world.claim(sam)
    refused = await world.claim_anyway(ines)
    assert "Sam s'en occupe déjà" in said(refused)
    assert "**Sam**, de Les Ponts" in world.in_dm(lina)[-1]
    assert "un·e deuxième adulte" in said(await world.reply(sam, "Salut !"))
    await world.press(ines, await world.card(), "ticket:1:second")
    assert "**Inès**, de Les Ponts, lit aussi" in world.in_dm(lina)[-1]

    # Le programme redémarre ; rien n'est reposté.
    before = (len(world.in_dm(lina)), len(await world.in_thread()))
    await world.restart()
    assert (len(world.in_dm(lina)), len(await world.in_thread())) == before

    # Les mots voyagent dans les deux sens ; la conversation de l'équipe reste dans le fil.
    await world.reply(sam, "Salut ! Tu as envie de quoi, toi ?")
    assert world.in_dm(lina)[-1] == "**Sam** (Les Ponts) :\nSalut ! Tu as envie de quoi, toi ?"
    await lina.send_dm("D'un truc avec des animaux.")
    assert "D'un truc avec des animaux." in (await world.in_thread())[-1]
    spoken = len(world.in_dm(lina))
    await sam.send(await world.thread(), "Quelqu'un connaît une MFR par ici ?")
    assert len(world.in_dm(lina)) == spoken

    # Inès voit la file ; Sam ferme ; Lina reçoit un au revoir.
    assert alias in said(await sam.slash(world.staff, "queue"))
    await world.close(sam, "lead-given")
    assert "On ferme la conversation" in world.in_dm(lina)[-1]
    plan = await world.stored(CheckIn)
    assert [check_in.days for check_in in plan] == [2, 7, 30]

    # Deux jours après, Maraude prend des nouvelles, une fois.
    await world.later(days=2)
    await world.wake()
    question = world.dm_messages(lina)[-1]
    assert "Comment ça va maintenant ?" in question.content
    assert sum("Comment ça va" in words for words in world.in_dm(lina)) == 1

    # « J'aimerais parler » ouvre une demande à côté de l'ancienne, proposée d'abord à Sam.
    await lina.user.click(question, custom_id=f"tickets:again:{plan[0].id}")
    again = await world.ticket(2)
    assert (again.previous_id, again.state) == (1, TicketState.WAITING)
    assert "proposée d'abord à Sam" in said(await world.claim(ines, 2))
    await world.claim(sam, 2)
    await world.press(ines, await world.card(2), "ticket:2:second")
    await world.reply(sam, "Content de te relire. Raconte.", 2)
    assert (await world.ticket(2)).state is TicketState.ACTIVE
    assert (await world.stored(CheckIn))[0].answer is Answer.TALK

    # Tant qu'on parle, aucune question automatique.
    await world.later(days=5)
    states = {check_in.days: check_in.state for check_in in await world.stored(CheckIn)}
    assert states[7] is CheckInState.SKIPPED

    # Lina dit stop : plus rien ne part en premier, la conversation continue.
    assert "continue" in said(await lina.user.slash("stop"))
    await world.reply(sam, "Je suis là.", 2)
    assert "Je suis là." in world.in_dm(lina)[-1]
    await world.close(sam, "listened", 2)
    spoken = len(world.in_dm(lina))
    await world.later(days=40)
    assert len(world.in_dm(lina)) == spoken
    assert len(await world.stored(Youth)) == 1
    assert all(row.state is TicketState.CLOSED for row in await world.stored(Ticket))
