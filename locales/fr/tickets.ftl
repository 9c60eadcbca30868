# Le formulaire, puis tout ce qui arrive à une demande.
form-title = Parler à quelqu'un
# Doit dire vrai : qui lit, ce qui est gardé, combien de temps, le seul cas de levée de l'anonymat.
form-notice =
    {""}**Avant d'écrire**
    • Ton pseudo Discord n'est pas montré à l'équipe.
    • Les mentors de { $team }, et la personne qui y veille à la protection, lisent tes mots. Personne d'autre dans ce serveur.
    • Tes mots sont gardés chiffrés, et effacés { $days } jours après la fin de la conversation.
    • On garde ça pour nous. Sauf si toi ou quelqu'un est en danger : là, on prévient des gens qui protègent. On essaie de t'en parler avant.
form-topic = C'est plutôt à propos de quoi ?
form-words = Tes mots
form-words-hint = Quelques mots suffisent. Pas de nom, d'adresse ni de détails de santé.
form-age = Ton âge (si tu veux)
form-age-hint = Ça aide à te répondre juste.
form-wishes = Comment on te répond
form-by-dm = En message privé
form-by-dm-hint = Sinon : dans le serveur, en privé, avec /messages.
form-check-ins = Prendre de mes nouvelles après
form-check-ins-hint = Quelques jours plus tard. Tu peux dire stop.
form-check-ins-from-hint = À partir de { $age } ans, quelques jours plus tard. Tu peux dire stop.
age-under = Moins de { $age } ans
age-over = { $age } ans et plus

tickets-under-age = Merci d'avoir dit ton âge. Ici, on ne peut pas garder tes messages avant { $age } ans : je n'ai rien gardé. Mais d'autres sont là pour toi, gratuitement :
tickets-receipt = C'est bien arrivé. Merci d'avoir écrit. Ici, l'équipe te connaît sous le nom de **{ $alias }**.
tickets-receipt-dm = La réponse arrive en message privé. S'ils sont fermés, elle t'attend dans /messages.
tickets-receipt-mailbox = La réponse t'attendra ici, en privé : tape /messages pour lire et répondre.
tickets-received =
    C'est bien arrivé, **{ $alias }**. Merci d'avoir écrit.
    C'est ici qu'on te répond. Tu peux ajouter des mots quand tu veux, écris simplement.
tickets-expect-open = En général, une réponse en moins de { $hours } h.
tickets-expect-busy = Il y a du monde. Compte plutôt plus de { $hours } h. Ta demande est gardée.
tickets-expect-closed = L'équipe n'est pas là en ce moment. Elle revient { $back }. Ton message est gardé. Si ça ne peut pas attendre : /sos.
tickets-expect-here = Quelqu'un de l'équipe est là en ce moment. En général, une réponse en moins de { $hours } h.
tickets-expect-closing = L'équipe est là jusqu'à { $until }. Tu auras peut-être une réponse d'ici là. Sinon, elle revient { $back }. Ton message est gardé. Si ça ne peut pas attendre : /sos.
tickets-expect-here-outside = Quelqu'un de l'équipe est là en ce moment, en dehors de ses horaires. Tu auras peut-être une réponse bientôt. Sinon, l'équipe revient { $back }. Ton message est gardé. Si ça ne peut pas attendre : /sos.
tickets-expect-here-only = Quelqu'un de l'équipe est là en ce moment. Tu auras peut-être une réponse bientôt. Sinon, ton message est gardé. Si ça ne peut pas attendre : /sos.
tickets-expect-holiday = L'équipe n'est pas là en ce moment : un jour férié la retient. Elle revient { $back }. Ton message est gardé. Si ça ne peut pas attendre : /sos.
tickets-expect-unknown = L'équipe n'a pas encore dit quand elle revient. Ton message est gardé. Si ça ne peut pas attendre : /sos.
tickets-already-open = J'ai déjà une demande de toi, **{ $alias }**. On continue là :
tickets-claimed =
    {""}**{ $name }**, de { $organisation }, a lu ton message et va te répondre.
    C'est une vraie personne. Tu peux lui écrire dès maintenant.
tickets-released = **{ $alias }**, ta demande attend de nouveau quelqu'un de l'équipe. On ne t'oublie pas. Si ça ne peut pas attendre : /sos.
# À qui veut parler de nouveau : qui va répondre. $mentor et $other sont des prénoms.
tickets-again-known = Je préviens { $mentor }, qui te connaît.
tickets-again-other = { $mentor }, qui te connaît, n'est pas là en ce moment. { $other } ou quelqu'un d'autre de l'équipe te répond.
tickets-again-somebody = { $mentor }, qui te connaît, n'est pas là en ce moment. Quelqu'un d'autre de l'équipe te répond.
tickets-goodbye =
    On ferme la conversation. Tu peux revenir quand tu veux, sans raison : /parler.
    Tes mots sont effacés dans { $days } jours.
# Au jeune, sous l'au revoir ; les cinq boutons qui suivent répondent à la question.
tickets-goodbye-mark = Ça t'a servi ? Un clic suffit. La personne qui t'a répondu ne voit pas ta note.
tickets-mark-1 = Pas du tout
tickets-mark-2 = Pas trop
tickets-mark-3 = Moyen
tickets-mark-4 = Plutôt
tickets-mark-5 = Oui
tickets-goodbye-may-we = On peut prendre de tes nouvelles plus tard ? Seulement si tu dis oui.
tickets-goodbye-we-will = Comme tu l'as choisi, je prendrai de tes nouvelles. Tu peux dire stop.
tickets-withdraw-sure = Tu veux retirer ta demande ? L'équipe le saura, et personne ne te demandera pourquoi.
tickets-withdrawn = C'est fait : ta demande est retirée. Tu peux revenir quand tu veux : /parler.

# Côté équipe.
tickets-card-waiting = Reçue { $since }, attend quelqu'un
tickets-card-offered = De retour. Proposée d'abord à { $mentor }, jusqu'à { $until }.
tickets-card-active = Suivie par { $mentor } ({ $since })
tickets-card-closed = Fermée : { $outcome } ({ $since })
tickets-card-age = Âge
tickets-card-community = Communauté
tickets-card-language = Langue
tickets-card-reach = Réponse par
tickets-card-earlier = Demandes d'avant
tickets-card-earlier-more = { $count ->
    [one] et une autre avant
   *[other] et { $count } autres avant
}
tickets-claimed-mentor = C'est toi qui suis **{ $alias }**. Le jeune sait ton prénom et ta structure. Sans réponse de ta part avant { $until }, la demande retourne dans la file.
tickets-already-claimed = { $mentor } s'en occupe déjà. Tape /file pour voir ce qui attend.
tickets-already-mine = Tu suis déjà cette demande. Pour écrire : bouton Répondre.
tickets-offered-first = Cette demande est proposée d'abord à { $mentor }, qui connaît ce jeune, jusqu'à { $until }. Ensuite, tu pourras la prendre.
tickets-not-holder = C'est { $mentor } qui suit cette demande. Parlez-en dans le fil.
tickets-claim-first = Personne ne suit encore cette demande. Prends-la d'abord : bouton Prendre.
tickets-released-mentor = La demande de **{ $alias }** est de retour dans la file. Le jeune est prévenu.
tickets-closed-mentor = La demande de **{ $alias }** est fermée. L'au revoir part, et le suivi est prévu si le jeune l'a voulu.
tickets-claim-lapsed = { $mentor }, la demande de **{ $alias }** est retournée dans la file : aucune réponse n'est partie à temps. Ce n'est pas grave, ça arrive. Tu peux la reprendre.
tickets-withdrawn-team = **{ $alias }** a retiré sa demande. Merci de ne pas insister.
tickets-back-again = **{ $alias }** aimerait reparler, après avoir reçu des nouvelles de nous. Proposé d'abord à { $mentor }. Aucun mot pour l'instant : c'est à nous de commencer.
tickets-note-title = Note de { $mentor } (équipe seulement)
tickets-note-kept = Note gardée dans le fil. Le jeune ne la voit pas.
note-form-title = Note interne
note-form-words = Ta note
note-form-hint = Pour l'équipe seulement. Des faits, peu de mots.
# Pour un mentor : le mot choisi vient d'être retiré de la liste de l'équipe.
tickets-outcome-gone = Cette fin n'est plus dans la liste de l'équipe. Rouvre le formulaire et choisis-en une autre : rien n'est fermé.
outcome-informed = Information donnée
outcome-listened = Écoute
outcome-lead-given = Piste donnée
outcome-handed-over = Relais passé, avec accord
outcome-first-meeting = Premier rendez-vous fait
outcome-entered-support = Accompagnement commencé
outcome-entered-training = École ou formation commencée
outcome-entered-job = Emploi commencé
outcome-entered-other = Autre entrée (service civique, santé, logement)
outcome-on-their-own = Continue par soi-même
outcome-no-news = Sans nouvelles
outcome-declined = N'a pas souhaité continuer
outcome-protection = Situation de protection traitée
outcome-duplicate = Doublon
outcome-spam = Indésirable (aucun au revoir n'est envoyé)
outcome-withdrawn = Retirée par le jeune

queue-title = { $count ->
    [0] La file est vide
    [one] Une demande attend
   *[other] { $count } demandes attendent
}
queue-late-words = { $count ->
    [one] ⏳ Un message attend d'être remis depuis { $since } : { $why }. Je continue d'essayer.
   *[other] ⏳ { $count } messages attendent d'être remis, le plus ancien depuis { $since } : { $why }. Je continue d'essayer.
}
queue-late-panel = { $count ->
    [one] ⏳ Le panneau de { $places } attend d'être publié, mis à jour ou retiré depuis { $since } : { $why }. Je continue d'essayer.
   *[other] ⏳ Les panneaux de { $places } attendent d'être publiés, mis à jour ou retirés depuis { $since } : { $why }. Je continue d'essayer.
}
queue-late-leftover = { $count ->
    [one] ⏳ Ce qui reste d'une conversation effacée, dans { $places }, attend d'être supprimé depuis { $since } : { $why }. Je continue d'essayer.
   *[other] ⏳ Ce qui reste de { $count } conversations effacées, dans { $places }, attend d'être supprimé depuis { $since } : { $why }. Je continue d'essayer.
}
queue-waiting = En attente
queue-mine = Les miennes
queue-unanswered = Attendent un mot de nous
queue-silent = Sans nouvelles du jeune
queue-any-community = Toutes les communautés
queue-any-topic = Tous les sujets
queue-any-language = Toutes les langues
queue-urgent-only = 🔴 Urgentes seulement
queue-all-again = Pas seulement les urgentes
queue-nothing-waiting = Rien n'attend ici.
queue-nothing-mine = Tu ne suis aucune demande.
queue-page = Page { $page } sur { $pages }
button-page-back = Page précédente
button-page-onward = Page suivante
tickets-moved = L'ancien fil a été supprimé : la conversation avec **{ $alias }** continue ici. Voici ce qui s'y trouvait et que nous gardons encore.
tickets-not-arrived = Ce que tu as écrit à **{ $alias }** n'est pas encore arrivé. C'est gardé et je continue d'essayer, tu n'as rien à refaire. Si ça dure un jour, ça l'attendra dans /messages et je te le dirai ici.
tickets-forgotten = 🗑️ Une demande était ici. Elle a été effacée : le jeune l'a voulu, ou le temps est passé. Il n'y a rien à faire.
tickets-card-urgent = 🔴 **Urgent** : des mots ressemblent à un danger
tickets-card-urgent-seen = 🔴 **Urgent** : des mots ressemblent à un danger. Vu par { $who }
tickets-not-vetted = Cette demande vient d'une personne mineure. La personne référente s'en occupe, ou les mentors pour qui elle répond : demande-lui de taper /protection agrement avec ton nom (ça vaut un an), ou préviens un·e collègue. Rien n'est perdu, la demande attend ici.
tickets-same-person = C'est toi qui réponds : le deuxième regard est pour un·e collègue.
tickets-second = **{ $name }**, de { $organisation }, lit aussi cette conversation : deux adultes, pour ta sécurité.
tickets-second-kept = C'est noté : tu veilles aussi sur **{ $alias }**. Le jeune le sait.
tickets-card-second = Deuxième regard
tickets-card-no-second = Personne encore : un·e collègue appuie sur 👁️
tickets-receipt-minor = Tu as moins de 18 ans : ici, deux adultes de l'équipe lisent tes mots. Si c'est urgent, le premier répond sans attendre l'autre.
button-second = Je veille aussi
tickets-second-first = Avant 18 ans, personne ne répond seul·e : un·e deuxième adulte regarde d'abord. Demande à un·e collègue d'appuyer sur 👁️ **Je veille aussi** sous la carte. Tes mots ne sont pas partis.
tickets-second-no-longer = Avant 18 ans, personne ne répond seul·e, et le deuxième adulte de cette conversation n'est plus agréé·e pour les mineur·es. Demande à un·e autre collègue d'appuyer sur 👁️ **Je veille aussi** sous la carte, ou à la personne référente de taper /protection agrement. Tes mots ne sont pas partis.
tickets-second-urgent = Moins de 18 ans et urgent : réponds maintenant. À ta réponse, la personne référente et tes collègues sont appelés pour être le deuxième adulte (👁️).
tickets-look-in = **{ $alias } a moins de 18 ans, c'est urgent, et un·e seul·e adulte répond.** Un·e deuxième regarde maintenant :
tickets-second-wanted = Avant 18 ans, personne ne répond seul·e : avant ta première réponse, demande à un·e collègue d'appuyer sur 👁️ **Je veille aussi** sous la carte.
tickets-another-wished = **{ $alias }** aimerait parler à quelqu'un d'autre. Ce n'est pas contre toi : laisse cette demande à un·e collègue, ou parles-en avec ta personne référente.
tickets-colleague-not-vetted = Ce jeune est mineur, et la personne référente ne répond pas (encore) de { $mentor }. Choisis quelqu'un d'autre, ou demande-lui : /protection agrement.
