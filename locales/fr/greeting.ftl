# Le panneau, dans un salon public. $team est le nom de l'équipe.
panel-title = Salut, moi c'est Maraude
panel-words =
    Je suis un bot. Derrière moi, il y a une équipe : **{ $team }**.
    On aide pour les études, le taf, les papiers, ou juste pour parler.

    {""}**Parler à quelqu'un** : une vraie personne te répond. Ton pseudo Discord ne lui est pas montré.
    {""}**Rester en contact** : je pourrai t'écrire en premier, un mot d'accueil puis de temps en temps. Tu dis stop quand tu veux.
    {""}**Numéros d'aide** : tout de suite, jour et nuit.

    Personne d'autre ne voit ce que tu fais ici. Sinon, bon jeu.
hello =
    Salut, moi c'est Maraude. Je suis un bot. Derrière moi, il y a une équipe : **{ $team }**.
    On aide pour les études, le taf, les papiers, ou juste pour parler.
    {""}**Rester en contact** : je pourrai t'écrire en premier, un mot d'accueil puis de temps en temps. Tu dis stop quand tu veux.
    Tu cliques si tu veux. Personne d'autre ne voit ce message.
# Un jeune a tapé un mot que /coucou ne connaît pas ; la carte habituelle suit.
hello-code-unknown = Je ne connais pas ce mot, ou c'est terminé. Tu es au bon endroit quand même :
keep-asks-again =
    {""}**Le texte a changé.** Tu avais dit oui à l'ancien : je ne t'écris plus en premier. Relis, et redis oui si tu veux.
keep-thanks = C'est noté : je peux t'écrire en premier. Un mot d'accueil arrive bientôt en message privé, jamais la nuit. S'ils sont fermés, il t'attend dans /messages. Tu changes d'avis quand tu veux.
keep-already = C'est noté : on reste en contact. Tu changes d'avis quand tu veux.
# Lu par qui vient de dire oui, là où des heures sont annoncées ; « Préviens-moi » suit.
keep-hangouts = Des gens de l'équipe passent ici à des heures annoncées.
welcome =
    Salut. Merci de rester en contact, comme tu l'as choisi. Pas besoin de répondre.
    C'est Maraude, de { $community }. L'équipe { $team } est là si tu as envie de parler, de rien ou de tout.
not-for-me = Pas de souci. Je ne t'écris pas, et je n'ai rien noté. Si un jour tu changes d'avis : /coucou.
greeting-no-panel-channel = Aucun salon n'est choisi pour le panneau. Tape /installer et choisis-en un.
panel-posted = Le panneau arrive dans { $channel }.
panel-removed = Le panneau est retiré. Pour le remettre : /panneau publier. L'accueil, lui, s'ouvre et se ferme avec /installer.
panel-not-there = Il n'y a pas de panneau à retirer. Pour en publier un : /panneau publier.
# Qui a dit oui au contact lit ceci autour des mots de la communauté : d'abord rien qui se devine, puis qui écrit, et comment arrêter.
welcome-hello = Salut. Merci de rester en contact, comme tu l'as choisi. Pas besoin de répondre.
welcome-who = C'est Maraude, un bot, de { $community }. Derrière moi, il y a l'équipe { $team }.
welcome-way-out = Pour que je n'écrive plus en premier : le bouton, ou /stop.
# Un modérateur choisit quel texte écrire ; le crayon marque ceux qui le sont déjà.
greeting-words-which =
    Quel texte veux-tu écrire avec vos mots ? ✏️ : il est déjà à vous.
    {""}**Panneau** : ton titre et ton introduction se placent au-dessus de nos phrases. Les nôtres restent : qui est derrière, à quoi on dit oui, ce que personne ne voit.
    {""}**Mot d'accueil** : ce que lit, une seule fois, en message privé, qui veut rester en contact.
# Les boutons de ce choix, de l'aperçu, et le titre de la fenêtre. $language est une langue.
button-words-panel = Panneau · { $language }
button-words-welcome = Mot d'accueil · { $language }
button-words-keep = Garder
button-words-change = Changer
button-words-ours = Revenir au texte de Maraude
greeting-panel-form-title = Le panneau, avec vos mots
greeting-welcome-form-title = Le mot d'accueil, avec vos mots
greeting-form-heading = Titre
greeting-form-heading-hint = Vide : « Salut, moi c'est Maraude ».
greeting-form-words-hint = Court, sans question. { "{équipe}" } et { "{communauté}" } deviennent leurs noms.
# Un modérateur voit ses mots comme les jeunes les liront, puis décide.
greeting-words-preview = Voilà ce que les jeunes liront, boutons compris. Rien n'est changé tant que tu n'as pas appuyé sur **Garder**.
greeting-words-changed = ✏️ Quelqu'un a changé ce texte entre-temps. Voilà où il en est. Rien n'est gardé.
greeting-words-kept-panel = C'est gardé. Le panneau change dans un instant. Pour le revoir : /panneau apercu.
greeting-words-kept-unposted = C'est gardé. Le panneau n'est pas publié : /panneau publier.
greeting-words-kept-language = C'est gardé pour le jour où le panneau parlera cette langue ({ $language }). La langue se choisit avec /installer.
greeting-words-kept-welcome = C'est gardé. Les prochaines personnes qui restent en contact le liront.
greeting-words-ours = C'est fait : Maraude reprend son propre texte.
# Ce qui ne va pas dans le texte d'un modérateur ; il lui est rendu en dessous.
greeting-words-blank = Il manque tes mots : rien n'est changé. Pour reprendre le texte de Maraude : /panneau texte, puis « Revenir au texte de Maraude ».
greeting-words-unknown = Je ne sais pas par quoi remplacer { $unknown }. Je connais { "{équipe}" } et { "{communauté}" }. Rien n'est changé : corrige, et renvoie.
greeting-words-too-long = C'est trop long : avec les noms, ce texte peut dépasser { $most } caractères, et personne ne le lirait. Raccourcis-le. Rien n'est changé.
greeting-title-too-long = Le titre est trop long : avec les noms, il peut dépasser { $most } caractères. Raccourcis-le. Rien n'est changé.
greeting-words-link = Pas de lien dans le mot d'accueil : un message privé avec un lien fait penser à une arnaque. Retire-le. Rien n'est changé.
greeting-words-gone = Je ne trouve pas ce texte : il n'est plus là. Pour recommencer : /panneau texte.
# L'image au-dessus du panneau, pour un modérateur.
greeting-picture-missing = Il manque l'image. Tape /panneau image avec un fichier et une description, ou avec « retirer » pour l'enlever.
greeting-picture-undescribed = Il manque la description : une phrase qui dit ce qu'on voit, pour qui ne voit pas l'image. Rien n'est changé.
greeting-picture-too-large = Cette image est trop grande. Essaie avec moins de 8 Mo. Rien n'est changé.
greeting-picture-unreadable = Je n'arrive pas à lire ce fichier comme une image. Essaie avec un PNG ou un JPEG. Rien n'est changé.
greeting-picture-kept = C'est gardé. L'image arrive au-dessus du panneau dans un instant.
greeting-picture-kept-unposted = C'est gardé. L'image sera au-dessus du panneau : /panneau publier.
greeting-picture-still = Elle bougeait : il en reste la première image, sans mouvement.
greeting-picture-removed = L'image est enlevée.
greeting-picture-not-there = Il n'y a pas d'image au-dessus du panneau. Pour en mettre une : /panneau image.
# Un modérateur demande quelque chose dans un salon où Maraude n'a pas le droit. $rights sont les noms de Discord.
greeting-may-not-post = Dans { $channel }, il me manque : { $rights }. Donne-moi ce droit dans les réglages du salon, puis recommence.
# Le panneau pour les nouvelles personnes, pour un modérateur.
greeting-newcomers-on = Le panneau est publié dans { $channel }, et de nouveau quand quelqu'un arrive sur le serveur, toutes les 6 heures au plus. L'ancien s'en va. Personne n'est nommé ni appelé. Pour arrêter : /panneau nouveaux, avec « arreter ».
greeting-newcomers-off = Rien n'est publié pour les nouvelles personnes. Pour commencer : /panneau nouveaux, avec un salon.
greeting-newcomers-stopped = C'est arrêté. Le message publié pour les nouvelles personnes s'en va.
greeting-newcomers-unheard =
    Je ne peux pas savoir que quelqu'un arrive : sur cette installation, Discord ne me le dit pas, et c'est un choix.
    Discord sait montrer le panneau lui-même : Paramètres du serveur, puis l'accueil des nouveaux membres (« Onboarding »). Mets-y le salon du panneau par défaut, et dans le guide du serveur. Pas à pas : la page « onboarding » du manuel de Maraude.
# Qui gère le serveur le lit quand le salon choisi a été supprimé. $team est le nom de l'équipe.
greeting-newcomers-gone = Le salon où le panneau de l'équipe { $team } était publié pour les nouvelles personnes n'existe plus : je n'y publie plus rien. Pour en choisir un autre : /panneau nouveaux.
