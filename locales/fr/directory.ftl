# L'annuaire : pour qui s'en occupe, puis pour qui cherche de l'aide près de soi.
directory-file = annuaire.csv
directory-faults-file = lignes-a-corriger.txt
directory-column-name = nom
directory-column-kind = type
directory-column-topics = sujets
directory-column-age-from = âge min
directory-column-age-to = âge max
directory-column-departement = département
directory-column-country = pays
directory-column-languages = langues
directory-column-phone = téléphone
directory-column-address = adresse
directory-column-hours = horaires
directory-column-link = lien
directory-column-verified-on = vérifié le
directory-column-verified-by = vérifié par
directory-kind-mission-locale = Mission Locale
directory-kind-youth-info = Info Jeunes
directory-kind-social = Social
directory-kind-health = Santé
directory-kind-housing = Logement
directory-kind-legal = Droits
directory-kind-shelter = Hébergement
directory-kind-training = Formation
directory-kind-work = Emploi
directory-kind-helpline = Numéro d'aide
directory-kind-other = Autre
# $kinds et $topics sont des listes de mots.
directory-how-to =
    Voici un fichier vide : une ligne par structure, dans un tableur, puis **/annuaire importer** avec le fichier (CSV, 1 Mo au plus).
    • Il faut le **nom**, le **type** et **vérifié le** (2026-11-25 ou 25/11/2026). Le reste peut rester vide.
    • **Type** : { $kinds }.
    • **Sujets**, séparés par | : { $topics }. Vide : tous.
    • **Département** : numéro ou nom. Vide : tout le pays.
    • **Langues** : fr | en | ar…
    Le même nom dans le même département met la ligne à jour, sans la doubler.
directory-button-starter = Ajouter les numéros nationaux (France)
# $added, $changed et $same sont des nombres de lignes.
directory-imported = C'est fait. Nouvelles : { $added }. Mises à jour : { $changed }. Déjà à jour : { $same }. Pour vérifier : /annuaire verifier.
directory-newer-here = { $count ->
    [one] Une ligne a été vérifiée plus récemment ici que dans le fichier : je ne l'ai pas touchée.
   *[other] { $count } lignes ont été vérifiées plus récemment ici que dans le fichier : je ne les ai pas touchées.
}
directory-faulty = { $count ->
    [one] Une chose est à corriger dans ce fichier :
   *[other] { $count } choses sont à corriger dans ce fichier :
}
directory-more-faults = … et { $count } de plus : tout est dans le fichier joint.
directory-nothing-imported = Rien n'est importé pour l'instant. Corrige le fichier et renvoie-le.
directory-button-good-ones = { $count ->
    [one] Importer la ligne juste
   *[other] Importer les { $count } lignes justes
}
directory-fault = • Ligne { $line } : { $about }
directory-fault-empty = le fichier est vide.
directory-fault-unreadable = la suite est illisible. Enregistre le fichier en « CSV UTF-8 ».
directory-fault-too-many = il y a trop de lignes ({ $cell } au plus). Coupe le fichier en plusieurs.
directory-fault-unknown-column = je ne connais pas la colonne « { $cell } ». Les noms sont dans le fichier vide de /annuaire importer.
directory-fault-column-twice = la colonne « { $column } » est là deux fois.
directory-fault-missing-column = il manque la colonne « { $column } ».
directory-fault-too-many-cells = « { $cell } » est en trop, après la dernière colonne. Mets entre guillemets ce qui contient une virgule ou un point-virgule.
directory-fault-double = c'est la même structure qu'à la ligne { $cell }.
directory-fault-missing = { $column } est vide.
directory-fault-too-long = { $column } est trop long (« { $cell } »…).
directory-fault-kind = je ne connais pas le type « { $cell } ».
directory-fault-topics = je ne connais pas un des sujets de « { $cell } ».
directory-fault-age = { $column } n'est pas un âge : « { $cell } ».
directory-fault-ages = l'âge min est plus grand que l'âge max : { $cell }.
directory-fault-departement = je ne connais pas le département « { $cell } ». Écris son numéro : 33, 2A, 971.
directory-fault-departement-abroad = il y a un département ({ $cell }), mais le pays n'est pas FR.
directory-fault-country = je ne connais pas le pays « { $cell } ». Écris FR, BE, CH, CA, UK ou DE.
directory-fault-languages = je ne comprends pas les langues « { $cell } ». Écris : fr | en | ar.
directory-fault-phone = « { $cell } » ne ressemble pas à un téléphone.
directory-fault-link = « { $cell } » n'est pas un lien. Il commence par https://
directory-fault-day = « { $cell } » n'est pas une date. Écris 2026-11-25 ou 25/11/2026.
directory-fault-future = « { $cell } » est une date à venir.
directory-exported = { $count ->
    [0] L'annuaire est vide. Voici un fichier à remplir, pour /annuaire importer.
    [one] Voici l'annuaire : une ligne.
   *[other] Voici l'annuaire : { $count } lignes.
}
directory-empty = L'annuaire est vide. Tu peux commencer par les numéros nationaux ; ce qui est près des jeunes, c'est ton équipe qui le connaît : /annuaire importer.
directory-in-order = { $count ->
    [one] Tout est en ordre : une ligne, vérifiée depuis moins de six mois.
   *[other] Tout est en ordre : { $count } lignes, toutes vérifiées depuis moins de six mois.
}
directory-to-check = { $count ->
    [one] Une ligne sur { $of } est à revoir :
   *[other] { $count } lignes sur { $of } sont à revoir :
}
directory-more-to-check = … et { $count } de plus, dans le fichier joint.
directory-after-check = Le fichier joint ne contient que ces lignes : appelle, corrige, change la date, puis /annuaire importer. Une structure a fermé ? /annuaire retirer.
directory-lack-stale = vérifiée le { $date }
directory-lack-no-contact = ni téléphone, ni adresse, ni lien
directory-lack-no-answer = plusieurs jeunes n'y ont eu aucune réponse
directory-no-such-service = Cette structure n'est pas dans l'annuaire. Choisis-la dans la liste qui s'ouvre quand tu tapes.
directory-removed = **{ $name }** n'est plus dans l'annuaire.
directory-file-too-large = Ce fichier est trop gros : 1 Mo au plus. Coupe-le en plusieurs.
directory-file-gone = Le fichier n'est plus là. Renvoie-le avec /annuaire importer.

# Pour les jeunes. Rien de ce qui est choisi ici n'est gardé.
near-form-title = Près de moi
near-form-notice = Personne ne voit ce que tu cherches, et rien n'est noté. Tu peux tout laisser vide.
near-form-place = Ton département
near-form-place-hint = Son numéro, son nom ou ton code postal : 33, Gironde, 33000.
near-form-topic = C'est plutôt à propos de quoi ?
near = De l'aide
near-title = De l'aide : { $place }
near-words = Personne d'autre ne voit ce message, et rien n'est noté.
near-nothing-here = Je ne connais rien de précis dans ce département. Voici ce qui répond partout.
near-nothing-exact = Je n'ai rien de précis pour ce sujet. Voici qui peut quand même t'aider à trouver.
near-nothing-yet = L'équipe n'a encore rien noté ici. Ce n'est pas une impasse : une vraie personne peut chercher avec toi, et les numéros d'aide répondent tout de suite.
near-which-place = Il y en a plusieurs : { $places }. Réessaie avec le numéro.
near-unknown-place = Je ne connais pas ce département. Réessaie avec son numéro ou ton code postal : 33, 2A, 971, 33000.
near-button-everywhere = Ce qui répond partout
near-button-more = Voir la suite
near-button-back = Revenir
near-verified = ✅ Vérifié le { $date }
near-verified-long-ago = ☑️ Vérifié le { $date }. Ça a pu changer : appelle avant d'y aller.
near-ages = De { $young } à { $old } ans
near-age-from = À partir de { $age } ans
near-age-to = Jusqu'à { $age } ans
