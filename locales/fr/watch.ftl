# Ce qui n'arrive pas, et ce qu'il faut réparer. $since est un moment que Discord affiche.
watch-title = Pour la personne référente
watch-late = { $count ->
    [one] ⚠️ Un message n'arrive pas à destination depuis { $since } : { $why }. Rien n'est perdu, je continue d'essayer, et la personne qui attend est prévenue. Tape /diagnostic : il dit quoi réparer.
   *[other] ⚠️ { $count } messages n'arrivent pas à destination ; le plus ancien attend depuis { $since } : { $why }. Rien n'est perdu, je continue d'essayer, et les personnes qui attendent sont prévenues. Tape /diagnostic : il dit quoi réparer.
}
watch-alarm = 🔴 { $words }
# Au jeune, quand l'équipe n'a pas encore reçu ses mots.
watch-sorry = Je n'arrive pas à transmettre tes mots à l'équipe pour l'instant. C'est moi, pas toi. Ils sont gardés et je continue d'essayer : tu n'as rien à refaire. Si ça ne peut pas attendre :
watch-why-gone = le salon n'existe plus
watch-why-permission = il me manque une permission
watch-why-refused = Discord le refuse
watch-why-discord = Discord a une panne
watch-why-no-answer = Discord ne répond pas
