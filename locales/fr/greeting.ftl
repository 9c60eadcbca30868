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
keep-asks-again =
    {""}**Le texte a changé.** Tu avais dit oui à l'ancien : je ne t'écris plus en premier. Relis, et redis oui si tu veux.
keep-thanks = C'est noté : je peux t'écrire en premier. Un mot d'accueil arrive bientôt en message privé, jamais la nuit. S'ils sont fermés, il t'attend dans /messages. Tu changes d'avis quand tu veux.
keep-already = C'est noté : on reste en contact. Tu changes d'avis quand tu veux.
welcome =
    Salut, c'est Maraude, de { $community }. Merci de rester en contact.
    L'équipe { $team } est là si tu as envie de parler, de rien ou de tout.
    Pas besoin de répondre.
not-for-me = Pas de souci. Je ne t'écris pas, et je n'ai rien noté. Si un jour tu changes d'avis : /coucou.
greeting-no-panel-channel = Aucun salon n'est choisi pour le panneau. Tape /installer et choisis-en un.
panel-posted = Le panneau arrive dans { $channel }.
panel-removed = Le panneau est retiré. Pour le remettre : /panneau publier. L'accueil, lui, s'ouvre et se ferme avec /installer.
panel-not-there = Il n'y a pas de panneau à retirer. Pour en publier un : /panneau publier.
