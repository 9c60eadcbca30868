# Relier des communautés à une équipe. { $team } et { $community } sont des noms choisis par d'autres.
teams-code =
    {""}**Ton code : `{ $code }`**
    Il sert une seule fois, jusqu'au { $until }. Donne-le à une personne qui gère l'autre serveur, et à personne d'autre.
    Là-bas, elle invite Maraude, puis tape **/equipe accepter** avec ce code. Majuscules et tirets ne comptent pas.
teams-asking =
    L'équipe **{ $team }** demande à être là pour les jeunes de ce serveur. Si tu dis oui :
    • l'équipe voit le **nom de ce serveur**, rien d'autre ;
    • toi et la modération ne voyez **rien des demandes** : ni qui écrit, ni combien, ni quoi ;
    • tu choisis ici le salon du panneau, la langue et le pays. Rien n'ouvre avant que tu le dises ;
    • tu peux arrêter quand tu veux : /equipe terminer.
teams-asking-own = ⚠️ Ce serveur a déjà sa propre équipe, **{ $own }**. Elle n'accueillera plus de nouvelles demandes ici, et son panneau s'en va. Ses conversations ouvertes continuent jusqu'à leur au revoir.
button-link = Oui, relier ce serveur
teams-linked = C'est fait. Il te reste deux minutes : tape **/installer**, choisis le salon du panneau, puis ouvre.
teams-bad-code = Ce code ne marche pas. Vérifie-le, ou demande un nouveau code à l'équipe : il sert une seule fois, pendant 48 heures.
teams-too-many-guesses = Ça fait beaucoup d'essais. Demande un nouveau code à l'équipe, et réessaie dans { $minutes } min.
teams-own-server = C'est le serveur de l'équipe : il n'a pas besoin de code. Ce code se tape dans l'autre serveur, celui de la communauté.
teams-already-linked = Ce serveur est déjà relié à l'équipe { $team }. Il ne reste rien à faire ; pour le régler : /installer.
teams-linked-elsewhere = Ce serveur est déjà relié à l'équipe { $team }. Si tu veux changer d'équipe, termine d'abord ce lien : /equipe terminer.
teams-none = Ton équipe n'a pas encore de communauté. Pour en relier une : /equipe relier. Pour que des jeunes écrivent aussi dans ce serveur : /installer.
teams-list = { $count ->
    [one] Une communauté
   *[other] { $count } communautés
}
teams-line = • { $name }, depuis le { $since }
teams-pick = Terminer un lien…
teams-ending-team =
    Terminer le lien avec **{ $community }** ? Plus personne n'y fera de nouvelle demande, et le panneau s'en va.
    Les conversations ouvertes continuent jusqu'à leur au revoir. Les accords « rester en contact » donnés là-bas ne comptent plus. Pour relier de nouveau, il faudra un nouveau code.
teams-ending-server =
    Terminer le lien avec l'équipe **{ $team }** ? Plus personne ne fera de nouvelle demande ici, et le panneau s'en va.
    Les conversations ouvertes continuent, sans ce serveur, jusqu'à leur au revoir. Pour relier de nouveau, il faudra un nouveau code.
button-end-link = Oui, terminer
teams-ended = C'est terminé. Le panneau de { $community } s'en va ; les conversations ouvertes continuent jusqu'à leur au revoir.

# Ce que chaque côté apprend.
teams-linked-team = 🔗 **{ $community }** est maintenant reliée à votre équipe. Les jeunes pourront y écrire quand sa modération ouvrira.
teams-ended-team-team = **{ $community }** n'est plus reliée : quelqu'un l'a terminé depuis votre serveur. Les conversations ouvertes continuent jusqu'à leur au revoir.
teams-ended-team-server = L'équipe **{ $team }** n'accueille plus de nouvelles demandes dans votre serveur. Son panneau s'en va. Merci de l'avoir reçue. Si des jeunes demandent où aller : /sos marche toujours.
teams-ended-community-team = La modération de **{ $community }** a terminé son lien avec votre équipe. Les conversations ouvertes continuent jusqu'à leur au revoir, en message privé ou dans la boîte privée.
teams-ended-community-server = C'est noté : le lien avec l'équipe **{ $team }** est terminé. Son panneau s'en va. Pour la relier de nouveau, demandez-lui un nouveau code.
teams-ended-own-team = **{ $community }**, ton propre serveur, a choisi une autre équipe pour les nouvelles demandes. Vos conversations ouvertes continuent ici jusqu'à leur au revoir.
teams-ended-absence-team = Maraude n'est pas revenu dans **{ $community }** depuis une semaine : ce lien est terminé. Les conversations ouvertes continuent jusqu'à leur au revoir.
teams-ended-absence-server = Le lien avec l'équipe **{ $team }** est terminé : Maraude n'était plus dans ce serveur depuis une semaine. Pour la relier de nouveau, demandez-lui un nouveau code.
teams-away-team = Quelqu'un a retiré Maraude de **{ $community }**. Plus personne n'y écrit. Les conversations ouvertes continuent en message privé, tant que Discord le permet. Sans retour dans 7 jours, le lien se termine.
teams-away-mailbox = **{ $alias }** ne voulait pas de message privé, et le serveur de sa boîte privée a retiré Maraude. Ce que tu écris l'attend dans /messages, mais rien ne dit que tes mots l'atteindront. Si ça te préoccupe, parles-en à ta personne référente.
teams-back-team = Maraude est de nouveau dans **{ $community }**. Le lien continue ; sa modération doit remettre le panneau (/panneau publier).
teams-team-away = Je te dois la vérité : en ce moment, je n'arrive plus à joindre l'équipe **{ $team }**. Ce que tu écris est gardé, mais personne ne le lit. Si elle revient, ça repart tout seul. D'ici là, tu n'as pas à attendre : ces personnes t'écoutent, gratuitement.
