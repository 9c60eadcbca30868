# Les choix de l'équipe, un par un : nom, puis à quoi ça sert et comment ça s'écrit.
settings-title = Ce que l'équipe a choisi
settings-how = Pour changer : /reglages changer. Pour tout emporter : /reglages exporter.
settings-nothing = aucun
settings-yes = oui
settings-no = non
settings-changed = C'est noté. { $what } : { $value }
settings-exported = Voici les choix de l'équipe, avec les nouvelles par sujet et les jours sautés. Aucun salon, aucun rôle, personne n'est nommé. /reglages importer les reprend, ici ou dans un autre serveur.
settings-imported = { $count ->
    [one] C'est fait : un choix est repris du fichier. /reglages voir montre le tout.
   *[other] C'est fait : { $count } choix sont repris du fichier. /reglages voir montre le tout.
}
settings-bad-what = Je ne connais pas « { $given } ». Choisis dans la liste qui s'ouvre, ou écris un de ces noms : { $known }. Rien n'a changé.
settings-bad-holidays = « { $given } » ne va pas. Écris oui, non, ou une région qui a ses propres jours fériés : { $known }. Rien n'a changé.
# $longest : lettres au plus ; $most : mots au plus. Les noms après le signe = sont fixes.
settings-bad-outcomes =
    Je n'arrive pas à lire « { $given } ». Écris chaque mot de l'équipe, puis =, puis ce que ça compte comme, par exemple : Alternance signée = entered-training; Permis en poche = entered-other. Au plus { $most }, chacun une seule fois et de { $longest } lettres au plus. Rien n'a changé.
    Ça peut compter comme : informed (information donnée), listened (écoute), lead-given (piste donnée), handed-over (relais passé), first-meeting (premier rendez-vous), entered-support (accompagnement), entered-training (école ou formation), entered-job (emploi), entered-other (autre entrée), on-their-own (continue par soi-même), no-news (sans nouvelles), declined (n'a pas souhaité continuer).
settings-bad-file = Je n'arrive pas à lire ce fichier. Il me faut celui que donne /reglages exporter : du texte TOML, 20 ko au plus. Rien n'a changé.

settings-name-hours = Horaires
settings-about-hours = Quand l'équipe est là. Par exemple : lun-ven 9:00-12:30 14:00-18:00; sam 10:00-12:00.
settings-name-holidays = Fermé les jours fériés
settings-about-holidays = oui (ceux du pays et du fuseau horaire), non, ou une région : Alsace, Moselle, Québec…
settings-name-quiet-hours = Heures calmes
settings-about-quiet-hours = Rien d'automatique n'est écrit à un jeune pendant ces heures. Par exemple : 21:00-9:00.
settings-name-answer-within-hours = Première réponse, en heures
settings-about-answer-within-hours = Ce qu'on annonce aux jeunes. Ensuite, je rappelle l'équipe, puis la personne référente, puis je dis la vérité au jeune.
settings-name-next-answer-hours = Réponses suivantes, en heures
settings-about-next-answer-hours = La même chose, dans une conversation commencée. Seules les heures d'ouverture comptent.
settings-name-alert-hours = Alerte à la personne référente, en heures
settings-about-alert-hours = Tout ce qui est resté sans réponse aussi longtemps, en heures d'ouverture.
settings-name-claim-hours = Demande prise sans réponse, en heures
settings-about-claim-hours = Ensuite, elle retourne dans la file.
settings-name-caseload = Demandes par mentor
settings-about-caseload = Au-delà, rien n'est proposé à qui est de permanence. Chaque mentor peut choisir son propre nombre : /profil.
settings-name-outcomes = Fins propres à l'équipe
settings-about-outcomes = Ajoutées au menu de l'au revoir, chacune avec ce que ça compte comme. Par exemple : Alternance signée = entered-training. Pour aucune : une virgule.
settings-name-invitations-per-week = Invitations par jeune et par semaine
settings-about-invitations-per-week = Au plus, toutes invitations ensemble, pour qui garde le contact : de 1 à 7.
settings-name-check-in-days = Jours des nouvelles
settings-about-check-in-days = Combien de jours après l'au revoir, au plus cinq fois. Par exemple : 2, 7, 30. Pour aucun : écris une virgule.
settings-name-referral-days = Après une orientation, en jours
settings-about-referral-days = Combien de temps après son oui le jeune est interrogé une fois : y es-tu allé·e ?
settings-name-retention-days = Durée de conservation des mots, en jours
settings-about-retention-days = Comptée depuis la fin de la conversation.
settings-name-identity-days = Durée de conservation des personnes, en jours
settings-about-identity-days = Comptée depuis leur dernier passage.
settings-name-age-floor = Âge minimum
settings-about-age-floor = 13, 15, 16 ou 18. En dessous, rien n'est gardé.
settings-name-digest = Mot du lundi
settings-about-digest = oui ou non : quelques mots sur la semaine, chaque lundi, dans le salon de qui coordonne (à choisir à la page 3 de /installer).
settings-bad-yes-no = « { $given } » ne va pas. Écris oui ou non. Rien n'a changé.
