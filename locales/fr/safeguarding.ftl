# Calme, direct, au présent. Trois numéros au plus, une question, un premier pas facile.
sos-question = **Es-tu en danger maintenant ?**
sos-first-step = Tu n'as pas à tout expliquer. Tu peux commencer par : « Ça ne va pas. »
sos-checked = Numéros vérifiés le { $day }.
alert-words = Des mots de { $ticket } ressemblent à un danger. Les numéros d'aide sont déjà affichés au jeune. Quelqu'un regarde maintenant ? Danger grave et immédiat : 112.
alert-withdrawn = La demande a été retirée par le jeune. Les appels continuent jusqu'à ce que quelqu'un dise « vu ».
alert-closed = La demande est fermée. Les appels continuent jusqu'à ce que quelqu'un dise « vu ».
# Hors des salons de l'équipe : rien qui dise qui, ni quoi.
alert-team-needed = 🔴 Quelqu'un a besoin de l'équipe tout de suite, et je n'arrive pas à la prévenir dans ses salons. Prévenez une personne référente ou un·e mentor : ouvrez { $place }, puis /file. /diagnostic dit quoi réparer.
alert-seen = Vu par { $who } : **{ $alias }**. Les appels s'arrêtent. Danger grave et immédiat : 112. Un doute : /demande alerter.
button-seen = Vu, je m'en occupe
alert-goes-on = { $who }, de nouveaux mots ressemblent à un danger. Lis-les maintenant. Danger grave et immédiat : 112.
