# Inquiétudes, levée d'anonymat, signalements, blocages, journal.
protection-another-decides = Tu as fait la demande : une deuxième personne référente doit décider.
protection-too-late = Le délai est passé (30 minutes). Si c'est toujours nécessaire, refais la demande.
protection-nobody-answers = Personne de l'équipe n'a encore répondu à ta demande. Si quelque chose ne va pas, écris-le simplement dans la conversation.
protection-no-such-mentor = Cette personne n'a pas encore de profil. Elle tape d'abord /profil.
protection-concern = { $by } s'inquiète pour { $ticket }. La raison se lit ici, en privé :
protection-no-concerns = Aucune inquiétude ouverte.
protection-concerns-title = Ce qui inquiète l'équipe
protection-concern-kept = C'est noté, et la personne référente est appelée. Danger grave et immédiat : 112, tout de suite, sans attendre.
protection-lift-asked = Une levée d'anonymat est demandée pour { $ticket }. Une personne référente, autre que celle qui demande, doit lire la raison et décider, dans les 30 minutes.
protection-lift-decide =
    {""}**Lever l'anonymat de { $alias } ?**
    Demandé par { $by }. Le jeune { $told }.

    { $why }

    C'est définitif, visible de l'équipe, écrit au journal. On n'obtient qu'un compte Discord : ni nom, ni adresse. Danger grave et immédiat : 112 d'abord.
protection-told = sera prévenu
protection-not-told = ne sera pas prévenu (cela ajouterait du danger)
protection-lift-granted = L'anonymat est levé : demandé par { $by }, accepté par { $second }. L'identité se montre une seule fois, à { $by }, dans les 30 minutes.
protection-lift-refused = L'anonymat n'est pas levé : demandé par { $by }, refusé par { $second }.
protection-lift-lapsed = { $by }, personne n'a décidé de la levée d'anonymat dans les 30 minutes : rien n'a été montré. Si c'est toujours nécessaire, préviens de vive voix une autre personne référente, puis redemande ici : /protection lever. Danger grave et immédiat : 112, tout de suite, sans attendre.
protection-you-granted = C'est noté : tu as accepté. La personne qui a demandé est prévenue dans le fil.
protection-you-refused = C'est noté : tu as refusé. La personne qui a demandé est prévenue dans le fil.
protection-lift-kept = C'est demandé. Une autre personne, référente, doit accepter dans les 30 minutes. Danger grave et immédiat : 112, tout de suite, sans attendre.
protection-identity =
    Derrière { $alias } : <@{ $id }> (compte Discord { $id }).
    Ce message ne se montrera plus. Ne le copie nulle part ailleurs que là où il protège quelqu'un.
protection-lifted = On s'inquiète pour toi. Deux personnes de l'équipe { $team } ont décidé ensemble de voir quel est ton compte Discord, pour pouvoir te protéger. Personne d'autre ne le voit. Tu peux nous écrire ici. Si tu es en danger maintenant : 112, ou 114 par SMS.
protection-tell = Prévenir le jeune
protection-tell-not = Ne pas le prévenir : cela ajouterait du danger
protection-no-reports = Aucun signalement n'attend.
protection-reports-title = Ce que des jeunes ont signalé
protection-report-waits = Un signalement attend : /protection signalements. Il ne se lit que là, par les personnes référentes seules.
protection-report-urgent = 🔴 Un signalement attend, et ses mots ressemblent à un danger. Lis-le maintenant : /protection signalements. Le jeune a déjà vu les numéros d'aide. Danger grave et immédiat : 112.
protection-report-urgent-owner = 🔴 Un jeune a écrit à la personne référente de l'équipe { $team }, et ses mots ressemblent à un danger. Préviens-la tout de suite, et elle seule : elle le lit avec /protection signalements. Tu ne peux pas le lire toi-même. Ensuite, choisis-lui un salon à elle avec /installer : elle y sera appelée directement.
protection-report-kept = Merci. Seule la personne référente de l'équipe lit ce que tu as écrit. Pas la personne concernée. Tu peux continuer la conversation, ou la retirer dans /messages. Danger maintenant : /sos.
protection-block-sure = Ne plus répondre à cette personne ? Ses conversations avec l'équipe se ferment sans au revoir. Elle lira que l'équipe ne répond plus, avec les numéros d'aide. Ça tient un an, même avec un nouveau surnom. Tu n'as pas besoin de savoir qui c'est.
protection-blocked = C'est fait. L'équipe ne répond plus à **{ $alias }**. La personne référente peut revenir en arrière : /protection debloquer.
protection-unblocked = C'est fait : cette personne peut de nouveau écrire à l'équipe.
protection-no-blocks = L'équipe répond à tout le monde : personne n'est bloqué.
# Un surnom disparaît avec la demande ; il reste alors son numéro.
protection-blocks = L'équipe ne répond plus à :
protection-block-line = • **{ $name }**, depuis le { $since }, jusqu'au { $until }
protection-unblock = Répondre à { $name }
protection-vetted = C'est noté : { $mentor } peut répondre à des mineur·es, pendant un an.
protection-alerts-on = Les mots de danger appellent l'équipe.
protection-alerts-off = Les mots de danger montrent les numéros au jeune et marquent la demande, sans appeler l'équipe.
lift-danger-now = Danger de mort, maintenant
lift-minor-at-risk = Mineur·e en danger
lift-somebody-else = Une autre personne en danger
lift-law = La loi l'exige
lift-form-title = Lever l'anonymat
lift-form-notice = Seulement si une vie ou un·e mineur·e est en danger. Une autre personne, référente, doit accepter.
lift-form-reason = La raison
lift-form-why = Explique à la deuxième personne
lift-form-why-hint = Des faits, peu de mots. C'est gardé chiffré.
lift-form-tell = Le jeune
concern-form-title = Cette demande m'inquiète
concern-form-why = Qu'est-ce qui te préoccupe ?
concern-form-hint = Des faits, peu de mots. Seule la personne référente le lit.
report-form-title = Signaler la personne qui répond
report-form-why = Que s'est-il passé ?
report-form-hint = Seule la personne référente lit. Pas la personne concernée.
button-see-concerns = Lire et traiter
protection-close-concern = n° { $number } : traité
button-see-lift = Lire la raison et décider
button-lift-grant = J'accepte
button-lift-refuse = Je refuse
button-lift-look = Voir, une seule fois
button-report = Signaler
protection-report-seen = n° { $number } : traité
# Pour la personne référente seule : ce qui tient lieu de mots quand un jeune demande qu'elle lui écrive.
protection-wants-call-back = Après une note basse, ce jeune aimerait que tu lui écrives. Le bouton ouvre une nouvelle conversation avec toi ; la personne qui répondait ne peut pas la prendre.
# Le bouton de la personne référente qui veut écrire à ce jeune.
protection-write = n° { $number } : je lui écris
# Dans le salon de la personne référente, sans surnom ni raison.
protection-call-back-waits = Un jeune aimerait que la personne référente lui écrive : /protection signalements. Il ne se lit que là.
# À un jeune qui l'a déjà demandé.
protection-asked-already = C'est déjà demandé : la personne référente le sait et t'écrira. Si ça ne peut pas attendre : /sos.
protection-take-over = n° { $number } : je reprends la conversation
button-block = Oui, ne plus répondre
journal-empty = Le journal est vide.
journal-whole = ✅ { $count ->
    [one] Une ligne, chaîne intacte.
   *[other] { $count } lignes, chaîne intacte.
}
journal-broken = 🔴 La chaîne est rompue à la ligne { $number } : une ligne a été changée ou retirée. Préviens la personne qui exploite Maraude, garde ce fichier.
journal-a-youth = un jeune
journal-concern-opened = inquiétude ouverte
journal-concern-closed = inquiétude traitée
journal-lift-asked = levée d'anonymat demandée
journal-lift-granted = levée d'anonymat acceptée
journal-lift-refused = levée d'anonymat refusée
journal-identity-shown = identité montrée
journal-mentor-reported = mentor signalé
# Une ligne du journal de protection, que lisent les personnes référentes.
journal-call-back-asked = un jeune demande que la personne référente lui écrive
journal-report-seen = signalement traité
journal-report-taken-over = conversation reprise après signalement
journal-blocked = personne bloquée
journal-unblocked = personne débloquée
journal-mentor-vetted = mentor agréé pour les mineur·es
journal-alerts-on = alertes activées
journal-alerts-off = alertes coupées
protection-delay = C'est noté : une nouvelle carte attend au hasard, { $seconds } s au plus, pour qu'on ne devine pas qui vient de taper une commande. Une demande urgente n'attend jamais.
journal-delay-set = délai des cartes changé
protection-no-place = aucun
protection-place-changed = { $by } a changé ce qui décide de qui lit quoi : { $what }. Avant : { $before }. Maintenant : { $after }. Si personne ne t'en a parlé, demande tout de suite.
journal-staff-chosen = salon de l'équipe choisi
journal-mentor-chosen = rôle des mentors choisi
journal-lead-chosen = rôle de la personne référente choisi
journal-figures-chosen = salon de qui coordonne choisi
journal-alarms-chosen = salon de la personne référente choisi
protection-report-about-lead = Un jeune a signalé une personne qui a le rôle de référent·e de l'équipe { $team }. Cette personne ne peut pas le voir. Toute autre personne qui a ce rôle le lit avec /protection signalements ; si personne d'autre ne l'a, donne-le à une deuxième personne de confiance, qui n'est pas celle qui est concernée. Tu ne peux pas le lire toi-même, et Maraude ne dit ni qui a écrit, ni sur qui.
protection-reported-enough = Merci. La personne référente a déjà trois signalements de toi à lire : ils sont gardés, et suffisent pour agir. Tu n'as pas besoin de le réécrire.
protection-lead-decides = Quelque chose sur ce jeune attend encore la personne référente (une alerte, une inquiétude, une question) : pour le moment, c'est à elle de décider d'un blocage. Parle-lui. Rien n'a changé.
protection-blocked-by = { $by } a bloqué { $ticket } : l'équipe n'y répond plus. Est-ce juste ? Sinon : /protection debloquer.
protection-reports-more = { $count ->
    [one] et un plus ancien : traite d'abord ceux-ci
   *[other] et { $count } plus anciens : traite d'abord ceux-ci
}
journal-ends = Il se termine à la ligne { $number }, sceau `{ $seal }` : compare avec ce qui t'a été posté.
journal-anchor = 📒 Le journal se termine à la ligne { $number }, sceau `{ $seal }`. Garde ce message : /protection journal montre le même sceau à côté de cette ligne, aujourd'hui et plus tard. Sinon, des lignes ont été changées ou retirées.
protection-report-about-lead-urgent = 🔴 Ses mots ressemblent à un danger : c'est maintenant.
