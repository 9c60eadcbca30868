# Calme, direct, au présent. Trois numéros au plus, une question, un premier pas facile.
sos-question = **Es-tu en danger maintenant ?**
sos-first-step = Tu n'as pas à tout expliquer. Tu peux commencer par : « Ça ne va pas. »
sos-checked = Numéros vérifiés le { $day }.
