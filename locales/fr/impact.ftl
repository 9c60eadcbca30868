# Les chiffres, lus par qui coordonne le projet et, dans le tableau, par qui le finance. Jamais par un jeune.
impact-title = Ce que ça a donné : { $period }
# En mots, au-dessus des chiffres. $count et $before sont des nombres de demandes, de conversations.
impact-words-asked = { $count ->
    [0] Aucune demande n'est arrivée.
    [one] Une demande est arrivée.
   *[other] { $count } demandes sont arrivées.
}
impact-words-asked-compared = { $count ->
    [0] Aucune demande n'est arrivée ({ $before } la période d'avant).
    [one] Une demande est arrivée ({ $before } la période d'avant).
   *[other] { $count } demandes sont arrivées ({ $before } la période d'avant).
}
impact-words-asked-held-back = Le nombre de demandes est masqué.
impact-words-conversation = { $count ->
    [0] Aucune conversation n'a commencé.
    [one] Une conversation a commencé.
   *[other] { $count } conversations ont commencé.
}
impact-words-conversation-compared = { $count ->
    [0] Aucune conversation n'a commencé ({ $before } la période d'avant).
    [one] Une conversation a commencé ({ $before } la période d'avant).
   *[other] { $count } conversations ont commencé ({ $before } la période d'avant).
}
impact-words-conversation-held-back = Le nombre de conversations est masqué.
impact-words-waits = Une fois sur deux, la première réponse est partie en { $half } ou moins.
impact-words-waits-in-hours = Pour les demandes envoyées quand l'équipe était là : en { $half } ou moins.
impact-words-out-of-hours = { $share } demandes sur 100 sont arrivées en dehors des heures d'ouverture.
# $least : à partir de combien un nombre est montré.
impact-words-held-back = « masqué » : moins de { $least }, ou de quoi retrouver un nombre de moins de { $least }. C'est pour protéger les jeunes.
impact-only = Seulement : **{ $place }**
impact-footer = Périodes finies, comparées à celle d'avant. Rien sous { $least }. Données déclaratives ; aucun lien de cause à effet. Personne n'est nommé, aucun mentor n'est classé.
impact-line = { $name } : **{ $now }** (avant : { $before })
impact-held-back = masqué
impact-more = … la suite est dans le tableau.
impact-no-value = Sans précision
impact-no-campaign = Hors campagne
impact-gone = (effacé)
impact-minutes = { $count ->
    [0] moins d'une minute
    [one] une minute
   *[other] { $count } minutes
}
impact-hours = { $hours } h { $minutes }
button-impact-before = Avant : { $period }
button-impact-table = Tableau (CSV)

impact-section-funnel = Du premier regard à l'au revoir
impact-section-topics = Sujets des demandes
impact-section-hours = Quand les demandes arrivent
impact-section-outcomes = Comment ça s'est terminé
impact-section-own = Les fins propres à l'équipe
impact-section-exits = Sorties positives, deux façons de compter
impact-section-communities = Demandes par communauté
impact-section-campaigns = Demandes par campagne
impact-section-check-ins = Nouvelles après l'au revoir
impact-section-ratings = Notes
impact-section-box = Boîte à idées
impact-section-waits = Délais

impact-name-seen = Vues utiles
impact-name-opted-in = Accords pour garder le contact
impact-name-asked = Demandes
impact-name-claimed = Demandes prises
impact-name-conversation = Conversations
impact-name-referral-offered = Orientations proposées
impact-name-referral-accepted = Orientations acceptées
impact-name-referral-arrived = Orientations abouties
impact-name-closed = Demandes terminées
impact-name-answered = Premières réponses
impact-name-median = Délai de première réponse, médiane (minutes)
impact-name-ninth = Délai de première réponse, neuf sur dix (minutes)
impact-name-answered-in-hours = Premières réponses aux demandes envoyées aux heures d'ouverture
impact-name-median-in-hours = Leur délai, médiane (minutes)
impact-name-ninth-in-hours = Leur délai, neuf sur dix (minutes)
impact-name-asked-after = Nouvelles demandées
impact-name-check-in-answered = Nouvelles reçues
impact-name-asked-to-rate = Notes demandées
impact-name-rated = Notes reçues
impact-name-suggested = Idées et critiques reçues
impact-hour-in-hours = Aux heures d'ouverture
impact-hour-out-of-hours = En dehors
impact-exit-strict = Sorties positives, au sens strict
impact-exit-wide = Sorties dynamiques, au sens large
# Une fin propre à l'équipe, et la fin habituelle qui la compte aussi.
impact-own = { $word } (comptée dans : { $outcome })
impact-answer-better = « Mieux »
impact-answer-same = « Pareil »
impact-answer-talk = « J'aimerais parler »
impact-answer-not-now = « Pas maintenant »
impact-answer-stop = « Ne plus demander »
impact-mark = Note { $mark } sur 5

impact-month-1 = janvier
impact-month-2 = février
impact-month-3 = mars
impact-month-4 = avril
impact-month-5 = mai
impact-month-6 = juin
impact-month-7 = juillet
impact-month-8 = août
impact-month-9 = septembre
impact-month-10 = octobre
impact-month-11 = novembre
impact-month-12 = décembre
impact-quarter-1 = 1er trimestre { $year }
impact-quarter-2 = 2e trimestre { $year }
impact-quarter-3 = 3e trimestre { $year }
impact-quarter-4 = 4e trimestre { $year }

# Ce qui ne peut pas être montré, et quoi faire à la place.
impact-unknown-period = Je ne comprends pas « { $given } ». Choisis dans la liste, ou écris un mois ({ $month }), un trimestre (2026-T3) ou une année (2026).
impact-still-runs = { $given } n'est pas fini. Un chiffre qui bouge encore, lu deux jours de suite, dirait qui est arrivé entre les deux : je ne montre que ce qui est fini. Tu peux demander : { $closed }.
impact-unknown-place = Je ne trouve pas cette communauté ou cette campagne. Choisis dans la liste qui s'ouvre.
impact-one-only = Une communauté ou une campagne, pas les deux : il resterait trop peu de monde pour compter sans reconnaître. Choisis l'une des deux.

# Le tableau, qui peut sortir de l'équipe.
impact-table-here = Voici le tableau. Il peut sortir de l'équipe : rien n'y est sous 11, et « s » veut dire masqué. Les définitions sont dans le guide, page des indicateurs.
impact-table-team = Équipe
impact-table-period = Période
impact-table-before = Période comparée
impact-table-definitions = Version des définitions
impact-table-held-back = Masqué (s)
impact-table-secret = { $least }, ou permettrait de retrouver un nombre { $least } ; 0 est montré
impact-table-source = Source
impact-table-declared = données déclaratives, comptées sans nom par Maraude ; aucun lien de cause à effet
impact-table-only = Seulement
impact-table-section = rubrique
impact-table-key = code
impact-table-name = indicateur
impact-table-now = n
impact-table-then = n avant

# Le mot du lundi, dans le salon de qui coordonne. $roughly est un des deux qui suivent : jamais un nombre exact.
impact-week = **La semaine du { $day } { $month }, en quelques mots**
impact-week-asked = Demandes : { $roughly }.
impact-week-conversation = Conversations commencées : { $roughly }.
impact-week-referral-accepted = Orientations acceptées : { $roughly }.
impact-week-closed = Demandes terminées : { $roughly }.
impact-week-few = moins de { $most }
impact-week-between = de { $first } à { $last }
# À la place des quatre lignes, quand un mois a fini pendant la semaine.
impact-week-two-months = Cette semaine touche deux mois : elle n'est pas comptée à part. Un mois s'est terminé ({ $month }) : il se lit en entier avec /impact.
impact-week-more = À regarder ensemble : qui attend, avec /file. Un mois fini : /impact. Pour ne plus recevoir ce mot : /reglages changer.

# Les images et la page pour les financeurs. $least : à partir de combien un nombre est montré.
button-impact-charts = Images
button-impact-sheet = Bilan (PDF)
impact-charts-here = Voici les images de { $period }. Leur contenu est décrit aussi en mots, pour les lecteurs d'écran.
impact-sheet-here = Voici la page de { $period }. Elle peut sortir de l'équipe : rien n'y est sous 11.
impact-chart-months = Mois après mois
impact-chart-asked = demandes
impact-chart-conversations = conversations
impact-chart-note = — : moins de { $least }, ou caché pour qu'aucun petit nombre ne se devine.
# Décrit une image à qui ne la voit pas. $rows sont les phrases qui suivent, l'une après l'autre.
impact-alt-funnel = Barres, { $period } et { $before }. { $rows }
impact-alt-row = { $name } : { $now }, avant { $before }.
impact-alt-months = Deux courbes sur douze mois, demandes et conversations. { $rows }
impact-alt-month = { $month } : { $asked } et { $talked }.
# Le bilan d'une page.
impact-sheet-title = Bilan : { $period }
impact-sheet-under = { $team } · du { $first } au { $last } · définitions, version { $version }
impact-sheet-median = Une fois sur deux, en
impact-sheet-ninth = Neuf fois sur dix, en
impact-sheet-median-in-hours = Aux heures d'ouverture : la moitié en
impact-sheet-more = … et { $count } autres, dans le tableau
impact-sheet-note = Données déclaratives, comptées sans nom au moment où les choses arrivent. Aucun lien de cause à effet n'est affirmé. Au sens strict : entrées en école, formation, emploi ou autre service ; au sens large : aussi accompagnements commencés et premiers rendez-vous. Aucun mentor n'est compté ni classé.
impact-short-1 = janv.
impact-short-2 = févr.
impact-short-3 = mars
impact-short-4 = avr.
impact-short-5 = mai
impact-short-6 = juin
impact-short-7 = juil.
impact-short-8 = août
impact-short-9 = sept.
impact-short-10 = oct.
impact-short-11 = nov.
impact-short-12 = déc.
impact-short-quarter = T{ $number } { $year }
