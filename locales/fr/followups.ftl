# Prendre des nouvelles. Rien ici ne dit à un regard de passage de quoi il s'agit.
# Un jeune lit, en message privé ou sur un écran verrouillé :
followups-question = Hello. On s'est parlé il y a quelque temps. Comment ça va maintenant ?
followups-last-question = Hello. C'est la dernière question prévue. Comment ça va maintenant ?
followups-door =
    Hello. Je ne t'écris plus pour demander. Tu n'as rien à faire, rien à expliquer.
    La porte reste ouverte : /parler, quand tu veux, sans raison.
followups-button-better = Mieux
followups-button-same = Pareil
followups-button-talk = J'aimerais parler
followups-button-later = Plus tard (demain)
followups-button-in-a-week = Dans une semaine
followups-button-not-now = Pas maintenant
followups-button-stop = Arrêter de demander
# Le jeune qui a répondu lit, à la place de la question :
followups-thanks-better = Merci de l'avoir dit. Content pour toi. /parler reste là si besoin.
followups-thanks-same = Merci de l'avoir dit. Si tu veux en parler, quelqu'un est là :
# $at est un moment que Discord montre dans le fuseau de qui lit.
followups-thanks-later = D'accord. Je redemande plus tard : { $at }.
followups-thanks-in-a-week = D'accord. Je redemande dans une semaine : { $at }.
followups-thanks-not-now = D'accord, pas maintenant. Merci de l'avoir dit. /parler reste là.
followups-thanks-stop = OK, je ne demande plus. Merci de l'avoir dit. /parler reste là.
followups-asks-again = Le texte a changé depuis. Relis, et redis oui si tu veux.
followups-accepted = Merci. Je prendrai de tes nouvelles dans quelques jours. Tu peux dire stop quand tu veux.
# L'équipe lit dans le fil :
followups-answered = **{ $alias }**, après { $days ->
    [0] quelques heures
    [one] un jour
   *[other] { $days } jours
} : { $said }
followups-silent = **{ $alias }** a laissé deux questions sans réponse. Je respecte ce silence : une dernière porte ouverte, puis plus rien.
# Ce qu'un jeune a répondu, dans le fil et dans le calendrier :
followups-said-better = « mieux »
followups-said-same = « pareil »
followups-said-talk = « j'aimerais parler » (une nouvelle demande est ouverte)
followups-said-later = « plus tard » (je redemande demain)
followups-said-in-a-week = « dans une semaine » (je redemande)
followups-said-not-now = « pas maintenant » (la suite reste prévue)
followups-said-stop = « arrêter de demander »
# Qui suit un jeune lit dans /demande suivi :
followups-calendar-title = { $alias } : prendre des nouvelles
followups-calendar-line = • { $at } · { $state }
followups-calendar-empty = Rien n'est prévu.
followups-calendar-not-agreed = Ce jeune n'a pas dit oui, ou a dit stop : rien ne lui est demandé.
followups-calendar-open = La demande est ouverte : les questions suivantes se prévoient à l'au revoir.
followups-calendar-silent = Deux questions sont restées sans réponse : c'est une réponse. Rien ne s'ajoute.
followups-state-planned = à venir
followups-state-sent = demandé, sans réponse
followups-state-answered = répondu
followups-state-skipped = pas demandé
followups-postponed = { $count ->
    [one] (remis une fois)
   *[other] (remis { $count } fois)
}
followups-button-move = Déplacer le { $day }
followups-button-cancel = Annuler le { $day }
followups-button-add = Ajouter une question
followups-form-title = Quand demander ?
followups-form-day = Quel jour
followups-form-day-hint = Par exemple : 24/01/2026. Au plus tard dans 180 jours.
followups-form-clock = À quelle heure
followups-form-clock-hint = À l'heure de l'équipe, hors des heures calmes. Par exemple : 14:00.
# Refus, pour qui suit un jeune :
followups-bad-moment = « { $given } » ne va pas. Écris un jour à venir, d'ici { $most } jours, et une heure, par exemple : 24/01/2026 et 14:00. Rien n'a changé.
followups-rests-then = À ce moment-là, je n'écris pas : heures calmes, ou jours sautés. Le premier moment possible ensuite : { $first }. Rien n'a changé.
followups-too-many = { $most } questions sont déjà prévues, c'est le maximum. Déplace ou annule-en une.
followups-same-day = Une question est déjà prévue ce jour-là après l'au revoir. Choisis un autre jour, ou déplace-la.
followups-still-talking = La demande est ouverte. Écris au jeune ; les questions se prévoient à l'au revoir.
followups-not-agreed = { $alias } n'a pas dit oui pour qu'on prenne de ses nouvelles, ou a dit stop. Rien n'est prévu. Sa porte à lui reste /parler.
followups-was-silent = { $alias } a laissé deux questions sans réponse. Je n'en ajoute pas : la porte reste ouverte de son côté.
followups-not-their-mentor = C'est à { $mentor }, qui suit cette demande, ou à la personne référente de changer ça. Rien n'a changé.
# Qui coordonne lit dans /suivis :
followups-plans-title = Prendre des nouvelles
followups-plans-usual = Après l'au revoir, en jours : **{ $days }**
followups-plans-topic = • { $topic } : **{ $days }**
followups-plans-skipped = Jours sautés (ce qui tombe dedans vient le premier matin après) :
followups-plans-none = Aucun jour n'est sauté.
followups-plans-how = Un sujet : `/suivis sujet`. Des vacances, une semaine d'examens : `/suivis sauter`. Les jours de tous les autres sujets : `/reglages changer`. Ce qui est déjà prévu ne bouge qu'à cause des jours sautés.
followups-bad-topic = Je ne connais pas ce sujet. Choisis-le dans la liste, ou écris un de ces noms : { $known }. Rien n'a changé.
followups-bad-period = « { $given } » ne va pas. Écris deux jours, le premier d'abord, par exemple 19/12/2026 et 04/01/2027 : au plus { $longest } jours, pas finis, d'ici deux ans. Rien n'a changé.
followups-too-many-periods = Il y a déjà { $most } périodes à venir. Retires-en une avec /suivis reprendre. Rien n'a changé.
