# Les permanences : des heures annoncées où des mentors sont là, dans une communauté.

# Lu par la personne qui coordonne, avant d'annoncer. $place est un salon, sous son nom.
permanences-draft =
    {""}**Voilà ce qui sera annoncé.** Personne ne le voit encore.
    {""}**{ $title }** · { $community } · { $place }
# Lu par la personne qui coordonne, après un changement.
permanences-changed =
    {""}**C'est changé.** Discord suit dans la minute.
    {""}**{ $title }** · { $community } · { $place }
permanences-no-dates = ⚠️ Aucune date dans les deux semaines qui viennent : vérifie les horaires, les jours fériés et les dates de début et de fin.
permanences-outside = ⚠️ Ces heures sortent des horaires de l'équipe. C'est possible : vérifie seulement que quelqu'un sera là.
permanences-missing = ⚠️ Dans ce serveur, il me manque : { $permissions }. Demande à la modération de les accorder au rôle Maraude ; j'essaie de nouveau tout seul.
permanences-closed = ⚠️ L'accueil n'est pas ouvert dans ce serveur : rien n'est annoncé tant qu'il est fermé.
permanences-button-publish = Annoncer
permanences-button-drop = Laisser tomber
permanences-published = **{ $title }** est annoncé. Les événements arrivent dans la minute, pour les deux semaines qui viennent, puis au fil des jours. Pour voir : /rendez-vous liste.
permanences-dropped = D'accord, rien n'est annoncé.
# La liste des permanences d'une équipe.
permanences-title = Les heures annoncées
permanences-none = Rien n'est annoncé. Pour commencer : /rendez-vous planifier.
permanences-line = **{ $title }** · { $community } · { $place } · { $dates }
permanences-line-no-date = aucune date pour l'instant
# Lu par la personne qui coordonne, après /rendez-vous annuler.
permanences-ended = **{ $title }** est terminé : ses événements et son panneau disparaissent dans la minute. Pour recommencer : /rendez-vous planifier.
permanences-day-off = C'est annulé ce jour-là pour **{ $title }** : l'événement disparaît dans la minute. Les autres dates restent.
# Ce qui ne va pas, lu par la personne qui coordonne.
permanences-which-community = Je ne sais pas de quelle communauté tu parles. Choisis-la dans la liste de l'option « communaute ». S'il n'y en a pas : /equipe relier.
permanences-bad-hours = Je ne comprends pas « { $given } ». Écris des jours et des heures, par exemple : mer 18:00-20:00; sam 14:00-16:00. Rien n'a changé.
permanences-bad-day = Je ne comprends pas « { $given } », ou la fin est avant le début. Écris une date, par exemple 2026-12-01 ou 1/12/2026. Rien n'a changé.
permanences-no-title = Il manque un titre : quelques mots que tout le monde lira. Rien n'a changé.
permanences-no-date = Il n'y a rien le { $given }. Choisis un jour dans la liste. Rien n'a changé.
permanences-too-many = Cette communauté a déjà { $most } rendez-vous annoncés. Termine-en un d'abord : /rendez-vous annuler.
permanences-no-such-place = Je ne trouve pas ce salon dans cette communauté, ou tout le monde ne le voit pas. Choisis-le dans la liste.
# Ce que la personne qui coordonne lit sans l'avoir demandé. $at est une date, $link un lien vers un événement, ou rien.
permanences-deleted = 📅 Quelqu'un a supprimé dans Discord l'événement **{ $title }** du { $at }, dans { $community }. C'est annulé ce jour-là, je ne le refais pas. Les autres dates restent. Si ce n'est pas voulu, parle à la modération.
permanences-place-gone = 📅 Le salon de **{ $title }**, dans { $community }, n'existe plus. J'ai tout annulé. Pour recommencer ailleurs : /rendez-vous planifier.
permanences-card-gone = 📅 Le panneau de **{ $title }**, dans { $community }, a été supprimé. Je ne le remets pas. Les événements restent. Pour en avoir un autre : /rendez-vous changer, option « panneau ».
permanences-refused = 📅 Discord refuse l'événement **{ $title }** du { $at }, dans { $community }. Change le titre ou le salon avec /rendez-vous changer, ou fais moins de dates : un serveur en a 100 au plus.
permanences-still-stands = 📅 Discord refuse que je retire un événement de **{ $title }**, dans { $community } : { $link }. Il n'est plus à jour : des jeunes pourraient venir pour rien. Supprime-le dans Discord, ou demande-le à la modération là-bas.

# Le panneau, dans un salon public, et le texte de l'événement. $channel est un salon, $team le nom de l'équipe.
permanences-card-where = C'est dans { $channel } :
permanences-card-no-date = Pas de date pour l'instant. Ça va revenir.
permanences-event = Des personnes de l'équipe { $team } sont là. Tu passes si tu veux, tu repars quand tu veux. Rien à demander, rien à préparer.
# Ce à quoi un jeune dit oui, à côté du bouton. Une autre phrase est une autre version : bot/consents.py.
permanences-remind-words = {""}**Préviens-moi** : un message privé une demi-heure avant, jamais la nuit. Rien d'autre. Tu dis stop quand tu veux.
button-remind-me = Préviens-moi
# Lu par le jeune qui vient de dire oui, ou de revenir dessus.
permanences-will-remind = C'est noté : un message privé, une demi-heure avant. Tu changes d'avis quand tu veux.
permanences-asks-again = {""}**Le texte a changé.** Relis, et redis oui si tu veux.
permanences-no-more = D'accord, je ne te préviens plus. Le reste ne change pas.
# Le message privé, une demi-heure avant. Rien ne dit à qui passe par là de quoi il s'agit.
permanences-reminder = Vers { $time }, il y a du monde sur le salon. Passe si tu veux.
permanences-button-open = Ouvrir le salon
permanences-button-no-more = Ne plus me prévenir
