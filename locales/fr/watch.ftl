# Ce qui n'arrive pas, et ce qu'il faut réparer. $since est un moment que Discord affiche.
watch-title = Pour la personne référente
watch-late-words = { $count ->
    [one] ⚠️ Un message n'arrive pas à destination depuis { $since } : { $why }. Rien n'est perdu, je continue d'essayer, et la personne qui attend est prévenue. Tape /diagnostic : il dit quoi réparer.
   *[other] ⚠️ { $count } messages n'arrivent pas à destination ; le plus ancien attend depuis { $since } : { $why }. Rien n'est perdu, je continue d'essayer, et les personnes qui attendent sont prévenues. Tape /diagnostic : il dit quoi réparer.
}
# $places : les serveurs dont c'est le panneau.
watch-late-panel = { $count ->
    [one] ⚠️ Je n'arrive pas à publier, mettre à jour ou retirer le panneau de { $places } depuis { $since } : { $why }. Je continue d'essayer. Tape /diagnostic dans ce serveur : il dit quoi réparer.
   *[other] ⚠️ Je n'arrive pas à publier, mettre à jour ou retirer les panneaux de { $places } depuis { $since } : { $why }. Je continue d'essayer. Tape /diagnostic dans chaque serveur : il dit quoi réparer.
}
# $places : les fils ou salons où il en reste quelque chose.
watch-late-leftover = { $count ->
    [one] ⚠️ Une conversation effacée est encore lisible dans { $places } : depuis { $since }, je n'arrive pas à y supprimer ce qui reste, car { $why }. Je continue d'essayer. Supprime-le à la main, ou tape /diagnostic : il dit quoi réparer.
   *[other] ⚠️ { $count } conversations effacées sont encore lisibles dans { $places } : depuis { $since }, je n'arrive pas à y supprimer ce qui reste, car { $why }. Je continue d'essayer. Supprime-le à la main, ou tape /diagnostic : il dit quoi réparer.
}
watch-alarm = 🔴 { $words }
# Au jeune, quand l'équipe n'a pas encore reçu ses mots.
watch-sorry = Je n'arrive pas à transmettre tes mots à l'équipe pour l'instant. C'est moi, pas toi. Ils sont gardés et je continue d'essayer : tu n'as rien à refaire. Si ça ne peut pas attendre :
watch-why-gone = le salon n'existe plus
watch-why-permission = il me manque une permission
watch-why-threads = le serveur a 1 000 fils ouverts, Discord n'en prend pas plus : archivez-en
watch-why-refused = Discord le refuse
watch-why-discord = Discord a une panne
watch-why-no-answer = Discord ne répond pas
watch-why-version = il me faut une version plus récente de moi : préviens la personne qui m'héberge
