# Dire stop.
privacy-stopped = OK, j'arrête de t'écrire. Merci de l'avoir dit. /parler reste là.
privacy-stopped-but-talking = OK, je ne t'écrirai plus en premier. Ta conversation en cours continue ; pour l'arrêter aussi, appuie sur « Retirer ma demande » dans /messages.

# La page vie privée : phrases courtes, mots de tous les jours, lisible à douze ans.
privacy-some-team = de ce serveur
privacy-no-contact = les personnes de l'équipe, avec /parler
privacy-notice =
    {""}**Ta vie privée, ici**
    Maraude est un robot. Derrière, il y a de vraies personnes : l'équipe **{ $team }**.

    {""}**Ce qu'on garde.** Tes mots, le sujet, ton âge si tu l'as dit. Ton compte Discord est sous clé : il sert seulement à t'apporter les réponses. L'équipe voit un surnom, jamais ton pseudo.
    {""}**Combien de temps.** Tes mots : { $days } jours après la fin de la conversation. Le reste : { $identity } jours après ta dernière visite. Ensuite, tout s'efface tout seul. Seule exception : si l'équipe a bloqué quelqu'un, une marque sans nom reste un an.
    {""}**Qui lit.** Les mentors de l'équipe, et la personne qui y veille à la protection de chacun. Personne d'autre dans ce serveur. Une fiche pour une structure, toi seul·e la lis, sauf si tu veux que l'équipe la lise aussi.
    {""}**La seule exception.** Si toi ou quelqu'un est en grand danger, deux personnes de l'équipe peuvent décider ensemble de voir ton compte. On te le dit, sauf si te le dire te met en danger.
    {""}**Ta note, tes idées, tes votes** : sans ton nom. On ne peut pas les retrouver, même pour toi. La personne qui t'a répondu ne voit pas ta note.
    {""}**Si tu signales une personne de l'équipe**, la personne référente le lit encore quand tu effaces tout ; après 30 jours, c'est effacé aussi.
    {""}**C'est toi qui décides.** Tout voir, tout effacer, dire stop : quand tu veux, sans dire pourquoi.

    Une question, un désaccord : { $contact }. Tu peux aussi écrire à la CNIL (cnil.fr).
privacy-nothing-kept = Je n'ai rien gardé sur toi. Tu peux vérifier quand tu veux : /vie-privee.
privacy-forget-sure =
    {""}**Tout effacer ?**
    Tes mots, tes demandes, tes accords, ton surnom : tout part, ici et chez l'équipe. Si une conversation est en cours, elle s'arrête.
    On ne peut pas revenir en arrière. Tu peux d'abord garder une copie.
privacy-forgotten =
    C'est fait. { $requests ->
        [0] Aucune demande n'était gardée
        [one] Une demande est effacée
       *[other] { $requests } demandes sont effacées
    }, avec { $words ->
        [0] aucun message
        [one] un message
       *[other] { $words } messages
    }. Le fil de l'équipe disparaît dans la minute.
    Il reste des chiffres, sans lien avec toi. Ce qui est écrit dans nos messages privés reste dans ton Discord : tu peux y supprimer tes messages.
    La porte reste ouverte.
privacy-agreements = Tu as dit oui à ça. Un bouton suffit pour changer d'avis.
privacy-no-agreements = Tu n'as dit oui à rien : je ne t'écris jamais en premier.
privacy-purpose-keep-in-touch = Rester en contact : un bonjour de notre part, de temps en temps
privacy-purpose-referral = Garder une fiche pour une structure, et te demander une fois ce que ça a donné
# Au jeune, dans ses accords et son export : à quoi il a dit oui.
privacy-purpose-voice = Donner ton avis : une petite question, une par semaine au plus
privacy-purpose-check-ins = Prendre de tes nouvelles, après une conversation
privacy-purpose-permanences = Te prévenir une demi-heure avant, quand des mentors seront là
privacy-language-chosen = C'est noté : je t'écrirai en français. Les commandes suivent la langue de ton Discord.
privacy-export = Voilà tout ce que je garde sur toi. Le fichier .txt se lit, le .json est pour un ordinateur. Garde-les en lieu sûr : tes mots y sont en clair.
privacy-export-left = { $count ->
    [one] Une image ne tient pas dans ce message. Demande-la à l'équipe avec /parler.
   *[other] { $count } images ne tiennent pas dans ce message. Demande-les à l'équipe avec /parler.
}
privacy-expires = On n'a rien écrit ici depuis longtemps. Sans nouvelles d'ici le { $until }, cette conversation se ferme et s'efface. Pour continuer, écris simplement un mot.
button-export = Voir mes données
button-agreements = Mes accords
button-language = In English
button-forget = M'oublier
button-forget-sure = Oui, tout effacer
button-withdraw-keep-in-touch = Ne plus rester en contact
button-withdraw-referral = Effacer mes fiches
# Le bouton du jeune qui ne veut plus de questions.
button-withdraw-voice = Plus de questions
button-withdraw-check-ins = Plus de nouvelles
button-withdraw-permanences = Ne plus me prévenir
export-file = mes-donnees
export-title = Tout ce que Maraude garde sur toi (heures en UTC)
export-account = Ton compte Discord (gardé sous clé) : { $id }. Langue : { $language }.
export-since = Connu depuis le { $since }, vu pour la dernière fois le { $seen }.
export-stopped = Tu as dit stop le { $since }.
export-name = Ton surnom à { $community } : { $alias }.
export-agreements = Ce que tu as accepté :
export-ended = : terminé le { $day }
export-request = Demande du { $day } : { $topic } ({ $alias }, { $community }, équipe { $team })
export-age = Âge : { $age }
export-urgent = Marquée urgente.
export-outcome = Fin : { $outcome }
export-notes = { $count ->
    [one] L'équipe a écrit une note pour elle-même. Tu peux la lui demander.
   *[other] L'équipe a écrit { $count } notes pour elle-même. Tu peux les lui demander.
}
# $state et $answer : ce qu'une question est devenue ; $postponed : combien de fois tu l'as remise.
export-check-in = Nouvelles prévues le { $day } ({ $state ->
    [answered] répondu : { $answer ->
        [better] mieux
        [same] pareil
        [talk] j'aimerais parler
        [not-now] pas maintenant
       *[stop] arrêter de demander
    }
    [sent] demandées
    [skipped] pas demandées
   *[planned] à venir
}{ $postponed ->
    [0] )
    [one] , remises une fois)
   *[other] , remises { $postponed } fois)
}
export-paused = Rien d'automatique ne t'est envoyé avant le { $until } : quelqu'un s'inquiétait.
export-alarm = L'équipe a été appelée le { $at }.
export-seen = Quelqu'un de l'équipe a dit s'en occuper le { $at }.
export-referral = { $day } · une piste t'a été proposée : { $service }
export-reports = Ce que tu as signalé à la personne référente :
export-step = { $at } · { $what ->
    [opened] tu as fait ta demande
    [claimed] quelqu'un de l'équipe l'a prise
    [second] une deuxième personne la suit
    [released] remise dans la file
    [claim-lapsed] remise dans la file, faute de réponse à temps
    [taken-over] reprise par la personne référente
    [called] l'équipe a été appelée
    [urgent] marquée urgente
    [seen] vue par l'équipe
    [anonymity-lifted] deux personnes de l'équipe ont décidé de voir quel est ton compte, pour te protéger
    [handoff-asked] on t'a proposé de continuer avec quelqu'un d'autre de l'équipe
    [handed-over] quelqu'un d'autre de l'équipe a pris la suite
    [handoff-refused] tu n'as pas voulu continuer avec cette autre personne
    [another-wished] tu as demandé quelqu'un d'autre
    [lead-wished] tu as demandé que la personne référente t'écrive
    [goodbye-proposed] on t'a proposé de s'arrêter là
    [goodbye-not-yet] tu as eu envie de continuer
    [closed] { $by ->
        [me] fermée : tu étais d'accord
        [team] fermée par l'équipe
       *[other] fermée d'elle-même, faute de réponse
    }
    [check-in-added] l'équipe a prévu de prendre de tes nouvelles
    [check-in-moved] l'équipe a changé le jour où elle prend de tes nouvelles
    [check-in-cancelled] l'équipe a renoncé à prendre de tes nouvelles un jour
    [withdrawn] tu l'as retirée
    [blocked] l'équipe ne répond plus
    [expired] fermée d'elle-même
   *[other] { $what }
}
export-waiting = En attente de savoir à quelle demande ça va :
export-me = Moi
privacy-report-held = Ton signalement sur une personne de l'équipe attend encore d'être lu par la personne référente. Il reste sous clé pour cela seulement, 30 jours au plus, puis il s'efface.
privacy-block-held = L'équipe a choisi de ne plus répondre à ce compte. Il en reste une marque chiffrée, sans ton nom ni tes mots. Elle ne sert qu'à ça, et s'efface toute seule le { $until }.
privacy-notice-minor =
    {""}**Tu as moins de 18 ans.** Deux adultes de l'équipe lisent tes mots : jamais un seul adulte avec toi. Si c'est urgent, le premier te répond tout de suite, et le deuxième est appelé en même temps.
privacy-notice-young =
    {""}**Tu as moins de 15 ans.** Je ne t'écris jamais en premier : il faudrait l'accord d'un parent. Pour parler à quelqu'un, tu n'as besoin de l'accord de personne.
