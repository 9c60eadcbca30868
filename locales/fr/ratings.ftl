# La note sous l'au revoir, et ce qui la suit.
# Au jeune qui vient de noter ; $mark est le visage choisi.
ratings-thanks = Merci : { $mark } C'est noté, sans ton nom. Tu peux changer d'avis pendant trois jours.
# Au jeune, après une note basse.
ratings-low = Désolé que ça n'ait pas aidé. Si tu veux, la personne référente de { $team } peut t'écrire. Elle seule saura que c'est après ta note. La personne qui t'a répondu ne le saura pas.
# Le bouton du jeune qui veut que la personne référente lui écrive.
ratings-button-lead = La personne référente m'écrit
# Le bouton du jeune qui veut ajouter une phrase.
ratings-button-word = Un mot pour faire mieux ?
# Le formulaire de cette phrase.
ratings-form-title = Un mot pour faire mieux
# Au jeune, en haut du formulaire : doit dire vrai sur qui lit, et sur ce qu'on peut deviner.
ratings-form-notice = Les personnes qui coordonnent l'équipe liront ton mot, avec ta note, quelques heures plus tard. Sans ton nom. Pas la personne qui t'a répondu. Quand peu de monde a écrit ces jours-ci, on peut deviner qui parle : n'écris rien qui dise qui tu es. Personne ne peut te répondre ici.
# Le champ du formulaire.
ratings-form-words = Ton mot
# Sous le champ.
ratings-form-words-hint = Une phrase suffit. 500 caractères au plus.
# Au jeune dont la phrase est gardée.
ratings-word-kept = Merci. Ton mot sera lu sans ton nom. Pour une réponse, il y a /parler.
# Au jeune qui a demandé que la personne référente lui écrive.
ratings-lead-asked = C'est demandé. La personne référente t'écrira dans une nouvelle conversation. Tu verras son prénom. Si ça ne peut pas attendre : /sos.
# Au jeune qui note trop tard.
ratings-too-late = Les notes se donnent pendant trois jours après l'au revoir. Tu peux dire ce que tu penses avec /avis.
# Au jeune qui a déjà écrit une phrase pour cette note.
ratings-said-already = Tu as déjà ajouté un mot : il sera lu. Pour dire autre chose : /avis.
# À la personne référente, dans son salon, sans dire qui ni quand ; $where est une communauté.
ratings-low-came = Une note basse est arrivée ces derniers jours : { $where }. On ne peut pas savoir de qui. C'est l'occasion d'en parler ensemble, sans chercher qui.
# À la place du nom d'une communauté, quand elle est trop petite pour être nommée.
ratings-somewhere = dans une de vos communautés
