# Orientations : un·e mentor propose une structure, le jeune décide, et dit plus tard ce que ça a donné.
# Ce que le jeune lit. $service est un nom, $why les mots du mentor, $days un nombre de jours.
referrals-offer =
    {""}**{ $mentor }** a une piste pour toi : **{ $service }**.
    > { $why }

    C'est toi qui décides. Je ne transmets rien à personne.
    Je peux te préparer une fiche à emporter : tu choisis ce qu'il y a dessus. Dans { $days } jours, je te demanderais une fois ce que ça a donné.
    Ou juste l'adresse. Ou rien du tout.
referrals-button-fill = Préparer ma fiche
referrals-button-address = Juste l'adresse
referrals-button-no = Non merci
referral-sheet-form-title = Ma fiche
# Doit dire vrai : où va la fiche, qui la lit, combien de temps, comment revenir en arrière.
referrals-form-notice =
    {""}**Tu choisis, case par case.** Laisse vide ce que tu veux garder pour toi.
    • La fiche est pour toi. Je ne l'envoie à personne : tu la montres, ou pas.
    • L'équipe voit quelles cases tu as choisies, pas ce que tu écris. Sauf si tu coches la dernière.
    • Dans { $days } jours, je te demande une fois ce que ça a donné.
    • Tu changes d'avis quand tu veux, ici ou dans /vie-privee : ta fiche est effacée, et je ne demande rien.
referral-form-ticked = Sur ma fiche, on peut lire
referral-form-team-hint = Sinon, l'équipe voit seulement quelles cases tu as choisies.
referral-field-alias = Mon surnom ici
referral-field-age = Mon âge, à peu près
referral-field-topic = De quoi il s'agit
referral-field-name = Un prénom
referral-field-words = Mes mots
referral-field-reach = Comment me joindre
referral-field-team = L'équipe peut lire ma fiche
referral-form-name = Un prénom
referral-form-name-hint = Le tien, ou celui que tu veux.
referral-form-words = En une phrase, ce que tu cherches
referral-form-words-hint = Pour ne pas avoir à tout réexpliquer là-bas.
referral-form-reach = Comment on peut te joindre
referral-form-reach-hint = Un téléphone, un mail… ou rien.
referrals-nothing-picked = Ta fiche est vide : je n'ai rien gardé. Choisis au moins une chose, ou prends juste l'adresse.
referrals-wording-changed = Le texte a changé depuis : je n'ai rien gardé. Rouvre la proposition, relis, et décide.
referrals-nothing-told = Personne là-bas ne sait que tu as cette adresse. Si tu veux qu'on prépare le premier appel ensemble, écris-le ici.
referrals-place-gone = Cette structure n'est plus dans l'annuaire. Demande à l'équipe si elle connaît une autre piste.
referrals-declined-thanks = C'est noté, pas de souci. C'est bien de le dire. Si tu veux chercher autre chose, quelqu'un est là.
referrals-sheet-ready = Ta fiche est prête. Toi seul·e l'as. Tu peux l'imprimer, la montrer sur ton téléphone, ou la garder pour toi.
referrals-sheet-file = ma-fiche.txt
referrals-button-mine = Revoir ma fiche
referrals-button-revoke = Je change d'avis
referrals-revoked = C'est fait : ta fiche est effacée ici, et je ne te demanderai rien. Le fichier que tu as déjà, toi seul·e peux le supprimer.

# La fiche elle-même, en texte simple.
sheet-for = FICHE POUR :
sheet-alias = On me connaît sous le nom de :
sheet-age = Mon âge :
sheet-topic = C'est à propos de :
sheet-name = Je m'appelle :
sheet-words = Ce que je cherche :
sheet-reach = Pour me joindre :
sheet-made = Préparée avec l'équipe { $team }, le { $day }.
sheet-mine = Cette fiche est à moi. C'est moi qui choisis à qui je la montre.

# La seule question, plus tard. Rien ici ne dit à un regard de passage de quoi il s'agit.
referrals-question = Hello. La piste que tu avais gardée, ça a donné quoi ? Pas de bonne ou de mauvaise réponse. Je ne reviendrai pas dessus.
referrals-button-went = J'y suis allé·e
referrals-button-appointment = J'ai un rendez-vous
referrals-button-no-answer = Personne ne répond là-bas
referrals-button-not-gone = Pas encore
referrals-button-not-wanted = Je n'ai pas envie
referrals-thanks-went = Bravo, ce n'est pas rien. Merci de l'avoir dit.
referrals-thanks-appointment = Super, un pas de fait. Merci de l'avoir dit.
referrals-thanks-no-answer = Merci de l'avoir dit : ce n'est pas ta faute, on va leur en parler. Si tu veux une autre piste, quelqu'un est là.
referrals-thanks-not-gone = Pas de souci, il n'y a pas de date limite. Si quelque chose bloque, quelqu'un est là.
referrals-thanks-not-wanted = C'est OK, merci de l'avoir dit. Si tu veux chercher autre chose, quelqu'un est là.

# Côté équipe.
button-refer = Orienter
referral-form-title = Proposer une piste
referral-form-service = Quelle structure
referral-form-service-hint = Une autre ? Tape /demande orienter et son nom.
referral-form-why = Pourquoi celle-là
referral-form-why-hint = Une phrase pour le jeune. Ce qu'on y fait, pas un verdict.
referrals-empty-directory = L'annuaire de l'équipe est vide. La personne référente, ou qui gère le serveur, le remplit avec /annuaire importer.
referrals-proposed-already = Cette structure est déjà proposée, et le jeune n'a pas encore répondu. Laisse-lui le temps.
referrals-offered = C'est proposé à **{ $alias }**. La réponse arrive dans le fil.
referrals-not-for-team = Le jeune garde sa fiche pour lui, ou l'a effacée. Demande-lui, si besoin.
referrals-for-team = Le jeune veut bien que l'équipe lise sa fiche :
referrals-button-look = Lire la fiche
referrals-news-offered =
    🧭 **{ $mentor }** propose à **{ $alias }** : **{ $service }**
    > { $why }
referrals-news-accepted = 🧭 **{ $alias }** a préparé une fiche pour **{ $service }**. Dessus : { $fields }.
referrals-news-address = 🧭 **{ $alias }** a pris juste l'adresse de **{ $service }**.
referrals-news-declined = 🧭 **{ $alias }** ne souhaite pas **{ $service }**. Merci de ne pas insister.
referrals-news-revoked = 🧭 **{ $alias }** a changé d'avis pour **{ $service }** : la fiche est effacée, rien ne sera demandé.
referrals-news-answered = 🧭 **{ $alias }** et **{ $service }** : { $said }
referrals-said-went = y est allé·e ✅
referrals-said-appointment = a un rendez-vous ✅
referrals-said-no-answer = personne ne répond là-bas. C'est compté dans /annuaire verifier.
referrals-said-not-gone = pas encore
referrals-said-not-wanted = n'en a pas envie
