# Les invitations : ce que l'équipe écrit aux jeunes qui ont accepté de garder le contact.
# Sous le texte d'une invitation, lu par un jeune. $team et $community sont des noms.
invitations-who = -# Écrit par l'équipe { $team }. Tu as accepté ses messages sur { $community }.

# Le formulaire, rempli par une personne qui coordonne.
invitations-form-title = Une invitation
invitations-form-words = Le texte
invitations-form-words-hint = En français. { "{équipe}" } et { "{communauté}" } sont remplis tout seuls.
invitations-form-english = Le texte en anglais
invitations-form-english-hint = Pour qui lit l'anglais. Vide : le texte français.

# Sous l'aperçu, lu par les personnes qui coordonnent. $count est « au moins » et un nombre, ou « moins de cinq ».
invitations-above = Ci-dessus : exactement ce qu'un jeune lira. Ici, les boutons ne font rien.
invitations-reach = En ce moment : **{ $count }** jeunes la recevraient. Sont laissés tranquilles : qui a dit stop, qui parle déjà avec quelqu'un, qui en a reçu { $cap } cette semaine.
invitations-few = moins de cinq
# $count est arrondi à la cinquaine en dessous : un oui de plus ou de moins ne doit pas se voir.
invitations-at-least = au moins { $count }
invitations-another = Une deuxième personne doit l'approuver avant qu'elle parte, dans les 72 heures : le bouton **Lire et décider**, sur la fiche de l'invitation.
invitations-decide = Est-ce qu'elle peut partir, telle quelle ?
invitations-approved = C'est approuvé. Elle part lentement, et jamais pendant les heures calmes. La fiche montre où elle en est.
invitations-approved-later = C'est approuvé. Elle partira au moment prévu, jamais pendant les heures calmes. La fiche montre où elle en est.
invitations-stop-sure = Arrêter cette invitation pour de bon ? Les messages déjà reçus restent. Elle ne pourra pas repartir.
invitations-stopped = C'est arrêté. Plus personne ne la recevra.

# La fiche d'une invitation, lue par les personnes qui coordonnent.
invitations-title = Invitation n° { $number }
invitations-state-draft = ✏️ Attend l'accord d'une deuxième personne
invitations-state-approved = ✅ Approuvée, pas encore partie
invitations-state-sending = 📨 En route, lentement. Rien ne part pendant les heures calmes.
invitations-state-paused = ⏸️ En pause : rien ne part
invitations-state-done = 🏁 Terminée
invitations-state-stopped = ⏹️ Arrêtée
invitations-state-lapsed = ⌛ Trop tard : pas partie à temps. Change le texte pour la proposer à nouveau.
invitations-written-by = Écrite par { $by }
invitations-approved-by = Approuvée par { $by }
invitations-everywhere = Pour toutes les communautés
invitations-in = Pour { $community }
invitations-at-once = Dès que c'est approuvé
invitations-at = Prévue : { $at }
invitations-for-outing = Campagne : { $name }
# $sent, $mailbox et $others sont des nombres, ou « moins de cinq ».
invitations-figures = Reçue : { $sent } · dans la boîte /messages : { $mailbox } · pas écrit : { $others }
invitations-small = Trop peu de jeunes ont accepté : leur nombre n'est pas montré.

# /inviter liste
invitations-list = Les dernières invitations
invitations-none = Pas encore d'invitation. La première : /inviter ecrire.
invitations-to-card = [Voir la fiche]({ $link })

# Ce qui ne va pas, dit à qui coordonne.
invitations-no-words = Il manque le texte en français. Rien n'est gardé : recommence avec quelques mots.
invitations-unknown-placeholder = Je ne sais pas par quoi remplacer { $unknown }. Je connais { "{équipe}" } et { "{communauté}" }. Rien n'est gardé ; ton texte est ci-dessous, à corriger.
invitations-too-long = Une fois les noms remplis, ce texte peut dépasser { $most } caractères : il ne partirait pas. Raccourcis-le. Rien n'est gardé ; ton texte est ci-dessous.
invitations-bad-moment = Je n'arrive pas à lire « { $given } », ou c'est déjà passé, ou à plus de 90 jours. Écris par exemple : 2026-03-14 18:00, ou 14/03 18h. Vide : dès que c'est approuvé.
invitations-nobody-open = Aucune de ces communautés ne prend de demandes en ce moment : qui répondrait trouverait porte fermée. Ouvre d'abord : /installer.
invitations-another-approves = C'est toi qui l'as écrite. Une autre personne doit l'approuver.
invitations-changed = Quelqu'un a changé ce texte entre-temps. Relis-le sur la fiche avec **Lire et décider**. Ce que tu as écrit est ci-dessous, s'il y a lieu.
invitations-lapsed = C'est trop tard : personne ne l'a approuvée dans les 72 heures. **Changer**, sur la fiche, la propose à nouveau.
invitations-moment-over = Le moment prévu pour son départ est passé : rien n'est parti. **Changer**, sur la fiche, permet de relire le texte et de la proposer à nouveau. Elle partira alors dès qu'elle sera approuvée.

# Les boutons de la fiche.
button-invitation-see = Lire et décider
button-invitation-change = Changer
button-invitation-approve = Oui, elle peut partir
button-invitation-pause = Pause
button-invitation-go-on = Continuer
button-invitation-stop = Arrêter
button-invitation-stop-sure = Oui, arrêter
