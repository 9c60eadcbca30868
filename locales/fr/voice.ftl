# La boîte à idées, les sondages, « vous avez dit, on a fait ».
# Au jeune qui tape /avis.
voice-box = Ton avis compte. Tu peux déposer une idée ou une critique, sans ton nom : l'équipe { $team } la lira plus tard. Personne ne peut te répondre ici.
# Le bouton qui ouvre la boîte.
voice-button-suggest = Déposer une idée
# Au jeune : la phrase à laquelle il dit oui. Autre phrase, autre version (bot/consents.py).
voice-ask-me = Tu veux qu'on te demande ton avis ? Une petite question en privé, une par semaine au plus. Ta réponse est comptée sans ton nom. Tu peux dire stop quand tu veux.
# Le bouton du oui.
voice-button-ask-me = Être consulté·e
# Au jeune qui avait dit oui à une phrase d'avant.
voice-asks-again = La phrase a changé : on te redemande.
# Au jeune qui a dit oui.
voice-you-are-asked = Tu as dit oui à une petite question de temps en temps.
# Au jeune qui vient de dire oui.
voice-will-ask = Merci. Je te poserai une petite question de temps en temps, une par semaine au plus. Pour arrêter : /stop, ou « Mes accords » dans /vie-privee.
# Titre de ce que l'équipe a fait des idées.
voice-answers = Vous avez dit, on a fait
# Le formulaire de la boîte.
voice-form-title = Déposer une idée
# Au jeune, en haut du formulaire : doit dire vrai sur qui lit.
voice-form-notice = L'équipe lira, plus tard, sans ton nom ni ton surnom. Personne ne peut te répondre ici : n'écris rien qui dise qui tu es. Pour parler à quelqu'un : /parler.
# Le champ du formulaire.
voice-form-words = Ton idée, ta critique
# Sous le champ.
voice-form-words-hint = Quelques phrases. 500 caractères au plus.
# Au jeune dont l'idée est gardée.
voice-kept = Merci, c'est déposé, sans ton nom. Si l'équipe en fait quelque chose, tu le verras avec /avis.
# À qui a écrit plus qu'il n'y a de place.
voice-too-long = C'est trop long : { $most } caractères au plus. Raccourcis un peu, et renvoie.
# Aux coordinateurs, dans leur salon.
voice-suggestion = Une idée · { $community }
# La même chose, quand elle accompagne une note.
voice-word = { $mark } Un mot avec une note · { $community }
# À la place de mots masqués.
voice-hidden = Masquée : ses mots sont effacés.
# Sous une idée que quelqu'un a lue.
voice-noted = Notée. Pour dire ce qu'elle devient : /vous-avez-dit
# Les boutons sous une idée.
voice-button-noted = C'est noté
voice-button-hide = Masquer (blessant)
# Au jeune qui a dit oui à être consulté. Les choix sont des boutons, écrits par l'équipe.
voice-poll =
    Une question, une seule, comme tu l'as voulu. Un clic suffit, et ton nom n'y est pas.
    {""}**{ $question }**
    C'est { $team } qui la pose. Tu peux changer jusqu'au { $until } au plus tard.
# Au jeune qui vient de voter.
voice-voted = C'est noté : { $choice }. Tu peux changer jusqu'à la fin.
# Au jeune qui vote trop tard.
voice-poll-over = Merci d'avoir voulu répondre. Cette question est finie : rien ne change plus. Pour dire ce que tu penses : /avis.
# Au coordinateur, avant l'envoi.
voice-poll-preview = Voilà ce que lira qui a choisi d'être consulté·e ({ $where }), pendant { $days ->
    [one] un jour
   *[other] { $days } jours
}. Personne n'est consulté deux fois en une semaine. Rien n'est encore parti.
# La même chose, quand un autre sondage est parti il y a peu.
voice-poll-after-another = ⚠️ Un autre sondage est parti il y a moins d'une semaine, ou est encore ouvert. Qui l'a reçu recevra celui-ci une semaine après l'autre, s'il est encore ouvert ce jour-là. Pour leur laisser le temps de répondre, garde-le ouvert deux semaines ou plus : l'option « jours ».
voice-button-send = Envoyer
# Au coordinateur qui a envoyé.
voice-poll-leaves = C'est parti, aux heures qui ne réveillent personne. Le résultat viendra dans le salon de coordination.
# Aux coordinateurs, dans leur salon, tant qu'un sondage est ouvert.
voice-poll-running =
    Un sondage est en cours ({ $where }), jusqu'au { $until } au plus tard :
    {""}**{ $question }**
voice-button-end = Finir maintenant
# Au coordinateur qui veut le finir avant.
voice-poll-ending =
    Finir maintenant ?
    {""}**{ $question }**
    Les réponses reçues sont comptées, comme à la fin prévue. Qui n'a pas encore répondu ne le pourra plus.
voice-button-end-sure = Oui, finir
voice-poll-ended = La question est finie. Le résultat arrive dans le salon de coordination.
# Au coordinateur dont le sondage ne va pas.
voice-no-choices = Il faut au moins deux choix différents. Écris-les chacun dans son champ, et renvoie.
# Aux coordinateurs, à la fin.
voice-results = Résultat d'un sondage ({ $where })
voice-result = { $choice } : { $count }
voice-result-few = { $choice } : moins de 5
voice-result-total = En tout : { $count }
voice-result-nothing = Trop peu de réponses pour en montrer une : on ne montre rien en dessous de 5, pour que personne ne soit reconnu. Laisse le prochain ouvert plus longtemps.
# À la place du nom d'une communauté.
voice-everywhere = toutes les communautés
# À tout le monde, dans le salon du panneau.
voice-you-said = Vous avez dit, on a fait ({ $team })
voice-said = Vous avez dit
voice-did = On a fait
voice-say-yours = Ton avis aussi : /avis
# Au coordinateur, avant la publication.
voice-answer-preview = Voilà ce que tout le monde lira ({ $where }), là où se trouve le panneau. Rien n'est encore publié.
voice-button-publish = Publier
# Au coordinateur qui a publié.
voice-published = C'est publié. Les trois derniers se relisent avec /avis.
# La même chose, quand des communautés n'ont pas de panneau. $communities est une liste de noms.
voice-published-not-in = Aucun panneau n'est posé ici, alors ce n'est pas affiché : { $communities }. On le lit quand même avec /avis. Pour l'afficher, demande à la modération de poser le panneau (/panneau publier), puis recommence pour cette communauté avec /vous-avez-dit.
# Au coordinateur, quand aucun panneau n'est posé.
voice-no-panel = Rien n'est publié : aucun panneau n'est posé, je n'ai pas d'endroit où l'afficher. Demande à la modération de la communauté de poser le panneau (/panneau publier), puis recommence avec /vous-avez-dit.
# Aux coordinateurs, dans leur salon, quand Discord n'a pas pris ce qui devait être affiché. $said est le début de ce que les jeunes ont dit.
voice-nowhere = ⚠️ « { $said } », avec ce que vous avez fait, n'est pas affiché dans { $community } : le salon du panneau n'existe plus, ou Discord refuse. On le lit quand même avec /avis. Pour l'afficher, demande à la modération de reposer le panneau (/panneau publier), puis recommence pour cette communauté avec /vous-avez-dit.
