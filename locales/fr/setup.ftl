# L'installation et le diagnostic.
setup-places =
    {""}**Installer Maraude (1/3)** · Où et qui
    Choisis un salon d'équipe **privé** (texte ou forum), les deux rôles, et le salon public du panneau. Chaque choix est gardé tout de suite.
setup-serves-here = { $count ->
    [one] Des jeunes écrivent dans ce serveur.
   *[other] Des jeunes écrivent dans ce serveur et dans d'autres : { $count } en tout (/equipe liste).
}
setup-serves-elsewhere = { $count ->
    [0] Aucun jeune n'écrit encore : relie une communauté (/equipe relier), ou laisse aussi écrire ici.
    [one] Des jeunes écrivent dans une autre communauté (/equipe liste), pas dans ce serveur.
   *[other] Des jeunes écrivent dans { $count } communautés (/equipe liste), pas dans ce serveur.
}
setup-also-here = Des jeunes écrivent aussi ici
setup-not-here = Personne n'écrit ici
setup-here =
    {""}**Ton serveur et l'équipe { $team }**
    Choisis le salon public du panneau, la langue et le pays des numéros d'aide. Le reste appartient à l'équipe.
setup-here-open = ✅ **Ouvert** : les jeunes peuvent écrire à l'équipe. Tu ne vois rien de leurs demandes.
setup-here-paused = ⏸️ **En pause** : aucune nouvelle demande. Les conversations ouvertes continuent.
setup-here-team-closed = ⏸️ **Ouvert de ton côté**, mais l'équipe ne prend pas de nouvelles demandes en ce moment. Demande-lui.
setup-open-here = Ouvrir ici
setup-pause-here = Mettre en pause
setup-own-team = Ma propre équipe
setup-just-paused = ⚠️ Je viens de mettre en pause : un point est devenu rouge ici.
setup-teams-own = Ça, c'est l'équipe { $team } qui le règle, dans son propre serveur : demande-lui. Ici, tu choisis le salon du panneau, la langue et le pays avec /installer. Rien n'a changé.
setup-pick-staff = Salon de l'équipe (privé, texte ou forum)
setup-pick-mentor = Rôle des mentors
setup-pick-lead = Rôle de la personne référente
setup-pick-panel = Salon du panneau (public)
setup-pick-figures = Salon de qui coordonne : le mot du lundi (sinon : référente, équipe)
setup-pick-alarms = Salon des alertes de la personne référente (sinon : équipe)
setup-next = Suite
setup-back = Retour
setup-check = Vérifier
setup-check-again = Vérifier encore
setup-rhythm =
    {""}**Installer Maraude (2/3)** · Votre rythme
    Équipe : **{ $team }**
    Horaires : { $hours }
    Nouvelles prises après (jours) : { $days } · jamais entre { $quiet }
    Mots gardés : { $retention } jours · personnes : { $identity } jours · âge minimum : { $floor } ans
    Réponse annoncée : { $answer } h · prise mais sans réponse, elle revient dans la file après { $claim } h
setup-never-open = aucun
setup-no-check-ins = jamais
setup-pick-language = Langue
setup-pick-country = Pays (numéros d'aide)
setup-pick-timezone = Fuseau horaire
setup-button-hours = Horaires
setup-button-pace = Suivi et délais
setup-button-team = Nom et heures calmes
setup-open-intake = Ouvrir l'accueil
setup-close-intake = Fermer l'accueil
setup-intake-open = ✅ **L'accueil est ouvert** : les jeunes peuvent écrire.
setup-intake-closed = ⏸️ **L'accueil est fermé** : personne ne peut encore écrire.
setup-just-closed = ⚠️ Je viens de fermer l'accueil : un point est devenu rouge.
setup-still-red = L'accueil ne peut pas ouvrir tant qu'il reste un point rouge. Répare-le comme indiqué, puis « Vérifier encore ».
setup-bad-hours = Je ne comprends pas « { $part } ». Écris par exemple : lun-ven 9:00-12:30 14:00-18:00; sam 10:00-12:00. Rien n'a changé.
setup-bad-days = « { $given } » ne va pas. Écris au plus cinq nombres de jours entre 1 et 365, par exemple : 2, 7, 30. Rien n'a changé.
setup-bad-number = « { $given } » ne va pas : il faut un nombre entre { $low } et { $high }. Rien n'a changé.
setup-bad-floor = « { $given } » ne va pas : l'âge minimum est 13, 15, 16 ou 18. Rien n'a changé.
setup-bad-quiet = Je ne comprends pas « { $given } ». Écris par exemple : 21:00-9:00. Rien n'a changé.
setup-no-team-name = Il manque le nom de l'équipe. Rien n'a changé.
hours-form-title = Horaires de l'équipe
hours-form-label = Une semaine
hours-form-hint = Par exemple : lun-ven 9:00-12:30 14:00-18:00; sam 10:00-12:00
pace-form-title = Suivi et délais
pace-form-check-in-days = Prendre des nouvelles après (jours)
pace-form-check-in-days-hint = Par exemple : 2, 7, 30. Vide : jamais.
pace-form-retention-days = Garder les mots (jours)
pace-form-retention-days-hint = Après la fin, de 30 à 365. Le formulaire du jeune le dit.
pace-form-age-floor = Âge minimum
pace-form-age-floor-hint = 13, 15, 16 ou 18. En France : 15.
pace-form-claim-hours = Rendre une demande sans réponse (heures)
pace-form-claim-hours-hint = De 1 à 72, après qu'un mentor l'a prise.
pace-form-answer-within-hours = Réponse annoncée au jeune (heures)
pace-form-answer-within-hours-hint = De 1 à 72, pendant vos horaires.
team-form-title = Nom et heures calmes
team-form-name = Nom de l'équipe
team-form-name-hint = Le jeune le lit : votre association.
team-form-quiet = Heures calmes
team-form-quiet-hint = Maraude n'écrit jamais en premier alors. Par exemple : 21:00-9:00
team-form-identity = Oublier les personnes après (jours)
team-form-identity-hint = Après leur dernière visite, de 30 à 365.

doctor-all-well = 🟢 Tout est en ordre.
doctor-no-staff = Aucun salon d'équipe n'est choisi. Choisis-le à la page 1 de /installer.
doctor-staff-gone = Le salon d'équipe choisi n'existe plus. Choisis-en un autre à la page 1 de /installer.
doctor-no-panel = Aucun salon n'est choisi pour le panneau. Choisis-le dans /installer.
doctor-panel-gone = Le salon du panneau n'existe plus. Choisis-en un autre dans /installer.
doctor-no-mentor-role = Aucun rôle mentor n'est choisi. Choisis-le à la page 1 de /installer.
doctor-mentor-role-gone = Le rôle mentor choisi n'existe plus. Choisis-en un autre à la page 1 de /installer.
doctor-no-lead-role = Aucun rôle référent n'est choisi. Choisis-le à la page 1 de /installer.
doctor-lead-role-gone = Le rôle référent choisi n'existe plus. Choisis-en un autre à la page 1 de /installer.
doctor-missing-permission = Dans { $channel }, il me manque « { $permission } ». Modifier le salon › Permissions › Maraude › coche-la.
doctor-staff-public = Tout le monde voit { $channel }. Modifier le salon › Permissions › @everyone › refuse « Voir le salon ».
doctor-mentors-blind = Les mentors ne peuvent pas lire ou écrire dans les fils de { $channel }. Modifier le salon › Permissions › rôle mentor › accorde « Voir le salon » et « Envoyer des messages dans les fils ».
doctor-lead-blind = La personne référente ne peut pas lire ou écrire dans les fils de { $channel }. Modifier le salon › Permissions › rôle référent › accorde « Voir le salon » et « Envoyer des messages dans les fils ».
doctor-role-of-everybody = Le rôle « { $role } » n'est pas donné à la main : tout le monde, ou un programme, le porte. Choisis un autre rôle à la page 1 de /installer.
doctor-mentors-commands = Les mentors ne voient pas leurs commandes (/file, /demande, /profil) dans { $channel }. Modifier le salon › Permissions › rôle mentor › accorde « Gérer les fils », ou Paramètres du serveur › Intégrations › Maraude.
doctor-others-see = D'autres rôles voient { $channel } : { $roles }. Si ce n'est pas voulu, retire-leur « Voir le salon ».
doctor-tags = Il manque à { $channel } des étiquettes : { $tags }. Modifier le forum › Étiquettes. Sans elles, tout marche, mais l'état ne se voit pas dans la liste.
doctor-panel-deleted = Quelqu'un a supprimé le panneau. Pour le remettre : /panneau publier. Si c'est voulu : /panneau retirer.
doctor-alarms-gone = Le salon des alertes n'existe plus : je les écris dans le salon d'équipe. Choisis-en un autre à la page 3 de /installer.
doctor-panel-hidden = Tout le monde ne voit pas le salon du panneau. Modifier le salon › Permissions › @everyone › accorde « Voir le salon », si c'est voulu.
doctor-ask-team = L'équipe n'est pas prête. Demande à l'équipe : elle seule peut le réparer, dans son serveur.
doctor-never-open = Aucun horaire n'est donné : les jeunes ne sauront pas quand quelqu'un répond. Page 2, bouton Horaires.
doctor-role-not-called = Je ne peux pas appeler le rôle « { $role } » : quand un danger presse, aucun téléphone ne sonne. Paramètres du serveur › Rôles › { $role } › accorde « Permettre à tout le monde de @mentionner ce rôle ».
# Lu par qui gère le serveur d'une communauté où des heures sont annoncées.
doctor-hangout-permission = Pour annoncer quand des mentors sont là, dans { $channel }, il me manque « { $permission } ». Paramètres du serveur › Rôles › Maraude, ou les permissions de ce salon › coche-la. Si ce n'est pas voulu, demande à l'équipe d'arrêter.
doctor-minors-wait = Aucun mentor n'est agréé pour les mineur·es : avant 18 ans, seules les personnes référentes peuvent répondre, et il en faut deux. La personne référente tape /protection agrement avec chaque mentor pour qui elle répond.

# Où il y a plusieurs programmes. Un jeune ne lit jamais ces phrases ; « maraude status » se tape dans un terminal.
doctor-programs-well = 🟢 Je tourne sur { $count } programmes à la fois ; dans chaque serveur, l'un d'eux répond.
doctor-programs-missing =
    { $dms ->
        [yes] 🔴 Une partie de moi est à l'arrêt : les messages privés ne sont pas lus, et dans certains serveurs personne n'a de réponse.
       *[no] 🔴 Une partie de moi est à l'arrêt : dans certains serveurs, personne n'a de réponse.
    } Préviens qui fait tourner Maraude : « maraude status » dit quoi démarrer.
doctor-programs-cut-off =
    { $dms ->
        [yes] 🟡 Une partie de moi n'entend plus Discord depuis { $since } : dans certains serveurs, personne n'a de réponse, et les messages privés seront lus à son retour.
       *[no] 🟡 Une partie de moi n'entend plus Discord depuis { $since } : dans certains serveurs, personne n'a de réponse.
    } Elle réessaie d'elle-même. Si ça dure, préviens qui fait tourner Maraude : discordstatus.com dit comment va Discord.
doctor-programs-twice = 🟡 Deux de mes programmes font le même travail : une réponse peut tarder ou se tromper. Préviens qui fait tourner Maraude : « maraude status » dit lesquels.
doctor-programs-silent = 🟡 Un de mes programmes ne donne plus signe de vie depuis { $since }. Les autres font son travail. Préviens qui fait tourner Maraude : « maraude status » dit quoi démarrer.
permission-view-channel = Voir le salon
permission-send-messages = Envoyer des messages
permission-embed-links = Intégrer des liens
permission-read-message-history = Voir les anciens messages
permission-create-public-threads = Créer des fils publics
permission-send-messages-in-threads = Envoyer des messages dans les fils
permission-manage-threads = Gérer les fils
permission-attach-files = Joindre des fichiers
permission-create-events = Créer des événements
permission-connect = Se connecter
permission-manage-channels = Gérer le salon
permission-mute-members = Rendre les membres muets
permission-move-members = Déplacer des membres
setup-lead-decides = Seule une personne qui a le rôle de référent·e change ceci maintenant : cela décide de qui lit ce que des jeunes ont confié. Demande à ta personne référente d'ouvrir /installer (il lui faut « Gérer le serveur »). Rien n'a changé.
