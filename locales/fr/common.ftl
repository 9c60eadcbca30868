# Boutons et erreurs que plusieurs parties partagent. Chaque erreur dit quoi faire ensuite.
button-talk = Parler à quelqu'un
button-keep = Rester en contact
button-not-for-me = Pas pour moi
button-stop = Ne plus m'écrire
button-sos = Numéros d'aide
button-near = Près de moi
button-more-numbers = Autres numéros
button-write = Écrire
button-reply = Répondre
button-send = Envoyer
button-change = Changer
button-cancel = Annuler
button-undo = Annuler l'envoi
button-reply-anyway = Répondre quand même
button-edit = Corriger
button-erase = Supprimer
button-claim = Prendre
button-note = Note
button-release = Remettre
button-close = Fermer
button-withdraw = Retirer ma demande
button-withdraw-sure = Oui, je la retire
button-introduce = Me présenter
button-check-ins = Oui, prenez de mes nouvelles

# $code se donne à l'opérateur, qui le retrouve dans le journal.
error-unexpected = Oups, ça n'a pas marché. C'est moi, pas toi. Réessaie dans un instant. Si ça recommence, note ce code, qui ne dit rien de toi : { $code }. Une personne de l'équipe peut le transmettre à qui répare. Si ça presse :
error-unavailable = Oups, je n'arrive pas à ouvrir mes dossiers. C'est moi, pas toi. Ce n'est pas encore noté : réessaie dans quelques minutes. Si ça presse, n'attends pas :
error-conflict = Quelqu'un a été plus rapide. Regarde où ça en est, et réessaie si besoin.
error-not-a-mentor = C'est réservé aux mentors de l'équipe. Si tu en fais partie, demande le rôle mentor à la modération.
error-too-young-to-agree = Avant { $age } ans, il faut l'accord d'un parent pour que je t'écrive en premier : je ne le ferai pas, et je n'ai rien noté. Pour parler à quelqu'un, tu n'as besoin de personne : /parler.
error-in-team-server = Ça se fait dans le serveur de l'équipe, pas ici. Si tu en fais partie, va là-bas et tape la commande.
error-not-a-lead = C'est réservé à la personne référente protection de l'équipe. Pour signaler une inquiétude : /demande alerter, dans le fil.
error-not-a-coordinator = C'est réservé à la personne référente de l'équipe et aux personnes qui gèrent son serveur. Demande à l'une d'elles.
error-blocked = L'équipe a choisi de ne plus répondre à tes messages ici. D'autres personnes peuvent t'écouter, maintenant, gratuitement :
error-too-fast = Doucement, ça va un peu vite pour moi. Ce que tu as déjà envoyé est gardé. Tu peux réessayer dans { $minutes } min. /sos marche toujours :
error-not-a-moderator = C'est réservé aux personnes qui gèrent ce serveur. Demande à l'une d'elles.
error-not-yours = Je ne trouve pas cette demande. Tape /messages pour voir tes conversations, ou /file si tu es mentor.
error-not-here = Ça ne marche pas ici. Les commandes de demande se tapent dans le fil de la demande ; /file et /profil, dans le serveur de l'équipe. Si ce fil vient de s'ouvrir, réessaie dans une minute.
error-which-server = Je ne sais pas de quel serveur tu viens. Retourne là où tu m'as vu et tape la commande là-bas. Si ça presse : /sos.
error-set-up-first = Ici, l'accueil n'est pas ouvert. Tape /installer : la vérification dit ce qui manque, et l'ouvre.
error-not-set-up = Ici, l'accueil n'est pas ouvert pour le moment. Personne ne lirait ton message, alors je ne le prends pas. Tu peux prévenir la modération du serveur. Si ça presse :
error-gone = C'est déjà fait, ou c'est fermé. Pour une nouvelle demande : /parler.
error-gone-team = C'est déjà fait, ou c'est fermé. Le fil dit où ça en est ; /file montre ce qui attend.
error-blank-words = Il manque tes mots : je n'ai reçu que du vide. Recommence avec quelques mots, même « ça va pas » suffit.
error-your-words = Tes mots, pour ne pas les perdre

topic-school = École, reprendre, orientation
topic-training = Me former, alternance
topic-work = Boulot, stage, CV
topic-money = Argent, droits, papiers
topic-housing = Logement, dormir où
topic-transport = Transport, permis
topic-family = Famille, maison
topic-personal = Ça va pas fort, parler
topic-gaming = Jeu, stream, musique, projet
topic-other = Autre, ou je préfère ne pas dire

# Étiquettes de forum : 20 caractères au plus.
tag-school = École
tag-training = Formation
tag-work = Boulot
tag-money = Argent et droits
tag-housing = Logement
tag-transport = Transport
tag-family = Famille
tag-personal = Parler
tag-gaming = Jeu et création
tag-urgent = Urgent
tag-other = Autre
state-waiting = En attente
state-active = En cours
state-closed = Fermée

reach-dm = messages privés
reach-mailbox = boîte privée du serveur

language-fr = Français
language-en = English
country-FR = France
country-BE = Belgique
country-CH = Suisse
country-CA = Canada
country-UK = Royaume-Uni
country-DE = Allemagne
day-names = lun mar mer jeu ven sam dim
